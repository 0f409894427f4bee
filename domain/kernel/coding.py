"""JSON members to values and back.

`act_from_json` reads an act already recorded (replay, verification), `act_from_signed` the same from its bytes in one
go (projections); `asked_from_json` reads what somebody asks for; `act_body` writes the members that the domain owns.
Members of the envelope (format, ledger, stream, version, previous, command_id, _sd) belong to the ledger and are not
looked at here.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import CoreSchema, SchemaValidator, core_schema

from domain.errors import NotAnAct
from domain.kernel.act import Act, Actor, Asked, Document, Link
from domain.kernel.act_type import ActType
from domain.kernel.calendar import day_of
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.data import MOMENT_PATTERN

_PRECISIONS = frozenset(("instant", "day", "month", "unknown"))
_MOMENT = re.compile(MOMENT_PATTERN)


def act_type_of(key: Any, kind: Any) -> ActType:
    """The declaration of `key` for a stream of `kind`. Raises NotAnAct."""
    act_type = CATALOGUE.get(key) if isinstance(key, str) else None
    if act_type is None:
        raise NotAnAct("/type", "unknown_type", {"type": key})
    if kind not in act_type.kinds:
        raise NotAnAct("/kind", "wrong_kind", {"kind": kind, "kinds": list(act_type.kinds)})
    return act_type


def read_data(act_type: ActType, data: Any) -> BaseModel:
    """The typed data of an act. Raises NotAnAct naming the first wrong member."""
    found: BaseModel = _read(act_type.data, data, "/data")
    return found


def act_from_json(body: Mapping[str, Any]) -> Act:
    """The act in signed JSON. Personal members are absent from signed bytes and come out as None. Raises NotAnAct."""
    try:
        kind, key = body["kind"], body["type"]
        act_type = act_type_of(key, kind)
        return Act(
            kind,
            key,
            _moment(body["occurred_at"]),
            _precision(body["precision"]),
            body["rule_set"],
            _recorded_actor(body["actor"]),
            _texts(body["law"], "/law"),
            _parts(Document, body["documents"], "/documents"),
            _parts(Link, body["links"], "/links"),
            _read(act_type.data, body["data"], "/data"),
        )
    except KeyError as missing:
        raise NotAnAct(f"/{missing.args[0]}", "missing") from None


def act_from_signed(signed: bytes) -> Act | None:
    """The act in signed bytes, as `act_from_json` reads it from their JSON. None when anything about them is wrong:
    what that is, `act_from_json` says.
    """
    try:
        body = _signed().validate_json(signed)
        return Act(
            body["kind"],
            body["type"],
            _on_a_day(body["occurred_at"]),
            body["precision"],
            body["rule_set"],
            _recorded_actor(body["actor"]),
            body["law"],
            body["documents"],
            body["links"],
            body["data"],
        )
    except (ValidationError, NotAnAct):
        return None


@cache
def _signed() -> SchemaValidator:
    """What reads the members that the domain owns from the bytes of an act; which data they have, the type says."""
    shared: dict[str, CoreSchema] = {}  # parts that the data of several types have

    def part(model: type[BaseModel]) -> CoreSchema:
        schema = model.__pydantic_core_schema__
        if schema["type"] != "definitions":
            return schema
        shared.update({each["ref"]: each for each in schema["definitions"]})
        inner: CoreSchema = schema["schema"]
        return inner

    def many(schema: CoreSchema) -> CoreSchema:
        return core_schema.tuple_schema([schema], variadic_item_index=0)

    anything, text = core_schema.any_schema(), core_schema.str_schema(strict=True)
    moment = core_schema.str_schema(strict=True, pattern=MOMENT_PATTERN)
    owned = {
        "type": text, "occurred_at": moment, "precision": core_schema.literal_schema(sorted(_PRECISIONS)),
        "rule_set": anything, "actor": anything, "law": many(text), "documents": many(part(Document)),
        "links": many(part(Link)),
    }  # fmt: skip
    bodies = {
        key: _body(owned | {"kind": core_schema.literal_schema(list(act_type.kinds)), "data": part(act_type.data)})
        for key, act_type in CATALOGUE.items()
    }
    of_type = core_schema.tagged_union_schema(bodies, discriminator="type")
    # Names of members come again, values hardly ever: keeping those turns the processor's cache over for nothing.
    config = core_schema.CoreConfig(cache_strings="keys")
    return SchemaValidator(core_schema.definitions_schema(of_type, list(shared.values())), config)


def _body(members: Mapping[str, CoreSchema]) -> CoreSchema:
    return core_schema.typed_dict_schema({name: core_schema.typed_dict_field(each) for name, each in members.items()})


def asked_from_json(body: Mapping[str, Any]) -> Asked:
    """What is asked for, personal values included. Raises NotAnAct."""
    try:
        kind, key = body["kind"], body["type"]
        act_type_of(key, kind)
        if not isinstance(body["rule_set"], str):
            raise NotAnAct("/rule_set", "string_type")
        if not isinstance(body["data"], dict):
            raise NotAnAct("/data", "dict_type")
        return Asked(
            kind,
            key,
            _moment(body["occurred_at"]),
            _precision(body["precision"]),
            body["rule_set"],
            _read(Actor, body["actor"], "/actor"),
            _parts(Document, body["documents"], "/documents"),
            _parts(Link, body["links"], "/links"),
            body["data"],
        )
    except KeyError as missing:
        raise NotAnAct(f"/{missing.args[0]}", "missing") from None


def act_body(act: Act) -> dict[str, Any]:
    """The JSON members that the domain owns, personal values included. An optional datum that is None is absent."""
    return {
        "type": act.type,
        "kind": act.kind,
        "occurred_at": act.occurred_at,
        "precision": act.precision,
        "rule_set": act.rule_set,
        "actor": act.actor.model_dump(mode="json"),
        "law": list(act.law),
        "documents": [document.model_dump(mode="json") for document in act.documents],
        "links": [link.model_dump(mode="json") for link in act.links],
        "data": act.data.model_dump(mode="json", exclude_none=True),
    }


def _read(model: type[Any], value: Any, pointer: str) -> Any:
    try:
        return model.__pydantic_validator__.validate_python(value)
    except ValidationError as error:
        raise _not_an_act(error, pointer) from None


def _recorded_actor(value: Any) -> Actor:
    """Who signed. The same officers sign again and again, so those who sign in their own right are remembered."""
    if isinstance(value, dict):
        try:
            return _actor(tuple(value.items()))
        except TypeError:  # somebody authorised them, which has members of its own; or it is no actor
            pass
    found: Actor = _read(Actor, value, "/actor")
    return found


@lru_cache(maxsize=16_384)
def _actor(members: tuple[tuple[str, Any], ...]) -> Actor:
    found: Actor = _read(Actor, dict(members), "/actor")
    return found


def _parts(model: type[Any], values: Any, pointer: str) -> tuple[Any, ...]:
    if not isinstance(values, (list, tuple)):
        raise NotAnAct(pointer, "list_type")
    if not values:  # most acts have none
        return ()
    return tuple([_read(model, value, f"{pointer}/{index}") for index, value in enumerate(values)])


def _texts(values: Any, pointer: str) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise NotAnAct(pointer, "list_of_strings")
    for value in values:
        if not isinstance(value, str):
            raise NotAnAct(pointer, "list_of_strings")
    return tuple(values)


def _moment(value: Any) -> str:
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise NotAnAct("/occurred_at", "moment_format")
    return _on_a_day(value)


def _on_a_day(value: str) -> str:
    try:
        day_of(value)
    except (ValueError, OverflowError):  # a day before year 1 or after year 9999 in Viet Nam
        raise NotAnAct("/occurred_at", "moment_value") from None
    return value


def _precision(value: Any) -> Any:
    if not isinstance(value, str) or value not in _PRECISIONS:
        raise NotAnAct("/precision", "precision_value")
    return value


def _not_an_act(error: ValidationError, pointer: str) -> NotAnAct:
    problems = [
        {"pointer": pointer + "".join(f"/{step}" for step in problem["loc"]), "code": problem["type"]}
        for problem in error.errors(include_url=False, include_context=False, include_input=False)
    ]
    return NotAnAct(problems[0]["pointer"], problems[0]["code"], {"problems": problems})
