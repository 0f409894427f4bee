"""The catalogue: every act of the procedure, in its order. One chapter is one file."""

from domain.acts import (
    appeal,
    assignment,
    assistance,
    changes_of_opening,
    charge_amendments,
    charging,
    coercion,
    common,
    community_sentence,
    complaints,
    conclusion,
    custody,
    death_sentence,
    diversion,
    execution,
    exhibits,
    expert_opinion,
    extension,
    indictment,
    information_sources,
    investigation,
    joining,
    juvenile_measures,
    juveniles,
    liberty_measures,
    opening,
    participants,
    prosecution,
    prosecution_measures,
    prosecution_service,
    prosecution_suspension,
    prosecutor_activities,
    release,
    remand,
    remand_terms,
    review,
    searches,
    serving,
    source_settlement,
    source_verification,
    special_measures,
    summary_procedure,
    supervision,
    suspension,
    transfers,
    treatment,
    trial,
    urgent_holding,
    wanted,
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
    *urgent_holding.CHAPTER,  # M2  held in an urgent case, arrested
    *custody.CHAPTER,  # M2  in custody, released
    *charging.CHAPTER,  # M2  accused charged, charge approved
    *charge_amendments.CHAPTER,  # M2  charge changed, supplemented
    *remand.CHAPTER,  # M2  remand ordered and answered
    *remand_terms.CHAPTER,  # M2  remand extended, annulled, replaced
    *liberty_measures.CHAPTER,  # M2  guarantee, deposit, residence ban, exit ban
    *juvenile_measures.CHAPTER,  # M2  supervision of juveniles
    *coercion.CHAPTER,  # M2  escorts, attachments, freezes, legal persons
    *investigation.CHAPTER,  # M2  requests by the procuracy, searches, examinations
    *investigation.ANSWERS,
    *supervision.CHAPTER,  # M2  the agency's activities attended, documents demanded
    *prosecutor_activities.CHAPTER,  # M2  what the prosecutor investigates in person
    *extension.CHAPTER,  # M2  time for the investigation extended
    *searches.CHAPTER,  # M2  search warrants, seizure of mail
    *expert_opinion.CHAPTER,  # M2  expert examination, valuation
    *special_measures.CHAPTER,  # M2  special investigative measures
    *participants.CHAPTER,  # M2  defence, interpreters, summonses, protection
    *summary_procedure.CHAPTER,  # M2  summary procedure
    *treatment.CHAPTER,  # M2  compulsory treatment
    *diversion.CHAPTER,  # M2  diversion of juveniles
    *juveniles.CHAPTER,  # M2  representatives, support and supervision of juveniles
    *transfers.CHAPTER,  # M2  transferred, delegated
    *joining.CHAPTER,  # M2  split, joined
    *wanted.CHAPTER,  # M2  wanted notices, death
    *suspension.CHAPTER,  # M2  suspended, discontinued, resumed
    *conclusion.CHAPTER,  # M2  investigation concluded
    *prosecution.CHAPTER,  # M3  file received, transferred, returned
    *prosecution_measures.CHAPTER,  # M3  remand and other measures meanwhile
    *prosecution_suspension.CHAPTER,  # M3  suspended, discontinued, annulled, resumed
    *indictment.CHAPTER,  # M3  indictment, summary prosecution
    *prosecution_service.CHAPTER,  # M3  decisions served, file sent to the court
    *exhibits.CHAPTER,  # M3  exhibits and property
    *trial.CHAPTER,  # M4  first instance
    *appeal.CHAPTER,  # M4  appeal, protest, appellate trial
    *review.CHAPTER,  # M4  cassation
    *execution.CHAPTER,  # M5  judgment in force, enforcement decision, absconding
    *serving.CHAPTER,  # M5  imprisonment served, deferred, suspended, ended
    *release.CHAPTER,  # M5  reduction, exemption, conditional release, amnesty, expungement
    *community_sentence.CHAPTER,  # M5  suspended sentences and others at large, money, legal persons
    *death_sentence.CHAPTER,  # M5  death sentences
    *execution.ENDING,  # M5  judgment quashed, supervision ended
    *complaints.CHAPTER,  # M9  complaints, denunciations of officers
    *assistance.CHAPTER,  # M10 mutual legal assistance, extradition
    *common.CHAPTER,  # facts, gaps, corrections, instructions, recommendations, service
)
