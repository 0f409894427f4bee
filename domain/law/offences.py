"""Offences of the Penal Code: what each clause threatens, and the class of crime that follows. BLHS-2015/9

The class belongs to the clause charged, not to the article (BLHS-2015/9/1). The rows are those of the code as amended
in 2017, in force since 2018-01-01, with the amendments of Law 86/2025/QH15 since 2025-07-01. Not every article of the
code has its rows yet: for one that has none the table says nothing, and nothing is concluded from its silence.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import Any

from domain.law.tables import BadTable, day, in_force, period_problems, read

CLASSES = ("less_serious", "serious", "very_serious", "particularly_serious")  # BLHS-2015/9/1, lightest first
TOPS = (36, 84, 180)  # months of imprisonment up to which each class but the last reaches
KINDS = ("main", "preparation", "additional_penalty", "legal_person", "definition_or_exemption")
FRAMED = ("main", "preparation")  # clauses that threaten a main penalty on a natural person


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of an article, as in force for a time."""

    article: str
    clause: str
    kind: str  # main, preparation; or one that threatens no main penalty on a person
    prison: tuple[int | None, int] | None  # months, least and most; None: no imprisonment for a term
    life: bool
    death: bool
    others: tuple[str, ...]  # main penalties beside imprisonment: warning, fine, non_custodial_reform
    crime_class: str | None  # None: no main penalty
    since: date
    until: date | None  # last day
    confirmed: bool  # False: the class was not settled by the text read
    source: tuple[str, ...]
    why: str | None = None  # reason for a class that is not the one of the penalty

    @property
    def name(self) -> str:
        """How errors name this row."""
        return f"{self.article}/{self.clause} since {self.since}"


@dataclass(frozen=True, slots=True)
class Offence:
    """An article of the special part, with every clause at every time."""

    code: str
    article: str
    name_vi: str  # official
    name_en: str
    chapter: str  # Roman numeral
    national_security: bool
    clauses: tuple[Clause, ...]

    def on(self, when: date | None) -> tuple[Clause, ...]:
        """The clauses in force on a day; all that ever were when the day is not known."""
        return tuple(clause for clause in self.clauses if when is None or in_force(clause, when))


@dataclass(frozen=True, slots=True)
class PenalCode:
    """The table of one penal code."""

    key: str
    first_day: date
    articles: range  # of the special part, those without a letter
    offences: Mapping[str, Offence]  # by article

    def tempered(self, when: date | None) -> date | None:
        """The day to look an act up for: acts before the code that are charged under it fall under its first text."""
        return None if when is None else max(when, self.first_day)


def class_of_penalty(prison: tuple[int | None, int] | None, life: bool, death: bool) -> str:
    """The class of a penal frame by its top. BLHS-2015/9/1"""
    if life or death:
        return CLASSES[3]
    most = prison[1] if prison else 0
    return next((found for found, top in zip(CLASSES, TOPS, strict=False) if most <= top), CLASSES[3])


def penal_code(table: Mapping[str, Any]) -> PenalCode:
    """The code that a table describes. Raises BadTable, which names every row that cannot stand."""
    try:
        offences = [_offence(table["code"], entry) for entry in table["articles"]]
        articles = range(table["first_article"], table["last_article"] + 1)
        first_day = date.fromisoformat(table["first_day"])
    except (KeyError, TypeError, ValueError) as error:
        raise BadTable("offences", [str(error) if isinstance(error, BadTable) else repr(error)]) from error
    problems = [*_article_problems(offences, table["chapters"]), *_source_problems(offences, table["sources"])]
    if problems:
        raise BadTable("offences", problems)
    return PenalCode(table["code"], first_day, articles, MappingProxyType({one.article: one for one in offences}))


def _offence(code: str, entry: Mapping[str, Any]) -> Offence:
    article = entry["article"]
    return Offence(
        code, article, entry["name_vi"], entry["name_en"], entry["chapter"], entry.get("national_security", False),
        tuple(_clause(article, row) for row in entry["clauses"]),
    )  # fmt: skip


def _clause(article: str, row: Mapping[str, Any]) -> Clause:
    try:
        prison = row.get("prison")
        return Clause(
            article, row["clause"], row.get("kind", "main"), (prison[0], prison[1]) if prison else None,
            row.get("life", False), row.get("death", False), tuple(row.get("others", ())), row.get("crime_class"),
            date.fromisoformat(row["since"]), day(row.get("until")), row.get("confirmed", True),
            tuple(row["source"]), row.get("why"),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise BadTable(f"{article}/{row.get('clause')}", [repr(error)]) from error


def _article_problems(offences: Iterable[Offence], chapters: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for offence in offences:
        if offence.article in seen:
            yield f"{offence.article}: stands twice"
        seen.add(offence.article)
        if offence.chapter not in chapters:
            yield f"{offence.article}: unknown chapter {offence.chapter}"
        if not any(clause.kind in FRAMED for clause in offence.clauses):
            yield f"{offence.article}: threatens no penalty"
        for clause in offence.clauses:
            yield from _clause_problems(clause)
        ordered = sorted(offence.clauses, key=lambda clause: clause.clause)
        for number, rows in groupby(ordered, key=lambda clause: clause.clause):
            yield from period_problems(f"{offence.article}/{number}", rows)


def _clause_problems(clause: Clause) -> Iterator[str]:
    if clause.kind not in KINDS:
        yield f"{clause.name}: unknown kind {clause.kind}"
    elif clause.kind not in FRAMED:
        if clause.crime_class is not None:
            yield f"{clause.name}: a class without a main penalty"
    elif clause.crime_class not in CLASSES:
        yield f"{clause.name}: unknown class {clause.crime_class}"
    elif not (clause.prison or clause.life or clause.death or clause.others):
        yield f"{clause.name}: no penalty"
    elif clause.prison and clause.prison[0] is not None and clause.prison[0] > clause.prison[1]:
        yield f"{clause.name}: least penalty above the most"
    else:
        follows = class_of_penalty(clause.prison, clause.life, clause.death)
        if clause.crime_class != follows and not clause.why:
            yield f"{clause.name}: class {clause.crime_class}, but the penalty makes it {follows}"


def _source_problems(offences: Iterable[Offence], sources: Iterable[str]) -> Iterator[str]:
    for offence in offences:
        for clause in offence.clauses:
            if not clause.source or any(source not in sources for source in clause.source):
                yield f"{clause.name}: unknown source {list(clause.source)}"


PENAL_CODES: Mapping[str, PenalCode] = {
    code.key: code for code in (penal_code(read("domain.law", name)) for name in ("offences.json",))
}


def offence(code: str, article: str, when: date | None = None) -> Offence | None:
    """The offence of `article` as of a day; None when it has no rows, or none on that day."""
    penal = PENAL_CODES.get(code)
    found = penal.offences.get(article) if penal else None
    return found if penal and found and found.on(penal.tempered(when)) else None


@lru_cache(maxsize=16_384)  # the same few articles are charged again and again
def clauses_on(code: str, article: str, clause: str | None, when: date | None) -> tuple[Clause, ...]:
    """The rows that a charge may fall under on a day: those of its clause, or of every clause with a penalty."""
    found = offence(code, article, when)
    if found is None:
        return ()
    rows = found.on(PENAL_CODES[code].tempered(when))
    return tuple(row for row in rows if (row.clause == clause if clause else row.kind in FRAMED))


def penalty(code: str, article: str, clause: str, when: date) -> Clause | None:
    """What a clause threatens on a day; None when the table has no such clause, or it threatens no main penalty."""
    return next((row for row in clauses_on(code, article, clause, when) if row.kind in FRAMED), None)
