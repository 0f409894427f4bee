"""Bringing a database to this program's version: plain SQL files, each applied once, in order, in a transaction.

`ops.migrations` keeps the name and SHA-256 of each. A migration is never edited once applied anywhere: a file that
differs from what was applied, is missing or comes too late, and a database newer than the program, are refused before
anything runs.
Migrations that run at the same time wait for each other on one advisory lock.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import Connection

from ops.errors import (
    DatabaseNewer,
    MigrationChanged,
    MigrationLate,
    MigrationMisnamed,
    MigrationMissing,
    UnsupportedServer,
)
from ops.files import Progress, silent
from ops.roles import ensure_roles

MIGRATIONS = Path(__file__).parent / "migrations"
OLDEST_SERVER, NEWEST_SERVER = 15, 18
NAME = re.compile(r"[0-9]{4}_[a-z0-9_]+\.sql")

LOCK = "SELECT pg_advisory_lock(hashtextextended('socai migrations', 0))"
UNLOCK = "SELECT pg_advisory_unlock(hashtextextended('socai migrations', 0))"
MAKE_TABLE = """
CREATE SCHEMA IF NOT EXISTS ops;
CREATE TABLE IF NOT EXISTS ops.migrations (
    name       text PRIMARY KEY,
    sha256     text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
)
"""
APPLIED = "SELECT name, sha256 FROM ops.migrations ORDER BY name"
RECORD = "INSERT INTO ops.migrations (name, sha256) VALUES (%(name)s, %(sha256)s)"


@dataclass(frozen=True)
class Migration:
    """One file of SQL statements."""

    name: str
    sql: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.sql).hexdigest()


def read(folder: Path = MIGRATIONS) -> list[Migration]:
    """The migrations in `folder`, in order.

    Raises:
        MigrationMisnamed
    """
    found = [Migration(path.name, path.read_bytes()) for path in sorted(folder.glob("*.sql"))]
    numbers = set()
    for migration in found:
        if not NAME.fullmatch(migration.name) or migration.name[:4] in numbers:
            raise MigrationMisnamed(migration.name)
        numbers.add(migration.name[:4])
    return found


def pending(files: Sequence[Migration], applied: Mapping[str, str]) -> list[Migration]:
    """The files still to apply, given name and SHA-256 of what was applied.

    1. nothing applied is newer than the newest file;
    2. everything applied still has its file, unchanged;
    3. everything not applied comes after everything applied.

    Raises:
        DatabaseNewer (1), MigrationMissing, MigrationChanged (2), MigrationLate (3)
    """
    by_name = {migration.name: migration for migration in files}
    newest_file = max(by_name, default="")
    for name in sorted(applied, reverse=True):
        if name > newest_file:  # 1
            raise DatabaseNewer(name)
        if name not in by_name:  # 2
            raise MigrationMissing(name)
        if by_name[name].sha256 != applied[name]:  # 2
            raise MigrationChanged(name, applied[name], by_name[name].sha256)
    newest_applied = max(applied, default="")
    to_do = [migration for migration in files if migration.name not in applied]
    for migration in to_do:
        if migration.name < newest_applied:  # 3
            raise MigrationLate(migration.name, newest_applied)
    return to_do


def migrate(conninfo: str, folder: Path = MIGRATIONS, progress: Progress = silent) -> list[str]:
    """Bring the database to this program's version as its owner; the names of the migrations applied now.

    A failing migration is rolled back whole, and those before it stay.

    Raises:
        UnsupportedServer, RolesMissing, MigrationError, psycopg.Error
    """
    files = read(folder)
    with psycopg.connect(conninfo, autocommit=True) as conn:
        if not OLDEST_SERVER <= conn.info.server_version // 10000 <= NEWEST_SERVER:
            raise UnsupportedServer(conn.info.server_version)
        ensure_roles(conn)
        conn.execute(LOCK)
        conn.execute(MAKE_TABLE)
        to_do = pending(files, _applied(conn))
        for migration in to_do:
            progress(f"migration {migration.name}")
            with conn.transaction():
                conn.execute(migration.sql)
                conn.execute(RECORD, {"name": migration.name, "sha256": migration.sha256})
        conn.execute(UNLOCK)
    return [migration.name for migration in to_do]


def unapplied(conninfo: str, folder: Path = MIGRATIONS) -> list[str]:
    """The names of the migrations that `migrate` would apply; changes nothing.

    Raises:
        MigrationError, psycopg.Error
    """
    with psycopg.connect(conninfo, autocommit=True) as conn:
        row = conn.execute("SELECT to_regclass('ops.migrations') IS NOT NULL").fetchone()
        applied = _applied(conn) if row is not None and row[0] else {}
    return [migration.name for migration in pending(read(folder), applied)]


def _applied(conn: Connection[Any]) -> dict[str, str]:
    return dict(conn.execute(APPLIED).fetchall())
