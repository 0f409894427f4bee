"""What areas, degrees and states of findings are called on pages."""

from collections.abc import Mapping

from api.pages.words import Word

AREAS: Mapping[str, Word] = {
    "source": Word("Nguồn tin về tội phạm", "Sources of information"),
    "initiation": Word("Khởi tố", "Opening and charging"),
    "custody": Word("Bắt, tạm giữ, tạm giam", "Arrest, custody, remand"),
    "investigation": Word("Điều tra", "Investigation"),
    "prosecution": Word("Truy tố", "Prosecution"),
    "trial": Word("Xét xử", "Trial"),
    "execution": Word("Thi hành án", "Execution"),
    "civil": Word("Dân sự, hành chính", "Civil and administrative"),
    "complaints": Word("Khiếu nại, tố cáo", "Complaints"),
    "dossier": Word("Hồ sơ", "Files"),
    "register": Word("Sổ sách", "Registers"),
    "reporting": Word("Báo cáo", "Reports"),
    "supervision": Word("Chỉ đạo, thanh tra", "Direction and inspection"),
    "integrity": Word("Toàn vẹn dữ liệu", "Integrity"),
    "other": Word("Khác, theo điều luật", "Other, by article"),
}

SEVERITIES: Mapping[str, Word] = {
    "critical": Word("Nghiêm trọng", "Critical"),
    "major": Word("Đáng kể", "Major"),
    "minor": Word("Nhẹ", "Minor"),
}

STATES: Mapping[str, Word] = {
    "open": Word("Chưa khắc phục", "Open"),
    "remedied": Word("Đã khắc phục", "Remedied"),
    "all": Word("Tất cả", "All"),
}

EVALUABLE: Mapping[str, Word] = {
    "acts": Word("Tính từ hành vi của từng hồ sơ", "From the acts of each file"),
    "several_streams": Word("Tính từ hành vi của nhiều hồ sơ", "From the acts of several files"),
    "ledger": Word("Kiểm tra trên sổ cái", "Checked on the ledger"),
    "refused": Word("Bị từ chối khi ghi nhận", "Refused when recorded"),
    "not_in_acts": Word("Không tính được từ hành vi", "Not in the acts"),
}

CONFIRMED: Mapping[str, Word] = {
    "true": Word("có nguồn xác nhận", "documented"),
    "partial": Word("suy từ cấu trúc sổ, biểu mẫu", "follows from registers and forms"),
    "false": Word("chưa xác nhận", "not confirmed"),
}
