"""What is packaged, and what somebody without the right Python is told."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = {"domain", "signing", "ledger", "projections", "api", "ops"}


def test_the_wheel_holds_the_rooms_with_their_data_and_no_tests(tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == ROOMS
    for migration in (ROOT / "ops" / "migrations").glob("*.sql"):
        assert f"ops/migrations/{migration.name}" in names
    assert [name for name in names if name.endswith((".pyc", ".key"))] == []


def set_up(tmp_path, python):
    (tmp_path / "ops").mkdir()
    shutil.copy(ROOT / "ops" / "environment.sh", tmp_path / "ops")
    for name in ("requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    environment = {"PATH": "/usr/bin:/bin", "PYTHON": str(python)}
    command = ["sh", tmp_path / "ops" / "environment.sh"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("exit 1", "Python 3.11 or newer is needed"),
        ('case "$2" in *ensurepip*) exit 1;; *%d.%d*) echo 3.12;; esac', "apt-get install python3.12-venv"),
    ],
    ids=["too old", "without venv"],
)
def test_set_up_with_a_python_that_will_not_do_says_what_to_do(tmp_path, script, told):
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\n{script}\n")
    python.chmod(0o755)
    done = set_up(tmp_path, python)
    assert done.returncode == 1
    assert told in done.stderr
    assert not (tmp_path / ".venv").exists()
