"""The act types as each rule set has them.

The newest rule set is the catalogue. A closed one takes from the catalogue what its manifest names: an act type that
is not in it is unknown under it, a check that it does not name does not judge, and articles, stages and signers are
its own.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from domain.acts.former import FORMER
from domain.errors import NotAnAct
from domain.kernel.act_type import ActType
from domain.kernel.catalogue import CATALOGUE, BadCatalogue
from domain.kernel.manifest import JUDGING, PLAIN, Manifest, manifest, name_of
from domain.kernel.rule_sets import RULE_SETS, current_rule_set


def manifest_of(rule_set: str) -> Manifest:
    """What `rule_set` says of every act. Raises KeyError for an unknown one."""
    if RULE_SETS[rule_set].id == current_rule_set():
        return manifest(CATALOGUE)
    text = files("domain.law").joinpath("rule_sets", f"{rule_set}.json").read_text(encoding="utf-8")
    closed: Manifest = json.loads(text)
    return closed


def _ruled(rule_set: str) -> Mapping[str, ActType]:
    if rule_set == current_rule_set():
        return CATALOGUE
    return MappingProxyType({key: _as_closed(rule_set, key, said) for key, said in manifest_of(rule_set).items()})


def _as_closed(rule_set: str, key: str, said: Mapping[str, Any]) -> ActType:
    if key not in CATALOGUE:
        raise BadCatalogue(f"{key}: rule set {rule_set} has it, the catalogue has not")
    act_type = CATALOGUE[key]
    changes: dict[str, Any] = {member: tuple(said[member]) for member in PLAIN}
    changes |= {member: tuple(_named(rule_set, act_type, member, said[member])) for member in JUDGING}
    return replace(act_type, **changes)


def _named(rule_set: str, act_type: ActType, member: str, names: list[str]) -> Iterator[Any]:
    checks = {name_of(check): check for check in (*FORMER, *getattr(act_type, member))}
    for name in names:
        if name not in checks:
            raise BadCatalogue(f"{act_type.key}: rule set {rule_set} is judged by {name}, which is gone")
        yield checks[name]


RULED: Mapping[str, Mapping[str, ActType]] = {rule_set: _ruled(rule_set) for rule_set in RULE_SETS}


def act_type_under(key: str, rule_set: str) -> ActType:
    """The declaration of `key` as `rule_set` has it. Raises NotAnAct for an unknown rule set, or a type not in it."""
    try:
        return RULED[rule_set][key]
    except KeyError:
        if rule_set not in RULED:
            raise NotAnAct("/rule_set", "unknown_rule_set", {"rule_set": rule_set}) from None
        raise NotAnAct("/type", "unknown_type", {"type": key, "rule_set": rule_set}) from None
