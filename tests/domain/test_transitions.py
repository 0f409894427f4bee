"""The state machines that the declarations make: no stage unreachable, none without a way out unless it is final, and
every act leads where it says, from every stage that it names."""

from dataclasses import replace
from datetime import date

import pytest

from domain.kernel.act import Act, Actor
from domain.kernel.act_type import ANY, NEW, Question
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.data import Data
from domain.kernel.deciding import _breaches, _impossible
from domain.kernel.transitions import exits, reachable, transitions
from domain.kinds import KINDS

ACTOR = Actor(
    officer="19ed1cde-18db-405a-909a-e4d93f9fb106", unit="TC", title="VT", capacity="own", certificate="0" * 64,
    authorised_by=None,
)  # fmt: skip


def moves_of(kind):
    return transitions(KINDS[kind], CATALOGUE.values())


@pytest.mark.parametrize("kind", KINDS)
def test_every_stage_is_reached_by_some_act(kind):
    assert reachable(moves_of(kind)) == set(KINDS[kind].initial.stages)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "organisation"])
def test_every_stage_has_a_way_out_unless_it_is_final(kind):
    stages, ways = set(KINDS[kind].initial.stages), exits(moves_of(kind))
    assert stages - ways.keys() == set(KINDS[kind].initial.final)


@pytest.mark.parametrize("kind", KINDS)
def test_a_machine_names_only_stages_of_its_kind(kind):
    for move in moves_of(kind):
        assert {move.before, move.after} <= set(KINDS[kind].initial.stages), move
        assert move.after != NEW, move


def test_changes_of_state_lead_to_stages_that_some_kind_has():
    for act_type in CATALOGUE.values():
        known = {ANY}.union(*(KINDS[kind].initial.stages for kind in act_type.kinds))
        assert set(act_type.leads_to) <= known, act_type.key


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "organisation"])
def test_every_act_from_every_stage(kind):
    """Generated from the declarations: lawful from the stages that an act names, and from no other."""
    empty = KINDS[kind].initial
    for act_type in (act_type for act_type in CATALOGUE.values() if kind in act_type.kinds):
        bare = replace(act_type, checks=(), impossible=())
        act = Act(kind, act_type.key, "2026-02-02T08:00:00+07:00", "day", "", ACTOR, act_type.law, (), (), Data())
        question = Question(act, bare, date(2026, 2, 2), None)
        for stage in empty.stages:
            state = empty.evolved(stage=stage)
            found = [breach.code for breach in (*_impossible(state, question), *_breaches(state, question))]
            assert found == expected(act_type, stage), (act_type.key, stage)


def expected(act_type, stage):
    wrong = [] if {stage, ANY} & {*act_type.lawful_from} else ["wrong_stage"]
    if stage == NEW and NEW not in act_type.lawful_from:
        return ["stream_not_open", *wrong]
    if stage != NEW and act_type.lawful_from == (NEW,):
        return ["stream_already_open", *wrong]
    return wrong
