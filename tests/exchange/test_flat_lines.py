"""Flat lines: a file as `issue.field = value`."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from negtrack.exchange.git.textconv import textconv_lines


def test_positions_are_named_by_their_issue() -> None:
    """The id first, what is said next, then who says so, in the file's order."""
    text = (
        'name = "Union"\n[position.2024-pay-1]\nissue = "pay"\nstated = 2024-03-25\nstance = "demand"\n'
        'value = "at least 2"\nsources = ["a", "b"]\nlimits = ["pay = 3", "prose"]\n'
        '[position.other]\nissue = "pay"\nvalue = "3"\n'
    )
    assert list(textconv_lines(text)) == [
        "name = Union",
        "",
        "pay.id = 2024-pay-1",
        "pay.value = at least 2",
        "pay.stance = demand",
        "pay.stated = 2024-03-25",
        "pay.sources = a, b",
        "pay.limits.pay = 3",
        "pay.limits = prose",
        "",
        "pay.id = other",
        "pay.value = 3",
    ]


def test_everything_else_by_kind_and_id() -> None:
    """Issues with their sub-tables, sources, proposals with a line a term, tables that say nothing."""
    text = (
        '[issue.pay]\nkind = "quantity"\n[issue.pay.wants]\nunion = "more"\n'
        '[source.wsj]\nauthor = ["Doe, J.", "Roe"]\nissued = 2024-03-25\n'
        '[proposal.p]\nterms = ["pay = 1", "hours = 2"]\n[note.empty]\n[position.lost]\nvalue = "1"\n'
    )
    assert list(textconv_lines(text)) == [
        *("issue.pay.kind = quantity", "issue.pay.wants.union = more", ""),
        *("source.wsj.author = Doe, J.; Roe", "source.wsj.issued = 2024-03-25", ""),
        *("proposal.p.terms.pay = 1", "proposal.p.terms.hours = 2", ""),
        *("note.empty =", "", "position.lost.value = 1"),
    ]


def test_what_is_not_toml_is_given_as_it_is() -> None:
    """A conflict that a merge left, line by line."""
    text = "<<<<<<< ours\r\n[a.b]\n=======\n"
    assert list(textconv_lines(text)) == ["<<<<<<< ours", "[a.b]", "======="]


@given(st.text(alphabet="abc.=[]{}\"'#\n\r\t \\é1<", max_size=60))
def test_it_never_fails(text: str) -> None:
    """Whatever the text, there are lines without a line break in the fallback, and none raises."""
    assert all(isinstance(line, str) for line in textconv_lines(text))
