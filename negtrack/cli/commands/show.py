"""`negtrack show`: where parties stand, or one record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from negtrack.answers import answer_show
from negtrack.cli.options import Clocks, Output, Scope, Selection, argument, option
from negtrack.cli.session import Session, open_session
from negtrack.errors import UsageError
from negtrack.lookup import find_any
from negtrack.model import Entry, Issue, Party

EXAMPLES = (
    "negtrack show union",
    "negtrack show port --issue raise -v",
    "negtrack show 0508",
)


def command(
    what: Annotated[
        list[str] | None,
        argument(metavar="[PARTY or RECORD]...", help="Parties, records or an issue to show [default: all parties]."),
    ] = None,
    *,
    everything: Annotated[bool, option("--all", help="Show also what no longer stands.")] = False,
    selection: Selection,
    clocks: Clocks,
    output: Output,
    scope: Scope,
) -> None:
    """Show where parties stand, issue by issue, with the whole provenance; or records, with what bears on them.

    Name a record by its id, the start of its id, or the hex digits at the end of it. An issue shows its history.
    """
    session = open_session(scope, clocks)
    named = [find_any(session.negotiation, name) for name in what or []]
    _check_selection(named, selection, everything)
    _answer_issue(session, named, clocks, output)
    entries = [item for item in named if isinstance(item, Entry)]
    parties = [item for item in named if isinstance(item, Party)]
    if entries and parties:
        raise UsageError("show takes parties or records, not both at once")
    if entries:
        from negtrack.views.record import build_records

        session.answer(build_records(session.snapshot(clocks), entries), output)
    snapshot = session.snapshot(clocks)
    names = [party.id for party in parties]
    session.answer(answer_show(snapshot, names, session.issues(selection), everything), output)


def _check_selection(named: Sequence[Party | Entry | Issue], selection: Selection, everything: bool) -> None:
    """Raise `UsageError` where options select positions of parties, and a record or an issue is named."""
    flags = {"--all": everything, "--issue": selection.issue, "--group": selection.group}
    given = [flag for flag, value in flags.items() if value]
    if given and not all(isinstance(item, Party) for item in named):
        raise UsageError(f"{given[0]} selects among the positions of parties; show a record or an issue without it")


def _answer_issue(session: Session, named: Sequence[Party | Entry | Issue], clocks: Clocks, output: Output) -> None:
    """Answer with the history of an issue, if one is named. Raises `UsageError` where anything else is, too."""
    issues = [item for item in named if isinstance(item, Issue)]
    if issues and len(named) > 1:
        raise UsageError("show takes one issue alone; history takes an issue and parties")
    if issues:
        from negtrack.views.history import build_history

        snapshot = session.snapshot(clocks)
        session.answer(build_history(snapshot, issues[0], list(session.negotiation.parties.values())), output)
