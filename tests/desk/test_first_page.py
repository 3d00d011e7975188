"""The first page of the desk, which has the text before anything else is loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

from negtrack.desk.first_page import draw_text
from negtrack.screen.rows import plain
from negtrack.store.locate import Place
from negtrack.store.texts import peek_text

from .reader import Reader


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (40, 12), (20, 10)])
def test_the_text_stands_where_it_stays(reader: Reader, size: tuple[int, int]) -> None:
    """Each line that the first page has is in the same row of the whole one, and begins at the same cell."""
    reader.resize(*size)
    first = [plain(row) for row in draw_text(reader.desk.article.text, "herald", *size)]
    assert len(first) == size[1]
    for row, whole in zip(first[reader.desk.layout.head :], reader.page[reader.desk.layout.head :], strict=True):
        if row.strip():
            assert whole[2:].startswith(row[2:].rstrip()[: size[0] - 2])


def test_it_waits_for_little() -> None:
    """Neither records nor values are imported for it, and no library."""
    code = (
        "import sys, negtrack.desk.first_page, negtrack.screen.terminal, negtrack.store.texts\n"
        "print({'negtrack.model', 'negtrack.values', 'rtoml', 'typer', 'rich'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_which_text_a_name_means(reader: Reader) -> None:
    """The one of that very id, else of the only one that begins so; none where that is not clear, or cannot be read."""
    place = Place(reader.folder.parent, reader.folder)
    texts = reader.folder / ".negtrack/text"
    whole = reader.desk.article.text
    assert peek_text(place, "herald") == peek_text(place, "her") == whole
    (texts / "herald-2.txt").write_text("two")
    assert peek_text(place, "herald") == whole
    assert peek_text(place, "her") is None
    (texts / "herald-2.txt").write_bytes(b"\xff")
    assert peek_text(place, "herald-2") is peek_text(place, "time") is None
    (texts / "herald.txt").unlink()
    (texts / "herald.txt").mkdir()
    assert peek_text(place, "herald") is None
