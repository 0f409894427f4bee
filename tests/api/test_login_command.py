"""`socai login`, run as its user runs it: key files here, a service there, a link that works once."""

import pytest
import typer
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from typer.testing import CliRunner

from ops.login import login


@pytest.fixture
def run(ledger, monkeypatch, tmp_path):
    """Runs the command against the running service, at home in an empty folder."""
    monkeypatch.setenv("SOCAI_HOME", str(tmp_path / "home"))
    app = typer.Typer()
    app.command()(login)

    def invoke(*arguments, **more):
        return CliRunner().invoke(app, ["--url", str(ledger.client.base_url), *map(str, arguments)], **more)

    return invoke


@pytest.fixture
def files(ledger, tmp_path):
    """Certificate and key files of an officer."""

    def write(officer, encryption, encoding=Encoding.PEM):
        certificate, key = tmp_path / "officer.crt", tmp_path / "officer.key"
        certificate.write_bytes(officer.key.certificate.public_bytes(encoding))
        key.write_bytes(officer.key.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption))
        return "--certificate", certificate, "--key", key

    return write


@pytest.mark.parametrize("encoding", [Encoding.PEM, Encoding.DER])
def test_it_prints_a_link_that_logs_a_browser_in_once(ledger, run, files, encoding):
    officer = ledger.officers["prosecutor"]
    answer = run(*files(officer, NoEncryption(), encoding))
    assert answer.exit_code == 0, answer.output
    name, link = answer.output.split("\n")[:2]
    assert name == f"{officer.name}, {ledger.parts.origin}"
    assert ledger.client.get(link).headers["Location"] == "/pages/cases"
    assert ledger.client.get("/pages/cases").status_code == 200
    ledger.client.cookies.clear()
    assert ledger.client.get(link).status_code == 401


def test_a_key_with_a_passphrase(ledger, run, files):
    arguments = files(ledger.officers["prosecutor"], BestAvailableEncryption("mật khẩu".encode()))
    answer = run(*arguments, input="mật khẩu\n")
    assert answer.exit_code == 0, answer.output
    assert "/login/ticket/" in answer.output
    assert "mật khẩu" not in answer.output
    assert run(*arguments, input="khác\n").exit_code == 2


def test_a_key_of_another_certificate(ledger, run, files, tmp_path):
    files(ledger.officers["chief"], NoEncryption())
    (tmp_path / "officer.crt").rename(tmp_path / "other.crt")
    arguments = files(ledger.officers["prosecutor"], NoEncryption())
    answer = run("--certificate", tmp_path / "other.crt", *arguments[2:])
    assert answer.exit_code == 2
    assert "is not the key of" in answer.output


def test_a_certificate_without_its_key(run, tmp_path):
    assert run("--certificate", tmp_path / "x").exit_code == 2
