"""What `socai demo` records so that a report can be seen in its states: the report of one unit of the synthetic
district on form 02, signed and sent; one figure of it adjusted, with the reason; and a finding that an officer takes
note of.

Everything goes through the HTTP API, signed by officers of the unit. Every command id follows from the ledger and a
name: run again, it finds the receipts and adds nothing.
"""

from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.kernel.calendar import VIETNAM
from ops.chronology.client import Command, LedgerClient, Receipt, Signatory
from ops.development_pki import DevelopmentPki
from ops.founding import Roster
from ops.settings import Settings
from ops.synth.enrolling import keys_of
from ops.synth.model import model
from ops.synth.nation import plan

UNIT, FORM = "T79-KV1", "02-2019"
PERIOD = "2026-12m"  # the procuracy year 2026
ROW, COLUMN = "2", "case"
REASON = "Một vụ án còn trên giấy, chưa nhập vào sổ cái (mẫu)"
NOTED = "Đã biết, đang kiểm tra lại hồ sơ (mẫu)"


class Shown(NamedTuple):
    """What stands in the ledger after a run; `finding` is None when the district has none."""

    report: Receipt
    adjusted: Receipt
    finding: Receipt | None


def record_report(client: LedgerClient, people: Roster, settings: Settings, acts: int) -> Shown:
    """The three acts, recorded unless they are. The registers must hold the district, of about `acts` acts.

    Raises: RecordingError.
    """
    head, prosecutor = (_officer(people, settings, acts, title) for title in ("VT", "KSV"))
    report = _sent(client, head)
    return Shown(report, _adjusted(client, head, report), _acknowledged(client, prosecutor))


def _officer(people: Roster, settings: Settings, acts: int, title: str) -> Signatory:
    """The first officer of the title in the unit, with the key that the development PKI gave."""
    planned = plan(model(), acts)
    keys = keys_of(DevelopmentPki(settings.pki_folder, settings.deployment), planned, people)
    found = next(each for each, _ in planned.officers() if (each.unit, each.title, each.number) == (UNIT, title, 1))
    return Signatory(found.id(people.origin), UNIT, title, keys[UNIT, title, 1])


def _sent(client: LedgerClient, head: Signatory) -> Receipt:
    """The report, with the hash of its figures as of the newest position."""
    command_id = _identifier(client, "report")
    known = client.receipt(command_id, head)
    if known is not None:
        return known
    filled = client.get(f"/statistics/forms/{FORM}", head, unit=UNIT, scope="unit", period=PERIOD)
    data = {
        "report_form": filled["form"], "form_version": filled["version"], "period": PERIOD, "scope": "unit",
        "values_hash": filled["hash"], "position": filled["position"], "figures_rule_set": filled["rule_set"],
    }  # fmt: skip
    file = _identifier(client, "statistics")
    return _record(client, head, file, "dossier", "statistical_report.signed.v1", command_id, data)


def _adjusted(client: LedgerClient, head: Signatory, report: Receipt) -> Receipt:
    """One figure of the report, one more than the ledger has."""
    command_id = _identifier(client, "adjustment")
    known = client.receipt(command_id, head)
    if known is not None:
        return known
    asked: dict[str, str | int] = {"unit": UNIT, "scope": "unit", "period": PERIOD, "as_of": report.position - 1}
    lines = client.get(f"/statistics/forms/{FORM}", head, **asked)["lines"]
    value = next(line for line in lines if line["code"] == ROW)["cells"][COLUMN]["value"]
    data = {
        "cells": [{"cell": f"{ROW}/{COLUMN}", "before": value, "after": value + 1}], "reason": REASON,
        "approved_by": str(head.officer),
    }  # fmt: skip
    corrects = {
        "stream": str(report.stream), "version": report.version, "hash": report.act_hash, "relation": "corrects",
    }  # fmt: skip
    return _record(
        client, head, report.stream, "dossier", "statistical_report.adjusted.v1", command_id, data, corrects
    )  # fmt: skip


def _acknowledged(client: LedgerClient, prosecutor: Signatory) -> Receipt | None:
    """The newest open finding of the unit, taken note of in the file that it is in."""
    command_id = _identifier(client, "acknowledgement")
    known = client.receipt(command_id, prosecutor)
    if known is not None:
        return known
    found = client.get("/findings", prosecutor, unit=UNIT, state="open", limit=1)["findings"]
    if not found:
        return None
    finding = found[0]
    kind = client.get(f"/cases/{finding['stream']}", prosecutor)["kind"]
    data = {"rule": finding["rule"], "concerned": finding["acts"], "statement": NOTED}
    return _record(
        client, prosecutor, UUID(finding["stream"]), kind, "finding.acknowledged.v1", command_id, data
    )  # fmt: skip


def _record(
    client: LedgerClient, who: Signatory, stream: UUID, kind: str, key: str, command_id: UUID, data: dict[str, Any],
    *links: dict[str, Any],
) -> Receipt:  # fmt: skip
    now = datetime.now(UTC).astimezone(VIETNAM).isoformat(timespec="seconds")
    return client.record(Command(stream, kind, key, command_id, now, "instant", data, links), who).receipt


def _identifier(client: LedgerClient, name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"urn:socai:{client.origin}:demo:{UNIT}:{FORM}:{PERIOD}:{name}")
