"""Every error as a problem document (RFC 9457): one table from error class to status, code and titles.

`type` is stable: urn:socai:problem:<code>. `title` is Vietnamese, `title_en` English. `errors` lists what is wrong
where, with JSON pointers. A refusal by the law has `rule`, `article` and `facts`. What is not in the table is our own
fault: 500, without internals.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
import psycopg
import psycopg_pool
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from api import errors as api
from domain import errors as domain
from domain.sentences import SENTENCES, Language, sentence
from ledger import errors as ledger
from ledger import vault
from signing import errors as signing

LANGUAGES: tuple[tuple[str, Language], ...] = (("", "vi"), ("_en", "en"))
MEDIA_TYPE = "application/problem+json"
log = structlog.get_logger("socai.api")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is answered."""

    status: int
    code: str
    title: str
    title_en: str
    members: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        titles = {"type": f"urn:socai:problem:{self.code}", "title": self.title, "title_en": self.title_en}
        return {**titles, "status": self.status, "code": self.code, **self.members}


Members = Callable[[Any], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    error: type[Exception]
    status: int
    code: str
    title: str
    title_en: str
    members: Members = lambda error: {}
    headers: Callable[[Any], dict[str, str]] = lambda error: {}


def _error(pointer: str, code: str, value: str | None = None) -> dict[str, Any]:
    told = {} if value is None else {"value": value}
    return {"errors": [{"pointer": pointer, "code": code, **told}]}


def _not_an_act(error: domain.NotAnAct) -> dict[str, Any]:
    problems = error.facts.get("problems") or [{"pointer": error.pointer, "code": error.code}]
    facts = {name: value for name, value in error.facts.items() if name != "problems"}
    return {"errors": problems, "facts": facts}


def _refused(error: domain.Refused) -> dict[str, Any]:
    members = {"rule": error.code, "article": error.article, "facts": error.facts}
    if error.code in SENTENCES:
        members |= {f"title{end}": sentence(error.code, error.facts, tongue) for end, tongue in LANGUAGES}
    return members


def _untrusted(error: signing.Untrusted) -> dict[str, Any]:
    certificate = error.certificate.hex() if error.certificate else None
    return {"reason": error.reason, "certificate": certificate, "cannot_tell": error.cannot_tell}


def _conflict(error: ledger.Conflict) -> dict[str, Any]:
    newest = {"version": error.head_version, "hash": error.head_hash.hex() if error.head_hash else None}
    return {"stream": str(error.stream), "version": error.version, "newest": newest}


def _bearer(error: Exception) -> dict[str, str]:
    return {"WWW-Authenticate": 'Bearer realm="socai"'}


TABLE: tuple[Row, ...] = (
    Row(signing.NotCanonical, 400, "not_canonical", "Dữ liệu không đúng dạng chuẩn", "Not canonical JSON",
        lambda e: _error(e.pointer, e.reason)),
    Row(signing.BadDisclosure, 400, "bad_disclosure", "Phần công bố dữ liệu cá nhân không khớp với hành vi",
        "A disclosure does not match the act", lambda e: _error(e.path, e.reason)),
    Row(ledger.MalformedAct, 400, "malformed_act", "Nội dung không phải là một hành vi theo định dạng 1",
        "Not an act of format 1", lambda e: _error(e.pointer, "malformed")),
    Row(ledger.WrongLedger, 400, "wrong_ledger", "Hành vi được ký cho một sổ cái khác",
        "The act is addressed to another ledger", lambda e: {"named": e.named, "ledger": e.origin}),
    Row(domain.NotAnAct, 400, "not_an_act", "Nội dung không tạo thành hành vi tố tụng", "Not an act of the catalogue",
        _not_an_act),
    Row(api.BadRequest, 400, "bad_request", "Không đọc được yêu cầu", "The request cannot be read",
        lambda e: _error(e.pointer, e.code, e.value)),
    Row(api.Unauthenticated, 401, "unauthenticated", "Cần đăng nhập bằng chứng thư chữ ký số",
        "Log in with your certificate", headers=_bearer),
    Row(api.LoginRefused, 401, "login_refused", "Đăng nhập không thành công", "The login does not hold",
        lambda e: {"reason": e.reason}, _bearer),
    Row(signing.BadSignature, 403, "bad_signature", "Chữ ký không hợp lệ", "The signature does not hold",
        lambda e: {"reason": e.reason}),
    Row(signing.Untrusted, 403, "untrusted", "Chứng thư chữ ký số không được tin cậy",
        "The certificate is not trusted", _untrusted),
    Row(api.Forbidden, 403, "forbidden", "Không có quyền thực hiện", "Not permitted", lambda e: {"reason": e.code}),
    Row(api.NotFound, 404, "not_found", "Không tìm thấy", "Not found", lambda e: {"what": e.what}),
    Row(ledger.NotRecorded, 404, "not_recorded", "Không có trong sổ cái", "Not in the ledger",
        lambda e: {"what": e.what}),
    Row(api.NotAcceptable, 406, "not_acceptable", "Không có định dạng được yêu cầu",
        "None of the formats asked for", lambda e: {"offered": e.offered}),
    Row(ledger.Conflict, 409, "conflict", "Hồ sơ đã thay đổi: hành vi không nối tiếp hành vi mới nhất",
        "The act does not continue the newest act of its stream", _conflict),
    Row(ledger.CommandReused, 409, "command_reused", "Mã lệnh đã dùng cho hành vi khác",
        "Another act carries this command id",
        lambda e: {"command_id": str(e.command_id), "position": e.position}),
    Row(vault.Erased, 409, "person_erased", "Dữ liệu cá nhân của người này đã bị xóa theo quyết định",
        "The personal data of this person were erased", lambda e: {"person": str(e.person)}),
    Row(api.PreconditionFailed, 412, "precondition_failed", "Hồ sơ đã thay đổi so với bản đang xem",
        "The case is not at the version named by If-Match", lambda e: {"etag": e.etag}, lambda e: {"ETag": e.etag}),
    Row(api.TooLarge, 413, "too_large", "Nội dung quá lớn", "Too large", lambda e: {"most": e.most}),
    Row(domain.Refused, 422, "refused", "Pháp luật không cho phép", "The law does not allow it", _refused),
    Row(api.NotAsProposed, 422, "not_as_proposed", "Nội dung đã ký khác với hành vi mà hệ thống lập",
        "The signed bytes are not what the rules make of them", lambda e: _error(e.pointer, "differs")),
    Row(api.PreconditionRequired, 428, "precondition_required", "Cần nêu phiên bản hồ sơ đang xem",
        "Say which version you saw", lambda e: {"header": e.header}),
    Row(ledger.Unavailable, 503, "unavailable", "Chưa biết kết quả; gửi lại chính hành vi đã ký là an toàn",
        "Outcome unknown; sending the same signed act again is safe",
        lambda e: {"command_id": str(e.command_id)} if e.command_id else {},
        lambda e: {"Retry-After": "1"}),
    Row(ledger.HeadMismatch, 503, "head_mismatch", "Cơ sở dữ liệu không nối tiếp điểm kiểm tra đã ký",
        "The database does not continue the signed checkpoint",
        lambda e: {"attested_size": e.attested_size, "size": e.size}),
    Row(api.NotReady, 503, "not_ready", "Dịch vụ chưa sẵn sàng", "Not ready", lambda e: {"what": e.what},
        lambda e: {"Retry-After": "1"}),
    Row(api.Damaged, 503, "damaged", "Dữ liệu lưu trữ đã bị hỏng hoặc bị sửa; cần kiểm tra toàn bộ sổ",
        "What is stored was damaged or changed: verify the ledger", lambda e: {"position": e.position}),
    Row(psycopg.DataError, 400, "bad_request", "Không đọc được yêu cầu", "The request cannot be read",
        lambda e: _error("", "unfit_value")),
    Row(psycopg.OperationalError, 503, "database_unavailable", "Cơ sở dữ liệu tạm thời không trả lời",
        "The database does not answer", headers=lambda e: {"Retry-After": "1"}),
    Row(psycopg_pool.PoolTimeout, 503, "database_busy", "Cơ sở dữ liệu đang bận", "The database is busy",
        headers=lambda e: {"Retry-After": "1"}),
)  # fmt: skip

_HTTP = {
    404: ("not_found", "Không tìm thấy", "Not found"),
    405: ("method_not_allowed", "Phương thức không được hỗ trợ", "Method not allowed"),
}
INTERNAL = Problem(500, "internal", "Lỗi của hệ thống", "An error of the service")


def problem_of(row: Row, error: Exception) -> Problem:
    """The problem that a row makes of an error. An act that is only too large is too large, not malformed."""
    if isinstance(error, signing.NotCanonical) and error.reason == "too_large":
        return problem_of(_ROWS[api.TooLarge], api.TooLarge(60_000))
    members = row.members(error)
    title, title_en = members.pop("title", row.title), members.pop("title_en", row.title_en)
    return Problem(row.status, row.code, title, title_en, members, row.headers(error))


_ROWS = {row.error: row for row in TABLE}

Answer = Callable[[Request, Problem], Response]


def json_answer(request: Request, problem: Problem) -> Response:
    return Response(orjson.dumps(problem.document()), problem.status, dict(problem.headers), MEDIA_TYPE)


def add_handlers(app: FastAPI, answer: Answer) -> None:
    """Makes every error of the table, and every other one, a problem document."""

    def on_row(row: Row) -> Callable[[Request, Exception], Response]:
        return lambda request, error: answer(request, problem_of(row, error))

    for row in TABLE:
        app.add_exception_handler(row.error, on_row(row))

    def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        code, title, title_en = _HTTP.get(error.status_code, ("http", "Không xử lý được yêu cầu", "Not processed"))
        headers = dict(error.headers or {})
        return answer(request, Problem(error.status_code, code, title, title_en, {}, headers))

    def on_parameters(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        listed = [{"pointer": "/".join(map(str, item["loc"])), "code": item["type"]} for item in error.errors()]
        return answer(request, Problem(400, "bad_request", "Không đọc được yêu cầu", "The request cannot be read",
                                       {"errors": listed}))  # fmt: skip

    def on_defect(request: Request, error: Exception) -> Response:
        log.error("defect", path=request.url.path, error=type(error).__name__)
        return answer(request, INTERNAL)

    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_parameters)
    app.add_exception_handler(Exception, on_defect)
