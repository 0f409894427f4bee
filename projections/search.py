"""Search: the words of each file, folded, so that they are found without diacritics; and files by words and numbers.

A row holds the words that an act brought into its file, those that the file had before left out: what an act adds is
written once, however long the file grows, and every word of a file stands in one row of it. So a file holds all the
words asked for when each of them has a row, and the rows joined give every file once.

Words come from what was signed, where every text is free of personal values; names are looked for in the vault
(ledger/names.py). Numbers of documents stand with the entries (projections/entries.py).
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Set
from functools import cache, lru_cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from domain.kernel.data import PersonalMark
from domain.kernel.folding import words_of
from projections.case_status import CASES
from projections.declaration import Called, Index, Kept, Projection, Step

LONGEST = 40  # characters of a word that is kept: what is longer is a hash or a slip of the keyboard
NOT_TEXT = frozenset((  # members that are looked for by themselves, or tell nothing about the matter
    "number", "register_number", "archive_number", "retention", "retention_class", "to_unit", "origin", "addressee",
    "signer", "investigator", "presiding_judge", "panel", "delivered_by", "received_by", "certificate",
))  # fmt: skip
TELLS_NOTHING = re.compile(r"\w|[0-9]{1,2}")  # by itself: single letters, days, counts


class FileWords(NamedTuple):
    """The words that an act brought into its file."""

    version: Annotated[int, Called("Thứ tự", "Version")]
    words: Annotated[tuple[str, ...], Called("Từ ngữ", "Words")]  # folded, each once a file


def change(known: Set[str] | None, step: Step) -> Iterable[FileWords | Kept]:
    """`known`: all words of the file."""
    data: BaseModel = step.act.data
    brought: set[str] = set()
    for name, read in _readers(type(data)):
        value = getattr(data, name)
        if value is not None:
            for text in read(value):
                brought.update(_words(text))
    new = brought - known if known else brought
    if not new:
        return ()
    return FileWords(step.recorded.version, tuple(sorted(new))), Kept(known | new if known else new)


def kept_words(text: str) -> tuple[str, ...]:
    """The words of a text that are kept, and can be asked for."""
    return tuple(word for word in words_of(text) if len(word) <= LONGEST and not TELLS_NOTHING.fullmatch(word))


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(map(sys.intern, kept_words(text)))


Read = Callable[[Any], Iterable[str]]


@cache
def _readers(model: type[BaseModel]) -> tuple[tuple[str, Read], ...]:
    """The members of a type of data that hold texts, each with what reads them."""
    found = []
    for name, info in model.model_fields.items():
        personal = any(isinstance(mark, PersonalMark) for mark in info.metadata)
        read = None if personal or name in NOT_TEXT else _reader(info.annotation, info.metadata)
        if read is not None:
            found.append((name, read))
    return tuple(found)


def _reader(annotation: Any, metadata: Iterable[Any] = ()) -> Read | None:
    """What reads the texts of a member of this type; None when it has none: enumerations, codes and hashes do not."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        return _reader(inner, marks)
    if annotation is str:
        coded = any(getattr(mark, "pattern", None) for mark in metadata)
        return None if coded else _one
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _of_model(annotation) if _readers(annotation) else None
    inner_readers = [read for argument in get_args(annotation) if (read := _reader(argument)) is not None]
    if not inner_readers:
        return None
    return _of_each(inner_readers[0]) if get_origin(annotation) is tuple else inner_readers[0]


def _one(text: str) -> Iterable[str]:
    return (text,)


def _of_model(model: type[BaseModel]) -> Read:
    def read(part: BaseModel) -> Iterator[str]:
        for name, inner in _readers(model):
            value = getattr(part, name)
            if value is not None:
                yield from inner(value)

    return read


def _of_each(inner: Read) -> Read:
    def read(parts: tuple[Any, ...]) -> Iterator[str]:
        for part in parts:
            yield from inner(part)

    return read


SEARCHABLE = Projection(
    name="searchable",
    title_vi="Từ ngữ của hồ sơ",
    title_en="Words of files",
    kinds=CASES,
    row=FileWords,
    key=("version",),
    change=change,
    indexes=(Index(("words",), elements=True),),
    append_only=True,
    rests_on=("domain.kernel.folding",),
)
