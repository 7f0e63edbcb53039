"""Examples in docstrings, as `>>>` lines, become code on the documentation site; else they'd be read as Markdown."""

from __future__ import annotations

import re
from typing import Any

from griffe import Extension, Object

_EXAMPLES = re.compile(r"^>>> (?:.+\n?)+", re.MULTILINE)


def fenced(text: str) -> str:
    """Return a docstring with its examples in fences."""
    return _EXAMPLES.sub(lambda found: f"```pycon\n{found[0].rstrip()}\n```\n", text)


class FencedDoctests(Extension):
    """Called by griffe, which reads the docstrings for mkdocstrings."""

    def on_object(self, *, obj: Object, **_: Any) -> None:
        """Change the docstring before it is turned into HTML."""
        if obj.docstring:
            obj.docstring.value = fenced(obj.docstring.value)
