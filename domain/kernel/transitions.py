"""Which stages an act leads from and to: the state machine of a kind of stream, read from the declarations."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from domain.kernel.act_type import ANY, NEW, ActType
from domain.kinds import Kind


class Transition(NamedTuple):
    """An act that may move a stream from one stage to another."""

    before: str
    act: str  # key of the act type
    after: str


def transitions(kind: Kind, act_types: Iterable[ActType]) -> tuple[Transition, ...]:
    """Every move between stages of `kind`, in the order of the procedure. Acts that move nothing are left out."""
    return tuple(move for act_type in act_types if kind.key in act_type.kinds for move in _moves(kind, act_type))


def _moves(kind: Kind, act_type: ActType) -> Iterator[Transition]:
    stages = kind.initial.stages
    for before in stages if ANY in act_type.lawful_from else act_type.lawful_from:
        if before not in stages or (before == NEW and NEW not in act_type.lawful_from):
            continue  # a stage of another kind; a stream that is not open takes only acts that open it
        for after in act_type.leads_to:  # a gap noted leads anywhere, and stands for acts that the file lacks
            if after in stages and after != before:
                yield Transition(before, act_type.key, after)


def exits(moves: Iterable[Transition]) -> Mapping[str, frozenset[str]]:
    """For each stage the stages that an act leads to from it."""
    found: dict[str, set[str]] = {}
    for move in moves:
        found.setdefault(move.before, set()).add(move.after)
    return {stage: frozenset(after) for stage, after in found.items()}


def reachable(moves: Iterable[Transition]) -> frozenset[str]:
    """The stages that some lawful history reaches."""
    ways = exits(moves)
    found, waiting = {NEW}, [NEW]
    while waiting:
        for after in ways.get(waiting.pop(), frozenset()) - found:
            found.add(after)
            waiting.append(after)
    return frozenset(found)
