"""SOCAI_DATABASE_URL: a server that somebody else runs, with roles that the connecting user takes."""

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from ops import postgres
from ops.errors import RolesMissing
from ops.migrate import migrate, unapplied
from ops.roles import ROLES, OperatorServer, conninfo_as


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A server without any role of ours."""
    server = postgres.start(tmp_path_factory.mktemp("operator") / "postgres")
    with psycopg.connect(server.conninfo(), autocommit=True) as conn:
        for role in ROLES:
            conn.execute(f"DROP ROLE {role}")
    yield server
    server.stop()


@pytest.fixture
def admin(cluster):
    with psycopg.connect(cluster.conninfo(database="postgres"), autocommit=True) as conn:
        yield conn


@pytest.fixture(params=["NOCREATEROLE", "CREATEROLE"])
def attribute(request):
    return request.param


@pytest.fixture
def url(cluster, admin, attribute):
    """The address of a database owned by an ordinary user, as an operator would hand it out."""
    admin.execute(f"CREATE ROLE keeper LOGIN PASSWORD 'secret' {attribute}")
    admin.execute("CREATE DATABASE ledger_of_keeper OWNER keeper")
    yield f"postgresql://keeper:secret@127.0.0.1:{cluster.port}/ledger_of_keeper"
    admin.execute("DROP DATABASE ledger_of_keeper WITH (FORCE)")
    for role in (*ROLES, "keeper"):
        admin.execute(f"DROP ROLE IF EXISTS {role}")


@pytest.mark.parametrize("attribute", ["CREATEROLE"], indirect=True)
def test_a_user_who_may_makes_the_roles_and_takes_them(url, admin):
    assert migrate(url) != []
    assert unapplied(url) == []
    for role in ROLES:
        with psycopg.connect(conninfo_as(url, role)) as conn:
            assert conn.execute("SELECT session_user::text, current_user::text").fetchone() == ("keeper", role)
        assert admin.execute("SELECT rolcanlogin FROM pg_roles WHERE rolname = %s", (role,)).fetchone() == (False,)


@pytest.mark.parametrize("attribute", ["NOCREATEROLE"], indirect=True)
def test_a_user_who_may_not_is_told_what_an_administrator_must_run(url, admin):
    with pytest.raises(RolesMissing) as refused:
        migrate(url)
    assert len(refused.value.statements) == 6
    for statement in refused.value.statements[:3]:
        admin.execute(statement)
    with pytest.raises(RolesMissing) as refused:  # there, but not to be taken
        migrate(url)
    assert refused.value.statements == tuple(f'GRANT {role} TO "keeper"' for role in ROLES)
    for statement in refused.value.statements:
        admin.execute(statement)
    assert migrate(url) != []


def test_the_role_is_added_to_options_already_there():
    server = OperatorServer(make_conninfo("postgresql://keeper@host/one", options="-c work_mem=8MB"))
    assert "options='-c work_mem=8MB -c role=socai_reader'" in server.conninfo("socai_reader")
    assert "role=" not in server.conninfo()
    assert "dbname=two" in server.conninfo("socai_reader", "two")
    assert "keeper" not in repr(server)
