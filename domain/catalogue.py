"""The catalogue: every act of the procedure, in its order. One chapter is one file."""

from domain.acts import (
    agency_cases,
    agency_sources,
    annulment,
    appeal,
    appeal_hearing,
    assignment,
    assistance,
    changes_of_opening,
    charge_amendments,
    charging,
    coercion,
    common,
    community_sentence,
    complaint_settlement,
    complaints,
    conclusion,
    corrections,
    court_decisions,
    custody,
    custody_houses,
    death_sentence,
    denunciations,
    digitisation,
    direct_supervision,
    directions,
    diversion,
    dossiers,
    downtime,
    execution,
    exhibits,
    expert_opinion,
    extension,
    extradition,
    findings,
    hearing,
    indictment,
    information_sources,
    internal_decisions,
    investigation,
    joining,
    judgment,
    juvenile_measures,
    juveniles,
    liberty_measures,
    online_petitions,
    opening,
    outside_requests,
    participants,
    prosecution,
    prosecution_measures,
    prosecution_service,
    prosecution_suspension,
    prosecutor_activities,
    recommendations,
    registers,
    release,
    remand,
    remand_terms,
    reopening,
    review,
    searches,
    service,
    serving,
    settlement_supervision,
    source_settlement,
    source_suspension,
    source_verification,
    special_measures,
    succession,
    summary_procedure,
    supervision,
    suspension,
    tasks,
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
    *source_verification.CHAPTER,  # M1  verified, extended, taken over
    *source_suspension.CHAPTER,  # M1  suspended, resumed, by either side
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
    *trial.CHAPTER,  # M4  accepted, prepared, returned, scheduled
    *court_decisions.CHAPTER,  # M4  withdrawn, suspended, discontinued, resumed at the court
    *hearing.CHAPTER,  # M4  hearing at first instance
    *judgment.CHAPTER,  # M4  judgment for each accused, received, reviewed
    *appeal.CHAPTER,  # M4  appeal, protest, judgment in force
    *appeal_hearing.CHAPTER,  # M4  appellate trial
    *review.CHAPTER,  # M4  cassation
    *reopening.CHAPTER,  # M4  reopening
    *annulment.CHAPTER,  # M4  judgment annulled: new investigation, new trial, discontinued
    *execution.CHAPTER,  # M5  judgment in force, enforcement decision, absconding
    *serving.CHAPTER,  # M5  imprisonment served, deferred, suspended, ended
    *release.CHAPTER,  # M5  reduction, exemption, conditional release, amnesty, expungement
    *community_sentence.CHAPTER,  # M5  suspended sentences and others at large, money, legal persons
    *death_sentence.CHAPTER,  # M5  death sentences
    *custody_houses.CHAPTER,  # M5  custody houses, detention centres and prisons supervised
    *execution.ENDING,  # M5  judgment quashed, supervision ended
    *complaints.CHAPTER,  # M9  petitions received and classified, complaints taken up
    *complaint_settlement.CHAPTER,  # M9  complaints verified and settled
    *denunciations.CHAPTER,  # M9  denunciations, complaints about diversion
    *settlement_supervision.CHAPTER,  # M9  settlement by others supervised
    *assistance.CHAPTER,  # M10 mutual legal assistance
    *extradition.CHAPTER,  # M10 extradition, foreign judgments, foreign evidence
    *internal_decisions.CHAPTER,  # X   declined, proposed, decided, dissented
    *directions.CHAPTER,  # X   superior and lower procuracy
    *recommendations.CHAPTER,  # X   petitions to agencies and what comes of them
    *direct_supervision.CHAPTER,  # X   agencies and units looked at on site
    *outside_requests.CHAPTER,  # X   verification, attendance, fines
    *service.CHAPTER,  # X   documents served, receipts
    *online_petitions.CHAPTER,  # X   petitions sent online
    *dossiers.CHAPTER,  # X   files opened, moved, archived
    *digitisation.CHAPTER,  # X   files made digital
    *registers.CHAPTER,  # X   register entries, statistics
    *corrections.CHAPTER,  # X   documents and numbers corrected, duplicates merged
    *succession.CHAPTER,  # X   cases that come with a reorganisation
    *tasks.CHAPTER,  # X   work given, progressed, done
    *downtime.CHAPTER,  # X   done on paper, entered later
    *findings.CHAPTER,  # X   findings acknowledged, explained, remedied
    *common.CHAPTER,  # X   facts, gaps, entries corrected, data erased
)

_BY_KEY = {act_type.key: act_type for act_type in ACTS}
ACTS += (
    *agency_sources.chapter(_BY_KEY),  # M6  the own investigating agency: sources
    *agency_cases.chapter(_BY_KEY),  # M6  its cases, as those of other investigating bodies
)
