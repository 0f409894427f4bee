"""What stands in the cells of registers, in words."""

from datetime import date

import pytest

from api.cell_texts import cell_texts
from projections.registers.so_14 import SO_14


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ((date(2021, 9, 2), date(2021, 10, 16)), ["02/09/2021 - 16/10/2021"]),
        ((None, date(2021, 10, 16)), ["- 16/10/2021"]),
        ((date(2021, 9, 2), None), ["02/09/2021 -"]),
        (None, []),
    ],
)
def test_a_period_is_said_from_day_to_day(days, text):
    detention = next(column for column in SO_14.columns if column.type == "period")
    assert cell_texts(detention, days, {}) == text
