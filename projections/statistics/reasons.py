"""Why something came into a stock or left it: by the type of the act, in one table each way.

A way that the tables do not name is called after the place it came from or went to, so that nothing is lost; rows of
forms that gather several ways say which.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from domain.kernel.act_type import NEW
from domain.states.criminal_case import Accused, CriminalCase
from projections.declaration import Step
from projections.words import datum

MOVED = "moved"  # between units of the procuracy: out of one and into another by the same act
RECHARGED = "recharged"  # counted under another crime from now on: out of one and into another by the same act
MERGED = "merged"  # the stream turned out to be a second one of the same thing
CONTINUED = "continued"  # in by the act that also settles it: what was suspended or passed on is settled at once


def _by_act(table: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    return MappingProxyType({act: reason for reason, acts in table.items() for act in acts})


OUT = _by_act({
    # sources of information
    "case_opened": ("source.led_to_case.v1",),
    "refused": ("opening.refused.v1", "opening.refused_by_procuracy.v1", "agency_opening.refused.v1"),
    "forwarded": ("source.forwarded.v1", "crime_report.forwarded.v1", "agency_source.forwarded.v1"),
    "withdrawn": ("denunciation.withdrawn.v1", "complaint.withdrawn.v1"),
    # criminal cases
    "concluded": (
        "investigation.concluded.v1", "investigation.concluded_in_absentia.v1",
        "supplementary_investigation.concluded.v1", "agency_investigation.concluded.v1", "summary_proposal.received.v1",
        "file.received.v1",
    ),
    "discontinued": (
        "investigation.discontinued.v1", "agency_investigation.discontinued.v1", "case.discontinued.v1",
        "case.discontinued_by_court.v1", "appeal_trial.discontinued.v1", "review.discontinued.v1",
    ),
    "suspended": (
        "investigation.suspended.v1", "agency_investigation.suspended.v1", "case.suspended.v1",
        "case.suspended_by_court.v1", "source.suspended.v1", "source.suspended_by_procuracy.v1",
        "agency_source.suspended.v1",
    ),
    "resumed": (
        "investigation.resumed.v1", "investigation.resumed_by_procuracy.v1", "agency_investigation.resumed.v1",
        "case.resumed.v1", "case_suspension.annulled.v1", "case.resumed_by_court.v1", "source.resumed.v1",
        "source.resumed_by_procuracy.v1", "source.suspension_annulled.v1", "agency_source.resumed.v1",
    ),
    "opening_annulled": ("opening.annulled.v1", "opening.annulled_by_agency.v1"),
    "charge_annulled": ("charge.annulled.v1",),
    "diverted": ("diversion.applied.v1",),
    "died": ("accused.died.v1", "detainee_death.recorded.v1"),
    "transferred": (
        "case.transferred.v1", "case.transferred_for_prosecution.v1", "complaint.transferred.v1",
        "denunciation.handled_as_source.v1",
    ),
    "split": ("case.split.v1", "case.split_at_prosecution.v1"),
    "joined": ("case.joined_away.v1", "joinder.annulled.v1"),
    "indicted": (
        "indictment.issued.v1", "indictment.issued_in_absence.v1", "indictment.replaced.v1",
        "summary_prosecution.decided.v1",
    ),
    "returned": ("file.returned.v1", "file.returned_by_court.v1"),
    "judged": ("judgment.pronounced.v1", "appeal_judgment.pronounced.v1", "cassation.decided.v1"),
    "annulled": (
        "judgment.annulled_for_reinvestigation.v1", "judgment.annulled_for_retrial.v1",
        "judgment.annulled_and_discontinued.v1",
    ),
    "sent_back": ("case.sent_back_for_competence.v1",),
    # custody and remand
    "released_by_agency": ("person.released.v1",),
    "cancelled": ("custody.annulled.v1",),
    "extension_refused": ("custody.extension_refused.v1", "remand.extension_refused.v1"),
    "released_by_procuracy": ("custody.release_ordered.v1", "immediate_release.ordered.v1"),
    "escaped": ("detention_escape.recorded.v1",),
    "not_approved": ("remand.refused.v1", "holding.refused.v1"),
    "replaced": ("remand.replaced.v1", "measure.replaced.v1", "measure.decided_at_prosecution.v1",
                 "measure.decided_by_court.v1"),
    "lifted": ("remand.annulled.v1",),
    "expired": ("remand.expired.v1",),
    # complaints
    "settled": (
        "complaint.settled.v1", "complaint.settled_by_agency.v1", "denunciation.concluded.v1",
        "diversion_complaint.settled.v1",
    ),
    "not_accepted": ("complaint.not_accepted.v1", "complaint.returned.v1"),
})  # fmt: skip

IN = _by_act({
    "opened": (
        "case.opened.v1", "case.opened_by_procuracy.v1", "case.opened_by_court.v1", "agency_case.opened.v1",
    ),
    "split": ("case.opened_on_split.v1", "split.annulled.v1"),
    "joined": ("case.joined.v1",),
    "restored": ("case.restored.v1",),
    "received": (
        "transferred_case.received.v1", "transferred_case.received_for_prosecution.v1",
        "crime_report_intake.notified.v1",
    ),
    "charged": (
        "accused.charged.v1", "legal_person.charged.v1", "accused.charged_by_procuracy.v1",
        "agency_accused.charged.v1",
    ),
    "charge_restored": ("charge.revocation_annulled.v1",),
    "resumed": (
        "investigation.resumed.v1", "investigation.resumed_by_procuracy.v1", "agency_investigation.resumed.v1",
        "case.resumed.v1", "case_suspension.annulled.v1", "case_discontinuation.annulled.v1",
        "investigation.suspension_annulled.v1", "investigation.discontinuation_annulled.v1",
        "decision.withdrawn_by_superior.v1", "case.resumed_by_court.v1", "source.resumed.v1",
        "source.resumed_by_procuracy.v1", "source.suspension_annulled.v1", "agency_source.resumed.v1",
        "diversion.annulled.v1",
    ),
    "submitted": ("file.received.v1", "summary_proposal.received.v1"),
    "sent_back": ("case.sent_back_for_competence.v1",),
    "retrial": ("judgment.annulled_for_retrial.v1",),
    "reinvestigation": ("judgment.annulled_for_reinvestigation.v1", "reinvestigation.accepted.v1"),
    "protested": ("cassation.protested.v1", "cassation.protested_by_court.v1", "reopening.protested.v1"),
    "suspended": (
        "investigation.suspended.v1", "agency_investigation.suspended.v1", "case.suspended.v1",
        "case.suspended_by_court.v1", "source.suspended.v1", "source.suspended_by_procuracy.v1",
        "agency_source.suspended.v1",
    ),
})  # fmt: skip

# The stock in which an act settles what it decides on. Whatever stood elsewhere (suspended, or between two stages)
# comes in and goes out by that one act, so that a settled case was a case to be settled.
SETTLES: Mapping[str, str] = MappingProxyType({
    **dict.fromkeys(
        ("investigation.concluded.v1", "investigation.concluded_in_absentia.v1",
         "supplementary_investigation.concluded.v1", "agency_investigation.concluded.v1",
         "investigation.discontinued.v1", "agency_investigation.discontinued.v1"), "investigation",
    ),
    **dict.fromkeys(
        ("indictment.issued.v1", "indictment.issued_in_absence.v1", "indictment.replaced.v1",
         "summary_prosecution.decided.v1", "case.discontinued.v1", "case.suspended.v1", "file.returned.v1"),
        "prosecution",
    ),
    **dict.fromkeys(
        ("judgment.pronounced.v1", "file.returned_by_court.v1", "case.discontinued_by_court.v1",
         "case.suspended_by_court.v1"), "trial",
    ),
    **dict.fromkeys(("appeal_judgment.pronounced.v1", "appeal_trial.discontinued.v1"), "appeal"),
    **dict.fromkeys(("cassation.decided.v1", "review.discontinued.v1"), "review"),
})  # fmt: skip

AT_LIBERTY = ("residence_ban", "guarantee", "deposit", "exit_ban", "juvenile_supervision")
TAKEN = {"held": "urgent", "in_the_act": "in_the_act", "wanted": "wanted", "surrendered": "surrendered"}


def way_in(what: str, place: str, step: Step, person: Any, before: str | None, returned: int) -> str:
    """The word for coming into `place`; `before` is the place that it came from, `returned` the version of the act with
    which the court last returned the file.
    """
    if what in ("custody", "remand"):
        return _taken(what, step, person)
    if what == "source" and before is None:
        return _received(step)
    act = step.act.type
    if IN.get(act) == "submitted" and place == "prosecution" and _prosecuted_before(step.before):
        return "resubmitted"
    if act == "file.returned.v1":
        return "returned_by_court" if step.before.stage == "returned_by_court" else "returned"
    if act == "summary_proposal.received.v1" and place == "investigation":
        return CONTINUED
    word = IN.get(act)
    if word == "received" and what == "accused" and before is not None:
        return CONTINUED
    if word is not None:
        return word
    if place == "trial":
        if before == "indicted" and returned > max(step.before.indictments, default=0):
            return "back"  # the prosecution was upheld as it was: the court had accepted the case before
        return {"suspended": "resumed", "judged": "retrial", "appeal": "retrial", "review": "retrial"}.get(
            before or "", "accepted"
        )
    if place == "investigation" and before in ("appeal", "review", "judged"):
        return "reinvestigation"
    return f"from_{before}" if before else "entered"


def _prosecuted_before(state: CriminalCase) -> bool:
    """Whether the file was with the procuracy for its decision once already."""
    return bool(state.returns_by_procuracy or state.court_returns or state.indictments)


def _received(step: Step) -> str:
    """A source that stood nowhere: it is new, or taken up again, or it comes back from another body."""
    if step.before.stage == NEW:
        return "new"
    return "reopened" if step.before.stage == "opening_refused" else "received"


def way_out(what: str, step: Step, person: Any, after: str | None) -> str:
    """The word for leaving a place; `after` is the place that it goes to."""
    act = step.act.type
    if what in ("custody", "remand"):
        return _freed(what, step, person)
    if act == "file.returned.v1" and step.before.stage == "returned_by_court":
        return "passed_back"  # the court returned the file: CR8
    word = OUT.get(act)
    if word is not None:
        return word
    return f"to_{after}" if after else "ended"


def _accused(state: Any, person: Any) -> Accused | None:
    return state.accused.get(person) if isinstance(state, CriminalCase) else None


def _taken(what: str, step: Step, person: Any) -> str:
    before = _accused(step.before, person)
    if before is None and IN.get(step.act.type) in ("split", "joined", "restored"):
        return MOVED
    if step.before.stage in ("transferred", "joined"):
        return MOVED
    if what == "custody":
        if before is not None and before.running("urgent_holding"):
            return "urgent"
        return TAKEN.get(datum(step.act, "taken") or "", "unstated")
    from_custody = before is not None and before.running("custody")
    return "from_custody" if from_custody else "arrested"


def _freed(what: str, step: Step, person: Any) -> str:
    after = _accused(step.after, person)
    if after is None or OUT.get(step.act.type) == "transferred":
        return MOVED
    if after.status == "died":
        return "died"
    word = OUT.get(step.act.type)
    if word in (
        "released_by_agency", "cancelled", "extension_refused", "released_by_procuracy", "escaped", "not_approved",
    ):  # fmt: skip
        return word
    if what == "custody" and after.running("remand"):
        return "remanded"
    if any(after.running(kind) for kind in AT_LIBERTY):
        return "at_liberty"
    if after.final:
        return "sentenced"
    return word or "released"
