"""What counts at all: the measures that some version of a form, or an indicator, asks for.

What nobody asks for is no fact: a third of what acts could count for. A form that asks for another measure makes the
facts anew, as any change of a declaration does.
"""

import tomllib
from collections.abc import Iterator
from importlib.resources import files

from projections.statistics.expressions import Expression, expression
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


def _indicators() -> Iterator[Expression]:
    for entry in tomllib.loads(FOLDER.joinpath("indicators.toml").read_text("utf-8"))["indicators"]:
        for side in ("numerator", "denominator"):
            if side in entry:
                yield expression(entry[side])


def _asked() -> Iterator[str]:
    atoms = [atom for form in VERSIONS.values() for atom in form.atoms()]
    atoms += [atom for found in _indicators() for atom in found.atoms]
    for atom in atoms:
        if atom.kind == "did":
            yield from atom.measures


_ASKED = frozenset((*_asked(), CORRECTED))
TIMED = frozenset(measure.split(".")[1] for measure in _ASKED if measure.startswith("limit."))  # names of time limits
_EXACTLY = frozenset(measure for measure in _ASKED if not measure.endswith("*"))
_BEGINNINGS = tuple(sorted(measure[:-1] for measure in _ASKED if measure.endswith("*")))
