"""What figures do not show: dropped demands, red lines and whether they held, and what only one side named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from negtrack.frozen import dataclass
from negtrack.model import Issue, Position, is_later
from negtrack.query import SETTLED, Settlement, Snapshot, before_deal, crossing_of, crossing_words, has_set, leaves_room
from negtrack.score.measures import Measure
from negtrack.score.seats import Seat, nearest
from negtrack.score.settled import agreed_position, fallback_position, over_without_term, seats_before

Sort = Literal["dropped", "no term", "red line", "named by one"]
SORTS: tuple[Sort, ...] = ("dropped", "no term", "red line", "named by one")
Outcome = Literal[
    "withdrawn",
    "given up",
    "given up to a red line",
    "not in the agreement",
    "lost by the fallback",
    "kept",
    "kept by the agreement, which no longer holds",
    "crossed",
    "crossed, held in the end",
    "crossed by the agreement",
    "not crossed on record",
    "not comparable",
    "names no outcomes",
    "agreed",
    "agreed otherwise",
]
CROSSED: tuple[Outcome, ...] = ("crossed", "crossed, held in the end")
"""Outcomes of a red line that its own party crossed; the second where what holds now keeps it."""


@dataclass(frozen=True)
class Finding:
    """One demand or red line of a party, and what became of it."""

    sort: Sort
    party: str
    issue: Issue
    record: Position
    outcome: Outcome
    by: Position | None = None
    """The withdrawal, or the word or term, by which it was dropped or crossed; None where it was only in the deal."""
    settlement: Settlement | None = None
    """Of a red line, what is settled on its issue."""


def findings_between(
    snapshot: Snapshot, issue: Issue, pair: tuple[str, str], settlement: Settlement | None
) -> Iterator[Finding]:
    """Yield the findings on one issue about two counterparts, in a snapshot that may be restricted to the issue."""
    seats = seats_before(snapshot, issue, pair, settlement)
    for mine, theirs in (seats, seats[::-1]):
        yield from _dropped(mine, theirs, settlement)
        yield from _red_lines(Seat(snapshot, issue, mine.party, mine.toward), settlement)
    yield from _named_by_one(seats, settlement)
    if settlement is None and (over := over_without_term(snapshot, issue, *pair)):
        yield from _left_out(before_deal(snapshot, over), issue, pair)


def _left_out(before: Snapshot, issue: Issue, pair: tuple[str, str]) -> Iterator[Finding]:
    """Yield the last figure of each party before an agreement that is over and had no term on the issue."""
    measure = Measure(issue)
    for party, toward in (pair, pair[::-1]):
        last = Seat(before, issue, party, toward).last(measure, None)
        if last and measure.covers(last):
            yield Finding("no term", party, issue, last, "not in the agreement")


def _dropped(mine: Seat, theirs: Seat, settlement: Settlement | None) -> Iterator[Finding]:
    """Yield what a party demanded and did not get: what it withdrew, what it gave up to the other as a whole, what
    no term is about, and what the fallback settles otherwise."""
    measure = Measure(mine.issue)
    agreed, fallback = agreed_position(settlement), fallback_position(settlement)
    value = agreed or fallback
    if (withdrawal := mine.withdrawal) and (dropped := _withdrawn(mine, withdrawal, measure, value)):
        yield Finding("dropped", mine.party, mine.issue, dropped, "withdrawn", withdrawal)
    elif agreed:
        yield from _given_up(mine, theirs, measure, agreed)
    elif (last := mine.last(measure, None)) and measure.covers(last):
        if fallback and (lost := _lost(mine, last, measure, fallback)):
            yield Finding("dropped", mine.party, mine.issue, lost, "lost by the fallback", fallback)
        elif settlement and settlement.state == "no term on record":
            yield Finding("no term", mine.party, mine.issue, last, "not in the agreement")


def _lost(seat: Seat, last: Position, measure: Measure, fallback: Position) -> Position | None:
    """Return the last figure of a party, else its opening, if the fallback is apart from it; None where the fallback
    gives the party what it had opened with."""
    opening = next(iter(seat.openings(measure)), None)
    if opening and measure.gap(seat.snapshot, opening, fallback).status == "overlap":
        return None
    words = (last, opening) if opening else (last,)
    return next((word for word in words if measure.gap(seat.snapshot, word, fallback).status == "apart"), None)


def _withdrawn(seat: Seat, withdrawal: Position, measure: Measure, value: Position | None) -> Position | None:
    """Return the last figure that a withdrawal ended, if the party named none since and did not get it."""
    if seat.last(measure, None):
        return None
    ended = [one for one in seat.figures(measure) if not is_later(one, withdrawal)]
    last = max(ended, key=lambda one: (not one.names.isdisjoint(withdrawal.withdraws), one.day, one.id), default=None)
    if last is None:
        return None
    return last if value is None or measure.gap(seat.snapshot, last, value).status != "overlap" else None


def _given_up(mine: Seat, theirs: Seat, measure: Measure, value: Position) -> Iterator[Finding]:
    """Yield the opening of a party, else its last figure, if what was agreed is apart from it and what the other had
    opened with, or within a red line of the other that excluded it."""
    snapshot = mine.snapshot
    words = nearest(snapshot, measure, mine.openings(measure), value), mine.last(measure, value)
    opening = next((one for one in words if one and measure.gap(snapshot, one, value).status == "apart"), None)
    if opening is None:
        return
    other = nearest(snapshot, measure, theirs.openings(measure), value)
    outcome: Outcome = "given up"
    if other is None or measure.gap(snapshot, other, value).status != "overlap":
        if not any(_excludes(snapshot, line, opening, value, measure) for line in theirs.group):
            return
        outcome = "given up to a red line"
    met = mine.first_within(measure, value)
    by = met if met and is_later(met, opening) else None
    yield Finding("dropped", mine.party, mine.issue, opening, outcome, by)


def _excludes(snapshot: Snapshot, line: Position, opening: Position, value: Position, measure: Measure) -> bool:
    """Return whether a position is a red line that rules out an opening and keeps what was agreed."""
    is_line = line.stance == "red-line" and has_set(line)
    return (
        is_line
        and measure.gap(snapshot, line, opening).status == "apart"
        and leaves_room(snapshot, measure.issue, line, value) is True
    )


def _red_lines(seat: Seat, settlement: Settlement | None) -> Iterator[Finding]:
    """Yield every red line that the party ever drew, and whether it held."""
    lines = [position for position in seat.group if position.stance == "red-line"]
    words = crossing_words(seat.group) if lines else ()
    for line in sorted(lines, key=lambda one: (one.day, one.id)):
        outcome, by = _outcome(seat, line, words, settlement)
        yield Finding("red line", seat.party, seat.issue, line, outcome, by, settlement)


def _outcome(
    seat: Seat, line: Position, words: Sequence[Position], settlement: Settlement | None
) -> tuple[Outcome, Position | None]:
    agreed, fallback = agreed_position(settlement), fallback_position(settlement)
    if not has_set(line):
        return "names no outcomes", None
    if withdrawal := next(
        (seat.snapshot.withdrawn[name] for name in line.names if name in seat.snapshot.withdrawn), None
    ):
        return "withdrawn", withdrawal
    is_kept = leaves_room(seat.snapshot, seat.issue, line, agreed) if agreed else None
    if agreed and is_kept is False:
        return "crossed by the agreement", _crossing_term(seat, line, settlement) or agreed
    crossing = crossing_of(seat.snapshot, line, seat.issue, words, seat.toward) or _crossing_paper(seat, line)
    if crossing:
        end = (agreed if _holds(settlement) else None) or fallback
        is_held = end is not None and leaves_room(seat.snapshot, seat.issue, line, end) is True
        return "crossed, held in the end" if is_held else "crossed", crossing
    if agreed is None:
        return "not crossed on record", None
    if is_kept and not _holds(settlement):
        return "kept by the agreement, which no longer holds", None
    return ("kept" if is_kept else "not comparable"), None


def _crossing_term(seat: Seat, line: Position, settlement: Settlement | None) -> Position | None:
    """Return the first term outside a red line of those of several agreements."""
    offers = [part.agreed.offer for part in settlement.holding if part.agreed] if settlement else []
    outside = (one for one in offers if leaves_room(seat.snapshot, seat.issue, line, one) is False)
    return min(outside, key=lambda one: (one.day, one.id), default=None)


def _holds(settlement: Settlement | None) -> bool:
    """Return whether a term still holds, or was carried out before it was suspended or ended."""
    return settlement is not None and (settlement.state in SETTLED or bool(settlement.done))


def _crossing_paper(seat: Seat, line: Position) -> Position | None:
    """Return the first later paper of the party outside a red line, no matter who reported it."""
    measure = Measure(seat.issue)
    papers = (one for one in seat.figures(measure) if one.proposal and is_later(one, line))
    outside = (one for one in papers if leaves_room(seat.snapshot, seat.issue, line, one) is False)
    return min(outside, key=lambda one: (one.day, one.id), default=None)


def _named_by_one(seats: tuple[Seat, Seat], settlement: Settlement | None) -> Iterator[Finding]:
    """Yield the last word of the only party that had named anything on what was agreed."""
    measure = Measure(seats[0].issue)
    named = [seat for seat in seats if seat.named(measure) or seat.only_offers(measure)]
    agreed = agreed_position(settlement)
    if agreed and len(named) == 1 and (last := named[0].last(measure, agreed)):
        outcome: Outcome = "agreed" if measure.is_same(seats[0].snapshot, last, agreed) else "agreed otherwise"
        yield Finding("named by one", named[0].party, named[0].issue, last, outcome, agreed)
