"""Penalties in the words of the Penal Code, as they stand in the cells of registers. BLHS-2015/32, 33"""

from collections.abc import Iterable, Mapping
from typing import Any

from projections.registers.cells import EMPTY, Computed, Filled, Reading, computed
from projections.words import datum

PENALTIES: Mapping[str, str] = {
    "death": "Tử hình",
    "life": "Tù chung thân",
    "imprisonment": "Tù có thời hạn",
    "suspended_sentence": "Tù nhưng cho hưởng án treo",
    "non_custodial_reform": "Cải tạo không giam giữ",
    "fine": "Phạt tiền",
    "warning": "Cảnh cáo",
    "expulsion": "Trục xuất",
    "residence_prohibition": "Cấm cư trú",
    "mandatory_supervision": "Quản chế",
    "confiscation": "Tịch thu tài sản",
    "none": "Không áp dụng hình phạt",
    "other": "Hình phạt khác",
    "not_published": "Không công bố",
    "unstated": "",
}


def length(months: int, days: int = 0) -> str:
    """ "2 năm 6 tháng 5 ngày"; empty for none."""
    years, rest = divmod(months, 12)
    parts = ((years, "năm"), (rest, "tháng"), (days, "ngày"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def penalty_text(penalty: Any) -> str:
    """A penalty as a judgment gives it (domain.acts.execution.Penalty): in its own words, else kind and length."""
    if penalty.text:
        return str(penalty.text)
    amount = f"{penalty.amount:,} đồng".replace(",", ".") if penalty.amount else ""
    return " ".join(part for part in (PENALTIES[penalty.kind], length(penalty.months, penalty.days), amount) if part)


def proposed(stage: str, *types: str) -> Computed:
    """What the prosecutor proposed at a hearing: for the accused of the line, else for all whom the act names."""

    def compute(reading: Reading) -> Filled:
        texts, position = [], 0
        for act in reading.concerned(frozenset(types), whole=True):
            found = list(_proposals(act.data, reading)) if act.data.stage == stage else []
            texts += found
            position = act.position if found else position
        return Filled(tuple(texts), position) if texts else EMPTY

    return computed(compute, *types)


def _proposals(data: Any, reading: Reading) -> Iterable[str]:
    if data.proposal:
        yield data.proposal
    for entry in data.proposals:
        if reading.person not in (None, entry.accused):
            continue
        seen = reading.accused.get(entry.accused)
        label = f"{seen.row.label}: " if seen is not None and reading.person is None else ""
        least, most = length(entry.months_least), length(entry.months_most)
        terms = f" từ {least} đến {most}" if least and most else f" {most or least}" if least or most else ""
        yield f"{label}{PENALTIES[entry.penalty]}{terms}"


def terms(*types: str, kinds: frozenset[str] | None = None) -> Computed:
    """The penalties, or the penalty, that the newest act of some types names, those of `kinds` (None: all)."""

    def compute(reading: Reading) -> Filled:
        for act in reversed(reading.concerned(frozenset(types), whole=True, since="beginning")):
            texts = tuple(text for text in _penalties(act.recorded.act, kinds) if text)
            if texts:
                return Filled(texts, act.position)
        return EMPTY

    return computed(compute, *types)


def _penalties(act: Any, kinds: frozenset[str] | None) -> Iterable[str]:
    for penalty in datum(act, "penalties") or (datum(act, "new_penalty"), datum(act, "penalty")):
        kind = penalty if isinstance(penalty, str) else getattr(penalty, "kind", None)
        if kind is not None and (kinds is None or kind in kinds):
            yield PENALTIES[kind] if isinstance(penalty, str) else penalty_text(penalty)
