"""`socai law`: what a lawyer reads, printed and as pages that need no service."""

import json
import re

import pytest
from typer.testing import CliRunner

from domain.kernel.catalogue import CATALOGUE
from domain.kernel.rule_sets import RULE_SETS, current_rule_set
from domain.kinds import KINDS
from domain.limits.rows import LIMITS
from domain.organisation.authority import AUTHORITY
from ops.cli import app


def said(*words, status=0):
    result = CliRunner().invoke(app, ["law", *words])
    assert result.exit_code == status, result.output
    return result.output


def test_every_act_is_listed_with_its_articles():
    text = said()
    for act_type in CATALOGUE.values():
        assert act_type.key in text
        assert act_type.law[0] in text
    assert f"rule set {current_rule_set()}, {len(CATALOGUE)} act types" in text
    assert text.count("(not confirmed)") == sum(not act_type.confirmed for act_type in CATALOGUE.values())


def test_one_module_alone():
    text = said("--module", "M4")
    listed = set(re.findall(r"[a-z_]+\.[a-z_]+\.v[0-9]+", text))
    assert listed == {key for key, act_type in CATALOGUE.items() if act_type.module == "M4"}
    said("--module", "M7", status=2)


@pytest.mark.parametrize("kind", KINDS)
def test_the_stages_of_a_kind(kind):
    assert KINDS[kind].name_vi in said("states", kind)
    assert said("states", kind, "--mermaid").startswith("stateDiagram-v2")


def test_an_unknown_kind_or_rule_set_is_named():
    assert "no kind nothing" in said("states", "nothing", status=2)
    assert "no rule set never" in said("changes", "never", status=2)


def test_changes_from_the_first_rule_set_name_what_is_new():
    text = said("changes", next(iter(RULE_SETS)))
    assert "new" in text or len(RULE_SETS) == 1


def test_pages_stand_alone(tmp_path):
    said("pages", str(tmp_path / "law"))
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "law").glob("*.html")}
    assert {"law.html", "law-states.html", "law-changes.html"} <= written.keys()
    for text in written.values():
        for address in re.findall(r'(?:href|src)="([^"#]*)', text):
            if address and not address.startswith("/pages/"):
                assert (tmp_path / "law" / address).exists(), address
    assert (tmp_path / "law" / "static" / "style.css").exists()


def test_limits_and_authority_are_listed_whole():
    text = said("limits")
    for limit_id in LIMITS:
        assert f"  {limit_id}" in text
    text = said("authority")
    for group in AUTHORITY.groups.values():
        assert group.name_vi in text


def test_the_manifest_of_the_current_rule_set_names_every_act():
    assert json.loads(said("manifest")).keys() == CATALOGUE.keys()
