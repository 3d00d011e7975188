"""csv and tsv that are taken in: what others write, and what is refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.errors import DataError
from negtrack.exchange.delimited import tsv_cell
from negtrack.exchange.import_.delimited import read_csv, read_tsv
from negtrack.exchange.import_.row import RawTable


def cells(table: RawTable) -> list[dict[str, object]]:
    """Return the cells of every row, all without errors."""
    rows = list(table.rows)
    assert not [row.error for row in rows if row.error]
    return [dict(row.cells) for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,2\n",
        "a,b\r\n1,2\r\n",
        "a,b\n1,2",
        "a;b\n1;2\n",
        "a\tb\n1\t2\n",
        "a|b\n1|2\n",
        "a|b\r\n\r\n1|2\r\n",
        '"a"|"b"\n1|"2"\n',
        "sep=;\r\na;b\r\n1;2\r\n",
        "sep=|\na|b\n1|2\n",
        '"a","b"\n"1","2"\n',
        '"a";"b"\n1;"2"\n',
        " a ,b\n1,2,,\n\n,\n",
        "a,b,,\n1,2\n",
    ],
)
def test_ways_of_writing_a_table(text: str) -> None:
    """Commas, semicolons or tabs, any line ending, quotes or none, empty rows and cells at the end."""
    assert cells(read_csv(text, "f.csv")) == [{"a": "1", "b": "2"}]


def test_a_separator_in_quotes_is_none() -> None:
    """The line of names decides, and what is quoted in it does not count."""
    assert cells(read_csv('"a;b;c",d\n1,"x;y"\n', "f.csv")) == [{"a;b;c": "1", "d": "x;y"}]


@pytest.mark.parametrize("separator", list("|;,\t"))
@pytest.mark.parametrize("other", list("|;,"))
def test_lines_and_separators_in_quotes(separator: str, other: str) -> None:
    """Any separator is found where quoted cells have line breaks and other separators, also among the names; a quote
    that is not at the beginning of a cell is none."""
    words = f'x{other} ""y""\nz{other}{other}'
    lines = [["a", f'"b{other}\nc"'], ["1", f'"{words}"'], ["7 ft 3", "2"]]
    text = "".join(f"{separator.join(line)}\n" for line in lines)
    names, word = ("a", f"b{other}\nc"), words.replace('""', '"')
    assert cells(read_csv(text, "f.csv")) == [
        dict(zip(names, ("1", word), strict=True)),
        {"a": "7 ft 3", names[1]: "2"},
    ]


def test_quoted_cells() -> None:
    """They hold separators, quotes and lines (RFC 4180); rows are counted, not lines."""
    table = read_csv('a,b\n"x, ""y""\nz",1\n2,3,4\n', "f.csv")
    first, second = table.rows
    assert (first.number, dict(first.cells)) == (2, {"a": 'x, "y"\nz', "b": "1"})
    assert (second.number, second.error) == (3, "3 cells under 2 columns; write one cell a column")


@pytest.mark.parametrize("line", ["1", "1,2,3", "1,2,,3"])
def test_ragged_rows(line: str) -> None:
    """Fewer cells than columns, or one that has none: the row is a fault, and those after it are read."""
    (first, second) = read_csv(f"a,b\n{line}\n5,6\n", "f.csv").rows
    assert re.fullmatch(r"\d cells under 2 columns; write one cell a column", first.error)
    assert dict(second.cells) == {"a": "5", "b": "6"}


@pytest.mark.parametrize("text", ['a,b\n1,2\n"1,2\n3,4\n', 'a,b\n1,2\n1,"2"x\n', f'a,b\n1,2\n1,"{"x" * 200_000}'])
def test_invalid_quotes(text: str) -> None:
    """A quote that never ends, or that is not doubled, is named with the row that it begins in."""
    with pytest.raises(DataError, match=r"^f.csv: row 3: not csv: .*; look for a quote that is not doubled"):
        list(read_csv(text, "f.csv").rows)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,a\n1,2\n", "f.csv: row 1, a: two columns have this name; rename one of them"),
        ("a,,b\n1,2,3\n", "f.csv: row 1: column 2 has no name; give it one"),
        (",,\n1,2,3\n", "f.csv: row 1: no column names; the first row must name the columns"),
        ("\na,b\n1,2\n", "f.csv: row 1: no column names; the first row must name the columns"),
    ],
)
@pytest.mark.parametrize("read", [read_csv, read_tsv])
def test_invalid_column_names(read: object, text: str, message: str) -> None:
    """Named with the row and the column."""
    with pytest.raises(DataError, match=re.escape(message)):
        read(text.replace(",", "\t") if read is read_tsv else text, "f.csv")  # type: ignore[operator]


def test_a_defused_formula_is_what_it_was() -> None:
    """The apostrophe that keeps a spreadsheet from computing is taken off; one that keeps nothing stays."""
    (row,) = cells(read_csv("a,b,c,d\n'=1+1,''=x,'twas,-5\n", "f.csv"))
    assert list(row.values()) == ["=1+1", "'=x", "'twas", "-5"]


def test_tsv_marks() -> None:
    """Backslash marks are read back; what is none stays; quotes are letters like others."""
    (row,) = cells(read_tsv('table\tid\tc\r\nx\\ty\\nz\\\\\t\\u202e"\t\\q\r\n', "f.tsv"))
    assert list(row.values()) == ["x\ty\nz\\", '\u202e"', "\\q"]


def test_tsv_of_others() -> None:
    """A backslash of a table that no export wrote is a letter."""
    (row,) = cells(read_tsv("a\tb\nC:\\new\t5\n", "f.tsv"))
    assert list(row.values()) == ["C:\\new", "5"]


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=4))
def test_tsv_holds_any_text(texts: list[str]) -> None:
    """What is written into cells is read from them, whatever the letters."""
    names = ["table", "id", *(f"c{number}" for number in range(len(texts)))]
    texts = ["position", "a", *texts]
    line = "\t".join(map(tsv_cell, texts))
    assert cells(read_tsv("\t".join(names) + f"\n{line}\n", "f.tsv")) == [dict(zip(names, texts, strict=True))]


def test_a_quotation_mark_swallows_no_row() -> None:
    """A cell that only begins with one, and a later one that ends with one, are two rows; a quoted cell is one."""
    rows = cells(read_tsv('party\ttext\nunion\t"Peace first\nport\twages later"\n', "f.tsv"))
    assert [row["party"] for row in rows] == ["union", "port"]
    (row,) = cells(read_tsv('party\ttext\nunion\t"Peace ""first""\nwages later"\n', "f.tsv"))
    assert row["text"] == 'Peace "first"\nwages later'
