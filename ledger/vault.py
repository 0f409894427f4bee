"""Personal values beside the ledger, encrypted under a key per person.

The ledger holds digests; the vault holds what they stand for. Values are sealed with AES-256-GCM under the person's
data key, the data key is wrapped with AES-256-GCM under the operator's key-encryption key. Erasing a person empties
the data key inside the transaction of the act that orders it (ledger/sequencer.py): the ciphertexts stay and nobody
can read them any more, backups of the key table excepted, which the operator must let expire.

VaultError
    Erased       the person's key was destroyed
    WrongKey     a wrapped key or a value does not open: it was changed, or another key-encryption key is at work
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import psycopg
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ledger.batch import Sealed
from signing import disclosure
from signing.disclosure import Disclosure

Connection = psycopg.Connection[Any]
KEY_BYTES = 32
NONCE_BYTES = 12

KEYS = "SELECT person, wrapped FROM vault.person_key WHERE person = ANY(%(persons)s)"
# Durable with the act: the commit of the act flushes the log past this one, and without the act the key is of no use.
ADD_KEYS = (
    "SET LOCAL synchronous_commit = off",
    "INSERT INTO vault.person_key (person, wrapped)"
    " SELECT * FROM unnest(%(persons)s::uuid[], %(wrapped)s::bytea[]) ON CONFLICT DO NOTHING",
)
SEALED_AT = (
    "SELECT d.position, d.digest, d.person, d.nonce, d.ciphertext, k.wrapped FROM vault.disclosure d"
    " JOIN vault.person_key k USING (person) WHERE d.position = ANY(%(positions)s) ORDER BY d.position, d.digest"
)


class VaultError(Exception):
    pass


class Erased(VaultError):
    def __init__(self, person: UUID) -> None:
        super().__init__(person)
        self.person = person


class WrongKey(VaultError):
    def __init__(self, person: UUID) -> None:
        super().__init__(person)
        self.person = person


class Vault:
    """Seals and opens disclosures with the operator's key-encryption key (32 bytes)."""

    def __init__(self, key_encryption_key: bytes) -> None:
        self._wrapping = AESGCM(key_encryption_key)

    def seal(
        self, connection: Connection, disclosures: Sequence[Disclosure], persons: Mapping[str, UUID]
    ) -> tuple[Sealed, ...]:
        """Encrypts each disclosure for the person its path belongs to; makes the keys that are missing.

        Raises: Erased, WrongKey.
        """
        if not disclosures:
            return ()
        keys = self._keys(connection, set(persons.values()))
        return tuple(self._seal(item, persons[item.path], keys) for item in disclosures)

    def open(self, connection: Connection, positions: Iterable[int]) -> dict[int, list[Disclosure]]:
        """The disclosures of the acts at `positions` that can still be opened; those of erased persons are left out.

        Raises: WrongKey.
        """
        opened: dict[int, list[Disclosure]] = {}
        for position, digest, person, nonce, ciphertext, wrapped in connection.execute(
            SEALED_AT, {"positions": list(positions)}
        ):
            if wrapped is not None:
                key = self._unwrap(person, wrapped)
                encoded = _decrypt(key, nonce, ciphertext, digest + person.bytes, person)
                opened.setdefault(position, []).append(disclosure.parse(encoded))
        return opened

    def _keys(self, connection: Connection, persons: set[UUID]) -> dict[UUID, AESGCM]:
        found = self._wrapped(connection, persons)
        if missing := list(persons - found.keys()):
            self._add_keys(connection, missing)
            found |= self._wrapped(connection, persons)  # read back: another process may have been first
        keys = {}
        for person, wrapped in found.items():
            if wrapped is None:
                raise Erased(person)
            keys[person] = self._unwrap(person, wrapped)
        return keys

    def _add_keys(self, connection: Connection, persons: list[UUID]) -> None:
        wrapped = [self._wrap(person, os.urandom(KEY_BYTES)) for person in persons]
        with connection.pipeline(), connection.transaction():
            connection.execute(ADD_KEYS[0])
            connection.execute(ADD_KEYS[1], {"persons": persons, "wrapped": wrapped})

    def _wrapped(self, connection: Connection, persons: set[UUID]) -> dict[UUID, bytes | None]:
        return dict(connection.execute(KEYS, {"persons": list(persons)}).fetchall())

    def _wrap(self, person: UUID, key: bytes) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._wrapping.encrypt(nonce, key, person.bytes)

    def _unwrap(self, person: UUID, wrapped: bytes) -> AESGCM:
        return AESGCM(_decrypt(self._wrapping, wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], person.bytes, person))

    @staticmethod
    def _seal(item: Disclosure, person: UUID, keys: Mapping[UUID, AESGCM]) -> Sealed:
        nonce = os.urandom(NONCE_BYTES)
        ciphertext = keys[person].encrypt(nonce, item.encoded, item.digest + person.bytes)
        return Sealed(item.digest, person, nonce, ciphertext)


def _decrypt(key: AESGCM, nonce: bytes, ciphertext: bytes, bound_to: bytes, person: UUID) -> bytes:
    try:
        return key.decrypt(nonce, ciphertext, bound_to)
    except (InvalidTag, ValueError):  # ValueError: too short to hold a nonce and a tag
        raise WrongKey(person) from None
