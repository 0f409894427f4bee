"""What follows a judgment of first instance: in force, or an appeal, a protest, and the appellate judgment."""

from collections.abc import Generator
from datetime import datetime, timedelta
from typing import Any

from ops.synth.accused import Case, day, ids, iso
from ops.synth.days import DAY, HOUR, office_hour
from ops.synth.enforcement import enforced
from ops.synth.region import Process
from ops.synth.streams import Made

FORCE_DAYS = 31  # the day after the longest time to protest: BLTTHS-2015/337/1
REVIEW_DAYS = 15  # within which a judgment is reviewed, as findings count it


def followed(case: Case, judged: Made) -> Process:
    """The judgment comes into force, with or without an appeal."""
    region, shares = case.region, case.region.model.shares["after_judgment"]
    becomes = region.chance.outcome({"appeal": shares["appeal"], "protest": shares["protest"]}, "force")
    if becomes == "force" or not case.going_on:
        yield max(region.now, office_hour(judged.occurred + FORCE_DAYS * DAY, region.chance))
        _in_force(case, region.now)
        return
    late = becomes == "protest" and not case.in_remand and region.breaks("late_protest")
    yield max(
        region.hours(1, 5), judged.occurred + ((26 if late else 8) + (2 if late else 5) * region.chance.random()) * DAY
    )
    if becomes == "appeal":
        file = case.file
        who = [each for each in case.going_on if region.chance.one_in(0.6)] or case.going_on[:1]
        file.does("appeal.filed.v1", {"accused": ids(who), "by": ["defendant"], "request": "Xin giảm nhẹ hình phạt."})
        yield region.hours(8, 60)
        file.does("appeal.notified.v1", {"accused": ids(who), "by": ["defendant"], "received_at": iso(region.now)})
    else:
        withdrawn = yield from _protested(case, judged, late)
        if withdrawn:
            return
    yield from _heard(case, judged)


def _protested(case: Case, judged: Made, late: bool) -> Generator[datetime, None, bool]:
    """A protest of the same level, which may be withdrawn; whether it was."""
    region, file = case.region, case.file
    level = {"accused": ids(case.going_on), "level": "same", "against": "judgment", "direction": "heavier"}
    protest = file.does("protest.issued.v1", {**level, "request": "Đề nghị tăng hình phạt."})
    if late:
        region.wrong("late_protest", file, judged.version, protest.version)
    yield region.hours(4, 30)
    file.does("protest.sent.v1", {"recipients": [region.court_of(region.province.office), "Bị cáo"]})
    unsaid = region.breaks("protest_withdrawn_without_reason")
    if not unsaid and not region.chance.one_in(region.model.shares["after_judgment"]["withdrawn"]):
        return False
    yield region.days(1, 4)
    why = {} if unsaid else {"reason": "Tình tiết mới có lợi cho bị cáo đã được làm rõ."}
    withdrawn = file.does("protest.withdrawn.v1", {**why, "whole": "whole"})
    if unsaid:
        region.wrong("protest_withdrawn_without_reason", file, withdrawn.version)
    yield region.days(1, 4)
    final = file.does("appeal_trial.discontinued.v1", {
        "reason": "Viện kiểm sát rút toàn bộ kháng nghị.", "effective_on": day(region.now).isoformat(),
    })  # fmt: skip
    enforced(case, final, region.now)
    return True


def _heard(case: Case, judged: Made) -> Process:
    """The appellate court hears the case within what is left of remand after the judgment."""
    region, file, province = case.region, case.file, case.region.province.office
    prosecutor = province.prosecutor(region.chance.randrange(1000))
    yield region.days(0.5, 3)
    court = f"Tòa án cấp phúc thẩm - {province.place}"
    file.does("appellate_case.accepted.v1", {"court": court, "register_number": region.register("appeal", province)})
    yield region.hours(4, 30)
    file.does(
        "trial_prosecutor.assigned.v1",
        {"prosecutor": str(prosecutor.officer), "instance": "appeal"},
        office=province,
        by=province.head,
    )
    file.does("appellate_file.received.v1", {"folios": 180}, office=province, by=prosecutor)
    yield region.days(2, 5)
    file.does("appellate_file.returned.v1", office=province, by=prosecutor)
    last = judged.occurred + timedelta(days=41)
    opens = office_hour(
        min(max(region.now + 7 * DAY, judged.occurred + _length(case) * DAY), last - 8 * DAY), region.chance
    )
    yield max(region.hours(2, 9), opens - 8 * DAY)
    opens = max(region.hours(3, 30), opens)
    file.does(
        "appeal_hearing.scheduled.v1",
        {"scheduled_for": day(opens).isoformat(), "received_at": iso(region.now + 9 * HOUR)},
    )
    yield opens
    file.does("appeal_hearing.opened.v1", {"prosecutors": [str(prosecutor.officer)]})
    yield region.hours(0.5, 2)
    file.does(
        "appellate_opinion.presented.v1",
        {"opinion": "reject", "content": "Giữ nguyên bản án sơ thẩm."},
        office=province,
        by=prosecutor,
    )
    yield region.hours(0.5, 2)
    decided = _judged_again(case)
    yield region.days(2, 6)
    if file.stage == "final":
        file.does("judgment.received.v1", links=(decided.link("concerns"),), office=province, by=prosecutor)


def _length(case: Case) -> float:
    return case.region.chance.days(case.region.model.days["appeal"], 24, 33)


def _judged_again(case: Case) -> Made:
    """The appellate judgment: mostly upheld, else amended in favour of those who appealed."""
    region, file, shares = case.region, case.file, case.region.model.shares["after_judgment"]
    result = region.chance.outcome({"upheld": shares["upheld"], "amended": shares["amended"]}, "upheld")
    data: dict[str, Any] = {"result": result}
    if result == "amended":
        data["outcomes"] = [_amended(each.outcome) for each in case.going_on if each.outcome]
    for each, outcome in zip(case.going_on, data.get("outcomes", ()), strict=False):
        each.outcome = outcome
    decided = file.does("appeal_judgment.pronounced.v1", data)
    review_due = case.unreviewed and case.unreviewed + REVIEW_DAYS * DAY
    if result == "amended" and review_due and review_due < day(region.now) and not file.state.protests:
        region.wrong("unseen_fault", file, decided.version)
    if file.stage == "final":
        enforced(case, decided, region.now)
    return decided


def _amended(outcome: dict[str, Any]) -> dict[str, Any]:
    months = outcome.get("months", 0)
    return outcome | {"months": max(months - months // 4, 3)} if months else outcome


def _in_force(case: Case, at: datetime) -> None:
    final = case.file.does("judgment.became_final.v1", {"effective_on": day(at).isoformat()})
    enforced(case, final, at)
