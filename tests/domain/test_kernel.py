"""The kernel: JSON to acts and back, personal members, the same decision again."""

import copy
import os
import pickle
import subprocess
import sys
from uuid import UUID

import pytest

from domain.errors import NotAnAct
from domain.kernel.calendar import day_of, moment_of
from domain.kernel.coding import act_body, act_from_json, asked_from_json
from domain.kernel.data import Data, Personal
from domain.kernel.deciding import decide, initial
from domain.kernel.frozen_map import FrozenMap
from domain.kernel.personal import check_model, person_of, personal_paths
from domain.kernel.rule_sets import RULE_SETS, current_rule_set
from domain.law.codes import CODES, CROSSWALK_2003, cited, law_on
from domain.sentences import sentence


@pytest.fixture
def body(opened, charge):
    """An accused charged, with personal values."""
    entry = opened.entry("bị can 1", name="Nguyễn Văn A", birth_year=1965, address="Hà Nội", charges=[charge])
    return opened.body("accused.charged.v1", accused=[entry])


def wrong(body, pointer, code, **changes):
    with pytest.raises(NotAnAct) as error:
        decide(initial("criminal_case"), initial("organisation"), asked_from_json({**body, **changes}))
    assert (error.value.pointer, error.value.code) == (pointer, code)


class TestCoding:
    def test_an_act_is_read_back_as_it_was_written(self, opened, body):
        act = decide(opened.state, opened.organisation, asked_from_json(body))
        written = act_body(act)
        assert act_from_json(written) == act
        assert act_body(act_from_json(written)) == written

    def test_deciding_again_gives_the_same_act(self, opened, body):
        first = decide(opened.state, opened.organisation, asked_from_json(body))
        again = decide(opened.state, opened.organisation, asked_from_json(act_body(first)))
        assert again == first
        assert act_body(again) == act_body(first)

    def test_an_optional_member_that_is_null_is_absent(self, opened):
        act = opened.asks("case.taken_for_supervision.v1", register_number=None)
        assert act_body(act)["data"] == {}

    def test_members_of_the_actor_and_documents_are_always_there(self, opened, body):
        document = {
            "sha256": "0" * 64, "size": 10, "media_type": "application/pdf", "title": None, "number": None,
            "issued_on": "2022-10-07", "issued_by": None, "pages": None,
        }  # fmt: skip
        written = act_body(
            decide(opened.state, opened.organisation, asked_from_json({**body, "documents": [document]}))
        )
        assert written["actor"]["authorised_by"] is None
        assert written["documents"] == [document]

    def test_moments_of_data_keep_their_form(self, opened):
        held = [opened.entry("bị can 1")]
        for moment in ("2022-10-07T02:00:00+07:00", "2022-10-07T02:00:00Z"):
            act = opened.asks("holding.ordered.v1", accused=held, held_at=moment)
            assert act_body(act)["data"]["held_at"] == moment

    @pytest.mark.parametrize(
        ("changes", "pointer", "code"),
        [
            ({"type": "case.closed.v9"}, "/type", "unknown_type"),
            ({"type": None}, "/type", "unknown_type"),
            ({"kind": "complaint"}, "/kind", "wrong_kind"),
            ({"occurred_at": "2022-10-07T00:00:00"}, "/occurred_at", "moment_format"),
            ({"occurred_at": "2022-13-07T00:00:00+07:00"}, "/occurred_at", "moment_value"),
            ({"occurred_at": "2022-10-07T00:00:00+07:00\n"}, "/occurred_at", "moment_format"),
            ({"occurred_at": "0001-01-01T00:00:00+14:00"}, "/occurred_at", "moment_value"),
            ({"occurred_at": "9999-12-31T23:59:59-12:00"}, "/occurred_at", "moment_value"),
            ({"occurred_at": 5}, "/occurred_at", "moment_format"),
            ({"precision": "hour"}, "/precision", "precision_value"),
            ({"precision": []}, "/precision", "precision_value"),
            ({"rule_set": "1999-01"}, "/rule_set", "unknown_rule_set"),
            ({"rule_set": 1}, "/rule_set", "string_type"),
            ({"data": []}, "/data", "dict_type"),
            ({"documents": None}, "/documents", "list_type"),
            ({"documents": [{}]}, "/documents/0/sha256", "missing"),
            ({"links": [{"relation": "corrects"}]}, "/links/0/stream", "missing"),
        ],
    )
    def test_what_is_no_act(self, body, changes, pointer, code):
        wrong(body, pointer, code, **changes)

    @pytest.mark.parametrize(
        ("path", "value", "pointer"),
        [
            (("issuer",), None, "/data/issuer"),
            (("surprise",), 1, "/data/surprise"),
            (("accused", 0, "person"), "not a uuid", "/data/accused/0/person"),
            (("accused", 0, "person"), "6F1E1F5E-7B0A-4A57-9D0E-6F2A2F6F0001", "/data/accused/0/person"),
            (("accused", 0, "label"), "", "/data/accused/0/label"),
            (("accused", 0, "count"), 0, "/data/accused/0/count"),
            (("accused", 0, "count"), "5", "/data/accused/0/count"),
            (("accused", 0, "juvenile"), "yes", "/data/accused/0/juvenile"),
            (("accused", 0, "birth_date"), "07/10/1965", "/data/accused/0/birth_date"),
            (("accused", 0, "charges", 0, "crime_class"), "grave", "/data/accused/0/charges/0/crime_class"),
        ],
    )
    def test_what_is_no_data(self, opened, body, path, value, pointer):
        data = copy.deepcopy(body["data"])
        part = data
        for step in path[:-1]:
            part = part[step]
        part[path[-1]] = value
        with pytest.raises(NotAnAct) as error:
            decide(opened.state, opened.organisation, asked_from_json({**body, "data": data}))
        assert error.value.pointer == pointer

    def test_every_problem_of_the_data_is_named(self, opened, body):
        with pytest.raises(NotAnAct) as error:
            decide(opened.state, opened.organisation, asked_from_json({**body, "data": {"accused": []}}))
        assert [p["pointer"] for p in error.value.facts["problems"]] == ["/data/issuer", "/data/accused"]

    @pytest.mark.parametrize("member", ["type", "kind", "occurred_at", "actor", "documents", "links", "data"])
    def test_a_missing_member_is_named(self, body, member):
        bare = {name: value for name, value in body.items() if name != member}
        for read in (asked_from_json, act_from_json):
            with pytest.raises(NotAnAct) as error:
                read({**bare, "law": []} if member != "law" else bare)
            assert error.value.pointer == f"/{member}"

    def test_a_state_of_another_kind_takes_no_act(self, opened, body):
        with pytest.raises(NotAnAct) as error:
            decide(initial("complaint"), opened.organisation, asked_from_json(body))
        assert error.value.code == "wrong_stream"

    def test_there_is_no_state_of_an_unknown_kind(self):
        with pytest.raises(NotAnAct):
            initial("nothing")

    @pytest.mark.parametrize("law", [None, "x", [1]])
    def test_law_is_a_list_of_texts(self, body, law):
        with pytest.raises(NotAnAct) as error:
            act_from_json({**body, "law": law})
        assert error.value.pointer == "/law"


class TestPersonal:
    def test_personal_members_are_found_with_their_person(self, opened, body):
        act = decide(opened.state, opened.organisation, asked_from_json(body))
        assert personal_paths(act) == (
            "/data/accused/0/name", "/data/accused/0/birth_year", "/data/accused/0/address",
        )  # fmt: skip
        assert {person_of(act, path) for path in personal_paths(act)} == {UUID(opened.person("bị can 1"))}

    @pytest.mark.parametrize(
        "path",
        [
            "/data/accused/0/label",
            "/data/accused/1/name",
            "/data/accused/x/name",
            "/data/nobody/name",
            "/data/note",
            "/x",
        ],
    )
    def test_a_pointer_to_no_personal_member_is_a_key_error(self, opened, body, path):
        act = decide(opened.state, opened.organisation, asked_from_json(body))
        with pytest.raises(KeyError):
            person_of(act, path)

    def test_the_state_never_depends_on_personal_values(self, opened, body):
        with_values = decide(opened.state, opened.organisation, asked_from_json(body))
        opened.record(with_values)
        assert "Nguyễn Văn A" not in repr(opened.state)
        assert opened.history[-1].act.data.accused[0].name is None
        assert opened.again() == opened.state

    def test_a_model_with_personal_members_names_its_person(self):
        class Nameless(Data):
            name: Personal[str] = None

        class Holder(Data):
            inner: tuple[Nameless, ...] = ()

        with pytest.raises(TypeError, match="Nameless"):
            check_model(Holder)


class TestCalendar:
    def test_the_day_is_the_vietnamese_one(self):
        assert day_of("2022-10-06T18:00:00Z").isoformat() == "2022-10-07"
        assert day_of("2022-10-07T00:00:00+07:00").isoformat() == "2022-10-07"

    def test_a_moment_has_an_offset(self):
        with pytest.raises(ValueError):
            moment_of("2022-10-07T00:00:00")


class TestLaw:
    def test_articles_are_those_in_force_on_the_day(self, day):
        assert law_on(("BLTTHS-2015/153/1",), day) == ("BLTTHS-2015/153/1",)
        assert law_on(("BLTTHS-2015/153/1", "BLTTHS-2015/154/1"), day.replace(year=2017)) == ("BLTTHS-2003/104",)

    def test_an_article_without_a_known_forerunner_is_not_guessed(self, day):
        assert law_on(("BLTTHS-2015/131",), day.replace(year=2010)) == ()
        assert cited("BLTTHS-2015/131", day.replace(year=2010)) == "BLTTHS-2015/131"

    def test_codes_follow_each_other_without_overlap(self):
        assert CODES["BLTTHS-2003"].until.toordinal() + 1 == CODES["BLTTHS-2015"].since.toordinal()
        assert all(code.until is None or code.since <= code.until for code in CODES.values())
        assert all(old.isdecimal() and new.isdecimal() for new, old in CROSSWALK_2003.items())

    def test_the_current_rule_set_is_known(self):
        assert current_rule_set() in RULE_SETS


class TestFrozenMap:
    def test_versions_do_not_disturb_each_other(self):
        first = FrozenMap()
        versions = [first]
        for number in range(2_000):
            versions.append(versions[-1].put(f"key {number % 1_500}", number))
        assert len(first) == 0
        assert len(versions[1_000]) == 1_000
        assert len(versions[-1]) == 1_500
        assert (versions[1_000]["key 3"], versions[-1]["key 3"]) == (3, 1_503)
        assert dict(versions[-1]) == {f"key {n % 1_500}": n for n in range(2_000)}
        with pytest.raises(KeyError):
            versions[-1]["absent"]

    def test_another_process_finds_and_orders_the_same(self, officers):
        program = (
            "import pickle, sys\n"
            "units = pickle.load(sys.stdin.buffer)\n"
            "assert all(units[code].code == code for code in units)\n"
            "sys.stdout.write(' '.join(units))\n"
        )
        sent = pickle.dumps(officers.state.units)
        for seed in ("1", "2"):
            done = subprocess.run(
                [sys.executable, "-c", program], input=sent, capture_output=True, check=True,
                env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            )  # fmt: skip
            assert done.stdout.decode().split() == list(officers.state.units)


def test_a_sentence_is_made_from_facts_and_shows_what_is_missing():
    facts = {"days": 5, "most": 3}
    assert sentence("custody_too_long", facts, "vi") == "Tạm giữ 5 ngày, tối đa 3 ngày."
    assert sentence("custody_too_long", {}, "en") == "Custody of – days, at most –."
    assert "concluded, prosecution" in sentence("wrong_stage", {"lawful_from": ["concluded", "prosecution"]}, "en")
