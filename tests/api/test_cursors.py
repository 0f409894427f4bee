"""A cursor gives back the query that it was made of, whatever its length."""

import pytest

from api import cursors
from api.errors import BadRequest


@pytest.mark.parametrize("length", range(12))
def test_a_cursor_gives_its_query_back(length):
    query = {"unit": "x" * length}
    assert cursors.decode(cursors.encode(query), frozenset(("unit",))) == query


@pytest.mark.parametrize("text", ["", "x", "=", "abc=", "ąąą", "eyJ1bml0IjoieCJ9!"])
def test_what_is_no_cursor_is_refused(text):
    with pytest.raises(BadRequest):
        cursors.decode(text, frozenset(("unit",)))
