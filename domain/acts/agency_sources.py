"""Module 6: sources of information at the Supreme Procuracy's own investigating agency. BLTTHS-2015/163/3, 36, 37

The agency investigates crimes against judicial activity, and corruption and office crimes in judicial activity. What
it does moves the state as the same act of any other investigating body, with the same data and the same rules; but
it is the procuracy's own act, so what breaks a rule is refused and not recorded with a finding. Approval stays
with the department that supervises it. Its cases stand in `agency_cases`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import Field

from domain.acts.changes import to_stage, unchanged
from domain.acts.information_sources import Received
from domain.acts.shapes import Own
from domain.acts.stages import INVESTIGATING
from domain.kernel.act_type import AGENCY_HEAD, AGENCY_INVESTIGATOR, ActType, Breach, Level, Question
from domain.kernel.data import Flagged, Id, Moment, Word

LEVELS: tuple[Level, ...] = ("supreme", "department")
FILES = ("criminal_case", "information_source")


class SourceReceived(Received):
    """A source comes in at the agency."""

    collected: Flagged = False  # found by the agency's own work of collecting
    from_unit: Word | None = None  # unit of the procuracy that passed it on


class SourceClassified(Own):
    """What becomes of a source that came in."""

    result: Literal["own_competence", "forward", "not_crime", "to_discipline"]
    investigator: Id | None = None


class IntakeNotified(Own):
    """The department that supervises the agency is told of the source."""

    to_unit: Word
    sent_at: Moment


class InvestigatorsAssigned(Own):
    """The head gives the source or case to a deputy, investigators and investigating officers."""

    assignees: Annotated[tuple[Id, ...], Field(min_length=1)]
    roles: Annotated[tuple[Literal["deputy", "investigator", "officer"], ...], Field(min_length=1)]  # in that order
    effective_at: Moment | None = None  # where it differs from the moment of the act


def each_with_a_role(state: Any, question: Question) -> Breach | None:
    """Every person assigned has one role. BLTTHS-2015/36/1"""
    data = question.act.data
    if len(data.assignees) == len(data.roles) == len(set(data.assignees)):
        return None
    return Breach("roles_do_not_match", "BLTTHS-2015/36/1", {"persons": len(data.assignees), "roles": len(data.roles)})


def of_the_agency(act_type: ActType, key: str, names: tuple[str, str], code: str, **changes: Any) -> ActType:
    """The act of an investigating body as an own act of the Supreme Procuracy's agency."""
    own: dict[str, Any] = {"signed_by": AGENCY_HEAD, "module": "M6", "form": None, "form_2018": None, **changes}
    return replace(
        act_type, key=key, name_vi=names[0], name_en=names[1], codes=(code,), issuer="procuracy", levels=LEVELS, **own
    )


def chapter(ordered: Mapping[str, ActType]) -> tuple[ActType, ...]:
    """The acts on sources, made after those of other investigating bodies, by key."""
    return (
        of_the_agency(
            ordered["source.received.v1"], "agency_source.received.v1",
            ("CQĐT VKSND tối cao tiếp nhận nguồn tin về tội phạm", "Own agency: source received"),
            "c1_source_received", data=SourceReceived, signed_by=AGENCY_INVESTIGATOR,
            starts=("source_verification_20d@147.1",),
            law=("BLTTHS-2015/145/2/a", "BLTTHS-2015/146/1", "BLTTHS-2015/163/3"),
        ),
        ActType(
            key="agency_source.classified.v1",
            name_vi="Phân loại, xử lý nguồn tin thuộc thẩm quyền CQĐT VKSND tối cao",
            name_en="Own agency: source classified",
            module="M6", issuer="procuracy", kinds=("information_source",), signed_by=AGENCY_HEAD, levels=LEVELS,
            codes=("c1_source_classified",), law=("BLTTHS-2015/146/2", "BLTTHS-2015/163/3"),
            lawful_from=("received",), data=SourceClassified, apply=to_stage("verification"),
        ),
        of_the_agency(
            ordered["source.forwarded.v1"], "agency_source.forwarded.v1",
            ("CQĐT VKSND tối cao chuyển nguồn tin không thuộc thẩm quyền", "Own agency: source forwarded"),
            "c1_source_forwarded",
        ),
        ActType(
            key="agency_intake.notified.v1",
            name_vi="Thông báo tiếp nhận nguồn tin cho Viện kiểm sát (đơn vị THQCT, kiểm sát điều tra)",
            name_en="Own agency: intake notified to the supervising department",
            module="M6", issuer="procuracy", kinds=("information_source",), signed_by=AGENCY_HEAD, levels=LEVELS,
            codes=("c1_intake_notified",), law=("BLTTHS-2015/146/5",), lawful_from=("verification",),
            ends=("source_intake_notice_3d@146.5",), data=IntakeNotified, apply=unchanged,
        ),
        ActType(
            key="agency_investigators.assigned.v1",
            name_vi="Phân công Phó Thủ trưởng, Điều tra viên, Cán bộ điều tra",
            name_en="Own agency: investigators assigned",
            module="M6", issuer="procuracy", kinds=FILES, signed_by=AGENCY_HEAD, levels=LEVELS,
            codes=("c1_investigator_assigned",), law=("BLTTHS-2015/36/1/b", "BLTTHS-2015/36/1/c"),
            lawful_from=("received", "verification", *INVESTIGATING), checks=(each_with_a_role,),
            data=InvestigatorsAssigned, apply=unchanged,
        ),
        of_the_agency(
            ordered["source.suspended.v1"], "agency_source.suspended.v1",
            ("CQĐT VKSND tối cao tạm đình chỉ giải quyết nguồn tin", "Own agency: source suspended"),
            "c1_source_suspended",
        ),
        of_the_agency(
            ordered["source.resumed.v1"], "agency_source.resumed.v1",
            ("CQĐT VKSND tối cao phục hồi giải quyết nguồn tin", "Own agency: source resumed"), "c1_source_resumed",
        ),
        of_the_agency(
            ordered["opening.refused.v1"], "agency_opening.refused.v1",
            ("CQĐT VKSND tối cao quyết định không khởi tố vụ án", "Own agency: opening of a case refused"),
            "c1_case_not_instituted",
        ),
    )  # fmt: skip
