"""What a cell of a form is made of, as it is written in the form's file.

    old(case.investigation)                    what stood in a stock before the period
    now(case.investigation)                    what stands in it at the end of the period
    in(case.investigation: opened split)       what came in for these reasons in the period; all reasons without words,
    out(case.investigation: !recharged)        all but those with "!"
    did(source.verification_requested)         what was done in the period; several measures may be named, and
                                               "accused.discontinued_by.*" is every measure that begins so
    overdue(source_settlement@147)             time limits that were over, and not met, when the period's last day began
    [5]                                        another row of the form: an identity

Terms are added and subtracted. "@" stands for what a column counts (case or accused). Behind "|" stand narrowings:
legal_person, natural_person, juvenile, own_agency, class=serious.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["old", "now", "in", "out", "did", "overdue"]
FLAGS = ("legal_person", "natural_person", "juvenile", "own_agency")


class BadExpression(ValueError):
    """An expression that cannot be read."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A sum over facts."""

    kind: Kind
    stock: str = ""  # of old, now, in, out
    words: tuple[str, ...] = ()  # reasons of in and out; none: all
    without: tuple[str, ...] = ()  # reasons left out
    measures: tuple[str, ...] = ()  # of did; time limits of overdue, a name ending in "*" for all that begin so
    flags: frozenset[str] = field(default_factory=frozenset)
    crime_class: str | None = None
    _hash: int = field(init=False, repr=False, compare=False)  # a form asks for it as often as it has figures

    def __post_init__(self) -> None:
        parts = (self.kind, self.stock, self.words, self.without, self.measures, self.flags, self.crime_class)
        object.__setattr__(self, "_hash", hash(parts))

    def __hash__(self) -> int:
        return self._hash

    def takes(self, measure: str, stock: str | None, flow: int) -> bool:
        """Whether a fact of the period counts here; what stood before it is added for old and now by the reader."""
        if self.kind == "did":
            return stock is None and any(_matches(wanted, measure) for wanted in self.measures)
        if self.kind in ("old", "overdue") or stock != self.stock:
            return False
        if self.kind == "now":
            return True
        if flow != (1 if self.kind == "in" else -1):
            return False
        word = measure.rpartition(".")[2]
        return word not in self.without and (not self.words or word in self.words)

    def sign(self, flow: int) -> int:
        """With which sign a fact counts."""
        return flow if self.kind in ("old", "now") else 1

    def fits(self, crime_class: str | None, juvenile: bool, legal_person: bool, own_agency: bool) -> bool:
        """Whether a fact with these marks is within the narrowings."""
        marks = {
            "legal_person": legal_person, "natural_person": not legal_person, "juvenile": juvenile,
            "own_agency": own_agency,
        }  # fmt: skip
        return all(marks[flag] for flag in self.flags) and self.crime_class in (None, crime_class)


def _matches(wanted: str, measure: str) -> bool:
    return measure.startswith(wanted[:-1]) if wanted.endswith("*") else measure == wanted


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a sum: another row, or facts."""

    sign: int  # +1, -1
    row: str | None = None
    atom: Atom | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """A sum of terms."""

    text: str
    terms: tuple[Term, ...]

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows that it is made of."""
        return tuple(term.row for term in self.terms if term.row is not None)

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """The sums over facts that it is made of directly."""
        return tuple(term.atom for term in self.terms if term.atom is not None)


_TERM = re.compile(
    r"\s*(?P<sign>[+-])?\s*(?:\[(?P<row>[^\]]+)\]|(?P<kind>old|now|in|out|did|overdue)\((?P<inner>[^)]*)\))\s*"
)


def expression(text: str, what: str = "") -> Expression:
    """The expression written in `text`, for a column that counts `what`. Raises: BadExpression."""
    terms: list[Term] = []
    at = 0
    while at < len(text):
        found = _TERM.match(text, at)
        if found is None or (terms and not found["sign"]):
            raise BadExpression(f"{text!r} at {at}")
        sign = -1 if found["sign"] == "-" else 1
        atom = None if found["row"] else _atom(found["kind"], found["inner"].replace("@", what), text)
        terms.append(Term(sign, found["row"], atom))
        at = found.end()
    if not terms:
        raise BadExpression(repr(text))
    return Expression(text, tuple(terms))


def _atom(kind: str, inner: str, text: str) -> Atom:
    body, _, marks = inner.partition("|")
    flags, crime_class = set(), None
    for mark in marks.split():
        if mark.startswith("class="):
            crime_class = mark.removeprefix("class=")
        elif mark in FLAGS:
            flags.add(mark)
        else:
            raise BadExpression(f"{text!r}: {mark}")
    if kind in ("did", "overdue"):
        return Atom(kind, measures=tuple(body.split()), flags=frozenset(flags), crime_class=crime_class)  # type: ignore[arg-type]
    stock, _, listed = body.partition(":")
    words = tuple(word for word in listed.split() if not word.startswith("!"))
    without = tuple(word[1:] for word in listed.split() if word.startswith("!"))
    if kind in ("old", "now") and listed:
        raise BadExpression(f"{text!r}: a stock has no reasons")
    return Atom(kind, stock.strip(), words, without, (), frozenset(flags), crime_class)  # type: ignore[arg-type]
