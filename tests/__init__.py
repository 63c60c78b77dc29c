"""The test suite: mirrors sql/ and app/; see docs/ARCHITECTURE.md and scripts/test."""
