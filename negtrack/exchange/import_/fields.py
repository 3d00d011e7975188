"""Cells as values of fields: lists, mappings, instants and dates from texts, numbers from spreadsheets."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from negtrack.cell_lists import elements_of
from negtrack.errors import NotationError, UsageError
from negtrack.frozen import dataclass
from negtrack.model import Item, Term, docs_of

_OTHER_DATE = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}|[0-9]{4}[./][0-9]{1,2}[./][0-9]{1,2}")
_THOUSANDS = re.compile(r"(?<![0-9.,])[0-9]{1,3}\.[0-9]{3}(?![0-9.,])")
"""A number in which a point may separate thousands, as it does where a comma separates the decimals."""
_A_DAY = date(2024, 3, 25)


def parse_date_format(text: str) -> str:
    """Return `text` if it is a format of `strptime` for whole days, or empty. Raises `UsageError`."""
    try:
        whole = not text or datetime.strptime(_A_DAY.strftime(text), text).date() == _A_DAY
    except (ValueError, re.error):
        whole = False
    if not whole:
        raise UsageError(f'--date-format "{text}": not a format of whole days; write one such as %d/%m/%Y')
    return text


VALUES = ("value", "otherwise", "terms", "limits", "requires", "term-requires")
"""Fields that hold values, alone or after an issue."""


def doubtful_numbers(cells: Mapping[str, object], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the cells in which a point may separate thousands or decimals, each with both readings."""
    for name in names:
        if number := _THOUSANDS.search(str(cells.get(name, ""))):
            yield name, f'"{number[0]}" may be {number[0].replace(".", "")} in this file; write that, or {number[0]}0'


@dataclass(frozen=True)
class Unreadable:
    """A cell that a spreadsheet shows and that cannot be read, with the reason."""

    reason: str


def parse_cell(model: type[Item] | type[Term], key: str, cell: object, date_format: str = "") -> object:
    """Return `cell` as the raw value of `key`, before validation. Raises `NotationError`.

    `date_format` (of `strptime`) parses dates that are not in the notation of negtrack.
    """
    match docs_of(model)[key].type:
        case "list":
            return _list(cell)
        case "mapping":
            return _mapping(cell)
        case "instant":
            return _instant(cell)
        case "date":
            return _date(cell, date_format)
        case "switch":
            return _switch(cell)
        case "number":
            return _number(cell)
        case _:
            return text_of(cell)


def round_as_shown(number: float) -> Decimal:
    """Return `number` with the fifteen digits that a spreadsheet shows; further digits are rounding errors."""
    return Decimal(number) if isinstance(number, int) else Decimal(f"{number:.15g}")


def text_of(cell: object) -> str:
    """Return `cell` as a text. Raises `NotationError` where it is none."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int | float):
        return f"{round_as_shown(cell):f}"
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date):  # a date-time too
        return cell.isoformat()
    if isinstance(cell, Unreadable):
        raise NotationError(cell.reason)
    if isinstance(cell, time | timedelta):
        raise NotationError("a time of day to the spreadsheet; format the column as text and write it again")
    raise NotationError("not a text; write it in quotes")


def _list(cell: object) -> list[str]:
    return [text_of(element) for element in cell] if isinstance(cell, list) else elements_of(text_of(cell))


def _mapping(cell: object) -> dict[str, str]:
    if isinstance(cell, Mapping):
        return {str(key): text_of(value) for key, value in cell.items()}
    pairs = [element.partition("=") for element in elements_of(text_of(cell))]
    return {key.strip(): value.strip() for key, _, value in pairs}


def _switch(cell: object) -> object:
    return cell if isinstance(cell, bool) else _SWITCHES.get(text_of(cell).strip().casefold(), cell)


def _number(cell: object) -> object:
    text = text_of(cell).strip()
    return int(text) if re.fullmatch("[0-9]{1,13}", text) else text


_SWITCHES = {"true": True, "yes": True, "false": False, "no": False, "": False}


def _instant(cell: object) -> datetime:
    try:
        found = cell if isinstance(cell, datetime) else datetime.fromisoformat(text_of(cell))
    except ValueError as error:
        raise NotationError(f'"{cell}": not an instant; write 2026-11-23T09:12:44+00:00') from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _date(cell: object, date_format: str) -> object:
    if isinstance(cell, datetime):  # a spreadsheet's, which has no offset
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell).strip()
    if date_format:
        with contextlib.suppress(ValueError):
            return datetime.strptime(text, date_format).date()
    if _OTHER_DATE.fullmatch(text):
        how = "in the format of --date-format" if date_format else "give the format, such as --date-format %d/%m/%Y"
        raise NotationError(f'"{text}": not a date; write 2024-03-25, or {how}')
    return text
