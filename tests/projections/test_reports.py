"""Reports sent, returned and adjusted; both values of a form; a sheet laid beside it."""

import io
import random
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from projections_kit.house import House
from projections_kit.walk import Walk

from domain.errors import Refused
from domain.organisation.state import Organisation
from projections.catalogue import PROJECTIONS
from projections.deadlines import DEADLINES
from projections.history import StoredAct
from projections.kernel import StreamFold
from projections.organisations import Organisations
from projections.statistics import reconcile as reconciling
from projections.statistics import reports, sheets
from projections.statistics.adjusted import judged, placed, with_adjustments
from projections.statistics.count import Filled, compute
from projections.statistics.facts import FACT
from projections.statistics.forms import FORMS
from projections.statistics.periods import period
from projections.statistics.reconcile import folded, number, reconcile
from projections.statistics.scopes import scope
from projections.statistics.sent import ADJUSTING, ADJUSTMENT, REPORT, RETURNED, SIGNED
from projections.statistics.sheets import BadSheet

CASE, OTHER, FILE, OF_PROVINCE = (UUID(f"0197a3c0-0000-7000-8000-00000000000{digit}") for digit in "1234")
CHARGE = {"code": "BLHS-2015", "article": "173", "clause": "1", "offence": "Trộm cắp tài sản"}
BODY = {"issuer": {"agency": "Cơ quan Cảnh sát điều tra"}}
OPENED = {**BODY, "offences": [CHARGE], "facts": "Mất xe", "incident_on": "2020-01-02"}
FORM, MONTH = "02-2019", "2020-01"
REASON = "Một vụ án giấy chưa nhập"


class Ledger:
    """A ledger with cases of two units and the files of their statistics, recorded act by act."""

    def __init__(self, house: House) -> None:
        self.house, self.walk = house, Walk(random.Random(5))
        self.size = 0
        for signed in self.walk.found():
            self._record(signed)
        for stream, unit in ((CASE, "KV1"), (OTHER, "KV2")):
            self.act(stream, "case.opened.v1", "2020-01-10", OPENED, unit=unit)

    def _record(self, signed: Any) -> None:
        self.house.record([signed])
        self.size += 1

    def act(self, stream: UUID, key: str, day: str, data: dict[str, Any], **more: Any) -> int:
        """The position of the act."""
        self._record(self.walk.act(stream, key, day, data, **more))
        self.house.project()
        return self.size

    @property
    def organisation(self) -> Organisation:
        organisations = Organisations()
        organisations.read(self.house.projector, self.size)
        return organisations.at(self.size)

    def filled(self, unit: str = "KV1", kind: str = "unit", form: str = FORM, by: str = "crime") -> Filled:
        when = period(MONTH)
        where = scope(self.organisation, unit, kind, when.last)
        return compute(self.house.projector, FORMS[form], where, when, self.size, by=by)

    def send(self, stream: UUID = FILE, unit: str = "KV1", kind: str = "unit", **more: Any) -> int:
        filled = self.filled(unit, kind)
        data = {
            "report_form": filled.form.id, "form_version": filled.form.version, "period": MONTH, "scope": kind,
            "values_hash": filled.hash, "position": filled.position, "figures_rule_set": filled.rule_set, **more,
        }  # fmt: skip
        return self.act(stream, "statistical_report.signed.v1", "2020-02-03", data, unit=unit)

    def adjust(self, before: int, after: int, cell: str = "2/case", version: int = 1, stream: UUID = FILE) -> int:
        data = {
            "cells": [{"cell": cell, "before": before, "after": after}], "reason": REASON,
            "approved_by": str(self.walk.officers["KV1"]),
        }  # fmt: skip
        links = (self.walk.link(stream, version, "corrects"),)
        unit = "KV1" if stream == FILE else "PX"
        return self.act(stream, "statistical_report.adjusted.v1", "2020-02-10", data, links=links, unit=unit)

    def give_back(self, version: int = 1) -> int:
        links = (self.walk.link(FILE, version, "answers"),)
        return self.act(
            FILE, "statistical_report.returned.v1", "2020-02-12", {"reason": "Sai"}, links=links, unit="PX"
        )  # fmt: skip

    def report(self, version: int = 1, position: int | None = None) -> Any:
        found = reports.sent(self.house.projector, FILE, version, position or self.size)
        assert found is not None
        return found.row

    def states(self, position: int | None = None) -> dict[str, str]:
        lines = reports.listed(
            self.house.projector, self.organisation, ["KV1", "KV2", "PX-P1"], period(MONTH), position or self.size,
            form=FORM,
        )  # fmt: skip
        return {line.unit: line.state for line in lines}


@pytest.fixture
def ledger(house: House) -> Ledger:
    return Ledger(house.furnished(FACT, DEADLINES, REPORT, ADJUSTMENT))


def test_they_are_among_the_projections_that_are_built() -> None:
    assert {REPORT, ADJUSTMENT} <= set(PROJECTIONS)


def test_states_of_reports_as_of_any_position(ledger: Ledger) -> None:
    before = ledger.size
    assert ledger.states() == {"KV1": "not_sent", "KV2": "not_sent"}
    sent = ledger.send()
    assert ledger.states() == {"KV1": "sent", "KV2": "not_sent"}
    returned = ledger.give_back()
    assert ledger.states() == {"KV1": "returned", "KV2": "not_sent"}
    again = ledger.send()
    assert [ledger.states(position)["KV1"] for position in (before, sent, returned, again)] == [
        "not_sent", "sent", "returned", "sent",
    ]  # fmt: skip
    first = ledger.report(1)
    assert (first.returned, first.returned_by, first.replaced) == (returned, "PX", again)


def test_a_report_is_late_by_the_day_it_was_sent_or_by_today(ledger: Ledger) -> None:
    ledger.send(sent_at="2020-02-06T08:00:00+07:00")
    lines = reports.listed(ledger.house.projector, ledger.organisation, ["KV1", "KV2"], period(MONTH), ledger.size)
    own = {line.unit: line for line in lines if line.form == FORM}
    assert own["KV1"].due == own["KV2"].due == reports.DUE["month"].day(period(MONTH))
    assert own["KV1"].due is not None
    assert own["KV1"].late(own["KV1"].due)
    assert not own["KV2"].late(own["KV2"].due or own["KV1"].due)
    assert {due.confirmed for due in reports.DUE.values()} == {"false"}


def test_a_report_computed_again_has_the_hash_that_was_sent_or_is_found(ledger: Ledger) -> None:
    ledger.send()
    ledger.send(values_hash="e" * 64)
    ledger.act(UUID(int=9), "case.opened.v1", "2020-01-11", OPENED)  # entered late: it changes the figures of today
    found = [reports.recompute(ledger.house.projector, ledger.report(v), ledger.organisation) for v in (1, 2)]
    assert [each.equal for each in found] == [True, False]
    ledger.send(position=ledger.size + 50)
    ledger.act(FILE, "statistical_report.signed.v1", "2020-02-03", {
        "report_form": "02/2019", "period": MONTH, "values_hash": "e" * 64, "scope": "unit",
    })  # fmt: skip
    unknown = [reports.recompute(ledger.house.projector, ledger.report(v), ledger.organisation) for v in (3, 4)]
    assert [(each.reason, each.equal) for each in unknown] == [("position_later", None), ("position", None)]


def test_both_values_and_both_totals_at_every_level(ledger: Ledger) -> None:
    ledger.send()
    ledger.adjust(1, 3)
    position = ledger.adjust(3, 4)
    for unit, kind, system in (("KV1", "unit", 1), ("PX", "both", 2), ("TC", "both", 2)):
        filled = ledger.filled(unit, kind)
        both = with_adjustments(ledger.house.projector, filled, ledger.organisation)
        cell = filled.cell("2", "case")
        assert cell is not None
        assert (cell.value, both.value("2", "case", cell.value)) == (system, system + 3)
        assert both.filled.hash == filled.hash
        applied = both.by_cell["2", "case"]
        assert [each.reason for each in applied] == [REASON, REASON]
        assert applied[-1].row.adjusted == position
        assert ("6", "case", system, system + 3) in both.broken
    other = with_adjustments(ledger.house.projector, ledger.filled("KV2"), ledger.organisation)
    assert not other.by_cell


def test_an_adjustment_falls_with_its_report(ledger: Ledger) -> None:
    ledger.send()
    adjusted = ledger.adjust(1, 3)
    ledger.give_back()
    filled = ledger.filled()
    assert not with_adjustments(ledger.house.projector, filled, ledger.organisation).by_cell
    earlier = placed(ledger.house.projector, filled, ledger.organisation, adjusted)
    assert earlier.difference("2", "case") == 2
    ledger.send()
    ledger.adjust(1, 2, version=4)
    ledger.send()
    assert not with_adjustments(ledger.house.projector, ledger.filled(), ledger.organisation).by_cell


def test_an_adjustment_of_a_figure_that_was_another_one_is_found(ledger: Ledger) -> None:
    ledger.send()
    ledger.adjust(1, 3)
    ledger.adjust(2, 5)
    ledger.adjust(0, 1, cell="77/case")
    found = reports.recompute(ledger.house.projector, ledger.report(), ledger.organisation)
    assert found.filled is not None
    both = placed(ledger.house.projector, found.filled, ledger.organisation, ledger.size)
    told = [(each.expected, each.applied.row.before, each.holds) for each in judged(both, FILE, 1)]
    assert told == [(1, 1, True), (3, 2, False), (None, 0, False)]


def test_live_rows_are_those_of_a_fold(ledger: Ledger) -> None:
    ledger.send()
    ledger.adjust(1, 3)
    ledger.give_back()
    ledger.send()
    folded_rows = ledger.house.folded(ledger.size)
    for projection in (REPORT, ADJUSTMENT):
        live = ledger.house.stored(projection, ledger.size)[FILE]
        assert sorted(live, key=str) == sorted(folded_rows[projection.name, FILE], key=str)


def folded_walk(seed: int) -> tuple[Any, Any]:
    """What a random file of statistics comes to: its state, and its fold up to every act."""
    chance, walk, organisations = random.Random(seed), Walk(random.Random(seed)), Organisations()
    founding = [_stored(signed, position) for position, signed in enumerate(walk.found(), start=1)]
    organisations.extend(founding, len(founding))
    fold = StreamFold(FILE, "dossier", (REPORT, ADJUSTMENT))
    for _ in range(40):
        state = walk.states.get(FILE)
        version = chance.randint(1, state.version) if state is not None else 1
        cell = {"cell": chance.choice(("2/case", "6/accused")), "before": 1, "after": chance.randint(2, 9)}
        key, unit, relation, data = chance.choice((
            (SIGNED, "KV1", None, {
                "report_form": chance.choice(("01/2019", "02/2019")), "period": chance.choice((MONTH, "2020-02")),
                "values_hash": "a" * 64, "scope": chance.choice(("unit", "both")),
            }),
            (RETURNED, "PX", "answers", {"reason": "Sai"}),
            (ADJUSTING, "KV1", "corrects", {
                "cells": [cell], "reason": REASON, "approved_by": str(walk.officers["KV1"]),
            }),
        ))  # fmt: skip
        try:
            links = (walk.link(FILE, version, relation),) if relation else ()
            signed = walk.act(FILE, key, "2020-02-03", data, unit=unit, links=links)
        except (Refused, KeyError):
            continue
        position = len(founding) + walk.states[FILE].version
        fold.take(_stored(signed, position), organisations.at(position))
    return walk.states[FILE], fold


def _stored(signed: Any, position: int) -> StoredAct:
    return StoredAct(
        position, signed.envelope.stream, signed.kind, signed.envelope.version, signed.act_hash,
        datetime(2026, 1, 1, tzinfo=UTC), signed.act,
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_one_report_of_the_same_figures_stands_and_adjustments_are_of_those_that_stand(seed: int) -> None:
    """Whatever is sent, returned and adjusted in whatever order."""
    state, fold = folded_walk(seed)
    rows = {projection.name: fold.sheet(projection) for projection in fold.projections}
    assert [sheet.failure for sheet in rows.values()] == [None, None]
    found = {row.version: row for row in rows["report"].rows.values()}
    assert set(found) == {report.version for report in state.reports}
    standing = {}
    for report in state.reports:
        row = found[report.version]
        assert (row.returned is not None) == bool(report.returned)
        assert (row.replaced is not None) == state.replaced(report)
        assert len(row.adjusted) == len(report.adjusted)
        if row.replaced is None:
            assert standing.setdefault((row.form, row.period, row.scope), report.version) == report.version
    kept = {row.report for row in rows["adjustment"].rows.values()}
    assert kept == {
        report.version
        for report in state.reports
        if report.adjusted and not report.returned and not state.replaced(report)
    }


# a sheet beside the form


@pytest.fixture
def both(ledger: Ledger) -> Any:
    ledger.send()
    ledger.adjust(1, 3)
    return with_adjustments(ledger.house.projector, ledger.filled(), ledger.organisation)


def sheet_of(both: Any, change: dict[tuple[str, str], Any] | None = None, codes: bool = True) -> list[list[Any]]:
    """The form as a unit may have it: headings, a row of numbers, labels with their identities."""
    grid: list[list[Any]] = [
        ["VIỆN KIỂM SÁT KHU VỰC 1"],
        [],
        ["Mã", "Chỉ tiêu", "Vụ", "Bị can"],
        ["(1)", "(2)", "(3)", "(4)"],
    ]
    for line in both.lines:
        label = f"{'- ' * line.level}{line.label_vi.upper()} ({line.printed or '1=2'})"
        cells = [cell.value for cell in line.cells]
        keys = [column.key for column in both.filled.form.columns]
        told = [(change or {}).get((line.code, key), value) for key, value in zip(keys, cells, strict=True)]
        grid.append([line.code if codes else "", label, *told])
    return grid


def outcomes(found: Any) -> dict[tuple[str, str], str]:
    return {(cell.line, cell.column): cell.outcome for cell in found.cells if cell.outcome != "equal"}


def test_a_sheet_is_compared_cell_by_cell(both: Any) -> None:
    same = reconcile([sheet_of(both)], both)
    assert outcomes(same) == {("2", "case"): "differs"}  # it has the system value, and the unit adjusted it
    change = {("2", "case"): 3, ("4", "case"): "7", ("8", "case"): "nhiều", ("6", "accused"): None}
    found = reconcile([sheet_of(both, change)], both)
    assert outcomes(found) == {
        ("2", "case"): "equal_adjusted", ("4", "case"): "differs", ("8", "case"): "not_understood",
        ("6", "accused"): "missing",
    }  # fmt: skip
    assert found.count("equal") == len(found.cells) - 4
    assert (found.unknown, found.columns) == ((), {"case": 3, "accused": 4})


def test_without_codes_rows_are_known_by_labels_that_are_their_own(both: Any) -> None:
    labels = [folded(line.label_vi) for line in both.lines]
    shared = {line.code for line in both.lines if labels.count(folded(line.label_vi)) > 1}
    assert shared
    found = reconcile([sheet_of(both, {("4", "case"): 7}, codes=False)], both)
    missing = {line for (line, _), outcome in outcomes(found).items() if outcome == "missing"}
    assert missing == shared
    assert outcomes(found)["4", "case"] == "differs"


def test_rows_that_contradict_themselves_or_are_unknown_are_said(both: Any) -> None:
    grid = sheet_of(both)
    grid[5][0] = "8"
    grid.append(["99", "Chỉ tiêu lạ", 5, 6])
    found = reconcile([grid], both)
    assert [each.row for each in found.unknown] == [6, len(grid)]
    wrong = both.lines[1].code
    assert {outcome for (line, _), outcome in outcomes(found).items() if line == wrong} == {"missing"}


def test_xlsx_and_csv_are_read_alike(both: Any) -> None:
    grid = sheet_of(both, {("4", "case"): 1234})
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet("Bìa").write(0, 0, "Báo cáo")
    page = book.add_worksheet("Biểu")
    for row, values in enumerate(grid):
        page.write_row(row, 0, ["" if value is None else value for value in values])
    book.close()
    for delimiter in (";", ",", "\t"):
        text = "\r\n".join(delimiter.join(_csv_text(value) for value in row) for row in grid)
        for data in (text.encode("utf-8-sig"), text.encode("utf-16")):
            assert outcomes(reconcile(sheets.read(data), both)) == outcomes(reconcile([grid], both))
    assert outcomes(reconcile(sheets.read(stream.getvalue()), both)) == outcomes(reconcile([grid], both))


def _csv_text(value: Any) -> str:
    if value == 1234:
        return '"1.234"'
    return "" if value is None else f'"{value}"'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"), (b"\r\n\r\n", "empty"), (b"\xd0\xcf\x11\xe0old", "old_xls"), (b"PK\x03\x04rubbish", "not_xlsx"),
        (b"a\0b;c", "not_csv"), (b"\xff\xff\xff", "not_utf8"), (b"1;2\r\n" * 6000, "too_many_cells"),
        (b";" * 400, "too_many_cells"),
    ],
)  # fmt: skip
def test_what_is_no_sheet_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(BadSheet) as refused:
        sheets.read(data)
    assert refused.value.code == code


def test_a_sheet_of_something_else_is_refused(both: Any) -> None:
    with pytest.raises(BadSheet) as refused:
        reconcile([[["Họ tên", "Tuổi"], ["An", "30"]]], both)
    assert refused.value.code == "no_rows_of_the_form"
    with pytest.raises(BadSheet) as columnless:
        reconcile([[[line.code, line.label_vi] for line in both.lines]], both)
    assert columnless.value.code == "no_columns_of_the_form"


def test_numbers_and_labels() -> None:
    assert [number(text) for text in ("1.234", "1,234", "1 234", "12", "-5", "1.234.567", "12,0", 12.0, 7)] == [
        1234, 1234, 1234, 12, -5, 1234567, 12, 12, 7,
    ]  # fmt: skip
    assert [number(text) for text in ("12,5", "1.23", "1.234,567", "a", "", 1.5, True, None)] == [None] * 8
    assert folded("Tố giác, TIN BÁO đã  nhận") == "to giac tin bao da nhan"
    assert set(reconciling.OUTCOMES) == {"equal", "equal_adjusted", "differs", "missing", "not_understood"}
