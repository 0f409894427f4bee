"""Module 4: the case at the court of first instance before the hearing (chuẩn bị xét xử sơ thẩm). BLTTHS-2015/274-289

Accepted or refused; time extended; returned for supplementary investigation and what the procuracy makes of it;
evidence asked for and sent; trial scheduled. Suspended or discontinued: court_decisions.py.
"""

from datetime import timedelta
from typing import Literal

from domain.acts.changes import leads_to, open_persons, to_stage, unchanged
from domain.acts.prosecution import ReturnGround
from domain.acts.shapes import Own, OwnOnSome, Supervised, SupervisedOnAccused, SupervisedOnSome
from domain.acts.stages import AT_COURT
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, PROSECUTOR, ActType, Breach, Question
from domain.kernel.calendar import day_of
from domain.kernel.checks import accused_known, accused_open, holds_title, named_once
from domain.kernel.data import Count, Day, Flagged, Id, Moment, Text, Word
from domain.law.limits import RETURNS_BY_COURT
from domain.states.criminal_case import Accused, CriminalCase, Measure

# BLTTHS-2015/277/1: days by which preparation may be extended
PREPARATION_EXTENSION_DAYS = {"less_serious": 15, "serious": 15, "very_serious": 30, "particularly_serious": 30}
REPLACED_BY_COURT = ("arrest", "custody", "remand", "guarantee", "deposit", "residence_ban", "juvenile_supervision")


class Accepted(Supervised):
    """The court enters the case in its register."""

    register_number: Word | None = None
    court: Word | None = None
    presiding_judge: Word | None = None  # official


class RefusedByCourt(Supervised):
    """The court does not take the file in before it is complete."""

    missing: tuple[Text, ...]


class TrialProsecutorAssigned(Own):
    """A prosecutor is given the case for an instance of the trial."""

    prosecutor: Id
    reserve: Flagged = False  # stands by to take over: 289/1
    instance: Literal["first", "appeal", "cassation", "reopening"] = "first"


class Scheduled(SupervisedOnSome):
    """A hearing is fixed."""

    scheduled_for: Day | None = None
    place: Text | None = None
    public: Flagged | None = None
    received_at: Moment | None = None


class PreparationExtended(Supervised):
    """The court extends the time of preparation."""

    since: Day
    until: Day  # last day
    reason: Text
    received_at: Moment | None = None


class MeasureByCourt(SupervisedOnAccused):
    """The court applies, changes or lifts a preventive measure: what is in force afterwards."""

    measure: Literal["none", "remand", "guarantee", "deposit", "residence_ban"]
    exit_ban: Literal["none", "exit_ban", "unchanged"] = "unchanged"
    since: Day | None = None
    until: Day | None = None  # last day
    received_at: Moment | None = None


class ReturnedByCourt(SupervisedOnSome):
    """The court returns the file for supplementary investigation."""

    matters: tuple[Text, ...] = ()
    by: Literal["judge", "panel", "unstated"] = "unstated"
    grounds: tuple[ReturnGround, ...] = ()  # 280/1/a-d
    round: Count | None = None
    received_at: Moment | None = None


class ReturnSettled(Own):
    """The procuracy itself supplements what the court found missing, and the file goes back to the court."""

    activities: tuple[Text, ...]
    result: Text


class ReturnDeclined(Own):
    """The procuracy maintains the indictment, and the file goes back to the court."""

    reasons: Text


class ReturnAsked(OwnOnSome):
    """The prosecutor asks the court to return the file."""

    matters: tuple[Text, ...] = ()


class SupplementAsked(Supervised):
    """The court asks the procuracy for documents or evidence."""

    items: tuple[Text, ...]
    received_at: Moment | None = None


class SupplementSent(Own):
    """The procuracy sends the court documents or evidence."""

    items: tuple[Text, ...] = ()
    impossible: tuple[Text, ...] = ()  # what could not be had


class EvidencePassed(Supervised):
    """The court passes new evidence to the procuracy, which gives it back."""

    items: tuple[Text, ...]
    returned_at: Moment | None = None


class SentBack(Supervised):
    """The court sends the file back because another court is competent."""

    competent_court: Word
    received_at: Moment | None = None


def court_return_left(state: CriminalCase, question: Question) -> Breach | None:
    """The court returns a file once by its judge and once by the panel. BLTTHS-2015/174/2"""
    by = question.act.data.by
    if state.returns_by_court < RETURNS_BY_COURT and (by == "unstated" or by not in state.court_returns):
        return None
    return Breach("no_return_left", "BLTTHS-2015/174/2", {"returns": state.returns_by_court, "by": by})


def preparation_extension(state: CriminalCase, question: Question) -> Breach | None:
    """Preparation is extended by no more days than the gravest charge allows. BLTTHS-2015/277/1"""
    data, most = question.act.data, PREPARATION_EXTENSION_DAYS.get(state.crime_class or "")
    days = (data.until - data.since) // timedelta(days=1) + 1
    if most is None or days <= most:
        return None
    return Breach("no_extension_left", "BLTTHS-2015/277/1", {"days": days, "most": most})


@leads_to("returned_by_court")
def _returned(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    returns = (*state.court_returns, recorded.act.data.by)
    return state.evolved(stage="returned_by_court", returns_by_court=state.returns_by_court + 1, court_returns=returns)


@leads_to("trial")
def _scheduled(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    day = recorded.act.data.scheduled_for
    return state.evolved(stage="trial", trial_days=(*state.trial_days, day) if day else state.trial_days)


def _assigned(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    prosecutor = recorded.act.data.prosecutor
    known = prosecutor in state.prosecutors
    return state if known else state.evolved(prosecutors=(*state.prosecutors, prosecutor))


def _measure(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data, version = recorded.act.data, recorded.version
    since = data.since or day_of(recorded.act.occurred_at)

    def decided(accused: Accused) -> Accused:
        changed = accused.without(REPLACED_BY_COURT, version)
        if data.measure != "none":
            changed = changed.with_measure(Measure(data.measure, since, data.until, version))
        if data.exit_ban != "unchanged":
            changed = changed.without(("exit_ban",), version)
        if data.exit_ban == "exit_ban":
            changed = changed.with_measure(Measure("exit_ban", since, data.until, version))
        return changed

    return state.evolved(accused=state.changed(data.persons, decided))


@leads_to("prosecution")
def _sent_back(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def proposed(accused: Accused) -> Accused:
        return accused.evolved(status="proposed") if accused.status == "indicted" else accused

    return state.evolved(accused=state.changed(open_persons(state, ()), proposed), stage="prosecution")


CHAPTER = (
    ActType(
        key="case.accepted_by_court.v1", name_vi="Tòa án thụ lý vụ án sơ thẩm", name_en="Case accepted by the court",
        codes=("case_accepted_by_court",),
        module="M4", issuer="court", law=("BLTTHS-2015/276/1", "BLTTHS-2015/276/2"), lawful_from=("indicted",),
        starts=("trial_preparation@277.1", "judge_assignment_3d@276.2"), data=Accepted, apply=to_stage("court"),
    ),
    ActType(
        key="file.refused_by_court.v1", name_vi="Tòa án chưa nhận hồ sơ, yêu cầu bổ sung",
        name_en="File not taken in by the court", codes=("dossier_refused_by_court",),
        module="M4", issuer="court", law=("BLTTHS-2015/276/1/b",), lawful_from=("indicted",),
        data=RefusedByCourt, apply=unchanged,
    ),
    ActType(
        key="trial_prosecutor.assigned.v1",
        name_vi="Phân công Kiểm sát viên thực hành quyền công tố, kiểm sát xét xử",
        name_en="Prosecutor assigned to the trial", codes=("trial_prosecutor_assigned",),
        module="M4", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/41/1/c", "BLTTHS-2015/289/1"), form="71/HS",
        lawful_from=("indicted", "court", "trial", "appealed", "appeal_trial", "cassation", "reopening"),
        checks=(holds_title("prosecutor", ("KSV", "PVT", "VT"), "BLTTHS-2015/289/1"),),
        data=TrialProsecutorAssigned, apply=_assigned,
    ),
    ActType(
        key="trial_preparation.extended.v1", name_vi="Gia hạn thời hạn chuẩn bị xét xử",
        name_en="Preparation of the trial extended", codes=("trial_preparation_extended",),
        module="M4", issuer="court", law=("BLTTHS-2015/277/1",), lawful_from=("court",),
        checks=(preparation_extension,), extends=("trial_preparation@277.1",),
        data=PreparationExtended, apply=unchanged,
    ),
    ActType(
        key="measure.decided_by_court.v1", name_vi="Tòa án áp dụng, thay đổi, hủy bỏ biện pháp ngăn chặn",
        name_en="Measure decided by the court", codes=("court_measure_decided",),
        module="M4", issuer="court", law=("BLTTHS-2015/278/1", "BLTTHS-2015/278/2", "BLTTHS-2015/286/4"),
        lawful_from=("court", "trial"), impossible=(accused_known, named_once), checks=(accused_open,),
        starts=("detention_trial@278.2",),
        data=MeasureByCourt, apply=_measure,
    ),
    ActType(
        key="court_supplement.requested.v1", name_vi="Tòa án yêu cầu Viện kiểm sát bổ sung tài liệu, chứng cứ",
        name_en="Evidence asked for by the court", codes=("court_supplement_requested",),
        module="M4", issuer="court", law=("BLTTHS-2015/284/1", "BLTTHS-2015/284/2"), lawful_from=("court", "trial"),
        starts=("court_supplement_5d@284.3",), data=SupplementAsked, apply=unchanged,
    ),
    ActType(
        key="court_supplement.sent.v1", name_vi="Viện kiểm sát gửi tài liệu, chứng cứ bổ sung cho Tòa án",
        name_en="Evidence sent to the court", codes=("court_supplement_sent",),
        module="M4", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/284/3",),
        lawful_from=("court", "trial"), ends=("court_supplement_5d@284.3",), data=SupplementSent, apply=unchanged,
    ),
    ActType(
        key="evidence.passed_by_court.v1", name_vi="Tòa án chuyển chứng cứ mới cho Viện kiểm sát xem xét",
        name_en="New evidence passed by the court", codes=("evidence_passed_by_court",),
        module="M4", issuer="court", law=("BLTTHS-2015/253/2", "BLTTHS-2015/341/2"),
        lawful_from=("court", "trial", "appeal_trial"), starts=("evidence_return_3d@253.2",),
        data=EvidencePassed, apply=unchanged,
    ),
    ActType(
        key="return.requested.v1", name_vi="Đề nghị Tòa án trả hồ sơ để điều tra bổ sung",
        name_en="Return of the file requested from the court", codes=("return_proposed_to_court",),
        module="M4", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/280/2",),
        lawful_from=("trial", "court"), impossible=(accused_known,), data=ReturnAsked, apply=unchanged,
    ),
    ActType(
        key="file.returned_by_court.v1", name_vi="Tòa án trả hồ sơ để điều tra bổ sung",
        name_en="File returned by the court for supplementary investigation", codes=("returned_by_court",),
        module="M4", issuer="court", law=("BLTTHS-2015/280/1", "BLTTHS-2015/174/2", "BLTTHS-2015/326/6/c"),
        lawful_from=AT_COURT,
        impossible=(accused_known,), checks=(court_return_left,), starts=("court_return_handling@246",),
        ends=("trial_preparation@277.1",), data=ReturnedByCourt, apply=_returned,
    ),
    ActType(
        key="court_return.settled_by_supplement.v1",
        name_vi="Viện kiểm sát tự bổ sung theo yêu cầu trả hồ sơ của Tòa án",
        name_en="Return by the court settled by the procuracy itself",
        codes=("court_return_resolved_by_own_supplement",),
        module="M4", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/246/1", "BLTTHS-2015/236/3"),
        lawful_from=("returned_by_court",), ends=("court_return_handling@246",),
        data=ReturnSettled, apply=to_stage("indicted"),
    ),
    ActType(
        key="court_return.declined.v1", name_vi="Giữ nguyên quyết định truy tố, chuyển lại hồ sơ cho Tòa án",
        name_en="Return by the court declined, indictment maintained", codes=("court_return_declined",),
        module="M4", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/246/2",),
        lawful_from=("returned_by_court",), ends=("court_return_handling@246",),
        data=ReturnDeclined, apply=to_stage("indicted"),
    ),
    ActType(
        key="case.sent_back_for_competence.v1", name_vi="Tòa án trả hồ sơ vì không thuộc thẩm quyền",
        name_en="File sent back by the court for lack of competence", codes=("case_sent_back_for_competence",),
        module="M4", issuer="court", law=("BLTTHS-2015/274/1",), lawful_from=("court",),
        starts=("competence_transfer_3d@274.1",), data=SentBack, apply=_sent_back,
    ),
    ActType(
        key="trial.scheduled.v1", name_vi="Quyết định đưa vụ án ra xét xử", name_en="Trial scheduled",
        codes=("trial_decision_received",),
        module="M4", issuer="court", law=("BLTTHS-2015/255/1", "BLTTHS-2015/277/1", "BLTTHS-2015/286/3"),
        lawful_from=("court", "indicted", "trial"), impossible=(accused_known,),
        starts=("trial_opening_15d@277.3",), ends=("trial_preparation@277.1",), data=Scheduled, apply=_scheduled,
    ),
)  # fmt: skip
