"""What the registers of petitions share. Their forms were reconstructed from practice: no official one was seen."""

from projections.registers.cells import Computed, datum_of, first_of
from projections.registers.register import kinds

KINDS = kinds("complaint")
UNSEEN = "Dựng lại từ thực tiễn; có thể thuộc dải mẫu số 37-65 chưa thấy."
DENUNCIATION, CUSTODY = "officer_denunciation.received.v1", "custody_complaint.forwarded.v1"
RECEIVED = ("complaint.received.v1", DENUNCIATION)
ONLINE = "online_petition.received.v1"
VISIT = "citizen.received.v1"
NOTIFIED = "settlement.notified_by_agency.v1"
SORTS = {
    "complaint": "khiếu nại", "denunciation": "tố cáo", "recommendation": "kiến nghị", "feedback": "phản ánh",
    "request": "đề nghị khác",
}  # fmt: skip
COMPETENCES = {
    "own_settlement": "thuộc thẩm quyền giải quyết", "own_supervision": "thuộc thẩm quyền kiểm sát",
    "other_body": "thuộc thẩm quyền cơ quan khác", "not_admissible": "không đủ điều kiện thụ lý",
    "source_of_crime": "tố giác, tin báo về tội phạm",
}  # fmt: skip


def sender() -> Computed:
    """Who sent or brought the petition, by label or agency."""
    authors = datum_of(*RECEIVED, name=("author", "from_agency"), since="beginning")
    others = datum_of(
        CUSTODY, ONLINE, VISIT, NOTIFIED, name=("complainant", "petitioner", "citizen"), since="beginning"
    )
    return first_of(authors, others)


def content() -> Computed:
    """What the petition is about."""
    return first_of(
        datum_of(*RECEIVED, VISIT, name=("summary", "subject"), since="beginning", each=True),
        datum_of("denunciation.accepted.v1", name="acts", since="beginning"),
    )
