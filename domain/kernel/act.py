"""The act: what an officer signs, as a value.

Asked      what somebody asks to have recorded, not yet judged
Act        what the domain made of it: the owned members of the format socai/act/1
Recorded   an act at its place in a history
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints
from pydantic.types import Strict

from domain.kernel.data import Code, Day, Hash, Id, Number, Part, Precision, Word
from domain.kernel.sealed import sealed

Capacity = Literal["own", "KT", "TL", "TUQ"]  # in one's own right; for the head; by order; by authorisation
Version = Annotated[int, Strict(), Field(ge=1, le=2**53 - 1)]
Relation = Literal[
    "answers", "annuls", "approves", "appeals", "concerns", "corrects", "enforces", "executes", "merged_from",
    "merged_into", "opened_from", "opens", "replaces", "split_from", "split_into", "succeeds",
]  # fmt: skip


class Reference(Part):
    """Another act, named by place and content."""

    stream: Id
    version: Version
    hash: Hash  # of the act's signed bytes


class Actor(Part):
    """Who signs, holding which title in which unit, and on whose authority."""

    officer: Id
    unit: Code
    title: Word
    capacity: Capacity
    certificate: Hash  # SHA-256 of the certificate's DER
    authorised_by: Reference | None = None  # the delegation, for TL and TUQ


class Document(Part):
    """A file that belongs to the act, known by its hash."""

    sha256: Hash
    size: Number  # bytes
    media_type: Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z0-9.+-]+/[a-z0-9.+-]+$", max_length=100)]
    title: Word | None = None
    number: Word | None = None
    issued_on: Day | None = None
    issued_by: Word | None = None
    pages: Number | None = None


class Link(Part):
    """How this act stands to another one."""

    stream: Id
    version: Version
    hash: Hash
    relation: Relation


@dataclass(frozen=True, slots=True)
class Asked:
    """An act as asked for. `data` are raw JSON members, personal values among them."""

    kind: str
    type: str
    occurred_at: str  # RFC 3339 with offset
    precision: Precision
    rule_set: str
    actor: Actor
    documents: tuple[Document, ...]
    links: tuple[Link, ...]
    data: dict[str, Any]


@sealed
class Act:
    """A judged act. `data` is a frozen model of the type's own."""

    kind: str
    type: str
    occurred_at: str  # RFC 3339 with offset: when it happened in law
    precision: Precision  # how exactly that is known
    rule_set: str
    actor: Actor
    law: tuple[str, ...]  # articles in force on the day, "BLTTHS-2015/147/1"
    documents: tuple[Document, ...]
    links: tuple[Link, ...]
    data: Any


@sealed
class Recorded:
    """One element of a history."""

    stream: UUID
    version: int
    position: int
    hash: str  # of the signed bytes, lowercase hex
    recorded_at: datetime  # aware, UTC
    act: Act
