"""Random walks over the catalogue: whatever is asked is applied, or refused with an article."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from domain.audit.folding import findings
from domain.audit.rules import is_rule
from domain.errors import Refused
from domain.kernel.act_type import ANY
from domain.kernel.calendar import day_of
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.coding import act_body, asked_from_json
from domain.kernel.deciding import apply, decide, fold, initial
from domain.kernel.personal import nested_fields, personal_fields
from domain.kinds import KINDS
from domain.law.codes import law_on
from domain.limits.following import Clocks
from domain.sentences import SENTENCES
from domain.states.criminal_case import STATUSES, CriminalCase

KINDS_OF_CASES = [kind for kind in KINDS if kind != "organisation"]
LABELS = ["bị can 1", "bị can 2"]
UNITS = {"from_unit": ["H9", "KV1"]}  # one that ended and has successors, and one that did not
KEYS = ["accused.charged.v1", "investigation.concluded.v1"]
DAYS = [None, None, "2026-08-03"]  # under the law of then, and under that of 2026
BEGINNING = {"criminal_case": ["case.opened.v1", "accused.charged.v1", "charge.approved.v1"]}  # as most files begin
ABOUT = {  # start of a key -> measure or member of an accused that the act is about, where it is not the first word
    "compulsory_treatment.ended": "treatment",
    "court_measure": "juvenile",
    "diversion.applied": "juvenile",
    "diversion.refused": "juvenile",
    "diversion_": "juvenile",
    "diversion.refusal_annulled": "diversion_refused",
    "juvenile_representative": "juvenile_supervision",
    "social_report": "juvenile",
}


class Chooser:
    """Random JSON for the data of any act type."""

    def __init__(self, random: Random, file: Any) -> None:
        self.random = random
        self.file = file
        self.key = ""  # of the act being chosen
        self.day = random.choice(DAYS)  # on which most acts of the file are done

    def data(self, model: type[BaseModel]) -> dict[str, Any]:
        """Members of `model`: all that are required, and some that are not."""
        chosen = {}
        for name, info in model.model_fields.items():
            if info.is_required() or self.random.random() < (1 if name == "juvenile" else 0.4):
                chosen[name] = self.value(info.annotation, [*info.metadata], name, model)
        if "label" in model.model_fields:
            chosen["label"] = self.random.choice(LABELS)
            chosen["person"] = self.file.person(chosen["label"])
        if model.__name__ == "GapNoted":
            chosen["stage"] = self.random.choice(self.file.state.stages)
        if model.__name__ == "Charge" and self.random.random() < 0.9:  # mostly an offence that there is
            chosen |= {"code": "BLHS-2015", "article": "173", "clause": self.random.choice("1234"), "crime_class": None}
        return {name: value for name, value in chosen.items() if value is not None}

    def value(self, kind: Any, metadata: list[Any], name: str, model: type[BaseModel]) -> Any:
        """A value for one member."""
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self.value(arguments[0], [*metadata, *arguments[1:]], name, model)
        if origin in (UnionType, Union):
            inner = next(argument for argument in arguments if argument is not type(None))
            return self.value(inner, metadata, name, model)
        if origin is Literal:
            return self.random.choice(arguments)
        if origin is tuple:
            number = self.random.choice([1, 1, 1, 2])
            values = [self.value(arguments[0], [], name, model) for _ in range(number)]
            return [value for index, value in enumerate(values) if value not in values[:index]]
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return self.data(kind)
        return self.plain(kind, metadata, name)

    def plain(self, kind: Any, metadata: list[Any], name: str) -> Any:
        """A value without parts."""
        if kind is UUID:
            officer = name in ("prosecutor", "deputy", "replaced", "officer")
            return self.officer() if officer else self.file.person(self.random.choice(self.fitting()))
        if kind is datetime.date:
            return f"2022-{self.random.randint(9, 12):02}-{self.random.randint(1, 28):02}"
        if kind is datetime.datetime:
            return "2022-10-07T02:00:00+07:00"
        if kind is bool:
            return self.random.random() < (0.5 if name == "juvenile" else 0.3)
        if kind is int:
            return self.random.randint(1, 5)
        pattern = next((str(m.pattern) for m in metadata if getattr(m, "pattern", None)), "")
        if pattern.startswith("^[a-z_]+"):
            return self.random.choice(KEYS)
        if pattern.startswith("^[0-9a-f]{64}"):
            return f"{self.random.randint(0, 9):064}"
        if name == "rule":
            return self.random.choice(["AR-010", "FLAG/wrong_stage", "x"])
        return self.random.choice(UNITS.get(name, ["KV1", "T79", "TC"])) if name.endswith("_unit") else "x"

    def fitting(self) -> list[str]:
        """Labels of the accused under the measure that the act is about; else of those in the case, or of anybody."""
        accused = getattr(self.file.state, "accused", {}).values()
        known = [] if self.random.random() < 0.1 else [a.label for a in accused]
        return [a.label for a in accused if concerns(self.key, a)] or known or LABELS

    def officer(self) -> str:
        """An officer of the unit."""
        return str(self.file.actor(self.random.choice(["charge.approved.v1", "investigation.requested.v1"]))["officer"])

    def links(self) -> list[dict[str, Any]]:
        """A link that some acts need."""
        relations = (
            "opens", "split_from", "merged_from", "merged_into", "corrects", "answers", "enforces", "annuls",
            "replaces", "concerns", "appeals", "succeeds", "opened_from",
        )  # fmt: skip
        chosen = [relation for relation in relations if self.random.random() < 0.5]
        return [self.file.link(relation, self.random.choice(self.versions())) for relation in chosen]

    def versions(self) -> list[int]:
        """Versions that a link may name: the first act, and those decisions of the file that may be annulled."""
        state = self.file.state
        amended = [amendment.version for amendment in getattr(state, "amendments", ())]
        return [1, *getattr(state, "joins", ()), *getattr(state, "splits", ()), *amended]


def step(chooser: Chooser, file: Any, key: str) -> bool:
    """Asks for one act. Gives back whether it was applied."""
    chooser.key = key
    day = chooser.day if chooser.random.random() < 0.8 else chooser.random.choice(DAYS)
    if not law_on(CATALOGUE[key].law, datetime.date.fromisoformat(day or file.day)):
        day = DAYS[-1]  # the law of then knew no such act
    body = file.body(key, links=chooser.links(), **chooser.data(CATALOGUE[key].data))
    asked = asked_from_json({**body, "occurred_at": f"{day}T09:00:00+07:00"} if day else body)
    try:
        act = decide(file.state, file.organisation, asked)
    except Refused as refusal:
        refused = refusal
    else:
        assert act == decide(file.state, file.organisation, asked_from_json(act_body(act)))
        before, leads_to = file.stage, CATALOGUE[key].leads_to
        file.record(act)
        assert file.stage in (before, *leads_to) or ANY in leads_to, (key, before, file.stage)
        return True
    assert refused.article
    assert refused.code in SENTENCES
    return False


def check(file: Any) -> None:
    """What holds for every state."""
    state = file.state
    assert state.version == len(file.history)
    assert state.stage in state.stages
    for flag in state.flags:
        assert flag.article
        assert flag.code in SENTENCES
        assert 1 <= flag.version <= state.version
    if isinstance(state, CriminalCase):
        for accused in state.accused.values():
            assert accused.status in STATUSES
            kinds = [measure.kind for measure in accused.measures if not measure.ended]
            assert kinds.count("remand") <= 1
            assert accused.status != "died" or not kinds or any(m.ordered > 1 for m in accused.measures)
    assert file.again() == state


@dataclass(frozen=True)
class At:
    """One act with the states around it."""

    recorded: Any
    before: Any
    after: Any
    clocks: Any

    @property
    def act(self) -> Any:
        return self.recorded.act

    @property
    def day(self) -> datetime.date:
        return day_of(self.act.occurred_at)

    @property
    def flags(self) -> Any:
        return self.after.flags[len(self.before.flags) :]


def audit(file: Any) -> None:
    """Every rule takes every history; a finding names acts of the file, and rules that there are."""
    clocks, state, history = Clocks(), initial(file.kind), []
    for recorded in file.history:
        after = apply(state, recorded)
        history.append(At(recorded, state, after, clocks.take(recorded, state, after)))
        state = after
    for found in findings(history):
        assert is_rule(found.rule)
        assert all(1 <= version <= state.version for version in found.versions)
        assert found.remedied_by <= state.version


def keys_of(kind: str) -> list[str]:
    """Keys of the acts of a kind of stream."""
    return [key for key, act_type in CATALOGUE.items() if kind in act_type.kinds]


@pytest.mark.parametrize("kind", KINDS_OF_CASES)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_a_walk_never_crashes(file_of, kind, seed):
    file, random = file_of(kind), Random(seed)
    chooser = Chooser(random, file)
    for _ in range(30):
        step(chooser, file, random.choice(keys_of(kind)))
    check(file)
    audit(file)


@pytest.mark.parametrize("kind", KINDS_OF_CASES)
def test_no_stage_is_unreachable_and_no_act_is_always_refused(file_of, kind):
    """Files in which the lawful is preferred, and what was not yet applied, until nothing is left out."""
    random = Random(7)
    unseen, wanted = set(KINDS[kind].initial.stages), set(keys_of(kind))
    applied, refused = Counter[str](), Counter[str]()
    for _ in range(2_000):
        if not unseen and not wanted - applied.keys():
            return
        file = file_of(kind)
        chooser = Chooser(random, file)
        for key in BEGINNING.get(kind, ()) if random.random() < 0.5 else ():
            step(chooser, file, key)
        for _ in range(60):
            key = likely(random, file, applied, refused)
            (applied if step(chooser, file, key) else refused)[key] += 1
            unseen.discard(file.stage)
        check(file)
    assert (unseen, wanted - applied.keys()) == (set(), set())


def concerns(key: str, accused: Any) -> bool:
    """Whether an accused is under the measure, or has the member, that acts of the key are about."""
    word = next((ABOUT[start] for start in ABOUT if key.startswith(start)), key.split(".")[0])
    return bool(accused.running(word) or getattr(accused, word, 0))


def likely(random: Random, file: Any, applied: Counter[str], refused: Counter[str]) -> str:
    """The key of an act that is mostly lawful now, and often a rare one or about what the last one was about."""
    keys = keys_of(file.kind)
    lawful = [key for key in keys if {file.stage, ANY} & {*CATALOGUE[key].lawful_from}] or keys
    if random.random() < 0.85:
        keys = [key for key in keys if file.stage in CATALOGUE[key].lawful_from] or keys
    chance = random.random()
    accused = getattr(file.state, "accused", {}).values()
    due = [key for key in lawful if not applied[key] and any(concerns(key, a) for a in accused)]
    if due and chance < 0.08:
        keys = due
    elif chance < 0.15:
        keys = [min(lawful, key=lambda key: (applied[key] > 0, refused[key]))]
    elif chance < 0.3:  # what leads to an act not yet applied may itself be rare
        known = [key for key in lawful if applied[key]]
        least = min((applied[key] for key in known), default=0)
        keys = [key for key in known if applied[key] == least] or keys
    elif file.history and chance < 0.6:
        word = file.history[-1].act.type.split(".")[0]
        keys = [key for key in lawful if key.startswith(f"{word}.")] or keys
    return random.choice(keys)


def test_folding_a_prefix_is_the_state_at_that_version(judged):
    states: Iterator[Any] = (fold("criminal_case", judged.history[:n]) for n in range(len(judged.history) + 1))
    assert [state.version for state in states] == list(range(len(judged.history) + 1))


def test_personal_members_of_the_catalogue_stand_with_a_person():
    assert {name for act_type in CATALOGUE.values() for name in personal_fields(act_type.data)} == set()
    holders = {act_type.key for act_type in CATALOGUE.values() if nested_fields(act_type.data)}
    assert {"source.received.v1", "accused.charged.v1", "custody.ordered.v1", "clemency.decided.v1"} <= holders
