"""How long a limit and its extensions may be, by class of crime."""

from domain.limits.lengths import ALL, Length
from domain.limits.rows import Limit


class CannotCount(LookupError):
    """The limit cannot be counted from what is known: class_unknown, no_length, no_extension_left."""

    def __init__(self, code: str, limit: str) -> None:
        super().__init__(f"{limit}: {code}")
        self.code, self.limit = code, limit


def length_for(limit: Limit, crime_class: str | None) -> Length:
    """The length for a class of crime, or for one of the limit's variants. Raises: CannotCount."""
    found = limit.lengths.get(crime_class or ALL) or limit.lengths.get(ALL)
    if found is None:
        raise CannotCount("no_length" if crime_class or not limit.lengths else "class_unknown", limit.id)
    return found


def allowed_extension(limit: Limit, crime_class: str | None, earlier: int) -> tuple[Length, bool]:
    """Length of the next extension after `earlier` ones, and whether it is a total. Raises: CannotCount."""
    ordinary = [entry for entry in limit.extensions if entry.ordinary and entry.lengths]
    if crime_class is None and not all(ALL in entry.lengths for entry in ordinary):
        raise CannotCount("class_unknown", limit.id)
    fitting = [entry for entry in ordinary if (crime_class or ALL) in entry.lengths or ALL in entry.lengths]
    if earlier >= len(fitting):
        raise CannotCount("no_extension_left", limit.id)
    entry = fitting[earlier]
    return entry.lengths.get(crime_class or ALL) or entry.lengths[ALL], entry.total
