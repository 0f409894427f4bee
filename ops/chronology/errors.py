"""What can go wrong between this program and a ledger's service.

OpsError
└── RecordingError
    ├── ServiceUnreachable   the service does not answer
    ├── LedgerRefused        it answered a problem: status, code, and for a refusal by law rule and article
    ├── NotAsAsked           what it wants signed is not what was asked: nothing was signed
    ├── ReceiptWrong         the receipt is not signed by the ledger, or is about something else
    └── NotFoundedHere       the ledger was founded by somebody else: its officers' keys are not at hand
"""

from dataclasses import dataclass
from typing import Any

from ops.errors import OpsError


class RecordingError(OpsError):
    """Recording through the HTTP API went wrong."""


@dataclass
class ServiceUnreachable(RecordingError):
    url: str
    reason: str

    def __str__(self) -> str:
        return f"{self.url} does not answer: {self.reason}"


@dataclass
class LedgerRefused(RecordingError):
    status: int
    problem: dict[str, Any]  # RFC 9457

    @property
    def code(self) -> str:
        """The rule's code for a refusal by law, else the problem's."""
        return str(self.problem.get("rule") or self.problem.get("code") or self.status)

    @property
    def article(self) -> str:
        """The article of a refusal by law."""
        return str(self.problem.get("article", ""))

    @property
    def by_law(self) -> bool:
        """Whether the domain refused."""
        return self.problem.get("code") == "refused"

    @property
    def facts(self) -> dict[str, Any]:
        """What the refusal is about."""
        return self.problem.get("facts") or {"errors": self.problem.get("errors", [])}

    def __str__(self) -> str:
        article = f" ({self.article})" if self.article else ""
        return f"{self.status} {self.code}{article}: {self.problem.get('title_en', '')} {self.facts}"


@dataclass
class NotAsAsked(RecordingError):
    pointer: str  # JSON pointer of the first member that differs
    found: Any

    def __str__(self) -> str:
        return f"the service proposed something else at {self.pointer}; nothing was signed"


@dataclass
class ReceiptWrong(RecordingError):
    member: str
    found: Any

    def __str__(self) -> str:
        return f"the receipt does not hold: {self.member} is {self.found}"


@dataclass
class NotFoundedHere(RecordingError):
    origin: str

    def __str__(self) -> str:
        return f"the ledger {self.origin} was not founded with the development keys of this home"
