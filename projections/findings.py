"""Findings: the audit rules of domain/audit over the acts of each file, as rows.

A row whose `holds_from` lies ahead is an obligation that still runs; read as of a day, a finding is a row that holds
on it. Rows of obligations met in time end with the act that met them.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any, NamedTuple
from uuid import UUID

from domain.audit import folding
from domain.audit.finding import Ended, Finding
from projections.case_status import CASES
from projections.declaration import Called, Gone, Index, Key, Projection, Step


class FindingRow(NamedTuple):
    """domain.audit.finding.Finding as a row."""

    rule: Annotated[str, Called("Quy tắc", "Rule")]
    mark: Annotated[str, Called("Ký hiệu", "Mark")]  # tells the findings of a rule in one file apart
    person: Annotated[UUID | None, Called("Người liên quan", "Person concerned")]  # pseudonymous
    versions: Annotated[tuple[int, ...], Called("Hành vi liên quan", "Acts concerned")]
    holds_from: Annotated[date, Called("Vi phạm từ ngày", "Holds from")]
    facts: Annotated[str, Called("Dữ kiện", "Facts")]  # canonical JSON
    severity: Annotated[str, Called("Mức độ", "Severity")]
    unit: Annotated[str, Called("Đơn vị", "Unit")]
    prosecutors: Annotated[tuple[UUID, ...], Called("Kiểm sát viên", "Prosecutors")]
    certain: Annotated[bool, Called("Chắc chắn", "Certain")]
    opened: Annotated[int, Called("Phát hiện tại vị trí", "First seen at position")]
    remedied: Annotated[int, Called("Khắc phục tại vị trí", "Remedied at position")]  # 0: not
    remedied_by: Annotated[int, Called("Hành vi khắc phục", "Remedied by act")]  # version
    remedied_on: Annotated[date | None, Called("Ngày khắc phục", "Remedied on")]
    acknowledged: Annotated[tuple[int, ...], Called("Đã ghi nhận bởi hành vi", "Acknowledged by acts")]
    explained: Annotated[tuple[int, ...], Called("Đã giải trình bởi hành vi", "Explained by acts")]


AUDIT = (  # a rule that is changed gives other findings of old acts
    "domain.audit.areas.cases", "domain.audit.areas.files", "domain.audit.areas.persons", "domain.audit.areas.sources",
    "domain.audit.areas.trials", "domain.audit.entries", "domain.audit.finding", "domain.audit.flagged",
    "domain.audit.folding", "domain.audit.rules", "domain.audit.shapes", "domain.audit.times",
    "domain.audit/rules.toml",
)  # fmt: skip


def change(rows: Mapping[Key, Any], step: Step) -> Iterable[Finding | Gone]:
    """Findings are rows already: they have the members of FindingRow in its order."""
    changes = folding.change(rows, step)
    if not changes:
        return ()
    return [Gone(each.key) if type(each) is Ended else each for each in changes]  # type: ignore[misc]


FINDINGS = Projection(
    name="finding",
    title_vi="Vi phạm, thiếu sót phát hiện từ hành vi",
    title_en="Findings",
    kinds=CASES,
    row=FindingRow,
    key=("rule", "mark"),
    change=change,
    indexes=(
        Index(("opened",)),
        # What stands: one in twenty, most ended as obligations do. Of these many do not hold yet, those opened last
        # nearly all: the index says so without a look at the row.
        Index(("opened", "holds_from"), "seen_until IS NULL"),
        Index(("unit", "opened", "holds_from"), "seen_until IS NULL"),
        Index(("rule", "opened", "holds_from"), "seen_until IS NULL"),
        Index(("unit", "rule", "severity", "holds_from", "remedied_on"), "seen_until IS NULL"),  # as they are counted
        Index(("unit",), "seen_until IS NULL AND cardinality(explained) > 0"),
        Index(("unit", "seen_until"), "seen_until IS NOT NULL"),  # what stood at a past position; obligations of old
    ),
    traced=False,
    clocked=True,
    rests_on=AUDIT,
)
