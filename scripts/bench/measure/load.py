"""Load on an HTTP server by wrk, and what it saw."""

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from scripts.bench.measure import system

SCRIPT = Path(__file__).with_name("wrk.lua")


@dataclass(frozen=True)
class Load:
    """One measurement: requests a second, latencies in ms, errors of any kind, processor µs a request by process."""

    rate: float
    requests: int
    p50: float
    p95: float
    p99: float
    errors: int
    unchanged: int = 0
    note: str = ""
    cpu: tuple[tuple[str, float], ...] = ()


def wrk(
    url: str,
    requests: Path,
    *,
    connections: int,
    seconds: float,
    order: str = "random",
    think_ms: float = 0,
    check: bool = False,
    threads: int = 2,
    watch: Iterable[tuple[str, int]] = (),
) -> Load:
    """Runs wrk for `seconds` with the lines of `requests`; `watch` names processes whose time is counted."""
    watch = list(watch)
    before = {name: system.cpu_seconds(pid) for name, pid in watch}
    command = ["wrk", "-t", str(min(threads, connections)), "-c", str(connections), "-d", f"{max(1, round(seconds))}s"]
    command += ["--timeout", "10s", "-s", str(SCRIPT), url, "--"]
    command += [str(requests), order, f"{think_ms:.3f}"] + (["check"] if check else [])
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 90)
    lines = [line for line in done.stdout.splitlines() if line.startswith('{"requests"')]
    if done.returncode != 0 or not lines:
        raise SystemExit(f"wrk failed ({done.returncode}): {done.stderr.strip() or done.stdout.strip()}")
    return read_load(lines[-1], {name: system.cpu_seconds(pid) - before[name] for name, pid in watch})


def read_load(line: str, cpu: dict[str, float]) -> Load:
    """A Load from wrk.lua's line of JSON and the processor seconds used meanwhile."""
    seen = json.loads(line)
    count = seen["requests"]
    return Load(
        rate=count / seen["seconds"] if seen["seconds"] else 0.0,
        requests=count,
        p50=seen["p50"],
        p95=seen["p95"],
        p99=seen["p99"],
        errors=sum(seen[kind] for kind in ("connect", "read", "write", "timeout", "status")),
        unchanged=seen["unchanged"],
        note=seen["first"],
        cpu=tuple((name, seconds * 1e6 / count if count else 0.0) for name, seconds in cpu.items()),
    )


def write_requests(path: Path, lines: Iterable[str]) -> Path:
    """A file of request lines for wrk.lua."""
    path.write_text("\n".join(lines) + "\n")
    return path
