"""The development PKI issues what RFC 5280 asks for, revokes, and keeps out of real deployments."""

import asyncio
import stat
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import crl as asn1_crl
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import RevokedError

from ops.development_pki import DevelopmentPki
from ops.errors import DevelopmentOnly


def der(signed):
    return signed.public_bytes(Encoding.DER)


def extension(certificate, kind):
    return certificate.extensions.get_extension_for_class(kind)


def test_path_runs_from_officer_to_root(pki):
    officer = pki.issue("Nguyễn Văn An", "VKSND khu vực 1")
    officer.certificate.verify_directly_issued_by(pki.issuing)
    pki.issuing.verify_directly_issued_by(pki.root)
    pki.root.verify_directly_issued_by(pki.root)
    assert officer.certificate.subject.rfc4514_string() == "CN=Nguyễn Văn An,O=VKSND khu vực 1,C=VN"
    for issued, issuer in ((officer.certificate, pki.issuing), (pki.issuing, pki.root)):
        key = extension(issuer, x509.SubjectKeyIdentifier).value.digest
        assert extension(issued, x509.AuthorityKeyIdentifier).value.key_identifier == key


def test_authorities_sign_certificates_and_officers_sign_documents(pki):
    officer = pki.issue("Trần Thị Bình", "VKSND khu vực 1")
    constraints = [extension(c, x509.BasicConstraints) for c in (pki.root, pki.issuing, officer.certificate)]
    assert all(e.critical for e in constraints)
    assert [(e.value.ca, e.value.path_length) for e in constraints] == [(True, 1), (True, 0), (False, None)]
    usage = extension(officer.certificate, x509.KeyUsage)
    assert usage.critical
    assert (usage.value.digital_signature, usage.value.content_commitment) == (True, True)
    assert (usage.value.key_cert_sign, usage.value.crl_sign) == (False, False)
    authority = extension(pki.issuing, x509.KeyUsage).value
    assert (authority.digital_signature, authority.key_cert_sign, authority.crl_sign) == (False, True, True)


def test_each_kind_of_key_signs(pki):
    p256, rsa, ed25519 = (pki.issue("Lê Văn Cường", "VKSNDTC", algorithm=a) for a in ("p256", "rsa2048", "ed25519"))
    p256.certificate.public_key().verify(p256.sign(b"act"), b"act", ec.ECDSA(hashes.SHA256()))
    rsa.certificate.public_key().verify(rsa.sign(b"act"), b"act", padding.PKCS1v15(), hashes.SHA256())
    ed25519.certificate.public_key().verify(ed25519.sign(b"act"), b"act")


def test_another_library_agrees_with_the_path_and_with_a_revocation(pki):
    """An independent judge that insists on both revocation lists."""

    def judge(officer):
        root, issuing, leaf = (asn1_x509.Certificate.load(der(c)) for c in (pki.root, pki.issuing, officer.certificate))
        lists = [asn1_crl.CertificateList.load(der(crl)) for crl in (pki.crl, pki.root_crl)]
        context = ValidationContext(trust_roots=[root], crls=lists, revocation_mode="require", allow_fetching=False)
        validator = CertificateValidator(leaf, [issuing], context)
        return asyncio.run(validator.async_validate_usage({"digital_signature", "non_repudiation"}))

    officer = pki.issue("Phạm Thị Dung", "VKSND khu vực 2")
    assert len(judge(officer)) == 3
    pki.revoke(officer.certificate.serial_number)
    with pytest.raises(RevokedError):
        judge(officer)


def test_a_revocation_keeps_its_moment_and_the_list_is_numbered(pki):
    officer = pki.issue("Hoàng Văn Em", "VKSND khu vực 2")
    moment = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    before = extension(pki.crl, x509.CRLNumber).value.crl_number
    crl = pki.revoke(officer.certificate.serial_number, moment)
    entry = crl.get_revoked_certificate_by_serial_number(officer.certificate.serial_number)
    assert entry is not None
    assert entry.revocation_date_utc == moment
    assert extension(crl, x509.CRLNumber).value.crl_number == before + 1
    assert crl.is_signature_valid(pki.issuing.public_key())


def test_lists_are_issued_again_near_their_end_only(tmp_path):
    pki = DevelopmentPki(tmp_path / "keys")
    number = extension(pki.crl, x509.CRLNumber).value.crl_number
    assert pki.crl.next_update_utc - pki.crl.last_update_utc == timedelta(days=30)
    pki.refresh(datetime.now(UTC) + timedelta(days=19))
    assert extension(pki.crl, x509.CRLNumber).value.crl_number == number
    pki.refresh(datetime.now(UTC) + timedelta(days=21))
    assert extension(pki.crl, x509.CRLNumber).value.crl_number == number + 1
    assert extension(pki.root_crl, x509.CRLNumber).value.crl_number == number + 1


def test_opened_again_it_is_the_same_with_the_same_officers(tmp_path):
    first = DevelopmentPki(tmp_path / "keys")
    officer = first.officer("Vũ Thị Giang", "VKSND khu vực 3")
    again = DevelopmentPki(tmp_path / "keys")
    assert again.root == first.root
    assert again.officer("Vũ Thị Giang", "VKSND khu vực 3").sha256 == officer.sha256
    again.revoke(officer.certificate.serial_number)
    assert again.officer("Vũ Thị Giang", "VKSND khu vực 3").sha256 != officer.sha256


def test_keys_are_their_owners_alone(tmp_path):
    pki = DevelopmentPki(tmp_path / "keys")
    pki.issue("Đặng Văn Hải", "VKSND khu vực 3")
    keys = list(pki.folder.rglob("*.key"))
    assert len(keys) == 3
    assert {stat.S_IMODE(key.stat().st_mode) for key in keys} == {0o600}
    assert all(key.read_bytes().startswith(b"-----BEGIN PRIVATE KEY-----") for key in keys)
    assert stat.S_IMODE(pki.folder.stat().st_mode) == 0o700
    assert "DEVELOPMENT ONLY" in (pki.folder / "DEVELOPMENT-ONLY.txt").read_text()


def test_a_real_deployment_gets_no_development_keys(tmp_path):
    with pytest.raises(DevelopmentOnly):
        DevelopmentPki(tmp_path / "keys", deployment="production")
    assert not (tmp_path / "keys").exists()


def test_a_folder_with_other_things_is_not_touched(tmp_path):
    (tmp_path / "root.key").write_text("somebody's")
    with pytest.raises(DevelopmentOnly):
        DevelopmentPki(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["root.key"]


def test_a_folder_that_another_process_is_making_is_not_foreign(tmp_path):
    folder = tmp_path / "pki"
    folder.mkdir()
    (folder / "lock").touch()
    (folder / ".DEVELOPMENT-ONLY.txt.0a1b2c3d").touch()
    assert DevelopmentPki(folder).trust_folder.is_dir()


def test_made_by_many_at_once_there_is_one_root(tmp_path):
    with ProcessPoolExecutor(8) as processes:
        roots = list(processes.map(_root_of, [tmp_path / "pki"] * 32))
    assert len(set(roots)) == 1


def _root_of(folder):
    return DevelopmentPki(folder).root.serial_number
