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
        ("ceasefire-start", "", ""),
        ("deal-signed", "", ""),
    ]


def test_page() -> None:
    """Dates are worded; one without a date says so."""
    page = look("events", width=160)
    assert "18 Mar - 26 Mar" in page
    assert "undated" in page
