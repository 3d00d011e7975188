"""`negtrack verify`: look up the words that records quote."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Annotated

from negtrack.cli.options import Clocks, Output, Scope, argument
from negtrack.cli.output.printing import log
from negtrack.cli.session import open_session
from negtrack.lookup import find_records
from negtrack.store.texts import read_held
from negtrack.text.verify import FAILING, NO_TEXT, NO_WORDS, Verified, verify_records
from negtrack.views.phrasing import count_text
from negtrack.views.verify import build_verify

_MOST = 8
"""Most sources that the warning names."""
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
    _log_unverified(verified)
    code = int(any(one.status in FAILING for one in verified))
    session.answer(build_verify(snapshot.negotiation, verified, bool(names)), output, code)


def _log_unverified(verified: Sequence[Verified]) -> None:
    """Log how many quotes nobody could look up, and which sources lack their text."""
    quotes = [one for one in verified if one.reason != NO_WORDS]
    lost = [one for one in quotes if one.reason == NO_TEXT]
    if not lost:
        return
    sources = list(dict.fromkeys(one.source for one in lost))
    more = f" and {len(sources) - _MOST} more" if len(sources) > _MOST else ""
    named = f"{', '.join(sources[:_MOST])}{more}"
    said = f"{len(lost)} of {count_text(len(quotes), 'quote')} unverified, as no text of the source is kept"
    log(f"negtrack: warning: {said}; keep it with source-text SOURCE FILE: {named}")
