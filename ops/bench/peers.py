"""The peers: unsigned event stores, measured by a program of their own on the same server in the same run."""

import json
import os
import subprocess
import sys
import sysconfig
from itertools import chain
from pathlib import Path
from typing import Any

STOCK = "eventsourcing"


def measure(program: Path, conninfo: str, seconds: float) -> list[dict[str, Any]]:
    """The figures that the peers' program prints, one for each measurement.

    Raises: subprocess.CalledProcessError with the program's own words.
    """
    scripts = sysconfig.get_path("scripts")  # one of the peers is a server that lives there
    done = subprocess.run(
        [sys.executable, str(program), "--dsn", conninfo, "--seconds", str(seconds)],
        env={**os.environ, "PATH": os.pathsep.join((scripts, os.environ.get("PATH", "")))},
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def between(runs: list[list[dict[str, Any]]], peer: str, clients: int, batch: int) -> float | None:
    """Events a second of one peer in one setting: the mean of the runs before and after ours."""
    found = [
        figure["per_second"]
        for figure in chain.from_iterable(runs)
        if (figure["peer"], figure.get("clients"), figure.get("batch")) == (peer, clients, batch)
    ]
    return sum(found) / len(found) if found else None
