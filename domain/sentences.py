"""What a refusal or a flag says in Vietnamese and in English.

The domain's errors carry a code and facts; the sentence is chosen at the edge. A test fails when a code has
no sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Language = Literal["vi", "en"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One code's sentence in both languages, with places for facts."""

    vi: str
    en: str


SENTENCES: Mapping[str, Sentence] = {
    # stream
    "stream_not_open": Sentence(
        "Hồ sơ chưa được mở: hành vi này chỉ thực hiện được khi đã ở giai đoạn {lawful_from}.",
        "The file is not open: this act is possible only from {lawful_from}.",
    ),
    "stream_already_open": Sentence(
        "Hồ sơ đã được mở, đang ở giai đoạn {stage}.", "The file is already open, at stage {stage}."
    ),
    "wrong_stage": Sentence(
        "Không đúng giai đoạn tố tụng: hồ sơ đang ở {stage}, chỉ được thực hiện từ {lawful_from}.",
        "Wrong stage of the proceedings: the file stands at {stage}, lawful only from {lawful_from}.",
    ),
    "stage_unknown": Sentence(
        "Giai đoạn {stage} không có đối với loại hồ sơ {kind}.", "There is no stage {stage} for a file of kind {kind}."
    ),
    "history_gap": Sentence(
        "Hồ sơ thiếu văn bản tố tụng giữa {from} và {to}.", "The file lacks acts between {from} and {to}."
    ),
    "link_missing": Sentence(
        "Thiếu liên kết “{relation}” đến văn bản liên quan.", "A link “{relation}” to the related act is missing."
    ),
    "corrected_unknown": Sentence(
        "Không có văn bản số {version} trong hồ sơ để đính chính.", "There is no act {version} in the file to correct."
    ),
    # who may sign
    "unit_unknown": Sentence("Không có đơn vị {unit}.", "There is no unit {unit}."),
    "unit_not_in_existence": Sentence(
        "Đơn vị {unit} không tồn tại vào ngày {day}.", "Unit {unit} did not exist on {day}."
    ),
    "level_not_competent": Sentence(
        "Đơn vị {unit} không thuộc cấp có thẩm quyền.", "Unit {unit} is not of a competent level."
    ),
    "title_not_held": Sentence(
        "Cán bộ không giữ chức danh {title} tại {unit} vào ngày {day}.",
        "The officer did not hold title {title} in {unit} on {day}.",
    ),
    "title_may_not_sign": Sentence(
        "Chức danh {title} không có thẩm quyền ký loại văn bản này.", "Title {title} may not sign this type of act."
    ),
    "capacity_wrong": Sentence(
        "Tư cách ký {capacity} không đúng với chức danh {title}.",
        "Capacity {capacity} is not the one for title {title}.",
    ),
    "delegation_forbidden": Sentence(
        "Viện trưởng, Phó Viện trưởng không được ủy quyền cho Kiểm sát viên ký loại văn bản này.",
        "The head and deputies may not delegate this power to a prosecutor.",
    ),
    "delegation_unknown": Sentence(
        "Không có văn bản ủy quyền, thừa lệnh được viện dẫn.", "The delegation relied on does not exist."
    ),
    "delegation_does_not_cover": Sentence(
        "Văn bản ủy quyền, thừa lệnh không bao gồm cán bộ, đơn vị hoặc loại văn bản này.",
        "The delegation does not cover this officer, unit or type of act.",
    ),
    "delegation_not_in_force": Sentence(
        "Văn bản ủy quyền, thừa lệnh không có hiệu lực vào ngày {day}.", "The delegation was not in force on {day}."
    ),
    "certificate_not_bound": Sentence(
        "Chứng thư chữ ký số không gắn với cán bộ này.", "The certificate is not bound to this officer."
    ),
    "certificate_revoked": Sentence("Chứng thư chữ ký số đã bị thu hồi.", "The certificate has been revoked."),
    # organisation
    "founding_not_own": Sentence(
        "Văn bản thành lập phải do chính Viện trưởng được nêu tên ký bằng chứng thư được nêu.",
        "The founding act must be signed by the head whom it names, with the certificate that it names.",
    ),
    "unit_not_subordinate": Sentence(
        "Đơn vị ký {signer} không phải là cấp trên.", "The signing unit {signer} is not the superior one."
    ),
    "unit_exists": Sentence("Đơn vị {unit} đã có.", "Unit {unit} exists already."),
    "supreme_exists": Sentence("Đã có Viện kiểm sát nhân dân tối cao.", "There is a supreme procuracy already."),
    "unit_already_reorganised": Sentence("Đơn vị {unit} đã được sắp xếp.", "Unit {unit} was already reorganised."),
    "period_reversed": Sentence(
        "Ngày bắt đầu {since} sau ngày kết thúc {until}.", "The first day {since} is after the last day {until}."
    ),
    "officer_exists": Sentence("Cán bộ đã được ghi danh.", "The officer is already enrolled."),
    "officer_unknown": Sentence("Cán bộ chưa được ghi danh.", "The officer is not enrolled."),
    "officer_without_title": Sentence(
        "Cán bộ được phân công không giữ chức danh phù hợp tại {unit}.",
        "The officer assigned holds no fitting title in {unit}.",
    ),
    "delegate_not_in_unit": Sentence(
        "Người được ủy quyền không giữ chức danh tại {unit}.", "The delegate holds no title in {unit}."
    ),
    "certificate_already_bound": Sentence("Chứng thư đã được gắn.", "The certificate is already bound."),
    # assignment
    "prosecutor_not_assigned": Sentence(
        "Kiểm sát viên bị thay đổi chưa được phân công.", "The prosecutor to be replaced was not assigned."
    ),
    "prosecutor_already_assigned": Sentence("Kiểm sát viên đã được phân công.", "The prosecutor is already assigned."),
    "already_taken_for_supervision": Sentence(
        "Hồ sơ đã được thụ lý kiểm sát (văn bản {version}).",
        "The file was already taken for supervision (act {version}).",
    ),
    # sources of information
    "moments_reversed": Sentence("Thời điểm {second} không thể trước {first}.", "{second} cannot be before {first}."),
    "source_taken_over": Sentence(
        "Viện kiểm sát đã trực tiếp giải quyết nguồn tin (văn bản {version}).",
        "The procuracy has taken the source over (act {version}).",
    ),
    "source_not_taken_over": Sentence(
        "Viện kiểm sát chưa thụ lý, trực tiếp giải quyết nguồn tin này.",
        "The procuracy has not taken this source over.",
    ),
    "demand_missing": Sentence(
        "Chưa có yêu cầu bằng văn bản của Viện kiểm sát mà không được khắc phục.",
        "There is no written demand of the procuracy that was left without remedy.",
    ),
    "source_time_too_long": Sentence(
        "Thời hạn đến {until} quá {months} tháng.", "Time until {until} is longer than {months} months."
    ),
    "extension_asked_late": Sentence(
        "Đề nghị gia hạn khi chỉ còn {days} ngày, phải trước ít nhất 05 ngày.",
        "Extension asked for with {days} days left, at least 5 are required.",
    ),
    "ground_not_in_force": Sentence(
        "Căn cứ này chỉ có hiệu lực từ {since}.", "This ground is in force only since {since}."
    ),
    # accused
    "accused_unknown": Sentence("Bị can không có trong vụ án.", "The accused is not in the case."),
    "accused_named_twice": Sentence("Một bị can được nêu hai lần.", "An accused is named twice."),
    "accused_closed": Sentence(
        "Tố tụng đối với {label} đã kết thúc ({status}).", "Proceedings against {label} have ended ({status})."
    ),
    "accused_in_wrong_status": Sentence(
        "{label} đang ở trạng thái {status}, không thuộc {statuses}.",
        "{label} stands at {status}, not among {statuses}.",
    ),
    "charge_not_approved": Sentence(
        "Chưa ghi nhận phê chuẩn khởi tố đối với {labels}.", "No approval of the charge is on record for {labels}."
    ),
    "amendment_not_pending": Sentence(
        "Không có quyết định thay đổi, bổ sung khởi tố bị can đối với {label} đang chờ phê chuẩn.",
        "No change of or supplement to the charge of {label} awaits approval.",
    ),
    "amendment_awaits_its_own_approval": Sentence(
        "Quyết định đang chờ đối với {label} là thay đổi, bổ sung, không phải khởi tố bị can.",
        "What awaits an answer for {label} is an amended charge, not a first one.",
    ),
    "charge_not_demanded": Sentence(
        "Chưa ghi nhận yêu cầu khởi tố bị can gửi Cơ quan điều tra.",
        "No demand to the investigating body to charge is on record.",
    ),
    "nobody_named": Sentence("Không nêu người nào.", "Nobody is named."),
    "not_a_legal_person": Sentence("{label} không phải là pháp nhân.", "{label} is not a legal person."),
    "not_a_natural_person": Sentence("{label} là pháp nhân.", "{label} is a legal person."),
    "not_a_juvenile": Sentence("{label} không phải là người chưa thành niên.", "{label} is not a juvenile."),
    "nobody_to_indict": Sentence("Không có bị can để truy tố.", "There is no accused to indict."),
    "another_convict": Sentence(
        "Hồ sơ thi hành án này là của người khác.", "This file of execution concerns another convict."
    ),
    # measures and limits
    "measure_not_running": Sentence(
        "Không có biện pháp {measure} đang áp dụng đối với {label}.", "No measure {measure} is in force on {label}."
    ),
    "measure_not_pending": Sentence(
        "Không có lệnh, quyết định {measure} đối với {label} đang chờ phê chuẩn.",
        "No order of {measure} on {label} awaits approval.",
    ),
    "measure_running_already": Sentence(
        "Biện pháp {measure} đang áp dụng đối với {label}.", "Measure {measure} is in force on {label}."
    ),
    "measure_of_the_procuracy": Sentence(
        "Biện pháp {measure} đối với {label} do Viện kiểm sát phê chuẩn, chỉ Viện kiểm sát được hủy bỏ, thay thế.",
        "The procuracy approved measure {measure} on {label}; only the procuracy may end or replace it.",
    ),
    "extension_not_approved": Sentence(
        "Chưa ghi nhận phê chuẩn gia hạn tạm giữ lần trước đối với {label}.",
        "No approval of the earlier extension of custody is on record for {label}.",
    ),
    "custody_not_extended": Sentence(
        "Tạm giữ đối với {label} chưa được gia hạn; việc trả tự do thuộc Cơ quan điều tra.",
        "Custody of {label} was not extended; release is for the investigating body.",
    ),
    "custody_without_arrest": Sentence(
        "{label} không bị giữ khẩn cấp, bị bắt hoặc tự thú, đầu thú trước khi bị tạm giữ.",
        "{label} was not held, arrested or surrendered before custody.",
    ),
    "extension_not_requested": Sentence(
        "Không có đề nghị gia hạn {measure} đối với {label} đang chờ trả lời.",
        "No request to extend {measure} of {label} awaits an answer.",
    ),
    "term_not_over": Sentence(
        "Thời hạn {measure} đối với {label} đến ngày {until} chưa hết.",
        "The term of {measure} of {label} runs until {until}.",
    ),
    "deposit_kept_without_breach": Sentence(
        "Tiền đặt bảo đảm chỉ bị tịch thu khi bị can vi phạm nghĩa vụ đã cam đoan.",
        "A deposit is confiscated only when the accused breached the undertaking.",
    ),
    "order_of_coercion_unknown": Sentence(
        "Không có lệnh {measure} số {version} đang có hiệu lực.", "No order of {measure} {version} is in force."
    ),
    "custody_too_long": Sentence("Tạm giữ {days} ngày, tối đa {most} ngày.", "Custody of {days} days, at most {most}."),
    "remand_too_long": Sentence(
        "Tạm giam {months} tháng đối với {label}, tối đa {most} tháng.",
        "Remand of {months} months for {label}, at most {most}.",
    ),
    "no_extension_left": Sentence(
        "Đã hết số lần hoặc quá thời gian được gia hạn.", "No extension of that length is left."
    ),
    "no_return_left": Sentence(
        "Đã trả hồ sơ {returns} lần, không được trả nữa.", "The file was already returned {returns} times."
    ),
}


def sentence(code: str, facts: Mapping[str, Any], language: Language) -> str:
    """The sentence for `code` with its facts in place. A fact that is missing is shown as a dash."""
    found = SENTENCES[code]
    template = found.vi if language == "vi" else found.en
    return template.format_map(_Facts(facts))


class _Facts(dict[str, str]):
    def __init__(self, facts: Mapping[str, Any]) -> None:
        super().__init__({name: _shown(value) for name, value in facts.items()})

    def __missing__(self, name: str) -> str:
        return "–"


def _shown(value: Any) -> str:
    return ", ".join(str(element) for element in value) if isinstance(value, (list, tuple)) else str(value)
