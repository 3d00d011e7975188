"""`sources`: the publications that records rest on."""

from __future__ import annotations

from .harness import look, run


def test_oldest_first_with_the_records_that_rest_on_each() -> None:
    """The day of each, and how many records name it."""
    rows = run("sources").rows
    assert [row["issued"] for row in rows] == sorted(row["issued"] for row in rows)
    counts = {row["id"]: row["records"] for row in rows}
    assert len(counts) == 32
    assert counts["wsj-2024-03-25"] == "42"
    assert counts["reuters-2024-03-15"] == "3"


def test_verbose_adds_the_address() -> None:
    """`-v` shows author, type and address, whole."""
    assert "https" not in look("sources", width=160)
    page = look("sources", "-v", "--layout", "stacked", width=160)
    assert "https://jpost.com/breaking-news/article-793512" in page
    assert "Said, Summer" in page


def test_csl_json_for_reference_managers() -> None:
    """The same sources in the same order, as CSL-JSON; `--ids` is no format."""
    items = run("sources", "--format", "csl-json").json
    assert [item["id"] for item in items] == [row["id"] for row in run("sources").rows]
    assert items[0]["type"] == "article-newspaper"
    assert items[0]["issued"] == {"date-parts": [[2024, 2, 7]]}
    assert run("sources", "--format", "csl-json", "--ids").code == 2


def test_other_formats_stay() -> None:
    """The list is rendered as every other where csl-json is not asked for."""
    assert run("sources", "--format", "json").json["schema"] == "negtrack.sources/1"
    assert run("sources", "--json").json["schema"] == "negtrack.sources/1"
    assert "csl-json" not in run("events", "--help").out
