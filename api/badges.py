"""Whether an act can be believed, line by line, by actually checking it. Absence of proof never looks like proof.

1 content     bytes, columns and leaf agree (ledger/checking.py)
2 chain       the act names the hash of the act before it in its stream
3 signature   holds over the bytes, by a certificate that was good when the act was recorded
4 office      the signer held title, unit and certificate at that position and on that day
5 inclusion   the leaf is in the tree of the newest checkpoint, whose signature holds with the ledger's own key

all hold                                  verified          Đã xác minh
1 to 4 hold, 5 cannot be told yet         partly_verified   Xác minh một phần
3 or 4 cannot be told                     unverified        Chưa xác minh
any fails                                 invalid           Không hợp lệ
the catalogue does not know the act       out_of_scope      Ngoài phạm vi
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import psycopg

from domain.errors import Refused
from domain.kernel.act import Actor
from domain.kernel.calendar import day_of
from domain.kernel.catalogue import CATALOGUE
from domain.kernel.ruling import act_type_under
from ledger import checkpoints
from ledger.batch import ORGANISATION
from ledger.checking import Mismatch, check_stored
from ledger.errors import NotRecorded
from ledger.reading import Stored
from ledger.tree import nodes
from projections.organisations import Organisations
from signing import merkle
from signing.checkpoint import Checkpoint, verify
from signing.errors import BadNote, BadProof, SigningError, Untrusted
from signing.note import Verifier
from signing.trust import Admitted, check_act

Connection = psycopg.Connection[Any]
Outcome = Literal["holds", "fails", "cannot_tell"]


@dataclass(frozen=True, slots=True)
class Line:
    """One check with its outcome: a sentence first, what it rests on behind."""

    name_vi: str
    name_en: str
    outcome: Outcome
    vi: str
    en: str
    detail: str = ""  # hex or names


@dataclass(frozen=True, slots=True)
class Badge:
    code: Literal["verified", "partly_verified", "unverified", "invalid", "out_of_scope"]
    label: str
    label_en: str
    lines: tuple[Line, ...]


LABELS = {
    "verified": ("Đã xác minh", "Verified"),
    "partly_verified": ("Xác minh một phần", "Partly verified"),
    "unverified": ("Chưa xác minh", "Not verified"),
    "invalid": ("Không hợp lệ", "Invalid"),
    "out_of_scope": ("Ngoài phạm vi", "Out of scope"),
}

NAMES = {
    "content": ("Nội dung", "Content"),
    "chain": ("Liên kết", "Chain"),
    "first": ("Liên kết", "Chain"),
    "signature": ("Chữ ký", "Signature"),
    "certificate": ("Chữ ký", "Signature"),
    "office": ("Thẩm quyền", "Office"),
    "founding": ("Thẩm quyền", "Office"),
    "inclusion": ("Có mặt trong sổ", "Inclusion"),
}
SAID: dict[tuple[str, Outcome], tuple[str, str]] = {
    ("content", "holds"): (
        "Nội dung đúng từng byte với bản đã ký và mục đã ghi.", "Every byte is as it was signed and recorded."),
    ("content", "fails"): (
        "Nội dung đã bị thay đổi so với bản đã ký hoặc đã ghi.", "The content is not what was signed or recorded."),
    ("chain", "holds"): ("Nối tiếp đúng hành vi đứng trước trong hồ sơ.", "Continues the act before it in the file."),
    ("chain", "fails"): (
        "Không nối tiếp hành vi đứng trước trong hồ sơ.", "Does not continue the act before it in the file."),
    ("first", "holds"): ("Hành vi đầu tiên của hồ sơ.", "The first act of the file."),
    ("signature", "holds"): (
        "Chữ ký số hợp lệ; chứng thư có hiệu lực tại thời điểm ghi nhận.",
        "The signature holds; the certificate was good when the act was recorded."),
    ("signature", "fails"): ("Chữ ký số không khớp với nội dung.", "The signature does not hold."),
    ("certificate", "fails"): (
        "Chứng thư chữ ký số không được tin cậy tại thời điểm ghi nhận.",
        "The certificate was not trusted when the act was recorded."),
    ("certificate", "cannot_tell"): (
        "Chưa đủ chứng cứ về chứng thư chữ ký số tại thời điểm ghi nhận. Cần nạp danh sách thu hồi còn thiếu.",
        "Evidence about the certificate at that time is missing: hand in the revocation list."),
    ("office", "holds"): (
        "Người ký giữ chức danh, thuộc đơn vị và được ký loại hành vi này vào ngày đó.",
        "The signer held the title, in the unit, that may sign this act on that day."),
    ("office", "fails"): (
        "Người ký không có thẩm quyền ký hành vi này vào ngày đó.", "The signer had no authority for it that day."),
    ("office", "cannot_tell"): (
        "Không đọc được người ký từ nội dung.", "The signer cannot be read from the content."),
    ("founding", "holds"): (
        "Hành vi thành lập: người ký do chính hành vi này nêu.", "The founding act names its own signer."),
    ("inclusion", "holds"): (
        "Hành vi nằm trong cây Merkle của điểm kiểm tra mới nhất đã ký.",
        "The act is in the tree of the newest signed checkpoint."),
    ("inclusion", "fails"): (
        "Hành vi không nằm trong cây Merkle của điểm kiểm tra đã ký.",
        "The act is not in the tree of the signed checkpoint."),
    ("inclusion", "cannot_tell"): (
        "Chưa có điểm kiểm tra đã ký nào bao gồm hành vi này; điểm kiểm tra mới được ký sau vài giây.",
        "No signed checkpoint covers this act yet; a new one is signed within seconds."),
}  # fmt: skip


class Judge:
    """Checks acts against what one reading of the ledger holds: checkpoint, tree, certificates, organisation."""

    def __init__(
        self,
        connection: Connection,
        origin: str,
        checkpoint: Checkpoint | None,
        admitted: Callable[[bytes], Admitted],
        organisations: Organisations,
    ) -> None:
        self._origin, self._checkpoint, self._admitted = origin, checkpoint, admitted
        self._organisations = organisations
        self._nodes = nodes(connection, checkpoint.size) if checkpoint else None

    def badge(self, row: Stored, before: Stored | None) -> Badge:
        """The badge of an act; `before` is the act before it in its stream."""
        if row.type not in CATALOGUE:
            return _badge("out_of_scope", (self._content(row), _chain(row, before)))
        lines = (self._content(row), _chain(row, before), self._signature(row), self._office(row), self._inclusion(row))
        outcomes = [line.outcome for line in lines]
        if "fails" in outcomes:
            return _badge("invalid", lines)
        if "cannot_tell" in outcomes[:4]:
            return _badge("unverified", lines)
        return _badge("partly_verified" if outcomes[4] == "cannot_tell" else "verified", lines)

    def _content(self, row: Stored) -> Line:
        try:
            check_stored(row, self._origin)
        except Mismatch as error:
            return _line("content", "fails", error.what)
        return _line("content", "holds", f"SHA-256 {row.act_hash.hex()}")

    def _signature(self, row: Stored) -> Line:
        certificate = f"chứng thư {row.certificate.hex()}"
        try:
            signer = check_act(row.act, row.signature, self._admitted(row.certificate), row.recorded_at)
        except Untrusted as error:
            outcome: Outcome = "cannot_tell" if error.cannot_tell else "fails"
            return _line("certificate", outcome, f"{error.reason}; {certificate}")
        except SigningError as error:
            return _line("signature", "fails", f"{error}; {certificate}")
        return _line("signature", "holds", f"{signer.subject}; {certificate}")

    def _office(self, row: Stored) -> Line:
        organisation = self._organisations.at(row.position - 1)
        if organisation.version == 0 and row.kind == ORGANISATION:
            return _line("founding", "holds")
        try:
            body = check_stored(row, self._origin)
            actor = Actor.model_validate(body["actor"])
            organisation.may_sign(actor, act_type_under(row.type, body["rule_set"]), day_of(body["occurred_at"]))
        except Refused as error:
            return _line("office", "fails", f"{error.code}, {error.article}")
        except (Mismatch, ValueError):
            return _line("office", "cannot_tell")
        return _line("office", "holds", f"{actor.title}, {actor.unit}")

    def _inclusion(self, row: Stored) -> Line:
        head = self._checkpoint
        if head is None or self._nodes is None or row.position > head.size:
            return _line("inclusion", "cannot_tell", f"vị trí {row.position}")
        detail = f"lá {row.leaf.hex()}; gốc {head.root.hex()}; cỡ {head.size}"
        index = row.position - 1
        try:
            path = merkle.inclusion_path(index, head.size, self._nodes)
            merkle.check_inclusion(merkle.leaf_hash(row.entry), index, head.size, path, head.root)
        except (BadProof, NotRecorded) as error:
            return _line("inclusion", "fails", f"{error}; {detail}")
        return _line("inclusion", "holds", detail)


class Judges:
    """Makes judges; keeps the organisation by position, which every one of them needs."""

    def __init__(self, origin: str, verifiers: Sequence[Verifier], admitted: Callable[[bytes], Admitted]) -> None:
        self._origin, self._verifiers, self._admitted = origin, verifiers, admitted
        self._organisations = Organisations()
        self._lock = threading.Lock()

    def judge(self, connection: Connection, upto: int) -> Judge:
        """A judge of acts up to a position."""
        with self._lock:
            self._organisations.read(connection, upto)
        return Judge(connection, self._origin, self._signed_head(connection), self._admitted, self._organisations)

    def _signed_head(self, connection: Connection) -> Checkpoint | None:
        """The newest checkpoint, if the ledger's own keys signed it."""
        note = checkpoints.newest(connection)
        try:
            return verify(note, self._verifiers, self._origin).checkpoint if note is not None else None
        except BadNote:
            return None


def _chain(row: Stored, before: Stored | None) -> Line:
    expected = (before.version + 1, before.act_hash) if before else (1, None)
    named = row.previous.hex() if row.previous is not None else ""
    if (row.version, row.previous) != expected:
        return _line("chain", "fails", named)
    return _line("chain" if before else "first", "holds", named)


def _line(check: str, outcome: Outcome, detail: str = "") -> Line:
    return Line(*NAMES[check], outcome, *SAID[check, outcome], detail)


def _badge(code: Any, lines: tuple[Line, ...]) -> Badge:
    return Badge(code, *LABELS[code], lines)
