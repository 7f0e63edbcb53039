"""Graph → rows: one module a question, pure functions that return dataclasses."""
