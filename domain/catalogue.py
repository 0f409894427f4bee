"""The catalogue: every act of the procedure, in its order. One chapter is one file."""

from domain.acts import (
    appeal,
    assignment,
    assistance,
    changes_of_opening,
    charging,
    common,
    complaints,
    conclusion,
    custody,
    execution,
    information_sources,
    investigation,
    joining,
    opening,
    prosecution,
    remand,
    review,
    source_settlement,
    source_verification,
    trial,
)
from domain.kernel.act_type import ActType
from domain.organisation import acts as organisation

ACTS: tuple[ActType, ...] = (
    *organisation.CHAPTER,  # who may sign
    *information_sources.CHAPTER,  # M1  denunciation, crime report, initiation proposal come in
    *source_verification.CHAPTER,  # M1  verified, extended, suspended, taken over
    *source_settlement.CHAPTER,  # M1  case opened or not, result told
    *opening.CHAPTER,  # M2  case opened, taken for supervision
    *joining.FORMED,  # M2  case formed by a split
    *changes_of_opening.CHAPTER,  # M2  decision to open amended, annulled
    *assignment.CHAPTER,  # M2  deputy, prosecutor, investigator, counsel
    *custody.CHAPTER,  # M2  held, arrested, in custody
    *charging.CHAPTER,  # M2  accused charged, charge approved
    *remand.CHAPTER,  # M2  remand and the measures beside it
    *investigation.CHAPTER,  # M2  requests, searches, extensions, wanted notices
    *investigation.ANSWERS,
    *joining.CHAPTER,  # M2  split, joined
    *conclusion.CHAPTER,  # M2  split, joined, suspended, discontinued, concluded
    *prosecution.CHAPTER,  # M3  file received, returned, discontinued, indictment
    *trial.CHAPTER,  # M4  first instance
    *appeal.CHAPTER,  # M4  appeal, protest, appellate trial
    *review.CHAPTER,  # M4  cassation
    *execution.CHAPTER,  # M5  death sentences
    *complaints.CHAPTER,  # M9  complaints, denunciations of officers
    *assistance.CHAPTER,  # M10 mutual legal assistance, extradition
    *common.CHAPTER,  # facts, gaps, corrections, instructions, recommendations, service
)
