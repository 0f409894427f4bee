"""Direct supervision of an agency, and inspection of a lower unit. BLTTHS-2015/160; LTCVKSND-2014/7/1, 13

Ordered, planned, carried out, concluded, followed up. Its subject is an agency or a unit, not a case; findings may
name cases by links `concerns`.
"""

from typing import Any, Literal

from domain.acts.changes import ToStage, leads_to
from domain.acts.shapes import Own
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, HEAD_ONLY, NEW, PROSECUTOR, ActType, Apply, Breach, Question
from domain.kernel.checks import in_order, over_unit
from domain.kernel.data import Code, Count, Day, Flagged, Id, Number, Part, Text, Word
from domain.states.direct_supervision import DirectSupervision

DIRECT = ("direct_supervision",)
SOURCE = "BLTTHS 2015, LTCVKSND 2014"
INSPECTORS = (*PROSECUTOR, "TTDV")


class Finding(Part):
    """One violation or shortcoming."""

    content: Text
    article: Word | None = None  # that was not kept
    count: Count = 1  # how often


class SelfCheckDemanded(Own):
    """The agency is to check its own work and report."""

    addressee: Word
    scope: Text
    since: Day
    until: Day  # last day of the period checked
    due_on: Day


class SupervisionOrdered(Own):
    """The procuracy comes and looks."""

    addressee: Word  # agency supervised
    team: tuple[Id, ...]
    leader: Id
    since: Day
    until: Day  # last day of the period looked at
    on_site_from: Day


class Planned(Own):
    """The plan is issued; the plan itself is a document of the act."""

    contents: tuple[Text, ...]
    report_due: Day  # of the agency


class Conducted(Own):
    """The team was on site; the minutes are a document of the act."""

    since: Day
    until: Day  # last day on site
    files_examined: Number
    violations: Number


class Concluded(Own):
    """The conclusion is issued."""

    findings: tuple[Finding, ...]
    responsible: tuple[Word, ...] = ()  # offices; no names
    demands: tuple[Text, ...]
    remedy_due: Day


class InspectionOrdered(Own):
    """A unit of the procuracy is inspected."""

    inspected_unit: Code
    team: tuple[Id, ...]
    since: Day
    until: Day  # last day of the period looked at
    scope: Text
    planned: Flagged = True


class FindingRecorded(Own):
    """One finding of the inspection; a link `concerns` names the case."""

    finding: Finding
    severity: Literal["critical", "major", "minor"]
    responsible: tuple[Id, ...] = ()  # officers
    rule: Code | None = None  # of the catalogue of findings


class FindingRemedied(Own):
    """The unit remedied a finding."""

    finding: Count  # version of the act that recorded it
    remedy: Text
    evidence: Text | None = None


def leader_in_team(state: DirectSupervision, question: Question) -> Breach | None:
    """The leader is one of the team."""
    data = question.act.data
    return None if data.leader in data.team else Breach("leader_not_in_team", question.act_type.law[0])


def finding_recorded(state: DirectSupervision, question: Question) -> Breach | None:
    """The finding remedied was recorded; findings before a declared gap are not known."""
    version = question.act.data.finding
    if not state.findings or version in state.findings:
        return None
    return Breach("finding_unknown", "LTCVKSND-2014/7/1", {"version": version})


def ordered(subject: str, unit: str = "addressee") -> Apply:
    """Opens a direct supervision on `subject`; data member `unit` names who is supervised."""

    @leads_to("ordered")
    def apply(state: DirectSupervision, recorded: Recorded) -> DirectSupervision:
        return state.evolved(stage="ordered", subject=subject, unit=getattr(recorded.act.data, unit))

    return apply


@leads_to("conducted")
def _found(state: DirectSupervision, recorded: Recorded) -> DirectSupervision:
    return state.evolved(stage="conducted", findings=(*state.findings, recorded.version))


@leads_to("concluded", "followed_up")
def _remedied(state: DirectSupervision, recorded: Recorded) -> DirectSupervision:
    """Followed up when nothing that was found is left."""
    remedied = tuple(dict.fromkeys((*state.remedied, recorded.act.data.finding)))
    stage = state.stage if set(state.findings) - set(remedied) else "followed_up"
    return state.evolved(stage=stage, remedied=remedied)


def _own(key: str, code: str, name_vi: str, name_en: str, data: Any, apply: Apply, **more: Any) -> ActType:
    declared: dict[str, Any] = {"signed_by": HEAD, "lawful_from": (NEW,), "source": SOURCE, **more}
    return ActType(
        key=key, codes=(code,), name_vi=name_vi, name_en=name_en, data=data, apply=apply,
        issuer="procuracy", kinds=DIRECT, **declared,
    )  # fmt: skip


PERIOD = in_order("since", "until", "LTCVKSND-2014/13/3")
UNREAD: dict[str, Any] = {"confirmed": False, "source": "LTCVKSND 2014; regulation on inspection not read"}
INSPECTION_LAW = ("LTCVKSND-2014/7/1", "LTCVKSND-2014/63/1", "LTCVKSND-2014/66/2/b")

CHAPTER = (
    _own("source_self_check.demanded.v1", "source_self_check_demanded",
         "Yêu cầu kiểm tra việc tiếp nhận, giải quyết nguồn tin và thông báo kết quả",
         "Demand that the agency check its own intake and handling", SelfCheckDemanded, ordered("sources"),
         module="M1", law=("BLTTHS-2015/160/3/b", "LTCVKSND-2014/13/4/b"), checks=(PERIOD,)),
    _own("source_direct_supervision.ordered.v1", "source_direct_supervision_ordered",
         "Quyết định trực tiếp kiểm sát việc tiếp nhận, giải quyết nguồn tin",
         "Direct supervision of intake and handling ordered", SupervisionOrdered, ordered("sources"),
         module="M1", law=("BLTTHS-2015/160/2", "LTCVKSND-2014/13/3"), form="14/HS", checks=(PERIOD, leader_in_team)),
    _own("source_direct_supervision.planned.v1", "source_direct_supervision_planned",
         "Kế hoạch trực tiếp kiểm sát việc tiếp nhận, giải quyết nguồn tin",
         "Plan for direct supervision issued", Planned, ToStage("planned"),
         module="M1", law=("BLTTHS-2015/160/2",), form="15/HS", lawful_from=("ordered",)),
    _own("direct_supervision.conducted.v1", "direct_supervision_conducted",
         "Tiến hành trực tiếp kiểm sát tại đơn vị", "Direct supervision carried out on site", Conducted,
         ToStage("conducted"), module="M1", law=("BLTTHS-2015/160/2",), signed_by=PROSECUTOR,
         lawful_from=("planned", "ordered"), checks=(PERIOD,)),
    _own("source_direct_supervision.concluded.v1", "source_direct_supervision_concluded",
         "Kết luận trực tiếp kiểm sát việc tiếp nhận, giải quyết nguồn tin",
         "Conclusion of direct supervision issued", Concluded, ToStage("concluded"),
         module="M1", law=("BLTTHS-2015/160/2", "BLTTHS-2015/160/3"), form="16/HS", lawful_from=("conducted",)),
    _own("inspection.ordered.v1", "inspection_ordered",
         "Quyết định thanh tra, kiểm tra nghiệp vụ trong ngành Kiểm sát", "Internal inspection ordered",
         InspectionOrdered, ordered("inspection", "inspected_unit"), signed_by=HEAD_ONLY,
         module="common", law=INSPECTION_LAW, checks=(PERIOD, over_unit("inspected_unit", own=True))),
    _own("inspection_finding.recorded.v1", "inspection_finding_recorded",
         "Ghi nhận vi phạm, thiếu sót qua thanh tra, kiểm tra", "Inspection finding recorded", FindingRecorded, _found,
         module="common", signed_by=INSPECTORS, law=("LTCVKSND-2014/7/1",),
         lawful_from=("conducted", "ordered", "planned"), **UNREAD),
    _own("inspection.concluded.v1", "inspection_concluded", "Kết luận thanh tra, kiểm tra", "Inspection concluded",
         Concluded, ToStage("concluded"), module="common", signed_by=HEAD_ONLY, law=INSPECTION_LAW,
         lawful_from=("conducted",), **UNREAD),
    _own("inspection_finding.remedied.v1", "inspection_finding_remedied",
         "Khắc phục kết luận thanh tra, kiểm tra", "Inspection finding remedied", FindingRemedied, _remedied,
         module="common", signed_by=HEAD_ONLY, law=("LTCVKSND-2014/7/1",), lawful_from=("concluded",),
         impossible=(finding_recorded,), **UNREAD),
)  # fmt: skip
