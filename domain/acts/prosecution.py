"""Module 3: the procuracy's decision on prosecution (truy tố). BLTTHS-2015/236-249

File received; returned for supplementary investigation, suspended, discontinued; or the indictment.
"""

from domain.acts.changes import discontinued, open_persons, unchanged
from domain.acts.shapes import Own, OwnOnSome
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, HEAD, PROSECUTOR, ActType, Breach, Question
from domain.kernel.checks import accused_known, accused_open, named_once, status_among
from domain.kernel.data import Count, Day, Flagged, Id, Part, Text, Word
from domain.law.limits import PROSECUTION_EXTENSIONS, RETURNS_BY_PROCURACY
from domain.states.criminal_case import CHARGED, Accused, CriminalCase
from domain.states.parts import Charge

DECIDING = ("prosecution", "concluded", "returned_by_court")


class FileReceived(Own):
    """The case file and the conclusion come in."""

    folios: Count | None = None
    register_number: Word | None = None


class ProsecutionExtended(Own):
    """The time for the decision on prosecution is extended."""

    days: Count
    until: Day | None = None


class FileReturned(OwnOnSome):
    """The file goes back for supplementary investigation."""

    matters: tuple[Text, ...] = ()


class Stopped(OwnOnSome):
    """The procuracy suspends or discontinues the case, or does so for some accused."""

    ground: Text | None = None


class Resumed(OwnOnSome):
    """The procuracy resumes the case."""

    ground: Text | None = None


class ChargesOf(Part):
    """The charges on which one accused is prosecuted."""

    accused: Id
    charges: tuple[Charge, ...]


class Indicted(OwnOnSome):
    """The indictment."""

    charges: tuple[ChargesOf, ...] = ()  # where they differ from those of the investigation
    to_court: Word | None = None
    summary: Text | None = None
    absent: Flagged = False  # accused prosecuted in absence: BLTTHS-2015/243/2
    indicted: Count | None = None  # number of accused, as published


class Served(OwnOnSome):
    """A decision or document is handed over."""

    document: Word | None = None
    received_by: Text | None = None  # in what capacity it was received; no names


class Announced(OwnOnSome):
    """A document is announced to somebody who cannot be found."""

    media: Text | None = None
    content: Text | None = None


class LowerAssigned(Own):
    """A lower procuracy prosecutes at the trial."""

    to_unit: Word
    prosecutors: Count | None = None


class SentToCourt(Own):
    """File and indictment go to the court."""

    to_court: Word | None = None


def extension_left(state: CriminalCase, question: Question) -> Breach | None:
    """The time for the decision is extended once. BLTTHS-2015/240/1"""
    if state.prosecution_extensions < PROSECUTION_EXTENSIONS:
        return None
    return Breach("no_extension_left", "BLTTHS-2015/240/1", {"extensions": state.prosecution_extensions})


def return_left(state: CriminalCase, question: Question) -> Breach | None:
    """The procuracy returns the file of its own motion twice at most. BLTTHS-2015/174/2

    Passing on a return by the court is not a return of its own.
    """
    if state.stage == "returned_by_court" or state.returns_by_procuracy < RETURNS_BY_PROCURACY:
        return None
    return Breach("no_return_left", "BLTTHS-2015/174/2", {"returns": state.returns_by_procuracy})


def somebody_to_indict(state: CriminalCase, question: Question) -> Breach | None:
    """An indictment has at least one accused. BLTTHS-2015/243"""
    if open_persons(state, question.act.data.persons):
        return None
    return Breach("nobody_to_indict", "BLTTHS-2015/243")


def charge_not_approved(state: CriminalCase, question: Question) -> Breach | None:
    """A charge without the procuracy's approval on record. BLTTHS-2015/179/3"""
    missing = [
        state.accused[person].label
        for person in open_persons(state, question.act.data.persons)
        if person in state.accused and not state.accused[person].approved
    ]
    return Breach("charge_not_approved", "BLTTHS-2015/179/3", {"labels": missing}) if missing else None


def _received(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(stage="prosecution", prosecution_extensions=0)


def _extended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(prosecution_extensions=state.prosecution_extensions + 1)


def _returned(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    own = state.stage != "returned_by_court"
    persons = open_persons(state, recorded.act.data.persons)
    accused = state.changed(persons, _under_investigation)
    returns = state.returns_by_procuracy + own
    return state.evolved(stage="supplementary_investigation", accused=accused, returns_by_procuracy=returns)


def _under_investigation(accused: Accused) -> Accused:
    if accused.status not in ("proposed", "indicted", "judged"):
        return accused
    return accused.evolved(status="approved" if accused.approved else "charged")


def _suspended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = open_persons(state, recorded.act.data.persons)
    accused = state.changed(persons, lambda a: a.evolved(status="suspended"))
    return state.evolved(accused=accused, stage=state.stage if recorded.act.data.persons else "prosecution_suspended")


def _discontinued(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = open_persons(state, recorded.act.data.persons)
    accused = state.changed(persons, lambda a: discontinued(a, recorded.version))
    return state.evolved(accused=accused, stage=state.stage if recorded.act.data.persons else "discontinued")


def _resumed(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = recorded.act.data.persons or tuple(
        person for person, accused in state.accused.items() if accused.status in ("suspended", "discontinued")
    )
    accused = state.changed(persons, lambda a: a.evolved(status="proposed"))
    return state.evolved(accused=accused, stage="prosecution")


def _indicted(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data = recorded.act.data
    charges = {entry.accused: entry.charges for entry in data.charges}
    persons = tuple(p for p in open_persons(state, data.persons) if state.accused[p].status in CHARGED)

    def indicted(accused: Accused) -> Accused:
        return accused.evolved(status="indicted", charges=charges.get(accused.person, accused.charges))

    indictments = (*state.indictments, recorded.version)
    return state.evolved(stage="indicted", accused=state.changed(persons, indicted), indictments=indictments)


CHAPTER = (
    ActType(
        key="file.received.v1", name_vi="Nhận hồ sơ vụ án và bản kết luận điều tra đề nghị truy tố",
        name_en="Case file and conclusion received",
        module="M3", issuer="procuracy", signed_by=(*PROSECUTOR, "KTV"),
        law=("BLTTHS-2015/238/1", "BLTTHS-2015/238/2"), form="168/HS", lawful_from=("concluded",),
        starts=("prosecution_decision@240.1",), ends=("conclusion_handover_2d@232.4",),
        data=FileReceived, apply=_received,
    ),
    ActType(
        key="prosecution.extended.v1", name_vi="Gia hạn thời hạn quyết định việc truy tố",
        name_en="Time for the decision on prosecution extended",
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/240/1", "BLTTHS-2015/236/7"),
        form="144/HS", lawful_from=("prosecution",), checks=(extension_left,),
        extends=("prosecution_decision@240.1",), data=ProsecutionExtended, apply=_extended,
    ),
    ActType(
        key="file.returned.v1", name_vi="Trả hồ sơ vụ án để điều tra bổ sung",
        name_en="File returned for supplementary investigation",
        module="M3", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/245/1", "BLTTHS-2015/240/1", "BLTTHS-2015/174/2"), form="145/HS", lawful_from=DECIDING,
        impossible=(accused_known, named_once), checks=(return_left,),
        starts=("supplementary_investigation@174.2", "return_notice_3d@240.2"), ends=("prosecution_decision@240.1",),
        data=FileReturned, apply=_returned,
    ),
    ActType(
        key="case.suspended.v1", name_vi="Viện kiểm sát tạm đình chỉ vụ án", name_en="Case suspended by the procuracy",
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/247/1", "BLTTHS-2015/240/1"),
        form="146/HS, 148/HS", lawful_from=("prosecution",), impossible=(accused_known, named_once),
        checks=(accused_open,), starts=("decision_service_3d@240.2",), ends=("prosecution_decision@240.1",),
        data=Stopped, apply=_suspended,
    ),
    ActType(
        key="case.discontinued.v1", name_vi="Viện kiểm sát đình chỉ vụ án",
        name_en="Case discontinued by the procuracy",
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/248/1", "BLTTHS-2015/240/1"),
        form="150/HS, 152/HS", lawful_from=(*DECIDING, "prosecution_suspended"),
        impossible=(accused_known, named_once), checks=(accused_open,),
        starts=("decision_service_3d@240.2",), ends=("prosecution_decision@240.1",), data=Stopped, apply=_discontinued,
    ),
    ActType(
        key="case.resumed.v1", name_vi="Phục hồi vụ án", name_en="Case resumed by the procuracy",
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/249/1", "BLTTHS-2015/249/2"),
        form="154/HS, 155/HS", lawful_from=("prosecution_suspended", "discontinued", "prosecution"),
        impossible=(accused_known, named_once),
        checks=(status_among("suspended", "discontinued", article="BLTTHS-2015/249/1"),),
        starts=("prosecution_decision@249.4", "resumption_service_3d@249.3"), data=Resumed, apply=_resumed,
    ),
    ActType(
        key="indictment.issued.v1", name_vi="Cáo trạng (quyết định truy tố bị can)", name_en="Indictment issued",
        module="M3", issuer="procuracy", signed_by=HEAD,
        law=("BLTTHS-2015/243", "BLTTHS-2015/240/1", "BLTTHS-2015/236/8"), form="156/HS", lawful_from=DECIDING,
        impossible=(accused_known, named_once),
        checks=(accused_open, somebody_to_indict, status_among(*CHARGED, article="BLTTHS-2015/243")),
        notes=(charge_not_approved,),
        starts=("indictment_service_3d@240.2", "dossier_to_court_3d@244"), ends=("prosecution_decision@240.1",),
        data=Indicted, apply=_indicted,
    ),
    ActType(
        key="indictment.served.v1", name_vi="Giao cáo trạng cho bị can", name_en="Indictment served",
        module="M3", issuer="procuracy", signed_by=(*PROSECUTOR, "KTV"), law=("BLTTHS-2015/240/2",), form="164/HS",
        lawful_from=("indicted", "court", "trial"), impossible=(accused_known,),
        ends=("indictment_service_3d@240.2",), data=Served, apply=unchanged,
    ),
    ActType(
        key="absentee.notified.v1", name_vi="Thông báo công khai cho bị can bỏ trốn",
        name_en="Absent accused notified in public",
        module="M3", issuer="procuracy", signed_by=PROSECUTOR, law=("BLTTHS-2015/137/1", "BLTTHS-2015/141/1"),
        lawful_from=(ANY,), impossible=(accused_known,), data=Announced, apply=unchanged, confirmed=False,
    ),
    ActType(
        key="lower_procuracy.assigned.v1",
        name_vi="Phân công Viện kiểm sát cấp dưới thực hành quyền công tố, kiểm sát xét xử",
        name_en="Lower procuracy assigned to prosecute at the trial",
        module="M3", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/239/1",), form="159/HS",
        lawful_from=("indicted", "prosecution", "court", "trial"), data=LowerAssigned, apply=unchanged,
    ),
    ActType(
        key="file.sent_to_court.v1", name_vi="Chuyển hồ sơ vụ án và bản cáo trạng đến Tòa án",
        name_en="File and indictment sent to the court",
        module="M3", issuer="procuracy", signed_by=(*PROSECUTOR, "KTV"),
        law=("BLTTHS-2015/244", "BLTTHS-2015/276/1"), form="168/HS", lawful_from=("indicted",),
        ends=("dossier_to_court_3d@244",), data=SentToCourt, apply=unchanged,
    ),
)  # fmt: skip
