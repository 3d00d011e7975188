"""What an import of annotations left out, as a file: each annotation that is no position, with the reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from negtrack.cli.output.exports import write_text_file
from negtrack.errors import UsageError
from negtrack.exchange.import_.row import LeftOut
from negtrack.render.csv import escape_formula

COLUMNS = ("file", "annotation", "reason", "words", "tags", "texts")


_HEAD = f"{','.join(COLUMNS)}\r\n"


def refuse_existing(path: str) -> None:
    """Raise `UsageError` where another file is there already than one that an import wrote."""
    file = Path(path)
    if path and file.exists() and not (file.is_file() and file.read_bytes().startswith(_HEAD.encode())):
        raise UsageError(f"--left-out {path}: another file is there already; name a new one")


def write_left_out(left_out: Sequence[tuple[str, LeftOut]], path: str) -> None:
    """Write the annotations of each file to `path` as csv, tags and texts separated by semicolons; nothing for ""."""
    if not path:
        return
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for file, one in left_out:
        cells = (file, one.name, one.reason, one.words, "; ".join(one.tags), "; ".join(one.texts))
        writer.writerow(list(map(escape_formula, cells)))
    write_text_file(path, [buffer.getvalue()], force=Path(path).exists())
