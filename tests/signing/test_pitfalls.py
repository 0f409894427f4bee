"""One fixture for each way that others went wrong, with where it happened."""

import unicodedata
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st

from signing import canonical, checkpoint, dsse, keys, merkle, signature, trust
from signing.errors import BadNote, BadProof, NotCanonical, Untrusted

LOG = keys.Ed25519Signer("socai.example/log", Ed25519PrivateKey.from_private_bytes(b"\x07" * 32))


def test_proof_against_a_root_that_nobody_signed() -> None:
    """Several sigstore clients: the root of the proof was taken from the same hands as the proof."""
    leaf = merkle.leaf_hash(b"forged")
    merkle.check_inclusion(leaf, 0, 1, [], leaf)  # holds against its own root, and therefore proves nothing
    own = checkpoint.Checkpoint("socai.example/log", 1, leaf)
    stranger = keys.Ed25519Signer(LOG.name, Ed25519PrivateKey.generate())
    for signers in ([stranger], [keys.CosignatureSigner(LOG.name, LOG.key)]):
        with pytest.raises(BadNote, match="unverified"):
            checkpoint.verify(checkpoint.sign(own, signers), [LOG.verifier()])


def test_checkpoint_of_another_log_signed_by_the_same_key() -> None:
    """One key for two logs: a proof from the one was taken for the other."""
    other = checkpoint.Checkpoint("socai.example/other", 1, bytes(32))
    with pytest.raises(BadNote, match="checkpoint"):
        checkpoint.verify(checkpoint.sign(other, [LOG]), [LOG.verifier()], LOG.name)


def test_hashes_of_another_length_join_to_the_same_bytes() -> None:
    """transparency-dev/merkle's case of an empty root and leaf: bytes can move between the two halves of a node."""
    left, right = sha256(b"a").digest(), sha256(b"b").digest()
    root = merkle.node_hash(left, right)
    moved_left, moved_right = left + right[:1], right[1:]
    assert sha256(b"\x01" + moved_left + moved_right).digest() == root
    with pytest.raises(BadProof, match="hash_length"):
        merkle.check_inclusion(moved_left, 0, 2, [moved_right], root)


def test_inner_node_presented_as_an_entry() -> None:
    """Trees without a prefix: the two children of a node, joined, were proved to be a leaf."""
    leaves = [merkle.leaf_hash(bytes([number])) for number in range(4)]
    root = merkle.root_of(leaves)
    forged = leaves[0] + leaves[1]
    with pytest.raises(BadProof, match="root_mismatch"):
        merkle.check_inclusion(merkle.leaf_hash(forged), 0, 2, [merkle.root_of(leaves[2:])], root)


def test_right_edge_is_no_chain() -> None:
    """immudb, "linear fake": beside the tree a chain of hashes was kept that a proof could switch to."""
    leaves = [merkle.leaf_hash(bytes([number])) for number in range(3)]
    chained = merkle.node_hash(leaves[0], merkle.node_hash(leaves[1], leaves[2]))
    assert merkle.root_of(leaves) != chained
    with pytest.raises(BadProof, match="path_length"):
        merkle.check_inclusion(leaves[0], 0, 3, [merkle.node_hash(leaves[1], leaves[2])], chained)


def test_member_twice() -> None:
    """Readers that keep the first and readers that keep the last saw two different documents under one signature."""
    with pytest.raises(NotCanonical, match="not_reencoded"):
        canonical.decode(b'{"type":"case.opened.v1","type":"case.discontinued.v1"}')


def test_names_that_sort_differently_by_code_point_and_by_utf_16() -> None:
    """U+FB33 and U+1F602: implementations of JCS disagreed. No such name is admitted."""
    for data in ('{"\U0001f602":1,"\ufb33":2}', '{"\ufb33":2,"\U0001f602":1}'):
        with pytest.raises(NotCanonical, match="name_not_ascii"):
            canonical.decode(data.encode())


def test_two_encodings_of_one_vietnamese_name() -> None:
    """Folding NFC inside the canonicaliser made a signature hold for bytes that nobody had signed."""
    nfc, nfd = ('{"name":"' + unicodedata.normalize(form, "Trần Thị Huệ") + '"}' for form in ("NFC", "NFD"))
    assert nfc != nfd
    canonical.decode(nfc.encode())
    with pytest.raises(NotCanonical, match="not_nfc"):
        canonical.decode(nfd.encode())


def test_numbers_that_two_languages_read_differently() -> None:
    """formance ledger: hashes over numbers that were written again by another language. 2^53 + 1 is the smallest."""
    for text in (b'{"a":9007199254740993}', b'{"a":1.0}', b'{"a":1e2}', b'{"a":-0}'):
        with pytest.raises(NotCanonical):
            canonical.decode(text)


def test_path_is_judged_at_the_moment_of_signing_and_not_now(self_signed: Any) -> None:
    """RFC 3161 clients: a chain validated at "now" failed, or held, for the wrong reason."""
    past = datetime(2015, 1, 1, tzinfo=UTC)
    root = self_signed("Old root", start=past, end=past + timedelta(days=1000))
    officer = root.issue("Officer", start=past, end=past + timedelta(days=365))
    crl = root.crl(start=past, end=past + timedelta(days=30))
    admitted = trust.Trust([root.certificate], crls=[crl]).admit(officer.der)
    signed = officer.key.sign(dsse.act_pae(b"{}"), ec.ECDSA(SHA256()))
    trust.check_act(b"{}", signed, admitted, past + timedelta(days=10))
    with pytest.raises(Untrusted, match="expired"):
        trust.check_act(b"{}", signed, admitted, datetime(2026, 1, 1, tzinfo=UTC))


def test_certificate_of_one_taken_as_anothers(small_pki: Any) -> None:
    """rfc3161-client before 1.0.6: any certificate below the root passed for the signer's."""
    trusted = trust.Trust([small_pki.root.certificate], [small_pki.issuing.certificate], small_pki.crls)
    colleague = trusted.admit(small_pki.issuing.issue("Colleague").der)
    signed = small_pki.officer.key.sign(dsse.act_pae(b"{}"), ec.ECDSA(SHA256()))
    moment = datetime(2026, 1, 10, tzinfo=UTC)
    trust.check_act(b"{}", signed, trusted.admit(small_pki.officer.der), moment)
    with pytest.raises(signature.BadSignature, match="mismatch"):
        trust.check_act(b"{}", signed, colleague, moment)


places = st.tuples(st.integers(0, 5000), st.binary(max_size=3), st.integers(0, 3))


@settings(max_examples=150, deadline=None)
@given(places)
def test_a_damaged_certificate_raises_our_error_only(small_pki: Any, place: tuple[int, bytes, int]) -> None:
    """A parser's own error that escapes is a way to stop a verifier."""
    damaged = _damage(small_pki.officer.der, place)
    trusted = trust.Trust([small_pki.root.certificate], [small_pki.issuing.certificate])
    try:
        trusted.admit(damaged)
    except Untrusted:
        return
    assert damaged == small_pki.officer.der


@settings(max_examples=150, deadline=None)
@given(places)
def test_a_damaged_list_raises_our_error_only_and_says_nothing(small_pki: Any, place: tuple[int, bytes, int]) -> None:
    root, issuing = (crl.public_bytes(Encoding.DER) for crl in small_pki.crls)
    damaged = _damage(issuing, place)
    try:
        lists = [trust.load_crl(root), trust.load_crl(damaged)]
    except Untrusted:
        return
    trusted = trust.Trust([small_pki.root.certificate], [small_pki.issuing.certificate], lists)
    if damaged != issuing:
        assert trusted.admit(small_pki.officer.der).revocation_known_until is None


def _damage(good: bytes, place: tuple[int, bytes, int]) -> bytes:
    at = place[0] % len(good)
    return good[:at] + place[1] + good[at + place[2] :]


def test_a_list_of_an_unknown_version_is_malformed(small_pki: Any) -> None:
    good = small_pki.crls[1].public_bytes(Encoding.DER)
    other = good.replace(b"\x02\x01\x01", b"\x02\x01\x06", 1)
    assert other != good
    with pytest.raises(Untrusted):
        trust.load_crl(other)
