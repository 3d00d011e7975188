"""What stands around every answer: the moment of both clocks above it, the meaning of `silent` below it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from .cli.harness import SHIPPED, run, two_at_home
from .golden.test_golden import LOOKS, data_of

ASKED = ("--as-of", "2024-03-25", "--known-at", "2026-11-21")
WORDS = {name: words[: words.index("--as-of")] if "--as-of" in words else words for name, words in LOOKS.items()}
"""Name -> the words of a look, without a moment of its own."""
CLOCKS = "as of 25 Mar 2024, as known on 21 Nov 2026"
LEGEND = "silent: nothing on record here"
WITHOUT_CLOCKS = {"negotiations", "check"}
"""Commands that take no moment."""
DOCUMENTS = ("md", "html", "docx", "xlsx")


def shown(*words: str, data: Path = SHIPPED) -> str:
    """Return what a command prints, on one line however its page was folded."""
    return " ".join(run(*words, env={"NEGTRACK_DATA": str(data)}).out.split())


def document(folder: Path, form: str, *words: str) -> str:
    """Return the texts of an exported document, joined; of a workbook only the sheet for readers."""
    path = folder / f"talks.{form}"
    result = run("export", "-n", "gaza-ceasefire-2024", "-o", str(path), *words, env={"NEGTRACK_DATA": str(SHIPPED)})
    assert result.code == 0, result.err
    if form == "docx":
        import docx

        read = docx.Document(io.BytesIO(path.read_bytes()))
        cells = (cell.text for table in read.tables for row in table.rows for cell in row.cells)
        return " ".join((*(paragraph.text for paragraph in read.paragraphs), *cells))
    if form == "xlsx":
        import openpyxl

        sheet = openpyxl.load_workbook(path)["compare"]
        return " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    return path.read_text("utf-8")


@pytest.mark.parametrize("form", ["table", "md"])
@pytest.mark.parametrize("name", [name for name in LOOKS if name not in WITHOUT_CLOCKS])
def test_pages_name_both_clocks(name: str, form: str) -> None:
    """Every page and every table for a document names the moment that it was asked for, with the year."""
    assert CLOCKS in shown(*WORDS[name], *ASKED, "--format", form, data=data_of(LOOKS[name]))


@pytest.mark.parametrize("name", [name for name in LOOKS if name not in WITHOUT_CLOCKS])
def test_json_names_both_clocks(name: str) -> None:
    """JSON has them as fields."""
    head = run(*WORDS[name], *ASKED, "--json", env={"NEGTRACK_DATA": str(data_of(LOOKS[name]))}).json
    assert (head["as_of"], head["known_at"]) == ("2024-03-25", "2026-11-21T23:59:59+00:00")


def test_several_overviews_name_what_was_known() -> None:
    """Where each line has a day of its own, the heading names the second clock."""
    page = shown("overview", *ASKED[2:], "--format", "table", data=two_at_home() / "data")
    assert "as known on 21 Nov 2026" in page


@pytest.mark.parametrize("form", DOCUMENTS)
def test_documents_name_both_clocks(tmp_path: Path, form: str) -> None:
    """So do documents that are read on paper, later."""
    assert CLOCKS in document(tmp_path, form, *ASKED)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2026-11-21T10:30:00+02:00", "as known on 21 Nov 2026 at 08:30:00 UTC"),
        ("2026-11-21", "as known on 21 Nov 2026"),
        ("2020-01-01", "nothing on record yet, as known on 1 Jan 2020"),
    ],
)
def test_known_at(when: str, words: str) -> None:
    """An instant is named to the second; a day that ends before anything was recorded shows nothing, and says so."""
    page = shown("-n", "gaza-ceasefire-2024", "parties", "--known-at", when, "--format", "md")
    assert page.startswith("## Gaza cease-fire and hostage talks: parties, ")
    assert words in page
    assert page.partition(words)[2].startswith(" | id")


@pytest.mark.parametrize("form", ["table", "md"])
@pytest.mark.parametrize("name", [*LOOKS, "overviews"])
def test_silent_is_explained_once(name: str, form: str) -> None:
    """Where `silent` stands, the page says once what it means; where it does not, the page says nothing of it."""
    words = LOOKS.get(name, ("overview",))
    data = two_at_home() / "data" if name == "overviews" else data_of(words)
    page = shown(*words, "--format", form, data=data)
    is_said = re.search(r"\bsilent\b", page.replace(LEGEND, "")) is not None
    assert page.count(LEGEND) == is_said


@pytest.mark.parametrize("form", DOCUMENTS)
def test_documents_explain_silent(tmp_path: Path, form: str) -> None:
    """Documents explain it too."""
    assert document(tmp_path, form).count(LEGEND) == 1
