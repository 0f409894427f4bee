"""The ledger's database roles.

`owner` owns the schemas and migrates; it is the superuser of an embedded cluster, or the user in `SOCAI_DATABASE_URL`.
What the three others may do is granted by the migrations.

| role            | for                                                    |
|-----------------|--------------------------------------------------------|
| socai_service   | the write path: reads, and appends to the ledger       |
| socai_projector | builds what people read: writes projection tables only |
| socai_reader    | reads only                                             |

In an embedded cluster each can log in with a password of its own. On an operator's server they are NOLOGIN roles that
the connecting user takes with `SET ROLE` (by the connection option `-c role=...`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from psycopg import Connection, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from ops.errors import RolesMissing

ROLES = ("socai_service", "socai_projector", "socai_reader")

EXISTING = "SELECT rolname FROM pg_roles WHERE rolname = ANY(%(names)s)"
MAY_MAKE_ROLES = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
TAKEABLE = "SELECT pg_has_role(current_user, %(name)s, %(how)s)"
ROLES_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('socai roles', 0))"  # a cluster's roles are shared


class Access(Protocol):
    """A server that can be connected to as one of the ledger's roles."""

    def conninfo(self, role: str = "owner", database: str = "socai") -> str:
        """A libpq connection string (it may hold a password: do not print it)."""


@dataclass(frozen=True)
class OperatorServer:
    """A server that the operator runs, reached by `SOCAI_DATABASE_URL`."""

    url: str = field(repr=False)

    def conninfo(self, role: str = "owner", database: str = "") -> str:
        """See `Access`; `database` is the one in the URL unless another is named."""
        url = make_conninfo(self.url, dbname=database) if database else self.url
        return conninfo_as(url, role)


def conninfo_as(url: str, role: str) -> str:
    """The connection string for `role` on an operator's server: the same user, which takes the role at log-in."""
    if role == "owner":
        return make_conninfo(url)
    given = conninfo_to_dict(url).get("options")
    return make_conninfo(url, options=f"{given} -c role={role}" if given else f"-c role={role}")


def ensure_login_roles(conn: Connection[Any], passwords: Mapping[str, str]) -> None:
    """Make the roles that are missing, with their passwords; the connection is a superuser's."""
    with conn.transaction():
        conn.execute(ROLES_LOCK)
        for name in _missing(conn):
            scrambled = conn.pgconn.encrypt_password(passwords[name].encode(), name.encode(), b"scram-sha-256").decode()
            statement = sql.SQL("CREATE ROLE {} LOGIN NOINHERIT PASSWORD {}")
            conn.execute(statement.format(sql.Identifier(name), sql.Literal(scrambled)))


def ensure_roles(conn: Connection[Any]) -> None:
    """Make the roles that are missing, and see that the connecting user may take them.

    Raises:
        RolesMissing: the user may not; its `statements` are what an administrator must run.
    """
    with conn.transaction():
        conn.execute(ROLES_LOCK)
        missing = _missing(conn)
        if missing and not _one(conn, MAY_MAKE_ROLES):
            user = conn.info.user
            made = (f"CREATE ROLE {name} NOLOGIN" for name in missing)
            granted = (f"GRANT {name} TO {_quoted(conn, user)}" for name in missing)
            raise RolesMissing(user, (*made, *granted))
        for name in missing:
            conn.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(name)))
            conn.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(name)))
        how = "SET" if conn.info.server_version >= 160000 else "MEMBER"
        untakeable = [name for name in ROLES if not _one(conn, TAKEABLE, {"name": name, "how": how})]
        if untakeable:
            user = conn.info.user
            raise RolesMissing(user, tuple(f"GRANT {name} TO {_quoted(conn, user)}" for name in untakeable))


def _missing(conn: Connection[Any]) -> list[str]:
    there = {row[0] for row in conn.execute(EXISTING, {"names": list(ROLES)})}
    return [name for name in ROLES if name not in there]


def _one(conn: Connection[Any], query: str, values: Mapping[str, str] | None = None) -> bool:
    row = conn.execute(query, values).fetchone()
    return row is not None and bool(row[0])


def _quoted(conn: Connection[Any], name: str) -> str:
    return sql.Identifier(name).as_string(conn)
