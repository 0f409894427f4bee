"""A ledger for measuring: the product's own parts on a database of their own, an organisation with officers, signed
histories.
"""

import hashlib
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from psycopg_pool import ConnectionPool

from api.certificates import Certificates
from api.identifiers import uuid7
from api.states import Standing
from api.values import Submission
from api.write_path import WritePath
from domain.kernel.act import Actor, Asked, Recorded
from domain.kernel.coding import act_body
from domain.kernel.deciding import decide, initial
from domain.kernel.personal import personal_paths
from domain.kernel.rule_sets import current_rule_set
from domain.organisation.state import Organisation
from ledger import certificates, database
from ledger import format as act_format
from ledger.database import Connection
from ledger.desk import Desk
from ledger.format import Envelope
from ledger.recorder import LedgerRecorder
from ledger.replay import Replayer
from ledger.sequencer import Sequencer
from ledger.vault import Vault
from ops.development_pki import DevelopmentPki, OfficerKey
from signing import dsse
from signing.disclosure import SALT_BYTES

ORIGIN = "bench.invalid/socai"
UNIT = "TC"
HISTORY_ACTS = 16  # acts of a generated case, the charge with personal members among them


@dataclass(frozen=True, slots=True)
class Office:
    """An officer with a key, and the organisation that lets the officer sign. Travels to worker processes by fork."""

    actor: Actor
    key: OfficerKey
    organisation: Organisation
    position: int  # of the organisation's newest act


@dataclass(frozen=True, slots=True)
class Parts:
    """What one process needs to record acts."""

    path: WritePath
    certificates: Certificates
    pool: ConnectionPool[Connection]

    @contextmanager
    def replayer(self) -> Iterator[Replayer]:
        """What folds streams from verified acts."""
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            yield Replayer(ORIGIN, self.certificates.admitted, threads)


@contextmanager
def opened(conninfo: str, pki: DevelopmentPki, key_encryption_key: bytes) -> Iterator[Parts]:
    """The write path of one process, closed at the end."""
    pool = database.pool(conninfo, most=16)
    pool.open(wait=True)
    sequencer = Sequencer(lambda: database.connect(conninfo))
    recorder = LedgerRecorder(sequencer, pool, lambda: database.connect(conninfo))
    roots = [x509.load_pem_x509_certificate(file.read_bytes()) for file in (pki.trust_folder / "roots").glob("*.pem")]
    trusted = Certificates(pool, roots)
    desk = Desk(sequencer)
    path = WritePath(ORIGIN, trusted, recorder, desk, Vault(key_encryption_key), pool)
    path.organisation.refresh()
    try:
        yield Parts(path, trusted, pool)
    finally:
        desk.close()
        sequencer.close()
        pool.close()


def found(parts: Parts, pki: DevelopmentPki) -> Office:
    """Records the founding act with a new officer's key: the head of the supreme procuracy, who signs the histories."""
    key = pki.issue("Nguyễn Văn Đo", UNIT)
    with parts.pool.connection() as connection:
        connection.execute("INSERT INTO ledger.identity (origin) VALUES (%s)", [ORIGIN])
        for certificate in (pki.root, pki.issuing, key.certificate):
            certificates.add(connection, certificate.public_bytes(Encoding.DER))
        for crl in (pki.root_crl, pki.crl):
            certificates.add_revocation_list(connection, crl.public_bytes(Encoding.DER))
    officer = uuid4()
    actor = Actor(officer=str(officer), unit=UNIT, title="VT", capacity="own", certificate=key.sha256)
    founding = {
        "unit": UNIT,
        "unit_name": "Viện kiểm sát nhân dân tối cao",
        "valid_from": "2000-01-01",
        "officer": str(officer),
        "officer_name": "Nguyễn Văn Đo",
        "title": "VT",
        "since": "2000-01-01",
        "certificate": key.sha256,
    }
    proposal = parts.path.propose(asked("organisation", "organisation.founded.v1", actor, founding))
    parts.path.record(Submission(proposal.act, key.sign(dsse.act_pae(proposal.act))))
    standing = parts.path.organisation.refresh()
    return Office(actor, key, standing.state, standing.position)


def asked(kind: str, key: str, actor: Actor, data: dict[str, Any]) -> Asked:
    """What an officer asks to have recorded."""
    return Asked(kind, key, "2026-03-02T08:00:00+07:00", "day", current_rule_set(), actor, (), (), data)


def history(office: Office, length: int = HISTORY_ACTS, *, named: bool = True) -> list[Submission]:
    """The signed acts of one new case, made without a server: what officers' machines would send.

    With `named` the charge has a personal member, which the vault keeps.
    """
    standing = Standing(uuid7(), "criminal_case", 0, None, 0, initial("criminal_case"))
    submissions = []
    for kind, data in _steps(length, named):
        act = decide(standing.state, office.organisation, asked("criminal_case", kind, office.actor, data))
        envelope = Envelope(ORIGIN, standing.stream, standing.version + 1, standing.act_hash, uuid7())
        signed, disclosures = act_format.encode(
            envelope, act_body(act), personal_paths(act), lambda path: os.urandom(SALT_BYTES)
        )
        signature = office.key.sign(dsse.act_pae(signed))
        submissions.append(Submission(signed, signature, tuple(item.encoded for item in disclosures)))
        standing = standing.after(_expected(envelope, signed, act))
    return submissions


def deciding_seconds(office: Office, cases: int = 100) -> list[float]:
    """Seconds that deciding and applying each act of `cases` cases takes: the law alone, no bytes, no keys."""
    seconds = []
    for _ in range(cases):
        standing = Standing(uuid7(), "criminal_case", 0, None, 0, initial("criminal_case"))
        for kind, data in _steps(HISTORY_ACTS, True):
            wanted = asked("criminal_case", kind, office.actor, data)
            envelope = Envelope(ORIGIN, standing.stream, standing.version + 1, standing.act_hash, uuid7())
            begun = time.perf_counter()
            act = decide(standing.state, office.organisation, wanted)
            between = time.perf_counter()
            recorded = _expected(envelope, b"", act)
            applied = time.perf_counter()
            standing = standing.after(recorded)
            seconds.append(between - begun + time.perf_counter() - applied)
    return seconds


def _expected(envelope: Envelope, signed: bytes, act: Any) -> Recorded:
    return Recorded(envelope.stream, envelope.version, 0, hashlib.sha256(signed).hexdigest(), datetime.now(UTC), act)


def _steps(length: int, named: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """A case opened, taken for supervision, one accused charged, and investigation requests to the wanted length."""
    issuer = {"agency": "Cơ quan Cảnh sát điều tra Công an tỉnh", "number": "12/QĐ-CSĐT"}
    accused: UUID = uuid4()
    yield "case.opened.v1", {"issuer": issuer, "facts": "Lừa đảo chiếm đoạt tài sản; " + "tình tiết vụ án " * 12}
    yield "case.taken_for_supervision.v1", {"register_number": "01"}
    person = {"person": str(accused), "label": "bị can 1"} | ({"name": "Trần Văn Mẫu"} if named else {})
    yield "accused.charged.v1", {"issuer": issuer, "accused": [person]}
    for number in range(3, length):
        yield (
            "charge.demanded.v1",
            {"number": f"{number}/YC-VKS", "demand": "charge", "reasons": "Làm rõ nguồn tiền. " * 6},
        )
