"""What formats that cannot be written from front to back are written into: a temporary file that nobody else sees."""

import tempfile
from collections.abc import Callable, Iterator
from typing import BinaryIO

PIECE = 1 << 16  # bytes


def spooled(write: Callable[[BinaryIO], None]) -> Iterator[bytes]:
    """What `write` writes, piece by piece once it is complete; the file is gone with the last piece."""
    with tempfile.TemporaryFile(prefix="socai-export-") as file:
        write(file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece
