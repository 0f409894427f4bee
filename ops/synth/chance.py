"""Chance that is the same every time: numbers, identifiers and salts that follow from a seed."""

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from random import Random
from typing import TypeVar
from uuid import UUID

from ops.synth.model import Spread
from signing.disclosure import SALT_BYTES

T = TypeVar("T")


class Chance(Random):
    """Random choices of one region."""

    def one_in(self, rate: float) -> bool:
        """True at `rate`."""
        return rate > 0 and self.random() < rate

    def weighed(self, shares: Mapping[str, float]) -> str:
        """A name of `shares`, by its share."""
        return self.choices(list(shares), list(shares.values()))[0]

    def outcome(self, shares: Mapping[str, float], otherwise: str) -> str:
        """A name of `shares`, whose sum may stay below 1; `otherwise` is the rest."""
        at = self.random()
        for name, share in shares.items():
            at -= share
            if at < 0:
                return name
        return otherwise

    def days(self, spread: Spread, least: float, most: float) -> float:
        """A length of time in days within bounds."""
        return min(max(self.lognormvariate(*spread), least), most)

    def some(self, mean: float, most: int) -> int:
        """A count of at least 1 with about that mean."""
        count, more = 1, 1 - 1 / mean if mean > 1 else 0.0
        while count < most and self.random() < more:
            count += 1
        return count

    def pick(self, among: Sequence[T]) -> T:
        """One of them."""
        return among[int(self.random() * len(among))]


def _digest(parts: tuple[object, ...], size: int) -> bytes:
    return blake2b("\x1f".join(map(str, parts)).encode(), digest_size=size).digest()


def identifier(*parts: object) -> UUID:
    """The identifier that follows from what it names: RFC 9562, version 8."""
    value = int.from_bytes(_digest(parts, 16))
    value = (value & ~(0xF << 76)) | (8 << 76)
    return UUID(int=(value & ~(0x3 << 62)) | (0x2 << 62))


def salt(*parts: object) -> bytes:
    """The salt that follows from what it hides: good for invented persons only."""
    return _digest(("salt", *parts), SALT_BYTES)
