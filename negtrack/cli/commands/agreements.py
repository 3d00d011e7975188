"""`negtrack agreements`: show the agreements with their terms, and what became of them."""

from __future__ import annotations

from typing import Annotated

from negtrack.cli.options import Clocks, Output, Scope, argument
from negtrack.cli.session import open_session
from negtrack.lookup import find_agreement
from negtrack.views.agreements import build_agreements

EXAMPLES = (
    "negtrack agreements",
    "negtrack agreements --as-of 2026-11-21",
    "negtrack agreements --format csv",
)


def command(
    agreements: Annotated[
        list[str] | None,
        argument(metavar="[AGREEMENT]...", help="Only these, with all that is on record of each term [default: all]."),
    ] = None,
    *,
    clocks: Clocks,
    output: Output,
    scope: Scope,
) -> None:
    """Show what was agreed: the terms of each agreement, what it leaves open, its votes, and what became of it."""
    session = open_session(scope, clocks)
    names = [find_agreement(session.negotiation, name).id for name in agreements or ()]
    session.answer(build_agreements(session.snapshot(clocks), names), output)
