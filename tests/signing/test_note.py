"""Signed notes, checkpoints and cosignatures: the published ones, and ours there and back."""

import base64
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from signing import checkpoint, keys, note
from signing.checkpoint import Checkpoint
from signing.errors import BadNote, BadSignature
from signing.merkle import EMPTY_ROOT

TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
HEAD = Checkpoint("socai.example/ledger", 3, bytes(range(32)))
NOW = 1_767_225_600
LOG = keys.Ed25519Signer("socai.example/ledger", Ed25519PrivateKey.from_private_bytes(b"\x01" * 32))
WITNESS = keys.CosignatureSigner("vks.example/witness", Ed25519PrivateKey.from_private_bytes(b"\x02" * 32))
QUANTUM = keys.MlDsaSigner("socai.example/ledger", MLDSA44PrivateKey.from_seed_bytes(b"\x03" * 32))
SIGNERS = (LOG, QUANTUM, WITNESS)
VERIFIERS = tuple(signer.verifier() for signer in SIGNERS)


def refused(data: bytes, *verifiers: note.Verifier) -> str:
    with pytest.raises(BadNote) as caught:
        note.open_note(data, verifiers)
    return caught.value.reason


EXPECTED = {
    "no verifiable signatures": "unverified",
    "malformed": "malformed",
    "invalid signature (reject whole note)": "invalid_signature",
}


def test_published_notes(vectors: Callable[[str], Any]) -> None:
    cases = vectors("signed-note.json")["cases"]
    assert len(cases) == 13
    for case in cases:
        data = case["note"].encode() if "note" in case else base64.b64decode(case["note_base64"])
        verifiers = [keys.verifier(vkey) for vkey in case["vkeys"]]
        if case["expect"] == "ok":
            opened = note.open_note(data, verifiers)
            assert [line.name for line in opened.signatures] == case["verified"], case["name"]
            assert [line.name for line in opened.ignored] == case.get("unverified", []), case["name"]
        else:
            assert refused(data, *verifiers) == EXPECTED[case["expect"]], case["name"]


def test_published_bad_keys(vectors: Callable[[str], Any]) -> None:
    for case in vectors("signed-note.json")["bad_vkeys"]:
        with pytest.raises(BadNote, match="key"):
            keys.verifier(case["vkey"])


def test_published_signing_case(vectors: Callable[[str], Any]) -> None:
    (case,) = vectors("signed-note.json")["signing"]
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(case["ed25519_seed_hex"]))
    signer = keys.Ed25519Signer(case["name"], key)
    assert signer.verifier().vkey() == case["vkey"]
    assert note.sign(case["text"], [signer]) == f"{case['text']}\n{case['signature_line']}".encode()


def test_a_real_tree_head(vectors: Callable[[str], Any]) -> None:
    real, layout = vectors("checkpoints.json")["cases"]
    signed = checkpoint.verify(real["checkpoint"].encode(), [keys.verifier(real["vkeys"][0])], real["origin"])
    assert (signed.checkpoint.origin, signed.checkpoint.size) == (real["origin"], real["size"])
    with pytest.raises(BadNote, match="checkpoint"):
        checkpoint.verify(real["checkpoint"].encode(), [keys.verifier(real["vkeys"][0])], "another log")
    parsed = note.parse(layout["checkpoint"].encode())
    assert checkpoint.from_text(parsed.text).size == 20852163
    cosignature = parsed.signatures[1]
    assert cosignature.name == "witness.example.com/w1"
    assert len(cosignature.signature) == 8 + 64
    assert int.from_bytes(cosignature.signature[:8], "big") == 1679315147


def test_all_three_kinds_of_line_hold_and_state_their_time() -> None:
    data = checkpoint.sign(HEAD, SIGNERS, timestamp=NOW)
    signed = checkpoint.verify(data, VERIFIERS, HEAD.origin)
    assert signed.checkpoint == HEAD
    assert [(line.name, line.timestamp) for line in signed.note.signatures] == [
        (LOG.name, None),
        (QUANTUM.name, NOW),
        (WITNESS.name, NOW),
    ]
    for verifier in VERIFIERS:
        assert len(note.open_note(data, [verifier]).signatures) == 1
        assert keys.verifier(verifier.vkey()) == verifier


@pytest.mark.parametrize("signer", SIGNERS, ids=["ed25519", "ml-dsa-44", "cosignature"])
def test_a_line_holds_for_its_own_checkpoint_and_time_only(signer: Any) -> None:
    signature = signer.sign(HEAD.to_text(), NOW)
    verifier = signer.verifier()
    verifier.check(HEAD.to_text(), signature)
    other = Checkpoint(HEAD.origin, 4, HEAD.root).to_text()
    changed = bytes([*signature[:7], signature[7] ^ 1, *signature[8:]])
    for text, wrong in (
        (other, signature),
        (HEAD.to_text(), changed),
        (HEAD.to_text(), signature[:-1]),
        (HEAD.to_text(), signature + b"\0"),
        (HEAD.to_text(), b""),
    ):
        with pytest.raises(BadSignature, match="mismatch"):
            verifier.check(text, wrong)


@pytest.mark.parametrize("signer", [QUANTUM, WITNESS], ids=["ml-dsa-44", "cosignature"])
def test_cosigners_sign_checkpoints_only(signer: Any) -> None:
    with pytest.raises(BadSignature, match="mismatch"):
        signer.sign(TEXT, NOW)
    with pytest.raises(BadSignature, match="mismatch"):
        signer.verifier().check(TEXT, signer.sign(HEAD.to_text(), NOW))


def test_an_ml_dsa_line_names_its_cosigner_and_no_extension() -> None:
    assert keys.cosigned_message("a", 5, Checkpoint("log", 2, bytes(32), ("more",))) == (
        b"subtree/v1\n\0\x01a" + (5).to_bytes(8, "big") + b"\x03log" + bytes(8) + (2).to_bytes(8, "big") + bytes(32)
    )
    renamed = keys.MlDsaVerifier("other", QUANTUM.key.public_key())
    with pytest.raises(BadSignature):
        renamed.check(HEAD.to_text(), QUANTUM.sign(HEAD.to_text(), NOW))
    for head, name in ((Checkpoint("x" * 256, 3, bytes(32)), "a"), (HEAD, "x" * 256)):
        with pytest.raises(BadNote, match="checkpoint"):
            keys.cosigned_message(name, 0, head)


def test_one_ed25519_key_of_two_types_is_two_keys() -> None:
    twin = keys.Ed25519Signer(WITNESS.name, WITNESS.key)
    assert twin.key_id != WITNESS.key_id
    assert refused(checkpoint.sign(HEAD, [twin]), WITNESS.verifier()) == "unverified"


def test_unknown_lines_are_ignored_and_bad_lines_of_known_keys_refuse_the_note() -> None:
    data = checkpoint.sign(HEAD, [LOG, WITNESS], timestamp=NOW)
    opened = note.open_note(data, [LOG.verifier()])
    assert [line.name for line in opened.ignored] == [WITNESS.name]
    other = note.parse(checkpoint.sign(Checkpoint(HEAD.origin, 9, HEAD.root), [WITNESS], timestamp=NOW))
    mixed = checkpoint.sign(HEAD, [LOG], existing=other.signatures)
    assert refused(mixed, LOG.verifier(), WITNESS.verifier()) == "invalid_signature"
    note.open_note(mixed, [LOG.verifier()])


def test_the_same_name_with_another_id_is_another_key() -> None:
    stranger = keys.Ed25519Signer(LOG.name, Ed25519PrivateKey.generate())
    assert refused(checkpoint.sign(HEAD, [stranger]), LOG.verifier()) == "unverified"


def test_two_keys_under_one_name_and_id_are_ambiguous() -> None:
    class Twin:
        name, key_id = LOG.name, LOG.key_id

        def check(self, text: str, signature: bytes) -> int | None:
            raise AssertionError

    assert refused(checkpoint.sign(HEAD, [LOG]), LOG.verifier(), Twin()) == "ambiguous_key"


def test_repeated_lines_count_once() -> None:
    line = note.parse(checkpoint.sign(HEAD, [LOG])).signatures[0]
    data = (HEAD.to_text() + "\n" + line.line() * 3).encode()
    assert len(note.open_note(data, [LOG.verifier()]).signatures) == 1
    data = (HEAD.to_text() + "\n" + line.line() + note.Signature("x", bytes(4), b"x").line() * 3).encode()
    assert len(note.open_note(data, [LOG.verifier()]).ignored) == 1


def test_signing_again_replaces_the_line_of_the_same_key_and_keeps_the_others() -> None:
    first = note.parse(checkpoint.sign(HEAD, [LOG, WITNESS], timestamp=1))
    again = note.parse(checkpoint.sign(HEAD, [WITNESS], timestamp=NOW, existing=first.signatures))
    assert [line.name for line in again.signatures] == [LOG.name, WITNESS.name]
    assert again.signatures[1].signature[:8] == NOW.to_bytes(8, "big")


def test_a_hundred_lines_are_read_and_no_more() -> None:
    lines = [note.Signature(f"k{number}", bytes(4), b"x") for number in range(100)]
    assert len(note.parse(note.sign(TEXT, [], existing=lines)).signatures) == 100
    with pytest.raises(BadNote, match="malformed"):
        note.sign(TEXT, [LOG], existing=lines)


GOOD = note.sign(TEXT, [LOG]).decode()


@pytest.mark.parametrize(
    "data",
    [
        "",
        "\n",
        "\n\n",
        TEXT,
        TEXT + "\n",
        GOOD[:-1],
        GOOD + "\n",
        GOOD + "x",
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("— ", "- "),
        GOOD.replace("— ", "—  "),
        GOOD.replace("— ", "—\u00a0"),
        GOOD.replace("socai.example/ledger ", "socai.example/ledger  "),
        GOOD.replace("socai.example/ledger", "socai+example"),
        GOOD.replace("socai.example/ledger", "socai\u2003example"),
        GOOD.replace("socai.example/ledger", ""),
        GOOD.replace("\n— ", "\n\t— "),
        GOOD[:-2] + "\n",
        GOOD[:-1] + " \n",
        GOOD[:-1] + "====\n",
        TEXT + "\n— x AAAAAA==\n",
        TEXT + "\n— x AAAAAAA\n",
        TEXT + "\n— x AAAAAAB=\n",
        "x" * 1_100_000 + GOOD,
    ],
)
def test_other_spellings_are_malformed(data: str) -> None:
    assert refused(data.encode(), LOG.verifier()) == "malformed"


def test_an_empty_line_in_the_text_belongs_to_the_text() -> None:
    text = "a\n\nb\n"
    assert note.open_note(note.sign(text, [LOG]), [LOG.verifier()]).text == text


@pytest.mark.parametrize("text", ["", "no newline", "bad\x01\n", "bad\r\n", "\ud800\n"])
def test_texts_that_no_note_holds_are_not_signed(text: str) -> None:
    with pytest.raises((BadNote, UnicodeEncodeError)):
        note.sign(text, [LOG])


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "x",
        "x+00000000",
        "x+00000000+",
        "x+00000000+AQ==",
        LOG.verifier().vkey() + "=",
        LOG.verifier().vkey().replace("+", "+0", 1),
        LOG.verifier().vkey().replace("socai", "other"),
        note.encode_vkey("x", b"\x01" + bytes(31)),
        note.encode_vkey("x", b"\x04" + bytes(33)),
        note.encode_vkey("x", b"\x06" + bytes(1311)),
        note.encode_vkey("x", b"\x02" + bytes(32)),
    ],
)
def test_malformed_keys_are_refused(vkey: str) -> None:
    with pytest.raises(BadNote, match="key"):
        keys.verifier(vkey)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u2003b", "a\x7f\x01"])
def test_names_that_no_note_holds_make_no_key(name: str) -> None:
    with pytest.raises(BadNote, match="key"):
        keys.Ed25519Verifier(name, LOG.key.public_key()).vkey()


lines = st.text(st.characters(min_codepoint=32, exclude_categories=("Cs",)), min_size=1)


@given(lines, st.integers(1, 2**63 - 1), st.binary(min_size=32, max_size=32), st.lists(lines, max_size=3))
def test_checkpoints_parse_back(origin: str, size: int, root: bytes, extensions: list[str]) -> None:
    head = Checkpoint(origin, size, root, tuple(extensions))
    assert checkpoint.from_text(head.to_text()) == head


@given(lines, lines)
def test_signed_notes_open_again(first: str, second: str) -> None:
    text = f"{first}\n{second}\n"
    assert note.open_note(note.sign(text, [LOG]), [LOG.verifier()]).text == text


ROOT = base64.b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "log\n",
        "log\n1\n",
        f"log\n1\n{ROOT}",
        f"\n1\n{ROOT}\n",
        f"log\n01\n{ROOT}\n",
        f"log\n-1\n{ROOT}\n",
        f"log\n1 \n{ROOT}\n",
        f"log\n+1\n{ROOT}\n",
        f"log\n١\n{ROOT}\n",
        f"log\n9223372036854775808\n{ROOT}\n",
        f"log\n1\n{ROOT[:-1]}\n",
        f"log\n1\n{ROOT[:-2]}B=\n",
        "log\n1\nAAAA\n",
        "log\n1\n!\n",
        f"log\n1\n{ROOT}\n\n",
        f"log\n1\n{ROOT}\nx\n\ny\n",
        f"log\n0\n{ROOT}\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadNote, match="checkpoint"):
        checkpoint.from_text(text)


def test_an_empty_tree_has_one_root() -> None:
    assert checkpoint.from_text(Checkpoint("log", 0, EMPTY_ROOT).to_text()).size == 0


@pytest.mark.parametrize(
    "values",
    [("", 1, bytes(32)), ("a\nb", 1, bytes(32)), ("a", -1, bytes(32)), ("a", 2**63, bytes(32)), ("a", 1, bytes(31))],
)
def test_values_that_no_checkpoint_holds_are_refused(values: tuple[str, int, bytes]) -> None:
    with pytest.raises(BadNote, match="checkpoint"):
        Checkpoint(*values)


def test_a_signed_text_that_is_no_checkpoint_is_none() -> None:
    with pytest.raises(BadNote, match="checkpoint"):
        checkpoint.verify(note.sign(TEXT, [LOG]), [LOG.verifier()])


def test_an_unsigned_root_proves_nothing() -> None:
    data = (HEAD.to_text() + "\n" + note.Signature(LOG.name, LOG.key_id, bytes(64)).line()).encode()
    assert refused(data, LOG.verifier()) == "invalid_signature"
    assert refused(HEAD.to_text().encode(), LOG.verifier()) == "malformed"
