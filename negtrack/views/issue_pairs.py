"""How the pairs of an issue stand together: the least settled of a few, of many how many stand how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from negtrack.frozen import dataclass
from negtrack.gap import print_distance
from negtrack.model import Issue, Party
from negtrack.query import Pair, Snapshot, are_any_counterparts, least_settled, sorted_by_settlement
from negtrack.views.deal_words import settled_caveats, settled_notes, settlement_text
from negtrack.views.pair_names import MOST_PAIRS, pair_names
from negtrack.views.pair_words import limits_of, pair_text
from negtrack.views.phrasing import SILENT, count_text

_ORDER = (
    "agreed",
    "settled by the fallback",
    "overlap",
    "apart",
    "conditional",
    "not comparable",
    "unknown",
    "rejected",
    SILENT,
)
"""The statuses of pairs, in the order in which they are counted."""
_ANSWERED = ("overlap", "apart", "rejected")
"""The statuses of pairs that rest on somebody's words."""
_MOST_NAMED = 3
"""Most of the widest of many pairs that are named, and most settled values."""


def is_said(pair: Pair) -> bool:
    """Return whether an agreement says something of the issue between a pair."""
    return pair.settlement is not None and bool(pair.settlement.agreed or pair.settlement.item)


@dataclass(frozen=True)
class PairsText:
    """How pairs that stand alike stand: in words with their names, and the status of the first of them."""

    words: str
    status: str


def least_settled_text(snapshot: Snapshot, pairs: Sequence[Pair], issue: Issue, parties: Iterable[Party]) -> str:
    """Return how the pairs of `parties` stand, the least settled first, those that stand alike together with their
    names; of many pairs how many stand how; without any pair the status alone."""
    return "; ".join(text.words for text in pairs_texts(snapshot, pairs, issue, parties))


def pairs_texts(
    snapshot: Snapshot, pairs: Sequence[Pair], issue: Issue, parties: Iterable[Party]
) -> Sequence[PairsText]:
    """Return the parts of `least_settled_text`, one for pairs that stand alike; nothing where no two can be pairs."""
    pair = least_settled(pairs)
    status = pair.status if pair else status_of(snapshot, pairs, issue, parties)
    if pair is None:
        return [PairsText(status, status)] if status else []
    if len(pairs) == 1:
        return [PairsText(pair_text(snapshot, pair, issue), status)]
    is_many = len(pairs) > MOST_PAIRS
    if is_many and any(other.gap != pair.gap for other in pairs):
        return [PairsText(_counted_text(snapshot, pairs, issue), status)]
    groups = _alike_groups(snapshot, pairs, issue)
    if is_many and len(groups) > 1:
        return [PairsText(_counted_text(snapshot, pairs, issue), status)]
    return list(_group_texts(snapshot, groups, issue, len(pairs)))


def _alike_groups(snapshot: Snapshot, pairs: Iterable[Pair], issue: Issue) -> list[list[Pair]]:
    """Return the pairs that stand alike in the same words together, the least settled first."""
    groups: dict[str, list[Pair]] = {}
    for pair in sorted_by_settlement(pairs):
        groups.setdefault(pair_text(snapshot, pair, issue), []).append(pair)
    return list(groups.values())


def _group_texts(
    snapshot: Snapshot, groups: Sequence[Sequence[Pair]], issue: Issue, pair_count: int
) -> Iterator[PairsText]:
    """Yield how the pairs of each group stand, with their names, and of several groups with what stands beside what is
    settled."""
    is_alone = len(groups) == 1
    for alike in groups:
        pair, names = alike[0], pair_names(snapshot, [(pair.one, pair.other) for pair in alike])
        words = pair_text(snapshot, pair, issue, ["all pairs" if is_alone and pair_count > 3 else names])
        notes = "" if is_alone else settled_notes(snapshot, pair, issue)
        yield PairsText("; ".join(filter(None, (words, notes))), pair.status)


def _counted_text(snapshot: Snapshot, pairs: Sequence[Pair], issue: Issue) -> str:
    """Return how many pairs stand how: `overlap in 300 of 435 pairs; apart in 54, the widest 10 points (Norway,
    Chad)`, then what is settled."""
    statuses: dict[str, list[Pair]] = {}
    said: list[Pair] = []
    for pair in pairs:
        (said if is_said(pair) else statuses.setdefault(pair.status, [])).append(pair)
    of_all, parts = f" of {len(pairs):,} pairs", []
    for status in (status for status in _ORDER if status in statuses):
        alike = statuses[status]
        limited = sum(any(limits_of(snapshot, pair)) for pair in alike) if status == "overlap" else 0
        against = [f"{limited:,} of these against a red line"] if limited else []
        words = (*_widest_text(snapshot, alike), *against, *_reservation(status, alike))
        parts.append(", ".join((f"{status} in {len(alike):,}{of_all}", *words)))
        of_all = ""
    texts = list(islice(_settled_texts(snapshot, said, issue), _MOST_NAMED + 1))
    if len(texts) > _MOST_NAMED:
        texts = list(_settled_counts(snapshot, said, issue))
    return "; ".join((*parts, *texts))


def _widest_text(snapshot: Snapshot, pairs: Sequence[Pair]) -> Iterator[str]:
    """Yield how far apart the widest of some pairs are, with the names of the few that are; nothing where not all of
    them have a distance in one unit."""
    gaps = [pair.gap for pair in pairs]
    if any(gap.distance is None for gap in gaps) or len({(gap.unit, gap.total) for gap in gaps}) > 1:
        return
    widest = max(gaps, key=lambda gap: gap.width)
    tied = [(pair.one, pair.other) for pair in pairs if pair.gap.width == widest.width and pair.gap == widest]
    if len(pairs) == 1:
        yield f"by {print_distance(widest)} ({pair_names(snapshot, tied)})"
    elif len(tied) == len(pairs):
        yield f"{print_distance(widest)} each"
    else:
        names = f" ({pair_names(snapshot, tied)})" if len(tied) <= _MOST_NAMED else ""
        yield f"the widest {print_distance(widest)}{names}"


def _reservation(status: str, pairs: Sequence[Pair]) -> Iterator[str]:
    """Yield how many pairs of a status that rests on somebody's words rest on words that are not the parties' own on
    record."""
    others = sum(bool(pair.according_to) for pair in pairs) if status in _ANSWERED else 0
    if others:
        count = "" if others == len(pairs) else f"{others:,} of these "
        yield f"{count}by words that are not the parties' own on record"


def _settled_counts(snapshot: Snapshot, pairs: Sequence[Pair], issue: Issue) -> Iterator[str]:
    """Yield what is settled between most pairs, or open, with how many stand so, whatever agreement it is by."""
    counts: Counter[str] = Counter()
    for pair in pairs:
        if pair.settlement:
            counts[settlement_text(snapshot, pair.settlement, issue, is_short=True)] += 1
    named = counts.most_common(_MOST_NAMED)
    yield from (f"{words} ({count_text(count, 'pair')})" for words, count in named)
    if left := len(pairs) - sum(count for _, count in named):
        yield f"agreements speak of {count_text(left, 'more pair')}"


def _settled_texts(snapshot: Snapshot, pairs: Iterable[Pair], issue: Issue) -> Iterator[str]:
    """Yield what is settled between pairs, or open, with the names of all that stand alike."""
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        if is_said(pair):
            groups.setdefault(pair_text(snapshot, pair, issue), []).append(pair)
    for alike in groups.values():
        names = pair_names(snapshot, [(pair.one, pair.other) for pair in alike])
        caveats = settled_caveats(alike[0].settlement) if alike[0].settlement else ()
        yield "; ".join((pair_text(snapshot, alike[0], issue, [names]), *caveats))


def status_of(snapshot: Snapshot, pairs: Iterable[Pair], issue: Issue, parties: Iterable[Party]) -> str:
    """Return the status of the least settled of the pairs of `parties` on an issue; `silent` where none of them is on
    record as a counterpart of another, and "" where none can be one."""
    pair = least_settled(pairs)
    if pair:
        return pair.status
    is_open = issue.class_ == "substance" and are_any_counterparts(snapshot.negotiation, parties)
    return SILENT if is_open else ""


def remarked_pairs(snapshot: Snapshot, pairs: Sequence[Pair], issue: Issue) -> list[Pair]:
    """Return the pairs that `least_settled_text` names without what their gaps leave out."""
    least = least_settled(pairs)
    if least is None:
        return []
    words = pair_text(snapshot, least, issue)
    same = (pair for pair in pairs if (pair.status, pair.gap) == (least.status, least.gap))
    alike = [pair for pair in same if pair_text(snapshot, pair, issue) == words]
    is_one_text = len(pairs) > MOST_PAIRS or len(alike) == len(pairs)
    return alike if is_one_text else [pair for pair in pairs if not is_said(pair)]
