"""Sources in the processors that make bibliographies: citeproc-js (Zotero's), pandoc and citeproc-py."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from negtrack.dates import parse_when
from negtrack.exchange.export.csl import csl_text
from negtrack.exchange.export.references import bibtex_text, ris_text
from negtrack.model import Source

from .calls import call, npm_folder

pytestmark = pytest.mark.filterwarnings("ignore:The following arguments for Reference are unsupported:UserWarning")
"""citeproc-py knows no `custom`, which CSL has for what it knows no name for, and warns of it."""

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
  <info><title>All</title><id>http://example.org/all</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><group delimiter="; ">
    <text variable="title"/>
    <names variable="author"><name form="long" delimiter=" and "/></names>
    <date variable="issued" form="text" date-parts="year-month-day"/>
    <text variable="status" prefix="STATUS "/>
    <text variable="note" prefix="NOTE "/>
  </group></layout></bibliography>
</style>
"""
SCRIPT = """
const CSL = require(process.argv[2]), fs = require("fs");
const [items, style, locale] = process.argv.slice(3).map(path => fs.readFileSync(path, "utf8"));
const list = JSON.parse(items);
const system = {retrieveLocale: () => locale, retrieveItem: id => list.find(item => item.id === id)};
const engine = new CSL.Engine(system, style, "en-US");
engine.updateItems(list.map(item => item.id));
const [, entries] = engine.makeBibliography();
console.log(JSON.stringify(entries.map(entry => entry.replace(/<[^>]*>/g, "").trim())));
"""

BETTER = """
const fs = require("fs");
import(process.argv[2]).then(({parse}) => {
  const {entries} = parse(fs.readFileSync(process.argv[3], "utf8"));
  console.log(JSON.stringify(entries.map(entry => entry.fields)));
});
"""


def locale_folder() -> Path:
    """Return the folder of the data that citeproc-py comes with."""
    return Path(pytest.importorskip("citeproc").__file__).parent / "data"


def bib_js(file: Path) -> list[str]:
    """Return the bibliography by citeproc-js."""
    (file.parent / "run.js").write_text(SCRIPT)
    locale = locale_folder() / "locales/locales-en-US.xml"
    package = npm_folder("citeproc") / "citeproc"
    entries: list[str] = json.loads(
        call("node", "run.js", package, file, "all.csl", locale, cwd=file.parent).replace("\\u00a0", " ")
    )
    return entries


def bib_pandoc(file: Path) -> list[str]:
    """Return the bibliography by pandoc."""
    options = ("-f", "csljson", "-t", "plain", "--wrap=none", "--citeproc", "--csl", "all.csl")
    return [line for line in pandoc(*options, file, cwd=file.parent).split("\n") if line]


def bib_py(file: Path) -> list[str]:
    """Return the bibliography by citeproc-py."""
    citeproc = pytest.importorskip("citeproc")
    json_source = pytest.importorskip("citeproc.source.json").CiteProcJSON
    items = json.loads(file.read_text("utf-8"))
    style = citeproc.CitationStylesStyle(str(file.parent / "all.csl"), validate=False)
    book = citeproc.CitationStylesBibliography(style, json_source(items), citeproc.formatter.plain)
    for item in items:
        book.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    return list(map(str, book.bibliography()))


def pandoc(*args: object, cwd: Path) -> str:
    """Return what pandoc prints: the one that `pypandoc-binary` carries."""
    return call(str(Path(pytest.importorskip("pypandoc").__file__).parent / "files/pandoc"), *args, cwd=cwd)


def entries_of(make: Callable[[Path], list[str]], folder: Path, *sources: Source, style: str = STYLE) -> list[str]:
    """Return the bibliography of some sources."""
    (folder / "all.csl").write_text(style, "utf-8")
    (folder / "refs.json").write_text(csl_text(sources), "utf-8")
    return make(folder / "refs.json")


MAKERS = {"citeproc-js": bib_js, "pandoc": bib_pandoc, "citeproc-py": bib_py}
TEXT = ("citeproc-js", "citeproc-py")
DATES = {
    "2024-03-25": dict.fromkeys(MAKERS, "March 25, 2024"),
    "2024-03": dict.fromkeys(MAKERS, "March 2024"),
    "2023/2024": dict.fromkeys(MAKERS, "2023–2024"),
    "2023-09/2024": dict.fromkeys(TEXT, "2023-09/2024") | {"pandoc": "September 2023–2024"},
    "2024-03-01/2024-03-02": dict.fromkeys(TEXT, "2024-03-01/2024-03-02") | {"pandoc": "March 1–2, 2024"},
    "2024-03/..": dict.fromkeys(TEXT, "2024-03/") | {"pandoc": "March 2024–"},
    "../2024-03-05": dict.fromkeys(TEXT, "/2024-03-05") | {"pandoc": "March 5, 2024"},
}


@pytest.mark.parametrize("name", MAKERS)
def test_no_date_is_refused_or_lost(name: str, tmp_path: Path) -> None:
    """Each is in its entry once, intervals of two precisions, of two days and without an end too. pandoc leaves out
    that the last begins nowhere."""
    sources = [Source(id=f"s{number}", title=f"T{number}", issued=parse_when(day)) for number, day in enumerate(DATES)]
    entries = entries_of(MAKERS[name], tmp_path, *sources)
    assert entries == [f"T{number}; {shown[name]}" for number, shown in enumerate(DATES.values())]


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("kind", ["article-newspaper", "report", "webpage"])
def test_days_without_their_year(name: str, kind: str, tmp_path: Path) -> None:
    """Also where a style shows the day and the month without the year, in which citeproc-py stopped at two days."""
    source = Source(id="s", type=kind, title="T", container_title="G", issued=parse_when("2024-03-01/2024-03-02"))
    style = (locale_folder() / "styles/harvard-cite-them-right.csl").read_text("utf-8")
    (entry,) = entries_of(MAKERS[name], tmp_path, source, style=style)
    assert "2024" in entry


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize(
    "note",
    [
        "author: Somebody Else",
        "Status: draft",
        "status: draft",
        "Read whole. {:status: draft}",
        "{:status: draft} read whole",
        "DOI: 10.1/1",
        "issued: 2020",
        "https://example.org: the copy",
    ],
)
def test_a_note_overrides_nothing(name: str, note: str, tmp_path: Path) -> None:
    """No line of it is taken for a field of the item, and all its words are shown."""
    source = Source(id="s", title="T", author=("{Amnesty, London}",), issued=parse_when("2024"), note=note)
    (entry,) = entries_of(MAKERS[name], tmp_path, source)
    squeezed = "".join(entry.split()).replace("\u202f", "")
    assert squeezed == "".join(f"T; Amnesty, London; 2024; NOTE {note}".split())


@pytest.mark.parametrize("name", MAKERS)
def test_lines_of_a_note(name: str, tmp_path: Path) -> None:
    """Neither do those below the first."""
    note = "Read whole.\nauthor: Somebody Else\nstatus: draft\ntype: book"
    (entry,) = entries_of(MAKERS[name], tmp_path, Source(id="s", title="T", author=("Reuters",), note=note))
    assert "".join(entry.split()).replace("\u202f", "") == "".join(f"T; Reuters; NOTE {note}".split())


def test_pandoc_keeps_what_csl_holds(tmp_path: Path) -> None:
    """Its reader and writer of CSL-JSON give the same dates, names and notes; its writer leaves out none."""
    sources = [
        Source(id="a", title="T", issued=parse_when("2024-03/.."), note="status: x", author=("{Amnesty, London}",)),
        Source(id="b", title="T", issued=parse_when("2023-09/2024")),
    ]
    (tmp_path / "refs.json").write_text(csl_text(sources), "utf-8")
    first, second = json.loads(pandoc("-f", "csljson", "-t", "csljson", "refs.json", cwd=tmp_path))
    assert (first["issued"], first["note"].strip()) == ({"date-parts": [[2024, 3], [0]]}, "status: x")
    assert first["author"] == [{"literal": "Amnesty, London"}]
    assert second["issued"] == {"date-parts": [[2023, 9], [2024]]}


def test_better_bibtex_keeps_titles_and_names(tmp_path: Path) -> None:
    """The parser of Better BibTeX writes no word of a title small, whether it has a capital, is the only one, or stands
    beside braces; it marks a title that it keeps as a whole. It parts no institution, and knows `others`."""
    titles = ["Talks of Hamas in Löhne", "UAW-Ford", "a Deal of {All} at NATO", "$5 & 50% #1 \\ x_Y"]
    authors = ("van der Berg, Jan", "{Amnesty, London}", "others")
    sources = [Source(id=f"s{number}", title=title, author=authors) for number, title in enumerate(titles)]
    (tmp_path / "refs.bib").write_text(bibtex_text(sources), "utf-8")
    (tmp_path / "run.js").write_text(BETTER)
    package = npm_folder("@retorquere/bibtex-parser") / "@retorquere/bibtex-parser/dist/esm/index.js"
    found = json.loads(call("node", "run.js", package, "refs.bib", cwd=tmp_path))
    assert [re.sub("<[^>]*>", "", fields["title"]) for fields in found] == titles
    person, institution, others = found[0]["author"]
    assert (person["prefix"], person["lastName"], person["firstName"]) == ("van der", "Berg", "Jan")
    assert institution == {"name": "Amnesty, London"}
    assert others == {"lastName": "others"} or others == {"name": "others"}


def test_pandoc_reads_bibtex_and_ris(tmp_path: Path) -> None:
    """Names, titles with marks of LaTeX, dates and addresses."""
    title = "Pay & rest: 50% of {all} _wages_ for $5 #1 \\ -- x"
    source = Source(
        id="a",
        type="article-newspaper",
        title=title,
        author=("van der Berg, Jan", "{Amnesty, London}", "Ministry of Labour"),
        container_title="The Daily & Post",
        publisher="United States, Egypt and Qatar",
        issued=parse_when("2024-03-01"),
        URL="https://example.org/a_b%20c?d=1&e=~f#g",
        note="status: draft\nread twice",
    )
    (tmp_path / "refs.bib").write_text(bibtex_text([source]), "utf-8")
    (tmp_path / "refs.ris").write_text(ris_text([source]), "utf-8")
    (found,) = json.loads(pandoc("-f", "biblatex", "-t", "csljson", "refs.bib", cwd=tmp_path))
    assert (found["title"], found["note"]) == (title, source.note)
    assert found["type"] == "article-newspaper"
    assert found["author"][1:] == [{"literal": "Amnesty, London"}, {"literal": "Ministry of Labour"}]
    assert found["author"][0]["family"] == "Berg"
    assert (found["container-title"], found["publisher"]) == (source.container_title, source.publisher)
    assert (found["issued"], found["URL"]) == ({"date-parts": [[2024, 3, 1]]}, source.URL)
    (found,) = json.loads(pandoc("-f", "ris", "-t", "csljson", "refs.ris", cwd=tmp_path))
    assert (found["title"], found["type"], found["URL"]) == (title, "article-newspaper", source.URL)
    assert found["issued"]["date-parts"][0][0] == 2024
