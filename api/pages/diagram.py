"""A state machine as a drawing: stages from top to bottom in the order of the procedure, ways forward as arcs on the
right, ways back as arcs on the left. Presentation attributes only: pages allow no inline style."""

from typing import NamedTuple

from api.law import Machine

ROW, MIDDLE, TOP = 34, 430, 24  # units of the drawing


class Arc(NamedTuple):
    """One way between two stages."""

    path: str
    tip: str  # points of the arrow head
    title: str
    forward: bool


class Drawing(NamedTuple):
    """What the template draws."""

    width: int
    height: int
    rows: tuple[tuple[str, int], ...]  # stage, y
    arcs: tuple[Arc, ...]


def drawing(machine: Machine) -> Drawing:
    """The drawing of a state machine, 860 units wide."""
    places = {stage: TOP + number * ROW for number, stage in enumerate(machine.stages)}
    arcs = tuple(
        _arc(places[before], places[after], f"{before} → {after}: {', '.join(acts)}")
        for (before, after), acts in machine.ways().items()
    )
    return Drawing(2 * MIDDLE, TOP + len(places) * ROW, tuple(places.items()), arcs)


def _arc(begin: int, end: int, title: str) -> Arc:
    forward = end > begin
    side = 1 if forward else -1
    edge = MIDDLE + side * 130
    reach = edge + side * (20 + min(260, abs(end - begin) * 0.36))
    path = f"M {edge} {begin} C {reach:.0f} {begin}, {reach:.0f} {end}, {edge} {end}"
    tip = f"{edge},{end} {edge + side * 8},{end - 4} {edge + side * 8},{end + 4}"
    return Arc(path, tip, title, forward)
