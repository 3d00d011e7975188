"""A negotiation as csv and tsv: safe in a spreadsheet and on a terminal, and nothing lost."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest

from negtrack.exchange.delimited import csv_lines, tsv_lines
from negtrack.model import Negotiation
from negtrack.render.clean import sanitise_lines

FORMULA = "[position.p]\nvalue = '1'\ntext = '''{}'''"
STARTS = ("=1+1", "+1+1", "-x", "@SUM(A1)", "\tx", "'=x", "''@x")


def cells(lines: str) -> list[dict[str, str]]:
    """Return the rows, as a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO(lines, newline="")))


@pytest.mark.parametrize("text", STARTS)
def test_formulas_are_defused(negotiation_of: Callable[..., Negotiation], text: str) -> None:
    """What a spreadsheet would compute has an apostrophe in front (CWE-1236)."""
    rows = cells("".join(csv_lines(negotiation_of(FORMULA.format(text)), str)))
    (row,) = (row for row in rows if row["table"] == "position")
    assert row["text"] == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "+3.5", "-12%", "a=b", "'twas"])
def test_numbers_and_words_are_not(negotiation_of: Callable[..., Negotiation], text: str) -> None:
    """They compute nothing."""
    rows = cells("".join(csv_lines(negotiation_of(FORMULA.format(text)), str)))
    assert text in {row["text"] for row in rows}


def test_csv_ends_lines_as_the_rfc_has_it(negotiation_of: Callable[..., Negotiation]) -> None:
    """CRLF; a line break within a cell stays what it is."""
    lines = list(csv_lines(negotiation_of(FORMULA.format("one\ntwo")), str))
    assert all(line.endswith("\r\n") for line in lines)
    assert sum("one\ntwo" in line for line in lines) == 1


def test_on_a_terminal_nothing_is_hidden(negotiation_of: Callable[..., Negotiation]) -> None:
    """csv through `clean_lines` and tsv at all times hold no character that a reader could not see."""
    known = negotiation_of('[position.p]\nvalue = "1"\ntext = "a\\u001b[2J\\u202eb\\u0000\\n"')
    shown = "".join((*csv_lines(known, sanitise_lines), *tsv_lines(known)))
    assert not set(shown) & set("\x1b\u202e\x00")
    assert "\u241b[2J" in shown
    assert "\\u001b[2J\\u202eb\\u0000\\n" in shown


def test_tsv_is_a_row_a_line(negotiation_of: Callable[..., Negotiation]) -> None:
    """As many cells as columns, whatever the texts hold."""
    lines = list(tsv_lines(negotiation_of(FORMULA.format("one\ttwo\nthree\\"))))
    assert len({line.count("\t") for line in lines}) == 1
    assert all(line.count("\n") == 1 for line in lines)
