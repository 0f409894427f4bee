"""Days and moments in the Vietnamese legal calendar (UTC+07:00, no daylight saving)."""

from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


def moment_of(text: str) -> datetime:
    """The aware instant of an RFC 3339 text. Raises ValueError for text without offset."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("no offset")
    return moment


@lru_cache(maxsize=4096)
def day_of(text: str) -> date:
    """The Vietnamese calendar day on which the RFC 3339 moment `text` falls."""
    return vietnamese_day(moment_of(text))


def vietnamese_day(moment: datetime) -> date:
    """The Vietnamese calendar day on which an aware moment falls."""
    if moment.tzinfo != VIETNAM:  # nearly every moment is written in Vietnamese time
        moment = moment.astimezone(VIETNAM)
    return moment.date()
