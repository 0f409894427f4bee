"""Chronologies: files of published procedural acts, case by case, as `ops/data/real_cases.yaml` is one.

`read` takes a file only when every case and act keeps the rules that the file's own `meta` states, so that nothing of
what dates an act is lost or guessed: exact day, month only, day of the press report, inferred, undated, scheduled for,
term, period.
"""

import hashlib
import unicodedata
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ops.errors import BadChronology

Text = Annotated[str, Field(min_length=1)]
Day = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
DayOrMonth = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$")]
CrimeClass = Literal["it_nghiem_trong", "nghiem_trong", "rat_nghiem_trong", "dac_biet_nghiem_trong"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Source(_Part):
    """A page that reports acts of the case."""

    n: int
    url: Text


class Alleged(_Part):
    """An offence as alleged in public."""

    code: Text  # "BLHS 2015 (sđbs 2017)"
    article: Text
    clause: Text | None = None
    offence: Text
    crime_class: CrimeClass | None = None
    article_basis: Text | None = None  # derived: supplied by the compiler


class AccusedEntry(_Part):
    """An accused, or a group that the press does not itemise, by an anonymous label."""

    label: Text
    role: Text | None = None
    alleged: tuple[Alleged, ...] = ()
    birth_year: Annotated[int, Field(ge=1850, le=2100)] | None = None
    minor_at_time: bool = False
    detained: Text | None = None
    note: Text | None = None


class Term(_Part):
    """How long a measure was ordered for."""

    days: Annotated[int, Field(ge=1)] | None = None
    months: Annotated[int, Field(ge=1)] | None = None
    years: Annotated[int, Field(ge=1)] | None = None


class PublishedAct(_Part):
    """One act as published."""

    seq: Annotated[int, Field(ge=1)]
    date: DayOrMonth | None  # None: inferred, or reported without a date
    act: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]  # free-hand code
    name_vi: Text
    agency: Text
    accused: tuple[Text, ...]  # labels, or descriptions of groups
    decision_no: Text | None = None
    basis: Literal["source", "knowledge", "inferred"]
    sources: tuple[int, ...]
    approx: Literal[True] | None = None
    precision: Literal["month", "report_date"] | None = None
    inferred: Literal[True] | None = None  # it must have happened; no date was found
    undated: Literal[True] | None = None  # reported without a date
    scheduled_for: Day | None = None
    term: Term | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _dated_one_way(self) -> Self:
        if (self.date is None) != bool(self.inferred or self.undated) or (self.inferred and self.undated):
            raise ValueError("an act has a date, or is either `inferred` or `undated`")
        if bool(self.approx) != (self.precision is not None):
            raise ValueError("`approx` and `precision` stand together")
        if self.date is not None and (len(self.date) == 7) != (self.precision == "month"):
            raise ValueError("`precision: month` stands with a date of a year and a month, and only with one")
        if self.inferred and self.basis != "inferred":
            raise ValueError("an inferred act has the basis `inferred`")
        return self


class Case(_Part):
    """One chronology."""

    id: Annotated[str, Field(pattern=r"^[A-Z0-9][A-Za-z0-9-]*$")]
    core: bool = False
    title: Text
    title_en: Text
    kind: Text
    topics: tuple[Text, ...] = ()
    confidence: Text | None = None
    related_case: Text | None = None
    sources: tuple[Source, ...]
    agencies: tuple[Text, ...]
    accused_count_reported: dict[str, int] | None = None
    accused: tuple[AccusedEntry, ...]
    counts: dict[str, int] | None = None
    acts: Annotated[tuple[PublishedAct, ...], Field(min_length=1)]
    time_limit_notes: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if [source.n for source in self.sources] != list(range(len(self.sources))):
            raise ValueError("sources are numbered from 0 without a gap")
        labels = [entry.label for entry in self.accused]
        if len(set(labels)) != len(labels):
            raise ValueError("two accused have the same label")
        if (self.counts or {}).get("acts", len(self.acts)) != len(self.acts):
            raise ValueError("`counts.acts` is not the number of acts")
        for before, act in enumerate(self.acts):
            if act.seq != before + 1:
                raise ValueError(f"act {act.seq} stands where act {before + 1} belongs")
            if any(n >= len(self.sources) or n < 0 for n in act.sources):
                raise ValueError(f"act {act.seq} names a source that the case does not list")
        return self


class _File(_Part):
    meta: dict[str, Any] = {}
    cases: Annotated[tuple[Case, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _named_once(self) -> Self:
        if len({case.id for case in self.cases}) != len(self.cases):
            raise ValueError("two cases have the same id")
        return self


class Chronology(_Part):
    """A file, read."""

    name: str  # of the file
    sha256: str  # of its bytes, lowercase hex
    cases: tuple[Case, ...]


def read(path: Path) -> Chronology:
    """The chronology in the file at `path`.

    Raises:
        BadChronology: names case and act that do not keep the format.
    """
    try:
        content = path.read_bytes()
        text = content.decode("utf-8")
    except OSError as error:
        raise BadChronology(path, "", "", error.strerror or "cannot be read") from None
    except UnicodeDecodeError as error:
        raise BadChronology(path, "", "", f"is not UTF-8 at byte {error.start}") from None
    if not unicodedata.is_normalized("NFC", text):
        raise BadChronology(path, "", "", "holds text that is not in Unicode normal form C")
    try:
        document = yaml.load(text, _Loader)
    except yaml.YAMLError as error:
        raise BadChronology(path, "", "", f"is not YAML: {error}") from None
    if not isinstance(document, dict):
        raise BadChronology(path, "", "", "is not a mapping with `cases`")
    try:
        cases = _File.model_validate(_tuples(document)).cases
    except ValidationError as error:
        raise _bad(path, document, error) from None
    return Chronology(name=path.name, sha256=hashlib.sha256(content).hexdigest(), cases=cases)


class _Loader(yaml.SafeLoader):
    """Days stay text, and no member may stand twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"`{key.value}` stands twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _tuples(value: Any) -> Any:
    """Lists as tuples: the strict models take a tuple only from a tuple."""
    if isinstance(value, list):
        return tuple(_tuples(item) for item in value)
    if isinstance(value, dict):
        return {name: _tuples(item) for name, item in value.items()}
    return value


def _bad(path: Path, document: dict[str, Any], error: ValidationError) -> BadChronology:
    """The first fault, with the id of the case and the seq of the act where it stands."""
    fault = error.errors(include_url=False, include_context=False)[0]
    members, place, names = list(fault["loc"]), document, {"cases": "", "acts": ""}
    for collection, name in (("cases", "id"), ("acts", "seq")):
        if len(members) > 1 and members[0] == collection and isinstance(members[1], int):
            place, number = place[collection][members[1]], members[1] + 1
            known = place.get(name, number) if isinstance(place, dict) else number
            names[collection], members = str(known), members[2:]
    member, what = ".".join(map(str, members)), fault["msg"].removeprefix("Value error, ")
    return BadChronology(path, names["cases"], names["acts"], f"{member}: {what}" if member else what)
