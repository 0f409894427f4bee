"""Module 2: coercive measures (áp giải, dẫn giải, kê biên, phong tỏa tài khoản, pháp nhân). BLTTHS-2015/126-130, 436

Attachments, freezes and the measures against legal persons stay in force until an act lifts each of them, also when
the proceedings against the accused have ended.
"""

from dataclasses import replace
from typing import Literal

from domain.acts.changes import unchanged
from domain.acts.shapes import Delivered, Own, OwnOnAccused, SupervisedOnAccused
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, HEAD, PROSECUTOR, ActType, Apply, Breach, Check, Question
from domain.kernel.calendar import day_of
from domain.kernel.checks import accused_known, accused_open, legal_persons, named_once, status_among
from domain.kernel.data import Count, Day, Hash, Id, Moment, Number, Part, Personal, Text, Word
from domain.states.criminal_case import Accused, CriminalCase, Measure
from domain.states.parts import Party

HANDLING = (*INVESTIGATING, "reinvestigation", "prosecution")
ATTACHING = (*HANDLING, "concluded", "returned_by_court", "indicted")
STANDING = ("approved", "proposed", "indicted")  # the charge stands


class Asset(Part):
    """A thing or a right that is attached."""

    kind: Word  # land, house, vehicle, ...
    description: Text | None = None
    value: Number | None = None  # đồng, estimated


class Account(Part):
    """An account at a bank or at the treasury, and whose it is."""

    person: Id
    bank: Word
    account_number: Personal[Word] = None
    amount: Number | None = None  # đồng, frozen


class Escort(OwnOnAccused):
    """Accused are brought by escort."""

    origin: Text | None = None
    destination: Text
    due_at: Moment | None = None
    executed_by: Word | None = None  # unit


class WitnessEscort(Own):
    """A witness, a victim or a person reported is brought by escort."""

    summoned: Party
    capacity: Literal["witness", "victim", "reported_person"]
    due_at: Moment | None = None


class Attachment(OwnOnAccused):
    """Property of the accused is attached."""

    assets: tuple[Asset, ...]
    value: Number | None = None  # đồng, estimated
    custodian: Party | None = None
    minutes: Hash | None = None


class AttachmentNotified(SupervisedOnAccused, Delivered):
    """The agency tells the procuracy of an attachment before execution."""

    assets: tuple[Asset, ...] = ()


class Freeze(OwnOnAccused):
    """Accounts are frozen."""

    accounts: tuple[Account, ...]
    minutes: Hash | None = None


class FreezeNotified(SupervisedOnAccused, Delivered):
    """The agency tells the procuracy of a freeze before execution."""

    accounts: tuple[Account, ...] = ()


class CoercionAnnulled(OwnOnAccused):
    """An attachment or a freeze is lifted."""

    order: Count | None = None  # version of the act that ordered it; None: all that run
    reason: Text | None = None
    minutes: Hash | None = None


class LegalPersonMeasure(OwnOnAccused):
    """A coercive measure against legal persons is approved."""

    measure: Literal["activity_suspension", "forced_deposit"]
    since: Day | None = None
    until: Day | None = None  # last day
    amount: Number | None = None  # đồng


def order_running(kind: str, article: str) -> Check:
    """A check that the order to be lifted, or some order of `kind`, is in force on every accused named."""

    def check(state: CriminalCase, question: Question) -> Breach | None:
        for person in question.act.data.persons:
            if not any(_lifts(measure, kind, question.act.data.order) for measure in state.accused[person].measures):
                facts = {"measure": kind, "version": question.act.data.order}
                return Breach("order_of_coercion_unknown", article, facts)
        return None

    return check


def _lifts(measure: Measure, kind: str, order: int | None) -> bool:
    return measure.kind == kind and not measure.ended and order in (None, measure.ordered)


def _coerced(kind: str) -> Apply:
    def apply(state: CriminalCase, recorded: Recorded) -> CriminalCase:
        return _under(state, recorded, Measure(kind, day_of(recorded.act.occurred_at), None, recorded.version))

    return apply


def _legal_person_coerced(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data, version = recorded.act.data, recorded.version
    since = data.since or day_of(recorded.act.occurred_at)
    return _under(state, recorded, Measure(data.measure, since, data.until, version, approved=version))


def _under(state: CriminalCase, recorded: Recorded, measure: Measure) -> CriminalCase:
    return state.evolved(accused=state.changed(recorded.act.data.persons, lambda a: a.with_measure(measure)))


def _lifted(kind: str) -> Apply:
    def apply(state: CriminalCase, recorded: Recorded) -> CriminalCase:
        order, version = recorded.act.data.order, recorded.version

        def lifted(accused: Accused) -> Accused:
            after = (replace(m, ended=version) if _lifts(m, kind, order) else m for m in accused.measures)
            return accused.evolved(measures=tuple(after))

        return state.evolved(accused=state.changed(recorded.act.data.persons, lifted))

    return apply


CHAPTER = (
    ActType(
        key="accused_escort.ordered.v1", name_vi="Quyết định áp giải bị can", name_en="Escort of the accused ordered",
        codes=("accused_escort_ordered",),
        module="M2", issuer="procuracy", signed_by=PROSECUTOR,
        law=("BLTTHS-2015/127/1", "BLTTHS-2015/127/3", "BLTTHS-2015/127/4"), form="60/HS",
        lawful_from=(*HANDLING, "indicted"), impossible=(accused_known, named_once),
        checks=(accused_open, status_among(*STANDING, article="BLTTHS-2015/127/1")), data=Escort, apply=unchanged,
    ),
    ActType(
        key="witness_escort.ordered.v1", name_vi="Quyết định dẫn giải",
        name_en="Escort of a witness, a victim or a person reported ordered", codes=("witness_escort_ordered",),
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, kinds=("criminal_case", "information_source"),
        law=("BLTTHS-2015/127/2", "BLTTHS-2015/127/3"), form="61/HS",
        lawful_from=(*HANDLING, "verification"), data=WitnessEscort, apply=unchanged,
    ),
    ActType(
        key="property_attachment.ordered.v1", name_vi="Lệnh kê biên tài sản",
        name_en="Attachment of property ordered", codes=("property_attachment_ordered",),
        module="M2", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/128/2", "BLTTHS-2015/128/3", "BLTTHS-2015/113/1/b"), form="62/HS, 63/HS",
        lawful_from=ATTACHING, impossible=(accused_known, named_once),
        checks=(accused_open, status_among(*STANDING, article="BLTTHS-2015/128/1")),
        data=Attachment, apply=_coerced("attachment"),
    ),
    ActType(
        key="property_attachment.notified.v1",
        name_vi="Cơ quan điều tra thông báo lệnh kê biên tài sản trước khi thi hành",
        name_en="Attachment of property notified by the agency", codes=("property_attachment_notified",),
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/128/2",), lawful_from=ATTACHING,
        impossible=(accused_known, named_once),
        checks=(accused_open, status_among("approved", "charged", article="BLTTHS-2015/128/1")),
        data=AttachmentNotified, apply=_coerced("attachment"),
    ),
    ActType(
        key="property_attachment.annulled.v1", name_vi="Hủy bỏ biện pháp kê biên tài sản",
        name_en="Attachment of property annulled", codes=("property_attachment_cancelled",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/130/1", "BLTTHS-2015/130/2"),
        form="64/HS, 65/HS", lawful_from=(ANY,), impossible=(accused_known, named_once),
        checks=(order_running("attachment", "BLTTHS-2015/130/1"),),
        data=CoercionAnnulled, apply=_lifted("attachment"),
    ),
    ActType(
        key="account_freeze.ordered.v1", name_vi="Lệnh phong tỏa tài khoản", name_en="Freeze of accounts ordered",
        codes=("account_frozen",),
        module="M2", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/129/2", "BLTTHS-2015/129/3", "BLTTHS-2015/129/4"), form="66/HS, 67/HS",
        lawful_from=ATTACHING, impossible=(accused_known, named_once),
        checks=(accused_open, status_among(*STANDING, article="BLTTHS-2015/129/1")),
        data=Freeze, apply=_coerced("account_freeze"),
    ),
    ActType(
        key="account_freeze.notified.v1",
        name_vi="Cơ quan điều tra thông báo lệnh phong tỏa tài khoản trước khi thi hành",
        name_en="Freeze of accounts notified by the agency", codes=("account_freeze_notified",),
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/129/2",), lawful_from=ATTACHING,
        impossible=(accused_known, named_once),
        checks=(accused_open, status_among("approved", "charged", article="BLTTHS-2015/129/1")),
        data=FreezeNotified, apply=_coerced("account_freeze"),
    ),
    ActType(
        key="account_freeze.annulled.v1", name_vi="Hủy bỏ biện pháp phong tỏa tài khoản",
        name_en="Freeze of accounts annulled", codes=("account_freeze_cancelled",),
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/130/1", "BLTTHS-2015/130/2"),
        form="68/HS, 69/HS", lawful_from=(ANY,), impossible=(accused_known, named_once),
        checks=(order_running("account_freeze", "BLTTHS-2015/130/1"),),
        data=CoercionAnnulled, apply=_lifted("account_freeze"),
    ),
    ActType(
        key="legal_person_measure.approved.v1", name_vi="Phê chuẩn biện pháp cưỡng chế đối với pháp nhân",
        name_en="Coercive measure against a legal person approved", codes=("legal_person_measure_approved",),
        module="M2", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/439/1", "BLTTHS-2015/439/2", "BLTTHS-2015/436/1"),
        lawful_from=ATTACHING, impossible=(accused_known, named_once),
        checks=(
            accused_open, legal_persons("BLTTHS-2015/436/1"),
            status_among("approved", "proposed", article="BLTTHS-2015/436/1"),
        ),
        data=LegalPersonMeasure, apply=_legal_person_coerced,
        confirmed=False, source="BLTTHS 2015; the clause on approval was not read in its present wording",
    ),
)  # fmt: skip
