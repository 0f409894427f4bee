"""What an act's entry takes from its type."""

from domain.kernel.catalogue import CATALOGUE
from projections.entries import ISSUER, NUMBER
from projections.words import members


def test_a_number_of_a_document_stands_in_one_place() -> None:
    assert [key for key, each in CATALOGUE.items() if {ISSUER, NUMBER} <= set(members(each.data))] == []
