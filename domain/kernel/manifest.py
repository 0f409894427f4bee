"""What a rule set says of every act, as data: so that a closed one stays what it was, and two can be compared.

The newest rule set is the catalogue itself. When it is closed, its manifest is written down beside this package
(domain/law/rule_sets/<id>.json) and never changes: acts decided under it are judged by it for ever, whatever the
catalogue has become. Checks are known by name: those that a closed rule set does not name did not exist for it.
"""

from collections.abc import Mapping
from typing import Any

from domain.kernel.act_type import ActType, Check

PLAIN = ("law", "lawful_from", "signed_by", "levels", "starts", "ends", "extends")  # tuples of texts
JUDGING = ("checks", "impossible", "notes")

Manifest = Mapping[str, Mapping[str, tuple[str, ...]]]  # key of the act type -> member -> texts


def manifest(act_types: Mapping[str, ActType]) -> Manifest:
    """What the rules say of every act type now."""
    return {key: of_type(act_type) for key, act_type in sorted(act_types.items())}


def of_type(act_type: ActType) -> Mapping[str, tuple[str, ...]]:
    """What the rules say of one act type."""
    plain = {member: tuple(getattr(act_type, member)) for member in PLAIN}
    return plain | {member: tuple(map(name_of, getattr(act_type, member))) for member in JUDGING}


def name_of(check: Check) -> str:
    """A check by the function that it is, with what a function that makes checks was given."""
    made: Any = check
    maker, _, _ = made.__qualname__.partition(".<locals>")
    if made.__closure__ is None:
        return str(maker)
    given = dict(zip(made.__code__.co_freevars, (cell.cell_contents for cell in made.__closure__), strict=True))
    return f"{maker}({', '.join(f'{name}={_text(value)}' for name, value in sorted(given.items()))})"


def _text(value: Any) -> str:
    return name_of(value) if callable(value) else repr(value)
