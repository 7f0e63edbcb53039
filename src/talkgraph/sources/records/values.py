"""Values of JSON as they come: of any type, in several languages, or not there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def loaded(data: bytes) -> Mapping[str, Any]:
    """Return the object in `data`.

    Raises:
        ValueError: it isn't JSON in UTF-8, is nested too deeply, or is no object.
    """
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(found, dict):
        raise ValueError(f"an object was expected, not {type(found).__name__}")  # noqa: TRY004
    return found


def text_of(value: object) -> str:
    """Return a value as text; of one in several languages the English one, else the first.

    >>> text_of("a"), text_of(None), text_of(7), text_of({"fr": "bonjour", "en": "hello"}), text_of(["a"])
    ('a', '', '7', 'hello', '')
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        texts = {key: each.strip() for key, each in value.items() if isinstance(each, str) and each.strip()}
        return texts.get("en") or next(iter(texts.values()), "")
    return ""


def listed(value: object) -> list[Any]:
    """Return a value that should be a list as one: nothing for none, a single value as a list of it.

    >>> listed(None), listed("a"), listed(["a", "b"])
    ([], ['a'], ['a', 'b'])
    """
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def objects(value: object) -> list[Mapping[str, Any]]:
    """Return the objects of a list; what else is in it is left out."""
    return [each for each in listed(value) if isinstance(each, dict)]


def pointer(*parts: object) -> str:
    """Return the JSON pointer of a place (RFC 6901).

    >>> pointer("days", 0, "rooms", "a/b")
    '/days/0/rooms/a~1b'
    """
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
