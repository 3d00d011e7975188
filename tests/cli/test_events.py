"""`events`: dated ones first, then those without a date."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from ..negotiations import FILES, write_negotiation
from .harness import SHIPPED, look, run


def test_dated_ones_first() -> None:
    """By their end; a span has both days."""
    rows = run("events").rows
    assert [(row["id"], row["date"], row["until"]) for row in rows] == [
        ("us-draft-vetoed", "2024-03-22", ""),
        ("chiefs-in-doha", "2024-03-22", "2024-03-24"),
        ("unsc-2728", "2024-03-25", ""),
        ("doha-round", "2024-03-18", "2024-03-26"),
        ("gallant-in-washington", "2024-03-25", "2024-03-26"),
        ("ceasefire-start", "2025-01-19", ""),
        ("deal-signed", "", ""),
    ]


def test_page() -> None:
    """Dates are worded; one without a date says so."""
    page = look("events", width=160)
    assert "18 Mar - 26 Mar" in page
    assert "undated" in page


def test_what_had_not_happened_yet() -> None:
    """On a day asked for, events that began later are left out, and one that goes on has no end yet; so do the
    sources that appeared later."""
    rows = {row["id"]: row for row in run("events", "--as-of", "2024-03-20").rows}
    assert "us-draft-vetoed" not in rows
    assert (rows["doha-round"]["date"], rows["doha-round"]["until"]) == ("2024-03-18", "")
    assert "since 18 Mar" in look("events", "--as-of", "2024-03-20", width=160)
    assert "since 18 Mar  Doha round" in look("history", "permanent-ceasefire", "--as-of", "2024-03-20")
    sources = {row["id"] for row in run("sources", "--as-of", "2024-03-20").rows}
    assert "reuters-2024-03-16" in sources
    assert "wsj-2024-03-25" not in sources
    shipped = ("--as-of", "2023-08-01", "-n", "uaw-detroit-2023", "--data", SHIPPED)
    for kind in ("events", "sources", "agreements"):
        assert f"no {kind} by then" in look(kind, *shipped)


def test_hours_notes_and_speakers(tmp_path: Path) -> None:
    """An event has its hour, our note once it is over, and who said that it happened."""
    event = """
    [event.strike]
    title = "Strike"
    date = 2024-03-05 17:00:00-05:00
    until = 2024-03-08
    speaker = "foreman"
    side = "union"
    note = "Three days."
    """
    write_negotiation(
        tmp_path / "data" / "talks", {**FILES, "negotiation.toml": FILES["negotiation.toml"] + dedent(event)}
    )
    page = " ".join(look("events", cwd=tmp_path, width=160).split())
    assert "5 Mar 17:00 - 8 Mar" in page
    assert "Three days." in page
    assert "foreman (The Union)" in page
    (row,) = (row for row in run("events", "--as-of", "2024-03-06", cwd=tmp_path).rows if row["id"] == "strike")
    assert row["note"] == ""
