"""What is said about findings: an officer has taken note of one, says how it came about, says that it is remedied.

A finding itself is no act: it is computed from the acts (domain/audit). These acts name its rule and the acts
concerned, and stand beside it; none of them takes it away, because what happened has happened.
"""

from typing import Annotated

from pydantic import Field

from domain.acts.changes import unchanged
from domain.acts.common import FILES
from domain.acts.shapes import Own
from domain.audit.rules import is_rule
from domain.kernel.act import Version
from domain.kernel.act_type import ANY, PROSECUTOR, ActType, Breach, Question
from domain.kernel.data import Code, Text
from domain.states.stream import Stream


class FindingNamed(Own):
    """A finding by its rule and the acts of this file that it concerns."""

    rule: Code  # of domain/audit/rules.toml, FLAG/<code> or LIMIT/<row>
    concerned: Annotated[tuple[Version, ...], Field(min_length=1, max_length=100)]


class FindingAcknowledged(FindingNamed):
    """The officer takes note of a finding."""

    statement: Text | None = None


class FindingExplained(FindingNamed):
    """How the finding came about."""

    statement: Text


class FindingRemedied(FindingNamed):
    """What was done about the finding."""

    statement: Text


def rule_known(state: Stream, question: Question) -> Breach | None:
    """The rule is one under which findings may stand."""
    rule = question.act.data.rule
    return None if is_rule(rule) else Breach("audit_rule_unknown", "LTCVKSND-2014/5", {"rule": rule})


def acts_there(state: Stream, question: Question) -> Breach | None:
    """The acts concerned stand in the file."""
    missing = [version for version in question.act.data.concerned if version > state.version]
    return Breach("concerned_unknown", "BLTTHS-2015/131", {"versions": missing}) if missing else None


CHAPTER = (
    ActType(
        key="finding.acknowledged.v1", name_vi="Ghi nhận đã biết vi phạm, thiếu sót do hệ thống phát hiện",
        name_en="Finding acknowledged",
        module="common", issuer="procuracy", kinds=FILES, signed_by=PROSECUTOR, law=("LTCVKSND-2014/5",),
        lawful_from=(ANY,), impossible=(rule_known, acts_there),
        data=FindingAcknowledged, apply=unchanged, confirmed=False, source="design of the ledger",
    ),
    ActType(
        key="finding.explained.v1", name_vi="Giải trình vi phạm, thiếu sót do hệ thống phát hiện",
        name_en="Finding explained",
        module="common", issuer="procuracy", kinds=FILES, signed_by=PROSECUTOR, law=("LTCVKSND-2014/5",),
        lawful_from=(ANY,), impossible=(rule_known, acts_there),
        data=FindingExplained, apply=unchanged, confirmed=False, source="design of the ledger",
    ),
    ActType(
        key="finding.remedied.v1", name_vi="Khắc phục vi phạm, thiếu sót do hệ thống phát hiện",
        name_en="Finding remedied",
        module="common", issuer="procuracy", kinds=FILES, signed_by=PROSECUTOR, law=("LTCVKSND-2014/5",),
        lawful_from=(ANY,), impossible=(rule_known, acts_there),
        data=FindingRemedied, apply=unchanged, confirmed=False, source="design of the ledger",
    ),
)  # fmt: skip
