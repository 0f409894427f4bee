"""Levels of the procuracy by day: four until 30 June 2025, three since; the military ones beside them.

LTCVKSND-2014/40, as amended by Law 82/2025/QH15. What the military levels answer to is taken from the general
principle of the law (LTCVKSND-2014/7/1) and was not read in an article of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.law.codes import THREE_LEVELS_SINCE
from domain.law.tables import in_force

LAST_DAY_OF_FOUR = date(2025, 6, 30)
HIGH_SINCE = date(2015, 6, 1)  # LTCVKSND-2014: procuracies at the high courts


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level, for as long as the law has it."""

    key: str
    name_vi: str
    parents: tuple[str, ...]  # levels that a unit of this one can answer to
    civil: bool = True  # one of the levels of the system of people's procuracies
    since: date | None = None  # first day; None: before the table begins
    until: date | None = None  # last day
    confirmed: bool = True


LEVELS: Mapping[str, LevelRow] = {
    row.key: row
    for row in (
        LevelRow("supreme", "Viện kiểm sát nhân dân tối cao", ()),
        LevelRow("department", "Đơn vị thuộc Viện kiểm sát nhân dân tối cao", ("supreme",), civil=False),
        LevelRow("appellate_institute", "Viện xét xử phúc thẩm thuộc VKSND tối cao", ("supreme",), civil=False),
        LevelRow("high", "Viện kiểm sát nhân dân cấp cao", ("supreme",), since=HIGH_SINCE, until=LAST_DAY_OF_FOUR),
        LevelRow("provincial", "Viện kiểm sát nhân dân cấp tỉnh", ("supreme",)),
        LevelRow("district", "Viện kiểm sát nhân dân cấp huyện", ("provincial",), until=LAST_DAY_OF_FOUR),
        LevelRow("regional", "Viện kiểm sát nhân dân khu vực", ("provincial",), since=THREE_LEVELS_SINCE),
        LevelRow("military_central", "Viện kiểm sát quân sự Trung ương", ("supreme",), civil=False),
        LevelRow(
            "military_region", "Viện kiểm sát quân sự quân khu và tương đương", ("military_central",), civil=False,
            confirmed=False,
        ),
        LevelRow(
            "military_area", "Viện kiểm sát quân sự khu vực", ("military_region",), civil=False, confirmed=False
        ),
    )
}  # fmt: skip


def levels_on(day: date) -> tuple[LevelRow, ...]:
    """The levels that the law has on a day, the highest first."""
    return tuple(row for row in LEVELS.values() if in_force(row, day))


def civil_levels_on(day: date) -> tuple[str, ...]:
    """The levels of the people's procuracies on a day, without departments and military procuracies."""
    return tuple(row.key for row in levels_on(day) if row.civil)


@dataclass(frozen=True, slots=True)
class TrialLine:
    """Which level is the immediate superior of another one in the work of trials, beside the line of command."""

    level: str
    superior: str
    basis: str
    since: date | None = None
    until: date | None = None  # last day
    confirmed: bool = True


TRIAL_LINES = (
    TrialLine("provincial", "high", "LTCVKSND-2014/41", HIGH_SINCE, LAST_DAY_OF_FOUR, confirmed=False),
    TrialLine("provincial", "appellate_institute", "QD-339-2025-VKSTC", THREE_LEVELS_SINCE),
    TrialLine("regional", "appellate_institute", "QD-339-2025-VKSTC", THREE_LEVELS_SINCE),
)  # decisions 339, 340 and 341/QĐ-VKSTC of 27 June 2025, one for each institute; their territories were not read


def superior_in_trials(level: str, day: date) -> TrialLine | None:
    """The immediate superior level of `level` in the work of trials on a day; None: the one it answers to anyway."""
    return next((line for line in TRIAL_LINES if line.level == level and in_force(line, day)), None)
