"""What became of a chronology: a short table, and a report that lists every act that was not simply placed."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.table import Table

from domain.limits import words
from ops.chronology.accounts import CaseReport, Line, total
from ops.chronology.mapping import FACT
from ops.chronology.reader import Chronology

COLUMNS = ("case", "acts", "placed", "as a fact", "refused", "added as inferred", "findings", "late")
COUNTED = ("placed", "fact", "refused", "added")


def table(reports: Sequence[CaseReport]) -> Table:
    """Counts by case. Columns 3 to 5 add up to column 2."""
    found = Table(*COLUMNS, show_footer=True)
    for report in reports:
        counts = [str(report.count(outcome)) for outcome in COUNTED]
        findings = (str(len(report.flags)), str(len(report.late)))
        found.add_row(report.case.id, str(len(report.case.acts)), *counts, *findings)
    acts = sum(len(report.case.acts) for report in reports)
    flags, late = sum(len(report.flags) for report in reports), sum(len(report.late) for report in reports)
    footer = ("all", acts, *(total(reports, outcome) for outcome in COUNTED), flags, late)
    for column, value in zip(found.columns, footer, strict=True):
        column.footer = str(value)
        column.justify = "left" if value == "all" else "right"
    return found


def refusals(reports: Sequence[CaseReport]) -> Table:
    """What the law refused, with code and article."""
    found = Table("case", "act", "code", "refused as", "rule", "article")
    for line in _lines(reports, "refused", "not added"):
        found.add_row(line.case, str(line.seq), line.code, line.type, line.rule, line.article)
    return found


def write(path: Path, chronology: Chronology, ledger: str, reports: Sequence[CaseReport]) -> None:
    """Writes the report, in Markdown."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(_report(chronology, ledger, reports)) + "\n", encoding="utf-8")


def _report(chronology: Chronology, ledger: str, reports: Sequence[CaseReport]) -> Iterable[str]:
    yield f"# {chronology.name} in the ledger {ledger}"
    yield f"\nSHA-256 of the file: {chronology.sha256}\n"
    yield f"| {' | '.join(COLUMNS)} |"
    yield "|---" * len(COLUMNS) + "|"
    for report in reports:
        counts = " | ".join(str(report.count(outcome)) for outcome in COUNTED)
        yield f"| {report.case.id} | {len(report.case.acts)} | {counts} | {len(report.flags)} | {len(report.late)} |"
    yield from _section("Refused by law, and recorded as a fact", reports, ("refused", "not added"))
    yield from _section("Not placed: recorded as a fact", reports, ("fact",))
    yield from _section("Added as inferred", reports, ("added",))
    yield "\n## Findings of the domain\n"
    for report in reports:
        for stream, flag in report.flags:
            facts = ", ".join(f"{name}: {value}" for name, value in flag.facts.items())
            yield f"* {report.case.id} {stream.key} version {flag.version}: {flag.code} ({flag.article}) {facts}"
    yield from _limits(reports)
    yield "\n## Accused who could not be told\n"
    for report in reports:
        yield from (f"* {report.case.id} act {seq}: {label}" for seq, label in report.unresolved)
    yield "\n## Put later within their day\n"
    yield from (f"* {report.case.id} act {seq}" for report in reports for seq in report.moved)
    yield "\n## Placed\n"
    for line in _lines(reports, "placed"):
        yield f"* {_where(line)} as {line.type}, position {line.position}"


def _limits(reports: Sequence[CaseReport]) -> Iterable[str]:
    """What came late, with its arithmetic, beside what the chronology itself notes on time limits."""
    yield "\n## Time limits: what came late, and what the chronology notes\n"
    for report in reports:
        for stream, found in report.late:
            doubt = "" if found.certain else ", not certain"
            yield (
                f"* {report.case.id} {stream.key} versions {found.started} to {found.ended}: {found.due.limit.name_en},"
                f" {found.days} days late ({found.article}{doubt})"
            )
            yield from (f"    * {step}" for step in words.arithmetic(found.due, "en"))
        yield from (f"* {report.case.id} notes: {note}" for note in report.case.time_limit_notes)


def _section(title: str, reports: Sequence[CaseReport], outcomes: tuple[str, ...]) -> Iterable[str]:
    yield f"\n## {title}\n"
    for line in _lines(reports, *outcomes):
        kind = f" [{line.type}]" if line.type != FACT else ""
        rule = f" {line.rule} ({line.article})" if line.rule else ""
        place = f" Position {line.position}." if line.position else ""
        yield f"* {_where(line)}{kind}:{rule} {line.reason}.{place}"


def _where(line: Line) -> str:
    return f"{line.case} act {line.seq} `{line.code}`"


def _lines(reports: Sequence[CaseReport], *outcomes: str) -> Iterable[Line]:
    return (line for report in reports for line in report.lines if line.outcome in outcomes)
