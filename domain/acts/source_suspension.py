"""Module 1: the settlement of a source is suspended and resumed, by either side. BLTTHS-2015/148, 149"""

from datetime import date
from typing import Literal

from domain.acts.changes import leads_to, to_stage
from domain.acts.information_sources import SOURCE, still_with_agency
from domain.acts.shapes import Own, Supervised
from domain.acts.source_verification import handled_by_procuracy
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, ActType, Breach, Question
from domain.kernel.data import Day, Text
from domain.states.information_source import InformationSource

FORCE_MAJEURE_SINCE = date(2021, 12, 1)  # Law 02/2021/QH15 added the ground to 148/1

Clause = Literal["expert_or_foreign", "documents_pending", "force_majeure"]  # BLTTHS-2015/148/1/a-c


class Grounded(Supervised):
    """A decision with its ground."""

    ground: Text | None = None
    sent_on: Day | None = None  # to the procuracy


class Suspended(Grounded):
    """The agency suspends the settlement of the source."""

    clause: Clause | None = None


class OwnGrounded(Own):
    """A decision of the procuracy with its ground."""

    ground: Text | None = None


class SuspendedByProcuracy(Own):
    """The procuracy suspends a source that it handles itself."""

    clause: Clause
    pending_result: Text


class Reasoned(Own):
    """A decision of the procuracy with its reason."""

    reason: Text


def clause_in_force(state: InformationSource, question: Question) -> Breach | None:
    """Force majeure is a ground of suspension since 1 December 2021 only. BLTTHS-2015/148/1/c"""
    if question.act.data.clause != "force_majeure" or question.day >= FORCE_MAJEURE_SINCE:
        return None
    return Breach("ground_not_in_force", "BLTTHS-2015/148/1", {"since": FORCE_MAJEURE_SINCE.isoformat()})


@leads_to("suspended")
def _suspended(state: InformationSource, recorded: Recorded) -> InformationSource:
    return state.evolved(stage="suspended", suspensions=state.suspensions + 1)


CHAPTER = (
    ActType(
        key="source.suspended.v1", codes=("source_suspended",),
        name_vi="Tạm đình chỉ việc giải quyết nguồn tin về tội phạm",
        name_en="Settlement of the source suspended",
        module="M1", issuer="investigating_body", kinds=SOURCE,
        law=("BLTTHS-2015/148/1", "BLTTHS-2015/147/1"), lawful_from=("verification",),
        checks=(still_with_agency, clause_in_force),
        starts=("source_suspension_send_24h@148.2",), ends=("source_verification@147",),
        data=Suspended, apply=_suspended,
    ),
    ActType(
        key="source.suspended_by_procuracy.v1", codes=("source_suspended_by_procuracy",),
        name_vi="Viện kiểm sát tạm đình chỉ giải quyết nguồn tin về tội phạm",
        name_en="Settlement of the source suspended by the procuracy",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=HEAD,
        law=("BLTTHS-2015/148/1", "BLTTHS-2015/147/4"), form="10/HS", lawful_from=("verification",),
        checks=(handled_by_procuracy, clause_in_force), ends=("source_verification@147",),
        data=SuspendedByProcuracy, apply=_suspended,
    ),
    ActType(
        key="source.suspension_annulled.v1", codes=("source_suspension_cancelled",),
        name_vi="Hủy bỏ quyết định tạm đình chỉ việc giải quyết nguồn tin về tội phạm",
        name_en="Suspension of the source annulled",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=HEAD,
        law=("BLTTHS-2015/148/2", "BLTTHS-2015/159/6"), form="11/HS", lawful_from=("suspended",),
        starts=("source_verification_after_annulment_1m@148.2", "source_annulment_send_24h@148.2"),
        data=OwnGrounded, apply=to_stage("verification"),
    ),
    ActType(
        key="source.resumed.v1", codes=("source_resumed",),
        name_vi="Phục hồi giải quyết nguồn tin về tội phạm",
        name_en="Settlement of the source resumed",
        module="M1", issuer="investigating_body", kinds=SOURCE,
        law=("BLTTHS-2015/149/1",), lawful_from=("suspended",), checks=(still_with_agency,),
        starts=("source_verification_after_resumption_1m@149.1", "source_resumption_send_3d@149.2"),
        data=Grounded, apply=to_stage("verification"),
    ),
    ActType(
        key="source.resumed_by_procuracy.v1", codes=("source_resumed_by_procuracy",),
        name_vi="Viện kiểm sát phục hồi giải quyết nguồn tin",
        name_en="Settlement of the source resumed by the procuracy",
        module="M1", issuer="procuracy", kinds=SOURCE, signed_by=HEAD,
        law=("BLTTHS-2015/149/1", "BLTTHS-2015/147/4"), form="12/HS", lawful_from=("suspended",),
        checks=(handled_by_procuracy,), starts=("source_verification_after_resumption_1m@149.1",),
        data=Reasoned, apply=to_stage("verification"),
    ),
)  # fmt: skip
