"""The description of the interface: complete, its references resolved, and as the golden copy has it.

Written anew with: python -m api.openapi > tests/api/openapi.json
"""

import json
import re
from collections import defaultdict
from pathlib import Path

import orjson
import pytest

from api.app import create_app
from api.openapi import OPEN
from domain.kernel.catalogue import CATALOGUE

GOLDEN = Path(__file__).parent / "openapi.json"


@pytest.fixture(scope="module")
def document():
    here = Path()
    return create_app(
        service="", projector="", reader="", origin="", trust_folder=here, keys_folder=here, checkpoint_folder=here
    ).openapi()


def test_it_is_the_golden_copy(document):
    assert orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n" == GOLDEN.read_bytes(), __doc__


def test_every_act_type_can_be_proposed(document):
    body = document["paths"]["/acts/propose"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert list(body["discriminator"]["mapping"]) == list(CATALOGUE)
    for key in CATALOGUE:
        schema = document["components"]["schemas"][f"command.{key}"]
        assert schema["properties"]["type"] == {"const": key}
        assert re.fullmatch(r"[A-Za-z0-9._-]+", f"command.{key}")


def test_every_reference_resolves(document):
    schemas = document["components"]["schemas"]
    for reference in set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document))):
        assert reference in schemas


def test_everything_but_health_tree_and_login_needs_a_session(document):
    free = {
        path
        for path, methods in document["paths"].items()
        for operation in methods.values()
        if operation["security"] == []
    }
    assert free == set(OPEN)
    assert all(
        operation["summary"] and "422" not in operation["responses"]
        for methods in document["paths"].values()
        for operation in methods.values()
    )


def test_nothing_else_is_served_without_a_session(ledger, document):
    """Asks every route, as the description lists them, without a token."""
    for path, methods in document["paths"].items():
        filled = path.format_map(defaultdict(lambda: "x", position="1", path="0/000"))
        for method in methods:
            answer = ledger.client.request(method, filled)
            assert (answer.status_code == 401) == (path not in OPEN or "ticket" in path), (method, path, answer.text)


def test_the_document_is_served(ledger, document):
    headers = ledger.headers(ledger.officers["prosecutor"])
    assert ledger.client.get("/openapi.json", headers=headers).json() == document
