"""Questions with names, as people ask them, to answers: what the command line and the library share.

A function finds what the names mean, and raises `NegtrackError` where they mean nothing. The views are imported where
they are needed, as most callers need one.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Literal

from negtrack.errors import UsageError, join_with_and
from negtrack.lookup import (
    Clock,
    find_agreement,
    find_day,
    find_groups,
    find_instant,
    find_issues,
    find_party,
    find_proposal,
)
from negtrack.model import Issue, Negotiation

if TYPE_CHECKING:
    from negtrack.query import Snapshot
    from negtrack.views.compare import CompareView
    from negtrack.views.gaps import GapsView
    from negtrack.views.scorecard import ScorecardView
    from negtrack.views.show import ShowView

Sort = Literal["moved", "widest", "issue"]
"""Orders of gaps."""


def read_clock() -> Clock:
    """Return the current time, or `SOURCE_DATE_EPOCH` (reproducible-builds.org) where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return Clock(datetime.fromtimestamp(int(epoch), UTC))
        except (ValueError, OverflowError, OSError) as error:
            raise UsageError(f'SOURCE_DATE_EPOCH "{epoch}" is not a number of seconds since 1970') from error
    return Clock(datetime.now(UTC).replace(microsecond=0))


def snapshot_at(known: Negotiation, as_of: str, known_at: str, clock: Clock) -> Snapshot:
    """Return a negotiation at a moment of its two clocks; "" for no limit."""
    from negtrack.query import Snapshot

    day = find_day(known, as_of, clock) if as_of else None
    return Snapshot(known, day, find_instant(known, known_at, clock) if known_at else None)


def find_earlier_day(known: Negotiation, when: str, clock: Clock) -> tuple[date | None, str]:
    """Return the day of WHEN, None for "", and its name if it is an event."""
    if not when:
        return None, ""
    event = known.events.get(when)
    return find_day(known, when, clock), event.id if event else ""


def refuse_backwards(first: date | None, last: date | None) -> None:
    """Raise `UsageError` for a span that ends before it begins; None is no limit."""
    if first and last and last < first:
        raise UsageError(f"the span ends on {last}, before it begins on {first}")


def find_counterparts(known: Negotiation, one: str, other: str) -> tuple[str, str]:
    """Return the ids of two parties that negotiate with each other, in the order given. Raise `UsageError` where they
    do not."""
    from negtrack.query import are_counterparts

    first, second = find_party(known, one), find_party(known, other)
    if first is second:
        raise UsageError(f"{first.name} is named twice; name its counterpart too, or it alone")
    if not are_counterparts(known, first, second):
        parts = "".join(f"; {part.name} is a part of {part.member_of}" for part in (first, second) if part.is_part)
        raise UsageError(
            f"{first.name} and {second.name} do not negotiate with each other{parts}; compare them with diff"
        )
    return first.id, second.id


def select_issues(known: Negotiation, issues: Sequence[str] = (), groups: Sequence[str] = ()) -> list[Issue]:
    """Return the issues with these names or in these groups, or all; grouped, in the order of each group's first
    issue."""
    named = {issue.id for name in issues for issue in find_issues(known, name)}
    chosen = {group for name in groups for group in find_groups(known, name)}
    every = not issues and not groups
    first = {name: number for number, name in reversed(list(enumerate(issue.group for issue in known.issues.values())))}
    grouped = sorted(known.issues.values(), key=lambda issue: first[issue.group])
    return [issue for issue in grouped if every or issue.id in named or issue.group in chosen]


def issues_at_step(issues: Sequence[Issue], step: str) -> list[Issue]:
    """Return the issues that are about one step. Raise `UsageError` where none of them is about `step`."""
    found = [issue for issue in issues if issue.step]
    if not found:
        names = join_with_and([f'"{issue.id}"' for issue in issues])
        raise UsageError(f'no step "{step}" in {names}; negtrack issues lists the steps')
    return found


def raised_issues_of(snapshot: Snapshot, issues: Sequence[str] = (), groups: Sequence[str] = ()) -> list[Issue]:
    """Return the issues that are named, else those that had come up by the day of the snapshot."""
    from negtrack.query import raised_issues

    chosen = select_issues(snapshot.negotiation, issues, groups)
    if issues or groups or snapshot.as_of is None:
        return chosen
    raised = raised_issues(snapshot)
    return [issue for issue in chosen if issue.id in raised]


def answer_show(
    snapshot: Snapshot, parties: Sequence[str], issues: Sequence[Issue], everything: bool = False
) -> ShowView:
    """Return where parties stand, all without any names."""
    from negtrack.views.show import build_show

    chosen = [find_party(snapshot.negotiation, name) for name in parties]
    return build_show(snapshot, chosen or list(snapshot.negotiation.parties.values()), issues, everything)


def answer_compare(
    snapshot: Snapshot,
    parties: Sequence[str],
    issues: Sequence[Issue],
    proposal: str = "",
    everybody: bool = False,
    is_matrix: bool = False,
) -> CompareView:
    """Return the parties side by side, the principals without any names."""
    from negtrack.views.compare import build_compare, default_columns

    known = snapshot.negotiation
    columns = list(dict.fromkeys(find_party(known, name).id for name in parties))
    chosen = [known.parties[name] for name in columns] or default_columns(snapshot, everybody)
    offer = find_proposal(known, proposal, snapshot.proposals) if proposal else None
    return build_compare(snapshot, chosen, issues, offer, only=bool(parties), is_matrix=is_matrix)


def answer_gaps(
    snapshot: Snapshot,
    parties: Sequence[str],
    issues: Sequence[Issue],
    since: tuple[date | None, str] = (None, ""),
    sort: Sort = "moved",
    everything: bool = False,
) -> GapsView:
    """Return how far apart each pair of counterparts is; with names, one party with each of its own, or two."""
    from negtrack.views.gaps import build_gaps

    if len(parties) > 2:
        raise UsageError("gaps takes one party or two, or none for all counterparts")
    refuse_backwards(since[0], snapshot.as_of)
    known = snapshot.negotiation
    named = (
        find_counterparts(known, *parties) if len(parties) == 2 else [find_party(known, name).id for name in parties]
    )
    return build_gaps(snapshot, issues, named, since, sort, everything)


def answer_scorecard(
    snapshot: Snapshot, agreement: str, issues: Sequence[Issue], since: tuple[date | None, str] = (None, "")
) -> ScorecardView:
    """Return who moved how far, to an agreement or the newest of each pair."""
    from negtrack.views.scorecard import build_scorecard

    refuse_backwards(since[0], snapshot.as_of)
    deal = find_agreement(snapshot.negotiation, agreement, snapshot.agreements) if agreement else None
    return build_scorecard(snapshot, issues, deal, since)
