"""Issues that had come up by the moment asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from negtrack.model import Agreement, Issue, Proposal
from negtrack.query.snapshot import Snapshot


def raised_issues(snapshot: Snapshot) -> Mapping[str, Issue]:
    """Return the issues without those on which nothing had been said by the day asked for, though something was later:
    to list them as silent would be hindsight."""
    issues = snapshot.negotiation.issues
    if snapshot.as_of is None:
        return issues
    raised = {name for (_, name), group in snapshot.positions.items() if group} | _named(snapshot.agreements)
    known = snapshot.negotiation
    later = {name for _, name in known.groups} | _named((*known.proposals, *known.agreements))
    return {name: issue for name, issue in issues.items() if name in raised or name not in later}


def _named(papers: Iterable[Proposal | Agreement]) -> set[str]:
    return {term.issue for paper in papers for term in paper.terms}
