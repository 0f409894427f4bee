"""Whoever rules the database rewrites history consistently, or slips in acts that the service would refuse."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from api.values import Submission
from domain.errors import Refused
from domain.kernel.act import Actor
from ledger import certificates, database, reading, tree
from ledger import format as act_format
from ledger.batch import SignedAct
from ledger.errors import WrongLedger
from ledger.sequencer import Sequencer
from ops.bench import parts
from signing import dsse
from signing.disclosure import SALT_BYTES
from signing.entry import Entry
from signing.errors import Untrusted
from signing.merkle import Frontier, leaf_hash

AT = 100


def named(report):
    assert report.outcome == "fails"
    return {(fault.position, fault.what) for fault in report.faults}


def rewrite(ledger, signature, certificate, act=None):
    """Replaces the signature (and act) at AT and recomputes whatever the database holds: leaf, tiles, heads."""
    ledger.drop_constraints()
    with psycopg.connect(ledger.conninfo(), autocommit=True) as connection:
        row = reading.at(connection, AT)
        act = act or row.act
        act_hash = hashlib.sha256(act).digest()
        text = act_format.recorded_text(row.recorded_at)
        entry = Entry(AT, act_hash, hashlib.sha256(signature).digest(), certificate, text).encode()
        ledger.as_superuser(
            "UPDATE ledger.act SET signature = %(signature)s, certificate = %(certificate)s, act = %(act)s,"
            " act_hash = %(act_hash)s, leaf = %(leaf)s WHERE position = %(at)s",
            signature=signature, certificate=certificate, act=act, act_hash=act_hash,
            leaf=leaf_hash(entry), at=AT,
        )  # fmt: skip
        size = reading.size(connection)
        leaves = [row.leaf for row in reading.by_position(connection, 1, size)]
        connection.execute("DELETE FROM ledger.tile")
        tree.add_full_tiles(connection, 0, leaves)
        frontier = Frontier()
        for number, leaf in enumerate(leaves, start=1):
            frontier = frontier.append(leaf)
            connection.execute(
                "UPDATE ledger.head SET root = %s, frontier = %s WHERE size = %s",
                [frontier.root(), frontier.to_bytes(), number],
            )


def slip_in(ledger, actor, data, key, *, origin=parts.ORIGIN, kind="criminal_case", type="case.opened.v1"):
    """Records a signed act through the sequencer alone, past the domain and the trust."""
    envelope = act_format.Envelope(origin, uuid4(), 1, None, uuid4())
    body = {
        "kind": kind, "type": type, "occurred_at": "2026-03-02T08:00:00+07:00", "precision": "day",
        "rule_set": parts.current_rule_set(), "actor": actor.model_dump(mode="json"), "law": [], "documents": [],
        "links": [], "data": data,
    }  # fmt: skip
    signed, _ = act_format.encode(envelope, body, (), lambda path: bytes(SALT_BYTES))
    signature = key.sign(dsse.act_pae(signed))
    sequencer = Sequencer(lambda: database.connect(ledger.conninfo("socai_service")))
    (answer,) = sequencer.append(
        [
            SignedAct(
                envelope, kind, type, datetime(2026, 3, 2, 1, tzinfo=UTC), signed, hashlib.sha256(signed).digest(),
                signature, hashlib.sha256(signature).digest(), bytes.fromhex(actor.certificate),
            )
        ]
    )  # fmt: skip
    sequencer.close()
    return answer.position


DATA = {"issuer": {"agency": "Cơ quan điều tra"}, "facts": "…"}


def test_an_act_signed_again_with_another_officers_key(ledger, pki):
    """Everything in the database is made to fit; the act still names the certificate of the officer who signed it."""
    other = pki.issue("Lê Văn Khác", "TC")
    with database.connect(ledger.conninfo()) as connection:
        certificates.add(connection, other.der)
        act = reading.at(connection, AT).act
    rewrite(ledger, other.sign(dsse.act_pae(act)), bytes.fromhex(other.sha256))
    assert (AT, "column_certificate") in named(ledger.verify())


def test_an_act_signed_again_in_another_officers_name(ledger, pki):
    """The bytes name the other officer too: then the chain, the office and the checkpoint tell."""
    other = pki.issue("Lê Văn Khác", "TC")
    with database.connect(ledger.conninfo()) as connection:
        certificates.add(connection, other.der)
        act = reading.at(connection, AT).act
    forged = act.replace(ledger.office.key.sha256.encode(), other.sha256.encode())
    rewrite(ledger, other.sign(dsse.act_pae(forged)), bytes.fromhex(other.sha256), forged)
    found = named(ledger.verify())
    assert (AT, "office") in found
    assert "checkpoint_root" in {what for _, what in found}
    assert "kept_checkpoint_root" in {what for _, what in found}


def test_a_signature_of_nobody(ledger):
    with database.connect(ledger.conninfo()) as connection:
        row = reading.at(connection, AT)
    rewrite(ledger, row.signature[:-1] + bytes([row.signature[-1] ^ 1]), row.certificate)
    assert (AT, "signature") in named(ledger.verify())


def test_an_older_copy_of_the_whole_database(ledger, original):
    """A dump of yesterday passes every check of its own; what was attested to since stands outside it."""
    service = ledger.conninfo("socai_service")
    with parts.opened(service, ledger.pki, ledger.evidence.key_encryption_key) as opened:
        opened.path.record(parts.history(ledger.office, 3)[0])
    ledger.sign_checkpoint()
    older = replace(
        ledger.evidence, conninfo=original.evidence.conninfo, vault_conninfo=original.evidence.vault_conninfo
    )
    report = replace(ledger, evidence=older).verify()
    assert (386, "kept_checkpoint_beyond_acts") in named(report)


def test_an_officer_without_the_title_is_refused_and_named(ledger):
    actor = ledger.office.actor.model_copy(update={"title": "KSV"})
    with (
        parts.opened(ledger.conninfo("socai_service"), ledger.pki, bytes(32)) as opened,
        pytest.raises(Refused) as refused,
    ):
        opened.path.propose(parts.asked("criminal_case", "case.opened.v1", actor, DATA))
    assert refused.value.code == "title_not_held"
    position = slip_in(ledger, actor, DATA, ledger.office.key)
    assert (position, "office") in named(ledger.verify())


def test_a_certificate_that_is_nobodys_is_named(ledger, pki):
    stranger = pki.issue("Phạm Văn Lạ", "TC")
    with database.connect(ledger.conninfo()) as connection:
        certificates.add(connection, stranger.der)
    actor = ledger.office.actor.model_copy(update={"certificate": stranger.sha256})
    position = slip_in(ledger, actor, DATA, stranger)
    assert (position, "office") in named(ledger.verify())


def test_a_certificate_revoked_before_signing(ledger, tmp_path):
    """The list that says so may even arrive after the act."""
    pki = ledger.pki
    officer = pki.issue("Đỗ Văn Thu", "TC")
    bind(ledger, pki, officer)
    pki.revoke(officer.certificate.serial_number)
    actor = Actor(
        officer=str(ledger.office.actor.officer), unit="TC", title="VT", capacity="own", certificate=officer.sha256
    )
    with database.connect(ledger.conninfo()) as connection:
        certificates.add_revocation_list(connection, pki.crl.public_bytes(Encoding.DER))
    with parts.opened(ledger.conninfo("socai_service"), pki, ledger.evidence.key_encryption_key) as opened:
        proposal = opened.path.propose(parts.asked("criminal_case", "case.opened.v1", actor, DATA))
        with pytest.raises(Untrusted) as untrusted:
            opened.path.record(Submission(proposal.act, officer.sign(dsse.act_pae(proposal.act))))
    assert untrusted.value.reason == "revoked"
    position = slip_in(ledger, actor, DATA, officer)
    assert (position, "certificate_revoked") in named(ledger.verify())


def test_an_act_of_another_ledger(ledger):
    elsewhere = "elsewhere.invalid/socai"
    envelope = act_format.Envelope(elsewhere, uuid4(), 1, None, uuid4())
    with parts.opened(ledger.conninfo("socai_service"), ledger.pki, bytes(32)) as opened:
        proposal = opened.path.propose(parts.asked("criminal_case", "case.opened.v1", ledger.office.actor, DATA))
        act = proposal.act.replace(parts.ORIGIN.encode(), envelope.ledger.encode())
        with pytest.raises(WrongLedger):
            opened.path.record(Submission(act, ledger.office.key.sign(dsse.act_pae(act))))
    position = slip_in(ledger, ledger.office.actor, DATA, ledger.office.key, origin=elsewhere)
    assert (position, "act_of_another_ledger") in named(ledger.verify())


def test_an_act_above_a_certificate_that_has_expired(ledger):
    pki = ledger.pki
    now = datetime.now(UTC)
    officer = pki.issue("Hồ Văn Hết", "TC", valid_until=now - timedelta(seconds=2))
    bind(ledger, pki, officer)
    actor = ledger.office.actor.model_copy(update={"certificate": officer.sha256})
    position = slip_in(ledger, actor, DATA, officer)
    assert (position, "certificate_expired") in named(ledger.verify())


def bind(ledger, pki, officer):
    """Binds a certificate to the head of the procuracy, as the head would."""
    with parts.opened(ledger.conninfo("socai_service"), pki, ledger.evidence.key_encryption_key) as opened:
        with database.connect(ledger.conninfo()) as connection:
            certificates.add(connection, officer.der)
        data = {"officer": str(ledger.office.actor.officer), "certificate": officer.sha256}
        proposal = opened.path.propose(parts.asked("organisation", "certificate.bound.v1", ledger.office.actor, data))
        opened.path.record(Submission(proposal.act, ledger.office.key.sign(dsse.act_pae(proposal.act))))
