"""Trust: one certificate for each way to be wrong, and three outcomes that are never mixed up."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, SHA384
from cryptography.hazmat.primitives.serialization import Encoding

from signing import dsse, trust
from signing.errors import BadSignature, Untrusted
from signing.trust import Policy, Trust

START = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
NOON = START + 10 * DAY
AUTHORITY = ("key_cert_sign", "crl_sign")


def trust_in(small_pki: Any, **changes: Any) -> Trust:
    values = {
        "roots": [small_pki.root.certificate],
        "intermediates": [small_pki.issuing.certificate],
        "crls": small_pki.crls,
    }
    return Trust(**(values | changes))


def refused(attempt: Callable[[], object]) -> Untrusted:
    with pytest.raises(Untrusted) as caught:
        attempt()
    assert caught.value.reason in trust.REASONS
    return caught.value


def admission(trusted: Trust, holder: Any) -> Untrusted:
    return refused(lambda: trusted.admit(holder.der))


def test_a_good_certificate_is_admitted_with_all_that_matters(small_pki: Any) -> None:
    admitted = trust_in(small_pki).admit(small_pki.officer.der)
    assert admitted.sha256 == small_pki.officer.certificate.fingerprint(SHA256())
    assert admitted.subject == "CN=Officer"
    assert admitted.valid_from == START
    assert admitted.valid_until == START + 365 * DAY
    assert admitted.revoked_at is None
    assert admitted.revocation_known_until == START + 30 * DAY
    admitted.at(NOON)
    admitted.at(NOON.astimezone(timezone(timedelta(hours=7))))


@pytest.mark.parametrize(
    "key",
    [ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048), Ed25519PrivateKey.generate()],
    ids=["p256", "rsa", "ed25519"],
)
def test_every_accepted_kind_of_key_signs_an_act(small_pki: Any, key: Any) -> None:
    officer = small_pki.issuing.issue("Officer", key=key, usage=("content_commitment",))
    admitted = trust_in(small_pki).admit(officer.der)
    message = dsse.act_pae(b"{}")
    if isinstance(key, ec.EllipticCurvePrivateKey):
        signed = key.sign(message, ec.ECDSA(SHA256()))
    elif isinstance(key, rsa.RSAPrivateKey):
        signed = key.sign(message, PKCS1v15(), SHA256())
    else:
        signed = key.sign(message)
    signer = trust.check_act(b"{}", signed, admitted, NOON)
    assert (signer.certificate, signer.subject, signer.moment) == (admitted.sha256, "CN=Officer", NOON)
    with pytest.raises(BadSignature, match="mismatch"):
        trust.check_act(b"{ }", signed, admitted, NOON)
    assert refused(lambda: trust.check_act(b"{}", signed, admitted, START + 60 * DAY)).reason == "revocation_stale"


def test_a_signature_of_another_type_of_document_does_not_hold_for_an_act(small_pki: Any) -> None:
    admitted = trust_in(small_pki).admit(small_pki.officer.der)
    for message in (b"{}", dsse.pae("application/vnd.socai.login+json", b"{}")):
        signed = small_pki.officer.key.sign(message, ec.ECDSA(SHA256()))
        with pytest.raises(BadSignature):
            trust.check_act(b"{}", signed, admitted, NOON)


# Time


def test_before_and_after_its_period_a_certificate_signs_nothing(small_pki: Any) -> None:
    crls = [small_pki.root.crl(end=START + 900 * DAY), small_pki.issuing.crl(end=START + 900 * DAY)]
    admitted = trust_in(small_pki, crls=crls).admit(small_pki.officer.der)
    second = timedelta(seconds=1)
    admitted.at(START)
    admitted.at(START + 365 * DAY)
    assert refused(lambda: admitted.at(START - second)).reason == "not_yet_valid"
    assert refused(lambda: admitted.at(START + 365 * DAY + second)).reason == "expired"


def test_the_period_is_that_of_the_whole_path(small_pki: Any) -> None:
    long = small_pki.issuing.issue("Officer", start=START - 100 * DAY, end=START + 5000 * DAY)
    admitted = trust_in(small_pki).admit(long.der)
    assert (admitted.valid_from, admitted.valid_until) == (START, START + 1000 * DAY)


def test_certificates_that_are_never_valid_together_make_no_path(small_pki: Any) -> None:
    early = small_pki.issuing.issue("Officer", start=START - 100 * DAY, end=START - DAY)
    assert admission(trust_in(small_pki), early).reason == "validity"


# Path


def test_a_certificate_of_strangers_cannot_be_told(small_pki: Any, self_signed: Any) -> None:
    strangers = self_signed("Other root").issue("Officer")
    fault = admission(trust_in(small_pki), strangers)
    assert (fault.reason, fault.cannot_tell) == ("issuer_unknown", True)
    assert admission(trust_in(small_pki, intermediates=[]), small_pki.officer).reason == "issuer_unknown"


def test_a_root_of_the_same_name_is_not_the_root(small_pki: Any, self_signed: Any) -> None:
    forged = self_signed("Root")
    issuing = forged.issue("Issuing", authority=True, usage=AUTHORITY)
    officer = issuing.issue("Officer")
    trusted = trust_in(small_pki, intermediates=[issuing.certificate])
    fault = admission(trusted, officer)
    assert (fault.reason, fault.cannot_tell) == ("path_signature", False)
    assert fault.certificate == issuing.certificate.fingerprint(SHA256())


def test_a_self_signed_certificate_is_not_trusted(small_pki: Any, self_signed: Any) -> None:
    alone = self_signed("Officer", authority=False, usage=("digital_signature",))
    fault = admission(trust_in(small_pki), alone)
    assert (fault.reason, fault.cannot_tell) == ("not_trusted", False)


def test_authorities_do_not_sign_acts(small_pki: Any) -> None:
    trusted = trust_in(small_pki)
    assert admission(trusted, small_pki.root).reason == "authority_as_signer"
    assert admission(trusted, small_pki.issuing).reason == "authority_as_signer"


@pytest.mark.parametrize("authority", [False, None])
def test_an_officer_issues_no_certificates(small_pki: Any, authority: bool | None) -> None:
    officer = small_pki.issuing.issue("Officer", authority=authority, usage=("digital_signature", "key_cert_sign"))
    made = officer.issue("Made by an officer")
    trusted = trust_in(small_pki, intermediates=[small_pki.issuing.certificate, officer.certificate])
    assert admission(trusted, made).reason == "not_authority"


@pytest.mark.parametrize("usage", [("crl_sign",), ("digital_signature",), None])
def test_an_authority_must_be_allowed_to_sign_certificates(small_pki: Any, usage: Any) -> None:
    issuing = small_pki.root.issue("Issuing 2", authority=True, usage=usage)
    trusted = trust_in(small_pki, intermediates=[issuing.certificate])
    assert admission(trusted, issuing.issue("Officer")).reason == "key_usage"


@pytest.mark.parametrize("usage", [("key_encipherment",), ("key_agreement", "data_encipherment"), None])
def test_a_signer_must_be_allowed_to_sign(small_pki: Any, usage: Any) -> None:
    assert admission(trust_in(small_pki), small_pki.issuing.issue("Officer", usage=usage)).reason == "key_usage"


def test_path_length_is_heeded(self_signed: Any) -> None:
    root = self_signed("Root", path_length=1)
    first = root.issue("First", authority=True, usage=AUTHORITY)
    second = first.issue("Second", authority=True, usage=AUTHORITY)
    trusted = Trust([root.certificate], [first.certificate, second.certificate])
    trusted.admit(first.issue("Officer").der)
    assert admission(trusted, second.issue("Officer")).reason == "path_length"


def test_paths_without_end_are_given_up(small_pki: Any) -> None:
    chain = [small_pki.issuing]
    for number in range(10):
        chain.append(chain[-1].issue(f"Authority {number}", authority=True, usage=AUTHORITY))
    trusted = trust_in(small_pki, intermediates=[holder.certificate for holder in chain])
    assert admission(trusted, chain[-1].issue("Officer")).reason == "issuer_unknown"


def test_cross_certified_authorities_do_not_loop(self_signed: Any) -> None:
    one, two = self_signed("One"), self_signed("Two")
    crossed = [
        one.issue("Two", key=two.key, authority=True, usage=AUTHORITY).certificate,
        two.issue("One", key=one.key, authority=True, usage=AUTHORITY).certificate,
    ]
    officer = one.issue("Officer")
    assert admission(Trust([], crossed), officer).reason in ("issuer_unknown", "not_trusted")
    Trust([two.certificate], crossed).admit(officer.der)


def test_the_path_that_is_known_for_longest_is_taken(small_pki: Any) -> None:
    again = small_pki.root.issue("Issuing", key=small_pki.issuing.key, authority=True, usage=AUTHORITY)
    revoked = small_pki.root.crl((small_pki.issuing.certificate.serial_number, START + DAY))
    for intermediates in ([small_pki.issuing, again], [again, small_pki.issuing]):
        trusted = trust_in(
            small_pki,
            intermediates=[holder.certificate for holder in intermediates],
            crls=[revoked, small_pki.issuing.crl()],
        )
        assert trusted.admit(small_pki.officer.der).revoked_at is None


# Keys, algorithms, extensions


@pytest.mark.parametrize(
    "key",
    [
        ec.generate_private_key(ec.SECP384R1()),
        rsa.generate_private_key(65537, 1024),
        rsa.generate_private_key(3, 2048),
    ],
    ids=["p384", "rsa1024", "e3"],
)
def test_keys_outside_the_policy_sign_nothing(small_pki: Any, key: Any) -> None:
    assert admission(trust_in(small_pki), small_pki.issuing.issue("Officer", key=key)).reason == "key"


def test_an_authority_with_a_weak_key_issues_nothing(self_signed: Any) -> None:
    root = self_signed("Root", key=rsa.generate_private_key(65537, 1024))
    assert admission(Trust([root.certificate]), root.issue("Officer")).reason == "path_algorithm"


def test_an_authority_may_have_a_p384_key(self_signed: Any) -> None:
    root = self_signed("Root", key=ec.generate_private_key(ec.SECP384R1()))
    Trust([root.certificate]).admit(root.issue("Officer", digest=SHA384()).der)


def test_sha1_signs_no_certificate(small_pki: Any, self_signed: Any) -> None:
    der = small_pki.issuing.issue("Officer").der
    weak = _with_sha1(small_pki.issuing, x509.load_der_x509_certificate(der))
    assert refused(lambda: trust_in(small_pki).admit(weak)).reason == "path_algorithm"


def _with_sha1(issuer: Any, certificate: x509.Certificate) -> bytes:
    """The certificate signed again with SHA-1, which the builder refuses to do."""
    changed = asn1.Certificate.load(certificate.public_bytes(Encoding.DER))
    changed["tbs_certificate"]["signature"] = {"algorithm": "sha1_ecdsa"}
    changed["signature_algorithm"] = {"algorithm": "sha1_ecdsa"}
    changed["signature_value"] = issuer.key.sign(changed["tbs_certificate"].dump(force=True), ec.ECDSA(SHA1()))
    return changed.dump(force=True)


def test_critical_extensions_that_nobody_understands_are_refused(small_pki: Any) -> None:
    unknown = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00")
    assert (
        admission(trust_in(small_pki), small_pki.issuing.issue("Officer", extensions=((unknown, True),))).reason
        == "critical_extension"
    )
    trust_in(small_pki).admit(small_pki.issuing.issue("Officer", extensions=((unknown, False),)).der)


def test_name_constraints_are_heeded(small_pki: Any) -> None:
    permitted = x509.NameConstraints([x509.DirectoryName(x509.Name([]))], None)
    narrow = x509.NameConstraints([x509.DNSName("vks.example")], None)
    for constraints, name, reason in ((permitted, "good.example", None), (narrow, "other.example", "path_constraints")):
        issuing = small_pki.root.issue("Narrow", authority=True, usage=AUTHORITY, extensions=((constraints, True),))
        officer = issuing.issue("Officer", extensions=((x509.SubjectAlternativeName([x509.DNSName(name)]), False),))
        trusted = trust_in(small_pki, intermediates=[issuing.certificate])
        if reason is None:
            trusted.admit(officer.der)
        else:
            assert admission(trusted, officer).reason == reason


@pytest.mark.parametrize("der", [b"", b"x", b"\x30\x03\x02\x01\x01"])
def test_what_is_no_certificate_is_malformed(small_pki: Any, der: bytes) -> None:
    assert refused(lambda: trust_in(small_pki).admit(der)).reason == "malformed"
    assert refused(lambda: trust.load_crl(der)).reason == "malformed"


def test_bytes_after_a_certificate_are_malformed(small_pki: Any) -> None:
    assert refused(lambda: trust_in(small_pki).admit(small_pki.officer.der + b"\0")).reason == "malformed"


def test_admission_works_inside_a_running_event_loop(small_pki: Any) -> None:
    async def admit() -> bytes:
        return trust_in(small_pki).admit(small_pki.officer.der).sha256

    assert asyncio.run(admit()) == small_pki.officer.certificate.fingerprint(SHA256())


# Revocation


def status(small_pki: Any, *crls: x509.CertificateRevocationList, officer: Any = None) -> trust.Admitted:
    lists = [small_pki.root.crl(end=START + 900 * DAY), *crls]
    return trust_in(small_pki, crls=lists).admit((officer or small_pki.officer).der)


def test_a_revoked_certificate_signed_well_before_and_not_since(small_pki: Any) -> None:
    serial = small_pki.officer.certificate.serial_number
    admitted = status(small_pki, small_pki.issuing.crl((serial, NOON)))
    admitted.at(NOON - timedelta(seconds=1))
    fault = refused(lambda: admitted.at(NOON))
    assert (fault.reason, fault.cannot_tell) == ("revoked", False)
    assert refused(lambda: admitted.at(START + 100 * DAY)).reason == "revoked"


def test_the_earliest_revocation_counts_and_no_later_list_undoes_it(small_pki: Any) -> None:
    serial = small_pki.officer.certificate.serial_number
    hold = (x509.CRLReason(x509.ReasonFlags.certificate_hold), False)
    first = small_pki.issuing.crl((serial, NOON), entry_extension=hold)
    second = small_pki.issuing.crl(start=START + 20 * DAY, end=START + 50 * DAY)
    third = small_pki.issuing.crl((serial, NOON + DAY), start=START + 20 * DAY, end=START + 50 * DAY)
    for lists in ((first, second), (second, first), (third, first)):
        assert status(small_pki, *lists).revoked_at == NOON


def test_without_a_list_nobody_can_tell(small_pki: Any) -> None:
    fault = refused(lambda: status(small_pki).at(NOON))
    assert (fault.reason, fault.cannot_tell) == ("revocation_unknown", True)


def test_a_stale_list_speaks_for_its_own_time_only(small_pki: Any) -> None:
    admitted = status(small_pki, small_pki.issuing.crl())
    admitted.at(START + 30 * DAY)
    fault = refused(lambda: admitted.at(START + 31 * DAY))
    assert (fault.reason, fault.cannot_tell) == ("revocation_stale", True)


def test_a_later_list_proves_the_time_before_it(small_pki: Any) -> None:
    later = small_pki.issuing.crl(start=START + 100 * DAY, end=START + 130 * DAY)
    admitted = status(small_pki, later)
    admitted.at(START + 50 * DAY)
    admitted.at(NOON)


def test_a_list_made_after_expiry_proves_nothing(small_pki: Any) -> None:
    short = small_pki.issuing.issue("Officer", end=START + 20 * DAY)
    later = small_pki.issuing.crl(start=START + 100 * DAY, end=START + 130 * DAY)
    assert refused(lambda: status(small_pki, later, officer=short).at(NOON)).reason == "revocation_unknown"
    status(small_pki, later, small_pki.issuing.crl(), officer=short).at(NOON)
    listed = small_pki.issuing.crl(
        (short.certificate.serial_number, NOON), start=START + 100 * DAY, end=START + 130 * DAY
    )
    assert refused(lambda: status(small_pki, listed, officer=short).at(NOON)).reason == "revoked"


def test_a_list_of_another_issuer_says_nothing(small_pki: Any, self_signed: Any) -> None:
    serial = small_pki.officer.certificate.serial_number
    other = self_signed("Other").crl((serial, START))
    forged = small_pki.issuing.crl((serial, START), key=small_pki.officer.key)
    of_root = small_pki.root.crl((serial, START))
    for crl in (other, forged, of_root):
        admitted = status(small_pki, crl)
        assert admitted.revoked_at is None
        assert admitted.revocation_known_until is None


def test_an_authority_that_may_not_sign_lists_says_nothing(small_pki: Any) -> None:
    issuing = small_pki.root.issue("Issuing 2", authority=True, usage=("key_cert_sign",))
    trusted = trust_in(small_pki, intermediates=[issuing.certificate], crls=[small_pki.root.crl(), issuing.crl()])
    assert trusted.admit(issuing.issue("Officer").der).revocation_known_until is None


def test_a_list_from_outside_its_issuers_time_says_nothing(small_pki: Any) -> None:
    late = small_pki.issuing.crl(start=START + 1001 * DAY, end=START + 1030 * DAY)
    assert status(small_pki, late).revocation_known_until is None


def test_a_revoked_authority_takes_its_officers_with_it(small_pki: Any) -> None:
    root = small_pki.root.crl((small_pki.issuing.certificate.serial_number, NOON), end=START + 900 * DAY)
    admitted = trust_in(small_pki, crls=[root, small_pki.issuing.crl()]).admit(small_pki.officer.der)
    admitted.at(NOON - DAY)
    assert refused(lambda: admitted.at(NOON)).reason == "revoked"


def test_a_list_that_a_revoked_authority_made_says_nothing(small_pki: Any) -> None:
    root = small_pki.root.crl((small_pki.issuing.certificate.serial_number, NOON), end=START + 900 * DAY)
    after = small_pki.issuing.crl(start=NOON + DAY, end=NOON + 30 * DAY)
    admitted = trust_in(small_pki, crls=[root, after]).admit(small_pki.officer.der)
    assert refused(lambda: admitted.at(NOON - DAY)).reason == "revocation_unknown"


def test_revocation_of_authorities_must_be_known_unless_the_policy_says_otherwise(small_pki: Any) -> None:
    crls = [small_pki.issuing.crl()]
    strict = trust_in(small_pki, crls=crls)
    assert refused(lambda: strict.admit(small_pki.officer.der).at(NOON)).reason == "revocation_unknown"
    replace(strict, policy=Policy(authorities_need_lists=False)).admit(small_pki.officer.der).at(NOON)


POINT = x509.UniformResourceIdentifier("http://crl.example/1")


def scope(**changes: Any) -> tuple[tuple[x509.ExtensionType, bool], ...]:
    values = {
        "full_name": None,
        "relative_name": None,
        "only_contains_user_certs": False,
        "only_contains_ca_certs": False,
        "only_some_reasons": None,
        "indirect_crl": False,
        "only_contains_attribute_certs": False,
    }
    return ((x509.IssuingDistributionPoint(**(values | changes)), True),)


@pytest.mark.parametrize(
    "extensions",
    [
        scope(only_contains_ca_certs=True),
        scope(only_contains_attribute_certs=True),
        scope(indirect_crl=True),
        scope(only_some_reasons=frozenset({x509.ReasonFlags.key_compromise})),
        scope(full_name=[POINT]),
        ((x509.DeltaCRLIndicator(1), True),),
        ((x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00"), True),),
    ],
)
def test_partial_lists_say_nothing(small_pki: Any, extensions: Any) -> None:
    assert status(small_pki, small_pki.issuing.crl(extensions=extensions)).revocation_known_until is None


def test_lists_that_cover_the_certificate_count(small_pki: Any) -> None:
    users = small_pki.issuing.crl(extensions=scope(only_contains_user_certs=True))
    assert status(small_pki, users).revocation_known_until == START + 30 * DAY
    points = x509.CRLDistributionPoints([x509.DistributionPoint([POINT], None, None, None)])
    officer = small_pki.issuing.issue("Officer", extensions=((points, False),))
    named = small_pki.issuing.crl(extensions=scope(full_name=[POINT]))
    assert status(small_pki, named, officer=officer).revocation_known_until == START + 30 * DAY


def test_entries_of_an_indirect_list_void_the_list(small_pki: Any) -> None:
    stranger = (x509.CertificateIssuer([x509.DirectoryName(small_pki.root.certificate.subject)]), True)
    crl = small_pki.issuing.crl((1, START), entry_extension=stranger)
    assert status(small_pki, crl).revocation_known_until is None
