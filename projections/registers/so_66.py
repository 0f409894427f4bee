"""Register SO-66: violations of law in judicial activity, and what became of the procuracy's demands, notices,
recommendations and protests (form 66). One entry a document.

An entry is opened by a document by which the procuracy takes a violation up: a protest, a recommendation, a notice to
learn from, a demand that names a violation, or a conclusion of a direct supervision. Other demands (of investigation,
of documents) are no answer to a violation and stand in the registers of their stage. In a file with several such
documents, an answer stands at the newest one. Minor faults put right at once after talking are not to be entered; the
ledger cannot tell them, and knows only documents.
"""

from projections.registers.cells import Cell, acts, having, number, opening_datum, several
from projections.registers.register import Opening, Register, columns, kinds, types

PROTESTS = (
    "court_opening.protested.v1", "protest.issued.v1", "cassation.protested.v1", "reopening.protested.v1",
    "custody_protest.issued.v1", "conditional_release.protested.v1", "death_judgment.protested.v1",
    "foreign_judgment_decision.protested.v1",
)  # fmt: skip
RECOMMENDATIONS = (
    "recommendation.issued.v1", "violation_remedy_petition.issued.v1", "prevention_petition.issued.v1",
    "participant_violation_petition.issued.v1", "court_violation_petition.issued.v1", "summary_petition.issued.v1",
    "sentence_case_petition.issued.v1", "agency_recommendation.issued.v1", "court_diversion.petitioned.v1",
    "council_decision.review_recommended.v1", "position_suspension.recommended.v1",
)  # fmt: skip
LESSON = "lesson_notice.issued.v1"
DEMANDS = ("source_handling.demanded.v1", "enforcement_decision.demanded.v1", "settlement.demanded.v1")
CONCLUSIONS = (
    "court_violation.noted.v1", "custody_supervision.concluded.v1", "settlement_supervision.concluded.v1",
    "source_direct_supervision.concluded.v1",
)  # fmt: skip
ANSWERED, REQUEST, APPEAL = "petition.answered.v1", "request.answered.v1", "appeal_judgment.pronounced.v1"


def taken(result: str, answer: str, protest: str) -> tuple[Cell, ...]:
    """Cells of the answers of one kind: of a petition, of a demand, of an appeal court about a protest."""
    return (
        having(acts(ANSWERED), "result", result),
        having(acts(REQUEST), "result", answer),
        having(acts(APPEAL), "protest_result", protest),
    )


ACCEPTED = taken("accepted", "done", "accepted")
IN_PART = taken("partly_accepted", "partly_done", "partly")
REJECTED = taken("rejected", "not_done", "rejected")

SO_66 = Register(
    id="SO-66",
    form_no="66",
    name_vi=(
        "Sổ theo dõi vi phạm pháp luật trong hoạt động tư pháp và việc thực hiện yêu cầu, thông báo rút kinh nghiệm,"
        " kiến nghị, kháng nghị của VKS"
    ),
    name_en="Register of violations of law in judicial activity",
    group_vi="Vi phạm",
    confirmed="partial",
    kinds=kinds(
        "petition", "criminal_case", "information_source", "enforcement", "complaint", "legal_assistance",
        "direct_supervision",
    ),
    opening=Opening(types(*PROTESTS, *RECOMMENDATIONS, LESSON, *DEMANDS, *CONCLUSIONS), "act"),
    columns=columns(
        ("stt", "Số thứ tự", "Number", "seq", number()),
        (
            "violator", "Cơ quan vi phạm", "Agency that broke the law", "text",
            opening_datum("addressee", "to_agency", "to_court", "court", "addressees", "responsible"),
        ),
        ("protest", "Kháng nghị (số, ngày, nội dung)", "Protest", "act_ref", acts(*PROTESTS)),
        ("recommendation", "Kiến nghị", "Recommendation", "act_ref", acts(*RECOMMENDATIONS)),
        ("lesson_notice", "Thông báo rút kinh nghiệm", "Notice to learn from", "act_ref", acts(LESSON)),
        ("request", "Yêu cầu", "Demand", "act_ref", acts(*DEMANDS)),
        ("other", "Khác", "Other", "act_ref", acts(*CONCLUSIONS)),
        (
            "accepted", "Chấp nhận", "Accepted", "result",
            several(*ACCEPTED, *IN_PART, acts("petition.accepted.v1")),
        ),
        ("accepted_part", "Trong đó: chấp nhận một phần", "Of these: in part", "result", several(*IN_PART)),
        (
            "rejected", "Không chấp nhận", "Rejected", "result",
            several(*REJECTED, *IN_PART, acts("petition.rejected.v1")),
        ),
        (
            "rejected_part", "Trong đó: không chấp nhận một phần", "Of these: in part", "result", several(*IN_PART),
        ),
        (
            "note", "Ghi chú", "Notes", "text",
            acts(
                "petition_reminder.sent.v1", "petition.withdrawn.v1", "petition_implementation.verified.v1",
                "protest.sent.v1", "protest.amended.v1", "protest.withdrawn.v1", "cassation.protest_changed.v1",
                "cassation.decided.v1",
            ),
        ),
    ),
    note=(
        "The printed form heads columns 8 to 11 as facts about the accused; they are read as what became of the"
        " document. An answer in part stands on both sides."
    ),
)  # fmt: skip
