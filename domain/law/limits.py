"""Lengths that the code itself fixes and that a decision is measured against at once.

Running clocks (when something is due) are not here: this table only says how long an order may be.
Months by class of crime; the crime class is None when the clause is not known, and then nothing is measured.
"""

from collections.abc import Mapping

CUSTODY_DAYS = 3  # BLTTHS-2015/118/1: one period; two extensions of the same length, 118/2
CUSTODY_EXTENSIONS = 2
SOURCE_EXTENSIONS = 1  # BLTTHS-2015/147/2
RETURNS_BY_PROCURACY = 2  # BLTTHS-2015/174/2
RETURNS_BY_COURT = 2  # BLTTHS-2015/174/2: once by the presiding judge, once by the panel
PROSECUTION_EXTENSIONS = 1  # BLTTHS-2015/240/1

# BLTTHS-2015/173/1: first period of remand for the investigation
REMAND_MONTHS: Mapping[str, int] = {"less_serious": 2, "serious": 3, "very_serious": 4, "particularly_serious": 4}

# BLTTHS-2015/173/2: extensions of remand; exceptional ones (173/5, 173/6) stand outside
REMAND_EXTENSION_MONTHS: Mapping[str, tuple[int, ...]] = {
    "less_serious": (1,),
    "serious": (2,),
    "very_serious": (3,),
    "particularly_serious": (4, 4),
}

# BLTTHS-2015/172/2: extensions of the investigation; exceptional ones (172/3) stand outside
INVESTIGATION_EXTENSION_MONTHS: Mapping[str, tuple[int, ...]] = {
    "less_serious": (2,),
    "serious": (3, 2),
    "very_serious": (4, 4),
    "particularly_serious": (4, 4, 4),
}

# BLTTHS-2015/174/1: extension of an investigation resumed
RESUMED_EXTENSION_MONTHS: Mapping[str, tuple[int, ...]] = {
    "less_serious": (1,),
    "serious": (2,),
    "very_serious": (2,),
    "particularly_serious": (3,),
}


def extension_allowed(table: Mapping[str, tuple[int, ...]], crime_class: str, earlier: int) -> int:
    """Months that a further extension may last after `earlier` ones; 0 when none is left."""
    lengths = table[crime_class]
    return lengths[earlier] if earlier < len(lengths) else 0
