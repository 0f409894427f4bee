"""The books as a whole: every register has the official columns, and every act it names is an act of the procedure."""

from pathlib import Path

import pytest
import yaml

from domain.kernel.catalogue import CATALOGUE
from domain.kinds import KINDS
from projections.catalogue import REGISTERS
from projections.registers.register import Register

FACTS = Path(__file__).parents[2] / "tests" / "projections" / "data" / "registers.yaml"
OFFICIAL = {row["id"]: row for row in yaml.safe_load(FACTS.read_text(encoding="utf-8"))["registers"]}
BOOKS = pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda register: register.id)


@BOOKS
def test_the_columns_are_the_official_ones_in_their_order(register: Register) -> None:
    official = OFFICIAL[register.id]
    assert (register.form_no, register.name_vi) == (official["form_no"], official["name_vi"])
    assert register.confirmed == str(official["confirmed"]).lower()
    assert [(c.no, c.label_vi, c.type) for c in register.columns] == [
        (c["no"], c["label_vi"], c["type"]) for c in official["columns"]
    ]


@BOOKS
def test_what_a_register_names_is_an_act_of_its_files(register: Register) -> None:
    assert register.kinds <= KINDS.keys()
    for key in register.types:
        assert key in CATALOGUE, key
        assert register.kinds.intersection(CATALOGUE[key].kinds), key


@BOOKS
def test_an_act_opens_every_register(register: Register) -> None:
    assert register.opening.acts
