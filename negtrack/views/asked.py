"""The selection that an answer is about, for its heading: a page that found nothing says on what."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from negtrack.model import Issue
from negtrack.query import Snapshot, raised_issues
from negtrack.views.voices import party_name

_MOST = 3
"""Most issues that are named."""


def asked_title(snapshot: Snapshot, issues: Collection[Issue], parties: Sequence[str] = (), before: str = ": ") -> str:
    """Return the parties and the issues that alone are shown, after `before`: `: UAW; inflation-payment`, `: 7 issues`;
    "" where all are."""
    chosen = list(dict.fromkeys(issue.id for issue in issues))
    is_step = any(issue.step for issue in issues)
    known = (name for name, issue in raised_issues(snapshot).items() if issue.step or not is_step)
    names = ", ".join(party_name(snapshot.negotiation, party) for party in parties)
    of_issues = ", ".join(chosen) if len(chosen) <= _MOST else f"{len(chosen):,} issues"
    about = "; ".join(filter(None, (names, "" if set(known) <= set(chosen) else of_issues)))
    return f"{before}{about}" if about else ""
