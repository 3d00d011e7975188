"""The TOML that is appended is what tomli-w writes, also where it is put together without it."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import tomli_w

from negtrack.dates import parse_when
from negtrack.model import Position, to_table
from negtrack.store.render_toml import render_block, render_table

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
    """Whatever a record holds, its block is byte for byte what tomli-w writes, but for an id that begins with a day."""
    stated = parse_when(date(2024, 3, 25))
    recorded = RECORDED.astimezone(timezone(timedelta(hours=2)))
    item = Position(
        id=id, party="a", issue="sum", value="5", text=text, stated=stated, sources=sources, recorded=recorded
    )
    written = tomli_w.dumps({"position": {id: to_table(item)}})
    assert render_block(item) == written.replace("[position.2024-03-25-sum-5d1c]", '[position."2024-03-25-sum-5d1c"]')


def test_an_id_that_needs_quotes_has_them() -> None:
    """A header is quoted where TOML asks for it."""
    item = Position(id="a.b", party="a", issue="sum", value="5", recorded=RECORDED)
    assert render_block(item).startswith('[position."a.b"]\n')


def test_an_id_that_begins_with_a_day_is_quoted() -> None:
    """Wherever it is a key, in headers of terms and of what parties want too, as tombi and prettier take it for a date;
    no other text changes."""
    day, bare = "2024-03-25-sum-5d1c", ("wsj-2024-03-25", "13abc-2023-10-20", "2024-03")
    wants = {day: "more", "other": "less"}
    texts = {"text": f"[position.{day}]\n{day} = 1", "sources": [day, f"[{day}]"], "wants": wants}
    table = {"proposal": {day: {**texts, "term": {day: {"value": "1"}, **{name: {"value": "2"} for name in bare}}}}}
    text = render_table(table)
    assert tomllib.loads(text) == table
    assert [line for line in text.split("\n") if line.startswith(("[", day, '"'))] == [
        f'[proposal."{day}"]',
        f'[proposal."{day}".wants]',
        f'"{day}" = "more"',
        f'[proposal."{day}".term."{day}"]',
        *(f'[proposal."{day}".term.{name}]' for name in bare),
    ]
    assert text.replace(f'"{day}"', day) == tomli_w.dumps(table).replace(f'"{day}"', day)
