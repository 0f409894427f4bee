"""Register SO-17: decisions of the Council of Judges looked at again (form 17). One entry a recommendation of the head
of the supreme procuracy. BLTTHS-2015/404

The catalogue of acts has no decision of the Council on the recommendation; its answer is recorded as an answer to what
the procuracy asked. Requests of the National Assembly and of the President of the court do not pass the procuracy.
"""

from projections.registers.cells import acts, case_accused, number_and_day
from projections.registers.register import Opening, Register, columns, kinds, types

RECOMMENDED = "council_decision.review_recommended.v1"

SO_17 = Register(
    id="SO-17",
    form_no="17",
    name_vi="Sổ quản lý thủ tục xem xét lại quyết định của HĐTP TANDTC",
    name_en="Register of decisions of the Council of Judges looked at again",
    group_vi="KSXX",
    confirmed="partial",
    kinds=kinds("criminal_case"),
    opening=Opening(types(RECOMMENDED), grain="act"),
    note="Kết quả lấy từ văn bản trả lời kiến nghị; danh mục hành vi chưa có quyết định riêng của HĐTP TANDTC.",
    columns=columns(
        ("seq_date", "STT/ngày thụ lý", "Number and day", "seq_date", number_and_day()),
        ("case_parties", "Vụ án, việc / bị cáo, đương sự", "Case and defendants", "case_accused", case_accused()),
        (
            "decision", "Quyết định bị xem xét lại", "Decision to be looked at again", "act_ref",
            acts("cassation.decided.v1", since="beginning"),
        ),
        ("request", "Yêu cầu, kiến nghị, đề nghị", "Recommendation", "act_ref", acts(RECOMMENDED)),
        ("result", "Kết quả", "Result", "act_ref", acts("request.answered.v1")),
        (
            "note", "Ghi chú", "Notes", "text",
            acts("cassation_opinion.presented.v1", "cassation.requested.v1", since="beginning"),
        ),
    ),
)  # fmt: skip
