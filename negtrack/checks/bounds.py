"""Bounds written backwards: they rule out what their party wants.

A party that wants more accepts all above its bound (`at least 40`), one that wants less all below it (`at most 40`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from negtrack.checks.context import CheckContext, note
from negtrack.errors import Problem
from negtrack.model import Entry, Issue, Party, Position, Proposal
from negtrack.values import parse_value, print_value

_BACKWARDS = {"more": ("at most", "under"), "less": ("at least", "over")}
_REVERSED = {"at most": "at least", "under": "over", "at least": "at most", "over": "under"}


def check_backward_bound(context: CheckContext) -> Iterator[Problem]:
    """Report positions and terms of `at most` by a party that wants more, and of `at least` by one that wants less."""
    known = context.negotiation
    for entry in context.entries:
        yield from backward_bounds(entry, known.issues, known.parties, known.entries.get)


def backward_bounds(
    entry: Entry,
    issues: Mapping[str, Issue],
    parties: Mapping[str, Party],
    find_entry: Callable[[str], Entry | None],
) -> Iterator[Problem]:
    """Yield a note on each bound of `entry` that is written backwards. An acceptance repeats another's bound, and a
    mediator wants nothing for itself."""
    if isinstance(entry, Position) and entry.value and entry.stance != "acceptance":
        issue, is_rounded = issues.get(entry.issue), entry.stance == "offer" and not entry.is_own
        found = _doubts(issue, parties[entry.party], entry.value, is_rounded) if issue and issue.wants else ()
        yield from (note(entry, "value", f'"{entry.value}"{doubt}') for doubt in found)
    elif isinstance(entry, Proposal):
        disclosed = find_entry(entry.discloses) if entry.discloses else None
        party = parties[(disclosed or entry).party]
        is_own = entry.side == party.id or (entry.is_own and entry.party == party.id)
        for term in entry.terms:
            found = _doubts(issues.get(term.issue), party, term.value, not is_own)
            yield from (note(entry, "terms", f'"{term}"{doubt}') for doubt in found)


def _doubts(issue: Issue | None, party: Party, text: str, is_rounded: bool) -> Iterator[str]:
    """Yield what is doubtful about a value of `party` on `issue`, if anything; where others tell of an offer, `over 40`
    is a figure that they round."""
    leaning = issue.wants.get(party.id) if issue else None
    if not issue or not leaning or not issue.scale.has_line or party.role == "mediator":
        return
    for part in parse_value(text, issue.scale).parts:
        written = print_value(part, issue.scale)
        bound = next((words for words in _BACKWARDS[leaning] if written.startswith(f"{words} ")), "")
        if bound and " or " not in written and not (is_rounded and bound in ("under", "over")):
            yield (
                f', though {party.id} wants {leaning} of it; is the bound written backwards? Write "{_REVERSED[bound]}"'
                f", or correct wants of {issue.id}"
            )
            return
