"""Files of any format to items: each is read by its format's reader, its columns are found, its rows taken in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import field

from negtrack.errors import DataError, UsageError
from negtrack.exchange.import_.columns import Columns, find_columns, find_field, map_columns
from negtrack.exchange.import_.delimited import read_csv, read_tsv
from negtrack.exchange.import_.importer import Importer
from negtrack.exchange.import_.objects import read_json, read_jsonl
from negtrack.exchange.import_.row import RawTable
from negtrack.exchange.import_.source import Content, decode_content
from negtrack.exchange.rows import ID, NEGOTIATION, TABLE
from negtrack.exchange.rows import columns as known_fields
from negtrack.frozen import dataclass
from negtrack.model import Position, keys_of
from negtrack.store.file_kinds import MODELS

TEXT_READERS: Mapping[str, Callable[[str, str], RawTable]] = {
    "csv": read_csv,
    "tsv": read_tsv,
    "jsonl": read_jsonl,
    "json": read_json,
}


@dataclass(frozen=True)
class ReadOptions:
    """What the user says of the files: field -> column, the encoding, the sheet of a workbook ("": what is usual)."""

    mapped: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    sheet: str = ""


def import_content(
    content: Content, how: ReadOptions, importer: Importer, on_progress: Callable[[float], None]
) -> None:
    """Takes one file into `intake`, where its faults are noted; one that cannot be read on is noted too. Raises
    `UsageError` where what the user says of it does not fit."""
    try:
        if content.format == "toml":
            importer.take_sheet(decode_content(content, how.encoding), content.path)
            return
        table = _table(content, how)
        importer.take(table, _columns(table, how, importer), on_progress)
    except DataError as error:
        importer.problems += error.problems


def _table(content: Content, how: ReadOptions) -> RawTable:
    if content.format == "xlsx":
        from negtrack.exchange.import_.workbook import read_xlsx

        return read_xlsx(content.raw, content.path, how.sheet)
    return TEXT_READERS[content.format](decode_content(content, how.encoding), content.path)


def _columns(table: RawTable, how: ReadOptions, importer: Importer) -> Columns:
    if not table.columns:
        return map_columns(how.mapped)
    columns = find_columns(table.columns, how.mapped, _fields(table.columns, importer))
    named = {*columns.fields.values(), *importer.rules.given}
    for key in () if TABLE in named else ("party", "issue"):
        if key not in named:
            raise UsageError(
                f"{table.path}: no column is the {key}; name it with --map {key}=COLUMN, one of "
                f"{', '.join(table.columns)}"
            )
    if "side" not in named and (TABLE not in named or "speaker" in named):
        raise UsageError(
            f"{table.path}: no column says on whose side the speaker is; name it with --map side=COLUMN, or say "
            "--set side=own, media, third-party, reported or a party"
        )
    return columns


def _fields(columns: Sequence[str], importer: Importer) -> Collection[str]:
    """The fields that columns may be: any where rows say of which table they are, else those of the one table."""
    if any(find_field(name) == TABLE for name in columns):
        return known_fields()
    model = MODELS.get(importer.rules.given.get(TABLE, Position.table), Position)
    return (ID, *keys_of(model))


def named_negotiation(content: Content, how: ReadOptions) -> str:
    """The id of the negotiation that a file of rows is of, as export writes it into the first row; "" for none."""
    if content.format == "toml":
        return ""
    try:
        first = next(_table(content, how).rows, None)
    except DataError:  # told where the file is taken
        return ""
    cells = first.cells if first else {}
    return str(cells.get(ID, "")) if cells.get(TABLE) == NEGOTIATION else ""
