"""Accounts, as far as they cannot be SQL: hashing passwords, tokens, mail, sign-in services of others."""
