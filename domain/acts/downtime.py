"""Acts done on paper while the system was down, and entered later.

The act itself is entered with its legal time as `occurred_at`; when it was written into the ledger stands apart, in
the entry. This act says why the two lie apart, so that a late entry is never taken for a late act.
"""

from domain.acts.changes import unchanged
from domain.acts.common import FILES, RECORDERS
from domain.acts.shapes import Own
from domain.kernel.act_type import ANY, ActType, Breach, Question
from domain.kernel.checks import in_order, linked
from domain.kernel.data import Moment, Text, Word
from domain.states.stream import Stream


class EnteredLate(Own):
    """Why an act was entered later than it was done; a link `concerns` names it."""

    down_since: Moment
    down_until: Moment
    done_at: Moment  # legal time of the act on paper
    paper_number: Word
    reason: Text


def done_while_down(state: Stream, question: Question) -> Breach | None:
    """Only what was done while the system was down was done on paper."""
    data = question.act.data
    if data.down_since <= data.done_at <= data.down_until:
        return None
    return Breach("outside_downtime", "LGDDT-2023/22")


CHAPTER = (
    ActType(
        key="late_entry.explained.v1",
        name_vi="Nhập bổ sung văn bản lập trên giấy trong thời gian hệ thống gián đoạn",
        name_en="Late entry of an act done on paper explained",
        module="common", issuer="procuracy", kinds=FILES, signed_by=(*RECORDERS, "registrar"),
        law=("LGDDT-2023/22",), lawful_from=(ANY,), impossible=(linked("concerns", "LGDDT-2023/22"),),
        checks=(in_order("down_since", "down_until", "LGDDT-2023/22"), done_while_down),
        data=EnteredLate, apply=unchanged, confirmed=False, source="design of the ledger",
    ),
)  # fmt: skip
