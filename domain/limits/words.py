"""The arithmetic of a limit in sentences, Vietnamese and English."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from domain.kernel.calendar import VIETNAM
from domain.limits.due import Due, Point, Standing, Step
from domain.limits.lengths import Length

Language = Literal["vi", "en"]

_UNITS: Mapping[str, tuple[str, str, str]] = {  # vi, en for one, en for more
    "hours": ("giờ", "hour", "hours"),
    "days": ("ngày", "day", "days"),
    "working_days": ("ngày làm việc", "working day", "working days"),
    "months": ("tháng", "month", "months"),
    "years": ("năm", "year", "years"),
}

STEPS: Mapping[str, tuple[str, str]] = {
    "started": ("Bắt đầu: {at}{act}", "Starts: {at}{act}"),
    "hour_unknown": (
        "Chưa rõ giờ trong ngày {at}: hạn tính từ cuối ngày, cảnh báo tính từ đầu ngày",
        "The hour on {at} is not recorded: due counted from the end of the day, warned from its beginning",
    ),
    "length": ("Thời hạn {length} ({article})", "Length {length} ({article})"),
    "ordered_length": ("Quyết định ấn định {length} ({article})", "The order fixes {length} ({article})"),
    "reduced": (
        "Người dưới 18 tuổi: thời hạn còn {length} ({article})",
        "A person under 18: reduced to {length} ({article})",
    ),
    "extended": ("Gia hạn thêm {length}{act}", "Extended by {length}{act}"),
    "extended_in_total": (
        "Kéo dài đến tổng cộng {length} kể từ ngày bắt đầu{act}",
        "Extended to {length} in total from the start{act}",
    ),
    "custody_deducted": (
        "Trừ {count} ngày tạm giữ vào thời hạn tạm giam ({article})",
        "{count} days of custody deducted ({article})",
    ),
    "paused": (
        "Không tính {count} ngày từ {at} đến {to}",
        "{count} days from {at} to {to} are not counted",
    ),
    "ends": ("Ngày cuối theo cách tính: {at}", "Ends by the count: {at}"),
    "ordered_until": ("Quyết định ghi hết hạn ngày {at}", "The order itself ends on {at}"),
    "rolled": (
        "Ngày {at} là ngày nghỉ; chuyển sang ngày làm việc tiếp theo {to} ({article}), qua {days}",
        "{at} is a day off; moved to the next working day {to} ({article}), past {days}",
    ),
    "moved_back": (
        "Ngày {at} là ngày nghỉ; làm vào ngày làm việc trước đó {to}, qua {days}",
        "{at} is a day off; to be done on the working day before, {to}, past {days}",
    ),
    "never_rolls": (
        "Biện pháp hạn chế tự do kết thúc đúng hạn, không chuyển qua ngày nghỉ",
        "A restraint of liberty ends on its day and never rolls",
    ),
    "capped": ("Không vượt quá {at}", "Not beyond {at}"),
    "calendar_unknown": (
        "Lịch nghỉ quanh ngày {at} chưa được xác nhận",
        "Days off near {at} are not confirmed",
    ),
    "unconfirmed": (
        "Quy định này chưa được đối chiếu với văn bản luật",
        "The rule is not confirmed from the text of the law",
    ),
}

STANDINGS: Mapping[str, tuple[str, str]] = {
    "running": ("đang chạy", "running"),
    "paused": ("tạm ngừng tính", "paused"),
    "met": ("đã thực hiện đúng hạn", "met"),
    "met_late": ("đã thực hiện, quá hạn {days} ngày", "met {days} days late"),
    "overdue": ("quá hạn {days} ngày", "overdue by {days} days"),
    "expired": ("đã hết thời hạn thực hiện quyền", "the time to use the right has passed"),
    "closed": ("đã chấm dứt", "closed"),
    "unobserved": ("chưa có hành vi ghi nhận việc thực hiện", "no recorded act shows whether it was met"),
    "unknown": ("chưa tính được", "cannot be counted"),
}

UNKNOWN: Mapping[str, tuple[str, str]] = {
    "class_unknown": ("chưa biết loại tội phạm", "the class of crime is not known"),
    "variant_unknown": (
        "luật có nhiều độ dài, hồ sơ chưa cho biết trường hợp nào",
        "which of several lengths is not recorded",
    ),
    "juvenile_law": (
        "Luật Tư pháp người chưa thành niên: độ dài áp dụng chưa được xác nhận",
        "the length for persons under 18 by Law 59/2024/QH15 is not confirmed",
    ),
    "day_unknown": ("chưa rõ ngày", "the day is not recorded"),
    "supplement_awaited": ("chưa nhận được tài liệu bổ sung", "the supplement has not come in"),
    "arrest_awaited": ("chưa bắt được người bị tạm giam", "the arrest for remand has not been made"),
    "no_length": ("luật không ấn định độ dài riêng", "the law fixes no length of its own"),
    "no_extension_left": ("gia hạn vượt quá số lần luật cho phép", "more extensions than the law allows"),
    "not_in_force": ("chưa có quy định trong bảng cho ngày này", "no rule of the table is in force on that day"),
}


def sentence(step: Step, language: Language = "vi") -> str:
    """What the step says."""
    return STEPS[step.what][language == "en"].format(
        at=point(step.at),
        to=point(step.to),
        length=length(step.length, language) if step.length else "",
        count=step.number,
        days=", ".join(map(point, step.days)),
        article=step.article,
        act=_act(step.version, language),
    )


def arithmetic(due: Due, language: Language = "vi") -> tuple[str, ...]:
    """Every step of the count, and what comes out."""
    ends = ("Hạn: {at}", "Due: {at}")[language == "en"].format(at=point(due.due))
    return (*(sentence(step, language) for step in due.steps), ends)


def standing(found: Standing, language: Language = "vi") -> str:
    """How the limit stands."""
    return STANDINGS[found.word][language == "en"].format(days=found.days)


def length(value: Length, language: Language = "vi") -> str:
    """The length, "2 tháng" or "2 months"."""
    vi, one, more = _UNITS[value.unit]
    return f"{value.n} {vi if language == 'vi' else one if value.n == 1 else more}"


def point(value: Point | None) -> str:
    """A day as 31/12/2026, a moment as 16:30 31/12/2026."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")
    return value.strftime("%d/%m/%Y")


def _act(version: int, language: Language) -> str:
    return "" if not version else f" (bản ghi số {version})" if language == "vi" else f" (act {version})"
