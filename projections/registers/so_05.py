"""Register SO-05: supervision of examinations of scenes and bodies, and of the other acts of investigation at which a
prosecutor must be (form 05). One entry an activity.

The form has a row for the activities of a day; here every activity that is recorded has its own, under its own
number. A prosecutor who was not there has an entry as well, with the reason.
"""

from projections.registers.cells import acts, case_accused, datum_of, first_of, having, number_and_day, several
from projections.registers.cells import charges as charges_of
from projections.registers.register import Opening, Register, columns, kinds, types
from projections.registers.so_04 import DESCRIBED

SCENE, AUTOPSY = "scene_examination.supervised.v1", "autopsy.supervised.v1"
SEARCH, ACTIVITY = "search.supervised.v1", "investigative_act.supervised.v1"
ALL = (SCENE, AUTOPSY, SEARCH, ACTIVITY)

SO_05 = Register(
    id="SO-05",
    form_no="05",
    name_vi="Sổ kiểm sát khám nghiệm hiện trường, tử thi và các hoạt động VKS bắt buộc tham gia",
    name_en="Register of examinations and activities that the procuracy must attend",
    group_vi="THQCT-KSĐT",
    confirmed="partial",
    kinds=kinds("information_source", "criminal_case"),
    opening=Opening(types(*ALL), "act"),
    columns=columns(
        ("seq_date", "STT/ngày thực hiện", "Number and day", "seq_date", number_and_day()),
        (
            "case_main", "Vụ án, bị can chính, tội danh", "Case, accused and charges", "case_accused",
            several(
                first_of(
                    case_accused(),
                    datum_of(*DESCRIBED, name=("denounced", "offence", "summary"), since="beginning"),
                ),
                charges_of(),
            ),
        ),
        ("scene", "Khám nghiệm hiện trường", "Examination of the scene", "attendance", acts(SCENE)),
        ("autopsy", "Khám nghiệm tử thi", "Autopsy", "attendance", acts(AUTOPSY)),
        ("search", "Khám xét (có/không tham gia, lý do)", "Search", "attendance", acts(SEARCH)),
        (
            "experiment", "Thực nghiệm điều tra", "Experiment", "attendance",
            having(acts(ACTIVITY), "activity", "experiment"),
        ),
        (
            "identification", "Nhận dạng", "Identification", "attendance",
            having(acts(ACTIVITY), "activity", "identification"),
        ),
        (
            "confrontation", "Đối chất", "Confrontation", "attendance",
            having(acts(ACTIVITY), "activity", "confrontation"),
        ),
        (
            "voice", "Nhận biết giọng nói", "Recognition of voices", "attendance",
            having(acts(ACTIVITY), "activity", "voice_recognition"),
        ),
        ("note", "Ghi chú", "Notes", "text", datum_of(*ALL, name="absence_reason")),
    ),
    note="The order of columns 2 and 3 was inferred from the layout of the printed form.",
)  # fmt: skip
