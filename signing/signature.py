"""Signature checks. The certificate's key and the policy decide the algorithm, never the data (FORMAT.md, section 3).

    key         accepted                                     form of the signature
    P-256       ECDSA with SHA-256                           DER SEQUENCE of r and s, at most 72 bytes
    RSA         PKCS#1 v1.5 or PSS (salt 32) with SHA-256    as many bytes as the modulus of 2048 to 8192 bits
    Ed25519     Ed25519 (not in a CMS container)             64 bytes

Bytes longer than the form allows are read as a detached CMS container (signing/cms.py): the length of a bare
signature is fixed by the key, so that no bytes can be taken for both.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.hashes import SHA256

from signing import cms
from signing.errors import BadSignature

RSA_BITS = range(2048, 8192 + 1)
_P256_DER_BYTES = 72

_SHA256 = SHA256()
_ECDSA = ec.ECDSA(_SHA256)
_PKCS1 = padding.PKCS1v15()
_PSS = padding.PSS(mgf=padding.MGF1(_SHA256), salt_length=32)


class Algorithm(Enum):
    """What a policy may allow."""

    ECDSA_P256_SHA256 = "ecdsa-p256-sha256"
    RSA_PKCS1_SHA256 = "rsa-pkcs1-sha256"
    RSA_PSS_SHA256 = "rsa-pss-sha256"
    ED25519 = "ed25519"


@dataclass(frozen=True, slots=True)
class Policy:
    """The algorithms that are accepted; a key whose algorithms are all left out is refused."""

    algorithms: frozenset[Algorithm] = frozenset(Algorithm)


POLICY = Policy()
_ECDSA_ONLY = (Algorithm.ECDSA_P256_SHA256,)


@dataclass(frozen=True, slots=True)
class VerifyingKey:
    """A public key with what the policy makes of it, worked out once for many signatures."""

    public_key: PublicKeyTypes
    algorithms: tuple[Algorithm, ...]  # in the order in which they are tried
    bare_bytes: int  # the greatest length of a signature outside a container

    def check(self, signature: bytes, message: bytes, certificate: bytes | None = None) -> None:
        """Check a signature over a message. `certificate`, the key's own in DER, is needed for CMS.

        Raises BadSignature: "mismatch" when the signature does not hold, "cms_..." when a container is not as
        signing/cms.py demands.
        """
        if len(signature) <= self.bare_bytes:
            if self.algorithms == _ECDSA_ONLY:  # the usual token, without detours
                try:
                    self.public_key.verify(signature, message, _ECDSA)  # type: ignore[union-attr, call-arg, arg-type]
                except InvalidSignature:
                    raise BadSignature("mismatch") from None
                return
            _check_bare(self.public_key, self.algorithms, signature, message)
            return
        if certificate is None:
            raise BadSignature("cms_certificate")
        container = cms.open_container(signature, message, certificate)
        if self.algorithms == (Algorithm.ED25519,):
            raise BadSignature("cms_algorithm")
        _check_bare(self.public_key, self.algorithms, container.signature, container.signed)


def verifying_key(public_key: PublicKeyTypes, policy: Policy = POLICY) -> VerifyingKey:
    """The key as the policy accepts it. Raises BadSignature("key") when the policy accepts no algorithm of it."""
    algorithms = algorithms_of(public_key, policy)
    if not algorithms:
        raise BadSignature("key")
    return VerifyingKey(public_key, algorithms, _bare_bytes(public_key))


def check(
    public_key: PublicKeyTypes,
    signature: bytes,
    message: bytes,
    *,
    certificate: bytes | None = None,
    policy: Policy = POLICY,
) -> None:
    """Check one signature by a public key; see VerifyingKey.check. Raises BadSignature."""
    verifying_key(public_key, policy).check(signature, message, certificate)


def algorithms_of(public_key: PublicKeyTypes, policy: Policy = POLICY) -> tuple[Algorithm, ...]:
    """The algorithms that a signature by this key may be of, in the order in which they are tried; empty for none."""
    return tuple(algorithm for algorithm in _algorithms(public_key) if algorithm in policy.algorithms)


def _algorithms(public_key: PublicKeyTypes) -> tuple[Algorithm, ...]:
    if isinstance(public_key, ec.EllipticCurvePublicKey):
        return (Algorithm.ECDSA_P256_SHA256,) if public_key.curve.name == "secp256r1" else ()
    if isinstance(public_key, Ed25519PublicKey):
        return (Algorithm.ED25519,)
    if isinstance(public_key, rsa.RSAPublicKey):
        exponent = public_key.public_numbers().e
        if public_key.key_size in RSA_BITS and exponent > 65_536 and exponent % 2:
            return Algorithm.RSA_PKCS1_SHA256, Algorithm.RSA_PSS_SHA256
    return ()


def _bare_bytes(public_key: PublicKeyTypes) -> int:
    """The greatest length of a signature by this key outside a container."""
    if isinstance(public_key, ec.EllipticCurvePublicKey):
        return _P256_DER_BYTES
    if isinstance(public_key, rsa.RSAPublicKey):
        return (public_key.key_size + 7) // 8
    return 64


def _check_bare(
    public_key: PublicKeyTypes, algorithms: tuple[Algorithm, ...], signature: bytes, message: bytes
) -> None:
    for algorithm in algorithms:
        try:
            _verify(public_key, algorithm, signature, message)
        except InvalidSignature:
            continue
        return
    raise BadSignature("mismatch")


def _verify(public_key: Any, algorithm: Algorithm, signature: bytes, message: bytes) -> None:
    """Raises cryptography's InvalidSignature. The algorithm is one of the key's own (`_algorithms`)."""
    if algorithm is Algorithm.ECDSA_P256_SHA256:
        public_key.verify(signature, message, _ECDSA)
    elif algorithm is Algorithm.RSA_PKCS1_SHA256:
        public_key.verify(signature, message, _PKCS1, _SHA256)
    elif algorithm is Algorithm.RSA_PSS_SHA256:
        public_key.verify(signature, message, _PSS, _SHA256)
    else:
        public_key.verify(signature, message)
