"""The streams that one case's acts go into, each as this client has seen it grow.

A chronology tells one story; the ledger keeps a stream for each file: the criminal case (and each further part of it
that was split off or tried by itself), each source of information, complaint, request for assistance, and execution.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import orjson

from domain.kernel.act import Recorded
from domain.kernel.act_type import NEW, ActType, Flag
from domain.kernel.coding import act_from_json
from domain.kernel.deciding import apply, initial
from domain.limits.findings import Finding, late
from ops.chronology.client import RecordedAct
from ops.chronology.telling import Context

OUTCOMES = frozenset(("judgment.pronounced.v1", "appeal_judgment.pronounced.v1"))
APPEALS = frozenset(("appeal_hearing.opened.v1", "appeal_hearing.scheduled.v1", "appeal_hearing.postponed.v1"))


@dataclass
class Stream:
    """A stream with the state that its acts make. Only ever grows."""

    key: str  # within the case: "case:1", "source:2", "enforcement:bị can 1"
    kind: str
    id: UUID
    state: Any
    links: dict[str, dict[str, Any]] = field(default_factory=dict)  # reference to the newest act of each type
    outcomes: dict[str, Any] = field(default_factory=dict)  # of the last judgment, by person
    appealed: bool = False
    history: list[Recorded] = field(default_factory=list)

    def add(self, recorded: RecordedAct) -> None:
        """Takes in one more act."""
        body = orjson.loads(recorded.act)
        receipt = recorded.receipt
        act = act_from_json(body)
        moment = datetime.fromisoformat(receipt.recorded_at)
        place = Recorded(receipt.stream, receipt.version, receipt.position, receipt.act_hash, moment, act)
        self.state = apply(self.state, place)
        self.history.append(place)
        self.links[act.type] = {"stream": str(self.id), "version": receipt.version, "hash": receipt.act_hash}
        self.appealed = self.appealed or act.type in APPEALS
        if act.type in OUTCOMES:
            given = {one["accused"]: one for one in body["data"].get("outcomes", [])}
            self.outcomes |= {person: one for person, one in given.items() if one["verdict"] == "convicted"}

    @property
    def version(self) -> int:
        """Version of the newest act."""
        return int(self.state.version)

    @property
    def flags(self) -> tuple[Flag, ...]:
        """Findings that the domain made."""
        found: tuple[Flag, ...] = self.state.flags
        return found

    @property
    def late(self) -> tuple[Finding, ...]:
        """Acts that came after their limit."""
        return late(self.history)


class CaseStreams:
    """The streams of one case, by what they are for."""

    def __init__(self, namespace: str, case_id: str) -> None:
        self._namespace, self._case_id = namespace, case_id
        self._streams: dict[str, Stream] = {}
        self._newest: dict[str, str] = {}  # key of the newest stream of a sort
        self.last: Stream | None = None

    def __iter__(self) -> Iterator[Stream]:
        return iter(self._streams.values())

    def of(self, act_type: ActType, context: Context) -> Stream:
        """Where an act belongs; opened when it is new."""
        match act_type.kind:
            case "criminal_case":
                return self.case(context.part)
            case "enforcement":
                assert context.each is not None
                return self._named(f"enforcement:{context.each.label}", "enforcement")
            case "information_source":
                return self._numbered("source", act_type, opens=act_type.key == "source.received.v1")
            case "complaint":
                sort = "denunciation" if act_type.key.startswith("officer_denunciation") else "complaint"
                newest = self._streams.get(self._newest.get(sort, ""))
                received = act_type.key.endswith("received.v1")
                return self._numbered(sort, act_type, opens=received and (newest is None or _settled(newest)))
            case _:
                return self._numbered("assistance", act_type, opens=act_type.lawful_from == (NEW,))

    def case(self, part: int) -> Stream:
        """The stream of a part of the criminal case."""
        return self._named(f"case:{part}", "criminal_case")

    def source(self) -> Stream | None:
        """The newest source of information, unless it is settled."""
        newest = self._streams.get(self._newest.get("source", ""))
        return newest if newest is not None and newest.state.stage in ("received", "verification") else None

    def referred_to(self, type_key: str, context: Context) -> dict[str, Any] | None:
        """Reference to the newest act of a type: in this part of the case, else in the source, else anywhere."""
        near = [self.case(context.part), *([found] if (found := self.source()) else []), *reversed(list(self))]
        return next((stream.links[type_key] for stream in near if type_key in stream.links), None)

    def _numbered(self, sort: str, act_type: ActType, *, opens: bool) -> Stream:
        newest = self._streams.get(self._newest.get(sort, ""))
        if newest is None or (opens and newest.state.stage != NEW):
            number = sum(key.startswith(f"{sort}:") for key in self._streams) + 1
            self._newest[sort] = f"{sort}:{number}"
        return self._named(self._newest[sort], act_type.kind)

    def _named(self, key: str, kind: str) -> Stream:
        if key not in self._streams:
            identifier = uuid5(NAMESPACE_URL, f"{self._namespace}:{self._case_id}:{key}")
            self._streams[key] = Stream(key, kind, identifier, initial(kind))
        return self._streams[key]


def _settled(stream: Stream) -> bool:
    return bool(stream.state.stage == "settled")
