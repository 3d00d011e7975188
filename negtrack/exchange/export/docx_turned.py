"""The table of a Word document of many parties: below each issue its values, and beside each those that hold it.

A table of Word has at most 63 columns (Word's specifications and limits); turned, it has two for any number of parties.
"""

from __future__ import annotations

from typing import Any

from negtrack.exchange.export.document import Dossier, Topic
from negtrack.exchange.export.docx_parts import add, add_last, add_row, add_voices, join_cells
from negtrack.exchange.export.held import HeldValue, Holders, held_values


def add_turned_table(document: Any, dossier: Dossier) -> None:
    """Add the table: a heading for each group of issues, and for each issue its values with the parties."""
    if dossier.last_facts:
        add(document, "Provenance", f"{dossier.last}: {dossier.last_facts}")
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for cell, name in zip(add_row(table, "head"), ("Position", "Parties, and who says so"), strict=True):
        add(cell, "Value", name)
    for name, topics in dossier.groups:
        if name:
            _add_heading(table, "group", "Group", name)
        for topic in topics:
            _add_issue(table, topic, dossier)


def _add_heading(table: Any, kind: str, style: str, text: str) -> Any:
    """Add a row of one cell that stays with the next; return the cell."""
    cells = add_row(table, kind)
    cell = join_cells(cells)
    add(cell, style, text).paragraph_format.keep_with_next = True
    return cell


def _add_issue(table: Any, topic: Topic, dossier: Dossier) -> None:
    heading = _add_heading(table, "issue", "Value", topic.issue)
    for detail in topic.details:
        add(heading, "Provenance", detail).paragraph_format.keep_with_next = True
    for held in held_values(topic):
        _add_value(table, held)
    if topic.closing.value or topic.closing.remarks or topic.gap:
        name, cell = add_row(table)
        add(name, "Value", dossier.last_name if topic.closing.value else "How far apart")
        add_last(cell, topic, gap=topic.gap)


def _add_value(table: Any, held: HeldValue) -> None:
    """Add a row: the value and how many hold it, then who does."""
    value, cell = add_row(table)
    style = "Value" if held.is_headline else "Contested" if held.is_disputed else "Provenance"
    add(value, style, held.words)
    if held.count > 1:
        add(value, "Provenance", f"{held.count} parties")
    for holders in held.holders:
        _add_holders(cell, holders)


def _add_holders(cell: Any, holders: Holders) -> None:
    add(cell, "Words", ", ".join(holders.parties))
    if holders.text:
        add(cell, "Words", " ".join(holders.text.split("\n")))
    if holders.voices:
        add_voices(add(cell, "Provenance", ""), holders.voices)
    for remark in holders.remarks:
        add(cell, "Contested", remark)
    if holders.changed:
        add(cell, "Changed", holders.changed)
