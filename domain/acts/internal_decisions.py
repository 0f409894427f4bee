"""Inside a procuracy: who declines, who proposes, who decides, who dissents. BLTTHS-2015/41, 49-52; LTCVKSND-2014/7, 83

A prosecutor reports and proposes, the head decides; a prosecutor who holds an order unlawful says so in writing. What
is a state secret is never written here: such an act keeps the fact and the reference.
"""

from typing import Any, Literal

from domain.acts.changes import unchanged
from domain.acts.common import FILES, RECORDERS
from domain.acts.shapes import Own, Supervised
from domain.kernel.act_type import ANY, HEAD, HEAD_ONLY, NEW, PROSECUTOR, ActType, Breach, Question
from domain.kernel.checks import linked, linked_by
from domain.kernel.data import Flagged, Id, Text, Word
from domain.states.parts import Party

Secrecy = Literal["normal", "secret", "top_secret"]


class Declined(Own):
    """An officer declines to act in the matter."""

    officer: Id
    ground: Text


class RecusalRequested(Supervised):
    """A party asks that an officer be replaced."""

    requester: Party
    officer: Id
    ground: Text


class ReportedToHead(Own):
    """The prosecutor reports and proposes."""

    proposal: Text | None = None  # none when it is secret
    options: tuple[Text, ...] = ()
    secrecy: Secrecy = "normal"


class HeadDecided(Own):
    """The head, or a deputy, decides on a report; a link `answers` names it."""

    decision: Text
    secrecy: Literal["normal"] = "normal"


class Dissented(Own):
    """The prosecutor declines an order held unlawful; a link `concerns` names it, a link `answers` what upheld it."""

    reasons: Text
    reported_to_superior: Flagged = False


class DecisionChanged(Own):
    """A decision is changed or annulled; a link `replaces` or `annuls` names it."""

    change: Literal["changed", "annulled"]
    reason: Text


class OpinionRecorded(Own):
    """The prosecutor's study of the file; the note itself is a document of the act."""

    proposal: Text | None = None  # none when it is secret
    secrecy: Secrecy


class CommitteeConsulted(Own):
    """The procuracy committee discussed the matter; its minutes stand outside the ledger."""

    members: tuple[Id, ...]
    reference: Word  # of the minutes
    secrecy: Literal["secret", "top_secret"]


class MeetingHeld(Own):
    """Agencies met on the matter; the conclusion is a document of the act unless it is secret."""

    participants: tuple[Word, ...]  # agencies
    conclusion: Text | None = None
    secrecy: Secrecy


def declines_for_himself(state: Any, question: Question) -> Breach | None:
    """An officer declines for himself; others are replaced. BLTTHS-2015/52/1"""
    if question.act.data.officer == question.act.actor.officer:
        return None
    return Breach("refusal_not_own", "BLTTHS-2015/52/1")


def no_secret_text(state: Any, question: Question) -> Breach | None:
    """An act on a secret matter has no text and no document: it keeps the fact and the reference."""
    data = question.act.data
    if data.secrecy == "normal":
        return None
    texts = (data.note, *(getattr(data, name, None) for name in ("proposal", "options", "conclusion")))
    if any(texts) or question.act.documents:
        return Breach("secret_in_ledger", question.act_type.law[0], {"secrecy": data.secrecy})
    return None


def _own(key: str, code: str, name_vi: str, name_en: str, data: Any, **more: Any) -> ActType:
    declared: dict[str, Any] = {"lawful_from": (ANY,), "kinds": FILES, "signed_by": PROSECUTOR, **more}
    return ActType(
        key=key, codes=(code,), name_vi=name_vi, name_en=name_en, data=data, apply=unchanged,
        module="common", issuer="procuracy", **declared,
    )  # fmt: skip


CHAPTER = (
    _own("officer.recused.v1", "officer_recused", "Từ chối tiến hành tố tụng", "Officer declined to act", Declined,
         signed_by=RECORDERS, law=("BLTTHS-2015/52/1", "BLTTHS-2015/49"), checks=(declines_for_himself,)),
    ActType(
        key="recusal_request.received.v1", codes=("recusal_request_received",),
        name_vi="Đề nghị thay đổi Kiểm sát viên, Kiểm tra viên", name_en="Recusal requested",
        module="common", issuer="party", kinds=FILES, law=("BLTTHS-2015/50", "BLTTHS-2015/52"), lawful_from=(ANY,),
        data=RecusalRequested, apply=unchanged,
    ),
    _own("report_to_chief.made.v1", "report_to_chief_made", "Kiểm sát viên báo cáo đề xuất Lãnh đạo Viện",
         "Prosecutor reported and proposed", ReportedToHead, signed_by=("KSV",),
         lawful_from=(ANY, NEW), law=("BLTTHS-2015/42/1",), checks=(no_secret_text,),
         confirmed=False, source="practice; no article read"),
    _own("chief_decision.recorded.v1", "chief_decision_recorded", "Ý kiến chỉ đạo, quyết định của Lãnh đạo Viện",
         "Decision of the leadership recorded", HeadDecided, signed_by=HEAD, law=("BLTTHS-2015/41/1/a",),
         checks=(linked("answers", "BLTTHS-2015/41/1/a"),)),
    _own("prosecutor_disagreement.recorded.v1", "prosecutor_disagreement_recorded", "Ý kiến khác của Kiểm sát viên",
         "Dissent of the prosecutor recorded", Dissented, signed_by=("KSV",), law=("LTCVKSND-2014/83/1",),
         checks=(linked("concerns", "LTCVKSND-2014/83/1"),), source="LTCVKSND 2014"),
    _own("deputy_decision.changed_by_chief.v1", "deputy_decision_changed_by_chief",
         "Viện trưởng thay đổi hoặc hủy bỏ quyết định của Phó Viện trưởng",
         "Decision of a deputy changed or annulled by the head", DecisionChanged, signed_by=HEAD_ONLY,
         law=("BLTTHS-2015/41/1/b",), impossible=(linked_by(("annuls", "replaces"), "BLTTHS-2015/41/1/b"),)),
    _own("prosecutor_decision.changed.v1", "prosecutor_decision_changed",
         "Thay đổi hoặc hủy bỏ quyết định của Kiểm sát viên", "Decision of a prosecutor changed or annulled",
         DecisionChanged, signed_by=HEAD, law=("BLTTHS-2015/41/1/c", "LTCVKSND-2014/83/1"),
         impossible=(linked_by(("annuls", "replaces"), "BLTTHS-2015/41/1/c"),)),
    _own("dossier_opinion.recorded.v1", "dossier_opinion_recorded", "Trích cứu hồ sơ, đề xuất của Kiểm sát viên",
         "Study note and proposal of the prosecutor", OpinionRecorded, law=("BLTTHS-2015/42/1",),
         checks=(no_secret_text,), confirmed=False, source="practice; no article read"),
    _own("procuracy_committee.consulted.v1", "procuracy_committee_consulted",
         "Ủy ban kiểm sát thảo luận, cho ý kiến về vụ án, vụ việc", "Procuracy committee discussed the matter",
         CommitteeConsulted, signed_by=HEAD_ONLY, law=("LTCVKSND-2014/7/2",), checks=(no_secret_text,),
         levels=("supreme", "provincial", "military_central", "military_region"), source="LTCVKSND 2014, Law 82/2025"),
    _own("interagency_meeting.held.v1", "interagency_meeting_held", "Họp liên ngành", "Inter-agency meeting held",
         MeetingHeld, signed_by=HEAD, law=("BLTTHS-2015/41/2/q",), checks=(no_secret_text,),
         confirmed=False, source="practice; no article read"),
)  # fmt: skip
