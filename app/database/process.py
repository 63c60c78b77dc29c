"""Processes: who runs PostgreSQL's programs, in which environment, and whether one is a server of ours."""

import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from app.errors import DatabaseProblem

if os.name != "nt":
    import pwd

# access(2), with which PostgreSQL looks for its own programs, else asks what the user could do without capabilities.
_KEEP = "--securebits=+no_setuid_fixup"
# With these, a plain user reaches data below folders that only root enters. A container may hold fewer, or none.
_CAPABILITIES = ("+dac_override,+dac_read_search", "+dac_override", "")


def server_prefix(pgdata: Path, server: Path) -> list[str]:
    """What stands before the command of a PostgreSQL server (and of initdb), which refuses to run as root.

    An ordinary user needs nothing. Root gets a user namespace in which it is a plain user, or becomes one that
    holds the two capabilities for reaching files. Wants `pgdata` to exist; may change its owner, and no other folder's.
    Raises DatabaseProblem where neither way works.
    """
    prefix: list[str] = []
    if os.name != "nt" and os.geteuid() == 0:
        prefix = _prefix_for_root(pgdata, server)
    return prefix + _end_with_parent()


def _end_with_parent() -> list[str]:
    # The signal comes when the *thread* that started the child ends: only the main one lives as long as the process.
    if (
        sys.platform != "linux"
        or threading.current_thread() is not threading.main_thread()
        or not shutil.which("setpriv")
    ):
        return []
    return ["setpriv", "--pdeathsig", "INT", "--"]


def _prefix_for_root(pgdata: Path, server: Path) -> list[str]:
    owner = pgdata.stat().st_uid
    namespace = ["unshare", "--user", f"--map-user={plain_user()}", "--"]
    if owner == 0 and _works(namespace, pgdata, server):
        return namespace
    uid = owner or plain_user()
    if shutil.which("setpriv"):
        if owner == 0:
            _give_to(pgdata, uid)
        for capabilities in _CAPABILITIES:
            held = [f"--inh-caps={capabilities}", f"--ambient-caps={capabilities}", _KEEP] if capabilities else []
            switch = ["setpriv", f"--reuid={uid}", f"--regid={_group_of(uid)}", "--clear-groups", *held, "--"]
            if _works(switch, pgdata, server):
                return switch
        if owner == 0:
            _give_to(pgdata, 0)
    raise DatabaseProblem(
        "PostgreSQL does not run as root, and neither `unshare` nor `setpriv` could make it a plain user here",
        "Run this as an ordinary user, or install the package util-linux, or set DATABASE_URL to a server of yours.",
    )


def _works(prefix: Sequence[str], pgdata: Path, server: Path) -> bool:
    """Whether a process started so can run the server and write the data."""
    # --show: initdb looks for the programs beside it as it does in earnest, and ends
    probe = ["sh", "-c", '"$1" --show -D "$2" && test -w "$2"', "sh", str(server.with_name("initdb")), str(pgdata)]
    try:
        done = subprocess.run([*prefix, *probe], capture_output=True, timeout=20, env=clean_environment(), check=False)
        return done.returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _give_to(pgdata: Path, uid: int) -> None:
    for folder, _, files in os.walk(pgdata):
        for path in (Path(folder), *(Path(folder) / name for name in files)):
            os.chown(path, uid, _group_of(uid), follow_symlinks=False)


@functools.cache
def plain_user() -> int:
    """The number of a user other than root that has a name: PostgreSQL looks it up."""
    users = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall() if entry.pw_uid != 0}
    for name in ("postgres", "nobody", "daemon"):
        if name in users:
            return users[name]
    if users:
        return min(users.values())
    raise DatabaseProblem(
        "PostgreSQL does not run as root, and this system has no other user", "Add one: useradd --system postgres"
    )


def _group_of(uid: int) -> int:
    try:
        return pwd.getpwuid(uid).pw_gid
    except KeyError:
        return uid


def clean_environment() -> dict[str, str]:
    """The environment without what leads PostgreSQL's programs elsewhere; messages in English, for we read them."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    return {**kept, "LC_ALL": "C", "LANG": "C"}


def is_server_of(pid: int, pgdata: Path) -> bool:
    """Whether the process is a PostgreSQL server of this very folder (a number is soon given to another process)."""
    import psutil

    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE or not process.name().startswith("postgres"):
            return False
        return Path(process.cwd()).samefile(pgdata)
    except psutil.AccessDenied:
        return True  # a postgres whose folder cannot be seen: taken for ours, rather than started over
    except (psutil.Error, OSError):
        return False
