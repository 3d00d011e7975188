"""`negtrack agreements`: list the agreements, and what became of them."""

from __future__ import annotations

from negtrack.cli.options import Clocks, Output, Scope
from negtrack.cli.session import open_session
from negtrack.views.agreements import build_agreements

EXAMPLES = (
    "negtrack agreements",
    "negtrack agreements --as-of 2026-11-21",
    "negtrack agreements --format csv",
)


def command(*, clocks: Clocks, output: Output, scope: Scope) -> None:
    """List the agreements: when they were made, between whom, with how many terms and open items, and what followed."""
    session = open_session(scope, clocks)
    session.answer(build_agreements(session.snapshot(clocks)), output)
