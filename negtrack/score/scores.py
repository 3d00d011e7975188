"""Scores: who moved how far on an issue, from the first figures to what was agreed, else to the last on record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from negtrack.frozen import dataclass, replace
from negtrack.gap import Gap
from negtrack.model import Issue, Position
from negtrack.query import Condition, Settlement, Snapshot, meeting_of
from negtrack.score.measures import Measure, measures_of
from negtrack.score.moves import Move, Share, move_between, share_of, side_of
from negtrack.score.seats import Seat, nearest
from negtrack.score.settled import agreed_position, fallback_position, seats_before


@dataclass(frozen=True)
class Stand:
    """One party on one measure: where it opened and ended toward its counterpart, and how far it moved."""

    party: str
    opening: Position | None = None
    """Its first figure; of several the one nearest to what was agreed."""
    rivals: tuple[Position, ...] = ()
    """Other first figures of that day."""
    perhaps: tuple[Position, ...] = ()
    """Figures of which nobody knows whether they came before the opening."""
    last: Position | None = None
    """Its last word before the deal, with a figure or without; None where nothing stands."""
    withdrawal: Position | None = None
    """The withdrawal of its last word, if nothing stands."""
    move: Move | None = None
    """From the opening to what was agreed, else to its last; None where one of the two is not known."""
    share: Share = Share()
    hidden: Position | None = None
    """The first word that is not public, where it has no opening."""
    held: Position | None = None
    """What it held on the day that was asked for, if that is not comparable with the end and so no opening."""
    farthest: Position | None = None
    """The figure farthest from its counterpart, where it moved away from its opening first."""
    from_farthest: Move | None = None
    apart_steps: tuple[str, ...] = ()
    """Of the total of steps: those that opened with another record, so that they do not add up to it."""


@dataclass(frozen=True)
class Score:
    """Two counterparts on one measure of an issue."""

    measure: Measure
    one: Stand
    other: Stand
    opening_gap: Gap
    last_gap: Gap
    settlement: Settlement | None
    agreed: Position | None = None
    """What was agreed, if it names a figure here."""
    last_of: tuple[str, ...] = ()
    """The parties whose last figure was agreed."""
    conditions: tuple[Condition, ...] = ()
    """What is in the way of the last words, where they overlap and nothing was agreed."""

    @property
    def sides(self) -> tuple[Stand, Stand]:
        """Return both parties."""
        return self.one, self.other

    @property
    def unit(self) -> str:
        """Return the unit of the distances; "" where nothing is measured."""
        gaps = [self.opening_gap, self.last_gap, *(side.move.gap for side in self.sides if side.move)]
        return next((gap.unit for gap in gaps if gap.unit), "")

    @property
    def is_on_record(self) -> bool:
        """Return whether a party named a figure here, or one was agreed."""
        return self.agreed is not None or any(side.opening for side in self.sides)


def scores_between(
    snapshot: Snapshot, issue: Issue, pair: tuple[str, str], settlement: Settlement | None, since: date | None = None
) -> Iterator[Score]:
    """Yield the scores of two counterparts on an issue, one for each measure on which a figure is on record; where none
    is and a fallback settles the issue, one for all of it. `since` opens with what they held on that day. The
    `snapshot` may be restricted to the issue."""
    seats = seats_before(snapshot, issue, pair, settlement)
    scores = [_score_of(snapshot, pair, measure, settlement, seats, since) for measure in measures_of(issue)]
    found = [score for score in scores if score.is_on_record]
    yield from (_beside_steps(score, found) if score.measure.is_total else score for score in found)
    if not found and fallback_position(settlement):
        yield _score(seats, Measure(issue), settlement, since)


def _beside_steps(total: Score, scores: Sequence[Score]) -> Score:
    """Return the score of a total with the steps that each party opened with another record."""
    steps = [score for score in scores if not score.measure.is_total]
    one = _with_apart_steps(total.one, {score.measure.issue.step: score.one for score in steps})
    other = _with_apart_steps(total.other, {score.measure.issue.step: score.other for score in steps})
    return replace(total, one=one, other=other)


def _with_apart_steps(stand: Stand, steps: Mapping[str, Stand]) -> Stand:
    opening = stand.opening.id if stand.opening else ""
    apart = tuple(name for name, step in steps.items() if step.opening and step.opening.id != opening)
    return replace(stand, apart_steps=apart if opening else ())


@dataclass(frozen=True)
class _Course:
    """What a party held on a measure first and last."""

    seat: Seat
    firsts: Sequence[Position]
    opening: Position | None
    last: Position | None
    hidden: Position | None = None
    held: Position | None = None

    @property
    def start(self) -> Position | None:
        """Return the opening, or the first word that is not public."""
        return self.opening or self.hidden


def _score_of(
    snapshot: Snapshot,
    pair: tuple[str, str],
    measure: Measure,
    settlement: Settlement | None,
    seats: tuple[Seat, Seat],
    since: date | None,
) -> Score:
    """Return the score of a measure; of a step that another agreement settles than the rest, with the words before
    that one."""
    part = settlement.at_step(measure.issue.step) if settlement else None
    if part is not settlement:
        seats = seats_before(snapshot, snapshot.negotiation.issues[measure.issue.id], pair, part)
    return _score(seats, measure, part, since)


def _score(seats: tuple[Seat, Seat], measure: Measure, settlement: Settlement | None, since: date | None) -> Score:
    snapshot = seats[0].snapshot
    value = agreed_position(settlement)
    agreed = value if value and measure.covers(value) else None
    lasts = tuple(seat.last(measure, agreed) for seat in seats)
    firsts = tuple(seat.openings(measure, since, agreed or last) for seat, last in zip(seats, lasts, strict=True))
    one, other = (
        _Course(
            seat,
            firsts[number],
            nearest(snapshot, measure, firsts[number], agreed or next(iter(firsts[not number]), None)),
            lasts[number] if agreed else seat.last(measure, _aim_of(measure, lasts[not number], firsts[not number])),
            None if firsts[number] else seat.undisclosed(measure),
            seat.held(measure, since) if since else None,
        )
        for number, seat in enumerate(seats)
    )
    meeting = None if agreed else meeting_of(snapshot, measure.issue, one.last, other.last)
    return Score(
        measure,
        _stand(one, other, measure, agreed),
        _stand(other, one, measure, agreed),
        measure.gap(snapshot, one.start, other.start),
        measure.gap(snapshot, one.last, other.last),
        settlement,
        agreed,
        tuple(seat.party for seat, last in zip(seats, lasts, strict=True) if measure.is_same(snapshot, last, agreed)),
        meeting.conditions if meeting else (),
    )


def _aim_of(measure: Measure, last: Position | None, firsts: Sequence[Position]) -> Position | None:
    """Return what the other party's alternatives are measured from: the last word of a party, else its first figure."""
    return last if last and measure.covers(last) else next(iter(firsts), last)


def _stand(mine: _Course, theirs: _Course, measure: Measure, agreed: Position | None) -> Stand:
    seat, opening = mine.seat, mine.opening
    withdrawal = seat.withdrawal if mine.last is None else None
    move = _move(mine, theirs, measure, agreed, withdrawal)
    gap = measure.gap(seat.snapshot, opening, theirs.start)
    farthest = _farthest(mine, theirs, measure)
    is_doubtful = any(measure.is_doubtful(course.opening) for course in (mine, theirs) if course.opening)
    return Stand(
        seat.party,
        opening,
        tuple(first for first in mine.firsts if first is not opening),
        tuple(seat.perhaps_first(measure, opening)) if opening else (),
        mine.last,
        withdrawal,
        move,
        share_of(gap, move, is_doubtful) if move else Share(),
        mine.hidden,
        mine.held if mine.held and opening and mine.held.id != opening.id else None,
        farthest,
        _move_to_end(farthest, mine, theirs, measure, agreed) if farthest else None,
    )


def _move(
    mine: _Course, theirs: _Course, measure: Measure, agreed: Position | None, withdrawal: Position | None
) -> Move | None:
    """Return the move from the opening; of what was withdrawn, to what the other holds."""
    if mine.opening is None:
        return None
    if withdrawal and agreed is None:
        return Move(measure.gap(mine.seat.snapshot, mine.opening, theirs.last), is_withdrawal=True)
    return _move_to_end(mine.opening, mine, theirs, measure, agreed)


def _move_to_end(
    start: Position, mine: _Course, theirs: _Course, measure: Measure, agreed: Position | None
) -> Move | None:
    """Return the move from a position to what was agreed, else to the last one; None where that names no figure."""
    end = agreed or mine.last
    if end is None or not measure.covers(end):
        return None
    return move_between(mine.seat.snapshot, measure, (start, end), theirs.opening, _leaning(mine))


def _farthest(mine: _Course, theirs: _Course, measure: Measure) -> Position | None:
    """Return the figure that lay farthest away from the counterpart, in the direction that the party wants."""
    if mine.opening is None:
        return None
    snapshot = mine.seat.snapshot
    upward = {"more": 1, "less": -1}.get(_leaning(mine), 0)
    if not upward and theirs.opening:
        sets = (measure.pieces(snapshot, position) for position in (theirs.opening, mine.opening))
        upward = side_of(*sets)
    return mine.seat.farthest(measure, mine.opening, upward > 0) if upward else None


def _leaning(course: _Course) -> str:
    return course.seat.issue.wants.get(course.seat.party, "")
