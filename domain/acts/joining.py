"""Module 2: cases split and joined. BLTTHS-2015/170, 242

Each case keeps its own stream, and an act stands in each: the split in the old case and the opening of the new one, the
joinder in the case that goes on and in the case that ends. What the procuracy annuls is undone the same way.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from domain.acts.changes import leads_to, left
from domain.acts.moving import MovedPerson, arrived
from domain.acts.shapes import Delivered, Own, OwnOnSome, Supervised, SupervisedOnSome
from domain.acts.stages import INVESTIGATING
from domain.kernel.act import Recorded
from domain.kernel.act_type import HEAD, NEW, PROSECUTOR, ActType, Breach, Check, Question
from domain.kernel.checks import accused_known, linked, named_once
from domain.kernel.data import Day, Part, Text, Word
from domain.states.criminal_case import CriminalCase
from domain.states.parts import Charge

Moved = Annotated[tuple[MovedPerson, ...], Field(max_length=500)]


class Split(SupervisedOnSome, Delivered):
    """Conduct or persons leave the case for another one; persons named leave it."""

    offences: tuple[Charge, ...] = ()
    reasons: Text | None = None


class InheritedLimit(Part):
    """A time limit that was running in the case split, and runs on in the new one."""

    limit: Word  # name
    due_on: Day


class OpenedOnSplit(Supervised):
    """A case split from another begins at the stage which the other had reached."""

    stage: Literal["investigation", "prosecution", "suspended"] = "investigation"  # suspended: BLTTHS-2015/242/2
    offences: tuple[Charge, ...] = ()
    facts: Text | None = None
    accused: Moved = ()
    limits: tuple[InheritedLimit, ...] = ()

    @property
    def persons(self) -> tuple[UUID, ...]:
        """The accused who came along."""
        return tuple(entry.person for entry in self.accused)


class Joined(Supervised, Delivered):
    """Another case comes into this one."""

    reasons: Text | None = None
    ground: Literal["170.1.a", "170.1.b", "170.1.c"] | None = None
    offences: tuple[Charge, ...] = ()
    accused: Moved = ()

    @property
    def persons(self) -> tuple[UUID, ...]:
        """The accused who come with the other case."""
        return tuple(entry.person for entry in self.accused)


class JoinedAway(Supervised):
    """This case goes into another one, and its accused with it."""

    reasons: Text | None = None


class JoinderAnnulled(OwnOnSome):
    """The procuracy annuls a joinder; the persons named go back to the case that they came from."""

    reasons: Text


class Restored(Own):
    """The case goes on by itself after the joinder was annulled. A link of relation `succeeds` names that act."""

    accused: Moved = ()  # those who come back

    @property
    def persons(self) -> tuple[UUID, ...]:
        """The accused who come back."""
        return tuple(entry.person for entry in self.accused)


class SplitAnnulled(Own):
    """The procuracy annuls a split; the persons named come back. The case split off then joins this one again."""

    reasons: Text
    accused: Moved = ()

    @property
    def persons(self) -> tuple[UUID, ...]:
        """The accused who come back."""
        return tuple(entry.person for entry in self.accused)


def annuls_one_of(member: str) -> Check:
    """A check that the act annuls an act of this case that is listed in `member` of the state. BLTTHS-2015/170/3"""

    def check(state: CriminalCase, question: Question) -> Breach | None:
        known: tuple[int, ...] = getattr(state, member)
        if any(link.relation == "annuls" and link.version in known for link in question.act.links):
            return None
        return Breach("annulled_act_unknown", "BLTTHS-2015/170/3", {"acts": list(known)})

    return check


def _annulled(recorded: Recorded, known: tuple[int, ...]) -> tuple[int, ...]:
    named = {link.version for link in recorded.act.links if link.relation == "annuls"}
    return tuple(version for version in known if version not in named)


def _split(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    accused = left(state, recorded.act.data.persons)
    return state.evolved(accused=accused, splits=(*state.splits, recorded.version))


@leads_to("investigation", "prosecution", "prosecution_suspended")
def _opened_on_split(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data = recorded.act.data
    stage = "prosecution_suspended" if data.stage == "suspended" else data.stage
    return arrived(state, data.accused, recorded.version).evolved(stage=stage, offences=data.offences)


def _joined(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    data = recorded.act.data
    offences = tuple(dict.fromkeys((*state.offences, *data.offences)))
    case = arrived(state, data.accused, recorded.version)
    return case.evolved(offences=offences, joins=(*state.joins, recorded.version))


@leads_to("joined")
def _joined_away(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    joins = (*state.joins, recorded.version)
    return state.evolved(accused={}, stage="joined", left_from=state.stage, joins=joins)


def _joinder_annulled(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    accused = left(state, recorded.act.data.persons)
    return state.evolved(accused=accused, joins=_annulled(recorded, state.joins))


@leads_to(*INVESTIGATING, "prosecution")
def _restored(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    """Back to the stage that it left; one that joins out of a stage that the law does not name starts again."""
    case = arrived(state, recorded.act.data.accused, recorded.version)
    stage = state.left_from if state.left_from in (*INVESTIGATING, "prosecution") else "investigation"
    return case.evolved(stage=stage, left_from="")


def _split_annulled(state: CriminalCase, recorded: Recorded) -> CriminalCase:
    case = arrived(state, recorded.act.data.accused, recorded.version)
    return case.evolved(splits=_annulled(recorded, state.splits))


FORMED = (
    ActType(
        key="case.opened_on_split.v1", name_vi="Vụ án mới hình thành do tách vụ án", name_en="Case formed by a split",
        module="M2", issuer="investigating_body", codes=("separated_case_opened",),
        law=("BLTTHS-2015/170/2", "BLTTHS-2015/242/2"),
        lawful_from=(NEW,), impossible=(linked("split_from", "BLTTHS-2015/170/2"), named_once),
        data=OpenedOnSplit, apply=_opened_on_split,
    ),
)  # fmt: skip

CHAPTER = (
    ActType(
        key="case.split.v1", name_vi="Tách vụ án hình sự", name_en="Case split",
        module="M2", issuer="investigating_body", codes=("case_separated",),
        law=("BLTTHS-2015/170/2", "BLTTHS-2015/242/2"),
        lawful_from=(*INVESTIGATING, "concluded", "prosecution"), impossible=(accused_known, named_once),
        starts=("join_split_send_24h@170.3",), data=Split, apply=_split,
    ),
    ActType(
        key="case.joined.v1", name_vi="Nhập vụ án hình sự", name_en="Another case joined to this one",
        module="M2", issuer="investigating_body", codes=("cases_joined",),
        law=("BLTTHS-2015/170/1", "BLTTHS-2015/242/1"),
        lawful_from=(*INVESTIGATING, "prosecution"), impossible=(named_once,),
        checks=(linked("merged_from", "BLTTHS-2015/170/1"),),
        starts=("join_split_send_24h@170.3",), data=Joined, apply=_joined,
    ),
    ActType(
        key="case.joined_away.v1", name_vi="Vụ án được nhập vào vụ án khác", name_en="Case joined to another one",
        module="M2", issuer="investigating_body", codes=("case_joined_into_other",),
        law=("BLTTHS-2015/170/1", "BLTTHS-2015/242/1"),
        lawful_from=(*INVESTIGATING, "prosecution"), checks=(linked("merged_into", "BLTTHS-2015/170/1"),),
        data=JoinedAway, apply=_joined_away,
    ),
    ActType(
        key="joinder.annulled.v1", name_vi="Hủy bỏ quyết định nhập vụ án hình sự", name_en="Joinder annulled",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("joinder_cancelled",),
        law=("BLTTHS-2015/170/3", "BLTTHS-2015/165/9"), form="88/HS", lawful_from=INVESTIGATING,
        impossible=(accused_known, named_once),
        checks=(linked("annuls", "BLTTHS-2015/170/3"), annuls_one_of("joins")),
        data=JoinderAnnulled, apply=_joinder_annulled,
    ),
    ActType(
        key="case.restored.v1", name_vi="Khôi phục vụ án sau khi hủy bỏ quyết định nhập vụ án",
        name_en="Case restored after the joinder was annulled",
        module="M2", issuer="procuracy", signed_by=PROSECUTOR, codes=("joined_case_restored",),
        law=("BLTTHS-2015/170/3",), lawful_from=("joined",), impossible=(named_once,),
        checks=(linked("succeeds", "BLTTHS-2015/170/3"),), data=Restored, apply=_restored,
    ),
    ActType(
        key="split.annulled.v1", name_vi="Hủy bỏ quyết định tách vụ án hình sự", name_en="Split annulled",
        module="M2", issuer="procuracy", signed_by=HEAD, codes=("separation_cancelled",),
        law=("BLTTHS-2015/170/3", "BLTTHS-2015/165/9"), form="89/HS", lawful_from=INVESTIGATING,
        impossible=(named_once,), checks=(linked("annuls", "BLTTHS-2015/170/3"), annuls_one_of("splits")),
        data=SplitAnnulled, apply=_split_annulled,
    ),
)  # fmt: skip
