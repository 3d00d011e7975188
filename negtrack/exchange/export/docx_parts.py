"""Parts of a Word document: paragraphs of a style, rows and whole tables, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from negtrack.exchange.export.document import PartyColumn, Topic, Voice
from negtrack.exchange.export.docx_look import ISSUE, MARGIN, PAGE, child_of, write, write_line
from negtrack.views.view import Table

_SHADES = {"head": "D9E2EC", "group": "F0F2F4", "issue": "E9EDF2"}
"""Kind of row -> its fill."""


def add(container: Any, style: str, text: str) -> Any:
    """Add a paragraph at the end of a document or a cell."""
    paragraph = _fresh_paragraph(container) or container.add_paragraph()
    if style != "Normal":
        paragraph._p.style = style.replace(" ", "")  # its id; python-docx looks for it among all styles, for each one
    write(paragraph, text)
    return paragraph


def _fresh_paragraph(container: Any) -> Any:
    """Return the empty paragraph that every new cell has; None where there is none."""
    from docx.text.paragraph import Paragraph

    first = container._tc.p_lst[:1] if hasattr(container, "_tc") else ()
    return next((Paragraph(element, container) for element in first if not element.r_lst), None)


def add_line(document: Any, style: str, parts: Iterable[str]) -> None:
    """Add a paragraph of the program that reads from the left, whatever the direction of names in it."""
    paragraph = document.add_paragraph(style=style)
    write_line(paragraph, parts)


def add_row(table: Any, kind: str = "", first: float = ISSUE) -> Sequence[Any]:
    """Add a row without page breaks inside, its first cell `first` centimetres wide; a row of heads is repeated on each
    page."""
    from docx.shared import Cm

    row = table.add_row()
    properties = row._tr.get_or_add_trPr()
    child_of(properties, "w:cantSplit")
    if kind == "head":
        child_of(properties, "w:tblHeader")
    cells: Sequence[Any] = row.cells
    width = (PAGE[0] - 2 * MARGIN - first) / (len(cells) - 1)
    for number, cell in enumerate(cells):
        cell.width = Cm(width if number else first)
        if kind == "head":  # every table begins with one
            table.columns[number].width = cell.width
        if kind:
            child_of(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=_SHADES[kind])
    return cells


def join_cells(cells: Sequence[Any]) -> Any:
    """Return one cell in the place of the empty `cells` of a row, as wide as all; python-docx merges them one by one,
    each time with all that they hold."""
    first, width = cells[0]._tc, sum(cell._tc.width for cell in cells)
    for cell in cells[1:]:
        first.getparent().remove(cell._tc)
    first.width, first.grid_span = width, len(cells)
    return cells[0]


def add_party_column(cell: Any, column: PartyColumn) -> None:
    """Add the headline in bold, its text, who says so; below it the other positions that stand."""
    if column.silence:
        add(cell, "Provenance", column.silence)
    for said in column.said:
        if said.standing:
            style = "Contested" if said.standing == "contested" else "Provenance"
            add_voices(add(cell, style, f"{said.standing}: {said.value}, "), said.voices)
        else:
            add(cell, "Value", said.value)
            if said.text and said.text != said.value:
                add(cell, "Words", " ".join(said.text.split("\n")))
            add_voices(add(cell, "Provenance", ""), said.voices)
        for remark in said.remarks:
            add(cell, "Contested", remark)
    if column.changed:
        add(cell, "Changed", column.changed)


def add_voices(paragraph: Any, voices: Sequence[Voice]) -> None:
    """Add who says so, with the numbers of sources."""
    for number, voice in enumerate(voices):
        write(paragraph, f"{'; ' if number else ''}{voice.words}")
        _add_refs(paragraph, voice.refs)


def _add_refs(paragraph: Any, refs: Sequence[int]) -> None:
    """Add the numbers of sources as superscript."""
    if refs:
        paragraph.add_run(f"\u00a0[{', '.join(map(str, refs))}]").font.superscript = True


def add_plain_table(document: Any, content: Table) -> None:
    """Add a table of texts."""
    table = document.add_table(rows=0, cols=len(content.columns), style="Table Grid")
    table.autofit = False
    for kind, row in (("head", content.columns), *(("", row) for row in content.rows)):
        for cell, words in zip(add_row(table, kind), row, strict=True):
            add(cell, "Value" if kind else "Words", words)


def add_last(cell: Any, topic: Topic, gap: str) -> None:
    """Add to a cell what is offered or agreed on an issue, and how far apart the parties are, in the words of `gap`,
    which themselves say by whom it was agreed."""
    if topic.closing.value:
        add(cell, "Value", topic.closing.value)
    for remark in topic.closing.remarks:
        if not (remark.startswith("agreed ") and topic.gap.startswith("agreed ")):
            add(cell, "Provenance", remark)
    if topic.gap:
        add(cell, "Contested" if topic.contested else "Provenance", gap)
