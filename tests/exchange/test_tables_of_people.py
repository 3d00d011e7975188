"""`import` of tables as people and programs write them: no number, date, choice or currency changes without a word."""

from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ..cli.harness import run, spawn, unchanged
from ..cli.small import load

HEAD = "Party,Issue,Value,Stated,Side\n"


def table(*values: str, issue: str = "Rate", separator: str = ",") -> str:
    """Return a table with a party for each of `values`."""
    lines = [HEAD.strip().split(",")]
    lines += [[f"P{number}", issue, f'"{value}"', "2026-10-01", "own"] for number, value in enumerate(values, 1)]
    return "".join(separator.join(line) + "\n" for line in lines)


def values_of(folder: Path, text: str | bytes, *args: str, name: str = "t.csv") -> tuple[str, list[str]]:
    """Import a table into a new negotiation; return the kind of its first issue, and the values in its rows' order."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    result = run("import", name, "--create", *args, cwd=folder)
    assert result.code == 0, result.err
    known = load(folder, "t")
    entries = known.entries
    return next(iter(known.issues.values())).kind, [entries[id].value for id in result.lines]  # type: ignore[attr-defined]


def refused(folder: Path, text: str | bytes, *args: str, name: str = "t.csv") -> str:
    """Import a table that is refused, with nothing written; return the message."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    with unchanged(folder):
        result = run("import", name, "--create", *args, cwd=folder)
    assert (result.code, result.out) == (2, "")
    return result.err


@pytest.mark.parametrize(
    ("given", "args", "kind", "stored"),
    [
        (["TRUE", "FALSE"], (), "yes-no", ["yes", "no"]),
        (["Y", "N"], (), "yes-no", ["yes", "no"]),
        (["1", "0"], ("--kind", "yes-no"), "yes-no", ["yes", "no"]),
        (["1", "0"], (), "quantity", ["1", "0"]),
        (["$5m", "7m €"], (), "money", ["USD 5m", "EUR 7m"]),
        (["1\N{NO-BREAK SPACE}500", "1'750"], (), "quantity", ["1500", "1750"]),
        (["3-5%", "max 4%"], (), "percent", ["3..5%", "at most 4%"]),
        (["6 weeks+", "up to 2 months"], (), "duration", ["at least 6 weeks", "at most 2 months"]),
        (["31/12/2026", "05/10/2026"], ("--date-format", "%d/%m/%Y"), "date", ["2026-12-31", "2026-10-05"]),
        (["2,5%", "1.250%"], ("--decimal", "comma"), "percent", ["2.5%", "1250%"]),
        (
            ["Not important", "Very important", "Important"],
            ("--kind", "choice"),
            "choice",
            ["not-important", "very-important", "important"],
        ),
        (["Limited", "Full", "None"], (), "text", ["Limited", "Full", "None"]),
    ],
    ids=lambda part: part[0] if isinstance(part, list) else "",
)
def test_values_as_they_are_meant(
    tmp_path: Path, given: list[str], args: tuple[str, ...], kind: str, stored: list[str]
) -> None:
    """What has one reading is stored in canonical words; a mandate is never guessed."""
    assert values_of(tmp_path, table(*given), *args) == (kind, stored)
    assert load(tmp_path, "t").issues["rate"].class_ == "substance"


def test_what_is_read_in_other_words_is_said(tmp_path: Path) -> None:
    """One line tells each such value."""
    (tmp_path / "t.csv").write_text(table("$5m", "USD 7m"))
    assert 'negtrack: read "$5m" as "USD 5m"\n' in run("import", "t.csv", "--create", cwd=tmp_path).err


@pytest.mark.parametrize(
    ("given", "separator", "says"),
    [
        (["0,125%", "0,250%"], ",", 'row 2, Value: "0,125%": commas only separate thousands; write "0.125%"'),
        (["7,5 %", "8,5 %"], ",", 'row 2, Value: "7,5 %": commas only separate thousands; write "7.5 %"'),
        (["12.500", "40.000"], ",", 'row 2, Value: "12.500" may be 12500 or 12.5; write 12500 or 12.5'),
        (["7.5%", "2,125%"], ";", 'row 3, Value: "2,125" may be 2125 or 2.125; write 2125 or 2.1250'),
        (["7.5%", "2,125%"], "|", 'row 3, Value: "2,125" may be 2125 or 2.125; write 2125 or 2.1250'),
        (["ALL 12", "ALL 8"], ",", 'row 2, Value: "ALL 12" may be 12 in Albanian lek or all 12'),
        (["05/10/2026", "06/10/2026"], ",", 'row 2, Value: "05/10/2026": "05/10/2026" may be 2026-05-10 or 2026-10-05'),
        (["5 kr", "6 kr"], ",", 'row 2, Value: "5 kr": "kr" may be SEK, NOK, DKK or ISK'),
        (["Z$5", "Z$6"], ",", 'row 2, Value: "Z$5": money needs its currency before the number'),
    ],
    ids=lambda part: part[0] if isinstance(part, list) else "",
)
def test_values_with_two_readings(tmp_path: Path, given: list[str], separator: str, says: str) -> None:
    """What has two readings, or a sign that is not known, is refused with what to write, and never becomes words."""
    assert says in refused(tmp_path, table(*given, separator=separator))


def test_two_labels_of_one_option(tmp_path: Path) -> None:
    """Labels that differ in signs alone are no one option."""
    says = 'row 3, Value: "C" has the id c of the option "c++"; write one of them otherwise'
    assert says in refused(tmp_path, table("C++", "C"), "--kind", "choice")


def test_an_option_called_not(tmp_path: Path) -> None:
    """An option that begins with "not" is itself, on the command line too, and no negation."""
    values_of(tmp_path, table("Not important", "Important"), "--kind", "choice")
    words = ("add-position", "p1", "rate", "not important", "--stated", "2026-10-02", "--on-record")
    (id,) = run(*words, cwd=tmp_path).lines
    assert load(tmp_path, "t").entries[id].value == "not-important"  # type: ignore[attr-defined]


def test_exported_numbers_come_back(tmp_path: Path) -> None:
    """What an export wrote is in the notation: 12.125 in it has one reading."""
    values_of(tmp_path, table("12.1250"))
    for name in ("back.csv", "back.tsv", "back.jsonl", "back.xlsx"):
        run("export", "-o", name, cwd=tmp_path)
        assert "0 records and 0 definitions new" in run("import", name, cwd=tmp_path).err


def test_a_kind_for_an_issue_that_has_one(tmp_path: Path) -> None:
    """It is an error that says where the kind stands."""
    values_of(tmp_path, table("Keep", "Drop"))
    says = "negtrack: --kind rate=choice: rate is a text issue already; change its kind with set-kind rate choice\n"
    assert run("import", "t.csv", "--create", "--kind", "rate=choice", cwd=tmp_path).err == says


# Names and words


def test_reserved_and_long_names(tmp_path: Path) -> None:
    """`--create` gives an id to what people call things, and keeps the whole name."""
    long = "The speed limit on all motorways should be lowered to 120 km an hour from next year on at the latest"
    other = f"{long}, or a year later"
    rows = [("Con", long, "yes"), ("4d", other, "no"), ("Front (UK)", long, "no"), ("Front (US)", long, "no")]
    text = HEAD + "".join(f'{party},"{issue}",{value},2026-10-01,own\n' for party, issue, value in rows)
    values_of(tmp_path, text)
    known = load(tmp_path, "t")
    assert {party.id: party.name for party in known.parties.values()} == {
        "con-1": "Con",
        "4d-1": "4d",
        "front-uk": "Front (UK)",
        "front-us": "Front (US)",
    }
    assert [issue.title for issue in known.issues.values()] == [long, other]
    assert all(id.startswith("the-speed-limit-on-all-motorways") for id in known.issues)
    assert "0 records and 0 definitions new" in run("import", "t.csv", "--create", cwd=tmp_path).err


def test_two_names_of_one_id_settled(tmp_path: Path) -> None:
    """--same makes two names of one id one party, --apart two; importing the table again brings nothing new."""
    text = table("5", "6").replace("P1", "B").replace("P2", "B*")
    values_of(tmp_path, text, "--apart", "B=B*")
    assert {party.id: party.name for party in load(tmp_path, "t").parties.values()} == {"b": "B", "b-2": "B*"}
    assert "0 records and 0 definitions new" in run("import", "t.csv", "--create", cwd=tmp_path).err
    assert run("import", "t.csv", "--create", "-n", "one", "--same", "B*=B", cwd=tmp_path).code == 0
    assert list(load(tmp_path, "one").parties) == ["b"]


def test_closed_words_ids_grades_coders_and_tags(tmp_path: Path) -> None:
    """They are folded as names are."""
    (tmp_path / "t.csv").write_text(
        "ID,Party,Issue,Value,Stated,Side,Stance,Attribution,Grade,Tags,Coder,Supersedes\n"
        'POS-001,Dockers,raise,8%,2026-10-01,own,Demand,On record,b2,"Pay, Hours",K. B.,\n'
        "POS-002,Dockers,raise,3%,2026-10-02,own,Red line,On_record,B-2,Pay; Hours,k b,POS-001\n"
    )
    assert run("import", "t.csv", "--create", cwd=tmp_path).lines == ["pos-001", "pos-002"]
    one, two = load(tmp_path, "t").positions
    assert (one.stance, one.attribution, one.grade, one.tags) == ("demand", "on-record", "B2", ("pay", "hours"))
    assert (one.coder, two.coder) == ("k-b", "k-b")
    assert (two.stance, two.attribution, two.grade, two.supersedes) == ("red-line", "on-record", "B2", ("pos-001",))


def test_keys_of_json_that_are_no_fields(tmp_path: Path) -> None:
    """As columns of csv they are named as not used."""
    row = {"party": "Dockers", "issue": "raise", "value": 8.125, "stated": "2026-10-01", "side": "own"}
    (tmp_path / "t.json").write_text(json.dumps([{**row, "title": "Letter", "url": "https://example.org/1"}]))
    result = run("import", "t.json", "--create", cwd=tmp_path)
    assert result.code == 0, result.err
    assert "negtrack: columns not used: title, url;" in result.err
    assert load(tmp_path, "t").positions[0].value == "8.125"


# Formats


def test_tab_separated_values_of_a_spreadsheet(tmp_path: Path) -> None:
    """Excel quotes cells with commas or quotes in them."""
    text = 'Party\tIssue\tValue\tStated\tSide\tQuote\nUnion\tJobs\t"1,000"\t2026-11-02\town\t"He said ""no"", twice"\n'
    assert values_of(tmp_path, text.encode("utf-16"), name="t.txt") == ("quantity", ["1000"])
    assert load(tmp_path, "t").positions[0].quote == 'He said "no", twice'


def test_tab_separated_values_with_quotes_of_their_own(tmp_path: Path) -> None:
    """A quote that is a part of the text stays."""
    text = 'Party\tIssue\tValue\tStated\tSide\tQuote\nUnion\tJobs\t5\t2026-11-02\town\t"No" he said\n'
    values_of(tmp_path, text, name="t.tsv")
    assert load(tmp_path, "t").positions[0].quote == '"No" he said'


def workbook(*cells: tuple[Any, str], column: str = "Value") -> bytes:
    """Return a workbook with a row for each value and its number format."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Party", "Issue", column, "Stated", "Side"])
    for number, (value, look) in enumerate(cells, 1):
        sheet.append([f"P{number}", "Price", value, "2026-10-01", "own"])
        sheet.cell(number + 1, 3).number_format = look
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("value", "look", "kind", "stored"),
    [
        (500_000, '"€" #,##0', "money", "EUR 500000"),
        (500_000, "[$$-409]#,##0.00", "money", "USD 500000"),
        (500_000, "#,##0.00 [$€-1]", "money", "EUR 500000"),
        (-5, '"$"#,##0_);\\("$"#,##0\\)', "money", "USD minus 5"),
        (5, '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)', "money", "USD 5"),
        (0.075, "0.0%", "percent", "7.5%"),
        (4, '0 "weeks"', "duration", "4 weeks"),
        (30, '0":1"', "ratio", "30:1"),
        (1_500_000, '0.0,,"m"', "quantity", "1.5m"),
        (12.125, "0.00", "quantity", "12.125"),
        (1, '"Yes";"Yes";"No"', "yes-no", "yes"),
        (0, '"Yes";"Yes";"No"', "yes-no", "no"),
        (True, "General", "yes-no", "yes"),
        (datetime(2026, 10, 1), "mmm yyyy", "date", "2026-10"),
        (datetime(2026, 10, 1), "d mmm yyyy", "date", "2026-10-01"),
    ],
)
def test_what_a_number_format_shows(tmp_path: Path, value: Any, look: str, kind: str, stored: str) -> None:
    """A currency, a unit, a multiplier or a precision that the format of a cell shows is a part of its value."""
    assert values_of(tmp_path, workbook((value, look)), name="t.xlsx") == (kind, [stored])


@pytest.mark.parametrize(
    ("value", "look", "says"),
    [
        (3, ";;;", "hidden by the format ;;;; write the value as text"),
        (3, '[<5]"few";0', 'shown by the conditions of the format [<5]"few";0; write the value as text'),
        (1_234_567, "#,##0,", "shown without its thousands by the format #,##0,; write the value as text"),
        (datetime(2026, 5, 3), "d-mmm", "a day to the spreadsheet (3 May); format the column as text"),
        (500_000, '#,##0 "kr"', '"kr" may be SEK, NOK, DKK or ISK'),
        (500_000, '"Z$" #,##0', "money needs its currency before the number"),
    ],
)
def test_number_formats_that_change_a_number(tmp_path: Path, value: Any, look: str, says: str) -> None:
    """A format that hides a number, or shows another, is refused."""
    assert says in refused(tmp_path, workbook((value, look), (value, look)), name="t.xlsx")


def test_no_warning_of_a_library(tmp_path: Path) -> None:
    """A workbook without styles, as many web tools write it, is read without a word of the library."""
    import zipfile

    (tmp_path / "full.xlsx").write_bytes(workbook((5, "General")))
    with zipfile.ZipFile(tmp_path / "full.xlsx") as full, zipfile.ZipFile(tmp_path / "t.xlsx", "w") as bare:
        for name in full.namelist():
            text = full.read(name)
            if name == "xl/styles.xml":
                text = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
            bare.writestr(name, text.replace(b's="1"', b"") if "sheet1" in name else text)
    result = spawn("import", "t.xlsx", "--create", cwd=tmp_path)
    assert result.code == 0
    assert all(line.startswith("negtrack: ") for line in result.err.splitlines()), result.err


def test_a_strict_workbook(tmp_path: Path) -> None:
    """One line says what it is and how to save it."""
    import zipfile

    (tmp_path / "full.xlsx").write_bytes(workbook((5, "General")))
    names = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    with zipfile.ZipFile(tmp_path / "full.xlsx") as full, zipfile.ZipFile(tmp_path / "t.xlsx", "w") as strict:
        for name in full.namelist():
            strict.writestr(name, full.read(name).replace(*names) if name.startswith("xl/") else full.read(name))
    says = 't.xlsx: a "Strict Open XML" workbook; save it as "Excel Workbook (.xlsx)", or as csv\n'
    assert refused(tmp_path, (tmp_path / "t.xlsx").read_bytes(), name="t.xlsx").startswith(says)


CSL = [
    {
        "id": "quay2024",
        "type": "article-newspaper",
        "title": "Dockers ask for eight percent",
        "container-title": "The Harbour Daily",
        "issued": {"date-parts": [[2024, 3, 25]]},
        "accessed": {"date-parts": [["2024", "4"]]},
        "author": [
            {"family": "Quay", "given": "Ada"},
            {"literal": "Amnesty, London"},
            {"literal": "Port Office, Pier"},
        ],
        "URL": "https://example.org/1",
        "DOI": "10.1/1",
    }
]


def test_csl_json_of_sources(tmp_path: Path) -> None:
    """What reference managers write is taken in, and what `sources --format csl-json` gives brings nothing new."""
    run("init", "t", cwd=tmp_path)
    (tmp_path / "t.json").write_text(json.dumps(CSL))
    result = run("import", "t.json", "--set", "table=source", cwd=tmp_path)
    assert result.code == 0, result.err
    assert "columns not used: DOI" in result.err
    source = load(tmp_path, "t").sources["quay2024"]
    assert source.author == ("Quay, Ada", "{Amnesty, London}", "Port Office, Pier")
    assert source.authors == ("Quay, Ada", "Amnesty, London", "Port Office, Pier")
    assert source.issued is not None
    assert source.accessed is not None
    assert (source.issued.text, source.accessed.text) == ("2024-03-25", "2024-04")
    (tmp_path / "back.json").write_text(run("sources", "--format", "csl-json", cwd=tmp_path).out)
    back = run("import", "back.json", "--set", "table=source", cwd=tmp_path)
    assert "0 records and 0 definitions new, 1 already there" in back.err, back.err


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"issued": {"date-parts": [["soon"]]}}, "row 1, issued: date-parts need a year"),
        ({"issued": {"season": 1}}, "row 1, issued: a season; give the days"),
        ({"author": [{}]}, "row 1, author: a name needs family, given or literal"),
    ],
)
def test_csl_json_that_cannot_be_read(tmp_path: Path, change: dict[str, object], says: str) -> None:
    """One line each."""
    assert says in refused(tmp_path, json.dumps([CSL[0] | change]), "--set", "table=source", name="t.json")


@pytest.mark.parametrize("head", ["Date", "day", "When"])
def test_a_column_of_days(tmp_path: Path, head: str) -> None:
    """It is the day of the words where no other column has that, which is said."""
    (tmp_path / "t.csv").write_text(f"Party,Issue,Value,{head},Side\nA,Rate,5%,2026-10-01,own\n")
    result = run("import", "t.csv", "--create", cwd=tmp_path)
    assert f"negtrack: read as the day when it was said: {head}\n" in result.err
    assert [position.stated and position.stated.text for position in load(tmp_path, "t").positions] == ["2026-10-01"]


def test_a_column_of_days_beside_another(tmp_path: Path) -> None:
    """Where a column has the day of the words already, another one is not used."""
    (tmp_path / "t.csv").write_text("Party,Issue,Value,Stated,Date,Side\nA,Rate,5%,2026-10-01,2026-10-09,own\n")
    result = run("import", "t.csv", "--create", cwd=tmp_path)
    assert "negtrack: columns not used: Date" in result.err
    assert [position.stated and position.stated.text for position in load(tmp_path, "t").positions] == ["2026-10-01"]


def test_offers_with_a_term_and_a_day(tmp_path: Path) -> None:
    """In a table of offers `Date` is the day on which each was tabled, and `Term` an issue."""
    (tmp_path / "t.csv").write_text("Date,Party,Pay,Term\n2026-10-01,Union,8%,2 years\n2026-10-03,Company,,3 years\n")
    assert run("import", "t.csv", "--create", "--set", "side=own", "--offers", cwd=tmp_path).code == 0
    offers = load(tmp_path, "t").proposals
    found = [
        (offer.tabled and offer.tabled.text, [(term.issue, term.value) for term in offer.terms]) for offer in offers
    ]
    assert found == [
        ("2026-10-03", [("term", "3 years")]),
        ("2026-10-01", [("pay", "8%"), ("term", "2 years")]),
    ]


def test_offers_without_the_option(tmp_path: Path) -> None:
    """A table without a column of issues is refused with the option for offers."""
    message = refused(tmp_path, "Date,Party,Pay\n2026-10-01,Union,8%\n", "--set", "side=own")
    assert "or use --offers if each row is an offer and the other columns are issues" in message


def test_numbers_of_one_unit(tmp_path: Path) -> None:
    """They stay words, and the import says how to compare them; `1 seat` is one of the seats."""
    (tmp_path / "t.csv").write_text(table("1 seat", "30 seats", issue="Council"))
    assert run("import", "t.csv", "--create", cwd=tmp_path).code == 0
    (tmp_path / "u.csv").write_text(table("4 seats", "30 seats", issue="Board"))
    result = run("import", "u.csv", "--create", cwd=tmp_path)
    remedy = "to compare the numbers, use set-kind board quantity --unit seats"
    assert f"board (text, inferred from its values; {remedy})" in result.err
    assert run("set-kind", "council", "quantity", "--unit", "seats", cwd=tmp_path).code == 0
    assert [position.value for position in load(tmp_path, "t").positions if position.issue == "council"] == ["1", "30"]


def test_a_long_table_of_countries(tmp_path: Path) -> None:
    """A column `country` has the parties, so that `position` is not taken for the name of one; what is missing is
    named."""
    message = refused(tmp_path, "country,issue_title,position\nPeru,Rules,support\n")
    assert message.startswith("negtrack: t.csv: no column is the issue or the side of the speaker; name them")
