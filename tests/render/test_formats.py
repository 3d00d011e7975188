"""The formats for machines and documents: what each escapes, and that the data comes back."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.render.csv import render_csv
from negtrack.render.flat import ids_of
from negtrack.render.json import render_json
from negtrack.render.jsonl import render_jsonl
from negtrack.render.md import render_md
from negtrack.render.tsv import render_tsv
from negtrack.views.pair_words import number
from negtrack.views.quotient import Quotient
from negtrack.views.view import Frame, Row, Table, View

from .hostile import HOSTILE, foreign_bytes


@dataclass(frozen=True)
class Answer:
    """A view of rows that are given."""

    lines: Sequence[Mapping[str, object]]
    schema: str = "test"
    id_column: str = "id"
    columns: Sequence[str] = ("id", "value")
    header: Mapping[str, object] = field(default_factory=dict)

    @property
    def frame(self) -> Frame:
        return Frame("Title")

    def head(self) -> Mapping[str, object]:
        return self.header

    def rows(self) -> Iterator[Row]:
        yield from self.lines

    def table(self) -> Table:
        return Table(self.columns, [[str(row.get(name, "")) for name in self.columns] for row in self.lines])


def answer(*values: object) -> View:
    """Return a view with one row a value."""
    return Answer([{"id": str(number), "value": value} for number, value in enumerate(values)])


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("a\tb\nc\rd\\e", "a\\tb\\nc\\rd\\\\e"),
        ("\x1b[2J", "\u241b[2J"),
        (["one", "two; three"], "one; two; three"),
        (True, "yes"),
        (False, "no"),
        (None, ""),
        (14, "14"),
        (0, "0"),
        ("30:1", "30:1"),
        (Quotient("1/24"), "0 1/24"),
        (Quotient("-49/24"), "-2 1/24"),
        ('"quoted", too', '"""quoted"", too"'),
        ('5" pipe\t', '"5"" pipe\\t"'),
    ],
)
def test_tsv_cell(value: object, cell: str) -> None:
    """Tab, newline and backslash are escaped; lists are joined; a cell with a quotation mark is quoted as in csv."""
    assert "".join(render_tsv(answer(value))) == f"id\tvalue\n0\t{cell}\n"


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp")) | st.sampled_from("\t\n\r\\")))
def test_tsv_comes_back(value: str) -> None:
    """One record a line, as many cells as columns, and the escapes can be undone."""
    (line,) = "".join(render_tsv(answer(value), header=False)).split("\n")[:-1]
    ((_, cell),) = csv.reader(io.StringIO(line), delimiter="\t")
    assert line.count("\t") == 1
    back = re.sub(r"\\(.)", lambda match: {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}[match[1]], cell)
    assert back == value


@pytest.mark.parametrize("value", ["=1+1", "+cmd", "-cmd", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x")'])
def test_csv_formulas_are_defused(value: str) -> None:
    """What a spreadsheet would compute gets an apostrophe in front (CWE-1236)."""
    cell = list(csv.reader(io.StringIO("".join(render_csv(answer(value))), newline="")))[1][1]
    assert cell[0] not in "=+-@\t\r"


@pytest.mark.parametrize("value", ["-14", "+3", "-1.5", "46%", "-5%", "700..1000", "30:1", "2024-03-25", "plain"])
def test_csv_numbers_are_left(value: str) -> None:
    """A number is no formula."""
    assert list(csv.reader(io.StringIO("".join(render_csv(answer(value))), newline="")))[1] == ["0", value]


def test_csv_form() -> None:
    """RFC 4180: lines end in CRLF, quotes are doubled, a newline in a cell stays in quotes."""
    text = "".join(render_csv(answer('say "yes", twice\nnow')))
    assert text == 'id,value\r\n0,"say ""yes"", twice\nnow"\r\n'


@pytest.mark.parametrize("value", HOSTILE)
def test_json_keeps_the_data(value: str) -> None:
    """Nothing hostile in the bytes, everything in the data."""
    for text in ("".join(render_json(answer(value))), "".join(render_jsonl(answer(value)))):
        assert foreign_bytes(text) == []
        assert "\t" not in text
    assert json.loads("".join(render_json(answer(value))))["rows"][0]["value"] == value
    assert json.loads("".join(render_jsonl(answer(value))))["value"] == value


def test_json_types() -> None:
    """Numbers, booleans and lists stay what they are; an absent text is null; scripts stay readable."""
    view = Answer([{"id": "x", "n": 14, "b": False, "l": ["ش"], "none": ""}], header={"title": "立即"})
    text = "".join(render_json(view))
    assert json.loads(text) == {
        "schema": "negtrack.test/1",
        "title": "立即",
        "rows": [{"id": "x", "n": 14, "b": False, "l": ["ش"], "none": None}],
    }
    assert "立即" in text
    (line,) = render_jsonl(view)
    assert line.count("\n") == 1


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("a | b", "a \\| b"),
        ("*x* _y_ `z`", "\\*x\\* \\_y\\_ \\`z\\`"),
        ("<script>", "\\<script\\>"),
        ("[a](http://b)", "\\[a\\](http://b)"),
        ("two\nlines", "two lines"),
        ("back\\slash", "back\\\\slash"),
        ("\x1b[2J", "\u241b\\[2J"),
    ],
)
def test_md_cell(value: str, cell: str) -> None:
    """What Markdown would read is escaped, and a cell is one line."""
    assert "".join(render_md(answer(value))).splitlines()[-1] == f"| 0 | {cell} |"


def test_md_form() -> None:
    """A title, then one table of GitHub's kind; without header rows the title is left out."""
    assert "".join(render_md(answer("x"))) == "## Title\n\n| id | value |\n| --- | --- |\n| 0 | x |\n"
    assert "".join(render_md(answer("x"), header=False)).startswith("| id |")


def test_a_distance_without_a_decimal_is_a_fraction_for_programs_and_for_spreadsheets() -> None:
    """A day's 24th is `1/24` in JSON and `0 1/24` in csv, where `1/24` would be read as a day."""
    distance = number(Fraction(1, 24))
    assert json.loads("".join(render_json(answer(distance))))["rows"][0]["value"] == "1/24"
    assert "".join(render_csv(answer(distance))).splitlines()[1] == "0,0 1/24"
    assert [number(Fraction(text)) for text in ("3", "1/8")] == [3, 0.125]


def test_ids_once_each() -> None:
    """Each id is given once, in order; rows without one are left out."""
    view = Answer([{"id": "b"}, {"id": "a"}, {"id": "b"}, {"id": ""}, {"id": None}])
    assert list(ids_of(view)) == ["b", "a"]


def test_no_rows() -> None:
    """An empty answer is a header, or nothing."""
    assert "".join(render_tsv(answer())) == "id\tvalue\n"
    assert "".join(render_tsv(answer(), header=False)) == ""
    assert "".join(render_csv(answer())) == "id,value\r\n"
    assert "".join(render_jsonl(answer())) == ""
    assert json.loads("".join(render_json(answer())))["rows"] == []
