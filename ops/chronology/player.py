"""Plays a case into the ledger: each published act in its order, signed by the procuracy that stood beside it.

For each act: 1 what it is (the table), whom it concerns, when it happened, which unit records it; 2 where acts that
must precede it were not published, a gap is noted first; 3 it is proposed, checked, signed and recorded; 4 what the law
refuses, and what is no act of procedure, is recorded as a fact, and listed with the reason. Nothing published is lost.

Command ids follow from ledger, file, case and act, so that playing again finds the receipts and adds nothing.
"""

import re
from collections.abc import Callable
from dataclasses import replace

import orjson

from domain.kernel.act_type import NEW, ActType
from domain.kernel.catalogue import CATALOGUE
from ops.chronology import agencies, filling
from ops.chronology.accounts import CaseReport
from ops.chronology.client import LedgerClient, RecordedAct
from ops.chronology.dating import dated
from ops.chronology.errors import LedgerRefused
from ops.chronology.filling import NobodyNamed
from ops.chronology.lacking import lacking
from ops.chronology.mapping import FACT, Step, row_of
from ops.chronology.people import Entry, People, part_named, parts
from ops.chronology.reader import Case, PublishedAct
from ops.chronology.recording import CaseRecorder, facts_of
from ops.chronology.streams import Stream
from ops.chronology.telling import Context, by_procuracy
from ops.founding import Roster

GAP, ASSIGNED = "gap.noted.v1", "prosecutor.assigned.v1"
# Behind the act that opens a file stands who supervises it. The law asks for it; the press does not tell it.
TAKEN = {"criminal_case": "case.taken_for_supervision.v1", "information_source": "source.accepted_for_supervision.v1"}
# Within one day the order of the procedure counts: approval follows the order approved, the end of a case comes last.
LATE_IN_THE_DAY = {"charge_decision_approved": 1, "case_terminated_as_to_accused": 2, "case_terminated": 3}
OPENING_CODES = ("case_initiated", "accused_charged", "additional_accused_charged")
NOBODY = "none of the accused published can be told"


class CasePlayer:
    """Plays one case. Not for several threads; several cases may be played at once."""

    def __init__(self, client: LedgerClient, people: Roster, name: str, case: Case) -> None:
        """`name` tells this file's cases from those of other files."""
        self._namespace = f"urn:socai:{client.origin}:chronology:{name}"
        self._recorder = CaseRecorder(client, people, self._namespace, case)
        self._case, self._people = case, People(case, self._namespace)
        self._parts, self._times = parts(case), dated(case.acts)
        self._criminal = any(act.act in OPENING_CODES for act in case.acts)
        self._in_charge = agencies.first_in_charge(case.agencies, self._times[0].day) or "TC"

    def play(self, done: Callable[[], None] = lambda: None) -> CaseReport:
        """Records every act, and calls `done` after each published one. Raises: RecordingError, no refusal by law."""
        report = self._recorder.report
        ordered = in_order(self._case)
        report.moved = sorted(
            act.seq for act, place in zip(ordered, self._case.acts, strict=True) if act.seq < place.seq
        )
        for act in ordered:
            self._play(act)
            done()
        report.streams = tuple(stream for stream in self._recorder.streams if stream.version)
        return report

    def _play(self, act: PublishedAct) -> None:
        row, context = row_of(act.act), self._context(act)
        self._recorder.report.unresolved += [(act.seq, label) for label in context.who.unresolved]
        steps = [step for step in row.steps if step.when(context)]
        if not steps:
            self._fact(context, row.reason)
        for step in steps:
            contexts = [filling.for_one(context, entry) for entry in context.who.entries] if step.each else [context]
            if not contexts:
                self._fact(context, NOBODY)
            for one in contexts:
                part = part_named(act.name_vi) if step.elsewhere else None
                self._step(step, replace(one, part=part or one.part))
        if steps:
            self._in_charge = context.unit

    def _context(self, act: PublishedAct) -> Context:
        time, part = self._times[act.seq - 1], self._parts[act.seq - 1]
        streams = self._recorder.streams
        return Context(
            self._case,
            act,
            part,
            time,
            agencies.supervising(act.agency, time.day) or self._in_charge,
            self._in_charge,
            self._people.of(act),
            streams.source() is not None,
            streams.case(part).appealed,
            self._namespace,
            dict(streams.case(part).outcomes),
        )

    def _step(self, step: Step, context: Context) -> None:
        """One step of a published act: recorded, or noted as a fact with the reason."""
        act_type, suffix = CATALOGUE[step.type], _suffix(step, context)
        if act_type.own and not by_procuracy(context):
            return self._fact(context, "an act of the procuracy by law, and another agency issued it", step)
        stream = self._recorder.streams.of(act_type, context)
        known = self._recorder.known(context, step.type, suffix)
        if known is not None:
            self._before_known(known, step, stream, context)
            return self._placed(known, stream, step, context)
        if self._noted_before(context, step):
            return None
        if self._opens_later(act_type, stream, context):
            return self._fact(context, "it came before the case was opened", step)
        try:
            data = filling.data_of(step, context, getattr(stream.state, "accused", {}))
        except NobodyNamed:
            return self._fact(context, NOBODY, step)
        self._gap(act_type, stream, context, suffix)
        self._implied_order(step, stream, context)
        precision = context.time.precision
        try:
            recorded = self._recorder.record(stream, step.type, suffix, context, data, precision, step.links)
        except LedgerRefused as refusal:
            if not refusal.by_law:
                raise
            return self._refused(context, step, refusal)
        return self._placed(recorded, stream, step, context)

    def _placed(self, recorded: RecordedAct, stream: Stream, step: Step, context: Context) -> None:
        """Takes in a placed act; behind the one that opens a file, who supervises it."""
        was_new = stream.state.stage == NEW
        self._recorder.take_in(stream, recorded, context, "placed", step.type)
        if stream.kind == "information_source":
            opened = was_new
        else:
            opened = stream.kind == "criminal_case" and not stream.state.supervised
        if opened and stream.state.stage not in (NEW, "verification"):
            self._supervised(stream, context)

    def _supervised(self, stream: Stream, context: Context) -> None:
        """Adds, as inferred, that the procuracy takes the file up and who is the prosecutor."""
        said = {"note": filling.note(context, "added as inferred: by law it follows the act before it")}
        assigned = {"prosecutor": str(self._recorder.prosecutor(context.unit)), "role": "leading", **said}
        for type_key, data in ((TAKEN[stream.kind], said), (ASSIGNED, assigned)):
            suffix = f"{stream.key}:{type_key}"
            self._recorder.added(stream, type_key, suffix, context, data, "follows by law")

    def _gap(self, act_type: ActType, stream: Stream, context: Context, suffix: str) -> None:
        """Notes that acts before this one were not published, where it is so."""
        found = lacking(stream.state, act_type, context.who.entries)
        if found is not None:
            data = filling.gap(context, found.stage, found.missing, found.persons, found.status)
            self._recorder.added(stream, GAP, f"{suffix}:gap", context, data, _unpublished(found.missing))

    def _implied_order(self, step: Step, stream: Stream, context: Context) -> None:
        """Adds the order that this act answers, for the accused on whom none is pending."""
        waiting = tuple(entry for entry in context.who.entries if step.implies and not _pending(stream, entry))
        if waiting:
            data = filling.implied_order(context, waiting)
            self._recorder.added(
                stream, step.implies, f"{_suffix(step, context)}:implied", context, data, "answered by this act"
            )

    def _before_known(self, known: RecordedAct, step: Step, stream: Stream, context: Context) -> None:
        """Takes in what an earlier run added before the act `known`."""
        for type_key, what in ((GAP, "gap"), (step.implies, "implied")):
            if type_key and known.receipt.version > stream.version + 1:
                before = self._recorder.known(context, type_key, f"{_suffix(step, context)}:{what}")
                if before is not None:
                    missing = orjson.loads(before.act)["data"].get("missing", [])
                    reason = _unpublished(missing) if type_key == GAP else "answered by this act"
                    self._recorder.take_in(stream, before, context, "added", type_key, reason)

    def _fact(self, context: Context, reason: str, step: Step | None = None) -> None:
        """Records that it was published, as a fact."""
        stream, suffix = self._fact_stream(context), _fact_suffix(step, context)
        recorded = self._recorder.known(context, FACT, suffix)
        if recorded is None:
            data = filling.fact(context, reason)
            recorded = self._recorder.record(stream, FACT, suffix, context, data, context.time.precision)
        self._recorder.take_in(stream, recorded, context, "fact", step.type if step else FACT, reason)

    def _refused(self, context: Context, step: Step, refusal: LedgerRefused) -> None:
        """Records as a fact what the law does not allow as an act."""
        stream, suffix = self._fact_stream(context), _fact_suffix(step, context)
        data = filling.fact(context, f"refused as {step.type}: {refusal.code} {refusal.article} {facts_of(refusal)}")
        recorded = self._recorder.record(stream, FACT, suffix, context, data, context.time.precision)
        rule = refusal.code, refusal.article
        self._recorder.take_in(stream, recorded, context, "refused", step.type, facts_of(refusal), rule)

    def _noted_before(self, context: Context, step: Step) -> bool:
        """Takes in the fact that an earlier run recorded instead of this act."""
        known = self._recorder.known(context, FACT, _fact_suffix(step, context))
        if known is None:
            return False
        told = orjson.loads(known.act)["data"]["note"].rpartition("recorded as a fact: ")[2]
        refused = re.fullmatch(r"refused as \S+: (\S+) (\S*) (.*)", told)
        outcome, reason, rule = "fact", told, ("", "")
        if refused is not None:
            outcome, reason, rule = "refused", refused[3], (refused[1], refused[2])
        self._recorder.take_in(self._fact_stream(context), known, context, outcome, step.type, reason, rule)
        return True

    def _opens_later(self, act_type: ActType, stream: Stream, context: Context) -> bool:
        """Whether the case must be open for this act, and a later published act opens it."""
        if stream.kind != "criminal_case" or stream.state.stage not in (NEW, "verification"):
            return False
        if stream.state.stage in act_type.lawful_from:
            return False
        return any(
            act.act == "case_initiated" and self._parts[act.seq - 1] == context.part
            for act in self._case.acts[context.act.seq :]
        )

    def _fact_stream(self, context: Context) -> Stream:
        """Where a fact belongs: the criminal case, else the file written to last, else the first to be opened."""
        streams = self._recorder.streams
        if self._criminal:
            return streams.case(context.part)
        if streams.last is not None:
            return streams.last
        opening = next(
            (CATALOGUE[step.type] for act in self._case.acts for step in row_of(act.act).steps if _opens(step)), None
        )
        return streams.of(opening, context) if opening is not None else streams.case(context.part)


def in_order(case: Case) -> list[PublishedAct]:
    """The acts of a case, those of one published day in the order of the procedure."""
    groups: list[list[PublishedAct]] = []
    for act in case.acts:
        if groups and act.date is not None and groups[-1][0].date == act.date:
            groups[-1].append(act)
        else:
            groups.append([act])
    return [act for group in groups for act in sorted(group, key=lambda a: LATE_IN_THE_DAY.get(a.act, 0))]


def _opens(step: Step) -> bool:
    return NEW in CATALOGUE[step.type].lawful_from


def _pending(stream: Stream, entry: Entry) -> bool:
    accused = stream.state.accused.get(entry.person)
    remand = accused.running("remand") if accused is not None else None
    return remand is not None and remand.pending


def _unpublished(missing: tuple[str, ...] | list[str]) -> str:
    return "not published: " + (", ".join(missing) or "what led to the stage")


def _suffix(step: Step, context: Context) -> str:
    return f"{step.type}:{context.each.label}" if context.each else step.type


def _fact_suffix(step: Step | None, context: Context) -> str:
    return f"{_suffix(step, context)}:fact" if step else "fact"
