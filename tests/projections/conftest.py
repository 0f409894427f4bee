"""The projections' tests: a house with a ledger of its own."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.append(str(Path(__file__).parent))  # projections_kit, which the processes of these tests import as well

from projections_kit.house import House


@pytest.fixture
def house(database: Any) -> Iterator[House]:
    """A fresh ledger with its projections, closed at the end."""
    made = House(database.conninfo)
    try:
        yield made
    finally:
        made.close()
