"""Lines of `history` without a holder: a term of an agreement, an open item and its fallback, what became of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from negtrack.frozen import dataclass
from negtrack.model import Issue, Milestone, OpenItem, Position, Record, locator_text
from negtrack.query import (
    Deal,
    Snapshot,
    deals_of,
    has_passed,
    held_until,
    lapse_day,
    milestones_of,
    term_position,
)
from negtrack.values import canonical_text
from negtrack.views.deal_states import milestone_text
from negtrack.views.deal_words import item_text
from negtrack.views.intervals import Axis, Interval
from negtrack.views.pair_words import number
from negtrack.views.phrasing import add_caveat, deadline_text, when_text, year_of
from negtrack.views.view import Row
from negtrack.views.voices import said_by


@dataclass(frozen=True)
class DealLine:
    """One such line: what it is, in words, who says so, and its place on the axis."""

    day: date
    when: str
    kind: str
    """`agreement`, `open`, `fallback` or `milestone`."""
    words: str
    who: str
    record: Record
    value: str = ""
    intervals: tuple[Interval, ...] = ()
    is_stepped: bool = False
    """Whether the intervals are those of a total or a first step."""

    @property
    def is_drawn_whole(self) -> bool:
        """Return whether its place on the axis is that of its value."""
        return bool(self.intervals) and not self.is_stepped


def deals_among(snapshot: Snapshot, parties: Collection[str]) -> list[Deal]:
    """Return the agreements between any two of some parties, or their blocs; without any those of one of them with
    others; the oldest first."""
    named = {*parties, *(snapshot.negotiation.parties[name].member_of for name in parties)}
    deals = [deal for deal in reversed(deals_of(snapshot)) if not named.isdisjoint(deal.parties)]
    return [deal for deal in deals if len(named.intersection(deal.parties)) > 1] or deals


def settled_positions(deals: Iterable[Deal], issue: Issue) -> list[Position]:
    """Return the terms of agreements on an issue as positions of nobody."""
    found = ((deal, deal.term_on(issue.id)) for deal in deals)
    return [term_position(deal.agreement, term) for deal, term in found if term]


def deal_lines(snapshot: Snapshot, deals: Iterable[Deal], issue: Issue, axis: Axis) -> Iterator[DealLine]:
    """Yield the lines of the agreements that settle an issue or leave it open."""
    for deal in deals:
        item = deal.item_on(issue.id)
        term = deal.term_on(issue.id)
        if term:
            yield _term_line(snapshot, deal, term_position(deal.agreement, term), issue, axis)
        elif item:
            yield from _item_lines(snapshot, deal, item, issue)
        if term or item:
            name = deal.agreement.id
            milestones = (*milestones_of(snapshot, name), *milestones_of(snapshot, name, issue.id))
            yield from (_milestone_line(snapshot, milestone) for milestone in milestones)


def _term_line(snapshot: Snapshot, deal: Deal, term: Position, issue: Issue, axis: Axis) -> DealLine:
    value = canonical_text(term.value, issue.scale)
    basis = f" ({term.qualifier})" if term.qualifier else ""
    words, intervals = f"{deal.agreement.id}: {value}{basis}", axis.intervals.get(term.id, ())
    when = when_text(deal.agreement.date, year_of(snapshot))
    return DealLine(
        deal.agreement.day,
        when,
        "agreement",
        words,
        _who(snapshot, term),
        deal.agreement,
        value,
        intervals,
        issue.scale.is_stepped,
    )


def _item_lines(snapshot: Snapshot, deal: Deal, item: OpenItem, issue: Issue) -> Iterator[DealLine]:
    """Yield that an agreement leaves an issue open, and after its day, that the fallback settles it."""
    year = year_of(snapshot)
    fallback = canonical_text(item.otherwise, issue.scale) if item.otherwise else ""
    words, when = f"{deal.agreement.id}: {item_text(snapshot, item)}", when_text(item.when, year)
    yield DealLine(item.day, when, "open", words, _who(snapshot, item), item)
    day = lapse_day(item.decide_by)
    if day and fallback and has_passed(snapshot, item) and _settles(snapshot, deal, item, day):
        how = "settled" if deal.is_binding else "settled provisionally"
        words = f"{how} by the fallback: {fallback}"
        yield DealLine(day, deadline_text(item.decide_by, year), "fallback", words, "", item, fallback)


def _settles(snapshot: Snapshot, deal: Deal, item: OpenItem, day: date) -> bool:
    """Return whether an agreement held up to a day, and no later one had settled an issue by then."""
    later = (one.agreement.day for one in deals_of(snapshot) if one.settling_term(item.issue))
    return held_until(snapshot, deal, item) and not any(deal.agreement.day <= made < day for made in later)


def _milestone_line(snapshot: Snapshot, milestone: Milestone) -> DealLine:
    words = f"{milestone.agreement}: {milestone_text(snapshot, milestone)}"
    when = when_text(milestone.when, year_of(snapshot))
    return DealLine(milestone.day, when, "milestone", words, _who(snapshot, milestone), milestone, milestone.value)


def _who(snapshot: Snapshot, record: Record) -> str:
    return add_caveat(", ".join(filter(None, (said_by(snapshot.negotiation, record), record.grade))), record)


def deal_row(line: DealLine) -> Row:
    """Return one line as a machine row."""
    record = line.record
    low, high = (line.intervals[0].low, line.intervals[-1].high) if line.is_drawn_whole else (None, None)
    return {
        "day": line.day.isoformat(),
        "kind": line.kind,
        "value": line.value,
        "low": number(low),
        "high": number(high),
        "text": line.words,
        "stated": record.stated.text if record.stated else "",
        "speaker": record.speaker,
        "side": record.side,
        "attribution": record.attribution or "",
        "grade": record.grade,
        "sources": list(record.sources),
        "locator": locator_text(record.locator),
        "id": record.id,
    }
