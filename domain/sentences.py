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
    "level_not_in_law": Sentence("Ngày {day} không có cấp {level}.", "The law had no level {level} on {day}."),
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
    # units, hands and papers
    "unit_not_succeeded": Sentence(
        "{to} không kế thừa nhiệm vụ của {from} vào ngày {day}.", "{to} is no successor of {from} on {day}."
    ),
    "refusal_not_own": Sentence(
        "Người từ chối tiến hành tố tụng phải là người ký.", "An officer declines for himself only."
    ),
    "secret_in_ledger": Sentence(
        "Nội dung bí mật nhà nước không được ghi vào sổ; chỉ ghi sự việc và số tham chiếu.",
        "A state secret is not written into the ledger: only the fact and the reference.",
    ),
    "amount_missing": Sentence("Phạt tiền phải có số tiền.", "A fine names its amount."),
    "outside_downtime": Sentence(
        "Việc thực hiện trên giấy không nằm trong thời gian hệ thống gián đoạn.",
        "What was done on paper does not fall within the downtime.",
    ),
    "same_file_twice": Sentence("Một hồ sơ không thể gộp vào chính nó.", "A file is not merged into itself."),
    "leader_not_in_team": Sentence("Trưởng đoàn không có trong đoàn.", "The leader is not in the team."),
    "finding_unknown": Sentence(
        "Không có vi phạm, thiếu sót nào được ghi nhận ở văn bản {version}.", "Act {version} records no finding."
    ),
    # dossiers
    "folio_not_next": Sentence(
        "Bút lục phải nối tiếp: bắt đầu từ {next}, không phải {from}.",
        "Folios follow each other: from {next}, not from {from}.",
    ),
    "folio_unknown": Sentence(
        "Không có tài liệu ở bút lục {from}-{to} trong hồ sơ.", "The file has no document at folios {from} to {to}."
    ),
    "folios_missing": Sentence("Hồ sơ thiếu {missing} bút lục.", "{missing} folios are missing from the file."),
    "folio_count_differs": Sentence(
        "Số bút lục giao, nhận là {count}, hồ sơ có {known}.", "{count} folios handed over, the file has {known}."
    ),
    "digital_state_wrong": Sentence(
        "Bản số hóa đang ở trạng thái {digital}, không thuộc {lawful}.",
        "The digital copy stands at {digital}, not among {lawful}.",
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
    "accused_suspended": Sentence(
        "Vụ án đối với {label} đang bị tạm đình chỉ, chưa được phục hồi.",
        "Proceedings against {label} are suspended and were not resumed.",
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
    "court_decides_diversion": Sentence(
        "Việc xử lý chuyển hướng thuộc thẩm quyền của Tòa án, còn phải giải quyết {matters}.",
        "Diversion is for the court: {matters} must still be settled.",
    ),
    "diversion_not_refused": Sentence(
        "Không có quyết định không áp dụng xử lý chuyển hướng đối với {label}.",
        "There is no refusal of diversion for {label}.",
    ),
    "treatment_running": Sentence(
        "{label} đang bị áp dụng biện pháp bắt buộc chữa bệnh.", "{label} is already under compulsory treatment."
    ),
    "treatment_not_running": Sentence(
        "{label} không bị áp dụng biện pháp bắt buộc chữa bệnh.", "{label} is not under compulsory treatment."
    ),
    "counsel_not_registered": Sentence(
        "{label} chưa có người bào chữa được đăng ký.", "No defence counsel is registered for {label}."
    ),
    "not_against_national_security": Sentence(
        "{label} không bị khởi tố về tội xâm phạm an ninh quốc gia.",
        "{label} is not charged with a crime against national security.",
    ),
    "not_for_own_agency": Sentence(
        "Điều {articles} không thuộc thẩm quyền của Cơ quan điều tra Viện kiểm sát nhân dân tối cao.",
        "Articles {articles} are not for the Supreme Procuracy's own investigating agency.",
    ),
    "roles_do_not_match": Sentence(
        "Phân công {persons} người với {roles} nhiệm vụ.", "{persons} persons are assigned with {roles} roles."
    ),
    "more_time_asked_late": Sentence(
        "Đề nghị gia hạn trước khi hết thời hạn {days} ngày, ít nhất phải {least} ngày.",
        "More time was asked for {days} days before the end, at least {least} are required.",
    ),
    # searches, special measures, summary procedure
    "law_not_in_force": Sentence(
        "Căn cứ pháp luật {law} không có hiệu lực vào ngày {day}.",
        "The law relied on, {law}, was not in force on {day}.",
    ),
    "urgent_search_notified_late": Sentence(
        "Thông báo khám xét khẩn cấp sau {hours} giờ, tối đa 24 giờ sau khi khám xét.",
        "The urgent search was notified {hours} hours after it, at most 24 hours are allowed.",
    ),
    "special_measure_too_long": Sentence(
        "Biện pháp điều tra tố tụng đặc biệt đến {until}, tối đa đến {most}.",
        "The special investigative measure runs to {until}, at most to {most}.",
    ),
    "special_measure_before_approval": Sentence(
        "Biện pháp điều tra tố tụng đặc biệt bắt đầu ngày {since}, trước khi được phê chuẩn.",
        "The special investigative measure begins on {since}, before its approval.",
    ),
    "special_measure_not_running": Sentence(
        "Không có biện pháp điều tra tố tụng đặc biệt theo quyết định {decision} đang áp dụng.",
        "No special investigative measure under decision {decision} is in force.",
    ),
    "summary_condition_missing": Sentence(
        "Thiếu điều kiện áp dụng thủ tục rút gọn: {missing}.",
        "Conditions of the summary procedure are not met: {missing}.",
    ),
    "crime_too_serious": Sentence(
        "Loại tội phạm {crime_class} không được áp dụng thủ tục rút gọn.",
        "A crime of class {crime_class} does not allow the summary procedure.",
    ),
    "summary_procedure_running": Sentence(
        "Thủ tục rút gọn đã được áp dụng (văn bản {version}).", "The summary procedure already applies (act {version})."
    ),
    "summary_procedure_not_running": Sentence(
        "Thủ tục rút gọn không được áp dụng.", "The summary procedure does not apply."
    ),
    "nobody_to_indict": Sentence("Không có bị can để truy tố.", "There is no accused to indict."),
    "another_convict": Sentence(
        "Hồ sơ thi hành án này là của người khác.", "This file of execution concerns another convict."
    ),
    # enforcement
    "enforcement_already_closed": Sentence(
        "Việc kiểm sát thi hành án này đã kết thúc (văn bản {version}).",
        "Supervision of this enforcement has already ended (act {version}).",
    ),
    "result_does_not_fit": Sentence(
        "Kết quả {result} không phù hợp: hồ sơ thi hành án đang ở {stage}.",
        "Result {result} does not fit: the enforcement stands at {stage}.",
    ),
    "death_review_missing": Sentence(
        "Không có quyết định không kháng nghị của Viện trưởng Viện kiểm sát nhân dân tối cao đối với bản án tử hình.",
        "No decision of the head of the supreme procuracy not to protest the death judgment is on record.",
    ),
    "clemency_undecided": Sentence(
        "Chủ tịch nước chưa quyết định về đơn xin ân giảm.",
        "The State President has not decided on the petition for clemency.",
    ),
    "deferral_too_long": Sentence(
        "Thời hạn đến {until}, với căn cứ {ground} chỉ được đến {most}.",
        "The time runs to {until}; on ground {ground} it may run to {most} only.",
    ),
    "proposal_does_not_fit": Sentence(
        "Đề nghị {proposal} không phù hợp: hồ sơ thi hành án đang ở {stage}.",
        "A proposal of {proposal} does not fit: the enforcement stands at {stage}.",
    ),
    "released_late": Sentence(
        "Phạm nhân được trả tự do chậm {days} ngày.", "The prisoner was released {days} days late."
    ),
    "exemption_not_proposed": Sentence(
        "Không có đề nghị miễn chấp hành hình phạt của Viện trưởng Viện kiểm sát.",
        "No proposal of exemption by the head of the procuracy is on record.",
    ),
    "no_decision_to_protest": Sentence("Chưa có quyết định nào để kháng nghị.", "There is no decision to protest."),
    "expunged_early": Sentence(
        "Xóa án tích ngày {day}, sớm nhất là ngày {first}.", "Expunged on {day}, possible from {first} only."
    ),
    "not_a_suspended_sentence": Sentence(
        "Hình phạt đang thi hành là {penalty}, không phải án treo.",
        "The penalty being served is {penalty}, not a suspended sentence.",
    ),
    # decision on prosecution
    "wanted_notice_not_demanded": Sentence(
        "Chưa yêu cầu truy nã {label} trước khi tạm đình chỉ vì bị can bỏ trốn.",
        "No wanted notice on {label} was demanded before suspending because the accused absconded.",
    ),
    "already_wanted": Sentence("{label} đang bị truy nã.", "{label} is wanted already."),
    "remand_days_too_many": Sentence(
        "Tạm giam {days} ngày đối với {label}, tối đa {most} ngày.",
        "Remand of {days} days for {label}, at most {most}.",
    ),
    "accused_left_without_decision": Sentence(
        "Chưa có quyết định truy tố, tạm đình chỉ, đình chỉ hoặc tách vụ án đối với {labels}.",
        "No decision to indict, suspend, discontinue or split has been taken on {labels}.",
    ),
    "charges_of_somebody_else": Sentence(
        "Nêu tội danh của người không thuộc quyết định này.",
        "Charges are named of somebody whom the act does not concern.",
    ),
    "no_indictment_before": Sentence(
        "Vụ án chưa có cáo trạng để thay thế.", "The case has no indictment that could be replaced."
    ),
    "absence_not_on_record": Sentence(
        "Chưa ghi nhận quyết định truy nã {label}.", "No wanted notice on {label} is on record."
    ),
    "absent_without_counsel": Sentence(
        "Chưa ghi nhận người bào chữa của {label}.", "No defence counsel of {label} is on record."
    ),
    # offences
    "offence_unknown": Sentence(
        "Điều {article} {code} không quy định tội phạm vào ngày đó.",
        "Article {article} of {code} defines no offence on that day.",
    ),
    "crime_class_wrong": Sentence(
        "Khoản {clause} Điều {article}: loại tội phạm {stated} không đúng, phải là {classes}.",
        "Clause {clause} of article {article}: class {stated} is wrong, it is {classes}.",
    ),
    # opening and investigation
    "not_opened_by_court": Sentence(
        "Chỉ kháng nghị quyết định khởi tố vụ án của Hội đồng xét xử; vụ án này do cơ quan khác khởi tố.",
        "Only a trial panel's decision to open a case is protested; another body opened this one.",
    ),
    "measure_survives": Sentence(
        "Quyết định không hủy bỏ biện pháp đang áp dụng đối với {labels}.",
        "The decision leaves a measure in force on {labels}.",
    ),
    "amendment_unknown": Sentence(
        "Quyết định thay đổi, bổ sung bị hủy bỏ không có trong vụ án.", "The amendment annulled is not in this case."
    ),
    "annulled_act_unknown": Sentence(
        "Quyết định bị hủy bỏ không có trong vụ án.", "The decision annulled is not in this case."
    ),
    "coercion_not_checked": Sentence(
        "Chưa làm rõ bị hại có bị ép buộc, cưỡng bức rút yêu cầu hay không.",
        "It was not made sure that the victim was not forced to withdraw the request.",
    ),
    "absence_unexplained": Sentence(
        "Kiểm sát viên vắng mặt mà không ghi lý do.", "The prosecutor was absent and no reason is given."
    ),
    "prosecutor_absent": Sentence(
        "Kiểm sát viên không có mặt để kiểm sát.", "The prosecutor was not there to supervise."
    ),
    "confrontation_of_one": Sentence(
        "Đối chất phải có từ hai người trở lên.", "A confrontation needs two persons or more."
    ),
    "extension_requested_late": Sentence(
        "Đề nghị gia hạn phải gửi chậm nhất ngày {latest}.", "The extension was to be requested by {latest}."
    ),
    "request_not_on_record": Sentence(
        "Chưa ghi nhận đề nghị gia hạn hoặc đề nghị đã được trả lời.",
        "No request is on record, or it was already answered.",
    ),
    "unit_not_superior": Sentence(
        "Đơn vị {unit} không phải là cấp trên của {signer}.", "Unit {unit} is not above {signer}."
    ),
    "wanted_notice_missing": Sentence(
        "Chưa có quyết định truy nã đối với {labels}.", "There is no wanted notice for {labels}."
    ),
    "transferred_for_investigation": Sentence(
        "Vụ án được chuyển khi đang ở giai đoạn {left_from}, chưa phải để truy tố.",
        "The case was transferred at {left_from}, not to be prosecuted.",
    ),
    # trial, appeal, review
    "instance_wrong": Sentence(
        "Hủy án theo thủ tục {instance}, trong khi vụ án đang ở thủ tục {expected}.",
        "The judgment is annulled in {instance}, while the case stands in {expected}.",
    ),
    "prosecution_not_withdrawn": Sentence(
        "Chưa ghi nhận việc rút quyết định truy tố đối với {labels}.",
        "No withdrawal of the prosecution of {labels} is on record.",
    ),
    "hearing_put_off_too_long": Sentence(
        "Hoãn phiên tòa {days} ngày, tối đa {most} ngày.", "The hearing is put off by {days} days, at most {most}."
    ),
    "offence_not_lesser": Sentence(
        "Tội danh kết luận đối với {label} ({offence}) không nhẹ hơn tội danh truy tố ({indicted}).",
        "The offence concluded on for {label} ({offence}) is no lesser one than that indicted ({indicted}).",
    ),
    "no_protest_pending": Sentence(
        "Không có kháng nghị phúc thẩm của Viện kiểm sát trong vụ án.",
        "There is no protest of the procuracy in the case.",
    ),
    "protest_worsens": Sentence(
        "Thay đổi, bổ sung kháng nghị làm xấu hơn tình trạng của bị cáo.",
        "The change of the protest worsens the position of the defendant.",
    ),
    "part_under_appeal": Sentence(
        "Phần bản án đối với {labels} đang bị kháng cáo, kháng nghị.",
        "The judgment on {labels} is appealed or protested against.",
    ),
    "acquitted_convicted_on_appeal": Sentence(
        "{label} được tuyên không có tội ở sơ thẩm, không thể bị kết tội ở phúc thẩm.",
        "{label} was acquitted at first instance and cannot be convicted on appeal.",
    ),
    # complaints
    "passed_on_late": Sentence(
        "Khiếu nại được chuyển sau {hours} giờ, quá 24 giờ.", "The complaint was passed on after {hours} hours."
    ),
    "complaint_against_signer": Sentence(
        "Không được giải quyết khiếu nại, tố cáo đối với hành vi, quyết định của chính mình.",
        "Nobody settles a complaint against an act of one's own.",
    ),
    "verifier_concerned": Sentence(
        "Người xác minh là người bị khiếu nại.", "The officer who is to verify is the one complained of."
    ),
    "settlement_is_final": Sentence(
        "Giải quyết khiếu nại lần hai là quyết định có hiệu lực pháp luật.",
        "The settlement of a second complaint is final.",
    ),
    "denunciation_too_long": Sentence(
        "Thời hạn giải quyết tố cáo là {days} ngày kể từ ngày thụ lý, tối đa {most} ngày.",
        "Settlement of the denunciation would last {days} days from acceptance, at most {most}.",
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
    "arrest_not_ordered": Sentence(
        "Chưa có lệnh bắt {label} bị giữ trong trường hợp khẩn cấp để xét phê chuẩn.",
        "No order to arrest {label}, who is held, awaits the procuracy's answer.",
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
