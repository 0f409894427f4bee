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
    return moment_of(text).astimezone(VIETNAM).date()
