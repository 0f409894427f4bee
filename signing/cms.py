"""Detached CMS containers (RFC 5652; CAdES-B, ETSI EN 319 122-1, baseline level B), read strictly.

What existing signing software gives instead of a bare signature. Of the container only the signature over the signed
attributes is used; certificates, revocation lists and unsigned attributes in it are ignored. Checked, in this order:

1. DER lengths throughout (BER's indefinite lengths make parsers slow), one ContentInfo of type signed-data, nothing
   after it, at most MAX_BYTES;
2. detached: content of type `data`, absent;
3. exactly one signer, identified by the certificate given (issuer and serial number, or key identifier);
4. digest algorithm SHA-256 and no other, for the signer and for the container;
5. signed attributes in DER, none twice and each with one value: content-type `data`, message-digest equal to the
   SHA-256 of the message, signing-certificate-v2 whose first entry is the SHA-256 of the certificate given;
6. a signature algorithm that goes with SHA-256.

The caller checks the signature itself, with the certificate's key and its policy.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from asn1crypto import cms, core, tsp, x509

from signing.errors import BadSignature

MAX_BYTES = 65_535
MAX_DEPTH = 24  # elements inside each other; a container with certificates has about 15

_SIGNATURES = frozenset(("rsassa_pkcs1v15", "sha256_rsa", "rsassa_pss", "sha256_ecdsa"))
_SET_OF = b"\x31"  # the signed attributes are digested as SET OF (RFC 5652, section 5.4)


@dataclass(frozen=True, slots=True)
class Container:
    """What remains to be checked of a container."""

    signature: bytes
    signed: bytes  # DER of the signed attributes, the message that `signature` is over


def open_container(data: bytes, message: bytes, certificate: bytes) -> Container:
    """Checks 1 to 6. Raises BadSignature("cms_<what>")."""
    if len(data) > MAX_BYTES:
        raise BadSignature("cms_malformed")
    try:
        return _open(data, message, x509.Certificate.load(certificate, strict=True))
    except (ValueError, TypeError, KeyError, IndexError, OverflowError) as fault:
        raise BadSignature("cms_malformed") from fault


def _open(data: bytes, message: bytes, certificate: x509.Certificate) -> Container:
    _check_lengths(data, 0, len(data), MAX_DEPTH)  # 1
    info = cms.ContentInfo.load(data, strict=True)
    if info["content_type"].native != "signed_data":
        raise BadSignature("cms_type")
    signed_data = info["content"]
    encapsulated = signed_data["encap_content_info"]  # 2
    if encapsulated["content_type"].native != "data" or encapsulated["content"].native is not None:
        raise BadSignature("cms_not_detached")
    if len(signed_data["signer_infos"]) != 1:  # 3
        raise BadSignature("cms_signers")
    signer = signed_data["signer_infos"][0]
    _check_signer(signer["sid"], certificate)
    digests = [signer["digest_algorithm"], *signed_data["digest_algorithms"]]  # 4
    if {digest["algorithm"].native for digest in digests} != {"sha256"}:
        raise BadSignature("cms_digest_algorithm")
    signed = _check_attributes(signer["signed_attrs"], message, certificate)  # 5
    _check_algorithm(signer["signature_algorithm"])  # 6
    return Container(signer["signature"].native, signed)


def _check_lengths(data: bytes, start: int, end: int, room: int) -> None:
    """Check that data[start:end] is a run of elements with definite, minimal lengths (X.690, section 10.1)."""
    while start < end:
        tag, length, body = data[start], data[start + 1], start + 2
        if length > 0x80:
            body += length - 0x80
            size = int.from_bytes(data[start + 2 : body], "big")
            if size < 0x80 or size.bit_length() <= 8 * (length - 0x81):
                raise BadSignature("cms_malformed")
            length = size
        elif length == 0x80:
            raise BadSignature("cms_malformed")
        if not room or tag & 0x1F == 0x1F or body + length > end:
            raise BadSignature("cms_malformed")
        if tag & 0x20:
            _check_lengths(data, body, body + length, room - 1)
        start = body + length


def _check_signer(identifier: cms.SignerIdentifier, certificate: x509.Certificate) -> None:
    if identifier.name == "issuer_and_serial_number":
        chosen = identifier.chosen
        same = chosen["issuer"].dump() == certificate.issuer.dump()
        same = same and chosen["serial_number"].native == certificate.serial_number
    else:
        same = certificate.key_identifier is not None and identifier.chosen.native == certificate.key_identifier
    if not same:
        raise BadSignature("cms_signer")


def _check_attributes(attributes: cms.CMSAttributes, message: bytes, certificate: x509.Certificate) -> bytes:
    if not attributes:
        raise BadSignature("cms_attributes")
    received: bytes = attributes.dump()  # as received only until its members have been read
    members = [attribute.dump() for attribute in attributes]
    if members != sorted(members) or not received.endswith(b"".join(members)):
        raise BadSignature("cms_attributes")
    values = _single_values(attributes)
    if values.get("content_type") is None or values["content_type"].native != "data":
        raise BadSignature("cms_content_type")
    if values.get("message_digest") is None or values["message_digest"].native != hashlib.sha256(message).digest():
        raise BadSignature("cms_message_digest")
    _check_signing_certificate(values.get("signing_certificate_v2"), certificate)
    return _SET_OF + received[1:]


def _single_values(attributes: cms.CMSAttributes) -> dict[str, Any]:
    """Attribute type to its one value."""
    values: dict[str, Any] = {}
    for attribute in attributes:
        kind = attribute["type"].native
        if kind in values or len(attribute["values"]) != 1:
            raise BadSignature("cms_attributes")
        values[kind] = attribute["values"][0]
    return values


def _check_signing_certificate(value: tsp.SigningCertificateV2 | None, certificate: x509.Certificate) -> None:
    """RFC 5035, section 3: the first entry names the signer's certificate."""
    if value is None or len(value["certs"]) == 0:
        raise BadSignature("cms_signing_certificate")
    first = value["certs"][0]
    same = first["hash_algorithm"]["algorithm"].native == "sha256"
    same = same and first["cert_hash"].native == hashlib.sha256(certificate.dump()).digest()
    issuer_serial = first["issuer_serial"]
    if not isinstance(issuer_serial, core.Void) and issuer_serial.native is not None:
        same = same and issuer_serial["serial_number"].native == certificate.serial_number
    if not same:
        raise BadSignature("cms_signing_certificate")


def _check_algorithm(algorithm: cms.SignedDigestAlgorithm) -> None:
    name = algorithm["algorithm"].native
    if name not in _SIGNATURES:
        raise BadSignature("cms_algorithm")
    if name == "rsassa_pss" and algorithm["parameters"]["hash_algorithm"]["algorithm"].native != "sha256":
        raise BadSignature("cms_algorithm")
