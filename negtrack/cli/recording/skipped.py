"""What an import skipped, in lines on stderr: how many cells and rows, and which older figures stand for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from negtrack.cli.output.printing import log
from negtrack.errors import join_with_and
from negtrack.exchange.import_.names import NameResolver
from negtrack.exchange.import_.skipped import Skipped
from negtrack.model import Negotiation, Position
from negtrack.query import Snapshot, current_position
from negtrack.views.phrasing import count_text

_MOST = 20
"""Most figures that are named; the rest are counted."""


def log_skipped(skipped: Sequence[Skipped], names: NameResolver, known: Negotiation | None) -> None:
    """Log how much was skipped, and what stands in its place in `known`, the negotiation with the rest; None where
    nothing was recorded. `names` are those of the rows."""
    counts = Counter(noun for _, _, noun in {(one.path, one.place, one.noun): None for one in skipped})
    log(f"negtrack: skipped {join_with_and([count_text(count, noun) for noun, count in counts.items()])} (see above)")
    lines = list(dict.fromkeys(_standing_lines(skipped, names, Snapshot(known)))) if known else []
    for line in lines[:_MOST]:
        log(f"negtrack: {line}")
    if len(lines) > _MOST:
        log(f"negtrack: and {len(lines) - _MOST} more")


def _standing_lines(skipped: Sequence[Skipped], names: NameResolver, snapshot: Snapshot) -> Iterator[str]:
    """Yield a sentence on each issue on which a figure stands that what was skipped may have replaced."""
    known = snapshot.negotiation
    newest = sorted(skipped, key=lambda one: (one.stated.last if one.stated else None) or date.max, reverse=True)
    named = set()
    for one in newest:
        party = names.known_party(one.party)
        for name in map(names.known_issue, one.issues if party in known.parties else ()):
            current = current_position(snapshot, party, known.issues[name]) if name in known.issues else None
            if current and (party, name) not in named and _may_replace(one, current):
                named.add((party, name))
                said = f"{current.value or current.stance}{f' of {current.stated.text}' if current.stated else ''}"
                day = f" of {one.stated.text}" if one.stated else ""
                yield f"warning: {party} on {name}: {said} stands, as {one.place}{day} was skipped"


def _may_replace(skipped: Skipped, current: Position) -> bool:
    """Return whether what was skipped is not certainly older than what is current."""
    if skipped.stated is None or current.stated is None:
        return True
    last, first = skipped.stated.last, current.stated.first
    return last is None or first is None or last >= first
