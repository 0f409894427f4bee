"""FORMAT.md says what the code does: every worked value in it is computed again."""

import base64
import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

import signing
from signing import canonical, checkpoint, disclosure, dsse, entry, keys, merkle, note, signature, tiles, trust
from signing.entry import Entry

DOCUMENT = Path(signing.__path__[0]) / "FORMAT.md"
OFFICER_SEED, LOG_SEED, ML_DSA_SEED, WITNESS_SEED = (bytes([number]) * 32 for number in (1, 2, 3, 4))
ORIGIN = "socai.example/worked"
WITNESS = "witness.example/vks"
TIME = 1_767_225_600
PERSONAL = "/data/accused/0/name"


def published() -> dict[str, str]:
    """The blocks of FORMAT.md marked `value NAME`."""
    blocks = re.findall(r"^```value (\S+)\n(.*?)\n```$", DOCUMENT.read_text(encoding="utf-8"), re.M | re.S)
    assert len(blocks) == len(dict(blocks))
    return dict(blocks)


def act(certificate: str) -> dict[str, Any]:
    """The worked act, its personal member still in place."""
    return {
        "format": "socai/act/1",
        "ledger": ORIGIN,
        "stream": "01941f29-7c00-7000-8000-000000000001",
        "kind": "criminal_case",
        "version": 1,
        "previous": None,
        "type": "case.opened.v1",
        "command_id": "01941f29-7c00-7000-8000-000000000002",
        "occurred_at": "2026-01-05T08:30:00+07:00",
        "precision": "instant",
        "rule_set": "2026-01-01",
        "actor": {
            "officer": "01941f29-7c00-7000-8000-000000000003",
            "unit": "TC",
            "title": "VT",
            "capacity": "own",
            "certificate": certificate,
            "authorised_by": None,
        },
        "law": ["BLTTHS-2015/147/1"],
        "documents": [],
        "links": [],
        "data": {
            "accused": [{"person": "01941f29-7c00-7000-8000-000000000004", "name": "Nguyễn Văn Đức"}],
            "place": "Hà Nội",
        },
    }


def computed(values: dict[str, str]) -> dict[str, str]:
    """Every worked value, from the seeds, the certificate and the salt published."""
    officer = Ed25519PrivateKey.from_private_bytes(OFFICER_SEED)
    der = base64.b64decode(values["certificate"])
    certificate = hashlib.sha256(der).hexdigest()
    salt = bytes.fromhex(values["salt"])
    concealed, (withheld,) = disclosure.conceal(act(certificate), [PERSONAL], lambda path: salt)
    data = canonical.encode(concealed)
    message = dsse.act_pae(data)
    signed = officer.sign(message)
    entries = [
        Entry(1, _sha256(data), _sha256(signed), _sha256(der), "2026-01-05T01:30:02.000123Z"),
    ]
    for number in (2, 3):
        act_hash, signature_hash = _sha256(b"act %d" % number), _sha256(b"signature %d" % number)
        entries.append(Entry(number, act_hash, signature_hash, _sha256(der), f"2026-01-05T01:30:0{number}.500000Z"))
    encoded = [each.encode() for each in entries]
    leaves = [merkle.leaf_hash(each) for each in encoded]
    frontier = merkle.Frontier().extend(leaves)

    def node(level: int, index: int) -> bytes:
        return merkle.root_of(leaves[index << level : (index + 1) << level])

    head = checkpoint.Checkpoint(ORIGIN, 3, frontier.root())
    log = keys.Ed25519Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(LOG_SEED))
    witness = keys.CosignatureSigner(WITNESS, Ed25519PrivateKey.from_private_bytes(WITNESS_SEED))
    quantum = keys.MlDsaSigner(ORIGIN, MLDSA44PrivateKey.from_seed_bytes(ML_DSA_SEED)).verifier()
    cosigned = keys.cosigned_message(ORIGIN, TIME, head)
    return {
        "officer_seed": OFFICER_SEED.hex(),
        "officer_key": officer.public_key().public_bytes_raw().hex(),
        "certificate": base64.b64encode(der).decode(),
        "certificate_sha256": certificate,
        "salt": salt.hex(),
        "disclosure": withheld.encoded.decode(),
        "disclosure_digest": withheld.digest.hex(),
        "act": data.decode(),
        "act_bytes": str(len(data)),
        "act_hash": _sha256(data).hex(),
        "pae_head": message[: -len(data)].decode(),
        "pae_sha256": _sha256(message).hex(),
        "signature": signed.hex(),
        "signature_sha256": _sha256(signed).hex(),
        "entries": b"\n".join(encoded).decode(),
        "leaves": _lines(leaves),
        "empty_root": merkle.EMPTY_ROOT.hex(),
        "node_1_0": node(1, 0).hex(),
        "root": head.root.hex(),
        "frontier": frontier.to_bytes().hex(),
        "inclusion_1_3": _lines(merkle.inclusion_path(0, 3, node)),
        "inclusion_3_3": _lines(merkle.inclusion_path(2, 3, node)),
        "consistency_1_3": _lines(merkle.consistency_path(1, 3, node)),
        "consistency_2_3": _lines(merkle.consistency_path(2, 3, node)),
        "log_seed": LOG_SEED.hex(),
        "log_vkey": log.verifier().vkey(),
        "witness_seed": WITNESS_SEED.hex(),
        "witness_vkey": witness.verifier().vkey(),
        "note": checkpoint.sign(head, [log, witness], timestamp=TIME).decode().removesuffix("\n"),
        "ml_dsa_seed": ML_DSA_SEED.hex(),
        "ml_dsa_key_id": quantum.key_id.hex(),
        "ml_dsa_vkey_sha256": _sha256(quantum.vkey().encode()).hex(),
        "cosigned_message": cosigned.hex(),
        "tile": tiles.Tile(0, 0, 3).path(),
        "tile_sha256": _sha256(tiles.encode_tile(leaves)).hex(),
        "bundle": tiles.Bundle(0, 3).path(),
        "bundle_sha256": _sha256(tiles.encode_bundle(encoded)).hex(),
    }


def _sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _lines(hashes: list[bytes]) -> str:
    return "\n".join(each.hex() for each in hashes)


def test_every_worked_value_is_what_the_code_gives() -> None:
    values = published()
    assert computed(values) == values


def test_the_worked_values_verify() -> None:
    values = published()
    der = base64.b64decode(values["certificate"])
    certificate = trust.load_certificate(der)
    data = values["act"].encode()
    signature.check(certificate.public_key(), bytes.fromhex(values["signature"]), dsse.act_pae(data))
    body = canonical.decode(data)
    assert body["actor"]["certificate"] == values["certificate_sha256"]
    withheld = disclosure.parse(values["disclosure"].encode())
    disclosure.match(body, [withheld], complete=True)
    assert disclosure.reveal(body, [withheld])["data"]["accused"][0]["name"] == "Nguyễn Văn Đức"
    first = entry.parse(values["entries"].split("\n")[0].encode())
    assert (first.act.hex(), first.certificate.hex()) == (values["act_hash"], values["certificate_sha256"])
    vkeys = (values["log_vkey"], values["witness_vkey"])
    signed = checkpoint.verify((values["note"] + "\n").encode(), [keys.verifier(vkey) for vkey in vkeys], ORIGIN)
    assert len(signed.note.signatures) == 2
    path = [bytes.fromhex(line) for line in values["inclusion_1_3"].split("\n")]
    merkle.check_inclusion(merkle.leaf_hash(first.encode()), 0, 3, path, signed.checkpoint.root)


def test_an_ml_dsa_line_over_the_worked_checkpoint_holds() -> None:
    values = published()
    log = keys.Ed25519Signer(ORIGIN, Ed25519PrivateKey.from_private_bytes(LOG_SEED))
    quantum = keys.MlDsaSigner(ORIGIN, MLDSA44PrivateKey.from_seed_bytes(ML_DSA_SEED))
    head = checkpoint.from_text(note.parse((values["note"] + "\n").encode()).text)
    data = checkpoint.sign(head, [log, quantum], timestamp=TIME)
    quantum.key.public_key().verify(
        note.parse(data).signatures[1].signature[8:], bytes.fromhex(values["cosigned_message"])
    )
    checkpoint.verify(data, [quantum.verifier()], ORIGIN)


def test_constants_in_the_text_are_those_of_the_code() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for phrase in (
        f"at most {canonical.MAX_BYTES:,} bytes",
        f"no deeper than {canonical.MAX_DEPTH}",
        f"`{dsse.ACT_TYPE}`",
        f"`{entry.FORMAT}`",
        f"at most {note.MAX_SIGNATURES} signature lines",
        f"at most {note.MAX_BYTES:,} bytes",
    ):
        assert phrase in text
    for reason in (*canonical.REASONS, *trust.REASONS):
        assert f"`{reason}`" in text


def test_the_worked_certificate_is_good_for_what_it_shows() -> None:
    certificate = x509.load_der_x509_certificate(base64.b64decode(published()["certificate"]))
    assert certificate.not_valid_before_utc == datetime(2026, 1, 1, tzinfo=UTC)
    assert certificate.extensions.get_extension_for_class(x509.KeyUsage).value.digital_signature
