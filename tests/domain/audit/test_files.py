"""Execution, complaints, dossiers, petitions, inspections."""

import pytest

LONG = "2025-01-01"


@pytest.fixture
def enforcement(file_of):
    file = file_of("enforcement")
    convict = {"person": file.person("người bị kết án"), "label": "người bị kết án"}
    return file.does(
        "enforcement_stream.opened.v1",
        convict=convict,
        penalties=[{"kind": "imprisonment", "months": 24}],
        effective_on="2022-10-07",
        links=[file.link("enforces")],
    )


def decided(file, day="2022-10-10", penalty="imprisonment"):
    return file.does("enforcement_decision.received.v1", day=day, received_at=f"{day}T09:00:00+07:00", penalty=penalty)


def test_an_enforcement_decision_that_is_late(enforcement, found, still):
    assert found(enforcement, "AR-060", "2022-10-18")
    decided(enforcement, "2022-10-25")
    assert not still(enforcement, "AR-060", "2022-10-25")


def test_an_enforcement_decision_in_time(enforcement, found):
    decided(enforcement, "2022-10-10")
    assert not found(enforcement, "AR-060", LONG)


def test_a_judgment_in_force_is_followed_in_the_file_of_its_execution(final, found):
    assert not found(final, "AR-060", LONG)


def test_a_convict_who_does_not_begin_to_serve(enforcement, found, still):
    decided(enforcement)
    assert not found(enforcement, "AR-061", "2022-10-25")
    assert found(enforcement, "AR-061", "2022-10-26")
    enforcement.does("convict.wanted.v1", day="2022-11-01")
    assert not still(enforcement, "AR-061", "2022-11-01")


def test_a_penalty_that_is_not_served_in_prison(enforcement, found):
    decided(enforcement, penalty="fine")
    assert not found(enforcement, "AR-061", LONG)


def test_a_deferral_that_nothing_followed(enforcement, found, still):
    decided(enforcement).does(
        "imprisonment_deferral.decided.v1",
        day="2022-10-12",
        received_at="2022-10-12T09:00:00+07:00",
        ground="illness",
        since="2022-10-12",
        until="2023-01-12",
    )
    assert not found(enforcement, "AR-062", "2023-01-12")
    assert found(enforcement, "AR-062", "2023-01-13")
    enforcement.does("imprisonment_deferral.cancelled.v1", day="2023-02-01", received_at="2023-02-01T09:00:00+07:00")
    assert not still(enforcement, "AR-062", "2023-02-01")


@pytest.fixture
def complaint(file_of):
    file = file_of("complaint")
    author = {"person": file.person("người khiếu nại"), "label": "người khiếu nại", "role": "other"}
    return file.does("complaint.received.v1", author=author, sort="complaint", summary="Khiếu nại")


def test_a_petition_that_is_not_classified(complaint, found, still):
    assert not found(complaint, "AR-082", "2022-10-17")
    assert found(complaint, "AR-082", "2022-10-18")
    complaint.does("complaint.accepted.v1", day="2022-10-20", target="prosecutor")
    assert not still(complaint, "AR-082", "2022-10-20")


def test_a_complaint_settled_late_and_not_sent(complaint, found, still):
    complaint.does("complaint.accepted.v1", target="prosecutor")
    assert found(complaint, "AR-080", "2022-10-17")
    complaint.does("complaint.settled.v1", day="2022-10-20", instance="first", result="rejected")
    assert [each.mark for each in still(complaint, "AR-080", "2022-10-24")] == ["due/3"]
    complaint.does("settlement_document.sent.v1", day="2022-10-25", to=["người khiếu nại"])
    assert not still(complaint, "AR-080", "2022-10-25")


@pytest.fixture
def papers(dossier):
    dossier.does(
        "supervision_file.opened.v1", file="supervision_file", of=dossier.person("vụ án"), keeper=dossier.person("KSV")
    )
    return dossier.does(
        "document.added.v1",
        title="Biên bản",
        sort="minutes",
        folio_from=1,
        folio_to=10,
        origin="Bản sao",
        reliability="principal_copy",
    )


CLOSED = {"index_hash": "0" * 64, "retention_class": "lâu dài"}


@pytest.mark.parametrize(("total", "count"), [(10, 0), (9, 1)])
def test_a_file_closed_with_another_number_of_folios(papers, found, total, count):
    papers.does("dossier.closed.v1", folio_total=total, **CLOSED)
    assert len(found(papers, "AR-090", "2022-10-07")) == count


def test_folios_reported_missing(papers, found):
    papers.does("dossier_discrepancy.reported.v1", missing=[3], measures="Tìm kiếm")
    assert found(papers, "AR-090", "2022-10-07")


def test_a_hand_over_with_fewer_folios(papers, found):
    papers.does("dossier.handed_over.v1", to_agency="Tòa án", purpose="trial", folio_count=9)
    assert found(papers, "AR-091", "2022-10-07")


def test_a_hand_over_without_receipt(papers, found, still):
    papers.does("dossier.handed_over.v1", to_agency="KV1", purpose="other", folio_count=10)
    assert not found(papers, "AR-091", "2022-11-01")
    assert found(papers, "AR-091", "2022-11-02")
    papers.does("dossier.received.v1", day="2022-11-10", from_agency="T01", folio_count=10)
    assert not still(papers, "AR-091", "2022-11-10")


def test_figures_of_two_agencies_that_differ_without_explanation(papers, found):
    counted = {"report_form": "01/2019", "period": "2022-10", "counterpart": "Công an phường"}
    cells = [{"cell": "6/case", "own": 3, "theirs": 4}]
    same = [{"cell": "6/case", "own": 3, "theirs": 3}]
    papers.does("reconciliation.recorded.v1", cells=same, **counted)
    papers.does("reconciliation.recorded.v1", cells=cells, explanation="Chưa nhận một quyết định", **counted)
    assert not found(papers, "AR-113", "2022-12-07")
    papers.does("reconciliation.recorded.v1", cells=cells, **counted)
    assert [each.versions for each in found(papers, "AR-113", "2022-12-07")] == [(papers.history[-1].version,)]


def test_a_closed_file_that_is_not_archived(papers, found, still):
    papers.does("dossier.closed.v1", folio_total=10, **CLOSED)
    assert not found(papers, "AR-094", "2023-10-07")
    assert found(papers, "AR-094", "2023-10-08")
    papers.does("dossier.archived.v1", day="2023-10-20", archive_number="1", retention="lâu dài")
    assert not still(papers, "AR-094", "2023-10-20")


def test_digital_copies_below_standard(papers, found):
    copy = {
        "folio_from": 1,
        "folio_to": 10,
        "scan_profile": "150dpi",
        "file_hash": "0" * 64,
        "operator": papers.person("KTV"),
    }
    papers.does("document.digitised.v1", **copy, quality_checked=False)
    papers.does("dossier.fully_digitised.v1", folio_count=10, index_hash="0" * 64)
    assert len(found(papers, "AR-095", "2022-10-07")) == 1
    assert len(found(papers, "AR-095", "2022-11-07")) == 2  # nobody certified it


PETITION = {"addressee": "Cơ quan điều tra", "demand": "Khắc phục"}


def test_a_petition_without_an_answer(petition, found, still):
    violation = {"content": "Gửi chậm", "article": "147"}
    petition.does("court_violation_petition.issued.v1", **PETITION, violations=[violation])
    assert not found(petition, "AR-103", "2022-11-06")
    assert found(petition, "AR-103", "2022-11-07")
    petition.does("petition.answered.v1", day="2022-11-20", result="accepted", content="Đã khắc phục")
    assert not still(petition, "AR-103", "2022-11-20")


def test_a_petition_to_prevent_has_the_time_of_the_code(petition, found):
    petition.does("prevention_petition.issued.v1", **PETITION, causes="Sơ hở trong quản lý")
    assert found(petition, "AR-103", "2022-10-18")


def test_a_conclusion_of_an_inspection_that_is_not_carried_out(supervision, found, still):
    inspected = {
        "inspected_unit": "KV1",
        "team": [supervision.person("KSV")],
        "since": "2022-10-07",
        "until": "2022-11-07",
    }
    supervision.does("inspection.ordered.v1", **inspected, scope="Án hình sự", planned=True)
    supervision.does("inspection_finding.recorded.v1", finding={"content": "Chậm"}, severity="minor")
    supervision.does(
        "inspection.concluded.v1", findings=[{"content": "Chậm"}], demands=["Khắc phục"], remedy_due="2022-12-01"
    )
    assert not found(supervision, "AR-121", "2022-12-01")
    assert found(supervision, "AR-121", "2022-12-02")
    supervision.does("inspection_finding.remedied.v1", day="2022-12-10", finding=2, remedy="Đã khắc phục")
    assert not still(supervision, "AR-121", "2022-12-10")
