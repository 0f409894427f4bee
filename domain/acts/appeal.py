"""Module 4: appeal, protest and the appellate trial (kháng cáo, kháng nghị, phúc thẩm). BLTTHS-2015/330-362"""

from typing import Literal

from domain.acts.changes import discontinued, to_stage, unchanged
from domain.acts.shapes import OwnOnSome, SupervisedOnSome
from domain.acts.stages import DECIDED
from domain.acts.trial import HearingOpened, Judged, Postponed, Scheduled, judged
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, PROSECUTOR, ActType
from domain.kernel.calendar import day_of
from domain.kernel.checks import accused_known, named_once
from domain.kernel.data import Text
from domain.states.criminal_case import Accused, CriminalCase

Quashing = Literal[
    "upheld", "amended", "annulled_for_reinvestigation", "annulled_for_retrial", "annulled_and_discontinued",
    "appeal_discontinued", "not_published",
]  # fmt: skip
AFTER_JUDGMENT = {
    "annulled_for_reinvestigation": "investigation",
    "annulled_for_retrial": "court",
    "annulled_and_discontinued": "discontinued_by_court",
}
UNTOUCHED = ("upheld", "appeal_discontinued")  # the first judgment stands
HEARD = ("appealed", "appeal_trial", "judged")


class Appealed(SupervisedOnSome):
    """A party appeals. `accused` are the defendants whom the appeal concerns."""

    by: tuple[Literal["defendant", "victim", "civil_party", "related", "counsel", "representative"], ...] = (
        "defendant",
    )
    scope: Text | None = None


class Protested(OwnOnSome):
    """The procuracy protests against a judgment."""

    scope: Text | None = None
    level: Literal["same", "superior"] = "same"


class ProtestWithdrawn(OwnOnSome):
    """The procuracy withdraws its protest."""

    whole: Literal["whole", "part"] = "whole"


class AppealJudged(Judged):
    """The appellate judgment."""

    result: Quashing


class BecameFinal(SupervisedOnSome):
    """A judgment comes into force."""

    ground: Text | None = None


def after_judgment(state: CriminalCase, result: str, version: int) -> CriminalCase:
    """The case after a higher court's result: annulment reopens proceedings against those who were judged."""
    stage = AFTER_JUDGMENT.get(result, "final")
    if stage == "final":
        accused = {p: a.evolved(final=True) if a.outcome else a for p, a in state.accused.items()}
    elif stage == "discontinued_by_court":
        accused = {p: discontinued(a, version) if a.outcome else a for p, a in state.accused.items()}
    else:
        reopened = "indicted" if stage == "court" else "approved"
        accused = {p: _reopened(a, reopened) if a.outcome else a for p, a in state.accused.items()}
    return state.evolved(stage=stage, accused=accused)


def _reopened(accused: Accused, status: str) -> Accused:
    if status == "approved" and not accused.approved:
        status = "charged"
    return accused.evolved(status=status, outcome=None, final=False, appealed=0)


def _appealed(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = recorded.act.data.persons or tuple(p for p, a in state.accused.items() if a.outcome)
    accused = state.changed(persons, lambda a: a.evolved(appealed=recorded.version))
    return state.evolved(stage="appealed", accused=accused)


def _opened(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(stage="appeal_trial", trial_days=(*state.trial_days, day_of(recorded.act.occurred_at)))


def _scheduled(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    day = recorded.act.data.scheduled_for
    return state.evolved(stage="appeal_trial", trial_days=(*state.trial_days, day) if day else state.trial_days)


def _judged(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data = recorded.act.data
    outcomes = data.outcomes
    if data.result in UNTOUCHED:  # what was not published again is what the first judgment said
        outcomes = tuple(entry for entry in outcomes if entry.verdict != "not_published")
    return after_judgment(judged(state, outcomes, "appeal", recorded.version), data.result, recorded.version)


def _final(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = recorded.act.data.persons or tuple(p for p, a in state.accused.items() if a.outcome)
    accused = state.changed(persons, lambda a: a.evolved(final=True))
    everybody = all(a.final or a.closed for a in accused.values())
    return state.evolved(accused=accused, stage="final" if everybody else state.stage)


CHAPTER = (
    ActType(
        key="appeal.filed.v1", name_vi="Kháng cáo", name_en="Appeal filed",
        module="M4", issuer="party", law=("BLTTHS-2015/331", "BLTTHS-2015/332/1", "BLTTHS-2015/333/1"),
        lawful_from=DECIDED, impossible=(accused_known,), starts=("appeal_notice_7d@338.1",),
        data=Appealed, apply=_appealed,
    ),
    ActType(
        key="appeal.amended.v1", name_vi="Bổ sung, thay đổi, rút kháng cáo", name_en="Appeal amended",
        module="M4", issuer="party", law=("BLTTHS-2015/342/1",), lawful_from=("appealed", "appeal_trial", "judged"),
        impossible=(accused_known,), data=Appealed, apply=unchanged,
    ),
    ActType(
        key="protest.issued.v1", name_vi="Kháng nghị phúc thẩm", name_en="Protest issued",
        module="M4", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/336/1", "BLTTHS-2015/337/1"),
        lawful_from=(*DECIDED, "suspended_by_court", "discontinued_by_court"), impossible=(accused_known,),
        starts=("protest_send_2d@338.2",), ends=("protest_judgment_15d@337.1", "protest_decision_7d@337.2"),
        data=Protested, apply=_appealed,
    ),
    ActType(
        key="protest.withdrawn.v1", name_vi="Thay đổi, bổ sung, rút kháng nghị phúc thẩm", name_en="Protest withdrawn",
        module="M4", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/342/1", "BLTTHS-2015/266/2"),
        lawful_from=("appealed", "appeal_trial"), impossible=(accused_known,), data=ProtestWithdrawn, apply=unchanged,
    ),
    ActType(
        key="appeal_hearing.scheduled.v1", name_vi="Quyết định đưa vụ án ra xét xử phúc thẩm",
        name_en="Appellate hearing scheduled",
        module="M4", issuer="court", law=("BLTTHS-2015/346/2",), lawful_from=HEARD, impossible=(accused_known,),
        starts=("appellate_opening_15d@346.3",), data=Scheduled, apply=_scheduled,
    ),
    ActType(
        key="appeal_hearing.postponed.v1", name_vi="Hoãn phiên tòa phúc thẩm", name_en="Appellate hearing postponed",
        module="M4", issuer="court", law=("BLTTHS-2015/352/1",), lawful_from=HEARD, impossible=(accused_known,),
        data=Postponed, apply=to_stage("appeal_trial"),
    ),
    ActType(
        key="appeal_hearing.opened.v1", name_vi="Mở phiên tòa phúc thẩm", name_en="Appellate hearing opened",
        module="M4", issuer="court", law=("BLTTHS-2015/354/1",), lawful_from=HEARD, impossible=(accused_known,),
        data=HearingOpened, apply=_opened,
    ),
    ActType(
        key="appeal_judgment.pronounced.v1", name_vi="Tuyên án phúc thẩm", name_en="Appellate judgment pronounced",
        module="M4", issuer="court", law=("BLTTHS-2015/355/1", "BLTTHS-2015/355/2"), lawful_from=HEARD,
        impossible=(accused_known, named_once), starts=("judgment_delivery_10d@262.2", "cassation_1y@379.1"),
        ends=("appellate_preparation@346.1",), data=AppealJudged, apply=_judged,
    ),
    ActType(
        key="judgment.became_final.v1", name_vi="Bản án, quyết định có hiệu lực pháp luật",
        name_en="Judgment came into force",
        module="M4", issuer="court", law=("BLTTHS-2015/343",), lawful_from=("judged", "appealed", "appeal_trial"),
        impossible=(accused_known, named_once),
        starts=("enforcement_decision_7d@364.2", "cassation_1y@379.1"),
        ends=("appeal_judgment_15d@333.1", "protest_judgment_30d_superior@337.1"), data=BecameFinal, apply=_final,
    ),
)  # fmt: skip
