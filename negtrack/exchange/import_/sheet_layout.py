"""The layout of a sheet of a workbook: merged and hidden cells, and comments. A sheet that is read row by row does not
tell these, so they are searched in its XML (ECMA-376, part 1, 18.3.1)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from zipfile import ZipFile

from negtrack.exchange.import_.grid import Area
from negtrack.frozen import dataclass, field
from negtrack.store.archive import read_chunks, read_part

_ELEMENT = re.compile(rb"<(?:\w+:)?(mergeCell|row|col)\s([^>]*)>")
_ATTRIBUTE = re.compile(rb'\b(\w+)\s*=\s*["\']([^"\']*)["\']')
_AREA = re.compile(r"\$?([A-Z]+)\$?([0-9]+)(?::\$?([A-Z]+)\$?([0-9]+))?")
_COMMENT = re.compile(rb'<(?:\w+:)?(?:comment|threadedComment)\s[^>]*ref="([A-Z]+[0-9]+)"')
_RELATION = re.compile(rb'Target="([^"]*(?:comments|threadedComment)[^"]*\.xml)"')
_YES = (b"1", b"true", b"on")
REMEDY = "save the workbook again"
_COLUMNS = 16_384
"""Most columns of a sheet (Excel specifications and limits)."""
_LONGEST = 1 << 16
"""More than the letters of any of these elements, and of a cell before what is struck through in it."""
_STRUCK = re.compile(rb'<(?:\w+:)?(?:strike(?!\s+val="(?:0|false)")|vertAlign\s+val="(?:super|sub)script")')
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]+)([0-9]+)"')


@dataclass(frozen=True)
class Layout:
    """What a sheet says of its cells; rows are counted from 1, columns from 0; `commented` are names of cells."""

    merged: Sequence[Area] = ()
    hidden_rows: frozenset[int] = field(default_factory=frozenset)
    hidden_columns: frozenset[int] = field(default_factory=frozenset)
    commented: Sequence[str] = ()
    struck: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    """Row and column of the cells with a text of their own of which a part is struck through, or set high or low; of
    the texts that cells share the library says so."""


def read_layout(archive: ZipFile, member: str) -> Layout:
    """Return the layout of the sheet in `member`."""
    merged: list[Area] = []
    rows: set[int] = set()
    columns: set[int] = set()
    struck: set[tuple[int, int]] = set()
    for name, given in _elements(archive, member):
        if name == b"mergeCell" and (area := _area(given.get(b"ref", b"").decode(errors="replace"))):
            merged.append(area)
        elif name == b"c":
            struck.add((int(given[b"row"]), _column(given[b"column"].decode())))
        elif given.get(b"hidden") in _YES and name == b"row" and b"r" in given:
            rows.add(int(given[b"r"]))
        elif given.get(b"hidden") in _YES and name == b"col":
            columns.update(range(int(given[b"min"]) - 1, min(int(given[b"max"]), _COLUMNS)))
    merged = list(dict.fromkeys(merged))
    commented = list(dict.fromkeys(_comments(archive, member)))
    return Layout(merged, frozenset(rows), frozenset(columns), commented, frozenset(struck))


def _elements(archive: ZipFile, member: str) -> Iterator[tuple[bytes, dict[bytes, bytes]]]:
    """Yield the elements that tell of the layout, with their attributes, each once."""
    before = b""
    for chunk in read_chunks(archive, member, REMEDY):
        text = before + chunk
        end = 0
        for match in _ELEMENT.finditer(text):
            end = match.end()
            if match[1] == b"mergeCell" or b"hidden" in match[2]:
                yield match[1], dict(_ATTRIBUTE.findall(match[2]))
        for match in _STRUCK.finditer(text):
            if cells := _CELL.findall(text, max(match.start() - _LONGEST, 0), match.start()):
                yield b"c", {b"column": cells[-1][0], b"row": cells[-1][1]}
        before = text[max(end, len(text) - _LONGEST) :]


def _comments(archive: ZipFile, member: str) -> Iterator[str]:
    """Yield the names of the cells with comments."""
    folder, name = posixpath.split(member)
    relations = f"{folder}/_rels/{name}.rels"
    names = set(archive.namelist())
    for target in _RELATION.findall(read_part(archive, relations, REMEDY)) if relations in names else ():
        path = target.decode(errors="replace")
        found = path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
        if found in names:
            yield from (cell.decode() for cell in _COMMENT.findall(read_part(archive, found, REMEDY)))


def _area(text: str) -> Area | None:
    match = _AREA.fullmatch(text)
    if not match:
        return None
    left, top, right, bottom = match.groups()
    last = min(_column(right or left), _COLUMNS - 1)
    return Area(int(top), int(bottom or top), _column(left), last)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
