"""Acts between procuracies: instructions and what answers them, what a superior undid, protests, files handed over.

Rare acts, kept by the unit that signed and the unit concerned, so that a superior procuracy can look at those below it
without going through their files. An instruction is answered when the unit that it was given to, or the one that took
over its tasks, reports in the same file to the unit that gave it or to one above; a request for an opinion is answered
by an instruction. That is the project's reading: the regulation on reporting was not read (domain/acts/directions.py).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, NamedTuple

from domain.organisation.state import Organisation
from projections.case_status import CASES
from projections.declaration import Called, Index, Key, Projection, Step
from projections.words import datum

INSTRUCTION, REPORT, OPINION = "instruction", "report", "opinion_request"
UNDONE, PROTEST, HANDED_OVER = "undone", "protest", "handed_over"

WHAT: Mapping[str, str] = {
    "instruction.given.v1": INSTRUCTION,
    "report.sent_to_superior.v1": REPORT,
    "decision.withdrawn_by_superior.v1": UNDONE,
    "lower_act.annulled_by_superior.v1": UNDONE,
    "case.taken_over_by_superior.v1": UNDONE,
    "protest.issued.v1": PROTEST,
    "custody_protest.issued.v1": PROTEST,
    "court_opening.protested.v1": PROTEST,
    "conditional_release.protested.v1": PROTEST,
    "cassation.protested.v1": PROTEST,
    "reopening.protested.v1": PROTEST,
    "case.transferred.v1": HANDED_OVER,
    "transferred_case.received.v1": HANDED_OVER,
    "transferred_case.received_for_prosecution.v1": HANDED_OVER,
    "procuracy_competence.transferred.v1": HANDED_OVER,
    "case.received_by_reorganisation.v1": HANDED_OVER,
}
ANSWERS: Mapping[str, str] = {REPORT: INSTRUCTION, OPINION: INSTRUCTION, INSTRUCTION: OPINION}


class SupervisedAct(NamedTuple):
    """One act between procuracies."""

    version: Annotated[int, Called("Thứ tự", "Version")]
    type: Annotated[str, Called("Loại hành vi", "Type")]
    what: Annotated[str, Called("Nhóm", "What it is")]
    unit: Annotated[str, Called("Đơn vị ký", "Unit that signed")]
    concerned: Annotated[str, Called("Đơn vị liên quan", "Unit concerned")]  # empty: none is named
    day: Annotated[date, Called("Ngày", "Day")]
    answered: Annotated[int, Called("Hành vi trả lời", "Answered by act")]  # version, 0: not
    answered_on: Annotated[date | None, Called("Trả lời ngày", "Answered on")]


def change(rows: Mapping[Key, SupervisedAct], step: Step) -> Iterable[SupervisedAct]:
    act = step.act
    what = WHAT[act.type]
    if what == REPORT and datum(act, "purpose") == OPINION:
        what = OPINION
    version, unit = step.recorded.version, act.actor.unit
    concerned: str = datum(act, "to_unit") or datum(act, "from_unit") or ""
    yield SupervisedAct(version, act.type, what, unit, concerned, step.day, 0, None)
    answered = ANSWERS.get(what)
    for row in rows.values():
        waits = row.what == answered and not row.answered
        if waits and _answers(step.organisation, row, unit, concerned, step.day):
            yield row._replace(answered=version, answered_on=step.day)


def _answers(organisation: Organisation, row: SupervisedAct, unit: str, concerned: str, day: date) -> bool:
    """Whether an act of `unit` to `concerned` answers the row: it comes from whom that was put to, and goes back."""
    comes = unit == row.concerned or organisation.has_succeeded(unit, row.concerned, day)
    if row.what == OPINION and not comes:  # a department answers for its procuracy
        comes = row.concerned in organisation.superiors(unit)
    goes = concerned == row.unit or organisation.has_succeeded(concerned, row.unit, day)
    if row.what == INSTRUCTION and not goes:  # a department instructed, and the report goes to its procuracy
        goes = concerned in organisation.superiors(row.unit)
    return comes and goes


SUPERVISED_ACT = Projection(
    name="supervised_act",
    title_vi="Hành vi giữa các Viện kiểm sát",
    title_en="Acts between procuracies",
    kinds=CASES,
    row=SupervisedAct,
    key=("version",),
    change=change,
    indexes=(Index(("unit", "what")), Index(("concerned", "what"), "concerned <> ''")),
    traced=False,
    acts=frozenset(WHAT),
)
