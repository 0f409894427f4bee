"""The law as coded, for a lawyer: plain values that pages and the command line show alike.

Chapters of acts in the order of the procedure, the stages of each kind of stream, and what changed between two rule
sets. Each act carries its articles and whether its rule was read in the law's own text.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.kernel.act_type import ActType
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.ruling import manifest_of
from domain.kernel.transitions import Transition, transitions
from domain.kinds import KINDS, Kind

MODULES = {  # of the case-management platform, in the order of the procedure
    "organisation": ("Tổ chức, thẩm quyền ký", "Organisation and authority to sign"),
    "M1": ("Nguồn tin về tội phạm", "Sources of information on crimes"),
    "M2": ("Kiểm sát khởi tố, điều tra", "Opening and investigation"),
    "M3": ("Truy tố", "Prosecution"),
    "M4": ("Xét xử", "Trial"),
    "M5": ("Thi hành án hình sự, tạm giữ, tạm giam", "Execution of judgments, custody and remand"),
    "M6": ("Điều tra của Cơ quan điều tra VKSND tối cao", "Investigation by the procuracy's own agency"),
    "M9": ("Khiếu nại, tố cáo trong hoạt động tư pháp", "Complaints and denunciations"),
    "M10": ("Tương trợ tư pháp về hình sự", "Mutual legal assistance"),
    "common": ("Hành vi chung", "Acts common to all modules"),
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """The acts of one module."""

    module: str
    name_vi: str
    name_en: str
    acts: tuple[ActType, ...]

    @property
    def unconfirmed(self) -> int:
        """How many of its rules were not read in the law's own text."""
        return sum(not act.confirmed for act in self.acts)


@dataclass(frozen=True, slots=True)
class Machine:
    """The stages of one kind of stream and the acts that move it."""

    kind: Kind
    stages: tuple[str, ...]
    moves: tuple[Transition, ...]

    def ways(self) -> dict[tuple[str, str], list[str]]:
        """Keys of the acts for each pair of stages (before, after)."""
        found: dict[tuple[str, str], list[str]] = {}
        for move in self.moves:
            found.setdefault((move.before, move.after), []).append(move.act)
        return found


@dataclass(frozen=True, slots=True)
class Difference:
    """What one rule set says of an act and another does not."""

    act: str
    member: str  # "" when the act itself is new or gone
    before: tuple[str, ...]
    after: tuple[str, ...]


def chapters(acts: Iterable[ActType] | None = None) -> tuple[Chapter, ...]:
    """The catalogue by module."""
    listed = tuple(CATALOGUE.values() if acts is None else acts)
    return tuple(
        Chapter(module, vi, en, tuple(act for act in listed if act.module == module))
        for module, (vi, en) in MODULES.items()
    )


def machine(kind: str) -> Machine:
    """The state machine of a kind of stream. Raises KeyError for an unknown kind."""
    found = KINDS[kind]
    return Machine(found, found.initial.stages, transitions(found, CATALOGUE.values()))


def differences(before: str, after: str) -> Iterator[Difference]:
    """What changed from rule set `before` to `after`, act by act. Raises KeyError for an unknown rule set."""
    old, new = manifest_of(before), manifest_of(after)
    for key in sorted(old.keys() | new.keys()):
        if key not in old or key not in new:
            yield Difference(key, "", (key,) if key in old else (), (key,) if key in new else ())
            continue
        for member in new[key]:
            was, now = tuple(old[key][member]), tuple(new[key][member])
            if was != now:
                yield Difference(key, member, was, now)
