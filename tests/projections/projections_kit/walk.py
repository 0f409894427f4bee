"""Random lawful histories: walks through the catalogue in which the domain decides about every step.

Data of an act are made from its type's own model; whatever the domain refuses is tried otherwise. Personal members
are filled with values that begin with SECRET, so that a test can look for them where they must not be.
"""

import hashlib
import os
import random
import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel

from domain.errors import NotAnAct, Refused
from domain.kernel.act import Act, Actor, Asked, Link, Recorded
from domain.kernel.act_type import ActType
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.coding import act_body, act_from_json
from domain.kernel.deciding import apply, decide, initial
from domain.kernel.personal import personal_fields, personal_paths
from domain.kernel.rule_sets import current_rule_set
from ledger.batch import SignedAct
from ledger.format import Envelope, encode
from signing.canonical import decode

ORIGIN = "so-cai.example/projections"
SECRET = "BÍ MẬT"
ROOT, ROOT_HEAD = "TC", UUID("0197a3c0-0000-7000-8000-0000000000aa")
UNITS = {
    "PX": ("provincial", ROOT),
    "PX-P1": ("department", "PX"),
    "KV1": ("regional", "PX"),
    "KV2": ("regional", "PX"),
}
SINCE = date(2015, 6, 1)
VIETNAM = timezone(timedelta(hours=7))
KINDS = ("criminal_case", "criminal_case", "criminal_case", "information_source", "complaint", "legal_assistance")
RELATIONS = (
    "opens",
    "split_from",
    "merged_from",
    "merged_into",
    "annuls",
    "answers",
    "approves",
    "concerns",
    "enforces",
)


@dataclass(frozen=True)
class Head:
    version: int = 0
    hash: bytes | None = None


class Walk:
    """A ledger's worth of lawful acts, in the order in which they are recorded."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.organisation = initial("organisation")
        self.states: dict[UUID, Any] = {}
        self.kinds: dict[UUID, str] = {}
        self.heads: dict[UUID, Head] = {}
        self.units: dict[UUID, str] = {}
        self.days: dict[UUID, datetime] = {}
        self.position = 0
        self.officers: dict[str, UUID] = {ROOT: ROOT_HEAD}
        self.house = self._uuid()

    def found(self) -> Iterator[SignedAct]:
        """The organisation: the supreme procuracy, a province with a room and two khu vực, a head for each."""
        founding = {
            "unit": ROOT, "unit_name": "Viện kiểm sát nhân dân tối cao", "valid_from": SINCE.isoformat(),
            "officer": str(ROOT_HEAD), "officer_name": "Cán bộ TC", "title": "VT", "since": SINCE.isoformat(),
            "certificate": _certificate(ROOT_HEAD),
        }  # fmt: skip
        yield self._organise("organisation.founded.v1", founding)
        for unit, (level, parent) in UNITS.items():
            officer = self.officers[unit] = self._uuid()
            data = {"code": unit, "name": f"VKS {unit}", "level": level, "parent": parent}
            yield self._organise("unit.founded.v1", {**data, "valid_from": SINCE.isoformat()})
            yield self._organise(
                "officer.enrolled.v1", {"officer": str(officer), "name": f"Cán bộ {unit}", "unit": unit}
            )
            appointed = {"officer": str(officer), "unit": unit, "title": "VT", "since": SINCE.isoformat()}
            yield self._organise("officer.appointed.v1", appointed)
            yield self._organise(
                "certificate.bound.v1", {"officer": str(officer), "certificate": _certificate(officer)}
            )

    def _organise(self, key: str, data: dict[str, Any]) -> SignedAct:
        asked = Asked(
            "organisation", key, "2015-06-01T08:00:00+07:00", "day", current_rule_set(), self._actor(ROOT), (), (), data
        )
        signed = self._record(self.house, decide(self.organisation, self.organisation, asked))
        self.organisation = self.states[self.house]
        return signed

    def act(
        self, stream: UUID, key: str, day: str, data: dict[str, Any], unit: str = "KV1", links: tuple[Link, ...] = ()
    ) -> SignedAct:
        """One act that is wanted, on a day ("2021-03-04") by the head of a unit. Raises Refused, NotAnAct."""
        kind = self.kinds.setdefault(stream, CATALOGUE[key].kind)
        state = self.states.setdefault(stream, initial(kind))
        at = f"{day}T09:00:00+07:00"
        asked = Asked(kind, key, at, "day", current_rule_set(), self._actor(unit), (), links, data)
        return self._record(stream, decide(state, self.organisation, asked))

    def link(self, stream: UUID, version: int, relation: str) -> Link:
        """A link to an act that this walk recorded; only of a stream's head the hash is known."""
        head = self.heads[stream]
        known = (head.hash or b"").hex() if head.version == version else "ab" * 32
        return Link.model_validate({"stream": str(stream), "version": version, "hash": known, "relation": relation})

    def steps(self, count: int, streams: int) -> Iterator[SignedAct]:
        """Up to `count` acts on `streams` files, mixed."""
        files = [self._uuid() for _ in range(streams)]
        for stream in files:
            self.kinds[stream] = self.chance.choice(KINDS)
            self.states[stream] = initial(self.kinds[stream])
            self.units[stream] = self.chance.choice(sorted(UNITS))
            year, month = self.chance.choice((2019, 2020, 2021)), self.chance.randint(1, 12)
            self.days[stream] = datetime(year, month, self.chance.randint(1, 28), 8, tzinfo=VIETNAM)
        for _ in range(count):
            signed = self._step(self.chance.choice(files))
            if signed is not None:
                yield signed

    def _step(self, stream: UUID) -> SignedAct | None:
        state, kind = self.states[stream], self.kinds[stream]
        open_types = [t for t in CATALOGUE.values() if kind in t.kinds and state.stage in t.lawful_from]
        if state.version:
            open_types += [t for t in CATALOGUE.values() if kind in t.kinds and "*" in t.lawful_from]
            open_types += [t for t in CATALOGUE.values() if kind in t.kinds and not t.own]  # flagged, not refused
        own = [act_type for act_type in open_types if act_type.own]
        for _ in range(40):
            act_type = self.chance.choice(own if own and self.chance.random() < 0.6 else open_types)
            try:
                act = decide(state, self.organisation, self._ask(stream, kind, act_type))
                return self._record(stream, act)
            except (Refused, NotAnAct):
                continue
        return None

    def _ask(self, stream: UUID, kind: str, act_type: ActType) -> Asked:
        moment = self.days[stream] + timedelta(hours=self.chance.choice((0, 1, 5, 24, 200, -30)))
        self.days[stream] = max(self.days[stream], moment)
        data = Making(self, stream, moment).model(act_type.data)
        unit = self.units[stream] if self.chance.random() < 0.9 else self.chance.choice((ROOT, *UNITS))
        link = Link.model_validate(
            {"stream": str(self._uuid()), "version": 1, "hash": "ab" * 32, "relation": self.chance.choice(RELATIONS)}
        )
        links = (link,) if self.chance.random() < 0.4 else ()
        precision = self.chance.choice(("instant", "day", "month", "unknown"))
        at = moment.isoformat(timespec="seconds")
        return Asked(kind, act_type.key, at, precision, current_rule_set(), self._actor(unit), (), links, data)

    def _actor(self, unit: str) -> Actor:
        officer = self.officers[unit]
        return Actor.model_validate(
            {
                "officer": str(officer), "unit": unit, "title": "VT", "capacity": "own",
                "certificate": _certificate(officer), "authorised_by": None,
            }
        )  # fmt: skip

    def _record(self, stream: UUID, act: Act) -> SignedAct:
        head = self.heads.get(stream, Head())
        envelope = Envelope(ORIGIN, stream, head.version + 1, head.hash, self._uuid())
        data, _ = encode(envelope, act_body(act), personal_paths(act), lambda path: self.chance.randbytes(16))
        act_hash = hashlib.sha256(data).digest()
        self.position += 1
        recorded = Recorded(
            stream, envelope.version, self.position, act_hash.hex(), datetime.now(VIETNAM), _without_persons(act)
        )
        self.states[stream] = apply(self.states.get(stream) or initial(act.kind), recorded)
        self.heads[stream] = Head(envelope.version, act_hash)
        signature = self.chance.randbytes(64)
        return SignedAct(
            envelope, act.kind, act.type, datetime.fromisoformat(act.occurred_at), data, act_hash, signature,
            hashlib.sha256(signature).digest(), bytes.fromhex(act.actor.certificate),
        )  # fmt: skip

    def _uuid(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)


class Making:
    """JSON data for a model, out of what the file holds."""

    def __init__(self, walk: Walk, stream: UUID, moment: datetime) -> None:
        self.walk, self.state, self.moment = walk, walk.states[stream], moment
        self.chance = walk.chance
        self.accused = list(getattr(self.state, "accused", None) or {})
        self.new = len(self.accused)

    def model(self, model: type[BaseModel]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        personal = personal_fields(model)
        for name, info in model.model_fields.items():
            if not info.is_required() and self.chance.random() < 0.4:
                continue
            value = self._personal(info.annotation) if name in personal else self.value(name, info.annotation)
            if value is not None:
                found[name] = value
        return found

    def _personal(self, annotation: Any) -> Any:
        value = self.value("", annotation)
        return f"{SECRET} {value}" if isinstance(value, str) and value.startswith("văn bản") else None

    def value(self, name: str, annotation: Any) -> Any:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self.value(name, arguments[0])
        if origin in (Union, types.UnionType):
            return self.value(name, next(item for item in arguments if item is not type(None)))
        if origin is Literal:
            return self.chance.choice(arguments)
        if origin is tuple:
            return self._several(name, arguments[0])
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self.model(annotation)
        return self._plain(name, annotation)

    def _several(self, name: str, item: Any) -> list[Any]:
        if get_args(item)[:1] == (UUID,) or item is UUID:
            most = min(3, len(self.accused))
            return [str(person) for person in self.chance.sample(self.accused, self.chance.randint(0, most))]
        return [self.value(name, item) for _ in range(self.chance.randint(1, 2))]

    def _plain(self, name: str, kind: Any) -> Any:
        if kind is bool:
            return self.chance.random() < 0.3
        if kind is int:
            return self.chance.randint(1, 4)
        if kind is datetime:
            return self.moment.isoformat(timespec="seconds")
        if kind is date:
            return (self.moment.date() + timedelta(days=self.chance.choice((0, 1, 3, 60)))).isoformat()
        if kind is UUID:
            return str(self._person(name))
        if name == "label":
            self.new += 1
            return f"bị can {self.new}"
        if name == "type":
            return "case.opened.v1"
        if name == "article":
            return str(self.chance.choice((168, 173, 174)))
        if name == "clause":
            return str(self.chance.randint(1, 4))
        if name == "code":
            return "BLHS-2015"
        if name == "rule":
            return self.chance.choice(("AR-010", "AR-131", "FLAG/wrong_stage"))
        return f"văn bản {self.chance.randint(1, 99)} về {name}"

    def _person(self, name: str) -> UUID:
        if name in ("prosecutor", "replaced", "deputy", "officer"):
            prosecutors = getattr(self.state, "prosecutors", ())
            if name == "replaced" and prosecutors:
                chosen: UUID = self.chance.choice(prosecutors)
                return chosen
            return self.chance.choice(list(self.walk.officers.values()))
        if name == "accused" and self.accused:
            return self.chance.choice(self.accused)
        if name == "person" and self.accused and self.chance.random() < 0.2:
            return self.chance.choice(self.accused)
        return UUID(int=self.chance.getrandbits(128), version=4)


def _certificate(officer: UUID) -> str:
    return hashlib.sha256(officer.bytes).hexdigest()


def _without_persons(act: Act) -> Act:
    """As it is read back from signed bytes: personal members withheld."""
    envelope = Envelope(ORIGIN, UUID(int=1), 1, None, UUID(int=2))
    data, _ = encode(envelope, act_body(act), personal_paths(act), lambda path: os.urandom(16))
    return act_from_json(decode(data))


def random_walk(seed: int, count: int, streams: int) -> list[SignedAct]:
    """The organisation and then up to `count` acts."""
    walk = Walk(random.Random(seed))
    return [*walk.found(), *walk.steps(count, streams)]
