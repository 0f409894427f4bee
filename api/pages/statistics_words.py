"""What a fact is called: the stock it moves and why, or what was done, in Vietnamese with the English beside it."""

from collections.abc import Mapping
from typing import NamedTuple


class Said(NamedTuple):
    vi: str
    en: str


KINDS_OF_PERIOD: tuple[tuple[str, str], ...] = (
    ("{year}-12m", "12 tháng"), ("{year}-6m", "6 tháng"), ("{year}-01", "tháng 01"),
)  # fmt: skip
CRIME_CLASSES: Mapping[str, str] = {
    "less_serious": "ít nghiêm trọng", "serious": "nghiêm trọng", "very_serious": "rất nghiêm trọng",
    "particularly_serious": "đặc biệt nghiêm trọng",
}  # fmt: skip
WHATS: Mapping[str, Said] = {
    "case": Said("vụ án", "case"), "accused": Said("bị can", "accused"), "source": Said("nguồn tin", "source"),
    "custody": Said("người bị tạm giữ", "person in custody"), "remand": Said("người bị tạm giam", "person on remand"),
    "complaint": Said("đơn", "complaint"), "convict": Said("người bị kết án", "convict"),
}  # fmt: skip
PLACES: Mapping[str, Said] = {
    "open": Said("đang giải quyết", "open"), "suspended": Said("đang tạm đình chỉ", "suspended"),
    "investigation": Said("đang điều tra", "under investigation"),
    "prosecution": Said("đang ở giai đoạn truy tố", "at prosecution"), "trial": Said("chờ xét xử sơ thẩm", "at trial"),
    "appeal": Said("xét xử phúc thẩm", "on appeal"), "review": Said("giám đốc thẩm, tái thẩm", "under review"),
    "held": Said("đang bị giữ", "held"), "supervised": Said("đang kiểm sát", "supervised"),
    "waiting": Said("chờ thi hành án", "awaiting enforcement"), "prison": Said("chấp hành án phạt tù", "in prison"),
    "community": Said("chấp hành án tại cộng đồng", "in the community"), "deferred": Said("hoãn", "deferred"),
    "service_suspended": Said("tạm đình chỉ chấp hành án", "service suspended"),
    "absconded": Said("trốn", "absconded"), "death": Said("án tử hình", "death sentence"),
    "conditional_release": Said("tha tù có điều kiện", "conditional release"),
}  # fmt: skip
REASONS: Mapping[str, Said] = {
    "new": Said("mới", "new"), "opened": Said("khởi tố mới", "opened"), "charged": Said("khởi tố bị can", "charged"),
    "resumed": Said("phục hồi", "resumed"), "reopened": Said("giải quyết lại", "taken up again"),
    "moved": Said("chuyển giữa các đơn vị", "moved between units"), "split": Said("tách vụ án", "split"),
    "joined": Said("nhập vụ án", "joined"), "received": Said("nơi khác chuyển đến", "received"),
    "transferred": Said("chuyển theo thẩm quyền", "transferred"), "merged": Said("bản ghi trùng", "merged"),
    "continued": Said("đưa vào để giải quyết ngay", "taken in and settled at once"),
    "recharged": Said("đổi tội danh", "counted under another crime"), "concluded": Said("kết luận", "concluded"),
    "discontinued": Said("đình chỉ", "discontinued"), "suspended": Said("tạm đình chỉ", "suspended"),
    "returned": Said("trả hồ sơ", "returned"), "returned_by_court": Said("Tòa án trả hồ sơ", "returned by the court"),
    "passed_back": Said("chuyển tiếp hồ sơ Tòa án trả", "passed back"), "indicted": Said("truy tố", "indicted"),
    "judged": Said("đã xét xử", "judged"), "annulled": Said("hủy án", "annulled"), "died": Said("chết", "died"),
    "case_opened": Said("khởi tố vụ án", "case opened"), "refused": Said("không khởi tố", "opening refused"),
    "forwarded": Said("chuyển cơ quan khác", "forwarded"), "withdrawn": Said("rút", "withdrawn"),
    "resubmitted": Said("hồ sơ đến lại", "file submitted again"),
    "back": Said("Tòa án nhận lại hồ sơ đã trả", "back at the court"),
    "submitted": Said("hồ sơ đến", "file submitted"), "accepted": Said("Tòa án thụ lý", "accepted by the court"),
    "retrial": Said("xét xử lại", "retrial"), "reinvestigation": Said("điều tra lại", "reinvestigation"),
    "urgent": Said("giữ khẩn cấp", "urgent holding"), "in_the_act": Said("quả tang", "in the act"),
    "wanted": Said("truy nã", "wanted"), "surrendered": Said("đầu thú, tự thú", "surrendered"),
    "unstated": Said("không nêu", "not stated"), "from_custody": Said("từ tạm giữ", "from custody"),
    "arrested": Said("bắt để tạm giam", "arrested for remand"), "remanded": Said("chuyển tạm giam", "remanded"),
    "at_liberty": Said("biện pháp tại ngoại", "measure at liberty"), "cancelled": Said("hủy tạm giữ", "cancelled"),
    "released_by_agency": Said("cơ quan trả tự do", "released by the agency"),
    "released_by_procuracy": Said("Viện kiểm sát trả tự do", "released by the procuracy"),
    "extension_refused": Said("không phê chuẩn gia hạn", "extension refused"), "escaped": Said("trốn", "escaped"),
    "sentenced": Said("bản án có hiệu lực", "judgment final"),
    "opening_annulled": Said("hủy khởi tố", "opening annulled"),
    "charge_annulled": Said("hủy khởi tố bị can", "charge annulled"), "diverted": Said("chuyển hướng", "diverted"),
}  # fmt: skip


def measure_text(measure: str) -> Said:
    """ "+ vụ án đang điều tra: khởi tố mới" for a flow; a measure without words is shown as it is."""
    parts = measure.split(".")
    if len(parts) == 4 and parts[2] in ("in", "out"):
        what, place = WHATS.get(parts[0]), PLACES.get(parts[1])
        reason = REASONS.get(parts[3], Said(parts[3], parts[3].replace("_", " ")))
        if what is not None and place is not None:
            sign = "+" if parts[2] == "in" else "-"
            return Said(f"{sign} {what.vi} {place.vi}: {reason.vi}", f"{what.en} {place.en}: {reason.en}")
    return Said(measure, "")
