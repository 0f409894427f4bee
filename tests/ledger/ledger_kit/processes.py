"""Starting `ledger_kit.child`, and ending it at once."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ledger_kit.writing import Writer

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parents[1]


class Child:
    """One process of ours at work on a task."""

    def __init__(self, do: str, conninfo: str, **task: Any) -> None:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), str(ROOT)])}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ledger_kit.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment,
        )
        self.tell(json.dumps({"do": do, "conninfo": conninfo} | task))

    def tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def hear(self) -> Any:
        """The next line."""
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())

    def rest(self) -> list[Any]:
        """All lines until its end, without one that was cut off; it must have ended well or been killed."""
        assert self._process.stdout is not None
        said = self._process.stdout.read()
        self._process.stdout.close()
        assert self._process.stdin is not None
        self._process.stdin.close()
        assert self._process.wait() in (0, -9)
        return [json.loads(line) for line in said[: said.rfind("\n") + 1].splitlines()]

    def kill(self) -> None:
        """SIGKILL: nothing is finished, nothing is said."""
        self._process.kill()


def identity(writer: Writer, certificate: bytes) -> dict[str, str]:
    """Key and certificate of a writer for another process."""
    key = writer.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return {"key": key.hex(), "certificate": certificate.hex()}
