"""`socai synth` against a real ledger: real keys, the product's own import, and a run that is killed in the middle."""

import itertools
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from rich.console import Console

from ops.database import find_database
from ops.settings import Settings
from ops.synth.truth import RULES
from ops.verify.command import verify_home

ROOT = Path(__file__).parents[2]
ACTS = 4000


class Home:
    """A home in which nothing has run yet."""

    def __init__(self, folder):
        self.folder = folder
        self.settings = Settings(home=folder)
        others = {name: value for name, value in os.environ.items() if not name.startswith("SOCAI_")}
        self.environment = others | {"SOCAI_HOME": str(folder), "PYTHONPATH": str(ROOT), "COLUMNS": "200"}

    def starts(self, *arguments):
        command = [sys.executable, "-m", "ops.cli", *arguments]
        return subprocess.Popen(
            command, env=self.environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def runs(self, *arguments):
        process = self.starts(*arguments)
        told, _ = process.communicate()
        assert process.returncode == 0, told
        return told

    def size(self):
        with psycopg.connect(find_database(self.settings).conninfo("socai_reader")) as connection:
            return connection.execute("SELECT coalesce(max(position), 0) FROM ledger.act").fetchone()[0]

    def acts(self):
        query = "SELECT stream, version, occurred_at FROM ledger.act WHERE kind <> 'organisation' ORDER BY position"
        with psycopg.connect(find_database(self.settings).conninfo("socai_reader")) as connection:
            return connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    found = Home(tmp_path_factory.mktemp("synth") / "home")
    yield found
    found.runs("down")


@pytest.fixture(scope="module")
def small(home):
    """What the first run told."""
    return home.runs("synth", "--acts", "800", "--seed", "5")


def made(told):
    """Acts made, and those new to the ledger, as a run tells."""
    line = next(line for line in told.splitlines() if line.startswith("acts "))
    words = line.split()
    return int(words[1]), int(words[3])


def test_a_small_nation_is_recorded_beside_the_development_organisation(home, small):
    acts, new = made(small)
    assert acts == new
    assert abs(acts - 800) < 400
    recorded = home.acts()
    assert len(recorded) == acts
    versions = {}
    for stream, version, _ in recorded:
        assert version == versions.get(stream, 0) + 1
        versions[stream] = version


def test_streams_interleave_as_in_life(home, small):
    recorded = home.acts()
    changes = sum(one[0] != other[0] for one, other in itertools.pairwise(recorded))
    assert changes > len(recorded) / 2
    days = [occurred for _, _, occurred in recorded]
    inversions = sum((one - other).days > 75 for one, other in itertools.pairwise(days))
    assert inversions == 0  # entered at most so much later than it happened


def test_the_same_run_again_adds_nothing(home, small):
    before = home.size()
    assert made(home.runs("synth", "--acts", "800", "--seed", "5")) == (made(small)[0], 0)
    assert home.size() == before


def test_the_truth_stands_beside_the_ledger(home, small):
    file = home.folder / "reports" / "synth-truth-5.jsonl"
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    known = {(str(stream), version) for stream, version, _ in home.acts()}
    assert rows
    for row in rows:
        assert row["rule"] == RULES[row["violation"]][0]
        assert {(row["stream"], version) for version in row["versions"]} <= known


def test_a_run_killed_in_the_middle_goes_on_where_it_stopped(home, small):
    before = home.size()
    process = home.starts("synth", "--acts", str(ACTS), "--seed", "6", "--clean")
    while home.size() < before + 500 and process.poll() is None:
        time.sleep(0.01)
    process.kill()
    process.communicate()  # its children hold the other end until they are gone
    stopped = home.size()
    assert stopped > before
    acts, new = made(home.runs("synth", "--acts", str(ACTS), "--seed", "6", "--clean"))
    assert 0 < new < acts
    assert len(home.acts()) == made(small)[0] + acts
    assert not (home.folder / "synth").exists()
    assert (home.folder / "reports" / "synth-truth-6.jsonl").read_text() == ""


def test_the_ledger_verifies(home, small):
    report = verify_home(home.settings, Console(quiet=True))
    assert (report.outcome, report.faults[:5]) == ("holds", ())


def test_a_real_deployment_is_refused(home, tmp_path):
    other = Home(tmp_path / "real")
    other.environment |= {"SOCAI_DEPLOYMENT": "production", "SOCAI_ORIGIN": "real.invalid/socai"}
    process = other.starts("synth")
    told, _ = process.communicate()
    assert process.returncode == 1
    assert "real one" in told


def test_no_period_before_the_units_exist(home):
    process = home.starts("synth", "--until", "2025-09-01")
    told, _ = process.communicate()
    assert process.returncode == 1
    assert "khu vực" in told
