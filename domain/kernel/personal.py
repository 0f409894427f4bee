"""Personal members: where they stand in a model, which are present in an act, and whose they are.

A personal member may stand only in a model that names its person by a pseudonymous `person: Id`; the
vault keeps one key per person. Checked once per model when the catalogue is built.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args
from uuid import UUID

from pydantic import BaseModel

from domain.kernel.act import Act
from domain.kernel.data import PersonalMark


@cache
def personal_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Names of the personal members of `model` itself. Raises TypeError when the model names no person."""
    names = tuple(
        name for name, info in model.model_fields.items() if any(isinstance(m, PersonalMark) for m in info.metadata)
    )
    if names and "person" not in model.model_fields:
        raise TypeError(f"{model.__name__}: personal members {names} without a member `person`")
    return names


@cache
def nested_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Names of the members of `model` below which personal members stand."""
    return tuple(
        name
        for name, info in model.model_fields.items()
        if any(personal_fields(inner) or nested_fields(inner) for inner in _models(info.annotation))
    )


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def personal_paths(act: Act) -> tuple[str, ...]:
    """JSON pointers of the personal members present in the act, in the order of the declaration."""
    return tuple(_paths(act.data, "/data"))


def _paths(part: BaseModel, pointer: str) -> Iterator[str]:
    model = type(part)
    for name in personal_fields(model):
        if getattr(part, name) is not None:
            yield f"{pointer}/{name}"
    for name in nested_fields(model):
        inner = getattr(part, name)
        if isinstance(inner, tuple):
            for index, element in enumerate(inner):
                yield from _paths(element, f"{pointer}/{name}/{index}")
        elif inner is not None:
            yield from _paths(inner, f"{pointer}/{name}")


def person_of(act: Act, path: str) -> UUID:
    """The pseudonymous person whom the personal member at JSON pointer `path` is about.

    Raises KeyError when the pointer names no personal member of the act.
    """
    part: Any = act.data
    root, *steps = path.removeprefix("/").split("/")
    if root != "data" or not steps:
        raise KeyError(path)
    for step in steps[:-1]:
        if isinstance(part, tuple):
            if not step.isdecimal() or int(step) >= len(part):
                raise KeyError(path)
            part = part[int(step)]
        elif isinstance(part, BaseModel) and step in type(part).model_fields:
            part = getattr(part, step)
        else:
            raise KeyError(path)
    if not isinstance(part, BaseModel) or steps[-1] not in personal_fields(type(part)):
        raise KeyError(path)
    person: UUID = part.person  # type: ignore[attr-defined]  # personal_fields has checked that it is there
    return person


def check_model(model: type[BaseModel]) -> None:
    """Raises TypeError when a model below `model` has personal members without a person."""
    personal_fields(model)
    for info in model.model_fields.values():
        for inner in _models(info.annotation):
            check_model(inner)
