"""`negtrack events`: list the events."""

from __future__ import annotations

from negtrack.cli.options import Clocks, Output, Scope
from negtrack.cli.session import open_session
from negtrack.views.events import build_events

EXAMPLES = (
    "negtrack events",
    "negtrack events --ids",
    "negtrack events --format jsonl",
)


def command(*, clocks: Clocks, output: Output, scope: Scope) -> None:
    """List the events, dated ones first."""
    session = open_session(scope, clocks)
    session.answer(build_events(session.snapshot(clocks)), output)
