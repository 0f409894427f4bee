"""Module 5: custody houses, detention centres and prisons under supervision (kiểm sát tạm giữ, tạm giam).

LTCVKSND-2014/22-26. What concerns persons held stands in their case; direct supervision of a facility, and the
protest and recommendation that follow, are streams of their own. The 2025 laws on custody and on execution, in
force since 1 July 2026, were not read; the powers in the law on the organisation of the procuracy stand.
"""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from domain.acts.changes import leads_to, to_stage, unchanged
from domain.acts.direct_supervision import DIRECT, Concluded, ordered
from domain.acts.measures import DEPRIVING, ended
from domain.acts.recommendations import PETITION, Petitioned, opened
from domain.acts.shapes import Deceased, Own, OwnOnAccused, Supervised, SupervisedOnAccused
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, HEAD, NEW, PROSECUTOR, ActType, Breach, Question
from domain.kernel.checks import accused_known, in_order, named_once
from domain.kernel.data import Day, Flagged, Id, Moment, Number, Text, Word
from domain.states.criminal_case import MEASURES, CriminalCase
from domain.states.direct_supervision import DirectSupervision

CUSTODY = ("custody_house", "detention_centre")
POWER = ("LTCVKSND-2014/22/2/a", "LTHTGTG-2015/42/2/a")
UNREAD = "custody law 2015; law 128/2025/QH15 not read"


class DailyCheck(Own):
    """The daily look at a facility; persons of this case who are held beyond their time are named."""

    facility: Word
    in_custody: Number  # persons
    on_remand: Number
    overdue: Annotated[tuple[Id, ...], Field(max_length=500)] = ()

    @property
    def persons(self) -> tuple[UUID, ...]:
        """Those held beyond their time."""
        return self.overdue


class Questioned(OwnOnAccused):
    """Persons held are asked how they are held; the minutes are a document of the act."""

    complaint: Flagged  # whether one complains


class ReleasedAtOnce(OwnOnAccused):
    """The procuracy sets free persons who are held without ground."""

    ground: Text
    facility: Word
    released_at: Moment | None = None


class Escaped(SupervisedOnAccused):
    """Persons held escape."""

    facility: Word
    notified_at: Moment  # when the procuracy was told


class DetaineeDied(Supervised):
    """A person held died; a link of relation `concerns` names the examination of the scene."""

    deceased: Deceased
    notified_at: Moment  # when the procuracy was told

    @property
    def persons(self) -> tuple[UUID, ...]:
        """The one who died."""
        return (self.deceased.person,)


class FacilitySupervisionOrdered(Own):
    """A facility is supervised directly."""

    facility: Word
    sort: Literal["custody_house", "detention_centre", "prison", "execution_body", "court", "commune"]
    team: Annotated[tuple[Id, ...], Field(min_length=1, max_length=50)]
    since: Day
    until: Day
    unannounced: Flagged


class SelfCheckDemanded(Own):
    """A facility or body is to check itself and tell the result."""

    addressee: Word
    scope: Text
    due_on: Day


class CustodyProtest(Own):
    """The procuracy protests against an unlawful act or decision."""

    addressee: Word
    contested: Text
    demand: Literal["stop", "amend", "revoke", "cease"]


class EnforcementPetition(Petitioned):
    """A violation in the enforcement of judgments is to be remedied."""

    violation: Text


def held(state: CriminalCase, question: Question) -> Breach | None:
    """Every person named is held, in custody or on remand. LTCVKSND-2014/22"""
    for person in question.act.data.persons:
        accused = state.accused.get(person)
        if accused is not None and not any(accused.running(kind) for kind in DEPRIVING):
            facts = {"label": accused.label, "measure": ", ".join(DEPRIVING)}
            return Breach("measure_not_running", "LTCVKSND-2014/22/2", facts)
    return None


def _died(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def died(accused: Any) -> Any:
        return accused.without(MEASURES, recorded.version).evolved(status="died", wanted=False)

    return state.evolved(accused=state.changed(recorded.act.data.persons, died))


@leads_to("ordered")
def _facility(state: DirectSupervision, recorded: Recorded) -> DirectSupervision:
    data = recorded.act.data
    subject = "custody" if data.sort in CUSTODY else "enforcement"
    return state.evolved(stage="ordered", subject=subject, unit=data.facility)


def _on_held(key: str, code: str, vi: str, en: str, data: Any, apply: Any, **more: Any) -> ActType:
    return ActType(
        key=key, codes=(code,), name_vi=vi, name_en=en, data=data, apply=apply, module="M5", lawful_from=(ANY,),
        impossible=(accused_known, named_once), checks=(held,), **more,
    )  # fmt: skip


def _opens(key: str, code: str, vi: str, en: str, data: Any, apply: Any, **more: Any) -> ActType:
    declared: dict[str, Any] = {"signed_by": HEAD, "lawful_from": (NEW,), **more}
    return ActType(
        key=key, codes=(code,), name_vi=vi, name_en=en, data=data, apply=apply, module="M5", issuer="procuracy",
        **declared,
    )  # fmt: skip


CHAPTER = (
    _on_held(
        "custody_daily_check.made.v1", "custody_daily_check_made",
        "Kiểm sát hàng ngày tại nhà tạm giữ, trại tạm giam", "Daily check of a custody facility",
        DailyCheck, unchanged, issuer="procuracy", signed_by=(*PROSECUTOR, "KTV"),
        law=(*POWER, "LTCVKSND-2014/22/2/b", "LTHTGTG-2015/42/2/b"),
    ),
    _on_held(
        "custody_questioning.made.v1", "custody_questioning_made",
        "Hỏi người bị tạm giữ, tạm giam về việc giam giữ", "Detainee questioned about custody",
        Questioned, unchanged, issuer="procuracy", signed_by=PROSECUTOR, law=POWER,
    ),
    _on_held(
        "immediate_release.ordered.v1", "immediate_release_ordered",
        "Quyết định trả tự do ngay cho người bị tạm giữ, tạm giam không có căn cứ, trái pháp luật",
        "Immediate release of an unlawfully held person",
        ReleasedAtOnce, ended(*DEPRIVING), issuer="procuracy", signed_by=HEAD,
        law=("LTCVKSND-2014/22/2/d", "LTHTGTG-2015/42/2/d"), ends=("custody_3d@118.1", "detention_investigation@173.1"),
    ),
    _on_held(
        "detention_escape.recorded.v1", "detention_escape_recorded",
        "Người bị tạm giữ, tạm giam, phạm nhân trốn", "Escape from custody recorded",
        Escaped, ended(*DEPRIVING), issuer="custody_facility",
        law=("LTHTGTG-2015/25", "THAHS-2019/42/1", "LTHTGTG-2025"), confirmed=False, source=UNREAD,
    ),
    _on_held(
        "detainee_death.recorded.v1", "detainee_death_recorded",
        "Người bị tạm giữ, tạm giam chết", "Death in custody recorded",
        DetaineeDied, _died, issuer="custody_facility", law=("LTHTGTG-2015/26", "LTHTGTG-2025"),
        confirmed=False, source=UNREAD,
    ),
    _opens(
        "custody_supervision.ordered.v1", "custody_supervision_ordered",
        "Quyết định trực tiếp kiểm sát nhà tạm giữ, trại tạm giam, trại giam, cơ quan thi hành án",
        "Direct supervision of a facility ordered", FacilitySupervisionOrdered, _facility, kinds=DIRECT,
        law=(*POWER, "LTCVKSND-2014/25/2/b", "THAHS-2019/167/2"),
        checks=(in_order("since", "until", "LTCVKSND-2014/22/2/a"),),
    ),
    _opens(
        "custody_supervision.concluded.v1", "custody_supervision_concluded",
        "Kết luận trực tiếp kiểm sát việc tạm giữ, tạm giam, thi hành án hình sự",
        "Conclusion on custody or enforcement", Concluded, to_stage("concluded"), kinds=DIRECT,
        law=(*POWER, "LTCVKSND-2014/25/2/b", "THAHS-2019/167/2"), lawful_from=("conducted",),
        confirmed=False, source="LTCVKSND 2014; the conclusion comes from an internal regulation, not read",
    ),
    _opens(
        "enforcement_self_check.demanded.v1", "enforcement_self_check_demanded",
        "Yêu cầu tự kiểm tra việc tạm giữ, tạm giam, thi hành án và thông báo kết quả", "Self-check demanded",
        SelfCheckDemanded, ordered("enforcement"), kinds=DIRECT,
        law=("LTCVKSND-2014/22/2/c", "LTCVKSND-2014/25/2/a", "LTHTGTG-2015/42/2/c", "THAHS-2019/167/1"),
        starts=("self_check_30d@LTCVKSND-2014.24.1.a", "self_check_30d@LTCVKSND-2014.26.2"),
    ),
    _opens(
        "custody_protest.issued.v1", "custody_protest_issued",
        "Kháng nghị trong tạm giữ, tạm giam, thi hành án hình sự",
        "Protest against an unlawful act or decision in custody or enforcement",
        CustodyProtest, opened("custody_protest"), kinds=PETITION,
        law=("LTCVKSND-2014/5/1", "LTCVKSND-2014/22/2/đ", "LTCVKSND-2014/25/2/đ", "LTHTGTG-2015/42/2/đ",
             "THAHS-2019/167/5"),
        starts=("custody_protest_answer_15d@LTCVKSND-2014.24.1.c",),
    ),
    _opens(
        "sentence_case_petition.issued.v1", "sentence_case_petition_issued",
        "Kiến nghị trong thi hành án hình sự", "Recommendation in enforcement matters",
        EnforcementPetition, opened("enforcement"), kinds=PETITION, signed_by=PROSECUTOR,
        law=("LTCVKSND-2014/5/2", "LTCVKSND-2014/25/2/e", "THAHS-2019/167/5"),
    ),
)  # fmt: skip
