"""States of the domain as JSON values, and the difference between two of them."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel


def jsonable(value: Any) -> Any:
    """A dataclass, model or mapping as JSON; mappings by person, unit or version become objects with text names."""
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_none=True)
    if is_dataclass(value):
        return {field.name: jsonable(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): jsonable(item) for name, item in value.items()}
    return [jsonable(item) for item in value]


def row_of(row: Any) -> dict[str, Any]:
    """A row of a projection (a NamedTuple) as JSON."""
    return {name: jsonable(value) for name, value in row._asdict().items()}


def differences(old: Any, new: Any, pointer: str = "") -> Iterator[dict[str, Any]]:
    """What changed between two JSON values: pointer, old and new value; absent values are null."""
    if isinstance(old, dict) and isinstance(new, dict):
        for name in sorted(old.keys() | new.keys()):
            yield from differences(
                old.get(name), new.get(name), f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
            )
    elif old != new:
        yield {"pointer": pointer, "old": old, "new": new}
