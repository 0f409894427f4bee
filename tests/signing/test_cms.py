"""Detached CMS containers: those of existing signing software hold; every looser form is refused by name."""

import asyncio
import contextlib
import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from asn1crypto import algos, cms, keys, tsp, x509
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256, SHA512
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs7
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from signing import dsse, signature
from signing.errors import BadSignature

MESSAGE = dsse.act_pae(b'{"format":"socai/act/1"}')

KEYS = {
    "p256": ec.generate_private_key(ec.SECP256R1()),
    "rsa": rsa.generate_private_key(65537, 2048),
    "ed25519": Ed25519PrivateKey.generate(),
}


@pytest.fixture(scope="module")
def officers(small_pki: Any) -> dict[str, Any]:
    return {name: small_pki.issuing.issue(f"Officer {name}", key=key) for name, key in KEYS.items()}


@pytest.fixture(scope="module")
def good(officers: dict[str, Any]) -> bytes:
    """One container, to be damaged in many ways: asn1crypto is slow to make them."""
    return container(officers["p256"])


def sign_bytes(key: Any, data: bytes, pss: bool = False) -> bytes:
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.sign(data, ec.ECDSA(SHA256()))
    if isinstance(key, Ed25519PrivateKey):
        return key.sign(data)
    scheme = padding.PSS(padding.MGF1(SHA256()), 32) if pss else padding.PKCS1v15()
    return key.sign(data, scheme, SHA256())


def attributes_of(officer: Any, message: bytes = MESSAGE) -> dict[str, Any]:
    """The three signed attributes of CAdES-B, ready to be changed by a test."""
    identifier = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(officer.der).digest()})
    return {
        "content_type": ["data"],
        "message_digest": [hashlib.sha256(message).digest()],
        "signing_certificate_v2": [tsp.SigningCertificateV2({"certs": [identifier]})],
    }


def container(
    officer: Any,
    attributes: dict[str, Any] | None = None,
    *,
    pss: bool = False,
    signature_algorithm: Any = None,
    change: Callable[[cms.SignedData, cms.SignerInfo], None] = lambda signed_data, signer: None,
    reverse: bool = False,
) -> bytes:
    """A container as CAdES-B wants it, signed, and then changed."""
    certificate = x509.Certificate.load(officer.der)
    values = attributes_of(officer) if attributes is None else attributes
    signed_attrs = cms.CMSAttributes([cms.CMSAttribute({"type": k, "values": v}) for k, v in values.items()])
    encoded = signed_attrs.dump()
    if reverse:
        parts = [attribute.dump() for attribute in cms.CMSAttributes.load(encoded)][::-1]
        encoded = encoded[: len(encoded) - sum(map(len, parts))] + b"".join(parts)
        assert encoded != signed_attrs.dump()
    name = {"ec": "sha256_ecdsa", "rsa": "rsassa_pkcs1v15", "ed25519": "ed25519"}[certificate.public_key.algorithm]
    algorithm: dict[str, Any] = {"algorithm": "rsassa_pss" if pss else name}
    if pss:
        algorithm["parameters"] = algos.RSASSAPSSParams(
            {
                "hash_algorithm": {"algorithm": "sha256"},
                "mask_gen_algorithm": {"algorithm": "mgf1", "parameters": {"algorithm": "sha256"}},
                "salt_length": 32,
            }
        )
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                {
                    "issuer_and_serial_number": cms.IssuerAndSerialNumber(
                        {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
                    )
                }
            ),
            "digest_algorithm": {"algorithm": "sha256"},
            "signed_attrs": signed_attrs,
            "signature_algorithm": signature_algorithm or algorithm,
            "signature": sign_bytes(officer.key, encoded, pss),
        }
    )
    signed_data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [{"algorithm": "sha256"}],
            "encap_content_info": {"content_type": "data"},
            "signer_infos": [signer],
        }
    )
    change(signed_data, signed_data["signer_infos"][0])
    whole: bytes = cms.ContentInfo({"content_type": "signed_data", "content": signed_data}).dump(force=True)
    return whole.replace(signed_attrs.dump()[2:], encoded[2:])


def check(officer: Any, data: bytes, message: bytes = MESSAGE) -> None:
    signature.check(officer.certificate.public_key(), data, message, certificate=officer.der)


def refused(officer: Any, data: bytes, message: bytes = MESSAGE) -> str:
    with pytest.raises(BadSignature) as caught:
        check(officer, data, message)
    return caught.value.reason


@pytest.mark.parametrize(("key", "pss"), [("p256", False), ("rsa", False), ("rsa", True)])
def test_cades_b_containers_hold(officers: dict[str, Any], key: str, pss: bool) -> None:
    officer = officers[key]
    data = container(officer, pss=pss)
    check(officer, data)
    assert refused(officer, data, MESSAGE + b" ") == "cms_message_digest"
    assert refused(officer, data + b"\0") == "cms_malformed"
    with pytest.raises(BadSignature):
        check(officer, data[:-1] + bytes([data[-1] ^ 1]))


@pytest.mark.parametrize("key", ["p256", "rsa"])
def test_containers_made_by_pyhanko_hold(officers: dict[str, Any], key: str) -> None:
    officer = officers[key]
    private = officer.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = SimpleSigner(
        signing_cert=x509.Certificate.load(officer.der),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),
    )
    made = asyncio.run(signer.async_sign_general_data(MESSAGE, "sha256", detached=True, use_cades=True))
    check(officer, made.dump())


def test_anothers_certificate_is_refused(officers: dict[str, Any], small_pki: Any) -> None:
    mine = container(officers["p256"])
    other = small_pki.issuing.issue("Officer p256", key=KEYS["p256"])  # same key, same name, another certificate
    assert refused(other, mine) == "cms_signer"
    attributes = attributes_of(other)
    assert refused(officers["p256"], container(officers["p256"], attributes)) == "cms_signing_certificate"


def test_openssl_style_containers_without_signing_certificate_are_refused(officers: dict[str, Any]) -> None:
    officer = officers["rsa"]
    options = [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary]
    builder = pkcs7.PKCS7SignatureBuilder().set_data(MESSAGE).add_signer(officer.certificate, officer.key, SHA256())
    assert refused(officer, builder.sign(Encoding.DER, options)) == "cms_signing_certificate"


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ("content_type", "cms_content_type"),
        ("message_digest", "cms_message_digest"),
        ("signing_certificate_v2", "cms_signing_certificate"),
    ],
)
def test_every_signed_attribute_is_needed(officers: dict[str, Any], missing: str, reason: str) -> None:
    officer = officers["p256"]
    attributes = attributes_of(officer)
    del attributes[missing]
    assert refused(officer, container(officer, attributes)) == reason


def test_two_values_of_an_attribute_are_refused(officers: dict[str, Any]) -> None:
    officer = officers["p256"]
    attributes = attributes_of(officer)
    attributes["message_digest"] = [hashlib.sha256(MESSAGE).digest(), bytes(32)]
    assert refused(officer, container(officer, attributes)) == "cms_attributes"


def test_attributes_out_of_der_order_are_refused(officers: dict[str, Any]) -> None:
    assert refused(officers["p256"], container(officers["p256"], reverse=True)) == "cms_attributes"


def _no_signer(signed_data: cms.SignedData, signer: cms.SignerInfo) -> None:
    # Short enough to be read as a bare signature.
    signed_data["signer_infos"] = cms.SignerInfos([])


def _two_signers(signed_data: cms.SignedData, signer: cms.SignerInfo) -> None:
    second = signer.copy()
    second["version"] = "v3"
    signed_data["signer_infos"].append(second)


def _attached(signed_data: cms.SignedData, signer: cms.SignerInfo) -> None:
    signed_data["encap_content_info"] = {"content_type": "data", "content": MESSAGE}


def _no_attributes(signed_data: cms.SignedData, signer: cms.SignerInfo) -> None:
    signer["signed_attrs"] = None


def _sha512(signed_data: cms.SignedData, signer: cms.SignerInfo) -> None:
    signer["digest_algorithm"] = {"algorithm": "sha512"}


def _sha1_listed(signed_data: cms.SignedData, signer: cms.SignerInfo) -> None:
    signed_data["digest_algorithms"].append({"algorithm": "sha1"})


def _sha512_signature(signed_data: cms.SignedData, signer: cms.SignerInfo) -> None:
    signer["signature_algorithm"] = {"algorithm": "sha512_ecdsa"}


def _key_identifier_of_nobody(signed_data: cms.SignedData, signer: cms.SignerInfo) -> None:
    signer["sid"] = cms.SignerIdentifier({"subject_key_identifier": bytes(20)})


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_no_signer, "mismatch"),
        (_two_signers, "cms_signers"),
        (_attached, "cms_not_detached"),
        (_no_attributes, "cms_attributes"),
        (_sha512, "cms_digest_algorithm"),
        (_sha1_listed, "cms_digest_algorithm"),
        (_sha512_signature, "cms_algorithm"),
        (_key_identifier_of_nobody, "cms_signer"),
    ],
)
def test_looser_containers_are_refused(officers: dict[str, Any], change: Any, reason: str) -> None:
    assert refused(officers["p256"], container(officers["p256"], change=change)) == reason


def test_ed25519_has_no_container_here(officers: dict[str, Any]) -> None:
    officer = officers["ed25519"]
    disguised = {"algorithm": "sha256_ecdsa"}
    assert refused(officer, container(officer)) == "cms_algorithm"
    assert refused(officer, container(officer, signature_algorithm=disguised)) == "cms_algorithm"


def test_the_declared_algorithm_decides_nothing(officers: dict[str, Any]) -> None:
    officer = officers["rsa"]
    check(officer, container(officer, signature_algorithm={"algorithm": "sha256_ecdsa"}))


def test_a_container_is_not_read_where_a_bare_signature_fits(officers: dict[str, Any]) -> None:
    signed = KEYS["rsa"].sign(MESSAGE, padding.PKCS1v15(), SHA512())
    assert refused(officers["rsa"], signed) == "mismatch"


def test_indefinite_lengths_are_refused_before_a_parser_sees_them(officers: dict[str, Any]) -> None:
    """asn1crypto copies the rest of the bytes at each level of them."""
    officer = officers["p256"]
    good = container(officer)
    assert good[:2] == b"\x30\x82"
    assert refused(officer, b"\x30\x80" + good[4:] + b"\0\0") == "cms_malformed"
    assert refused(officer, b"\x30\x80" * 40 + good + b"\0\0" * 40) == "cms_malformed"
    assert refused(officer, b"\x30\x83\0" + good[2:]) == "cms_malformed"


@pytest.mark.parametrize(
    "data", [b"x" * 300, b"\x30\x82\x01\x00" + bytes(300), bytes(70_000), b"\x30\x80" + bytes(300)]
)
def test_what_is_no_container_is_refused(officers: dict[str, Any], data: bytes) -> None:
    assert refused(officers["p256"], data) == "cms_malformed"
    assert refused(officers["rsa"], data) == "cms_malformed"


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 5000), st.binary(max_size=3), st.integers(0, 3))
def test_a_damaged_container_raises_our_error_only(
    officers: dict[str, Any], good: bytes, at: int, noise: bytes, skip: int
) -> None:
    officer = officers["p256"]
    at %= len(good)
    with contextlib.suppress(BadSignature):
        check(officer, good[:at] + noise + good[at + skip :])
