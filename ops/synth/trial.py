"""The trial at first instance, the judgment, and how the procuracy supervises it. BLTTHS-2015/276-330"""

from datetime import datetime, timedelta
from typing import Any

from domain.limits import calendar
from ops.synth.accused import Accused, Case, day, ids, iso
from ops.synth.appeal import followed
from ops.synth.days import DAY, HOUR, moment, office_hour
from ops.synth.offences import lighter
from ops.synth.region import Process
from ops.synth.remand import TRIAL_DAYS, for_trial
from ops.synth.streams import Made

CUSTODIAL = ("imprisonment", "life")


def tried(case: Case) -> Process:
    """From the acceptance by the court to the judgment in force."""
    region, file, shares = case.region, case.file, case.region.model.shares["court"]
    court = region.court_of(file.office)
    yield region.days(0.4, 2)
    file.does("case.accepted_by_court.v1", {
        "court": court, "register_number": region.register("court", file.office), "presiding_judge": "Thẩm phán",
    })  # fmt: skip
    accepted = region.now
    for_trial(case)
    yield region.hours(3, 40)
    prosecutor = file.prosecutor
    file.does("trial_prosecutor.assigned.v1", {"prosecutor": str(prosecutor.officer), "instance": "first"})
    most = TRIAL_DAYS[case.crime_class]
    prepared = region.chance.days(region.model.days["first_instance"], 6, min(60, most) - 15.0)
    yield max(region.hours(2, 9), office_hour(accepted + prepared * DAY, region.chance))
    if not case.in_remand and region.chance.one_in(shares["returned"]):
        yield from _returned(case)
        return
    opens = _opening(case)
    file.does("trial.scheduled.v1", {
        "scheduled_for": day(opens).isoformat(), "place": court, "public": True,
        "received_at": iso(region.now + 20 * HOUR),
    })  # fmt: skip
    yield opens
    other = region.breaks("unassigned_trial_prosecutor")
    present = next(each for each in file.office.actors["KSV"] if (each.officer != prosecutor.officer) == other)
    panel = ["Thẩm phán", "Hội thẩm", "Hội thẩm"]
    opened = file.does("trial.opened.v1", {"prosecutors": [str(present.officer)], "panel": panel})
    if other:
        region.wrong("unassigned_trial_prosecutor", file, opened.version)
    yield region.hours(0.2, 0.5)
    file.does("indictment.read.v1")
    yield region.hours(1, 2)
    outcomes = [_outcome(case, each) for each in case.going_on]
    file.does("sentence.proposed.v1", {"proposal": "Đề nghị mức hình phạt theo khung của điều luật.", "stage": "first"})
    yield region.hours(0.5, 2)
    judged = _pronounced(case, outcomes, other=region.breaks("other_offence_convicted"))
    yield from _supervised(case, judged)


def _opening(case: Case) -> datetime:
    """The moment at which the trial opens: before the remand of anybody ends."""
    opens = case.region.days(5, 9)
    ends = min((each.remand_until for each in case.in_remand if each.remand_until), default=None)
    if ends is None or day(opens) < ends:
        return opens
    return max(case.region.hours(2, 4), moment(calendar.working_before(ends - DAY), 8.5))


def _returned(case: Case) -> Process:
    """The court returns the file; the procuracy answers, and the case goes back. BLTTHS-2015/280, 246"""
    region, file = case.region, case.file
    file.does("file.returned_by_court.v1", {
        "by": "judge", "grounds": ["evidence"], "matters": ["Làm rõ phương thức thực hiện."], "round": 1,
        "received_at": iso(region.now + 10 * HOUR),
    })  # fmt: skip
    yield region.days(2, 9)
    file.does("court_return.declined.v1", {"reasons": "Chứng cứ đã đủ để xét xử."})
    yield region.days(0.5, 2)
    file.does("case.accepted_by_court.v1", {
        "court": region.court_of(file.office), "register_number": region.register("court", file.office),
    })  # fmt: skip
    yield region.days(2, 5)
    opens = region.days(5, 9)
    file.does(
        "trial.scheduled.v1", {"scheduled_for": day(opens).isoformat(), "received_at": iso(region.now + 20 * HOUR)}
    )
    yield opens
    file.does("trial.opened.v1", {"prosecutors": [str(file.prosecutor.officer)]})
    yield region.hours(2, 4)
    judged = _pronounced(case, [_outcome(case, each) for each in case.going_on], other=False)
    yield from _supervised(case, judged)


def _outcome(case: Case, accused: Accused) -> dict[str, Any]:
    """What the court decides on one accused, within the frame of the clause."""
    chance, shares = case.region.chance, case.region.model.shares["verdict"]
    verdict = chance.outcome({name: shares[name] for name in ("exempted", "acquitted")}, "convicted")
    found: dict[str, Any] = {"accused": accused.id, "verdict": verdict}
    if verdict != "convicted":
        return found | {"penalty": "none"}
    found["offences"] = [accused.charge.json()]
    prison = accused.charge.prison
    if prison is None or (accused.remand_until is None and accused.charge.others and chance.one_in(0.3)):
        return found | {
            "penalty": chance.pick([other for other in accused.charge.others if other != "warning"] or ["fine"])
        }
    least, most = prison
    months = least + int((most - least) * chance.random() ** 2.2)
    if accused.remand_until is None and months <= 36 and chance.one_in(0.6):
        return found | {"penalty": "suspended_sentence", "months": months}
    return found | {"penalty": "imprisonment", "months": months}


def _pronounced(case: Case, outcomes: list[dict[str, Any]], *, other: bool) -> Made:
    """The judgment; what it means for each accused is remembered."""
    region, file = case.region, case.file
    different = _other_article(case, outcomes) if other else None
    data: dict[str, Any] = {"outcomes": outcomes}
    judged = file.does("judgment.pronounced.v1", data)
    if different is not None:
        region.wrong("other_offence_convicted", file, judged.version, person=different.person)
    by_id = {each.id: each for each in case.accused}
    for outcome in outcomes:
        accused = by_id[outcome["accused"]]
        accused.outcome = outcome
        if outcome["penalty"] not in CUSTODIAL:
            accused.remand_until = None
        accused.out = outcome["verdict"] != "convicted"
    held = case.in_remand
    if held:
        since = day(region.now)
        until = since + timedelta(days=44)
        term = {"accused": ids(held), "since": since.isoformat(), "until": until.isoformat()}
        file.does("defendant.remanded_after_judgment.v1", term)
    return judged


def _other_article(case: Case, outcomes: list[dict[str, Any]]) -> Accused | None:
    """Has the first convict convicted of another article than that of the indictment."""
    found = next((outcome for outcome in outcomes if outcome.get("offences")), None)
    if found is None:
        return None
    accused = next(each for each in case.accused if each.id == found["accused"])
    article = "178" if accused.charge.article != "178" else "173"
    other = lighter(article, case.incident, accused.charge)
    if other is None:
        return None
    found["offences"] = [other.json()]
    return accused


def _supervised(case: Case, judged: Made) -> Process:
    """The judgment received, reviewed and sent up; then appealed, protested, or in force."""
    region, file = case.region, case.file
    yield region.days(1.5, 4)
    received = file.does("judgment.received.v1", links=(judged.link("concerns"),))
    yield region.hours(2, 30)
    slip, minutes = not region.breaks("missing_review_slip"), not region.breaks("missing_minutes_check")
    if slip:
        found = {"findings": [], "proposal": "no_action", "decision": "Bản án có căn cứ, đúng pháp luật."}
        file.does("judgment.reviewed.v1", found)
    else:
        case.unreviewed = day(received.occurred)
        region.lapses("missing_review_slip", file, received.version, days=18)
    if region.breaks("late_judgment_sent_up"):
        region.start(_sent_up_late(case, received), region.now + 9 * DAY)
    else:
        file.does("judgment.sent_to_superior.v1", {"to_unit": file.office.parent})
    yield region.hours(1, 9)
    if minutes:
        file.does("court_minutes.checked.v1")
    else:
        region.lapses("missing_minutes_check", file, judged.version, days=18)
    yield from followed(case, judged)


def _sent_up_late(case: Case, received: Made) -> Process:
    if case.file.stage == "judged":
        sent = case.file.does("judgment.sent_to_superior.v1", {"to_unit": case.file.office.parent})
        case.region.wrong("late_judgment_sent_up", case.file, received.version, sent.version)
    else:  # nobody sends it any more
        case.region.wrong("late_judgment_sent_up", case.file, received.version)
    return
    yield
