"""The units and officers of a synthetic nation, recorded in a development ledger as signed acts of its organisation."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from api.bulk import record_many
from api.states import Standing
from api.values import Submission
from domain.kernel.act import Actor, Asked, Recorded
from domain.kernel.calendar import VIETNAM
from domain.kernel.coding import act_body
from domain.kernel.deciding import decide
from domain.kernel.personal import personal_paths
from domain.kernel.rule_sets import current_rule_set
from domain.organisation.state import Organisation
from ledger import format as act_format
from ledger.format import Envelope
from ops.development_pki import DevelopmentPki, OfficerKey
from ops.founding import Roster, keys_in_force
from ops.organisation import DevelopmentOfficer
from ops.synth.chance import identifier, salt
from ops.synth.nation import Plan, enrolment, founding_of_unit
from ops.synth.writing import Writing
from signing import dsse

KIND = "organisation"


def keys_of(pki: DevelopmentPki, plan: Plan, people: Roster) -> dict[tuple[str, str, int], OfficerKey]:
    """Everybody's key by unit, title and number; issued by the development PKI where there is none in force."""
    known = keys_in_force(pki)
    found = {place: signatory.key for place, signatory in people.signatories.items()}
    for officer, _ in plan.officers():
        place = officer.unit, officer.title, officer.number
        if place not in found:
            found[place] = known.get((officer.name, officer.unit)) or pki.issue(officer.name, officer.unit)
    return found


def enrol(
    writing: Writing, plan: Plan, people: Roster, keys: dict[tuple[str, str, int], OfficerKey]
) -> tuple[Organisation, int]:
    """Records what of the plan the organisation lacks; gives the organisation, and how many acts were added."""
    path = writing.path
    standing = path.organisation.refresh()
    submissions = []
    head = people.head
    for kind, data in _lacking(plan, people.origin, standing.state, keys):
        if kind == "certificate.bound.v1":
            writing.certificates.take_certificate(_der(keys, data["certificate"]))
        submission, standing = _signed(people, standing, kind, data)
        submissions.append(submission)
    if submissions:
        writing.certificates.take_certificate(head.key.der)
        with ThreadPoolExecutor(2) as workers:
            record_many(path, submissions, workers)
    state: Organisation = path.organisation.refresh().state
    return state, len(submissions)


def _lacking(
    plan: Plan, origin: str, state: Organisation, keys: dict[tuple[str, str, int], OfficerKey]
) -> Iterator[tuple[str, dict[str, Any]]]:
    for unit in plan.units():
        if unit[0] not in state.units:
            yield "unit.founded.v1", founding_of_unit(*unit)
    for officer, since in plan.officers():
        yield from _of_officer(officer, since, origin, state, keys[officer.unit, officer.title, officer.number])


def _of_officer(
    officer: DevelopmentOfficer, since: str, origin: str, state: Organisation, key: OfficerKey
) -> Iterator[tuple[str, dict[str, Any]]]:
    enrolled, appointed, bound = enrolment(officer, since, origin, key.sha256)
    known = state.officers.get(officer.id(origin))
    if known is None:
        yield enrolled
    if known is None or not any(
        held.unit == officer.unit and held.title == officer.title for held in known.appointments
    ):
        yield appointed
    if key.sha256 not in state.bindings:
        yield bound


def _signed(people: Roster, standing: Standing, kind: str, data: dict[str, Any]) -> tuple[Submission, Standing]:
    """An act of the organisation signed by its head, and the organisation after it."""
    now = datetime.now(UTC).astimezone(VIETNAM).isoformat(timespec="seconds")
    actor = Actor.model_validate(people.head.actor())
    act = decide(
        standing.state, standing.state, Asked(KIND, kind, now, "instant", current_rule_set(), actor, (), (), data)
    )
    command = identifier(people.origin, "nation", standing.version + 1, kind, data)
    envelope = Envelope(people.origin, standing.stream, standing.version + 1, standing.act_hash, command)
    signed, hidden = act_format.encode(envelope, act_body(act), personal_paths(act), lambda path: salt(command, path))
    digest = hashlib.sha256(signed).hexdigest()
    recorded = Recorded(standing.stream, envelope.version, 0, digest, datetime.now(UTC), act)
    signature = people.head.key.sign(dsse.act_pae(signed))
    return Submission(signed, signature, tuple(item.encoded for item in hidden)), standing.after(recorded)


def _der(keys: dict[tuple[str, str, int], OfficerKey], sha256: str) -> bytes:
    return next(key.der for key in keys.values() if key.sha256 == sha256)
