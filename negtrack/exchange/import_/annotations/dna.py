"""The statements of a Discourse Network Analyzer database to rows: SQLite, as DNA 2 and DNA 3 write it.

https://github.com/leifeld/dna. A statement marks words of a document and has variables; usually an organization, whose
person agrees (yes) or disagrees (no) with a concept. So the organization is the party, the person the speaker, the
concept the issue and the agreement the value, unless `--map` says otherwise; the document is the source. Places count
units of UTF-16. Dates of DNA 3 are days and hours without a time zone; those of DNA 2 count from midnight where the
database was written, which it does not say, so they are taken only where all of them are whole days of UTC.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

from negtrack.errors import DataError, NotationError, Problem, UsageError
from negtrack.exchange.import_.annotations.passages import find_marked
from negtrack.exchange.import_.annotations.tags import NoPositionError, Report, annotated_table, coder_ids
from negtrack.exchange.import_.row import RawRow, RawTable, Remarks
from negtrack.frozen import dataclass

USUAL: Mapping[str, str] = {"party": "organization", "issue": "concept", "value": "agreement", "speaker": "person"}
"""Field -> variable, unless the user says otherwise."""
_NEEDED = ("party", "issue", "value")
_TABLES = ("DOCUMENTS", "STATEMENTS", "STATEMENTTYPES", "VARIABLES", "CODERS", "DATABOOLEAN", "DATAINTEGER")
_OTHERS = ("Author", "Section", "Type", "Notes")
"""What DNA knows of a document and no field is for certain."""
_DAY = 86_400
_HEAD = b"SQLite format 3\0"
_NO_DATABASE = "no database of Discourse Network Analyzer that can be read"


@dataclass(frozen=True)
class _Document:
    """A document: its name, its text, and the cells that it gives to a row."""

    name: str
    text: str
    cells: Mapping[str, str]


def read_dna(raw: bytes, path: str, mapped: Mapping[str, str]) -> RawTable:
    """Return a row for each statement that is a position; `mapped` is field -> variable, or name of what a document
    has. Raises `DataError` for a file that is no such database, and `UsageError` for a variable that is not in it."""
    if not raw.startswith(_HEAD):
        raise _refused(path, _NO_DATABASE)
    remarks: Remarks = {}
    report = Report()
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.deserialize(raw)
            database.row_factory = sqlite3.Row
            is_newer = _is_newer(database, path)
            documents = _documents(database, is_newer, remarks)
            coders = coder_ids(
                {str(row["ID"]): _text(row["Name"]) for row in database.execute("SELECT * FROM CODERS")}, path, remarks
            )
            said = _said(database, is_newer)
            own = "SELECT ID, DocumentId, Start, Stop, Coder FROM STATEMENTS ORDER BY DocumentId, Start, Stop, ID"
            statements = list(database.execute(own))
        except NotationError as error:
            raise _refused(path, str(error)) from error
        except (sqlite3.Error, OverflowError, IndexError) as error:
            raise _refused(path, _NO_DATABASE) from error
    known = {name for cells in said.values() for name in cells} | {
        name for one in documents.values() for name in one.cells
    }
    fields = _fields(mapped, known, path)
    if unused := sorted(known - set(fields.values())):
        remarks["not used; use --map FIELD=NAME to use one"] = unused
    rows: list[RawRow] = []
    for number, one in enumerate(statements, 1):
        document = documents.get(one["DocumentId"]) or _Document("", "", {})
        cells = {**document.cells, **said.get(one["ID"], {})}
        coder = {"coder": coders.get(str(one["Coder"]), "")}
        found = coder | {key: cells.get(name, "") for key, name in fields.items()}
        rows += _rows(number, one, document, found, report)
    return annotated_table(path, rows, report, remarks)


def _refused(path: str, message: str) -> DataError:
    return DataError([Problem(path, 0, "", message)])


def _is_newer(database: sqlite3.Connection, path: str) -> bool:
    """Return whether a database is one of DNA 3. Raises `DataError` where it is neither that nor one of DNA 2."""
    tables = {str(row[0]) for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {*_TABLES, "DATASHORTTEXT", "DATALONGTEXT"} <= tables:
        raise _refused(path, "no database of Discourse Network Analyzer; it lacks its tables")
    columns = {str(row[1]) for row in database.execute("PRAGMA table_info(DATASHORTTEXT)")}
    if "VariableId" not in columns or ("Entity" in columns and "ENTITIES" not in tables):
        raise _refused(path, "a database of a version of Discourse Network Analyzer that is not known; 2 and 3 are")
    return "Entity" in columns


def _documents(database: sqlite3.Connection, is_newer: bool, remarks: Remarks) -> dict[int, _Document]:
    found = list(database.execute("SELECT * FROM DOCUMENTS"))
    titles = Counter(_text(row["Title"]) for row in found)
    days = {row["ID"]: _day(row["Date"], is_newer) for row in found}
    if not is_newer and any(isinstance(row["Date"], int) and row["Date"] % (_DAY * 1000) for row in found):
        remarks["dates not taken, as the database does not say their time zone"] = [f"{len(found)} documents"]
        days = {}
    elif unread := [f"document {name}" for name, day in days.items() if not day]:
        remarks["dates not taken, as they are none"] = unread
    documents = {}
    for row in found:
        title = _text(row["Title"])
        name = title if title and titles[title] == 1 else f"{title} (document {row['ID']})".strip()
        others = {f"document {key.lower()}": _text(row[key]) for key in _OTHERS}
        known = {"sources": name, "source.issued": days.get(row["ID"], "")}
        cells = {**known, "source.container-title": _text(row["Source"]), **others}
        documents[row["ID"]] = _Document(
            name, _text(row["Text"]), {key: cell for key, cell in cells.items() if cell.strip()}
        )
    return documents


def _text(value: object) -> str:
    """Return a value of the database as a text; "" for none. Raises `NotationError` for bytes."""
    if isinstance(value, bytes):
        raise NotationError("the database holds bytes where a text should be; open and save it in the program")
    return "" if value is None else str(value)


def _day(value: object, is_newer: bool) -> str:
    """Return the day of a document in UTC; "" for what is no day."""
    try:
        return datetime.fromtimestamp(value if is_newer else value // 1000, UTC).date().isoformat()  # type: ignore[operator, arg-type]
    except (TypeError, ValueError, OverflowError, OSError):
        return ""


def _said(database: sqlite3.Connection, is_newer: bool) -> dict[int, dict[str, str]]:
    """Return the variables of each statement that say something, statement -> variable -> text."""
    names = {row["ID"]: str(row["Variable"]).strip() for row in database.execute("SELECT * FROM VARIABLES")}
    entities = "SELECT d.StatementId, d.VariableId, e.Value FROM DATASHORTTEXT d JOIN ENTITIES e ON e.ID = d.Entity"
    short = entities if is_newer else "SELECT StatementId, VariableId, Value FROM DATASHORTTEXT"
    others = (f"SELECT StatementId, VariableId, Value FROM {table}" for table in ("DATALONGTEXT", "DATAINTEGER"))
    found: dict[int, dict[str, str]] = {}
    for query in (short, *others):
        for statement, variable, value in database.execute(query):
            if variable in names and _text(value).strip():
                found.setdefault(statement, {})[names[variable]] = _text(value)
    for statement, variable, value in database.execute("SELECT StatementId, VariableId, Value FROM DATABOOLEAN"):
        if variable in names and value in (0, 1):
            found.setdefault(statement, {})[names[variable]] = "yes" if value else "no"
    return found


def _fields(mapped: Mapping[str, str], known: Collection[str], path: str) -> dict[str, str]:
    """Return the name of what each field is taken from. Raises `UsageError` for a name that is not known."""
    for key, name in mapped.items():
        if name not in known:
            raise UsageError(f"{path}: --map {key}={name}: no statement has it; known are {', '.join(sorted(known))}")
    usual = {key: name for key, name in USUAL.items() if key not in mapped and name not in mapped.values()}
    own = {name: name for name in ("sources", "source.issued", "source.container-title")}
    return {**own, **usual, **mapped}


def _rows(number: int, statement: Any, document: _Document, cells: dict[str, str], report: Report) -> Iterator[RawRow]:
    name, words = f"statement {statement['ID']}", ""
    try:
        marked = find_marked(document.text, statement["Start"], statement["Stop"], "utf-16")
        words = marked.words
        if missing := [key for key in _NEEDED if not cells.get(key, "").strip()]:
            raise NoPositionError(f"it says no {missing[0]}")
    except NoPositionError as error:
        tags = [f"{key}={cell}" for key, cell in cells.items() if cell]
        report.add(name, str(error), words, tags)
        return
    except NotationError as error:
        yield RawRow(number, {}, str(error), place=name, noun="statement")
        return
    filled = {key: cell for key, cell in cells.items() if cell.strip()}
    places = {key: f"{key} of {name}" for key in filled}
    yield RawRow(number, {**filled, "locator": marked.locator}, places=places, noun="statement", text=document.text)
