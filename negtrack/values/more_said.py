"""Texts that say more than a value: square brackets of a draft, a condition, a year by which it is to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from negtrack.values.notation import Scale

_NUMBERS = ("percent", "quantity", "money", "ratio", "duration", "timing", "date")
"""Kinds of which no value has words of its own."""
_LONGEST = 200
"""Most characters of a text that is looked at."""
_WITHOUT_YEARS = _NUMBERS[:5]
"""Kinds of which no value names a year."""
_CONDITION = re.compile(
    r"\b(?:if|unless|provided|providing|subject to|conditional|on condition|as long as|in (?:exchange|return) for)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"[ ,]*\b(?:by|in|from|until|as of)(?: the(?: year)?)?(?: end(?: of)?)? ((?:19|20|21)[0-9]{2})\b", re.IGNORECASE
)
"""A year by which a value is to be."""


def advice_on(text: str, scale: Scale) -> str:
    """Return what to do with what a text says besides a value; "" where it says nothing of that sort."""
    if scale.kind not in _NUMBERS or len(text) > _LONGEST:
        return ""
    if "[" in text or "]" in text:
        return (
            "square brackets are no part of a value; write the number without them (unspecified for a blank one), and "
            "the bracketed words as the text"
        )
    if _CONDITION.search(text):
        return "a condition is no part of a value; write the value alone, and the condition as requires"
    years = list(_YEAR.finditer(text)) if scale.kind in _WITHOUT_YEARS else []
    has_value = any(letter.isdigit() for letter in _YEAR.sub("", text))
    return _advice_on_years(text, years, scale) if years and has_value else ""


def _advice_on_years(text: str, found: list[re.Match[str]], scale: Scale) -> str:
    if not scale.steps:
        phrase = found[0][0].strip(" ,")
        return (
            f'"{phrase}" is no part of a value; write the value alone, and give the issue its years as steps, or the '
            "year an issue of its own"
        )
    if unknown := next((match[1] for match in found if match[1] not in scale.steps), ""):
        return f"{unknown} is no step of the issue; its steps are {', '.join(scale.steps)}"
    starts = (0, *(match.end() for match in found))
    values = (text[start : match.start()].strip(" ,;") for start, match in zip(starts, found, strict=False))
    named = "; ".join(f"{match[1]}: {value}" for match, value in zip(found, values, strict=True))
    return f'a year stands in front of its value; write "{named}"'
