"""What a verification believes without proof: the operator's configuration, never a row of the database."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the ledger is and what is trusted about it. Plain values: it travels to worker processes."""

    conninfo: str  # a role that may read ledger.* and the disclosures' ciphertexts
    origin: str  # the name this ledger must have
    roots: tuple[bytes, ...]  # DER of the trusted root certificates
    ledger_keys: tuple[str, ...]  # C2SP verifier keys of the checkpoints
    kept_checkpoint: Path | None = None  # the newest note outside the database
    vault_conninfo: str | None = None  # a role that may read the person keys, when disclosures are to be opened
    key_encryption_key: bytes | None = None  # 32 bytes; None: whether disclosures open cannot be told
    projections_conninfo: str | None = None  # a role that may rebuild projections beside the live ones
