"""Invented reports, and what a command leaves behind."""

from __future__ import annotations

from dataclasses import dataclass

REPORT = """---
title: A day at LoomConf 2019
author: Cleo Marsh
date: 2019-05-04
---

# A day at LoomConf 2019

Ann Lee presented "Weaving at scale with QEMU" at LoomConf 2019 in Utrecht.

Bob Raymond of Fibre Works gave "Looms for everyone: an introduction to tracing".
"""
OTHER = """# Loom Day 2021

Dora Keller gave a talk titled "Five years of PostgreSQL in a mill" at Loom Day 2021 in Ghent.
"""


@dataclass(frozen=True, slots=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str
