"""The columns of a wide table by their heads: the issues, the parties, and what else is said in a row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from negtrack.exchange.import_.columns import find_field
from negtrack.exchange.import_.grid import column_letters
from negtrack.exchange.import_.head_names import NOTES, is_nobody, read_party
from negtrack.exchange.import_.names import NameResolver
from negtrack.frozen import dataclass
from negtrack.ids import fold

Use = Literal["issue", "group", "note", "field", "party", "unused"]

_ISSUES = (
    *("issue", "issues", "topic", "topics", "item", "items", "agenda-item", "subject", "question", "questions"),
    *("article", "articles", "agenda-items", "agenda-point", "agenda-points", "issue-item"),
    *("provision", "provisions", "clause", "clauses", "point", "points", "matter", "issue-title", "bargaining-issue"),
)
_GROUPS = ("group", "category", "section", "chapter", "theme", "area", "cluster", "basket", "issue-group")
_UNUSED = (
    *("no", "nr", "number", "ref", "reference", "line", "status", "gap", "gaps", "difference", "distance", "unit"),
    *("agreed", "agreement", "agreed-text", "draft-agreement", "tentative-agreement", "ta", "tentatively-agreed"),
    *(
        "current",
        "current-contract",
        "current-language",
        "current-agreement",
        "status-quo",
        "existing",
        "existing-text",
    ),
    *("priority", "deadline", "owner", "lead", "responsible", "next-step", "next-steps", "action", "actions", "last"),
    *("compromise", "compromise-text", "compromise-proposal", "proposed-compromise", "possible-compromise", "id"),
    *("date", "day", "when", "as-of", "updated", "last-updated", "version", "rank", "weight", "importance", "year"),
    *("target", "targets", "walk-away", "bottom-line", "batna", "zopa", "average", "total", "cost", "costs"),
)
"""Heads of columns that hold no party's words."""
_FIELDS = (
    *("stated", "speaker", "side", "attribution", "grade", "sources", "locator", "tags", "caveat", "qualifier"),
    "coder",
)
"""Fields that a row may say of all of its positions."""
_BETWEEN = re.compile(r"\s*(?:[/&+,;|()]|\band\b|\bor\b)\s*", re.IGNORECASE)
"""What stands between two words that head one column."""


@dataclass(frozen=True)
class Head:
    """A column of a wide table: its number, the row and the text of its head, and what it holds. `party` is the name of
    whose words, or whose notes, it has; "" for notes on the issue."""

    column: int
    row: int
    text: str
    use: Use
    party: str = ""
    stance: str = ""
    stated: str = ""
    field: str = ""
    error: str = ""
    """Why the head cannot be read."""
    is_known: bool = False
    """Whether its whole text names a party that is defined, or that the user said."""

    @property
    def is_group(self) -> bool:
        """Return whether the column names the groups of the issues."""
        return self.use == "group" or self.field == "issue.group"

    @property
    def place(self) -> str:
        """Return the head with the column's letter: `Union (C)`."""
        return f"{self.text} ({column_letters(self.column)})"


def is_issue_head(text: str, mapped: Mapping[str, str]) -> bool:
    """Return whether a head names the issues; `mapped` is field -> column."""
    return mapped["issue"].casefold() == text.casefold() if "issue" in mapped else fold(text) in _ISSUES


def is_below(text: str) -> bool:
    """Return whether a head says what part of a party's words stands in its column, and not whose they are."""
    return fold(text) in NOTES or is_nobody(read_party(text).name)


def read_head(column: int, row: int, upper: str, lower: str, mapped: Mapping[str, str], names: NameResolver) -> Head:
    """Return what a column holds, by its head of one row (`lower`) or of two."""
    text = f"{upper} {lower}" if upper and lower and is_below(lower) else lower or upper
    field = next((field for field, name in mapped.items() if name.casefold() == text.casefold()), "")
    if field in ("issue", "note"):
        return Head(column, row, text, field)  # type: ignore[arg-type]  # both are uses
    if field:
        return Head(column, row, text, "field", field="issue.group" if field == "group" else field)
    found = read_party(text, names.spelling.date_format)
    if (party := names.party_name(text)) == text:
        return Head(column, row, text, "party", party, is_known=True)
    if party:  # as the user says
        return Head(column, row, text, "party", party, found.stance, found.stated, error=found.error, is_known=True)
    if upper and fold(lower) in NOTES:
        return Head(column, row, text, "note", read_party(upper).name)
    if use := _use_of(text) or (_use_of(found.name) if found.stated else None):
        return Head(column, row, text, use, field=find_field(text))
    if found.is_note:
        return Head(column, row, text, "note", found.name)
    return Head(column, row, text, "party", found.name, found.stance, found.stated, error=found.error)


def _use_of(text: str) -> Use | None:
    """Return what a column that is no party's holds; None for a party's."""
    word = fold(text)
    parts = [fold(part) for part in _BETWEEN.split(text)]
    if len(parts) > 1 and all(part in NOTES or part in _UNUSED or find_field(part) for part in parts):  # `Status/notes`
        return "note" if any(part in NOTES for part in parts) else "unused"
    if word in _ISSUES:
        return "issue"
    if word in _GROUPS:
        return "group"
    if word in NOTES:
        return "note"
    if find_field(text) in _FIELDS or find_field(text).startswith("issue."):
        return "field"
    return "unused" if not word or word in _UNUSED or word.isdigit() or find_field(text) else None
