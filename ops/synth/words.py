"""Words of invented files. Names, addresses and events are put together by chance and mean nobody."""

from datetime import date
from typing import Any
from uuid import UUID

from ops.synth.chance import Chance

SIGNS = {
    "investigating_body": "QĐ-CSĐT", "court": "TA", "custody_facility": "TTG", "party": "Đ", "other": "CV",
}  # fmt: skip
_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
             "Dương", "Lý", "Nông", "Giàng", "Thạch", "Ksor")  # fmt: skip
_MEN = ("Văn", "Hữu", "Đức", "Quang", "Minh", "Công", "Xuân")
_WOMEN = ("Thị", "Ngọc", "Thanh", "Thu", "Kim")
_GIVEN_MEN = ("Anh", "Bảo", "Cường", "Dũng", "Đạt", "Hải", "Hùng", "Khoa", "Lâm", "Long", "Nam", "Phúc", "Quân", "Sơn",
              "Tài", "Thắng", "Toàn", "Tuấn", "Vinh")  # fmt: skip
_GIVEN_WOMEN = ("Anh", "Châu", "Dung", "Hà", "Hạnh", "Hoa", "Huệ", "Lan", "Linh", "Mai", "Nga", "Nhung", "Phương",
                "Quỳnh", "Thảo", "Trang", "Vân", "Yến")  # fmt: skip
UNASSIGNED = "099"  # no province has this code in an identity number
SUMMARIES = (
    "Tin báo về việc mất tài sản trong đêm tại nơi ở, chưa rõ người thực hiện.",
    "Tố giác về việc bị chiếm đoạt tiền qua giao dịch mua bán hàng.",
    "Tin báo về việc xô xát gây thương tích tại quán ăn.",
    "Tin báo về tai nạn giao thông đường bộ có người bị thương.",
    "Tin báo về việc nghi tàng trữ trái phép chất ma túy.",
    "Tố giác về việc tổ chức đánh bạc tại nhà dân.",
    "Kiến nghị khởi tố về hành vi vi phạm phát hiện khi kiểm tra.",
    "Tin báo về việc gây rối trật tự nơi công cộng.",
)
DEMANDS = (
    "Xác minh nhân thân, lịch sử vi phạm của những người liên quan.",
    "Ghi lời khai những người chứng kiến sự việc.",
    "Thu thập dữ liệu hình ảnh tại khu vực xảy ra sự việc.",
    "Yêu cầu định giá tài sản bị thiệt hại.",
    "Làm rõ thời gian, địa điểm, diễn biến sự việc.",
    "Trưng cầu giám định thương tích, chất thu giữ.",
)
COMPLAINTS = (
    "Đơn khiếu nại về việc chậm thông báo kết quả giải quyết nguồn tin.",
    "Đơn khiếu nại quyết định không khởi tố vụ án hình sự.",
    "Đơn đề nghị xem xét việc xử lý vật chứng.",
    "Đơn khiếu nại việc tạm giữ tài sản.",
)
VIOLATIONS = (
    "Chậm gửi quyết định tố tụng cho Viện kiểm sát.",
    "Biên bản ghi lời khai thiếu chữ ký từng trang.",
    "Chậm chuyển giao vật chứng vào kho.",
    "Chậm gửi bản án cho Viện kiểm sát.",
)


def agency(issuer: str, place: str) -> str:
    """The agency of a province that issues acts of a kind."""
    match issuer:
        case "investigating_body":
            return f"Cơ quan Cảnh sát điều tra Công an {_lower(place)}"
        case "court":
            return f"Tòa án nhân dân {_lower(place)}"
        case "custody_facility":
            return f"Trại tạm giam Công an {_lower(place)}"
        case "party":
            return "Người tham gia tố tụng"
        case _:
            return f"Cơ quan có liên quan tại {_lower(place)}"


def court(level: str, place: str, name: str) -> str:
    """The court at which a unit prosecutes."""
    if level == "regional":
        return name.replace("Viện kiểm sát", "Tòa án")
    return f"Tòa án nhân dân {_lower(place)}"


def _lower(place: str) -> str:
    return place[:1].lower() + place[1:]


def mark(key: str) -> str:
    """The letters in the number of a document."""
    if key.startswith("indictment."):
        return "CT"
    return "YC" if ".demanded." in key or ".requested." in key else "KN" if "petition" in key else "QĐ"


def identity_number(chance: Chance, born: date, female: bool) -> str:
    """A number with the structure of an identity number and a place code that is nobody's."""
    century = (born.year - 1900) // 100 * 2 + female
    return f"{UNASSIGNED}{century}{born.year % 100:02d}{chance.randrange(10**6):06d}"


def personal(chance: Chance, person: UUID, label: str, born: date, female: bool) -> dict[str, Any]:
    """JSON of a person with personal values, all of them invented."""
    middle, given = (_WOMEN, _GIVEN_WOMEN) if female else (_MEN, _GIVEN_MEN)
    return {
        "person": str(person), "label": label,
        "name": f"{chance.pick(_SURNAMES)} {chance.pick(middle)} {chance.pick(given)}",
        "birth_date": born.isoformat(), "sex": "female" if female else "male",
        "identity_number": identity_number(chance, born, female),
    }  # fmt: skip


def party(chance: Chance, person: UUID, role: str, label: str) -> dict[str, Any]:
    """JSON of a party with a name."""
    female = chance.one_in(0.4)
    middle, given = (_WOMEN, _GIVEN_WOMEN) if female else (_MEN, _GIVEN_MEN)
    name = f"{chance.pick(_SURNAMES)} {chance.pick(middle)} {chance.pick(given)}"
    return {"person": str(person), "label": label, "role": role, "name": name}
