"""The signed receipt: what the ledger answers for a recorded act, signed with the key that signs its checkpoints.

Canonical JSON of {format: socai/receipt/1, ledger, stream, version, command_id, entry}, where `entry` is the leaf's
content (signing/FORMAT.md, section 4): position, hashes of act, signature and certificate, recorded time. In a DSSE
envelope of the type below, so that a receipt can be taken neither for an act nor for a checkpoint. `keyid` is the
key's name and id, as in a checkpoint.
"""

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from api.values import Receipt
from signing import canonical, dsse
from signing.errors import BadSignature
from signing.keys import Ed25519Signer

FORMAT = "socai/receipt/1"
RECEIPT_TYPE = "application/vnd.socai.receipt+json"


class ReceiptSigner:
    """Signs receipts for one ledger."""

    def __init__(self, origin: str, signer: Ed25519Signer) -> None:
        self._origin, self._signer = origin, signer
        self._keyid = f"{signer.name}+{signer.key_id.hex()}"

    def sign(self, receipt: Receipt) -> bytes:
        """The DSSE envelope in JSON."""
        body = canonical.encode(
            {
                "format": FORMAT,
                "ledger": self._origin,
                "stream": str(receipt.stream),
                "version": receipt.version,
                "command_id": str(receipt.command_id),
                "entry": orjson.loads(receipt.entry),
            }
        )
        signature = self._signer.key.sign(dsse.pae(RECEIPT_TYPE, body))
        return dsse.Envelope(RECEIPT_TYPE, body, (dsse.EnvelopeSignature(signature, self._keyid),)).to_json()


def check_receipt(envelope: bytes, key: Ed25519PublicKey) -> dict[str, object]:
    """The members of a receipt that this key signed. Raises: BadSignature, NotCanonical."""
    opened = dsse.parse_envelope(envelope)
    if opened.payload_type != RECEIPT_TYPE:
        raise BadSignature("envelope")
    try:
        key.verify(opened.signatures[0].signature, dsse.pae(RECEIPT_TYPE, opened.payload))
    except InvalidSignature:
        raise BadSignature("mismatch") from None
    return canonical.decode(opened.payload)
