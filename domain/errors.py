"""What the domain says no with.

    DomainError
    |-- Refused     the law does not allow the act: code, article, facts
    `-- NotAnAct    the request is not an act at all: pointer, code, facts

Errors carry values. The Vietnamese and English sentences are a table in `domain/sentences.py`.
"""

from collections.abc import Mapping
from typing import Any


class DomainError(Exception):
    """Root of what the domain raises."""


class Refused(DomainError):
    """The law does not allow this act in this state."""

    def __init__(self, code: str, article: str, facts: Mapping[str, Any] | None = None) -> None:
        super().__init__(code, article, dict(facts or {}))
        self.code = code  # key of domain/sentences.py
        self.article = article  # "BLTTHS-2015/179/3"
        self.facts: dict[str, Any] = dict(facts or {})  # JSON values


class NotAnAct(DomainError):
    """The members do not make an act of the catalogue."""

    def __init__(self, pointer: str, code: str, facts: Mapping[str, Any] | None = None) -> None:
        super().__init__(pointer, code, dict(facts or {}))
        self.pointer = pointer  # JSON pointer of the first member that is wrong, "" for the whole
        self.code = code
        self.facts: dict[str, Any] = dict(facts or {})
