"""What codes are called on pages: Vietnamese first, English second. Stages, statuses, measures, titles, outcomes."""

from collections.abc import Mapping
from typing import NamedTuple


class Word(NamedTuple):
    vi: str
    en: str


STAGES: Mapping[str, Word] = {
    "new": Word("Chưa có hành vi", "Nothing yet"),
    # information source
    "received": Word("Đã tiếp nhận", "Received"),
    "forwarded": Word("Đã chuyển cơ quan có thẩm quyền", "Forwarded to the competent agency"),
    "verification": Word("Đang kiểm tra, xác minh", "Under verification"),
    "suspended": Word("Tạm đình chỉ", "Suspended"),
    "case_opened": Word("Đã khởi tố vụ án", "Case opened"),
    "opening_refused": Word("Không khởi tố vụ án", "Opening refused"),
    "withdrawn": Word("Đã rút", "Withdrawn"),
    # criminal case
    "investigation": Word("Đang điều tra", "Under investigation"),
    "investigation_suspended": Word("Tạm đình chỉ điều tra", "Investigation suspended"),
    "investigation_discontinued": Word("Đình chỉ điều tra", "Investigation discontinued"),
    "concluded": Word("Đã kết luận điều tra, đề nghị truy tố", "Investigation concluded, prosecution proposed"),
    "prosecution": Word("Đang trong giai đoạn truy tố", "Before the procuracy for decision"),
    "supplementary_investigation": Word("Trả hồ sơ điều tra bổ sung", "Returned for supplementary investigation"),
    "prosecution_suspended": Word("Viện kiểm sát tạm đình chỉ vụ án", "Suspended by the procuracy"),
    "discontinued": Word("Viện kiểm sát đình chỉ vụ án", "Discontinued by the procuracy"),
    "indicted": Word("Đã truy tố", "Indicted"),
    "court": Word("Tòa án đã thụ lý", "Accepted by the court"),
    "trial": Word("Đang xét xử", "Trial decided or being held"),
    "returned_by_court": Word("Tòa án trả hồ sơ", "Returned by the court"),
    "suspended_by_court": Word("Tòa án tạm đình chỉ vụ án", "Suspended by the court"),
    "discontinued_by_court": Word("Tòa án đình chỉ vụ án", "Discontinued by the court"),
    "judged": Word("Đã xét xử sơ thẩm", "Judged at first instance"),
    "appealed": Word("Có kháng cáo, kháng nghị", "Appealed or protested"),
    "appeal_trial": Word("Đang xét xử phúc thẩm", "Appeal trial"),
    "final": Word("Bản án, quyết định có hiệu lực pháp luật", "In force"),
    "cassation": Word("Giám đốc thẩm, tái thẩm", "Cassation or reopening"),
    "opening_annulled": Word("Quyết định khởi tố bị hủy bỏ", "Opening annulled"),
    "joined": Word("Đã nhập vào vụ án khác", "Joined into another case"),
    "transferred": Word("Đã chuyển vụ án", "Transferred"),
    "resumption_awaited": Word("Đã hủy tạm đình chỉ, đình chỉ; chờ phục hồi điều tra", "Resumption awaited"),
    "reopening": Word("Tái thẩm", "Reopening"),
    "reinvestigation": Word("Hủy án để điều tra lại", "Quashed for reinvestigation"),
    # complaint, enforcement, legal assistance
    "accepted": Word("Đã thụ lý", "Accepted"),
    "settled": Word("Đã giải quyết", "Settled"),
    "awaiting": Word("Chờ thi hành", "Awaiting execution"),
    "clemency": Word("Đang xét ân giảm", "Clemency under consideration"),
    "stayed": Word("Hoãn thi hành", "Stayed"),
    "executed": Word("Đã thi hành", "Executed"),
    "commuted": Word("Đã ân giảm", "Commuted"),
    "with_central_authority": Word("Ở cơ quan trung ương", "With the central authority"),
    "assigned": Word("Đã phân công thực hiện", "Assigned"),
    "sent_abroad": Word("Đã gửi ra nước ngoài", "Sent abroad"),
    "extradition_received": Word("Đã tiếp nhận yêu cầu dẫn độ", "Extradition request received"),
    "extradition_checked": Word("Đã kiểm tra yêu cầu dẫn độ", "Extradition request checked"),
    "extradition_court": Word("Tòa án xem xét dẫn độ", "Extradition before the court"),
    "extradition_decided": Word("Đã quyết định dẫn độ", "Extradition decided"),
    "handed_over": Word("Đã áp giải", "Handed over"),
    "judgment_effective": Word("Bản án có hiệu lực, chưa có quyết định thi hành", "In force, not yet enforced"),
    "enforcement_ordered": Word("Đã có quyết định thi hành án", "Enforcement ordered"),
    "serving_prison": Word("Đang chấp hành án phạt tù", "Serving imprisonment"),
    "serving_community": Word("Đang chấp hành án tại cộng đồng", "Serving in the community"),
    "deferred": Word("Hoãn chấp hành án phạt tù", "Imprisonment deferred"),
    "service_suspended": Word("Tạm đình chỉ chấp hành án phạt tù", "Service suspended"),
    "absconded": Word("Bỏ trốn, đang truy nã", "Absconded, wanted"),
    "conditional_release": Word("Tha tù trước thời hạn có điều kiện", "Conditional early release"),
    "death_review": Word("Đang xem xét bản án tử hình", "Death judgment under review"),
    "death_pending": Word("Chờ thi hành án tử hình", "Awaiting execution of a death sentence"),
    "exempted": Word("Miễn chấp hành hình phạt", "Exempted from serving"),
    "amnestied": Word("Đặc xá", "Amnestied"),
    "completed": Word("Chấp hành xong hình phạt", "Sentence completed"),
    "died": Word("Chết", "Died"),
    "quashed": Word("Bản án bị hủy, chấm dứt thi hành", "Judgment quashed, enforcement ended"),
    "expunged": Word("Đã được xóa án tích", "Criminal record expunged"),
    "classified": Word("Đã phân loại, xử lý đơn", "Classified"),
    "not_accepted": Word("Không thụ lý, trả đơn", "Not accepted or returned"),
    "verifying": Word("Đang xác minh", "Under verification"),
    "resolved_first": Word("Đã giải quyết lần đầu", "Settled, first instance"),
    "second_accepted": Word("Thụ lý giải quyết lần hai", "Accepted for second settlement"),
    "resolved_final": Word("Giải quyết có hiệu lực pháp luật", "Settled with legal effect"),
    "supervised": Word("Đang kiểm sát việc giải quyết của cơ quan khác", "Another body settles, under supervision"),
    "supervision_done": Word("Đã kết thúc kiểm sát", "Supervision finished"),
    "drafted": Word("Đang lập yêu cầu", "Drafted"),
    "submitted": Word("Đã gửi VKSND tối cao", "Submitted to the central authority"),
    "incomplete": Word("Trả lại để bổ sung", "Returned for completion"),
    "result_received": Word("Đã nhận kết quả", "Result received"),
    "supplement_requested": Word("Đã yêu cầu bổ sung", "Supplement requested"),
    "refused": Word("Từ chối", "Refused"),
    "postponed": Word("Hoãn thực hiện", "Postponed"),
    "result_sent": Word("Đã gửi kết quả", "Result sent"),
    # dossier, petition to an agency, direct supervision
    "open": Word("Đang lập, đơn vị đang quản lý", "Open, held by this unit"),
    "elsewhere": Word("Đã bàn giao, cơ quan khác đang quản lý", "Held by another body"),
    "closed": Word("Đã kết thúc, chốt mục lục", "Closed, index sealed"),
    "archived": Word("Đã nộp lưu trữ", "Archived"),
    "destroyed": Word("Đã tiêu hủy", "Destroyed"),
    "issued": Word("Đã ban hành", "Issued"),
    "answered": Word("Cơ quan nhận đã trả lời", "Answered"),
    "rejected": Word("Không chấp nhận", "Rejected"),
    "implemented": Word("Đã khắc phục, kết thúc", "Remedied, closed"),
    "ordered": Word("Đã ra quyết định", "Ordered"),
    "planned": Word("Đã ban hành kế hoạch", "Planned"),
    "conducted": Word("Đã tiến hành tại đơn vị", "Conducted"),
    "followed_up": Word("Đã phúc tra, kết thúc theo dõi", "Followed up and closed"),
    "founded": Word("Đã thành lập", "Founded"),
}

STAGES_OF_KIND: Mapping[str, Mapping[str, Word]] = {  # where a kind of stream says it otherwise
    "complaint": {"transferred": Word("Đã chuyển cơ quan có thẩm quyền", "Transferred to the competent body")},
    "legal_assistance": {
        "closed": Word("Đã kết thúc", "Closed"),
        "executed": Word("Đã thực hiện, có kết quả", "Carried out"),
    },
    "petition": {"accepted": Word("Chấp nhận, đang thực hiện", "Accepted, being implemented")},
    "direct_supervision": {"concluded": Word("Đã ban hành kết luận", "Conclusion issued")},
}

STATUSES: Mapping[str, Word] = {
    "held": Word("Bị giữ, bị bắt, tạm giữ; chưa khởi tố bị can", "Held, not charged"),
    "charged": Word("Đã khởi tố bị can", "Charged"),
    "approved": Word("Đã phê chuẩn khởi tố bị can", "Charge approved"),
    "charge_annulled": Word("Quyết định khởi tố bị can bị hủy bỏ", "Charge annulled"),
    "suspended": Word("Tạm đình chỉ đối với bị can", "Suspended"),
    "resumption_awaited": Word("Chờ phục hồi điều tra", "Resumption awaited"),
    "proposed": Word("Đề nghị truy tố", "Proposed for prosecution"),
    "indicted": Word("Đã truy tố", "Indicted"),
    "judged": Word("Đã xét xử, kết quả chưa công bố", "Judged, outcome not published"),
    "convicted": Word("Có tội", "Convicted"),
    "acquitted": Word("Không có tội", "Acquitted"),
    "exempted": Word("Miễn trách nhiệm hình sự", "Exempted"),
    "discontinued": Word("Đình chỉ đối với bị can", "Discontinued"),
    "diverted": Word("Áp dụng xử lý chuyển hướng tại cộng đồng", "Diverted"),
    "died": Word("Đã chết", "Died"),
}

MEASURES: Mapping[str, Word] = {
    "urgent_holding": Word("Giữ người trong trường hợp khẩn cấp", "Urgent holding"),
    "arrest": Word("Bắt", "Arrest"),
    "custody": Word("Tạm giữ", "Custody"),
    "remand": Word("Tạm giam", "Remand"),
    "residence_ban": Word("Cấm đi khỏi nơi cư trú", "Residence ban"),
    "guarantee": Word("Bảo lĩnh", "Guarantee"),
    "juvenile_supervision": Word("Giám sát người dưới 18 tuổi", "Supervision of a juvenile"),
    "deposit": Word("Đặt tiền để bảo đảm", "Deposit"),
    "exit_ban": Word("Tạm hoãn xuất cảnh", "Exit ban"),
    "attachment": Word("Kê biên tài sản", "Attachment of property"),
    "account_freeze": Word("Phong tỏa tài khoản", "Freezing of accounts"),
    "activity_suspension": Word("Tạm đình chỉ có thời hạn hoạt động của pháp nhân", "Suspension of activities"),
    "forced_deposit": Word("Buộc nộp một khoản tiền để bảo đảm thi hành án", "Deposit to secure enforcement"),
}

CLASSES: Mapping[str, Word] = {
    "less_serious": Word("ít nghiêm trọng", "less serious"),
    "serious": Word("nghiêm trọng", "serious"),
    "very_serious": Word("rất nghiêm trọng", "very serious"),
    "particularly_serious": Word("đặc biệt nghiêm trọng", "particularly serious"),
}

TITLES: Mapping[str, Word] = {
    "VT": Word("Viện trưởng", "Head"),
    "PVT": Word("Phó Viện trưởng", "Deputy head"),
    "KSV": Word("Kiểm sát viên", "Prosecutor"),
    "KTV": Word("Kiểm tra viên", "Examiner"),
    "TTDV": Word("Thủ trưởng đơn vị", "Head of department"),
    "registrar": Word("Người giữ sổ", "Registrar"),
    "TTCQDT": Word("Thủ trưởng Cơ quan điều tra VKSND tối cao", "Head of the investigating agency"),
    "PTTCQDT": Word("Phó Thủ trưởng Cơ quan điều tra VKSND tối cao", "Deputy head of the investigating agency"),
    "DTV": Word("Điều tra viên Cơ quan điều tra VKSND tối cao", "Investigator of the investigating agency"),
}

CAPACITIES: Mapping[str, Word] = {
    "own": Word("", ""),
    "KT": Word("KT. Viện trưởng", "for the head"),
    "TL": Word("TL. Viện trưởng", "by order of the head"),
    "TUQ": Word("TUQ. Viện trưởng", "by authorisation of the head"),
}

ISSUERS: Mapping[str, Word] = {
    "procuracy": Word("Viện kiểm sát", "Procuracy"),
    "investigating_body": Word("Cơ quan điều tra", "Investigating body"),
    "court": Word("Tòa án", "Court"),
    "custody_facility": Word("Cơ sở giam giữ", "Custody facility"),
    "party": Word("Người tham gia tố tụng", "Party"),
    "other": Word("Cơ quan khác", "Other agency"),
}

OUTCOMES: Mapping[str, Word] = {
    "convicted": Word("Có tội", "Convicted"),
    "acquitted": Word("Không có tội", "Acquitted"),
    "exempted": Word("Miễn trách nhiệm hình sự", "Exempted"),
    "discontinued": Word("Đình chỉ", "Discontinued"),
    "not_published": Word("Chưa công bố", "Not published"),
    "death": Word("Tử hình", "Death"),
    "life": Word("Tù chung thân", "Life imprisonment"),
    "imprisonment": Word("Tù có thời hạn", "Imprisonment"),
    "suspended_sentence": Word("Án treo", "Suspended sentence"),
    "non_custodial": Word("Cải tạo không giam giữ", "Non-custodial reform"),
    "fine": Word("Phạt tiền", "Fine"),
    "warning": Word("Cảnh cáo", "Warning"),
    "none": Word("Không áp dụng hình phạt", "No penalty"),
}

DEADLINE_STATES: Mapping[str, Word] = {
    "overdue": Word("Quá hạn", "Overdue"),
    "due": Word("Hết hạn trong ngày", "Due on the day"),
    "near": Word("Sắp hết hạn", "Near"),
    "running": Word("Đang chạy", "Running"),
    "unknown": Word("Chưa tính được", "Cannot be counted"),
    "unobserved": Word("Không có hành vi ghi nhận việc thực hiện", "No act can show that it was met"),
    "expired": Word("Đã hết thời hạn thực hiện quyền", "A right that was not used"),
    "paused": Word("Tạm đình chỉ", "Waits, suspended"),
    "late": Word("Đã thực hiện, quá hạn", "Met late"),
}


def word(table: Mapping[str, Word], code: str) -> Word:
    """What a code is called; the code itself when the table has no name for it."""
    return table.get(code) or Word(code, code)


def stage(kind: str, code: str) -> Word:
    """What a stage of a kind of stream is called."""
    return STAGES_OF_KIND.get(kind, {}).get(code) or word(STAGES, code)
