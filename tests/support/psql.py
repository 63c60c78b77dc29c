"""psql, as an operator runs it."""

import os
import subprocess
from pathlib import Path

from app.database import cluster
from app.database.dsn import password_of, with_parts

ROOT = Path(__file__).parents[2]
SCRIPT = "scripts/create_scheduled_jobs.sql"


def psql(dsn: str, *arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
    """Runs psql in the root folder of the project."""
    return subprocess.run(
        [cluster.program(cluster.wheel_bin_dir(), "psql"), "-X", with_parts(dsn, password=None), *arguments],
        cwd=ROOT,
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PGPASSWORD": password_of(dsn) or ""},
    )
