"""Answers as frames of pandas or polars, where these are installed."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


class Rows:
    """An answer that is a table: the rows are in the field that `ROWS` names, `rows` unless it says otherwise.

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Loom:
    ...     name: str
    ...     width: int
    >>> @dataclass(frozen=True)
    ... class Looms(Rows):
    ...     rows: tuple[Loom, ...]
    >>> Looms((Loom("Jacquard", 140),)).columns()
    {'name': ['Jacquard'], 'width': [140]}
    """

    __slots__ = ()
    ROWS: ClassVar[str] = "rows"

    def columns(self) -> dict[str, list[Any]]:
        """Return name of a column → its values. Quotes and other rows in rows are left out: they are no values."""
        rows: tuple[Any, ...] = getattr(self, self.ROWS)
        if not rows:
            return {}
        named = [each.name for each in fields(rows[0])]
        return {
            name: [getattr(row, name) for row in rows]
            for name in named
            if not any(_is_nested(getattr(row, name)) for row in rows)
        }

    def to_pandas(self) -> pd.DataFrame:
        """Return the rows as a `pandas.DataFrame`.

        Raises:
            ImportError: pandas isn't installed.
        """
        import pandas as pd  # noqa: PLC0415

        return pd.DataFrame(self.columns())

    def to_polars(self) -> pl.DataFrame:
        """Return the rows as a `polars.DataFrame`.

        Raises:
            ImportError: polars isn't installed.
        """
        import polars as pl  # noqa: PLC0415

        return pl.DataFrame(self.columns())


def _is_nested(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, tuple) and any(hasattr(each, "__dataclass_fields__") for each in value)
    )
