"""`verify`: whether the words that records quote stand in the texts of their sources."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from negtrack.text.generate import make_passage
from negtrack.text.normalise import join_paragraphs, split_plain

from .harness import look, run, unchanged

TEXT = """The talks went on until midnight.

The union asks for at least 101 a day. “We stay,” they said.

The employer offers at most 80 a day, and no more than that. The employer waits.
"""
NORMAL = join_paragraphs(split_plain(TEXT))


def passage(words: str) -> str:
    """Return the locator of words of the text, as an option takes it."""
    start = NORMAL.index(words)
    return make_passage(NORMAL, start, start + len(words)).text


def hashed(words: str) -> str:
    """Return the locator that holds the hash of words of the text."""
    fields = {
        "start": NORMAL.index(words),
        "length": len(words),
        "quote-sha256": hashlib.sha256(words.encode()).hexdigest(),
    }
    return json.dumps({"place": "¶3", **fields})


@pytest.fixture
def quoting(talks: Path) -> Path:
    """Return a folder with records that quote the gazette, whose text is not kept yet."""
    said = ("--source", "gazette", "--on-record")
    for name, party, value, *more in (
        ("one", "union", "at least 101", "--locator", passage("at least 101 a day")),
        ("two", "employer", "at most 80", "--locator", hashed("at most 80 a day")),
        ("three", "union", "at least 102", "--quote", '"We stay," they said'),
        ("four", "union", "at least 103"),
    ):
        run("add-position", party, "pay", value, *said, *more, "--id", name, cwd=talks)
    term = ("--term", "pay=79", "--term-quote", "pay=The employer waits")
    run("add-proposal", "employer", "--title", "P", *term, *said, "--id", "five", cwd=talks)
    return talks


def keep(here: Path, text: str) -> None:
    """Keep a text of the gazette."""
    (here / "gazette.txt").write_text(text, "utf-8")
    assert run("source-text", "gazette", here / "gazette.txt", cwd=here).code == 0


def statuses(here: Path, *names: str) -> tuple[int, dict[str, str]]:
    """Return the exit code and id -> status."""
    result = run("verify", *names, "--json", cwd=here)
    return result.code, {row["id"]: row["status"] for row in result.json["rows"]}


ALL = ("one", "two", "three", "five#pay")


def test_without_a_text_nothing_is_verified(quoting: Path) -> None:
    """That is no error, and a record without a quote is only counted."""
    assert statuses(quoting) == (0, dict.fromkeys(ALL, "unverified"))
    page = run("verify", "--format", "table", cwd=quoting).out
    assert "no text is kept of its source" in page
    assert "more without a quote" in page
    warning = (
        "4 of 4 quotes unverified, as no text of the source is kept; keep it with source-text SOURCE FILE: gazette"
    )
    assert warning in run("verify", cwd=quoting).err
    keep(quoting, TEXT)
    assert run("verify", cwd=quoting).err == ""


def test_words_are_found_where_they_were(quoting: Path) -> None:
    """Quoted, or by the hash alone; nothing is written."""
    keep(quoting, TEXT)
    with unchanged(quoting):
        assert statuses(quoting) == (0, dict.fromkeys(ALL, "found"))
    rows: list[dict[str, Any]] = run("verify", "--json", cwd=quoting).json["rows"]
    assert {row["id"]: row["paragraph"] for row in rows} == {"one": 2, "two": 3, "three": 2, "five#pay": 3}


def test_words_that_moved_are_named_with_both_places(quoting: Path) -> None:
    """The first passage in the text of another day stands elsewhere; its record stays as it is."""
    keep(quoting, "Corrected.\n\n" + TEXT)
    assert statuses(quoting) == (0, {"one": "moved", "two": "moved", "three": "found", "five#pay": "found"})
    start = NORMAL.index("at least 101")
    assert f"at {start + 11}, said to be at {start}" in look("verify", "one", cwd=quoting)


def test_what_no_longer_stands_is_never_attached(quoting: Path) -> None:
    """Other words in the place are shown word by word, lost ones with the nearest sentence, and the exit code is 1."""
    keep(quoting, TEXT.replace("101", "90").replace("80 a day", "85 a day"))
    assert statuses(quoting) == (1, {"two": "orphaned", "one": "changed", "three": "found", "five#pay": "found"})
    rows = {row["id"]: row for row in run("verify", "--json", cwd=quoting).json["rows"]}
    assert rows["one"]["difference"] == "at least [-101-] {+90+} a day"
    assert (rows["two"]["quote"], rows["two"]["nearest"]) == (None, None)
    keep(quoting, TEXT.replace("We stay", "We shall stay"))
    assert statuses(quoting, "three") == (1, {"three": "orphaned"})
    assert '"We shall stay," they said.' in look("verify", "three", cwd=quoting)


def test_words_that_stand_twice_are_ambiguous(quoting: Path) -> None:
    """A quote without a passage is attached to neither place."""
    keep(quoting, TEXT + "\n“We stay,” they said once more.\n")
    assert statuses(quoting, "three") == (1, {"three": "ambiguous"})
    assert "2 places have them" in look("verify", "three", cwd=quoting)


def test_records_and_sources_select(quoting: Path) -> None:
    """A source stands for all that rests on it, also for what quotes nothing; an unknown name is an error."""
    keep(quoting, TEXT)
    assert statuses(quoting, "two", "five") == (0, {"two": "found", "five#pay": "found", "five": "unverified"})
    assert statuses(quoting, "gazette")[1].items() >= {"one": "found", "four": "unverified"}.items()
    result = run("verify", "nobody", cwd=quoting)
    assert (result.code, 'no record "nobody"' in result.err) == (2, True)


def test_a_quote_may_stand_in_any_of_its_sources(quoting: Path) -> None:
    """It is lost only where the texts of all are kept."""
    run("add-source", "post", "--issued", "2024-03-25", cwd=quoting)
    said = ("--source", "gazette", "--source", "post", "--on-record", "--quote", "until dawn", "--id", "both")
    run("add-note", "union", "A note", *said, cwd=quoting)
    keep(quoting, TEXT)
    assert statuses(quoting, "both") == (0, {"both": "unverified"})
    (quoting / "post.txt").write_text("They talked until dawn.", "utf-8")
    run("source-text", "post", quoting / "post.txt", cwd=quoting)
    assert statuses(quoting, "both") == (0, {"both": "found"})


def test_what_was_retracted_is_not_looked_up(quoting: Path) -> None:
    """Nor what was not yet said at the moment asked for."""
    keep(quoting, TEXT)
    run("retract", "one", "--reason", "misread", cwd=quoting)
    assert statuses(quoting)[1].keys() == {"two", "three", "five#pay"}
    assert statuses(quoting, "--as-of", "2020-01-01") == (0, {})


def test_check_reports_lost_words_where_it_is_asked(quoting: Path) -> None:
    """`check --sources` has them as errors with the record's line; `check` alone knows no texts."""
    keep(quoting, TEXT.replace("80 a day", "85 a day").replace("101", "90"))
    assert run("check", cwd=quoting).code == 0
    result = run("check", "--sources", "--json", cwd=quoting)
    rows = {row["record"]: row for row in result.json["rows"] if row["code"].endswith("-quote")}
    assert result.code == 1
    assert [(rows[name]["severity"], rows[name]["code"]) for name in ("position.two", "position.one")] == [
        ("error", "orphaned-quote"),
        ("note", "changed-quote"),
    ]
    assert rows["position.two"]["line"] > 1
    keep(quoting, TEXT)
    assert run("check", "--sources", cwd=quoting).code == 0


def test_check_of_broken_files_says_so_once(quoting: Path) -> None:
    """Where the files cannot be read there are no records to look up."""
    (quoting / "data/talks/negotiation.toml").write_text("x = [", "utf-8")
    results = [run("check", *more, cwd=quoting) for more in ((), ("--sources",))]
    assert results[0] == results[1]


@pytest.mark.parametrize("format", ["table", "tsv", "csv", "json", "jsonl", "md"])
def test_every_format_has_the_rows(quoting: Path, format: str) -> None:
    """As every answer."""
    keep(quoting, TEXT.replace("101", "90"))
    result = run("verify", "--format", format, cwd=quoting)
    assert (result.code, result.err) == (0, "")
    assert all(name in result.out.replace("\\", "") for name in (*ALL, "changed"))


def test_a_damaged_text_is_an_error_that_names_the_file(quoting: Path) -> None:
    """One line, and no answer that would claim less or more than there is."""
    keep(quoting, TEXT)
    (quoting / "data/talks/.negtrack/text/gazette.txt").write_bytes(b"f\xfcr")
    result = run("verify", cwd=quoting)
    assert (result.code, result.out) == (2, "")
    assert ".negtrack/text/gazette.txt: not UTF-8" in result.err


def test_a_quote_beside_other_words_is_looked_up_too(quoting: Path) -> None:
    """A true passage, or the hash of one, hides no quote that stands nowhere; a part of the passage is no second."""
    keep(quoting, TEXT)
    said = ("--source", "gazette", "--on-record", "--quote")
    for name, locator, quote in (
        ("six", passage("at least 101 a day"), "101 a day"),
        ("seven", passage("at least 101 a day"), "107 a day"),
        ("eight", hashed("at most 80 a day"), "88 a day"),
        ("nine", hashed("at most 80 a day"), "80 a day"),
    ):
        run("add-position", "union", "pay", "104", *said, quote, "--locator", locator, "--id", name, cwd=quoting)
    rows = run("verify", "six", "seven", "eight", "nine", "--json", cwd=quoting).json["rows"]
    found = {
        name: sorted(row["status"] for row in rows if row["id"] == name) for name in ("six", "seven", "eight", "nine")
    }
    both = ["found", "orphaned"]
    assert found == {"six": ["found"], "seven": both, "eight": both, "nine": ["found", "found"]}
