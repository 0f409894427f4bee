"""What counts at all: the stocks and measures that some version of a form, or an indicator, asks for.

What nobody asks for is no fact: a third of what acts could count for. A form that asks for something else makes the
facts anew, as any change of a declaration does.
"""

import tomllib
from collections.abc import Iterator
from importlib.resources import files

from projections.statistics.expressions import Atom, expression
from projections.statistics.forms import VERSIONS

FOLDER = files("projections.statistics")
CORRECTED = "act.corrected"  # asked for beside every fact of an act
RESTS_ON = (  # whose text says what is asked for
    "projections.statistics.counted", "projections.statistics.expressions", "projections.statistics.forms",
    "projections.statistics/indicators.toml",
    *sorted(f"projections.statistics/forms/{form.name}" for form in FOLDER.joinpath("forms").iterdir()
            if form.name.endswith(".toml")),
)  # fmt: skip


def counted(measure: str) -> bool:
    """Whether what was done under this measure is asked for."""
    return measure in _EXACTLY or measure.startswith(_BEGINNINGS)


def of_matrices() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What matrices count: stocks, and measures."""
    did = {measure for atom in MATRICES if atom.kind == "did" for measure in atom.measures}
    return ("stock", tuple(sorted({atom.stock for atom in MATRICES if atom.stock}))), ("measure", tuple(sorted(did)))


def _atoms() -> Iterator[Atom]:
    for form in VERSIONS.values():
        yield from form.atoms()
    for entry in tomllib.loads(FOLDER.joinpath("indicators.toml").read_text("utf-8"))["indicators"]:
        for side in ("numerator", "denominator"):
            if side in entry:
                yield from expression(entry[side]).atoms


_ATOMS = frozenset(_atoms())
MATRICES = frozenset(atom for form in VERSIONS.values() if form.kind == "matrix" for atom in form.atoms())
_ASKED = frozenset((*(measure for atom in _ATOMS if atom.kind == "did" for measure in atom.measures), CORRECTED))
STOCKS = frozenset(atom.stock for atom in _ATOMS if atom.stock)
TIMED = frozenset(measure.split(".")[1] for measure in _ASKED if measure.startswith("limit."))  # names of time limits
_EXACTLY = frozenset(measure for measure in _ASKED if not measure.endswith("*"))
_BEGINNINGS = tuple(sorted(measure[:-1] for measure in _ASKED if measure.endswith("*")))
