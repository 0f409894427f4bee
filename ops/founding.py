"""Founding a development ledger: its organisation, recorded as signed acts.

The first act of a ledger names its first officer and certificate, so nobody can have logged in before it: it is
recorded here, on the machine of the ledger, through the same write path. Everything after it goes through the HTTP API,
signed by that officer. Every command id follows from the ledger and from what it founds: founding again adds nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from cryptography.x509.oid import NameOID

from api.parts import Deployment, Parts, running
from api.values import Submission
from domain.kernel.calendar import VIETNAM
from domain.kernel.coding import asked_from_json
from domain.kernel.rule_sets import current_rule_set
from ops.chronology.client import Command, LedgerClient, Signatory
from ops.chronology.errors import LedgerRefused, NotFoundedHere
from ops.development_pki import DevelopmentPki, OfficerKey
from ops.organisation import (
    EARLY,
    HEAD,
    OFFICERS,
    SUCCESSIONS,
    SUPREME,
    UNITS,
    DevelopmentOfficer,
    appointed_since,
)
from signing import dsse

KIND = "organisation"
Step = Callable[[int, int], None]  # (done, of how many)


@dataclass(frozen=True)
class Roster:
    """The invented officers of a ledger, with their keys."""

    origin: str
    signatories: dict[tuple[str, str, int], Signatory]  # by unit, title, number

    @property
    def head(self) -> Signatory:
        """The Prosecutor General of the demonstration."""
        return self.of(HEAD.unit, HEAD.title)

    def of(self, unit: str, title: str, number: int = 1) -> Signatory:
        """Raises: KeyError when the development organisation has no such officer."""
        return self.signatories[unit, title, number]


def roster(pki: DevelopmentPki, origin: str) -> Roster:
    """Everybody's key and certificate from the development PKI, issued where there is none in force."""
    known = keys_in_force(pki)
    found = {}
    for officer in OFFICERS:
        key = known.get((officer.name, officer.unit)) or pki.issue(officer.name, officer.unit)
        place = officer.unit, officer.title, officer.number
        found[place] = Signatory(officer.id(origin), officer.unit, officer.title, key)
    return Roster(origin, found)


def found(deployment: Deployment, people: Roster) -> None:
    """Records the founding act, unless it is recorded.

    Raises:
        NotFoundedHere: the ledger was founded, and not by this head.
    """
    with running(deployment) as parts:
        current = parts.write_path.organisation.current
        if current.version == 0:
            _record_founding(parts, people)
        elif people.head.key.sha256 not in current.state.bindings:
            raise NotFoundedHere(parts.origin)


def organise(client: LedgerClient, people: Roster, step: Step = lambda done, of: None) -> int:
    """Records units, officers, titles, certificates and successions; gives the number of acts added.

    Raises: RecordingError.
    """
    head = people.head
    founding = client.receipt(_command_id(people.origin, "founding"), head)
    if founding is None:
        raise NotFoundedHere(people.origin)
    asked = list(_organisation(people))
    last, _ = asked[-1]
    if client.receipt(_command_id(people.origin, last), head) is not None:  # they are recorded in this order
        return 0
    added = 0
    for done, (name, (type_key, data)) in enumerate(asked):
        step(done, len(asked))
        command_id = _command_id(people.origin, name)
        if client.receipt(command_id, head) is not None:
            continue
        if type_key == "certificate.bound.v1":
            client.hand_in_certificate(_der(people, data["certificate"]), head)
        client.record(Command(founding.stream, KIND, type_key, command_id, _now(), "instant", data), head)
        added += 1
    step(len(asked), len(asked))
    return added


def founded_here(client: LedgerClient, people: Roster) -> bool:
    """Whether the head of this roster may log in to the ledger."""
    with suppress(LedgerRefused):
        client.log_in(people.head)
        return True
    return False


def _organisation(people: Roster) -> Iterator[tuple[str, tuple[str, dict[str, Any]]]]:
    """What is recorded after the founding act, in its order: a name for each act, its type and data."""
    for unit in UNITS:
        data = {"code": unit.code, "name": unit.name, "level": unit.level, "parent": unit.parent,
                "valid_from": unit.valid_from}  # fmt: skip
        if unit.valid_until is not None:
            data["valid_until"] = unit.valid_until
        yield f"unit:{unit.code}", ("unit.founded.v1", data)
    for officer in OFFICERS[1:]:
        yield from _officer(people, officer)
    for succession in SUCCESSIONS:
        ended: dict[str, Any] = {"units": list(succession.units), "last_day": succession.last_day,
                                 "successors": list(succession.successors)}  # fmt: skip
        if succession.instrument is not None:
            ended["instrument"] = succession.instrument
        yield f"succession:{succession.units[0]}", ("unit.reorganised.v1", ended)


def _officer(people: Roster, officer: DevelopmentOfficer) -> Iterator[tuple[str, tuple[str, dict[str, Any]]]]:
    signatory = people.of(officer.unit, officer.title, officer.number)
    who, place = str(signatory.officer), f"{officer.unit}:{officer.title}:{officer.number}"
    yield f"enrolled:{place}", ("officer.enrolled.v1", {"officer": who, "name": officer.name, "unit": officer.unit})
    title = {"officer": who, "unit": officer.unit, "title": officer.title, "since": appointed_since(officer)}
    yield f"appointed:{place}", ("officer.appointed.v1", title)
    certificate = signatory.key.sha256
    bound = {"officer": who, "certificate": certificate}
    yield f"bound:{place}:{certificate}", ("certificate.bound.v1", bound)


def _record_founding(parts: Parts, people: Roster) -> None:
    head = people.head
    parts.certificates.take_certificate(head.key.der)
    asked = asked_from_json({
        "kind": KIND, "type": "organisation.founded.v1", "occurred_at": _now(), "precision": "instant",
        "rule_set": current_rule_set(), "actor": head.actor(), "documents": [], "links": [],
        "data": {
            "unit": SUPREME.code, "unit_name": SUPREME.name, "valid_from": SUPREME.valid_from,
            "officer": str(head.officer), "officer_name": HEAD.name, "title": "VT", "since": EARLY,
            "certificate": head.key.sha256,
        },
    })  # fmt: skip
    proposal = parts.write_path.propose(asked, command_id=_command_id(parts.origin, "founding"))
    signature = head.key.sign(dsse.act_pae(proposal.act))
    parts.write_path.record(Submission(proposal.act, signature))


def keys_in_force(pki: DevelopmentPki) -> dict[tuple[str, str], OfficerKey]:
    """By name and unit; of several the newest."""
    now, crl = datetime.now(UTC), pki.crl
    found: dict[tuple[str, str], OfficerKey] = {}
    for officer in pki.officers():
        certificate = officer.certificate
        if certificate.not_valid_after_utc <= now or crl.get_revoked_certificate_by_serial_number(
            certificate.serial_number
        ):
            continue
        names = [certificate.subject.get_attributes_for_oid(oid)[0].value for oid in _SUBJECT]
        who = str(names[0]), str(names[1])
        if who not in found or found[who].certificate.not_valid_before_utc < certificate.not_valid_before_utc:
            found[who] = officer
    return found


_SUBJECT = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)


def _der(people: Roster, sha256: str) -> bytes:
    return next(one.key.der for one in people.signatories.values() if one.key.sha256 == sha256)


def _command_id(origin: str, name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"urn:socai:{origin}:organisation:{name}")


def _now() -> str:
    return datetime.now(UTC).astimezone(VIETNAM).isoformat(timespec="seconds")
