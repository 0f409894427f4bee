"""The catalogue: every act of the procedure, in its order. One chapter is one file."""

from domain.acts import charging, custody, information_sources, opening
from domain.kernel.act_type import ActType
from domain.organisation import acts as organisation

ACTS: tuple[ActType, ...] = (
    *organisation.CHAPTER,
    *information_sources.CHAPTER,
    *opening.CHAPTER,
    *custody.CHAPTER,
    *charging.CHAPTER,
)
