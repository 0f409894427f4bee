"""UUIDv7 (RFC 9562, section 5.7), made here because Postgres before 18 has none."""

import os
import time
from uuid import UUID


def uuid7() -> UUID:
    """A fresh identifier: milliseconds since 1970 in the first 48 bits, 74 random bits."""
    moment = time.time_ns() // 1_000_000
    value = (moment << 80) | int.from_bytes(os.urandom(10), "big")
    value = (value & ~(0xF << 76)) | (7 << 76)
    return UUID(int=(value & ~(0x3 << 62)) | (0x2 << 62))
