"""What a finding means, in a sentence. A key ending in `_` stands for all findings that begin with it."""

SENTENCES = {
    "ledger_name": ("the database holds another ledger", "cơ sở dữ liệu là của sổ khác"),
    "position_missing": ("an act is missing at this position", "thiếu hành vi ở vị trí này"),
    "position_twice": ("the position stands twice", "vị trí bị lặp"),
    "version_twice": ("the version stands twice in its file", "số thứ tự trong hồ sơ bị lặp"),
    "command_twice": ("the command was recorded twice", "lệnh được ghi hai lần"),
    "second_organisation": ("a second organisation stream", "có luồng tổ chức thứ hai"),
    "chain": ("the act does not continue the act before it", "hành vi không nối tiếp hành vi đứng trước"),
    "act_not_canonical_": ("the signed bytes were changed", "nội dung đã ký bị thay đổi"),
    "act_malformed": ("the bytes are no act of format 1", "nội dung không phải hành vi theo định dạng 1"),
    "act_of_another_ledger": ("the act belongs to another ledger", "hành vi thuộc sổ khác"),
    "act_hash": ("the bytes are not those that the hash was made of", "nội dung không khớp mã băm"),
    "column_": ("a column does not agree with the signed bytes", "cột dữ liệu không khớp nội dung đã ký"),
    "leaf": (
        "the leaf is not that of this act, signature and recorded time",
        "lá cây không khớp hành vi, chữ ký và thời điểm ghi",
    ),
    "signature": ("the signature does not hold", "chữ ký không hợp lệ"),
    "certificate_": ("the certificate is not good for this signature", "chứng thư không hợp lệ cho chữ ký này"),
    "office": ("the signer did not hold the office", "người ký không có thẩm quyền"),
    "disclosure": ("a personal value is missing, changed or in excess", "dữ liệu cá nhân thiếu, bị thay đổi hoặc thừa"),
    "disclosure_": (
        "a personal value is missing, changed or in excess",
        "dữ liệu cá nhân thiếu, bị thay đổi hoặc thừa",
    ),
    "disclosures": (
        "personal values are not those the act commits to",
        "dữ liệu cá nhân không khớp cam kết của hành vi",
    ),
    "disclosures_not_opened": ("personal values were not opened", "chưa mở được dữ liệu cá nhân"),
    "head_": ("a stored tree head does not follow from the acts", "đầu cây đã lưu không khớp các hành vi"),
    "acts_beyond_head": ("acts beyond the newest tree head", "có hành vi ngoài đầu cây mới nhất"),
    "tile_": ("a stored part of the tree does not follow from the acts", "phần cây đã lưu không khớp các hành vi"),
    "checkpoint_": ("a checkpoint does not hold for these acts", "điểm kiểm tra không khớp các hành vi"),
    "kept_checkpoint_": (
        "the checkpoint kept outside the database attests to something else",
        "điểm kiểm tra lưu ngoài cơ sở dữ liệu chứng thực nội dung khác",
    ),
    "kept_checkpoint_missing": (
        "no checkpoint is kept outside the database",
        "không có điểm kiểm tra lưu ngoài cơ sở dữ liệu",
    ),
    "revocation_list_": ("a revocation list was changed", "danh sách thu hồi bị thay đổi"),
    "projection_": ("a projection is not what the acts say", "sổ, trạng thái không khớp các hành vi"),
    "projections_not_compared": ("projections were not compared", "chưa đối chiếu sổ, trạng thái"),
}


def sentence(what: str) -> str:
    """English and Vietnamese for a finding; the longest key that fits it."""
    fitting = [key for key in SENTENCES if key == what or (key.endswith("_") and what.startswith(key))]
    if not fitting:
        return what
    english, vietnamese = SENTENCES[max(fitting, key=lambda key: (key == what, len(key)))]
    return f"{english} / {vietnamese}"
