"""Telling one of our processes from a stranger that was given the same process id later."""

import shutil
import subprocess
from pathlib import Path


def command_line(pid: int) -> str:
    """The command line of a process; empty when there is none, it is a zombie, or it hides."""
    listing = Path("/proc") / str(pid) / "cmdline"
    if Path("/proc/self/cmdline").exists():
        try:
            return listing.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    ps = shutil.which("ps") or "/bin/ps"
    return subprocess.run([ps, "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout


def runs_with(pid: int, argument: str) -> bool:
    """Whether process `pid` was started with `argument` (a path that only ours has) in its command line."""
    return argument in command_line(pid)
