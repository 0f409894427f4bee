"""What the database itself refuses, below the application: to the roles by grants, to everybody by triggers."""

from uuid import UUID, uuid4

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from ledger_kit.desk import Connection, Desk
from ledger_kit.writing import Writer

from ledger import certificates
from ledger.batch import Sealed
from ledger.database import connect
from ops.development_pki import DevelopmentPki, OfficerKey

LEDGER = ("identity", "act", "head", "tile", "checkpoint", "certificate", "revocation_list")
TABLES = [*(f"ledger.{name}" for name in LEDGER), "vault.person_key", "vault.disclosure"]
COLUMN = {
    "ledger.identity": "origin",
    "ledger.act": "act",
    "ledger.head": "root",
    "ledger.tile": "hashes",
    "ledger.checkpoint": "note",
    "ledger.certificate": "der",
    "ledger.revocation_list": "der",
    "vault.person_key": "person",
    "vault.disclosure": "ciphertext",
}
PERSON, ERASED = UUID(int=1), UUID(int=2)
ADD_KEY = "INSERT INTO vault.person_key (person, wrapped) VALUES (%s, %s)"


@pytest.fixture(scope="module")
def ledger(shared_desk: Desk, officer: OfficerKey, pki: DevelopmentPki) -> Desk:
    """A ledger with at least one row in every table, written by the service."""
    assert isinstance(officer.key, ec.EllipticCurvePrivateKey)
    writer = Writer(officer.key, officer.der)
    shared_desk.append(writer.several(256))
    with shared_desk.service() as service:
        service.execute("INSERT INTO ledger.identity (origin) VALUES ('so-cai.example/test')")
        service.execute("INSERT INTO ledger.checkpoint VALUES (1, %s, 'note', now())", [bytes(32)])
        certificates.add(service, officer.der)
        certificates.add_revocation_list(service, pki.crl.public_bytes(Encoding.DER))
        for person in (PERSON, ERASED):
            service.execute(ADD_KEY, [person, b"wrapped"])
    body = writer.body() | {"data": {"accused": [{"person": str(PERSON), "label": "bị can 1", "name": "Trần Thị Bé"}]}}
    made = writer.sign(writer.act(uuid4()).envelope, body, ["/data/accused/0/name"])
    sealed = Sealed(made.disclosures[0].digest, PERSON, bytes(12), b"ciphertext")
    shared_desk.append([made.signed._replace(sealed=(sealed,), erases=(ERASED,))])
    return shared_desk


def _refused(connection: Connection, statement: str, *values: object) -> psycopg.Error:
    with pytest.raises(psycopg.Error) as error, connection.transaction():
        connection.execute(statement, values or None)
    return error.value


@pytest.mark.parametrize("table", TABLES)
def test_the_service_adds_and_reads_and_nothing_else(ledger: Desk, table: str) -> None:
    with ledger.service() as service:
        assert service.execute(f"SELECT count(*) FROM {table}").fetchone() != (0,)
        for statement in (
            f"UPDATE {table} SET {COLUMN[table]} = {COLUMN[table]}",
            f"DELETE FROM {table}",
            f"TRUNCATE {table}",
            f"TRUNCATE {table} CASCADE",
            f"DROP TABLE {table}",
            f"ALTER TABLE {table} DISABLE TRIGGER ALL",
            f"ALTER TABLE {table} ADD COLUMN more text",
            f"CREATE TRIGGER mine BEFORE INSERT ON {table} EXECUTE FUNCTION suppress_redundant_updates_trigger()",
            f"CREATE RULE mine AS ON INSERT TO {table} DO INSTEAD NOTHING",
            f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE",
            f"ALTER TABLE {table} OWNER TO socai_service",
        ):
            assert isinstance(_refused(service, statement), psycopg.errors.InsufficientPrivilege), statement


@pytest.mark.parametrize(
    "statement",
    [
        "SET session_replication_role = replica",
        "SET ROLE postgres",
        "DROP SCHEMA ledger CASCADE",
        "DROP FUNCTION ledger.refuse_change() CASCADE",
        "CREATE TABLE ledger.other (n int)",
        "CREATE TABLE vault.other (n int)",
        "CREATE TABLE public.other (n int)",
    ],
)
def test_the_service_cannot_help_itself_to_more(ledger: Desk, statement: str) -> None:
    with ledger.service() as service:
        assert isinstance(_refused(service, statement), psycopg.Error)


def test_a_person_key_goes_one_way_only(ledger: Desk) -> None:
    key = "UPDATE vault.person_key SET "
    erase = key + "wrapped = NULL, erased_at = now(), erased_by = 1 WHERE person = %s"
    with ledger.service() as service:
        mine = uuid4()
        service.execute(ADD_KEY, [mine, b"wrapped"])
        for change in ("wrapped = 'other', erased_by = 1", "erased_by = 1", "wrapped = NULL, erased_at = now()"):
            _refused(service, f"{key}{change} WHERE person = %s", mine)
        for column in ("person = person", "made_at = now()"):
            assert "denied" in str(_refused(service, f"{key}{column} WHERE person = %s", mine))
        service.execute(erase, [mine])
        _refused(service, erase, mine)
        _refused(service, f"{key}wrapped = 'again', erased_at = NULL, erased_by = 1 WHERE person = %s", mine)
        _refused(service, ADD_KEY, mine, b"second key")


@pytest.mark.parametrize("role", ["socai_projector", "socai_reader"])
@pytest.mark.parametrize("table", TABLES)
def test_who_reads_cannot_add(ledger: Desk, role: str, table: str) -> None:
    with connect(ledger.conninfo(role)) as reader:
        if table.startswith("ledger."):
            assert reader.execute(f"SELECT count(*) FROM {table}").fetchone() != (0,)
        for statement in (
            f"INSERT INTO {table} SELECT * FROM {table} WHERE false",
            f"COPY {table} FROM STDIN",
            f"UPDATE {table} SET {COLUMN[table]} = {COLUMN[table]}",
            f"DELETE FROM {table}",
            f"TRUNCATE {table}",
        ):
            assert isinstance(_refused(reader, statement), psycopg.errors.InsufficientPrivilege), statement


def test_who_may_see_the_keys(ledger: Desk) -> None:
    for role, hidden in (("socai_reader", ["person_key"]), ("socai_projector", ["person_key", "disclosure"])):
        with connect(ledger.conninfo(role)) as reader:
            for table in hidden:
                assert "denied" in str(_refused(reader, f"SELECT * FROM vault.{table}"))


@pytest.mark.parametrize("replication_role", ["origin", "replica"])
@pytest.mark.parametrize("table", TABLES)
def test_even_a_superuser_meets_the_triggers(ledger: Desk, table: str, replication_role: str) -> None:
    with connect(ledger.conninfo("owner")) as owner:
        owner.execute(f"SET session_replication_role = {replication_role}")
        for statement in (
            f"UPDATE {table} SET {COLUMN[table]} = {COLUMN[table]}",
            f"DELETE FROM {table}",
            f"TRUNCATE {table} CASCADE",
        ):
            assert isinstance(_refused(owner, statement), psycopg.errors.InsufficientPrivilege), statement
