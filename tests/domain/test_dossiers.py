"""Dossiers: the file of a case and the procuracy's own, folio by folio, on paper and digital."""

import pytest

DOCUMENT = {"title": "Biên bản", "sort": "minutes", "origin": "Công an tỉnh", "reliability": "first_copy"}
SCAN = {"scan_profile": "300 dpi", "file_hash": "a" * 64, "quality_checked": True}
INDEX = {"index_hash": "b" * 64}
HANDED = {"to_agency": "Tòa án nhân dân tỉnh", "purpose": "trial"}


@pytest.fixture
def file(dossier):
    return dossier.does(
        "supervision_file.opened.v1", file="supervision_file", of=dossier.person("vụ án"), keeper=dossier.person("KTV")
    )


@pytest.fixture
def filled(file):
    return file.does("document.added.v1", folio_from=1, folio_to=4, **DOCUMENT).does(
        "document.added.v1", folio_from=5, folio_to=5, **DOCUMENT
    )


@pytest.fixture
def partial(filled):
    return filled.does("document.digitised.v1", folio_from=1, folio_to=4, operator=filled.person("KTV"), **SCAN)


class TestOpened:
    def test_the_procuracys_own_file_stays_and_the_case_file_is_elsewhere(self, file, file_of):
        assert (file.stage, file.state.file, file.state.holder) == ("open", "supervision_file", "T01")
        case_file = file_of("dossier").does("case_file.opened.v1", of=file.person("vụ án"), medium="both")
        assert (case_file.stage, case_file.state.holder) == ("elsewhere", "Cơ quan Cảnh sát điều tra")

    def test_a_file_is_opened_once(self, file):
        file.refuses(
            "stream_already_open", "supervision_file.opened.v1", file="professional_file", of=file.person("x"),
            keeper=file.person("x"),
        )  # fmt: skip


class TestFolios:
    def test_folios_follow_each_other(self, filled):
        assert (filled.state.last_page, filled.state.documents) == (5, ((1, 4, 2), (5, 5, 3)))
        filled.refuses("folio_not_next", "document.added.v1", folio_from=5, folio_to=6, **DOCUMENT)
        filled.refuses("folio_not_next", "document.added.v1", folio_from=7, folio_to=7, **DOCUMENT)
        filled.refuses("moments_reversed", "document.added.v1", folio_from=6, folio_to=5, **DOCUMENT)

    def test_a_file_taken_over_half_way_begins_at_any_folio(self, file):
        file.does("document.added.v1", folio_from=120, folio_to=125, **DOCUMENT)
        assert file.state.last_page == 125

    def test_a_document_is_taken_out_once_and_its_numbers_are_not_used_again(self, filled):
        out = {"folio_from": 5, "folio_to": 5, "reason": "Nhầm hồ sơ", "approved_by": filled.person("PVT")}
        filled.refuses("folio_unknown", "document.withdrawn_from_file.v1", **{**out, "folio_to": 6})
        filled.does("document.withdrawn_from_file.v1", **out)
        assert filled.state.withdrawn == (3,)
        filled.refuses("folio_unknown", "document.withdrawn_from_file.v1", **out)
        filled.refuses("folio_not_next", "document.added.v1", folio_from=5, folio_to=5, **DOCUMENT)


class TestMoved:
    def test_the_file_is_handed_over_and_comes_back(self, filled):
        filled.does("dossier.handed_over.v1", folio_count=5, **HANDED)
        assert (filled.stage, filled.state.holder) == ("elsewhere", "Tòa án nhân dân tỉnh")
        filled.refuses("wrong_stage", "document.added.v1", folio_from=6, folio_to=6, **DOCUMENT)
        filled.does("dossier.received.v1", from_agency="Tòa án nhân dân tỉnh", folio_count=5)
        assert (filled.stage, filled.state.holder, filled.flags) == ("open", "T01", [])

    def test_another_number_of_folios_is_a_finding(self, filled):
        filled.does("dossier.handed_over.v1", folio_count=4, **HANDED)
        [flag] = filled.state.flags
        assert (flag.code, flag.facts) == ("folio_count_differs", {"count": 4, "known": 5})

    def test_missing_folios_are_a_finding(self, filled):
        filled.does("dossier_discrepancy.reported.v1", missing=[2, 3], measures="Tìm lại")
        assert filled.flags == ["folios_missing"]

    def test_hand_over_between_officers_and_access_of_the_defence(self, filled):
        filled.does(
            "assignment_handover.recorded.v1", outgoing=filled.person("a"), incoming=filled.person("b"), items=["Hồ sơ"]
        )
        counsel = {**filled.entry("luật sư"), "role": "counsel"}
        filled.does("dossier_access.given_to_defence.v1", counsel=counsel, copied=[1], form="paper")
        assert filled.stage == "open"


class TestClosed:
    def test_closed_archived_reopened_and_at_last_destroyed(self, filled):
        closing = {"folio_total": 5, "retention_class": "20 năm", **INDEX}
        archived = {"archive_number": "L1", "retention": "20 năm"}
        filled.refuses("wrong_stage", "dossier.archived.v1", **archived)
        filled.does("dossier.closed.v1", **closing).does("dossier.archived.v1", **archived)
        assert filled.stage == "archived"
        filled.does("dossier.reopened.v1", reason="cassation").does("dossier.closed.v1", **closing)
        destroyed = {"council_minutes": "01/BB", "retention_basis": "Hết thời hạn bảo quản"}
        filled.refuses("wrong_stage", "dossier.destroyed.v1", **destroyed)
        filled.does("dossier.archived.v1", **archived).does("dossier.destroyed.v1", **destroyed)
        assert filled.stage == "destroyed"
        filled.refuses("wrong_stage", "dossier.reopened.v1", reason="cassation")


class TestDigital:
    def test_sheets_are_scanned_then_the_whole_then_it_is_certified(self, partial):
        assert (partial.state.digital, partial.state.digitised) == ("partial", ("a" * 64,))
        partial.refuses("folios_missing", "dossier.fully_digitised.v1", folio_count=5, missing=1, **INDEX)
        partial.does("dossier.fully_digitised.v1", folio_count=5, missing=0, **INDEX)
        assert partial.state.digital == "full"
        partial.does("digital_copy.certified.v1", hashes=["a" * 64])
        assert (partial.stage, partial.state.digital) == ("open", "certified")

    def test_a_sheet_added_after_certification_makes_the_copy_partial_again(self, partial):
        partial.does("digital_copy.certified.v1", hashes=["a" * 64])
        partial.does("document.added.v1", folio_from=6, folio_to=6, **DOCUMENT)
        assert partial.state.digital == "partial"

    def test_nothing_is_certified_before_anything_is_scanned(self, filled):
        filled.refuses("digital_state_wrong", "digital_copy.certified.v1", hashes=["a" * 64])
        filled.refuses("digital_state_wrong", "dossier.fully_digitised.v1", folio_count=5, **INDEX)

    def test_only_numbered_sheets_are_scanned(self, filled):
        filled.refuses(
            "folio_unknown", "document.digitised.v1", folio_from=5, folio_to=6, operator=filled.person("KTV"), **SCAN
        )
