"""Module 2: supervision of juveniles (giám sát điện tử, giám sát bởi người đại diện). Law 59/2024/QH15

The articles of the Juvenile Justice Law were not read; the forms were, by number and title. Supervision by a
representative stood in BLTTHS-2015/418 until the end of 2025.
"""

from domain.acts.measures import ORDERING, OwnMeasure, at_liberty
from domain.kernel.act_type import HEAD, PROSECUTOR, ActType, Breach, Question
from domain.kernel.checks import accused_known, accused_open, juveniles, law_in_force, measure_absent, named_once
from domain.kernel.data import Word
from domain.law.codes import in_force
from domain.states.criminal_case import CriminalCase
from domain.states.parts import Party

JUVENILE_LAW = "LTPNCTN-2024"
SUPERVISION = "juvenile_supervision"


def _basis(question: Question) -> str:
    """The article of the act that was in force on its day; the law of 2024 when none was."""
    law = question.act_type.law
    return next((article for article in law if in_force(article, question.day)), JUVENILE_LAW)


def only_juveniles(state: CriminalCase, question: Question) -> Breach | None:
    """Those supervised were under eighteen at the time of the act."""
    return juveniles(_basis(question))(state, question)


def not_supervised(state: CriminalCase, question: Question) -> Breach | None:
    """Nobody is under a supervision that the procuracy ordered or approved."""
    return measure_absent((SUPERVISION,), _basis(question), unapproved=True)(state, question)


class ElectronicSupervision(OwnMeasure):
    """Electronic supervision of juveniles, ordered or approved by the procuracy."""

    device: Word | None = None


class RepresentativeSupervision(OwnMeasure):
    """Supervision of juveniles by who represents them in law."""

    representative: Party | None = None


CHAPTER = (
    ActType(
        key="electronic_supervision.ordered.v1",
        name_vi="Quyết định áp dụng biện pháp giám sát điện tử đối với người chưa thành niên",
        name_en="Electronic supervision of a juvenile ordered", codes=("juvenile_electronic_supervision_ordered",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=(JUVENILE_LAW,), form="206/HS", lawful_from=ORDERING,
        impossible=(accused_known, named_once),
        checks=(law_in_force, accused_open, only_juveniles, not_supervised),
        data=ElectronicSupervision, apply=at_liberty(SUPERVISION),
        confirmed=False, source="forms of Circular 03/2026/TT-VKSTC, by title",
    ),
    ActType(
        key="electronic_supervision.approved.v1",
        name_vi="Phê chuẩn quyết định áp dụng biện pháp giám sát điện tử",
        name_en="Electronic supervision of a juvenile approved", codes=("juvenile_electronic_supervision_approved",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=(JUVENILE_LAW,), form="207/HS", lawful_from=ORDERING,
        impossible=(accused_known, named_once),
        checks=(law_in_force, accused_open, only_juveniles, not_supervised),
        data=ElectronicSupervision, apply=at_liberty(SUPERVISION),
        confirmed=False, source="forms of Circular 03/2026/TT-VKSTC, by title",
    ),
    ActType(
        key="representative_supervision.ordered.v1",
        name_vi="Quyết định áp dụng biện pháp giám sát bởi người đại diện",
        name_en="Supervision of a juvenile by a representative ordered",
        codes=("juvenile_representative_supervision_ordered",),
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/418/1", JUVENILE_LAW), form="209/HS",
        lawful_from=ORDERING, impossible=(accused_known, named_once),
        checks=(law_in_force, accused_open, only_juveniles, not_supervised),
        data=RepresentativeSupervision, apply=at_liberty(SUPERVISION),
        confirmed=False, source="forms of Circular 03/2026/TT-VKSTC, by title; BLTTHS 2015 until 2025",
    ),
)  # fmt: skip
