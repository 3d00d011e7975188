"""What stood before and what stands now, as one text: by an arrow on a page, in words in a document."""

from __future__ import annotations

import re
from collections.abc import Callable

Turn = Callable[[str, str], str]
"""Function of what stood before and what stands now."""


def arrow(before: str, after: str) -> str:
    """Return a turn for pages: `400 -> 700..800`."""
    return f"{before} -> {after}"


def from_to(before: str, after: str) -> str:
    """Return a turn for documents: `from 400 to 700..800`."""
    comma = "," if re.search(r",|\.\.", _without_brackets(before)) else ""
    return f"from {before}{comma} to {after}"


def _without_brackets(text: str) -> str:
    """Return a text without what stands in round brackets, also in brackets within these."""
    shorter = re.sub(r"\([^()]*\)", "", text)
    return text if shorter == text else _without_brackets(shorter)
