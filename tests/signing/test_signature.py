"""Signature checks: what the key and the policy accept holds, and nothing that the data proposes."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.asymmetric.ed448 import Ed448PrivateKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA384, SHA512

from signing import signature
from signing.errors import BadSignature
from signing.signature import Algorithm, Policy

MESSAGE = b"DSSEv1 30 application/vnd.socai.act+json 2 {}"
P256 = ec.generate_private_key(ec.SECP256R1())
RSA = rsa.generate_private_key(65537, 2048)
ED = Ed25519PrivateKey.generate()


def pss(salt: int, mgf: Any = None) -> padding.PSS:
    return padding.PSS(mgf=padding.MGF1(mgf or SHA256()), salt_length=salt)


def refused(key: Any, signed: bytes, message: bytes = MESSAGE, policy: Policy = signature.POLICY) -> str:
    with pytest.raises(BadSignature) as caught:
        signature.check(key, signed, message, policy=policy)
    return caught.value.reason


@pytest.mark.parametrize(
    ("key", "signed"),
    [
        (P256, P256.sign(MESSAGE, ec.ECDSA(SHA256()))),
        (RSA, RSA.sign(MESSAGE, padding.PKCS1v15(), SHA256())),
        (RSA, RSA.sign(MESSAGE, pss(32), SHA256())),
        (ED, ED.sign(MESSAGE)),
    ],
    ids=["p256", "rsa-pkcs1", "rsa-pss", "ed25519"],
)
def test_accepted_signatures_hold_and_only_over_their_message(key: Any, signed: bytes) -> None:
    public = key.public_key()
    signature.check(public, signed, MESSAGE)
    assert refused(public, signed, MESSAGE + b" ") == "mismatch"
    assert refused(public, signed[:-1]) == "mismatch"
    assert refused(public, b"") == "mismatch"
    changed = bytes([*signed[:-1], signed[-1] ^ 1])
    assert refused(public, changed) == "mismatch"


@pytest.mark.parametrize(
    "other",
    [ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048), Ed25519PrivateKey.generate()],
    ids=["p256", "rsa", "ed25519"],
)
def test_another_key_never_accepts_the_bytes(other: Any) -> None:
    for signed in (
        P256.sign(MESSAGE, ec.ECDSA(SHA256())),
        RSA.sign(MESSAGE, padding.PKCS1v15(), SHA256()),
        ED.sign(MESSAGE),
    ):
        assert refused(other.public_key(), signed) in ("mismatch", "cms_certificate")


@pytest.mark.parametrize(
    ("key", "signed"),
    [
        (P256, P256.sign(MESSAGE, ec.ECDSA(SHA384()))),
        (P256, P256.sign(MESSAGE, ec.ECDSA(SHA1()))),
        (RSA, RSA.sign(MESSAGE, padding.PKCS1v15(), SHA1())),
        (RSA, RSA.sign(MESSAGE, padding.PKCS1v15(), SHA512())),
        (RSA, RSA.sign(MESSAGE, pss(20), SHA256())),
        (RSA, RSA.sign(MESSAGE, pss(0), SHA256())),
        (RSA, RSA.sign(MESSAGE, pss(32, mgf=SHA384()), SHA256())),
    ],
    # Named, because a fresh signature's bytes in the name would differ from one test process to the next.
    ids=["p256-sha384", "p256-sha1", "rsa-sha1", "rsa-sha512", "pss-salt20", "pss-salt0", "pss-mgf-sha384"],
)
def test_other_digests_and_salts_are_refused(key: Any, signed: bytes) -> None:
    assert refused(key.public_key(), signed) == "mismatch"


@pytest.mark.parametrize(
    "key",
    [
        ec.generate_private_key(ec.SECP384R1()),
        ec.generate_private_key(ec.SECP256K1()),
        rsa.generate_private_key(65537, 1024),
        rsa.generate_private_key(3, 2048),
        Ed448PrivateKey.generate(),
    ],
    ids=["p384", "secp256k1", "rsa1024", "e3", "ed448"],
)
def test_keys_outside_the_policy_are_refused(key: Any) -> None:
    assert signature.algorithms_of(key.public_key()) == ()
    assert refused(key.public_key(), b"x") == "key"


def test_a_policy_can_leave_algorithms_out() -> None:
    only_pss = Policy(frozenset({Algorithm.RSA_PSS_SHA256}))
    signature.check(RSA.public_key(), RSA.sign(MESSAGE, pss(32), SHA256()), MESSAGE, policy=only_pss)
    pkcs1 = RSA.sign(MESSAGE, padding.PKCS1v15(), SHA256())
    assert refused(RSA.public_key(), pkcs1, policy=only_pss) == "mismatch"
    assert refused(P256.public_key(), b"x", policy=only_pss) == "key"


def test_ecdsa_signatures_have_one_der_form() -> None:
    signed = P256.sign(MESSAGE, ec.ECDSA(SHA256()))
    r, s = utils.decode_dss_signature(signed)
    assert refused(P256.public_key(), r.to_bytes(32, "big") + s.to_bytes(32, "big")) == "mismatch"
    assert refused(P256.public_key(), signed + b"\0" * (72 - len(signed) or 1)) in ("mismatch", "cms_certificate")
    assert refused(P256.public_key(), b"\x30\x81" + signed[1:]) in ("mismatch", "cms_certificate")
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    assert refused(P256.public_key(), utils.encode_dss_signature(r, s + order)) in ("mismatch", "cms_certificate")
    for zero in ((0, s), (r, 0), (0, 0)):
        assert refused(P256.public_key(), utils.encode_dss_signature(*zero)) == "mismatch"


def test_bytes_too_long_for_a_bare_signature_need_a_certificate() -> None:
    assert refused(P256.public_key(), bytes(73)) == "cms_certificate"
    assert refused(RSA.public_key(), bytes(257)) == "cms_certificate"
    assert refused(ED.public_key(), bytes(65)) == "cms_certificate"
