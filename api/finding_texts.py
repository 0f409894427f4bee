"""What a finding says: the domain's own sentence for what it flagged, else its facts with their names."""

from collections.abc import Callable, Mapping
from typing import Any

from api.pages import words
from domain.audit.rules import PARAMETERS
from domain.kernel.catalogue import CATALOGUE
from domain.kinds import KINDS
from domain.limits.rows import LIMITS
from domain.limits.words import length
from domain.sentences import SENTENCES, sentence

FACTS: Mapping[str, tuple[str, str]] = {
    "due": ("hạn cuối", "due"),
    "done": ("đã làm", "done"),
    "days": ("số ngày quá hạn", "days late"),
    "entered": ("vào sổ", "entered"),
    "length": ("thời hạn tính theo tham số", "length by parameter"),
    "limit": ("thời hạn", "time limit"),
    "missing": ("thiếu", "missing"),
    "label": ("đối với", "concerns"),
    "since": ("từ ngày", "since"),
    "until": ("đến ngày", "until"),
    "signed": ("ký ngày", "signed"),
    "stage": ("giai đoạn", "stage"),
    "ground": ("căn cứ", "ground"),
    "count": ("số ghi nhận", "count"),
    "known": ("số đã biết", "known"),
    "charged": ("điều khởi tố, truy tố", "articles charged"),
    "convicted": ("điều kết án", "articles of the conviction"),
    "officer": ("cán bộ", "officer"),
    "result": ("kết quả", "result"),
    "number": ("số", "number"),
    "year": ("năm kiểm sát", "procuracy year"),
    "what": ("lỗi", "fault"),
    "rule": ("quy tắc", "rule"),
    "period": ("kỳ", "period"),
    "closed": ("chốt ngày", "closed on"),
    "ended": ("đơn vị kết thúc", "unit ended"),
    "type": ("loại hành vi", "type of act"),
    "from": ("từ số", "from"),
    "day": ("ngày", "day"),
    "day_before": ("ngày của số trước", "day of the number before"),
    "indictments": ("số cáo trạng", "indictments"),
    "deviation": ("khác với truy tố", "deviates"),
    "named": ("được nêu", "named"),
    "scan_profile": ("chuẩn quét", "scan profile"),
    "kind": ("loại hồ sơ", "kind of file"),
    "code": ("mã", "code"),
    "form": ("biểu", "form"),
    "scope": ("phạm vi", "scope"),
    "speaks_for": ("vị trí số liệu", "position of the figures"),
    "reported": ("giá trị băm đã báo cáo", "hash reported"),
    "computed": ("giá trị băm tính lại", "hash computed"),
    "due_confirmed": ("hạn gửi đã xác nhận", "day due confirmed"),
    "not_sent": ("biểu chưa gửi", "forms not sent"),
}


def says(rule: str, facts: Mapping[str, Any], *, english: bool = False) -> str:
    """What a finding says: the domain's own sentence for what it flagged, else its facts with their names."""
    code = facts.get("code")
    if code in SENTENCES:
        return sentence(str(code), facts, "en" if english else "vi")
    place = 1 if english else 0
    return "; ".join(
        f"{FACTS[name][place] if name in FACTS else name}: {_shown(name, value, english=english)}"
        for name, value in facts.items()
        if value is not None
    )


VALUES: Mapping[tuple[str, str], tuple[str, str]] = {
    ("what", "doubled"): ("trùng số", "number given twice"),
    ("what", "skipped"): ("nhảy số", "numbers left out"),
    ("what", "earlier_day"): ("số sau, ngày trước", "a later number with an earlier day"),
    ("missing", "ground"): ("căn cứ", "the ground"),
    ("missing", "grounds"): ("căn cứ", "the grounds"),
    ("missing", "reason"): ("lý do", "the reason"),
}


def _shown(name: str, value: Any, *, english: bool) -> str:
    place = 1 if english else 0
    if isinstance(value, bool):
        return (("không", "no"), ("có", "yes"))[value][place]
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if not isinstance(value, str):
        return str(value)
    if (name, value) in VALUES:
        return VALUES[name, value][place]
    if name in _CALLED and (called := _CALLED[name](value)) is not None:
        return called[place]
    if len(value) >= 10 and value[4] == value[7] == "-":  # a day or a moment
        return f"{value[8:10]}/{value[5:7]}/{value[:4]}"
    return value


def _limit(id: str) -> tuple[str, str] | None:
    row = LIMITS[id][-1] if id in LIMITS else None
    return None if row is None else (row.name_vi, row.name_en)


def _parameter(id: str) -> tuple[str, str] | None:
    parameter = PARAMETERS.get(id)
    if parameter is None:
        return None
    vi, en = ("", "") if parameter.confirmed == "true" else (" (chưa xác nhận)", " (not confirmed)")
    return length(parameter.length, "vi") + vi, length(parameter.length, "en") + en


def _act_type(key: str) -> tuple[str, str] | None:
    act_type = CATALOGUE.get(key)
    return None if act_type is None else (act_type.name_vi, act_type.name_en)


_CALLED: Mapping[str, Callable[[str], tuple[str, str] | None]] = {
    "limit": _limit,
    "length": _parameter,
    "type": _act_type,
    "stage": lambda code: words.word(words.STAGES, code),
    "kind": lambda code: (KINDS[code].name_vi, KINDS[code].name_en) if code in KINDS else None,
}
