"""Who is in charge of a case, and the provisions by which it is stayed or ended: cells that several registers share."""

from collections.abc import Mapping

from projections.registers.cells import Acts, Computed, Member, acts, datum_of, prosecutors, several

CASE_OPENED = (
    "case.opened.v1", "case.opened_by_procuracy.v1", "case.opened_by_court.v1", "case.opened_on_split.v1",
    "agency_case.opened.v1",
)  # fmt: skip
CHARGED = (
    "accused.charged.v1", "legal_person.charged.v1", "accused.charged_by_procuracy.v1", "agency_accused.charged.v1",
)  # fmt: skip
RESUMED = (
    "investigation.resumed.v1", "investigation.resumed_by_procuracy.v1", "agency_investigation.resumed.v1",
    "case.resumed.v1", "case.resumed_by_court.v1",
)  # fmt: skip

# Provisions as acts name them, in the words of the codes.
PROVISIONS: Mapping[str, str] = {
    **{f"229.1.{point}": f"điểm {point} khoản 1 Điều 229 BLTTHS" for point in "abcd"},
    **{f"157/{clause}": f"khoản {clause} Điều 157 BLTTHS" for clause in range(1, 9)},
    "155.2": "khoản 2 Điều 155 BLTTHS",
    "155/2": "khoản 2 Điều 155 BLTTHS",
    "157": "Điều 157 BLTTHS",
    "BLHS-16": "Điều 16 BLHS",
    "BLHS-29": "Điều 29 BLHS",
    "BLHS-91.2": "khoản 2 Điều 91 BLHS",
    "BLHS-2015/16": "Điều 16 BLHS",
    "BLHS-2015/29": "Điều 29 BLHS",
    "BLHS-2015/91/2": "khoản 2 Điều 91 BLHS",
    "not_proved_in_time": "hết thời hạn điều tra mà không chứng minh được bị can đã thực hiện tội phạm",
    "illness": "điểm a khoản 1 Điều 247 BLTTHS",
    "absconded": "điểm b khoản 1 Điều 247 BLTTHS",
    "expert_or_foreign": "điểm c khoản 1 Điều 247 BLTTHS",
    "force_majeure": "điểm d khoản 1 Điều 247 BLTTHS",
    "illness_or_other_ground_of_229": "điểm a khoản 1 Điều 281 BLTTHS",
    "whereabouts_unknown": "điểm b khoản 1 Điều 281 BLTTHS",
    "legal_text_pending": "điểm c khoản 1 Điều 281 BLTTHS",
}


def case_opened() -> Acts:
    """The decisions that opened the case."""
    return acts(*CASE_OPENED, whole=True, since="beginning")


def charged() -> Acts:
    """The decisions that charged whom the line is about."""
    return acts(*CHARGED, since="beginning")


def investigators() -> Computed:
    """The investigators: of the police by name, of the procuracy's own investigating body as officers."""
    return several(
        datum_of("investigator.assigned.v1", name="investigator", each=True, since="beginning"),
        datum_of("agency_investigators.assigned.v1", name="assignees", since="beginning"),
    )


def judge() -> Member:
    """The judge who presides, as the court named him."""
    return datum_of("case.accepted_by_court.v1", name="presiding_judge", since="beginning")


def officers_in_charge() -> Computed:
    """Prosecutors, investigators and the judge."""
    return several(prosecutors(), investigators(), judge())
