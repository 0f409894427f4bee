"""Groups of stages of a criminal case. The natural predecessor stands first where a group is used so."""

from domain.kernel.act_type import NEW

INVESTIGATING = ("investigation", "supplementary_investigation", "reinvestigation")
BEFORE_OPENING = ("verification", NEW)
HOLDING = (*INVESTIGATING, *BEFORE_OPENING)  # a person may be held before the case is opened
PRE_TRIAL = (*INVESTIGATING, "concluded", "prosecution", "returned_by_court", "indicted")
AT_COURT = ("trial", "court", "indicted")
DECIDED = ("judged", "appealed")
