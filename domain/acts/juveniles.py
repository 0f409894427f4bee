"""Module 2: proceedings with a juvenile (người chưa thành niên), beside diversion.

Representatives, support and supervision. The juvenile chapter of BLTTHS 2015 ended on 2025-12-31; the articles of
LTPNCTN-2024 behind these forms were not read, so the acts are unconfirmed and cite the law alone.
"""

from typing import Annotated

from pydantic import Field

from domain.acts.changes import unchanged
from domain.acts.diversion import LAW, UNREAD
from domain.acts.measures import DEPRIVING
from domain.acts.shapes import Own, OwnOnAccused
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, HEAD, PROSECUTOR, ActType, Breach, Question
from domain.kernel.checks import accused_known, accused_open, juveniles, law_in_force, measure_running, named_once
from domain.kernel.data import Id, Moment, Text, Word
from domain.states.criminal_case import CriminalCase
from domain.states.parts import Issuer, Party

HANDLING = (*INVESTIGATING, "concluded", "prosecution", "returned_by_court", "indicted")


class ActivityNotified(OwnOnAccused):
    """The representative is told of an activity."""

    representative: Party
    activity: Text
    at: Moment


class ParticipationDecided(OwnOnAccused):
    """Who takes part for the juvenile: representative, school, organisation."""

    participants: Annotated[tuple[Party, ...], Field(min_length=1)]


class MeasureNotified(OwnOnAccused):
    """The representative is told that the juvenile is held, in custody or remanded."""

    representative: Party
    order: Word  # number of the order
    notified_at: Moment


class SupervisionRefused(OwnOnAccused):
    """The procuracy does not approve electronic supervision."""

    order: Issuer  # the document answered
    reason: Text


class RepresentativeChanged(OwnOnAccused):
    """Another representative supervises the juvenile."""

    old_representative: Party
    new_representative: Party
    reason: Text


class SupervisionEnded(OwnOnAccused):
    """The supervision of the juvenile ends."""

    reason: Text


class AcceptanceNotified(Own):
    """Bodies are told that a case with a juvenile was accepted."""

    addressees: Annotated[tuple[Word, ...], Field(min_length=1)]
    sent_at: Moment


class SupportRequested(OwnOnAccused):
    """A body is asked to guide and support the juvenile at an activity."""

    addressee: Word
    activity: Text
    at: Moment


class TechnicalProtectionRequested(Own):
    """A body is asked to protect a juvenile by technical means."""

    protected: Id
    means: Annotated[tuple[Text, ...], Field(min_length=1)]
    addressee: Word


def deprived_of_liberty(state: CriminalCase, question: Question) -> Breach | None:
    """Every accused named is held, arrested, in custody or remanded."""
    for person in question.act.data.persons:
        accused = state.accused[person]
        if not any(accused.running(kind) for kind in DEPRIVING):
            facts = {"label": accused.label, "measure": list(DEPRIVING)}
            return Breach("measure_not_running", question.act_type.law[0], facts)
    return None


def _supervision_ended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    version = recorded.version
    accused = state.changed(recorded.act.data.persons, lambda a: a.without(("juvenile_supervision",), version))
    return state.evolved(accused=accused)


IMPOSSIBLE = (accused_known, named_once)

CHAPTER = (
    ActType(
        key="juvenile_case.acceptance_notified.v1",
        name_vi="Thông báo về việc thụ lý vụ án có người chưa thành niên",
        name_en="Acceptance of a case with a juvenile notified",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("juvenile_case_acceptance_notified",),
        law=(LAW,), form="211/HS", lawful_from=(*INVESTIGATING, "prosecution"),
        data=AcceptanceNotified, apply=unchanged, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="juvenile_participation.decided.v1",
        name_vi="Quyết định việc tham gia tố tụng của người đại diện, nhà trường, tổ chức",
        name_en="Participation of representative or school decided",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("juvenile_participation_decided",),
        law=(LAW,), form="204/HS", lawful_from=HANDLING, impossible=IMPOSSIBLE, checks=(juveniles(LAW), accused_open),
        data=ParticipationDecided, apply=unchanged, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="juvenile_activity.notified.v1",
        name_vi="Thông báo về hoạt động tố tụng cho người đại diện người chưa thành niên",
        name_en="Representative of a juvenile told of an activity",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("juvenile_activity_notified",),
        law=(LAW,), form="203/HS", lawful_from=HANDLING, impossible=IMPOSSIBLE, checks=(juveniles(LAW), accused_open),
        data=ActivityNotified, apply=unchanged, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="juvenile_support.requested.v1",
        name_vi="Đề nghị tham gia tố tụng để hướng dẫn, hỗ trợ người chưa thành niên",
        name_en="Support person requested for a juvenile",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("juvenile_support_requested",),
        law=(LAW,), form="212/HS", lawful_from=HANDLING, impossible=IMPOSSIBLE, checks=(juveniles(LAW), accused_open),
        data=SupportRequested, apply=unchanged, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="juvenile_protection.requested.v1",
        name_vi="Yêu cầu áp dụng các biện pháp kỹ thuật để bảo vệ người chưa thành niên",
        name_en="Technical protection of a juvenile requested",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("juvenile_technical_protection_requested",),
        law=(LAW,), form="213/HS", lawful_from=(*INVESTIGATING, "prosecution"),
        data=TechnicalProtectionRequested, apply=unchanged, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="juvenile_measure.notified.v1",
        name_vi="Thông báo áp dụng biện pháp ngăn chặn đối với người chưa thành niên",
        name_en="Measure against a juvenile notified",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("juvenile_measure_notified",),
        law=(LAW, "BLTTHS-2015/419/5"), form="205/HS", lawful_from=(ANY,), impossible=IMPOSSIBLE,
        checks=(juveniles(LAW), deprived_of_liberty), starts=("juvenile_measure_notice_24h@419.5",),
        data=MeasureNotified, apply=unchanged, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="electronic_supervision.refused.v1",
        name_vi="Không phê chuẩn quyết định áp dụng biện pháp giám sát điện tử",
        name_en="Electronic supervision not approved",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("juvenile_electronic_supervision_not_approved",),
        law=(LAW,), form="208/HS", lawful_from=HANDLING, impossible=IMPOSSIBLE,
        checks=(law_in_force, juveniles(LAW), accused_open),
        data=SupervisionRefused, apply=unchanged, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="juvenile_representative.changed.v1", name_vi="Thay đổi người đại diện giám sát",
        name_en="Supervising representative changed",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("juvenile_representative_changed",),
        law=(LAW, "BLTTHS-2015/42/1/h"), form="210/HS", lawful_from=(ANY,), impossible=IMPOSSIBLE,
        checks=(juveniles(LAW), measure_running("juvenile_supervision", LAW)),
        data=RepresentativeChanged, apply=unchanged, confirmed=False, source=UNREAD,
    ),
    ActType(
        key="juvenile_supervision.ended.v1", name_vi="Chấm dứt biện pháp giám sát đối với người chưa thành niên",
        name_en="Supervision of a juvenile ended",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("juvenile_supervision_ended",),
        law=("BLTTHS-2015/125/2",), lawful_from=(ANY,), impossible=IMPOSSIBLE,
        checks=(measure_running("juvenile_supervision", "BLTTHS-2015/125/2"),),
        data=SupervisionEnded, apply=_supervision_ended, confirmed=False, source="general rule on lifting measures",
    ),
)  # fmt: skip
