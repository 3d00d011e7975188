"""Issues that came up only after the day asked for are not listed as silent."""

from __future__ import annotations

from datetime import date

from negtrack.query import Snapshot, raised_issues
from negtrack.views.overview import build_overview

from .negotiations import build_negotiation

TALKS = """
issue.pay = { title = "Pay", kind = "quantity", unit = "euros" }
issue.hours = { title = "Hours", kind = "quantity", unit = "hours" }
issue.leave = { title = "Leave", kind = "quantity", unit = "days" }
position.early = { party = "union", issue = "pay", value = "40", stated = 2024-03-01 }
position.late = { party = "union", issue = "hours", value = "35", stated = 2024-03-09 }
"""


def test_what_came_up_later_is_left_out() -> None:
    """On a day before the first word on it; what nobody ever spoke of is an open question on any day."""
    talks = build_negotiation(TALKS)
    raised = raised_issues(Snapshot(talks, date(2024, 3, 5)))
    assert {"pay", "hours", "leave"} & set(raised) == {"pay", "leave"}
    assert {"pay", "hours", "leave"} <= set(raised_issues(Snapshot(talks)))


def test_overview_does_not_count_it() -> None:
    """It is neither counted nor named as silent."""
    talks = build_negotiation(TALKS)
    early = build_overview(Snapshot(talks, date(2024, 3, 5)), 30)
    assert "hours" not in " ".join(finding.words for finding in early.findings)
    late = build_overview(Snapshot(talks, date(2024, 3, 9)), 30)
    assert dict(late.counts)["silent"] == dict(early.counts)["silent"] + 1
