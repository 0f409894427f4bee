"""Disclosures: salted commitments to personal members (FORMAT.md, section 2; the construction of RFC 9901).

A personal member does not stand in the act. The act holds, in `_sd`, the SHA-256 of the member's disclosure: the
canonical bytes of [salt, path, value]. Withholding a disclosure redacts the member; destroying it erases the member;
the act, its signature and every proof keep verifying.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from signing import canonical
from signing.errors import BadDisclosure, NotCanonical

SALT_BYTES = 16  # 128 random bits
DIGESTS = "_sd"


@dataclass(frozen=True)
class Disclosure:
    """One personal member with its salt."""

    salt: bytes  # 16 bytes
    path: str  # JSON pointer inside the act, below /data
    value: Any  # a JSON value that keeps the admission rules

    @cached_property
    def encoded(self) -> bytes:
        """Canonical bytes of [salt in base64url without padding, path, value]. Raises NotCanonical."""
        salt = base64.urlsafe_b64encode(self.salt).rstrip(b"=").decode()
        return canonical.encode([salt, self.path, self.value])

    @cached_property
    def digest(self) -> bytes:
        """SHA-256 of `encoded`, 32 bytes."""
        return hashlib.sha256(self.encoded).digest()


def parse(encoded: bytes) -> Disclosure:
    """The disclosure in canonical bytes. Raises BadDisclosure("malformed")."""
    try:
        value = canonical.decode_value(encoded)
    except NotCanonical as fault:
        raise BadDisclosure("malformed") from fault
    if type(value) is not list or len(value) != 3 or type(value[0]) is not str or type(value[1]) is not str:
        raise BadDisclosure("malformed")
    salt, path, member = value
    _tokens(path)
    disclosure = Disclosure(_salt(salt, path), path, member)
    if disclosure.encoded != encoded:
        raise BadDisclosure("malformed", path)
    return disclosure


def conceal(
    act: dict[str, Any], paths: Iterable[str], salts: Callable[[str], bytes]
) -> tuple[dict[str, Any], tuple[Disclosure, ...]]:
    """The act without the members at `paths` and with their digests in `_sd`, and their disclosures in order of path.

    `salts` gives 16 fresh random bytes for a path. The act given is left as it is.
    Raises BadDisclosure when a path is malformed, not below /data, repeated or absent; NotCanonical for a bad value.
    """
    ordered = sorted(paths)
    if not ordered:
        return {**act, DIGESTS: []}, ()
    concealed = _copy(act)
    disclosures = []
    for path in ordered:
        salt = salts(path)
        if len(salt) != SALT_BYTES:
            raise BadDisclosure("malformed", path)
        disclosures.append(Disclosure(salt, path, _take(concealed, path)))
    concealed[DIGESTS] = sorted(disclosure.digest.hex() for disclosure in disclosures)
    return concealed, tuple(disclosures)


def match(act: dict[str, Any], disclosures: Iterable[Disclosure], *, complete: bool = False) -> None:
    """Check that every disclosure hashes to a digest of its own in the act, and its place in the act is free.

    With `complete`, every digest of the act must have its disclosure as well.
    Raises BadDisclosure(unmatched | repeated | missing | present | absent | malformed).
    """
    digests = _digests(act)
    seen: set[bytes] = set()
    paths: set[str] = set()
    for disclosure in disclosures:
        if disclosure.digest not in digests:
            raise BadDisclosure("unmatched", disclosure.path, disclosure.digest)
        if disclosure.digest in seen or disclosure.path in paths:
            raise BadDisclosure("repeated", disclosure.path, disclosure.digest)
        _free_place(act, disclosure.path)
        seen.add(disclosure.digest)
        paths.add(disclosure.path)
    if complete and len(seen) != len(digests):
        raise BadDisclosure("missing", "", min(digests - seen))


def reveal(act: dict[str, Any], disclosures: Sequence[Disclosure]) -> dict[str, Any]:
    """The act with disclosed members put back in their places; what is withheld stays absent. `_sd` stays.

    Raises BadDisclosure as `match` does.
    """
    match(act, disclosures)
    revealed: dict[str, Any] = _copy(act)
    for disclosure in sorted(disclosures, key=lambda disclosure: disclosure.path):
        holder, name = _free_place(revealed, disclosure.path)
        holder[name] = disclosure.value
    return revealed


def _salt(text: str, path: str) -> bytes:
    try:
        salt = base64.b64decode(text + "==", altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as fault:
        raise BadDisclosure("malformed", path) from fault
    if len(salt) != SALT_BYTES:
        raise BadDisclosure("malformed", path)
    return salt


def _digests(act: dict[str, Any]) -> set[bytes]:
    """The digests of an act: lowercase hex, sorted, none twice."""
    listed = act.get(DIGESTS)
    if type(listed) is not list or listed != sorted(set(map(str, listed))):
        raise BadDisclosure("malformed", "/_sd")
    try:
        digests = {bytes.fromhex(digest) for digest in listed}
    except (TypeError, ValueError) as fault:
        raise BadDisclosure("malformed", "/_sd") from fault
    if sorted(digest.hex() for digest in digests) != listed or any(len(digest) != 32 for digest in digests):
        raise BadDisclosure("malformed", "/_sd")
    return digests


def _tokens(path: str) -> list[str]:
    """The reference tokens of a JSON pointer to a member below /data (RFC 6901)."""
    first, *tokens = path.split("/")
    if first or len(tokens) < 2 or tokens[0] != "data":
        raise BadDisclosure("path", path)
    names = [token.replace("~1", "/").replace("~0", "~") for token in tokens]
    if [canonical.escape(name) for name in names] != tokens:
        raise BadDisclosure("path", path)
    return names


def _holder(act: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    """The object that holds the member at a path, and the member's name."""
    *way, name = _tokens(path)
    place: Any = act
    for token in way:
        if type(place) is dict and token in place:
            place = place[token]
        elif type(place) is list and _is_index(token) and int(token) < len(place):
            place = place[int(token)]
        else:
            raise BadDisclosure("absent", path)
    if type(place) is not dict:
        raise BadDisclosure("absent", path)
    return place, name


def _is_index(token: str) -> bool:
    return token == "0" or (token.isascii() and token.isdigit() and token[0] != "0" and len(token) < 6)


def _take(act: dict[str, Any], path: str) -> Any:
    """The member at a path, removed from its object."""
    holder, name = _holder(act, path)
    if name not in holder:
        raise BadDisclosure("absent", path)
    return holder.pop(name)


def _free_place(act: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    """The object and name where a disclosed member belongs; it must not stand there already."""
    holder, name = _holder(act, path)
    if name in holder:
        raise BadDisclosure("present", path)
    return holder, name


def _copy(value: Any) -> Any:
    """The same JSON value in new objects and lists; tuples become lists."""
    if type(value) is dict:
        return {name: _copy(item) for name, item in value.items()}
    if type(value) is list or type(value) is tuple:
        return [_copy(item) for item in value]
    return value
