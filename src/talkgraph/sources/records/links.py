"""What the links of a talk lead to: a recording, slides, or something else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_RECORDING = re.compile(
    r"\.(?:webm|mp4|m4v|avi|mkv|ogv|ogg|mpe?g|mov|mp3|opus)(?:[?#]|$)"
    r"|//(?:www\.)?(?:youtube\.com/watch|youtu\.be/|vimeo\.com/\d|media\.ccc\.de/v/|archive\.org/details/"
    r"|video\.fosdem\.org/|peertube\.\S+/(?:w|videos/watch)/)",
    re.IGNORECASE,
)
_RECORDING_LABEL = re.compile(r"\b(?:video|recording|audio|watch)\b", re.IGNORECASE)
_SLIDES = re.compile(
    r"\.(?:pdf|odp|pptx?|key)(?:[?#]|$)|//(?:www\.)?(?:slideshare\.net|speakerdeck\.com)/", re.IGNORECASE
)
_SLIDES_LABEL = re.compile(r"\b(?:slides?|presentation|deck|folien|diapositiva)", re.IGNORECASE)
_PAGE_LABEL = re.compile(r"\b(?:webpage|website|web page|schedule|announcement)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s\"'<>{}|\\^`]+")


@dataclass(frozen=True, slots=True)
class Link:
    """An address with what it is called."""

    address: str
    label: str = ""


def recordings(links: Iterable[Link]) -> tuple[str, ...]:
    """Return the addresses that lead to recordings, by their form or by what they are called."""
    found = (link for link in links if web(link.address))
    return tuple(
        dict.fromkeys(
            link.address
            for link in found
            if _RECORDING.search(link.address)
            or (_RECORDING_LABEL.search(link.label) and not _SLIDES.search(link.address))
        )
    )


def slides(links: Iterable[Link]) -> tuple[str, ...]:
    """Return the addresses that lead to slides, by their form or by what they are called."""
    found = (link for link in links if web(link.address) and not _RECORDING.search(link.address))
    return tuple(
        dict.fromkeys(
            link.address
            for link in found
            if _SLIDES.search(link.address) or (_SLIDES_LABEL.search(link.label) and not _PAGE_LABEL.search(link.label))
        )
    )


def web(address: str) -> str:
    """Return an address of the web as it stands, or nothing.

    >>> web("https://loom.example/a"), web("javascript:alert(1)"), web("https://loom.example/two words")
    ('https://loom.example/a', '', '')
    """
    return address if _ADDRESS.fullmatch(address) else ""
