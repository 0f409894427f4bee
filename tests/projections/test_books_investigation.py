"""Registers of sources, investigation and prosecution: which act opens an entry, and what stands in its cells."""

import pytest
from projections_kit.book import COURT, POLICE, THEFT, A, B, Book, unfilled

from projections.catalogue import REGISTERS
from projections.registers.register import Register

SHARE = [
    REGISTERS[f"SO-{number:02}"] for number in (*range(1, 14), 32, 66)
]
BOOKS = pytest.mark.parametrize("register", SHARE, ids=lambda register: register.id)


@BOOKS
def test_every_act_that_a_column_names_can_stand_in_it(register: Register) -> None:
    assert unfilled(register) == []
