"""`sources`: the publications that records rest on."""

from __future__ import annotations

from .harness import look, run


def test_oldest_first_with_the_records_that_rest_on_each() -> None:
    """The day of each, and how many records name it."""
    rows = run("sources").rows
    assert [row["issued"] for row in rows] == sorted(row["issued"] for row in rows)
    counts = {row["id"]: row["records"] for row in rows}
    assert len(counts) == 11
    assert counts["wsj-2024-03-25"] == "25"
    assert counts["reuters-2024-03-15"] == "3"


def test_verbose_adds_the_address() -> None:
    """`-v` shows author, type and address, whole."""
    assert "https" not in look("sources", width=160)
    page = look("sources", "-v", "--layout", "stacked", width=160)
    assert "https://jpost.com/breaking-news/article-793512" in page
    assert "Summer Said" in page
