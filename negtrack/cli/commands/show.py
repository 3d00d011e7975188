"""`negtrack show`: where parties stand, or one record."""

from __future__ import annotations

from typing import Annotated

import typer

from negtrack.cli.options import Clocks, Output, Scope, Selection, argument
from negtrack.cli.session import Session, open_session
from negtrack.errors import UnknownIdError, UsageError
from negtrack.lookup import find_party, find_record
from negtrack.model import Entry, Party
from negtrack.views.record import build_records
from negtrack.views.show import build_show


def command(
    what: Annotated[
        list[str] | None,
        argument(metavar="[PARTY or RECORD]...", help="Parties or records to show [default: all parties]."),
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Show also what no longer stands.")] = False,
    selection: Selection,
    clocks: Clocks,
    output: Output,
    scope: Scope,
) -> None:
    """Show where parties stand, issue by issue, with the whole provenance; or records, with what bears on them.

    Name a record by its id, the start of its id, or the hex digits at the end of it.
    """
    session = open_session(scope, clocks)
    named = [_find(session, name) for name in what or []]
    entries = [item for item in named if isinstance(item, Entry)]
    parties = [item for item in named if isinstance(item, Party)]
    if entries and parties:
        raise UsageError("show takes parties or records, not both at once")
    if entries:
        session.answer(build_records(session.snapshot(clocks), entries), output)
    snapshot = session.snapshot(clocks)
    chosen = parties or list(snapshot.negotiation.parties.values())
    session.answer(build_show(snapshot, chosen, session.issues(selection), everything), output)


def _find(session: Session, name: str) -> Party | Entry:
    try:
        return find_party(session.negotiation, name)
    except UnknownIdError:
        negotiation = session.negotiation
        try:
            return find_record(negotiation, name)
        except UnknownIdError:
            known = (*negotiation.parties, *negotiation.entries)
            raise UnknownIdError("party or record", name, known, negotiation.id, "parties") from None
