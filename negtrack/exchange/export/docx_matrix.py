"""The tables of a Word document of many parties that hold many different values: parties down, issues across, as many
issues to a table as a page has room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from negtrack.exchange.export.document import Dossier, PartyColumn, Topic
from negtrack.exchange.export.docx_parts import add, add_last, add_party_column, add_row
from negtrack.exchange.export.held import held_values

_ACROSS = 6
"""Most issues side by side."""
_PARTY = 3.2
"""Centimetres: column of parties."""
_LINES_OF_CELL, _LINES_OF_HOLDERS = 3, 2
"""Usual lines of letters of a cell, and of the holders of a value in a turned table."""


def is_dense(dossier: Dossier) -> bool:
    """Return whether the tables take fewer lines than one with a row for each value."""
    holders = sum(len(held.holders) for topic in dossier.topics for held in held_values(topic))
    parts = -(-len(dossier.topics) // _ACROSS)
    return _LINES_OF_HOLDERS * holders > _LINES_OF_CELL * len(dossier.parties) * parts


def add_matrix(document: Any, dossier: Dossier) -> None:
    """Add the tables: in each a column for every issue, a row for every party, and last what is offered or agreed and
    how far apart the parties are."""
    if dossier.last_facts:
        add(document, "Provenance", f"{dossier.last}: {dossier.last_facts}")
    topics = dossier.topics
    for start in range(0, len(topics), _ACROSS):
        if start:
            add(document, "Provenance", "")  # or Word joins the tables
        _add_part(document, topics[start : start + _ACROSS], dossier)


def _add_part(document: Any, topics: Sequence[Topic], dossier: Dossier) -> None:
    table = document.add_table(rows=0, cols=len(topics) + 1, style="Table Grid")
    table.autofit = False
    first, *heads = add_row(table, "head", _PARTY)
    add(first, "Value", "Party")
    for cell, topic in zip(heads, topics, strict=True):
        if topic.group:
            add(cell, "Provenance", topic.group)
        add(cell, "Value", topic.issue)
        for detail in topic.details:
            add(cell, "Provenance", detail)
    for number, name in enumerate(dossier.parties):
        _add_party(table, name, [topic.stands[number] for topic in topics])
    for name in dict.fromkeys(column.party for topic in topics for column in topic.others):
        _add_party(table, name, [_other_column(topic, name) for topic in topics])
    if any(topic.closing.value or topic.closing.remarks or topic.gap for topic in topics):
        _add_end(table, topics, dossier)


def _other_column(topic: Topic, name: str) -> PartyColumn | None:
    return next((column for column in topic.others if column.party == name), None)


def _add_party(table: Any, name: str, columns: Sequence[PartyColumn | None]) -> None:
    first, *cells = add_row(table, first=_PARTY)
    add(first, "Value", name)
    for cell, column in zip(cells, columns, strict=True):
        if column:
            add_party_column(cell, column)


def _add_end(table: Any, topics: Sequence[Topic], dossier: Dossier) -> None:
    first, *cells = add_row(table, "group", _PARTY)
    add(first, "Value", "; ".join(_ends(topics, dossier)))
    for cell, topic in zip(cells, topics, strict=True):
        add_last(cell, topic, gap=topic.gap)


def _ends(topics: Sequence[Topic], dossier: Dossier) -> Iterator[str]:
    """Yield what the last row says: what is offered or agreed, and how far apart the parties are."""
    if any(topic.closing.value or topic.closing.remarks for topic in topics):
        yield dossier.last_name
    if any(topic.gap for topic in topics):
        yield "how far apart"
