"""Module 4: appeal and protest, and what comes into force (kháng cáo, kháng nghị). BLTTHS-2015/330-343

An appeal concerns the accused whom it names: what was decided on the others comes into force without it.
"""

from typing import Literal
from uuid import UUID

from domain.acts.changes import leads_to, unchanged
from domain.acts.prosecution import ASSISTED
from domain.acts.shapes import Own, OwnOnSome, SupervisedOnSome
from domain.acts.stages import DECIDED
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, PROSECUTOR, ActType, Breach, Question
from domain.kernel.checks import accused_known, named_once
from domain.kernel.data import Day, Flagged, Id, Moment, Text
from domain.states.criminal_case import Accused, CriminalCase
from domain.states.parts import Party

STOPPED = ("suspended_by_court", "discontinued_by_court")  # these decisions are appealed as well: 330, 336
Appellant = Literal["defendant", "victim", "civil_party", "related", "counsel", "representative"]


class Appealed(SupervisedOnSome):
    """A party appeals. `accused` are the defendants whom the appeal concerns."""

    by: tuple[Appellant, ...] = ("defendant",)
    scope: Text | None = None
    late: Flagged | None = None  # after the time of 333/1
    appellant: Party | None = None
    request: Text | None = None


class AppealAmended(Appealed):
    """A party changes, supplements or withdraws an appeal."""

    withdrawn: Flagged = False  # for the accused named, or for all


class LateAppealConsidered(SupervisedOnSome):
    """The appellate court considers an appeal filed too late."""

    accepted: Flagged
    prosecutor: Id | None = None  # who took part


class AppealNotified(SupervisedOnSome):
    """The court tells the procuracy of an appeal."""

    by: tuple[Appellant, ...] = ()
    received_at: Moment | None = None


class Protested(OwnOnSome):
    """The procuracy protests against a judgment."""

    scope: Text | None = None
    level: Literal["same", "superior"] = "same"
    against: Literal["judgment", "decision"] = "judgment"
    direction: Literal["heavier", "lighter", "annul", "acquit", "other"] | None = None
    request: Text | None = None


class ProtestSent(Own):
    """The protest goes to the courts and to those concerned."""

    recipients: tuple[Text, ...]  # courts, agencies, persons by their capacity; no names


class ProtestAmended(OwnOnSome):
    """The procuracy changes or supplements its protest."""

    change: Literal["change", "supplement"]
    content: Text
    at_hearing: Flagged = False
    worsens: Flagged  # the position of the defendant


class ProtestWithdrawn(OwnOnSome):
    """The procuracy withdraws its protest."""

    whole: Literal["whole", "part"] = "whole"
    by_superior: Flagged = False  # 342/1
    at_hearing: Flagged = False
    reason: Text | None = None


class BecameFinal(SupervisedOnSome):
    """A judgment comes into force."""

    ground: Text | None = None
    effective_on: Day | None = None


def protest_pending(state: CriminalCase, question: Question) -> Breach | None:
    """What is changed or withdrawn is a protest of this case. BLTTHS-2015/342/1"""
    if state.protests or state.gaps:
        return None
    return Breach("no_protest_pending", "BLTTHS-2015/342/1")


def not_worse(state: CriminalCase, question: Question) -> Breach | None:
    """A protest is not changed so that the position of the defendant gets worse. BLTTHS-2015/342/1"""
    return Breach("protest_worsens", "BLTTHS-2015/342/1") if question.act.data.worsens else None


def part_not_appealed(state: CriminalCase, question: Question) -> Breach | None:
    """Only what is neither appealed nor protested against comes into force. BLTTHS-2015/343"""
    if state.stage not in ("appealed", "appeal_trial"):
        return None
    decided = {person: accused for person, accused in state.accused.items() if accused.outcome and not accused.final}
    pending = [person for person, accused in decided.items() if accused.appealed]
    named = question.act.data.persons or (tuple(pending) if len(pending) == len(decided) else ())
    labels = [decided[person].label for person in pending if person in named]
    return Breach("part_under_appeal", "BLTTHS-2015/343", {"labels": labels}) if labels else None


def _decided_on(state: CriminalCase, recorded: Recorded) -> tuple[UUID, ...]:
    named: tuple[UUID, ...] = recorded.act.data.persons
    return named or tuple(person for person, accused in state.accused.items() if accused.outcome)


@leads_to("appealed")
def _appealed(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = _decided_on(state, recorded)
    accused = state.changed(persons, lambda a: a.evolved(appealed=recorded.version))
    return state.evolved(stage="appealed", accused=accused)


def _amended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    if not recorded.act.data.withdrawn:
        return state

    def withdrawn(accused: Accused) -> Accused:
        return accused if accused.appealed in state.protests else accused.evolved(appealed=0)

    return state.evolved(accused=state.changed(_decided_on(state, recorded), withdrawn))


@leads_to("appealed")
def _late(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    if not recorded.act.data.accepted:
        return state
    persons = _decided_on(state, recorded)
    accused = state.changed(persons, lambda a: a.evolved(appealed=recorded.version, final=False))
    return state.evolved(stage="appealed", accused=accused)


@leads_to("appealed")
def _protested(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return _appealed(state, recorded).evolved(protests=(*state.protests, recorded.version))


def _protest_withdrawn(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data = recorded.act.data
    persons = data.persons or (tuple(state.accused) if data.whole == "whole" else ())

    def withdrawn(accused: Accused) -> Accused:
        return accused.evolved(appealed=0) if accused.appealed in state.protests else accused

    accused = state.changed(persons, withdrawn)
    protests = () if data.whole == "whole" and not data.persons else state.protests
    return state.evolved(accused=accused, protests=protests)


@leads_to("final")
def _final(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = _decided_on(state, recorded)
    if not recorded.act.data.persons:  # what nobody appealed against; where all was, the whole judgment
        persons = tuple(person for person in persons if not state.accused[person].appealed) or persons
    accused = state.changed(persons, lambda a: a.evolved(final=True))
    everybody = all(a.final or a.closed or a.status == "held" for a in accused.values())  # uncharged: set free
    return state.evolved(accused=accused, stage="final" if everybody else state.stage)


CHAPTER = (
    ActType(
        key="appeal.filed.v1", name_vi="Kháng cáo", name_en="Appeal filed", codes=("appeal_filed",),
        module="M4", issuer="party", law=("BLTTHS-2015/331", "BLTTHS-2015/332/1", "BLTTHS-2015/333/1"),
        lawful_from=(*DECIDED, *STOPPED), impossible=(accused_known,), starts=("appeal_notice_7d@338.1",),
        data=Appealed, apply=_appealed,
    ),
    ActType(
        key="appeal.notified.v1", name_vi="Tòa án thông báo về việc kháng cáo",
        name_en="Appeal notified to the procuracy", codes=("appeal_notified",),
        module="M4", issuer="court", law=("BLTTHS-2015/338/1",), lawful_from=("appealed", "judged"),
        impossible=(accused_known,), ends=("appeal_notice_7d@338.1",), data=AppealNotified, apply=unchanged,
    ),
    ActType(
        key="late_appeal.considered.v1", name_vi="Xét kháng cáo quá hạn", name_en="Late appeal considered",
        codes=("late_appeal_considered",),
        module="M4", issuer="court", law=("BLTTHS-2015/335/3", "BLTTHS-2015/335/4", "BLTTHS-2015/335/5"),
        lawful_from=("judged", "final", "appealed"), impossible=(accused_known,),
        data=LateAppealConsidered, apply=_late,
    ),
    ActType(
        key="appeal.amended.v1", name_vi="Bổ sung, thay đổi, rút kháng cáo", name_en="Appeal amended",
        module="M4", issuer="party", law=("BLTTHS-2015/342/1",), lawful_from=("appealed", "appeal_trial", "judged"),
        impossible=(accused_known,), data=AppealAmended, apply=_amended,
    ),
    ActType(
        key="protest.issued.v1", name_vi="Kháng nghị phúc thẩm", name_en="Protest issued",
        codes=("appellate_protest_issued",),
        module="M4", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/336/1", "BLTTHS-2015/337/1", "BLTTHS-2015/266/1/d", "BLTTHS-2015/267/5"),
        lawful_from=(*DECIDED, *STOPPED), impossible=(accused_known,), starts=("protest_send_2d@338.2",),
        ends=(
            "protest_judgment_15d@337.1", "protest_judgment_30d_superior@337.1", "protest_decision_7d@337.2",
        ),
        data=Protested, apply=_protested,
    ),
    ActType(
        key="protest.sent.v1", name_vi="Gửi quyết định kháng nghị phúc thẩm", name_en="Protest sent",
        codes=("appellate_protest_sent",),
        module="M4", issuer="procuracy", signed_by=ASSISTED, law=("BLTTHS-2015/338/2",), lawful_from=("appealed",),
        checks=(protest_pending,), ends=("protest_send_2d@338.2",), data=ProtestSent, apply=unchanged,
    ),
    ActType(
        key="protest.amended.v1", name_vi="Thay đổi, bổ sung kháng nghị phúc thẩm", name_en="Protest amended",
        codes=("appellate_protest_amended",),
        module="M4", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/342/1", "BLTTHS-2015/266/2/c"),
        lawful_from=("appealed", "appeal_trial"), impossible=(accused_known,), checks=(protest_pending, not_worse),
        data=ProtestAmended, apply=unchanged,
    ),
    ActType(
        key="protest.withdrawn.v1", name_vi="Rút kháng nghị phúc thẩm", name_en="Protest withdrawn",
        codes=("appellate_protest_withdrawn",),
        module="M4", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/342/1", "BLTTHS-2015/266/2"),
        lawful_from=("appealed", "appeal_trial"), impossible=(accused_known,), checks=(protest_pending,),
        data=ProtestWithdrawn, apply=_protest_withdrawn,
    ),
    ActType(
        key="judgment.became_final.v1", name_vi="Bản án, quyết định có hiệu lực pháp luật",
        name_en="Judgment came into force", codes=("judgment_became_effective", "defendant_outcome_effective"),
        module="M4", issuer="court", law=("BLTTHS-2015/343", "BLTTHS-2015/355/2"),
        lawful_from=("judged", "appealed", "appeal_trial"),
        impossible=(accused_known, named_once), checks=(part_not_appealed,),
        starts=("enforcement_decision_7d@364.2", "cassation_1y@379.1"),
        ends=("appeal_judgment_15d@333.1", "protest_judgment_30d_superior@337.1"), data=BecameFinal, apply=_final,
    ),
)  # fmt: skip
