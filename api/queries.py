"""What the queries of lists have in common: types of their members, empty fields, cursors that stand for all of one."""

from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field, ValidationError, model_validator

from api import cursors
from api.context import FIRST_DAY, LAST_DAY
from api.errors import BadRequest

LIMIT = 50
PLACES = ("after", "behind")  # members that say where a page begins: only a cursor may
Text = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")]
Limit = Annotated[int, Field(ge=1, le=200)]
Position = Annotated[int, Field(ge=0, lt=2**53)]
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]


class FormFields(BaseModel):
    """A query as a browser sends it: an empty field asks for nothing."""

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, values: Any) -> Any:
        return {name: value for name, value in values.items() if value != ""} if isinstance(values, dict) else values


Q = TypeVar("Q", bound=FormFields)


def continued(asked: Q) -> Q:
    """The query that its cursor stands for, or the one asked, from its beginning. Raises: BadRequest."""
    fields = type(asked).model_fields
    cursor: str | None = getattr(asked, "cursor", None)
    if cursor is None:
        return asked.model_copy(update={name: fields[name].default for name in PLACES if name in fields})
    query = cursors.decode(cursor, frozenset(fields) - {"cursor"})
    try:
        return type(asked).model_validate(query)
    except ValidationError:
        raise BadRequest("cursor", "cursor") from None
