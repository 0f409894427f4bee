"""`socai up`, `down` and `status` as an operator uses them: again, side by side, and after everything was killed."""

import fcntl
import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psycopg
import pytest

from ops import postgres, service

ROOT = Path(__file__).parents[2]
SOCAI = [sys.executable, "-m", "ops.cli"]


class Home:
    """A home folder of one test's own, driven by the command line."""

    def __init__(self, folder, **settings):
        self.folder = folder
        others = {name: value for name, value in os.environ.items() if not name.startswith("SOCAI_")}
        self.environment = others | {"SOCAI_HOME": str(folder), "PYTHONPATH": str(ROOT), "COLUMNS": "200"} | settings

    def socai(self, *arguments):
        command = [*SOCAI, *arguments]
        return subprocess.run(command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False)

    def up(self):
        done = self.socai("up")
        assert done.returncode == 0, done.stdout + done.stderr
        return re.search(r"http://\S+", done.stdout).group()

    def kill_everything(self):
        os.kill(service.find(self.folder).pid, signal.SIGKILL)
        os.kill(postgres.find(self.folder / "postgres").pid, signal.SIGKILL)


@pytest.fixture
def make_home(tmp_path):
    homes = []

    def make(name, **settings):
        homes.append(Home(tmp_path / name, **settings))
        return homes[-1]

    yield make
    for home in homes:
        done = home.socai("down")
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def home(make_home):
    return make_home("home")


def well(url):
    return httpx.get(url + "/health", timeout=10).status_code == 200


def test_up_again_changes_nothing_and_down_ends_everything(home):
    url = home.up()
    before = service.find(home.folder), postgres.find(home.folder / "postgres").pid
    assert home.up() == url
    assert (service.find(home.folder), postgres.find(home.folder / "postgres").pid) == before
    assert well(url)
    shown = home.socai("status")
    assert (shown.returncode, url in shown.stdout, "all applied" in shown.stdout) == (0, True, True)

    assert "is down" in home.socai("down").stdout
    assert "was not running" in home.socai("down").stdout
    assert (service.find(home.folder), postgres.find(home.folder / "postgres")) == (None, None)
    assert home.socai("status").returncode == 3
    assert home.up() == url  # the same address as before


def test_after_everything_was_killed_up_brings_the_same_ledger_back(home):
    url = home.up()
    origin = (home.folder / "origin").read_text()
    home.kill_everything()
    assert home.socai("status").returncode == 3
    assert home.up() == url
    assert well(url)
    assert (home.folder / "origin").read_text() == origin


def test_a_killed_database_alone_comes_back_under_the_service(home):
    url = home.up()
    os.kill(postgres.find(home.folder / "postgres").pid, signal.SIGKILL)
    assert home.up() == url
    assert well(url)


@pytest.mark.parametrize("after_s", [0.4, 0.8, 1.2, 2.0])
def test_a_killed_up_leaves_what_the_next_up_completes(home, after_s):
    first = subprocess.Popen([*SOCAI, "up"], env=home.environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    time.sleep(after_s)
    first.kill()
    first.wait()
    assert well(home.up())


def test_ups_at_once_start_one_service(home):
    ups = [subprocess.Popen([*SOCAI, "up"], env=home.environment, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(3)]
    said = {re.search(rb"http://\S+", process.communicate()[0]).group() for process in ups}
    assert len(said) == 1
    assert [process.returncode for process in ups] == [0, 0, 0]


def test_two_homes_side_by_side_are_two_ledgers(make_home):
    one, two = make_home("one"), make_home("hai với dấu cách")
    assert one.up() != two.up()
    assert (one.folder / "origin").read_text() != (two.folder / "origin").read_text()
    assert two.socai("down").returncode == 0
    assert one.socai("status").returncode == 0


def test_an_operators_server_is_used_and_left_alone(make_home, postgres_server):
    with psycopg.connect(postgres_server.conninfo(database="postgres"), autocommit=True) as conn:
        conn.execute("CREATE DATABASE operators")
    url = f"postgresql://socai_owner:{postgres_server.passwords['socai_owner']}@127.0.0.1:{postgres_server.port}/operators"
    home = make_home("home", SOCAI_DATABASE_URL=url)
    assert well(home.up())
    assert not (home.folder / "postgres").exists()
    assert postgres_server.passwords["socai_owner"] not in home.socai("status").stdout
    assert home.socai("down").returncode == 0
    with psycopg.connect(postgres_server.conninfo(database="postgres"), autocommit=True) as conn:
        conn.execute("DROP DATABASE operators WITH (FORCE)")


def test_the_service_says_why_it_cannot_start(make_home, postgres_server):
    """The port that the settings name belongs to somebody else."""
    home = make_home("home", SOCAI_PORT=str(postgres_server.port))
    done = home.socai("up")
    assert done.returncode == 1
    assert "ddress already in use" in done.stderr
    assert "Traceback (most recent call last)" not in done.stdout


@pytest.mark.parametrize("missing", ["SOCAI_ORIGIN", "SOCAI_TRUST_FOLDER"])
def test_a_real_deployment_must_name_what_is_never_made_up(make_home, tmp_path, missing):
    given = {"SOCAI_ORIGIN": "vks.example/so-cai", "SOCAI_TRUST_FOLDER": str(tmp_path)}
    given = {name: value for name, value in given.items() if name != missing}
    home = make_home("home", SOCAI_DEPLOYMENT="production", **given)
    done = home.socai("up")
    assert done.returncode == 1
    assert missing in done.stderr
    assert not (home.folder / "development-pki").exists()


def test_a_wrong_setting_is_named(make_home):
    done = make_home("home", SOCAI_DEPLOYMENT="production").socai("status")
    assert done.returncode == 3
    wrong = Home(Path("/nowhere"), SOCAI_PORT="70000").socai("status")
    assert (wrong.returncode, "SOCAI_PORT" in wrong.stderr) == (1, True)


def test_what_a_home_holds_is_its_owners_alone(home):
    home.up()
    assert stat.S_IMODE(home.folder.stat().st_mode) == 0o700
    open_to_others = [
        path for path in home.folder.iterdir() if path.is_dir() and stat.S_IMODE(path.stat().st_mode) & 0o077
    ]
    assert open_to_others == []


def test_a_service_that_died_is_not_taken_for_alive(tmp_path):
    """The file it left names a process that lives, but nobody holds its lock."""
    state = json.dumps({"pid": os.getpid(), "url": "http://127.0.0.1:1"})
    (tmp_path / "service.running").write_text(state + "\n")
    assert service.find(tmp_path) is None
    with (tmp_path / "service.running").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert service.find(tmp_path) == service.Service(os.getpid(), "http://127.0.0.1:1")
