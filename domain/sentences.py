"""What a refusal or a flag says in Vietnamese and in English.

The domain's errors carry a code and facts; the sentence is chosen at the edge, from `sentences.toml`. A test fails
when a code has no sentence.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One code's sentence in both languages, with places for facts."""

    vi: str
    en: str


def _read() -> Mapping[str, Sentence]:
    table = tomllib.loads(files("domain").joinpath("sentences.toml").read_text(encoding="utf-8"))
    return {code: Sentence(**languages) for code, languages in table.items()}


SENTENCES: Mapping[str, Sentence] = _read()


def sentence(code: str, facts: Mapping[str, Any], language: Language) -> str:
    """The sentence for `code` with its facts in place. A fact that is missing is shown as a dash."""
    found = SENTENCES[code]
    template = found.vi if language == "vi" else found.en
    return template.format_map(_Facts(facts))


class _Facts(dict[str, str]):
    def __init__(self, facts: Mapping[str, Any]) -> None:
        super().__init__({name: _shown(value) for name, value in facts.items()})

    def __missing__(self, name: str) -> str:
        return "–"


def _shown(value: Any) -> str:
    return ", ".join(str(element) for element in value) if isinstance(value, (list, tuple)) else str(value)
