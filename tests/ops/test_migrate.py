"""Migrations are applied once, whole and in order, and a database that does not fit is refused."""

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from ops.errors import DatabaseNewer, MigrationChanged, MigrationLate, MigrationMisnamed, MigrationMissing
from ops.migrate import migrate, unapplied


@pytest.fixture
def empty(postgres_server):
    """Connection string of a database without any migration."""
    with psycopg.connect(postgres_server.conninfo(database="postgres"), autocommit=True) as conn:
        conn.execute("CREATE DATABASE bare")
        yield postgres_server.conninfo(database="bare")
        conn.execute("DROP DATABASE bare WITH (FORCE)")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "0001_first.sql").write_text("CREATE TABLE a (id int); INSERT INTO a VALUES (1) -- 100 %")
    (tmp_path / "0002_second.sql").write_text("CREATE TABLE b (id int)")
    return tmp_path


def names(conninfo):
    with psycopg.connect(conninfo) as conn:
        return [row[0] for row in conn.execute("SELECT name FROM ops.migrations ORDER BY name")]


def test_each_is_applied_once_in_order(empty, folder):
    assert unapplied(empty, folder) == ["0001_first.sql", "0002_second.sql"]
    assert migrate(empty, folder) == ["0001_first.sql", "0002_second.sql"]
    assert migrate(empty, folder) == []
    (folder / "0003_third.sql").write_text("ALTER TABLE b ADD COLUMN name text")
    assert unapplied(empty, folder) == ["0003_third.sql"]
    assert migrate(empty, folder) == ["0003_third.sql"]


def test_no_migration_at_all_is_fine(empty, tmp_path):
    assert migrate(empty, tmp_path) == []


def test_a_failing_one_is_rolled_back_whole_and_can_be_mended(empty, folder):
    (folder / "0002_second.sql").write_text("CREATE TABLE b (id int); SELECT 1 / 0")
    with pytest.raises(psycopg.errors.DivisionByZero):
        migrate(empty, folder)
    with psycopg.connect(empty) as conn:
        assert conn.execute("SELECT to_regclass('a') IS NOT NULL, to_regclass('b') IS NULL").fetchone() == (True, True)
    (folder / "0002_second.sql").write_text("CREATE TABLE b (id int)")
    assert migrate(empty, folder) == ["0002_second.sql"]


def test_a_changed_file_is_refused_and_nothing_runs(empty, folder):
    migrate(empty, folder)
    (folder / "0001_first.sql").write_text("CREATE TABLE a (id bigint)")
    (folder / "0003_third.sql").write_text("CREATE TABLE c (id int)")
    with pytest.raises(MigrationChanged) as refused:
        migrate(empty, folder)
    assert refused.value.name == "0001_first.sql"
    assert names(empty) == ["0001_first.sql", "0002_second.sql"]


def test_a_missing_file_is_refused(empty, folder):
    migrate(empty, folder)
    (folder / "0001_first.sql").unlink()
    with pytest.raises(MigrationMissing, match="0001_first"):
        migrate(empty, folder)


def test_a_database_newer_than_the_program_is_refused(empty, folder):
    migrate(empty, folder)
    (folder / "0002_second.sql").unlink()
    with pytest.raises(DatabaseNewer, match="0002_second"):
        migrate(empty, folder)


def test_a_file_that_comes_too_late_is_refused(empty, folder):
    (folder / "0002_second.sql").rename(folder / "0003_second.sql")
    migrate(empty, folder)
    (folder / "0002_late.sql").write_text("CREATE TABLE c (id int)")
    with pytest.raises(MigrationLate, match="0002_late"):
        migrate(empty, folder)


@pytest.mark.parametrize("name", ["0002_again.sql", "3_short.sql", "0003-dash.sql"])
def test_a_misnamed_file_is_refused(empty, folder, name):
    (folder / name).write_text("SELECT 1")
    with pytest.raises(MigrationMisnamed):
        migrate(empty, folder)


def test_many_at_once_apply_each_once(empty, folder):
    with ThreadPoolExecutor(8) as pool:
        applied = list(pool.map(lambda _: migrate(empty, folder), range(8)))
    assert sorted(applied, key=len)[:-1] == [[]] * 7
    assert names(empty) == ["0001_first.sql", "0002_second.sql"]


def test_our_own_migrations_are_applied_in_the_template(database):
    assert unapplied(database.conninfo()) == []
