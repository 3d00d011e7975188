"""Documents in prose: the notation as readers are used to it, and what people wrote as they wrote it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from negtrack.exchange.export.prose import Prose, in_prose
from negtrack.model import Negotiation

from .documents import dossier, report_text

Make = Callable[..., Negotiation]
HEAD = """
party.union = { name = "Union", role = "principal" }
party.employer = { name = "Employers", role = "principal" }
issue.pay = { title = "Wages", kind = "money" }
issue.seats = { title = "Seats", kind = "quantity" }
issue.end-day = { title = "End of the contract", kind = "date" }
issue.start = { title = "Start", kind = "timing", anchor = "signed" }
issue.pace = { title = "Pace", kind = "choice", ladder = ["step-by-step", "all-at-once"] }
event.signed = { title = "The contract is signed" }
"""


@pytest.mark.parametrize(
    ("issue", "notation", "prose"),
    [
        ("pay", "USD 1500..2000", "USD 1,500 to 2,000"),
        ("pay", "USD 1500 or 2500.50", "USD 1,500 or 2,500.50"),
        ("pay", "USD 1..2tn/year", "USD 1 to 2tn/year"),
        ("pay", "at least EUR 300m", "at least EUR 300m"),
        ("seats", "1500..2000", "1,500 to 2,000"),
        ("seats", "over 10..under 20", "over 10 to under 20"),
        ("seats", "1500 (of 2022), if pay = USD 1000 (unknown)", "1,500 (of 2022), if “Wages” = USD 1,000 (unknown)"),
        ("end-day", "over 2026-11-30", "after 30 November 2026"),
        ("end-day", "at most 2026-11-30", "by 30 November 2026"),
        ("end-day", "under 2026-11-30", "before 30 November 2026"),
        ("end-day", "2026-11-01..2026-11-30", "1 November 2026 to 30 November 2026"),
        ("end-day", "at most 2035", "at most 2035"),
        ("start", "2 weeks after signed", "2 weeks after “The contract is signed”"),
        ("pace", "step-by-step", "step by step"),
        (
            "pace",
            "step-by-step, if end-day = 2026-11-30 (met)",
            "step by step, if “End of the contract” = 30 November 2026 (met)",
        ),
        ("pay", "deal-2026-11-30: no term", "deal-2026-11-30: no term"),
        ("pay", "in 2022, 30:1, day 14", "in 2022, 30:1, day 14"),
    ],
)
def test_a_value(negotiation_of: Make, issue: str, notation: str, prose: str) -> None:
    """Ranges, thousands, dates, events, options and issues are put into words; ids and years stay."""
    known = negotiation_of("", HEAD)
    assert Prose(known).value(notation, known.issues[issue]) == prose


def test_only_the_programs_words(negotiation_of: Make) -> None:
    """Titles, names, texts, voices and the summary are left as they are."""
    text = """
    source.s = { title = "From 1500..2000 on 2026-11-30", issued = 2024-03-01 }
    position.a = { value = "USD 1500..2000", side = "own", speaker = "Box 10000", text = "1500..2000", sources = ["s"] }
    """
    head = 'title = "Talks"\nsummary = "On 1500..2000"\n' + HEAD.replace("Wages", "Wages 1500..2000")
    shown = in_prose(dossier(negotiation_of(text, head)))
    (topic, *_) = shown.topics
    said = next(column.said[0] for column in topic.stands if column.said)
    assert (shown.summary, topic.issue, said.text) == ("On 1500..2000", "Wages 1500..2000", "1500..2000")
    assert said.value == "USD 1,500 to 2,000"
    assert said.voices[0].words == "Box 10000 (own), 1 Mar"
    assert shown.sources[0].words == "From 1500..2000 on 2026-11-30"


def test_the_page_is_in_prose(negotiation_of: Make) -> None:
    """Values, axes, earlier statements and what changed are put into words on the page, too."""
    page = report_text(
        negotiation_of(
            """
            position.a = { issue = "pay", value = "USD 1500..2500", side = "own", stated = 2024-03-01 }
            position.b = { issue = "pay", value = "USD 1500..2000", side = "own", stated = 2024-03-05 }
            """,
            HEAD,
        ),
        since=date(2024, 3, 2),
    )
    for words in ("<b>USD 1,500 to 2,000</b>", ">USD 1,500 to 2,500<", "class=s>USD 1,500</text>"):
        assert words in page
    assert "went from USD 1,500 to 2,500, to USD 1,500 to 2,000" in page
    assert ".." not in page.partition("</style>")[2]
