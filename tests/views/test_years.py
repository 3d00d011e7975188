"""A date without a year is of the year that its page shows."""

from __future__ import annotations

import re

import pytest

from negtrack.query import Snapshot
from negtrack.views.gaps import build_gaps

from ..cli.harness import SHIPPED, run
from ..negotiations import build_negotiation

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_DAY = rf"\d{{1,2}} (?:{_MONTHS})\b"
_YEARLESS = re.compile(rf"\b{_DAY}(?! 20\d\d)(?! - {_DAY} 20\d\d)")
"""A day without a year; the last day of a span has that of both."""
_PAGES = (
    ("compare",),
    ("compare", "--brief", "--format", "table"),
    ("show", "mlb"),
    ("gaps",),
    ("gaps", "--since", "2022-03-01"),
    ("issues",),
    ("overview",),
    ("scorecard",),
    ("history", "luxury-tax-threshold"),
    ("rounds",),
    ("agreements",),
    ("due",),
    ("diff", "mlb", "mlbpa"),
    ("diff", "--since", "2022-03-01"),
    ("matrix", "--between", "2022-03-01", "2023-01-01"),
    ("proposals",),
)


@pytest.mark.parametrize("command", _PAGES, ids=" ".join)
def test_in_a_later_year_every_date_has_its_year(command: tuple[str, ...]) -> None:
    """As of 2023 no page of the talks of 2021-22 has a day without a year, words before a deal included."""
    moment = () if "--between" in command else ("--as-of", "2023-01-01")
    form = () if "--format" in command else ("--format", "md")
    found = run("-n", "mlb-lockout-2021-22", *command, *moment, *form, cwd=SHIPPED.parent).out
    assert found
    assert not _YEARLESS.findall(found)


def test_the_gap_of_an_older_issue_has_its_year() -> None:
    """What was last said of an issue in an earlier year has that year, whatever was said of others since."""
    negotiation = build_negotiation("""
    position.p = { value = "40", side = "own", stated = 2024-03-01 }
    position.q = { party = "employer", value = "50", side = "own", stated = 2024-03-02 }
    position.l = { issue = "hours", value = "35", side = "own", stated = 2026-03-02 }
    """)
    view = build_gaps(Snapshot(negotiation), negotiation.issues.values(), None, (None, ""))
    assert {row.issue.id: row.since_text for row in view.lines}["pay"] == "2 Mar 2024"
