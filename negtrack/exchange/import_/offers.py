"""Tables of offers: a row is a proposal, a column an issue, and a cell what the offer says on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from negtrack.cell_lists import elements_of
from negtrack.errors import NotationError, UsageError
from negtrack.exchange.import_.fields import text_of
from negtrack.exchange.import_.head_names import NOTES
from negtrack.exchange.import_.names import NameResolver
from negtrack.exchange.import_.no_values import refuse_no_value
from negtrack.ids import fold
from negtrack.model import ISSUE_COLUMN

_NO_ISSUES = {
    *NOTES,
    *("no", "nr", "number", "ref", "reference", "line", "round", "status", "id", "version", "updated", "last-updated"),
    "",  # `#`
}
"""Heads of columns that are no issue."""
_NOTES_OF = ("-notes", "-comments", "-remarks")
"""Ends of heads of columns of notes: `Union notes`."""


def issue_columns(names: Iterable[str], resolver: NameResolver, offers: bool) -> Mapping[str, str]:
    """Return which of the columns without a field are issues: column -> issue; where all rows are `offers`, each must
    be one, but for notes, numbers and the like. Raises `UsageError` for a column that is none."""
    found: dict[str, str] = {}
    for name in names:
        text = name.removeprefix(ISSUE_COLUMN)
        if not offers or fold(name) in _NO_ISSUES or fold(name).endswith(_NOTES_OF):
            if known := resolver.known_issue(text):
                found[name] = known
            continue
        try:
            found[name] = resolver.issue(text)
        except NotationError as error:
            raise UsageError(f"the column {name}: {error}; or delete the column") from None
    return found


def read_offer(
    cells: Mapping[str, object], offered: Mapping[str, object], issues: Mapping[str, str], resolver: NameResolver
) -> tuple[dict[str, object], list[tuple[str, str]]]:
    """Return the terms of an offer, those of its cell `terms` and those of its `offered` columns, whose `issues` are
    known; and the columns that cannot be read, each with the reason."""
    given = cells.get("terms", [])
    terms = list(given) if isinstance(given, list) else elements_of(text_of(given))
    errors = []
    for column, cell in offered.items():
        try:
            text = text_of(cell).strip()
            refuse_no_value(text)
        except NotationError as error:
            errors.append((column, str(error)))
            continue
        if text:
            terms.append(f"{issues[column]} = {resolver.value_on(issues[column], text)}")
    return {"terms": terms}, errors


def offer_title(cells: Mapping[str, object]) -> dict[str, object]:
    """Return a title for an offer that has none, by its day."""
    day = cells.get("tabled") or cells.get("stated")
    return {"title": f"Offer of {text_of(day)}"} if day and not cells.get("title") else {}
