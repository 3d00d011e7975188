"""What no reader can see, and what a merge left: letters in texts that nobody wrote on purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from negtrack.checks.context import PLAIN, CheckContext, note, problem
from negtrack.errors import Problem
from negtrack.model import Item, to_table
from negtrack.unsafe_chars import unsafe_names

_MARKER = re.compile(r"^(?:<{7,} |>{7,} |={7,}$)", re.MULTILINE)


def check_hidden_letter(context: CheckContext) -> Iterator[Problem]:
    """No text holds characters that a reader cannot see."""
    known = context.negotiation
    for field, text in (("title", known.title), ("summary", known.summary)):
        if context.with_definitions and (names := unsafe_names(text)):
            yield Problem(PLAIN, 0, f"{field}:", _hidden(names), "note")
    for item in context.unprintable:
        for field, text in _texts(item).items():
            if names := unsafe_names(text):
                yield note(item, field, _hidden(names))


def _hidden(names: str) -> str:
    return f"holds {names}, which a reader cannot see; delete it"


def check_conflict_marker(context: CheckContext) -> Iterator[Problem]:
    """No text of several lines holds the markers between which a merge leaves a conflict."""
    for item in context.unprintable:
        for field, text in _texts(item).items():
            if "\n" in text and len(_MARKER.findall(text)) > 1:
                message = "holds a conflict that a merge left: keep one of the two texts and delete the marker lines"
                yield problem(item, field, message)


def _texts(item: Item) -> dict[str, str]:
    """The fields of `item` as text, lists in one."""
    return {
        field: "".join(map(str, value)) if isinstance(value, list) else str(value)
        for field, value in to_table(item).items()
    }
