"""Kinds of values, one file each. To add one, write its file and add its name to the tuple below.

File and object are named after the kind (`yes_no.py`, `YES_NO`): a kind is imported when the first value of it is met,
and completion lists kinds without imports.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from negtrack.lazy import LazyMapping
from negtrack.values.kind import Kind

_IN_ORDER = (
    "timing",
    "duration",
    "quantity",
    "percent",
    "ratio",
    "money",
    "date",
    "choice",
    "yes-no",
    "mandate",
    "names",
    "text",
)
"""Kinds in the order of help texts and messages."""


def _find_kind(name: str) -> Kind:
    stem = name.replace("-", "_")
    kind: Kind = getattr(import_module(f"{__name__}.{stem}"), stem.upper())
    return kind


KINDS: Mapping[str, Kind] = LazyMapping(_IN_ORDER, _find_kind)
"""Every kind by its name."""
