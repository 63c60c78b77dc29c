"""The full stack of compose.yaml, started for real."""
