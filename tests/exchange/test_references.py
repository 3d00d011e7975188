"""Sources from and for reference managers: CSL-JSON, BibLaTeX, RIS."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.dates import parse_when
from negtrack.errors import NotationError
from negtrack.exchange.export.csl import csl_text
from negtrack.exchange.export.references import bibtex_text, ris_text
from negtrack.exchange.import_.bibtex import _date_of_parts, read_bib
from negtrack.exchange.import_.latex import plain_text
from negtrack.exchange.import_.ris import _date, read_ris
from negtrack.exchange.import_.sources import read_csl
from negtrack.model import Source

from ..cli.harness import SHIPPED, copy_data, run, unchanged
from ..cli.small import load

NAMES = sorted(path.name for path in SHIPPED.iterdir() if path.is_dir())
FORMATS = {"csl-json": "json", "bibtex": "bib", "ris": "ris"}
HARD = """
[source.press]
type = "report"
title = "Pay & rest: 50% of {all} _wages_ for $5 #1 ~ ^ \\\\ 'x'"
author = ["van der Berg, Jan", "{Amnesty, London}", "Ministry of Labour", "Reuters", "Doe, Jane"]
publisher = "United States, Egypt and Qatar"
container-title = "The Daily & Post"
issued = "2023-09/2024"
URL = "https://example.org/a_b%20c?d=1&e=~f#g"
archive = "https://archive.example/a_b"
accessed = 2024-04-01
language = "en"
note = "status: draft; author: somebody"
[source.open]
type = "tweet"
issued = "2024-03/.."
accessed = "../2024-03-05"
[source.two-days]
type = "article-newspaper"
title = "Über Ω שלום 日本"
issued = "2024-03-01/2024-03-02"
[source.bare]
"""


def read(reader: str, text: str) -> list[dict[str, object]]:
    """Return the fields of the sources that a text holds; none may have an error."""
    rows = list({"json": read_csl, "bib": read_bib, "ris": read_ris}[reader](text, "refs").rows)
    assert [row.error for row in rows] == [""] * len(rows)
    return [dict(row.cells) for row in rows]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", [*NAMES, "hard"])
def test_what_goes_out_comes_back(name: str, format: str, tmp_path: Path) -> None:
    """Every source of every field, in an empty negotiation; and beside what is there it is nothing new."""
    copy_data(tmp_path, NAMES[0] if name == "hard" else name)
    folder = next((tmp_path / "data").iterdir())
    if name == "hard":
        (tmp_path / "hard.toml").write_text(HARD, "utf-8")
        assert run("init", "hard", cwd=tmp_path).code == 0
        assert run("import", "hard.toml", "-n", "hard", cwd=tmp_path).code == 0
        folder = tmp_path / "data/hard"
    file = f"refs.{FORMATS[format]}"
    (tmp_path / file).write_text(run("sources", "--format", format, "-n", folder.name, cwd=tmp_path).out, "utf-8")
    again = run("import", file, "--as", "sources", "-n", folder.name, cwd=tmp_path)
    assert "0 records and 0 definitions new" in again.err, again.err
    assert run("init", "empty", cwd=tmp_path).code == 0
    result = run("import", file, "--as", "sources", "-n", "empty", cwd=tmp_path)
    assert result.code == 0, result.err
    assert "left out" not in result.err
    assert load(tmp_path, "empty").sources == load(tmp_path, folder.name).sources


@given(
    st.text(st.sampled_from("-`'<>,?!~^\\{}$&#%_ab\""))
    | st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Zs")))
)
def test_any_title_comes_back(title: str) -> None:
    """Whatever marks of LaTeX it holds."""
    source = Source(id="press", title=title)
    found = [read("bib", bibtex_text([source])), read("ris", ris_text([source])), read("json", csl_text([source]))]
    assert [rows[0].get("title", "") for rows in found] == [title] * 3


@given(st.lists(st.text(st.sampled_from("-`'\\{}[$*#\"ab"), min_size=1), min_size=1))
def test_the_lines_of_a_note_come_back(lines: list[str]) -> None:
    """Whatever marks of LaTeX they begin or end with."""
    source = Source(id="press", note="\n".join(lines))
    found = [read("bib", bibtex_text([source])), read("ris", ris_text([source])), read("json", csl_text([source]))]
    assert [rows[0].get("note", "") for rows in found] == [source.note] * 3


BIB = r"""
@string{wsj = "The Wall Street Journal"}
@comment{not an entry}
% nor this
@Article{Said_2024, author = {Said, Summer and {Amnesty, London} and Jan van der Berg and others},
  title = {{On \"Uber \& Pay}}, journaltitle = wsj, date = {2024-03-25/..}, entrysubtype = {newspaper},
  url = {https://example.org/a\_b}, urldate = {2024-04-01}, doi = {10.1/x}, volume = 5}
@incollection{child, title = {A part}, crossref = {Whole}}
@book{Whole, title = {The whole}, year = 2023, month = sep, publisher = {Press}, editor = {Doe, Jane}}
@misc{rest, author = {Ministry of Labour}}
"""


def test_bibtex_of_others() -> None:
    """Abbreviations, accents, persons and institutions, and what a part has from the whole that it is in."""
    assert read("bib", BIB) == [
        {
            "table": "source",
            "id": "said-2024",
            "type": "article-newspaper",
            "title": "On Über & Pay",
            "author": ["Said, Summer", "{Amnesty, London}", "van der Berg, Jan", "others"],
            "container-title": "The Wall Street Journal",
            "issued": "2024-03-25/..",
            "accessed": "2024-04-01",
            "URL": "https://example.org/a_b",
        },
        {
            "table": "source",
            "id": "child",
            "type": "chapter",
            "title": "A part",
            "container-title": "The whole",
            "publisher": "Press",
            "issued": "2023-09",
        },
        {
            "table": "source",
            "id": "whole",
            "type": "book",
            "title": "The whole",
            "publisher": "Press",
            "issued": "2023-09",
        },
        {"table": "source", "id": "rest", "author": ["Ministry of Labour"]},
    ]


def test_what_no_source_has_is_named() -> None:
    """With the number of entries that have it, also people who are no authors."""
    table = read_bib(BIB, "refs.bib")
    assert list(table.rows)
    assert table.remarks == {"left out, as a source has no such field": ["doi (1)", "volume (1)", "editor (1)"]}


RIS = """TY  - NEWS
AU  - Said, Summer
AU  - Reuters
TI  - On pay
T2  - The Wall Street Journal
DA  - 2024/03/25/
Y2  - 2024/04//
UR  - https://example.org/a
UR  - https://example.org/b
N1  - One
N1  - Two
VL  - 5
ID  - Said2024
ER  -

TY  - RPRT
T1  - A report
Y1  - 2024///spring
PY  - 2024
ER  -
"""


def test_ris_of_others() -> None:
    """Persons and institutions, days, months and years, notes of several lines; a second address is named."""
    table = read_ris(RIS.replace("///spring", "").replace("ER  -", "ER  - "), "refs.ris")
    first, second = (dict(row.cells) for row in table.rows)
    assert first == {
        "table": "source",
        "id": "said2024",
        "type": "article-newspaper",
        "author": ["Said, Summer", "Reuters"],
        "title": "On pay",
        "container-title": "The Wall Street Journal",
        "issued": "2024-03-25",
        "accessed": "2024-04",
        "URL": "https://example.org/a",
        "note": "One\nTwo",
    }
    assert (second["id"], second["issued"]) == ("reference-2", "2024")
    (left,) = table.remarks.values()
    assert sorted(left) == ["URL 2 (1)", "volume (1)"]


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ({"date-parts": [[2024, 3], [0]]}, "2024-03/.."),
        ({"date-parts": [[0], [2024, 3, 5]]}, "../2024-03-05"),
        ({"date-parts": [], "literal": "2024-03/"}, "2024-03/.."),
        ({"raw": "2023-09/2024"}, "2023-09/2024"),
        ({"date-parts": [["2024", "03"]]}, "2024-03"),
    ],
)
def test_dates_of_others(date: dict[str, object], text: str, tmp_path: Path) -> None:
    """As pandoc and Zotero write them."""
    assert run("init", "t", cwd=tmp_path).code == 0
    (tmp_path / "r.json").write_text(json.dumps([{"id": "http://zotero.org/users/1/items/AB12", "issued": date}]))
    result = run("import", "r.json", "--as", "sources", cwd=tmp_path)
    assert result.code == 0, result.err
    assert load(tmp_path, "t").sources["ab12"].issued == parse_when(text)


CSL_DATES: Sequence[tuple[str, str]] = (
    ('[{"id": "a", "issued": {"date-parts": [[2024]], "circa": true}}]', "issued of a: about that date (circa); give"),
    ('[{"id": "a", "issued": {"date-parts": [[2024]], "season": 1}}]', "issued of a: a season; give the days"),
    ('[{"id": "a", "issued": {"raw": "2024?"}}]', "issued of a: 2024?: about that date, or a season; give"),
    ('[{"id": "a", "issued": {"literal": "2024-21"}}]', "issued of a: 2024-21: about that date, or a season; give"),
    ('[{"id": "a", "issued": {"literal": "199X"}}]', "issued of a: 199X: about that date, or a season; give"),
    ('[{"id": "a", "issued": {"literal": "spring of 2024"}}]', 'issued of a: "spring of 2024": not a date'),
    ('[{"title": "A"}]', "row 1: an id may not be empty"),
    ("{}", 'neither a list of objects nor an object with "rows"'),
)
WRONG = (
    *(("json", text, says) for text, says in CSL_DATES),
    ("bib", "@article{a, title = {x", "refs.bib:1: not BibTeX: premature end of file"),
    ("bib", "@article{a, title = {x}}\n@article{a, title = {y}}", "not BibTeX: repeated bibliography entry: a"),
    ("bib", "@article{a, title = x}", "not BibTeX: "),
    ("bib", "@foo{a, title = {x}}", "row 1, a: @foo: unknown type of entry; write @misc for any other"),
    ("bib", "@book{a, crossref = {b}}\n@book{b, crossref = {a}}", "row 1, a: its crossref leads back to itself"),
    ("bib", "@book{a, crossref = {a}}", "row 1, a: its crossref leads back to itself"),
    ("bib", "@book{a, crossref = {c}}", "row 1, a: its crossref names c, which is not in the file"),
    ("bib", "@book{a, date = {2024~}}", "row 1, a: 2024~: about that date, or a season"),
    ("bib", "@book{a, year = 2024, month = {Lent}}", "row 1, a: month Lent : no month and day"),
    ("ris", "AU  - A", "not RIS: no reference, which begins with TY  -"),
    ("ris", "TY  - BOOK\nAU  - A\n", "not RIS: a reference without its end, ER  -"),
    ("ris", "TY  - FOO\nER  - \n", "row 1, reference-1: FOO: unknown type of reference; write GEN for any other"),
    ("ris", "TY  - BOOK\nDA  - 2024///2024~\nER  - \n", "row 1, reference-1: 2024~: about that date, or a season"),
)


@pytest.mark.parametrize(("ending", "text", "says"), WRONG)
def test_bad_input(ending: str, text: str, says: str, tmp_path: Path) -> None:
    """One line, and nothing is written."""
    assert run("init", "t", cwd=tmp_path).code == 0
    (tmp_path / f"refs.{ending}").write_text(text, "utf-8")
    with unchanged(tmp_path):
        result = run("import", f"refs.{ending}", "--as", "sources", cwd=tmp_path)
    assert result.code == 2
    assert says in result.err
    assert "internal error" not in result.err


@pytest.mark.parametrize(
    "fields", [{"month": "May/June"}, {"month": "March 25"}, {"month": "Marvel"}, {"month": "13th"}, {"day": "3"}]
)
def test_a_month_is_not_guessed(fields: dict[str, str]) -> None:
    """A month of BibTeX that is more than a name or number, and a day without one, is refused."""
    with pytest.raises(NotationError, match="no month and day"):
        _date_of_parts({"year": "2024", **fields})


def test_a_day_is_no_month() -> None:
    """In RIS a day without a month is refused; a month and a year alone are what they are."""
    with pytest.raises(NotationError, match="without what comes before it"):
        _date("2024//05/")
    assert (_date("2024/05//"), _date("2024///")) == ("2024-05", "2024")


@pytest.mark.parametrize("text", ["03/04/24", "24", "25/03/2024"])
def test_a_year_has_four_digits(text: str) -> None:
    """A date of RIS that does not begin with its year is refused, in the words of the file."""
    with pytest.raises(NotationError, match=f"^{text}: "):
        _date(text)


def test_percent_is_no_comment() -> None:
    """What stands behind a percent sign stays."""
    assert plain_text(r"Rises of 5% agreed by 3 of 4, 6\% by one") == "Rises of 5% agreed by 3 of 4, 6% by one"


def test_what_bib_has_twice_is_named(tmp_path: Path) -> None:
    """The second of two fields for one, and a type beside the entry's are said to be left out; a crossref in capitals
    is followed."""
    (tmp_path / "refs.bib").write_text(
        "@report{one, title={Pay}, author={Baker, Ann and others}, year=2024, type={Brief},"
        " institution={Port}, organization={Union}}\n"
        "@inbook{two, title={Part}, Crossref={whole}}\n@book{whole, title={Whole}, year=2023, publisher={Press}}\n"
    )
    copy_data(tmp_path)
    result = run("import", "refs.bib", "--as", "sources", "--dry-run", cwd=tmp_path)
    assert result.code == 0
    for name in ("organization (1)", "type of an entry (1)"):
        assert name in result.err
    assert 'container-title = "Whole"' in result.out


def test_the_hour_of_access() -> None:
    """Zotero writes it behind the day of RIS; a source has a day, so the hour is named as left out."""
    table = read_ris("TY  - NEWS\nID  - a\nY2  - 2024/03/26/10:30:00\nER  - \n", "refs")
    assert [row.cells["accessed"] for row in table.rows] == ["2024-03-26"]
    assert table.remarks == {"left out, as a source has no such field": ["hour of accessed (1)"]}


def test_what_ris_has_twice_is_named() -> None:
    """A second title of the publication and a type beside the known one."""
    table = read_ris("TY  - NEWS\nID  - a\nT2  - The Paper\nJO  - Pap\nM3  - Editorial\nER  - \n", "refs")
    assert [row.cells["container-title"] for row in table.rows] == ["The Paper"]
    assert table.remarks == {"left out, as a source has no such field": ["type of work (1)", "journal name (1)"]}


def test_links_of_latex() -> None:
    """An address stays, without the command; that of a link stands in brackets behind its words."""
    (row,) = read("bib", r"@book{a, title = {At \url{https://x.example/a_b}, \href{https://y.example}{here}}}")
    assert row["title"] == "At https://x.example/a_b, here (https://y.example)"


def test_suffixes_and_particles() -> None:
    """They stay with the name, and go out with it."""
    (row,) = read("bib", "@book{a, author = {King, Jr., Martin Luther and van der Berg, Jan}}")
    assert row["author"] == ["King, Martin Luther Jr.", "van der Berg, Jan"]


def test_one_key_twice(tmp_path: Path) -> None:
    """The second entry is an error that says so, and can be skipped."""
    assert run("init", "t", cwd=tmp_path).code == 0
    (tmp_path / "refs.bib").write_text("@book{B:1, title = {A}}\n@book{b-1, title = {B}}\n", "utf-8")
    result = run("import", "refs.bib", cwd=tmp_path)
    assert "refs.bib: row 2: source b-1 is defined otherwise before it; give one of them another id" in result.err
    assert "1 definition new" in run("import", "refs.bib", "--skip-bad", cwd=tmp_path).err


def test_the_site_of_a_page() -> None:
    """BibLaTeX calls it the organization of an @online entry; of any other entry an organization is the publisher."""
    page = Source(id="a", type="webpage", title="T", container_title="The Site", publisher="The Owner")
    text = bibtex_text([page])
    assert "organization = {{The Site}}" in text
    (row,) = read("bib", text)
    assert (row["container-title"], row["publisher"]) == ("The Site", "The Owner")
    (other,) = read("bib", "@manual{a, title = {T}, organization = {The Owner}}")
    assert (other["publisher"], "container-title" in other) == ("The Owner", False)


def test_authors_who_are_not_named() -> None:
    """`and others` is the last author `others`, and goes out as it came, also where it is written `et al.`; an author
    of that name alone is none of it."""
    (row,) = read("bib", "@book{a, author = {Baker, Ann and others}}")
    assert row["author"] == ["Baker, Ann", "others"]
    for last in ("others", "et al.", "Et al", "and others"):
        assert "author = {Baker, Ann and others}," in bibtex_text([Source(id="a", author=("Baker, Ann", last))])
    assert "author = {{others}}," in bibtex_text([Source(id="a", author=("others",))])
    sources = [Source(id="a", author=("Baker, Ann", "others"))]
    for rows in (read("ris", ris_text(sources)), read("bib", bibtex_text(sources))):
        assert rows[0]["author"] == ["Baker, Ann", "others"]
    assert read("json", csl_text(sources))[0]["author"] == [{"family": "Baker", "given": "Ann"}, {"literal": "others"}]


@pytest.mark.parametrize("key", ["author", "Author", "AUTHOR"])
def test_a_field_in_capitals(key: str) -> None:
    """It has its people, and none of them are said to be left out."""
    table = read_bib(f"@book{{a, {key} = {{Said, Summer}}}}", "refs.bib")
    assert [row.cells["author"] for row in table.rows] == [["Said, Summer"]]
    assert table.remarks == {}


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\emph{Talks} of \textit{The {Post}}", "Talks of The Post"),
        (r"{\it Talks} and {\itshape pay}", "Talks and pay"),
        (r"\enquote{Fair} pay", "“Fair” pay"),
        (r"\textdollar{}5 \textunderscore a {\texteuro}7 \textless 9\dots", "$5 _a €7 <9…"),
        (r"C$\backslash$: \$5 \{a\}", "C\\: $5 {a}"),
        (r"5\,\% off\; a\ b \LaTeX{} shelf\/ful", "5 % off a b LaTeX shelfful"),
        (r"CO\textsubscript{2} by 10\textsuperscript{6} on the 5\textsuperscript{th}", "CO₂ by 10⁶ on the 5th"),
        (r"10\textsuperscript{6a}", r"10\textsuperscript 6a"),
        ("one \\\\\ntwo\\newline{}three \\newlines", "one\ntwo\nthree \\newlines "),
        (r"Pay\\% and hours", "Pay\n% and hours"),
        ("a \ue000 b", "a \ue000 b"),
        (r"\enquote{\emph{Fair} pay} and \enquote*{{Port}}", "“Fair pay” and “Port”"),
        (r"\unknown{x}", r"\unknown x"),
    ],
)
def test_marks_of_latex(latex: str, text: str) -> None:
    """Commands of looks go, signs are what they show; a command that nobody knows stays to be seen."""
    assert plain_text(latex) == text


def test_commands_that_nobody_knows_are_named() -> None:
    """With their entry, once; a sign that a command stands for is none, though it looks like one."""
    entries = r"""@misc{a, title = {\foo{Talks} \foo{go} on}, author = {\bar{Said}, Summer}}
        @misc{b, title = {C:\textbackslash temp}, note = {\"u}}"""
    table = read_bib(entries, "refs.bib")
    assert [row.cells["title"] for row in table.rows] == [r"\foo Talks \foo go on", "C:\\temp"]
    heading = "commands of LaTeX that are not known, and stay as they are"
    assert table.remarks == {heading: [r"\bar, \foo in a"]}


def test_words_with_capitals_are_kept() -> None:
    """Each word with a capital stands in braces, as a title in braces as a whole is written small by the parser of
    Better BibTeX; a title of one word, or with braces of its own, stands so before empty braces."""
    assert "title = {{talks} of {Hamas} and {Löhne}}," in bibtex_text(
        [Source(id="a", title="talks of Hamas and Löhne")]
    )
    assert r"title = {{a \{B\}}{}}," in bibtex_text([Source(id="a", title="a {B}")])
    assert "title = {{UAW-Ford}{}}," in bibtex_text([Source(id="a", title="UAW-Ford")])
    assert "title" not in bibtex_text([Source(id="a")])


def test_ris_with_one_blank() -> None:
    """Behind a tag, as Zotero reads it too; a line of a note that only looks so is no tag where the others have two."""
    (row,) = read("ris", "TY - NEWS\nID - a\nTI - Pay - and rest\nER - \n")
    assert (row["type"], row["title"]) == ("article-newspaper", "Pay - and rest")
    (row,) = read("ris", "TY  - NEWS\nID  - a\nN1  - one\nAB - two\nER  - \n")
    assert row["note"] == "one\nAB - two"


def test_every_type_of_ris_is_known() -> None:
    """Where no type of CSL is the same, it is named as left out."""
    for kind in ("EJOUR", "ICOMM", "SLIDE", "DBASE", "MUSIC"):
        assert read("ris", f"TY  - {kind}\nID  - a\nER  - \n")[0]["type"]
    table = read_ris("TY  - GRNT\nID  - a\nER  - \n", "refs")
    assert [row.error for row in table.rows] == [""]
    assert table.remarks == {"left out, as a source has no such field": ["type GRNT (1)"]}


def test_an_address_with_a_semicolon() -> None:
    """It stays whole, where rispy makes two of it; two addresses in a line are two, the second of which is named."""
    (row,) = read("ris", "TY  - NEWS\nID  - a\nUR  - https://a.example/?a=1;b=2\nER  - \n")
    assert row["URL"] == "https://a.example/?a=1;b=2"
    table = read_ris("TY  - NEWS\nID  - a\nUR  - https://a.example/;b; https://c.example\nER  - \n", "refs")
    assert [row.cells["URL"] for row in table.rows] == ["https://a.example/;b"]
    assert table.remarks == {"left out, as a source has no such field": ["URL 2 (1)"]}


def test_a_tag_that_stands_twice() -> None:
    """The first counts, as a source has one, and the second is named; a line that goes on belongs to its tag, of an
    author too."""
    text = "TY  - NEWS\nID  - a\nTI  - Pay\nTI  - Rest\n  of all\nAU  - Ministry of\n  Labour\nER  - \n"
    table = read_ris(text, "refs")
    assert [(row.cells["title"], row.cells["author"]) for row in table.rows] == [("Pay", ["Ministry of Labour"])]
    assert table.remarks == {"left out, as a source has no such field": ["title, again (1)"]}


@pytest.mark.parametrize("kind", ["treaty", "interview", "speech", "manuscript", "entry-dictionary"])
def test_a_type_without_its_own_in_ris(kind: str) -> None:
    """It goes out as Zotero keeps types, in M2: in M3 that takes it for a DOI. It comes back, from M3 of others too."""
    text = ris_text([Source(id="a", type=kind)])
    assert "M3" not in text
    assert ("M2  - type: " in text) == ("GEN" in text)
    assert read("ris", text)[0]["type"] == kind
    assert read("ris", f"TY  - GEN\nID  - a\nM3  - {kind}\nER  - \n")[0]["type"] == kind
