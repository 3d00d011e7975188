"""Spellings of numbers and dates other than the notation's, in the values of a flag, a prompt or a table.

Where a number has two readings (`12.500`; `2,125` in a file that separates its cells by semicolons) it is refused with
both. Values in files are in the notation, in which a point separates decimals.
"""

from __future__ import annotations

import re
from typing import Literal

from negtrack.errors import NotationError, TwoReadingsError
from negtrack.frozen import dataclass
from negtrack.values.everyday import join_groups

_NUMBER = r"(?<![0-9.,])[0-9]+(?:[.,][0-9]+)*(?![0-9.,]*[0-9])"
"""Digits with the points and commas between them."""
_ONE_GROUP = r"([1-9][0-9]{0,2})([.,])([0-9]{3})"
"""A number in which a point or a comma may separate thousands or decimals."""
_WITH_COMMA = r"((?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+))(?:,([0-9]+))?"
"""A number with a comma before its decimals."""


@dataclass(frozen=True)
class Spelling:
    """How a file or a person spells numbers and dates."""

    decimal: Literal["", ".", ","] = ""
    """What separates decimals; "" if nobody said."""
    has_semicolons: bool = False
    """Whether semicolons separate the cells, as where a comma separates decimals."""
    date_format: str = ""
    """Format of dates, as `strptime` has it."""


UNKNOWN = Spelling()
"""The spelling of somebody who did not say it."""
NOTATION = Spelling(decimal=".")
"""The spelling of the notation itself."""


def respell_numbers(text: str, spelling: Spelling) -> str:
    """Return a text with its numbers in the notation. Raises NotationError for a number with two readings. A file with
    a comma before its decimals may have blanks between its thousands."""
    if spelling.decimal == ",":
        text = join_groups(" ".join(text.split()))
    return re.sub(_NUMBER, lambda match: _respell(match[0], spelling), text)


def plain_decimals(text: str) -> str:
    """Return a text with its numbers as they are written without separators of thousands."""
    return re.sub(_NUMBER, lambda match: _plain(match[0]), text)


def _respell(number: str, spelling: Spelling) -> str:
    if spelling.decimal == ",":
        return _without_comma(number)
    group = re.fullmatch(_ONE_GROUP, number)
    if group and not spelling.decimal and (group[2] == "." or spelling.has_semicolons):
        whole, decimals = f"{group[1]}{group[3]}", f"{group[1]}.{group[3]}"
        short = decimals.rstrip("0").rstrip(".")
        exact = f"{decimals}0" if short == decimals else short
        raise TwoReadingsError(f'"{number}" may be {whole} or {short}; write {whole} or {exact}')
    return number


def _without_comma(number: str) -> str:
    match = re.fullmatch(_WITH_COMMA, number)
    if not match:
        raise NotationError(f'"{number}" is no number with a comma before its decimals; write it as 1.234,5 or 1234,5')
    return f"{match[1].replace('.', '')}{f'.{match[2]}' if match[2] else ''}"


def _plain(number: str) -> str:
    """Return a number whose last separator separates the decimals, unless it occurs twice."""
    last = re.findall("[.,]", f".{number}")[-1]
    is_decimal = number.count(last) == 1
    whole, _, decimals = number.rpartition(last) if is_decimal else (number, "", "")
    return re.sub("[.,]", "", whole) + (f".{decimals}" if is_decimal else "")
