"""The database: connection URLs, and the PostgreSQL that we run ourselves."""
