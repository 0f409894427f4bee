"""Register SO-03: reports of crime that the procuracy received itself (form 03). One entry an item.

An entry is opened when the procuracy receives a report, when somebody gives himself up to it, or when it comes upon
signs of a crime itself. Of several items in one file, each has an entry, and what came of it stands at the newest.
Addresses come from the vault.
"""

from datetime import date, datetime

from domain.kernel.calendar import VIETNAM
from projections.declaration import Step
from projections.registers.cells import EMPTY, Filled, Reading, acts, computed, entered_on, number, opening_datum
from projections.registers.register import Opening, Register, columns, kinds, types
from projections.words import datum

FORMS = {"voluntary_surrender": "Tự thú", "surrender": "Đầu thú"}


def received_on(step: Step) -> date:
    """The Vietnamese day on which the item was received or found, where the act says it."""
    moment: datetime | None = datum(step.act, "received_at") or datum(step.act, "found_at")
    return moment.astimezone(VIETNAM).date() if moment else step.day


def receiver(reading: Reading) -> Filled:
    """The officer who received the item: the one named, else the one who signed."""
    act = reading.opened_by
    if act is None:
        return EMPTY
    recorded = act.recorded.act
    return Filled(datum(recorded, "receiving_officer") or recorded.actor.officer, act.position)


SO_03 = Register(
    id="SO-03",
    form_no="03",
    name_vi="Sổ tiếp nhận tố giác, tin báo về tội phạm và kiến nghị khởi tố",
    name_en="Register of reports of crime received by the procuracy",
    group_vi="Nguồn tin",
    confirmed="partial",
    kinds=kinds("information_source"),
    opening=Opening(
        types("crime_report.received.v1", "surrender.received.v1", "crime_source.found_by_procuracy.v1"),
        "act", day=received_on,
    ),
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("received_date", "Ngày VKS tiếp nhận", "Received on", "date", entered_on()),
        (
            "informant", "Người/cơ quan cung cấp, địa chỉ", "Informant", "party",
            opening_datum("informant", "person"),
        ),
        ("summary", "Tóm tắt nội dung", "Content", "text", opening_datum("form", "summary", shown=FORMS)),
        (
            "denounced", "Người, pháp nhân bị tố giác, địa chỉ", "Denounced", "party",
            opening_datum("denounced"),
        ),
        ("receiver", "Người tiếp nhận", "Received by", "officer", computed(receiver)),
        (
            "forward_slip", "Phiếu chuyển tin (số, ngày)", "Forwarded", "act_ref",
            acts("crime_report.forwarded.v1", "source.forwarded.v1"),
        ),
        (
            "result", "Kết quả giải quyết (số, ngày)", "Result", "act_ref",
            acts(
                "source.led_to_case.v1", "opening.refused.v1", "opening.refused_by_procuracy.v1",
                "source.suspended.v1", "source.suspended_by_procuracy.v1", "source_result.notified_by_agency.v1",
                "source_result.notified.v1",
            ),
        ),
        (
            "note", "Ghi chú", "Notes", "text",
            acts(
                "crime_report_intake.notified.v1", "source.taken_over.v1", "victim_request.recorded.v1",
                "denunciation.withdrawn.v1", "opening.refusal_annulled.v1",
            ),
        ),
    ),
)  # fmt: skip
