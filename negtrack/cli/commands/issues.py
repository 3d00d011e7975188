"""`negtrack issues`: list the issues."""

from __future__ import annotations

from negtrack.cli.options import Clocks, Output, Scope
from negtrack.cli.session import open_session
from negtrack.views.lists import build_issues

EXAMPLES = (
    "negtrack issues",
    "negtrack issues --ids",
    "negtrack issues --as-of 2026-11-20 --format csv",
)


def command(*, clocks: Clocks, output: Output, scope: Scope) -> None:
    """List the issues: kind, group, how far apart the parties are, and whose position is contested."""
    session = open_session(scope, clocks)
    session.answer(build_issues(session.snapshot(clocks)), output)
