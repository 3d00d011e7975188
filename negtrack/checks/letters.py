"""Invisible characters in texts, and the conflict markers of a merge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from negtrack.checks.context import PLAIN, CheckContext, note, problem
from negtrack.errors import Problem
from negtrack.model import Item, to_table
from negtrack.unsafe_chars import unsafe_names

_MARKER = r"(?m)^(?:<{7,} |>{7,} |={7,}$)"


def check_hidden_letter(context: CheckContext) -> Iterator[Problem]:
    """Report texts with characters that a reader cannot see."""
    known = context.negotiation
    for field, text in (("title", known.title), ("summary", known.summary)):
        if context.with_definitions and (names := unsafe_names(text)):
            yield Problem(PLAIN, 0, f"{field}:", _hidden_message(names), "note")
    for item in context.unprintable:
        for field, text in _texts_of(item).items():
            if names := unsafe_names(text):
                yield note(item, field, _hidden_message(names))


def _hidden_message(names: str) -> str:
    return f"holds {names}, which a reader cannot see; delete it"


def check_conflict_marker(context: CheckContext) -> Iterator[Problem]:
    """Report texts of several lines with the conflict markers of a merge."""
    for item in context.unprintable:
        for field, text in _texts_of(item).items():
            if "\n" in text and len(re.findall(_MARKER, text)) > 1:
                message = "holds a conflict that a merge left: keep one of the two texts and delete the marker lines"
                yield problem(item, field, message)


def _texts_of(item: Item) -> dict[str, str]:
    """Return the fields of `item` as text, lists and tables joined."""
    return {field: _join(value) for field, value in to_table(item).items()}


def _join(value: object) -> str:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return "".join(map(_join, parts)) if parts else str(value)
