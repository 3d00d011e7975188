"""Locators: a free text, or a passage of the source's text."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from negtrack.errors import NotationError
from negtrack.model import Passage
from negtrack.model.locators import MAX_CONTEXT, MAX_QUOTE, parse_locator
from negtrack.store.schema import schema_of

from .cli.harness import run
from .negotiations import write_negotiation

HASH = "b637529de1e55c8c177b68813a8ddb498bb499839a733ef4baa4de05a91072c4"
HASHED = {"place": "¶3", "start": 3, "length": 9, "quote-sha256": HASH, "around-sha256": HASH}
QUOTED = {"quote": "two; weeks", "prefix": "\n", "suffix": " after = the", "start": 0}


def test_a_text_is_kept_as_it_is() -> None:
    """A paragraph, a page or a time code is no passage."""
    assert [*map(parse_locator, ("¶3", "{}", "{slide 3}"))] == ["¶3", "{}", "{slide 3}"]


@pytest.mark.parametrize("table", [HASHED, QUOTED, {"start": 4}, {"prefix": "a", "suffix": "b"}])
def test_a_passage_is_a_table_or_its_json(table: dict[str, object]) -> None:
    """Both are the same passage, and its text is read as it again."""
    passage = parse_locator(table)
    assert isinstance(passage, Passage)
    assert passage.fields == table
    assert parse_locator(json.dumps(table)) == parse_locator(passage.text) == parse_locator(passage) == passage


def test_pages_name_a_passage_by_its_place() -> None:
    """What is for readers comes first, then where it begins."""
    places = [str(parse_locator(table)) for table in (HASHED, {"start": 1204}, {"quote": "two weeks"})]
    assert places == ["¶3", "character 1,204", '"two weeks"']


WRONG = [
    ({}, "write quote, prefix"),
    ({"place": "¶3"}, "write quote, prefix"),
    ({"quote": "a", "page": 3}, 'unknown key "page"; known are place, quote, prefix'),
    ({"quote": " "}, "quote: empty"),
    ({"quote": "a" * (MAX_QUOTE + 1)}, "quote: longer than 2,000 characters"),
    ({"quote": "a", "suffix": "b" * (MAX_CONTEXT + 1)}, "suffix: longer than 500 characters"),
    ({"quote": "a", "start": -1}, "start: not a whole number of at least 0"),
    ({"quote": "a", "start": True}, "start: not a whole number of at least 0"),
    ({"quote": "a", "length": 1}, "write quote, prefix"),
    ({"start": 3, "length": 9, "quote-sha256": "b6"}, 'quote-sha256: "b6" is no SHA-256'),
    ({"start": 3, "quote-sha256": HASH}, "a hash stands beside start and length"),
    ({"quote": "two weeks", "around-sha256": HASH}, "write quote, prefix, suffix and start, or start, length and"),
    ({**HASHED, "quote": "a"}, "a hash stands beside start and length"),
    ('{"quote"', "begins as JSON and is no object of it"),
    (3, "not a text"),
]


@pytest.mark.parametrize(("raw", "message"), WRONG)
def test_what_is_no_locator_is_an_error(raw: object, message: str) -> None:
    """Unknown keys, hashes beside words and places below zero are refused with the remedy."""
    with pytest.raises(NotationError, match=message):
        parse_locator(raw)


@pytest.mark.parametrize(("locator", "is_valid"), [(HASHED, True), (QUOTED, True), ("¶3", True), ({"page": 3}, False)])
def test_editors_know_both_forms(locator: object, is_valid: bool) -> None:
    """The schema takes texts and passages, and refuses unknown keys."""
    position = {"issue": "pay", "value": "1", "recorded": "2024-03-26 00:00:00Z", "locator": locator}
    validator = jsonschema.Draft7Validator(schema_of("party"))
    assert validator.is_valid({"name": "A", "position": {"a": position}}) is is_valid


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    """Return a folder with a negotiation in which a position, a note and a term have passages."""
    write_negotiation(tmp_path / "data/talks")
    said = ("--on-record", "--source", "gazette")
    run(
        "add-position",
        "union",
        "pay",
        "at least 101",
        *said,
        "--locator",
        json.dumps(HASHED),
        "--id",
        "one",
        cwd=tmp_path,
    )
    run("add-note", "union", "A note", *said, "--locator", json.dumps(QUOTED), "--id", "two", cwd=tmp_path)
    term = f"pay={json.dumps(QUOTED)}"
    words = ("--title", "P", "--term", "pay=102", "--term-locator", term, "--id", "three")
    run("add-proposal", "union", *words, *said, cwd=tmp_path)
    return tmp_path


def test_passages_are_written_as_tables(talks: Path) -> None:
    """A record's below it, a term's below the term; `check` finds nothing."""
    text = (talks / "data/talks/parties/union.toml").read_text("utf-8")
    hashes = f'quote-sha256 = "{HASH}"\naround-sha256 = "{HASH}"\n'
    assert f'[position.one.locator]\nplace = "¶3"\nstart = 3\nlength = 9\n{hashes}' in text
    assert '[note.two.locator]\nquote = "two; weeks"\nprefix = "\\n"\nsuffix = " after = the"\nstart = 0\n' in text
    assert '[proposal.three.term.pay.locator]\nquote = "two; weeks"\n' in text
    assert run("check", "--strict", cwd=talks).code == 0


@pytest.mark.parametrize("format", ["csv", "tsv", "xlsx", "jsonl", "json", "toml"])
def test_every_format_gives_them_back(talks: Path, format: str) -> None:
    """To import what was exported brings nothing new here, and everything elsewhere."""
    file = talks / f"talks.{format}"
    assert run("export", "-o", file, cwd=talks).code == 0
    again = run("import", file, cwd=talks)
    assert (again.code, "0 records and 0 definitions new" in again.err) == (0, True)
    (talks / "other").mkdir()
    assert run("--data", talks / "other", "-n", "copy", "import", file, "--create", "--title", "T", cwd=talks).code == 0
    copied = (talks / "other/copy/parties/union.toml").read_text("utf-8")
    for table in ("[position.one.locator]", "[note.two.locator]", "[proposal.three.term.pay.locator]"):
        original = (talks / "data/talks/parties/union.toml").read_text("utf-8").partition(table)[2].partition("\n\n")[0]
        assert f"{table}{original}" in copied


def test_json_lines_may_hold_a_passage_as_an_object(talks: Path) -> None:
    """As programs write it."""
    row = {"table": "note", "id": "four", "party": "union", "text": "x", "side": "media", "sources": ["gazette"]}
    (talks / "rows.jsonl").write_text(json.dumps({**row, "locator": QUOTED}), "utf-8")
    assert run("import", "rows.jsonl", cwd=talks).code == 0
    assert "[note.four.locator]\nquote" in (talks / "data/talks/parties/union.toml").read_text("utf-8")


def test_answers_hold_passages_as_json(talks: Path) -> None:
    """`query` has the whole, of which SQL takes parts; the other answers have the place, and a record its fields."""
    sql = "select locator from position where id = 'one' union all select locator from term where locator is not null"
    found = [json.loads(row["locator"]) for row in run("query", sql, "--json", cwd=talks).json["rows"]]
    assert found == [HASHED, QUOTED]
    (row,) = (row for row in run("show", "union", "--json", cwd=talks).json["rows"] if row["id"] == "one")
    assert row["locator"] == "¶3"
    (note,) = (row for row in run("show", "two", "--json", cwd=talks).json["rows"])
    assert note["fields"]["locator"] == "quote two; weeks, prefix \n, suffix  after = the, start 0"
    page = run("show", "union", "--format", "table", "--verbose", cwd=talks).out
    assert "gazette ¶3" in page
    card = run("show", "one", "--format", "table", cwd=talks).out
    assert f"quote-sha256 {HASH}" in " ".join(card.split())


def test_a_passage_with_a_place_counts_by_that(talks: Path) -> None:
    """A record keeps its id when a passage is added to the place that it named."""
    words = ("add-note", "union", "A remark", "--source", "gazette", "--locator")
    ids = {run(*words, locator, cwd=talks).out for locator in ("¶3", json.dumps(HASHED))}
    assert len(ids) == 1


def test_another_passage_makes_another_record(talks: Path) -> None:
    """Without a place it is part of the content from which ids are made."""
    words = ("add-note", "union", "A remark", "--source", "gazette", "--locator")
    ids = {run(*words, json.dumps({"quote": "a", "start": start}), cwd=talks).out for start in (1, 2, 1)}
    assert len(ids) == 2
