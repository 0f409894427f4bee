"""What a published act tells, for the members of an act's data. Each function reads one member off the context."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from ops.chronology import agencies, offences, outcomes
from ops.chronology.dating import Dated
from ops.chronology.people import Entry, Resolved, ids, part_named
from ops.chronology.reader import Case, PublishedAct

COUNTRIES = (("Nhật", "Nhật Bản"), ("Lítva", "Cộng hòa Lítva"), ("Lào", "Lào"), ("Campuchia", "Campuchia"),
             ("Hàn Quốc", "Hàn Quốc"), ("Trung Quốc", "Trung Quốc"), ("Nga", "Liên bang Nga"))  # fmt: skip


@dataclass(frozen=True)
class Context:
    """A published act in its case."""

    case: Case
    act: PublishedAct
    part: int
    time: Dated
    unit: str  # that records or issues the act
    in_charge: str  # unit that had the case before it
    who: Resolved
    sources: bool  # whether a source of information precedes, not yet settled
    appealed: bool  # whether a hearing on appeal precedes in this part
    namespace: str
    before: dict[str, Any] = field(default_factory=dict)  # outcomes of the last judgment, by person
    each: Entry | None = None  # the accused, for acts recorded one by one


def always(c: Context) -> bool:
    return True


def by_procuracy(c: Context) -> bool:
    return agencies.is_procuracy(c.act.agency)


def by_agency(c: Context) -> bool:
    return not by_procuracy(c)


def with_source(c: Context) -> bool:
    return c.sources


def without_source(c: Context) -> bool:
    return not c.sources


def opens_too(c: Context) -> bool:
    return "khởi tố vụ án" in c.act.name_vi.lower()


def approves_remand(c: Context) -> bool:
    return re.search(r"lệnh (bắt|tạm giam)", c.act.name_vi) is not None


def names_charges(c: Context) -> bool:
    return all(offences.named(entry.entry.alleged, c.act.name_vi) for entry in c.who.entries)


def names_offences(c: Context) -> bool:
    return bool(offences_named(c))


def names_other_part(c: Context) -> bool:
    return part_named(c.act.name_vi) not in (None, c.part)


def in_extradition(c: Context) -> bool:
    return c.case.kind == "extradition"


def not_in_extradition(c: Context) -> bool:
    return not in_extradition(c)


def sets_free(c: Context) -> bool:
    return re.search(r"tại ngoại|hủy bỏ tạm giam|thay thế tạm giam", c.act.name_vi, re.IGNORECASE) is not None


def names_foreign_state(c: Context) -> bool:
    return foreign_state(c) is not None


def cassation_result_told(c: Context) -> bool:
    return cassation_result(c) is not None


def name(c: Context) -> str:
    return c.act.name_vi


def told(c: Context) -> str:
    return f"{c.act.name_vi} ({c.act.note})" if c.act.note else c.act.name_vi


def title(c: Context) -> str:
    return f"{c.case.id}. {c.case.title}"


def agency(c: Context) -> str:
    return c.act.agency


def scheduled_for(c: Context) -> str | None:
    return c.act.scheduled_for


def valid_from(c: Context) -> str | None:
    return c.act.valid_from


def valid_to(c: Context) -> str | None:
    return c.act.valid_to


def months(c: Context) -> int | None:
    return c.act.term.months if c.act.term else None


def last_day(c: Context) -> str | None:
    """The last day of a term in days that begins on a published day."""
    if c.act.term is None or c.act.term.days is None or c.time.precision != "day":
        return None
    return (date.fromisoformat(c.time.day) + timedelta(days=c.act.term.days)).isoformat()


def arrest_ordered(c: Context) -> bool:
    return "bắt" in c.act.name_vi.lower()


def place(c: Context) -> str | None:
    found = re.search(r"Khám xét ((?:nơi|chỗ) [^,]+(?:, nơi [^,]+)?)", c.act.name_vi)
    return found[1] if found else None


def subject(c: Context) -> str:
    return c.act.name_vi.removeprefix("Trưng cầu giám định ")


def notice_scope(c: Context) -> str:
    return "special" if "đặc biệt" in c.act.name_vi else "ordinary"


def number_of_accused(c: Context) -> int | None:
    found = re.search(r"(\d+) bị can", c.act.name_vi)
    return int(found[1]) if found else None


def matters(c: Context) -> list[str]:
    return [c.act.note] if c.act.note else []


def returned_by(c: Context) -> str:
    return "panel" if "HĐXX" in c.act.name_vi or c.appealed else "unstated"


def absent(c: Context) -> int | None:
    found = re.search(r"(\d+) of (\d+) present", c.act.note or "")
    return int(found[2]) - int(found[1]) if found and found[1] != found[2] else None


def tried_in_absence(c: Context) -> list[str]:
    told_so = "fugitives" in (c.act.note or "")
    return ids(entry for entry in c.who.entries if told_so and "bỏ trốn" in entry.label)


def instance(c: Context) -> str:
    return "appeal" if c.appealed else "first"


def appellants(c: Context) -> list[str]:
    known = (("bị cáo", "defendant"), ("bị hại", "victim"), ("liên quan", "related"))
    return [role for words, role in known if words in c.act.agency] or ["defendant"]


def petitioner(c: Context) -> str:
    return "family" if "gia đình" in c.act.agency else "counsel" if "luật sư" in c.act.agency else "other"


def replaced_decision(c: Context) -> str | None:
    found = re.search(r"\(thay (.+)\)", c.act.name_vi)
    return found[1] if found else None


def addressee(c: Context) -> str:
    return c.act.agency.split("->")[-1].strip()


def unit_in_charge(c: Context) -> str:
    return c.in_charge


def lower_procuracy(c: Context) -> str:
    """Code of the procuracy that is told to act: the one addressed, else the next one that the case names."""
    named = [addressee(c), *c.case.agencies]
    units = (agencies.supervising(one, c.time.day) for one in named if agencies.is_procuracy(one))
    return next((unit for unit in units if unit not in (None, c.unit)), None) or c.unit


def offences_named(c: Context) -> list[dict[str, Any]]:
    return offences.named_in_case(c.case, c.act.name_vi)


def offences_of_accused(c: Context) -> list[dict[str, Any]]:
    return [offences.charge(one) for entry in c.who.entries for one in entry.entry.alleged]


def persons_leaving(c: Context) -> list[str]:
    """Whom a split takes out of the case: nobody, where only conduct is split off."""
    return [] if "hành vi" in c.act.name_vi else ids(c.who.entries)


def charges_named(c: Context) -> list[dict[str, Any]]:
    entry = c.each
    assert entry is not None
    return [offences.charge(one) for one in offences.named(entry.entry.alleged, c.act.name_vi)]


def first_outcomes(c: Context) -> list[dict[str, Any]]:
    return outcomes.outcomes(c.act, c.who.entries)


def appeal_result(c: Context) -> str:
    return outcomes.appeal_result(c.act, c.who.entries, c.before)


def appeal_outcomes(c: Context) -> list[dict[str, Any]]:
    return outcomes.appeal_outcomes(c.act, c.who.entries, c.before)


def cassation_result(c: Context) -> str | None:
    return outcomes.cassation_result(c.act)


def foreign_state(c: Context) -> str | None:
    texts = (c.act.name_vi, c.act.agency, c.case.title, *c.case.agencies)
    return next((state for text in texts for words, state in COUNTRIES if words in text), None)


def treaty_basis(c: Context) -> str:
    return "reciprocity" if "reciprocity" in (c.act.note or "") else "unstated"


def party(c: Context, label: str, role: str) -> dict[str, Any]:
    """A person who takes part and is not accused, under the label of the file."""
    person = uuid5(NAMESPACE_URL, f"{c.namespace}:{c.case.id}:person:{label}")
    return {"person": str(person), "label": label, "role": role}


def informant(c: Context) -> dict[str, Any]:
    return party(c, c.act.agency.split("->")[0].strip(), "informant")


def author(c: Context) -> dict[str, Any]:
    return party(c, c.act.agency.split("->")[0].strip(), "other")


def denounced(c: Context) -> list[dict[str, Any]]:
    return [{**party(c, entry.label, "denounced"), "person": str(entry.person)} for entry in c.who.entries]


def counsel(c: Context) -> dict[str, Any]:
    assert c.each is not None
    return party(c, f"người bào chữa của {c.each.label}", "counsel")
