"""The case page's content, worked out before anything is rendered: plain values with words beside codes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from api.badges import Badge, Judge
from api.cases import CaseFile
from api.disclosed import Disclosed
from api.errors import BadRequest
from api.next_steps import NextSteps, next_steps
from api.pages.limits import Limits, limits_of
from api.pages.words import MEASURES, OUTCOMES, STATUSES, Word, stage, word
from domain.kernel.act import Recorded
from domain.kernel.act_type import ActType, Flag
from domain.kernel.calendar import day_of
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.personal import person_of
from domain.organisation.state import Organisation
from domain.sentences import SENTENCES, sentence
from domain.states.criminal_case import Accused, Measure
from ledger.reading import Stored
from projections.words import agency, charge_text, document_number, persons_named, summary

FIELDS = ("name", "birth_date", "birth_year")  # shown of a person beside the label


@dataclass(frozen=True, slots=True)
class FlagLine:
    vi: str
    en: str
    article: str


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act of the timeline."""

    recorded: Recorded
    stored: Stored
    act_type: ActType
    signer: str
    issuer: str | None  # the other agency; None for the procuracy's own act
    number: str | None
    summary: str | None
    labels: tuple[str, ...]  # of the accused concerned
    flags: tuple[FlagLine, ...]
    corrected_by: tuple[int, ...]
    badge: Badge
    erased: int  # personal values
    withheld: int
    later: bool  # happened after the day that the state is shown for


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """An act that cannot be read, or comes after one that cannot: named by its columns only."""

    stored: Stored
    name: Word
    badge: Badge


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One accused."""

    label: str
    count: int
    name: str | None
    born: str | None
    erased: bool
    status: Word
    charges: tuple[str, ...]
    measures: tuple[str, ...]
    outcome: str | None
    wanted: bool
    juvenile: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    file: CaseFile
    subject: str | None  # what the first act that says so is about
    stage: Word
    offences: tuple[str, ...]
    prosecutors: tuple[str, ...]
    acts: tuple[ActLine, ...]
    unread: tuple[UnreadLine, ...]
    persons: tuple[PersonLine, ...]
    counts: Mapping[str, int]  # badges by label
    flags: int
    limits: Limits | None  # None: the acts up to the day do not stand without a later one
    steps: NextSteps | None  # what may happen next; None likewise, or when an act cannot be read
    labels: Mapping[UUID, str]  # of the accused


def case_page(
    file: CaseFile,
    opened: Mapping[int, Disclosed],
    judge: Judge,
    organisation: Organisation,
    valid_at: date | None,
    today: date,
) -> CasePage:
    """The page of a case whose state is shown as of `valid_at`; its limits as of that day, or of today."""
    state = file.state(valid_at)
    newest = file.state()
    labels = {person: accused.label for person, accused in getattr(newest, "accused", {}).items()}
    acts = _acts(file, opened, judge, organisation, labels, valid_at)
    values, erased = _personal(file, opened)
    persons = tuple(
        _person(accused, values.get(person, {}), person in erased)
        for person, accused in getattr(state, "accused", {}).items()
    )
    unread = _unread(file, judge)
    counts: dict[str, int] = {}
    for badge in (*(line.badge for line in acts), *(line.badge for line in unread)):
        counts[badge.label] = counts.get(badge.label, 0) + 1
    return CasePage(
        file,
        next((line.summary for line in acts if line.summary), None),
        stage(file.kind, state.stage),
        tuple(charge_text(charge) for charge in getattr(state, "offences", ())),
        tuple(_officer(organisation, officer) for officer in getattr(state, "prosecutors", ())),
        acts,
        unread,
        persons,
        counts,
        len(state.flags),
        limits_of(file, valid_at or today, labels),
        _steps(file, valid_at or today),
        labels,
    )


def _steps(file: CaseFile, day: date) -> NextSteps | None:
    if file.unread:
        return None
    try:
        return next_steps(file, day)
    except BadRequest:
        return None


def _acts(
    file: CaseFile,
    opened: Mapping[int, Disclosed],
    judge: Judge,
    organisation: Organisation,
    labels: Mapping[UUID, str],
    valid_at: date | None,
) -> tuple[ActLine, ...]:
    flags, corrections = file.flags(), file.state().corrections
    lines = []
    before: Stored | None = None
    for item, row in zip(file.history, file.stored, strict=True):
        act, known = item.act, opened[item.position]
        lines.append(
            ActLine(
                item,
                row,
                CATALOGUE[act.type],
                _officer(organisation, act.actor.officer),
                agency(act),
                document_number(act),
                summary(act),
                tuple(labels.get(person, "?") for person in persons_named(act)),
                tuple(_flag(flag) for flag in flags.get(item.version, [])),
                tuple(correction.by for correction in corrections if correction.corrected == item.version),
                judge.badge(row, before),
                len(known.erased),
                len(known.withheld),
                valid_at is not None and day_of(act.occurred_at) > valid_at,
            )
        )
        before = row
    return tuple(lines)


def _unread(file: CaseFile, judge: Judge) -> tuple[UnreadLine, ...]:
    lines = []
    before = file.stored[-1] if file.stored else None
    for row in file.unread:
        known = CATALOGUE.get(row.type)
        name = Word(known.name_vi, known.name_en) if known else Word(row.type, row.type)
        lines.append(UnreadLine(row, name, judge.badge(row, before)))
        before = row
    return tuple(lines)


def _personal(file: CaseFile, opened: Mapping[int, Disclosed]) -> tuple[dict[UUID, dict[str, Any]], set[UUID]]:
    """The newest disclosed values by person and field, and the persons whose values were erased."""
    values: dict[UUID, dict[str, Any]] = {}
    erased: set[UUID] = set()
    for item in file.history:
        known = opened[item.position]
        erased.update(known.erased_persons)
        for one in known.disclosures:
            name = one.path.rpartition("/")[2]
            if name in FIELDS:
                values.setdefault(person_of(item.act, one.path), {})[name] = one.value
    return values, erased


def _person(accused: Accused, values: Mapping[str, Any], erased: bool) -> PersonLine:
    born = values.get("birth_date") or values.get("birth_year")
    return PersonLine(
        accused.label,
        accused.count,
        values.get("name"),
        str(born) if born is not None else None,
        erased,
        word(STATUSES, accused.status),
        tuple(charge_text(charge) for charge in accused.charges),
        tuple(_measure(measure) for measure in accused.measures if not measure.ended),
        _outcome(accused),
        accused.wanted,
        accused.juvenile,
    )


def _measure(measure: Measure) -> str:
    text = f"{word(MEASURES, measure.kind).vi} từ {measure.since:%d/%m/%Y}"
    return f"{text} đến {measure.until:%d/%m/%Y}" if measure.until else text


def _outcome(accused: Accused) -> str | None:
    outcome = accused.outcome
    if outcome is None:
        return None
    parts = [word(OUTCOMES, outcome.verdict).vi, word(OUTCOMES, outcome.penalty).vi if outcome.penalty else ""]
    years, months = divmod(outcome.months, 12)
    parts += [f"{years} năm" if years else "", f"{months} tháng" if months else ""]
    parts.append(f"{outcome.days} ngày" if outcome.days else "")
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _officer(organisation: Organisation, officer: UUID) -> str:
    known = organisation.officers.get(officer)
    return known.name if known else str(officer)


def _flag(flag: Flag) -> FlagLine:
    if flag.code not in SENTENCES:
        return FlagLine(flag.code, flag.code, flag.article)
    return FlagLine(sentence(flag.code, flag.facts, "vi"), sentence(flag.code, flag.facts, "en"), flag.article)
