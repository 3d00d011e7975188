"""`negtrack due`: list what is due and when, and what later records say of it."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

from negtrack.cli.options import Clocks, Output, Scope, option
from negtrack.cli.output.output_format import output_format
from negtrack.cli.output.printing import log, write_out
from negtrack.cli.session import open_session
from negtrack.frozen import dataclass
from negtrack.lookup import find_days
from negtrack.views.due import build_due
from negtrack.views.phrasing import count_text

DueFormat = Literal["table", "tsv", "csv", "json", "jsonl", "md", "ics"]
"""Output formats of what is due; ics is for calendar programs."""

_FORMAT = option("--format", help="Output format [default: table on a terminal, tsv into a pipe]; ics for calendars.")


@dataclass(frozen=True)
class DueOutput(Output):
    """Output of what is due."""

    format: Annotated[DueFormat | None, _FORMAT] = None  # type: ignore[assignment]  # one more than other answers have

    @property
    def plain(self) -> Output:
        """The same output without the calendar."""
        shared = None if self.format == "ics" else self.format
        return Output(**{**vars(self), "format": shared})


EXAMPLES = (
    "negtrack due",
    "negtrack due --within 30d",
    "negtrack due --format ics > due.ics",
)


def command(
    *,
    within: Annotated[
        str,
        option("--within", metavar="DAYS", help="Only what waits for somebody and is due in so many days, or was."),
    ] = "",
    clocks: Clocks,
    output: DueOutput,
    scope: Scope,
) -> None:
    """List what is due and when: offers that lapse, open items, terms of agreements, awaited milestones, events.

    Beside each stands what later records say of it. A bound is due on its last day; it is late only where a record
    says so.
    """
    session = open_session(scope, clocks)
    view = build_due(session.snapshot(clocks), find_days(within) if within else None)
    if output_format(output, sys.stdout.isatty()) == "ics":
        from negtrack.exchange.export.ics import calendar_text

        write_out([calendar_text(session.negotiation, view)])
        if undated := sum(not line["day"] for line in view.lines):
            log(f"left out {count_text(undated, 'item')} without a date")
        if not view.lines:
            log(f"the calendar is empty: {view.empty}")
        session.end()
    session.answer(view, output.plain)
