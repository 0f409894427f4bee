"""Module 6: criminal cases of the Supreme Procuracy's own investigating agency. BLTTHS-2015/163/3, 36, 37

As `agency_sources`: the same changes of state as by other investigating bodies, but own acts.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from domain.acts.agency_sources import FILES, LEVELS, of_the_agency
from domain.acts.changes import leads_to, unchanged
from domain.acts.custody import Custody
from domain.acts.dossiers import HandedOver
from domain.acts.measures import at_liberty, measured
from domain.acts.recommendations import Petitioned, opened
from domain.acts.remand import RemandOrdered
from domain.acts.shapes import Own, OwnOnAccused
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import AGENCY_HEAD, AGENCY_INVESTIGATOR, NEW, ActType, Apply, Breach, Check, Question
from domain.kernel.checks import accused_known, accused_open, named_once, status_among
from domain.kernel.data import Day, Flagged, Hash, Moment, Text, Word
from domain.states.criminal_case import CHARGED, CriminalCase
from domain.states.parts import Charge

COMPETENT = {"BLHS-2015": range(352, 392), "BLHS-1999": range(277, 315)}  # chapters XXIII and XXIV; XXI and XXII
ANNOUNCED_DAYS = 10  # BLTTHS-2015/172/2, 173/2: before the time ends


class MeasureOrdered(RemandOrdered):
    """A preventive measure is ordered."""

    measure: Literal["remand", "guarantee", "deposit", "residence_ban", "exit_ban"]
    approval_needed: Flagged


class PersonHeld(Custody):
    """A person is held in an urgent case or kept in custody."""

    measure: Literal["urgent_holding", "custody"]


class SearchOrdered(Own):
    """A search or seizure is ordered."""

    place: Text  # in general words
    approval: Word | None = None  # number of the procuracy's approval


class ExaminationRequested(Own):
    """An expert or a valuation council is asked."""

    body: Word
    questions: Annotated[tuple[Text, ...], Field(min_length=1)]
    due_on: Day


class ExtensionRequested(Own):
    """The department that supervises the agency is asked for more time."""

    limit: Literal["investigation", "remand", "source"]
    current_end: Day
    reason: Text
    sent_at: Moment


class TransferRequested(Own):
    """The procuracy is asked to transfer the case to the competent agency."""

    to_agency: Word
    reason: Text
    sent_at: Moment


class Interrogated(OwnOnAccused):
    """An accused is questioned, with sound or picture recorded."""

    at: Moment
    place: Text
    recording: Hash
    minutes: Word  # number of the minutes
    defence_present: Flagged


class DossierHandedOver(HandedOver):
    """The file goes to the department that supervises the agency, with the exhibits."""

    exhibits: tuple[Word, ...] = ()


def within_competence(state: CriminalCase, question: Question) -> Breach | None:
    """The offences are office crimes or crimes against judicial activity. BLTTHS-2015/163/3"""
    others = [charge.article for charge in question.act.data.offences if not _competent(charge)]
    return Breach("not_for_own_agency", "BLTTHS-2015/163/3", {"articles": others}) if others else None


def _competent(charge: Charge) -> bool:
    if not charge.article.isdecimal():
        return True  # an article that is no plain number cannot be measured
    return int(charge.article) in COMPETENT.get(charge.code, ())


def asked_late(state: CriminalCase, question: Question) -> Breach | None:
    """More time is asked for at least ten days before the time ends. BLTTHS-2015/172/2, 173/2"""
    data = question.act.data
    days = (data.current_end - question.day).days
    if data.limit == "source" or days >= ANNOUNCED_DAYS:
        return None
    article = "BLTTHS-2015/172/2" if data.limit == "investigation" else "BLTTHS-2015/173/2"
    return Breach("more_time_asked_late", article, {"days": days, "least": ANNOUNCED_DAYS})


def charged_unless_exit_ban(state: CriminalCase, question: Question) -> Breach | None:
    """Only an exit ban reaches whoever is not charged. BLTTHS-2015/119/1, 121/1, 122/1, 123/1, 124/1"""
    if question.act.data.measure == "exit_ban":
        return None
    return status_among(*CHARGED, article="BLTTHS-2015/119/1")(state, question)


def where(measure: str, checks: Iterable[Check]) -> tuple[Check, ...]:
    """`checks` as they apply to an order of `measure` only."""

    def narrowed(check: Check) -> Check:
        return lambda state, question: check(state, question) if question.act.data.measure == measure else None

    return tuple(narrowed(check) for check in checks)


def _measure_ordered(ordered: Mapping[str, ActType]) -> Apply:
    """Remand awaits approval, a residence or exit ban runs at once, a guarantee or deposit begins when approved."""
    changes: dict[str, Apply] = {
        "remand": ordered["remand.ordered.v1"].apply,
        "residence_ban": at_liberty("residence_ban"),
        "exit_ban": measured("exit_ban"),
    }

    def apply(state: Any, recorded: Recorded) -> Any:
        change: Apply = changes.get(recorded.act.data.measure, unchanged)
        return change(state, recorded)

    return apply


def _held(ordered: Mapping[str, ActType]) -> Apply:
    holding, custody = ordered["holding.ordered.v1"], ordered["custody.ordered.v1"]

    @leads_to(*dict.fromkeys((*holding.leads_to, *custody.leads_to)))
    def apply(state: Any, recorded: Recorded) -> Any:
        held = recorded.act.data.measure == "urgent_holding"
        return (holding if held else custody).apply(state, recorded)

    return apply


INVESTIGATION = (
    (
        "suspended", ("CQĐT VKSND tối cao tạm đình chỉ điều tra", "Own agency: investigation suspended"),
        "c1_investigation_suspended",
    ),
    (
        "discontinued", ("CQĐT VKSND tối cao đình chỉ điều tra", "Own agency: investigation discontinued"),
        "c1_investigation_terminated",
    ),
    (
        "resumed", ("CQĐT VKSND tối cao phục hồi điều tra", "Own agency: investigation resumed"),
        "c1_investigation_resumed",
    ),
    (
        "concluded",
        ("CQĐT VKSND tối cao kết luận điều tra đề nghị truy tố", "Own agency: investigation concluded"),
        "c1_investigation_concluded",
    ),
)  # fmt: skip


def chapter(ordered: Mapping[str, ActType]) -> tuple[ActType, ...]:
    """The acts in cases, made after those of other investigating bodies, by key."""
    opening, remand = ordered["case.opened.v1"], ordered["remand.ordered.v1"]
    return (
        of_the_agency(
            opening, "agency_case.opened.v1",
            ("CQĐT VKSND tối cao khởi tố vụ án hình sự", "Own agency: criminal case opened"), "c1_case_instituted",
            law=("BLTTHS-2015/153/1", "BLTTHS-2015/154/1", "BLTTHS-2015/163/3"),
            checks=(*opening.checks, within_competence),
        ),
        of_the_agency(
            ordered["accused.charged.v1"], "agency_accused.charged.v1",
            ("CQĐT VKSND tối cao khởi tố bị can", "Own agency: accused charged"), "c1_accused_charged",
        ),
        of_the_agency(
            remand, "agency_measure.ordered.v1",
            (
                "CQĐT VKSND tối cao ra lệnh, quyết định áp dụng biện pháp ngăn chặn",
                "Own agency: preventive measure ordered",
            ),
            "c1_preventive_measure_ordered", data=MeasureOrdered, apply=_measure_ordered(ordered), starts=(),
            law=(
                "BLTTHS-2015/113/1/a", "BLTTHS-2015/119/5", "BLTTHS-2015/121/4", "BLTTHS-2015/122/3",
                "BLTTHS-2015/123/3", "BLTTHS-2015/124/2",
            ),
            checks=(accused_open, charged_unless_exit_ban, *where("remand", remand.checks)),
        ),
        of_the_agency(
            ordered["custody.ordered.v1"], "agency_holding.ordered.v1",
            ("CQĐT VKSND tối cao giữ người khẩn cấp, tạm giữ", "Own agency: urgent holding or custody ordered"),
            "c1_urgent_holding_ordered", data=PersonHeld, apply=_held(ordered),
            checks=(
                *where("urgent_holding", ordered["holding.ordered.v1"].checks),
                *where("custody", ordered["custody.ordered.v1"].checks),
            ),
            law=("BLTTHS-2015/110/2", "BLTTHS-2015/117/2"),
        ),
        ActType(
            key="agency_search.ordered.v1", name_vi="CQĐT VKSND tối cao ra lệnh khám xét, thu giữ",
            name_en="Own agency: search or seizure ordered",
            module="M6", issuer="procuracy", signed_by=AGENCY_HEAD, levels=LEVELS, codes=("c1_search_ordered",),
            law=("BLTTHS-2015/193/1", "BLTTHS-2015/197/1"), lawful_from=INVESTIGATING,
            data=SearchOrdered, apply=unchanged,
        ),
        ActType(
            key="agency_examination.requested.v1",
            name_vi="CQĐT VKSND tối cao trưng cầu giám định, yêu cầu định giá",
            name_en="Own agency: expert or valuation requested",
            module="M6", issuer="procuracy", kinds=FILES, signed_by=AGENCY_HEAD, levels=LEVELS,
            codes=("c1_expert_requested",), law=("BLTTHS-2015/205/1", "BLTTHS-2015/215/1"),
            lawful_from=(*INVESTIGATING, "verification"), starts=("expert_conclusion@208",),
            data=ExaminationRequested, apply=unchanged,
        ),
        ActType(
            key="agency_extension.requested.v1", name_vi="CQĐT VKSND tối cao đề nghị gia hạn điều tra, tạm giam",
            name_en="Own agency: extension requested",
            module="M6", issuer="procuracy", signed_by=AGENCY_HEAD, levels=LEVELS, codes=("c1_extension_requested",),
            law=("BLTTHS-2015/172/2", "BLTTHS-2015/172/6", "BLTTHS-2015/173/2", "BLTTHS-2015/173/4"),
            lawful_from=INVESTIGATING, notes=(asked_late,),
            ends=("investigation_extension_request_10d_before@172.2",), data=ExtensionRequested, apply=unchanged,
        ),
        ActType(
            key="agency_interrogation.recorded.v1",
            name_vi="Điều tra viên CQĐT VKSND tối cao hỏi cung có ghi âm, ghi hình",
            name_en="Own agency: recorded interrogation",
            module="M6", issuer="procuracy", signed_by=AGENCY_INVESTIGATOR, levels=LEVELS,
            codes=("c1_interrogation_recorded",), law=("BLTTHS-2015/183/1", "BLTTHS-2015/183/6"),
            lawful_from=INVESTIGATING, impossible=(accused_known, named_once),
            checks=(accused_open, status_among("charged", "approved", article="BLTTHS-2015/183/1")),
            data=Interrogated, apply=unchanged,
        ),
        ActType(
            key="agency_transfer.requested.v1", name_vi="Đề nghị chuyển vụ án, chuyển vụ án theo thẩm quyền",
            name_en="Own agency: transfer of the case requested",
            module="M6", issuer="procuracy", signed_by=AGENCY_HEAD, levels=LEVELS, codes=("c1_case_transferred",),
            law=("BLTTHS-2015/169/1/a",), lawful_from=("investigation",),
            starts=("case_transfer_decision_3d@169.3.a",), data=TransferRequested, apply=unchanged,
        ),
        of_the_agency(
            ordered["dossier.handed_over.v1"], "agency_dossier.handed_over.v1",
            (
                "CQĐT VKSND tối cao giao hồ sơ, kết luận điều tra cho Viện kiểm sát",
                "Own agency: dossier handed to the prosecution side",
            ),
            "c1_dossier_handed_over", signed_by=AGENCY_INVESTIGATOR, data=DossierHandedOver,
            law=("BLTTHS-2015/232/4", "BLTTHS-2015/238/2"), ends=("conclusion_handover_2d@232.4",),
        ),
        ActType(
            key="agency_recommendation.issued.v1",
            name_vi="CQĐT VKSND tối cao kiến nghị phòng ngừa, khắc phục",
            name_en="Own agency: recommendation issued",
            module="M6", issuer="procuracy", kinds=("petition",), signed_by=AGENCY_HEAD, levels=LEVELS,
            codes=("c1_recommendation_issued",), law=("LTCVKSND-2014/5/2",), lawful_from=(NEW,),
            data=Petitioned, apply=opened("agency_recommendation"), confirmed=False, source="practice; no article read",
        ),
        *(
            of_the_agency(ordered[f"investigation.{word}.v1"], f"agency_investigation.{word}.v1", names, code)
            for word, names, code in INVESTIGATION
        ),
    )  # fmt: skip
