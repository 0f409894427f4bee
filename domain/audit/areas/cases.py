"""Investigation and prosecution: AR-031, AR-033, AR-034, AR-043, AR-046. BLTTHS-2015/159 to 170, 229 to 249, 280"""

from collections.abc import Iterator

from domain.audit.finding import At, Memory
from domain.audit.shapes import Broken, Check, Obligation

STOPPED = ("investigation.suspended.v1", "case.suspended.v1", "case.suspended_by_court.v1")
LOOKED_AT_AGAIN = (
    "resumption.demanded.v1", "investigation.resumed.v1", "investigation.resumed_by_procuracy.v1", "case.resumed.v1",
    "case.resumed_by_court.v1", "investigation.suspension_annulled.v1", "case_suspension.annulled.v1",
    "investigation.discontinued.v1", "case.discontinued.v1", "case.discontinued_by_court.v1",
    "verification_request.sent.v1", "dossier_opinion.recorded.v1", "report.sent_to_superior.v1",
    "investigation_documents.demanded.v1",
)  # fmt: skip


def _never_asked(at: At) -> bool:
    return not at.after.investigation_requests


def _accused_lost(memory: Memory, at: At) -> Iterator[Broken]:
    """Who is neither named nor left in the case; who is named and still in it."""
    named = set(at.act.data.persons)
    gone = set(at.before.accused) - set(at.after.accused)
    for person in sorted(named ^ gone, key=str):
        yield Broken({"named": person in named}, person)


def _accused_not_joined(memory: Memory, at: At) -> Iterator[Broken]:
    """Who was in the case, or is said to join it, and is not in it afterwards."""
    joining = {entry.person for entry in at.act.data.accused}
    for person in sorted((set(at.before.accused) | joining) - set(at.after.accused), key=str):
        yield Broken({"named": person in joining}, person)


def _without_ground(memory: Memory, at: At) -> Iterator[Broken]:
    if not at.act.data.grounds and not at.act.data.matters:
        yield Broken({"missing": "grounds"})


def _replaces_none(memory: Memory, at: At) -> Iterator[Broken]:
    """Each return by the court allows one more indictment; so do accused indicted apart. BLTTHS-2015/243"""
    earlier, linked = at.before.indictments, any(link.relation == "replaces" for link in at.act.links)
    again = [p for p in at.act.data.persons or at.before.accused if _indicted(at, p)]
    if earlier and not linked and again and len(earlier) > at.before.returns_by_court + at.before.returns_by_procuracy:
        yield Broken({"indictments": len(earlier) + 1}, versions=(earlier[-1],))


def _indicted(at: At, person: object) -> bool:
    accused = at.before.accused.get(person)
    return accused is not None and accused.status in ("indicted", "judged", "convicted")


RULES: tuple[Obligation | Check, ...] = (
    Obligation(
        rule="AR-031", opened_by=("charge.approved.v1",), when=_never_asked, within="request_investigation",
        fulfilled_by=("investigation.requested.v1",),
        void=(
            "investigation.concluded.v1", "investigation.suspended.v1", "investigation.discontinued.v1",
            "case.transferred.v1", "case.joined_away.v1", "summary_procedure.applied.v1",
        ),
    ),
    Obligation(rule="AR-033", opened_by=STOPPED, fulfilled_by=LOOKED_AT_AGAIN, within="review_stopped"),
    Check("AR-034", ("case.split.v1", "case.split_at_prosecution.v1"), _accused_lost),
    Check("AR-034", ("case.joined.v1",), _accused_not_joined),
    Check("AR-043", ("file.returned.v1", "file.returned_by_court.v1"), _without_ground),
    Obligation(
        rule="AR-043", opened_by=("file.returned_by_court.v1",), within="answer_return",
        fulfilled_by=(
            "court_return.settled_by_supplement.v1", "court_return.declined.v1", "file.returned.v1",
            "indictment.replaced.v1", "indictment.issued.v1", "case.discontinued.v1", "case.suspended.v1",
            "prosecution.withdrawn.v1", "supplementary_investigation.concluded.v1",
        ),
    ),
    Check("AR-046", ("indictment.issued.v1", "indictment.issued_in_absence.v1"), _replaces_none),
)  # fmt: skip
