"""Keeping the books: corrections, registers and statistics, succession, tasks, acts entered late."""

import pytest

from domain.kernel.catalogue import CATALOGUE

SINCE, UNTIL = "2026-08-03T07:00:00+07:00", "2026-08-03T17:00:00+07:00"
LATE = {"down_since": SINCE, "down_until": UNTIL, "paper_number": "12/QĐ-VKS", "reason": "Mất điện"}
NEW_DAY = "2025-07-02"
CARRIED = [{"limit": "investigation@172.1", "since": "2025-05-01", "until": "2025-08-01"}]


@pytest.fixture
def book(dossier):
    return dossier.does("gap.noted.v1", stage="open", reason="Sổ của đơn vị")


class TestCorrections:
    @pytest.mark.parametrize("kind", ["criminal_case", "petition", "dossier"])
    def test_an_entry_is_corrected_in_a_stream_of_any_kind_and_stays(self, file_of, kind):
        file = file_of(kind)
        stage = next(stage for stage in file.state.stages if stage != "new")
        file.does("gap.noted.v1", stage=stage, reason="x")
        file.does(
            "act.corrected.v1", statement="Số đúng là 13", reason="typing", times_change=False,
            links=[file.link("corrects", 1)],
        )  # fmt: skip
        assert (len(file.history), file.state.corrections[0].corrected) == (2, 1)

    def test_what_is_corrected_is_named(self, opened):
        document = {"document": "Lệnh", "error": "Sai năm sinh", "corrected_text": "1990"}
        number = {"wrong_number": "12", "right_number": "13", "reason": "Nhầm", "approved_by": opened.person("PVT")}
        opened.refuses("link_missing", "document_error.corrected.v1", **document)
        opened.refuses("link_missing", "register_number.corrected.v1", **number)
        opened.does("document_error.corrected.v1", links=[opened.link("corrects")], **document)
        opened.does("register_number.corrected.v1", links=[opened.link("corrects")], **number)

    def test_two_streams_about_one_thing_are_merged_and_none_is_deleted(self, source):
        source.does("source.received.v1", source="crime_report", summary="Trộm")
        one, other = source.persons("nguồn tin 1", "nguồn tin 2")
        merged = {"evidence": "Cùng vụ việc", "approved_by": source.person("TTDV"), "kept": one}
        link = [source.link("merged_from")]
        source.refuses("same_file_twice", "duplicate_streams.merged.v1", merged=one, links=link, **merged)
        source.refuses("link_missing", "duplicate_streams.merged.v1", merged=other, **merged)
        source.does("duplicate_streams.merged.v1", merged=other, links=link, **merged)
        assert source.stage == "received"

    def test_a_dossier_that_is_merged_knows_where_it_went(self, book):
        own, kept = str(book.history[0].stream), book.person("hồ sơ giữ lại")
        book.does(
            "duplicate_streams.merged.v1", merged=own, kept=kept, evidence="Trùng", approved_by=book.person("TTDV"),
            links=[book.link("merged_into")],
        )  # fmt: skip
        assert str(book.state.merged_into) == kept


class TestRegisters:
    def test_an_entry_is_made(self, opened):
        opened.does("register_entry.made.v1", register_kind="case", register_number="7", year=2022)
        assert opened.stage == "investigation"

    def test_a_period_is_closed_its_report_signed_and_adjusted(self, book):
        book.does("statistical_period.closed.v1", period="2026-10", position=1200)
        book.does("statistical_report.signed.v1", report_form="01", period="2026-10", values_hash="d" * 64)
        adjusted = {
            "cells": [{"cell": "A1", "before": 3, "after": 4}], "reason": "Bỏ sót", "approved_by": book.person("VT"),
        }  # fmt: skip
        book.refuses("link_missing", "statistical_report.adjusted.v1", **adjusted)
        book.does("statistical_report.adjusted.v1", links=[book.link("corrects", 3)], **adjusted)


REPORT = {"report_form": "01/2019", "period": "2026-10", "values_hash": "d" * 64}


class TestReports:
    def test_the_first_report_opens_the_file_and_may_say_nothing_but_form_period_and_hash(self, dossier):
        dossier.does("statistical_report.signed.v1", **REPORT)
        sent = dossier.state.reports[0]
        assert (dossier.stage, sent.unit, sent.scope) == ("open", dossier.history[0].act.actor.unit, "both")

    def test_a_report_is_returned_once_by_a_unit_above_and_stands_no_more(self, book):
        book.does("statistical_report.signed.v1", **REPORT)
        link = [book.link("answers", 2)]
        book.refuses("link_missing", "statistical_report.returned.v1", reason="Sai tổng số")
        own = book.actor("statistical_report.signed.v1")
        book.refuses("unit_not_subordinate", "statistical_report.returned.v1", reason="x", links=link, signed=own)
        unknown = [book.link("answers", 1)]
        book.refuses("report_unknown", "statistical_report.returned.v1", reason="Sai tổng số", links=unknown)
        book.does("statistical_report.returned.v1", reason="Sai tổng số", links=link)
        book.refuses("report_returned", "statistical_report.returned.v1", reason="Sai tổng số", links=link)
        book.does("statistical_report.signed.v1", **REPORT)
        assert [report.returned for report in book.state.reports] == [3, 0]

    def test_only_the_newest_report_is_adjusted_and_every_figure_once(self, book):
        book.does("statistical_report.signed.v1", **REPORT)
        key, said = "statistical_report.adjusted.v1", {"reason": "Bỏ sót", "approved_by": book.person("VT")}
        link, cell = [book.link("corrects", 2)], {"cell": "6/case", "before": 3, "after": 4}
        book.refuses("figure_unchanged", key, cells=[{**cell, "after": 3}], links=link, **said)
        book.refuses("figure_unchanged", key, cells=[], links=link, **said)
        book.refuses("figure_twice", key, cells=[cell, cell], links=link, **said)
        book.does(key, cells=[cell], links=link, **said)
        assert book.state.reports[0].adjusted == (3,)
        book.does("statistical_report.signed.v1", **REPORT)
        book.refuses("report_replaced", key, cells=[cell], links=link, **said)

    def test_two_counts_that_differ_are_explained_or_it_is_noted(self, book):
        cells = [{"cell": "6/case", "own": 3, "theirs": 4}]
        counted = {"report_form": "01/2019", "period": "2026-10", "counterpart": "Công an phường", "cells": cells}
        book.does("reconciliation.recorded.v1", explanation="Chưa nhận được một quyết định", **counted)
        assert book.flags == ["history_gap"]
        book.does("reconciliation.recorded.v1", **counted)
        assert book.flags == ["history_gap", "difference_unexplained"]


class TestSuccession:
    def test_a_case_of_a_unit_that_ended_keeps_its_stage_and_its_times(self, opened):
        opened.does(
            "case.received_by_reorganisation.v1", from_unit="H9", old_number="5/H9", carried=CARRIED, day=NEW_DAY
        )
        assert (opened.stage, opened.flags) == ("investigation", [])

    def test_a_unit_that_still_is_or_that_another_one_succeeded_hands_nothing_on(self, opened):
        key = "case.received_by_reorganisation.v1"
        opened.refuses("unit_not_succeeded", key, from_unit="H9", old_number="5", day="2025-06-30")
        opened.refuses("unit_not_succeeded", key, from_unit="KV1", old_number="5", day=NEW_DAY)
        opened.unit = "VC1"
        opened.refuses("unit_not_succeeded", key, from_unit="H9", old_number="5", day=NEW_DAY)

    def test_it_starts_and_extends_no_time(self, opened):
        act_type = CATALOGUE["case.received_by_reorganisation.v1"]
        assert (act_type.starts, act_type.ends, act_type.extends) == ((), (), ())


class TestTasks:
    @pytest.mark.parametrize("kind", ["criminal_case", "petition"])
    def test_given_progressed_and_done(self, file_of, kind):
        file = file_of(kind)
        stage = next(stage for stage in file.state.stages if stage != "new")
        file.does("gap.noted.v1", stage=stage, reason="x")
        file.does("task.given.v1", task="Lập hồ sơ", officer=file.person("KTV"), due_on="2022-11-01")
        file.refuses("link_missing", "task.progressed.v1", progress="Một nửa")
        file.does("task.progressed.v1", progress="Một nửa", links=[file.link("answers", 2)])
        file.refuses("link_missing", "task.done.v1", result="done")
        file.does("task.done.v1", result="done", links=[file.link("answers", 2)])
        assert file.stage == stage


class TestDowntime:
    def test_an_act_done_on_paper_keeps_its_legal_time_apart_from_its_entry(self, opened):
        opened.refuses("link_missing", "late_entry.explained.v1", done_at=SINCE, **LATE)
        links = [opened.link("concerns")]
        opened.does("late_entry.explained.v1", done_at="2026-08-03T09:00:00+07:00", links=links, **LATE)
        recorded = opened.history[-1]
        assert recorded.act.occurred_at != recorded.recorded_at.isoformat()

    def test_only_what_was_done_while_the_system_was_down(self, opened):
        links = [opened.link("concerns")]
        opened.refuses(
            "outside_downtime", "late_entry.explained.v1", done_at="2026-08-03T18:00:00+07:00", links=links, **LATE
        )
        before = {**LATE, "down_until": "2026-08-02T17:00:00+07:00"}
        opened.refuses("moments_reversed", "late_entry.explained.v1", done_at=SINCE, links=links, **before)
