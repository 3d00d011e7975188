"""`parties`: who negotiates, in which role and bloc, and on how many issues each spoke."""

from __future__ import annotations

from .harness import look, run


def test_every_party_in_the_order_of_the_file() -> None:
    """Role, bloc, people, and the number of issues with a live position."""
    rows = run("parties").rows
    assert [(row["id"], row["role"], row["member_of"], row["issues"]) for row in rows] == [
        ("israel", "principal", "", "10"),
        ("hamas", "principal", "", "6"),
        ("united-states", "mediator", "", "2"),
        ("qatar", "mediator", "mediators", "0"),
        ("egypt", "mediator", "mediators", "0"),
        ("mediators", "mediator", "", "1"),
    ]
    assert rows[0]["delegates"] == "Benjamin Netanyahu; Yoav Gallant; David Barnea"


def test_page_and_ids() -> None:
    """The page has a heading a column; `--ids` gives the ids alone."""
    assert "United States" in look("parties", width=120)
    assert run("parties", "--ids").out == "israel\nhamas\nunited-states\nqatar\negypt\nmediators\n"


def test_as_of() -> None:
    """What was said later does not count."""
    assert {row["id"]: row["issues"] for row in run("parties", "--as-of", "2024-03-01").rows}["israel"] == "2"
