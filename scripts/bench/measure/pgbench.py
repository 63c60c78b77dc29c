"""pgbench on the function that stands behind a page: what the database alone gives.

The ids are random without costing the server anything: pgbench has no arrays, so the numbers of the ids stand as the
leaves of nested CASE expressions, which the client walks in log2(n) steps.
"""

import re
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from scripts.bench.measure import system
from scripts.bench.measure.load import Load


def choice(variable: str, values: Sequence[int], low: int = 1) -> str:
    """A pgbench expression that is values[variable - low].

    >>> choice("i", [7, 8, 9])
    'case when :i < 2 then 7 else case when :i < 3 then 8 else 9 end end'
    """
    if len(values) == 1:
        return str(values[0])
    half = len(values) // 2
    left, right = choice(variable, values[:half], low), choice(variable, values[half:], low + half)
    return f"case when :{variable} < {low + half} then {left} else {right} end"


def script(statement: str, numbers: Sequence[int]) -> str:
    """A pgbench script: `statement` with :n = one of `numbers`, each time another."""
    return f"\\set i random(1, {len(numbers)})\n\\set n {choice('i', numbers)}\n{statement};\n"


def run(
    program: Path,
    dsn: str,
    files: Sequence[Path],
    *,
    clients: int,
    seconds: float,
    watch: Sequence[tuple[str, int]] = (),
) -> Load:
    """pgbench -M prepared with `clients` connections, each call one of `files`; p50 holds the mean latency."""
    before = {name: system.cpu_seconds(pid) for name, pid in watch}
    command = [str(program), "-n", "-M", "prepared", "-c", str(clients), "-j", str(min(clients, system.cores()))]
    command += ["-T", str(max(1, round(seconds)))]
    for file in files:
        command += ["-f", str(file)]
    command.append(dsn)
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 90)
    time.sleep(0.3)  # until the server has counted its ended processes
    cpu = {name: system.cpu_seconds(pid) - before[name] for name, pid in watch}
    return read_result(done.stdout, done.stderr, cpu)


def read_result(out: str, err: str, cpu: dict[str, float]) -> Load:
    """A Load from what pgbench prints."""
    rate = re.search(r"^tps = ([\d.]+)", out, re.M)
    count = re.search(r"actually processed: (\d+)", out)
    if rate is None or count is None:
        raise SystemExit(f"pgbench failed: {err.strip() or out.strip()}")
    failed = re.search(r"number of failed transactions: (\d+)", out)
    latency = re.search(r"latency average = ([\d.]+)", out)
    mean = float(latency[1]) if latency else 0.0
    done = int(count[1])
    per_call = tuple((name, seconds * 1e6 / done if done else 0.0) for name, seconds in cpu.items())
    return Load(float(rate[1]), done, mean, 0.0, 0.0, int(failed[1]) if failed else 0, cpu=per_call)
