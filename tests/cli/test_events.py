"""`events`: dated ones first, then those without a date."""

from __future__ import annotations

from .harness import look, run


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
