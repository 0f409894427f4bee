"""Trial and appeal: AR-045, AR-050 to AR-052, AR-054 to AR-056. BLTTHS-2015/260 to 267, 331 to 357"""

from collections.abc import Iterator

from domain.audit.finding import At, Memory
from domain.audit.shapes import Broken, Check, Obligation, waiting

CHANGED = ("amended", "annulled_for_reinvestigation", "annulled_for_retrial", "annulled_and_discontinued")


def _of_first_instance(at: At) -> bool:
    return at.after.stage in ("judged", "appealed")


def _other_offence(memory: Memory, at: At) -> Iterator[Broken]:
    """1 the act says so; 2 no offence of the conviction is of an article charged."""
    data = at.act.data
    if data.as_indicted is False or data.deviation is not None:  # 1
        yield Broken({"deviation": True})
        return
    for outcome in data.outcomes:
        accused = at.before.accused.get(outcome.accused)
        charged = {charge.article for charge in accused.charges} if accused is not None else set()
        convicted = {charge.article for charge in outcome.offences} if outcome.verdict == "convicted" else set()
        if charged and convicted - charged:  # 2
            facts: dict[str, object] = {"charged": sorted(charged), "convicted": sorted(convicted)}
            yield Broken(facts, outcome.accused)


def _nobody_saw_it(memory: Memory, at: At) -> Iterator[Broken]:
    """The judgment fell on appeal, without a protest and while its review was still owed."""
    if at.act.data.result not in CHANGED or at.before.protests:
        return
    for row in waiting(memory, "AR-052"):
        if row.holds_from <= at.day:
            yield Broken({"result": at.act.data.result}, certain=False, versions=row.versions)


def _without_reason(memory: Memory, at: At) -> Iterator[Broken]:
    if at.act.data.reason is None:
        yield Broken({"missing": "reason"})


def _not_assigned(memory: Memory, at: At) -> Iterator[Broken]:
    for officer in at.act.data.prosecutors:
        if officer not in at.before.prosecutors:
            yield Broken({"officer": str(officer)})


RULES: tuple[Obligation | Check, ...] = (
    Check("AR-045", ("judgment.pronounced.v1",), _other_offence),
    Obligation(
        rule="AR-050", opened_by=("judgment.received.v1",), when=_of_first_instance, within="send_up",
        fulfilled_by=("judgment.sent_to_superior.v1", "report.sent_to_superior.v1"),
    ),
    Check("AR-051", ("appeal_judgment.pronounced.v1",), _nobody_saw_it),
    Obligation(
        rule="AR-052", opened_by=("judgment.received.v1",), when=_of_first_instance, within="review_judgment",
        fulfilled_by=("judgment.reviewed.v1",),
    ),
    Check("AR-054", ("protest.withdrawn.v1",), _without_reason),
    Check("AR-055", ("trial.opened.v1", "appeal_hearing.opened.v1"), _not_assigned),
    Obligation(
        rule="AR-056", opened_by=("judgment.pronounced.v1",), within="check_minutes",
        fulfilled_by=("court_minutes.checked.v1",),
    ),
)  # fmt: skip
