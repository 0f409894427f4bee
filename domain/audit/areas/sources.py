"""Sources of information on a crime: AR-003 to AR-007. What a limit of the code fixes stands in times.py."""

from collections.abc import Iterator

from domain.audit.finding import At, Memory
from domain.audit.shapes import Broken, Check, Obligation

UNREPORTED = ("surrender", "detected")  # nobody waits for the result


def _nobody_assigned(at: At) -> bool:
    return not at.after.prosecutors


def _reported(at: At) -> bool:
    return at.after.source not in UNREPORTED and getattr(at.act.data, "informant_told_on", None) is None


def _never_asked(memory: Memory, at: At) -> Iterator[Broken]:
    """The procuracy settled nothing itself and asked for nothing."""
    if not at.before.requests and not at.before.taken_over:
        yield Broken({"stage": at.before.stage})


def _without_ground(memory: Memory, at: At) -> Iterator[Broken]:
    if at.act.data.clause is None and at.act.data.ground is None:
        yield Broken({"missing": "ground"})


RULES: tuple[Obligation | Check, ...] = (
    Obligation(
        rule="AR-003", opened_by=("source.accepted_for_supervision.v1",), when=_nobody_assigned, within="assign_source",
        fulfilled_by=("prosecutor.assigned.v1", "agency_investigators.assigned.v1"),
    ),
    Check("AR-004", ("source.extended.v1", "source.suspended.v1", "opening.refused.v1"), _never_asked),
    Check("AR-005", ("source.suspended.v1", "agency_source.suspended.v1"), _without_ground),
    Obligation(
        rule="AR-005", opened_by=("source.suspended.v1",), within="review_suspension",
        fulfilled_by=(
            "source.decision_supervised.v1", "source.suspension_annulled.v1", "source.resumed.v1",
            "source.resumed_by_procuracy.v1",
        ),
    ),
    Obligation(
        rule="AR-007",  # a suspension is sent to the informant as well: BLTTHS-2015/148/2
        opened_by=(
            "opening.refused.v1", "opening.refused_by_procuracy.v1", "source.led_to_case.v1", "source.suspended.v1",
        ),
        when=_reported, within="notify_informant", void=("opening.refusal_annulled.v1",),
        fulfilled_by=("source_result.notified.v1", "source_result.notified_by_agency.v1"),
    ),
)  # fmt: skip
