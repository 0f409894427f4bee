"""Module 2: how an investigation goes on and ends. BLTTHS-2015/169, 170, 229-235

Split, joined, transferred; suspended, resumed, discontinued; concluded with a proposal to prosecute.
"""

from domain.acts.changes import discontinued, open_persons, to_stage, unchanged
from domain.acts.shapes import Own, OwnOnSome, Supervised, SupervisedOnSome
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import ANY, HEAD, ActType
from domain.kernel.checks import accused_known, accused_open, linked, named_once
from domain.kernel.data import Count, Flagged, Text, Word
from domain.states.criminal_case import Accused, CriminalCase
from domain.states.parts import Charge

STOPPED = ("investigation_suspended", "investigation_discontinued")


class Split(SupervisedOnSome):
    """Conduct or persons leave the case for another one; persons named leave it."""

    offences: tuple[Charge, ...] = ()
    reasons: Text | None = None


class Joined(Supervised):
    """Another case comes into this one."""

    reasons: Text | None = None


class TakenUp(Supervised):
    """The investigating body takes the case up again after a judgment was annulled."""


class Transferred(Own):
    """The case goes to the competent authority."""

    to: Word
    reasons: Text | None = None


class Stopped(SupervisedOnSome):
    """Proceedings stop, for the case or for some accused."""

    ground: Text | None = None
    charges: tuple[Charge, ...] = ()  # not empty: only these offences are discontinued, proceedings go on


class OwnStopAnnulled(OwnOnSome):
    """The procuracy annuls a decision to stop."""

    ground: Text | None = None


class Resumed(SupervisedOnSome):
    """Proceedings go on."""

    ground: Text | None = None


class Concluded(SupervisedOnSome):
    """The conclusion of the investigation, proposing prosecution."""

    proposed: Count | None = None  # number of accused proposed for prosecution, as published
    content: Text | None = None
    absent: Flagged = False  # accused who could not be questioned: BLTTHS-2015/233/2


class Notified(SupervisedOnSome):
    """The conclusion reaches those concerned."""

    recipients: Text | None = None


def _split(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    leaving = frozenset(recorded.act.data.persons)
    accused = {person: found for person, found in state.accused.items() if person not in leaving}
    return state.evolved(accused=accused, splits=(*state.splits, recorded.version))


def _joined(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(joins=(*state.joins, recorded.version))


def _joined_away(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(stage="joined", joins=(*state.joins, recorded.version))


def _transferred(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    return state.evolved(transferred_to=recorded.act.data.to)


def _suspended(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = open_persons(state, recorded.act.data.persons)
    accused = state.changed(persons, lambda a: a.evolved(status="suspended"))
    whole = not recorded.act.data.persons
    return state.evolved(accused=accused, stage="investigation_suspended" if whole else state.stage)


def _discontinued(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data = recorded.act.data
    if data.charges:
        return state.evolved(accused=state.changed(data.persons, lambda a: _without_charges(a, data.charges)))
    persons = open_persons(state, data.persons)
    accused = state.changed(persons, lambda a: discontinued(a, recorded.version))
    return state.evolved(accused=accused, stage=state.stage if data.persons else "investigation_discontinued")


def _without_charges(accused: Accused, charges: tuple[Charge, ...]) -> Accused:
    offences = {(charge.code, charge.article) for charge in charges}
    gone = tuple(charge for charge in accused.charges if (charge.code, charge.article) in offences)
    kept = tuple(charge for charge in accused.charges if charge not in gone)
    return accused.evolved(charges=kept, dropped=(*accused.dropped, *gone))


def _resumed(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data = recorded.act.data
    persons = data.persons or tuple(
        person for person, accused in state.accused.items() if accused.status in ("suspended", "discontinued")
    )
    accused = state.changed(persons, lambda a: a.evolved(status="approved" if a.approved else "charged"))
    return state.evolved(accused=accused, stage=state.stage if data.persons else "investigation")


def _concluded(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    persons = open_persons(state, recorded.act.data.persons)
    return state.evolved(accused=state.changed(persons, _proposed), stage="concluded")


def _proposed(accused: Accused) -> Accused:
    return accused if accused.closed or accused.status in ("suspended", "held") else accused.evolved(status="proposed")


CHAPTER = (
    ActType(
        key="case.split.v1", name_vi="Tách vụ án hình sự", name_en="Case split",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/170/2", "BLTTHS-2015/242/2"),
        lawful_from=(*INVESTIGATING, "concluded", "prosecution"), impossible=(accused_known, named_once),
        starts=("join_split_send_24h@170.3",), data=Split, apply=_split,
    ),
    ActType(
        key="case.joined.v1", name_vi="Nhập vụ án hình sự", name_en="Another case joined to this one",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/170/1", "BLTTHS-2015/242/1"),
        lawful_from=(*INVESTIGATING, "prosecution"), checks=(linked("merged_from", "BLTTHS-2015/170/1"),),
        starts=("join_split_send_24h@170.3",), data=Joined, apply=_joined,
    ),
    ActType(
        key="case.joined_away.v1", name_vi="Vụ án được nhập vào vụ án khác", name_en="Case joined to another one",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/170/1", "BLTTHS-2015/242/1"),
        lawful_from=(*INVESTIGATING, "prosecution"), checks=(linked("merged_into", "BLTTHS-2015/170/1"),),
        data=Joined, apply=_joined_away,
    ),
    ActType(
        key="case.transferred.v1", name_vi="Quyết định chuyển vụ án để điều tra, truy tố theo thẩm quyền",
        name_en="Case transferred to the competent authority",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/169/1", "BLTTHS-2015/239/1"),
        form="85/HS, 141/HS", lawful_from=(*INVESTIGATING, "prosecution", "concluded"),
        starts=("case_transfer_send_24h@169.3.b", "case_file_move_3d@169.4"),
        ends=("case_transfer_decision_3d@169.3.a",), data=Transferred, apply=_transferred,
    ),
    ActType(
        key="investigation.suspended.v1", name_vi="Tạm đình chỉ điều tra", name_en="Investigation suspended",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/229/1", "BLTTHS-2015/229/2"),
        lawful_from=INVESTIGATING, impossible=(accused_known, named_once), checks=(accused_open,),
        starts=("investigation_suspension_send_2d@229.3",), ends=("investigation@172",),
        data=Stopped, apply=_suspended,
    ),
    ActType(
        key="investigation.suspension_annulled.v1", name_vi="Hủy bỏ quyết định tạm đình chỉ điều tra",
        name_en="Suspension of the investigation annulled",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/41/2", "BLTTHS-2015/165/9"),
        form="107/HS, 108/HS", lawful_from=("investigation_suspended", *INVESTIGATING),
        impossible=(accused_known, named_once), data=OwnStopAnnulled, apply=_resumed,
    ),
    ActType(
        key="investigation.discontinued.v1", name_vi="Đình chỉ điều tra", name_en="Investigation discontinued",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/230/1", "BLTTHS-2015/230/2"),
        lawful_from=(*INVESTIGATING, "concluded", "investigation_suspended"), impossible=(accused_known, named_once),
        starts=("termination_review_15d@230.3",), ends=("investigation@172",),
        data=Stopped, apply=_discontinued,
    ),
    ActType(
        key="investigation.discontinuation_annulled.v1", name_vi="Hủy bỏ quyết định đình chỉ điều tra",
        name_en="Discontinuation of the investigation annulled",
        module="M2", issuer="procuracy", signed_by=HEAD, law=("BLTTHS-2015/230/3",), form="110/HS, 111/HS",
        lawful_from=("investigation_discontinued", *INVESTIGATING, "concluded"),
        impossible=(accused_known, named_once), ends=("termination_review_15d@230.3",),
        data=OwnStopAnnulled, apply=_resumed,
    ),
    ActType(
        key="investigation.resumed.v1", name_vi="Phục hồi điều tra", name_en="Investigation resumed",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/235/1",), lawful_from=(*STOPPED, *INVESTIGATING),
        impossible=(accused_known, named_once), starts=("investigation_resumed@174.1", "resumption_send_2d@235.2"),
        data=Resumed, apply=_resumed,
    ),
    ActType(
        key="investigation.concluded.v1", name_vi="Kết luận điều tra đề nghị truy tố",
        name_en="Investigation concluded, prosecution proposed",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/232/2", "BLTTHS-2015/233"),
        lawful_from=INVESTIGATING, impossible=(accused_known, named_once), checks=(accused_open,),
        starts=("conclusion_handover_2d@232.4",), ends=("investigation@172",), data=Concluded, apply=_concluded,
    ),
    ActType(
        key="supplementary_investigation.concluded.v1", name_vi="Kết luận điều tra bổ sung",
        name_en="Supplementary investigation concluded",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/245/3",),
        lawful_from=("supplementary_investigation",), impossible=(accused_known, named_once), checks=(accused_open,),
        starts=("conclusion_handover_2d@232.4",), ends=("supplementary_investigation@174.2",),
        data=Concluded, apply=_concluded,
    ),
    ActType(
        key="conclusion.notified.v1", name_vi="Giao, thông báo bản kết luận điều tra",
        name_en="Conclusion of the investigation notified",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/232/4",), lawful_from=(ANY,),
        impossible=(accused_known,), data=Notified, apply=unchanged,
    ),
    ActType(
        key="reinvestigation.accepted.v1", name_vi="Thụ lý điều tra lại", name_en="Reinvestigation taken up",
        module="M2", issuer="investigating_body", law=("BLTTHS-2015/174/3",),
        lawful_from=("investigation",), data=TakenUp, apply=to_stage("investigation"),
        starts=("investigation@174.3",),
    ),
)  # fmt: skip
