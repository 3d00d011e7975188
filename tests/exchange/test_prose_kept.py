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
issue.parts = { title = "Parts", kind = "quantity", unit = "parts", basis = "lines 10000..20000" }
issue.fiscal = { title = "Fiscal", kind = "quantity", unit = "fiscal years" }
event.deal = { title = "Deal signed on 2024-01-02" }
source.wire = { title = "Wire", container-title = "Radio 10000", issued = 2024-03-01 }
party.union = { name = "UAW Local 12345", role = "principal" }
party.firm = { name = "IBT 2785", role = "principal" }
"""
WORDS = "Resolution 12345 of 2024-03-01, lines a..b; SCR 2334; see https://x.org/2024-11-30/p..q/123456"
TALKS = build_negotiation(
    f"""
    position.w = {{ party = "union", issue = "words", value = "{WORDS}", side = "own" }}
    position.c = {{ party = "union", issue = "crews", value = "Bob 20000; Flight 2024-03-01", side = "own" }}
    position.p = {{ party = "union", issue = "pay", value = "USD 1500..2000", side = "own", qualifier = "per 10000 h" }}
    position.n = {{ party = "firm", issue = "words", value = "1000", side = "own" }}
    agreement.d = {{ date = 2024-03-05, stated = 2024-03-05, terms = ["pay = USD 5"] }}
    open.o = {{ agreement = "d", issue = "words", decide-by = 2024-06-01, otherwise = "Rule 20000" }}
    [position.r]
    party = "firm"
    issue = "parts"
    value = "1500"
    side = "own"
    requires = ["a week after deal is struck"]
    [proposal.paper]
    title = "Paper"
    party = "union"
    side = "own"
    tabled = 2024-03-01
    [proposal.paper.term]
    words.value = "pay of Article 12345 within 1..2 weeks after deal"
    parts = {{ value = "1500", qualifier = "SCR 23345", requires = ["Article 12345 of 2020-01-01 applies"] }}
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
        ("parts", "IBT 2785 and UAW Local 12345: apart 1500"),
        (None, "if a week after deal is struck"),
        (None, "offered pay of Article 12345 within 1..2 weeks after deal"),
        (None, "in parts, lines 10000..20000"),
        (None, "else Rule 20000"),
        (None, "reported by Radio 10000"),
        (None, "x \ue0005\ue001, 12345"),
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
        ("fiscal", "2024..2026", "2024 to 2026"),
        (
            "parts",
            "1500 (SCR 23345), if Article 12345 of 2020-01-01 applies",
            "1,500 (SCR 23345), if Article 12345 of 2020-01-01 applies",
        ),
        (None, "100012345", "100,012,345"),
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
