"""Register SO-22: remand (form 22). One entry each time a person is put on remand; its cells tell what happened to the
person from there to the next time.

An order that awaits the procuracy's approval opens nothing: remand runs once it is approved. Which of the columns of
the investigation, of the prosecution and of the instances an order belongs to follows from where the file was. The
court of first instance decides on remand by decision, so the column of its orders is blank.

Blank as well: moves to and from another place, breaches of discipline and what followed, of which there are no acts;
the enforcement of the judgment, which stands in the file of the execution (registers SO-23 and SO-25).
"""

from collections.abc import Callable
from uuid import UUID

from domain.states.criminal_case import CriminalCase
from projections.declaration import Step
from projections.file_acts import FileAct
from projections.registers.cells import (
    Cell,
    Narrowed,
    Reading,
    acts,
    blank,
    case_accused,
    charges,
    day_of_act,
    during,
    number,
    where,
)
from projections.registers.register import Opening, Register, columns, kinds, types
from projections.registers.so_21 import DIED, ESCAPED, FREE, HELD, MEASURE, WANTED, at_liberty, caught_again, to_remand
from projections.words import datum, persons_named

BY_COURT, AFTER_JUDGMENT = "measure.decided_by_court.v1", "defendant.remanded_after_judgment.v1"
AT_PROSECUTION = "measure.decided_at_prosecution.v1"
ARREST = "arrest_for_remand.ordered_by_procuracy.v1"
PENDING = types("remand.ordered.v1", MEASURE)  # runs once it is approved
ORDERS = ("remand.ordered.v1", "remand.approved.v1", "remand.ordered_by_procuracy.v1", MEASURE)
ARRESTS = ("remand.ordered.v1", "remand.approved.v1", ARREST, MEASURE)
OPENS = types("remand.approved.v1", "remand.ordered_by_procuracy.v1", ARREST, MEASURE, AT_PROSECUTION, BY_COURT,
              AFTER_JUDGMENT, "remand.ordered.v1")  # fmt: skip
FREED = ("person.released.v1", "remand.expired.v1")
FILE = ("file.received.v1", "transferred_case.received_for_prosecution.v1")
RETURNED = ("file.returned.v1", "file.returned_by_court.v1")
RETURN_SETTLED = ("supplementary_investigation.concluded.v1", *FILE)
TO_COURT = ("file.sent_to_court.v1", "case.accepted_by_court.v1")
ON_APPEAL = ("appellate_case.accepted.v1", "appeal_hearing.scheduled.v1", "appeal_hearing.opened.v1")
FINAL = ("judgment.became_final.v1", "appeal_judgment.pronounced.v1")


def newly_remanded(step: Step) -> tuple[UUID, ...]:
    """The persons who are on remand from the act on."""
    if step.act.type == AT_PROSECUTION:
        applied = (datum(step.act, "measure"), datum(step.act, "decision")) == ("remand", "apply")
        return tuple(p for p in persons_named(step.act) if not _on_remand(step.before, p)) if applied else ()
    return tuple(
        person
        for person in step.after.accused
        if _on_remand(step.after, person) and not _on_remand(step.before, person)
    )


def somebody_remanded(step: Step) -> bool:
    """Whether somebody is on remand from the act on."""
    return bool(newly_remanded(step))


def _on_remand(state: CriminalCase, person: UUID) -> bool:
    accused = state.accused.get(person)
    remand = accused.running("remand") if accused is not None else None
    return remand is not None and not remand.pending


def by_arrest(act: FileAct) -> bool:
    """Whether the order is one to arrest for remand."""
    return act.type == ARREST or bool(getattr(act.data, "arrest", False))


def without_arrest(act: FileAct) -> bool:
    """Whether the act orders remand without an arrest."""
    return not by_arrest(act) and to_remand(act) and getattr(act.data, "decision", "apply") != "lift"


def frees(act: FileAct) -> bool:
    """Whether remand is replaced by a measure at liberty."""
    lifted = (getattr(act.data, "new", ""), getattr(act.data, "decision", ""))
    return at_liberty(act) and lifted[0] != "none" and lifted[1] != "lift"


def lifts(act: FileAct) -> bool:
    """Whether remand is lifted, and nothing takes its place."""
    if act.type == AT_PROSECUTION:
        return (act.data.measure, act.data.decision) == ("remand", "lift")
    if act.type == BY_COURT:
        return bool(act.data.measure == "none")
    return getattr(act.data, "new", "none") == "none"


def this_time(*types: str, holds: Callable[[FileAct], bool]) -> Narrowed:
    """Orders of remand from the one whose approval opened the entry on, before which the entry knows nothing."""
    cell = where(acts(*types, since="beginning"), holds)

    def keep(reading: Reading) -> tuple[FileAct, ...]:
        asked = reading.concerned(PENDING, since="beginning")
        first = max((act.position for act in asked if act.position < reading.entry.opened), default=0)
        return tuple(act for act in reading.acts if act.position >= (first or reading.entry.opened))

    return Narrowed(cell.types, cell, keep)


def investigated(cell: Cell) -> Narrowed:
    """The cell from what happened during the investigation."""
    return during(cell, "reinvestigation.accepted.v1", until=(*FILE, *RETURNED, *TO_COURT), at_first=True)


def prosecuted(cell: Cell) -> Narrowed:
    """The cell from what happened while the file was with the procuracy for its decision."""
    return during(cell, *FILE, until=(*RETURNED, *TO_COURT))


def tried(cell: Cell) -> Narrowed:
    """The cell from what happened before an appeal."""
    return during(cell, "case.accepted_by_court.v1", until=ON_APPEAL, at_first=True)


SO_22 = Register(
    id="SO-22",
    form_no="22",
    name_vi="Sổ kiểm sát thi hành tạm giam",
    name_en="Register of remand",
    group_vi="Giam giữ-THAHS",
    confirmed="partial",
    kinds=kinds("criminal_case"),
    opening=Opening(OPENS, grain="act_person", when=somebody_remanded, persons=newly_remanded),
    note="Vào sổ khi lệnh tạm giam được phê chuẩn. Việc thi hành án nằm ở sổ 23 và 25; cột không có hành vi: để trống.",
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        ("person", "Họ tên, ngày sinh, nơi cư trú", "Person", "person_profile", case_accused()),
        ("charge", "Tội danh, điều luật", "Charge", "law_ref", charges()),
        (
            "inv_order", "Điều tra: lệnh tạm giam (từ tạm giữ chuyển sang)", "Investigation: remand ordered",
            "act_ref_period", investigated(this_time(*ORDERS, holds=without_arrest)),
        ),
        (
            "inv_arrest", "Điều tra: lệnh bắt để tạm giam", "Investigation: arrest for remand", "act_ref_period",
            investigated(this_time(*ARRESTS, holds=by_arrest)),
        ),
        (
            "inv_ext", "Điều tra: gia hạn (lần thứ)", "Investigation: extensions", "act_ref_period_list",
            acts("remand.extension_requested.v1", "remand.extended.v1", "remand.extension_refused.v1"),
        ),
        (
            "addinv", "Tạm giam để điều tra bổ sung", "Remand for a supplementary investigation", "act_ref_period",
            during(this_time(*ORDERS, ARREST, "remand.extended.v1", holds=to_remand), *RETURNED, until=RETURN_SETTLED),
        ),
        (
            "pros_order", "Truy tố: lệnh tạm giam", "Prosecution: remand ordered", "act_ref_period",
            prosecuted(this_time(*ORDERS, AT_PROSECUTION, holds=without_arrest)),
        ),
        (
            "pros_arrest", "Truy tố: lệnh bắt để tạm giam", "Prosecution: arrest for remand", "act_ref_period",
            prosecuted(this_time(*ARRESTS, holds=by_arrest)),
        ),
        (
            "pros_ext", "Truy tố: gia hạn", "Prosecution: extension", "act_ref_period",
            acts("remand.extended_for_prosecution.v1"),
        ),
        ("fi_order", "Sơ thẩm: lệnh tạm giam", "First instance: remand ordered", "act_ref_period", blank()),
        (
            "fi_arrest", "Sơ thẩm: lệnh bắt, tạm giam người tại ngoại", "First instance: arrest", "act_ref_period",
            tried(acts(AFTER_JUDGMENT)),
        ),
        (
            "fi_decision", "Sơ thẩm: QĐ tạm giam", "First instance: remand decided", "act_ref_period",
            tried(where(acts(BY_COURT), to_remand)),
        ),
        (
            "app_decision", "Phúc thẩm: QĐ tạm giam", "Appeal: remand decided", "act_ref_period",
            during(where(acts(BY_COURT), to_remand), *ON_APPEAL, until=TO_COURT),
        ),
        (
            "app_arrest", "Phúc thẩm: QĐ bắt và tạm giam", "Appeal: arrest", "act_ref_period",
            during(acts(AFTER_JUDGMENT), *ON_APPEAL, until=TO_COURT),
        ),
        ("execution_decision", "QĐ thi hành án", "Enforcement decision", "act_ref", blank()),
        ("moved_out", "Chuyển đi", "Moved away", "transfer", blank()),
        ("moved_in", "Chuyển đến", "Moved in", "transfer", blank()),
        (
            "surrender_for_execution", "Người tại ngoại tự nguyện/bị áp giải để thi hành án",
            "Surrendered or escorted for enforcement", "date", blank(),
        ),
        (
            "replaced", "Thay thế BPNC", "Replaced", "act_ref",
            where(acts("remand.replaced.v1", "measure.replaced.v1", *FREE, MEASURE, BY_COURT, AT_PROSECUTION), frees),
        ),
        (
            "cancelled", "Hủy bỏ tạm giam", "Annulled", "act_ref",
            where(
                acts("remand.annulled.v1", "remand.refused.v1", "measure.replaced.v1", AT_PROSECUTION, BY_COURT),
                lifts,
            ),
        ),
        (
            "release_terminated", "Trả tự do khi đình chỉ", "Released on discontinuation", "act_ref",
            acts(
                "investigation.discontinued.v1", "agency_investigation.discontinued.v1", "case.discontinued.v1",
                "case.discontinued_by_court.v1",
            ),
        ),
        (
            "release_time_served", "Trả tự do khi hết án trong thời gian kháng cáo", "Released, term served on appeal",
            "act_ref", during(acts(*FREED), "judgment.pronounced.v1", until=FINAL),
        ),
        (
            "term_expired_waiting", "Hết hạn tù trong thời gian chờ chuyển", "Term ended while waiting", "act_ref",
            during(acts(*FREED), *FINAL),
        ),
        (
            "suspend_terminate_execution", "Tạm đình chỉ/đình chỉ chấp hành", "Execution suspended or ended", "act_ref",
            blank(),
        ),
        (
            "fi_release", "Tòa sơ thẩm trả tự do tại phiên tòa", "Released by the court of first instance", "act_ref",
            tried(acts("defendant.released.v1")),
        ),
        (
            "app_release", "Tòa phúc thẩm trả tự do tại phiên tòa", "Released by the appellate court", "act_ref",
            during(acts("defendant.released.v1"), *ON_APPEAL, until=TO_COURT),
        ),
        (
            "pp_release", "VKS trả tự do", "Released by the procuracy", "act_ref",
            acts("immediate_release.ordered.v1", "charge.annulled.v1"),
        ),
        ("executed", "Đã thi hành án tử hình", "Executed on", "date", blank()),
        (
            "treatment", "Bắt buộc chữa bệnh", "Compulsory treatment", "act_ref",
            acts("compulsory_treatment.ordered.v1", "compulsory_treatment.ended.v1"),
        ),
        ("to_execution", "Chuyển thi hành án", "Passed on to enforcement", "act_ref", blank()),
        ("escape", "Ngày trốn", "Escaped on", "date", day_of_act(ESCAPED)),
        ("wanted", "QĐ truy nã", "Wanted", "act_ref", acts(*WANTED)),
        ("recaptured", "Ngày bắt lại", "Arrested again on", "date", caught_again()),
        (
            "recapture_decision", "QĐ xử lý khi bắt lại", "What followed", "act_ref",
            during(acts("custody.ordered.v1", "remand.ordered.v1", *FREE, *FREED), ESCAPED),
        ),
        ("violation", "Vi phạm kỷ luật", "Breaches of discipline", "text", blank()),
        ("discipline", "QĐ xử lý kỷ luật", "Discipline", "act_ref", blank()),
        ("death", "Chết", "Death", "text", acts(*DIED)),
        (
            "note", "Ghi chú", "Notes", "text",
            acts(
                *HELD, *FREED, "measure_expiry.notified.v1", "remand.notified_to_court.v1", "judgment.pronounced.v1",
                "appeal_judgment.pronounced.v1", "judgment.became_final.v1",
            ),
        ),
    ),
)  # fmt: skip
