"""Starting processes that outlive us, and telling them from a stranger that was given the same process id later."""

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

PROC = Path("/proc/self/stat")  # missing on systems without /proc, which have ps


def spawn_detached(
    command: Sequence[str | Path],
    log: Path,
    *,
    user: int | None = None,
    group: int | None = None,
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> int:
    """Start a process as nobody's child (a shell starts it and ends), its output appended to `log`; its process id."""
    log.touch(mode=0o600)
    shell = ["/bin/sh", "-c", '"$@" >&2 </dev/null & echo $!', "sh", *command]
    with log.open("ab") as output:
        done = subprocess.run(
            shell,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=output,
            cwd=cwd,
            env=environment,
            check=True,
            start_new_session=True,
            user=user,
            group=group,
            extra_groups=None if user is None else [],
        )
    return int(done.stdout)


def command_line(pid: int) -> str:
    """The command line of a process; empty when there is none, it is a zombie, or it is just changing its program."""
    return _proc(pid, "cmdline").replace("\0", " ") if PROC.exists() else _ps(pid, "command=")


def runs_with(pid: int, argument: str) -> bool:
    """Whether process `pid` was started with `argument` (a path that only ours has) in its command line."""
    return argument in command_line(pid)


def has_ended(pid: int, argument: str) -> bool:
    """Whether the process that we started with `argument` is gone: no process, a zombie, or somebody else by now."""
    state = _proc(pid, "stat").rpartition(") ")[2] if PROC.exists() else _ps(pid, "stat=")
    if not state or state.startswith(("Z", "X")):
        return True
    line = command_line(pid)
    return line != "" and argument not in line


def _proc(pid: int, name: str) -> str:
    try:
        return (Path("/proc") / str(pid) / name).read_bytes().decode(errors="replace")
    except OSError:
        return ""


def _ps(pid: int, column: str) -> str:
    ps = shutil.which("ps") or "/bin/ps"
    done = subprocess.run([ps, "-o", column, "-p", str(pid)], capture_output=True, text=True, check=False)
    return done.stdout.strip()
