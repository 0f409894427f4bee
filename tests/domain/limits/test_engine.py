"""Counting: what holds of every limit, and the steps that are told."""

from datetime import date, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kernel.calendar import VIETNAM
from domain.limits import calendar
from domain.limits.allowed import CannotCount, allowed_extension
from domain.limits.due import DAY, Standing, What, day_at, days_late, earliest, latest, standing
from domain.limits.engine import Extended, Pause, due, possible
from domain.limits.juvenile import HALF, TWO_THIRDS
from domain.limits.lengths import Length, add_months
from domain.limits.rows import LIMITS, RULES_VERSION, limit_on
from domain.limits.words import STEPS, UNKNOWN, arithmetic, sentence

CLASSES = ("less_serious", "serious", "very_serious", "particularly_serious")
ALL_LIMITS = [limit for same in LIMITS.values() for limit in same]
FORWARD = [limit for limit in ALL_LIMITS if limit.counting != "before_end" and set(limit.lengths) & {"all", *CLASSES}]
RESTRAINTS = [limit for limit in FORWARD if limit.restrains]

days = st.dates(date(2018, 1, 1), date(2027, 12, 31))
hours = st.datetimes(datetime(2018, 1, 1), datetime(2027, 12, 31)).map(lambda at: at.replace(tzinfo=VIETNAM))
points = days | hours
extended = st.builds(
    Extended, st.builds(Length, st.integers(1, 60), st.sampled_from(["days", "months"])), st.booleans()
)
pauses = st.builds(lambda first, n: Pause(first, first + timedelta(n)), days, st.integers(0, 90))


def count(limit, start, crime_class="serious", **known):
    """The due of a limit for some class of which it has a length."""
    known_class = crime_class if crime_class in limit.lengths or "all" in limit.lengths else next(iter(limit.lengths))
    return due(limit, start, crime_class=known_class, **known)


@given(st.sampled_from(FORWARD), points, st.sampled_from(CLASSES), st.integers(0, 20))
def test_nothing_is_due_before_it_starts(limit, start, crime_class, custody):
    found = count(limit, start, crime_class, custody_days=custody)
    assert latest(found.due) >= earliest(start)
    assert latest(found.due) >= latest(found.nominal_end)
    assert latest(found.due_strict) <= latest(found.due)
    assert day_at(found.due_strict) >= day_at(start)


@given(st.sampled_from(FORWARD), points, st.lists(extended, max_size=4))
def test_an_extension_never_shortens(limit, start, granted):
    ends = [count(limit, start, extensions=tuple(granted[:n])).due for n in range(len(granted) + 1)]
    assert [latest(end) for end in ends] == sorted(latest(end) for end in ends)


@given(st.sampled_from(FORWARD), days, st.lists(pauses, max_size=4), pauses)
def test_a_further_pause_never_makes_it_due_earlier(limit, start, some, more):
    before = count(limit, start, pauses=tuple(some))
    after = count(limit, start, pauses=(*some, more))
    assert latest(after.due) >= latest(before.due)


@given(st.sampled_from(RESTRAINTS), points, st.lists(extended, max_size=3), st.lists(pauses, max_size=2))
def test_the_end_of_a_restraint_never_rolls_and_never_waits(limit, start, granted, some):
    found = count(limit, start, extensions=tuple(granted), pauses=tuple(some))
    assert found.due == found.nominal_end
    assert found.roll_basis == "none"
    assert not {"rolled", "moved_back", "paused"} & {step.what for step in found.steps}
    assert found.due == count(limit, start, extensions=tuple(granted)).due


@given(st.sampled_from(RESTRAINTS), days, days)
def test_an_order_may_end_a_restraint_earlier_but_not_later(limit, start, until):
    free, ordered = count(limit, start), count(limit, start, ordered_until=until)
    assert latest(ordered.due) <= latest(free.due)


@given(st.sampled_from(FORWARD), points)
def test_a_day_that_is_rolled_to_is_a_working_day(limit, start):
    found = count(limit, start)
    if found.roll_basis != "none":
        assert not calendar.is_off(found.due)
        assert all(calendar.is_off(found.nominal_end + DAY * n) for n in range((found.due - found.nominal_end).days))


@given(st.sampled_from([limit for limit in ALL_LIMITS if limit.counting == "before_end"]), days)
def test_what_is_counted_back_comes_before_the_end_on_a_working_day(limit, end):
    found = count(limit, end)
    assert latest(found.due) < latest(end) + DAY
    assert found.by_hour or not calendar.is_off(found.due)


@given(st.sampled_from(FORWARD), points)
def test_the_same_question_has_the_same_answer_and_every_step_is_told(limit, start):
    found = count(limit, start)
    assert found == count(limit, start)
    assert found.rule_set == RULES_VERSION
    for language in ("vi", "en"):
        told = arithmetic(found, language)
        assert len(told) == len(found.steps) + 1
        assert all(line and "{" not in line for line in told)


@given(days, st.integers(0, 48))
def test_months_end_on_the_same_number_or_the_last_of_the_month(day, months):
    end = add_months(day, months)
    assert end.day == day.day or (end.day < day.day and (end + DAY).day == 1)
    assert (end.year - day.year) * 12 + end.month - day.month == months


def test_the_steps_of_a_remand_are_those_of_the_joint_circular():
    limit = limit_on("detention_investigation", date(2018, 3, 4))
    found = due(limit, date(2018, 3, 4), crime_class="less_serious", custody_days=3)
    assert [sentence(step, "en") for step in found.steps] == [
        "Starts: 04/03/2018",
        "Length 2 months (BLTTHS-2015/173/1)",
        "3 days of custody deducted (BLTTHS-2015/118/4)",
        "Ends by the count: 29/04/2018",
        "A restraint of liberty ends on its day and never rolls",
    ]


def test_a_roll_names_the_days_it_passes():
    found = due(limit_on("appeal_judgment", date(2025, 1, 10)), date(2025, 1, 10))
    [rolled] = [step for step in found.steps if step.what == "rolled"]
    assert (rolled.at, rolled.to, len(rolled.days)) == (date(2025, 1, 25), date(2025, 2, 3), 9)
    assert found.certain


def test_a_day_off_that_is_not_decided_makes_the_count_uncertain():
    found = due(limit_on("appeal_judgment", date(2026, 11, 9)), date(2026, 11, 9))
    assert (found.due, found.certain) == (date(2026, 11, 24), False)
    assert not due(limit_on("appeal_judgment", date(2030, 1, 2)), date(2030, 1, 2)).certain


def test_without_the_hour_both_ends_of_the_day_are_kept():
    found = due(limit_on("charge_send", date(2024, 4, 26)), date(2024, 4, 26))
    assert found.due == datetime(2024, 4, 28, 0, tzinfo=VIETNAM)
    assert found.due_strict == datetime(2024, 4, 27, 0, tzinfo=VIETNAM)
    assert not found.certain


def test_a_length_in_total_replaces_the_first_one():
    limit = limit_on("file_to_court", date(2025, 3, 3))
    found = due(limit, date(2025, 3, 3), extensions=(Extended(),))
    assert found.due == date(2025, 3, 13)


def test_what_cannot_be_counted_says_why():
    investigation = limit_on("investigation", date(2025, 1, 1))
    for limit_id, known, code in (
        ("investigation", {}, "class_unknown"),
        ("bail_duration", {}, "no_length"),
        ("judgment_immediate_effect", {}, "no_length"),
        ("charge_approval", {"extensions": (Extended(),)}, "no_extension_left"),
        ("investigation", {"crime_class": "less_serious", "extensions": (Extended(),) * 2}, "no_extension_left"),
    ):
        with pytest.raises(CannotCount) as raised:
            due(limit_on(limit_id, date(2025, 1, 1)), date(2025, 1, 1), **known)
        assert raised.value.code == code
        assert code in UNKNOWN
    assert [str(allowed_extension(investigation, "serious", n)[0]) for n in (0, 1)] == ["3 months", "2 months"]


def test_without_a_class_every_end_is_possible():
    day = date(2024, 1, 15)
    found = possible(limit_on("investigation", day), lambda row, crime_class: due(row, day, crime_class=crime_class))
    assert [each.due for each in found] == [date(2024, 3, 15), date(2024, 4, 15), *[date(2024, 5, 15)] * 2]


def test_how_a_limit_stands():
    days_ = due(limit_on("charge_approval", date(2025, 3, 3)), date(2025, 3, 3))
    hours_ = due(limit_on("charge_send", date(2025, 3, 3)), datetime(2025, 3, 3, 9, tzinfo=VIETNAM))
    assert days_.due == date(2025, 3, 6)
    assert standing(days_, date(2025, 3, 6)) == Standing("running")
    assert standing(days_, date(2025, 3, 8)) == Standing("overdue", 2)
    assert standing(days_, datetime(2025, 3, 7, 0, 1, tzinfo=VIETNAM)) == Standing("overdue", 1)
    assert standing(days_, date(2025, 3, 8), met=date(2025, 3, 6)) == Standing("met")
    assert standing(days_, date(2025, 3, 8), met=date(2025, 3, 7)) == Standing("met_late", 1)
    assert standing(days_, date(2025, 3, 8), paused=True) == Standing("paused")
    assert standing(hours_, datetime(2025, 3, 4, 9, tzinfo=VIETNAM)) == Standing("running")
    assert standing(hours_, datetime(2025, 3, 4, 10, tzinfo=VIETNAM)) == Standing("overdue", 1)
    assert days_late(hours_.due, date(2025, 3, 4)) == 0  # it may have been in the morning
    assert days_late(hours_.due, date(2025, 3, 5)) == 1


def test_the_days_off_stand_in_order_and_once():
    table = [row.day for row in calendar.DAYS_OFF]
    assert table == sorted(set(table))
    for row in calendar.WORKED_SATURDAYS:
        assert row.day.weekday() == 5
        assert not calendar.is_off(row.day)
        assert calendar.is_off(row.instead_of)


def test_every_step_has_a_sentence():
    assert set(STEPS) == set(get_args(What))


@pytest.mark.parametrize(
    ("limit_id", "start", "crime_class", "reduced", "ends"),
    [
        ("prosecution_decision", date(2026, 5, 4), "less_serious", HALF, date(2026, 5, 14)),
        ("investigation", date(2026, 3, 2), "serious", HALF, date(2026, 4, 16)),  # 45 days, the shorter reading
        ("detention_investigation", date(2025, 3, 3), "serious", TWO_THIRDS, date(2025, 5, 1)),
    ],
    ids=str,
)
def test_a_part_of_the_length_holds_for_persons_under_18(limit_id, start, crime_class, reduced, ends):
    assert due(limit_on(limit_id, start), start, crime_class=crime_class, reduced=reduced).due == ends
