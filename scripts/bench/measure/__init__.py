"""What the benchmarks measure and how: `scripts/bench/http` starts it."""
