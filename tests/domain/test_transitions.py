"""The state machines that the declarations make: no stage unreachable, none without a way out unless it is final, and
every act leads where it says, from every stage that it names."""

import pytest

from domain.kernel.act_type import ANY, NEW
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.transitions import exits, reachable, transitions
from domain.kinds import KINDS


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
