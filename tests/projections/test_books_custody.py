"""The registers of custody, remand and execution: which act opens an entry, and what stands in its cells."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from projections_kit.book import COURT, NOW, POLICE, A, B, Book, unfilled

from api.cell_texts import cell_texts
from domain.kernel.act import Act, Recorded
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.coding import read_data
from domain.kernel.deciding import initial
from domain.kernel.rule_sets import current_rule_set
from projections.declaration import Step
from projections.file_acts import FileAct
from projections.registers.penalties import length
from projections.registers.reading import Line
from projections.registers.register import Register
from projections.registers.so_21 import SO_21, in_custody, to_custody
from projections.registers.so_22 import SO_22
from projections.registers.so_23 import SO_23
from projections.registers.so_24 import SO_24
from projections.registers.so_25 import SO_25
from projections.registers.so_26 import SO_26
from projections.registers.so_27 import SO_27
from projections.registers.so_28 import SO_28
from projections.registers.so_29 import SO_29
from projections.registers.so_30 import SO_30
from projections.registers.so_31 import SO_31

OF_THIS_SHARE = (SO_21, SO_22, SO_23, SO_24, SO_25, SO_26, SO_27, SO_28, SO_29, SO_30, SO_31)
# Cells that acts fill only in histories that are not made at random; the sentences below show them.
BY_EXAMPLE: dict[str, set[str]] = {
    "SO-21": {"recaptured"}, "SO-22": {"recaptured"}, "SO-30": {"served"},
    "SO-31": {"person", "basis", "order", "note"},  # of a convict: entries of two kinds of file
}  # fmt: skip
CONVICT = {"person": str(A), "label": "người bị kết án 1"}
PRISON = {"agency": "Trại giam X"}


@pytest.mark.parametrize("register", OF_THIS_SHARE, ids=lambda register: register.id)
def test_every_act_that_a_column_names_fills_it(register: Register) -> None:
    assert {column for column, _ in unfilled(register)} <= BY_EXAMPLE.get(register.id, set())


def types_of(line: Line, cell: str) -> list[str]:
    return [act.type.removesuffix(".v1") for act in line.cells[cell]]


def custody(book: Book, case: UUID, day: str, **data: Any) -> int:
    held = [{"person": str(A), "label": "người bị tạm giữ 1"}]
    return book.does(case, "custody.ordered.v1", day, {"issuer": POLICE, "accused": held, **data})


def on(book: Book, case: UUID, key: str, day: str, unit: str = "KV1", **data: Any) -> int:
    """An act on the first person."""
    return book.does(case, key, day, {"accused": [str(A)], **data}, unit)


def test_a_person_taken_into_custody_is_entered_each_time() -> None:
    book = Book(SO_21)
    case = book.file("criminal_case")
    custody(book, case, "2021-05-01", taken="in_the_act", reason="Bắt quả tang", begins_at="2021-04-30T18:30:00Z")
    for until in ("2021-05-07", "2021-05-10"):
        on(book, case, "custody.extended.v1", "2021-05-04", issuer=POLICE, until=until)
        on(book, case, "custody.extension_approved.v1", "2021-05-04", number="1/PC")
    on(book, case, "person.released.v1", "2021-05-09", issuer=POLICE)
    custody(book, case, "2021-06-01", taken="wanted")
    first, second = book.lines(case)
    assert (first.cells["person"], first.cells["custody_date"]) == ("người bị tạm giữ 1", date(2021, 5, 1))
    assert (first.cells["arrest_case"], second.cells["arrest_case"]) == ("phạm tội quả tang", "bắt theo truy nã")
    assert first.cells["reason"] == "Bắt quả tang"
    assert [act.data.until for act in first.cells["ext1"]] == [date(2021, 5, 7)]
    assert [act.data.until for act in first.cells["ext2"]] == [date(2021, 5, 10)]
    assert len(first.cells["ext_approval"]) == 2
    ext1 = next(column for column in SO_21.columns if column.key == "ext1")
    said = "15/QĐ, 04/05/2021: Quyết định gia hạn tạm giữ (Cơ quan CSĐT Công an X); - 07/05/2021"
    assert cell_texts(ext1, first.cells["ext1"], {}) == [said]
    assert types_of(first, "release") == ["person.released"]
    assert (types_of(second, "release"), types_of(second, "ext1")) == ([], [])


@pytest.mark.parametrize(("measure", "entered"), [("custody", True), ("urgent_holding", False)])
def test_of_the_own_agency_only_custody_is_entered(measure: str, entered: bool) -> None:
    held = {"issuer": {"agency": "CQĐT VKSND tối cao"}, "accused": [{"person": str(A), "label": "người bị giữ 1"}]}
    data = read_data(CATALOGUE["agency_holding.ordered.v1"], {**held, "measure": measure})
    book, at = Book(SO_21), "2021-05-01T09:00:00+07:00"
    actor = book.walk._actor("TC")
    act = Act("criminal_case", "agency_holding.ordered.v1", at, "day", current_rule_set(), actor, (), (), (), data)
    known = initial("criminal_case")
    recorded = Recorded(book.file("criminal_case"), 1, 1, "ab" * 32, NOW, act)
    step = Step(recorded, act, CATALOGUE[act.type], date(2021, 5, 1), known, known, book.walk.organisation, ())
    assert in_custody(step) is entered
    assert to_custody(FileAct(recorded)) is entered


def test_custody_annulled_says_why() -> None:
    book = Book(SO_21)
    case = book.file("criminal_case")
    custody(book, case, "2021-05-01", taken="in_the_act")
    on(book, case, "custody.annulled.v1", "2021-05-02", number="2/HB", ground="Không có căn cứ")
    (line,) = book.lines(case)
    assert line.cells["illegality"] == ("Không có căn cứ",)
    assert [act.number for act in line.cells["cancel_or_refuse"]] == ["2/HB"]


@pytest.mark.parametrize("register", [SO_21, SO_22], ids=lambda register: register.id)
def test_who_escapes_and_is_caught_keeps_the_entry_until_the_next_one(register: Register) -> None:
    book = Book(register)
    case = book.case((A, "bị can 1"))
    if register is SO_21:
        custody(book, case, "2021-05-06", taken="in_the_act")
    else:
        on(book, case, "remand.ordered_by_procuracy.v1", "2021-05-06", months=2)
    escaped: dict[str, Any] = {
        "issuer": PRISON,
        "facility": "Nhà tạm giữ Y",
        "notified_at": "2021-05-07T10:00:00+07:00",
    }
    on(book, case, "detention_escape.recorded.v1", "2021-05-07", **escaped)
    on(book, case, "wanted_notice.issued.v1", "2021-05-08", issuer=POLICE, scope="ordinary")
    caught = [{"person": str(A), "label": "bị can 1"}]
    arrest = {"issuer": POLICE, "accused": caught, "manner": "wanted"}
    book.does(case, "person.arrested.v1", "2021-06-01", arrest)
    on(book, case, "remand.ordered.v1", "2021-06-02", issuer=POLICE, months=2)
    (line,) = book.lines(case)
    escape = line.cells["escape_date" if register is SO_21 else "escape"]
    assert (escape, line.cells["recaptured"]) == (date(2021, 5, 7), date(2021, 6, 1))
    assert types_of(line, "wanted") == ["wanted_notice.issued"]
    assert types_of(line, "recapture_decision") == ["remand.ordered"]


def test_remand_is_entered_when_it_is_approved_with_its_order() -> None:
    book = Book(SO_22)
    case = book.case((A, "bị can 1"), (B, "bị can 2"))
    on(book, case, "remand.ordered.v1", "2021-05-06", issuer=POLICE, months=2)
    assert book.lines(case) == []
    approved = on(book, case, "remand.approved.v1", "2021-05-07", number="3/PC")
    (line,) = book.lines(case)
    assert (line.entry, line.person, line.cells["person"]) == (approved, A, "bị can 1")
    assert line.cells["charge"] == ("Trộm cắp tài sản (BLHS-2015/173/1)",)
    assert types_of(line, "inv_order") == ["remand.ordered", "remand.approved"]
    assert types_of(line, "inv_arrest") == []


def test_a_remand_refused_opens_nothing() -> None:
    book = Book(SO_22)
    case = book.case((A, "bị can 1"))
    on(book, case, "remand.ordered.v1", "2021-05-06", issuer=POLICE, months=2)
    on(book, case, "remand.refused.v1", "2021-05-07", ground="Không cần thiết")
    assert book.lines(case) == []


def test_orders_of_remand_stand_where_the_file_was() -> None:
    book = Book(SO_22)
    case = book.case((A, "bị can 1"))
    on(book, case, "arrest_for_remand.ordered_by_procuracy.v1", "2021-05-06", months=2)
    on(book, case, "remand.extended.v1", "2021-07-01", months=1, until="2021-08-06")
    on(book, case, "investigation.concluded.v1", "2021-08-01", issuer=POLICE, content="Đề nghị truy tố")
    book.does(case, "file.received.v1", "2021-08-02", {"folios": 10})
    on(book, case, "remand.extended_for_prosecution.v1", "2021-08-20", since="2021-08-20", until="2021-09-01")
    book.does(case, "case.accepted_by_court.v1", "2021-09-01", {"issuer": COURT})
    decided: dict[str, Any] = {"issuer": COURT, "measure": "remand", "exit_ban": "unchanged"}
    on(book, case, "measure.decided_by_court.v1", "2021-09-01", since="2021-09-01", until="2021-10-15", **decided)
    book.does(case, "appellate_case.accepted.v1", "2021-11-01", {"issuer": COURT})
    on(book, case, "defendant.released.v1", "2021-12-01", issuer=COURT)
    (line,) = book.lines(case)
    assert types_of(line, "inv_arrest") == ["arrest_for_remand.ordered_by_procuracy"]
    assert types_of(line, "inv_ext") == ["remand.extended"]
    assert types_of(line, "pros_ext") == ["remand.extended_for_prosecution"]
    assert types_of(line, "fi_decision") == ["measure.decided_by_court"]
    assert (types_of(line, "app_decision"), types_of(line, "pros_order")) == ([], [])
    assert (types_of(line, "fi_release"), types_of(line, "app_release")) == ([], ["defendant.released"])


def opened(book: Book, *penalties: dict[str, Any], unit: str = "KV1") -> UUID:
    """A file of execution."""
    stream = book.file("enforcement")
    link = book.walk.link(book.case(), 1, "enforces")
    data = {"number": "1/THA", "convict": CONVICT, "penalties": list(penalties), "effective_on": "2021-11-14"}
    book.does(stream, "enforcement_stream.opened.v1", "2021-11-20", data, unit, (link,))
    return stream


def court(book: Book, stream: UUID, key: str, day: str, **data: Any) -> int:
    return book.does(stream, key, day, {"issuer": COURT, "received_at": f"{day}T15:00:00+07:00", **data})


def prison(book: Book, stream: UUID, key: str, day: str, **data: Any) -> int:
    return book.does(stream, key, day, {"issuer": PRISON, **data})


def decided(book: Book, stream: UUID, penalty: str, day: str = "2021-11-25") -> int:
    return court(book, stream, "enforcement_decision.received.v1", day, penalty=penalty)


def imprisoned(book: Book, stream: UUID, day: str = "2021-12-01") -> int:
    admitted = {"facility": "Trại giam X", "admitted_at": f"{day}T08:00:00+07:00", "credit_days": 45}
    return prison(book, stream, "imprisonment.commenced.v1", day, **admitted)


IN_PRISON = {"kind": "imprisonment", "months": 30}


def test_a_convict_is_entered_with_the_judgment_in_force_and_what_became_of_it() -> None:
    book = Book(SO_23)
    stream = opened(book, IN_PRISON, {"kind": "fine", "amount": 20_000_000})
    told = "2021-11-22T00:00:00Z"
    book.does(
        stream, "enforcement.delegated.v1", "2021-11-21",
        {"issuer": COURT, "to_court": "Tòa án nhân dân khu vực 2", "received_by_delegate_at": told},
    )  # fmt: skip
    decided(book, stream, "imprisonment")
    imprisoned(book, stream)
    prison(book, stream, "sentence.completed.v1", "2024-05-20", completed_on="2024-05-19", certificate="9/GCN")
    (line,) = book.lines(stream)
    assert (line.cells["person"], line.number) == ("người bị kết án 1", 1)
    assert line.cells["penalty"] == ("Tù có thời hạn 2 năm 6 tháng", "Phạt tiền 20.000.000 đồng")
    assert (types_of(line, "entrust_out"), line.cells["entrust_in"]) == (["enforcement.delegated"], date(2021, 11, 22))
    assert types_of(line, "execution_decision") == ["enforcement_decision.received"]
    assert line.cells["done"] == date(2024, 5, 19)


def test_a_unit_that_receives_the_decision_of_another_court_has_an_entry_of_its_own() -> None:
    book = Book(SO_23)
    stream = opened(book, IN_PRISON)
    received = {"issuer": COURT, "received_at": "2021-12-03T15:00:00+07:00", "penalty": "imprisonment"}
    book.does(stream, "enforcement_decision.received.v1", "2021-12-03", received, "KV2")
    old, new = book.lines(stream)
    assert (types_of(old, "execution_decision"), len(old.cells["judgment"])) == ([], 1)
    assert (types_of(new, "execution_decision"), len(new.cells["judgment"])) == (["enforcement_decision.received"], 1)


def test_who_is_sentenced_to_death_stands_in_the_register_of_custody() -> None:
    book = Book(SO_24)
    stream = opened(book, {"kind": "death"}, unit="PX")
    stayed = {"issuer": COURT, "convict": CONVICT}
    book.does(stream, "execution.stayed.v1", "2022-02-01", stayed, "PX")
    executed = {"convict": CONVICT, "penalty": "death"}
    book.does(stream, "death_sentence.executed.v1", "2022-06-01", {"issuer": COURT, **executed}, "PX")
    (line,) = book.lines(stream)
    assert types_of(line, "death_judgment") == ["enforcement_stream.opened"]
    assert types_of(line, "execution_order") == ["execution.stayed"]
    assert line.cells["executed"] == date(2022, 6, 1)


def test_a_prisoner_is_entered_when_imprisonment_begins() -> None:
    book = Book(SO_25)
    stream = opened(book, IN_PRISON)
    decided(book, stream, "imprisonment")
    assert book.lines(stream) == []
    began = imprisoned(book, stream)
    prison(book, stream, "convict.wanted.v1", "2022-01-10")
    prison(book, stream, "convict.recaptured.v1", "2022-01-20", place="Tỉnh Y")
    imprisoned(book, stream, "2022-01-22")
    (line,) = book.lines(stream)
    assert (line.entry, line.cells["detention_credit"]) == (began, 45)
    assert line.cells["penalty"] == ("Tù có thời hạn 2 năm 6 tháng",)
    assert types_of(line, "wanted") == ["convict.wanted"]
    assert line.cells["recaptured"] == date(2022, 1, 20)
    assert [act.day for act in line.cells["recapture_decision"]] == [date(2022, 1, 22)]


def commenced(book: Book, stream: UUID, penalty: str) -> int:
    supervised = {"penalty": penalty, "supervisor": "UBND phường Z", "since": "2021-12-01", "until": "2023-12-01"}
    return prison(book, stream, "community_sentence.commenced.v1", "2021-12-02", **supervised)


def test_a_suspended_sentence_is_entered_with_the_decision_to_enforce_it() -> None:
    book = Book(SO_26)
    stream = opened(book, {"kind": "suspended_sentence", "months": 18})
    entry = decided(book, stream, "suspended_sentence")
    commenced(book, stream, "suspended_sentence")
    court(book, stream, "suspended_sentence.revoked.v1", "2022-05-01", breach="obligation_breach")
    (line,) = book.lines(stream)
    assert line.entry == entry
    assert (line.cells["start_date"], line.cells["supervising_body"]) == (date(2021, 12, 1), "UBND phường Z")
    assert line.cells["penalty"] == ("Tù nhưng cho hưởng án treo 1 năm 6 tháng",)
    assert (types_of(line, "violation"), types_of(line, "new_offence")) == (["suspended_sentence.revoked"], [])
    other = opened(book, IN_PRISON)
    decided(book, other, "imprisonment")
    assert book.lines(other) == []


def test_a_penalty_against_a_legal_person_is_entered() -> None:
    book = Book(SO_27)
    stream = opened(book, {"kind": "fine", "amount": 1_000_000_000})
    data = {"issuer": COURT, "penalty": {"kind": "fine", "amount": 1_000_000_000}}
    book.does(stream, "legal_person_penalty.enforced.v1", "2021-12-01", data)
    (line,) = book.lines(stream)
    assert line.cells["entity"] == "người bị kết án 1"
    assert line.cells["penalty"] == ("Phạt tiền 1.000.000.000 đồng",)
    assert types_of(line, "exec_penalty") == ["legal_person_penalty.enforced"]


def test_an_additional_penalty_is_entered_beside_the_principal_one() -> None:
    book = Book(SO_28)
    stream = opened(book, IN_PRISON, {"kind": "residence_prohibition", "months": 24})
    decided(book, stream, "imprisonment")
    assert book.lines(stream) == []
    commenced(book, stream, "residence_prohibition")
    (line,) = book.lines(stream)
    assert line.cells["penalty"] == ("Cấm cư trú 2 năm",)
    assert line.cells["start_date"] == date(2021, 12, 1)


def test_every_deferral_and_every_suspension_is_an_entry() -> None:
    book = Book(SO_29)
    stream = opened(book, IN_PRISON)
    decided(book, stream, "imprisonment")
    for key, day in (("imprisonment_deferral.decided.v1", "2021-12-01"), ("imprisonment.suspended.v1", "2023-03-01")):
        court(book, stream, key, day, ground="illness", since=day, until="2024-01-01")
        if key == "imprisonment_deferral.decided.v1":
            court(book, stream, "imprisonment_deferral.cancelled.v1", "2022-02-01")
            prison(book, stream, "convict.surrendered.v1", "2022-02-02")
            imprisoned(book, stream, "2022-02-02")
    first, second = book.lines(stream)
    assert (types_of(first, "deferred"), types_of(first, "suspended")) == (["imprisonment_deferral.decided"], [])
    assert types_of(first, "cancelled") == ["imprisonment_deferral.cancelled"]
    assert types_of(first, "went") == ["convict.surrendered", "imprisonment.commenced"]
    assert (types_of(second, "deferred"), types_of(second, "suspended")) == ([], ["imprisonment.suspended"])
    assert types_of(second, "execution_decision") == ["enforcement_decision.received"]


def test_conditional_release_is_entered_with_the_time_served() -> None:
    book = Book(SO_30)
    stream = opened(book, IN_PRISON)
    decided(book, stream, "imprisonment")
    imprisoned(book, stream)
    granted = {"probation_since": "2023-09-01", "probation_until": "2024-05-01"}
    court(book, stream, "conditional_release.granted.v1", "2023-09-01", **granted)
    court(book, stream, "conditional_release.revoked.v1", "2024-01-01", reason="Vi phạm nghĩa vụ")
    (line,) = book.lines(stream)
    assert line.cells["served"] == "từ 01/12/2021 đến 01/09/2023, được trừ 45 ngày"
    assert line.cells["charge_penalty"] == ("Tù có thời hạn 2 năm 6 tháng",)
    assert types_of(line, "revoked") == ["conditional_release.revoked"]


def test_compulsory_treatment_of_an_accused_and_of_a_convict_is_entered() -> None:
    book = Book(SO_31)
    case = book.case((A, "bị can 1"), (B, "bị can 2"))
    treatment = {"facility": "Bệnh viện K", "conclusion": "Mất năng lực", "received_at": "2021-05-20T08:00:00+07:00"}
    on(book, case, "compulsory_treatment.ordered.v1", "2021-05-21", phase="investigation", **treatment)
    (line,) = book.lines(case)
    assert (line.cells["person"], line.cells["body"]) == ("bị can 1", "Bệnh viện K")
    stream = opened(book, IN_PRISON)
    decided(book, stream, "imprisonment")
    imprisoned(book, stream)
    book.does(
        stream, "prison_compulsory_treatment.ordered.v1", "2022-05-21", {"issuer": COURT, "facility": "Bệnh viện K"}
    )
    prison(book, stream, "imprisonment.resumed.v1", "2022-09-01", facility="Trại giam X")
    (line,) = book.lines(stream)
    assert line.cells["person"] == "người bị kết án 1"
    assert types_of(line, "basis") == ["enforcement_stream.opened"]
    assert types_of(line, "order") == ["prison_compulsory_treatment.ordered"]
    assert types_of(line, "note") == ["imprisonment.resumed"]


def test_a_length_is_said_in_years_months_and_days() -> None:
    assert [length(30, 5), length(12), length(0, 3), length(0)] == ["2 năm 6 tháng 5 ngày", "1 năm", "3 ngày", ""]
