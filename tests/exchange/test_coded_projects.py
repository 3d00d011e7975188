"""Projects of REFI-QDA and databases of Discourse Network Analyzer to rows."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import quoteattr

import pytest

from negtrack.errors import DataError, UsageError
from negtrack.exchange.import_.annotations.dna import read_dna
from negtrack.exchange.import_.annotations.qdpx import read_qdpx
from negtrack.store import archive

from .test_annotation_programs import cells_of, left_out, utf16

TEXT = "The port said \U0001f602 on Monday\nthat it would pay at most 4 per cent. Dockers want at least 8 per cent."
OFFER, WISH = "at most 4 per cent", "at least 8 per cent"
CODES = """\
<Code guid="c1" name="port"><Code guid="c2" name="raise"><Code guid="c3" name="at most 4%"/></Code></Code>
<Code guid="c4" name="union/raise"/><Code guid="c5" name="stance=offer"/><Code guid="c6" name="read again"/>"""
USERS = '<User guid="u1" name="Ana Quay"/><User guid="u2" name="Bo"/>'


def selection(
    words: str, codes: Sequence[str], more: str = "", user: str = "u1", place: tuple[int, int] = (0, 0)
) -> str:
    """Return a selection of words of the text, as QualCoder writes one: its name repeats the words."""
    start = TEXT.index(words)
    start, end = place if any(place) else (start, start + len(words))
    codings = "".join(f'<Coding guid="x" creatingUser="{user}"><CodeRef targetGUID="{one}"/></Coding>' for one in codes)
    attributes = f'guid="s" startPosition="{start}" endPosition="{end}" name={quoteattr(words)} creatingUser="{user}"'
    return f"<PlainTextSelection {attributes}>{more}{codings}</PlainTextSelection>"


def source(*selections: str, kind: str = "TextSource", path: str = "internal://t1.txt") -> str:
    """Return a text source with its selections."""
    return f'<{kind} guid="t1" name="Harbour Daily" plainTextPath="{path}">{"".join(selections)}</{kind}>'


def project(*sources: str, rest: str = "", users: str = USERS, text: str = TEXT, head: str = "") -> bytes:
    """Return a project with its sources, as `.qdpx` holds it."""
    parts = (
        f"<Users>{users}</Users><CodeBook><Codes>{CODES}</Codes></CodeBook><Sources>{''.join(sources)}</Sources>{rest}"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("project.qde", f'{head}<Project xmlns="urn:QDA-XML:project:1.0" name="p">{parts}</Project>')
        archive.writestr("sources/t1.txt", text.encode())
        archive.writestr("sources/n1.txt", "at least 8%")
    return buffer.getvalue()


def test_codes_of_a_tree() -> None:
    """A code is called by its path in the tree; the selections of one user at one place stand together, and a note or a
    description is the text."""
    first = [selection(OFFER, ["c3"]), selection(OFFER, ["c5", "c6"]), selection(WISH, ["c3"], user="u2")]
    second = selection(WISH, ["c4"], '<NoteRef targetGUID="n1"/>')
    table = read_qdpx(project(source(*first, second), rest=_NOTES), "p.qdpx")
    common = {"issue": "raise", "sources": "Harbour Daily"}
    offer = {**common, "party": "port", "value": "at most 4%"}
    line = TEXT.partition("\n")[2]
    around = {"quote": OFFER, "prefix": line.partition(OFFER)[0], "suffix": line.partition(OFFER)[2][:40]}
    found = cells_of(table)
    tags = {"coder": "ana-quay", "stance": "offer", "tags": ["read again"]}
    assert found[0] == offer | tags | {"locator": around}
    assert (found[1]["value"], found[1]["coder"]) == ("at most 4%", "bo")
    assert (found[2]["party"], found[2]["value"], found[2]["coder"]) == ("union", "at least 8%", "ana-quay")
    assert table.remarks["read coders"] == ['"Ana Quay" as ana-quay', '"Bo" as bo']


_NOTES = '<Notes><Note guid="n1" plainTextPath="internal://n1.txt"/></Notes><Cases><Case guid="k"/></Cases>'


def test_descriptions_and_representations() -> None:
    """A description is a text too; so are the words of the plain text that stands for a PDF."""
    one = selection(WISH, ["c4"], "<Description>at least 8%</Description>")
    inner = source(one, kind="Representation")
    outer = f'<PDFSource guid="d" name="Letter">{inner}<PDFSelection guid="z" name="page 1"/></PDFSource>'
    table = read_qdpx(project(outer), "p.qdpx")
    assert [(row["sources"], row["value"]) for row in cells_of(table)] == [("Letter", "at least 8%")]
    assert left_out(table) == [("PDFSelection page 1 of Letter", "it marks no words of a text")]


def test_what_a_project_holds_besides() -> None:
    """Selections without such a code, codes of whole sources, texts outside the file and cases are named."""
    outside = source(selection(OFFER, ["c3"]), path="relative://t1.txt")
    coded = '<TextSource guid="t2" name="Other"><Coding><CodeRef targetGUID="c6"/></Coding></TextSource>'
    table = read_qdpx(project(source(selection(OFFER, ["c6"])), outside, coded, rest=_NOTES), "p.qdpx")
    start = TEXT.index(OFFER)
    assert left_out(table) == [
        (f"Harbour Daily at {start}", "no code is PARTY/ISSUE"),
        (f"Harbour Daily at {start}", "its text is kept outside the file"),
        ("Other", "its codes are those of the whole source"),
    ]
    assert table.remarks["not read, as they are no passages: cases"] == ["1"]


def test_places_of_other_programs() -> None:
    """Where units of UTF-16 or line ends of one sign give other words, the words that the selection repeats decide."""
    by_units = selection(OFFER, ["c3"], place=utf16(TEXT, OFFER))
    assert [row["value"] for row in cells_of(read_qdpx(project(source(by_units)), "p.qdpx"))] == ["at most 4%"]
    (row,) = cells_of(read_qdpx(project(source(selection(WISH, ["c3"])), text=TEXT.replace("\n", "\r\n")), "p.qdpx"))
    assert json.dumps(row["locator"]).count(WISH) == 1
    unnamed = selection(OFFER, ["c3"]).replace(f'name="{OFFER}"', "")
    assert [reason for _, reason in left_out(read_qdpx(project(source(unnamed)), "p.qdpx"))] == [
        "its place can be counted in several ways; --places says which"
    ]


def test_broken_projects() -> None:
    """What is no project, is cut off, holds a document type or two coders of one name is refused in a line."""
    whole = project(source(selection(OFFER, ["c3"])))
    twice = '<User guid="u1" name="Ana"/><User guid="u2" name="ana"/>'
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    for raw, message in [
        (whole[: len(whole) // 2], "no REFI-QDA project that can be read"),
        (b"PK\x03\x04", "no REFI-QDA project that can be read"),
        (empty.getvalue(), "it has no project.qde"),
        (project(users=twice), 'two coders are called "ana"'),
        (project(head='<!DOCTYPE Project [<!ENTITY a "b">]>'), "has a document type"),
    ]:
        with pytest.raises(DataError, match=message):
            read_qdpx(raw, "p.qdpx")
    (row,) = read_qdpx(project(source(selection(OFFER, ["c3"], place=(5, 900)))), "p.qdpx").rows
    assert row.error == f"its place, 5 to 900, is outside the text of {len(utf16_text())} characters"


def utf16_text() -> str:
    """Return a text of as many signs as the text has units of UTF-16."""
    return "x" * (len(TEXT.encode("utf-16-le")) // 2)


def test_a_large_part_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is unpacked beyond a limit, whatever a zip says of its size."""
    monkeypatch.setattr(archive, "MAX_PART", 100)
    with pytest.raises(DataError, match="larger than 100 bytes"):
        read_qdpx(project(), "p.qdpx")


DAY = int(datetime(2026, 11, 20, tzinfo=UTC).timestamp())


def dna(newer: bool, day: int = DAY, coders: str = "(1, 'Ana'), (2, 'Bo')", stop: int = 0) -> bytes:
    """Return a database with the tables and columns that DNA 2 or 3 gives one."""
    start, end = utf16(TEXT, OFFER)
    names = [(1, "Dock Head"), (2, "Port Company"), (3, "Raise the pay"), (4, "")]
    short = [(10, 1, 1), (10, 2, 2), (10, 3, 3), (11, 2, 4), (11, 3, 3)]
    table = "DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, "
    with sqlite3.connect(":memory:") as database:
        database.executescript(f"""
            CREATE TABLE CODERS(ID INTEGER PRIMARY KEY, Name TEXT); INSERT INTO CODERS VALUES {coders};
            CREATE TABLE STATEMENTTYPES(ID INTEGER PRIMARY KEY, Label TEXT);
            CREATE TABLE VARIABLES(ID INTEGER PRIMARY KEY, Variable TEXT, DataType TEXT, StatementTypeId INTEGER);
            INSERT INTO VARIABLES VALUES (1, 'person', 'short text', 1), (2, 'organization', 'short text', 1),
                (3, 'concept', 'short text', 1), (4, 'agreement', 'boolean', 1), (5, 'note', 'long text', 1);
            CREATE TABLE DOCUMENTS(ID INTEGER PRIMARY KEY, Title TEXT, Text TEXT, Coder INTEGER, Author TEXT,
                Source TEXT, Section TEXT, Notes TEXT, Type TEXT, Date INTEGER);
            CREATE TABLE STATEMENTS(ID INTEGER PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, Start INTEGER,
                Stop INTEGER, Coder INTEGER);
            INSERT INTO STATEMENTS VALUES (10, 1, 1, {start}, {stop or end}, 1), (11, 1, 1, 0, 8, 2);
            CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
            INSERT INTO DATABOOLEAN VALUES (1, 10, 4, 0), (2, 11, 4, 1);
            CREATE TABLE DATAINTEGER(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value INTEGER);
            CREATE TABLE DATALONGTEXT(ID INTEGER PRIMARY KEY, StatementId INTEGER, VariableId INTEGER, Value TEXT);
            INSERT INTO DATALONGTEXT VALUES (1, 10, 5, 'read again');
            CREATE TABLE {table}{"Entity INTEGER" if newer else "Value TEXT"});
            CREATE TABLE ENTITIES(ID INTEGER PRIMARY KEY, VariableId INTEGER, Value TEXT);""")
        count = day if newer else day * 1000
        about = (1, "Letter", TEXT, 1, "Head, Dock", "Harbour Daily", "A1", "", "", count)
        database.execute("INSERT INTO DOCUMENTS VALUES (?,?,?,?,?,?,?,?,?,?)", about)
        database.executemany("INSERT INTO ENTITIES VALUES (?, 1, ?)", names)
        said = [(*keys, name if newer else dict(names)[name]) for *keys, name in short]
        database.executemany("INSERT INTO DATASHORTTEXT VALUES (NULL, ?, ?, ?)", said)
        database.commit()
        return database.serialize()


@pytest.mark.parametrize("newer", [False, True])
def test_statements(newer: bool) -> None:
    """The organization is the party, the person the speaker, the concept the issue, the agreement the value; the
    document is the source, with its day; a statement without an organization is left out."""
    table = read_dna(dna(newer), "n.dna", {})
    (row,) = cells_of(table)
    line = TEXT.partition("\n")[2]
    passage = {"quote": OFFER, "prefix": line.partition(OFFER)[0], "suffix": line.partition(OFFER)[2][:40]}
    assert row == {
        "party": "Port Company",
        "issue": "Raise the pay",
        "value": "no",
        "speaker": "Dock Head",
        "coder": "ana",
        "sources": "Letter",
        "source.issued": "2026-11-20",
        "source.container-title": "Harbour Daily",
        "locator": passage,
    }
    assert left_out(table) == [("statement 11", "it says no party")]
    assert table.left_out[0].words == "The port"
    assert table.remarks["not used; use --map FIELD=NAME to use one"] == ["document author", "document section", "note"]


def test_mapped_variables() -> None:
    """Another variable, or what is known of a document, is a field where the user says so; one that is not there is an
    error that names those that are."""
    (row,) = cells_of(read_dna(dna(True), "n.dna", {"party": "person", "note": "note"}))
    assert (row["party"], row["note"], "speaker" in row) == ("Dock Head", "read again", False)
    with pytest.raises(UsageError, match="--map value=hero: no statement has it; known are agreement, concept"):
        read_dna(dna(True), "n.dna", {"value": "hero"})


def test_days_without_a_time_zone() -> None:
    """DNA 2 counts from midnight where it ran: where that is no midnight of UTC, no day is taken, which is said."""
    table = read_dna(dna(False, DAY - 3600), "n.dna", {})
    assert "source.issued" not in cells_of(table)[0]
    assert "dates not taken, as the database does not say their time zone" in table.remarks
    assert cells_of(read_dna(dna(True, DAY + 3600), "n.dna", {}))[0]["source.issued"] == "2026-11-20"


def test_broken_databases() -> None:
    """A file of something else, one cut off, another version and two coders of one name are refused in a line."""
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE STATEMENTS(ID INTEGER)")
        other = database.serialize()
    whole = dna(True)
    for raw, message in [
        (b"", "no database of Discourse Network Analyzer"),
        (b"no database at all", "no database of Discourse Network Analyzer"),
        (whole[: len(whole) // 2], "no database of Discourse Network Analyzer"),
        (other, "it lacks its tables"),
        (dna(True, coders="(1, 'Ana'), (2, 'ana')"), 'two coders are called "ana"'),
    ]:
        with pytest.raises(DataError, match=message):
            read_dna(raw, "n.dna", {})
    (row,) = read_dna(dna(True, stop=900), "n.dna", {}).rows
    assert (row.place, row.error[:20]) == ("statement 10", "its place, 45 to 900")


@pytest.mark.parametrize("change", ["Date = NULL", "Date = 'soon'", "Date = 9e18", "Title = NULL"])
def test_nothing_is_no_word(change: str) -> None:
    """What a document lacks is left out, and never a word such as None."""
    (row,) = cells_of(read_dna(changed(f"UPDATE DOCUMENTS SET {change}"), "n.dna", {}))
    assert "None" not in str(row)
    assert ("source.issued" in row) == change.startswith("Title")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE CODERS SET Name = x'fffe' WHERE ID = 1",
        "UPDATE ENTITIES SET Value = x'fffe' WHERE ID = 2",
        "ALTER TABLE STATEMENTS DROP COLUMN Coder",
        "ALTER TABLE DOCUMENTS DROP COLUMN Source",
    ],
)
def test_bytes_and_missing_columns_are_refused(change: str) -> None:
    """One line says so."""
    with pytest.raises(DataError, match=r"bytes where a text should be|no database of Discourse Network Analyzer"):
        read_dna(changed(change), "n.dna", {})


def changed(statement: str) -> bytes:
    """Return a database that a statement changed."""
    with sqlite3.connect(":memory:") as database:
        database.deserialize(dna(True))
        database.execute(statement)
        database.commit()
        return database.serialize()
