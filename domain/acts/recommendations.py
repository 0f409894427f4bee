"""Petitions: what the procuracy recommends or requires of an agency, and what comes of it. LTCVKSND-2014/5

A petition is a stream of its own, because it outlasts the case it came from; links `concerns` name the cases. It is
closed when the agency has remedied what was found, or when it is withdrawn.
"""

from typing import Any, Literal

from domain.acts.changes import leads_to, to_stage
from domain.acts.shapes import Own, Supervised
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, NEW, PROSECUTOR, ActType, Apply
from domain.kernel.checks import in_order
from domain.kernel.data import Code, Count, Day, Flagged, Part, Text, Word
from domain.states.direct_supervision import DirectSupervision
from domain.states.parts import Party
from domain.states.petition import Petition

PETITION = ("petition",)
NOT_READ = "practice; no article read"


class Violation(Part):
    """One violation found in an agency's work."""

    content: Text
    article: Word | None = None  # that was not kept


class Petitioned(Own):
    """The procuracy asks an agency to do something."""

    addressee: Word  # agency
    demand: Text


class RemedyPetitioned(Petitioned):
    """Violations are to be remedied."""

    violations: tuple[Violation, ...]


class PreventionPetitioned(Petitioned):
    """What made the crime possible is to be removed."""

    causes: Text


class ParticipantPetitioned(Petitioned):
    """A participant who broke the law is to be dealt with."""

    participant: Party
    violation: Text


class SummaryPetitioned(RemedyPetitioned):
    """Violations of a whole period are to be remedied."""

    since: Day
    until: Day  # last day


class LessonNoticed(Own):
    """Units are told what to learn from."""

    addressees: tuple[Code, ...]
    subject: Text


class Answered(Supervised):
    """The agency answers."""

    result: Literal["accepted", "partly_accepted", "rejected"]
    content: Text


class Accepted(Own):
    """The agency does what was asked."""

    evidence: Text | None = None


class Rejected(Own):
    """The agency does not do what was asked."""

    reasons: Text
    next_step: Literal["report_to_superior", "new_petition", "close"]


class Reminded(Own):
    """The agency is reminded."""

    overdue_days: Count | None = None


class Withdrawn(Own):
    """The petition is taken back."""

    reason: Text
    by_superior: Flagged = False


class Verified(Own):
    """The procuracy looks whether it was done."""

    result: Literal["done", "partly_done", "not_done"]
    evidence: Text | None = None


def opened(subject: str, addressee: str = "addressee") -> Apply:
    """Opens a petition on `subject`; data member `addressee` names who is asked. For every act that opens one."""

    @leads_to("issued")
    def apply(state: Petition, recorded: Recorded) -> Petition:
        asked = getattr(recorded.act.data, addressee)
        named = ", ".join(asked) if isinstance(asked, tuple) else asked
        return state.evolved(stage="issued", subject=subject, addressee=named, issued=recorded.version)

    return apply


@leads_to("answered")
def _answered(state: Petition, recorded: Recorded) -> Petition:
    return state.evolved(stage="answered", answers=(*state.answers, recorded.version))


def _reminded(state: Petition, recorded: Recorded) -> Petition:
    return state.evolved(reminders=state.reminders + 1)


@leads_to("implemented", "followed_up")
def _verified(state: Any, recorded: Recorded) -> Any:
    """Closed when all was done; what was done in part or not at all stays open and is looked at again."""
    if recorded.act.data.result != "done":
        return state
    return state.evolved(stage="followed_up" if isinstance(state, DirectSupervision) else "implemented")


def _issued(key: str, code: str, name_vi: str, name_en: str, data: Any, **more: Any) -> ActType:
    declared: dict[str, Any] = {"signed_by": HEAD, "source": "BLTTHS 2015, LTCVKSND 2014", **more}
    return ActType(
        key=key, codes=(code,), name_vi=name_vi, name_en=name_en, data=data,
        module="common", issuer="procuracy", kinds=PETITION, lawful_from=(NEW,), **declared,
    )  # fmt: skip


def _followed(key: str, code: str, name_vi: str, name_en: str, data: Any, apply: Apply, **more: Any) -> ActType:
    declared: dict[str, Any] = {
        "kinds": PETITION, "signed_by": PROSECUTOR, "law": ("LTCVKSND-2014/5/2",), "confirmed": False,
        "source": NOT_READ, **more,
    }  # fmt: skip
    return ActType(
        key=key, codes=(code,), name_vi=name_vi, name_en=name_en, data=data, apply=apply,
        module="common", issuer="procuracy", **declared,
    )  # fmt: skip


CHAPTER = (
    _issued("violation_remedy_petition.issued.v1", "violation_remedy_petition_issued",
            "Kiến nghị khắc phục vi phạm trong hoạt động khởi tố, điều tra",
            "Recommendation to remedy violations in opening or investigation", RemedyPetitioned,
            apply=opened("violation"), signed_by=PROSECUTOR, form="139/HS", starts=("petition_answer@law",),
            law=("BLTTHS-2015/166/6", "BLTTHS-2015/160/3/d", "LTCVKSND-2014/5/2", "LTCVKSND-2014/15/5")),
    _issued("prevention_petition.issued.v1", "prevention_petition_issued",
            "Kiến nghị áp dụng biện pháp phòng ngừa tội phạm và vi phạm pháp luật",
            "Recommendation to prevent crime", PreventionPetitioned, apply=opened("prevention"), form="140/HS",
            starts=("petition_answer_10d@237.2",),
            law=("BLTTHS-2015/166/8", "BLTTHS-2015/237/1/b", "BLTTHS-2015/267/7", "LTCVKSND-2014/15/7",
                 "LTCVKSND-2014/17/2")),
    _issued("participant_violation_petition.issued.v1", "participant_violation_petition_issued",
            "Yêu cầu, kiến nghị xử lý người tham gia tố tụng vi phạm pháp luật",
            "Recommendation about a participant who broke the law", ParticipantPetitioned,
            apply=opened("participant_violation"), signed_by=PROSECUTOR, starts=("petition_answer_10d@237.2",),
            law=("BLTTHS-2015/166/2", "BLTTHS-2015/237/1/a", "BLTTHS-2015/267/2", "LTCVKSND-2014/15/2")),
    _issued("court_violation_petition.issued.v1", "court_violation_petition_issued",
            "Kiến nghị Tòa án khắc phục vi phạm trong hoạt động tố tụng", "Recommendation to a court",
            RemedyPetitioned, apply=opened("court_violation"), starts=("petition_answer@law",),
            law=("BLTTHS-2015/267/6", "LTCVKSND-2014/19/6")),
    _issued("summary_petition.issued.v1", "summary_petition_issued", "Kiến nghị tổng hợp vi phạm",
            "Summary recommendation over several cases", SummaryPetitioned, apply=opened("summary"),
            law=("BLTTHS-2015/41/2/p",), checks=(in_order("since", "until", "BLTTHS-2015/41/2/p"),)),
    _issued("lesson_notice.issued.v1", "lesson_notice_issued", "Thông báo rút kinh nghiệm", "Lesson notice issued",
            LessonNoticed, apply=opened("lesson", "addressees"), signed_by=(*HEAD, "TTDV"),
            law=("LTCVKSND-2014/7/1",), confirmed=False, source=NOT_READ),
    ActType(
        key="petition.answered.v1", codes=("petition_answered",),
        name_vi="Cơ quan nhận trả lời kiến nghị, kháng nghị, yêu cầu", name_en="Recommendation or protest answered",
        module="common", issuer="other", kinds=PETITION, law=("BLTTHS-2015/167/1", "BLTTHS-2015/237/2"),
        lawful_from=("issued",), data=Answered, apply=_answered,
        ends=("petition_answer_10d@237.2", "petition_answer@law", "custody_protest_answer_15d@LTCVKSND-2014.24.1.c"),
    ),
    _followed("petition.accepted.v1", "petition_accepted", "Kiến nghị, kháng nghị được chấp nhận",
              "Recommendation or protest accepted", Accepted, to_stage("accepted"),
              lawful_from=("answered", "issued")),
    _followed("petition.rejected.v1", "petition_rejected", "Kiến nghị, kháng nghị không được chấp nhận",
              "Recommendation or protest rejected", Rejected, to_stage("rejected"), lawful_from=("answered",)),
    _followed("petition_reminder.sent.v1", "petition_reminder_sent", "Đôn đốc thực hiện kiến nghị, yêu cầu",
              "Reminder sent", Reminded, _reminded, lawful_from=("issued", "answered", "accepted")),
    _followed("petition.withdrawn.v1", "petition_withdrawn", "Rút kiến nghị, kháng nghị",
              "Recommendation or protest withdrawn", Withdrawn, to_stage("withdrawn"), signed_by=HEAD,
              law=("BLTTHS-2015/41/1/d", "BLTTHS-2015/41/2/p"), lawful_from=("issued", "answered")),
    _followed("petition_implementation.verified.v1", "petition_implementation_verified",
              "Phúc tra, xác nhận khắc phục vi phạm", "Implementation verified", Verified, _verified,
              kinds=("petition", "direct_supervision"), lawful_from=("accepted", "rejected", "concluded")),
)  # fmt: skip
