"""Search for JSON, pages and files alike: one box and filters, one cursor, one position.

The box holds words, numbers of documents ("12/QĐ-VKS") and numbers of registers ("SO-07 12/2026"), in any order; all
of them must be there. Whatever is in it is looked for as a name as well, in the vault: that is a reading of personal
values, so it is logged, without what was asked.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, NamedTuple
from uuid import UUID

import psycopg
import structlog
from fastapi import Query
from pydantic import BaseModel, Field

from api import cursors
from api.errors import BadRequest
from api.exports.source import Pinned
from api.known import check_unit, known_kinds
from api.parts import Parts
from api.queries import LIMIT, Day, FormFields, Limit, Position, Text
from api.registers import today
from api.sessions import Session
from domain.kernel.folding import fold_text, words_of
from ledger import names
from ledger.vault import Vault
from projections import search_lists
from projections.catalogue import REGISTERS
from projections.entries import folded_number
from projections.file_acts import FileAct, at_positions
from projections.numbering import number_owner
from projections.registers.register import Register
from projections.rows import Seen
from projections.search import kept_words
from projections.search_lists import NEWEST, FilePage, Numbered, Wanted

Connection = psycopg.Connection[Any]
log = structlog.get_logger("socai.api")

MOST_WORDS = 8  # in the box; each is a join
MOST_PERSONS = 20  # named on a page
MOST_HITS = 500  # of the index, the newest, among which those in the files wanted are
STREAMS = "SELECT position, stream FROM ledger.act WHERE position = ANY(%(positions)s)"
ENTRY = re.compile(r"(?!0+/)([0-9]{1,7})/((?:19|20)[0-9]{2})")  # number and procuracy year
ARTICLE = re.compile(r"[0-9]{1,3}[a-z]?")
REGISTER_IDS: Mapping[str, Register] = {fold_text(register.id): register for register in REGISTERS.values()}


class SearchQuery(FormFields):
    """What is looked for, as of which position, and how much a page. A cursor stands for all of it."""

    q: Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f]*$")] = ""
    as_of: str | None = Field(None, max_length=40)
    kind: Text | None = None
    unit: Text | None = None  # in charge; any without one
    below: bool = True  # the units below it as well
    offence: Text | None = None  # article of the penal code, or words of an offence
    stage: Text | None = None
    since: Day | None = None  # opened on this day or later
    until: Day | None = None
    prosecutor: UUID | None = None
    limit: Limit = LIMIT
    cursor: str | None = Field(None, max_length=2000)
    after: Position = NEWEST  # position at which the last file of the page before was opened


Search = Annotated[SearchQuery, Query()]


class Box(NamedTuple):
    """What stands in the box, taken apart."""

    words: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()  # of documents, folded
    entries: tuple[tuple[int, int], ...] = ()  # number and year of registers
    registers: tuple[Register, ...] = ()  # named; empty: any
    empty: bool = True


class PersonFound(NamedTuple):
    """A person whose name holds the words asked for."""

    person: UUID
    name: str
    label: str  # in the file: "bị can 1"
    act: FileAct  # that named the person


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found, with what it speaks for."""

    pinned: Pinned
    query: SearchQuery
    entries: tuple[Numbered, ...]  # none after the first page, like the persons
    persons: tuple[PersonFound, ...]
    page: FilePage
    cursor: str | None


def search(parts: Parts, session: Session, query: SearchQuery, pinned: Pinned) -> Found:
    """What a query finds: entries and persons on the first page, files on every one. Raises: BadRequest, WrongKey."""
    entries: tuple[Numbered, ...] = ()
    persons: tuple[PersonFound, ...] = ()
    with parts.read_pool.connection() as connection:
        page = find_files(connection, query, pinned)
        if query.after == NEWEST:
            entries = find_entries(connection, query, pinned, session.unit)
    if query.after == NEWEST:
        with parts.service_pool.connection() as connection:
            persons = find_persons(connection, parts.vault, session, query, pinned)
    return Found(pinned, query, entries, persons, page, following(query, pinned, page))


def box_of(text: str) -> Box:
    """The box taken apart. Raises: BadRequest for more words than are looked for."""
    words: list[str] = []
    numbers, entries, registers = [], [], []
    for piece in text.split():
        folded = fold_text(piece)
        entry = ENTRY.fullmatch(folded)
        if folded in REGISTER_IDS:
            registers.append(REGISTER_IDS[folded])
        elif entry is not None:
            entries.append((int(entry[1]), int(entry[2])))
        elif "/" in piece and any(character.isdigit() for character in piece):
            numbers.append(folded_number(piece))
        else:
            words += kept_words(piece)
    found = tuple(dict.fromkeys(words))
    if len(found) > MOST_WORDS or len(numbers) > MOST_WORDS or len(entries) > MOST_WORDS:
        raise BadRequest("q", "too_many_words")
    if registers and not entries:
        found = (*found, *(word for register in registers for word in kept_words(register.id)))
    return Box(found, tuple(dict.fromkeys(numbers)), tuple(entries), tuple(registers), not text.strip())


def wanted_of(query: SearchQuery, pinned: Pinned) -> Wanted | None:
    """Which files are wanted; None when what stands in the box can be in no file's words.

    Raises: BadRequest for a unit, kind or stage that is not known.
    """
    kinds = known_kinds(query.kind, query.stage)
    box = box_of(query.q)
    words, article, units = list(box.words), None, None
    if query.offence is not None:
        if ARTICLE.fullmatch(query.offence.strip().lower()):
            article = query.offence.strip().lower()
        else:
            words += kept_words(query.offence)
    if query.unit is not None:
        units = tuple(sorted(_units(query.unit, query.below, pinned)))
    # A number and a year are a register's, and may be a document's: "12/2026".
    numbers = (*box.numbers, *(f"{number}/{year}" for number, year in box.entries if not box.registers))
    if not (box.empty or words or numbers):
        return None
    return Wanted(
        pinned.at.position, tuple(dict.fromkeys(words)), numbers, kinds, units, query.stage, query.prosecutor,
        article, query.since, query.until,
    )  # fmt: skip


def find_files(connection: Connection, query: SearchQuery, pinned: Pinned) -> FilePage:
    """A page of files. Raises: BadRequest."""
    wanted = wanted_of(query, pinned)
    if wanted is None:
        return FilePage([], {}, frozenset(), None)
    return search_lists.files(connection, wanted, before=query.after, limit=query.limit)


def find_entries(connection: Connection, query: SearchQuery, pinned: Pinned, own: str) -> tuple[Numbered, ...]:
    """The entries of registers whose numbers stand in the box: of a register that is named there in the series of the
    unit asked for (`own` without one) and those below it, of any register in the unit's own series.
    """
    box = box_of(query.q)
    unit = query.unit or own
    if not box.entries or unit not in pinned.organisation.units:
        return ()
    units = _units(unit, query.below, pinned) if box.registers else {unit}
    owners = sorted({number_owner(pinned.organisation, each) for each in units})
    registers = box.registers or tuple(REGISTERS.values())
    return tuple(
        found
        for number, year in box.entries
        for found in search_lists.numbered(connection, registers, owners, year, number, pinned.at.position)
    )


def find_persons(
    connection: Connection, vault: Vault, session: Session, query: SearchQuery, pinned: Pinned
) -> tuple[PersonFound, ...]:
    """The persons whose names hold all the words in the box, in files that the filters want.

    `connection` is one that may read the vault. Every reading is logged. Raises: BadRequest, WrongKey.
    """
    words = words_of(query.q)
    if not words or len(words) > MOST_WORDS or any(character.isdigit() for character in query.q):
        return ()
    wanted = wanted_of(query.model_copy(update={"q": ""}), pinned)
    hits = vault.names.find(connection, query.q, pinned.at.position, MOST_HITS)
    if wanted is not None and hits:
        hits = _in_files(connection, hits, wanted)
    opened = dict(names.opened(connection, vault, hits[:MOST_PERSONS], query.q))
    if opened:
        log.info("personal_read", officer=str(session.officer.officer), search=True, persons=len(opened))
    acts = at_positions(connection, sorted({hit.position for hit in opened}))
    found = [
        PersonFound(hit.person, name, _label(acts[hit.position], hit.person), acts[hit.position])
        for hit, name in opened.items()
        if hit.position in acts
    ]
    return tuple(sorted(found, key=lambda each: (-each.act.position, each.name)))


def _in_files(connection: Connection, hits: list[names.Hit], wanted: Wanted) -> list[names.Hit]:
    """The hits in files that are wanted: before anything is opened."""
    positions = sorted({hit.position for hit in hits})
    streams = dict(connection.execute(STREAMS, {"positions": positions}).fetchall())
    narrowed = replace(wanted, streams=tuple(set(streams.values())))
    page = search_lists.files(connection, narrowed, limit=len(positions))
    known = {seen.stream for seen in page.rows}
    return [hit for hit in hits if streams.get(hit.position) in known]


def _label(act: FileAct, person: UUID) -> str:
    """What the act calls the person; "" when it does not say."""
    return next((part.label for part in _parts(act.data) if part.person == person), "")


def _parts(value: Any) -> Iterator[Any]:
    """The parts of an act's data that stand for a person."""
    if isinstance(value, tuple):
        for each in value:
            yield from _parts(each)
    elif isinstance(value, BaseModel):
        if hasattr(value, "person") and hasattr(value, "label"):
            yield value
        for name in type(value).model_fields:
            yield from _parts(getattr(value, name))


def _units(unit: str, below: bool, pinned: Pinned) -> set[str]:
    """Raises: BadRequest for a unit that is not known."""
    check_unit(pinned.organisation, unit)
    return {unit, *(pinned.organisation.under(unit, today()) if below else ())}


def following(query: SearchQuery, pinned: Pinned, page: FilePage) -> str | None:
    """The cursor of the next page; None when this is the last."""
    if page.before is None:
        return None
    going_on = query.model_copy(update={"as_of": str(pinned.at.position), "after": page.before})
    return cursors.encode(going_on.model_dump(mode="json", exclude={"cursor"}))


def file_member(seen: Seen, page: FilePage, pinned: Pinned) -> Mapping[str, Any]:
    """A file as JSON members."""
    row = seen.row
    return {
        "stream": str(seen.stream),
        "kind": row.kind,
        "unit": row.unit,
        "opened": row.opened,
        "opened_on": row.opened_on.isoformat(),
        "stage": row.stage,
        "subject": row.subject,
        "offences": list(row.offences),
        "prosecutors": [str(each) for each in row.prosecutors],
        "matches": list(page.matches.get(seen.stream, ())),
        "stopped": seen.stream in page.stopped,
        "links": {"case": f"/cases/{seen.stream}?as_of={pinned.at.position}"},
    }


def entry_member(entry: Numbered, pinned: Pinned) -> Mapping[str, Any]:
    """An entry of a register as JSON members."""
    return {
        "register": entry.register.id,
        "name_vi": entry.register.name_vi,
        "unit": entry.owner,
        "year": entry.year,
        "number": entry.number,
        "stream": str(entry.stream),
        "day": entry.day.isoformat(),
        "links": {
            "register": f"/registers/{entry.register.id}?unit={entry.owner}&year={entry.year}&number={entry.number}"
            f"&as_of={pinned.at.position}",
            "case": f"/cases/{entry.stream}?as_of={pinned.at.position}",
        },
    }


def person_member(found: PersonFound, pinned: Pinned) -> Mapping[str, Any]:
    """A person as JSON members."""
    return {
        "person": str(found.person),
        "name": found.name,
        "label": found.label,
        "stream": str(found.act.stream),
        "position": found.act.position,
        "links": {
            "case": f"/cases/{found.act.stream}?as_of={pinned.at.position}",
            "act": f"/acts/{found.act.position}",
        },
    }
