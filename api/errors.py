"""What this room says no with. HTTP status and sentences are chosen in api/problems.py.

ApiError
    BadRequest            the request cannot be read: pointer, code
    TooLarge              more bytes than any act needs
    Unauthenticated       no valid session
    LoginRefused          a login answer that does not hold
    Forbidden             this officer may not do this
    NotFound              no such thing, as of the position asked for
    NotAcceptable         none of the formats that there are is wanted
    NotAsProposed         the signed bytes are not those that the domain makes of them
    PreconditionFailed    If-Match names another version than the newest
    PreconditionRequired  a precondition is needed and was not given
    NotReady              a part of the service has not caught up
    Damaged               what is stored is not what was signed, so that it cannot be read
"""


class ApiError(Exception):
    pass


class BadRequest(ApiError):
    def __init__(self, pointer: str, code: str, value: str | None = None) -> None:
        super().__init__(pointer, code)
        self.pointer = pointer  # JSON pointer in the body, or the name of a parameter or header
        self.code = code
        self.value = value  # what was asked for, where the caller is told it back


class TooLarge(ApiError):
    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most  # bytes


class Unauthenticated(ApiError):
    pass


class LoginRefused(ApiError):
    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason  # challenge | certificate | ticket


class Forbidden(ApiError):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NotFound(ApiError):
    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class NotAcceptable(ApiError):
    def __init__(self, offered: tuple[str, ...]) -> None:
        super().__init__(offered)
        self.offered = offered  # media types


class NotAsProposed(ApiError):
    def __init__(self, pointer: str) -> None:
        super().__init__(pointer)
        self.pointer = pointer  # JSON pointer of the first member that differs


class PreconditionFailed(ApiError):
    def __init__(self, etag: str) -> None:
        super().__init__(etag)
        self.etag = etag  # of the newest version


class PreconditionRequired(ApiError):
    def __init__(self, header: str) -> None:
        super().__init__(header)
        self.header = header


class Damaged(ApiError):
    def __init__(self, position: int) -> None:
        super().__init__(position)
        self.position = position


class NotReady(ApiError):
    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what
