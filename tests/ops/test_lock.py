"""requirements.lock holds names, versions and hashes, and nothing about where they were fetched from."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

REQUIREMENT = re.compile(r"[a-z0-9-]+==[^ /\\:@]+( ; [a-z_ =<>!.'()0-9A-Z-]+)?( \\)?")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def named(requirement):
    """A requirement's name as the lock writes it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=;! ]", requirement, maxsplit=1)[0]).lower()


def locked():
    return {line.split("==")[0] for line in LOCK.splitlines() if "==" in line}


def test_every_line_is_a_pinned_name_or_a_hash():
    odd = [line for line in LOCK.splitlines() if not REQUIREMENT.fullmatch(line) and not HASH.fullmatch(line)]
    assert odd == []


@pytest.mark.parametrize("address", ["://", "--index-url", "--extra-index-url", "--find-links", "file:", " @ ", "#"])
def test_no_address_is_in_it(address):
    assert address not in LOCK


def test_every_dependency_of_the_project_is_in_it():
    wanted = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    assert {named(requirement) for requirement in wanted} - locked() == set()


def test_every_name_is_pinned_with_hashes():
    blocks = re.split(r"\n(?=\S)", LOCK.strip())
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []
