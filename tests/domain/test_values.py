"""The values that acts are made of: nobody changes them, and a text stands for one value or for none."""

import copy
import pickle
from dataclasses import FrozenInstanceError, fields, replace
from datetime import date
from uuid import UUID

import pytest
from pydantic import TypeAdapter, ValidationError

from domain.kernel.act_type import Question
from domain.kernel.data import Day, Id
from domain.kernel.sealed import sealed

PERSON = "932656f5-328e-83fb-9cbb-6314374c5df0"


@sealed
class Pair:
    """Two texts."""

    first: str
    second: str = "b"


class TestSealed:
    @pytest.mark.parametrize("value", [Pair("a"), replace(Pair("a"), second="c"), copy.copy(Pair("a"))])
    def test_nobody_changes_it(self, value):
        for change in (
            lambda: setattr(value, "first", "x"),
            lambda: delattr(value, "first"),
            lambda: setattr(value, "third", "x"),
        ):
            with pytest.raises(FrozenInstanceError):
                change()
        assert value.first == "a"

    def test_it_is_a_value_like_any_other_dataclass(self):
        value = Pair("a")
        assert isinstance(value, Pair)
        assert value == Pair(first="a", second="b") != Pair("a", "c")
        assert {value: 1}[Pair("a")] == 1
        assert repr(value) == "Pair(first='a', second='b')"
        assert [field.name for field in fields(value)] == ["first", "second"]

    def test_another_one_is_made_from_it(self):
        changed = replace(Pair("a"), second="c")
        assert changed == Pair("a", "c")
        assert type(changed) is type(Pair("a"))

    @pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
    def test_it_is_copied_whole(self, again):
        assert again(Pair("a", "c")) == Pair("a", "c")

    def test_a_member_too_few_or_too_many_is_refused(self):
        with pytest.raises(TypeError):
            Question()
        with pytest.raises(TypeError):
            replace(Pair("a"), third="c")


class TestRememberedTexts:
    @pytest.mark.parametrize(
        ("model", "text", "value"), [(Id, PERSON, UUID(PERSON)), (Day, "2026-01-24", date(2026, 1, 24))]
    )
    def test_read_twice_they_are_one_value(self, model, text, value):
        read = TypeAdapter(model).validate_python
        assert read(text) == value
        assert read("".join(text)) is read(text)

    @pytest.mark.parametrize(
        ("model", "wrong", "code"),
        [
            (Id, PERSON.upper(), "string_pattern_mismatch"),
            (Id, PERSON.replace("-", ""), "string_pattern_mismatch"),
            (Id, UUID(PERSON), "string_type"),
            (Id, [], "string_type"),
            (Day, "2026-1-24", "string_pattern_mismatch"),
            (Day, "2026-02-30", "date_from_datetime_parsing"),
            (Day, date(2026, 1, 24), "string_type"),
            (Day, None, "string_type"),
        ],
    )
    def test_what_is_wrong_is_refused_every_time(self, model, wrong, code):
        for _ in range(2):
            with pytest.raises(ValidationError) as error:
                TypeAdapter(model).validate_python(wrong)
            assert [each["type"] for each in error.value.errors()] == [code]

    @pytest.mark.parametrize(("model", "text"), [(Id, PERSON), (Day, "2026-01-24")])
    def test_they_are_written_as_they_were_read(self, model, text):
        adapter = TypeAdapter(model)
        value = adapter.validate_python(text)
        assert adapter.dump_python(value, mode="json") == text
        assert adapter.dump_json(value) == f'"{text}"'.encode()
        assert adapter.validate_json(f'"{text}"') == value
