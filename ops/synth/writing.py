"""The write path of one process over the database of this home, beside the service's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from psycopg_pool import ConnectionPool

from api.certificates import Certificates
from api.write_path import WritePath
from ledger import database
from ledger.database import Connection
from ledger.desk import Desk
from ledger.recorder import LedgerRecorder
from ledger.sequencer import Sequencer
from ledger.vault import Vault
from ops.database import find_database
from ops.settings import Settings, keys_folder, ledger_origin, trust_folder

CONNECTIONS = 6


@dataclass(frozen=True, slots=True)
class Place:
    """Where a ledger is. Travels to worker processes."""

    conninfo: str  # of the service's role
    origin: str
    roots: Path  # folder of *.pem
    key_file: Path  # of the key that wraps the keys of persons

    @classmethod
    def of(cls, settings: Settings) -> "Place":
        """The ledger of this home, whose service runs."""
        return cls(
            find_database(settings).conninfo("socai_service"), ledger_origin(settings),
            trust_folder(settings) / "roots", keys_folder(settings) / "key-encryption.key",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Writing:
    """What one process needs to record acts."""

    path: WritePath
    certificates: Certificates
    pool: ConnectionPool[Connection]


@contextmanager
def writing(place: Place) -> Iterator[Writing]:
    """The write path, closed at the end."""
    pool = database.pool(place.conninfo, most=CONNECTIONS)
    pool.open(wait=True)
    sequencer = Sequencer(lambda: database.connect(place.conninfo))
    desk = Desk(sequencer)
    try:
        recorder = LedgerRecorder(sequencer, pool, lambda: database.connect(place.conninfo))
        roots = [x509.load_pem_x509_certificate(file.read_bytes()) for file in sorted(place.roots.glob("*.pem"))]
        certificates = Certificates(pool, roots)
        path = WritePath(place.origin, certificates, recorder, desk, Vault(place.key_file.read_bytes()), pool)
        path.organisation.refresh()
        yield Writing(path, certificates, pool)
    finally:
        desk.close()
        sequencer.close()
        pool.close()
