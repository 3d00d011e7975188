"""Documents in prose change nothing that people wrote, and no digit of any number."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.exchange.export.prose import Prose
from tests.negotiations import build_negotiation

HEAD = """
issue.words = { title = "Words", kind = "text" }
issue.crews = { title = "Crews", kind = "names" }
issue.pay = { title = "Pay", kind = "money" }
issue.since = { title = "Since", kind = "quantity", unit = "year" }
issue.parts = { title = "Parts", kind = "quantity", unit = "parts" }
event.deal = { title = "Deal signed on 2024-01-02" }
party.union = { name = "UAW Local 12345", role = "principal" }
"""
WORDS = "Resolution 12345 of 2024-03-01, lines a..b; SCR 2334; see https://x.org/2024-11-30/p..q/123456"
TALKS = build_negotiation(
    f"""
    position.w = {{ party = "union", issue = "words", value = "{WORDS}", side = "own" }}
    position.c = {{ party = "union", issue = "crews", value = "Bob 20000; Flight 2024-03-01", side = "own" }}
    position.p = {{ party = "union", issue = "pay", value = "USD 1500..2000", side = "own", qualifier = "per 10000 h" }}
    """,
    HEAD,
)
PROSE = Prose(TALKS)


@pytest.mark.parametrize(
    ("issue", "text"),
    [
        ("words", WORDS),
        ("crews", "Bob 20000; Flight 2024-03-01"),
        ("since", "2024..2026".replace("..", " to ")),
        (None, f"apart: {WORDS}"),
        (None, "UAW Local 12345: apart 2"),
        (None, "USD 5 (per 10000 h)"),
        (None, "00123456 and +441234567890"),
        (None, "https://x.org/2024-11-30/p..q/123456"),
        (None, "ISO 9001, UTC 1500, SCR 2334"),
        (None, "2024-02-31"),
        (None, "9" * 5000),
    ],
)
def test_what_people_wrote_stays(issue: str | None, text: str) -> None:
    """Words, names, addresses, years, codes and what is no day are left as they are."""
    assert PROSE.value(text, TALKS.issues[issue] if issue else None) == text


@pytest.mark.parametrize(
    ("issue", "text", "prose"),
    [
        ("pay", "USD 1500..2000", "USD 1,500 to 2,000"),
        ("parts", "at least 12000", "at least 12,000"),
        ("since", "2024..2026", "2024 to 2026"),
        (None, "over 2026-11-30", "after 30 November 2026"),
        (None, "2 weeks after deal", "2 weeks after “Deal signed on 2024-01-02”"),
        (None, "15000:7", "15000:7"),
    ],
)
def test_what_the_program_wrote_is_in_prose(issue: str | None, text: str, prose: str) -> None:
    """Amounts, counts, days, ranges and names of events, whose titles stay as they are."""
    assert PROSE.value(text, TALKS.issues[issue] if issue else None) == prose


@given(st.text("0123456789 .,:;+-/USDabto", max_size=40))
def test_no_digit_changes(text: str) -> None:
    """Whatever a text is, without days its digits are the same in the same order."""
    if not re.search(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        assert re.sub("[^0-9]", "", PROSE.text(text)) == re.sub("[^0-9]", "", text)
