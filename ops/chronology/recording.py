"""Recording the acts of one case: who signs, under which command id, and what was recorded before."""

import json
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5
from zlib import crc32

import orjson

from domain.kernel.act_type import ActType
from domain.kernel.catalogue import CATALOGUE
from domain.organisation.authority import of_the_head
from ops.chronology.accounts import CaseReport, Line
from ops.chronology.client import Command, LedgerClient, RecordedAct, Signatory
from ops.chronology.errors import LedgerRefused
from ops.chronology.reader import Case
from ops.chronology.streams import CaseStreams, Stream
from ops.chronology.telling import Context
from ops.founding import Roster

Links = tuple[tuple[str, str], ...]  # (relation, type of the act linked to)


class CaseRecorder:
    """Records acts of one case and keeps its streams and its report up to date. Not for several threads."""

    def __init__(self, client: LedgerClient, people: Roster, namespace: str, case: Case) -> None:
        self._client, self._people, self._namespace, self._case = client, people, namespace, case
        self._number = 1 + crc32(case.id.encode()) % 2  # of the prosecutor who has the case, in every unit
        self.streams = CaseStreams(namespace, case.id)
        self.report = CaseReport(case)

    def prosecutor(self, unit: str) -> UUID:
        """The prosecutor who has the case in `unit`."""
        return self._people.of(unit, "KSV", self._number).officer

    def known(self, context: Context, type_key: str, suffix: str) -> RecordedAct | None:
        """What an earlier run recorded under this suffix."""
        signatory, _ = self._signatory(CATALOGUE[type_key], context)
        return self._client.recorded(self._command_id(context, suffix), signatory)

    def record(
        self,
        stream: Stream,
        type_key: str,
        suffix: str,
        context: Context,
        data: dict[str, Any],
        precision: str,
        links: Links = (),
    ) -> RecordedAct:
        """Has an act decided, signs and records it. Raises: RecordingError."""
        signatory, capacity = self._signatory(CATALOGUE[type_key], context)
        references = tuple(
            {**reference, "relation": relation}
            for relation, key in links
            if (reference := self.streams.referred_to(key, context)) is not None
        )
        command_id = self._command_id(context, suffix)
        command = Command(
            stream.id, stream.kind, type_key, command_id, context.time.occurred_at, precision, data, references
        )
        recorded = self._client.record(command, signatory, capacity)
        self.report.new += 1
        return recorded

    def added(
        self, stream: Stream, type_key: str, suffix: str, context: Context, data: dict[str, Any], reason: str
    ) -> None:
        """Records an act that was not published, unless an earlier run did. A refusal is listed."""
        recorded = self.known(context, type_key, suffix)
        if recorded is None:
            try:
                recorded = self.record(stream, type_key, suffix, context, data, "unknown")
            except LedgerRefused as refusal:
                if not refusal.by_law:
                    raise
                self._line(context, "not added", type_key, 0, reason, (refusal.code, refusal.article))
                return
        self.take_in(stream, recorded, context, "added", type_key, reason)

    def take_in(
        self,
        stream: Stream,
        recorded: RecordedAct,
        context: Context,
        outcome: str,
        type_key: str,
        reason: str = "",
        refused: tuple[str, str] = ("", ""),
    ) -> None:
        """Adds a recorded act to its stream and to the report."""
        stream.add(recorded)
        self.streams.last = stream
        self.report.officers.add(orjson.loads(recorded.act)["actor"]["officer"])
        self._line(context, outcome, type_key, recorded.receipt.position, reason, refused)

    def _line(
        self, context: Context, outcome: str, type_key: str, position: int, reason: str, refused: tuple[str, str]
    ) -> None:
        act = context.act
        self.report.lines.append(
            Line(self._case.id, act.seq, act.act, outcome, type_key, position, reason, *refused)
        )  # fmt: skip

    def _signatory(self, act_type: ActType, context: Context) -> tuple[Signatory, str]:
        """Who signs, and how: a deputy for the head, or the prosecutor who has the case."""
        if not of_the_head(act_type):
            return self._people.of(context.unit, "KSV", self._number), "own"
        if "PVT" in act_type.signed_by:
            return self._people.of(context.unit, "PVT"), "KT"
        return self._people.of(context.unit, "VT"), "own"

    def _command_id(self, context: Context, suffix: str) -> UUID:
        return uuid5(NAMESPACE_URL, f"{self._namespace}:{self._case.id}:{context.act.seq}:{suffix}")


def facts_of(refusal: LedgerRefused) -> str:
    """What a refusal is about, on one line."""
    return json.dumps(refusal.facts, ensure_ascii=False, sort_keys=True)
