"""The parts of the service, built from explicit settings, started and closed together.

Start: pools; the ledger's name; keys; the head is held against the newest checkpoints (a database that does not
continue what was attested to is not served); what the trust folder holds is taken in; the organisation is read; the
sequencer and the two threads run.
"""

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import structlog
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from psycopg_pool import ConnectionPool, PoolTimeout

from api.badges import Judges
from api.certificates import Certificates
from api.keys import checkpoint_keys, secret
from api.receipts import ReceiptSigner
from api.sessions import Sessions, new_key
from api.write_path import WritePath
from ledger import database, names
from ledger.checkpoints import Checkpoints
from ledger.desk import Desk
from ledger.errors import HeadMismatch
from ledger.recorder import LedgerRecorder
from ledger.sequencer import Sequencer
from ledger.vault import Vault, VaultError
from projections.catalogue import PROJECTIONS
from projections.errors import ProjectionError
from projections.rebuild import prepare
from projections.runner import Runner
from signing.errors import Untrusted

Connection = psycopg.Connection[Any]
log = structlog.get_logger("socai.api")

TICK_S = 2.0  # how often the trust folder is looked at and a grown head is signed
READERS = 16  # connections
WRITERS = 24  # connections beside the sequencer's own: states, vault, command ids

ORIGIN = "SELECT origin FROM ledger.identity"
NAME = "INSERT INTO ledger.identity (origin) VALUES (%(origin)s) ON CONFLICT DO NOTHING"
HAS_PERSONS = "SELECT EXISTS (SELECT FROM vault.person_key)"


class CannotStart(Exception):
    """What the operator must put right first. `what` names it."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class Deployment:
    """Where everything is. The three conninfos are of the database roles of the same name."""

    service: str
    projector: str
    reader: str
    origin: str
    trust_folder: Path  # roots/*.pem, intermediates/*.pem, crls/*.crl
    keys_folder: Path
    checkpoint_folder: Path


@dataclass(frozen=True, slots=True)
class Parts:
    """What routes use."""

    origin: str
    read_pool: ConnectionPool[Connection]
    service_pool: ConnectionPool[Connection]
    write_path: WritePath
    vault: Vault
    certificates: Certificates
    sessions: Sessions
    receipts: ReceiptSigner
    checkpoints: Checkpoints
    vkeys: str
    judges: Judges

    def sign_checkpoint(self) -> bytes | None:
        """Signs the newest commit unless it is signed; gives the newest note. Raises: HeadMismatch."""
        with self.service_pool.connection() as connection:
            return self.checkpoints.sign_head(connection)


@contextlib.contextmanager
def running(deployment: Deployment) -> Iterator[Parts]:
    """The parts, running; closed in the opposite order at the end. Raises: CannotStart, HeadMismatch, BadNote."""
    with ExitStack() as stack:
        read_pool = stack.enter_context(database.pool(deployment.reader, most=READERS))
        service_pool = stack.enter_context(database.pool(deployment.service, most=WRITERS))
        _name_ledger(service_pool, deployment.origin)
        keys = checkpoint_keys(deployment.checkpoint_folder, deployment.origin)
        verifiers = [signer.verifier() for signer in keys.signers]
        kept = deployment.checkpoint_folder / "newest.note"
        signing = Checkpoints(deployment.origin, keys.signers, verifiers, kept)
        with service_pool.connection() as connection:
            signing.check_head(connection)
        vault = Vault(_key_encryption_key(service_pool, deployment.keys_folder))
        trusted = TrustFolder(deployment.trust_folder)
        certificates = Certificates(service_pool, trusted.roots())
        trusted.take_in(certificates)
        sequencer = Sequencer(lambda: database.connect(deployment.service))
        stack.callback(sequencer.close)
        recorder = LedgerRecorder(sequencer, service_pool, lambda: database.connect(deployment.service))
        desk = Desk(sequencer)
        stack.callback(desk.close)
        write_path = WritePath(deployment.origin, certificates, recorder, desk, vault, service_pool)
        write_path.organisation.refresh()
        login_key = secret(deployment.keys_folder / "login.key", new_key)
        parts = Parts(
            deployment.origin,
            read_pool,
            service_pool,
            write_path,
            vault,
            certificates,
            Sessions(deployment.origin, login_key, certificates, write_path.organisation),
            ReceiptSigner(deployment.origin, keys.ed25519),
            signing,
            keys.vkeys(),
            Judges(deployment.origin, verifiers, certificates.admitted),
        )
        stack.enter_context(_repeated("upkeep", TICK_S, lambda: _upkeep(parts, trusted)))
        stack.enter_context(_projecting(deployment.projector))
        stack.enter_context(_indexing_names(service_pool, vault))
        yield parts


class TrustFolder:
    """What an operator trusts, as files. Lists and intermediates that appear later are taken in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: set[tuple[str, int]] = set()  # name and time of change

    def roots(self) -> list[x509.Certificate]:
        """The trusted roots. Raises: CannotStart when there is none."""
        roots = [x509.load_pem_x509_certificate(path.read_bytes()) for path in sorted(self._folder.glob("roots/*.pem"))]
        if not roots:
            raise CannotStart(f"no root certificate in {self._folder / 'roots'}")
        return roots

    def take_in(self, certificates: Certificates) -> None:
        """Gives the ledger every intermediate and list that is new or changed."""
        for path in sorted(self._folder.glob("intermediates/*.pem")):
            if self._is_new(path):
                for der in _certificates_in(path):
                    _taken(path, certificates.take_certificate, der)
        for path in sorted(self._folder.glob("crls/*.crl")):
            if self._is_new(path):
                _taken(path, certificates.take_revocation_list, path.read_bytes())

    def _is_new(self, path: Path) -> bool:
        seen = str(path), path.stat().st_mtime_ns
        if seen in self._seen:
            return False
        self._seen.add(seen)
        return True


def _certificates_in(path: Path) -> list[bytes]:
    """The certificates of a PEM file in DER; none, and a word in the log, when it holds something else."""
    try:
        loaded = x509.load_pem_x509_certificates(path.read_bytes())
    except ValueError:
        log.warning("trust_file_refused", file=path.name, reason="malformed")
        return []
    return [certificate.public_bytes(Encoding.DER) for certificate in loaded]


def _taken(path: Path, take: Callable[[bytes], bytes], der: bytes) -> None:
    """A file that cannot be trusted is named in the log and left out: the others still count."""
    try:
        take(der)
    except Untrusted as error:
        log.warning("trust_file_refused", file=path.name, reason=error.reason)


def _upkeep(parts: Parts, trusted: TrustFolder) -> None:
    trusted.take_in(parts.certificates)
    parts.certificates.refresh()
    parts.write_path.organisation.refresh()
    with parts.service_pool.connection() as connection:
        parts.vault.forget_erased(connection)
    try:
        parts.sign_checkpoint()
    except HeadMismatch as error:
        parts.write_path.halt(error)
        raise


@contextlib.contextmanager
def _projecting(conninfo: str) -> Iterator[None]:
    """Keeps the projections up with the ledger in a thread of its own. Acts are recorded whether or not it goes on."""
    stopped = threading.Event()

    def follow() -> None:
        try:
            prepare(conninfo, PROJECTIONS, processes=1)
            Runner(conninfo, PROJECTIONS).run(stopped, lambda error: log.warning("projections_wait", error=str(error)))
        except (ProjectionError, psycopg.Error) as error:
            log.error("projections_stopped", error=f"{type(error).__name__}: {error}")

    thread = threading.Thread(target=follow, name="projections", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


@contextlib.contextmanager
def _indexing_names(pool: ConnectionPool[Connection], vault: Vault) -> Iterator[None]:
    """Goes once over the names recorded before they were indexed, in a thread of its own. What is not done when the
    service ends goes on when it starts again.
    """
    stopped = threading.Event()

    def work() -> None:
        try:
            while not stopped.is_set():
                with pool.connection() as connection:
                    if names.index_older(connection, vault) == 0:
                        return
        except (VaultError, psycopg.Error, PoolTimeout) as error:
            log.error("names_not_indexed", error=type(error).__name__)

    thread = threading.Thread(target=work, name="names", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


@contextlib.contextmanager
def _repeated(name: str, period_s: float, work: Callable[[], object]) -> Iterator[None]:
    """Runs `work` every `period_s` seconds in a thread of its own; what goes wrong is logged and tried again."""
    stopped = threading.Event()

    def loop() -> None:
        while not stopped.wait(period_s):
            try:
                work()
            except Exception as error:  # the loop's guard: the next round may go well
                log.error("upkeep_failed", error=f"{type(error).__name__}: {error}")

    thread = threading.Thread(target=loop, name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


def _name_ledger(pool: ConnectionPool[Connection], origin: str) -> None:
    with pool.connection() as connection:
        connection.execute(NAME, {"origin": origin})
        row = connection.execute(ORIGIN).fetchone()
    if row is None or row[0] != origin:
        raise CannotStart(f"the database holds the ledger {row and row[0]}, not {origin}")


def _key_encryption_key(pool: ConnectionPool[Connection], folder: Path) -> bytes:
    """The operator's key; a new one is only made while no person has a key that an older one wrapped."""
    path = folder / "key-encryption.key"
    with pool.connection() as connection:
        row = connection.execute(HAS_PERSONS).fetchone()
    if row is not None and row[0] and not path.exists():
        raise CannotStart(f"{path} is missing: the vault's keys were wrapped with it")
    return secret(path, lambda: os.urandom(32))
