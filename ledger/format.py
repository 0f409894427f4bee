"""The act as JSON: the envelope that the ledger owns around the members that the law owns.

signing/FORMAT.md section 1 lists the members. `encode` makes the bytes an officer signs, `decode` reads them back and
refuses anything that is not exactly an act of format 1. What stands in `data` is the business of the domain.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from ledger.errors import MalformedAct
from signing import canonical, disclosure

FORMAT = "socai/act/1"
ENVELOPE = ("format", "ledger", "stream", "version", "previous", "command_id")
LAW = ("kind", "type", "occurred_at", "precision", "rule_set", "actor", "law", "documents", "links", "data")
UUID_TEXT = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.ASCII)
MEMBERS = frozenset((*ENVELOPE, *LAW, "_sd"))


class Envelope(NamedTuple):
    """Where an act stands: in which ledger and stream, at which version, after which act, for which command."""

    ledger: str
    stream: UUID
    version: int  # 1-based
    previous: bytes | None  # 32 bytes, hash of act version - 1; None for version 1
    command_id: UUID


def encode(
    envelope: Envelope, body: Mapping[str, Any], personal: Iterable[str], salts: Callable[[str], bytes]
) -> tuple[bytes, tuple[disclosure.Disclosure, ...]]:
    """The bytes to sign, and the disclosures of the members named by `personal` (JSON pointers from the act's root).

    `body` holds the members of LAW, personal values included; `salts` gives 16 bytes for each path.

    Raises: NotCanonical, BadDisclosure.
    """
    act = {name: body[name] for name in LAW}
    act |= {
        "format": FORMAT,
        "ledger": envelope.ledger,
        "stream": str(envelope.stream),
        "version": envelope.version,
        "previous": envelope.previous.hex() if envelope.previous is not None else None,
        "command_id": str(envelope.command_id),
    }
    concealed, disclosures = disclosure.conceal(act, personal, salts)
    return canonical.encode(concealed), disclosures


def decode(data: bytes) -> tuple[Envelope, dict[str, Any]]:
    """The envelope of signed bytes and all members, personal ones withheld.

    Raises: NotCanonical, MalformedAct.
    """
    act = canonical.decode(data)
    if not isinstance(act, dict):
        raise MalformedAct("")
    if act.keys() != MEMBERS:
        raise MalformedAct("/" + min(act.keys() ^ MEMBERS))
    if act["format"] != FORMAT:
        raise MalformedAct("/format")
    return envelope_of(act), act


def envelope_of(act: Mapping[str, Any]) -> Envelope:
    """Raises: MalformedAct."""
    version, previous, ledger = act["version"], act["previous"], act["ledger"]
    if type(version) is not int or not 1 <= version < 2**31:
        raise MalformedAct("/version")
    if type(ledger) is not str or not ledger:
        raise MalformedAct("/ledger")
    if (previous is None) != (version == 1):
        raise MalformedAct("/previous")
    return Envelope(
        ledger,
        parse_uuid(act["stream"], "/stream"),
        version,
        None if previous is None else parse_hash(previous, "/previous"),
        parse_uuid(act["command_id"], "/command_id"),
    )


def parse_uuid(text: object, pointer: str) -> UUID:
    """A UUID from its one accepted spelling: lower case with hyphens."""
    if type(text) is not str or not UUID_TEXT.fullmatch(text):
        raise MalformedAct(pointer)
    return UUID(int=int(text.replace("-", ""), 16))  # the pattern has checked what UUID(text) would check again


def parse_hash(text: object, pointer: str) -> bytes:
    """32 bytes from 64 lower-case hexadecimal digits."""
    try:
        value = bytes.fromhex(text) if type(text) is str else b""
    except ValueError:
        value = b""
    if len(value) != 32 or value.hex() != text:
        raise MalformedAct(pointer)
    return value


@lru_cache(maxsize=1024)  # all acts of a commit share the moment
def recorded_text(recorded_at: datetime) -> str:
    """A recorded moment as it stands in an entry: UTC, microseconds, Z."""
    return recorded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
