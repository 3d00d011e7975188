"""`negtrack verify`: look up the words that records quote."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from negtrack.cli.options import Clocks, Output, Scope, argument
from negtrack.cli.session import open_session
from negtrack.lookup import find_records
from negtrack.store.texts import read_held
from negtrack.text.verify import FAILING, verify_records
from negtrack.views.verify import build_verify

EXAMPLES = (
    "negtrack verify",
    "negtrack verify letter",
    "negtrack verify --format csv",
)


def command(
    names: Annotated[
        list[str] | None,
        argument(metavar="[SOURCE|RECORD]...", help="Only these records, or those that rest on these sources."),
    ] = None,
    *,
    clocks: Clocks,
    output: Output,
    scope: Scope,
) -> None:
    """Look up the words that records quote in the texts of their sources, which source-text keeps.

    Nothing is attached to another place. Exits 1 if words are ambiguous or orphaned.
    """
    session = open_session(scope, clocks)
    snapshot = session.snapshot(clocks)
    records = filter(snapshot.counts, find_records(snapshot.negotiation, names or ()))
    verified = verify_records(snapshot.negotiation, records, partial(read_held, session.loaded.place))
    code = int(any(one.status in FAILING for one in verified))
    session.answer(build_verify(snapshot.negotiation, verified, bool(names)), output, code)
