"""Tests of the SQL functions, laid out as sql/ is."""
