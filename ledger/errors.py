"""What can go wrong when acts are kept.

LedgerError
    MalformedAct        the bytes are canonical JSON but not an act of format 1
    WrongLedger         the act is addressed to another ledger
    Conflict            the act does not follow the head of its stream: somebody was faster
    CommandReused       another act already carries this command id
    PersonKeyChanged    a person's key in the vault is not the one that values were sealed with; seal them again
    OrganisationMoved   the organisation changed since the act was judged; judge it again and come back
    Unavailable         the outcome could not be learnt in time; sending the same signed act again is safe
    NotRecorded         what was asked for is not in the ledger
    HeadMismatch        the database does not continue what this ledger has already attested to
"""

from uuid import UUID


class LedgerError(Exception):
    pass


class MalformedAct(LedgerError):
    def __init__(self, pointer: str) -> None:
        super().__init__(pointer)
        self.pointer = pointer  # JSON pointer of the first member that is missing, unknown or of the wrong shape


class WrongLedger(LedgerError):
    def __init__(self, named: str, origin: str) -> None:
        super().__init__(named, origin)
        self.named, self.origin = named, origin


class Conflict(LedgerError):
    def __init__(self, stream: UUID, version: int, head_version: int, head_hash: bytes | None) -> None:
        super().__init__(stream, version, head_version)
        self.stream, self.version = stream, version
        self.head_version, self.head_hash = head_version, head_hash  # 0 and None when the stream is new


class CommandReused(LedgerError):
    def __init__(self, command_id: UUID, position: int) -> None:
        super().__init__(command_id, position)
        self.command_id, self.position = command_id, position


class OrganisationMoved(LedgerError):
    def __init__(self, judged_at: int, organisation: int) -> None:
        super().__init__(judged_at, organisation)
        self.judged_at, self.organisation = judged_at, organisation  # positions


class PersonKeyChanged(LedgerError):
    def __init__(self, person: UUID) -> None:
        super().__init__(person)
        self.person = person


class Unavailable(LedgerError):
    def __init__(self, command_id: UUID | None) -> None:
        super().__init__(command_id)
        self.command_id = command_id


class NotRecorded(LedgerError):
    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class HeadMismatch(LedgerError):
    def __init__(self, attested_size: int, size: int, what: str) -> None:
        super().__init__(attested_size, size, what)
        self.attested_size, self.size, self.what = attested_size, size, what
