"""Background work: a worker that claims jobs, runs their tasks and reports. The rules are SQL (schema jobs)."""
