"""The whole path of one act: propose, sign (outside), record, decide again.

propose   the domain decides; the answer is the exact bytes to sign, and the disclosures of the personal members
record    1 the bytes are canonical, an act of format 1, and addressed to this ledger
          2 the certificate is known, trusted and good now, and the signature holds over the bytes
          3 every digest of the act has its disclosure, and no disclosure is without a digest
          4 the act continues its stream: version and previous hash are those of the newest act
          5 the organisation, as of its newest act, says who may sign what
          6 the domain decides again from the signed bytes, and its act makes the same bytes
          7 personal values are sealed, and the act is appended; where the organisation moved meanwhile, 4 to 7 again

There is no table of pending proposals: bytes of a client's own making record nothing that the domain would not have
proposed. Sending the same signed act twice answers the first receipt, because the command id is inside the bytes.
"""

import hashlib
import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

from api.certificates import Certificates
from api.errors import NotAsProposed
from api.identifiers import uuid7
from api.states import NotAtHand, OrganisationState, Pool, Standing, StreamStates
from api.values import Examined, Judged, Proposal, Receipt, Submission, check_continues, receipt_of
from domain.errors import NotAnAct, Refused
from domain.kernel.act import Asked
from domain.kernel.calendar import moment_of
from domain.kernel.coding import act_body, asked_from_json
from domain.kernel.deciding import decide
from domain.kernel.personal import person_of, personal_paths
from ledger import format as act_format
from ledger import reading
from ledger.batch import ORGANISATION, Appended, PersonKey, Sealed, SignedAct
from ledger.desk import Desk
from ledger.errors import (
    CommandReused,
    Conflict,
    HeadMismatch,
    MalformedAct,
    OrganisationMoved,
    PersonKeyChanged,
    Unavailable,
    WrongLedger,
)
from ledger.format import Envelope
from ledger.recorder import LedgerRecorder, appended
from ledger.vault import Vault
from signing import disclosure
from signing.disclosure import SALT_BYTES
from signing.errors import BadDisclosure
from signing.trust import check_act

JUDGEMENTS = 16  # how often an act is judged again because the organisation moved
NUL = b"\\u0000"  # an escape that Postgres could not keep in the text of a projection
ERASURE = "person.erased.v1"  # the act that orders the destruction of a person's key


class WritePath:
    """Made from explicit parts; used by HTTP, by bulk import and by measurements alike. Safe for many threads."""

    def __init__(
        self,
        origin: str,
        certificates: Certificates,
        recorder: LedgerRecorder,
        desk: Desk,
        vault: Vault,
        pool: Pool,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.origin = origin
        self.recorder = recorder
        self._desk = desk
        self._certificates, self._vault, self._pool, self._clock = certificates, vault, pool, clock
        self.halted: HeadMismatch | None = None
        self.streams = StreamStates(pool)
        self.organisation = OrganisationState(pool, uuid7)

    def halt(self, error: HeadMismatch) -> None:
        """Refuses every further act: the database is not the one that this ledger has attested to."""
        self.halted = error

    def propose(
        self,
        asked: Asked,
        *,
        command_id: UUID | None = None,
        stream: UUID | None = None,
        expect: Callable[[Standing], None] = lambda before: None,
    ) -> Proposal:
        """The bytes to sign for what is asked. Without a stream the act opens a new one.

        `expect` may refuse to go on from where the stream stands, before anything is decided.

        Raises: NotAnAct, Refused, NotCanonical, and what `expect` raises.
        """
        organisation = self.organisation.refresh()
        if asked.kind == ORGANISATION:
            before = organisation
            if stream is not None and stream != before.stream:
                raise MalformedAct("/stream")
        else:
            before = self.streams.read(stream or uuid7(), asked.kind, self.streams.known(stream) if stream else None)
            if stream is not None and before.kind != asked.kind:
                raise MalformedAct("/kind")
        expect(before)
        act = decide(before.state, organisation.state, asked)
        envelope = Envelope(self.origin, before.stream, before.version + 1, before.act_hash, command_id or uuid7())
        data, disclosures = act_format.encode(
            envelope, act_body(act), personal_paths(act), lambda path: os.urandom(SALT_BYTES)
        )
        _storable(asked.occurred_at, data)
        return Proposal(before.stream, envelope.version, before.act_hash, envelope.command_id, data, disclosures)

    def record(self, submission: Submission) -> Receipt:
        """Records one signed act.

        Raises: NotCanonical, MalformedAct, WrongLedger, BadDisclosure, BadSignature, Untrusted, NotAnAct, Refused,
        NotAsProposed, Conflict, CommandReused, Unavailable, Erased.
        """
        attempt = Attempt(self, submission)
        for _ in range(JUDGEMENTS):
            try:
                (answer,) = self._desk.append(attempt.prepare)
            except NotAtHand as error:
                newest = self.streams.read_on(error.stream, error.kind)
                if newest.version < error.version:
                    return self._recorded_before(attempt.examined, error.conflict(newest))
            except PersonKeyChanged as error:
                self.learn([error.person])
            except OrganisationMoved:
                self.organisation.refresh()
            except (Conflict, Refused) as error:
                if isinstance(error, Refused) and self.organisation.refresh().position != attempt.judged_at:
                    continue
                return self._recorded_before(attempt.examined, error)
            else:
                return self.answered(attempt.judged, answer)
        raise Unavailable(attempt.examined.envelope.command_id)

    def _recorded_before(self, examined: Examined, error: Exception) -> Receipt:
        """The first receipt of an act that cannot be recorded because it already is; otherwise raises `error`."""
        self.streams.forget(examined.envelope.stream)
        first = self.first_receipt(examined)
        if first is None:
            raise error
        return first

    def answered(self, judged: Judged, answer: Appended) -> Receipt:
        """The receipt of an act that was appended; what the stream became is kept for the next act of it."""
        self.keep(judged.before.after(judged.recorded(answer)))
        if judged.act.type == ERASURE:
            self._vault.forget(judged.act.data.person)
        return receipt_of(judged.examined.envelope, answer)

    def learn(self, persons: Iterable[UUID]) -> None:
        """Reads the keys that persons have in the vault. Raises: Erased."""
        with self._pool.connection() as connection:
            self._vault.learn(connection, persons)

    def examine(self, submission: Submission) -> Examined:
        """Steps 1 to 3. Raises: as `record`, and HeadMismatch after `halt`."""
        if self.halted is not None:
            raise self.halted
        envelope, body = act_format.decode(submission.act)  # 1
        if envelope.ledger != self.origin:
            raise WrongLedger(envelope.ledger, self.origin)
        disclosures = tuple(map(disclosure.parse, submission.disclosures))
        asked = asked_from_json(disclosure.reveal(body, disclosures) if disclosures else body)
        occurred_at = _storable(asked.occurred_at, submission.act)
        certificate = bytes.fromhex(asked.actor.certificate)
        check_act(submission.act, submission.signature, self._certificates.admitted(certificate), self._clock())  # 2
        disclosure.match(body, disclosures, complete=True)  # 3
        return Examined(
            envelope,
            body,
            asked,
            occurred_at,
            submission.act,
            hashlib.sha256(submission.act).digest(),
            submission.signature,
            certificate,
            disclosures,
        )

    def before(self, examined: Examined, organisation: Standing) -> Standing:
        """Step 4: the standing that the act continues. Raises: Conflict, MalformedAct, NotAtHand."""
        envelope, kind = examined.envelope, examined.asked.kind
        if kind == ORGANISATION:
            if organisation.version < envelope.version - 1:
                organisation = self.organisation.refresh()
            before = self._founding(examined, organisation)
        else:
            before = self.streams.get(envelope.stream, kind, envelope.version - 1)
        check_continues(examined, before)
        return before

    @staticmethod
    def _founding(examined: Examined, organisation: Standing) -> Standing:
        """The organisation's standing; there is one such stream only, and the act that founds it names it."""
        stream = examined.envelope.stream
        if organisation.version == 0:
            return replace(organisation, stream=stream)
        if stream != organisation.stream:
            raise MalformedAct("/stream")
        return organisation

    def judge(
        self, examined: Examined, before: Standing, organisation: Standing, judged_at: int | None = None
    ) -> Judged:
        """Steps 5 and 6; `judged_at` when the organisation has moved on inside a chunk that is not appended yet.

        Raises: NotAnAct, Refused, NotAsProposed, BadDisclosure.
        """
        if before.kind == ORGANISATION:
            organisation = before
        act = decide(before.state, organisation.state, examined.asked)
        paths = personal_paths(act)
        if paths or examined.disclosures:
            again, _ = act_format.encode(examined.envelope, act_body(act), paths, _salts_of(examined))
        else:  # nothing to conceal: the envelope's members as they were read, the others as the domain makes them
            again = orjson.dumps({**examined.body, **act_body(act)}, option=orjson.OPT_SORT_KEYS)
        if again != examined.act:
            raise NotAsProposed(_difference(examined.body, again))
        return Judged(examined, before, act, organisation.position if judged_at is None else judged_at)

    def sealed(self, judged: Judged) -> SignedAct:
        """Step 7: the act as the ledger takes it, personal values encrypted."""
        examined, act = judged.examined, judged.act
        sealed: tuple[Sealed, ...] = ()
        keys: tuple[PersonKey, ...] = ()
        if examined.disclosures:
            persons = {item.path: person_of(act, item.path) for item in examined.disclosures}
            sealed, keys = self._vault.seal(examined.disclosures, persons)
        return SignedAct(
            examined.envelope,
            act.kind,
            act.type,
            examined.occurred_at,
            examined.act,
            examined.act_hash,
            examined.signature,
            hashlib.sha256(examined.signature).digest(),
            examined.certificate,
            judged.judged_at,
            sealed,
            keys,
            (act.data.person,) if act.type == ERASURE else (),
        )

    def keep(self, standing: Standing) -> None:
        """Keeps what the stream became, for the next act of it."""
        if standing.kind == ORGANISATION:
            self.organisation.keep(standing)
        else:
            self.streams.keep(standing)

    def first_receipt(self, examined: Examined) -> Receipt | None:
        """The receipt of the very same act, when it is already recorded. Raises: CommandReused."""
        with self._pool.connection() as connection:
            stored = reading.by_command(connection, examined.envelope.command_id)
        if stored is None:
            return None
        if stored.act_hash != examined.act_hash:
            raise CommandReused(stored.command_id, stored.position)
        return receipt_of(examined.envelope, appended(stored))


def _storable(occurred_at: str, act: bytes) -> datetime:
    """The moment of an act that the database can hold, in UTC. Raises: NotAnAct."""
    if NUL in act:
        raise NotAnAct("", "nul_character")
    try:
        return moment_of(occurred_at).astimezone(UTC)
    except OverflowError:
        raise NotAnAct("/occurred_at", "moment_value") from None


class Attempt:
    """One submission on its way: examined once, judged as often as the organisation moves."""

    def __init__(self, path: WritePath, submission: Submission) -> None:
        self._path, self._submission = path, submission
        self.examined: Examined
        self.judged: Judged
        self.judged_at = -1  # organisation position

    def prepare(self) -> list[SignedAct]:
        """Steps 1 to 7, up to the append. Raises: as WritePath.record, and NotAtHand."""
        path = self._path
        if self.judged_at < 0:
            self.examined = path.examine(self._submission)
        organisation = path.organisation.current
        self.judged_at = organisation.position
        self.judged = path.judge(self.examined, path.before(self.examined, organisation), organisation)
        return [path.sealed(self.judged)]


def _salts_of(examined: Examined) -> Callable[[str], bytes]:
    known = {item.path: item.salt for item in examined.disclosures}

    def salt(path: str) -> bytes:
        if path not in known:
            raise BadDisclosure("missing", path)
        return known[path]

    return salt


def _difference(signed: dict[str, Any], again: bytes) -> str:
    """JSON pointer of the first member in which the signed act is not what the domain makes of it."""
    other = orjson.loads(again)
    return next((f"/{name}" for name in sorted(signed) if signed[name] != other.get(name)), "")
