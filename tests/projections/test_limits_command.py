"""`socai limits`, as an operator runs it on a ledger and on files of worked cases."""

import json
import random
from pathlib import Path
from uuid import uuid4

import pytest
import typer
import yaml
from projections_kit.house import House
from projections_kit.walk import Walk
from psycopg.conninfo import conninfo_to_dict
from typer.testing import CliRunner, Result

from ops.errors import OpsError
from ops.limits import limits

WORKED = Path(__file__).parents[1] / "domain" / "limits" / "worked_cases.yaml"
CASES = "SELECT DISTINCT stream FROM ledger.act WHERE kind <> 'organisation'"

app = typer.Typer()
app.command("limits")(limits)


@pytest.fixture
def walk(house: House, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """A ledger with some acts, at the address that the command is told."""
    at = conninfo_to_dict(house.conninfo("owner"))
    url = f"postgresql://{at['user']}:{at['password']}@{at['host']}:{at['port']}/{at['dbname']}"
    monkeypatch.setenv("SOCAI_DATABASE_URL", url)
    made = Walk(random.Random(71))
    house.record(made.found())
    house.record(made.steps(80, 4))
    return made


def run(*words: str) -> Result:
    return CliRunner().invoke(app, words)


def test_the_limits_of_every_recorded_case_are_told(house: House, walk: Walk) -> None:
    streams = [str(stream) for (stream,) in house.connect().execute(CASES)]
    told = []
    for stream in streams:
        text, members = run(stream, "--as-of", "2030-01-01"), run(stream, "--as-of", "2030-01-01", "--json")
        assert (text.exit_code, members.exit_code) == (0, 0), text.output
        found = json.loads(members.output)
        assert f"{len(found)} limits on 2030-01-01" in text.output
        told += found
    assert any(clock["due"] and clock["arithmetic_vi"] and clock["arithmetic_en"] for clock in told)
    assert {"limit", "article", "due", "due_strict", "standing", "days", "rule_set"} <= set(told[0])


def test_a_case_that_is_not_recorded_is_said(walk: Walk) -> None:
    refused = run(str(uuid4()))
    assert isinstance(refused.exception, OpsError)


def test_worked_cases_that_hold_end_with_status_0() -> None:
    done = run("--check", str(WORKED))
    assert (done.exit_code, "0 differ" in done.output) == (0, True), done.output


def test_worked_cases_that_differ_are_printed_and_end_with_status_1(tmp_path: Path) -> None:
    document = yaml.safe_load(WORKED.read_text("utf-8"))
    document["cases"][3]["expected_due"] = "2025-03-01"
    file = tmp_path / "cases.yaml"
    file.write_text(yaml.safe_dump(document), "utf-8")
    done = run("--check", str(file))
    assert done.exit_code == 1
    assert f"{document['cases'][3]['id']} expected_due: expected 2025-03-01, found 2025-02-28" in done.output
    assert "1 differ" in done.output


@pytest.mark.parametrize("text", ["", "cases: [", "cases: []", "- 1", "cases: [{id: a}]", "\x00"], ids=repr)
def test_a_file_that_holds_no_worked_cases_is_refused_by_name(tmp_path: Path, text: str) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(text, "utf-8")
    refused = run("--check", str(file))
    assert isinstance(refused.exception, OpsError)
    assert str(file) in str(refused.exception)
    assert isinstance(run("--check", str(tmp_path / "none.yaml")).exception, OpsError)


def test_one_thing_is_asked_at_a_time() -> None:
    assert isinstance(run().exception, OpsError)
    assert isinstance(run(str(uuid4()), "--check", str(WORKED)).exception, OpsError)
