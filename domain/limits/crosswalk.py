"""The limits that acts start, extend and end, by the names in their declarations, and the rows of the table they mean.

An act type names a limit by length and provision ("charge_approval_3d@179.3"). A name decided to rows starts the first
of them, and ends or extends whichever of them runs. `EITHER`: which row it is depends on what the act does not say, so
all of them are counted and none is picked. `UNCOUNTED`: the name has no row, with the reason.
"""

from collections.abc import Mapping

_INVESTIGATION = ("investigation", "investigation_resumed", "investigation_again")
_PROSECUTION = ("prosecution_decision", "prosecution_after_resumption")
_SOURCE = (
    "source_resolution", "source_procuracy_resolution", "source_resolution_after_annulment",
    "source_resolution_after_resumption",
)  # fmt: skip
_REMAND = ("detention_investigation", "detention_resumed", "detention_again", "detention_supplementary")
_TRIAL = ("trial_preparation", "trial_preparation_after_supplement")

ROWS: Mapping[str, tuple[str, ...]] = {
    # sources of information
    "source_forward_immediately@146.2": ("source_procuracy_forward",),  # "at once": 24 hours, TTLT-01-2017/8/3
    "source_intake_notice_3d@146.5": ("source_notice_to_procuracy",),
    "source_dossier_transfer_5d@146.2": ("source_transfer_file_to_procuracy",),
    "source_verification_20d@147.1": _SOURCE,
    "source_verification_20d@147.4": ("source_procuracy_resolution",),
    "source_verification@147": _SOURCE,
    "source_verification_2m@147.2": _SOURCE[:2],
    "source_verification_ext_2m@147.2": _SOURCE[:2],
    "source_verification_after_annulment_1m@148.2": ("source_resolution_after_annulment",),
    "source_verification_after_resumption_1m@149.1": ("source_resolution_after_resumption",),
    "source_suspension_send_24h@148.2": ("source_suspension_send",),
    "source_annulment_send_24h@148.2": ("source_suspension_annul_send",),
    "source_resumption_send_3d@149.2": ("source_resumption_send",),
    "non_institution_send_24h@158.1": ("no_case_decision_send",),
    "surrender_notify_immediately@152.1": ("self_surrender_notice",),  # 24 hours to the procuracy: 152/3
    "public_posting_15d@140.2": ("document_posting",),
    # opening
    "institution_send_24h@154.2": ("case_opening_send_to_procuracy",),  # see VARIANTS
    "institution_amendment_send_24h@156.2": ("case_change_send",),
    # holding, arrest, custody
    "urgent_holding_12h@110.4": ("emergency_hold_decision",),
    "urgent_arrest_approval_12h@110.6": ("emergency_arrest_approval",),
    "custody_or_release_12h@114.1": ("arrested_person_decision",),
    "family_notice_24h@116": ("arrest_notice_family",),
    "juvenile_measure_notice_24h@419.5": ("arrest_notice_minor",),
    "custody_3d@118.1": ("custody",),
    "custody_send_12h@117.4": ("custody_decision_send",),
    "custody_extension_approval_12h@118.2": ("custody_extension_approval",),
    "defence_registration_24h@78.4": ("defence_registration",),
    # remand and measures beside it
    "detention_approval@119.5": ("detention_order_approval",),
    "detention_investigation@173.1": (*_REMAND, "detention_prosecution"),
    # An order of remand by the procuracy itself needs no approval; it is ordered at the prosecution stage: 241
    "detention@119": ("detention_prosecution",),
    "detention_prosecution@241": ("detention_prosecution", "detention_investigation"),
    "detention_trial@278.2": ("detention_trial_preparation",),
    "detention_after_judgment_45d@329.3": ("detention_after_judgment",),
    "detention_extension_request_10d_before@173.2": ("detention_extension_request",),
    "measure_expiry_notice_10d@125.2": ("measure_expiry_notice",),
    "residence_ban@123.4": ("bail_duration",),
    "guarantee@121.5": ("bail_duration",),
    "deposit@122.4": ("bail_duration",),
    "exit_ban@124.3": ("exit_ban_duration",),
    # charging
    "charge_send_24h@179.3": ("charge_send",),
    "charge_send_24h@179.4": ("charge_procuracy_send",),
    "charge_approval_3d@179.3": ("charge_approval", "charge_approval_after_supplement"),
    "charge_amendment_send_24h@180.3": ("charge_change_send",),  # see VARIANTS
    "charge_amendment_approval_3d@180.3": ("charge_change_approval",),
    "position_suspension_answer_7d@181": ("suspend_position_reply",),
    # investigation
    "investigation@172.1": _INVESTIGATION,
    "investigation@172": _INVESTIGATION,
    "investigation@174.3": ("investigation_again",),
    "investigation_resumed@174.1": ("investigation_resumed",),
    "supplementary_investigation@174.2": ("investigation_supplementary_procuracy", "investigation_supplementary_court"),
    "investigation_extension_request_10d_before@172.2": ("investigation_extension_request",),
    "case_transfer_decision_3d@169.3.a": ("case_transfer_decision",),
    "case_transfer_send_24h@169.3.b": ("case_transfer_send",),
    "case_file_move_3d@169.4": ("case_transfer_file",),
    "join_split_send_24h@170.3": ("case_join_split_send",),
    "investigation_suspension_send_2d@229.3": ("investigation_suspension_send",),
    "resumption_send_2d@235.2": ("investigation_resumption_send",),
    "termination_review_15d@230.3": ("investigation_termination_review",),
    "conclusion_handover_2d@232.4": ("investigation_conclusion_send",),
    "expert_request_send_24h@205.3": ("expert_request_send",),
    "expert_request_answer_7d@207.1": ("expert_request_reply",),
    "conclusion_notice_7d@214.2": ("expert_conclusion_notice",),
    "valuation_request_send_24h@215.3": ("valuation_request_send",),
    "mail_seizure_approval_24h@197.2": ("mail_seizure_approval",),
    "urgent_search_notice_24h@193.2": ("emergency_search_notice",),
    "evidence_to_procuracy_5d@88.5": ("evidence_transfer",),
    "special_measure_2m@226.1": ("special_measure",),
    "treatment_decision_3d@449.1": ("compulsory_treatment_decision",),
    # prosecution
    "prosecution_decision@240.1": _PROSECUTION,
    "prosecution_decision@249.4": ("prosecution_after_resumption",),
    "case_transfer_notice_3d@239.2": ("prosecution_transfer_notice",),
    "lower_procuracy_notice_2m_before@239.1": ("prosecution_higher_notice",),
    "petition_answer_10d@237.2": ("request_compliance",),
    "return_notice_3d@240.2": ("prosecution_decision_notice",),
    "decision_service_3d@240.2": ("prosecution_decision_notice",),
    "indictment_service_3d@240.2": ("prosecution_decision_notice",),
    "dossier_to_court_3d@244": ("file_to_court",),
    "resumption_service_3d@249.3": ("case_resumption_notice",),
    # first instance
    "judge_assignment_3d@276.2": ("trial_judge_assignment",),
    "trial_preparation@277.1": _TRIAL,
    "trial_preparation@277.2": ("trial_preparation",),  # the full period runs again: 277/2
    "trial_opening_15d@277.3": ("trial_opening",),
    "competence_transfer_3d@274.1": ("court_transfer_return",),
    "court_supplement_5d@284.3": ("court_evidence_request_reply",),
    "evidence_return_3d@253.2": ("court_received_evidence_return",),
    "postponement_30d@297.2": ("adjournment_first_instance",),
    "adjournment_5d@251.2": ("hearing_pause",),
    "judgment_delivery_10d@262.1": ("judgment_delivery_first",),
    # appeal
    "appeal_judgment_15d@333.1": ("appeal_judgment",),
    "protest_judgment_15d@337.1": ("protest_judgment_same_level",),
    "protest_judgment_30d_superior@337.1": ("protest_judgment_higher",),
    "protest_send_2d@338.2": ("protest_send",),
    "appellate_opening_15d@346.3": ("appeal_opening",),
    "judgment_delivery_10d@262.2": ("judgment_delivery_appeal",),
    "quashed_dossier_15d@358": ("appeal_remand_file",),
    # enforcement, review
    "enforcement_decision_7d@364.2": ("enforcement_decision",),
    "delegated_enforcement_7d@364.2": ("enforcement_delegated",),
    "self_surrender_7d@364.3": ("enforcement_report",),
    "death_review@367.1": ("death_protest_decision",),
    "conditional_release_opinion_15d@368.3": ("parole_opinion",),
    "expungement_opinion_5d@369.2": ("record_clear_opinion",),
    "cassation_1y@379.1": ("cassation_protest_adverse",),  # one year only against the convict: 379/1
    "cassation_dossier_7d@376.1": ("cassation_file",),
    "cassation_trial_4m@385": ("cassation_hearing",),
    # simplified procedure
    "summary_annulment_24h@457.3": ("simplified_annulment",),
    "summary_serve_24h@457.2": ("simplified_decision_send",),
    "summary_investigation_20d@460.1": ("simplified_investigation",),
    "summary_prosecution_5d@461.1": ("simplified_prosecution",),
    "summary_prosecution_serve_24h@461.3": ("simplified_prosecution_send",),
    # complaints and denunciations
    "complaint_7d@476.1": ("complaint_prosecutor_first",),
    "complaint_15d@476.2": ("complaint_head_procuracy",),
    "second_complaint_3d@476.1": ("complaint_second_time_bar",),
    "second_complaint_15d@476.1": ("complaint_prosecutor_second",),
    "custody_complaint_24h@474.1": ("complaint_custody_first",),
    "custody_complaint_pass_24h@474.2": ("complaint_custody_forward",),
    "denunciation_30d@481.3": ("denunciation_resolution",),
    "custody_denunciation_24h@481.4": ("denunciation_custody",),
    # international
    "extradition_refusal_file_10d@499.1": ("extradition_refusal_file",),
    "foreign_judgment_protest_15d@501.5": ("foreign_judgment_protest",),
}

EITHER: Mapping[str, tuple[str, ...]] = {
    # the kind of examination: 208/1/a, b, c
    "expert_conclusion@208": ("expert_age_injury_drugs", "expert_cause_of_death_pollution", "expert_mental_state"),
    "protest_decision_7d@337.2": ("protest_decision_same_level", "protest_decision_higher"),  # the level that protests
    # the court that hears the appeal
    "appellate_preparation@346.1": ("appeal_hearing_provincial", "appeal_hearing_superior"),
    "appellate_dossier_return@341.1": ("appeal_file_study_provincial", "appeal_file_study_superior"),
}

UNCOUNTED: Mapping[str, str] = {
    "investigation_continued@169.5": "the period goes on after a transfer, so nothing starts anew",
    "source_extension_request_5d_before@147.2": "counted back from a period whose clock is shown itself",
    "appeal_notice_7d@338.1": "counted from the end of the period for appeal, whose clock is shown itself",
    "detention_notice_7d_before@244": "counted back from the end of remand; its row is not in the table",
    "superior_copy_immediately@240.3": "at once, no length",
    "court_return_handling@246": "the article fixes no length",
    "petition_answer@law": "fixed by the petition, not by the code",
    "petition_classification@Q51": "an internal regulation that was not read",
    "custody_protest_answer_15d@LTCVKSND-2014.24.1.c": "law on the organisation of procuracies; not in the table",
    "self_check_30d@LTCVKSND-2014.24.1.a": "law on the organisation of procuracies; not in the table",
    "self_check_30d@LTCVKSND-2014.26.2": "law on the organisation of procuracies; not in the table",
    "imprisonment_deferral@BLHS67": "fixed by the decision: BLHS-2015/67",
    "service_suspension@BLHS68": "fixed by the decision: BLHS-2015/68",
    "probation_term@BLHS65": "fixed by the judgment",
    "probation_term@BLHS66": "fixed by the judgment",
    "prison_term@judgment": "fixed by the judgment",
    "mla_check_10d@LTTTPHS21.3": "law on mutual legal assistance; not in the table",
    "mla_summons_90d@LTTTPHS32.1": "law on mutual legal assistance; not in the table",
}

# The same name means another row when another body acts, or by another act.
VARIANTS: Mapping[tuple[str, str], str] = {
    ("institution_send_24h@154.2", "procuracy"): "case_opening_procuracy_send",
    ("institution_send_24h@154.2", "court"): "case_opening_court_send",
    ("charge_amendment_send_24h@180.3", "procuracy"): "charge_procuracy_send",
    ("charge_approval_3d@179.3", "charge_evidence.demanded.v1"): "charge_approval_after_supplement",
}

# A row that takes the place of another one, which ends with it.
IN_PLACE_OF: Mapping[str, str] = {"charge_approval_after_supplement": "charge_approval"}  # 179/3

# A name that means a certain extension of its row, so that one before it, not recorded, is implied.
EXTENSION: Mapping[str, int] = {"source_verification_2m@147.2": 1, "source_verification_ext_2m@147.2": 2}


def decided(name: str) -> bool:
    """Whether the name is in one of the tables."""
    return name in ROWS or name in EITHER or name in UNCOUNTED


def started_by(name: str, key: str, issuer: str) -> tuple[str, ...]:
    """The row that an act (its type's key and issuer) naming `name` starts; several when one of them; or none."""
    if name in EITHER:
        return EITHER[name]
    variant = VARIANTS.get((name, key)) or VARIANTS.get((name, issuer))
    return (variant,) if variant else ROWS.get(name, ())[:1]


def rows_of(name: str) -> tuple[str, ...]:
    """Every row that an act naming `name` may end or extend."""
    variants = tuple(row for (named, _), row in VARIANTS.items() if named == name)
    return tuple(dict.fromkeys((*ROWS.get(name, ()), *EITHER.get(name, ()), *variants)))
