"""The registers of trial, of death sentences, of legal assistance and of petitions: which act opens an entry, and what
stands in its cells."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
import yaml
from projections_kit.book import COURT, A, B, Book, unfilled
from test_books import FACTS

from projections.catalogue import REGISTERS
from projections.registers.reading import Line
from projections.registers.so_14 import SO_14
from projections.registers.so_15 import SO_15
from projections.registers.so_16 import SO_16
from projections.registers.so_17 import SO_17
from projections.registers.so_18 import SO_18
from projections.registers.so_33 import SO_33
from projections.registers.so_34 import SO_34
from projections.registers.so_35 import SO_35
from projections.registers.so_36 import SO_36
from projections.registers.without_acts import WITHOUT_ACTS
from projections.registers.x_don import X_DON
from projections.registers.x_kn_tc_gq import X_KN_TC_GQ
from projections.registers.x_kn_tc_ks import X_KN_TC_KS
from projections.registers.x_kstt import X_KSTT
from projections.registers.x_tiepdan import X_TIEPDAN

OF_THIS_SHARE = (
    SO_14, SO_15, SO_16, SO_17, SO_18, SO_33, SO_34, SO_35, SO_36, X_TIEPDAN, X_DON, X_KN_TC_GQ, X_KN_TC_KS, X_KSTT,
)  # fmt: skip
PRISON = {"verdict": "convicted", "penalty": "imprisonment"}
ABROAD = {"agency": "Bộ Tư pháp nước A", "number": "5/NA"}
AUTHOR = {"person": str(A), "label": "người khiếu nại 1", "role": "other"}


def types_of(line: Line, cell: str) -> list[str]:
    return [act.type.removesuffix(".v1") for act in line.cells[cell]]


def court(book: Book, case: UUID, key: str, day: str, **data: Any) -> int:
    return book.does(case, key, day, {"issuer": COURT, **data})


def outcomes(penalty: str = "imprisonment", **more: Any) -> list[dict[str, Any]]:
    return [{"accused": str(person), **PRISON, "penalty": penalty, **more} for person in (A, B)]


def tried(book: Book, penalty: str = "imprisonment") -> UUID:
    """A case of two accused, judged at first instance."""
    case = book.case((A, "bị can 1"), (B, "bị can 2"))
    court(book, case, "case.accepted_by_court.v1", "2021-09-01", presiding_judge="Thẩm phán 1")
    court(book, case, "trial.scheduled.v1", "2021-09-20", scheduled_for="2021-10-01")
    court(book, case, "trial.opened.v1", "2021-10-01")
    court(book, case, "trial.postponed.v1", "2021-10-01", reason="Vắng mặt bị cáo", resumes_on="2021-10-12")
    court(book, case, "trial.opened.v1", "2021-10-12")
    proposals = [{"accused": str(A), "penalty": "imprisonment", "months_least": 18, "months_most": 24}]
    book.does(case, "sentence.proposed.v1", "2021-10-12", {"proposals": proposals})
    court(book, case, "judgment.pronounced.v1", "2021-10-13", outcomes=outcomes(penalty, months=20))
    return case


@pytest.mark.parametrize("register", OF_THIS_SHARE, ids=lambda register: register.id)
def test_every_act_that_a_column_names_fills_it(register: Any) -> None:
    assert unfilled(register) == []


def test_a_trial_is_entered_when_the_court_accepts_the_case() -> None:
    book = Book(SO_14)
    case = tried(book)
    whole, first, second = book.lines(case)
    assert whole.cells["seq_date"] == ("1", date(2021, 9, 1))
    assert (whole.cells["case_defendant"], first.cells["case_defendant"]) == ("bị can 1, bị can 2", "bị can 1")
    assert whole.cells["judge"] == "Thẩm phán 1"
    assert whole.cells["trial_date"] == (date(2021, 10, 1), date(2021, 10, 12))
    assert whole.cells["penalty_proposed"] == ("bị can 1: Tù có thời hạn từ 1 năm 6 tháng đến 2 năm",)
    assert first.cells["penalty_proposed"] == ("Tù có thời hạn từ 1 năm 6 tháng đến 2 năm",)
    assert second.cells["penalty_proposed"] is None
    assert types_of(whole, "adjournment") == ["trial.postponed"]
    assert types_of(first, "judgment") == ["judgment.pronounced"]
    assert whole.cells["judgment_received"] is None


def test_the_judgment_is_received_on_the_day_that_is_said() -> None:
    book = Book(SO_14)
    case = tried(book)
    link = book.walk.link(case, 10, "concerns")
    book.does(case, "judgment.received.v1", "2021-10-20", {}, links=(link,))
    assert book.lines(case)[0].cells["judgment_received"] == date(2021, 10, 20)
    other = book.case((A, "bị can 1"), (B, "bị can 2"))
    received = {"outcomes": outcomes(), "received_at": "2021-10-29T23:30:00Z"}
    court(book, other, "judgment.pronounced.v1", "2021-10-13", **received)
    assert book.lines(other)[0].cells["judgment_received"] == date(2021, 10, 30)


def test_a_case_without_its_acceptance_is_entered_with_the_first_act_at_the_court_and_once() -> None:
    book = Book(SO_14)
    case = book.case((A, "bị can 1"))
    opened = court(book, case, "trial.scheduled.v1", "2021-09-20")
    court(book, case, "case.accepted_by_court.v1", "2021-09-21")
    assert {line.entry for line in book.lines(case)} == {opened}


def test_remand_of_an_accused_stands_from_day_to_day() -> None:
    book = Book(SO_14)
    case = book.case((A, "bị can 1"), (B, "bị can 2"))
    court(book, case, "case.accepted_by_court.v1", "2021-09-01")
    since = {"since": "2021-09-02", "until": "2021-10-16"}
    court(book, case, "measure.decided_by_court.v1", "2021-09-02", accused=[str(A)], measure="remand", **since)
    court(book, case, "measure.decided_by_court.v1", "2021-09-02", accused=[str(B)], measure="residence_ban", **since)
    _, first, second = book.lines(case)
    assert first.cells["detention"] == (date(2021, 9, 2), date(2021, 10, 16))
    assert second.cells["detention"] is None
    assert types_of(second, "pretrial") == ["measure.decided_by_court"]


def appealed(book: Book, case: UUID, day: str) -> None:
    court(book, case, "appeal.filed.v1", day, accused=[str(A)], by=["defendant"])
    court(book, case, "appellate_case.accepted.v1", day)


def test_every_appeal_is_an_entry_of_its_own() -> None:
    book = Book(SO_15)
    case = tried(book)
    assert book.lines(case) == []
    appealed(book, case, "2021-11-02")
    court(book, case, "appeal_hearing.scheduled.v1", "2021-11-20")
    court(book, case, "appeal_hearing.opened.v1", "2021-12-05", panel=["Thẩm phán 2"])
    opinion = {"opinion": "reject", "content": "Đề nghị giữ nguyên bản án sơ thẩm"}
    book.does(case, "appellate_opinion.presented.v1", "2021-12-05", opinion)
    annulled = {"instance": "appeal", "level": "first", "reasons": "Vi phạm thủ tục"}
    court(book, case, "judgment.annulled_for_retrial.v1", "2021-12-06", **annulled)
    court(book, case, "judgment.pronounced.v1", "2022-03-01", outcomes=outcomes())
    appealed(book, case, "2022-03-10")
    old, new = book.lines(case)
    assert old.cells["seq_date"] == ("1", date(2021, 11, 2))
    assert old.cells["judge"] == ("Thẩm phán 2",)
    assert old.cells["opinion"] == ("Đề nghị giữ nguyên bản án sơ thẩm",)
    assert types_of(old, "judgment") == ["judgment.annulled_for_retrial"]
    assert (len(old.cells["fi_judgment"]), len(new.cells["fi_judgment"])) == (2, 2)
    assert (new.cells["trial_date"], types_of(new, "judgment")) == (None, [])
    assert types_of(new, "appeal") == ["appeal.filed", "appeal.filed"]


def final(book: Book) -> UUID:
    case = tried(book)
    persons = [str(A), str(B)]
    court(
        book,
        case,
        "judgment.became_final.v1",
        "2021-11-15",
        accused=persons,
        effective_on="2021-11-14",
        ground="not_appealed",
    )
    return case


def test_a_protest_against_a_judgment_in_force_with_the_new_trial_after_it() -> None:
    book = Book(SO_16)
    case = final(book)
    persons = [str(A), str(B)]
    protest = {"number": "1/KN", "accused": persons, "ground": "Sai lầm", "asks": "annul_for_retrial"}
    book.does(case, "cassation.protested.v1", "2022-05-05", protest, "TC")
    changed = {"accused": persons, "change": "withdraw_part", "reasons": "Một phần không còn căn cứ"}
    book.does(case, "cassation.protest_changed.v1", "2022-05-20", changed, "TC")
    court(book, case, "cassation_hearing.opened.v1", "2022-06-01")
    court(book, case, "cassation.decided.v1", "2022-06-02", outcomes=[], result="annulled_for_retrial")
    court(book, case, "judgment.pronounced.v1", "2022-09-01", outcomes=outcomes())
    (line,) = book.lines(case)
    assert [act.number for act in line.cells["protest"]] == ["1/KN"]
    assert types_of(line, "withdraw") == ["cassation.protest_changed"]
    assert line.cells["trial_date"] == date(2022, 6, 1)
    assert types_of(line, "decision") == ["cassation.decided"]
    assert [act.day for act in line.cells["retrial_fi"]] == [date(2022, 9, 1)]
    assert len(line.cells["judgment"]) == 3


def test_a_decision_of_the_council_is_entered_with_what_is_recommended_and_answered() -> None:
    book = Book(SO_17)
    case = final(book)
    book.does(case, "council_decision.review_recommended.v1", "2022-05-05", {"number": "3/KN", "ground": "Sai"}, "TC")
    court(book, case, "request.answered.v1", "2022-06-05", result="done", content="Chấp nhận")
    (line,) = book.lines(case)
    assert line.cells["seq_date"] == ("1", date(2022, 5, 5))
    assert [act.number for act in line.cells["request"]] == ["3/KN"]
    assert types_of(line, "result") == ["request.answered"]


CONVICT = {"person": str(A), "label": "người bị kết án 1"}


def test_a_person_sentenced_to_death_is_entered_once() -> None:
    book = Book(SO_18)
    stream = book.file("enforcement")
    link = book.walk.link(book.case(), 1, "enforces")
    opened = {"convict": CONVICT, "penalties": [{"kind": "death"}], "effective_on": "2021-11-14"}
    first = book.does(stream, "enforcement_stream.opened.v1", "2021-11-20", opened, "PX", (link,))
    book.does(stream, "clemency.petitioned.v1", "2021-11-22", {"issuer": COURT, "convict": CONVICT}, "TC")
    decided = {"issuer": COURT, "convict": CONVICT, "result": "refused", "penalty": "death"}
    book.does(stream, "clemency.decided.v1", "2022-05-22", decided, "TC")
    (line,) = book.lines(stream)
    assert (line.entry, line.cells["seq_date"]) == (first, ("1", date(2021, 11, 20)))
    assert line.cells["person"] == "người bị kết án 1"
    assert types_of(line, "president_decision") == ["clemency.decided"]
    assert types_of(line, "note") == ["clemency.petitioned"]
    other = book.file("enforcement")
    prison = {**opened, "penalties": [{"kind": "imprisonment", "months": 12}]}
    book.does(other, "enforcement_stream.opened.v1", "2021-11-20", prison, "PX", (link,))
    assert book.lines(other) == []


REQUEST = {"foreign_state": "Nước A", "assistance": ["evidence", "service"], "translation": True}


def sent_abroad(book: Book) -> UUID:
    """A request of Viet Nam that was submitted and sent."""
    stream = book.file("legal_assistance")
    link = book.walk.link(book.case(), 1, "concerns")
    drafted = {"issuer": {"agency": "Cơ quan CSĐT Công an X", "number": "8/YC"}, **REQUEST}
    book.does(stream, "assistance_request.drafted.v1", "2021-03-01", drafted, "PX", (link,))
    submitted = {
        "issuer": {"agency": "Cơ quan CSĐT Công an X", "number": "9/CV"}, "received_at": "2021-03-10T08:00:00+07:00",
        "register_number": "1",
    }  # fmt: skip
    book.does(stream, "assistance_request.submitted.v1", "2021-03-11", submitted, "TC")
    sent = {"number": "20/VKS-V13", "channel": "diplomatic", "notified_at": "2021-03-15T08:00:00+07:00"}
    book.does(stream, "assistance_request.sent_abroad.v1", "2021-03-15", sent, "TC")
    return stream


def test_a_request_of_viet_nam_is_entered_when_it_is_submitted() -> None:
    book = Book(SO_33)
    (line,) = book.lines(sent_abroad(book))
    assert line.cells["received_date"] == date(2021, 3, 10)
    assert line.cells["requesting_body"] == "Cơ quan CSĐT Công an X"
    assert (line.cells["doc_no"], line.cells["forward_no"]) == ("9/CV", "20/VKS-V13")
    assert line.cells["request"] == ("thu thập, cung cấp chứng cứ", "tống đạt giấy tờ")
    assert line.cells["executing_body"] == ("Nước A", "Bộ Ngoại giao")
    assert line.cells["handler"] == book.walk.officers["TC"]


def test_every_reply_from_abroad_is_an_entry() -> None:
    book = Book(SO_35)
    stream = sent_abroad(book)
    book.does(stream, "assistance_result.received.v1", "2021-09-01", {"number": "30/NA", "outcome": "part"}, "TC")
    forwarded = {"number": "40/VKS-V13", "to_agency": "Cơ quan CSĐT Công an X"}
    book.does(stream, "assistance_result.forwarded.v1", "2021-09-03", forwarded, "TC")
    (line,) = book.lines(stream)
    assert (line.cells["received_date"], line.cells["sender_state"]) == (date(2021, 9, 1), "Nước A")
    assert (line.cells["doc_no"], line.cells["result"]) == ("30/NA", "thực hiện một phần")
    assert (line.cells["processing_no"], line.cells["processing_date"]) == ("40/VKS-V13", date(2021, 9, 3))
    assert line.cells["recipient"] == "Cơ quan CSĐT Công an X"


def foreign(book: Book) -> UUID:
    """A request of a foreign state that was passed on and carried out."""
    stream = book.file("legal_assistance")
    received = {
        "issuer": ABROAD, "foreign_state": "Nước A", "subject": "Xác minh tài sản", "channel": "central_authority",
        "received_at": "2021-03-10T08:00:00+07:00", "assistance": ["asset"],
    }  # fmt: skip
    book.does(stream, "assistance.request_received.v1", "2021-03-11", received, "TC")
    assigned = {"number": "21/VKS-V13", "to": "VKSND tỉnh X"}
    book.does(stream, "assistance.assigned.v1", "2021-03-20", assigned, "TC")
    reported = {
        "issuer": {"agency": "VKSND tỉnh X", "number": "4/BC", "issued_on": "2021-06-01"}, "outcome": "full",
        "received_at": "2021-06-03T08:00:00+07:00",
    }  # fmt: skip
    book.does(stream, "assistance.result_reported.v1", "2021-06-04", reported, "TC")
    book.does(stream, "assistance_result.sent.v1", "2021-06-10", {"number": "22/VKS-V13"}, "TC")
    return stream


def test_a_request_of_a_foreign_state_is_entered_when_it_comes_in() -> None:
    book = Book(SO_34)
    (line,) = book.lines(foreign(book))
    assert (line.cells["received_date"], line.cells["requesting_state"]) == (date(2021, 3, 10), "Nước A")
    assert (line.cells["doc_no"], line.cells["forward_no"]) == ("5/NA", "21/VKS-V13")
    assert line.cells["request"] == ("Xác minh tài sản", "tài sản")
    assert line.cells["executing_body"] == "VKSND tỉnh X"


def test_what_was_done_on_a_foreign_request_is_an_entry() -> None:
    book = Book(SO_36)
    (line,) = book.lines(foreign(book))
    assert (line.cells["received_date"], line.cells["doc_date"]) == (date(2021, 6, 3), date(2021, 6, 1))
    assert (line.cells["executing_body"], line.cells["result"]) == ("VKSND tỉnh X", "thực hiện toàn bộ")
    assert (line.cells["processing_no"], line.cells["recipient"]) == ("22/VKS-V13", "Nước A")


def test_a_visit_is_an_entry_of_the_register_of_citizens_received() -> None:
    book = Book(X_TIEPDAN)
    stream = book.file("complaint")
    book.does(stream, "citizen.received.v1", "2021-03-01", {"citizen": AUTHOR, "subject": "Khiếu nại việc bắt"})
    (line,) = book.lines(stream)
    assert (line.cells["date"], line.cells["citizen"]) == (date(2021, 3, 1), "người khiếu nại 1")
    assert line.cells["receiver"] == book.walk.officers["KV1"]


def complaint(book: Book) -> UUID:
    """A complaint that was received and classified."""
    stream = book.file("complaint")
    received = {
        "issuer": {"agency": "người khiếu nại"}, "author": AUTHOR, "summary": "Khiếu nại lệnh bắt",
        "against": "Lệnh bắt", "sort": "complaint", "received_at": "2021-03-01T08:00:00+07:00",
    }  # fmt: skip
    book.does(stream, "complaint.received.v1", "2021-03-02", received)
    classified = {
        "competence": "own_settlement", "conditions_met": True, "proposed_by": str(book.walk.officers["KV1"]),
    }  # fmt: skip
    book.does(stream, "complaint.classified.v1", "2021-03-03", classified)
    return stream


def test_a_petition_is_entered_when_it_is_received_with_what_became_of_it() -> None:
    book = Book(X_DON)
    stream = complaint(book)
    book.does(stream, "complaint.accepted.v1", "2021-03-04", {"number": "5/TB"})
    (line,) = book.lines(stream)
    assert (line.cells["date"], line.cells["sender"]) == (date(2021, 3, 1), "người khiếu nại 1")
    assert line.cells["content"] == ("Khiếu nại lệnh bắt",)
    assert (line.cells["classification"], line.cells["competence"]) == ("khiếu nại", "thuộc thẩm quyền giải quyết")
    assert types_of(line, "handling") == ["complaint.classified", "complaint.accepted"]


def test_a_complaint_is_entered_when_it_is_taken_up_and_again_by_the_superior_procuracy() -> None:
    book = Book(X_KN_TC_GQ)
    stream = complaint(book)
    assert book.lines(stream) == []
    book.does(stream, "complaint.accepted.v1", "2021-03-04", {"level": "first", "target": "prosecutor"})
    settled = {"number": "6/QĐ", "instance": "first", "result": "rejected"}
    book.does(stream, "complaint.settled.v1", "2021-03-10", settled)
    again = {"issuer": {"agency": "người khiếu nại"}, "received_at": "2021-03-12T08:00:00+07:00", "to_unit": "PX"}
    book.does(stream, "complaint.escalated.v1", "2021-03-13", again, "PX")
    first, second = book.lines(stream)
    assert (first.cells["accept"], second.cells["accept"]) == (date(2021, 3, 4), date(2021, 3, 13))
    assert (first.cells["against"], first.cells["level"]) == ("Lệnh bắt", "lần đầu")
    assert [act.number for act in first.cells["decision"]] == ["6/QĐ"]


def test_what_another_body_settles_is_entered_when_it_is_told() -> None:
    book = Book(X_KN_TC_KS)
    stream = book.file("complaint")
    told = {
        "issuer": {"agency": "Công an huyện Y", "number": "7/QĐ"}, "petitioner": AUTHOR,
        "received_at": "2021-03-12T08:00:00+07:00", "settlement": "7/QĐ",
    }  # fmt: skip
    book.does(stream, "settlement.notified_by_agency.v1", "2021-03-12", told)
    demanded = {"number": "8/YC", "addressee": "Công an huyện Y", "due_on": "2021-04-01"}
    book.does(stream, "settlement_files.demanded.v1", "2021-03-14", demanded)
    (line,) = book.lines(stream)
    assert (line.cells["body"], line.cells["person"]) == ("Công an huyện Y", "người khiếu nại 1")
    assert [act.number for act in line.cells["result"]] == ["7/QĐ"]
    assert [act.number for act in line.cells["measure"]] == ["8/YC"]


def test_direct_supervision_is_entered_when_it_is_ordered() -> None:
    book = Book(X_KSTT)
    stream = book.file("direct_supervision")
    head = str(book.walk.officers["KV1"])
    ordered = {
        "number": "1/QĐ", "addressee": "Công an huyện Y", "team": [head], "leader": head, "since": "2020-12-01",
        "until": "2021-05-31", "on_site_from": "2021-06-10",
    }  # fmt: skip
    book.does(stream, "source_direct_supervision.ordered.v1", "2021-06-01", ordered)
    (line,) = book.lines(stream)
    assert [act.number for act in line.cells["decision"]] == ["1/QĐ"]
    assert line.cells["target"] == "Công an huyện Y"
    assert line.cells["period"] == (date(2020, 12, 1), date(2021, 5, 31))
    assert line.cells["team"] == (book.walk.officers["KV1"],)


def test_registers_without_acts_are_none_that_the_ledger_keeps() -> None:
    named = {row.id: row.name_vi for row in WITHOUT_ACTS}
    assert not named.keys() & REGISTERS.keys()
    assert len(named) == len(WITHOUT_ACTS) == 10
    official = yaml.safe_load(FACTS.read_text(encoding="utf-8"))["registers"]
    assert named == {row["id"]: row["name_vi"] for row in official if row["id"] in named}
