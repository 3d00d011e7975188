"""`query`: SQL over the documented tables, in every format."""

from __future__ import annotations

import csv
import io
import json
import re
import signal
import subprocess
from pathlib import Path

import pytest
from rich.cells import cell_len

from negtrack.views.relations import RELATIONS

from ..examples import sampled
from .harness import EXAMPLE, SHIPPED, Result, command_line, environment, home, look, run, spawn, unchanged

UAW = ("--data", SHIPPED, "-n", "uaw-detroit-2023")
BOTH = [pytest.param((), id=EXAMPLE), pytest.param(UAW, id="uaw-detroit-2023")]


def test_an_answer_in_a_pipe() -> None:
    """Tab-separated under the names that the statement chose."""
    statement = "SELECT issue, party, value AS says, low FROM current WHERE attribution = 'document' ORDER BY 1, 2"
    result = run("query", statement)
    assert (result.code, result.err) == (0, "")
    assert result.lines == [
        "issue\tparty\tsays\tlow",
        "permanent-ceasefire\thamas\tdate-after-first-exchange\t2",
        "prisoners-first-stage\thamas\t700..1000\t700",
    ]


def test_ids_headers_and_no_rows() -> None:
    """`--ids` and `--no-header` as in every list; an answer without rows has its header."""
    assert run("query", "SELECT role, id FROM party WHERE role = 'principal'", "--ids").lines == ["israel", "hamas"]
    assert run("query", "SELECT 1", "--no-header").out == "1\n"
    assert run("query", "SELECT id FROM retraction").out == "id\n"
    assert look("query", "SELECT id FROM retraction").endswith("as of 26 Mar 2024\n\nno rows\n")


@pytest.mark.parametrize("table", sampled(RELATIONS, 2))
@pytest.mark.parametrize("where", [BOTH[0], pytest.param(UAW, id="uaw-detroit-2023", marks=pytest.mark.deep)])
def test_every_table_in_every_format(table: str, where: tuple[object, ...]) -> None:
    """The same rows in each; in the table every value, and no line over the width."""
    statement = f"SELECT * FROM {table}"

    def render(form: str) -> str:
        result = run("query", statement, "--format", form, *where)
        assert (result.code, result.err) == (0, "")
        return result.out

    rows = json.loads(render("json"))["rows"]
    assert rows == [
        {key: value for key, value in json.loads(line).items() if key != "schema"}
        for line in render("jsonl").splitlines()
    ]
    cells = [["" if value is None else str(value) for value in row.values()] for row in rows]
    lines = render("tsv").splitlines()
    assert [line.count("\t") for line in lines] == [len(RELATIONS[table].columns) - 1] * (len(rows) + 1)
    assert list(csv.reader(lines[1:], delimiter="\t")) == cells
    assert len(list(csv.reader(io.StringIO(render("csv"))))) == len(rows) + 1
    assert sum(line.startswith("| ") for line in render("md").splitlines()) == len(rows) + 2
    for width in (40, 80, 160):
        assert max(map(cell_len, look("query", statement, *where, width=width).splitlines())) <= width
        page = re.sub(r"\s", "", look("query", statement, "--layout", "stacked", *where, width=width))
        assert all(re.sub(r"\s", "", cell) in page for row in cells for cell in row)


@pytest.mark.parametrize("where", BOTH)
def test_gap_is_what_gaps_says(where: tuple[object, ...]) -> None:
    """Every pair, status, distance and common part."""
    names = ("issue", "one", "other", "status", "gap", "distance", "more_than", "unit", "common", "reason")
    asked = run("query", f"SELECT {', '.join(names)} FROM gap", "--json", *where).json["rows"]
    gaps = run("gaps", "--sort", "issue", "--json", *where).json["rows"]
    assert asked
    assert sorted(map(str, asked)) == sorted(
        str({name: int(row[name]) if name == "more_than" else row[name] for name in names}) for row in gaps
    )
    since = run("query", "SELECT since FROM gap", "--json", *where).json["rows"]
    assert sorted(str(row["since"]) for row in since) == sorted(str(row["unchanged_since"]) for row in gaps)


@pytest.mark.parametrize("where", BOTH)
@pytest.mark.parametrize("clock", [(), ("--as-of", "2024-03-20"), ("--as-of", "2023-09-21")])
def test_current_is_what_compare_says(where: tuple[object, ...], clock: tuple[str, ...]) -> None:
    """The same value of each party on each issue, if it was said; where a party is silent there is no row."""
    statement = "SELECT issue, party, value FROM current WHERE modality = 'said'"
    asked = run("query", statement, "--json", *where, *clock).json["rows"]
    parties = [row["id"] for row in run("parties", "--json", *where).json["rows"]]
    compared = run("compare", "--all", "--json", *where, *clock).json["rows"]
    values = {(row["issue"], party): row[party] for row in compared for party in parties if row.get(party)}
    assert {(row["issue"], row["party"]): row["value"] for row in asked} == values


def test_what_was_not_said_keeps_its_word() -> None:
    """A forecast is no value of `compare`; in SQL its modality stands beside it, and it has no numbers."""
    statement = "SELECT value, modality, high FROM current WHERE issue = 'expected-length' AND party = 'mediators'"
    assert run("query", statement).rows == [{"value": "under 3 weeks", "modality": "hoped", "high": ""}]


def test_the_clocks() -> None:
    """`--as-of` and `--known-at`, as on every view."""
    count = ("query", "SELECT count(*) AS n FROM position")
    assert run(*count).rows == [{"n": "40"}]
    early = run(*count, "--as-of", "2024-03-01").rows[0]["n"]
    assert 0 < int(early) < 40
    assert run(*count, "--known-at", "2020-01-01").rows == [{"n": "0"}]


def test_the_page_of_a_narrow_answer() -> None:
    """A grid with the numbers to the right, as long as it fits."""
    page = look("query", "SELECT party, low, high FROM current WHERE issue = 'prisoners-first-stage' ORDER BY party")
    assert page.splitlines()[2:] == [
        "party   low  high",
        "─" * 100,
        "hamas   700  1000",
        "israel  700   800",
    ]


def test_the_page_of_a_wide_answer() -> None:
    """Texts fold; what still does not fit, or is wanted so, stands one below the other, without what is null."""
    statement = "SELECT party, grade, quote, value, text FROM current WHERE issue = 'civilian-return' ORDER BY party"
    folded = look("query", statement, width=70).splitlines()
    assert folded[2].split() == ["party", "grade", "quote", "value", "text"]
    stacked = look("query", statement, "--layout", "stacked", width=70)
    assert stacked.splitlines()[2:5] == ["party hamas", "  grade B2", "  value immediately"]
    assert "quote" not in stacked
    assert look("query", "SELECT * FROM current", width=160).splitlines()[2].startswith("id 20")


@pytest.mark.parametrize("form", ["tsv", "csv", "json", "jsonl", "md"])
def test_the_tables(form: str) -> None:
    """Every table and column in every format, also where there is no negotiation."""
    result = run("query", "--tables", "--format", form, cwd=Path("/"))
    assert (result.code, result.err) == (0, "")
    for relation in RELATIONS.values():
        for name in (relation.name, *(column.name for column in relation.columns)):
            assert name in result.out.replace("\\", "")


def test_the_tables_on_a_page() -> None:
    """A table with its meaning, its columns below with theirs; no line over the width."""
    page = look("query", "--tables", width=80)
    assert page.splitlines()[2].startswith("position  Every position on record")
    assert re.search(r"^  grade +text +Admiralty grade", page, re.M)
    assert max(map(cell_len, look("query", "--tables", width=40).splitlines())) <= 40
    assert run("query", "--tables", "--ids").lines == list(RELATIONS)


def ask_by_stdin(statement: bytes) -> Result:
    """Run `negtrack query -` with a statement on stdin."""
    done = subprocess.run(
        command_line("query", "-"), cwd=home(), env=environment(), input=statement, capture_output=True, timeout=60
    )
    return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def test_a_statement_from_stdin() -> None:
    """`-` reads it, with comments and lines as in a file; without `-` stdin is left alone."""
    assert ask_by_stdin(b"-- how many\nSELECT count(*)\nFROM party;\n").lines == ["count(*)", "6"]
    assert "the statement is empty" in ask_by_stdin(b"").err
    broken = ask_by_stdin(b"SELECT '\xff'")
    assert (broken.code, broken.err) == (2, "negtrack: stdin: byte 9 is not UTF-8\n")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (("SELECT vlue FROM position",), "no such column: vlue in position; did you mean value? its columns are id, "),
        (("SELECT * FROM positions",), "no such table: positions; did you mean position? tables are position, "),
        (("DELETE FROM position",), 'query is read-only; use SELECT ..., not "DELETE"'),
        ((), "the statement is empty; use one such as"),
        (("SELECT 1", "--tables"), "--tables takes no statement; remove one of them"),
        (("SELECT \x1b[2J\u202e",), "syntax error at"),
    ],
)
def test_what_does_not_hold_is_one_line(given: tuple[str, ...], message: str) -> None:
    """Exit 2, nothing on stdout, nothing that steers a terminal."""
    result = run("query", *given)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"negtrack: {message}")
    assert len(result.err.splitlines()) == 1
    assert not re.search("[\x1b\u202e]", result.err)


def test_hostile_text_in_an_answer() -> None:
    """A name and a value that SQL makes up are shown with marks; a name that takes several lines takes one."""
    assert run("query", "SELECT count(\n*\n)").lines == ["count( * )", "1"]
    assert run("query", 'SELECT 1 AS "=x"', "--format", "csv").lines == ["'=x", "1"]
    for form in ("table", "tsv", "csv", "md", "json"):
        out = run("query", "SELECT char(27) || '[2J' || char(0x202e) AS \"a\x1b[2J\"", "--format", form).out
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", out.replace("\r\n", "\n"))


def test_nothing_is_written(tmp_path: Path) -> None:
    """No statement leaves anything in the folder."""
    with unchanged(home()):
        for statement in ("SELECT * FROM position", f"ATTACH '{tmp_path}/x' AS x", "VACUUM INTO 'x.db'"):
            run("query", statement)


def test_ctrl_c_ends_a_statement_without_end() -> None:
    """Exit 130, at once and without a word."""
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c"
    process = subprocess.Popen(
        command_line("query", endless), cwd=home(), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1)
    process.send_signal(signal.SIGINT)
    try:
        assert process.communicate(timeout=20) == (b"", b"")
    finally:
        process.kill()
    assert process.returncode == 130


def test_a_file_with_an_error(here: Path) -> None:
    """The valid records answer, the error is reported, exit 2."""
    path = here / "data" / EXAMPLE / "parties" / "hamas.toml"
    path.write_text(path.read_text("utf-8") + '\n[note.bad]\nvaleu = "x"\n', "utf-8")
    result = spawn("query", "SELECT count(*) FROM party", cwd=here)
    assert (result.code, result.lines) == (2, ["count(*)", "6"])
    assert "valeu" in result.err
