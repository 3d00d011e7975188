"""Annotations of Taguette, doccano and Label Studio to rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.errors import DataError, NotationError
from negtrack.exchange.import_.annotations.passages import Unit, find_marked, whole
from negtrack.exchange.import_.annotations.tags import NoPositionError
from negtrack.exchange.import_.annotations.taguette import arrange_highlights
from negtrack.exchange.import_.delimited import read_csv
from negtrack.exchange.import_.objects import read_json, read_jsonl
from negtrack.exchange.import_.row import RawTable

from ..cli.harness import run

TEXT = "The port said \U0001f602 on Monday that it would pay at most 4 per cent.\nDockers want at least 8 per cent."
OFFER = "at most 4 per cent"


def utf16(text: str, words: str) -> tuple[int, int]:
    """Return where words stand, in units of UTF-16."""
    start = text.index(words)
    return tuple(len(text[:place].encode("utf-16-le")) // 2 for place in (start, start + len(words)))  # type: ignore[return-value]


def cells_of(table: RawTable) -> list[dict[str, object]]:
    """Return the cells of the rows, with the passages read."""
    rows = list(table.rows)
    assert [row.error for row in rows if row.error] == []
    return [{**row.cells, "locator": json.loads(str(row.cells["locator"]))} for row in rows]


def left_out(table: RawTable) -> list[tuple[str, str]]:
    """Return the name and the reason of each annotation that is no position."""
    list(table.rows)
    return [(one.name, one.reason) for one in table.left_out]


TAGUETTE = """\
id,document,tag,content
1,Letter to the members,union/raise/at least 8%,The Dockers ask for a raise of at least 8 per cent.
1,Letter to the members,side=own,The Dockers ask for a raise of at least 8 per cent.
2,Letter to the members,side=own,No night shifts
2,Letter to the members,union/night-shift/none,No night shifts
2,Letter to the members,follow up,No night shifts
3,Letter to the members,union/back-pay,"“Back pay”, at once"
4,Letter to the members,,Dockers
"""
"""What Taguette 1.5.2 exported of a project with these highlights; the last row as it writes one without a tag."""


def test_taguette() -> None:
    """A highlight has a row for each of its tags: one says party, issue and value, the others fields and tags."""
    first, second = cells_of(table := read_csv(TAGUETTE, "h.csv", arrange_highlights))
    words = "The Dockers ask for a raise of at least 8 per cent."
    source = {"sources": "Letter to the members", "side": "own"}
    assert first == source | {"party": "union", "issue": "raise", "value": "at least 8%", "locator": {"quote": words}}
    expected = {"party": "union", "issue": "night-shift", "value": "none", "tags": ["follow up"]}
    assert second == source | expected | {"locator": {"quote": "No night shifts"}}
    assert left_out(table) == [
        ("highlight 3", "no tag of it says the value, PARTY/ISSUE/VALUE"),
        ("highlight 4", "no tag is PARTY/ISSUE"),
    ]


def test_tags_of_one_highlight() -> None:
    """Two tags with values are two positions; two of which one has none are none, and a field is said once."""
    lines = ["1,L,union/raise/8%,words", "1,L,port/raise/4%,words", "2,L,union/raise/8%,w", "2,L,port/raise,w"]
    lines += [
        "3,L,union/raise/8%,w",
        "3,L,value=9%,w",
        "4,L,union/ratio/3/4 or more,w",
        "5,L,union/raise,w",
        "5,L,value=8%,w",
    ]
    table = read_csv("id,document,tag,content\n" + "\n".join(lines), "h.csv", arrange_highlights)
    found = [(row["party"], row["issue"], row["value"]) for row in cells_of(table)]
    assert found == [
        ("union", "raise", "8%"),
        ("port", "raise", "4%"),
        ("union", "ratio", "3/4 or more"),
        ("union", "raise", "8%"),
    ]
    assert left_out(table) == [
        ("highlight 2", "two tags are PARTY/ISSUE"),
        ("highlight 3", "its tags say value, which it says already"),
    ]


def test_signs_in_tags() -> None:
    """The first sign says what a tag is: a value may hold `=` and `/`, an address is a tag, also where it has both;
    a line that Taguette does not write is an error."""
    lines = ["1,L,union/raise/>=5%,w", "1,L,note=a/b=c,w", "1,L,https://a.example/?b=1,w", "2,L,union/raise/1%", "3"]
    table = read_csv("id,document,tag,content\n" + "\n".join(lines), "h.csv", arrange_highlights)
    *broken, row = table.rows
    assert [one.error for one in broken] == [f"{count} cells, where Taguette writes 4" for count in (3, 1)]
    found = {key: row.cells[key] for key in ("party", "value", "note", "tags")}
    assert found == {"party": "union", "value": ">=5%", "note": "a/b=c", "tags": ["https://a.example/?b=1"]}


def doccano(*lines: Mapping[str, object]) -> RawTable:
    """Read lines as JSON Lines."""
    return read_jsonl("\n".join(map(json.dumps, lines)), "d.jsonl")


PLAIN = TEXT.replace("\U0001f602", "!")
START = PLAIN.index(OFFER)
END = START + len(OFFER)
WANT = PLAIN.index("at least 8 per cent")


def test_doccano() -> None:
    """Labels of one place stand together, in both forms of the export; other keys of the text are cells."""
    labels = [[START, END, "port/raise/at most 4%"], [START, END, "stance=offer"]]
    entities = [{"id": 1, "start_offset": start, "end_offset": end, "label": name} for start, end, name in labels]
    about = {"id": 7, "text": PLAIN, "source": "Harbour Daily", "meta": {"page": "2"}}
    expected = {"party": "port", "issue": "raise", "value": "at most 4%", "stance": "offer", "page": "2"}
    passage = {"quote": OFFER, "prefix": PLAIN[START - 40 : START], "suffix": "."}
    for line in ({**about, "label": labels}, {**about, "entities": entities, "relations": [], "Comments": []}):
        assert cells_of(doccano(line)) == [expected | {"source": "Harbour Daily", "locator": passage}]
        assert cells_of(read_json(json.dumps([line]), "d.json")) == cells_of(doccano(line))


def test_what_doccano_holds_besides() -> None:
    """Labels of whole texts, comments, relations, and places that count differently in two programs are left out."""
    line = {"id": 7, "text": PLAIN, "label": ["news"], "Comments": ["read again"], "relations": [{"id": 1}]}
    start, end = utf16(TEXT, OFFER)
    shifted = {"id": 8, "text": TEXT, "label": [[start, end, "port/raise/4%"], [0, 3, "port/raise/5%"]]}
    table = doccano(line, shifted)
    assert [row["value"] for row in cells_of(table)] == ["5%"]
    assert left_out(table) == [
        ("text 7", "it labels the whole text"),
        ("text 7", "it is a comment on the whole text"),
        ("text 7", "it is a relation of two labels"),
        (
            f"text 8 at {start}",
            "its place can be counted in two ways, as an emoji or the like is before its end; --places says which",
        ),
    ]


DOCCANO_RELATIONS: Mapping[str, object] = {
    "id": 7,
    "text": PLAIN,
    "source": "Harbour Daily",
    "page": 2.0,
    "urgent": True,
    "entities": [
        {"id": 23, "label": "union/raise/at least 8%", "start_offset": WANT, "end_offset": WANT + 19},
        {"id": 25, "label": "port/raise/at most 4%", "start_offset": START, "end_offset": END},
        {"id": 26, "label": "port/raise/at most 4%", "start_offset": START, "end_offset": END},
    ],
    "relations": [{"id": 1, "from_id": 23, "to_id": 25, "type": "answers"}],
    "Comments": [{"id": 5, "comment": "read again"}],
    "cats": ["union/strike/yes"],
    "Stated": None,
}
"""The shape of what doccano 1.8.4 exported of projects with relations, comments, two annotators and intents."""


def test_all_that_doccano_exports() -> None:
    """A label that two annotators gave is one; comments, the ends of relations and labels of intents are written out;
    metadata of any type are cells, and null is none."""
    table = doccano(DOCCANO_RELATIONS)
    rows = cells_of(table)
    assert [(row["party"], row["value"]) for row in rows] == [("union", "at least 8%"), ("port", "at most 4%")]
    assert {key: rows[0][key] for key in ("source", "page", "urgent")} == {
        "source": "Harbour Daily",
        "page": "2.0",
        "urgent": "yes",
    }
    assert "Stated" not in rows[0]
    assert [(one.reason, one.tags, one.texts) for one in table.left_out] == [
        ("it labels the whole text", ("union/strike/yes",), ()),
        ("it is a comment on the whole text", (), ("read again",)),
        (
            "it is a relation of two labels",
            ("answers",),
            ("union/raise/at least 8%: at least 8 per cent", f"port/raise/at most 4%: {OFFER}"),
        ),
    ]


def test_what_a_text_and_its_labels_say_of_one_field() -> None:
    """What both say alike is said once, notes and tags stand together, a page is the place of the passage; where they
    differ, in whatever spelling of the field, the annotation is left out with the reason."""
    line: dict[str, Any] = {"text": PLAIN, "label": [[START, END, "port/raise/4%"], [START, END, "stated=2026-11-20"]]}
    alike = {"Stated": "2026-11-20", "Value": "4%", "tags": "pay; ports", "locator": "page 2"}
    (row,) = cells_of(doccano(line | alike | {"label": [*line["label"], [START, END, "pay"]]}))
    assert (row["stated"], row["value"], row["tags"]) == ("2026-11-20", "4%", ["pay", "ports"])
    assert isinstance(row["locator"], dict)
    assert (row["locator"]["place"], row["locator"]["quote"]) == ("page 2", OFFER)
    assert not {"Stated", "Value"} & row.keys()
    for other, reason in (
        ({"Stated": "2026-11-19"}, "stated"),
        ({"Value": "5%"}, "value"),
        ({"Party": "union"}, "party"),
    ):
        table = doccano(line | other)
        assert left_out(table) == [(f"text 1 at {START}", f"it says another {reason} than its text does")]


def test_what_places_count(tmp_path: Path) -> None:
    """--places says it, for files with places alone; a place that only one count can mean is read by this one."""
    start, end = utf16(TEXT, OFFER)
    last = utf16(TEXT, "at least 8 per cent.")
    line = {"text": TEXT, "source": "S", "label": [[start, end, "port/raise/4%"], [*last, "union/raise/8%"]]}
    assert [row["value"] for row in cells_of(doccano(line))] == ["8%"]
    alone = json.dumps({**line, "label": [[start, end, "port/raise/4%"]]})
    units: Sequence[tuple[Unit, str]] = (("utf-16", OFFER), ("code points", TEXT[start:end].strip()))
    for unit, words in units:
        (row,) = cells_of(read_jsonl(alone, "d.jsonl", unit))
        assert isinstance(row["locator"], dict)
        assert row["locator"]["quote"] == words
    (tmp_path / "d.jsonl").write_text(json.dumps(line))
    (tmp_path / "d.csv").write_text("party,issue,value\n")
    assert run("init", "talks", "--title", "T", cwd=tmp_path).code == 0
    given = ("--places", "utf-16", "--create", "--set", "side=own", "--set", "stated=2026-11-20")
    assert run("import", "d.jsonl", *given, cwd=tmp_path).code == 0
    assert [row["status"] for row in run("verify", "--json", cwd=tmp_path).json["rows"]] == ["found", "found"]
    result = run("import", "d.csv", *given, cwd=tmp_path)
    assert (result.code, "d.csv: --places reads json, jsonl and qdpx" in result.err) == (2, True)


def test_broken_lines_of_doccano() -> None:
    """A place outside the text is an error of its row; a line of another kind refuses the file."""
    (row,) = doccano({"text": "short", "label": [[2, 900, "port/raise/4%"]]}).rows
    assert (row.error, row.place) == ("its place, 2 to 900, is outside the text of 5 characters", "text 1 at 2")
    for place in (["2"], "9" * 5_000, None, 1.5):
        (row,) = doccano({"text": "short", "label": [[0, place, "port/raise/4%"]]}).rows
        assert row.error == "its place is not two whole numbers"
    with pytest.raises(DataError, match="row 2: not a text with its labels"):
        doccano({"text": "short", "label": []}, {"data": "short"})
    with pytest.raises(DataError, match="row 2: not JSON"):
        read_jsonl('{"text": "short", "label": []}\n{', "d.jsonl")


def test_rows_with_a_text_are_rows() -> None:
    """An object that names a party and an issue is a row, whatever else it has."""
    assert next(doccano({"party": "port", "issue": "raise", "text": "t", "label": []}).rows).cells["party"] == "port"


def region(id: str, words: str, kind: str, control: str, found: Sequence[str], **more: object) -> dict[str, Any]:
    """Return one result of Label Studio about words of the text."""
    start, end = utf16(TEXT, words)
    key = {"labels": "labels", "choices": "choices", "textarea": "text"}[kind]
    value = {"start": start, "end": end, "text": words, key: found}
    return {"id": id, "type": kind, "from_name": control, "to_name": "text", "value": value, **more}


def task(*results: Mapping[str, object], **more: object) -> dict[str, Any]:
    """Return a task of Label Studio with one annotation."""
    annotation = {"id": 11, "completed_by": {"id": 3, "email": "ana@desk.example"}, "result": results, **more}
    return {"id": 7, "data": {"text": TEXT, "source": "Harbour Daily"}, "annotations": [annotation], "predictions": []}


def test_label_studio() -> None:
    """What is said of one region stands together: a control that is called as a field is this field, and a note of the
    region its text. Places count units of UTF-16; the annotator is the coder."""
    labelled = region("r1", OFFER, "labels", "label", ["port/raise"], meta={"text": ["at most 4%"]})
    stance = region("r1", OFFER, "choices", "stance", ["offer"])
    want = region("r2", "at least 8 per cent", "labels", "label", ["union/raise"])
    value = region("r2", "at least 8 per cent", "textarea", "value", ["at least 8%"])
    common = {"issue": "raise", "source": "Harbour Daily", "coder": "ana-desk-example"}
    offer = {"party": "port", "value": "at most 4%", "stance": "offer", **common}
    before = TEXT.partition("\n")[0].partition(OFFER)[0][-40:]
    wish = {"party": "union", "value": "at least 8%", **common}
    expected = [
        offer | {"locator": {"quote": OFFER, "prefix": before, "suffix": "."}},
        wish | {"locator": {"quote": "at least 8 per cent", "prefix": "Dockers want ", "suffix": "."}},
    ]
    whole_task = task(labelled, stance, want, value)
    assert cells_of(read_json(json.dumps([whole_task]), "l.json")) == expected
    assert cells_of(read_jsonl(json.dumps(whole_task), "l.jsonl")) == expected


def test_what_label_studio_holds_besides() -> None:
    """Answers about the whole text, relations, predictions, drafts and cancelled annotations are left out by name."""
    about = {"type": "choices", "from_name": "topic", "value": {"choices": ["ports"]}}
    relation = {"type": "relation", "from_id": "r1", "to_id": "r2"}
    one = task(about, relation) | {"predictions": [{}], "drafts": [{}]}
    two = task(region("r1", OFFER, "labels", "label", ["port/raise/4%"]), was_cancelled=True)
    assert left_out(read_json(json.dumps([one, two]), "l.json")) == [
        ("task 7", "it is about the whole text"),
        ("task 7", "it joins two regions"),
        ("task 7", "it is a prediction"),
        ("task 7", "it is a draft"),
        (f"task 7 at {utf16(TEXT, OFFER)[0]}", "its annotation was cancelled"),
    ]


def test_what_is_left_out_of_label_studio_is_written_whole() -> None:
    """Drafts and cancelled annotations keep their words, labels and texts, and so does what a relation joins."""
    offer = region("r1", OFFER, "labels", "label", ["port/raise/4%"], meta={"text": ["read again"]})
    want = region("r2", "at least 8 per cent", "labels", "label", ["union/raise/8%"])
    relation = {"type": "relation", "from_id": "r1", "to_id": "r2", "direction": "right", "labels": ["answers"]}
    whole_tasks = [task(offer, want, relation), task(offer, was_cancelled=True)]
    whole_tasks[1] |= {"drafts": [{"id": 1, "user": "ana@desk.example", "result": [offer]}, 2], "predictions": [1]}
    table = read_json(json.dumps(whole_tasks), "l.json")
    found = [(one.words, one.tags, one.texts) for one in table.left_out]
    held = (OFFER, ("port/raise/4%",), ("read again",))
    joined = ("", ("answers",), (OFFER, "at least 8 per cent"))
    assert found == [joined, held, ("", (), ()), held, ("", (), ())]


def test_other_controls_of_label_studio() -> None:
    """A number, a rating and a date are what their control is called, a path of a taxonomy is a tag as in a tree of
    codes; several texts beside a value are a note."""
    kinds = {"number": ("count", 8), "rating": ("sure", 4), "datetime": ("stated", "2026-11-20")}
    start, end = utf16(TEXT, OFFER)
    place = {"start": start, "end": end, "text": OFFER}
    results: list[Mapping[str, object]] = [
        {"id": "r1", "type": kind, "from_name": name, "to_name": "text", "value": {**place, kind: held}}
        for kind, (name, held) in kinds.items()
    ]
    path = {"id": "r1", "type": "taxonomy", "from_name": "topic", "value": {**place, "taxonomy": [["port", "raise"]]}}
    value = region("r1", OFFER, "textarea", "value", ["at most 4%"])
    remark = region("r1", OFFER, "textarea", "remark", ["said twice", "on tape"])
    (row,) = cells_of(read_json(json.dumps([task(*results, path, value, remark)]), "l.json"))
    expected = {"party": "port", "issue": "raise", "value": "at most 4%", "stated": "2026-11-20", "count": "8"}
    assert {key: row[key] for key in (*expected, "sure", "note")} == expected | {
        "sure": "4",
        "note": "said twice\non tape",
    }


def test_the_text_of_a_region() -> None:
    """The text of a task is the one that has the words of the region at its place, whatever its key; what else the
    task holds are columns, true and false as yes and no."""
    one = task(region("r1", OFFER, "labels", "label", ["port/raise/4%"]))
    one["data"] = {"article": TEXT, "title": "Pay talks go on", "page": 2, "urgent": True, "people": ["Ann"], "x": None}
    (row,) = cells_of(read_json(json.dumps([one]), "l.json"))
    assert row["locator"] == {"quote": OFFER, "prefix": TEXT[: TEXT.index(OFFER)][-40:], "suffix": "."}
    others = {"title": "Pay talks go on", "page": "2", "urgent": "yes", "people": ["Ann"]}
    assert {key: row[key] for key in row if key in one["data"]} == others


def test_regions_of_one_id() -> None:
    """Two places are two regions, whatever their id; labels that are no list are one label."""
    first = region("r1", OFFER, "labels", "label", ["port/raise/4%"])
    second = region("r1", "at least 8 per cent", "labels", "label", ["union/raise/8%"])
    second["value"]["labels"] = "union/raise/8%"
    rows = cells_of(read_json(json.dumps([task(first, second)]), "l.json"))
    quotes = [row["locator"]["quote"] for row in rows if isinstance(row["locator"], dict)]
    assert quotes == [OFFER, "at least 8 per cent"]
    nameless = task(first, completed_by={"email": "!!!"})
    with pytest.raises(DataError, match='row 1: the coder "!!!"'):
        read_json(json.dumps([nameless]), "l.json")


def test_words_that_stand_elsewhere() -> None:
    """Where a region repeats other words than stand at its place, as in a page that it counts otherwise, its own words
    are the quote, and nothing is said of what stands around them."""
    one = region("r1", OFFER, "labels", "label", ["port/raise/4%"])
    one["value"] |= {"start": 0, "end": 5}
    (row,) = cells_of(read_json(json.dumps([task(one)]), "l.json"))
    assert row["locator"] == {"quote": OFFER}


@pytest.mark.parametrize(
    ("one", "message"),
    [
        ({"annotation_id": 1, "annotator": 1, "text": TEXT, "value": "8%"}, "does not say which words an answer"),
        ({"data": {"text": TEXT}, "annotations": [3]}, "row 1: a task in no form of Label Studio"),
        ({"data": {"text": TEXT}, "annotations": [{"result": 3}]}, "row 1: a task in no form of Label Studio"),
    ],
)
def test_other_forms_of_label_studio(one: Mapping[str, object], message: str) -> None:
    """JSON-MIN, which loses what an answer is about, and what Label Studio does not write are refused."""
    with pytest.raises(DataError, match=message):
        read_json(json.dumps([one]), "l.json")


def test_tables_and_archives_of_annotations(tmp_path: Path) -> None:
    """Exports that lose what an answer is about, and archives, are refused with what to do instead."""
    (tmp_path / "l.csv").write_text('"annotation_id","annotator","article","label","value"\n2,"2","t","[]","4%"\n')
    tables = {
        "l.csv": "a table of Label Studio, which does not say which words an answer is about; export as JSON",
        "l.conll": "conll has no texts and no lines; export as JSON",
        "d.zip": "zip is an archive; unpack it, and import the files in it",
    }
    assert run("init", "talks", "--title", "T", cwd=tmp_path).code == 0
    for name, message in tables.items():
        result = run("import", name, "--set", "side=own", "--create", cwd=tmp_path)
        assert (result.code, message in result.err) == (2, True), result.err


@given(st.text(max_size=30), st.data())
def test_places_in_units_of_utf16(text: str, data: st.DataObject) -> None:
    """Words are found again from their place in units of UTF-16, and nothing is found within a sign."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first_unit, last_unit = (len(text[:place].encode("utf-16-le")) // 2 for place in (start, end))
    try:
        assert find_marked(text, first_unit, last_unit, "utf-16") == find_marked(text, start, end, "code points")
    except NoPositionError:
        assert not text[start:end].strip()
    if max(text[start:end], default="") >= "\U00010000":
        first = next(place for place in range(start, end) if text[place] >= "\U00010000")
        before = len(text[:first].encode("utf-16-le")) // 2
        with pytest.raises(NotationError, match="within a sign"):
            find_marked(text, 0, before + 1, "utf-16")


def test_blanks_at_the_ends_of_marked_words() -> None:
    """They belong to what stands around the words, as where a word was marked by a double click."""
    text = "Dockers want 8 per cent .\n\nThe port"
    marked = find_marked(text, text.index(" 8"), text.index("."), "code points")
    assert json.loads(marked.locator) == {"quote": "8 per cent", "prefix": "Dockers want ", "suffix": " ."}
    marked = find_marked(text, text.index("."), text.index("T"), "utf-16")
    assert json.loads(marked.locator) == {"quote": ".", "prefix": "Dockers want 8 per cent "}


def test_long_and_repeated_words() -> None:
    """More words than a passage holds are named by their place; words that repeat have more around them."""
    assert whole("word " * 500).locator == "characters 1 to 2,499"
    line = "a" * 60 + " no " + "b" * 60
    text = f"{line}\nc{line}"
    marked = find_marked(text, 61, 63, "code points")
    assert len(json.loads(marked.locator)["prefix"]) == 61


def test_what_is_left_out_as_a_file(tmp_path: Path) -> None:
    """It is written where the import ends well, again over what an import wrote, and over no other file; a text that a
    spreadsheet takes for a formula is escaped."""
    (tmp_path / "h.csv").write_text(TAGUETTE + '5,Letter to the members,=1+1,"say, so"\n')
    assert run("init", "talks", "--title", "T", cwd=tmp_path).code == 0
    known = ("import", "h.csv", "--create", "--left-out", "left.csv")
    assert run(*known, "--set", "issue=x", cwd=tmp_path).code == 2
    assert not (tmp_path / "left.csv").exists()
    for _ in range(2):
        assert run(*known, "--set", "stated=2026-11-20", cwd=tmp_path).code == 0
        rows = list(csv.reader(io.StringIO((tmp_path / "left.csv").read_text())))
        assert [row[1] for row in rows] == ["annotation", "highlight 3", "highlight 4", "highlight 5"]
    assert rows[3][3:] == ["say, so", "'=1+1", ""]
    (tmp_path / "left.csv").write_text("mine")
    assert "another file is there already" in run(*known, cwd=tmp_path).err
    assert (tmp_path / "left.csv").read_text() == "mine"
