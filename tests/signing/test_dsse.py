"""DSSE: the published encoding, and envelopes there and back."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, utils
from hypothesis import given
from hypothesis import strategies as st

from signing import dsse, signature
from signing.errors import BadSignature


def test_published_encoding_key_and_envelope(vectors: Callable[[str], Any]) -> None:
    vector = vectors("dsse.json")
    message = dsse.pae(vector["payload_type"], vector["payload"].encode())
    assert message == vector["pae"].encode()
    envelope = dsse.parse_envelope(json.dumps(vector["envelope"]).encode())
    assert (envelope.payload_type, envelope.payload) == (vector["payload_type"], vector["payload"].encode())
    raw = envelope.signatures[0].signature
    numbers = (int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key = ec.EllipticCurvePublicNumbers(int(vector["x"]), int(vector["y"]), ec.SECP256R1()).public_key()
    signature.check(key, utils.encode_dss_signature(*numbers), message)
    with pytest.raises(BadSignature):
        signature.check(key, raw, message)  # r || s is not the form accepted here


def test_lengths_are_of_bytes() -> None:
    assert dsse.pae("é", "ộ".encode()) == "DSSEv1 2 é 3 ộ".encode()


@given(st.binary())
def test_an_acts_encoding_is_that_of_its_type(act: bytes) -> None:
    assert dsse.act_pae(act) == dsse.pae(dsse.ACT_TYPE, act)


@given(st.text(), st.binary(), st.lists(st.tuples(st.binary(), st.none() | st.text()), min_size=1))
def test_envelopes_parse_back(kind: str, payload: bytes, signatures: list[tuple[bytes, str | None]]) -> None:
    envelope = dsse.Envelope(kind, payload, tuple(dsse.EnvelopeSignature(*each) for each in signatures))
    assert dsse.parse_envelope(envelope.to_json()) == envelope


def test_url_safe_base64_and_unknown_members_are_accepted() -> None:
    data = b'{"payload":"-_8=","payloadType":"t","signatures":[{"sig":"-_8=","x":1}],"more":{}}'
    assert dsse.parse_envelope(data).payload == base64.b64decode("+/8=")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"payload":"","payloadType":"t","signatures":[]}',
        b'{"payload":"","payloadType":"t","signatures":[1]}',
        b'{"payload":"","payloadType":"t","signatures":[{}]}',
        b'{"payload":"!","payloadType":"t","signatures":[{"sig":""}]}',
        b'{"payload":"","payloadType":1,"signatures":[{"sig":""}]}',
        b'{"payload":"","payloadType":"t","signatures":[{"sig":"","keyid":1}]}',
    ],
)
def test_malformed_envelopes_are_refused(data: bytes) -> None:
    with pytest.raises(BadSignature, match="envelope"):
        dsse.parse_envelope(data)
