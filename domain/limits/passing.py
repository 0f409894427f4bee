"""Stages that leave limits behind: a period of an earlier stage no longer runs once its stream has gone on."""

from collections.abc import Mapping

from domain.limits.rows import Limit

_OPENING = ("case_opening", "investigation")
_BEFORE_COURT = ("case_opening", "charging", "investigation", "prosecution", "simplified")
_BEFORE_JUDGMENT = (*_BEFORE_COURT, "arrest_custody", "trial_first_instance", "juvenile", "general")

# groups of limits that end when the stream enters the stage; limits that the very act starts go on
BEHIND: Mapping[str, tuple[str, ...]] = {
    "investigation_suspended": _OPENING,  # BLTTHS-2015/229; a new period runs on resumption: 174/1
    "investigation_discontinued": (*_OPENING, "charging"),
    "opening_annulled": (*_OPENING, "charging"),
    "joined": _BEFORE_COURT,
    "transferred": (*_BEFORE_COURT, "complaint"),
    "prosecution": ("case_opening", "investigation"),
    "indicted": ("investigation", "prosecution"),
    "prosecution_suspended": ("investigation", "prosecution"),  # the full period runs again: 249/4
    "discontinued": _BEFORE_COURT,
    "court": _BEFORE_COURT,
    "trial": _BEFORE_COURT,
    "returned_by_court": ("trial_first_instance",),
    "suspended_by_court": ("trial_first_instance",),  # the full period runs again: 277/2
    "discontinued_by_court": ("trial_first_instance",),
    "judged": _BEFORE_JUDGMENT,
    "final": (*_BEFORE_JUDGMENT, "appeal"),
    # a source of information
    "suspended": ("source_information",),  # a new month runs on resumption: 149/1
    "case_opened": ("source_information",),
    "opening_refused": ("source_information",),
    # a complaint
    "settled": ("complaint",),
    "resolved_first": ("complaint",),  # the time for a second complaint, which settling starts, runs
    "resolved_final": ("complaint",),
    "not_accepted": ("complaint",),
    "withdrawn": ("source_information", "complaint"),
    # enforcement
    "serving_prison": ("enforcement",),  # who serves has come, or was in remand already
    "serving_community": ("enforcement",),
    **dict.fromkeys(("executed", "exempted", "amnestied", "died", "quashed", "expunged"), ("enforcement",)),
}
# A restraint outlasts these stages: what remains of the order is used first. TTLT-04-2018/18
_OUTLASTED = frozenset(("investigation_suspended", "prosecution", "indicted", "prosecution_suspended"))


def passes(limit: Limit, stage: str) -> bool:
    """Whether the limit no longer runs once the stream has entered `stage`."""
    if limit.restrains and stage in _OUTLASTED:
        return False
    return limit.group in BEHIND.get(stage, ())
