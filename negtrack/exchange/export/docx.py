"""Word documents: the table of positions with who says so, then the proposals and the sources.

python-docx builds the file; what it does not support (repeated header rows) is set as elements of WordprocessingML
(ECMA-376, part 1, 17).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from negtrack.exchange.export.archive import normalise_archive
from negtrack.exchange.export.document import Changes, Dossier, ProposalPart, Scorecard, Topic
from negtrack.exchange.export.docx_look import set_up, write
from negtrack.exchange.export.docx_matrix import add_matrix, is_dense
from negtrack.exchange.export.docx_parts import (
    add,
    add_last,
    add_line,
    add_party_column,
    add_plain_table,
    add_row,
    add_voices,
    join_cells,
)
from negtrack.exchange.export.docx_turned import add_turned_table
from negtrack.exchange.export.held import is_turned
from negtrack.exchange.extras import load_extra


def docx_bytes(dossier: Dossier) -> bytes:
    """Return `dossier` as a docx file, the same bytes for the same data. Raises `UsageError` without python-docx."""
    document = load_extra("docx", "office", "docx").Document()
    set_up(document, dossier)
    add(document, "Heading 1", dossier.title)
    add_line(document, "Moment", [f"{dossier.clocks} · ", *_names(dossier)])
    for part in dossier.summary.split("\n") if dossier.summary else ():
        add(document, "Normal", part)
    if dossier.changes:
        _add_changes(document, dossier.changes)
    if not dossier.groups:
        add(document, "Normal", "No issues yet.")
    elif is_turned(dossier) and is_dense(dossier):
        add_matrix(document, dossier)
    elif is_turned(dossier):
        add_turned_table(document, dossier)
    else:
        _add_table(document, dossier)
    if dossier.groups and dossier.legend:
        _add_legend(document, dossier.legend)
    _add_proposals(document, dossier.proposals)
    _add_rounds(document, dossier)
    if dossier.scorecard:
        _add_scorecard(document, dossier.scorecard)
    _add_sources(document, dossier)
    buffer = io.BytesIO()
    document.save(buffer)
    return normalise_archive(buffer.getvalue(), dossier.recorded)


def _names(dossier: Dossier) -> Iterator[str]:
    """Yield the names of the parties and what stands between them; of many only how many, as they stand below each
    issue."""
    names = [f"{len(dossier.parties)} parties"] if is_turned(dossier) else dossier.parties
    for number, name in enumerate(names or ["no parties yet"]):
        yield from (", ", name) if number else (name,)


def _add_table(document: Any, dossier: Dossier) -> None:
    """Add the table: issue, parties, and the proposal or what is agreed, with a heading for each group of issues."""
    has_last = dossier.has_last or dossier.has_gaps or not dossier.parties
    last = [dossier.last if dossier.last_facts else "agreed, or how far apart"] if has_last else []
    table = document.add_table(rows=0, cols=len(dossier.parties) + len(last) + 1, style="Table Grid")
    table.autofit = False
    head = add_row(table, "head")
    for cell, name in zip(head, ("Issue", *dossier.parties, *last), strict=True):
        add(cell, "Value", name)
    if dossier.last_facts:
        add(head[-1], "Provenance", dossier.last_facts)
    for name, topics in dossier.groups:
        if name:
            cells = add_row(table, "group")
            heading = add(join_cells(cells), "Group", name)
            heading.paragraph_format.keep_with_next = True
        for topic in topics:
            _fill_row(add_row(table), topic)
            for column in topic.others:
                first, *cells = add_row(table)
                add(first, "Provenance", f"also on this issue: {column.party}")
                add_party_column(join_cells(cells), column)


def _add_legend(document: Any, legend: Sequence[str]) -> None:
    from docx.shared import Pt

    add(document, "Provenance", " · ".join(legend)).paragraph_format.space_before = Pt(6)


def _fill_row(cells: Sequence[Any], topic: Topic) -> None:
    """Fill the row of one issue."""
    first, *columns = cells
    add(first, "Value", topic.issue)
    for detail in topic.details:
        add(first, "Provenance", detail)
    for cell, column in zip(columns, topic.stands, strict=False):
        add_party_column(cell, column)
    add_last(columns[-1], topic, f"parties: {topic.gap}")


def _add_proposals(document: Any, proposals: Sequence[ProposalPart]) -> None:
    if proposals:
        add(document, "Heading 2", "Proposals")
    for proposal in proposals:
        title = add(document, "Value", proposal.title)
        title.paragraph_format.keep_with_next = True
        facts = add(document, "Provenance", f"{proposal.facts}; ")
        add_voices(facts, (proposal.voice,))
        for mark in proposal.marks:
            add(document, "Contested", mark)
        for issue, value in proposal.terms:
            add(document, "Words", f"Term: {issue}: {value}")
        for answer in proposal.answers:
            words = ", ".join((answer.answer, *answer.remarks))
            line = add(document, "Words", f"Answer of {answer.party}: {words}")
            if answer.voice.words:
                write(line, "; ")
                add_voices(line, (answer.voice,))
        document.add_paragraph()


def _add_rounds(document: Any, dossier: Dossier) -> None:
    """Add the offers across, as many to a table as a page has room for."""
    for number, table in enumerate(dossier.round_tables):
        if number == 0:
            add(document, "Heading 2", "Rounds")
        note = add(document, "Provenance", "" if number else dossier.rounds_note)
        note.paragraph_format.keep_with_next = True
        add_plain_table(document, table)


def _add_scorecard(document: Any, scorecard: Scorecard) -> None:
    add(document, "Heading 2", "Scorecard")
    add(document, "Provenance", scorecard.note)
    add_plain_table(document, scorecard.table)
    for words in scorecard.lists:
        add(document, "Words", words)


def _add_changes(document: Any, changes: Changes) -> None:
    add(document, "Heading 2", changes.title)
    for words in changes.sentences:
        add(document, "Words", words)
    if changes.table.rows:
        add_plain_table(document, changes.table)
    add(document, "Heading 2", "Positions")


def _add_sources(document: Any, dossier: Dossier) -> None:
    if dossier.sources:
        add(document, "Heading 2", "Sources")
    for number, cited in enumerate(dossier.sources, 1):
        where = (cited.source.URL, cited.source.archive)
        words = ", ".join(part for part in (cited.words, cited.issued, *where) if part)
        add(document, "Words", f"[{number}] {words}")
