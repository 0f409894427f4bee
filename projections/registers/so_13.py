"""Register SO-13: hand-overs of case files (form 13). One entry a hand-over.

An entry is opened by every act by which a file changes hands: it comes in, goes to the court or back, to another
procuracy, or is lent; and by the police handing over papers of an investigation. The procuracy's decision to
return a file for supplementary investigation, or to transfer it, is no hand-over: the file goes when it is taken.
"""

from collections.abc import Mapping

from projections.registers.cells import (
    EMPTY,
    Computed,
    Filled,
    Reading,
    computed,
    datum_of,
    member,
    number_and_day,
    of_status,
    opening_datum,
    several,
)
from projections.registers.register import Opening, Register, columns, kinds

HERE = ""  # the procuracy: the officer who signed
COURT = "the court"  # that accepted the case or the appeal; the act does not repeat it
ACCEPTED = ("case.accepted_by_court.v1", "appellate_case.accepted.v1")
PASSED = "investigation_document.passed_on.v1"

# Who hands the file over and who takes it, as members of the act.
HANDOVERS: Mapping[str, tuple[str, str]] = {
    "file.received.v1": ("delivered_by", HERE),
    "file.taken_back.v1": (HERE, "issuer.agency"),
    "file.returned_for_reinvestigation.v1": (HERE, "to_agency"),
    "file.sent_to_court.v1": (HERE, "to_court"),
    "file.returned_by_court.v1": ("issuer.agency", HERE),
    "case.sent_back_for_competence.v1": ("issuer.agency", HERE),
    "transferred_case.received.v1": ("from_agency", HERE),
    "transferred_case.received_for_prosecution.v1": ("from_procuracy", HERE),
    "case.received_by_reorganisation.v1": ("from_unit", HERE),
    "court_return.declined.v1": (HERE, COURT),
    "court_return.settled_by_supplement.v1": (HERE, COURT),
    "appellate_file.received.v1": (COURT, HERE),
    "appellate_file.returned.v1": (HERE, COURT),
    "dossier.handed_over.v1": (HERE, "to_agency"),
    "dossier.received.v1": ("from_agency", HERE),
    "agency_dossier.handed_over.v1": (HERE, "to_agency"),
    PASSED: ("issuer.agency", HERE),
}
PURPOSES = {
    "prosecution": "để truy tố",
    "trial": "để xét xử",
    "supplementary_investigation": "để điều tra bổ sung",
    "appeal": "để xét xử phúc thẩm",
    "cassation": "để giám đốc thẩm, tái thẩm",
    "archive": "để lưu trữ",
    "loan": "cho mượn",
    "other": "lý do khác",
    "evidence": "thiếu chứng cứ",
    "other_offence": "có hành vi phạm tội khác",
    "accomplice": "có đồng phạm khác",
    "procedure": "vi phạm nghiêm trọng về thủ tục tố tụng",
}


def side(place: int) -> Computed:
    """Who hands over (0) or takes (1): an agency, or the officer of the procuracy who signed."""

    court = datum_of(*ACCEPTED, name=("court", "issuer.agency"), since="beginning")

    def compute(reading: Reading) -> Filled:
        act = reading.opened_by
        if act is None:
            return EMPTY
        name = HANDOVERS[act.type][place]
        if name == COURT:
            return court.read(reading)
        value = member(act, name) if name else act.recorded.act.actor.officer
        return Filled(value, act.position) if value else EMPTY

    return computed(compute, *ACCEPTED)


def what_for(reading: Reading) -> Filled:
    """The name of the act that hands the file over, which says for what."""
    act = reading.opened_by
    return EMPTY if act is None else Filled(act.act_type.name_vi, act.position)


SO_13 = Register(
    id="SO-13",
    form_no="13",
    name_vi="Sổ giao nhận hồ sơ vụ án hình sự",
    name_en="Register of hand-overs of case files",
    group_vi="Quản lý án",
    confirmed="partial",
    kinds=kinds("criminal_case", "dossier"),
    opening=Opening(frozenset(HANDOVERS), "act"),
    columns=columns(
        ("seq_date", "STT/ngày giao nhận", "Number and day", "seq_date", number_and_day()),
        (
            "case_folios", "Vụ án, bị can chính, tổng số bút lục", "Case, accused and folios",
            "case_accused_folio_count", several(of_status("subject"), opening_datum("folios", "folio_count")),
        ),
        (
            "exhibits", "Vật chứng", "Exhibits", "text",
            several(
                opening_datum("exhibits"), datum_of("exhibit_list.attached.v1", name="exhibits", since="beginning")
            ),
        ),
        (
            "reason", "Lý do chuyển", "Reason", "reason",
            several(
                computed(what_for), opening_datum("purpose", "grounds", "matters", "reason", shown=PURPOSES)
            ),
        ),
        ("deliverer", "Bên giao (họ tên; cơ quan)", "Handed over by", "officer", side(0)),
        ("receiver", "Bên nhận (họ tên; cơ quan)", "Taken by", "officer", side(1)),
        ("note", "Ghi chú", "Notes", "text", opening_datum("note", "discrepancy")),
    ),
    note="The printed form has 'Bên giao' twice; the second is read as 'Bên nhận'.",
)  # fmt: skip
