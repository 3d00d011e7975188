"""A negotiation as JSON Lines or JSON: one object per item, with the keys of the files, without absent fields."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.exchange.rows import NEGOTIATION, TABLE, rows_of
from negtrack.model import Negotiation
from negtrack.render.json import dumps

SCHEMA = {"schema": "negtrack.export/1"}


def jsonl_lines(negotiation: Negotiation) -> Iterator[str]:
    """Yield one object per line; importing them gives the same negotiation, in an empty folder too."""
    for row in rows_of(negotiation):
        yield dumps({**SCHEMA, **row}) + "\n"


def json_text(negotiation: Negotiation) -> str:
    """Return one object: the negotiation's own fields, and its items as `rows`."""
    rows = list(rows_of(negotiation))
    head = next(row for row in rows if row[TABLE] == NEGOTIATION)
    return dumps({**SCHEMA, **head, "rows": rows}, indent=2) + "\n"
