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
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import psycopg
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ledger.batch import PersonKey, Sealed
from ledger.names import NameIndex, name_in
from signing import disclosure
from signing.disclosure import Disclosure

Connection = psycopg.Connection[Any]
KEY_BYTES = 32
MOST_REMEMBERED = 4096  # persons
NONCE_BYTES = 12

KEYS = "SELECT person, wrapped FROM vault.person_key WHERE person = ANY(%(persons)s)"
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
    """Seals and opens disclosures with the operator's key-encryption key (32 bytes).

    Keys are remembered as they are stored, wrapped. A person who is not remembered gets a new key, which the ledger
    writes with the act; where the vault holds another one, the ledger answers PersonKeyChanged, and `learn` reads it.
    """

    def __init__(self, key_encryption_key: bytes) -> None:
        self._wrapping = AESGCM(key_encryption_key)
        self.names = NameIndex(key_encryption_key)
        self._remembered: OrderedDict[UUID, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def seal(
        self, disclosures: Sequence[Disclosure], persons: Mapping[str, UUID]
    ) -> tuple[tuple[Sealed, ...], tuple[PersonKey, ...]]:
        """Encrypts each disclosure for the person its path belongs to; gives the keys that this was done with.

        Raises: WrongKey.
        """
        keys = {person: self._remember(person) for person in set(persons.values())}
        opened = {person: self._unwrap(person, wrapped) for person, wrapped in keys.items()}
        sealed = tuple(self._seal(item, persons[item.path], opened) for item in disclosures)
        return sealed, tuple(PersonKey(person, wrapped) for person, wrapped in keys.items())

    def learn(self, connection: Connection, persons: Iterable[UUID]) -> None:
        """Reads the keys that these persons have. Raises: Erased."""
        for person, wrapped in connection.execute(KEYS, {"persons": list(persons)}):
            if wrapped is None:
                self.forget(person)
                raise Erased(person)
            with self._lock:
                self._remembered[person] = wrapped

    def forget(self, person: UUID) -> None:
        """Drops what is remembered of a person."""
        with self._lock:
            self._remembered.pop(person, None)

    def forget_erased(self, connection: Connection) -> None:
        """Drops the keys of persons who were erased since, through this process or another one."""
        with self._lock:
            remembered = list(self._remembered)
        for person, wrapped in connection.execute(KEYS, {"persons": remembered}) if remembered else ():
            if wrapped is None:
                self.forget(person)

    def _remember(self, person: UUID) -> bytes:
        """The wrapped key of a person, a new one for somebody unknown."""
        with self._lock:
            wrapped = self._remembered.get(person)
            if wrapped is None:
                wrapped = self._remembered[person] = self._wrap(person, os.urandom(KEY_BYTES))
                if len(self._remembered) > MOST_REMEMBERED:
                    self._remembered.popitem(last=False)
            return wrapped

    def open(self, connection: Connection, positions: Iterable[int]) -> dict[int, list[Disclosure]]:
        """The disclosures of the acts at `positions` that can still be opened; those of erased persons are left out.

        Raises: WrongKey.
        """
        opened: dict[int, list[Disclosure]] = {}
        for position, _, item in self.open_each(connection, positions):
            opened.setdefault(position, []).append(item)
        return opened

    def open_each(self, connection: Connection, positions: Iterable[int]) -> Iterator[tuple[int, UUID, Disclosure]]:
        """The same, one by one, each with the position of its act and its person. Raises: WrongKey."""
        for position, digest, person, nonce, ciphertext, wrapped in connection.execute(
            SEALED_AT, {"positions": list(positions)}
        ):
            if wrapped is not None:
                key = self._unwrap(person, wrapped)
                encoded = _decrypt(key, nonce, ciphertext, digest + person.bytes, person)
                yield position, person, disclosure.parse(encoded)

    def _wrap(self, person: UUID, key: bytes) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._wrapping.encrypt(nonce, key, person.bytes)

    def _unwrap(self, person: UUID, wrapped: bytes) -> AESGCM:
        return AESGCM(_decrypt(self._wrapping, wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], person.bytes, person))

    def _seal(self, item: Disclosure, person: UUID, keys: Mapping[UUID, AESGCM]) -> Sealed:
        nonce = os.urandom(NONCE_BYTES)
        ciphertext = keys[person].encrypt(nonce, item.encoded, item.digest + person.bytes)
        name = name_in(item)
        return Sealed(item.digest, person, nonce, ciphertext, () if name is None else self.names.tokens(name))


def _decrypt(key: AESGCM, nonce: bytes, ciphertext: bytes, bound_to: bytes, person: UUID) -> bytes:
    try:
        return key.decrypt(nonce, ciphertext, bound_to)
    except (InvalidTag, ValueError):  # ValueError: too short to hold a nonce and a tag
        raise WrongKey(person) from None
