"""With which amount a single fact counts in each cell of a form: a form read the other way round, from fact to figures.

Every figure is a sum over facts, also one that is an identity of other rows; so each fact has one weight in each cell,
and the figure is the sum of the weights of all facts.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from projections.statistics.count import TOTAL
from projections.statistics.expressions import Atom, Expression
from projections.statistics.forms import Form
from projections.statistics.sums import NO_GROUP

Terms = tuple[tuple[int, Atom], ...]  # signed sums over facts
GROUP = None  # stands for the line of the fact's own crime or unit


class Kind(NamedTuple):
    """What decides about the weight of a fact: all facts of a kind weigh the same but for their amounts."""

    carried: bool  # its day lies before the period
    measure: str
    stock: str | None
    flow: int
    crime_class: str | None
    juvenile: bool
    legal_person: bool
    own_agency: bool


class Weight(NamedTuple):
    """How much one unit of a fact counts in a cell."""

    line: str
    column: str
    weight: int


class Weights:
    """The weights of facts in the cells of a form; `by` is crime or unit for a matrix."""

    def __init__(self, form: Form, by: str) -> None:
        self._places = tuple(_matrix(form, by) if form.kind == "matrix" else _rows(form))
        self._known: dict[Kind, list[tuple[str | None, str, int]]] = {}

    def of(self, kind: Kind, group: str) -> Iterator[Weight]:
        """The cells in which a fact counts; `group` is the code of its line in a matrix."""
        if kind not in self._known:
            weighed = ((line, column, _weight(terms, kind)) for line, column, terms in self._places)
            self._known[kind] = [found for found in weighed if found[2]]
        for line, column, weight in self._known[kind]:
            yield Weight(group if line is GROUP else line, column, weight)

    def of_atom(self, atom: Atom) -> Iterator[Weight]:
        """The cells in which a sum over facts counts that has no group."""
        for line, column, terms in self._places:
            weight = sum(sign for sign, found in terms if found == atom)
            if weight:
                yield Weight(NO_GROUP if line is GROUP else line, column, weight)

    def value(self, sums: Mapping[str, Mapping[Atom, int]]) -> Mapping[tuple[str, str], int]:
        """The cells that sums by group add up to (as `count.tally` gives them); what is not there is 0."""
        found: dict[tuple[str, str], int] = {}
        for group, atoms in sums.items():
            for line, column, terms in self._places:
                place = (group if line is GROUP else line, column)
                found[place] = found.get(place, 0) + sum(sign * atoms.get(atom, 0) for sign, atom in terms)
        return found


def _rows(form: Form) -> Iterator[tuple[str | None, str, Terms]]:
    for row in form.rows:
        for column in form.columns:
            terms = _flat(form, row.code, column.key, ())
            if terms is not None:
                yield row.code, column.key, terms


def _matrix(form: Form, by: str) -> Iterator[tuple[str | None, str, Terms]]:
    for column in form.columns:
        if column.expression is not None:
            once = _direct(column.total or column.expression)  # in the total, and where lines are units
            yield GROUP, column.key, once if by == "unit" else _direct(column.expression)
            yield TOTAL, column.key, once


def _direct(found: Expression) -> Terms:
    return tuple((term.sign, term.atom) for term in found.terms if term.atom is not None)


def _flat(form: Form, code: str, column: str, above: tuple[str, ...]) -> Terms | None:
    """The sums that a cell consists of, those of its rows among them; None for a cell without a figure."""
    row = form.row(code)
    found = row.expressions.get(column) if row is not None else None
    if found is None or code in above:
        return None
    terms: list[tuple[int, Atom]] = []
    for term in found.terms:
        if term.atom is not None:
            terms.append((term.sign, term.atom))
            continue
        part = form.row(term.row or "")
        if part is not None and part.unknown:
            continue  # the others make up the sum, as in the figure itself
        inner = _flat(form, term.row or "", column, (*above, code))
        if inner is None:
            return None
        terms += [(term.sign * sign, atom) for sign, atom in inner]
    return tuple(terms)


def _weight(terms: Terms, kind: Kind) -> int:
    return sum(sign * atom.sign(kind.flow) for sign, atom in terms if _counts(atom, kind))


def _counts(atom: Atom, kind: Kind) -> bool:
    if not atom.fits(kind.crime_class, kind.juvenile, kind.legal_person, kind.own_agency):
        return False
    if kind.carried:
        return atom.kind in ("old", "now") and atom.stock == kind.stock
    return atom.takes(kind.measure, kind.stock, kind.flow)
