"""Excel workbooks: the parties side by side on the first sheet, all records as flat rows on the second; then the
sources, the proposals, and the offers in the order in which they were tabled.

Nothing in a workbook is computed. Dates stay EDTF texts: many are months or intervals, which a spreadsheet's dates
cannot be. The sheet `records` can be imported again, and with it the cells of parties that were changed on the first.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from negtrack.exchange.cells import (
    COMPARE,
    HEAD_ROW,
    WRITTEN,
    Look,
    Part,
    copy_cell,
    finish,
    fit_parts,
    row_height,
    write_cell,
    write_head,
)
from negtrack.exchange.export.archive import Filling, normalise_archive
from negtrack.exchange.export.document import Dossier, PartyColumn, ProposalPart, Remark, Topic, Voice
from negtrack.exchange.export.xlsx_lists import fill_list, fill_records
from negtrack.exchange.export.xlsx_rows import Cells
from negtrack.exchange.extras import load_extra
from negtrack.render.clean import sanitise

_MORE_THAN = '"> "General'
"""Number format of a distance that is a lower bound."""
_SOURCE_COLUMNS = "number", "id", "source", "issued", "URL", "archive", "records"
_PROPOSAL_COLUMNS = "proposal", "what", "about", "value", "who says so"


def xlsx_bytes(dossier: Dossier) -> bytes:
    """Return `dossier` as an xlsx file, the same bytes for the same data. Raises `UsageError` without openpyxl, and
    where a field of a record is too long for a cell."""
    workbook = load_extra("openpyxl", "office", "xlsx").Workbook()
    _fill_compare(workbook.active, dossier)
    fillings = dict(_lists(workbook, dossier))
    _copy_compare(workbook, dossier)
    return _save(workbook, dossier, fillings)


def _lists(workbook: Any, dossier: Dossier) -> Iterator[tuple[Any, Filling]]:
    """Make the sheets that are lists, and yield each with what its XML still lacks."""
    sheet = workbook.create_sheet("records")
    yield sheet, fill_records(sheet, dossier.negotiation)
    lists: dict[str, tuple[Sequence[str], Iterable[Cells]]] = {
        "sources": (_SOURCE_COLUMNS, _sources(dossier)),
        "proposals": (_PROPOSAL_COLUMNS, _proposals(dossier.proposals)),
        "rounds": (dossier.rounds.columns, dossier.rounds.rows),
    }
    if dossier.scorecard:
        lists["scorecard"] = dossier.scorecard.table.columns, dossier.scorecard.table.rows
    for name, (columns, cells) in lists.items():
        sheet = workbook.create_sheet(name)
        yield sheet, fill_list(sheet, columns, list(cells))


def _copy_compare(workbook: Any, dossier: Dossier) -> None:
    """Copy the texts of the first sheet to a hidden one, so that an import finds the cells that were changed: below a
    row with the ids of the parties, beside a column with those of the issues."""
    written, topics = workbook.create_sheet(WRITTEN), [topic for _, group in dossier.groups for topic in group]
    written.sheet_state = "veryHidden"
    for column, id in enumerate(dossier.party_ids, 2 + _names_before(dossier)):  # after the ids and the issues' names
        copy_cell(written.cell(1, column), id)
    for number, topic in enumerate(topics, HEAD_ROW + 2):
        copy_cell(written.cell(number, 1), topic.id)
    for row in workbook[COMPARE].iter_rows():
        for cell in row:
            if cell.value is not None:
                copy_cell(written.cell(cell.row + 1, cell.column + 1), cell.value, cell.number_format)


def _save(workbook: Any, dossier: Dossier, fillings: Mapping[Any, Filling]) -> bytes:
    """Return the workbook's bytes, with what the XML of sheets lacks, from openpyxl's writer, as its `save` would write
    the current time."""
    from openpyxl.writer.excel import ExcelWriter

    properties, instant = workbook.properties, dossier.recorded.replace(tzinfo=None)
    properties.title, properties.creator = sanitise(dossier.title), ""
    properties.created = properties.modified = instant
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        ExcelWriter(workbook, archive).save()
    members = {sheet.path.removeprefix("/"): filling for sheet, filling in fillings.items()}
    return normalise_archive(buffer.getvalue(), dossier.recorded, members)


def _fill_compare(sheet: Any, dossier: Dossier) -> None:
    """Fill the sheet: issues down, parties across; the gap in words, and its distance as a number to sort by."""
    sheet.title = COMPARE
    write_cell(sheet.cell(1, 1), [(dossier.title, "strong")], wrapped=False)
    write_cell(sheet.cell(2, 1), [(f"{dossier.clocks}. {' '.join(dossier.summary.split())}", "dim")], wrapped=False)
    topics = [topic for _, group in dossier.groups for topic in group]
    others = any(topic.others for topic in topics)
    measured = any(topic.distance is not None for topic in topics)
    shown = [*_columns_of(dossier, others, measured)]
    names, widths = [name for name, _ in shown], [width for _, width in shown]
    for column, name in enumerate(names, 1):
        write_head(sheet.cell(HEAD_ROW, column), name)
    sheet.row_dimensions[HEAD_ROW].height = row_height(zip(names, widths, strict=True))
    for number, topic in enumerate(topics, HEAD_ROW + 1):
        has_group = _names_before(dossier) > 1
        contents = list(_topic_cells(topic, has_group, others, dossier.has_last, measured))
        for column, content in enumerate(contents, 1):
            write_cell(sheet.cell(number, column), content)
        if topic.more_than:
            sheet.cell(number, len(names) - 1).number_format = _MORE_THAN
        fit_parts(sheet, number, contents, widths)
    finish(sheet, widths, HEAD_ROW, names=_names_before(dossier), frozen=True)
    if topics:
        write_cell(sheet.cell(sheet.max_row + 2, 1), [("; ".join(dossier.legend), "dim")], wrapped=False)


def _names_before(dossier: Dossier) -> int:
    """Return how many columns name an issue: its group, where any has one, and the issue."""
    return 2 if any(topic.group for topic in dossier.topics) else 1


def _columns_of(dossier: Dossier, others: bool, measured: bool) -> Iterator[tuple[str, int]]:
    """Yield the columns and their widths, without those that would be empty."""
    yield from (("group", 12), ("issue", 26))[2 - _names_before(dossier) :]
    yield from ((name, max(22, 46 - 6 * len(dossier.parties))) for name in dossier.parties)
    yield from ((("others", 24),) if others else ())
    yield from (((dossier.last, 24),) if dossier.has_last else ())
    yield "gap", 26
    yield from ((("distance", 11), ("unit", 11)) if measured else ())


def _topic_cells(
    topic: Topic, group: bool, others: bool, last: bool, measured: bool
) -> Iterator[Sequence[Part] | float]:
    if group:
        yield [(topic.group, "dim")]
    yield [(topic.issue, "strong"), *((f"\n{detail}", "dim") for detail in topic.details)]
    yield from (list(_column_parts(column)) for column in topic.stands)
    if others:
        yield [part for column in topic.others for part in _column_parts(column, f"\n{column.party}: ")]
    if last:
        remarks = "\n".join(topic.closing.remarks)
        yield [(topic.closing.value, "strong"), (f"\n{remarks}" if remarks else "", "dim")]
    yield [(topic.gap, "alert" if topic.contested else "plain")]
    if measured:
        yield topic.distance if isinstance(topic.distance, int | float) else [(topic.distance or "", "plain")]
        yield [(topic.unit, "plain")]


def _column_parts(column: PartyColumn, whose: str = "") -> Iterator[Part]:
    """Yield the headline, who says so below it, then the other positions that stand."""
    if column.silence:
        yield f"{whose}{column.silence}", "dim"
    for said in column.said:
        if said.standing:
            yield f"\n{said.standing}: {said.value}, {_voices(said.voices)}", _look_of(said)
        else:
            yield f"{whose}{said.value}", "strong"
            yield f"\n{_voices(said.voices)}", "dim"
        yield from ((f"\n{remark}", "alert") for remark in said.remarks)


def _look_of(said: Remark) -> Look:
    return "alert" if said.standing == "contested" else "dim"


def _voices(voices: Iterable[Voice]) -> str:
    return "; ".join(f"{voice.words}{_refs(voice)}" for voice in voices)


def _refs(voice: Voice) -> str:
    return f" [{', '.join(map(str, voice.refs))}]" if voice.refs else ""


def _sources(dossier: Dossier) -> Iterator[Cells]:
    for number, cited in enumerate(dossier.sources, 1):
        source = cited.source
        issued = source.issued.text if source.issued else ""
        yield number, source.id, cited.words, issued, source.URL, source.archive, cited.records


def _proposals(proposals: Iterable[ProposalPart]) -> Iterator[Cells]:
    """Yield one row per proposal, term and answer."""
    for proposal in proposals:
        yield proposal.title, "proposal", proposal.facts, "; ".join(proposal.marks), _voices([proposal.voice])
        yield from ((proposal.title, "term", issue, value, "") for issue, value in proposal.terms)
        for answer in proposal.answers:
            words = ", ".join((answer.answer, *answer.remarks))
            yield proposal.title, "answer", answer.party, words, _voices([answer.voice])
