"""The entity tag of a stream: its version and the hash of its newest act."""

from api.errors import PreconditionFailed


def etag_of(version: int, act_hash: bytes | str | None) -> str:
    """`"0"` for a stream without acts, else version and hash."""
    if act_hash is None:
        return f'"{version}"'
    return f'"{version}-{act_hash if isinstance(act_hash, str) else act_hash.hex()}"'


def check_if_match(header: str | None, etag: str) -> None:
    """Raises: PreconditionFailed unless the header is absent, `*`, or names the tag."""
    if header is None or header.strip() == "*" or etag in {tag.strip() for tag in header.split(",")}:
        return
    raise PreconditionFailed(etag)
