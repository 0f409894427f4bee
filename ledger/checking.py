"""What one stored act must satisfy by itself, whoever looks: the service, an inspector, the verification of the whole
ledger.

1. The bytes are an act of format 1, of this ledger.
2. The act hash is the SHA-256 of the bytes.
3. Every column that repeats a member of the bytes agrees with it.
4. The leaf is the leaf hash of the entry that position, act, signature, certificate and recorded time make.

That the act follows the one before it, that its signature holds and that its signer had the office is judged
elsewhere, with more than one row in hand.
"""

from datetime import datetime
from hashlib import sha256
from typing import Any

from ledger.errors import LedgerError
from ledger.format import FORMAT, MEMBERS
from ledger.reading import Stored
from signing import canonical
from signing.errors import NotCanonical
from signing.merkle import leaf_hash

COLUMNS = ("stream", "version", "previous", "command_id", "kind", "type", "certificate", "occurred_at")


class Mismatch(LedgerError):
    """A stored act is not what it must be. `what` names the rule or column, `position` the act."""

    def __init__(self, position: int, what: str) -> None:
        super().__init__(position, what)
        self.position, self.what = position, what


def check_stored(row: Stored, ledger: str) -> dict[str, Any]:
    """The members of the act, proved to be what the row says. Raises: Mismatch."""
    try:
        body = canonical.decode(row.act)  # 1
    except NotCanonical as error:
        raise Mismatch(row.position, f"act_not_canonical_{error.reason}") from error
    if body.keys() != MEMBERS or body["format"] != FORMAT:
        raise Mismatch(row.position, "act_malformed")
    if body["ledger"] != ledger:
        raise Mismatch(row.position, "act_of_another_ledger")
    if sha256(row.act).digest() != row.act_hash:  # 2
        raise Mismatch(row.position, "act_hash")
    _check_columns(row, body)  # 3
    if leaf_hash(row.entry) != row.leaf:  # 4
        raise Mismatch(row.position, "leaf")
    return body


def _check_columns(row: Stored, body: dict[str, Any]) -> None:
    try:
        occurred_at = datetime.fromisoformat(body["occurred_at"])
        certificate = body["actor"]["certificate"]
    except (TypeError, ValueError, KeyError) as error:
        raise Mismatch(row.position, "act_malformed") from error
    stated = (
        body["stream"],
        body["version"],
        body["previous"],
        body["command_id"],
        body["kind"],
        body["type"],
        certificate,
        occurred_at,
    )
    kept = (
        str(row.stream),
        row.version,
        row.previous.hex() if row.previous is not None else None,
        str(row.command_id),
        row.kind,
        row.type,
        row.certificate.hex(),
        row.occurred_at,
    )
    if stated != kept or occurred_at.tzinfo is None:
        pairs = zip(COLUMNS, stated, kept, strict=True)
        raise Mismatch(row.position, next(f"column_{name}" for name, left, right in pairs if left != right))
