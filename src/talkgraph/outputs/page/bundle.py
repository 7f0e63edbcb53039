"""The fixed parts of the page: template, style, the script joined from its modules, vis-network, and the policy."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

SCRIPTS = (
    "fold", "element", "search", "store", "filter", "state", "trail", "place", "view", "labels", "theme", "paint",
    "export", "drawing", "quotes", "panel", "finder", "filters", "legend", "table", "sharing", "page",
)  # fmt: skip
"""The modules of the script, each behind those that it imports."""
STYLES = ("base", "head", "drawing", "panel", "media")
_IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class)\b)", re.MULTILINE)


@lru_cache
def part(name: str) -> str:
    """Return the text of a file of this folder."""
    return (files(__package__) / name).read_text(encoding="utf-8")


def script() -> str:
    """Return the script's modules as one classic script, which a policy can name by its hash.

    Their imports go, so a name at the top of one must not stand at the top of another; a test sees to it.
    """
    joined = "\n".join(_EXPORT.sub("", _IMPORT.sub("", part(f"script/{name}.js"))) for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{joined}}})();\n'


def style() -> str:
    """Return the style from its parts."""
    return "".join(part(f"style/{name}.css") for name in STYLES)


def library() -> str:
    """Return vis-network as pyvis ships it."""
    return (files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text(encoding="utf-8")


def with_policy(text: str) -> str:
    """Return a page with a content security policy that allows its own scripts and style, by their hashes, only."""
    scripts = re.findall(r"<script>(.*?)</script>", text, flags=re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", text, flags=re.DOTALL)
    policy = (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )
    return text.replace("{policy}", html.escape(policy, quote=True), 1)


def _hashes(parts: Sequence[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(p.encode("utf-8")).digest()).decode("ascii") for p in parts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)
