"""`add-source`: a publication that records may rest on."""

from __future__ import annotations

from pathlib import Path

import pytest

from negtrack.text.normalise import hash_text

from .harness import Terminal, contents, copy_data, run, unchanged

GIVEN = ("reuters-2024-03-28", "--container-title", "Reuters", "--issued", "2024-03-28", "--type", "webpage")


def test_appends_to_sources_alone(here: Path) -> None:
    """One file grows at its end; the id is printed on stdout, a sentence on stderr."""
    before = contents(here)
    result = run("add-source", *GIVEN, cwd=here)
    assert (result.code, result.out) == (0, "reuters-2024-03-28\n")
    assert result.err == "negtrack: defined reuters-2024-03-28 in sources.toml\n"
    after = contents(here)
    assert [name for name in after if after[name] != before.get(name)] == ["data/gaza-ceasefire-2024/sources.toml"]
    name = "data/gaza-ceasefire-2024/sources.toml"
    assert after[name].startswith(before[name])
    assert after[name][len(before[name]) :].decode() == (
        '\n[source.reuters-2024-03-28]\ntype = "webpage"\ncontainer-title = "Reuters"\nissued = 2024-03-28\n'
    )


def test_the_same_again_writes_nothing(here: Path) -> None:
    """And says so, with exit 0."""
    run("add-source", *GIVEN, cwd=here)
    with unchanged(here):
        result = run("add-source", *GIVEN, cwd=here)
    assert (result.code, result.out) == (0, "reuters-2024-03-28\n")
    assert "already recorded as reuters-2024-03-28; nothing written" in result.err


def test_another_one_of_that_id_is_refused(here: Path) -> None:
    """A definition is corrected by hand; the message says where it stands."""
    with unchanged(here):
        result = run("add-source", "wsj-2024-03-25", "--issued", "2024-03-26", cwd=here)
    assert (result.code, result.out) == (2, "")
    assert "source wsj-2024-03-25 is defined otherwise in sources.toml:" in result.err


def test_dry_run_writes_nothing(here: Path) -> None:
    """The TOML that would be appended is printed on stdout."""
    with unchanged(here):
        result = run("add-source", *GIVEN, "--dry-run", cwd=here)
    assert result.code == 0
    assert result.out.startswith("[source.reuters-2024-03-28]\n")
    assert "would be appended to sources.toml" in result.err


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((), "missing ID (such as reuters-2024-03-28)"),
        (("reuters-2024-03-28",), "missing --issued (when it appeared)"),
        (
            ("reuters-2024-03-28", "--issued", "28.3.24"),
            '--issued "28.3.24" has a year of two digits',
        ),
        (("Reuters 28", "--issued", "2024-03-28"), '"Reuters 28" is not an id; write reuters-28'),
        (("../x", "--issued", "2024-03-28"), '"../x" is not an id; write x'),
        (("today", "--issued", "2024-03-28"), '"today" is a reserved word'),
    ],
)
def test_what_does_not_hold_is_an_error(here: Path, given: tuple[str, ...], message: str) -> None:
    """Off a terminal nothing is asked: one line, exit 2, nothing written."""
    with unchanged(here):
        result = run("add-source", *given, cwd=here)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert result.err.count("\n") == 1


def test_every_field_has_an_option(here: Path) -> None:
    """What the options say is what `sources` gives."""
    fields = {
        "--title": "A title",
        "--publisher": "A house",
        "--author": "An author",
        "--url": "https://example.org/a?b=c",
        "--archive": "https://archive.example.org/a",
        "--accessed": "2024-04-01",
        "--language": "ar",
    }
    given = [word for pair in fields.items() for word in pair]
    assert run("add-source", *GIVEN, *given, cwd=here).code == 0
    (row,) = (row for row in run("sources", cwd=here).rows if row["id"] == "reuters-2024-03-28")
    names = {"--url": "URL"}
    assert {name: row[names.get(name, name[2:])] for name in fields} == fields


def test_another_folder(tmp_path: Path) -> None:
    """`--data` says where, whatever the current folder."""
    copy_data(tmp_path)
    assert run("add-source", *GIVEN, "--data", tmp_path / "data", cwd=Path("/")).code == 0


def test_a_file_is_kept_as_its_text(here: Path) -> None:
    """The new source names the hash of its text, which is kept before the source is defined."""
    (here / "page.html").write_text("<p>Two weeks, they said.</p><ul><li>one</li></ul>", "utf-8")
    result = run("add-source", *GIVEN, "--file", here / "page.html", cwd=here)
    assert (result.code, result.out) == (0, "reuters-2024-03-28\n")
    assert result.err == (
        "negtrack: defined reuters-2024-03-28 in sources.toml\n"
        "negtrack: kept its text on this machine: 2 paragraphs, 5 words\n"
    )
    held = here / "data/gaza-ceasefire-2024/.negtrack/text/reuters-2024-03-28.txt"
    assert held.read_text("utf-8") == "Two weeks, they said.\none"
    last = (here / "data/gaza-ceasefire-2024/sources.toml").read_text("utf-8").rpartition("\n[")[2]
    assert f'text-sha256 = "{hash_text(held.read_text("utf-8"))}"\nextractor = "negtrack ' in last


@pytest.mark.parametrize("words", [("wsj-2024-03-25", "--issued", "2024-03-26"), (*GIVEN, "--dry-run")])
def test_no_text_is_kept_of_what_is_not_defined(here: Path, words: tuple[str, ...]) -> None:
    """A source that is refused, or only shown, leaves no text behind."""
    (here / "page.txt").write_text("Two weeks", "utf-8")
    with unchanged(here):
        run("add-source", *words, "--file", here / "page.txt", cwd=here)


def test_on_a_terminal_it_asks(talks: Path) -> None:
    """The publication, the day, the title and the address; the id is offered."""
    terminal = Terminal("add-source", cwd=talks)
    terminal.answer_all(
        [
            *(
                ("container title (", "The Post"),
                ("issued (when it appeared): ", "2024-03-27"),
                ("title (", "Talks on"),
            ),
            *(("address (", "https://example.org/1"), ("ID (", "")),
        ]
    )
    assert terminal.end() == 0, terminal.seen
    text = (talks / "data/talks/sources.toml").read_text()
    assert all(line in text for line in ("[source.the-post-2024-03-27]", 'title = "Talks on"', "https://example.org/1"))
