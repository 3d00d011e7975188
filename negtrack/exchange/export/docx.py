"""Word documents: the table of positions with who says so, then the proposals and the sources.

python-docx builds the file; what it does not support (repeated header rows) is set as elements of WordprocessingML
(ECMA-376, part 1, 17).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from negtrack.exchange.export.archive import normalise_archive
from negtrack.exchange.export.document import Changes, Dossier, PartyColumn, ProposalPart, Scorecard, Topic, Voice
from negtrack.exchange.export.docx_look import ISSUE, MARGIN, PAGE, child_of, set_up, write
from negtrack.exchange.extras import load_extra
from negtrack.views.view import Table

_SHADES = {"head": "D9E2EC", "group": "F0F2F4"}


def docx_bytes(dossier: Dossier) -> bytes:
    """Return `dossier` as a docx file, the same bytes for the same data. Raises `UsageError` without python-docx."""
    document = load_extra("docx", "office", "docx").Document()
    set_up(document, dossier)
    _add(document, "Heading 1", dossier.title)
    _add(document, "Moment", f"{dossier.clocks} · {', '.join(dossier.parties) or 'no parties yet'}")
    for part in dossier.summary.split("\n") if dossier.summary else ():
        _add(document, "Normal", part)
    if dossier.changes:
        _add_changes(document, dossier.changes)
    if dossier.groups:
        _add_table(document, dossier)
    else:
        _add(document, "Normal", "No issues yet.")
    _add_proposals(document, dossier.proposals)
    if dossier.scorecard:
        _add_scorecard(document, dossier.scorecard)
    _add_sources(document, dossier)
    buffer = io.BytesIO()
    document.save(buffer)
    return normalise_archive(buffer.getvalue(), dossier.recorded)


def _add(container: Any, style: str, text: str) -> Any:
    """Add a paragraph at the end of a document or a cell."""
    paragraphs = container.paragraphs[:1] if hasattr(container, "_tc") else ()
    fresh = next((paragraph for paragraph in paragraphs if not paragraph.runs), None)  # every new cell has one
    paragraph = fresh or container.add_paragraph()
    paragraph.style = style
    write(paragraph, text)
    return paragraph


def _add_table(document: Any, dossier: Dossier) -> None:
    """Add the table: issue, parties, and the proposal or what is agreed, with a heading for each group of issues."""
    from docx.shared import Pt

    has_last = dossier.has_last or dossier.has_gaps or not dossier.parties
    last = [dossier.last if dossier.last_facts else "agreed, or how far apart"] if has_last else []
    table = document.add_table(rows=0, cols=len(dossier.parties) + len(last) + 1, style="Table Grid")
    table.autofit = False
    head = _add_row(table, "head")
    for cell, name in zip(head, ("Issue", *dossier.parties, *last), strict=True):
        _add(cell, "Value", name)
    if dossier.last_facts:
        _add(head[-1], "Provenance", dossier.last_facts)
    for name, topics in dossier.groups:
        if name:
            cells = _add_row(table, "group")
            heading = _add(cells[0].merge(cells[-1]), "Group", name)
            heading.paragraph_format.keep_with_next = True
        for topic in topics:
            _fill_row(_add_row(table), topic)
            for column in topic.others:
                first, *cells = _add_row(table)
                _add(first, "Provenance", f"also on this issue: {column.party}")
                _add_party_column(cells[0].merge(cells[-1]), column)
    if dossier.legend:
        _add(document, "Provenance", " · ".join(dossier.legend)).paragraph_format.space_before = Pt(6)


def _add_row(table: Any, kind: str = "") -> Sequence[Any]:
    """Add a row without page breaks inside; a row of heads is repeated on each page."""
    from docx.shared import Cm

    row = table.add_row()
    properties = row._tr.get_or_add_trPr()
    child_of(properties, "w:cantSplit")
    if kind == "head":
        child_of(properties, "w:tblHeader")
    cells: Sequence[Any] = row.cells
    width = (PAGE[0] - 2 * MARGIN - ISSUE) / (len(cells) - 1)
    for number, cell in enumerate(cells):
        cell.width = table.columns[number].width = Cm(width if number else ISSUE)
        if kind:
            child_of(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=_SHADES[kind])
    return cells


def _fill_row(cells: Sequence[Any], topic: Topic) -> None:
    """Fill the row of one issue."""
    first, *columns = cells
    _add(first, "Value", topic.issue)
    for detail in topic.details:
        _add(first, "Provenance", detail)
    for cell, column in zip(columns, topic.stands, strict=False):
        _add_party_column(cell, column)
    last = columns[-1]
    if topic.closing.value:
        _add(last, "Value", topic.closing.value)
    for remark in topic.closing.remarks:
        _add(last, "Provenance", remark)
    if topic.gap:
        _add(last, "Contested" if topic.contested else "Provenance", f"parties: {topic.gap}")


def _add_party_column(cell: Any, column: PartyColumn) -> None:
    """Add the headline in bold, its text, who says so; below it the other positions that stand."""
    if column.silence:
        _add(cell, "Provenance", column.silence)
    for said in column.said:
        if said.standing:
            style = "Contested" if said.standing == "contested" else "Provenance"
            _add_voices(_add(cell, style, f"{said.standing}: {said.value}, "), said.voices)
        else:
            _add(cell, "Value", said.value)
            if said.text and said.text != said.value:
                _add(cell, "Words", " ".join(said.text.split("\n")))
            _add_voices(_add(cell, "Provenance", ""), said.voices)
        for remark in said.remarks:
            _add(cell, "Contested", remark)
    if column.changed:
        _add(cell, "Changed", column.changed)


def _add_voices(paragraph: Any, voices: Sequence[Voice]) -> None:
    for number, voice in enumerate(voices):
        write(paragraph, f"{'; ' if number else ''}{voice.words}")
        _add_refs(paragraph, voice.refs)


def _add_refs(paragraph: Any, refs: Sequence[int]) -> None:
    """Add the numbers of sources as superscript."""
    if refs:
        paragraph.add_run(f"\u00a0[{', '.join(map(str, refs))}]").font.superscript = True


def _add_proposals(document: Any, proposals: Sequence[ProposalPart]) -> None:
    if proposals:
        _add(document, "Heading 2", "Proposals")
    for proposal in proposals:
        title = _add(document, "Value", proposal.title)
        title.paragraph_format.keep_with_next = True
        facts = _add(document, "Provenance", f"{proposal.facts}; ")
        _add_voices(facts, (proposal.voice,))
        for mark in proposal.marks:
            _add(document, "Contested", mark)
        for issue, value in proposal.terms:
            _add(document, "Words", f"Term: {issue}: {value}")
        for answer in proposal.answers:
            words = ", ".join((answer.answer, *answer.remarks))
            line = _add(document, "Words", f"Answer of {answer.party}: {words}")
            if answer.voice.words:
                write(line, "; ")
                _add_voices(line, (answer.voice,))
        document.add_paragraph()


def _add_scorecard(document: Any, scorecard: Scorecard) -> None:
    _add(document, "Heading 2", "Scorecard")
    _add(document, "Provenance", scorecard.note)
    _add_plain_table(document, scorecard.table)
    for words in scorecard.lists:
        _add(document, "Words", words)


def _add_changes(document: Any, changes: Changes) -> None:
    _add(document, "Heading 2", changes.title)
    for words in changes.sentences:
        _add(document, "Words", words)
    if changes.table.rows:
        _add_plain_table(document, changes.table)
    _add(document, "Heading 2", "Positions")


def _add_plain_table(document: Any, content: Table) -> None:
    table = document.add_table(rows=0, cols=len(content.columns), style="Table Grid")
    table.autofit = False
    for kind, row in (("head", content.columns), *(("", row) for row in content.rows)):
        for cell, words in zip(_add_row(table, kind), row, strict=True):
            _add(cell, "Value" if kind else "Words", words)


def _add_sources(document: Any, dossier: Dossier) -> None:
    if dossier.sources:
        _add(document, "Heading 2", "Sources")
    for number, cited in enumerate(dossier.sources, 1):
        where = (cited.source.URL, cited.source.archive)
        words = ", ".join(part for part in (cited.words, cited.issued, *where) if part)
        _add(document, "Words", f"[{number}] {words}")
