"""The ledger's tests: a writer with a real key, and a desk whose ledger is checked as a whole when the test ends."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from ops.development_pki import DevelopmentPki, OfficerKey
from ops.postgres import Server

sys.path.append(str(Path(__file__).parent))  # ledger_kit, which the processes of these tests import as well

from ledger_kit.desk import Desk
from ledger_kit.writing import Writer


@pytest.fixture(scope="session")
def officer(pki: DevelopmentPki) -> OfficerKey:
    """An officer with a P-256 key and a certificate of the development authority."""
    return pki.officer("Nguyễn Văn Đức", "VKSNDTC")


@pytest.fixture
def writer(officer: OfficerKey) -> Writer:
    """A writer who has written nothing yet."""
    assert isinstance(officer.key, ec.EllipticCurvePrivateKey)
    return Writer(officer.key, officer.der)


@pytest.fixture(scope="module")
def shared_desk(postgres_server: Server, template: str, officer: OfficerKey) -> Iterator[Desk]:
    """One ledger for a whole module whose tests only read, or are refused; checked when the module ends."""
    name = f"shared_{uuid4().hex}"
    with psycopg.connect(postgres_server.conninfo(database="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    assert isinstance(officer.key, ec.EllipticCurvePrivateKey)
    made = Desk(lambda role: postgres_server.conninfo(role, name), officer.key.public_key())
    yield made
    made.close()
    made.check()
    with psycopg.connect(postgres_server.conninfo(database="postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def desk(database: Any, writer: Writer) -> Iterator[Desk]:
    """A fresh ledger. When the test ends everything is closed and the whole ledger is checked."""
    made = Desk(database.conninfo, writer.key.public_key())
    try:
        yield made
    finally:
        made.close()
    made.check()
