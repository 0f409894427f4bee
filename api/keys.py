"""The service's own keys, read from two folders; made when they are missing and nothing depends on them yet.

keys_folder          0700
    key-encryption.key   0600, 32 bytes: wraps the keys of persons. Lost means: personal values cannot be read any more.
    login.key            0600, key of login tokens. Lost means: everybody logs in again.
checkpoint_folder    0700
    ed25519.key          0600, PKCS#8 PEM: signs checkpoints and receipts
    ml-dsa-44.key        0600, PKCS#8 PEM: the second signature on checkpoints
    newest.note          the newest checkpoint, kept outside the database
    verifier-keys.txt    both public keys, a line each, as C2SP verifier keys: give it to everybody who verifies
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from signing.keys import Ed25519Signer, MlDsaSigner


@dataclass(frozen=True)
class CheckpointKeys:
    """The two keys that sign for the ledger, both under its origin as name."""

    ed25519: Ed25519Signer
    ml_dsa: MlDsaSigner

    @property
    def signers(self) -> tuple[Ed25519Signer, MlDsaSigner]:
        return self.ed25519, self.ml_dsa

    def vkeys(self) -> str:
        """The public keys, a line each."""
        return "".join(f"{signer.verifier().vkey()}\n" for signer in self.signers)


def checkpoint_keys(folder: Path, origin: str) -> CheckpointKeys:
    """The keys in `folder`, made when missing. Raises: ValueError when a file holds another kind of key."""
    ed25519 = load_pem_private_key(secret(folder / "ed25519.key", lambda: _pem(Ed25519PrivateKey.generate())), None)
    ml_dsa = load_pem_private_key(secret(folder / "ml-dsa-44.key", lambda: _pem(MLDSA44PrivateKey.generate())), None)
    if not isinstance(ed25519, Ed25519PrivateKey) or not isinstance(ml_dsa, MLDSA44PrivateKey):
        raise ValueError(f"{folder}: not an Ed25519 and an ML-DSA-44 key")
    keys = CheckpointKeys(Ed25519Signer(origin, ed25519), MlDsaSigner(origin, ml_dsa))
    (folder / "verifier-keys.txt").write_text(keys.vkeys())
    return keys


def secret(path: Path, make: Callable[[], bytes]) -> bytes:
    """What the file holds; made when there is none, readable by its owner only."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(f".{os.getpid()}.new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(make())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(fresh, path)  # fails when another process was first: then its key counts
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path.read_bytes()


def _pem(key: Ed25519PrivateKey | MLDSA44PrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
