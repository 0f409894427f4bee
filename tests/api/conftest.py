"""A founded organisation behind a real server: officers with real keys, acts signed by them, a real database."""

import base64
import itertools
import os
import shutil
import socket
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest
import uvicorn
from cryptography.hazmat.primitives.serialization import Encoding

from api.app import create_app
from api.identifiers import uuid7
from api.parts import Deployment, Parts, running
from api.values import Receipt, Submission
from domain.kernel.act import Recorded
from domain.kernel.coding import act_body, act_from_json, asked_from_json
from domain.kernel.deciding import apply, decide, initial
from domain.kernel.personal import personal_paths
from domain.kernel.rule_sets import current_rule_set
from ledger import format as act_format
from ledger import reading
from ops.development_pki import DevelopmentPki, OfficerKey
from ops.verify.evidence import Evidence
from ops.verify.run import verify_ledger
from projections import tables
from signing import dsse

NUMBERS = itertools.count(1)
DER = Encoding.DER
ORIGIN = "test.invalid/socai"
SUPREME, REGION = "TC", "HN-KV1"


@dataclass(frozen=True)
class Officer:
    """An officer with a key, holding one title in one unit."""

    id: UUID
    name: str
    unit: str
    title: str
    key: OfficerKey

    @property
    def actor(self) -> dict[str, Any]:
        return {
            "officer": str(self.id),
            "unit": self.unit,
            "title": self.title,
            "capacity": "own",
            "certificate": self.key.sha256,
            "authorised_by": None,
        }

    def sign(self, act: bytes) -> bytes:
        return self.key.sign(dsse.act_pae(act))


def command(
    officer: Officer, kind: str, type_: str, occurred_at: str, data: dict[str, Any], **more: Any
) -> dict[str, Any]:
    """The JSON of something asked for."""
    asked = {
        "kind": kind,
        "type": type_,
        "occurred_at": occurred_at,
        "precision": "instant",
        "rule_set": current_rule_set(),
        "actor": officer.actor,
        "documents": [],
        "links": [],
        "data": data,
    }
    return {**asked, **more}


@dataclass
class Ledger:
    """The application with its parts, and the officers who act on it."""

    app: Any
    client: Any
    parts: Parts
    pki: DevelopmentPki
    database: Any
    officers: dict[str, Officer] = field(default_factory=dict)

    def act(
        self, officer: Officer, kind: str, type_: str, occurred_at: str, data: dict[str, Any],
        stream: UUID | None = None, **more: Any,
    ) -> Receipt:  # fmt: skip
        """Proposes, signs and records through the write path, without HTTP."""
        submission = self.signed(officer, command(officer, kind, type_, occurred_at, data, **more), stream)
        return self.parts.write_path.record(submission)

    def signed(self, officer: Officer, asked: dict[str, Any], stream: UUID | None = None) -> Submission:
        """What is proposed for `asked`, signed and not recorded."""
        proposal = self.parts.write_path.propose(asked_from_json(asked), stream=stream)
        disclosures = tuple(item.encoded for item in proposal.disclosures)
        return Submission(proposal.act, officer.sign(proposal.act), disclosures)

    def log_in(self, officer: Officer) -> dict[str, Any]:
        """Answers a challenge over HTTP."""
        asked = self.client.post("/login/challenge", json={"certificate": officer.key.sha256}).json()
        payload = base64.b64decode(asked["payload"])
        signature = officer.key.sign(dsse.pae(asked["payloadType"], payload))
        answer = self.client.post("/login", json={**asked, "signatures": [{"sig": encode(signature)}]})
        assert answer.status_code == 200, answer.text
        answered: dict[str, Any] = answer.json()
        return answered

    def headers(self, officer: Officer) -> dict[str, str]:
        """The headers of an officer who has logged in."""
        return {"Authorization": f"Bearer {self.log_in(officer)['token']}"}

    def link(self, officer: Officer) -> str:
        """A one-time link for a browser."""
        return str(self.log_in(officer)["link"])

    def first_act(self) -> bytes:
        """The bytes of the founding act."""
        with self.parts.read_pool.connection() as connection:
            return reading.at(connection, 1).act

    def rows(self) -> tuple[int, ...]:
        """How many rows the ledger and the vault hold: what must not change when an act is refused."""
        tables = ("ledger.act", "ledger.head", "ledger.tile", "vault.disclosure", "vault.person_key")
        with psycopg.connect(self.database.conninfo()) as connection:
            return tuple(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)


def encode(data: bytes) -> str:
    return base64.b64encode(data).decode()


def envelope(submission: Submission) -> dict[str, Any]:
    """A submission as it is posted to /acts."""
    return {
        "payload": encode(submission.act),
        "payloadType": dsse.ACT_TYPE,
        "signatures": [{"sig": encode(submission.signature)}],
        "disclosures": [item.decode() for item in submission.disclosures],
    }


def found(ledger: Ledger) -> None:
    """Founds the organisation, one regional unit, its head, a prosecutor and a deputy, each with a certificate."""
    pki, write = ledger.pki, ledger.act
    head = Officer(uuid7(), "Trưởng Thứ Nhất", SUPREME, "VT", pki.issue(f"Trưởng {uuid4().hex[:8]}", SUPREME))
    ledger.parts.certificates.take_certificate(head.key.der)
    day = "2025-07-01T00:00:00+07:00"
    founding = {
        "unit": SUPREME,
        "unit_name": "Viện kiểm sát nhân dân tối cao",
        "valid_from": "1960-07-26",
        "officer": str(head.id),
        "officer_name": head.name,
        "title": "VT",
        "since": "2020-01-01",
        "certificate": head.key.sha256,
    }
    write(head, "organisation", "organisation.founded.v1", day, founding)
    unit = {
        "code": REGION,
        "name": "Viện kiểm sát nhân dân khu vực 1 - Hà Nội",
        "level": "regional",
        "parent": SUPREME,
        "valid_from": "2015-07-01",
    }
    write(head, "organisation", "unit.founded.v1", day, unit)
    ledger.officers["head"] = head
    for role, title in (("chief", "VT"), ("prosecutor", "KSV"), ("deputy", "PVT")):
        ledger.officers[role] = enrol(ledger, f"Người giữ vai {role}", REGION, title)


def enrol(ledger: Ledger, name: str, unit: str, title: str, key: OfficerKey | None = None) -> Officer:
    """Enrols an officer, appoints to a title, binds a certificate; three acts signed by the head."""
    head, day = ledger.officers["head"], "2025-07-02T00:00:00+07:00"
    officer = Officer(uuid7(), name, unit, title, key or ledger.pki.issue(f"{name} {uuid4().hex[:8]}", unit))
    ledger.parts.certificates.take_certificate(officer.key.der)
    who = {"officer": str(officer.id)}
    ledger.act(head, "organisation", "officer.enrolled.v1", day, {**who, "name": name, "unit": unit})
    appointment = {**who, "unit": unit, "title": title, "since": "2016-01-01"}
    ledger.act(head, "organisation", "officer.appointed.v1", day, appointment)
    ledger.act(head, "organisation", "certificate.bound.v1", day, {**who, "certificate": officer.key.sha256})
    return officer


def open_case(ledger: Ledger, **more: Any) -> Receipt:
    """A case opened by an investigating body, entered by the prosecutor."""
    data = {
        "issuer": {"agency": "Cơ quan CSĐT Công an TP Hà Nội", "number": "12/QĐ-CSĐT", "issued_on": "2026-02-03"},
        "offences": [{"article": "173", "clause": "1", "offence": "Trộm cắp tài sản"}],
        "facts": "Lấy trộm xe máy tại phường Hàng Bạc.",
    }
    officer = ledger.officers["prosecutor"]
    return ledger.act(officer, "criminal_case", "case.opened.v1", "2026-02-03T08:00:00+07:00", data, **more)


def charge(ledger: Ledger, stream: UUID, person: UUID, name: str, label: str = "bị can 1") -> Receipt:
    """A person charged in the case, with personal members."""
    return ledger.parts.write_path.record(signed_charge(ledger, stream, person, name, label))


def signed_charge(ledger: Ledger, stream: UUID, person: UUID, name: str, label: str = "bị can 1") -> Submission:
    """The same, signed and not recorded."""
    officer = ledger.officers["prosecutor"]
    return ledger.signed(officer, charge_command(officer, person, name, label), stream)


def charge_command(officer: Officer, person: UUID, name: str, label: str = "bị can 1") -> dict[str, Any]:
    """The same, asked for."""
    data = {
        "issuer": {"agency": "Cơ quan CSĐT Công an TP Hà Nội", "number": "13/QĐ-CSĐT", "issued_on": "2026-02-05"},
        "accused": [
            {
                "person": str(person),
                "label": label,
                "name": name,
                "birth_year": 1990,
                "charges": [{"article": "173", "clause": "1", "offence": "Trộm cắp tài sản"}],
            }
        ],
    }
    return command(officer, "criminal_case", "accused.charged.v1", "2026-02-05T09:30:00+07:00", data)


def erase(ledger: Ledger, stream: UUID, person: UUID) -> Receipt:
    """The destruction of a person's key, ordered by the chief."""
    return ledger.parts.write_path.record(signed_erasure(ledger, stream, person))


def signed_erasure(ledger: Ledger, stream: UUID, person: UUID) -> Submission:
    """The same, signed and not recorded."""
    chief = ledger.officers["chief"]
    data = {"person": str(person), "ground": "Theo yêu cầu của chủ thể dữ liệu."}
    asked = command(chief, "criminal_case", "person.erased.v1", "2026-03-01T08:00:00+07:00", data)
    return ledger.signed(chief, asked, stream)


def unrecorded(
    ledger: Ledger, officer: Officer, before: Sequence[Submission], asked: dict[str, Any], **members: Any
) -> Submission:
    """The act after `before`, all acts of a case so far, signed without asking a service, as an import is made.

    `members` replace members of the envelope, with which nothing of this kind may be lawful.
    """
    state, last = initial(asked["kind"]), None
    for submission in before:
        last, body = act_format.decode(submission.act)
        hashed = sha256(submission.act).hexdigest()
        state = apply(state, Recorded(last.stream, last.version, 0, hashed, datetime.now(UTC), act_from_json(body)))
    act = decide(state, ledger.parts.write_path.organisation.current.state, asked_from_json(asked))
    if last is None:
        place = act_format.Envelope(ORIGIN, uuid7(), 1, None, uuid7())
    else:
        previous = sha256(before[-1].act).digest()
        place = act_format.Envelope(ORIGIN, last.stream, last.version + 1, previous, uuid7())
    place = place._replace(**members)
    signed, disclosures = act_format.encode(place, act_body(act), personal_paths(act), lambda path: os.urandom(16))
    return Submission(signed, officer.sign(signed), tuple(item.encoded for item in disclosures))


def check_whole(ledger: Ledger, deployment: dict[str, Any]) -> None:
    """Verification of the whole ledger, disclosures opened, as a test that wrote ends."""
    ledger.parts.sign_checkpoint()
    report = verify_ledger(
        Evidence(
            conninfo=deployment["reader"],
            origin=ORIGIN,
            roots=(ledger.pki.root.public_bytes(DER),),
            ledger_keys=tuple(ledger.parts.vkeys.split()),
            kept_checkpoint=deployment["checkpoint_folder"] / "newest.note",
            vault_conninfo=deployment["service"],
            key_encryption_key=(deployment["keys_folder"] / "key-encryption.key").read_bytes(),
        ),
        processes=1,
    )
    assert report.faults == ()
    assert report.size == ledger.rows()[0]


@dataclass(frozen=True)
class Database:
    """A database of the session's cluster."""

    server: Any
    name: str

    def conninfo(self, role: str = "owner") -> str:
        info: str = self.server.conninfo(role, self.name)
        return info

    def copied_to(self, name: str) -> "Database":
        with psycopg.connect(self.server.conninfo(database="postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {self.name}")
        return Database(self.server, name)

    def drop(self) -> None:
        with psycopg.connect(self.server.conninfo(database="postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {self.name} WITH (FORCE)")


def deployed(database: Any, pki: DevelopmentPki, folder: Path) -> dict[str, Any]:
    """What create_app is given."""
    return {
        "service": database.conninfo("socai_service"),
        "projector": database.conninfo("socai_projector"),
        "reader": database.conninfo("socai_reader"),
        "origin": ORIGIN,
        "trust_folder": pki.trust_folder,
        "keys_folder": folder / "keys",
        "checkpoint_folder": folder / "checkpoint",
    }


@dataclass(frozen=True)
class Founded:
    """A founded ledger that tests copy: its database, its keys, its officers."""

    database: Database
    folder: Path
    officers: dict[str, Officer]


@pytest.fixture(scope="session")
def founded(
    postgres_server: Any, template: str, pki: DevelopmentPki, tmp_path_factory: pytest.TempPathFactory
) -> Founded:
    """Founds an organisation once."""
    database = Database(postgres_server, template).copied_to("api_founded")
    folder = tmp_path_factory.mktemp("founded")
    with running(Deployment(**deployed(database, pki, folder))) as parts:
        with parts.read_pool.connection() as connection:
            while not tables.has_support(connection):
                time.sleep(0.02)
        ledger = Ledger(None, None, parts, pki, database)
        found(ledger)
    return Founded(database, folder, ledger.officers)


@pytest.fixture
def database(founded: Founded) -> Iterator[Database]:
    """A copy of the founded ledger's database."""
    copy = founded.database.copied_to(f"api_{next(NUMBERS)}")
    yield copy
    copy.drop()


@pytest.fixture
def deployment(founded: Founded, database: Database, pki: DevelopmentPki, tmp_path: Path) -> dict[str, Any]:
    """What create_app is given for the copy."""
    shutil.copytree(founded.folder, tmp_path / "service")
    return deployed(database, pki, tmp_path / "service")


@contextmanager
def started(deployment: dict[str, Any], database: Any, pki: DevelopmentPki) -> Iterator[Ledger]:
    """The application behind a real server on a free port of this process."""
    app = create_app(**deployment)
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the service did not start"
            time.sleep(0.01)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with httpx.Client(base_url=url, trust_env=False, timeout=30) as client:
            yield Ledger(app, client, app.state.parts, pki, database)
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@pytest.fixture
def ledger(founded: Founded, deployment: dict[str, Any], database: Database, pki: DevelopmentPki) -> Iterator[Ledger]:
    """A founded organisation behind a running application."""
    with started(deployment, database, pki) as service:
        service.officers.update(founded.officers)
        yield service


@pytest.fixture
def other(ledger: Ledger, deployment: dict[str, Any]) -> Iterator[Ledger]:
    """A second service on the same database: it has nothing at hand that the first one has."""
    with running(Deployment(**deployment)) as parts:
        yield Ledger(None, None, parts, ledger.pki, ledger.database, dict(ledger.officers))


@pytest.fixture
def helpers() -> Any:
    """The functions of this file for the tests beside it, which cannot import it."""
    return sys.modules[__name__]
