"""What pages and files say of reports: states, scopes, outcomes, problems with a sheet."""

from collections.abc import Mapping

from api.pages.statistics_words import Said, measure_text

STATES: Mapping[str, Said] = {
    "not_sent": Said("Chưa gửi số liệu", "Not sent"),
    "sent": Said("Đã gửi số liệu", "Sent"),
    "returned": Said("Số liệu bị trả lại", "Returned"),
}
SCOPES: Mapping[str, Said] = {
    "unit": Said("Đơn vị", "The unit"),
    "below": Said("Các đơn vị trực thuộc", "Units below"),
    "both": Said("Đơn vị và trực thuộc", "Unit and those below"),
}
OUTCOMES: Mapping[str, Said] = {
    "equal": Said("Khớp", "Equal"),
    "equal_adjusted": Said("Khớp với số điều chỉnh", "Equal to the adjusted value"),
    "differs": Said("Lệch", "Differs"),
    "missing": Said("Không có trong tệp", "Missing in the file"),
    "not_understood": Said("Không hiểu được", "Not understood"),
}
RECOMPUTED: Mapping[str, Said] = {
    "form": Said("Không có phiên bản biểu được nêu", "The version of the form is not known"),
    "position": Said("Báo cáo không nêu vị trí sổ cái của số liệu", "The report names no position"),
    "position_later": Said("Báo cáo nêu vị trí sau khi ký", "The report names a position after its signature"),
    "period": Said("Không hiểu kỳ báo cáo", "The period is not understood"),
    "unit": Said("Đơn vị chưa có tại vị trí đó", "The unit was not founded at that position"),
}
SHEETS: Mapping[str, Said] = {
    "empty": Said("Tệp không có nội dung", "The file is empty"),
    "old_xls": Said("Tệp .xls cũ; hãy lưu thành .xlsx hoặc .csv", "An old .xls file: save it as .xlsx or .csv"),
    "not_xlsx": Said("Tệp .xlsx không đọc được", "The .xlsx file cannot be read"),
    "not_csv": Said("Tệp không phải XLSX hoặc CSV", "The file is neither XLSX nor CSV"),
    "not_utf8": Said("Tệp CSV không phải UTF-8 hoặc UTF-16", "The CSV file is neither UTF-8 nor UTF-16"),
    "no_sheet": Said("Tệp không có trang tính", "The file has no sheet"),
    "too_many_cells": Said("Tệp có quá nhiều ô so với một biểu thống kê", "More cells than a form can have"),
    "no_rows_of_the_form": Said("Không thấy dòng nào của biểu", "No row of the form was found"),
    "no_columns_of_the_form": Said("Không thấy cột nào của biểu", "No column of the form was found"),
}
WHY: Mapping[str, Said] = {
    "overdue": Said("quá hạn hoặc hết quá hạn", "overdue, or no longer"),
    "scope.changed": Said("đơn vị vào hoặc ra khỏi phạm vi do thay đổi tổ chức", "units moved by the organisation"),
}


def why(measure: str) -> Said:
    """Why an act changes a figure."""
    return WHY[measure] if measure in WHY else measure_text(measure)
