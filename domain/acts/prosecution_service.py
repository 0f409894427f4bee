"""Module 3: decisions on prosecution served, announced and sent on; the file goes to the court. BLTTHS-2015/240, 244"""

from typing import Literal

from domain.acts.changes import unchanged
from domain.acts.prosecution import ASSISTED
from domain.acts.shapes import Own, OwnOnSome
from domain.kernel.act_type import ANY, PROSECUTOR, REGISTRAR, ActType
from domain.kernel.checks import accused_known, linked
from domain.kernel.data import Count, Flagged, Text, Word
from domain.states.parts import Party

DECIDED = ("indicted", "prosecution_suspended", "discontinued", "supplementary_investigation")


class Served(OwnOnSome):
    """A decision or document is handed over. A link of relation `concerns` names it."""

    document: Word | None = None
    received_by: Text | None = None  # in what capacity it was received; no names
    to: Literal["accused", "representative"] | None = None
    place: Text | None = None
    refused: Flagged = False  # the recipient would not take it


class Announced(OwnOnSome):
    """A document is announced to somebody who cannot be found."""

    media: Text | None = None
    content: Text | None = None


class Notified(Own):
    """A decision is sent to counsel, victim, agency and others concerned. A link of relation `concerns` names it."""

    addressees: tuple[Text, ...]  # in what capacity; no names


class SentUp(Own):
    """A decision is sent to the superior procuracy. A link of relation `concerns` names it."""

    to_unit: Word


class SentToCourt(Own):
    """File and indictment go to the court."""

    to_court: Word | None = None
    folios: Count | None = None
    exhibits: tuple[Word, ...] = ()
    accepted: Flagged | None = None  # by the court: 276/1


class ExhibitsListed(Own):
    """The exhibits that go with the indictment."""

    exhibits: tuple[Word, ...]
    place: Text  # where they are kept


class Summoned(Own):
    """The persons whom the procuracy asks the court to summon, each in a capacity."""

    parties: tuple[Party, ...]


CHAPTER = (
    ActType(
        key="indictment.served.v1", name_vi="Giao cáo trạng, quyết định cho bị can hoặc người đại diện",
        name_en="Indictment or decision served",
        codes=("indictment_served",), module="M3", issuer="procuracy", signed_by=ASSISTED,
        law=("BLTTHS-2015/240/2",), form="164/HS",
        lawful_from=("indicted", "court", "trial", "prosecution", "prosecution_suspended", "discontinued"),
        impossible=(accused_known,), ends=("indictment_service_3d@240.2", "decision_service_3d@240.2"),
        data=Served, apply=unchanged,
    ),
    ActType(
        key="absentee.notified.v1", name_vi="Thông báo công khai cho bị can bỏ trốn",
        name_en="Absent accused notified in public",
        module="M3", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/137/1", "BLTTHS-2015/141/1"),
        lawful_from=(ANY,), impossible=(accused_known,), data=Announced, apply=unchanged, confirmed=False,
    ),
    ActType(
        key="decision.notified_to_parties.v1",
        name_vi="Gửi, thông báo quyết định truy tố, đình chỉ, tạm đình chỉ, trả hồ sơ",
        name_en="Decision sent to counsel, victim and agency", codes=("decision_notified_to_parties",),
        module="M3", issuer="procuracy", signed_by=ASSISTED, law=("BLTTHS-2015/240/2",), form="167/HS",
        lawful_from=(*DECIDED, "prosecution"), checks=(linked("concerns", "BLTTHS-2015/240/2"),),
        ends=("decision_service_3d@240.2", "return_notice_3d@240.2"),
        data=Notified, apply=unchanged,
    ),
    ActType(
        key="decision.sent_to_superior.v1",
        name_vi="Gửi quyết định giai đoạn truy tố cho Viện kiểm sát cấp trên",
        name_en="Decision sent to the superior procuracy", codes=("decision_sent_to_superior",),
        module="M3", issuer="procuracy", signed_by=REGISTRAR, law=("BLTTHS-2015/240/3",),
        lawful_from=(*DECIDED, "prosecution"), checks=(linked("concerns", "BLTTHS-2015/240/3"),),
        ends=("superior_copy_immediately@240.3",),
        data=SentUp, apply=unchanged,
    ),
    ActType(
        key="exhibit_list.attached.v1", name_vi="Bản kê vật chứng kèm theo cáo trạng",
        name_en="List of exhibits attached to the indictment", codes=("exhibit_list_attached",),
        module="M3", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/243",), form="157/HS",
        lawful_from=("indicted", "prosecution"), data=ExhibitsListed, apply=unchanged,
    ),
    ActType(
        key="summons_list.proposed.v1", name_vi="Danh sách đề nghị triệu tập đến phiên tòa",
        name_en="List of persons to be summoned proposed", codes=("summons_list_proposed",),
        module="M3", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/287",), form="158/HS",
        lawful_from=("indicted", "court"), data=Summoned, apply=unchanged,
    ),
    ActType(
        key="file.sent_to_court.v1", name_vi="Chuyển hồ sơ vụ án và bản cáo trạng đến Tòa án",
        name_en="File and indictment sent to the court", codes=("dossier_sent_to_court",),
        module="M3", issuer="procuracy", signed_by=ASSISTED,
        law=("BLTTHS-2015/244", "BLTTHS-2015/276/1"), form="168/HS", lawful_from=("indicted",),
        ends=("dossier_to_court_3d@244",), data=SentToCourt, apply=unchanged,
    ),
)  # fmt: skip
