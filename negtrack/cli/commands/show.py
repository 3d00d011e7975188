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
        argument(metavar="[PARTY or RECORD]...", help="Parties, or records by id."),
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Also what no longer stands.")] = False,
    selection: Selection,
    clocks: Clocks,
    output: Output,
    scope: Scope,
) -> None:
    """Where parties stand, issue by issue, with the whole provenance; or records, with what bears on them.

    A record is named by its id, the beginning of it, or the hex digits that it ends in.
    """
    session = open_session(scope, clocks)
    named = [_find(session, name) for name in what or []]
    entries = [each for each in named if isinstance(each, Entry)]
    parties = [each for each in named if isinstance(each, Party)]
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
