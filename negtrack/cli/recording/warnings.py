"""Warnings about what was just recorded, which refuse nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from negtrack.checks import backward_bounds, rival_votes, settled_and_open_text, settled_twice, twice_text
from negtrack.cli.output.printing import log
from negtrack.model import Agreement, Definition, Entry, Issue, Milestone, Negotiation, OpenItem, Party
from negtrack.query import Snapshot
from negtrack.store.plan import Added

_MOST = 20
"""Most warnings of one command."""


def log_warnings(known: Negotiation, added: Sequence[Added]) -> None:
    """Log what is to be warned of in new records."""
    for warning in warnings_of(known, added):
        log(f"negtrack: {warning}")


def warnings_of(known: Negotiation, added: Sequence[Added]) -> Iterator[str]:
    """Yield a sentence on each bound of new records that is written backwards, and each issue of a new agreement that
    an older one settles, or that its own agreement settles though it is left open, and each count of a vote that
    contradicts another; `known` is what was there before."""
    new = [result.item for result in added if result.state == "new"]
    issues = {**known.issues, **{item.id: item for item in new if isinstance(item, Issue)}}
    parties = {**known.parties, **{item.id: item for item in new if isinstance(item, Party)}}
    entries = {item.id: item for item in new if isinstance(item, Entry)}

    def find_entry(name: str) -> Entry | None:
        return entries.get(name) or known.entries.get(name)

    bounded = entries.values() if any(issue.wants for issue in issues.values()) else ()
    problems = [problem for entry in bounded for problem in backward_bounds(entry, issues, parties, find_entry)]
    if any(isinstance(entry, Agreement | Milestone) for entry in entries.values()):
        defined = known.with_new([item for item in new if isinstance(item, Definition)])
        recorded = [entry for name, entry in entries.items() if name not in known.entries]
        whole = Snapshot(defined.with_entries(recorded))
        yield from _settled_twice(whole, entries)
        yield from _rival_votes(whole, entries)
    for item in (entry for entry in entries.values() if isinstance(entry, OpenItem)):
        if text := settled_and_open_text(item, find_entry(item.agreement)):
            yield f"warning: {text}"
    for problem in problems[:_MOST]:
        where = problem.where.rpartition("] ")[2] if len(added) == 1 else problem.where
        yield f"warning: {where} {problem.message}"
    if len(problems) > _MOST:
        yield f"{len(problems) - _MOST} more warnings; negtrack check lists them"


def _settled_twice(whole: Snapshot, new: Mapping[str, Entry]) -> Iterator[str]:
    """Yield a sentence on the issues that a new agreement and another one settle."""
    for issues, one, other in settled_twice(whole):
        if one.id in new or other.id in new:
            yield f"warning: {twice_text(issues, one, other)}"


def _rival_votes(whole: Snapshot, new: Mapping[str, Entry]) -> Iterator[str]:
    """Yield a sentence on the counts of a vote that contradict each other, of which one is new."""
    for _, text in rival_votes(whole.milestones, new):
        yield f"warning: {text}"
