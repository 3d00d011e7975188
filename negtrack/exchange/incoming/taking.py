"""Files of any format to items: each is read by its format's reader, its columns are found, its rows taken in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import field

from negtrack.errors import DataError, UsageError
from negtrack.exchange.incoming.columns import Columns, field_named, find_columns, mapped_columns
from negtrack.exchange.incoming.delimited import read_csv, read_tsv
from negtrack.exchange.incoming.intake import Intake
from negtrack.exchange.incoming.objects import read_json, read_jsonl
from negtrack.exchange.incoming.row import RawTable
from negtrack.exchange.incoming.source import Content, decoded
from negtrack.exchange.rows import BY_TABLE, ID, NEGOTIATION, TABLE
from negtrack.exchange.rows import columns as known_fields
from negtrack.frozen import dataclass
from negtrack.model import Position, keys_of

TEXT_READERS: Mapping[str, Callable[[str, str], RawTable]] = {
    "csv": read_csv,
    "tsv": read_tsv,
    "jsonl": read_jsonl,
    "json": read_json,
}


@dataclass(frozen=True)
class How:
    """What the user says of the files: field -> column, the encoding, the sheet of a workbook ("": what is usual)."""

    mapped: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    sheet: str = ""


def take_content(content: Content, how: How, intake: Intake, tell: Callable[[float], None]) -> None:
    """Takes one file into `intake`, where its faults are noted; one that cannot be read on is noted too. Raises
    `UsageError` where what the user says of it does not fit."""
    try:
        if content.format == "toml":
            intake.take_sheet(decoded(content, how.encoding), content.path)
            return
        table = _table(content, how)
        intake.take(table, _columns(table, how, intake), tell)
    except DataError as error:
        intake.problems += error.problems


def _table(content: Content, how: How) -> RawTable:
    if content.format == "xlsx":
        from negtrack.exchange.incoming.workbook import read_xlsx

        return read_xlsx(content.raw, content.path, how.sheet)
    return TEXT_READERS[content.format](decoded(content, how.encoding), content.path)


def _columns(table: RawTable, how: How, intake: Intake) -> Columns:
    if not table.columns:
        return mapped_columns(how.mapped)
    columns = find_columns(table.columns, how.mapped, _fields(table.columns, intake))
    named = {*columns.fields.values(), *intake.rules.given}
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


def _fields(columns: Sequence[str], intake: Intake) -> Collection[str]:
    """The fields that columns may be: any where rows say of which table they are, else those of the one table."""
    if any(field_named(name) == TABLE for name in columns):
        return known_fields()
    model = BY_TABLE.get(intake.rules.given.get(TABLE, Position.table), Position)
    return (ID, *keys_of(model))


def negotiation_told(content: Content, how: How) -> str:
    """The id of the negotiation that a file of rows is of, as export writes it into the first row; "" for none."""
    if content.format == "toml":
        return ""
    try:
        first = next(_table(content, how).rows, None)
    except DataError:  # told where the file is taken
        return ""
    cells = first.cells if first else {}
    return str(cells.get(ID, "")) if cells.get(TABLE) == NEGOTIATION else ""
