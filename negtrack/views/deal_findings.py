"""Findings of the overview about agreements: what was concluded, what it leaves open or was reopened, what is due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from negtrack.model import Issue, Position, is_later
from negtrack.query import Deal, Due, Pair, PairGroup, Snapshot, deals_of, due_of
from negtrack.views.deal_states import deal_summary
from negtrack.views.deal_words import settlement_text
from negtrack.views.due import due_remarks, is_near, state_text, what_text, when_due
from negtrack.views.findings import Finding, first_of
from negtrack.views.pair_names import short_names
from negtrack.views.phrasing import count_text
from negtrack.views.voices import party_name

SOON = 30
"""Days within which something is due soon."""
NO_TERM = "no term on record"
"""The status of an issue of which an agreement that settles the talks says nothing."""
COUNTED = (
    *("agreed", "settled by the fallback", "open", "overlap", "apart", "conditional", "not comparable", "unknown"),
    *("rejected", "silent", NO_TERM),
)
"""The statuses of issues, in the order in which they are counted."""
_WHOLE = ("full", "in-principle")
"""Kinds of agreements after which nothing else is negotiated."""
Groups = Mapping[str, Sequence[PairGroup]]
"""Issue -> its pairs of counterparts, in groups that stand alike."""


def counted_status(pair: Pair) -> str:
    """Return the status under which a pair is counted: what is left open is open, whatever the gap."""
    if pair.is_open:
        return "open"
    return NO_TERM if _is_left_out(pair) else pair.status


def is_disputed(pair: Pair) -> bool:
    """Return whether later words of one of a pair dispute what is agreed between them."""
    return pair.settlement is not None and pair.settlement.is_disputed


def is_reopened(pair: Pair) -> bool:
    """Return whether what was settled between a pair is so no more."""
    return pair.settlement is not None and pair.settlement.is_reopened


def is_left(pair: Pair) -> bool:
    """Return whether an agreement left a pair open or out, and neither has named anything since."""
    return _is_left_out(pair) or (pair.is_open and _has_no_word_since(pair))


def is_closed(pair: Pair) -> bool:
    """Return whether nothing that was said before an agreement is negotiated between a pair any more."""
    return pair.is_settled or is_left(pair)


def _is_left_out(pair: Pair) -> bool:
    """Return whether an agreement that settles the talks says nothing of an issue, and neither has a word since."""
    deal = pair.settlement.deal if pair.settlement and pair.settlement.state == NO_TERM else None
    return deal is not None and _is_whole(deal) and _has_no_word_since(pair)


def _has_no_word_since(pair: Pair) -> bool:
    deal = pair.settlement.deal if pair.settlement else None
    words = (position for position in (pair.left, pair.right) if position)
    return deal is not None and not any(_is_since(position, deal) for position in words)


def closed_parties(snapshot: Snapshot, issue: Issue, groups: Sequence[PairGroup]) -> frozenset[str]:
    """Return the parties that negotiate with none of their counterparts on an issue any more; on one of process, those
    of an agreement that settles the talks, which have no word since."""
    if issue.class_ == "process":
        whole = [deal for deal in deals_of(snapshot) if _is_whole(deal)]
        return frozenset(
            name for deal in whole for name in deal.parties if not _speaks_after(snapshot, name, issue, deal)
        )
    left = (group.parties for group in groups if not is_closed(group.pair))
    return frozenset(name for group in groups for name in group.parties).difference(*left)


def _is_whole(deal: Deal) -> bool:
    return deal.state == "agreed" and deal.agreement.kind in _WHOLE


def _speaks_after(snapshot: Snapshot, party: str, issue: Issue, deal: Deal) -> bool:
    return any(_is_since(position, deal) for position in snapshot.positions.get((party, issue.id), ()))


def _is_since(position: Position, deal: Deal) -> bool:
    """Return whether a position may come after an agreement: of one day only if that is certain."""
    if position.day > deal.agreement.day:
        return True
    return (position.day == deal.agreement.day or bool(position.after)) and is_later(position, deal.agreement)


def deal_findings(snapshot: Snapshot, groups: Groups) -> Iterator[Finding]:
    """Yield the newest agreement of the same parties, and what is left open, or was reopened; then what is due soon."""
    found = [_conclusion(snapshot, groups, every) for every in _deals_by_parties(snapshot)]
    for heading in ("concluded", "agreement"):
        of_heading = [finding for finding in found if finding.heading == heading]
        yield from first_of(heading, of_heading, len(of_heading))
    pairs = {name: [group.pair for group in every] for name, every in groups.items()}
    yield from _reopened(snapshot, pairs)
    yield from _due(snapshot)


def _deals_by_parties(snapshot: Snapshot) -> Sequence[Sequence[Deal]]:
    """Return the agreements of the same parties together, the newest first."""
    found: dict[frozenset[str], list[Deal]] = {}
    for deal in deals_of(snapshot):
        found.setdefault(frozenset(deal.parties), []).append(deal)
    return list(found.values())


def _conclusion(snapshot: Snapshot, groups: Groups, deals: Sequence[Deal]) -> Finding:
    """Return the newest of the agreements of the same parties, with their names where others have one of their own."""
    deal = deals[0]
    heading = "concluded" if deal.state == "agreed" else "agreement"
    named = {term.issue for term in deal.terms}
    of_them = [[group.pair for group in every if _is_between(group, deal)] for every in groups.values()]
    left_out = sum(bool(pairs) and all(map(_is_left_out, pairs)) for pairs in of_them)
    counts = [f"{count_text(len(named), 'issue')} in it", *([f"{left_out} not in it"] if left_out else [])]
    is_only = len(deals) == len(deals_of(snapshot))
    names = "" if is_only else f"{short_names([party_name(snapshot.negotiation, name) for name in deal.parties])}: "
    summary = deal_summary(snapshot, deal, deals)
    return Finding(heading, deal.agreement.id, names + " · ".join((*summary, *counts)))


def _is_between(group: PairGroup, deal: Deal) -> bool:
    """Return whether the first of the pairs of a group is decided by an agreement, or by none."""
    settlement = group.pair.settlement
    return settlement is not None and settlement.deal is not None and settlement.deal.agreement is deal.agreement


def _reopened(snapshot: Snapshot, pairs: Mapping[str, Sequence[Pair]]) -> Iterator[Finding]:
    found = []
    for name, every in pairs.items():
        settlement = next((pair.settlement for pair in every if pair.settlement and pair.settlement.is_reopened), None)
        if settlement:
            text = settlement_text(snapshot, settlement, snapshot.negotiation.issues[name])
            found.append(Finding("reopened", name, f"{name} {text}", name=name))
    yield from first_of("reopened", found, len(found))


def _due(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield what an agreement leaves open, whenever it is due, and what else is due soon or was; that nothing is, where
    something is due at all."""
    every = due_of(snapshot)
    items = [due for due in every if due.kind == "open" and due.state == "ahead"]
    yield from first_of("open", (_open(snapshot, due) for due in items), len(items))
    soon = [due for due in every if due not in items and is_near(snapshot, due, SOON)]
    yield from first_of("due", (_soon(snapshot, due) for due in soon), len(soon))
    if every and not soon:
        is_open_soon = any(is_near(snapshot, due, SOON) for due in items)
        yield Finding("due", "", f"nothing {'else ' if is_open_soon else ''}within {count_text(SOON, 'day')}")


def _open(snapshot: Snapshot, due: Due) -> Finding:
    what, *fallback = what_text(snapshot, due).split(", else ", 1)
    words = (f"{what} until {when_due(snapshot, due)}", state_text(snapshot, due).removeprefix("open, "))
    remarks = tuple(due_remarks(snapshot, due))
    name = what if remarks else ""
    return Finding("open", due.name, ", ".join((*words, *(f"else {value}" for value in fallback))), remarks, name)


def _soon(snapshot: Snapshot, due: Due) -> Finding:
    remarks = tuple(due_remarks(snapshot, due))
    what = ": ".join(filter(None, (when_due(snapshot, due), what_text(snapshot, due))))
    return Finding("due", due.name, f"{what}, {state_text(snapshot, due)}", remarks, what if remarks else "")
