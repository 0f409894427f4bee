"""Module 4: reopening, review of judgments in force for new circumstances (tái thẩm). BLTTHS-2015/397-403

What follows the protest is that of cassation: review.py and annulment.py.
"""

from typing import Literal

from domain.acts.changes import to_stage, unchanged
from domain.acts.review import protesting_level
from domain.acts.shapes import Own, OwnOnSome
from domain.kernel.act_type import HEAD, PROSECUTOR, ActType
from domain.kernel.checks import accused_known
from domain.kernel.data import Text, Word


class CircumstancesVerified(Own):
    """New circumstances are verified, by the procuracy or by an agency at its request."""

    agency: Word | None = None  # None: by the procuracy
    result: Text


class ReopeningProtested(OwnOnSome):
    """The head protests for a reopening."""

    grounds: tuple[Literal["1", "2", "3", "4"], ...]  # clauses of 398
    direction: Literal["unfavourable", "favourable"] | None = None
    ground: Text | None = None


CHAPTER = (
    ActType(
        key="new_circumstances.verified.v1", name_vi="Xác minh tình tiết mới", name_en="New circumstances verified",
        codes=("new_circumstances_verified",),
        module="M4", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/399/2", "BLTTHS-2015/399/3"),
        lawful_from=("final",), data=CircumstancesVerified, apply=unchanged,
    ),
    ActType(
        key="reopening.protested.v1", name_vi="Kháng nghị tái thẩm", name_en="Reopening protest issued",
        codes=("reopening_protest_issued",),
        module="M4", issuer="procuracy", signed_by=HEAD, checks=(protesting_level("BLTTHS-2015/400"),),
        law=("BLTTHS-2015/400", "BLTTHS-2015/398", "BLTTHS-2015/401"), lawful_from=("final",),
        impossible=(accused_known,), starts=("cassation_trial_4m@385",),
        data=ReopeningProtested, apply=to_stage("reopening"), confirmed=False,
        source="BLTTHS 2015; the levels since July 2025 not read",
    ),
)  # fmt: skip
