"""`negtrack diff`: two sides, or one span of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, NoReturn

import typer

from negtrack.cli.options import Clocks, Output, Scope, Selection
from negtrack.cli.session import Session, open_session
from negtrack.cli.sides import Target, find_target
from negtrack.diff import changes_between, differences_between
from negtrack.errors import UsageError
from negtrack.lookup import find_day, find_instant, find_party
from negtrack.model import Issue
from negtrack.query import Reading
from negtrack.views.changes import build_changes
from negtrack.views.differences import build_diff
from negtrack.views.words import day_text


def command(
    side: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SIDE SIDE | PARTY...]",
            help="PARTY, PARTY@WHEN or a proposal; with --since, parties.",
            show_default=False,
        ),
    ] = None,
    *,
    since: Annotated[
        str, typer.Option("--since", metavar="WHEN", help="What was stated after then.", show_default=False)
    ] = "",
    until: Annotated[str, typer.Option("--until", metavar="WHEN", help="And up to then.", show_default=False)] = "",
    known_since: Annotated[
        str,
        typer.Option("--known-since", metavar="WHEN", help="What was recorded here after then.", show_default=False),
    ] = "",
    everything: Annotated[bool, typer.Option("--all", help="Also what does not differ.")] = False,
    selection: Selection,
    clocks: Clocks,
    output: Output,
    scope: Scope,
) -> None:
    """What differs between two sides, or what changed since a day. Exits 1 where anything does, 0 where nothing does.

    WHEN is a date, an event, today, yesterday, a weekday or -14d.
    """
    session = open_session(scope)
    issues = session.issues(selection)
    if since or known_since:
        _changes(session, _span(session, since, until, known_since, clocks), side or [], issues, output)
    if until:
        raise UsageError("--until goes with --since")
    if len(side or []) != 2:
        raise UsageError("diff takes two sides, such as: diff israel hamas, or --since WHEN")
    first, second = (find_target(session, name, clocks) for name in side or [])
    if first.party and first.party == second.party:
        title = f"{first.name} -> {second.name}"
        _answer_changes(session, (first.reading, second.reading, title), [first.party], issues, output)
    _differences(session, first, second, issues, output, everything)


def _span(session: Session, since: str, until: str, known_since: str, clocks: Clocks) -> tuple[Reading, Reading, str]:
    """The reading before, the one after, and the words for what lies between."""
    if since and known_since:
        raise UsageError("--since and --known-since go by different clocks; use one of them")
    if until and clocks.as_of:
        raise UsageError("--until and --as-of say the same; use one of them")
    after = session.reading(replace(clocks, as_of=until or clocks.as_of))
    if known_since:
        instant = find_instant(session.negotiation, known_since, session.clock)
        return replace(after, known_at=instant), after, f"Recorded since {day_text(instant.date())}"
    day = find_day(session.negotiation, since, session.clock)
    end = f" until {day_text(after.as_of)}" if after.as_of else ""
    return replace(after, as_of=day), after, f"Since {day_text(day)}{end}"


def _changes(
    session: Session, span: tuple[Reading, Reading, str], names: Sequence[str], issues: Sequence[Issue], output: Output
) -> NoReturn:
    known = session.negotiation
    parties = [find_party(known, name).id for name in names] or list(known.parties)
    _answer_changes(session, span, parties, issues, output)


def _answer_changes(
    session: Session,
    span: tuple[Reading, Reading, str],
    parties: Sequence[str],
    issues: Sequence[Issue],
    output: Output,
) -> NoReturn:
    before, after, title = span
    view = build_changes(before, after, title, changes_between(before, after, parties, issues))
    session.answer(view, output, int(view.differs))


def _differences(
    session: Session, first: Target, second: Target, issues: Sequence[Issue], output: Output, everything: bool
) -> NoReturn:
    sides = (first.side(second.party, issues), second.side(first.party, issues))
    reading = second.reading
    found = list(differences_between((sides[0].positions, sides[1].positions), reading, first.on(second.on(issues))))
    view = build_diff(reading, sides, found, everything)
    session.answer(view, output, int(view.differs))
