"""Signed acts put aside on disk by the week in which they are entered, so that memory stays small at any number."""

import pickle
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

DAYS = 7  # of a bucket
HELD = 400  # acts of a bucket in memory


class Put(NamedTuple):
    """An act as it goes to the ledger."""

    entered: datetime
    stream: UUID
    version: int
    data: bytes
    signature: bytes
    disclosures: tuple[bytes, ...]


class Spool:
    """The acts of one worker. Files hold what this program pickled itself a moment ago, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[int, list[Put]] = {}
        folder.mkdir(parents=True)

    def put(self, act: Put) -> None:
        """Keeps an act."""
        bucket = act.entered.toordinal() // DAYS
        held = self._held.setdefault(bucket, [])
        held.append(act)
        if len(held) >= HELD:
            self._write(bucket)

    def close(self) -> None:
        """Writes what is held in memory."""
        for bucket in list(self._held):
            self._write(bucket)

    def buckets(self) -> set[int]:
        """The weeks that have acts."""
        return {int(file.name) for file in self._folder.iterdir()}

    def taken(self, bucket: int) -> list[Put]:
        """The acts of a week in the order in which they are entered; their file is gone."""
        file = self._folder / str(bucket)
        if not file.exists():
            return []
        acts = [act for part in _parts(file) for act in part]
        file.unlink()
        return sorted(acts, key=lambda act: (act.entered, act.stream, act.version))

    def _write(self, bucket: int) -> None:
        with (self._folder / str(bucket)).open("ab") as file:
            pickle.dump(self._held.pop(bucket), file, pickle.HIGHEST_PROTOCOL)


def _parts(file: Path) -> Iterator[list[Put]]:
    with file.open("rb") as opened:
        while True:
            try:
                yield pickle.load(opened)
            except EOFError:
                return
