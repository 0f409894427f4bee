"""`socai projections` and `socai rebuild`, as an operator runs them."""

import random

import pytest
import typer
from projections_kit.house import House
from projections_kit.walk import Walk
from psycopg.conninfo import conninfo_to_dict
from typer.testing import CliRunner, Result

from ops.errors import OpsError
from ops.projections import projections, rebuild

app = typer.Typer()
app.command("projections")(projections)
app.command("rebuild")(rebuild)


@pytest.fixture
def walk(house: House, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """A ledger with some acts, at the address that the commands are told."""
    at = conninfo_to_dict(house.conninfo("owner"))
    url = f"postgresql://{at['user']}:{at['password']}@{at['host']}:{at['port']}/{at['dbname']}"
    monkeypatch.setenv("SOCAI_DATABASE_URL", url)
    monkeypatch.setenv("COLUMNS", "200")
    made = Walk(random.Random(71))
    house.record(made.found())
    house.record(made.steps(60, 4))
    return made


def run(*words: str) -> Result:
    return CliRunner().invoke(app, words)


def test_before_and_after_the_first_build(house: House, walk: Walk) -> None:
    before = run("projections")
    assert (before.exit_code, "never built" in before.output) == (1, True)
    built = run("rebuild")
    assert built.exit_code == 0, built.output
    assert "so_07" in built.output
    after = run("projections")
    assert after.exit_code == 0, after.output
    assert "lag 0" in after.output


def test_one_projection_by_name(house: House, walk: Walk) -> None:
    run("rebuild")
    done = run("rebuild", "so_04")
    assert ("so_04" in done.output, "so_07" in done.output) == (True, False)
    refused = run("rebuild", "so_99")
    assert isinstance(refused.exception, OpsError)
    assert "so_99" in str(refused.exception)


def test_what_is_quarantined_is_shown_and_released(house: House, walk: Walk) -> None:
    run("rebuild")
    owner = house.connect()
    owner.execute(
        "INSERT INTO projections.quarantine (projection, stream, position, error)"
        " SELECT 'case_status', stream, seen_from, 'was full' FROM projections.case_status LIMIT 1 RETURNING stream"
    )
    shown = run("projections")
    assert (shown.exit_code, "was full" in shown.output) == (1, True)
    released = run("projections", "--release")
    assert (released.exit_code, "released: case_status" in released.output) == (0, True), released.output


def test_a_replaced_ledger_is_said_and_built_from_on_demand(house: House, walk: Walk) -> None:
    run("rebuild")
    owner = house.connect()
    owner.execute("UPDATE projections.tracking SET notification_id = notification_id + 9")
    shown = run("projections")
    assert (shown.exit_code, "the ledger holds" in shown.output) == (1, True)
    assert isinstance(run("rebuild").exception, OpsError)
    assert run("rebuild", "--new-ledger").exit_code == 0
    assert run("projections").exit_code == 0
