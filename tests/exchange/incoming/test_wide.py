"""Tables with the issues down and the parties across: what each cell becomes, and what is refused with its address."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from negtrack.exchange.import_.cell_parts import Parts, split_cells
from negtrack.values import Scale
from negtrack.values.spelling import UNKNOWN

from ...cli.harness import Result, run, unchanged
from ...cli.small import load

OWN = ("--set", "side=own", "--set", "stated=2026-10-14")


def book(*rows: Sequence[Any], change: Callable[[Any], object] = lambda _: None) -> bytes:
    """Return a workbook of one sheet that holds `rows`, changed."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append([*row])  # type: ignore[union-attr]
    change(made)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


_REMARK = re.compile("negtrack: (?:read as|notes of|columns not used|groups|not taken|cells in)")


def put(folder: Path, table: str | bytes) -> str:
    """Write a table into a file; return its name."""
    name = "t.xlsx" if isinstance(table, bytes) else "t.csv"
    (folder / name).write_bytes(table if isinstance(table, bytes) else table.encode())
    return name


def take(folder: Path, table: str | bytes, *args: str) -> Result:
    """Import a table, into a new negotiation where there is none."""
    return run("import", put(folder, table), "--create", *(args or OWN), cwd=folder)


def taken(folder: Path, table: str | bytes, *args: str) -> list[dict[str, str]]:
    """Import a table that is taken in; return what each position says beside its date."""
    result = take(folder, table, *args)
    assert result.code == 0, result.err
    known = load(folder, "t")
    fields = ("party", "issue", "value", "stance", "text", "caveat", "note")
    positions = [known.entries[id] for id in result.lines]
    return [{key: getattr(position, key) for key in fields if getattr(position, key)} for position in positions]


def refused(folder: Path, table: str | bytes, *args: str) -> str:
    """Import a table that is refused, with nothing written; return the first line of the message."""
    name = put(folder, table)
    with unchanged(folder):
        result = run("import", name, "--create", *(args or OWN), cwd=folder)
    assert (result.code, result.out) == (2, "")
    return next(line for line in result.err.splitlines() if not _REMARK.match(line))


def test_each_cell_is_a_position(tmp_path: Path) -> None:
    """Of the party of its column on the issue of its row; an empty cell and a dash are none."""
    assert taken(tmp_path, "Issue,Union,Employers\nPay,5%,3%\nHours,38,\nLeave,-,20 days\n") == [
        {"party": "union", "issue": "pay", "value": "5%", "stance": "demand"},
        {"party": "employers", "issue": "pay", "value": "3%", "stance": "demand"},
        {"party": "union", "issue": "hours", "value": "38", "stance": "demand"},
        {"party": "employers", "issue": "leave", "value": "20 days", "stance": "demand"},
    ]


def test_a_table_of_markdown(tmp_path: Path) -> None:
    """The line below its head is no group; the issues are those of the same table without it."""
    table = "| Issue | Union | Port |\n|{}|{}|---|\n| Pay | 5% | 3% |\n| Hours | 38 | 40 |\n"
    for number, dashes in enumerate([("---", "---"), (":---", "---:")]):
        folder = tmp_path / str(number)
        folder.mkdir()
        result = take(folder, table.format(*dashes))
        assert (result.code, "groups" in result.err, len(result.lines)) == (0, False, 4)


def test_what_was_read_and_what_was_not_is_said(tmp_path: Path) -> None:
    """The columns, the lines above and below the table, the groups, and the cells without a value."""
    table = "Positions,,,,\nIssue,Union,Employers,Notes,Status\nPAY,,,,\nRise,5%,3% (was 2%),from May,open\n"
    table += "Premium,-,4%,,\nBonus,,,,\nCap,1%,2%,,\nPrepared by the office,,,,\n"
    said = take(tmp_path, table).err.splitlines()
    assert said[:10] == [
        "negtrack: read as a wide table: issues in Issue (A), Union (B), Employers (C)",
        "negtrack: notes of the table: Notes (D)",
        "negtrack: columns not used: Status (E)",
        'negtrack: not taken, above the table: A1 "Positions"',
        "negtrack: groups: PAY (A3)",
        'negtrack: cells in parts: C4 "3% (was 2%)" as "3%"',
        'negtrack: no value: B5 "-"',
        'negtrack: issues without a value: A6 "Bonus"',
        'negtrack: not taken, below the table: A8 "Prepared by the office"',
        "negtrack: started data/t",
    ]


def test_groups_and_notes(tmp_path: Path) -> None:
    """A row that names a section gives the issues below it their group; a note goes with each position of its row."""
    rows = taken(tmp_path, "Issue,A,B,Notes\nPay,,,\nRise,5%,3%,from May\nHours,,,\nWeek,38,40,\n")
    issues = load(tmp_path, "t").issues
    assert [(issue.id, issue.group) for issue in issues.values()] == [("rise", "Pay"), ("week", "Hours")]
    assert [row.get("note") for row in rows] == ["from May", "from May", None, None]


def test_an_issue_without_a_value_is_no_group(tmp_path: Path) -> None:
    """Where other rows have values above it, nothing shows that it is a section."""
    result = take(tmp_path, "Issue,A,B\nRise,5%,3%\nBonus,,\nWeek,38,40\n")
    assert 'issues without a value: A3 "Bonus"' in result.err
    assert {issue.group for issue in load(tmp_path, "t").issues.values()} == {""}


@pytest.mark.parametrize(
    ("head", "party", "stance"),
    [
        ("Union", "union", "demand"),
        ("Union proposal", "union", "offer"),
        ("The Union's revised counter-proposal", "the-union", "offer"),
        ("Union Demands", "union", "demand"),
        ("Position of the Union", "union", "demand"),
        ("Final offer by Union", "union", "offer"),
        ("Union 12 Oct 2026", "union", "demand"),
        ("Union (2026-10-12)", "union", "demand"),
        ("Union 12 Oct 2026 (mandate)", "union", "demand"),
        ("Union 12 Oct 2026 offer", "union", "offer"),
        ("12 Oct 2026: Union", "union", "demand"),
        ("Offer (Union)", "union", "offer"),
        ("Demand: Union", "union", "demand"),
        ("Union - offer", "union", "offer"),
        ("Union 2nd offer", "union", "offer"),
        ("Union offer 2", "union", "offer"),
        ("Union draft 3", "union", "demand"),
        ("Union v2", "union", "demand"),
        ("Union red line", "union", "red-line"),
        ("Local 1199", "local-1199", "demand"),
        ("US", "us", "demand"),
    ],
)
def test_heads_of_parties(tmp_path: Path, head: str, party: str, stance: str) -> None:
    """The words for an offer, its stage and its day do not belong to the name of the party."""
    first = taken(tmp_path, f"Issue,{head},Employers\nPay,5%,3%\n")[0]
    assert (first["party"], first["stance"]) == (party, stance)
    day = "2026-10-12" if "Oct" in head or "2026" in head else "2026-10-14"
    assert {p.stated.text for p in load(tmp_path, "t").positions if p.party == party and p.stated} == {day}


@pytest.mark.parametrize(
    ("head", "word"),
    [
        ("Background", "Background"), ("Legal basis", "basis"), ("Next meeting", "meeting"), ("CBA", "CBA"),
        ("Gap to close", "Gap"), ("Union gap", "gap"), ("Employer rejected", "rejected"),
        ("Rejected by all", "Rejected"),
        ("Union cost", "cost"), ("Union's answer", "answer"), ("Union (oral)", "oral"), ("Union (%)", "%"),
        ("Union, EUR", "EUR"), ("Union EURm", "EURm"), ("Union (Jan)", "Jan"), ("Union 2026", "2026"),
        ("Union (1)", "1"),
        ("Union Monday", "Monday"), ("Union Q1", "Q1"), ("Union KW 12", "KW"), ("Union vs Employers", "vs"),
        ("Demand Union", "Demand"), ("Our target", "target"), ("Everyone", "Everyone"), ("Outcome", "Outcome"),
        ("Union*", "Union*"), ("Crews and line staff", "and line staff"), ("Crews/Line", "Line"),
    ],
)  # fmt: skip
def test_heads_of_parties_or_not(tmp_path: Path, head: str, word: str) -> None:
    """A head with a word that is no part of a name everywhere makes no party; both readings are named."""
    message = refused(tmp_path, f'Issue,Crews,Employers,"{head}"\nPay,5%,3%,2\n')
    name = re.escape(f"t.csv: row 1, {head} (D): ")
    says = (
        f'"{re.escape(word)}" may be a part of a party\'s name, or say that these are not its words; name the party .*'
    )
    assert re.fullmatch(rf"{name}(?:{says}|names no party; .*)", message)


@pytest.mark.parametrize("head", ["Unnamed: 3", "Column1", "Spalte2"])
def test_heads_that_programs_made(tmp_path: Path, head: str) -> None:
    """They are no parties."""
    message = refused(tmp_path, f"Issue,Crews,Employers,{head}\nPay,5%,3%,2\n")
    assert f"{head} (D): is no name that a person gave; name the party with --same '{head}=PARTY'" in message


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("Status/notes", "notes of the table"),
        ("Notes & comments", "notes of the table"),
        ("Source / remarks", "notes of the table"),
        ("Status and gap", "columns not used"),
    ],
)
def test_two_words_for_one_column(tmp_path: Path, head: str, said: str) -> None:
    """A head that joins the words of columns that are no party's makes no party."""
    (tmp_path / "t.csv").write_text(f"Issue,Union proposal,Company offer,{head}\nPay,6%,3%,Open\n")
    result = run("import", "t.csv", "--set", "side=own", "--set", "stated=2026-01-01", "--create", cwd=tmp_path)
    assert f"negtrack: {said}: {head} (D)\n" in result.err
    assert "negtrack: created 2 parties: union (principal), company (principal)\n" in result.err


def test_a_head_that_the_user_settles(tmp_path: Path) -> None:
    """As a party, as notes; one that is the name of a known party needs no word."""
    table = "Issue,Union,Employer rejected,Gap to close\nPay,5%,3%,soon\n"
    same = ("--same", "Employer rejected=Employer", "--map", "note=Gap to close")
    rows = taken(tmp_path, table, *OWN, *same)
    assert [(row["party"], row["value"], row["note"]) for row in rows] == [
        ("union", "5%", "soon"),
        ("employer", "3%", "soon"),
    ]
    assert run("add-party", "gap", "--name", "Gap to close", "--role", "principal", cwd=tmp_path).code == 0
    assert taken(tmp_path, "Issue,Gap to close\nPay,4%\n", *OWN, "--wide")[0]["party"] == "gap"


def test_names_that_begin_with_a_word_of_heads(tmp_path: Path) -> None:
    """A place such as New Zealand is a party; any other such name is one where the user says so, or it is defined."""
    assert [row["party"] for row in taken(tmp_path, "Issue,New Zealand,Chile\nPay,6%,5%\n")] == ["new-zealand", "chile"]
    table = "Issue,New Dockers,First Nations\nPay,6%,5%\n"
    assert "New Dockers (B): names no party" in refused(tmp_path, table)
    same = ("--same", "New Dockers=new-dockers", "--same", "First Nations=first-nations")
    assert [row["party"] for row in taken(tmp_path, table, *OWN, *same)] == ["new-dockers", "first-nations"]


def test_a_day_before_other_words(tmp_path: Path) -> None:
    """What stands behind a day is understood, or the head is refused."""
    message = refused(tmp_path, "Issue,Union 12 Oct 2026 branches,Employers\nPay,5%,3%\n")
    assert 'what is "branches" behind the day? Write the day at the end, or name the party with --same' in message


def test_months_and_notes_of_parties(tmp_path: Path) -> None:
    """A month is a day that is not known exactly; notes on a party's words go with them."""
    table = "Issue,Union Oct 2026,Employers,Union comments,Remarks of the Employers\nPay,5%,3%,firm,soft\n"
    rows = taken(tmp_path, table)
    assert [(row["party"], row["note"]) for row in rows] == [("union", "firm"), ("employers", "soft")]
    assert [p.stated.text for p in load(tmp_path, "t").positions if p.party == "union" and p.stated] == ["2026-10"]


def test_offers_of_several_days(tmp_path: Path) -> None:
    """A party may have a column for each day; two without days are refused."""
    table = "Issue,Union 12 Oct 2026,Union 19 Oct 2026,Employers\nPay,6%,5%,3%\n"
    assert [row["value"] for row in taken(tmp_path, table)] == ["6%", "5%", "3%"]
    message = refused(tmp_path, "Issue,Union opening,Union final,Employers\nPay,6%,5%,3%\n")
    assert message == (
        "t.csv: row 1, Union final (C): of Union, as Union opening (B) is; write the day of each into its head"
    )


def test_their_proposal_and_our_offer(tmp_path: Path) -> None:
    """The program cannot know who speaks, so the user says it."""
    table = "Issue,Their proposal,Our offer\nPay,5%,3%\n"
    assert refused(tmp_path, table) == (
        "t.csv: row 1, Their proposal (B): names no party; say whose it is with --same 'Their proposal=PARTY'"
    )
    same = ("--same", "Their proposal=Union", "--same", "Our offer=Employers")
    rows = taken(tmp_path, table, *OWN, *same)
    assert [(row["party"], row["stance"]) for row in rows] == [("union", "offer"), ("employers", "offer")]


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        ([["", "Union", "", "Employers", ""], ["Issue", "Proposal", "Notes", "Proposal", "Notes"]], ""),
        ([["", "Union", None, "Employers", None], ["Issue", "Proposal", "Notes", "Proposal", "Notes"]], "B1:C1 D1:E1"),
        (
            [["Issue", "Union", None, "Employers", None], [None, "Offer", "Notes", "Offer", "Notes"]],
            "A1:A2 B1:C1 D1:E1",
        ),
    ],
)
def test_heads_of_two_rows(tmp_path: Path, rows: list[list[Any]], merged: str) -> None:
    """The upper row names the parties; notes below a party are on what it says."""

    def merge(made: Any) -> None:
        for area in merged.split():
            made.active.merge_cells(area)

    assert taken(tmp_path, book(*rows, ["Pay", "5%", "firm", "3%", None], change=merge)) == [
        {"party": "union", "issue": "pay", "value": "5%", "stance": "offer", "note": "firm"},
        {"party": "employers", "issue": "pay", "value": "3%", "stance": "offer"},
    ]


def test_days_in_heads_as_a_format_says(tmp_path: Path) -> None:
    """`--date-format` is for the heads, too."""
    taken(tmp_path, "Issue,A 05/10/2026,B\nPay,5%,3%\n", "--date-format", "%d/%m/%Y", *OWN)
    assert {p.stated.text for p in load(tmp_path, "t").positions if p.stated} == {"2026-10-05", "2026-10-14"}


def test_a_head_above_all_parties(tmp_path: Path) -> None:
    """`Parties` over their names is no party."""
    rows: list[list[Any]] = [["Issue", "Parties", None], [None, "Union", "Employers"], ["Pay", "5%", "3%"]]
    table = book(*rows, change=lambda made: [made.active.merge_cells(area) for area in ("A1:A2", "B1:C1")])
    assert [row["party"] for row in taken(tmp_path, table)] == ["union", "employers"]


def test_a_table_that_names_nothing_above_its_issues(tmp_path: Path) -> None:
    """`--wide` takes the first column for the issues."""
    assert len(taken(tmp_path, "Dossier,Union,Employers\nPay,5%,as before\n", "--wide", *OWN)) == 2
    assert len(taken(tmp_path, "Round 4,,\n,Union,Employers\nLeave,5%,3%\n")) == 2


def test_what_a_row_says_of_itself(tmp_path: Path) -> None:
    """A column of days, sources or other fields is for each position of its row."""
    table = "Issue,Union,Employers,Stated,Source\nPay,5%,3%,2026-10-12,Minutes\n"
    result = take(tmp_path, table, "--set", "side=own")
    assert "said of each row: Stated (D), Source (E)\n" in result.err
    known = load(tmp_path, "t")
    assert {(p.stated.text, p.sources) for p in known.positions if p.stated} == {("2026-10-12", ("minutes",))}


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("Issue,A,B\nPay,TBD,3%\n", 'row 2, A (B2): "TBD" is no value; write unspecified if the party names no value, '
                                    "or empty the cell if nobody knows"),
        ("Issue,A,B\nPay,5%,ditto\n", 'row 2, B (C2): "ditto" is no value; write the value itself'),
        ("Issue,A,B,\nPay,5%,3%,x\n", "row 2, D2: a cell beyond the named columns; name its column, or empty it"),
        ("Issue,A,B\nPay,5%,3%\n,4%,\n", "row 3: no issue in A3; write it, or join the row with the one above"),
        ("Issue,A,B\nPay,5%,3%\npay,4%,\n", 'row 3: "pay" stands in row 2 too; write what tells the two apart, '
                                            "or join them"),
        ("Issue,A,B\nPay,5%,3%\nIssue,B,A\nLeave,5,3\n", 'row 3: column B is "B" here and "A" in row 1; '
                                                         "write one head, or two tables"),
        ("Issue,A,B\nIssue,B,A\nLeave,5,3\n", 'row 2: column B is "B" here and "A" in row 1; '
                                              "write one head, or two tables"),
        ("Issue,A,B,Notes\nPay,5%,3%,\nBonus,,,later\n", "row 3, Notes (D3): a note without a value to keep it with; "
                                                         "write it elsewhere"),
        ("Issue,A,B\nPay,12.500,3\n", 'row 2, A (B2): "12.500" may be 12500 or 12.5; write 12500 or 12.5'),
        ("Issue,A,B\nPay,5% if signed,3%\n", 'row 2, A (B2): "5% if signed": '),
        ("Issue,A,B,\n,5%,3%,x\nPay,5%,3%,\n", "row 2, D2: a cell beyond the named columns; "
                                               "name its column, or empty it"),
        ("Issue,A,B\nPay,5%\n", "row 2: 2 cells under 3 columns; write one cell a column"),
        ("Issue,Union 12 Oct,B\nPay,5%,3%\n", 'row 1, Union 12 Oct (B): "12 Oct" has no year; write 2026-10-12'),
        ("Issue,Union 3/1,B\nPay,5%,3%\n", 'row 1, Union 3/1 (B): "3/1" may be a day without a year; write 2026-10-12'),
        ("Issue,Union 05/10/2026,B\nPay,5%,3%\n", 'row 1, Union 05/10/2026 (B): "05/10/2026" may be 2026-05-10 or '
                                                   "2026-10-05; write the one that is meant"),
        ("Topic,A,B,Issue\nPay,5%,3%,x\n", "row 1, Issue (D): names the issues, as Topic (A) does; "
                                           "say which with --map issue=COLUMN"),
    ],
)  # fmt: skip
def test_cells_that_are_refused(tmp_path: Path, table: str, message: str) -> None:
    """With their address; nothing is written."""
    assert refused(tmp_path, table, "--wide", *OWN).startswith(f"t.csv: {message}")


@pytest.mark.parametrize(
    ("area", "message"),
    [
        ("B2:C2", "row 2: the cells B2:C2 are merged; unmerge them, and write what holds into each"),
        ("A2:A3", "row 2: the cells A2:A3 are merged; unmerge them, and write what holds into each"),
        ("B2:B3", "row 2: the cells B2:B3 are merged; unmerge them, and write what holds into each"),
    ],
)
def test_merged_cells_with_two_readings(tmp_path: Path, area: str, message: str) -> None:
    """Nobody can say whether a value over two columns is one party's or both."""
    rows: list[list[Any]] = [["Issue", "A", "B"], ["Pay", "5%", "3%"], ["Week", 38, 40]]
    assert refused(tmp_path, book(*rows, change=lambda made: made.active.merge_cells(area))) == f"t.xlsx: {message}"


def test_merged_groups_and_titles(tmp_path: Path) -> None:
    """A group that is merged over its rows is that of each; a merged row names a section."""
    rows: list[list[Any]] = [["Talks", None, None, None], ["Group", "Issue", "A", "B"], ["Pay", "Rise", "5%", "3%"],
            [None, "Bonus", "1%", None], ["Time", "Week", 38, 40]]  # fmt: skip
    areas = ("A1:D1", "A3:A4")
    taken(tmp_path, book(*rows, change=lambda made: [made.active.merge_cells(area) for area in areas]))
    assert [issue.group for issue in load(tmp_path, "t").issues.values()] == ["Pay", "Pay", "Time"]


def hide(made: Any) -> None:
    """Hide the third row and column, and the second sheet."""
    made.active.row_dimensions[3].hidden = True
    made.active.column_dimensions["C"].hidden = True
    made.create_sheet("drafts").append(["Issue", "A", "B"])
    made["drafts"].sheet_state = "hidden"


HIDDEN = (["Issue", "A", "B", "C"], ["Pay", "5%", "3%"], ["Week", 38, 40], ["Leave", None, None, 7])


def test_hidden_cells_are_not_taken(tmp_path: Path) -> None:
    """They are said."""
    result = take(tmp_path, book(*HIDDEN, change=hide), "--wide", *OWN)
    assert [position.value for position in load(tmp_path, "t").positions] == ["5%", "7"]
    assert "hidden rows not taken (--hidden takes them): 3\n" in result.err
    assert "hidden columns not taken (--hidden takes them): C\n" in result.err
    assert 'read the sheet "Sheet"; not the others, which --sheet names: drafts (hidden)\n' in result.err


def test_hidden_cells_are_taken_where_that_is_asked(tmp_path: Path) -> None:
    """With `--hidden`; a hidden sheet where it is named."""
    result = take(tmp_path, book(*HIDDEN, change=hide), "--wide", "--hidden", *OWN)
    assert len(result.lines) == 5
    assert "hidden rows" not in result.err
    assert "no column beside the issues" not in take(tmp_path, book(*HIDDEN, change=hide), "--sheet", "drafts").err


def test_comments_of_cells_are_said(tmp_path: Path) -> None:
    """Nothing of a workbook is lost without a word."""

    def remark(made: Any) -> None:
        made.active["B2"].comment = Comment("only with the cap", "")

    result = take(tmp_path, book(["Issue", "A", "B"], ["Pay", "5%", "3%"], change=remark))
    assert "comments of cells not taken: B2\n" in result.err


@pytest.mark.parametrize(
    ("cells", "parts"),
    [
        (["30 days (was 45)", "45 days"], [("30 days", ""), None]),
        (["max 4:1 all shifts", "6:1"], [("max 4:1", "all shifts"), None]),
        (["5% (all staff)", "3%"], [("5%", "all staff"), None]),
        (["12 (previously 15)", "15"], [("12", ""), None]),
        (["up to 12, night shift", "10"], [("up to 12", "night shift"), None]),
        (["yes (was no)", "no"], [("yes", ""), None]),
        (["1 May 2027 (was 1 Mar 2027)", "2028-01-01"], [("1 May 2027", ""), None]),
        (["at most 5% (up from 3%)", "2%"], [("at most 5%", ""), None]),
    ],
)
def test_cells_in_parts(cells: list[str], parts: list[tuple[str, str] | None]) -> None:
    """What was said before, or a few words that cannot change the value, stand beside it."""
    found = split_cells(cells, None, UNKNOWN)
    assert [(part.value, part.caveat) if part else None for part in found] == parts


@pytest.mark.parametrize(
    ("cell", "value", "basis"),
    [
        ("USD 500, gross", "USD 500", "gross"),
        ("USD 500 gross", "USD 500", "gross"),
        ("max $500/month (net)", "max $500/month", "net"),
        ("$500 before tax", "$500", "before tax"),
        ("USD 500 plus VAT", "USD 500", "plus VAT"),
        ("5% real", "5%", "real"),
    ],
)
def test_the_basis_of_a_value(cell: str, value: str, basis: str) -> None:
    """What an amount is counted on is no remark: it keeps the amount from being compared with another one."""
    assert split_cells([cell, "USD 5"], Scale("percent" if "%" in cell else "money"), UNKNOWN)[0] == Parts(
        value, qualifier=basis
    )


def test_two_bases_are_not_compared(tmp_path: Path) -> None:
    """Gross and net have no gap."""
    table = "Issue,Union,Employers\nPay,USD 500 gross,USD 450 (net)\nBonus,USD 50 gross,USD 40\n"
    assert 'B2 "USD 500 gross" as "USD 500" and the basis "gross"' in take(tmp_path, table).err
    gaps = [row["gap"] for row in run("gaps", "--format", "tsv", cwd=tmp_path).rows]
    assert gaps == ["not comparable: basis", "not comparable: basis not said"]


@pytest.mark.parametrize(
    "cell",
    [
        "5% if ratified",
        "12% rejected",
        "4 days ruled out",
        "48% ours",
        "10% compounded",
        "10% Employer proposal",
        "10% in 2025, 3% in 2026",
        "5% reduction",
        "5% per shift",
        "5% (not for nurses)",
        "5%*",
        "5% + COLA",
        "3% (2026)",
        "5% (was 4%), unless renewed",
        "5% (was 4%, now 6%)",
        "30 (was 45 days)",
        "500 (was USD 400)",
        "500 (was $400)",
        "USD 500 (was USD 400 a month)",
        "5% (up from 3% per year)",
        "5% (was 4% for nurses)",
        "12 pigs",
        "5 million pigs",
        "USD 500 Canadian",
        "30 business days",
        "5 days a week",
        "Oct 2026 end",
        "1:55 or 1:50 in summer",
    ],
)
def test_cells_that_stay_whole(cell: str) -> None:
    """Conditions, further numbers, units, negations and signs may change what a value says."""
    assert split_cells([cell], None, UNKNOWN) == [None]
    assert split_cells([cell, cell.split()[0]], None, UNKNOWN)[0] is None


def test_a_cell_in_parts_keeps_all_of_its_words(tmp_path: Path) -> None:
    """The text has the whole cell; words beside the value are shown with it."""
    row, _ = taken(tmp_path, "Issue,A,B\nStaff,max 4:1 all shifts,6:1\n")
    assert (row["value"], row["text"], row["caveat"]) == ("at most 4:1", "max 4:1 all shifts", "all shifts")


def test_a_table_that_may_be_either(tmp_path: Path) -> None:
    """Nothing shows that the columns are parties: both readings are named."""
    table = "Issue,Bench,Says\nPay,Union,as before\n"
    assert refused(tmp_path, table) == (
        "negtrack: t.csv: no column is the party; name it with --map party=COLUMN, or use --wide if these are "
        "parties: Bench (B), Says (C)"
    )


def test_a_known_party_shows_that_a_table_is_wide(tmp_path: Path) -> None:
    """However the cells read."""
    take(tmp_path, "Issue,Union,Employers\nPay,5%,3%\n")
    assert len(taken(tmp_path, "Issue,Union,Employers\nForm,as before,new\n")) == 2


@pytest.mark.parametrize("name", ["Date", "Title", "Value", "Status quo", "2024", "Unit", "For", "Target"])
def test_columns_that_are_no_party_s(tmp_path: Path, name: str) -> None:
    """Words of the trade and the names of fields are never taken for a party."""
    result = take(tmp_path, f"Issue,A,B,{name}\nPay,5%,3%,x\n", "--wide", *OWN)
    assert f"columns not used: {name} (D)\n" in result.err
    assert sorted(load(tmp_path, "t").parties) == ["a", "b"]


def test_a_column_is_what_the_user_says(tmp_path: Path) -> None:
    """`--map` names what a head does not say."""
    table = "Question,A,B,Unit,Office\nStaff,5,3,nurses,as before\n"
    mapped = ("--map", "issue.unit=Unit", "--map", "note=Office", "--map", "issue=Question")
    assert {row["note"] for row in taken(tmp_path, table, *mapped, *OWN)} == {"as before"}
    assert load(tmp_path, "t").issues["staff"].unit == "nurses"


@pytest.mark.parametrize(
    ("mapped", "message"),
    [
        ("note=Remark", 'negtrack: no column "Remark"; did you mean Remarks?'),
        ("value=A", "negtrack: --map value=A: in a wide table the parties stand across; leave it out"),
    ],
)
def test_columns_that_cannot_be_mapped(tmp_path: Path, mapped: str, message: str) -> None:
    """A field without its column, and one that the cells themselves are."""
    table = "Issue,A,B,Remarks\nPay,5%,3%,x\n"
    assert refused(tmp_path, table, "--wide", "--map", mapped, *OWN) == message


def test_only_tables_are_wide(tmp_path: Path) -> None:
    """JSON Lines and coding sheets name their fields themselves."""
    (tmp_path / "t.jsonl").write_text("{}\n")
    result = run("import", "t.jsonl", "--wide", "--create", cwd=tmp_path)
    assert result.err == "negtrack: t.jsonl: --wide reads csv, tsv, xlsx and docx; leave it out\n"


def test_who_speaks_must_be_said(tmp_path: Path) -> None:
    """As in any table."""
    assert "no column is the side of the speaker" in refused(tmp_path, "Issue,A,B\nPay,5%,3%\n", "--wide")


def test_taking_it_in_again_brings_nothing_new(tmp_path: Path) -> None:
    """After a row was added, only that is new."""
    table = "Issue,A,B\nPay,5%,3% (was 2%)\n"
    take(tmp_path, table)
    assert "0 records and 0 definitions new, 2 already there" in take(tmp_path, table).err
    assert "1 record and 1 definition new, 2 already there" in take(tmp_path, f"Note,,\n{table}Week,38,\n").err


def test_the_cell_that_made_an_issue_a_text_is_named(tmp_path: Path) -> None:
    """Of values that are words alone no cell is."""
    result = take(tmp_path, "Issue,A,B\nNotice,30 days,without delay\nForm,old,new\n", "--wide", *OWN)
    assert (
        'notice (text, inferred from its values; "without delay" in row 2, B (C2) is not a duration), '
        "form (text, inferred from its values)\n"
    ) in result.err


def _below_union(second: str) -> bytes:
    """Return a workbook in which two columns stand below the merged head `Union`, the second with this name."""

    def merge(book: Any) -> None:
        for cells in ("A1:A2", "B1:C1"):
            book.active.merge_cells(cells)

    rows = (["Issue", "Union", None, "Company"], [None, "12 Oct 2026", second, None], ["Pay", "8%", "6%", "3%"])
    return book(*rows, change=merge)


def test_a_red_line_below_the_name_of_its_party(tmp_path: Path) -> None:
    """A column `Red line` is never a party of that name."""
    found = taken(tmp_path, _below_union("Red line"))
    assert [(one["party"], one["stance"], one["value"]) for one in found] == [
        ("union", "demand", "8%"),
        ("union", "red-line", "6%"),
        ("company", "demand", "3%"),
    ]


def test_other_words_beside_the_words_of_a_party(tmp_path: Path) -> None:
    """What stands below the name of a party makes no party of its own, unless the user says whose it is."""
    assert 'Fallback (C): may be words of "Union", or a party; name the party with' in refused(
        tmp_path, _below_union("Fallback")
    )
    found = taken(tmp_path, _below_union("Fallback"), *OWN, "--same", "Fallback=Union")
    assert [(one["party"], one["value"]) for one in found] == [("union", "8%"), ("union", "6%"), ("company", "3%")]
