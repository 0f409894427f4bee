"""A blind index of the names in the vault: they can be looked for, and stand nowhere in the clear.

Each word of a name, folded, is stored as a keyed hash. The key is derived from the key-encryption key, so that the
database alone tells no name. What is found this way is a hint: the reader opens the disclosure and compares
(`finds`), so that a changed index can hide somebody and can never make an act say what it does not.
"""

import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import psycopg
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from psycopg import sql

from domain.kernel.folding import words_of
from signing.disclosure import Disclosure

if TYPE_CHECKING:
    from ledger.vault import Vault

Connection = psycopg.Connection[Any]

TOKEN_BYTES = 16
PURPOSE = b"socai vault name index 1"
MEMBER = "/name"  # of a person: domain/states/parts.py
BATCH = 1000  # positions indexed in one transaction

HIT = sql.SQL("SELECT n0.person, n0.position FROM {tables} WHERE {same} AND n0.position <= %(as_of)s")
ORDER = sql.SQL(" ORDER BY n0.position DESC, n0.person LIMIT %(limit)s")
OLDER = "SELECT reached, until FROM vault.name_index_older FOR UPDATE"
MOVE = "UPDATE vault.name_index_older SET reached = %(position)s"
NEXT_SEALED = (
    "SELECT DISTINCT position FROM vault.disclosure WHERE position > %(reached)s AND position <= %(until)s"
    " ORDER BY position LIMIT %(batch)s"
)
# The key is held, so that a name is indexed before its person is erased or not at all.
ADD = (
    "INSERT INTO vault.name_index (token, person, position) SELECT %(token)s, person, %(position)s FROM"
    " vault.person_key WHERE person = %(person)s AND wrapped IS NOT NULL FOR SHARE ON CONFLICT DO NOTHING"
)


class Hit(NamedTuple):
    """A name that the index points to."""

    person: UUID
    position: int  # of the act that commits to it


class NameIndex:
    """Tokens of names under a key of their own."""

    def __init__(self, key_encryption_key: bytes) -> None:
        self._key = HKDF(SHA256(), 32, None, PURPOSE).derive(key_encryption_key)

    def tokens(self, name: str) -> tuple[bytes, ...]:
        """The tokens of a name's words."""
        return tuple(hmac.digest(self._key, word.encode(), hashlib.sha256)[:TOKEN_BYTES] for word in words_of(name))

    def find(self, connection: Connection, name: str, as_of: int, limit: int) -> list[Hit]:
        """Names that hold all the words asked for, those disclosed last first."""
        tokens = self.tokens(name)
        if not tokens:
            return []
        aliases = [sql.Identifier(f"n{place}") for place in range(len(tokens))]
        tables = sql.SQL(" JOIN ").join(
            sql.SQL("vault.name_index {}{}").format(alias, sql.SQL(" USING (person, position)" if place else ""))
            for place, alias in enumerate(aliases)
        )
        same = sql.SQL(" AND ").join(
            sql.SQL("{}.token = {}").format(alias, sql.Placeholder(f"token{place}"))
            for place, alias in enumerate(aliases)
        )
        values: Mapping[str, Any] = {f"token{place}": token for place, token in enumerate(tokens)}
        statement = HIT.format(tables=tables, same=same) + ORDER
        return [Hit(*row) for row in connection.execute(statement, {**values, "as_of": as_of, "limit": limit})]


def name_in(item: Disclosure) -> str | None:
    """The name that a disclosure is of; None when it is of something else."""
    return item.value if item.path.endswith(MEMBER) and isinstance(item.value, str) else None


def opened(connection: Connection, vault: "Vault", hits: Sequence[Hit], asked: str) -> Iterator[tuple[Hit, str]]:
    """The hits whose name, opened through the vault, does hold the words asked for. Raises: WrongKey."""
    wanted, known = set(words_of(asked)), set(hits)
    for position, person, item in vault.open_each(connection, sorted({hit.position for hit in hits})):
        name = name_in(item)
        hit = Hit(person, position)
        if name is not None and hit in known and wanted.issubset(words_of(name)):
            yield hit, name


def index_older(connection: Connection, vault: "Vault") -> int:
    """Indexes one batch of the names that were recorded before there was an index.

    Gives how many acts were looked at, 0 at the end. Several may run at once: each waits for the one before it.
    Raises: WrongKey.
    """
    with connection.transaction():
        reached, until = connection.execute(OLDER).fetchone() or (0, 0)
        asked = {"reached": reached, "until": until, "batch": BATCH}
        positions = [found for (found,) in connection.execute(NEXT_SEALED, asked).fetchall()]
        if not positions:
            return 0
        names = [
            {"token": token, "person": person, "position": position}
            for position, person, item in list(vault.open_each(connection, positions))
            if (name := name_in(item)) is not None
            for token in vault.names.tokens(name)
        ]
        with connection.cursor() as cursor:
            cursor.executemany(ADD, names)
        connection.execute(MOVE, {"position": positions[-1]})
    return len(positions)
