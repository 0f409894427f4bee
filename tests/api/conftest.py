"""A founded organisation behind a real server: officers with real keys, acts signed by them, a real database."""

import base64
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest
import uvicorn
from fastapi import FastAPI

from api.app import create_app
from api.identifiers import uuid7
from api.parts import Parts
from api.values import Receipt, Submission
from domain.kernel.coding import asked_from_json
from domain.kernel.rule_sets import current_rule_set
from ops.development_pki import DevelopmentPki, OfficerKey
from signing import dsse

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

    app: FastAPI
    client: httpx.Client
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
    officer = ledger.officers["prosecutor"]
    return ledger.act(officer, "criminal_case", "accused.charged.v1", "2026-02-05T09:30:00+07:00", data, stream)


@pytest.fixture
def deployment(database: Any, pki: DevelopmentPki, tmp_path: Path) -> dict[str, Any]:
    """What create_app is given."""
    return {
        "service": database.conninfo("socai_service"),
        "projector": database.conninfo("socai_projector"),
        "reader": database.conninfo("socai_reader"),
        "origin": ORIGIN,
        "trust_folder": pki.trust_folder,
        "keys_folder": tmp_path / "keys",
        "checkpoint_folder": tmp_path / "checkpoint",
    }


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
def ledger(deployment: dict[str, Any], database: Any, pki: DevelopmentPki) -> Iterator[Ledger]:
    """A founded organisation behind a running application."""
    with started(deployment, database, pki) as running:
        found(running)
        yield running


@pytest.fixture
def helpers() -> Any:
    """The functions of this file for the tests beside it, which cannot import it."""
    return sys.modules[__name__]
