"""What any bytes may do to the parts that read what others wrote: one function each, of bytes, that fails where a
property does not hold. Hypothesis drives them in every run, a coverage-guided fuzzer under `-m soak`.

Beside what each says, all hold: nothing is raised but what `NegtrackError` is the root of, and an answer takes less
than a second.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from negtrack.checks import check_negotiation
from negtrack.dates import parse_when, to_toml
from negtrack.errors import NegtrackError, NotationError, UsageError
from negtrack.exchange.git.merge import NotMergeableError, merge_texts
from negtrack.exchange.git.textconv import textconv_lines
from negtrack.exchange.import_.imported import ImportRules
from negtrack.exchange.import_.importer import Importer
from negtrack.exchange.import_.names import NameResolver
from negtrack.exchange.import_.read_file import ReadOptions, import_content
from negtrack.exchange.import_.source import Content, SourceFormat
from negtrack.gap import same_set
from negtrack.ids import fold, parse_id
from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.render.clean import escape, sanitise, sanitise_lines
from negtrack.store.link import link_negotiation
from negtrack.store.load import decode
from negtrack.store.parse import parse_document
from negtrack.store.render_toml import render_block
from negtrack.store.toml import read_toml
from negtrack.unsafe_chars import HIDDEN
from negtrack.values import EventDay, Scale, parse_value, print_value
from negtrack.views.sql import execute

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 26, tzinfo=UTC)
EVENTS = {"deal-signed": EventDay(date(2024, 1, 31))}
SCALES = (
    Scale("timing", anchor="deal-signed"),
    *(Scale(kind) for kind in ("duration", "percent", "ratio", "money", "date", "yes-no", "mandate", "text")),
    Scale("quantity", unit="prisoners"),
    Scale("choice", options=("none", "limited", "major", "total"), ordered=True),
    Scale("choice", options=("red", "green", "blue")),
)
SPLIT = b"\n#=====\n"
"""Stands between the three texts of a merge."""
Target = Callable[[bytes], None]


def typed_text(data: bytes) -> str:
    """Bytes as a text from a command line, which may hold half letters."""
    return data.decode("utf-8", "surrogateescape")


def try_value(data: bytes) -> None:
    """A value that is read prints as a text that is read as the same set, and is its own print. The first byte says on
    which scale."""
    scale = SCALES[data[0] % len(SCALES)] if data else SCALES[0]
    try:
        value = parse_value(typed_text(data[1:]), scale)
    except NotationError:
        return
    whole, short = print_value(value), print_value(value, scale)
    assert parse_value(whole, scale) == value
    assert print_value(parse_value(whole, scale)) == whole
    assert same_set(parse_value(short, scale), value, scale, EVENTS)


def try_when(data: bytes) -> None:
    """A date that is read is read again from what a file would hold, and does not run backwards."""
    try:
        when = parse_when(typed_text(data))
    except NotationError:
        return
    assert parse_when(to_toml(when)) == when
    assert parse_when(when.text) == when
    assert when.first is None or when.last is None or when.first <= when.last


def try_id(data: bytes) -> None:
    """What a name folds to is an id, unless it is empty, too long or reserved, and has no other spelling."""
    folded = fold(typed_text(data))
    assert fold(folded) == folded
    assert not re.search(HIDDEN, folded)
    try:
        refused, known = "", parse_id(folded)
    except NotationError as error:
        refused, known = str(error), folded
    assert known == folded
    assert not folded or not refused or any(words in refused for words in ("too long", "reserved"))


def try_document(data: bytes) -> None:
    """Every error of a file is a problem on one line with its code; what is valid is the same when it is written."""
    try:
        text = decode(data)
    except NegtrackError:
        return
    for kind in ("sheet", "party", "negotiation", "sources"):
        document, problems = parse_document(text, "file.toml", kind, "union")
        negotiation, more = link_negotiation("talks", [document])
        found = [*problems, *more, *check_negotiation(negotiation, NOW.date())]
        assert all(problem.code and 0 <= problem.line <= text.count("\n") + 1 for problem in found)
        assert not any("\n" in sanitise(str(problem)) for problem in found)
        for item in document.items[:3] if kind == "party" else ():
            again, faults = parse_document(render_block(item), "again.toml", kind, "union")
            assert item in again.items
            assert not [fault for fault in faults if item.table != "party" and fault.record]


@cache
def known() -> Negotiation:
    """Return the shipped negotiation."""
    folder = ROOT / "data/gaza-ceasefire-2024"
    files = [("negotiation", folder / "negotiation.toml"), ("sources", folder / "sources.toml")]
    files += [("party", path) for path in sorted(folder.glob("parties/*.toml"))]
    read = [parse_document(path.read_text("utf-8"), str(path), kind, path.stem)[0] for kind, path in files]
    return link_negotiation("gaza-ceasefire-2024", read)[0]


def try_import(data: bytes) -> None:
    """A file of rows gives items and problems, and never more items than it has letters. The first byte says in which
    format."""
    formats = list(SourceFormat)
    content = Content("rows", formats[data[0] % len(formats)], data[1:]) if data else Content("rows", formats[0], b"")
    given = {"party": "israel", "issue": "civilian-return", "side": "media", "stated": "2024-03-25"}
    importer = Importer(NameResolver(known()), ImportRules(NOW, given))
    try:
        import_content(content, ReadOptions(), importer, lambda _: None)
    except (UsageError, NegtrackError):
        return
    assert len(importer.imported) <= max(len(data), 1)
    assert not any("\n" in sanitise(str(problem)) for problem in importer.problems)


def try_merge(data: bytes) -> None:
    """A merge holds every record that a side added, whole or in a conflict, and lets go only of what a side deleted."""
    base, ours, theirs, *_ = [*(part.decode("utf-8", "replace") for part in data.split(SPLIT)), "", "", ""]
    try:
        merged = merge_texts(base, ours, theirs)
    except NotMergeableError:
        return
    was, one, other = (tables_of(text) for text in (base, ours, theirs))
    conflicts = {conflict.key for conflict in merged.conflicts}
    result = tables_of(merged.text) if not conflicts else {}
    for key in one.keys() | other.keys():
        kept = key in conflicts or bool(conflicts) or key in result
        assert kept or (key in was and (key not in one or key not in other)), key
        if not conflicts and key in result and key not in was and (key in one) != (key in other):
            assert result[key] == (one.get(key) or other.get(key))
    assert merge_texts(ours, ours, ours).text == ours or not ours.strip() or "\r" in ours


def tables_of(text: str) -> dict[tuple[str, ...], Any]:
    """Return the plain keys and the tables by kind and id of a text that is TOML."""
    tables, problems = read_toml(text, "")
    assert not problems, problems
    found: dict[tuple[str, ...], Any] = {}
    for kind, group in tables.items():
        found |= {(kind, name): repr(table) for name, table in group.items()} if isinstance(group, dict) else {}
        found |= {(kind,): repr(group)} if not isinstance(group, dict) else {}
    return found


def try_flat(data: bytes) -> None:
    """Flat lines are given of any text, and each record that TOML reads has one that names it."""
    text = data.decode("utf-8", "replace")
    lines = list(textconv_lines(text))
    tables, problems = read_toml(text, "")
    for kind, group in tables.items() if not problems else ():
        names = group if isinstance(group, dict) and all(isinstance(table, dict) for table in group.values()) else ()
        for name in names:
            assert any(name in line for line in lines), (kind, name)


@cache
def small() -> Snapshot:
    """Return a negotiation without records, which every statement is asked of at once."""
    return Snapshot(Negotiation("talks", "Talks"))


def try_sql(data: bytes) -> None:
    """A statement gives rows or is refused in one sentence; none makes a file or leaves one changed."""
    statement = typed_text(data)
    if "recursive" in statement.lower() or len(statement) > 2000:  # what never ends is ended by Ctrl-C
        return
    before = set(Path.cwd().iterdir())
    try:
        names, rows = execute(small(), statement)
    except UsageError:
        names, rows = (), ()
    assert all(len(row) == len(names) for row in rows)
    assert set(Path.cwd().iterdir()) == before


def try_clean(data: bytes) -> None:
    """No hidden character comes through, what has none is untouched, and JSON gives back every one."""
    text = typed_text(data)
    assert not re.search(HIDDEN, sanitise(text))
    assert not re.search(HIDDEN, sanitise_lines(text).replace("\n", ""))
    assert sanitise(sanitise(text)) == sanitise(text)
    assert re.search(HIDDEN, text) or sanitise(text) == text
    quoted = escape(text.replace("\\", "\\\\").replace('"', '\\"'))
    assert json.loads(f'"{quoted}"') == text


TARGETS: dict[str, Target] = {
    function.__name__.removeprefix("try_"): function
    for function in (*(try_value, try_when, try_id, try_document, try_import, try_merge, try_flat, try_sql, try_clean),)
}


def corpus(name: str) -> Iterator[bytes]:
    """Yield what a fuzzer begins with: the malformed files, the shipped data, and what is usual for the target."""
    texts = [path.read_bytes() for path in sorted(ROOT.glob("tests/malformed/*.toml")) if path.stat().st_size < 5000]
    shipped = [path.read_bytes() for path in sorted(ROOT.glob("data/*/**/*.toml"))]
    values = [item.value.encode() for item in known().positions if item.value]
    if name == "value":
        yield from (bytes([scale]) + value for scale in range(len(SCALES)) for value in {*values, *VALUES})
    elif name in ("document", "flat"):
        yield from (*texts, *shipped)
        yield from (b"[n.n.aa]", b"[is.-.wo]\nterms=[]")  # were faults: a record that holds nothing but nothing
    elif name == "merge":
        yield b""  # was a fault: nothing on all three sides
        yield from (SPLIT.join((one, one + ADDED, one.replace(b"2024", b"2023"))) for one in (*texts, *shipped, ADDED))
    elif name == "import":
        yield from (bytes([number]) + text for number in range(len(SourceFormat)) for text in (*ROWS, *texts[:20]))
        yield bytes([list(SourceFormat).index(SourceFormat.xlsx)]) + workbook()
    else:
        yield from {"when": DAYS, "sql": SQL}.get(name, [*values, *DAYS, *HOSTILE])


ADDED = b'\n[note.added]\ntext = "New."\nstated = 2024-03-25\nrecorded = 2024-03-26 00:00:00Z\n'
VALUES = [b"USD 1.3tn/year", b"not 30:1", b"at least 14 days after deal-signed", b"day 30", b"12..16 months"]
VALUES += [b"over 1..under 2 or 5", b"about 800", b"46%", b"minus 5%", b"2024-04", b"limited or total", b"undisclosed"]
DAYS = [b"2024-03-25", b"2024-03", b"2024", b"../2024-03-25", b"2024-03-01/..", b"2024-03-25T14:00:00+02:00"]
HOSTILE = [
    "\x1b[2J\u202eevil\u2066".encode(),
    b"\xff\x9b31m",
    "שלום \u200b مرحبا\u0000".encode(),
    b'\\u001b"\\',
    b"CON",
]
SQL = [b"SELECT party, issue, value FROM current", b"WITH t AS (VALUES (1)) SELECT * FROM t JOIN sources USING (id)"]
SQL += [
    b"SELECT 'a' || x'00', 1e999, -1e999 -- c",
    b"ATTACH 'x' AS y",
    b"PRAGMA query_only = OFF; SELECT 1",
    b"VALUES (1);",
]
ROWS = [
    b"party,issue,value,side,stated\nhamas,civilian-return,immediately,own,2024-03-25\n",
    b"sep=;\nparty;value;side;side\nhamas;'=1+1;own;x\n",
    b"value\tside\tnote\nat least 40\tmedia\ta\\tb\\u001b\n",
    b'{"party": "hamas", "value": "immediately", "sources": ["x"], "stated": "2024-03-25", "side": "own"}\n',
    b'[{"table": "note", "text": "a", "recorded": "2024-03-26T00:00:00Z"}, {"schema": "negtrack.query/1", "rows": []}]',
    b'[position.a]\nparty = "hamas"\nvalue = "2 weeks"\n',
]


@cache
def workbook() -> bytes:
    """Return a small workbook."""
    import io

    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    for row in (("party", "value", "side", "stated"), ("hamas", "immediately", "own", date(2024, 3, 25)), ("x", 0.5)):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(out)
    return out.getvalue()
