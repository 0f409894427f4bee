"""Fixtures of the domain's tests: an organisation, and a file in which acts are done, refused or flagged.

    case.does("case.opened.v1")                                given, or when and then
    case.refuses("wrong_stage", "charge.approved.v1", ...)     the law does not allow it
    case.flags                                                 findings so far

An officer who may sign is found for every act, unless `by` names another one.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid5

import pytest

from domain.errors import Refused
from domain.kernel.act import Act, Actor, Recorded
from domain.kernel.act_type import AGENCY_INVESTIGATOR, ActType
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.coding import act_body, act_from_json, asked_from_json
from domain.kernel.deciding import apply, decide, fold, initial
from domain.kernel.personal import personal_paths
from domain.kernel.rule_sets import current_rule_set
from domain.organisation.authority import of_the_head
from domain.organisation.state import Organisation

NAMES = UUID("6f1e1f5e-7b0a-4a57-9d0e-6f2a2f6f0001")
RECORDED_AT = datetime(2026, 11, 1, tzinfo=UTC)


def name_to_uuid(name: str) -> UUID:
    """A UUID that stands for `name` in every test."""
    return uuid5(NAMES, name)


def certificate_of(name: str) -> str:
    """The SHA-256 of a certificate that stands for the officer `name`."""
    return hashlib.sha256(name.encode()).hexdigest()


@dataclass
class Officers:
    """The organisation, with the officers of the tests by name."""

    state: Organisation = field(default_factory=lambda: initial("organisation"))
    history: list[Recorded] = field(default_factory=list)

    def actor(
        self, name: str, unit: str, title: str, capacity: str = "own", authorised_by: Any = None
    ) -> dict[str, Any]:
        """JSON of an actor."""
        return {
            "officer": str(name_to_uuid(name)), "unit": unit, "title": title, "capacity": capacity,
            "certificate": certificate_of(name), "authorised_by": authorised_by,
        }  # fmt: skip

    def does(self, key: str, actor: dict[str, Any], /, day: str = "2018-01-02", **data: Any) -> Recorded:
        """Records an act of the organisation."""
        body = {
            "kind": "organisation", "type": key, "occurred_at": f"{day}T08:00:00+07:00", "precision": "day",
            "rule_set": current_rule_set(), "actor": actor, "documents": [], "links": [], "data": data,
        }  # fmt: skip
        act = decide(self.state, self.state, asked_from_json(body))
        version = self.state.version + 1
        digest = hashlib.sha256(f"organisation/{version}".encode()).hexdigest()
        recorded = Recorded(name_to_uuid("organisation"), version, version, digest, RECORDED_AT, act)
        self.state = apply(self.state, recorded)
        self.history.append(recorded)
        return recorded

    def refuses(self, code: str, key: str, actor: dict[str, Any], /, day: str = "2018-01-02", **data: Any) -> Refused:
        """Checks that an act of the organisation is refused with `code`."""
        with pytest.raises(Refused) as refused:
            self.does(key, actor, day, **data)
        assert refused.value.code == code, refused.value
        assert refused.value.article
        return refused.value

    @property
    def head(self) -> dict[str, Any]:
        """The head of the supreme procuracy."""
        return self.actor("head of TC", "TC", "VT")

    def enrol(self, name: str, unit: str, title: str, since: str = "2000-01-01", until: str | None = None) -> None:
        """Enrols an officer with a title and a certificate."""
        officer = str(name_to_uuid(name))
        self.does("officer.enrolled.v1", self.head, officer=officer, name=name, unit=unit)
        appointment = {"officer": officer, "unit": unit, "title": title, "since": since}
        self.does("officer.appointed.v1", self.head, **appointment, **({"until": until} if until else {}))
        self.does("certificate.bound.v1", self.head, officer=officer, certificate=certificate_of(name))


TITLES = ("VT", "PVT", "KSV", "KTV", "registrar")


def founded() -> Officers:
    """Supreme, provincial, regional and high procuracies, each with officers of every title."""
    officers = Officers()
    officers.does(
        "organisation.founded.v1", officers.head, unit="TC", unit_name="Viện kiểm sát nhân dân tối cao",
        valid_from="1960-07-26", officer=str(name_to_uuid("head of TC")), officer_name="head of TC",
        since="2000-01-01", certificate=certificate_of("head of TC"),
    )  # fmt: skip
    units = (
        ("T01", "provincial", "TC"),
        ("KV1", "regional", "T01"),
        ("VC1", "high", "TC"),
        ("T79", "provincial", "TC"),
        ("H9", "district", "T01"),  # ended on 30 June 2025
    )
    for code, level, parent in units:
        officers.does(
            "unit.founded.v1", officers.head, code=code, name=code, level=level, parent=parent, valid_from="2000-01-01"
        )
    officers.does("unit.reorganised.v1", officers.head, units=["H9"], successors=["T01"], last_day="2025-06-30")
    for unit in ("TC", "T01", "KV1", "VC1"):
        for title in TITLES:
            if (unit, title) != ("TC", "VT"):
                officers.enrol(f"{title} of {unit}" if title != "VT" else f"head of {unit}", unit, title)
    for title in AGENCY_INVESTIGATOR:
        officers.enrol(f"{title} of TC", "TC", title)
    return officers


_FOUNDED = founded()


@pytest.fixture
def officers() -> Officers:
    """The organisation of the tests; each test has its own."""
    return Officers(_FOUNDED.state, list(_FOUNDED.history))


def signer(act_type: ActType) -> tuple[str, str]:
    """The title and capacity in which an act of the type is lawfully signed."""
    for title in ("KSV", "DTV", "TTCQDT"):
        if title in act_type.signed_by:
            return title, "own"
    return ("PVT", "KT") if "PVT" in act_type.signed_by and of_the_head(act_type) else ("VT", "own")


@dataclass
class File:
    """A stream under test."""

    kind: str
    organisation: Organisation
    unit: str = "T01"
    state: Any = None
    history: list[Recorded] = field(default_factory=list)
    day: str = "2022-10-07"

    def __post_init__(self) -> None:
        self.state = initial(self.kind)

    def person(self, label: str) -> str:
        """The pseudonymous person behind `label`, as JSON."""
        return str(name_to_uuid(label))

    def persons(self, *labels: str) -> list[str]:
        """The persons behind `labels`, as JSON."""
        return [self.person(label) for label in labels]

    def entry(self, label: str, **more: Any) -> dict[str, Any]:
        """JSON of an accused as a decision names him."""
        return {"person": self.person(label), "label": label, **more}

    def actor(self, key: str) -> dict[str, Any]:
        """JSON of an actor who may sign `key`."""
        act_type = CATALOGUE[key]
        title, capacity = signer(act_type)
        above = act_type.levels and "provincial" not in act_type.levels
        unit = (
            "TC" if above or key.startswith(("cassation.", "reopening.", "statistical_report.returned.")) else self.unit
        )
        name = f"{title} of {unit}" if title != "VT" else f"head of {unit}"
        return Officers().actor(name, unit, title, capacity)

    def body(
        self, key: str, *, signed: dict[str, Any] | None = None, links: Any = (), day: str | None = None, **data: Any
    ) -> dict[str, Any]:
        """JSON of what is asked; an agency is put in where the type needs one."""
        if "issuer" in CATALOGUE[key].data.model_fields and CATALOGUE[key].data.model_fields["issuer"].is_required():
            data.setdefault("issuer", {"agency": "Cơ quan Cảnh sát điều tra"})
        return {
            "kind": self.kind, "type": key, "occurred_at": f"{day or self.day}T09:00:00+07:00", "precision": "day",
            "rule_set": current_rule_set(), "actor": signed or self.actor(key), "documents": [], "links": list(links),
            "data": data,
        }  # fmt: skip

    def asks(self, key: str, **more: Any) -> Act:
        """The act that the domain makes of what is asked, not recorded."""
        return decide(self.state, self.organisation, asked_from_json(self.body(key, **more)))

    def does(self, key: str, **more: Any) -> "File":
        """Records an act and gives this file back."""
        self.record(self.asks(key, **more))
        return self

    def record(self, act: Act) -> Recorded:
        """Puts a decided act into the history as it stands in signed bytes: without personal values."""
        version = self.state.version + 1
        digest = hashlib.sha256(f"{self.kind}/{version}".encode()).hexdigest()
        bare = act_from_json(without_personal(act))
        recorded = Recorded(name_to_uuid(self.kind), version, 1000 + version, digest, RECORDED_AT, bare)
        self.state = apply(self.state, recorded)
        self.history.append(recorded)
        return recorded

    def refuses(self, code: str, key: str, **more: Any) -> Refused:
        """Checks that the act is refused with `code` and an article."""
        with pytest.raises(Refused) as refused:
            self.asks(key, **more)
        assert refused.value.code == code, refused.value
        assert refused.value.article
        return refused.value

    def link(self, relation: str, version: int = 1, stream: str = "other") -> dict[str, Any]:
        """JSON of a link."""
        return {"stream": str(name_to_uuid(stream)), "version": version, "hash": "0" * 64, "relation": relation}

    def accused(self, label: str) -> Any:
        """State of an accused."""
        return self.state.accused[name_to_uuid(label)]

    @property
    def stage(self) -> str:
        """Stage of the stream."""
        return str(self.state.stage)

    @property
    def flags(self) -> list[str]:
        """Codes of the findings so far."""
        return [flag.code for flag in self.state.flags]

    def again(self) -> Any:
        """The state folded anew from the history."""
        return fold(self.kind, self.history)


def without_personal(act: Act) -> dict[str, Any]:
    """JSON of an act as it is signed: personal members taken out."""
    body = act_body(act)
    for path in personal_paths(act):
        *steps, name = path.split("/")[1:]
        part: Any = body
        for step in steps:
            part = part[int(step)] if isinstance(part, list) else part[step]
        del part[name]
    return body


@pytest.fixture
def case(officers: Officers) -> File:
    """A criminal case without acts."""
    return File("criminal_case", officers.state)


@pytest.fixture
def source(officers: Officers) -> File:
    """An information source without acts."""
    return File("information_source", officers.state)


@pytest.fixture
def verified(source: File) -> File:
    """A source being verified."""
    source.does("source.received.v1", source="crime_report", summary="Tin báo")
    return source.does("source.accepted_for_supervision.v1")


@pytest.fixture
def own_source(verified: File) -> File:
    """A source that the procuracy took over after a demand in vain."""
    taken = {"ground": "serious_violation", "file_received_on": "2022-10-06"}
    prosecutor = verified.actor("verification.requested.v1")["officer"]
    return verified.does("verification.requested.v1").does("source.taken_over.v1", prosecutor=prosecutor, **taken)


@pytest.fixture
def dossier(officers: Officers) -> File:
    """A dossier without acts."""
    return File("dossier", officers.state)


@pytest.fixture
def petition(officers: Officers) -> File:
    """A petition to an agency without acts."""
    return File("petition", officers.state)


@pytest.fixture
def supervision(officers: Officers) -> File:
    """A direct supervision without acts."""
    return File("direct_supervision", officers.state)


@pytest.fixture
def file_of(officers: Officers) -> Any:
    """Makes a file of any kind."""
    return lambda kind: File(kind, officers.state)


CHARGE = {
    "article": "174",
    "clause": "4",
    "offence": "Lừa đảo chiếm đoạt tài sản",
    "crime_class": "particularly_serious",
}
LIGHT = {"article": "178", "clause": "1", "offence": "Hủy hoại tài sản", "crime_class": "less_serious"}


@pytest.fixture
def charge() -> dict[str, Any]:
    """A particularly serious charge, as JSON."""
    return dict(CHARGE)


@pytest.fixture
def light() -> dict[str, Any]:
    """A less serious charge, as JSON."""
    return dict(LIGHT)


@pytest.fixture
def opened(case: File) -> File:
    """A case opened."""
    return case.does("case.opened.v1", offences=[CHARGE])


@pytest.fixture
def charged(opened: File) -> File:
    """A case with two accused charged."""
    entries = [opened.entry("bị can 1", charges=[CHARGE]), opened.entry("bị can 2", charges=[LIGHT])]
    return opened.does("accused.charged.v1", accused=entries)


@pytest.fixture
def approved(charged: File) -> File:
    """A case whose charges are approved."""
    return charged.does("charge.approved.v1", accused=charged.persons("bị can 1", "bị can 2"))


@pytest.fixture
def concluded(approved: File) -> File:
    """A case whose investigation is concluded."""
    return approved.does("investigation.concluded.v1")


@pytest.fixture
def prosecution(concluded: File) -> File:
    """A case with the file at the procuracy."""
    return concluded.does("file.received.v1")


@pytest.fixture
def indicted(prosecution: File) -> File:
    """A case indicted."""
    return prosecution.does("indictment.issued.v1")


@pytest.fixture
def trial(indicted: File) -> File:
    """A case at trial."""
    return indicted.does("trial.scheduled.v1", scheduled_for="2023-03-01").does("trial.opened.v1", day="2023-03-01")


@pytest.fixture
def judged(trial: File) -> File:
    """A case judged: bị can 1 to 20 years, bị can 2 acquitted."""
    outcomes = [
        {"accused": trial.person("bị can 1"), "verdict": "convicted", "penalty": "imprisonment", "months": 240},
        {"accused": trial.person("bị can 2"), "verdict": "acquitted", "penalty": "none"},
    ]
    return trial.does("judgment.pronounced.v1", outcomes=outcomes)


@pytest.fixture
def final(judged: File) -> File:
    """A case whose judgment is in force."""
    return judged.does("judgment.became_final.v1")


@pytest.fixture
def day() -> date:
    """A day on which every officer of the tests holds a title."""
    return date(2022, 10, 7)


@pytest.fixture
def an_actor(officers: Officers) -> Any:
    """Makes an Actor value."""
    return lambda *args, **more: Actor.model_validate(officers.actor(*args, **more))
