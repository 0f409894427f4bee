"""Real parts for every room's tests: a Postgres cluster a worker, a fresh database a test, a development PKI."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings

from ops.development_pki import DevelopmentPki
from ops.migrate import migrate
from ops.postgres import Server, start

TEMPLATE = "socai_template"
_numbers = itertools.count(1)

# A busy machine is not a defect: nothing in the tests depends on how long an example takes.
settings.register_profile("socai", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("socai")


@dataclass(frozen=True)
class Database:
    """A database of one test's own."""

    server: Server
    name: str

    def conninfo(self, role: str = "owner") -> str:
        """Connection string for `owner` (superuser), `socai_service`, `socai_projector` or `socai_reader`."""
        return self.server.conninfo(role, self.name)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """This worker's own cluster, stopped and removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix="socai-test-"))
    server = start(folder / "postgres")
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def template(postgres_server: Server) -> str:
    """The name of a migrated database that `database` copies."""
    with psycopg.connect(postgres_server.conninfo(database="postgres"), autocommit=True) as conn:
        conn.execute(f"CREATE DATABASE {TEMPLATE}")
    migrate(postgres_server.conninfo(database=TEMPLATE))
    return TEMPLATE


@pytest.fixture
def database(postgres_server: Server, template: str) -> Iterator[Database]:
    """A fresh, migrated database; whatever is still connected at the end is thrown out."""
    name = f"test_{next(_numbers)}"
    with psycopg.connect(postgres_server.conninfo(database="postgres"), autocommit=True) as conn:
        conn.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield Database(postgres_server, name)
    with psycopg.connect(postgres_server.conninfo(database="postgres"), autocommit=True) as conn:
        conn.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def pki(tmp_path_factory: pytest.TempPathFactory) -> DevelopmentPki:
    """A development PKI; give an officer a name of the test's own before revoking."""
    return DevelopmentPki(tmp_path_factory.mktemp("pki") / "keys")
