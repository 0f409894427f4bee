"""Frozen dataclasses with slots that cost a fifth to make.

The constructor of a frozen dataclass goes round its own guard member by member; reading a history makes a value or
two for every act, and that was a tenth of it. A sealed value is filled while it is still open, and closed once.
"""

from dataclasses import FrozenInstanceError, dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def sealed(cls: type[T]) -> type[T]:
    """The class as a dataclass with slots whose values nobody can change: they belong to a closed class below it."""

    def close(self: Any) -> None:
        self.__class__ = closed

    def remake(self: Any, *args: Any, **members: Any) -> None:  # dataclasses.replace calls the class of the value
        object.__setattr__(self, "__class__", opened)
        opened.__init__(self, *args, **members)

    def reduce(self: Any) -> tuple[type[T], tuple[Any, ...]]:  # as which it is copied and pickled
        return opened, tuple(getattr(self, each.name) for each in fields(self))

    cls.__post_init__ = close  # type: ignore[attr-defined]  # the constructor calls it last
    opened: Any = dataclass(slots=True, unsafe_hash=True)(cls)
    guard = {"__init__": remake, "__setattr__": _refuse, "__delattr__": _refuse, "__reduce__": reduce}
    closed = type(cls.__name__, (opened,), {"__slots__": (), **guard})
    closed.__module__, closed.__qualname__, closed.__doc__ = cls.__module__, cls.__qualname__, cls.__doc__
    return opened  # type: ignore[no-any-return]


def _refuse(self: Any, name: str, *_: Any) -> None:
    raise FrozenInstanceError(f"cannot change {name!r}")
