"""Module 2: searches and seizures before the procuracy (khám xét, thu giữ). BLTTHS-2015/193, 197

The investigating body orders; the procuracy approves first, or hears of an urgent search within 24 hours.
"""

from domain.acts.changes import unchanged
from domain.acts.shapes import OrderAnswered, OrderRefused, Supervised
from domain.acts.stages import INVESTIGATING
from domain.kernel.act_type import HEAD, ActType, Breach, Question
from domain.kernel.data import Flagged, Id, Moment, Part, Personal, Text
from domain.states.criminal_case import CriminalCase


class SearchedPerson(Part):
    """Whose body, dwelling or workplace is searched."""

    person: Id
    address: Personal[Text] = None


class SearchApproved(OrderAnswered):
    """The procuracy approves a search warrant."""

    place: Text  # in general words; an address that identifies stands with the person
    searched: SearchedPerson | None = None


class UrgentSearchNotified(Supervised):
    """The investigating body tells the procuracy of an urgent search."""

    searched_at: Moment
    notified_at: Moment
    place: Text  # in general words
    result: Text


class MailSeizureApproved(OrderAnswered):
    """The procuracy approves the seizure of mail."""

    item: Text
    received_at: Moment  # when the file came in
    after_the_fact: Flagged  # seized at once in an urgent case: BLTTHS-2015/197/2


class MailSeizureRefused(OrderRefused):
    """The procuracy does not approve the seizure of mail."""

    returned_at: Moment | None = None  # what was seized goes back to the carrier


def notified_in_time(state: CriminalCase, question: Question) -> Breach | None:
    """The procuracy is told after an urgent search, and within 24 hours. BLTTHS-2015/193/2"""
    data = question.act.data
    hours = (data.notified_at - data.searched_at).total_seconds() / 3600
    if 0 <= hours <= 24:
        return None
    return Breach("urgent_search_notified_late", "BLTTHS-2015/193/2", {"hours": round(hours)})


CHAPTER = (
    ActType(
        key="search_warrant.approved.v1", name_vi="Phê chuẩn lệnh khám xét", name_en="Search warrant approved",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("search_warrant_approved",),
        law=("BLTTHS-2015/193/1", "BLTTHS-2015/165/4"), form="119/HS", lawful_from=INVESTIGATING,
        data=SearchApproved, apply=unchanged,
    ),
    ActType(
        key="search_warrant.refused.v1", name_vi="Không phê chuẩn lệnh khám xét", name_en="Search warrant refused",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("search_warrant_not_approved",),
        law=("BLTTHS-2015/193/1", "BLTTHS-2015/165/4"), form="120/HS", lawful_from=INVESTIGATING,
        data=OrderRefused, apply=unchanged,
    ),
    ActType(
        key="urgent_search.notified.v1", name_vi="Thông báo khám xét trong trường hợp khẩn cấp",
        name_en="Urgent search notified",
        module="M2", issuer="investigating_body", kinds=("criminal_case", "information_source"),
        codes=("urgent_search_notified",), law=("BLTTHS-2015/193/2",),
        lawful_from=(*INVESTIGATING, "verification"), checks=(notified_in_time,),
        ends=("urgent_search_notice_24h@193.2",), data=UrgentSearchNotified, apply=unchanged,
    ),
    ActType(
        key="mail_seizure.approved.v1", name_vi="Phê chuẩn lệnh thu giữ thư tín, điện tín, bưu kiện, bưu phẩm",
        name_en="Seizure of mail approved",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("mail_seizure_approved",),
        law=("BLTTHS-2015/197/1", "BLTTHS-2015/197/2", "BLTTHS-2015/165/4"), form="121/HS", lawful_from=INVESTIGATING,
        ends=("mail_seizure_approval_24h@197.2",), data=MailSeizureApproved, apply=unchanged,
    ),
    ActType(
        key="mail_seizure.refused.v1",
        name_vi="Không phê chuẩn lệnh thu giữ thư tín, điện tín, bưu kiện, bưu phẩm", name_en="Seizure of mail refused",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("mail_seizure_not_approved",),
        law=("BLTTHS-2015/197/1", "BLTTHS-2015/197/2", "BLTTHS-2015/165/4"), form="122/HS", lawful_from=INVESTIGATING,
        ends=("mail_seizure_approval_24h@197.2",), data=MailSeizureRefused, apply=unchanged,
    ),
)  # fmt: skip
