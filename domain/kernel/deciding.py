"""The domain as four functions: decide, apply, initial, fold.

decide judges in this order: 1 the request is an act of the catalogue as its rule set has it; 2 the actor may
sign it that day; 3 it is possible in this stream; 4 it keeps the law. An act of the procuracy that breaks a
rule of step 4 is refused. Another agency's act that breaks one is a fact: `apply` records it with a flag.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from domain.errors import NotAnAct, Refused
from domain.kernel.act import Act, Asked, Recorded
from domain.kernel.act_type import ANY, NEW, ActType, Breach, Flag, Question
from domain.kernel.calendar import day_of
from domain.kernel.coding import act_type_of, read_data
from domain.kernel.ruling import act_type_under
from domain.kinds import KINDS
from domain.law.codes import cited, law_on
from domain.organisation.state import Organisation

STREAM_ARTICLE = "BLTTHS-2015/131"  # the file of a case holds its acts in order


def initial(kind: str) -> Any:
    """State of a stream of `kind` before its first act. Raises NotAnAct for a kind that does not exist."""
    if kind not in KINDS:
        raise NotAnAct("/kind", "unknown_kind", {"kind": kind})
    return KINDS[kind].initial


def decide(state: Any, organisation: Organisation, asked: Asked) -> Act:
    """The act that the law makes of what is asked. Raises NotAnAct, Refused."""
    act_type_of(asked.type, asked.kind)
    act_type = act_type_under(asked.type, asked.rule_set)
    if not isinstance(state, type(KINDS[asked.kind].initial)):
        raise NotAnAct("/kind", "wrong_stream", {"kind": asked.kind})
    day = day_of(asked.occurred_at)
    act = Act(
        asked.kind,
        asked.type,
        asked.occurred_at,
        asked.precision,
        asked.rule_set,
        asked.actor,
        law_on(act_type.law, day),
        asked.documents,
        asked.links,
        read_data(act_type, asked.data),
    )
    if state.version or asked.kind != "organisation":  # the founding act signs for itself: see its own check
        organisation.may_sign(asked.actor, act_type, day)
    question = Question(act, act_type, day, organisation)
    for breach in _impossible(state, question):
        raise Refused(breach.code, cited(breach.article, day), breach.facts)
    if act_type.own:
        for breach in _breaches(state, question):
            raise Refused(breach.code, cited(breach.article, day), breach.facts)
    return act


def apply(state: Any, recorded: Recorded) -> Any:
    """The state after `recorded`. Never looks at personal values."""
    act_type = act_type_under(recorded.act.type, recorded.act.rule_set)
    flags = _flags(state, act_type, recorded) if _may_be_flagged(state, act_type) else ()
    after = act_type.apply(state, recorded)
    if flags:
        return after.evolved(version=recorded.version, flags=after.flags + flags)
    return after.evolved(version=recorded.version)


def fold(kind: str, history: Iterable[Recorded]) -> Any:
    """The state after a whole history of a stream of `kind`."""
    state = initial(kind)
    for recorded in history:
        state = apply(state, recorded)
    return state


def _impossible(state: Any, question: Question) -> Iterator[Breach]:
    act_type = question.act_type
    if state.stage == NEW and NEW not in act_type.lawful_from:
        yield Breach("stream_not_open", STREAM_ARTICLE, {"lawful_from": list(act_type.lawful_from)})
    if state.stage != NEW and act_type.lawful_from == (NEW,):
        yield Breach("stream_already_open", STREAM_ARTICLE, {"stage": state.stage})
    yield from _found(act_type.impossible, state, question)


def _breaches(state: Any, question: Question) -> Iterator[Breach]:
    act_type = question.act_type
    if _out_of_place(state, act_type):
        facts = {"stage": state.stage, "lawful_from": list(act_type.lawful_from)}
        article = next(iter(question.act.law), act_type.law[0])  # the first in force on the day
        yield Breach("wrong_stage", article, facts)
    yield from _found(act_type.checks, state, question)


def _found(checks: Iterable[Any], state: Any, question: Question) -> Iterator[Breach]:
    for check in checks:
        breach = check(state, question)
        if breach is not None:
            yield breach


def _out_of_place(state: Any, act_type: ActType) -> bool:
    return ANY not in act_type.lawful_from and state.stage not in act_type.lawful_from


def _may_be_flagged(state: Any, act_type: ActType) -> bool:
    """Whether anything is asked of an act that is a fact already; of most acts nothing is."""
    if act_type.own:
        return bool(act_type.notes)
    return bool(act_type.checks or act_type.notes) or _out_of_place(state, act_type)


def _flags(state: Any, act_type: ActType, recorded: Recorded) -> tuple[Flag, ...]:
    day = day_of(recorded.act.occurred_at)
    question = Question(recorded.act, act_type, day, None)
    breaches = [] if act_type.own else list(_breaches(state, question))
    if act_type.notes:
        breaches += _found(act_type.notes, state, question)
    return tuple([_flag(breach, day, recorded) for breach in breaches]) if breaches else ()


def _flag(breach: Breach, day: Any, recorded: Recorded) -> Flag:
    return Flag(breach.code, cited(breach.article, day), breach.facts, recorded.version, recorded.hash)
