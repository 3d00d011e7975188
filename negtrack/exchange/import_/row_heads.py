"""The names of the columns of a table with a record a row: whose words, on what, of which day."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from negtrack.exchange.import_.columns import find_field
from negtrack.exchange.rows import TABLE
from negtrack.ids import fold

DAYS = ("date", "day", "when")
"""Heads of a column that has the day of the words, where no column is `stated`."""
PARTY_HEADS = (
    *(
        "country",
        "countries",
        "state",
        "states",
        "member-state",
        "member-states",
        "member",
        "members",
        "actor",
        "actors",
    ),
    *("delegation", "delegations", "organisation", "organisations", "organization", "organizations"),
    *("who", "proposed-by", "tabled-by", "offered-by", "made-by", "proposer", "bargaining-party"),
)
"""Heads of a column that has the parties: their table is no wide one."""
ISSUE_HEADS = (*("agenda-item", "agenda-items", "item", "items", "topic", "topics", "question", "questions"),)
"""Heads of a column that has the issues; a subject may be who acts, an article one of a newspaper."""
VALUE_HEADS = (
    *("position", "positions", "proposal", "proposals", "proposed-value", "proposed-text"),
    *("demand", "demands", "offer", "offers"),
)
"""Heads of a column that has the values, where its table names the parties and the issues in columns of their own."""
_SHARED = ("party", "issue", "stated", "tabled", "speaker", "side", "sources")
"""Fields that one cell may say of several rows that it is merged over."""
_HEADS = {*DAYS, *PARTY_HEADS, *ISSUE_HEADS, *VALUE_HEADS}


def is_by_row(names: Sequence[str], fields: Collection[str]) -> bool:
    """Return whether columns of these `names`, or the `fields` that are known, say that each row is a record."""
    return not {"party", "value", TABLE}.isdisjoint(fields) or any(fold(name) in PARTY_HEADS for name in names)


def is_shared(name: str, mapped: Mapping[str, str]) -> bool:
    """Return whether several rows may share a cell of a column: who speaks, on what, when or where, but no value."""
    field = next((field for field, column in mapped.items() if column.casefold() == name.casefold()), "")
    is_head = not field and fold(name) in {*DAYS, *PARTY_HEADS, *ISSUE_HEADS}
    return is_head or (field or find_field(name)) in _SHARED


def is_head_row(names: Sequence[str], mapped: Mapping[str, str]) -> bool:
    """Return whether a row names the columns of a table with a record a row: two of them, one of whom or of what."""
    columns = {column.casefold() for column in mapped.values()}
    known = [name for name in names if find_field(name) or fold(name) in _HEADS or name.casefold() in columns]
    spelled = {field for field, column in mapped.items() if column.casefold() in map(str.casefold, names)}
    return len(known) > 1 and is_by_row(names, {*map(find_field, names), *spelled})
