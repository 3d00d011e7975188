"""Sources from reference managers: CSL-JSON, BibLaTeX and RIS to rows of sources, under the names of CSL-JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from negtrack.errors import NotationError
from negtrack.exchange.export.csl import CUSTOM, unescape_note
from negtrack.exchange.import_.objects import read_json
from negtrack.exchange.import_.row import RawRow, RawTable, Remarks
from negtrack.exchange.rows import ID, TABLE
from negtrack.ids import id_of
from negtrack.model import Source, keys_of

_KEYS = {ID, *keys_of(Source)}


def read_csl(text: str, path: str) -> RawTable:
    """Read the items of CSL-JSON."""
    table = read_json(text, path)
    return source_table(path, ((row.number, row.cells, row.error) for row in table.rows), table.total)


def source_table(
    path: str, items: Iterator[tuple[int, Mapping[str, object], str]], total: int, remarks: Remarks | None = None
) -> RawTable:
    """Return a table of sources; to its `remarks` come the fields that no source has, and how many items had each."""
    remarks = {} if remarks is None else remarks
    dropped: dict[str, int] = {}
    rows = (_row(number, cells, error, dropped) for number, cells, error in items)
    return RawTable(path, (), chain(rows, _fill(remarks, dropped)), total, remarks=remarks, is_by_field=True)


def _fill(remarks: Remarks, dropped: Mapping[str, int]) -> Iterator[RawRow]:
    """Yield nothing; say once the rows are read what was left out."""
    if dropped:
        remarks["left out, as a source has no such field"] = [f"{key} ({count})" for key, count in dropped.items()]
    yield from ()


def _row(number: int, item: Mapping[str, object], error: str, dropped: dict[str, int]) -> RawRow:
    cells: dict[str, object] = {TABLE: Source.table, **{key: cell for key, cell in item.items() if key in _KEYS}}
    custom = item.get("custom")
    kept = custom.get(CUSTOM) if isinstance(custom, Mapping) else None
    for key in item:
        if key not in cells and not (kept and key == "custom"):
            dropped[key] = dropped.get(key, 0) + 1
    if isinstance(kept, Mapping):
        cells |= {key: cell for key, cell in kept.items() if key in _KEYS}
    if isinstance(note := cells.get("note"), str):
        cells["note"] = unescape_note(note)
    try:
        cells[ID] = id_of(str(item.get("citation-key") or item.get(ID, "")).rpartition("/")[2])
    except NotationError as reason:
        error = error or str(reason)
    name = str(cells.get(ID) or item.get(ID, ""))
    places = {key: f"{key} of {name}" for key in cells}
    return RawRow(number, cells, error, places=places, place=name if error else "", noun="reference")
