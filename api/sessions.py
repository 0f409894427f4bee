"""Who is calling: login by signing a challenge with one's certificate.

1. The caller names a certificate and gets a challenge: random, for this ledger and this purpose, good once and for
   two minutes.
2. The officer signs it over the DSSE encoding under a payload type of its own, so that a login can never be an act,
   nor the reverse.
3. The certificate is trusted now, and bound to an officer by the organisation; the signature holds.
4. The answer is a token for fifteen minutes (Fernet: AES-128-CBC and HMAC-SHA-256 under the deployment's own key; a
   token names no algorithm), and a one-time code that sets the same token as a cookie in a browser.

Challenges and one-time codes live in the memory of the process that gave them out.
"""

import base64
import os
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Generic, TypeVar

import orjson
from cryptography.fernet import Fernet, InvalidToken

from api.certificates import Certificates
from api.errors import LoginRefused, Unauthenticated
from api.states import OrganisationState
from domain.organisation.state import Officer, Organisation
from signing import canonical, dsse

FORMAT = "socai/login/1"
LOGIN_TYPE = "application/vnd.socai.login+json"
CHALLENGE_S = 120
TICKET_S = 120
TOKEN_S = 15 * 60
MOST_PENDING = 10_000

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Session:
    """An officer who has logged in."""

    officer: Officer
    certificate: str  # SHA-256 of the DER, lowercase hex

    @property
    def unit(self) -> str:
        """The unit of the newest title held; empty without any."""
        appointments = self.officer.appointments
        return appointments[-1].unit if appointments else ""


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """The answer to a challenge that held."""

    session: Session
    token: str
    ticket: str
    expires_at: datetime


class _Once(Generic[V]):
    """Values that can be taken out once, and only for some seconds; the oldest go when there are too many."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, V]] = OrderedDict()

    def put(self, value: V) -> str:
        name = secrets.token_urlsafe(32)
        with self._lock:
            self._kept[name] = time.monotonic() + self._seconds, value
            if len(self._kept) > MOST_PENDING:
                self._kept.popitem(last=False)
        return name

    def take(self, name: str) -> V | None:
        with self._lock:
            until, value = self._kept.pop(name, (0.0, None))
        return value if time.monotonic() < until else None


class Sessions:
    """Challenges, tokens and one-time codes. `key` is a Fernet key that all processes of a deployment share."""

    def __init__(
        self,
        origin: str,
        key: bytes,
        certificates: Certificates,
        organisation: OrganisationState,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._origin, self._certificates, self._organisation, self._clock = origin, certificates, organisation, clock
        self._tokens = Fernet(key)
        self._challenges: _Once[str] = _Once(CHALLENGE_S)
        self._tickets: _Once[str] = _Once(TICKET_S)

    def challenge(self, certificate: str) -> bytes:
        """The bytes that the holder of `certificate` (SHA-256, hex) is asked to sign."""
        expires_at = (self._clock() + timedelta(seconds=CHALLENGE_S)).strftime("%Y-%m-%dT%H:%M:%SZ")
        return canonical.encode(
            {
                "format": FORMAT,
                "ledger": self._origin,
                "purpose": "login",
                "certificate": certificate,
                "challenge": self._challenges.put(certificate),
                "expires_at": expires_at,
            }
        )

    def log_in(self, envelope: dsse.Envelope) -> LoggedIn:
        """Checks an answer. Raises: LoginRefused, Untrusted, BadSignature, NotCanonical."""
        if envelope.payload_type != LOGIN_TYPE:
            raise LoginRefused("challenge")
        answer = canonical.decode(envelope.payload)
        certificate, challenge = answer.get("certificate"), answer.get("challenge")
        known = self._challenges.take(challenge) if isinstance(challenge, str) else None
        expected = (FORMAT, self._origin, "login")
        if known is None or known != certificate or expected != tuple(map(answer.get, ("format", "ledger", "purpose"))):
            raise LoginRefused("challenge")
        admitted = self._certificates.admitted(bytes.fromhex(known))
        moment = self._clock()
        admitted.at(moment)
        message = dsse.pae(LOGIN_TYPE, envelope.payload)
        admitted.key.check(envelope.signatures[0].signature, message, admitted.der)
        self._organisation.refresh()
        session = self._session_of(known)
        token = self._tokens.encrypt(orjson.dumps({"certificate": known})).decode()
        return LoggedIn(session, token, self._tickets.put(token), moment + timedelta(seconds=TOKEN_S))

    def redeem(self, ticket: str) -> str:
        """The token behind a one-time code. Raises: LoginRefused."""
        token = self._tickets.take(ticket)
        if token is None:
            raise LoginRefused("ticket")
        return token

    def session(self, token: str | None) -> Session:
        """Who holds a token. A certificate revoked meanwhile ends the session. Raises: Unauthenticated."""
        try:
            content = self._tokens.decrypt((token or "").encode(), ttl=TOKEN_S)
        except (InvalidToken, UnicodeEncodeError):
            raise Unauthenticated from None
        try:
            return self._session_of(orjson.loads(content)["certificate"])
        except LoginRefused:
            raise Unauthenticated from None

    def _session_of(self, certificate: str) -> Session:
        state: Organisation = self._organisation.current.state
        binding = state.bindings.get(certificate)
        if binding is None or binding.revoked or binding.officer not in state.officers:
            raise LoginRefused("certificate")
        return Session(state.officers[binding.officer], certificate)


def new_key() -> bytes:
    """A fresh key for tokens."""
    return base64.urlsafe_b64encode(os.urandom(32))
