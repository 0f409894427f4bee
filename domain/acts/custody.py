"""Module 2: holding, arrest and custody (giữ, bắt, tạm giữ). BLTTHS-2015/110-118

A person may be held, arrested or in custody before a case is opened; the stream then stands in verification.
"""

from typing import Literal

from domain.acts.changes import entered
from domain.acts.shapes import OwnOnAccused, SupervisedNaming, SupervisedOnAccused
from domain.acts.stages import HOLDING
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, HEAD, ActType, Breach, Question
from domain.kernel.calendar import day_of
from domain.kernel.checks import accused_known, accused_open, measure_pending, measure_running, named_once
from domain.kernel.data import Day, Moment, Text
from domain.law.limits import CUSTODY_DAYS, CUSTODY_EXTENSIONS
from domain.states.criminal_case import Accused, CriminalCase, Measure

DEPRIVING = ("urgent_holding", "arrest", "custody", "remand")


class Held(SupervisedNaming):
    """An order to hold persons in an urgent case."""

    held_at: Moment | None = None
    ground: Text | None = None


class HoldingAnswered(OwnOnAccused):
    """The procuracy approves, or does not, the arrest of persons held."""

    ground: Text | None = None


class Arrested(SupervisedNaming):
    """Persons are arrested."""

    manner: Literal["in_the_act", "wanted", "for_remand", "unstated"]
    arrested_at: Moment | None = None
    place: Text | None = None


class Custody(SupervisedNaming):
    """The decision to keep persons in custody."""

    until: Day | None = None  # last day ordered, where published
    begins_at: Moment | None = None  # the hour at which custody begins, where published


class CustodyExtended(SupervisedOnAccused):
    """The investigating body decides to extend custody; it needs approval."""

    until: Day | None = None  # last day, where published


class CustodyAnswered(OwnOnAccused):
    """The procuracy's answer on custody."""

    ground: Text | None = None


class Released(SupervisedOnAccused):
    """Persons are set free."""

    released_at: Moment | None = None
    ground: Text | None = None


def custody_too_long(state: CriminalCase, question: Question) -> Breach | None:
    """Custody is at most three days. BLTTHS-2015/118/1"""
    until = question.act.data.until
    days = (until - question.day).days if until else 0
    if days <= CUSTODY_DAYS:
        return None
    return Breach("custody_too_long", "BLTTHS-2015/118/1", {"days": days, "most": CUSTODY_DAYS})


def custody_extended_too_often(state: CriminalCase, question: Question) -> Breach | None:
    """Custody is extended twice at most. BLTTHS-2015/118/2"""
    for person in question.act.data.persons:
        custody = state.accused[person].running("custody")
        if custody is not None and custody.extensions >= CUSTODY_EXTENSIONS:
            facts = {"label": state.accused[person].label, "extensions": custody.extensions}
            return Breach("no_extension_left", "BLTTHS-2015/118/2", facts)
    return None


def custody_total_too_long(state: CriminalCase, question: Question) -> Breach | None:
    """Custody with its extensions is at most nine days. BLTTHS-2015/118/1, 118/2"""
    until, most = question.act.data.until, CUSTODY_DAYS * (1 + CUSTODY_EXTENSIONS)
    for person in question.act.data.persons:
        custody = state.accused[person].running("custody")
        days = (until - custody.since).days if until and custody else 0
        if days > most:
            return Breach("custody_too_long", "BLTTHS-2015/118/2", {"days": days, "most": most})
    return None


def _under(state: CriminalCase, recorded: Recorded, measure: Measure, ends: tuple[str, ...]) -> CriminalCase:
    held = entered(state, recorded.act.data.accused)
    accused = held.changed(recorded.act.data.persons, lambda a: a.with_measure(measure, ends=ends))
    return held.evolved(accused=accused)


def _held(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    measure = Measure("urgent_holding", day_of(recorded.act.occurred_at), None, recorded.version, pending=True)
    return _under(state, recorded, measure, ())


def _holding_approved(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def arrested(accused: Accused) -> Accused:
        return accused.changed_measure("urgent_holding", pending=False, approved=recorded.version)

    return state.evolved(accused=state.changed(recorded.act.data.persons, arrested))


def _holding_refused(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    released = state.changed(recorded.act.data.persons, lambda a: a.without(("urgent_holding",), recorded.version))
    return state.evolved(accused=released)


def _arrested(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    day = day_of(recorded.act.occurred_at)
    held = entered(state, recorded.act.data.accused)

    def arrested(accused: Accused) -> Accused:
        under = (
            accused
            if accused.running("remand")
            else accused.with_measure(Measure("arrest", day, None, recorded.version))
        )
        return under.evolved(wanted=False)

    return held.evolved(accused=held.changed(recorded.act.data.persons, arrested))


def _in_custody(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data = recorded.act.data
    measure = Measure("custody", day_of(recorded.act.occurred_at), data.until, recorded.version)
    return _under(state, recorded, measure, ("urgent_holding", "arrest", "custody"))


def _custody_extended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def extended(accused: Accused) -> Accused:
        custody = accused.running("custody")
        if custody is None:
            return accused
        until = recorded.act.data.until or custody.until
        return accused.changed_measure("custody", until=until, extensions=custody.extensions + 1, pending=True)

    return state.evolved(accused=state.changed(recorded.act.data.persons, extended))


def _custody_approved(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    def approved(accused: Accused) -> Accused:
        return accused.changed_measure("custody", pending=False, approved=recorded.version)

    return state.evolved(accused=state.changed(recorded.act.data.persons, approved))


def _custody_ended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    ended = state.changed(recorded.act.data.persons, lambda a: a.without(("custody",), recorded.version))
    return state.evolved(accused=ended)


def _released(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    released = state.changed(recorded.act.data.persons, lambda a: a.without(DEPRIVING, recorded.version))
    return state.evolved(accused=released)


CHAPTER = (
    ActType(
        key="holding.ordered.v1", name_vi="Lệnh giữ người trong trường hợp khẩn cấp",
        name_en="Holding in an urgent case ordered",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/110/1", "BLTTHS-2015/110/2"),
        lawful_from=HOLDING, impossible=(named_once,), checks=(accused_open,),
        starts=("urgent_holding_12h@110.4", "family_notice_24h@116"), data=Held, apply=_held,
    ),
    ActType(
        key="holding.approved.v1", name_vi="Phê chuẩn lệnh bắt người bị giữ trong trường hợp khẩn cấp",
        name_en="Arrest of a person held in an urgent case approved",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/110/6", "BLTTHS-2015/165/4"), form="31/HS",
        lawful_from=("verification", "investigation", "supplementary_investigation"),
        impossible=(accused_known, named_once), checks=(measure_pending("urgent_holding", "BLTTHS-2015/110/6"),),
        ends=("urgent_arrest_approval_12h@110.6",), data=HoldingAnswered, apply=_holding_approved,
    ),
    ActType(
        key="holding.refused.v1", name_vi="Không phê chuẩn lệnh bắt người bị giữ trong trường hợp khẩn cấp",
        name_en="Arrest of a person held in an urgent case not approved",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/110/6", "BLTTHS-2015/165/4"), form="32/HS",
        lawful_from=("verification", "investigation", "supplementary_investigation"),
        impossible=(accused_known, named_once), checks=(measure_pending("urgent_holding", "BLTTHS-2015/110/6"),),
        ends=("urgent_arrest_approval_12h@110.6",), data=HoldingAnswered, apply=_holding_refused,
    ),
    ActType(
        key="person.arrested.v1", name_vi="Bắt người (quả tang, đang bị truy nã, để tạm giam)",
        name_en="Person arrested",
        module="M2", issuer="investigating_body",
        law=("BLTTHS-2015/111/1", "BLTTHS-2015/112/1", "BLTTHS-2015/113/1"),
        lawful_from=(*HOLDING, "investigation_suspended", "concluded", "prosecution", "prosecution_suspended"),
        impossible=(named_once,), checks=(accused_open,),
        starts=("custody_or_release_12h@114.1",), data=Arrested, apply=_arrested,
    ),
    ActType(
        key="custody.ordered.v1", name_vi="Quyết định tạm giữ", name_en="Custody ordered",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/117/1", "BLTTHS-2015/118/1"),
        lawful_from=HOLDING, impossible=(named_once,), checks=(accused_open, custody_too_long),
        starts=("custody_3d@118.1", "custody_send_12h@117.4"), ends=("custody_or_release_12h@114.1",),
        data=Custody, apply=_in_custody,
    ),
    ActType(
        key="custody.extended.v1", name_vi="Quyết định gia hạn tạm giữ", name_en="Custody extended",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/118/2",), lawful_from=HOLDING,
        impossible=(accused_known, named_once),
        checks=(
            measure_running("custody", "BLTTHS-2015/118/2"), custody_extended_too_often, custody_total_too_long,
        ),
        starts=("custody_extension_approval_12h@118.2",), data=CustodyExtended, apply=_custody_extended,
    ),
    ActType(
        key="custody.extension_approved.v1", name_vi="Phê chuẩn quyết định gia hạn tạm giữ",
        name_en="Extension of custody approved",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/118/2", "BLTTHS-2015/165/4"), form="33/HS",
        lawful_from=HOLDING, impossible=(accused_known, named_once),
        checks=(measure_pending("custody", "BLTTHS-2015/118/2"),),
        ends=("custody_extension_approval_12h@118.2",), extends=("custody_3d@118.1",),
        data=CustodyAnswered, apply=_custody_approved,
    ),
    ActType(
        key="custody.extension_refused.v1", name_vi="Không phê chuẩn quyết định gia hạn tạm giữ",
        name_en="Extension of custody not approved",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/118/2", "BLTTHS-2015/165/4"), form="34/HS",
        lawful_from=HOLDING, impossible=(accused_known, named_once),
        checks=(measure_pending("custody", "BLTTHS-2015/118/2"),),
        ends=("custody_extension_approval_12h@118.2", "custody_3d@118.1"), data=CustodyAnswered, apply=_custody_ended,
    ),
    ActType(
        key="custody.annulled.v1", name_vi="Hủy bỏ quyết định tạm giữ", name_en="Custody annulled",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/117/4", "BLTTHS-2015/159/6"), form="35/HS",
        lawful_from=HOLDING, impossible=(accused_known, named_once),
        checks=(measure_running("custody", "BLTTHS-2015/117/4"),),
        ends=("custody_3d@118.1",), data=CustodyAnswered, apply=_custody_ended,
    ),
    ActType(
        key="person.released.v1", name_vi="Trả tự do cho người bị giữ, bị bắt, bị tạm giữ, tạm giam",
        name_en="Person set free",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/118/3", "BLTTHS-2015/125/1"), lawful_from=(ANY,),
        impossible=(accused_known, named_once),
        ends=("custody_3d@118.1", "detention_investigation@173.1"), data=Released, apply=_released,
    ),
)  # fmt: skip
