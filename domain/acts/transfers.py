"""Module 2: the case goes to another body, or part of the work is done by one. BLTTHS-2015/169, 171

A transfer leaves the case in no one's hands until the receiving procuracy takes it over; periods run on meanwhile.
"""

from typing import Literal

from domain.acts.changes import leads_to, unchanged
from domain.acts.shapes import Own, Supervised
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, PROSECUTOR, ActType
from domain.kernel.checks import linked
from domain.kernel.data import Code, Day, Flagged, Moment, Number, Text, Word
from domain.states.criminal_case import CriminalCase


class Transferred(Own):
    """The case goes to the competent authority."""

    to: Word
    reasons: Text | None = None
    ground: Literal["169.1.a", "169.1.b", "169.1.c", "169.1.d"] | None = None
    from_agency: Word | None = None
    outside_province: Flagged | None = None
    request_received_at: Moment | None = None
    sent_at: Moment | None = None


class TransferReceived(Own):
    """The procuracy takes over a case transferred to it. The period for the investigation runs on: 169/5."""

    from_agency: Word
    days_used: Number  # of the period for the investigation
    to_agency: Word | None = None  # that goes on investigating


class CompetenceTransferred(Own):
    """Another procuracy takes over prosecution and supervision; the investigating body stays the same."""

    from_unit: Code
    to_unit: Code
    reasons: Text
    effective_at: Moment


class Delegated(Supervised):
    """The investigating body asks another one to do some investigating for it."""

    to_agency: Word
    tasks: tuple[Text, ...]
    due_on: Day
    procuracy: Word  # that supervises the body asked


class DelegationSupervised(Own):
    """The procuracy at the body asked sends the result on. A link of relation `concerns` names the delegation."""

    result: Text
    to_procuracy: Word
    sent_at: Moment


@leads_to("transferred")
def _transferred(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    to = recorded.act.data.to
    return state.evolved(stage="transferred", left_from=state.stage, transferred_to=to, supervised=0)


@leads_to(*INVESTIGATING, "prosecution", "concluded")
def _received(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(stage=state.left_from or "investigation", left_from="")


def _competence_transferred(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(transferred_to=recorded.act.data.to_unit, supervised=0)


CHAPTER = (
    ActType(
        key="case.transferred.v1", name_vi="Quyết định chuyển vụ án để điều tra, truy tố theo thẩm quyền",
        name_en="Case transferred to the competent authority",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("case_transferred_for_investigation",),
        law=("BLTTHS-2015/169/1", "BLTTHS-2015/169/3", "BLTTHS-2015/165/9", "BLTTHS-2015/239/1"),
        form="85/HS, 141/HS", lawful_from=(*INVESTIGATING, "prosecution", "concluded"),
        starts=("case_transfer_send_24h@169.3.b", "case_file_move_3d@169.4"),
        ends=("case_transfer_decision_3d@169.3.a",), data=Transferred, apply=_transferred,
    ),
    ActType(
        key="transferred_case.received.v1", name_vi="Tiếp nhận vụ án chuyển đến",
        name_en="Transferred case taken over",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("transferred_case_received",),
        law=("BLTTHS-2015/169/4", "BLTTHS-2015/169/5"), lawful_from=("transferred",),
        starts=("investigation_continued@169.5",), data=TransferReceived, apply=_received,
    ),
    ActType(
        key="procuracy_competence.transferred.v1",
        name_vi="Quyết định chuyển việc thực hiện thẩm quyền thực hành quyền công tố, kiểm sát",
        name_en="Prosecution and supervision transferred to another procuracy",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("procuracy_competence_transferred",),
        law=("BLTTHS-2015/41/2",), form="86/HS", lawful_from=(*INVESTIGATING, "prosecution"),
        data=CompetenceTransferred, apply=_competence_transferred, confirmed=False,
        source="list of forms; Circular 02/2025/TT-VKSTC, clause not read",
    ),
    ActType(
        key="investigation.delegated.v1", name_vi="Ủy thác điều tra", name_en="Investigation delegated",
        module="M2", issuer="investigating_body", codes=("investigation_delegated",), law=("BLTTHS-2015/171/1",),
        lawful_from=INVESTIGATING, data=Delegated, apply=unchanged,
    ),
    ActType(
        key="delegated_investigation.supervised.v1", name_vi="Kiểm sát việc thực hiện ủy thác điều tra",
        name_en="Delegated investigation supervised",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("delegated_investigation_supervised",),
        law=("BLTTHS-2015/171/3",), lawful_from=INVESTIGATING, checks=(linked("concerns", "BLTTHS-2015/171/3"),),
        data=DelegationSupervised, apply=unchanged,
    ),
)  # fmt: skip
