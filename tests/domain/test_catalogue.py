"""The catalogue is consistent in itself, with the kinds and with these tests."""

import re
from pathlib import Path

import pytest

import domain
from domain.kernel.act_type import ANY, HEAD, NEW
from domain.kernel.catalogue import CATALOGUE, BadCatalogue, _index
from domain.kinds import KINDS
from domain.law.codes import CODES
from domain.sentences import SENTENCES
from domain.states.criminal_case import CHARGED, CLOSED, STATUSES

ACTS = list(CATALOGUE.values())
HERE = Path(__file__).parent
SOURCE = Path(domain.__file__).parent


@pytest.mark.parametrize("act_type", ACTS, ids=lambda a: a.key)
def test_a_declaration_is_whole(act_type):
    assert re.fullmatch(r"[a-z_]+\.[a-z_]+\.v[0-9]+", act_type.key)
    assert act_type.name_vi
    assert act_type.name_en
    assert act_type.data.__doc__
    for article in act_type.law:
        code = article.split("/")[0]
        assert code in CODES
    for kind in act_type.kinds:
        known = {*KINDS[kind].initial.stages, ANY}
        if len(act_type.kinds) == 1:
            assert set(act_type.lawful_from) <= known
    for limit in (*act_type.starts, *act_type.ends, *act_type.extends):
        assert re.fullmatch(r"[a-z0-9_]+@[A-Za-z0-9]+(-[0-9]{4})?(\.[0-9a-zđ]+)*", limit)


@pytest.mark.parametrize("act_type", ACTS, ids=lambda a: a.key)
def test_the_data_of_an_act_has_a_json_schema(act_type):
    schema = act_type.data.model_json_schema()
    assert schema["additionalProperties"] is False
    for part in (schema, *schema.get("$defs", {}).values()):
        personal = {name for name, member in part.get("properties", {}).items() if member.get("x-personal")}
        assert not personal or "person" in part["required"]


def test_personal_members_are_marked_in_the_schema():
    person = CATALOGUE["accused.charged.v1"].data.model_json_schema()["$defs"]["AccusedPerson"]["properties"]
    assert person["name"]["x-personal"] is True
    assert "x-personal" not in person["label"]


def test_names_are_one_to_one():
    assert len({a.name_vi for a in ACTS}) == len(ACTS)
    assert len({a.name_en for a in ACTS}) == len(ACTS)


def test_only_the_procuracys_own_acts_are_decisions_of_the_head():
    for act_type in ACTS:
        if not act_type.own:
            assert "KSV" in act_type.signed_by
        if act_type.signed_by == HEAD:
            assert act_type.own


def test_a_key_declared_twice_or_an_act_without_law_stops_the_start():
    with pytest.raises(BadCatalogue, match="declared twice"):
        _index([ACTS[0], ACTS[0]])
    lawless = type(ACTS[0])(**{name: getattr(ACTS[0], name) for name in ACTS[0].__slots__} | {"law": ()})
    with pytest.raises(BadCatalogue, match=lawless.key):
        _index([lawless])


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_stream_can_be_opened(kind):
    assert any(NEW in act_type.lawful_from for act_type in ACTS if kind in act_type.kinds)


def test_statuses_are_known():
    assert {*CHARGED, *CLOSED, "held"} == set(STATUSES)


def test_every_code_of_the_domain_has_a_sentence_and_every_sentence_a_code():
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    used = set(re.findall(r'(?:Breach|Refused)\(\s*"([a-z_]+)"', text))
    assert used == set(SENTENCES)


def test_sentences_have_the_same_facts_in_both_languages_or_fewer_in_one():
    for code, found in SENTENCES.items():
        assert found.vi, code
        assert found.en, code
        for template in (found.vi, found.en):
            template.format_map(dict.fromkeys(re.findall(r"{(\w+)}", template), "x"))


@pytest.mark.parametrize("key", CATALOGUE)
def test_every_act_has_a_test(key):
    text = "\n".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py"))
    assert f'"{key}"' in text


PROCEDURE = [line.split() for line in (HERE / "procedure.txt").read_text(encoding="utf-8").splitlines()]


def test_every_act_of_the_procedure_is_recorded_by_one_type():
    """procedure.txt lists the acts of all modules in the order of the procedure, and whether their rule was read."""
    names = sorted(code for act_type in ACTS for code in act_type.codes)
    assert names == sorted(code for _, code, *_ in PROCEDURE)


def test_what_was_not_read_is_never_shown_as_law():
    unread = {code for _, code, *doubt in PROCEDURE if doubt}
    assert [act_type.key for act_type in ACTS if unread.intersection(act_type.codes) and act_type.confirmed] == []
