"""What the registers of mutual legal assistance share: officers, states and documents of requests and replies.

Acts of assistance name neither persons (but those to be summoned) nor charges; those cells stay blank. The officer in
charge is who recorded the act that opened the entry.
"""

from projections.registers.cells import EMPTY, Computed, Filled, Member, Reading, computed, datum_of
from projections.registers.register import kinds

KINDS = kinds("legal_assistance")
SORTS = {
    "service": "tống đạt giấy tờ", "evidence": "thu thập, cung cấp chứng cứ", "statement": "lấy lời khai",
    "search": "khám xét, thu giữ", "asset": "tài sản", "transfer_of_documents": "chuyển giao tài liệu", "other": "khác",
}  # fmt: skip
OUTCOMES = {
    "full": "thực hiện toàn bộ", "part": "thực hiện một phần", "refused": "từ chối",
    "impossible": "không thực hiện được",
}  # fmt: skip


def wanted(*types: str) -> Computed:
    """What assistance is asked for, in words, with what it is about."""

    def compute(reading: Reading) -> Filled:
        for act in reversed(reading.concerned(frozenset(types), whole=True, since="beginning")):
            sorts = tuple(SORTS.get(item, item) for item in getattr(act.data, "assistance", ()))
            subject = getattr(act.data, "subject", None)
            texts = (*((subject,) if subject else ()), *sorts)
            if texts:
                return Filled(texts, act.position)
        return EMPTY

    return computed(compute, *types)


def document_number(*types: str) -> Member:
    """The number of the newest document of some types."""
    return datum_of(*types, name=("number", "issuer.number"))
