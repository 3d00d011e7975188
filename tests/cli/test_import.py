"""`import`: rows and coding sheets, filed into the parties' files; all of it or nothing."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest

from negtrack.cli.output import progress
from negtrack.exchange.import_ import source
from negtrack.query import standing_retractions

from .harness import EXAMPLE, MARCH, Terminal, contents, run, unchanged
from .small import MADE, ROW, delimited, load, positions, take

ONE = """\
[source.reuters-2024-03-28]
issued = 2024-03-28

[position.one]
party = "hamas"
issue = "female-soldier-ratio"
stance = "offer"
value = "25:1"
sources = ["reuters-2024-03-28"]
"""


def test_files_records_of_every_party(here: Path) -> None:
    """Definitions and records go where they belong; the records' ids are on stdout, the counts on stderr."""
    (here / "sheet.toml").write_text(ONE + ONE.partition("\n\n")[2].replace("hamas", "israel").replace("one]", "two]"))
    before = contents(here)
    result = run("import", "sheet.toml", cwd=here)
    assert (result.code, result.out) == (0, "one\ntwo\n"), result.err
    assert re.fullmatch(r"negtrack: .*\bnew, 0 already there, 0 restored\n", result.err)
    after = contents(here)
    grown = {name.rpartition("/")[2] for name in after if after[name] != before[name]}
    assert grown == {"sources.toml", "hamas.toml", "israel.toml"}
    assert all(after[name].startswith(before[name]) for name in after)


def test_again_writes_nothing(here: Path) -> None:
    """A sheet may be imported again."""
    (here / "sheet.toml").write_text(ONE)
    run("import", "sheet.toml", cwd=here)
    with unchanged(here):
        result = run("import", "sheet.toml", cwd=here)
    assert (result.code, result.out) == (0, "")
    assert re.fullmatch(r"negtrack: 0 .*new, 2 already there, 0 restored\n", result.err)


def test_the_shipped_sheets_are_there_already(here: Path) -> None:
    """Nothing new."""
    with unchanged(here):
        result = run("import", *MARCH, cwd=here)
    assert (result.code, result.out) == (0, "")
    assert re.fullmatch(r"negtrack: 0 .*new, \d+ already there, 0 restored\n", result.err)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ONE.replace("value", "valeu"), "sheet.toml:8: [position.one] valeu: unknown field; did you mean value?"),
        (ONE.replace("25:1", "many"), '"many": not a ratio'),
        (ONE.replace("hamas", "hammas"), 'no party "hammas"; did you mean hamas?'),
        ("half [", "sheet.toml:1: not TOML"),
    ],
)
def test_all_or_nothing(here: Path, text: str, message: str) -> None:
    """One error anywhere, and nothing is written, also of the valid sheet next to it."""
    (here / "sheet.toml").write_text(text)
    (here / "sound.toml").write_text(ONE.replace("one", "sound"))
    with unchanged(here):
        result = run("import", "sound.toml", "sheet.toml", cwd=here)
    assert (result.code, result.out) == (2, "")
    assert message in result.err


DEAL = """
[agreement.accord]
title = "Accord"
date = 2024-03-25
follows = "us-compromise-2024-03"
terms = ["civilian-return = 1 week"]
sources = ["wsj-2024-03-25"]

[milestone.vote]
agreement = "accord"
milestone = "ratified"
by = "israel"
body = "cabinet"
for = 9
against = 0
sources = ["wsj-2024-03-25"]

[open.left]
agreement = "accord"
issue = "return-pace"
decide-by = 2024-05-01
sources = ["wsj-2024-03-25"]
"""


def test_a_sheet_with_an_agreement(here: Path) -> None:
    """What belongs to no party names none, and is filed into agreements.toml; a second time it is there already."""
    (here / "sheet.toml").write_text(DEAL)
    result = run("import", "sheet.toml", cwd=here)
    assert (result.code, result.out) == (0, "accord\nleft\nvote\n"), result.err
    text = (here / "data" / EXAMPLE / "agreements.toml").read_text()
    assert "[milestone.vote]" in text
    assert "against = 0" in text
    again = run("import", "sheet.toml", cwd=here)
    assert (again.code, again.err) == (0, "negtrack: 0 records and 0 definitions new, 3 already there, 0 restored\n")


def test_rows_of_agreements(here: Path) -> None:
    """Votes in cells are numbers or shares; every cell that is wrong is named."""
    head = "table,id,title,date,agreement,milestone,by,for,against,stated,sources\n"
    deal = "agreement,accord,Accord,2024-03-20,,,,,,2024-03-20,wsj-2024-03-25\n"
    vote = "milestone,vote,,,accord,ratified,Israel,9,45.26%,2024-03-20,wsj-2024-03-25\n"
    (here / "rows.csv").write_text(head + deal + vote.replace("9,", "most,").replace("Israel", "Isreal"))
    with unchanged(here):
        wrong = run("import", "rows.csv", cwd=here)
    assert wrong.code == 2
    assert 'rows.csv: row 3, by: no party "Isreal"; did you mean israel?' in wrong.err
    (here / "rows.csv").write_text(head + deal + vote)
    assert run("import", "rows.csv", cwd=here).code == 0
    row = run("query", "SELECT by, for, against FROM milestone", cwd=here).rows[0]
    assert (row["by"], row["for"], row["against"]) == ("israel", "9", "45.26%")


def test_a_missing_sheet_is_trouble(here: Path) -> None:
    """Exit 2, and the name of the file."""
    result = run("import", "nowhere.toml", cwd=here)
    assert (result.code, result.err) == (2, "nowhere.toml: no such file or directory\n")


def test_dry_run(here: Path) -> None:
    """The TOML for each file, on stdout; nothing is written."""
    (here / "sheet.toml").write_text(ONE)
    with unchanged(here):
        result = run("import", "sheet.toml", "--dry-run", cwd=here)
    assert result.code == 0
    assert "[source.reuters-2024-03-28]" in result.out
    assert "[position.one]" in result.out
    assert "would be appended to parties/hamas.toml" in result.err


# Rows of every format


def write_rows(folder: Path, format: str, rows: Sequence[dict[str, str]]) -> str:
    """Write a file of rows in `format` to `folder`; return its name."""
    (folder / f"rows.{format}").write_bytes(MADE[format](rows))
    return f"rows.{format}"


@pytest.mark.parametrize("format", MADE)
def test_rows_of_every_format(talks: Path, format: str) -> None:
    """The same rows are the same records, with the ids on stdout; a second time nothing is new."""
    rows = [ROW, {**ROW, "party": "employer", "value": "70..80", "speaker": "Ms Söze", "text": "«Never», 从不"}]
    result = run("import", write_rows(talks, format, rows), cwd=talks)
    assert result.code == 0, result.err
    first, second = positions(talks, result.lines)
    assert (first.party, first.value, first.stated and first.stated.text, first.side) == (
        "union",
        "at least 90",
        "2024-03-20",
        "own",
    )
    assert (second.party, second.speaker, second.text) == ("employer", "Ms Söze", "«Never», 从不")
    assert result.err.splitlines() == [
        "negtrack: warning: 2 records have no source; to name one, undo this import and repeat it with --set "
        "sources=ID or --map sources=COLUMN",
        "negtrack: 2 records and 0 definitions new, 0 already there, 0 restored",
    ]
    with unchanged(talks / "data"):
        again = run("import", f"rows.{format}", cwd=talks)
    assert (again.code, again.out) == (0, "")
    assert again.err == "negtrack: 0 records and 0 definitions new, 2 already there, 0 restored\n"


def is_live(folder: Path, name: str) -> bool:
    """Return whether the record is live."""
    return name not in standing_retractions(load(folder).retractions)


@pytest.mark.parametrize("format", MADE)
def test_what_was_retracted_stays_so(talks: Path, format: str) -> None:
    """A row whose record was taken back is left alone, with the reason, unless --restore asks for it."""
    name = run("import", write_rows(talks, format, [ROW]), cwd=talks).out.strip()
    run("retract", name, "--reason", "misread", cwd=talks)
    assert not is_live(talks, name)
    with unchanged(talks):
        result = run("import", f"rows.{format}", cwd=talks)
    assert (result.code, result.out) == (0, "")
    assert f"negtrack: left alone 1 retracted record: {name} (misread); use --restore to restore\n" in result.err
    assert not is_live(talks, name)
    result = run("import", f"rows.{format}", "--restore", cwd=talks)
    assert (result.code, result.out) == (0, f"{name}\n")
    assert "0 already there, 1 restored" in result.err
    assert is_live(talks, name)


@pytest.mark.parametrize("format", MADE)
def test_a_bad_row_is_named_in_every_format(talks: Path, format: str) -> None:
    """File, row (in a sheet line and record), column and reason; the valid row next to it is not written either."""
    name = write_rows(talks, format, [ROW, {**ROW, "value": "many"}])
    with unchanged(talks / "data"):
        result = run("import", name, cwd=talks)
    assert (result.code, result.out) == (2, "")
    first = format in ("csv", "tsv", "xlsx")  # they count the line of column names
    place = "rows.toml:10: [position.row-1]" if format == "toml" else f"rows.{format}: row {3 if first else 2},"
    message = f'{place} value: "many": not a quantity; write "33", "700..1000", "at least 40"\n'
    assert result.err == f"{message}negtrack: nothing written: 1 error (see above)\n"


def test_stdin(talks: Path) -> None:
    """`-` is JSON Lines, unless --from says otherwise; messages call it stdin."""
    lines = "".join(json.dumps({**ROW, "value": value}) + "\n" for value in (1, "2..3"))
    assert len(run("import", "-", cwd=talks, stdin=lines).lines) == 2
    assert len(run("import", "-", "--from", "csv", cwd=talks, stdin=delimited([ROW]).decode()).lines) == 1
    with unchanged(talks / "data"):
        result = run("import", "-", cwd=talks, stdin=json.dumps({**ROW, "party": "unoin"}))
    assert result.err.startswith('stdin: row 1, party: no party "unoin"; did you mean union?\n')


def test_several_files(talks: Path) -> None:
    """One run takes them all, each in the format of its ending; an error in one keeps back the others."""
    names = [write_rows(talks, format, [{**ROW, "value": str(number)}]) for number, format in enumerate(MADE)]
    (talks / "bad.csv").write_bytes(delimited([{**ROW, "issue": "pya"}]))
    with unchanged(talks / "data"):
        result = run("import", *names, "bad.csv", cwd=talks)
    assert result.err.startswith('bad.csv: row 2, issue: no issue "pya"; did you mean pay?\n')
    assert len(run("import", *names, cwd=talks).lines) == len(MADE)


def test_the_same_row_twice_is_one_record(talks: Path) -> None:
    """Also within one file."""
    result = take(talks, [ROW, ROW])
    assert (result.code, len(result.lines)) == (0, 1)
    assert "1 record and 0 definitions new, 1 already there" in result.err


# Columns


def test_columns_in_any_spelling(talks: Path) -> None:
    """A column is the field that its name means, in any case, with blanks or underscores; the rest is named."""
    row = {"PARTY": "union", " Issue": "pay", "Value": "9", "Stated ": "2024-03", "QUOTE": "We must", "side": "own"}
    result = take(talks, [{**row, "Colour": "red", "No.": "7"}])
    assert result.code == 0, result.err
    assert result.err.startswith("negtrack: columns not used: Colour, No.; use --map FIELD=COLUMN to use one\n")
    (name,) = result.lines
    assert positions(talks, [name])[0].quote == "We must"


def test_mapped_columns(talks: Path) -> None:
    """--map goes before what columns are called; what it leaves without a field is named."""
    row = {**ROW, "Who": "employer", "Quoted as": "we cannot"}
    result = take(talks, [row], "--map", "party=Who", "--map", "Quote=quoted AS")
    assert result.err.startswith("negtrack: columns not used: party; use --map")
    (name,) = result.lines
    (position,) = positions(talks, [name])
    assert (position.party, position.quote) == ("employer", "we cannot")


def test_set_fills_empty_cells(talks: Path) -> None:
    """--set holds for rows without the field; a cell that says something goes before it."""
    rows = [{**ROW, "speaker": "", "side": ""}, {**ROW, "speaker": "A spokesman", "side": "media"}]
    result = take(talks, rows, "--set", "side=third-party", "--set", "speaker=Officials", "--set", "grade=C3")
    assert result.code == 0, result.err
    assert [(position.speaker, position.side, position.grade) for position in positions(talks, result.lines)] == [
        ("Officials", "third-party", "C3"),
        ("A spokesman", "media", "C3"),
    ]


@pytest.mark.parametrize("args", [(), ("--set", "speaker=Officials")])
def test_a_side_is_asked_for(talks: Path, args: tuple[str, ...]) -> None:
    """Nobody's words are taken for the party's own by default: `side` is a column, or it is set."""
    rows = [{key: value for key, value in ROW.items() if key != "side"}]
    with unchanged(talks / "data"):
        result = take(talks, rows, *args)
    assert result.code == 2
    assert "rows.csv: no column is the side of the speaker; name it with --map side=COLUMN" in result.err
    assert take(talks, rows, "--set", "side=reported").code == 0


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("--map", "value=Foo"), 'no column "Foo"; known are party, issue, value, stated, side'),
        (("--map", "value=valeu"), 'no column "valeu"; did you mean value?'),
        (("--map", "valeu=value"), 'no field "valeu"; did you mean value'),
        (("--set", "sied=own"), 'no field "sied"; did you mean side'),
        (
            ("--map", "value=stated", "--map", "note=stated"),
            '--map: the column "stated" is mapped twice; map it to one',
        ),
        (("--map", "value=stated", "--map", "value=side"), "--map: value is given twice; give it once"),
        (("--map", "value"), '--map "value": write FIELD=...'),
        (("--set", "side="), '--set "side=": write FIELD=...'),
        (("--kind", "money=pay"), '--kind "pay": write one of timing'),
        (("--kind", "quantty"), '--kind "quantty": did you mean quantity?'),
        (("--encoding", "klingon"), '--encoding "klingon": unknown encoding; use utf-8, cp1252, utf-16'),
        (("--from", "xls"), "'xls' is not one of 'csv'"),
        (("-n", "tolks"), 'no negotiation "tolks"'),
    ],
)
def test_invalid_options(talks: Path, args: tuple[str, ...], message: str) -> None:
    """One line that says what to write instead; nothing is written."""
    with unchanged(talks / "data"):
        result = take(talks, [ROW], *args)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("negtrack: ")
    assert message in result.err
    assert result.err.count("\n") == 1


def test_unknown_ending(talks: Path) -> None:
    """The formats are named; --from settles it, and endings that others use are known."""
    result = take(talks, [ROW], name="rows.dat")
    assert result.err.startswith("negtrack: rows.dat: unknown file extension; use --from FORMAT (csv, tsv, jsonl")
    assert take(talks, [ROW], "--from", "csv", name="rows.dat").code == 0
    assert take(talks, json.dumps(ROW), name="rows.NDJSON").code == 0


def test_date_format(talks: Path) -> None:
    """Dates as others write them are read where their format is said, beside those in negtrack's own notation."""
    rows = [{**ROW, "stated": "20/03/2024"}, {**ROW, "stated": "2024-03"}]
    assert "row 2, stated:" in take(talks, rows).err
    result = take(talks, rows, "--date-format", "%d/%m/%Y")
    assert [position.stated and position.stated.text for position in positions(talks, result.lines)] == [
        "2024-03-20",
        "2024-03",
    ]


# Names


def test_names_mean_what_they_are_called(talks: Path) -> None:
    """Parties, issues and sources go by id, name or title, in any case and with any blanks."""
    rows = [
        {**ROW, "party": party, "issue": issue, "value": str(number), "sources": source, "toward": "THE EMPLOYER"}
        for number, (party, issue, source) in enumerate(
            [("union", "pay", "gazette"), ("UNION", "wages", "The Gazette"), (" The  union ", "Wages", "gazette;")]
        )
    ]
    result = take(talks, rows)
    assert result.code == 0, result.err
    found = positions(talks, result.lines)
    assert {(position.party, position.issue, position.sources, position.toward) for position in found} == {
        ("union", "pay", ("gazette",), "employer")
    }


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("ישראל", "ישראל"),
        ("الوفد المصري", "الوفد-المصري"),
        ("Профсоюз №1", "профсоюз-1"),
        ("Österreich & Co.", "österreich-co"),
    ],
)
def test_names_in_any_script(talks: Path, name: str, id: str) -> None:
    """A party is made by its name, whose id is the name folded; composed or not is the same."""
    rows = [{**ROW, "party": unicodedata.normalize(form, name), "value": form[-1] * 2} for form in ("NFC", "NFD")]
    rows = [{**row, "value": str(number)} for number, row in enumerate(rows)]
    result = take(talks, rows, "--create")
    assert result.code == 0, result.err
    assert result.err.startswith(f"negtrack: created 1 party: {id} (principal)\n")
    assert load(talks).parties[id].name == name
    assert (talks / f"data/talks/parties/{id}.toml").is_file()


def test_two_names_of_one_id(talks: Path) -> None:
    """Two names that fold to one id are an error that names the other, whether that is defined or created."""
    rows = [{**ROW, "party": "U. S."}, {**ROW, "party": "U/S"}, {**ROW, "party": "Union!"}]
    with unchanged(talks / "data"):
        result = take(talks, rows, "--create")
    assert result.err.splitlines()[:2] == [
        'rows.csv: row 3, party: "U/S" has the id u-s of "U. S."; use --same \'U/S=U. S.\' if they are '
        "one party, --apart 'U/S=U. S.' if they are two",
        'rows.csv: row 4, party: "Union!" has the id union of "The Union"; use --same \'Union!=The Union\' if '
        "they are one party, --apart 'Union!=The Union' if they are two",
    ]


def test_sides(talks: Path) -> None:
    """Their words in any case, parties by name, `reported` for nobody's."""
    sides = ["Own", "MEDIA", "third-party", "The Employer", "reported"]
    result = take(talks, [{**ROW, "side": side, "value": str(number)} for number, side in enumerate(sides)])
    found = [position.side for position in positions(talks, result.lines)]
    assert found == ["own", "media", "third-party", "employer", ""]


# Making what is missing


def test_create(talks: Path) -> None:
    """Parties that hold positions are principals, those who only speak observers; a near name is reported."""
    row = {**ROW, "party": "Unoin", "side": "Ministry of Labour", "sources": "Daily; https://example.org/news?id=7"}
    result = take(talks, [row], "--create")
    assert result.code == 0, result.err
    assert result.err.splitlines() == [
        "negtrack: created 2 parties: unoin (principal; near union), ministry-of-labour (observer)",
        "negtrack: created 2 sources: daily, example-org-news-id-7",
        "negtrack: 1 record and 4 definitions new, 0 already there, 0 restored",
    ]
    known = load(talks)
    assert known.parties["ministry-of-labour"].role == "observer"
    assert known.sources["daily"].title == "Daily"
    assert known.sources["example-org-news-id-7"].URL == "https://example.org/news?id=7"
    with unchanged(talks / "data"):
        assert "1 already there" in take(talks, [row], "--create").err


def test_two_addresses_of_one_id(talks: Path) -> None:
    """Each address is a source of its own, and is found by it the next time."""
    urls = ["https://example.org/a?b", "https://example.org/a/b", "http://example.org/a-b"]
    result = take(talks, [{**ROW, "value": str(number), "sources": url} for number, url in enumerate(urls)], "--create")
    assert result.code == 0, result.err
    assert len({position.sources for position in positions(talks, result.lines)}) == 3
    assert "no source with the address" in take(talks, [{**ROW, "sources": "https://example.org/new"}]).err
    assert take(talks, [{**ROW, "value": "1", "sources": urls[1]}]).out == ""


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["5%", "at most 7%"], "percent"),
        (["30:1", "under 25:1"], "ratio"),
        (["EUR 3m", "unspecified"], "money"),
        (["5", "700..1000"], "quantity"),
        (["6 weeks"], "duration"),
        (["2024-03-20", "at most 2035"], "date"),
        (["yes", "not yes"], "yes-no"),
        (["full", "none"], "text"),
        (["TRUE", "n"], "yes-no"),
        (["1", "0"], "quantity"),
        (["$5m", "5 EUR"], "money"),
        (["31/12/2026", "20 Nov 2026"], "date"),
        (["5", "gradual"], "text"),
        (["undisclosed"], "text"),
    ],
)
def test_kinds_are_inferred(talks: Path, values: list[str], kind: str) -> None:
    """From every value that is given on the issue; and it is said."""
    result = take(talks, [{**ROW, "issue": "New", "value": value} for value in values], "--create")
    assert result.code == 0, result.err
    assert f"negtrack: created 1 issue: new ({kind}, inferred from its values" in result.err
    assert load(talks).issues["new"].kind == kind


def test_kinds_are_said(talks: Path) -> None:
    """--kind ISSUE=KIND for one, --kind KIND for all others; a choice has the values as options, a timing its event."""
    rows = [
        {**ROW, "issue": issue, "value": value}
        for issue, value in [("How", "gradual"), ("How", "At once or gradual"), ("When", "2 weeks"), ("Why", "5")]
    ]
    result = take(talks, rows, "--create", "--kind", "how=choice", "--kind", "When=timing", "--kind", "text")
    assert result.code == 0, result.err
    assert "created 3 issues: how (choice), when (timing), why (text)" in result.err
    issues = load(talks).issues
    assert issues["how"].options == ("gradual", "at-once")
    assert issues["when"].anchor == "signed"
    rows = [{**rows[0], "value": "At once"}, {**rows[0], "value": "later"}]
    assert 'row 3, value: "later": no option "later"' in take(talks, rows).err
    (name,) = take(talks, rows[:1]).lines
    assert positions(talks, [name])[0].value == "at-once"


def test_a_timing_without_an_event(talks: Path) -> None:
    """Nothing to count from: the issue is not created, and the error names the row that needs it."""
    rows = [{**ROW, "issue": "When", "value": "2 weeks"}, {**ROW, "value": "17"}]
    with (talks / "data/talks/negotiation.toml").open("a") as file:
        file.write('\n[event.other]\ntitle = "Other"\n')
    message = "rows.csv: row 2, [issue.when] anchor: missing; write the id of the event that the timing counts from\n"
    with unchanged(talks / "data"):
        result = take(talks, rows, "--create", "--kind", "when=timing")
    assert result.err == f"{message}negtrack: nothing written: 1 error (see above)\n"
    result = take(talks, rows, "--create", "--kind", "when=timing", "--skip-bad")
    assert (result.code, len(result.lines)) == (0, 1)
    assert result.err.startswith(message)
    assert list(load(talks).issues) == ["pay", "start"]


def test_without_create_nothing_is_made(talks: Path) -> None:
    """The nearest name is offered, or what would make it."""
    with unchanged(talks / "data"):
        result = take(talks, [{**ROW, "party": "Somebody else"}])
    assert 'no party "Somebody else"; define it first, or use --create' in result.err


# Into a new negotiation


@pytest.mark.parametrize("format", [name for name in MADE if name != "toml"])
def test_into_an_empty_folder(tmp_path: Path, format: str) -> None:
    """With --create the talks are started, called as the file, or as -n says; a second time nothing is new."""
    name = write_rows(tmp_path, format, [ROW])
    result = run("import", name, "--create", cwd=tmp_path)
    assert result.code == 0, result.err
    assert "negtrack: started data/rows\n" in result.err
    assert [position.value for position in load(tmp_path, "rows").positions] == ["at least 90"]
    with unchanged(tmp_path):
        assert "1 already there" in run("import", name, "--create", cwd=tmp_path).err
    assert run("import", name, "--create", "-n", "other", cwd=tmp_path).code == 0
    assert len(load(tmp_path, "other").positions) == 1


@pytest.mark.parametrize("args", [(), ("--dry-run",)])
def test_no_trace_of_what_failed(tmp_path: Path, args: tuple[str, ...]) -> None:
    """An error leaves nothing behind, not even an empty folder; neither does a dry run."""
    rows = [ROW] if args else [ROW, {**ROW, "stance": "refusal", "value": "9"}]
    result = take(tmp_path, rows, "--create", *args)
    assert result.code == (0 if args else 2), result.err
    assert [path.name for path in tmp_path.iterdir()] == ["rows.csv"]
    assert ("would start data/rows" in result.err) == bool(args)


def test_without_create_there_must_be_talks(tmp_path: Path) -> None:
    """What to do is said."""
    assert take(tmp_path, [ROW]).err.startswith("negtrack: no negotiations in ")


def test_a_file_s_name_that_is_no_id(tmp_path: Path) -> None:
    """It is folded; a reserved one asks for -n."""
    assert "negtrack: started data/my-talks-2\n" in take(tmp_path, [ROW], "--create", name="My talks (2).csv").err
    result = take(tmp_path, [ROW], "--create", "-n", "2024")
    assert result.err.endswith("name the new negotiation with -n ID\n")


def test_a_file_s_own_word_is_whole(talks: Path) -> None:
    """Rows that say which negotiation they are of are not filed into one whose id merely begins so."""
    rows = [{"table": "negotiation", "id": "talk", "title": "Others"}, {**ROW, "table": "position"}]
    with unchanged(talks / "data"):
        result = take(talks, rows)
    assert result.code == 2
    assert 'no negotiation "talk"' in result.err
    with unchanged(talks / "data"):
        result = take(talks, rows, "-n", "talks")
    assert result.err == (
        "negtrack: the file belongs to the negotiation talk, not to talks; to mix them, delete its row of the table "
        "negotiation\n"
    )


# Errors


def test_every_bad_row_is_reported(talks: Path) -> None:
    """Whatever the stage that finds it: cells, names, links, checks and ids; all in one run, and nothing is written."""
    bad = [
        ({"party": "unoin"}, 'party: no party "unoin"; did you mean union?'),
        ({"stated": "2024-02-31"}, "stated: 2024-02-31: 2024-02 has no day 31; write a day 01 to 29"),
        ({"sources": "gazete"}, 'sources: no source "gazete"; did you mean gazette?'),
        ({"value": "many"}, 'value: "many": not a quantity; write "33", "700..1000", "at least 40"'),
        (
            {"sources": "gazette", "stated": "2024-03-26"},
            "stated: the source gazette appeared on 2024-03-25 and cannot report a statement of 2024-03-26",
        ),
        (
            {"stance": "refusal", "value": "9"},
            'value: "9": a refusal states what remains acceptable; write "not 9" or "under 9"',
        ),
        (
            {"speaker": "x", "side": ""},
            "side: missing, required with speaker; write own, media, third-party or a party's id",
        ),
        ({"grade": "G9"}, 'grade: "G9" is not a grade; write a letter A-F and a digit 1-6, such as B2'),
        (
            {"stance": "withdrawal", "value": ""},
            "withdraws: missing; a withdrawal names the records that it takes back",
        ),
        ({"withdraws": "nothing"}, 'withdraws: no record "nothing"; known are'),
        ({"limits": "pay"}, "limits:"),
        ({"start": "x", "id": "***"}, "id: an id may not be empty; write letters, digits and hyphens"),
    ]
    with unchanged(talks / "data"):
        result = take(talks, [ROW, *({**ROW, **change} for change, _ in bad)])
    assert (result.code, result.out) == (2, "")
    for number, (_, message) in enumerate(bad, 3):
        assert f"rows.csv: row {number}, {message}" in result.err
    assert result.err.count("rows.csv: row") == len(bad)
    assert result.err.endswith(f"negtrack: nothing written: {len(bad)} errors (see above)\n")


def test_an_id_that_is_taken(talks: Path) -> None:
    """By a record that is there, or by a row before."""
    rows = [{**ROW, "id": "first"}, {**ROW, "id": "mine"}, {**ROW, "id": "mine", "value": "1"}]
    with unchanged(talks / "data"):
        result = take(talks, rows)
    message = "is taken by another record; leave the id out, and for a better reading name it in supersedes"
    assert result.err.splitlines()[:2] == [
        f"rows.csv: row 2: the id first {message}",
        f"rows.csv: row 4: the id mine {message}",
    ]


def test_what_rests_on_a_bad_row_is_not_blamed(talks: Path) -> None:
    """Three rows about an issue whose own row is invalid give one error, as in the files; all of them are skipped."""
    rows = [
        {"table": "issue", "id": "hours", "title": "Hours", "kind": "quantty"},
        *({"table": "position", **ROW, "issue": "hours", "value": value} for value in ("7", "8")),
        {"table": "position", "id": "bad", **ROW, "stated": "soon"},
        {"table": "position", **ROW, "value": "1", "supersedes": "bad"},
    ]
    with unchanged(talks / "data"):
        result = take(talks, rows)
    assert [line.partition(":")[2].partition(":")[0] for line in result.err.splitlines()[:-1]] == [
        " row 2, kind",
        " row 5, stated",
    ]
    with unchanged(talks / "data"):
        result = take(talks, rows, "--skip-bad", "--create")
    assert (result.code, result.out) == (0, "")
    assert "negtrack: skipped 5 rows (see above)\n" in result.err


def test_skip_bad(talks: Path) -> None:
    """The rest is written; what only a bad row needed is not made."""
    rows = [
        ROW,
        {**ROW, "party": "Teachers", "value": "many"},
        {**ROW, "party": "Miners", "value": "7"},
        {**ROW, "stance": "refusal", "value": "9"},
    ]
    result = take(talks, rows, "--create", "--skip-bad")
    assert (result.code, len(result.lines)) == (0, 2)
    assert result.err.splitlines()[-5:] == [
        "negtrack: skipped 2 rows (see above)",
        "negtrack: warning: union on pay: at least 90 of 2024-03-20 stands, as row 5 of 2024-03-20 was skipped",
        "negtrack: created 1 party: miners (principal)",
        "negtrack: warning: 2 records have no source; to name one, undo this import and repeat it with --set "
        "sources=ID or --map sources=COLUMN",
        "negtrack: 2 records and 1 definition new, 0 already there, 0 restored",
    ]
    assert sorted(load(talks).parties) == ["employer", "miners", "union"]


def test_skip_bad_of_nothing_but_bad_rows(talks: Path) -> None:
    """Nothing is left to write, and it is no trouble."""
    with unchanged(talks / "data"):
        result = take(talks, [{**ROW, "value": "many"}], "--skip-bad")
    assert (result.code, result.out) == (0, "")
    assert "negtrack: 0 records and 0 definitions new" in result.err


def test_an_invalid_file_of_the_negotiation_is_left_alone(talks: Path) -> None:
    """Errors in the files are their owner's to fix, also with --skip-bad."""
    with (talks / "data/talks/parties/union.toml").open("a") as file:
        file.write("\n[position.bad]\nisue = 1\n")
    with unchanged(talks / "data"):
        result = take(talks, [ROW], "--skip-bad")
    assert (result.code, result.out) == (2, "")
    assert "parties/union.toml:10: [position.bad]" in result.err
    assert result.err.endswith("(see above)\n")
    assert "nothing written" in result.err
    assert take(talks, [{**ROW, "party": "employer"}]).code == 0


@pytest.mark.parametrize("name", ["empty.csv", "empty.json", "empty.xlsx", "empty.toml"])
def test_an_empty_file(talks: Path, name: str) -> None:
    """There is nothing to import."""
    for content in ("", "\n \n"):
        result = take(talks, content, name=name)
        assert (result.code, result.err) == (2, f"{name}: empty; there is nothing to import\n")


def test_only_a_header(talks: Path) -> None:
    """No rows, and no trouble."""
    with unchanged(talks / "data"):
        result = take(talks, "party,issue,value,side\n")
    assert (result.code, result.out) == (0, "")
    assert result.err == "negtrack: 0 records and 0 definitions new, 0 already there, 0 restored\n"


def test_a_file_over_the_limit(talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clear line; also where stdin goes on for ever."""
    monkeypatch.setattr(source, "MAX_IMPORT", 100)
    with unchanged(talks / "data"):
        result = take(talks, [ROW] * 10)
        assert (result.code, result.out) == (2, "")
        assert result.err == "rows.csv: larger than 100 bytes; import it in several parts\n"
        result = run("import", "-", cwd=talks, stdin="{}\n" * 100)
        assert result.err == "-: larger than 100 bytes; import it in several parts\n"


@pytest.mark.parametrize(
    ("encoding", "args", "code"),
    [
        ("utf-8", (), 0),
        ("utf-8-sig", (), 0),
        ("utf-16", (), 0),
        ("utf-16-le", (), 2),
        ("utf-16-le", ("--encoding", "utf-16-le"), 0),
        ("cp1252", ("--encoding", "cp1252"), 0),
        ("cp1252", (), 2),
    ],
)
def test_encodings(talks: Path, encoding: str, args: tuple[str, ...], code: int) -> None:
    """UTF-8 with or without its mark and UTF-16 with it are read as they are; others are named with --encoding."""
    result = take(talks, delimited([ROW, {**ROW, "speaker": "Herr Böß"}]).decode().encode(encoding), *args)
    assert result.code == code, result.err
    if code == 0:
        assert positions(talks, result.lines)[1].speaker == "Herr Böß"


def test_a_wrong_encoding_is_placed(talks: Path) -> None:
    """The byte and the row, counted as a spreadsheet counts them: a cell may hold lines."""
    rows = [{**ROW, "text": "two\nlines"}, {**ROW, "text": "Böß"}]
    with unchanged(talks / "data"):
        result = take(talks, delimited(rows).decode().encode("cp1252"))
        assert result.err.startswith(
            "rows.csv: row 3: byte 0xf6 is not UTF-8; save the file as UTF-8, or use --encoding"
        )
        result = take(talks, delimited(rows).decode().encode("utf-16-le"))
        assert result.err.startswith("rows.csv: not UTF-8; it looks like --encoding utf-16-le\n")
        result = take(talks, delimited(rows).decode().encode("utf-16")[:-1])
        assert re.match(r"rows.csv: row 3: byte 0x.. is not UTF-16-?L?E?;", result.err), result.err


def test_hostile_texts_reach_no_terminal(talks: Path) -> None:
    """What a file says is shown with marks, in every message."""
    result = take(talks, [{**ROW, "party": "un\x1b[2Jion", "text\u202e": "x"}])
    assert "\x1b" not in result.err
    assert "\u202e" not in result.err
    assert "un\u241b[2Jion" in result.err


# Long work


def test_no_bar_into_a_pipe(talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of a progress bar where nobody watches, however long it takes."""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    message = "negtrack: 1 record and 0 definitions new, 0 already there, 0 restored\n"
    assert take(talks, [{**ROW, "sources": "gazette"}]).err == message
    watched = run("import", "rows.csv", cwd=talks, tty=True).err
    assert "Importing  [" in watched
    assert watched.endswith(message.replace("1 record", "0 records").replace("0 already", "1 already"))


@pytest.mark.deep
def test_a_bar_on_a_terminal(talks: Path) -> None:
    """What takes longer than a second shows how far it has come; the answer stands on lines of its own."""
    rows = [{**ROW, "value": str(number)} for number in range(20_000)]
    (talks / "rows.csv").write_bytes(delimited(rows))
    terminal = Terminal("import", "rows.csv", cwd=talks)
    terminal.expect("Importing  [", seconds=60)
    assert terminal.end() == 0
    assert re.search(r"Importing  \[#+-*\] +\d+%", terminal.seen)
    assert "\nnegtrack: 20,000 records and 0 definitions new, 0 already there, 0 restored\n" in terminal.seen


def test_dry_run_of_rows(talks: Path) -> None:
    """The TOML on stdout, the files' names and what would be made on stderr; nothing is written."""
    with unchanged(talks / "data"):
        result = take(talks, [{**ROW, "party": "New"}], "--create", "--dry-run")
    assert result.code == 0
    assert 'name = "New"\nrole = "principal"\n' in result.out
    assert 'value = "at least 90"\n' in result.out
    assert "would create 1 party: new (principal)" in result.err
    assert "negtrack: would be appended to parties/new.toml:" in result.err


# What would be read wrongly


def test_a_point_may_part_thousands(talks: Path) -> None:
    """1.500 may be 1500, so it is not taken for 1.5, unless --decimal says which it is."""
    rows = delimited([{**ROW, "value": "1.500"}, {**ROW, "value": "2.25"}], ";")
    (talks / "rows.csv").write_bytes(rows)
    with unchanged(talks):
        result = run("import", "rows.csv", cwd=talks)
    assert result.code == 2
    assert result.err.splitlines()[0] == 'rows.csv: row 2, value: "1.500" may be 1500 or 1.5; write 1500 or 1.5'
    (talks / "rows.csv").write_bytes(delimited([{**ROW, "value": "1.500"}]))
    assert run("import", "rows.csv", cwd=talks).code == 2
    for decimal, value in (("point", "1.5"), ("comma", "1500")):
        (name,) = run("import", "rows.csv", "--decimal", decimal, cwd=talks).lines
        assert positions(talks, [name])[0].value == value


def test_a_date_in_another_notation(talks: Path) -> None:
    """The error says how to import such dates."""
    result = take(talks, [{**ROW, "stated": "20/03/2024"}])
    assert result.code == 2
    assert result.err.splitlines()[0].endswith(
        'stated: "20/03/2024": not a date; write 2024-03-25, or give the format, --date-format %d/%m/%Y'
    )


@pytest.mark.parametrize(
    ("day", "options"),
    [
        ("05/10/2024", "--date-format %d/%m/%Y or --date-format %m/%d/%Y"),
        ("11/20/2024", "--date-format %m/%d/%Y"),
        ("20.11.24", "--date-format %d.%m.%y"),
        ("2024/11/20", "--date-format %Y/%m/%d"),
    ],
)
def test_the_formats_of_a_date(talks: Path, day: str, options: str) -> None:
    """The error names each format in which the date can be read."""
    assert f"give the format, {options}\n" in take(talks, [{**ROW, "stated": day}]).err


def test_a_missing_column_is_one_line(talks: Path) -> None:
    """However many rows there are; it names the columns that there are."""
    result = take(talks, [{"Bench": "union", "issue": "pay", "value": "5", "side": "own"}] * 5)
    assert (result.code, result.out) == (2, "")
    (line,) = result.err.splitlines()
    assert "no column is the party; name it with --map party=COLUMN, one of Bench, issue, value, side" in line


def test_one_bad_value_makes_no_words_of_the_others(talks: Path) -> None:
    """The kind of a new issue is that of most of its values; the one that does not fit is reported."""
    rows = [{**ROW, "issue": "Bonus", "value": value} for value in ("EUR 12", "EUR 14", "13")]
    result = take(talks, rows, "--create")
    assert result.code == 2
    assert "row 4, value: " in result.err
    assert "currency" in result.err
    assert "created 1 issue: bonus (money, inferred from its values)" in take(talks, rows[:2], "--create").err


def test_near_names_of_one_file(talks: Path) -> None:
    """Two new names that are nearly equal are reported, first of all that was created."""
    rows = [{**ROW, "party": name} for name in ("Green List", "Fishermen", "Grene List")]
    message = take(talks, rows, "--create").err
    assert "3 parties: green-list (principal; near grene-list), grene-list (principal; near green-list)" in message


def test_a_file_of_another_negotiation(talks: Path) -> None:
    """Two negotiations are not mixed by mistake."""
    rows = [{"table": "negotiation", "id": "others", "title": "Others"}, {"table": "position", **ROW}]
    with unchanged(talks / "data"):
        result = take(talks, rows, "-n", "talks")
    assert result.code == 2
    assert "the file belongs to the negotiation others, not to talks" in result.err


def test_one_statement_has_one_id(talks: Path) -> None:
    """However its value is written, and by any command."""
    args = ("--side", "own", "--stated", "2024-03-20", "--source", "gazette")
    by_hand = run("add-position", "union", "pay", "at least 90", *args, cwd=talks)
    result = take(talks, [{**ROW, "value": ">= 90", "sources": "gazette"}])
    assert (result.code, result.out) == (0, ""), by_hand.out
    assert result.err.endswith("0 records and 0 definitions new, 1 already there, 0 restored\n")


def test_without_a_negotiation(tmp_path: Path) -> None:
    """The error says how to start one."""
    (tmp_path / "rows.csv").write_bytes(delimited([ROW]))
    assert "use --create to start one" in run("import", "rows.csv", cwd=tmp_path).err


OFFERS = """\
Party,tabled,Wage rise,Working week,Back pay
Union,2026-03-01,at least 9%,35 hours,yes
Works,2026-03-03,3%,40 hours,
"""


def test_a_row_an_offer(tmp_path: Path) -> None:
    """`--offers` reads a table with an issue a column, as people keep offers; `rounds` gives it back, and neither the
    table nor what `rounds` gives brings anything new when it is imported again."""
    (tmp_path / "offers.csv").write_text(OFFERS)
    offers = ("import", "offers.csv", "--offers", "--set", "side=own")
    assert run(*offers, "--create", cwd=tmp_path).code == 0
    rows = run("rounds", cwd=tmp_path).rows
    assert [(row["party"], row["title"], row["wage-rise"], row["back-pay"]) for row in rows] == [
        ("union", "Offer of 2026-03-01", "at least 9%", "yes"),
        ("works", "Offer of 2026-03-03", "3%", ""),
    ]
    (tmp_path / "back.csv").write_text(run("rounds", "--format", "csv", cwd=tmp_path).out)
    for again in (offers, ("import", "back.csv")):
        assert "0 records and 0 definitions new, 2 already there" in run(*again, cwd=tmp_path).err


DOUBTFUL = [
    pytest.param("Party;tabled;Wage rise", "Union;2026-03-01;12.500", "--offers", "Wage rise", id="an-offer's-column"),
    pytest.param(
        "table;party;title;tabled;terms", "proposal;Union;Offer;2026-03-01;wage = 12.500", "", "terms", id="terms"
    ),
    pytest.param("party;issue;value", "Union;wage;12.500", "", "value", id="a-value"),
    pytest.param("party;issue;value;requires", "Union;wage;3;wage = 12.500", "", "requires", id="a-condition"),
]


@pytest.mark.parametrize(("head", "row", "option", "column"), DOUBTFUL)
def test_a_point_that_may_separate_thousands(tmp_path: Path, head: str, row: str, option: str, column: str) -> None:
    """12.500 is refused with both readings wherever a value stands."""
    (tmp_path / "a.csv").write_text(f"{head}\n{row}\n")
    run("init", "a", cwd=tmp_path)
    run("add-issue", "wage", "--title", "Wage", "--kind", "quantity", cwd=tmp_path)
    options = [*([option] if option else []), "--create", "--set", "side=own"]
    result = run("import", "a.csv", *options, cwd=tmp_path)
    assert result.code == 2
    assert f'row 2, {column}: "12.500" may be 12500 or 12.5; write 12500 or 12.5' in result.err


def test_offers_with_all_that_they_say(here: Path) -> None:
    """What a term says besides its value, and a column that has the name of a field, come back from `rounds`."""
    run("add-issue", "kind", "--title", "Kind of aid", "--kind", "choice", "--options", "food,fuel", cwd=here)
    run(
        *("add-proposal", "hamas", "--title", "Offer", "--on-record", "--stated", "2024-03-28", "--id", "offer"),
        *("--term", "civilian-return = 10 days", "--term", "kind = food", "--term-qualifier", "kind=by ship; by road"),
        *("--term-requires", "kind=civilian-return = at most 10 days", "--term-requires", "kind=talks go on; soon"),
        cwd=here,
    )
    back = run("rounds", "--format", "csv", cwd=here).out
    assert "issue:kind" in back.splitlines()[0]
    stored = (here / "data/gaza-ceasefire-2024/parties/hamas.toml").read_text()
    run("retract", "offer", "--reason", "typed twice", cwd=here)
    (here / "data/gaza-ceasefire-2024/parties/hamas.toml").write_text(stored.split("\n[proposal.offer]")[0] + "\n")
    (here / "back.csv").write_text(back)
    assert "1 record" in run("import", "back.csv", cwd=here).err
    again = (here / "data/gaza-ceasefire-2024/parties/hamas.toml").read_text()
    assert tomllib.loads(again)["proposal"]["offer"] == tomllib.loads(stored)["proposal"]["offer"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("party,tabled,nothing\nhamas,2024-03-28,3\n", 'the column nothing: no issue "nothing"'),
        (
            "party,tabled,civilian-return\nhamas,2024-03-28,3 apples\n",
            'row 2, terms: civilian-return: "3 apples": not a timing',
        ),
        ("party,civilian-return\nhamas,10 days\n", "row 2, title: missing"),
    ],
    ids=["unknown issue", "no value", "no day"],
)
def test_offers_that_cannot_be_read(here: Path, table: str, said: str) -> None:
    """A column that is no issue, a value of another kind, and an offer of no day: one line, nothing written."""
    (here / "offers.csv").write_text(table)
    result = run("import", "offers.csv", "--offers", "--set", "side=own", cwd=here)
    assert (result.code, said in result.err) == (2, True), result.err
