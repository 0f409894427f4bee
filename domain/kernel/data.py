"""Types that the data of acts are made of.

Every model is frozen and takes no member it does not know. What is read is written back to the same
JSON, so that signed bytes can be made again from the value: texts are checked, never repaired.
"""

from datetime import date, datetime
from functools import lru_cache
from typing import Annotated, Any, Literal, Optional, TypeVar
from uuid import UUID

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic.types import Strict
from pydantic_core import CoreSchema, SchemaValidator, core_schema


class Part(BaseModel):
    """A frozen piece of an act."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class _Written:
    """Reads a value only from the one text form that it is written back to.

    The same persons and days are named again and again, so what was read last is known by its text. One text is then
    one value, and what is kept by person is found without comparing.
    """

    def __init__(self, pattern: str, schema: CoreSchema) -> None:
        text = core_schema.str_schema(strict=True, pattern=pattern)
        self._read = lru_cache(16_384)(SchemaValidator(core_schema.chain_schema([text, schema])).validate_python)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.str_schema(strict=True)
        known = core_schema.no_info_plain_validator_function(self._read)
        return core_schema.chain_schema([text, known], serialization=core_schema.to_string_ser_schema())


class _WrittenMoment:
    """As `_Written`, but moments do not come again, and keep pydantic's own RFC 3339 serialisation (str() would lose
    the T).
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        text = core_schema.str_schema(strict=True, pattern=MOMENT_PATTERN)
        return core_schema.chain_schema([text, handler(source)])


_UUID = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
MOMENT_PATTERN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$"

Id = Annotated[UUID, _Written(_UUID, core_schema.uuid_schema()), WithJsonSchema({"type": "string", "format": "uuid"})]
Day = Annotated[
    date, _Written(_DAY, core_schema.date_schema()), WithJsonSchema({"type": "string", "format": "date"})
]  # Vietnamese calendar
Moment = Annotated[datetime, _WrittenMoment(), WithJsonSchema({"type": "string", "format": "date-time"})]  # aware
Hash = Annotated[str, StringConstraints(strict=True, pattern=r"^[0-9a-f]{64}$")]  # SHA-256, lowercase hex
Text = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=8_000)]
Word = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=200)]
Code = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9_./-]{0,63}$")]
Key = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z_]+\.[a-z_]+\.v[0-9]+$")]  # of an act type
Count = Annotated[int, Strict(), Field(ge=1, le=100_000)]
Number = Annotated[int, Strict(), Field(ge=0, le=2**53 - 1)]
Flagged = Annotated[bool, Strict()]


class PersonalMark:
    """Marks a member that identifies a person: it stands outside the signed bytes, behind a commitment."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "x-personal": True}


PERSONAL = PersonalMark()
T = TypeVar("T")
Personal = Annotated[Optional[T], PERSONAL]  # noqa: UP045 - a generic alias needs the subscripted form

CrimeClass = Literal["less_serious", "serious", "very_serious", "particularly_serious"]  # BLHS-2015/9
Precision = Literal["instant", "day", "month", "unknown"]


class Data(Part):
    """The content of an act. Free texts name no person: names stand in personal members only."""

    note: Text | None = None

    @property
    def persons(self) -> tuple[UUID, ...]:
        """The accused whom the act concerns."""
        return ()

    def member(self, name: str) -> Any:
        """The member `name`; None where acts of this type have none: asking for an attribute that is not there takes
        twenty times as long.
        """
        return self.__dict__.get(name)
