"""Verification of a range of positions. Each worker process takes ranges; a range needs nothing from another one.

For every act of the range, in order:
1. its position follows the one before;
2. bytes, columns and leaf agree (ledger/checking.py);
3. its signature holds, by a certificate that was good when the act was recorded;
4. its signer held the office at the time: title and unit on the day it happened, certificate and delegation by the
   state of the organisation just before its position;
5. the disclosures kept for it are those that its bytes commit to;
and for every commit of the range:
6. the stored tree head follows from the head before it and the leaves between them;
and for the range as a whole:
7. the stored tiles hold its leaves.

A range begins right after a stored head and takes that head's frontier as given; that frontier is proved by the
range before, so the ranges together prove every head from the empty tree on.
"""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from typing import Any, LiteralString

import psycopg
from cryptography import x509

from domain.errors import DomainError
from domain.kernel.act import Actor
from domain.kernel.calendar import day_of
from domain.kernel.deciding import apply, initial
from domain.kernel.ruling import act_type_under
from domain.organisation.state import Organisation
from ledger import certificates, reading
from ledger.batch import ORGANISATION
from ledger.checking import Mismatch, check_stored
from ledger.mapper import to_recorded
from ledger.reading import Stored
from ops.verify.evidence import Evidence
from ops.verify.findings import Fault, Part, Untold
from ops.verify.tiles import leaf_tiles
from signing.errors import BadProof, SigningError, Untrusted
from signing.merkle import Frontier
from signing.trust import Admitted, Trust, check_act, load_certificate, load_crl

Connection = psycopg.Connection[Any]

HEADS = (
    "SELECT size, root, frontier, recorded_at, organisation FROM ledger.head"
    " WHERE size > %(after)s AND size <= %(last)s ORDER BY size"
)
# UUIDs as text, as they stand in the bytes: reading millions of them as objects is a twentieth of the whole work.
BY_POSITION: LiteralString = reading.BY_POSITION.replace("stream,", "stream::text,").replace(
    "command_id,", "command_id::text,"
)
AT_ONCE = 4000  # acts read with one statement
FRONTIER = "SELECT frontier, organisation FROM ledger.head WHERE size = %(size)s"
DIGESTS = (
    "SELECT position, array_agg(encode(digest, 'hex') ORDER BY digest) FROM vault.disclosure"
    " WHERE position > %(after)s AND position <= %(last)s GROUP BY position"
)


class Signers:
    """Judges signatures by the certificates and revocation lists the ledger keeps, from the configured roots."""

    def __init__(self, connection: Connection, roots: tuple[bytes, ...]) -> None:
        self._ders = {row[0]: row[1] for row in connection.execute("SELECT sha256, der FROM ledger.certificate")}
        self._trust = Trust(
            [load_certificate(der) for der in roots],
            list(_authorities(self._ders.values())),
            [load_crl(der) for der in certificates.revocation_lists(connection)],
        )
        self._admitted: dict[bytes, Admitted | Untrusted] = {}

    def check(self, row: Stored) -> None:
        """Raises: SigningError."""
        admitted = self._admitted.get(row.certificate)
        if admitted is None:
            admitted = self._admitted[row.certificate] = self._admit(row.certificate)
        if isinstance(admitted, Untrusted):
            raise admitted
        check_act(row.act, row.signature, admitted, row.recorded_at)

    def _admit(self, sha256: bytes) -> Admitted | Untrusted:
        der = self._ders.get(sha256)
        if der is None:
            return Untrusted("certificate_missing", sha256)
        try:
            admitted = self._trust.admit(der)
        except Untrusted as error:
            return error
        return admitted if admitted.sha256 == sha256 else Untrusted("certificate_changed", sha256)


def _authorities(ders: Any) -> Iterator[x509.Certificate]:
    """The certificates that can stand between a signer and a root; a damaged one is left out and missed later."""
    for der in ders:
        try:
            certificate = load_certificate(der)
            constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
        except (Untrusted, x509.ExtensionNotFound, ValueError):
            continue
        if constraints.ca:
            yield certificate


class Offices:
    """Judges authority by the organisation as it stood just before a position."""

    def __init__(self, connection: Connection, upto: int) -> None:
        self._positions: list[int] = []  # of the organisation's acts
        self._states: list[Organisation] = [initial(ORGANISATION)]  # states[n]: after the first n of them
        self._held: dict[tuple[object, ...], None] = {}
        for row in reading.organisation(connection, 0, upto):
            try:
                state = apply(self._states[-1], to_recorded(row))
            except (DomainError, SigningError, LookupError):
                state = self._states[-1]  # the act itself is named as damaged by the checks of its own row
            self._positions.append(row.position)
            self._states.append(state)

    def check(self, position: int, body: dict[str, Any]) -> None:
        """Raises: DomainError."""
        before = bisect_left(self._positions, position)
        if before == 0:
            return  # the founding act signs for itself; its bytes name the certificate that signed it
        members = body["actor"]
        alone = members["authorised_by"] is None
        key = (before, body["type"], body["rule_set"], body["occurred_at"], *members.values()) if alone else None
        if key is None or key not in self._held:
            day: date = day_of(body["occurred_at"])
            act_type = act_type_under(body["type"], body["rule_set"])
            self._states[before].may_sign(Actor.model_validate(members), act_type, day)
            if key is not None:
                self._held[key] = None


class Acts:
    """Checks ranges of acts; one for each worker process."""

    def __init__(self, connection: Connection, evidence: Evidence, size: int) -> None:
        self._connection, self._origin = connection, evidence.origin
        self._signers = Signers(connection, evidence.roots)
        self._offices = Offices(connection, size)

    def check(self, after: int, last: int) -> Part:
        """The acts at positions after + 1 to last, where `after` is the size of a stored head or 0."""
        faults: list[Fault] = []
        untold: list[Untold] = []
        heads = _Heads(self._connection, after, last, faults)
        digests = dict(self._connection.execute(DIGESTS, {"after": after, "last": last}).fetchall())
        expected = after + 1
        leaves: dict[int, bytes] = {}
        for row in self._read(after + 1, last):
            if row.position != expected:
                faults.append(
                    Fault(
                        min(expected, row.position), "position_missing" if row.position > expected else "position_twice"
                    )
                )
            expected = row.position + 1
            self._check_act(row, digests.get(row.position, []), faults, untold)
            heads.follow(row)
            leaves[row.position] = row.leaf
        if expected <= last:
            faults.append(Fault(expected, "position_missing"))
        heads.finish()
        faults += leaf_tiles(self._connection, after, last, leaves)
        return Part("acts", last - after, tuple(faults), tuple(untold))

    def _read(self, first: int, last: int) -> Iterator[Stored]:
        """By plain statements, which cost less than a cursor; most ranges need one of them."""
        for start in range(first, last + 1, AT_ONCE):
            upto = min(last, start + AT_ONCE - 1)
            yield from reading.by_position(self._connection, start, upto, query=BY_POSITION)

    def _check_act(self, row: Stored, digests: list[str], faults: list[Fault], untold: list[Untold]) -> None:
        position = row.position
        try:
            body = check_stored(row, self._origin)
        except Mismatch as error:
            faults.append(Fault(position, error.what))
            return
        try:
            self._signers.check(row)
        except Untrusted as error:
            if error.cannot_tell:
                untold.append(Untold(position, f"certificate_{error.reason}"))
            else:
                faults.append(Fault(position, f"certificate_{error.reason}"))
        except SigningError as error:
            faults.append(Fault(position, "signature", str(error)))
        try:
            self._offices.check(position, body)
        except (DomainError, LookupError, ValueError, TypeError) as error:
            faults.append(Fault(position, "office", str(getattr(error, "code", error))))
        if body["_sd"] != digests:
            faults.append(Fault(position, "disclosures"))


class _Heads:
    """Follows the stored heads through a range: each must be the tree over the leaves up to it."""

    def __init__(self, connection: Connection, after: int, last: int, faults: list[Fault]) -> None:
        self._heads = connection.execute(HEADS, {"after": after, "last": last}).fetchall()[::-1]
        self._faults = faults
        before = connection.execute(FRONTIER, {"size": after}).fetchone() if after else None
        self._frontier = Frontier.from_bytes(before[0]) if before else Frontier()
        self._organisation: int = before[1] if before else 0
        self._leaves: list[bytes] = []

    def follow(self, row: Stored) -> None:
        self._leaves.append(row.leaf)
        if row.kind == ORGANISATION:
            self._organisation = row.position
        if self._heads and self._heads[-1][0] <= row.position:
            self._check(row)

    def _check(self, row: Stored) -> None:
        size, root, frontier, recorded_at, organisation = self._heads.pop()
        followed = self._frontier.extend(self._leaves)
        self._leaves = []
        for what, holds in (
            ("head_size", followed.size == size == row.position),
            ("head_root", followed.root() == root),
            ("head_frontier", followed.to_bytes() == frontier),
            ("head_recorded_at", recorded_at == row.recorded_at),
            ("head_organisation", organisation == self._organisation),
        ):
            if not holds:
                self._faults.append(Fault(size, what))
        try:  # go on from what is stored, so that one damage is named once
            self._frontier = Frontier.from_bytes(frontier)
        except BadProof:
            self._frontier = followed

    def finish(self) -> None:
        for head in self._heads:
            self._faults.append(Fault(head[0], "head_without_act"))
        if self._leaves:
            self._faults.append(Fault(self._frontier.size + 1, "head_missing"))
