"""Documents of the proceedings are served: by hand, by post, in public, electronically. BLTTHS-2015/137-141

The day of receipt starts the times that the law counts from service; a receipt is confirmed by whoever received.
"""

from typing import Any, Literal

from domain.acts.changes import unchanged
from domain.acts.common import FILES, RECORDERS
from domain.acts.shapes import Own, OwnOnSome, Supervised
from domain.kernel.act_type import ANY, HEAD, ActType
from domain.kernel.checks import in_order, linked, persons_known
from domain.kernel.data import Day, Flagged, Moment, Text, Word
from domain.states.parts import Party

CLERKS = (*RECORDERS, "registrar")


class DecisionServed(OwnOnSome):
    """A document is handed over to those concerned."""

    document: Word | None = None
    received_by: Text | None = None  # in what capacity; no names
    addressee: Party | None = None
    receipt_signed: Flagged | None = None  # by the addressee


class ServedOnSubstitute(Own):
    """A document is given to a relative, an authority or an agency that hands it on."""

    document: Word
    substitute: Party
    undertaking: Flagged  # to hand it on at once


class ServiceFailed(Own):
    """A document could not be handed over; the minutes are a document of the act."""

    document: Word
    addressee: Party
    reason: Literal["absent", "address_unknown", "refused"]
    minutes: Word | None = None  # number


class SentByPost(Own):
    """A document is sent by registered post."""

    document: Word
    addressee: Party
    confirmed_at: Moment | None = None


class PostedPublicly(Own):
    """A document is posted where everybody can read it."""

    document: Word
    place: Text
    since: Day
    until: Day
    minutes: Word  # number


class Announced(Own):
    """A document is announced in the media."""

    document: Word
    media: tuple[Word, ...]
    since: Day
    until: Day


class ServedElectronically(Own):
    """A document is served by electronic means, on request of the addressee or as the law allows."""

    document: Word
    addressee: Party
    channel: Literal["national_platform", "email", "portal", "other"]
    requested_by_addressee: Flagged
    opened_at: Moment | None = None
    receipt: Word | None = None  # reference given by the platform


class ReceiptConfirmed(Supervised):
    """Whoever received the document confirms it; a link `answers` names the act that served it."""

    received_at: Moment


def _own(key: str, code: str, name_vi: str, name_en: str, data: Any, **more: Any) -> ActType:
    declared: dict[str, Any] = {"signed_by": RECORDERS, **more}
    return ActType(
        key=key, codes=(code,), name_vi=name_vi, name_en=name_en, data=data, apply=unchanged,
        module="common", issuer="procuracy", kinds=FILES, lawful_from=(ANY,), **declared,
    )  # fmt: skip


CHAPTER = (
    _own("decision.served.v1", "document_served_directly", "Giao, công bố quyết định tố tụng", "Decision served",
         DecisionServed, law=("BLTTHS-2015/137/1", "BLTTHS-2015/138/1", "BLTTHS-2015/138/4"),
         impossible=(persons_known,)),
    _own("document.served_on_substitute.v1", "document_served_on_substitute",
         "Giao văn bản tố tụng cho người thân thích, chính quyền, cơ quan để giao lại", "Service on a substitute",
         ServedOnSubstitute, law=("BLTTHS-2015/138/2",)),
    _own("service_failed.recorded.v1", "service_failed_recorded",
         "Lập biên bản không giao được, từ chối nhận văn bản tố tụng", "Failed or refused service recorded",
         ServiceFailed, law=("BLTTHS-2015/138/3",)),
    _own("document.sent_by_post.v1", "document_sent_by_post", "Gửi văn bản tố tụng qua dịch vụ bưu chính",
         "Service by registered post", SentByPost, signed_by=CLERKS, law=("BLTTHS-2015/137/1/b", "BLTTHS-2015/139")),
    _own("document.posted_publicly.v1", "document_posted_publicly", "Niêm yết công khai văn bản tố tụng",
         "Public posting", PostedPublicly, form="160/HS", starts=("public_posting_15d@140.2",),
         law=("BLTTHS-2015/137/1/c", "BLTTHS-2015/140/1", "BLTTHS-2015/140/2"),
         checks=(in_order("since", "until", "BLTTHS-2015/140/2"),)),
    _own("document.announced_in_media.v1", "document_announced_in_media",
         "Thông báo văn bản tố tụng trên phương tiện thông tin đại chúng", "Announcement in the media", Announced,
         signed_by=HEAD, law=("BLTTHS-2015/137/1/d", "BLTTHS-2015/141/1", "BLTTHS-2015/141/2"),
         checks=(in_order("since", "until", "BLTTHS-2015/141/2"),)),
    _own("document.served_electronically.v1", "document_served_electronically",
         "Tống đạt, thông báo văn bản tố tụng bằng phương thức điện tử", "Electronic service", ServedElectronically,
         signed_by=CLERKS, law=("BLTTHS-2015/137",),
         source="BLTTHS 2015; point added by Law 99/2025/QH15, letter not read"),
    ActType(
        key="service_receipt.confirmed.v1", codes=("service_receipt_confirmed",),
        name_vi="Xác nhận đã nhận văn bản tố tụng", name_en="Receipt of a document confirmed",
        module="common", issuer="party", kinds=FILES, law=("BLTTHS-2015/138/1", "BLTTHS-2015/139"), lawful_from=(ANY,),
        impossible=(linked("answers", "BLTTHS-2015/138/1"),), data=ReceiptConfirmed, apply=unchanged,
    ),
)  # fmt: skip
