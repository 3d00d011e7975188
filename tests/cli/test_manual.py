"""`manual`: pages and parts of them on a terminal, into a pipe, as a site and as man pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from negtrack.cli.commands import NAMES
from negtrack.manual.topics import GROUPS, PAGES, decisions, read_page, sections_of, topics

from ..pages import MANUAL
from .harness import contents, run, spawn


def test_every_page_is_listed_once() -> None:
    """The groups hold every page of the folder."""
    assert sorted(PAGES) == sorted(path.stem for path in MANUAL.glob("*.md"))
    listed = run("manual").out
    for name in PAGES:
        assert len(re.findall(rf"^- `{name}`: \S.*\.$", listed, re.MULTILINE)) == 1
    for heading in GROUPS:
        assert f"## {heading}\n" in listed


@pytest.mark.parametrize("name", [*PAGES, *decisions()])
def test_a_page_into_a_pipe_is_its_markdown(name: str) -> None:
    """Without what only authors need, and with commands in the place of links."""
    result = run("manual", name)
    assert (result.code, result.err) == (0, "")
    assert result.lines[0] == read_page(name).splitlines()[0]
    assert "<!--" not in result.out
    assert not re.search(r"\]\([^)]*\.md", result.out)
    assert "\x1b" not in result.out


def test_links_name_the_command_that_shows_the_page() -> None:
    """A reader at a terminal cannot follow a link; one within the page is its words alone."""
    assert "the tutorial (`negtrack manual tutorial`)" in run("manual", "rules").out
    assert "- 0004 rtoml reads TOML (`negtrack manual 0004-rtoml`)" in run("manual", "architecture").out
    assert "`show` | Show where parties stand" in run("manual", "commands").out


def test_a_heading_is_a_topic() -> None:
    """Its part alone, and where there is more of it, in words or with hyphens, in any case."""
    whole = run("manual", "mandates").out
    assert whole.startswith("## Mandates\n")
    assert "## Conditions" not in whole
    assert whole.endswith("\nMore of it: The rules of reading (`negtrack manual rules`)\n")
    assert run("manual", "Exit", "codes").out == run("manual", "exit-codes").out


def test_a_part_holds_the_parts_below_it() -> None:
    """Up to the next heading of its own level, whatever stands in code."""
    page = "# A\n\nOn it.\n\n## B\n\n```sh\n# no heading\n## none\n```\n\n### C\n\nin\n\n## D\n\nend\n"
    assert dict(sections_of(page)) == {
        "b": "## B\n\n```sh\n# no heading\n## none\n```\n\n### C\n\nin\n",
        "c": "### C\n\nin\n",
        "d": "## D\n\nend\n",
    }


@pytest.mark.parametrize("topic", ["tutorial", "0007-typer-below-0.29", "position", "scorecard", "exit codes"])
def test_pages_decisions_fields_commands_and_parts_are_topics(topic: str) -> None:
    """Each is found by the words that one would type."""
    assert run("manual", *topic.split()).code == 0


def test_every_command_is_a_topic() -> None:
    """A page of its name, else its part of the page of commands."""
    assert set(NAMES) <= set(topics())


def test_an_unknown_topic_is_one_line() -> None:
    """With the nearest ones."""
    result = run("manual", "condtions")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith('negtrack: no topic "condtions"; did you mean conditions')
    assert result.err.endswith("? (negtrack manual lists them)\n")
    assert result.err.count("\n") == 1


def test_the_only_heading_with_the_words_is_meant() -> None:
    """Also in the singular; where several have them, none is."""
    assert run("manual", "wage").lines[0] == "## A wage in steps"
    assert run("manual", "date").lines[0] == "## Dates"
    assert run("manual", "exit").code == 2


def test_a_word_that_is_no_topic_names_the_pages_that_have_it() -> None:
    """Those that have it most often first, whole words alone."""
    result = run("manual", "bexley")
    assert (result.code, result.out) == (2, "")
    assert result.err == 'negtrack: no topic "bexley"; it is on the page values\n'
    assert "it is on the pages " in run("manual", "grade").err
    assert "known are" in run("manual", "bexle").err


@pytest.mark.parametrize("width", [20, 80])
def test_on_a_terminal_no_line_is_wider(width: int) -> None:
    """Laid out, with colour unless that is not wanted, however narrow it is."""
    result = run("manual", "values", tty=True, env={"COLUMNS": str(width), "NO_COLOR": "1"})
    assert result.code == 0
    assert max(map(len, result.lines)) <= width
    assert "| kind |" not in result.out
    assert "\x1b" not in result.out
    assert "\x1b[" in run("manual", "values", tty=True, env={"COLUMNS": str(width)}).out
    assert "\x1b[" in run("manual", "values", "--color", "always").out


def test_a_long_page_goes_through_the_pager(tmp_path: Path) -> None:
    """Where one is there; without it, it is printed."""
    pager = tmp_path / "pager"
    pager.write_text(f"#!/bin/sh\nsed 1q > {tmp_path}/shown\n")
    pager.chmod(0o755)
    env = {"LINES": "20", "NO_COLOR": "1"}
    assert run("manual", "values", tty=True, env={**env, "PAGER": str(pager)}).out == ""
    assert "Values and gaps" in (tmp_path / "shown").read_text()
    missing = run("manual", "values", tty=True, env={**env, "PAGER": "no-such-pager"})
    assert (missing.code, missing.err) == (0, "")
    assert "undisclosed" in missing.out


def test_the_site_has_every_page_and_no_loose_end(tmp_path: Path) -> None:
    """Every link leads to a file and a heading of the site; nothing is fetched, nothing runs."""
    assert run("manual", "--html", "site", cwd=tmp_path).err.startswith("negtrack: wrote ")
    folder = tmp_path / "site"
    assert {f"{name}.html" for name in ("index", *PAGES)} <= set(contents(folder))
    for path in folder.rglob("*.html"):
        text = path.read_text()
        assert "<script" not in text
        assert "<!--" not in text
        for link in re.findall('(?:href|src)="([^"]*)"', text):
            target, _, anchor = link.partition("#")
            if not link.startswith("https://"):
                other = path.parent / target if target else path
                assert not anchor or f'id="{anchor}"' in other.read_text(), link
                assert other.exists(), link
    assert '<h2 id="exit-codes">' in (folder / "commands.html").read_text()


def test_the_site_writes_over_nothing(tmp_path: Path) -> None:
    """Without --force."""
    (tmp_path / "values.html").write_text("mine")
    refused = run("manual", "--html", ".", cwd=tmp_path)
    assert refused.code == 2
    assert refused.err == "negtrack: nothing written: values.html is there already; --force writes over it\n"
    assert contents(tmp_path) == {"values.html": b"mine"}
    assert run("manual", "--html", ".", "--force", cwd=tmp_path).code == 0
    assert (tmp_path / "values.html").read_text() != "mine"


@pytest.mark.deep
def test_man_pages_are_in_a_folder_of_manpath(tmp_path: Path) -> None:
    """One of section 1 for each command, one of section 7 for each page."""
    pytest.importorskip("docutils.writers.manpage")
    pytest.importorskip("myst_parser.docutils_")
    assert run("manual", "--man", "man", cwd=tmp_path).code == 0
    named = {f"man1/negtrack-{name}.1" for name in NAMES} | {f"man7/negtrack-{name}.7" for name in PAGES}
    assert set(contents(tmp_path / "man")) == named | {"man1/negtrack.1"}
    text = (tmp_path / "man/man7/negtrack-values.7").read_text()
    assert '.TH "negtrack-values" "7"' in text
    assert "\nnegtrack-values \\- Values and gaps\n" in text
    assert "\nnegtrack-show \\- Show where" in (tmp_path / "man/man1/negtrack-show.1").read_text()


def test_one_thing_at_a_time() -> None:
    """A topic is no folder's, and one folder is written."""
    for words in (["values", "--html", "x"], ["--man", "x", "--html", "y"]):
        result = run("manual", *words)
        assert (result.code, result.out) == (2, "")
        assert result.err == "negtrack: --html and --man write the whole manual; give one of them and no topic\n"


def test_no_negotiation_is_needed(tmp_path: Path) -> None:
    """The manual is read in any folder, also with settings that name none that is there."""
    assert spawn("manual", "values", cwd=tmp_path, env={"NEGTRACK_DATA": "nowhere"}).code == 0
