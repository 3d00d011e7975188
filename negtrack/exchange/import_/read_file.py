"""Files of any format to items: read a file by the reader of its format, find its columns, import its rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from itertools import chain

from negtrack.errors import DataError, Problem, UsageError, join_with_or
from negtrack.exchange.import_.annotations.label_studio import MIN
from negtrack.exchange.import_.annotations.passages import Unit
from negtrack.exchange.import_.annotations.taguette import COLUMNS, arrange_highlights
from negtrack.exchange.import_.columns import Columns, find_columns, find_field, map_columns, step_columns
from negtrack.exchange.import_.delimited import read_csv, read_tsv
from negtrack.exchange.import_.grid import Arrange, Grid, arrange_by_row, is_filled
from negtrack.exchange.import_.head_names import NOTES
from negtrack.exchange.import_.importer import Importer
from negtrack.exchange.import_.merged_rows import fill_down
from negtrack.exchange.import_.objects import read_json, read_jsonl
from negtrack.exchange.import_.row import RawTable
from negtrack.exchange.import_.row_heads import (
    DAYS,
    ISSUE_HEADS,
    PARTY_HEADS,
    VALUE_HEADS,
    is_by_row,
    is_head_row,
    is_shared,
)
from negtrack.exchange.import_.source import Content, decode_content
from negtrack.exchange.import_.titles import drop_titles
from negtrack.exchange.rows import ID, NEGOTIATION, TABLE
from negtrack.exchange.rows import columns as known_fields
from negtrack.frozen import dataclass, field, replace
from negtrack.ids import fold
from negtrack.model import Position, Proposal, keys_of, term_keys
from negtrack.store.file_kinds import MODELS

_DAY_FIELDS = {Position.table: ("stated", "said"), Proposal.table: ("tabled", "tabled")}
TEXT_READERS: Mapping[str, Callable[[str, str, Unit], RawTable]] = {"jsonl": read_jsonl, "json": read_json}
SOURCE_READERS = ("bib", "ris")
"""Formats that hold sources alone."""
PROJECT_READERS = ("qdpx", "dna")
"""Formats that hold coded texts, in bytes."""
TABLE_READERS: Mapping[str, Callable[[str, str, Arrange], RawTable]] = {"csv": read_csv, "tsv": read_tsv}
"""Readers of texts in which cells stand in rows and columns."""


@dataclass(frozen=True)
class ReadOptions:
    """Options for reading files: field -> column, the encoding, the sheet of a workbook or table of a document ("": the
    default), whether the parties stand across, whether to read what is hidden, and the values of formulas, whether
    they hold sources, and what places in texts count."""

    mapped: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    sheet: str = ""
    is_wide: bool = False
    with_hidden: bool = False
    with_computed: bool = False
    as_sources: bool = False
    unit: Unit = "either"


def import_content(
    content: Content, options: ReadOptions, importer: Importer, on_progress: Callable[[float], None]
) -> None:
    """Import one file into `importer`, which collects its errors, also that the rest cannot be read. Raises
    `UsageError` where the options do not fit the file."""
    try:
        if content.format == "toml":
            importer.import_sheet(decode_content(content, options.encoding), content.path)
            return
        table = _table(content, options, partial(_arrange, options=options, importer=importer))
        importer.import_table(table, _columns(table, options, importer), on_progress)
        if table.is_export:
            _import_changes(content, options, importer)
    except DataError as error:
        importer.problems += error.problems
        importer.skip_file(content.path)


def _import_changes(content: Content, options: ReadOptions, importer: Importer) -> None:
    """Import the cells of an exported workbook that were changed on its first sheet. Raises `UsageError` where nobody
    says whose words they are, and of which day."""
    from negtrack.exchange.import_.changed_cells import ChangedCells
    from negtrack.exchange.import_.workbook import read_compare

    grid, written = read_compare(content.raw, content.path, options.with_hidden)
    table = ChangedCells(grid, written, importer.names, importer.rules.spelling).table()
    changed = [text for heading, texts in table.remarks.items() if heading.startswith("changed") for text in texts]
    if changed and not {"side", "stated"} <= importer.rules.given.keys():
        remedy = "say whose words they are, and of which day, with --set side=SIDE --set stated=DATE"
        more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
        raise UsageError(f"{content.path}: changed on the first sheet: {'; '.join(changed[:3])}{more}; {remedy}")
    importer.import_table(table, map_columns({}), lambda _: None)


def _table(content: Content, options: ReadOptions, arrange: Arrange) -> RawTable:
    if content.format == "xlsx":
        from negtrack.exchange.import_.workbook import read_xlsx

        hidden, computed = options.with_hidden, options.with_computed
        return read_xlsx(content.raw, content.path, options.sheet, arrange, hidden, computed)
    if content.format == "docx":
        from negtrack.exchange.import_.word_tables import read_docx

        return read_docx(content.raw, content.path, options.sheet, arrange, options.with_hidden)
    if content.format in PROJECT_READERS:
        return _read_project(content, options)
    text = decode_content(content, options.encoding)
    if reader := TABLE_READERS.get(content.format):
        return reader(text, content.path, arrange)
    if content.format in SOURCE_READERS or (options.as_sources and content.format == "json"):
        return _source_reader(content.format)(text, content.path)
    return TEXT_READERS[content.format](text, content.path, options.unit)


def _read_project(content: Content, options: ReadOptions) -> RawTable:
    if content.format == "qdpx":
        from negtrack.exchange.import_.annotations.qdpx import read_qdpx

        return read_qdpx(content.raw, content.path, options.unit)
    from negtrack.exchange.import_.annotations.dna import read_dna

    return read_dna(content.raw, content.path, options.mapped)


def _source_reader(format: str) -> Callable[[str, str], RawTable]:
    if format == "bib":
        from negtrack.exchange.import_.bibtex import read_bib

        return read_bib
    if format == "ris":
        from negtrack.exchange.import_.ris import read_ris

        return read_ris
    from negtrack.exchange.import_.sources import read_csl

    return read_csl


def _arrange(grid: Grid, options: ReadOptions, importer: Importer) -> RawTable:
    """Return the table of a grid: with the parties across where that is asked for or evident, else a record a row."""
    if not options.is_wide:
        grid = drop_titles(grid, partial(is_head_row, mapped=options.mapped))
    first = next(grid.lines, (1, []))
    names = [cell for cell in first[1] if isinstance(cell, str)]
    grid = replace(grid, lines=chain([first], grid.lines))
    if tuple(names) == COLUMNS:
        return arrange_highlights(grid)
    if {*names} >= MIN:
        message = "a table of Label Studio, which does not say which words an answer is about; export as JSON"
        raise DataError([Problem(grid.path, 0, "", message)])
    named = {*map(find_field, names), *options.mapped, *importer.rules.defaults}
    if not options.is_wide and (importer.rules.offers or is_by_row(names, named)):
        return arrange_by_row(fill_down(grid, first, partial(is_shared, mapped=options.mapped)))
    from negtrack.exchange.import_.wide import arrange_wide
    from negtrack.exchange.import_.wide_head import check_parties, find_head

    lines = [line for line in grid.lines if any(map(is_filled, line[1]))]
    head = find_head(grid, lines, options.mapped, importer.names, options.is_wide)
    if head is None:
        return arrange_by_row(replace(grid, lines=iter(lines)))
    if not options.is_wide and not head.is_evident(importer.names):
        parties = ", ".join(column.place for column in head.parties)
        remedy = f"name it with --map party=COLUMN, or use --wide if these are parties: {parties}"
        raise UsageError(f"{grid.path}: no column is the party; {remedy}")
    check_parties(grid.path, head, importer.names)
    said = {column.field for column in head.columns.values()} | importer.rules.defaults.keys()
    if "side" not in said:
        raise UsageError(f"{grid.path}: {_missing_text(['side'], [])}")
    return arrange_wide(grid, head, importer.names, importer.rules.spelling)


def _columns(table: RawTable, options: ReadOptions, importer: Importer) -> Columns:
    if not table.columns:
        return map_columns({} if table.is_by_field else options.mapped)
    mapped = _with_heads(table, _with_day(table, options.mapped, importer), importer)
    columns = find_columns(table.columns, mapped, _fields(table.columns, importer))
    named = {*columns.fields.values(), *importer.rules.defaults}
    missing = [key for key in ("party", "issue") if key not in named and TABLE not in named]
    has_value = named & {"value", "withdraws", "denies", TABLE} or step_columns(table.columns)
    missing += ["value"] if not (has_value or missing) else []
    if "side" not in named and (TABLE not in named or "speaker" in named):
        missing.append("side")
    if missing:
        raise UsageError(f"{table.path}: {_missing_text(missing, table.columns)}{_other_sheets(table)}")
    return columns


def _other_sheets(table: RawTable) -> str:
    """Return that a workbook has other sheets, which `--sheet` names; "" where it has none."""
    found = (names for heading, names in table.remarks.items() if heading.startswith("read the sheet"))
    names = next(found, [])
    return f", or another sheet with --sheet: {', '.join(names)}" if names else ""


def _with_day(table: RawTable, mapped: Mapping[str, str], importer: Importer) -> Mapping[str, str]:
    """Return what is mapped, with a column `Date` as the day of the words, of a proposal as that on which it was
    tabled, where no other column has it; the remarks say so."""
    days = [name for name in table.columns if fold(name) in DAYS]
    fields = {*map(find_field, table.columns), *mapped, *importer.rules.defaults}
    field, words = _DAY_FIELDS.get(importer.rules.defaults.get(TABLE, Position.table), ("", ""))
    if len(days) != 1 or not field or fields & {"stated", "tabled"} or TABLE in map(find_field, table.columns):
        return mapped
    if days[0] in mapped.values():
        return mapped
    table.remarks[f"read as the day when it was {words}"] = days
    return {**mapped, field: days[0]}


def _with_heads(table: RawTable, mapped: Mapping[str, str], importer: Importer) -> Mapping[str, str]:
    """Return what is mapped, with the only column that is headed `Delegation` and the like as the party, the only one
    headed `Agenda item` and the like as the issue, the only one headed `Position` and the like as the value, and the
    only one headed `Notes` and the like as the note, where no other column is; the remarks say so."""
    fields = {*map(find_field, table.columns), *mapped, *importer.rules.defaults}
    if TABLE in fields and not importer.rules.offers:
        return mapped
    found = dict(mapped)
    known = {"party": PARTY_HEADS, "note": NOTES}
    known |= {} if importer.rules.offers else {"issue": ISSUE_HEADS, "value": VALUE_HEADS}
    for key, heads in known.items():
        names = [name for name in table.columns if fold(name) in heads and name not in mapped.values()]
        is_sure = key != "value" or {"party", "issue"} <= fields | found.keys()
        if key not in fields and len(names) == 1 and is_sure:
            table.remarks[f"read as the {key}"] = names
            found[key] = names[0]
    return found


def _missing_text(missing: Sequence[str], columns: Sequence[str]) -> str:
    """Return that no column is one of the `missing` fields, and the options that name it."""
    words = ["the side of the speaker" if key == "side" else f"the {key}" for key in missing]
    names = join_with_or(words) if len(words) > 1 else words[0]
    options = " ".join(f"--map {key}=COLUMN" for key in missing)
    among = "" if missing == ["side"] else f", one of {', '.join(columns)}"
    remedy = ", or use --set side=own, media, third-party, reported or a party" if "side" in missing else ""
    across = ", or use --wide if the parties stand across" if "party" in missing else ""
    across += (
        ", or use --offers if each row is an offer and the other columns are issues" if missing == ["issue"] else ""
    )
    return f"no column is {names}; name {'it' if len(missing) == 1 else 'them'} with {options}{among}{remedy}{across}"


def _fields(columns: Sequence[str], importer: Importer) -> Collection[str]:
    """Return the fields that columns may be: all where rows name their table, else those of the one table."""
    if any(find_field(name) == TABLE for name in columns):
        return known_fields()
    model = MODELS.get(importer.rules.defaults.get(TABLE, Position.table), Position)
    left_out = {"terms"} if importer.rules.offers and "terms" not in map(fold, columns) else set()  # "Term" is an issue
    return (ID, *(keys_of(model).keys() - left_out), *(term_keys() if model.has_terms else ()))


def named_negotiation(content: Content, options: ReadOptions) -> str:
    """Return the id of the negotiation of a file, as export writes it into the first row; "" for none."""
    if content.format == "toml":
        return ""
    try:
        first = next(_table(content, options, arrange_by_row).rows, None)
    except DataError:  # reported when the file is imported
        return ""
    cells = first.cells if first else {}
    return str(cells.get(ID, "")) if cells.get(TABLE) == NEGOTIATION else ""
