"""`socai export`: files written from the database, and held against the ledger by its database and over HTTP."""

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from psycopg.conninfo import conninfo_to_dict
from typer.testing import CliRunner

from api.exports.catalogue import FORMATS, VIEWS
from ops.errors import OpsError
from ops.export import export
from projections.statistics.forms import FORMS

SUFFIXES = [each.suffix for each in FORMATS]


@pytest.fixture
def run(ledger, helpers, deployment, database, tmp_path, monkeypatch):
    """Runs the command beside a service that has three cases and a signed checkpoint."""
    at = conninfo_to_dict(database.conninfo())
    url = f"postgresql://{at['user']}:{at['password']}@{at['host']}:{at['port']}/{at['dbname']}"
    for name, value in (
        ("HOME", tmp_path / "home"), ("DATABASE_URL", url), ("ORIGIN", helpers.ORIGIN),
        ("CHECKPOINT_FOLDER", deployment["checkpoint_folder"]),
    ):  # fmt: skip
        monkeypatch.setenv(f"SOCAI_{name}", str(value))
    monkeypatch.chdir(tmp_path)
    for _ in range(3):
        helpers.open_case(ledger)
    ledger.parts.sign_checkpoint()

    def invoke(*words, status=0):
        done = CliRunner().invoke(export, list(map(str, words)))
        assert done.exit_code == status, done.output
        return done

    return invoke


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_written_holds_after_later_acts(run, ledger, helpers, tmp_path, suffix):
    files = tmp_path / f"cases.{suffix}", tmp_path / f"register.{suffix}"
    run("cases", "kind=criminal_case", "-o", files[0])
    run("register", "name=SO-07", "unit=HN-KV1", "year=2026", "-o", files[1])
    helpers.open_case(ledger)
    ledger.parts.sign_checkpoint()
    for file in files:
        said = run("verify", file).output
        assert "HOLDS: 3 rows" in said
    assert sorted(path.name for path in tmp_path.glob("*.*") if path.is_file()) == sorted(file.name for file in files)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_that_was_changed_fails(run, tmp_path, suffix):
    file = tmp_path / f"cases.{suffix}"
    run("cases", "-o", file)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    said = run("verify", file, status=1).output
    assert "FAILS" in said


def test_another_root_is_not_the_ledgers(run, tmp_path):
    file = tmp_path / "cases.csv"
    run("cases", "-o", file)
    text = file.read_text()
    root = text.partition("root=")[2][:64]
    file.write_text(text.replace(root, root[::-1]), newline="")
    assert "check 3" in run("verify", file, status=1).output


def test_rows_of_another_position_are_not_those_that_the_query_gives(run, tmp_path):
    earlier, later = tmp_path / "earlier.csv", tmp_path / "later.csv"
    run("cases", "-o", later)
    position = int(later.read_text().partition("position=")[2].partition("&")[0])
    run("cases", "--as-of", position - 1, "-o", earlier)
    first, _, rest = later.read_text().partition("\n")
    others = earlier.read_text().partition("\n")[2]
    later.write_text(f"{first}\n{others}", newline="")
    assert "check 4" in run("verify", later, status=1).output
    assert rest != others


def test_a_file_that_was_cut_off_is_told(run, tmp_path):
    file = tmp_path / "cases.csv"
    run("cases", "-o", file)
    file.write_bytes(file.read_bytes()[:-150])
    assert "cut off" in run("verify", file, status=1).output


def test_something_else_is_no_export(run, tmp_path):
    file = tmp_path / "note.txt"
    file.write_text("Sổ thụ lý")
    assert "check 1" in run("verify", file, status=1).output


def test_without_the_ledgers_keys_it_cannot_be_told(run, monkeypatch, tmp_path):
    file = tmp_path / "cases.csv"
    run("cases", "-o", file)
    monkeypatch.setenv("SOCAI_CHECKPOINT_FOLDER", str(tmp_path / "elsewhere"))
    assert "CANNOT TELL: check 2" in run("verify", file, status=2).output


def test_a_checkpoint_of_other_keys_proves_nothing(run, deployment, tmp_path):
    file = tmp_path / "cases.csv"
    run("cases", "-o", file)
    keys = deployment["checkpoint_folder"] / "verifier-keys.txt"
    keys.write_text("test.invalid/socai+dee2eb2b+AV9oXwd6BbvFzQTtjbkXmKpBnF0gjG1tsYnJ9EMgE4Ax\n")
    assert "FAILS: check 2" in run("verify", file, status=1).output


def test_a_service_is_asked_over_http(run, ledger, tmp_path):
    officer = ledger.officers["prosecutor"]
    certificate, key = tmp_path / "officer.crt", tmp_path / "officer.key"
    certificate.write_bytes(officer.key.certificate.public_bytes(Encoding.PEM))
    key.write_bytes(officer.key.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    asked = ("--url", ledger.client.base_url, "--certificate", certificate, "--key", key)
    for suffix in SUFFIXES:
        file = tmp_path / f"register.{suffix}"
        run("register", "name=SO-07", "unit=HN-KV1", "year=2026", "-o", file)
        assert "HOLDS: 3 rows" in run("verify", file, *asked).output
    assert "HOLDS" in run("verify", file, *asked, "--vkey", ledger.parts.vkeys.splitlines()[0]).output
    content = file.read_bytes()
    file.write_bytes(content.replace(b"/Count", b"/count", 1) if suffix == "pdf" else content[:-1])
    assert "FAILS" in run("verify", file, *asked, status=1).output


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_is_made_again_from_what_its_file_says(run, ledger, helpers, tmp_path, name):
    sample = {
        "name": "SO-07", "form": next(iter(FORMS)), "row": "1", "column": "count", "unit": "HN-KV1", "year": "2026",
    }  # fmt: skip
    asked = [f"{member}={sample[member]}" for member in VIEWS[name].asks if member in sample]
    run(name, *asked, "-o", tmp_path / "view.csv")
    helpers.open_case(ledger)
    assert "HOLDS" in run("verify", tmp_path / "view.csv").output


def test_without_a_name_the_file_is_named_after_its_query(run, tmp_path):
    said = run("register", "name=SO-07", "unit=HN-KV1", "year=2026", "--format", "json").stdout
    name, told = said.splitlines()[:2]
    assert (tmp_path / name).is_file()
    position = told.removeprefix("position ").partition(",")[0]
    assert name == f"register-SO-07-HN-KV1-2026-{position}.json"


@pytest.mark.parametrize("words", [("cases", "colour=red"), ("register", "unit=TC"), ("cases", "--as-of", "99999")])
def test_what_cannot_be_asked_for_is_said(run, words):
    assert isinstance(run(*words, status=1).exception, OpsError)


@pytest.mark.parametrize("words", [("cases", "kind"), ("cases", "a=1", "a=2"), ("cases", "--format", "doc")])
def test_what_cannot_be_read_is_said(run, words):
    run(*words, status=2)
