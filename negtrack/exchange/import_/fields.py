"""Cells as values of fields: lists, mappings, instants and dates from texts, numbers from spreadsheets."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from negtrack.cell_lists import elements_of
from negtrack.dates import rewrite_dates
from negtrack.errors import NotationError, UsageError
from negtrack.exchange.import_.csl import date_text, name_text
from negtrack.frozen import dataclass
from negtrack.ids import fold, id_of
from negtrack.model import Item, Passage, Term, docs_of

_OTHER_DATE = re.compile(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}|[0-9]{4}[./][0-9]{1,2}[./][0-9]{1,2}")
_ORDERS = ("%d/%m/%Y", "%m/%d/%Y")
_TAGS, _CODER, _GRADE, _AUTHORS = "tags", "coder", "grade", "author"
_RECORDS = ("RECORD", "PROPOSAL")
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


class DayWithoutYear(datetime):
    """A day of which a spreadsheet shows no year, as where it took `3-5` for one."""


class ExactNumber(str):
    """A number of a file format in which only a point separates decimals."""

    __slots__ = ()


@dataclass(frozen=True)
class Unreadable:
    """A cell that a spreadsheet shows and that cannot be read, with the reason."""

    reason: str


def parse_cell(model: type[Item] | type[Term], key: str, cell: object, date_format: str = "") -> object:
    """Return `cell` as the raw value of `key`, before validation. Raises `NotationError`.

    `date_format` (of `strptime`) parses dates that are not in the notation of negtrack.
    """
    doc = docs_of(model)[key]
    match doc.type:
        case "list":
            return _folded_list(key, doc.doc.names, _list(key, cell))
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
        case _ if key == Passage.table and isinstance(cell, dict):
            return {name: _whole(part) if name in ("start", "length") else part for name, part in cell.items()}
        case _:
            return _folded_text(key, doc.doc.names, doc.words, text_of(cell))


def _folded_list(key: str, names: str, texts: list[str]) -> list[str]:
    """Return the texts of a list; keywords and the names of records in the spelling of ids."""
    if key == _TAGS:
        return [fold(word) for text in texts for word in text.split(",")]
    return list(map(_record_name, texts)) if names in _RECORDS else texts


def _folded_text(key: str, names: str, words: Collection[str], text: str) -> str:
    """Return a text; a closed word, a grade, a coder and the name of a record in their own spelling."""
    if names in _RECORDS:
        return _record_name(text)
    if key == _CODER:
        return fold(text)
    if key == _GRADE:
        return re.sub(r"[\s/-]", "", text).upper()
    word = fold(text.replace("_", "-")) if words else text
    return word if word in words else text


def _record_name(text: str) -> str:
    record, hash_, term = text.strip().partition("#")
    return f"{id_of(record)}{hash_}{fold(term)}"


def round_as_shown(number: float) -> Decimal:
    """Return `number` with the fifteen digits that a spreadsheet shows; further digits are rounding errors."""
    return Decimal(number) if isinstance(number, int) else Decimal(f"{number:.15g}")


def text_of(cell: object) -> str:
    """Return `cell` as a text. Raises `NotationError` where it is none."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int | float):
        return ExactNumber(f"{round_as_shown(cell):f}")
    if isinstance(cell, DayWithoutYear):
        day = f"{cell.day} {cell:%b}"
        raise NotationError(f"a day to the spreadsheet ({day}); format the column as text and write the value again")
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date):  # a date-time too
        return cell.isoformat()
    if isinstance(cell, Unreadable):
        raise NotationError(cell.reason)
    if isinstance(cell, time | timedelta):
        raise NotationError("a time of day to the spreadsheet; format the column as text and write it again")
    raise NotationError("not a text; write it in quotes")


def _whole(cell: object) -> object:
    """Return a whole number, which files hold as a text, as one; anything else as it is."""
    return int(cell) if isinstance(cell, str) and cell.isascii() and cell.isdecimal() else cell


def _list(key: str, cell: object) -> list[str]:
    if not isinstance(cell, list):
        return elements_of(text_of(cell))
    is_of_names = key == _AUTHORS
    return [name_text(part) if is_of_names and isinstance(part, Mapping) else text_of(part) for part in cell]


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
    if isinstance(cell, Mapping):
        return date_text(cell)
    if isinstance(cell, datetime):  # a spreadsheet's, which has no offset
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell).strip()
    if date_format:
        with contextlib.suppress(ValueError):
            return datetime.strptime(text, date_format).date()
    if _OTHER_DATE.fullmatch(text):
        how = "in the format of --date-format" if date_format else f"give the format, {_likely_formats(text)}"
        raise NotationError(f'"{text}": not a date; write 2024-03-25, or {how}')
    return rewrite_dates(text.casefold()) if text[-4:].isdigit() else text


def _likely_formats(text: str) -> str:
    """Return the options of the formats in which a date of three numbers can be read."""
    sign = re.sub("[0-9]", "", text)[0]
    year = "%Y" if re.search("[0-9]{4}", text) else "%y"
    orders = [f"%Y{sign}%m{sign}%d"] if re.match("[0-9]{4}", text) else _ORDERS
    formats = [order.replace("/", sign).replace("%Y", year) for order in orders]
    fitting = [written for written in formats if _is_date(text, written)] or formats[:1]
    return " or ".join(f"--date-format {written}" for written in fitting)


def _is_date(text: str, date_format: str) -> bool:
    try:
        datetime.strptime(text, date_format)
    except ValueError:
        return False
    return True
