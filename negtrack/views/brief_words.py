"""How pairs stand in the fewest words: what is settled, else the gap, with a star in place of voices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from negtrack.model import Issue
from negtrack.query import Pair, Snapshot, sorted_by_settlement
from negtrack.views.deal_words import settlement_text
from negtrack.views.pair_names import MOST_PAIRS
from negtrack.views.pair_words import BEFORE_GAP, limits_of, pair_gap_text
from negtrack.views.signs import OTHERS_WORDS


def short_text(snapshot: Snapshot, pairs: Iterable[Pair], issue: Issue) -> str:
    """Return how pairs stand in short, those that stand alike together: what is settled, else the gap; a star where it
    rests on words that are not the parties' own on record."""
    groups: dict[str, list[Pair]] = {}
    for pair in sorted_by_settlement(pairs):
        groups.setdefault(_short_text(snapshot, pair, issue), []).append(pair)
    if len(groups) == 1:
        return next(iter(groups))
    known = snapshot.negotiation.parties
    names = {party: known[party].short or known[party].name for party in known}
    return "; ".join(f"{text} ({_names(names, alike)})" for text, alike in groups.items())


def _names(names: Mapping[str, str], pairs: Sequence[Pair]) -> str:
    """Return the short names of pairs; of many how many they are."""
    if len(pairs) > MOST_PAIRS:
        return f"{len(pairs):,} pairs"
    return "; ".join(f"{names[pair.one]}, {names[pair.other]}" for pair in pairs)


def _short_text(snapshot: Snapshot, pair: Pair, issue: Issue) -> str:
    settlement = pair.settlement
    is_named = settlement is not None and (pair.is_settled or pair.agreed or settlement.state in BEFORE_GAP)
    text = settlement_text(snapshot, settlement, issue, is_short=True) if settlement and is_named else ""
    is_all = pair.is_settled or (settlement is not None and settlement.endings and not (pair.left or pair.right))
    gap = "" if is_all else pair_gap_text(snapshot, pair, issue)
    words = ", ".join(("; ".join(filter(None, (text, gap))), *limits_of(snapshot, pair)))
    is_by_others = pair.according_to or (pair.agreed and pair.agreed.according_to)
    return f"{words}{OTHERS_WORDS if is_by_others else ''}"
