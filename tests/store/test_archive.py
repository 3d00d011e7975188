"""Archives that are damaged in all their parts: no reader of a document raises anything but an error of negtrack."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from functools import partial

import pytest

from negtrack.errors import NegtrackError
from negtrack.exchange.import_.annotations.qdpx import read_qdpx
from negtrack.exchange.import_.grid import arrange_by_row
from negtrack.exchange.import_.word_tables import read_docx as read_tables
from negtrack.exchange.import_.workbook import read_xlsx
from negtrack.store.archive import MAX_PART, read_part
from negtrack.text.docx import read_docx

from ..cli.small import ROW, workbook
from ..examples import tiers
from ..exchange.test_coded_projects import project

RECORD, ENTRY, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def document() -> bytes:
    """Return a Word document with a table of one row."""
    import docx

    text, raw = docx.Document(), io.BytesIO()
    table = text.add_table(2, len(ROW))
    for column, (name, word) in enumerate(ROW.items()):
        table.cell(0, column).text = name
        table.cell(1, column).text = word
    text.save(raw)
    return raw.getvalue()


READERS: dict[str, tuple[Callable[[], bytes], Callable[[bytes], object]]] = {
    "workbook": (partial(workbook, [ROW]), lambda raw: read_xlsx(raw, "t.xlsx", with_computed=True)),
    "table": (document, lambda raw: read_tables(raw, "t.docx", "", arrange_by_row)),
    "text": (document, lambda raw: list(read_docx(raw))),
    "project": (project, lambda raw: read_qdpx(raw, "t.qdpx")),
}


def damage(raw: bytes, chance: random.Random) -> bytes:
    """Return an archive with a changed byte in a head, a directory or its end, or beside them."""
    mark = chance.choice((RECORD, ENTRY, END, b"PK", b""))
    places = [at for at in range(len(raw)) if raw.startswith(mark, at)]
    at = min(chance.choice(places) + chance.randrange(46), len(raw) - 1)
    changed = bytes([chance.randrange(256)])
    return chance.choice((raw[:at] + changed + raw[at + 1 :], raw[:at] + raw[at + 1 :], raw[:at] + changed + raw[at:]))


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("count", tiers(60, 500, 5_000))
def test_damaged_archives(name: str, count: int) -> None:
    """What is damaged anywhere is read, or refused with an error of negtrack."""
    make, read = READERS[name]
    whole, chance = make(), random.Random(name)
    read(whole)
    refused = 0
    for _ in range(count):
        try:
            read(damage(whole, chance))
        except NegtrackError:
            refused += 1
    assert refused > count // 5


def test_large_parts() -> None:
    """A part that is larger than the limit is refused, whatever its archive says of its size."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("part", bytes(MAX_PART + 1))
        archive.writestr("small", b"words")
    with zipfile.ZipFile(raw) as archive:
        assert read_part(archive, "small", "split it") == b"words"
        with pytest.raises(NegtrackError, match=r"a part of it is larger than 67,108,864 bytes; split it"):
            read_part(archive, "part", "split it")
