"""Answers that were paid for once: a folder of small files, so that an interrupted run goes on where it was."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from talkgraph.errors import EngineError


def default_folder() -> Path:
    """Return the folder that answers are kept in unless another is named: the user's own cache."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "talkgraph" / "llm"


def key_of(document_digest: str, request: Mapping[str, Any]) -> str:
    """Return what an answer is kept under: a digest of the document, of all that was asked, and of the model's name."""
    whole = json.dumps([document_digest, request], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers; None keeps nothing."""

    folder: Path | None

    def get(self, key: str) -> str | None:
        """Return the answer that was kept, or None; a file that can't be read or was cut is as good as none."""
        if self.folder is None:
            return None
        try:
            answer = json.loads(self._path(self.folder, key).read_text(encoding="utf-8"))["answer"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return answer if isinstance(answer, str) else None

    def put(self, key: str, answer: str) -> None:
        """Keep an answer, whole or not at all.

        Raises:
            EngineError: the folder can't be written to.
        """
        if self.folder is None:
            return
        path = self._path(self.folder, key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, beside = tempfile.mkstemp(dir=path.parent, suffix=".new")
            try:
                with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
                    json.dump({"answer": answer}, file)
                Path(beside).replace(path)
            except BaseException:
                with contextlib.suppress(OSError):
                    Path(beside).unlink()
                raise
        except OSError as error:
            hint = "name another folder by cache=FOLDER, or none by cache=no"
            raise EngineError(str(self.folder), f"answers can't be kept here: {error.strerror}", hint) from error

    @staticmethod
    def _path(folder: Path, key: str) -> Path:
        return folder / key[:2] / f"{key}.json"
