"""The columns of a wide table by their heads: the issues, the parties, and what else is said in a row."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Literal

from negtrack.dates import rewrite_dates
from negtrack.errors import NotationError
from negtrack.exchange.import_.columns import find_field
from negtrack.exchange.import_.grid import column_letters
from negtrack.exchange.import_.names import NameResolver
from negtrack.frozen import dataclass
from negtrack.ids import fold

Use = Literal["issue", "group", "note", "field", "party", "unused"]

_ISSUES = (
    *("issue", "issues", "topic", "topics", "item", "items", "agenda-item", "subject", "question", "questions"),
    *("provision", "provisions", "clause", "clauses", "point", "points", "matter", "issue-title", "bargaining-issue"),
)
_GROUPS = ("group", "category", "section", "chapter", "theme", "area", "cluster", "basket", "issue-group")
_NOTES = ("note", "notes", "comment", "comments", "remark", "remarks", "observation", "observations")
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
_FIELDS = ("stated", "speaker", "side", "attribution", "grade", "sources", "locator", "tags", "caveat", "qualifier")
"""Fields that a row may say of all of its positions."""
_STANCES = {
    "demand": "demand",
    "offer": "offer",
    "proposal": "offer",
    "counter": "offer",
    "position": "",
    "mandate": "",
}
"""Word of a head -> the stance of its column, "" for the usual one."""
_STAGES = ("initial", "opening", "first", "latest", "last", "final", "revised", "new", "value", "view")
_PRONOUNS = ("our", "ours", "we", "us", "their", "theirs", "they", "them", "my", "your", "yours", "other")
_COUNTER = re.compile(r"counter[- ]?(?:proposal|offer)", re.IGNORECASE)
_PARTY_LAST = re.compile(r"(.+) (?:of|by|from) (?:the )?(.+)", re.IGNORECASE)
_ANY_DAY = date(2026, 1, 1)
"""A day after which no year is guessed: a head without one is refused."""
_LONGEST_DAY = 4
"""Most words of a day."""


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
    return fold(text) in _NOTES or is_nobody(_read_party(text).party)


def read_head(column: int, row: int, upper: str, lower: str, mapped: Mapping[str, str], names: NameResolver) -> Head:
    """Return what a column holds, by its head of one row (`lower`) or of two."""
    text = f"{upper} {lower}" if upper and lower and is_below(lower) else lower or upper
    field = next((field for field, name in mapped.items() if name.casefold() == text.casefold()), "")
    if field in ("issue", "note"):
        return Head(column, row, text, field)  # type: ignore[arg-type]  # both are uses
    if field:
        return Head(column, row, text, "field", field="issue.group" if field == "group" else field)
    found = _read_party(text, names.spelling.date_format)
    if (party := names.party_name(text)) == text:
        return Head(column, row, text, "party", party)
    if party:  # as the user says
        return replace(found, column=column, row=row, party=party)
    if upper and fold(lower) in _NOTES:
        return Head(column, row, text, "note", _read_party(upper).party)
    if use := _use_of(text):
        return Head(column, row, text, use, field=find_field(text))
    return replace(found, column=column, row=row)


def _use_of(text: str) -> Use | None:
    """Return what a column that is no party's holds; None for a party's."""
    word = fold(text)
    if word in _ISSUES:
        return "issue"
    if word in _GROUPS:
        return "group"
    if word in _NOTES:
        return "note"
    if find_field(text) in _FIELDS or find_field(text).startswith("issue."):
        return "field"
    return "unused" if not word or word in _UNUSED or word.isdigit() or find_field(text) else None


def _read_party(text: str, date_format: str = "") -> Head:
    """Return the column of the party that a head names, with the stance and the day that the head adds."""
    name, stated, error = _split_day(text, date_format)
    words = _COUNTER.sub("counter", name)
    if (match := _PARTY_LAST.fullmatch(words)) and is_nobody(_read_party(match[1]).party):
        words = f"{match[2]} {match[1]}"
    party, stance = words.split(), ""
    while len(party) > 1 and (word := _word(party[-1])) in (*_STANCES, *_STAGES):
        stance = stance or _STANCES.get(word, "")
        party.pop()
    return Head(0, 0, text, "party", re.sub("['\u2019]s?$", "", " ".join(party)), stance, stated, error=error)


def _split_day(text: str, date_format: str) -> tuple[str, str, str]:
    """Return a head without the day at its end, the day, and why that cannot be read; "" where there is none."""
    words = text.split()
    for count in range(1, min(_LONGEST_DAY, len(words)) + 1):
        day = " ".join(words[-count:]).strip("(),:")
        rest = " ".join(words[:-count]).rstrip(" (,:")
        with contextlib.suppress(ValueError):
            if date_format:
                return rest, datetime.strptime(day, date_format).date().isoformat(), ""
        if re.fullmatch("[0-9]{1,2}[./-][0-9]{1,2}[./]?", day):
            return rest, "", f'"{day}" may be a day without a year; write 2026-10-12'
        try:
            found = rewrite_dates(day.casefold(), _ANY_DAY)
        except NotationError as error:
            return rest, "", str(error)
        if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", found):
            has_year = re.search("[0-9]{4}", day)
            return rest, found if has_year else "", "" if has_year else f'"{day}" has no year; write 2026-10-12'
    return text, "", ""


def is_nobody(party: str) -> bool:
    """Return whether a head names a party only to those who know who speaks, or none at all."""
    words = fold(party).split("-")
    return words[0] in (*_PRONOUNS, *_STAGES) or (len(words) == 1 and _word(party) in ("", *_STANCES))


def _word(text: str) -> str:
    return fold(text).removesuffix("s")
