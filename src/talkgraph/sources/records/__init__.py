"""Schedules and archives → documents: one reader a format, one document a record."""
