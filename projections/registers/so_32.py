"""Register SO-32: juveniles who are accused or victims (form 32). One entry a juvenile accused and unit.

An entry is opened by the act by which a juvenile becomes an accused of the case, or by the act that takes the case for
supervision. The form has no number of its own.

Victims have no entry, and the columns about them stay empty: acts do not say of a victim whether he or she is a
juvenile, nor vulnerable, nor related to the accused. Sex stands in the vault; ethnicity and education are in no act.
"""

from collections.abc import Mapping
from uuid import UUID

from domain.states.criminal_case import Accused
from projections.declaration import Step
from projections.file_acts import FileAct
from projections.registers.cells import EMPTY, Filled, Reading, acts, blank, charges, computed, of_accused, where
from projections.registers.in_charge import CHARGED
from projections.registers.register import Opening, Register, columns, kinds, types
from projections.words import datum

TAKES = "case.taken_for_supervision.v1"
MOVED = ("case.opened_on_split.v1", "case.joined.v1", "case.restored.v1", "split.annulled.v1")
EXEMPTING = frozenset(("BLHS-29", "BLHS-91.2", "BLHS-2015/29", "BLHS-2015/91/2"))  # BLHS-2015/29, 91/2


def became_accused(step: Step) -> tuple[UUID, ...]:
    """Juveniles who are accused after the act and were not before; when a unit takes the case, all there are."""
    before = () if step.act.type == TAKES else _accused(step.before.accused)
    return tuple(person for person in _accused(step.after.accused) if person not in before)


def _accused(persons: Mapping[UUID, Accused]) -> tuple[UUID, ...]:
    return tuple(person for person, accused in persons.items() if accused.juvenile and accused.status != "held")


def exempts(act: FileAct) -> bool:
    """Whether the discontinuation rests on an exemption from liability."""
    return any(datum(act.recorded.act, name) in EXEMPTING for name in ("clause", "provision"))


def with_an_adult(reading: Reading) -> Filled:
    """Whether an adult is accused in the same case."""
    own = reading.accused.get(reading.person) if reading.person else None
    if own is None:
        return EMPTY
    adults = [seen for seen in reading.accused.values() if not (seen.row.juvenile or seen.row.legal_person)]
    return Filled(bool(adults), min(seen.acts["juvenile"] for seen in adults or [own]))


SO_32 = Register(
    id="SO-32",
    form_no="32",
    name_vi="Sổ quản lý bị can, bị hại là người chưa thành niên",
    name_en="Register of juveniles who are accused or victims",
    group_vi="Chuyên đề",
    confirmed="partial",
    kinds=kinds("criminal_case"),
    opening=Opening(
        types(*CHARGED, *MOVED, TAKES, "charge.approved.v1", "gap.noted.v1"), "person", persons=became_accused
    ),
    columns=columns(
        ("person", "Họ tên, ngày sinh", "Person", "person_profile", of_accused("label", "subject")),
        ("charge_decision", "QĐ khởi tố bị can", "Accused charged", "act_ref", acts(*CHARGED)),
        ("charge", "Tội danh, điều luật", "Charges", "law_ref", charges()),
        ("sex", "Giới tính", "Sex", "enum", blank()),
        ("ethnicity", "Dân tộc", "Ethnicity", "enum", blank()),
        ("education", "Bị can: trình độ văn hóa", "Education", "enum", blank()),
        (
            "adult_accomplice", "Bị can: đồng phạm với người thành niên", "Accused with an adult", "bool",
            computed(with_an_adult),
        ),
        (
            "detention", "Bị can: tạm giam", "Remand", "act_ref",
            acts(
                "remand.ordered.v1", "remand.approved.v1", "remand.ordered_by_procuracy.v1",
                "arrest_for_remand.ordered_by_procuracy.v1", "remand.extended.v1", "remand.extended_for_prosecution.v1",
            ),
        ),
        (
            "exemption", "Bị can: miễn TNHS", "Exempted from liability", "act_ref",
            where(
                acts(
                    "investigation.discontinued.v1", "agency_investigation.discontinued.v1", "case.discontinued.v1",
                    whole=True,
                ),
                exempts,
            ),
        ),
        (
            "prosecution", "Bị can: truy tố", "Prosecution", "act_ref",
            acts(
                "indictment.issued.v1", "indictment.issued_in_absence.v1", "indictment.replaced.v1",
                "summary_prosecution.decided.v1", whole=True,
            ),
        ),
        (
            "court_termination", "Bị can: Tòa đình chỉ", "Discontinued by the court", "act_ref",
            acts("case.discontinued_by_court.v1", "judgment.annulled_and_discontinued.v1", whole=True),
        ),
        ("victim_vulnerability", "Bị hại: khuyết tật, lang thang", "Victim: vulnerability", "enum_list", blank()),
        ("relation", "Bị hại: quan hệ với bị can", "Victim: relation to the accused", "text", blank()),
        ("victim_harm", "Bị hại: có thai, tự sát", "Victim: harm", "enum_list", blank()),
    ),
    note="Juvenile victims are not entered: acts do not say that a victim is a juvenile.",
)  # fmt: skip
