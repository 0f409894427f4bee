"""Reports whose figures are not those of the acts, and reports late or missing."""

import random
from datetime import date
from uuid import UUID

import pytest
from projections_kit.walk import Walk

from projections.across import across
from projections.across_findings import Asked
from projections.statistics.count import compute
from projections.statistics.forms import FORMS
from projections.statistics.periods import period
from projections.statistics.scopes import scope

CASE, FILE = UUID(int=1), UUID(int=2)
FORM, SIGNED = FORMS["02-2019"], "statistical_report.signed.v1"


class Unit:
    """KV1, which has a case in January 2027 and reports."""

    def __init__(self, house):
        self.house, self.walk = house, Walk(random.Random(3))
        house.prepare()
        house.record(self.walk.found())
        issued = {"issuer": {"agency": "CQĐT"}, "offences": []}
        house.record([self.walk.act(CASE, "case.opened.v1", "2027-01-10", issued)])

    def figures(self, label, kind):
        self.house.project()
        when = period(label)
        where = scope(self.walk.organisation, "KV1", kind, when.last)
        return compute(self.house.projector, FORM, where, when, self.walk.position)

    def sends(self, day, label="2027-01", form=FORM.id, kind="unit", **more):
        """The report with the hash of its figures, unless `more` says another one."""
        filled = self.figures(label, kind)
        data = {
            "report_form": form, "form_version": filled.form.version, "period": label, "scope": kind,
            "values_hash": filled.hash, "position": filled.position, "figures_rule_set": filled.rule_set, **more,
        }  # fmt: skip
        self.house.record([self.walk.act(FILE, SIGNED, day, data)])
        return self.walk.position

    def returned(self, day, version):
        links = (self.walk.link(FILE, version, "answers"),)
        key = "statistical_report.returned.v1"
        self.house.record([self.walk.act(FILE, key, day, {"reason": "Sai"}, "PX", links)])

    def found(self, rule, day, position=None, units=("KV1",)):
        self.house.project()
        asked = Asked(frozenset(units), position or self.walk.position, date.fromisoformat(day), self.walk.organisation)
        return across(self.house.projector, asked, (rule,))

    def missing(self, day, label="2027-01"):
        """Forms of a period that are missed."""
        found = [each.facts for each in self.found("AR-111", day) if each.stream is None]
        return [form for facts in found if facts["period"] == label for form in facts["not_sent"]]


@pytest.fixture
def unit(house):
    return Unit(house)


def test_a_report_of_the_figures_that_the_acts_give_is_true(unit):
    unit.sends("2027-02-03")
    sent = unit.figures("2027-01", "unit").lines
    issued = {"issuer": {"agency": "CQĐT"}, "offences": []}
    unit.house.record([unit.walk.act(UUID(int=5), "case.opened.v1", "2027-01-20", issued)])
    assert unit.figures("2027-01", "unit").lines != sent  # an act entered later changes later figures alone
    assert unit.found("AR-110", "2027-02-03") == []


def test_a_report_of_other_figures_is_found_until_another_takes_its_place(unit):
    true = unit.figures("2027-01", "unit").hash
    untrue = unit.sends("2027-02-03", values_hash="a" * 64)
    (found,) = unit.found("AR-110", "2027-02-03")
    assert (found.stream, found.versions, found.position, found.unit) == (FILE, (1,), untrue, "KV1")
    assert (found.facts["reported"], found.facts["computed"]) == ("a" * 64, true)
    unit.sends("2027-02-04")
    assert unit.found("AR-110", "2027-02-04") == []
    assert len(unit.found("AR-110", "2027-02-04", position=untrue)) == 1


def test_a_report_that_cannot_be_computed_again_is_not_called_untrue(unit):
    unit.sends("2027-02-03", values_hash="a" * 64, position=None)
    assert unit.found("AR-110", "2027-02-03") == []


def test_an_untrue_report_is_found_in_its_year_and_the_next_for_its_unit_alone(unit):
    unit.sends("2027-02-03", values_hash="a" * 64)
    assert len(unit.found("AR-110", "2028-11-30")) == 1
    assert unit.found("AR-110", "2028-12-01") == []
    assert unit.found("AR-110", "2027-02-02") == []
    assert unit.found("AR-110", "2027-02-03", units=("KV2", "PX")) == []


def test_reports_are_missed_from_the_day_after_the_last_one(unit):
    assert unit.missing("2027-02-05") == []
    assert FORM.slug in unit.missing("2027-02-06")
    (january,) = (each for each in unit.found("AR-111", "2027-02-06") if each.facts["period"] == "2027-01")
    assert (january.unit, january.holds_from, january.facts["due"]) == ("KV1", date(2027, 2, 6), "2027-02-05")
    assert len(set(january.facts["not_sent"])) == len(january.facts["not_sent"]) > 3
    assert unit.found("AR-111", "2027-02-06", units=("PX-P1",)) == []  # a room owes none


def test_a_report_sent_in_time_is_not_missed_and_one_sent_late_is_late(unit):
    unit.sends("2027-02-05")
    unit.sends("2027-02-09", form=FORMS["01-2019"].id)
    assert not {"01-2019", FORM.slug} & set(unit.missing("2027-02-10"))
    (late,) = (each for each in unit.found("AR-111", "2027-02-10") if each.stream)
    assert (late.versions, late.facts) == (
        (2,),
        {
            "form": "01-2019", "period": "2027-01", "due": "2027-02-05", "due_confirmed": False, "done": "2027-02-09",
        },
    )  # fmt: skip


def test_a_report_in_time_stays_in_time_when_it_is_corrected(unit):
    unit.sends("2027-02-04", values_hash="a" * 64)
    unit.sends("2027-02-09")
    assert [each for each in unit.found("AR-111", "2027-02-10") if each.stream] == []


def test_a_report_returned_is_missed_until_it_is_sent_again_and_then_late(unit):
    unit.sends("2027-02-04", values_hash="a" * 64)
    unit.returned("2027-02-08", 1)
    assert FORM.slug in unit.missing("2027-02-08")
    unit.sends("2027-02-09")
    assert FORM.slug not in unit.missing("2027-02-09")
    assert [each.facts["done"] for each in unit.found("AR-111", "2027-02-09") if each.stream] == ["2027-02-09"]


def test_reports_of_periods_before_the_ledger_are_not_missed(unit):
    assert unit.missing("2026-12-20", "2026-11") == []
    unit.sends("2026-12-10", "2026-11")
    late = [each.facts["period"] for each in unit.found("AR-111", "2026-12-20")]
    assert late == ["2026-11"]  # that it was sent late is on record
