"""Registers of the procuracy for which the ledger has no acts of procedure: they are named, so that nobody takes their
absence for a register without entries.
"""

from typing import NamedTuple


class WithoutActs(NamedTuple):
    """A register that cannot be filled."""

    id: str
    name_vi: str
    reason_vi: str
    reason_en: str


CIVIL = "Hành vi tố tụng dân sự, hành chính chưa thuộc danh mục của sổ cái."
CIVIL_EN = "Acts of civil and administrative procedure are not in the catalogue of the ledger."
ENFORCEMENT = "Hành vi thi hành án dân sự, hành chính chưa thuộc danh mục của sổ cái."
ENFORCEMENT_EN = "Acts of civil and administrative enforcement are not in the catalogue of the ledger."
COMPENSATION = "Thủ tục yêu cầu, giải quyết bồi thường của Nhà nước chưa thuộc danh mục của sổ cái."
COMPENSATION_EN = "Acts on compensation by the State are not in the catalogue of the ledger."

WITHOUT_ACTS: tuple[WithoutActs, ...] = (
    WithoutActs("SO-19", "Sổ tiếp nhận đơn yêu cầu bồi thường trong tố tụng hình sự", COMPENSATION, COMPENSATION_EN),
    WithoutActs("SO-20", "Sổ quản lý bồi thường thuộc trách nhiệm của ngành KSND", COMPENSATION, COMPENSATION_EN),
    WithoutActs("X-DS-ST", "Sổ thụ lý kiểm sát giải quyết vụ việc dân sự, HNGĐ sơ thẩm", CIVIL, CIVIL_EN),
    WithoutActs("X-DS-PT", "Sổ thụ lý kiểm sát giải quyết vụ việc dân sự, HNGĐ phúc thẩm", CIVIL, CIVIL_EN),
    WithoutActs("X-KDTM-ST", "Sổ thụ lý kiểm sát vụ việc KDTM, lao động, phá sản sơ thẩm", CIVIL, CIVIL_EN),
    WithoutActs("X-HC-ST", "Sổ thụ lý kiểm sát giải quyết vụ án hành chính sơ thẩm", CIVIL, CIVIL_EN),
    WithoutActs("X-HC-PT", "Sổ thụ lý kiểm sát giải quyết vụ án hành chính phúc thẩm", CIVIL, CIVIL_EN),
    WithoutActs("X-DS-GDT", "Sổ thụ lý đơn đề nghị giám đốc thẩm, tái thẩm (dân sự, hành chính)", CIVIL, CIVIL_EN),
    WithoutActs("X-AD-XLHC", "Sổ kiểm sát việc Tòa án áp dụng biện pháp xử lý hành chính", CIVIL, CIVIL_EN),
    WithoutActs("X-THADS", "Sổ thụ lý kiểm sát thi hành án dân sự, hành chính", ENFORCEMENT, ENFORCEMENT_EN),
)
