"""A judgment in force is executed, convict by convict. BLTTHS-2015/364; supervised under LTCVKSND-2014/25"""

from datetime import datetime, timedelta
from typing import Any

from ops.synth.accused import Accused, Case, day, iso
from ops.synth.days import DAY
from ops.synth.region import Process
from ops.synth.streams import Made

COMMUNITY = ("suspended_sentence", "non_custodial_reform")


def enforced(case: Case, final: Made, at: datetime) -> None:
    """Starts the execution of every convict of the case."""
    for accused in case.going_on:
        if accused.outcome.get("verdict") == "convicted":
            case.region.start(_executed(case, accused, final, day(at)), case.region.days(0.4, 3))


def _executed(case: Case, accused: Accused, final: Made, effective: Any) -> Process:
    region, outcome = case.region, accused.outcome
    penalty, months = outcome["penalty"], outcome.get("months", 0)
    file = region.open("enforcement", case.file.office, case.file.prosecutor)
    convict = {key: value for key, value in accused.json_names.items() if key != "juvenile"}
    opened = file.does("enforcement_stream.opened.v1", {
        "convict": convict, "penalties": [{"kind": penalty, "months": months}], "effective_on": effective.isoformat(),
    }, links=(final.link("enforces"),))  # fmt: skip
    late = region.breaks("late_enforcement_decision")
    yield region.after(17 * DAY, 22 * DAY) if late else region.days(1, 3.5)
    decided = file.does("enforcement_decision.received.v1", {"received_at": iso(region.now), "penalty": penalty})
    if late:
        region.wrong("late_enforcement_decision", file, opened.version, decided.version)
    yield region.after(1 * DAY, 5 * DAY)
    since = day(region.now)
    if penalty == "imprisonment" and accused.remand_until is None and region.breaks("convict_not_serving"):
        region.lapses("convict_not_serving", file, decided.version, days=9)
        return
    if penalty == "imprisonment":
        release = since + timedelta(days=30 * months)
        if accused.remand_until is None:
            file.does("convict.surrendered.v1")
        file.does("imprisonment.commenced.v1", {
            "facility": f"Trại giam thuộc {region.province.office.place}", "admitted_at": iso(region.now),
            "term": {"months": months}, "credit_days": 0, "expected_release": release.isoformat(),
        })  # fmt: skip
    elif penalty in COMMUNITY:
        until = since + timedelta(days=max(360, 60 * months))
        file.does("community_sentence.commenced.v1", {
            "penalty": penalty, "supervisor": "Ủy ban nhân dân cấp xã nơi cư trú", "since": since.isoformat(),
            "until": until.isoformat(),
        })  # fmt: skip
    else:
        status = {"civil_enforcement_body": "Phòng Thi hành án dân sự khu vực", "amount": 20_000_000, "status": "done"}
        file.does("fine_or_confiscation_enforcement.supervised.v1", status)
        return
    yield region.days(20, 90)
    if region.chance.one_in(region.model.shares["enforcement"]["fine_supervised"]):
        status = {"civil_enforcement_body": "Phòng Thi hành án dân sự khu vực", "amount": 5_000_000, "status": "part"}
        file.does("fine_or_confiscation_enforcement.supervised.v1", status)
