"""Which limits run in a case, and what came late."""

from datetime import date, datetime

import pytest

from domain.kernel.calendar import VIETNAM
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.coding import asked_from_json
from domain.kernel.deciding import decide
from domain.limits.clocks import clocks
from domain.limits.crosswalk import EITHER, ROWS, UNCOUNTED, VARIANTS, decided, rows_of
from domain.limits.due import Standing
from domain.limits.findings import late
from domain.limits.passing import BEHIND
from domain.limits.rows import LIMITS
from domain.limits.words import arithmetic


def of(file, limit_id, label=None):
    """The clocks of one limit, in order."""
    person = None if label is None else file.person(label)
    found = [clock for clock in clocks(file.history) if clock.limit_id == limit_id]
    return [clock for clock in found if person is None or str(clock.person) == person]


def test_every_limit_that_an_act_names_is_decided():
    names = {name for act_type in CATALOGUE.values() for name in (*act_type.starts, *act_type.ends, *act_type.extends)}
    assert [name for name in sorted(names) if not decided(name)] == []


def test_the_crosswalk_is_decided_once_and_names_rows_of_the_table():
    assert not set(ROWS) & set(EITHER)
    assert not (set(ROWS) | set(EITHER)) & set(UNCOUNTED)
    rows = {row for name in (*ROWS, *EITHER) for row in rows_of(name)} | set(VARIANTS.values())
    assert rows <= set(LIMITS)
    assert all(UNCOUNTED.values())


def test_stages_leave_groups_of_the_table_behind():
    groups = {limit.group for same in LIMITS.values() for limit in same}
    assert {group for behind in BEHIND.values() for group in behind} <= groups


def test_the_investigation_runs_from_the_opening_by_the_gravest_class(opened):
    [clock] = of(opened, "investigation")
    assert (clock.start, clock.crime_class) == (date(2022, 10, 7), "particularly_serious")
    assert clock.due.due == date(2023, 2, 7)
    assert clock.standing(date(2023, 2, 7)) == Standing("running")
    assert clock.standing(date(2023, 2, 9)) == Standing("overdue", 2)


def test_without_a_class_the_clock_gives_every_end_and_guesses_none(case):
    case.does("case.opened.v1", offences=[{"article": "174", "offence": "Lừa đảo chiếm đoạt tài sản"}])
    [clock] = of(case, "investigation")
    assert (clock.due, clock.unknown) == (None, "class_unknown")
    assert [found.due for found in clock.possible] == [date(2022, 12, 7), date(2023, 1, 9), *[date(2023, 2, 7)] * 2]
    assert clock.standing(date(2022, 12, 1)) == Standing("running")
    assert clock.standing(date(2023, 1, 1)) == Standing("unknown")
    assert clock.standing(date(2023, 2, 8)) == Standing("overdue", 1)


def test_an_extension_lengthens_the_clock_and_is_part_of_its_arithmetic(approved):
    approved.day = "2023-01-20"
    approved.does("investigation.extended.v1", months=4)
    [clock] = of(approved, "investigation")
    assert clock.extended == (approved.state.version,)
    assert clock.due.due == date(2023, 6, 7)
    assert any("Gia hạn thêm 4 tháng" in line for line in arithmetic(clock.due))
    assert any("Extended by 4 months" in line for line in arithmetic(clock.due, "en"))


def test_a_suspension_closes_the_period_and_a_resumption_opens_another(approved):
    approved.does("investigation.suspended.v1", day="2022-11-07").does("investigation.resumed.v1", day="2023-05-08")
    [first], [second] = of(approved, "investigation"), of(approved, "investigation_resumed")
    assert first.standing(date(2024, 1, 1)) == Standing("met")
    assert second.due.due == date(2023, 8, 8)


def test_a_suspension_for_one_accused_leaves_the_period_running(approved):
    approved.does("investigation.suspended.v1", accused=approved.persons("bị can 1"), day="2022-11-07")
    [clock] = of(approved, "investigation")
    assert clock.ended == 0


def test_each_accused_has_a_clock_for_the_approval_of_his_charge(charged):
    charged.does("charge.approved.v1", accused=charged.persons("bị can 1"), day="2022-10-10")
    [one], [two] = of(charged, "charge_approval", "bị can 1"), of(charged, "charge_approval", "bị can 2")
    assert one.standing(date(2022, 10, 11)) == Standing("met")
    assert two.standing(date(2022, 10, 11)) == Standing("overdue", 1)
    assert one.standing(date(2022, 10, 9)) == Standing("running")


def test_a_charge_approved_after_three_days_is_a_finding(charged):
    charged.does("charge.approved.v1", accused=charged.persons("bị can 1", "bị can 2"), day="2022-10-13")
    found = [each for each in late(charged.history) if each.limit_id == "charge_approval"]
    assert [(each.article, each.days, each.versions, each.certain) for each in found] == [
        ("BLTTHS-2015/179/3", 3, (2, 3), False)
    ] * 2  # not certain: the day on which the file came in is not recorded


def test_the_approval_counts_from_the_receipt_when_it_says_so(charged):
    both = charged.persons("bị can 1", "bị can 2")
    charged.does("charge.approved.v1", accused=both, day="2022-10-13", dossier_received_on="2022-10-10")
    [clock] = of(charged, "charge_approval", "bị can 1")
    assert (clock.counted_from, clock.due.due) == ("receipt", date(2022, 10, 13))
    assert late(charged.history) == ()


def test_custody_counts_hours_and_is_extended_for_the_accused_named(opened):
    entry = [opened.entry("bị can 1")]
    opened.does("custody.ordered.v1", accused=entry, begins_at="2022-10-07T14:00:00+07:00")
    opened.does("custody.extended.v1", accused=opened.persons("bị can 1"), day="2022-10-09")
    opened.does("custody.extension_approved.v1", accused=opened.persons("bị can 1"), day="2022-10-09")
    [clock] = of(opened, "custody")
    assert clock.due.due == datetime(2022, 10, 13, 14, tzinfo=VIETNAM)
    assert clock.due.roll_basis == "none"


def test_custody_is_deducted_from_remand_and_neither_rolls(approved, file_of):
    one = approved.persons("bị can 1")
    approved.does("custody.ordered.v1", accused=[approved.entry("bị can 1")], day="2022-10-07")
    approved.does("remand.ordered.v1", accused=one, months=4, day="2022-10-09")
    approved.does("remand.approved.v1", accused=one, day="2022-10-10")
    [custody], [remand] = of(approved, "custody"), of(approved, "detention_investigation")
    assert custody.standing(date(2022, 10, 20)) == Standing("met")
    assert remand.due.due == date(2023, 2, 3)  # 120 days from 7 October, both counted
    assert [step.number for step in remand.due.steps if step.what == "custody_deducted"] == [3]


def test_remand_ends_on_the_day_of_the_order(approved):
    one = approved.persons("bị can 1")
    approved.does("remand.ordered.v1", accused=one, until="2022-12-31")
    approved.does("remand.approved.v1", accused=one)
    [clock] = of(approved, "detention_investigation")
    assert clock.due.due == date(2022, 12, 31)
    approved.does("investigation.extended.v1", months=4, day="2022-12-30")
    approved.does("remand.extended.v1", accused=one, until="2023-02-12", day="2022-12-30")
    [clock] = of(approved, "detention_investigation")
    assert clock.due.due == date(2023, 2, 12)  # a Sunday


def test_remand_that_ends_after_its_day_is_a_finding(approved):
    one = approved.persons("bị can 1")
    approved.does("remand.ordered.v1", accused=one, until="2022-12-31").does("remand.approved.v1", accused=one)
    approved.does("person.released.v1", accused=one, day="2023-01-04")
    [found] = [each for each in late(approved.history) if each.limit_id == "detention_investigation"]
    assert (found.days, found.ended, found.article) == (4, approved.state.version, "BLTTHS-2015/173/1")


def test_remand_of_somebody_at_liberty_waits_for_the_arrest(approved):
    one = approved.persons("bị can 1")
    approved.does("remand.ordered.v1", accused=one, arrest=True, months=4).does("remand.approved.v1", accused=one)
    [clock] = of(approved, "detention_investigation")
    assert (clock.due, clock.unknown) == (None, "arrest_awaited")
    approved.does("person.arrested.v1", accused=[approved.entry("bị can 1")], manner="for_remand", day="2022-11-01")
    [clock] = of(approved, "detention_investigation")
    assert (clock.start, clock.due.nominal_end) == (date(2022, 11, 1), date(2023, 2, 28))


def test_remand_does_not_outlast_the_investigation(approved):
    one = approved.persons("bị can 1")
    approved.does("remand.ordered.v1", accused=one, months=4, day="2022-11-01")
    approved.does("remand.approved.v1", accused=one, day="2022-11-01")
    [clock] = of(approved, "detention_investigation")
    assert (clock.due.nominal_end, clock.due.due) == (date(2023, 2, 28), date(2023, 2, 7))
    assert "capped" in [step.what for step in clock.due.steps]
    approved.does("investigation.extended.v1", months=4, day="2023-01-30")
    [clock] = of(approved, "detention_investigation")
    assert clock.due.due == date(2023, 2, 28)


def test_an_order_tells_the_end_of_remand_where_the_class_is_not_known(case):
    bare = {"article": "174", "offence": "Lừa đảo chiếm đoạt tài sản"}
    one = case.persons("bị can 1")
    case.does("case.opened.v1", offences=[bare])
    case.does("accused.charged.v1", accused=[case.entry("bị can 1", charges=[bare])])
    case.does("charge.approved.v1", accused=one)
    case.does("remand.ordered.v1", accused=one, until="2022-11-30").does("remand.approved.v1", accused=one)
    [clock] = of(case, "detention_investigation")
    assert (clock.crime_class, clock.due.due) == (None, date(2022, 11, 30))


def test_a_first_indictment_closes_the_decision_and_the_stage_leaves_the_rest_behind(indicted):
    [clock] = of(indicted, "prosecution_decision")
    assert (clock.ended_by, clock.due.due) == ("act", date(2022, 11, 7))  # 30 days end on a Sunday
    assert all(clock.ended for clock in clocks(indicted.history) if clock.limit.group == "investigation")


def test_a_limit_that_no_act_can_show_to_be_met_is_never_overdue(opened):
    [clock] = of(opened, "case_opening_send_to_procuracy")
    assert clock.standing(date(2030, 1, 1)) == Standing("unobserved")


def test_before_the_code_of_2015_nothing_is_counted(case, light):
    case.does("case.opened.v1", offences=[light], day="2016-05-05")
    [clock] = of(case, "investigation")
    assert (clock.limit, clock.due, clock.unknown) == (None, None, "not_in_force")


def test_the_procuracys_extension_of_a_source_implies_the_prolongation_before_it(source):
    source.does("source.received.v1", source="crime_report", summary="Mất trộm", day="2023-03-01")
    source.does("source.accepted_for_supervision.v1", day="2023-03-03")
    source.does("source.extended.v1", day="2023-04-20")
    [clock] = of(source, "source_resolution")
    assert clock.due.due == date(2023, 7, 3)
    assert [step.what for step in clock.due.steps].count("extended_in_total") == 1


def test_clocks_of_a_history_are_those_of_its_acts_so_far(indicted):
    for length in range(len(indicted.history) + 1):
        found = clocks(indicted.history[:length])
        assert all(clock.started <= length and clock.ended <= length for clock in found)
    assert clocks([]) == ()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_clock_can_be_told(indicted, language):
    for clock in clocks(indicted.history):
        for due in (clock.due, *clock.possible):
            assert all("{" not in line for line in arithmetic(due, language)) if due else True


def test_a_decision_that_says_when_it_arrived_closes_its_sending(case, light):
    case.does("case.opened.v1", offences=[light], received_at="2022-10-09T10:00:00+07:00")
    [clock] = of(case, "case_opening_send_to_procuracy")
    assert (clock.ended, clock.ended_by) == (1, "act")
    [found] = late(case.history)
    assert (found.limit_id, found.days, found.versions) == ("case_opening_send_to_procuracy", 1, (1,))


def test_in_a_file_that_lacks_acts_no_finding_is_certain(opened):
    opened.does("gap.noted.v1", stage="investigation", missing=["investigation.extended.v1"], reason="Không công bố")
    opened.does("investigation.concluded.v1", day="2024-01-05")
    [found] = [each for each in late(opened.history) if each.limit_id == "investigation"]
    assert (found.days, found.certain) == (332, False)


def test_a_right_that_has_passed_is_nobodys_lateness(judged):
    [clock, _] = of(judged, "appeal_judgment")
    assert clock.standing(date(2030, 1, 1)) == Standing("expired")


def test_a_person_arrested_for_remand_needs_no_decision_on_custody(approved):
    one = [approved.entry("bị can 1")]
    approved.does("person.arrested.v1", accused=one, manner="for_remand")
    assert of(approved, "arrested_person_decision") == []
    approved.does("person.arrested.v1", accused=one, manner="in_the_act", arrested_at="2022-10-07T06:00:00+07:00")
    approved.does("custody.ordered.v1", accused=one, begins_at="2022-10-07T19:00:00+07:00")
    [found] = [each for each in late(approved.history) if each.limit_id == "arrested_person_decision"]
    assert found.days == 1


def test_an_act_whose_day_is_not_known_is_neither_in_time_nor_late(charged):
    body = charged.body("charge.approved.v1", accused=charged.persons("bị can 1"), day="2022-12-01")
    charged.record(decide(charged.state, charged.organisation, asked_from_json({**body, "precision": "month"})))
    [clock] = of(charged, "charge_approval", "bị can 1")
    assert (clock.end, clock.standing(date(2023, 1, 1))) == (None, Standing("closed"))
    assert late(charged.history) == ()


@pytest.mark.parametrize(
    ("level", "day", "found"),
    [
        ({"level": "superior"}, "2022-10-27", []),
        ({"level": "same"}, "2022-10-27", ["protest_judgment_same_level"]),
        ({"level": "superior"}, "2022-11-11", ["protest_judgment_higher"]),
        ({"level": "same"}, "2022-10-24", []),  # 22 October was a Saturday
    ],
    ids=str,
)
def test_the_limit_of_a_protest_is_that_of_the_procuracy_that_protests(indicted, level, day, found):
    indicted.does("trial.scheduled.v1", scheduled_for="2022-10-07").does("trial.opened.v1")
    one = indicted.persons("bị can 1")
    outcome = {"accused": one[0], "verdict": "convicted", "penalty": "imprisonment", "months": 240}
    indicted.does("judgment.pronounced.v1", outcomes=[outcome])
    indicted.does("protest.issued.v1", accused=one, day=day, **level)
    late_ones = [each.limit_id for each in late(indicted.history)]
    assert [limit_id for limit_id in late_ones if limit_id.startswith("protest_judgment")] == found


def young(case, charge, day):
    """A case with one accused under 18 under remand without an end in the order."""
    case.day = day
    one = case.persons("bị can 1")
    case.does("case.opened.v1", offences=[charge])
    case.does("accused.charged.v1", accused=[case.entry("bị can 1", charges=[charge], juvenile=True)])
    case.does("charge.approved.v1", accused=one)
    return case.does("remand.ordered.v1", accused=one).does("remand.approved.v1", accused=one)


def test_remand_of_a_person_under_18_was_two_thirds_until_2025(case, light):
    [clock] = of(young(case, light, "2024-03-04"), "detention_investigation")
    assert clock.due.due == date(2024, 4, 12)  # 40 days from 4 March
    assert [(step.length.n, step.article) for step in clock.due.steps if step.what == "reduced"] == [
        (40, "BLTTHS-2015/419/1")
    ]


def test_from_2026_the_length_for_a_person_under_18_is_not_guessed(case, light):
    young(case, light, "2026-03-02")
    [remand], [period] = of(case, "detention_investigation"), of(case, "investigation")
    assert (remand.due, remand.unknown, period.due, period.unknown) == (None, "juvenile_law", None, "juvenile_law")
    assert [found.due for found in period.possible] == [date(2026, 4, 2), date(2026, 5, 4)]  # half, and an adult's
    assert remand.standing(date(2026, 3, 5)) == Standing("unknown")
    assert remand.standing(date(2026, 5, 4)).word == "overdue"
    assert period.standing(date(2026, 4, 1)) == Standing("running")
    assert period.standing(date(2026, 4, 10)) == Standing("unknown")


def test_remand_in_a_supplementary_investigation_is_bounded_by_it(prosecution):
    one = prosecution.persons("bị can 1")
    prosecution.does("file.returned.v1", day="2022-10-20")
    prosecution.does("remand.ordered.v1", accused=one, until="2023-01-15", day="2022-10-21")
    prosecution.does("remand.approved.v1", accused=one, day="2022-10-21")
    [period], [remand] = (of(prosecution, row) for row in (
        "investigation_supplementary_procuracy", "detention_supplementary",
    ))  # fmt: skip
    assert (period.due.due, remand.due.due) == (date(2022, 12, 20), date(2022, 12, 20))


def test_a_demand_for_evidence_ends_the_period_of_approval_and_another_runs_from_the_supplement(charged):
    both = charged.persons("bị can 1", "bị can 2")
    charged.does("charge_evidence.demanded.v1", accused=both, day="2022-10-10", items=["Kết luận giám định"])
    [first], [second] = (
        of(charged, "charge_approval", "bị can 1"),
        of(charged, "charge_approval_after_supplement", "bị can 1"),
    )
    assert (first.ended_by, second.due, second.unknown) == ("act", None, "supplement_awaited")
    charged.does("charge.approved.v1", accused=both, day="2022-11-18", dossier_received_on="2022-11-14")
    [second] = of(charged, "charge_approval_after_supplement", "bị can 1")
    assert (second.counted_from, second.due.due) == ("receipt", date(2022, 11, 17))
    assert {each.limit_id for each in late(charged.history)} == {"charge_approval_after_supplement"}
