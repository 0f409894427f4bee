"""Registers of sources, investigation and prosecution: which act opens an entry, and what stands in its cells."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from projections_kit.book import COURT, POLICE, A, B, Book, empty, unfilled

from domain.kernel.catalogue import CATALOGUE
from projections.catalogue import REGISTERS
from projections.registers.reading import Line
from projections.registers.register import Register

SHARE = [REGISTERS[f"SO-{number:02}"] for number in (*range(1, 14), 32, 66)]
BOOKS = pytest.mark.parametrize("register", SHARE, ids=lambda register: register.id)
ONE, TWO = (A, "bị can 1"), (B, "bị can 2")
ISSUED = {"issuer": POLICE}
PARTY = {"person": str(UUID(int=0xC, version=4)), "label": "người tố giác 1", "role": "informant"}

NOT_KNOWN = {  # columns for which no act gives anything
    "SO-06": {"detention_requested"},
    "SO-12": {"withdraw_cancel", "seconded_prosecutor"},
    "SO-32": {"sex", "ethnicity", "education", "victim_vulnerability", "relation", "victim_harm"},
}

ELSEWHERE = {"direct_supervision"}  # kinds of files that have a register of their own


def shown(line: Line) -> dict[str, Any]:
    """The cells that hold something; acts by their versions."""
    return {key: _plain(value) for key, value in line.cells.items() if value not in (None, "", ())}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [getattr(item, "version", item) for item in value]
    return value


@BOOKS
def test_no_column_is_empty_that_is_not_named_as_such(register: Register) -> None:
    assert empty(register) == NOT_KNOWN.get(register.id, set())


@BOOKS
def test_every_act_that_a_column_names_can_stand_in_it(register: Register) -> None:
    assert unfilled(register) == []


def test_every_act_on_sources_and_investigation_stands_in_a_register() -> None:
    known = frozenset[str]().union(*(register.types for register in SHARE))
    missing = [
        key
        for key, act_type in CATALOGUE.items()
        if act_type.module in ("M1", "M2", "M3") and key not in known and not ELSEWHERE.intersection(act_type.kinds)
    ]
    assert missing == []


def test_people_of_a_case_are_registered_from_the_first_paper_on() -> None:
    book = Book(REGISTERS["SO-01"])
    case = book.case(ONE)
    assert book.lines(case) == []
    officer = str(book.walk.officers["KV1"])
    book.does(case, "prosecutor.assigned.v1", "2021-05-06", {"number": "3/QĐ", "prosecutor": officer})
    for title in ("Phó Thủ trưởng Cơ quan điều tra", "Điều tra viên"):
        demanded = {"officer": "Nguyễn Văn X", "title": title, "ground": "Không vô tư"}
        book.does(case, "investigator_replacement.demanded.v1", "2021-05-07", demanded)
    (line,) = book.lines(case)
    assert shown(line) == {
        "stt": 1,
        "case_accused": "bị can 1",
        "charge": ["Trộm cắp tài sản (BLHS-2015/173/1)"],
        "prosecutor_assign": [4],
        "req_change_head_ia": [5],
        "req_change_investigator": [6],
    }


def test_people_of_a_source_are_registered_under_what_it_is_about() -> None:
    book = Book(REGISTERS["SO-01"])
    source = book.file("information_source")
    received = {**ISSUED, "source": "denunciation", "summary": "Mất xe máy"}
    book.does(source, "source.received.v1", "2021-05-05", received)
    officer = str(book.walk.officers["KV1"])
    book.does(source, "prosecutor.assigned.v1", "2021-05-06", {"prosecutor": officer, "phase": "source"})
    (line,) = book.lines(source)
    assert shown(line) == {"stt": 1, "case_accused": "Mất xe máy", "prosecutor_assign": [2]}


def test_whoever_is_assigned_for_the_trial_alone_opens_no_entry_of_the_investigation() -> None:
    book = Book(REGISTERS["SO-01"])
    case = book.case(ONE)
    officer = str(book.walk.officers["KV1"])
    book.does(case, "prosecutor.assigned.v1", "2021-05-06", {"prosecutor": officer, "phase": "trial"})
    assert book.lines(case) == []


def test_orders_of_an_investigation_stand_under_the_case_from_its_opening() -> None:
    book = Book(REGISTERS["SO-02"])
    case = book.case(ONE)
    book.does(case, "investigation.requested.v1", "2021-05-08", {"number": "1/YC", "requests": ["Xác minh"]})
    approved = {"order": POLICE, "place": "Nhà số 1"}
    book.does(case, "search_warrant.approved.v1", "2021-05-09", approved)
    (line,) = book.lines(case)
    assert shown(line) == {
        "case_accused": "bị can 1",
        "charge": ["Trộm cắp tài sản (BLHS-2015/173/1)"],
        "approve_charge": [3],
        "other_docs": [4],
        "search_approval": [5],
    }


def test_a_report_that_the_procuracy_receives_is_entered_on_the_day_it_came() -> None:
    book = Book(REGISTERS["SO-03"])
    source = book.file("information_source")
    officer = str(book.walk.officers["KV1"])
    report = {
        "number": "1/BB", "source": "denunciation", "channel": "in_person", "anonymous": False,
        "received_at": "2021-11-30T23:30:00+07:00", "informant": PARTY, "summary": "Mất xe máy",
        "receiving_officer": officer, "register_number": "1",
    }  # fmt: skip
    book.does(source, "crime_report.received.v1", "2021-12-01", report)
    forwarded = {"to_agency": "Cơ quan CSĐT Công an X", "reason": "Thuộc thẩm quyền"}
    book.does(source, "crime_report.forwarded.v1", "2021-12-02", forwarded)
    (line,) = book.lines(source)
    assert shown(line) == {
        "stt": 1,
        "received_date": date(2021, 11, 30),
        "informant": ["người tố giác 1"],
        "summary": ["Mất xe máy"],
        "receiver": UUID(officer),
        "forward_slip": [2],
    }


def test_every_activity_that_a_prosecutor_attends_has_a_number() -> None:
    book = Book(REGISTERS["SO-05"])
    case = book.case(ONE)
    at = {"at": "2021-05-06T08:00:00+07:00", "place": "Ngã tư"}
    book.does(case, "scene_examination.supervised.v1", "2021-05-06", {**at, "present": True})
    absent = {"activity": "confrontation", "at": at["at"], "present": False, "absence_reason": "Ốm"}
    book.does(case, "investigative_act.supervised.v1", "2021-05-07", absent)
    first, second = book.lines(case)
    assert (shown(first)["seq_date"], shown(first)["scene"]) == (["1", date(2021, 5, 6)], [4])
    assert shown(second) == {
        "seq_date": ["2", date(2021, 5, 7)],
        "case_main": ["bị can 1", "Trộm cắp tài sản (BLHS-2015/173/1)"],
        "confrontation": [5],
        "note": "Ốm",
    }


def test_measures_stand_under_the_person_whom_they_bind() -> None:
    book = Book(REGISTERS["SO-06"])
    case = book.case(ONE, TWO)
    assert book.lines(case) == []
    remand = {**ISSUED, "accused": [str(A)], "months": 2, "since": "2021-05-06", "until": "2021-07-05"}
    book.does(case, "remand.ordered.v1", "2021-05-06", {**remand, "arrest": True})
    book.does(case, "remand.approved.v1", "2021-05-06", {"accused": [str(A)], "arrest": True})
    book.does(case, "exit_ban.ordered.v1", "2021-05-07", {**ISSUED, "accused": [str(B)], "until": "2021-07-05"})
    one, two = book.lines(case)
    assert (one.person, two.person) == (A, B)
    assert shown(one) == {"case_accused": "bị can 1", "arrest_detain_approved": [5], "note": [4]}
    assert shown(two) == {"case_accused": "bị can 2", "exit_ban": [6]}


def test_a_remand_by_the_procuracy_stands_where_the_file_was() -> None:
    book = Book(REGISTERS["SO-06"])
    case = book.case(ONE)
    book.does(case, "investigation.concluded.v1", "2021-06-01", ISSUED)
    book.does(case, "file.received.v1", "2021-06-02", {})
    order = {"accused": [str(A)], "since": "2021-06-03", "until": "2021-06-20", "ground": "Có thể bỏ trốn"}
    book.does(case, "remand.ordered_by_procuracy.v1", "2021-06-03", order)
    (line,) = book.lines(case)
    assert shown(line) == {"case_accused": "bị can 1", "detention_prosecution": [6]}


def suspended(book: Book) -> UUID:
    case = book.case(ONE, TWO)
    data = {**ISSUED, "accused": [str(A)], "clause": "229.1.a", "ground": "Không biết bị can ở đâu"}
    book.does(case, "investigation.suspended.v1", "2021-06-01", data)
    return case


def test_a_suspended_accused_has_an_entry_and_the_other_has_none() -> None:
    book = Book(REGISTERS["SO-08"])
    case = suspended(book)
    officer = {**ISSUED, "investigator": "Điều tra viên X"}
    book.does(case, "investigator.assigned.v1", "2021-06-01", officer)
    book.does(case, "resumption.demanded.v1", "2021-07-01", {"accused": [str(A)], "reasons": "Đã tìm thấy"})
    book.does(case, "investigation.resumed.v1", "2021-07-05", {**ISSUED, "accused": [str(A)]})
    (line,) = book.lines(case)
    assert line.person == A
    assert shown(line) == {
        "seq_date": ["1", date(2021, 6, 1)],
        "case_accused": "bị can 1",
        "charge": ["Trộm cắp tài sản (BLHS-2015/173/1)"],
        "case_initiation": [1],
        "charge_decision": [2],
        "officers": ["Điều tra viên X"],
        "suspension": [4],
        "reason": ["điểm a khoản 1 Điều 229 BLTTHS", "Không biết bị can ở đâu"],
        "procuracy_action": [6],
        "resume": [7],
    }


def test_a_second_suspension_has_a_number_of_its_own_and_the_first_keeps_what_it_had() -> None:
    book = Book(REGISTERS["SO-08"])
    case = suspended(book)
    book.does(case, "investigation.resumed.v1", "2021-07-05", {**ISSUED, "accused": [str(A)]})
    again = {**ISSUED, "accused": [str(A)], "clause": "229.1.b"}
    book.does(case, "investigation.suspended.v1", "2021-08-01", again)
    book.does(case, "investigation.resumed.v1", "2021-09-01", {**ISSUED, "accused": [str(A)]})
    first, second = book.lines(case)
    assert [(line.number, shown(line)["suspension"], shown(line)["resume"]) for line in (first, second)] == [
        (1, [4], [5]),
        (2, [6], [7]),
    ]


def test_a_discontinuation_is_entered_with_its_ground_and_its_review() -> None:
    book = Book(REGISTERS["SO-09"])
    case = book.case(ONE)
    ended = {**ISSUED, "accused": [str(A)], "clause": "157"}
    book.does(case, "investigation.discontinued.v1", "2021-06-01", ended)
    book.does(case, "investigation.discontinuation_reviewed.v1", "2021-06-05", {"accused": [str(A)]})
    (line,) = book.lines(case)
    cells = shown(line)
    assert (cells["seq_date"], cells["termination"], cells["reason"], cells["review_conclusion"]) == (
        ["1", date(2021, 6, 1)], [4], ["Điều 157 BLTTHS"], [5],
    )  # fmt: skip
    assert (cells["case_initiation"], cells["charge_decision"]) == ([1], [2])


def received(book: Book) -> UUID:
    """A case whose file came in for the decision on prosecution."""
    case = book.case(ONE)
    book.does(case, "investigation.concluded.v1", "2021-06-01", ISSUED)
    book.does(case, "file.received.v1", "2021-06-02", {"delivered_by": "Cơ quan CSĐT Công an X", "folios": 120})
    return case


def test_a_returned_file_tells_what_the_investigating_body_made_of_it() -> None:
    book = Book(REGISTERS["SO-10"])
    case = received(book)
    returned = {"number": "2/QĐ", "matters": ["Thiếu giám định"], "grounds": ["evidence"]}
    book.does(case, "file.returned.v1", "2021-06-10", returned)
    book.does(case, "file.taken_back.v1", "2021-06-12", ISSUED)
    book.does(case, "supplementary_investigation.concluded.v1", "2021-07-10", {**ISSUED, "replaces_earlier": False})
    book.does(case, "file.received.v1", "2021-07-12", {})
    (line,) = book.lines(case)
    assert shown(line) == {
        "stt": 1,
        "case_accused": "bị can 1",
        "charge": ["Trộm cắp tài sản (BLHS-2015/173/1)"],
        "return_decision": [6],
        "reason": ["thiếu chứng cứ để chứng minh", "Thiếu giám định"],
        "handover_dates": [date(2021, 6, 12), date(2021, 7, 12)],
        "ia_keep": True,
        "note": [8],
    }


def test_a_return_by_the_court_that_is_passed_on_has_one_entry() -> None:
    book = Book(REGISTERS["SO-10"])
    case = received(book)
    book.does(case, "indictment.issued.v1", "2021-06-10", {"number": "1/CT"})
    court = {"issuer": COURT, "presiding_judge": "Thẩm phán Y"}
    book.does(case, "case.accepted_by_court.v1", "2021-06-15", court)
    by_court = {"issuer": COURT, "matters": ["Bỏ lọt người"], "by": "judge"}
    book.does(case, "file.returned_by_court.v1", "2021-06-20", by_court)
    book.does(case, "file.returned.v1", "2021-06-22", {"matters": ["Theo yêu cầu của Tòa án"]})
    (line,) = book.lines(case)
    cells = shown(line)
    assert (cells["return_decision"], cells["pp_back_to_ia"], cells["judge"]) == ([8], [9], "Thẩm phán Y")
    assert cells["reason"] == ["Bỏ lọt người"]


def test_a_special_measure_that_names_nobody_enters_the_file_once() -> None:
    book = Book(REGISTERS["SO-11"])
    case = book.case(ONE)
    demanded = {"measure": "covert_data", "target": "tài khoản", "level": "provincial"}
    book.does(case, "special_measure.demanded.v1", "2021-05-06", demanded, "PX")
    refused = {"order": POLICE, "reason": "Thiếu căn cứ"}
    book.does(case, "special_measure.refused.v1", "2021-05-07", refused, "PX")
    (line,) = book.lines(case)
    assert shown(line) == {
        "seq_date": ["1", date(2021, 5, 6)],
        "accused": "bị can 1",
        "charge": ["Trộm cắp tài sản (BLHS-2015/173/1)"],
        "req": [4],
        "refused": [5],
    }


def test_a_juvenile_who_is_diverted_stands_under_the_words_of_the_measure() -> None:
    book = Book(REGISTERS["SO-11"])
    case = book.case(ONE, TWO, juvenile=True, day="2026-03-02")
    supervisor = {**PARTY, "label": "người giám sát 1", "role": "other"}
    applied = {
        "accused": [str(A)], "measure": "Khiển trách", "since": "2026-03-05", "until": "2026-06-05",
        "supervisor": supervisor,
    }  # fmt: skip
    escorted = {"accused": [str(A)], "origin": "Nhà", "destination": "Trụ sở", "due_at": "2026-03-04T08:00:00+07:00"}
    book.does(case, "accused_escort.ordered.v1", "2026-03-03", escorted)
    book.does(case, "diversion.applied.v1", "2026-03-05", applied)
    (line,) = book.lines(case)
    cells = shown(line)
    assert (line.person, cells["accused"], cells["reprimand"], cells["juvenile_escort"]) == (A, "bị can 1", [5], [4])
    assert "other" not in cells


def test_the_stage_of_prosecution_begins_with_the_file() -> None:
    book = Book(REGISTERS["SO-12"])
    case = received(book)
    book.does(case, "prosecution.extended.v1", "2021-06-10", {"days": 10})
    book.does(case, "indictment.issued.v1", "2021-06-20", {"number": "1/CT"})
    (line,) = book.lines(case)
    assert shown(line) == {
        "stt": 1,
        "case_accused": "bị can 1",
        "charge": ["Trộm cắp tài sản (BLHS-2015/173/1)"],
        "extension": [6],
        "indictment": [7],
        "note": [5],
    }


def test_every_hand_over_says_who_gave_and_who_took() -> None:
    book = Book(REGISTERS["SO-13"])
    case = received(book)
    book.does(case, "indictment.issued.v1", "2021-06-10", {"number": "1/CT"})
    sent = {"to_court": "Tòa án nhân dân khu vực 1", "folios": 150, "exhibits": ["xe máy"]}
    book.does(case, "file.sent_to_court.v1", "2021-06-12", sent)
    came, went = book.lines(case)
    officer = book.walk.officers["KV1"]
    assert shown(came) == {
        "seq_date": ["1", date(2021, 6, 2)],
        "case_folios": ["bị can 1", 120],
        "reason": [CATALOGUE["file.received.v1"].name_vi],
        "deliverer": "Cơ quan CSĐT Công an X",
        "receiver": officer,
    }
    cells = shown(went)
    assert (cells["case_folios"], cells["exhibits"]) == (["bị can 1", 150], ["xe máy"])
    assert (cells["deliverer"], cells["receiver"]) == (officer, "Tòa án nhân dân khu vực 1")


def test_a_file_goes_back_to_the_court_that_accepted_it() -> None:
    book = Book(REGISTERS["SO-13"])
    case = received(book)
    book.does(case, "indictment.issued.v1", "2021-06-10", {"number": "1/CT"})
    book.does(case, "case.accepted_by_court.v1", "2021-06-15", {"issuer": COURT})
    book.does(case, "file.returned_by_court.v1", "2021-06-20", {"issuer": COURT, "matters": ["Thiếu giám định"]})
    book.does(case, "court_return.declined.v1", "2021-06-25", {"reasons": "Đã đủ chứng cứ"})
    _, back, again = (shown(line) for line in book.lines(case))
    assert (back["deliverer"], again["receiver"]) == (COURT["agency"], COURT["agency"])
    assert back["reason"][1:] == ["Thiếu giám định"]


def test_a_dossier_that_is_lent_is_handed_over() -> None:
    book = Book(REGISTERS["SO-13"])
    dossier = book.file("dossier")
    keeper = str(book.walk.officers["KV1"])
    book.does(
        dossier,
        "supervision_file.opened.v1",
        "2021-05-05",
        {"file": "supervision_file", "of": keeper, "keeper": keeper},
    )
    lent = {"to_agency": "Tòa án nhân dân tỉnh", "purpose": "loan", "folio_count": 80}
    book.does(dossier, "dossier.handed_over.v1", "2021-06-02", lent)
    (line,) = book.lines(dossier)
    cells = shown(line)
    assert (cells["case_folios"], cells["receiver"]) == ([80], "Tòa án nhân dân tỉnh")
    assert cells["reason"] == [CATALOGUE["dossier.handed_over.v1"].name_vi, "cho mượn"]


def test_a_juvenile_accused_is_entered_and_the_adult_is_not() -> None:
    book = Book(REGISTERS["SO-32"])
    case = book.case(ONE, TWO, juvenile=True)
    remand = {**ISSUED, "accused": [str(A)], "months": 2, "since": "2021-05-06", "until": "2021-07-05"}
    book.does(case, "remand.ordered.v1", "2021-05-06", remand)
    (line,) = book.lines(case)
    assert line.person == A
    assert shown(line) == {
        "person": "bị can 1",
        "charge_decision": [2],
        "charge": ["Trộm cắp tài sản (BLHS-2015/173/1)"],
        "adult_accomplice": True,
        "detention": [4],
    }


def test_only_an_exemption_from_liability_stands_as_one() -> None:
    book = Book(REGISTERS["SO-32"])
    for clause, cell in (("BLHS-29", [4]), ("157", None)):
        case = book.case(ONE, juvenile=True)
        ended = {**ISSUED, "accused": [str(A)], "clause": clause}
        book.does(case, "investigation.discontinued.v1", "2021-06-01", ended)
        (line,) = book.lines(case)
        assert (shown(line).get("exemption"), shown(line)["adult_accomplice"]) == (cell, False)


def test_a_recommendation_is_followed_to_its_answer() -> None:
    book = Book(REGISTERS["SO-66"])
    petition = book.file("petition")
    issued = {
        "number": "1/KN", "addressee": "Công an X", "demand": "Khắc phục", "violations": [{"content": "Chậm gửi"}],
    }  # fmt: skip
    book.does(petition, "violation_remedy_petition.issued.v1", "2021-05-06", issued)
    answer = {"issuer": {"agency": "Công an X"}, "result": "partly_accepted", "content": "Đã khắc phục một phần"}
    book.does(petition, "petition.answered.v1", "2021-05-20", answer)
    (line,) = book.lines(petition)
    assert shown(line) == {
        "stt": 1,
        "violator": ["Công an X"],
        "recommendation": [1],
        "accepted": [2],
        "accepted_part": [2],
        "rejected": [2],
        "rejected_part": [2],
    }


def test_a_protest_in_a_case_is_a_document_of_its_own() -> None:
    book = Book(REGISTERS["SO-66"])
    case = book.file("criminal_case")
    opened = {"issuer": COURT, "offences": [{"article": "173", "clause": "1", "offence": "Trộm cắp tài sản"}]}
    book.does(case, "case.opened_by_court.v1", "2021-05-05", opened)
    protest = {"reasons": "Không có dấu hiệu tội phạm", "to_court": "Tòa án nhân dân tỉnh"}
    contested = (book.walk.link(case, 1, "appeals"),)
    book.does(case, "court_opening.protested.v1", "2021-05-06", protest, links=contested)
    (line,) = book.lines(case)
    assert shown(line) == {"stt": 1, "violator": ["Tòa án nhân dân tỉnh"], "protest": [2]}
