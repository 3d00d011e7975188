"""Files of rows for the small negotiation."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from negtrack.model import Negotiation, Position

from ..negotiations import read_negotiation
from .harness import Result, run

ROW = {"party": "union", "issue": "pay", "value": "at least 90", "stated": "2024-03-20", "side": "own"}
"""A valid row."""
Row = Mapping[str, Any]


def load(folder: Path, name: str = "talks") -> Negotiation:
    """Read the negotiation `name` below `folder`, in whose files nothing may be wrong."""
    return read_negotiation(folder / "data" / name)


def positions(folder: Path, names: Iterable[str]) -> list[Position]:
    """Return the positions of `talks` with the ids `names`, in their order."""
    known = {position.id: position for position in load(folder).positions}
    return [known[name] for name in names]


def delimited(rows: Sequence[Row], separator: str = ",") -> bytes:
    """Return the rows as csv, under the columns that any of them has."""
    buffer = io.StringIO()
    columns = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(buffer, columns, delimiter=separator, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


def workbook(rows: Sequence[Row]) -> bytes:
    """Return the rows as the only sheet of a workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    columns = list(dict.fromkeys(name for row in rows for name in row))
    sheet.append([*columns])
    for row in rows:
        sheet.append([row.get(name) for name in columns])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def sheet(rows: Sequence[Row]) -> bytes:
    """Return the rows, which are all positions, as a coding sheet; rows without an id get one."""
    lines = []
    for number, row in enumerate(rows):
        lines.append(f"[position.{row.get('id', f'row-{number}')}]")
        lines += [f"{key} = {json.dumps(value)}" for key, value in row.items() if key not in ("id", "stated")]
        lines += [f"stated = {row['stated']}"] if "stated" in row else []
    return "\n".join(lines).encode()


MADE = {
    "csv": delimited,
    "tsv": lambda rows: delimited(rows, "\t"),
    "jsonl": lambda rows: "\n".join(map(json.dumps, rows)).encode(),
    "json": lambda rows: json.dumps({"rows": list(rows)}).encode(),
    "xlsx": workbook,
    "toml": sheet,
}
"""Format -> how rows are written in it."""


def take(folder: Path, content: bytes | str | Sequence[Row], *args: object, name: str = "rows.csv") -> Result:
    """Run `import NAME ARGS` in `folder` on a file with `content`; rows are written as csv."""
    raw = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(raw if isinstance(raw, bytes) else delimited(raw))
    return run("import", name, *args, cwd=folder)
