"""Projections that misbehave on demand, and a runner for a process of its own."""

import sys
import threading
from collections.abc import Iterable, Mapping
from typing import Annotated, NamedTuple

from projections.case_status import CASES
from projections.catalogue import PROJECTIONS
from projections.declaration import Called, Index, Key, Projection, Step, Tally
from projections.runner import Runner

BROKEN: set[str] = set()  # act types on which FRAGILE fails: a defect that somebody puts right later


class Count(NamedTuple):
    """How many acts a stream has."""

    taken: Annotated[int, Called("Số hành vi", "Acts")]
    last: Annotated[str, Called("Hành vi cuối", "Last act")]


def count(rows: Mapping[Key, Count], step: Step) -> Iterable[Count]:
    if step.act.type in BROKEN:
        raise ValueError(f"cannot take {step.act.type}")
    row = rows.get(())
    yield Count(1 if row is None else row.taken + 1, step.act.type)


class Taken(NamedTuple):
    """One act."""

    type: Annotated[str, Called("Loại", "Type")]


def taken(rows: Mapping[Key, Taken], step: Step) -> Iterable[Taken]:
    if step.act.type in BROKEN:
        raise ValueError(f"cannot take {step.act.type}")
    yield Taken(step.act.type)


def unstorable(rows: Mapping[Key, Count], step: Step) -> Iterable[Count]:
    """Like `count`, with a row that the database refuses."""
    yield from count(rows, step) if step.act.type not in BROKEN else (Count(1, "\0"),)


FRAGILE = Projection(
    name="fragile", title_vi="Đếm", title_en="Counts", kinds=CASES, row=Count, key=(), change=count
)  # fmt: skip
CHANGED = Projection(
    name="fragile", title_vi="Đếm", title_en="Counts", kinds=CASES, row=Count, key=(), change=count,
    indexes=(Index(("last",)),),
)  # fmt: skip
UNSTORABLE = Projection(
    name="unstorable", title_vi="Đếm", title_en="Counts", kinds=CASES, row=Count, key=(), change=unstorable
)  # fmt: skip
COUNTED = Projection(
    name="counted", title_vi="Đếm", title_en="Counts", kinds=CASES, row=Taken, key=(), change=taken,
    append_only=True, tallies=(Tally("counted_by_type", ("type",)),),
)  # fmt: skip


def main(conninfo: str, most: str) -> None:
    """Projects in batches of `most` acts until the process is killed."""
    Runner(conninfo, PROJECTIONS, most=int(most)).run(threading.Event())


if __name__ == "__main__":
    main(*sys.argv[1:])
