"""The class of crime of a charge, in the state of the case and as a check on acts that name charges."""

from datetime import date

import pytest

from domain.kernel.catalogue import CATALOGUE
from domain.law.charges import CHARGE_CHECKS, charges_of, class_of, crime_class, known, possible_classes
from domain.states.parts import Charge

DAY = date(2022, 10, 7)
THEFT = {"article": "173", "offence": "Trộm cắp tài sản"}


def charge(article="173", clause=None, stated=None, code="BLHS-2015"):
    return Charge(code=code, article=article, clause=clause, offence="x", crime_class=stated)


class TestClass:
    def test_the_clause_fixes_the_class(self):
        assert crime_class(charge(clause="3"), DAY) == "very_serious"

    def test_without_a_clause_there_is_none_where_clauses_differ(self):
        assert crime_class(charge(), DAY) is None
        assert possible_classes(charge(), DAY) == {"less_serious", "serious", "very_serious", "particularly_serious"}

    def test_without_a_clause_there_is_one_where_all_agree(self):
        assert crime_class(charge("184"), DAY) is not None

    def test_the_table_wins_over_what_an_act_states(self):
        assert class_of(charge(clause="1", stated="serious"), DAY) == "less_serious"

    def test_what_an_act_states_stands_where_there_is_no_table(self):
        assert class_of(charge("138", "2", "serious", "BLHS-1999"), DAY) == "serious"
        assert class_of(charge("420", "1", "serious"), DAY) == "serious"  # an article without rows

    def test_additional_penalties_have_no_class(self):
        assert crime_class(charge(clause="5"), DAY) is None

    def test_a_clause_moved_in_july_2025_is_looked_up_for_the_day(self):
        assert crime_class(charge("248", "5"), date(2025, 6, 30)) is None
        assert crime_class(charge("248", "5"), date(2025, 7, 1)) == "particularly_serious"

    def test_articles_that_can_be_charged(self):
        assert known(charge("420"), DAY)
        assert known(charge("12", code="BLHS-1999"), DAY)
        assert known(charge("256a"), date(2025, 7, 1))
        for article, day in (("107", DAY), ("426", DAY), ("173z", DAY), ("256a", date(2025, 6, 30))):
            assert not known(charge(article), day), article


class TestState:
    def test_a_clause_without_a_stated_class_has_the_one_of_the_table(self, case):
        case.does("case.opened.v1", offences=[{**THEFT, "clause": "2"}])
        assert case.state.crime_class == "serious"
        case.does("accused.charged.v1", accused=[case.entry("bị can 1", charges=[{**THEFT, "clause": "4"}])])
        assert case.accused("bị can 1").crime_class == "particularly_serious"

    def test_the_day_of_the_crime_chooses_the_text(self, case):
        drugs = {"article": "248", "clause": "5", "offence": "Sản xuất trái phép chất ma túy"}
        case.does("case.opened.v1", offences=[drugs], incident_on="2025-06-30", day="2025-07-10")
        assert case.state.crime_class is None
        case.does("accused.charged.v1", accused=[case.entry("bị can 1", charges=[drugs])], day="2025-07-10")
        assert case.accused("bị can 1").offence_on == date(2025, 6, 30)
        assert case.accused("bị can 1").crime_class is None

    def test_a_crime_dated_by_the_opening_dates_those_held_before(self, case):
        case.does("custody.ordered.v1", accused=[case.entry("người 1")])
        case.does("case.opened.v1", offences=[THEFT], incident_on="2022-10-06")
        assert case.accused("người 1").offence_on == date(2022, 10, 6)

    def test_requalification_moves_the_class_and_with_it_what_may_be_ordered(self, opened):
        """The class as of each version: lighter charge, two months of remand; heavier one, four."""
        light, grave = {**THEFT, "clause": "1"}, {**THEFT, "clause": "4"}
        person = opened.person("bị can 1")
        opened.does("accused.charged.v1", accused=[opened.entry("bị can 1", charges=[light])])
        opened.does("charge.approved.v1", accused=[person])
        before = opened.state
        opened.does("charge.changed.v1", accused=person, charges=[grave])
        after = opened.state
        opened.does("charge.supplemented.v1", accused=person, charges=[{**THEFT, "clause": "2"}])
        classes = [state.accused[next(iter(state.accused))].crime_class for state in (before, after, opened.state)]
        assert classes == ["less_serious", "particularly_serious", "particularly_serious"]
        assert before.crime_class == "particularly_serious"  # of the case: the offence that it was opened on
        assert opened.again().accused == opened.state.accused

    def test_a_charge_changed_to_a_lighter_one_lightens_the_class(self, approved):
        approved.does("charge.changed.v1", accused=approved.person("bị can 1"), charges=[{**THEFT, "clause": "1"}])
        assert approved.accused("bị can 1").crime_class == "less_serious"


WRONG = {**THEFT, "clause": "1", "crime_class": "serious"}
UNKNOWN = {"article": "99", "offence": "x"}


class TestChecks:
    def test_another_agency_charging_with_a_wrong_class_is_a_finding(self, case):
        case.does("case.opened.v1", offences=[WRONG])
        assert case.flags == ["crime_class_wrong"]
        assert case.state.crime_class == "less_serious"
        case.does("accused.charged.v1", accused=[case.entry("bị can 1", charges=[UNKNOWN])])
        assert case.flags == ["crime_class_wrong", "offence_unknown"]

    def test_the_procuracy_may_not_state_a_wrong_class(self, case):
        refused = case.refuses("crime_class_wrong", "case.opened_by_procuracy.v1", offences=[WRONG])
        assert refused.article == "BLHS-2015/9"
        assert refused.facts["classes"] == ["less_serious"]

    def test_the_procuracy_may_not_charge_what_is_no_offence(self, case):
        case.refuses("offence_unknown", "case.opened_by_procuracy.v1", offences=[UNKNOWN])

    def test_a_class_that_no_clause_has_is_wrong_without_a_clause(self, case):
        small = {"article": "124", "offence": "x", "crime_class": "serious"}
        case.refuses("crime_class_wrong", "case.opened_by_procuracy.v1", offences=[small])

    def test_what_is_not_settled_is_not_judged(self, case):
        prepared = {"article": "123", "clause": "3", "offence": "Giết người", "crime_class": "particularly_serious"}
        case.does("case.opened_by_procuracy.v1", offences=[prepared])

    def test_an_older_code_is_not_judged(self, case):
        old = {"code": "BLHS-1999", "article": "278", "offence": "Tham ô tài sản", "crime_class": "serious"}
        case.does("case.opened_by_procuracy.v1", offences=[old])
        assert case.state.crime_class == "serious"

    @pytest.mark.parametrize("key", [
        "case.opened.v1", "case.opened_by_procuracy.v1", "opening.amended.v1", "accused.charged.v1",
        "accused.charged_by_procuracy.v1", "charge.changed.v1", "charge.supplemented.v1", "case.split.v1",
        "indictment.issued.v1", "custody.ordered.v1",
    ])  # fmt: skip
    def test_acts_that_name_charges_are_checked(self, key):
        assert set(CHARGE_CHECKS) <= set(CATALOGUE[key].checks)

    def test_acts_that_name_none_and_gaps_are_not(self):
        for key in ("charge.approved.v1", "gap.noted.v1", "extradition.decided.v1"):
            assert not set(CHARGE_CHECKS) & set(CATALOGUE[key].checks)

    def test_charges_are_found_wherever_they_stand(self, charged):
        data = charged.history[-1].act.data
        assert [one.article for one in charges_of(data)] == ["174", "178"]
