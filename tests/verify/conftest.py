"""A small real ledger, made once and copied for each way to tamper with it."""

import itertools
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from api.keys import CheckpointKeys, checkpoint_keys
from ledger import database
from ledger.checkpoints import Checkpoints
from ops.bench import parts
from ops.bench.parts import Office
from ops.development_pki import DevelopmentPki
from ops.postgres import Server
from ops.verify.evidence import Evidence
from ops.verify.findings import Report
from ops.verify.run import verify_ledger

CASES = 24
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Ledger:
    """A ledger to tamper with."""

    server: Server
    name: str
    office: Office
    keys: CheckpointKeys
    pki: DevelopmentPki
    evidence: Evidence

    def conninfo(self, role: str = "owner") -> str:
        return self.server.conninfo(role, self.name)

    def verify(self) -> Report:
        return verify_ledger(self.evidence, processes=1)

    def sign_checkpoint(self) -> None:
        assert self.evidence.kept_checkpoint is not None
        sign_checkpoint(self.conninfo("socai_service"), self.keys, self.evidence.kept_checkpoint)

    def as_superuser(self, *statements: str, **values: Any) -> None:
        """Runs statements with triggers off and the constraints of the acts gone."""
        with psycopg.connect(self.conninfo(), autocommit=True) as connection:
            for table in ("identity", "act", "head", "tile", "checkpoint", "certificate", "revocation_list"):
                connection.execute(f"ALTER TABLE ledger.{table} DISABLE TRIGGER ALL")
            connection.execute("ALTER TABLE vault.disclosure DISABLE TRIGGER ALL")
            for statement in statements:
                connection.execute(statement, values)

    def drop_constraints(self) -> None:
        with psycopg.connect(self.conninfo(), autocommit=True) as connection:
            rows = connection.execute(
                "SELECT conrelid::regclass::text, conname FROM pg_constraint "
                " WHERE conrelid = 'ledger.act'::regclass AND contype <> 'n'"
            ).fetchall()
            for table, name in rows:
                connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name} CASCADE")


def sign_checkpoint(conninfo: str, keys: CheckpointKeys, kept: Path) -> None:
    verifiers = [signer.verifier() for signer in keys.signers]
    with database.connect(conninfo) as connection:
        Checkpoints(parts.ORIGIN, keys.signers, verifiers, kept).sign_head(connection)


@pytest.fixture(scope="session")
def original(
    postgres_server: Server, template: str, pki: DevelopmentPki, tmp_path_factory: pytest.TempPathFactory
) -> Ledger:
    """The untouched ledger: about 385 acts, so that a full tile exists; two checkpoints."""
    name, folder, key = "verify_original", tmp_path_factory.mktemp("verify"), os.urandom(32)
    with psycopg.connect(postgres_server.conninfo(database="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    service = postgres_server.conninfo("socai_service", name)
    keys = checkpoint_keys(folder / "keys", parts.ORIGIN)
    with parts.opened(service, pki, key) as opened:
        office = parts.found(opened, pki)
        for number in range(CASES):
            for submission in parts.history(office):
                opened.path.record(submission)
            if number == CASES // 2:
                sign_checkpoint(service, keys, folder / "newest.note")
    sign_checkpoint(service, keys, folder / "newest.note")
    evidence = Evidence(
        conninfo=postgres_server.conninfo("socai_reader", name),
        origin=parts.ORIGIN,
        roots=(pki.root.public_bytes(Encoding.DER),),
        ledger_keys=tuple(keys.vkeys().split()),
        kept_checkpoint=folder / "newest.note",
        vault_conninfo=service,
        key_encryption_key=key,
    )
    return Ledger(postgres_server, name, office, keys, pki, evidence)


@pytest.fixture
def ledger(original: Ledger, tmp_path: Path) -> Iterator[Ledger]:
    """A copy of the untouched ledger, to tamper with."""
    name = f"verify_{next(_numbers)}"
    with psycopg.connect(original.server.conninfo(database="postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {original.name}")
    assert original.evidence.kept_checkpoint is not None
    kept = Path(shutil.copy(original.evidence.kept_checkpoint, tmp_path / "newest.note"))
    evidence = replace(
        original.evidence,
        conninfo=original.server.conninfo("socai_reader", name),
        vault_conninfo=original.server.conninfo("socai_service", name),
        kept_checkpoint=kept,
    )
    yield replace(original, name=name, evidence=evidence)
    with psycopg.connect(original.server.conninfo(database="postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
