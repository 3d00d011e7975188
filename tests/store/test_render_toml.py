"""The TOML that is appended is what tomli-w writes, also where it is put together without it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import tomli_w

from negtrack.dates import parse_when
from negtrack.model import Position, to_table
from negtrack.store.render_toml import render_block

RECORDED = datetime(2026, 11, 23, 9, 12, 44, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "",
        'a "quote"',
        "back\\slash",
        "two\nlines",
        "tab\t",
        "\x7f",
        "\u2028",
        "日本語 שלום",
        "# = [x]",
        "\U0001f600",
    ],
)
@pytest.mark.parametrize("sources", [(), ("a",), ("a", "b-2")])
@pytest.mark.parametrize("id", ["2024-03-25-sum-5d1c", "früh", "עסקה"])
def test_a_block_is_what_the_library_writes(text: str, sources: tuple[str, ...], id: str) -> None:
    """Whatever a record holds, its block is byte for byte what tomli-w writes."""
    stated = parse_when(date(2024, 3, 25))
    recorded = RECORDED.astimezone(timezone(timedelta(hours=2)))
    item = Position(
        id=id, party="a", issue="sum", value="5", text=text, stated=stated, sources=sources, recorded=recorded
    )
    assert render_block(item) == tomli_w.dumps({"position": {id: to_table(item)}})


def test_an_id_that_needs_quotes_has_them() -> None:
    """A header is quoted where TOML asks for it."""
    item = Position(id="a.b", party="a", issue="sum", value="5", recorded=RECORDED)
    assert render_block(item).startswith('[position."a.b"]\n')
