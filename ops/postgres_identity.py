"""As whom the server runs: Postgres refuses root.

An ordinary user runs it as itself. Root runs it, in this order,

1. as the owner of the data folder, when that is an ordinary user (somebody ran it before us);
2. as itself under another name: `unshare --user` maps root to `nobody` inside a user namespace of its own. No system
   user is added, nothing is chowned, and the program is executed in place, so that its process id is the postmaster's;
3. where namespaces are refused (some containers), or the programs lie where only their owner can reach them: as the
   owner of the programs or another existing ordinary user, to whom the folder is given.

An ordinary user whose number has no name (usual in some containers) needs a namespace too: `initdb` looks the name up.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ops.errors import FolderNotOurs, NoIdentity
from ops.postgres_binaries import program

ORDINARY_USERS = ("postgres", "nobody")


@dataclass(frozen=True)
class Identity:
    """How to start a program that must not be root."""

    name: str
    prefix: tuple[str, ...] = ()  # put before the command
    user: int | None = None  # to switch to; None: stay
    group: int | None = None

    def run(self, command: list[str], **kwargs: object) -> "subprocess.CompletedProcess[bytes]":
        """Run to the end; the exit status is the caller's to judge."""
        groups: list[int] | None = None if self.user is None else []
        full = [*self.prefix, *command]
        return subprocess.run(  # type: ignore[call-overload,no-any-return]
            full, user=self.user, group=self.group, extra_groups=groups, cwd="/", check=False, **kwargs
        )

    def give(self, path: Path) -> None:
        """Make `path` belong to this identity."""
        if self.user is not None and self.group is not None:
            os.chown(path, self.user, self.group)


def choose(folder: Path, data: Path) -> Identity:
    """The identity to run a server in `folder` (which exists) whose data folder is `data` (which may not).

    Raises:
        FolderNotOurs: an ordinary user at another user's folder.
        NoIdentity: root, and nothing works here.
        BinariesMissing
    """
    owner = (data if data.exists() else folder).stat().st_uid
    if os.geteuid() != 0:
        if owner != os.geteuid():
            raise FolderNotOurs(folder, owner)
        return Identity("this user", () if _named(os.geteuid()) else _namespace())
    tried = []
    for identity in _for_root(data):
        tried.append(identity.name)
        before = folder.stat()
        identity.give(folder)
        if _works(identity, folder):
            return identity
        os.chown(folder, before.st_uid, before.st_gid)
    raise NoIdentity(folder, tuple(tried))


def _for_root(data: Path) -> Iterator[Identity]:
    if data.exists() and data.stat().st_uid != 0:
        owner = data.stat()
        yield Identity(f"the owner of the data ({owner.st_uid})", (), owner.st_uid, owner.st_gid)
        return  # nobody else can read it
    if _namespace():
        yield Identity("a user namespace", _namespace())
    if data.exists():
        return
    programs = program("postgres").stat()
    if programs.st_uid != 0 and _named(programs.st_uid):
        yield Identity(f"the owner of the programs ({programs.st_uid})", (), programs.st_uid, programs.st_gid)
    for name in ORDINARY_USERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        yield Identity(f"the user {name}", (), entry.pw_uid, entry.pw_gid)


def _namespace() -> tuple[str, ...]:
    """What runs a command in a user namespace as an ordinary user with a name; empty where there is none."""
    unshare = shutil.which("unshare")
    ordinary = [entry for entry in pwd.getpwall() if entry.pw_uid != 0]
    if unshare is None or not ordinary:
        return ()
    user = next((entry for entry in ordinary if entry.pw_name == "nobody"), ordinary[0])
    return (unshare, "--user", f"--map-user={user.pw_uid}", f"--map-group={user.pw_gid}")


def _named(user: int) -> bool:
    return any(entry.pw_uid == user for entry in pwd.getpwall())


def _works(identity: Identity, folder: Path) -> bool:
    probe = ["/bin/sh", "-c", 'test -w "$0" && exec "$1" --version', str(folder), str(program("postgres"))]
    done = identity.run(probe, stdin=subprocess.DEVNULL, capture_output=True)
    return done.returncode == 0
