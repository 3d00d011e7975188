"""`negtrack parties`: list the parties."""

from __future__ import annotations

from negtrack.cli.options import Clocks, Output, Scope
from negtrack.cli.session import open_session
from negtrack.views.lists import build_parties

EXAMPLES = (
    "negtrack parties",
    "negtrack parties --ids",
    "negtrack parties --as-of 2026-11-20 --json",
)


def command(*, clocks: Clocks, output: Output, scope: Scope) -> None:
    """List the parties: role, bloc, people, and on how many issues they have a position."""
    session = open_session(scope, clocks)
    session.answer(build_parties(session.snapshot(clocks)), output)
