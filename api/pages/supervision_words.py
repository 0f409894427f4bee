"""What the figures of supervision are called: Vietnamese first, English second."""

from collections.abc import Mapping

from api.pages.words import Word

FIGURE_WORDS: Mapping[str, Word] = {
    "acts": Word("Hành vi mới", "New acts"),
    "late": Word("Vào sổ chậm", "Entered late"),
    "overdue_liberty": Word("Quá hạn, hạn chế tự do", "Overdue, liberty"),
    "overdue": Word("Quá hạn khác", "Overdue, other"),
    "due": Word("Đến hạn", "Due"),
    "near": Word("Sắp đến hạn", "Near"),
    "findings_critical": Word("Vi phạm nghiêm trọng", "Critical findings"),
    "findings_major": Word("Vi phạm đáng kể", "Major findings"),
    "findings_minor": Word("Vi phạm nhẹ", "Minor findings"),
    "instructions": Word("Chỉ đạo chưa báo cáo", "Instructions not answered"),
    "opinions": Word("Thỉnh thị chưa trả lời", "Requests for an opinion not answered"),
    "undone": Word("Bị cấp trên rút, hủy", "Undone by a superior"),
    "protests": Word("Kháng nghị của đơn vị", "Protests of the unit"),
    "protests_against": Word("Kháng nghị của đơn vị khác trong hồ sơ của đơn vị", "Protests by others in its files"),
    "handed_over": Word("Chuyển, nhận hồ sơ", "Files handed over"),
}
