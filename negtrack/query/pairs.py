"""Pairs of counterparts on an issue: the gap between what they hold, or their agreement."""

# No annotations as texts: a named tuple compiles each, and the first in a process takes longer than reading the files.
from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from negtrack.frozen import replace_fast
from negtrack.gap import SILENT, UNKNOWN, Gap
from negtrack.model import Issue, Position, Record, Response, Strength
from negtrack.query.agreements import AgreedTerm
from negtrack.query.alternatives import distances_of, is_measured
from negtrack.query.answers import rejection_of
from negtrack.query.blocs import counterpart_pairs, counterpart_parties
from negtrack.query.conditions import Condition, settlement_of
from negtrack.query.measured import accepts
from negtrack.query.meetings import Meeting, Status, meeting_of
from negtrack.query.plain import PlainWord, plain_word
from negtrack.query.positions import gap_of_sets, position_gap
from negtrack.query.settlements import Settlement
from negtrack.query.snapshot import Snapshot
from negtrack.query.strength import has_set
from negtrack.query.words import alternatives_to, words_in_pair

LEAST_SETTLED: tuple[Status, ...] = (
    *("apart", "conditional", "not comparable", "unknown"),
    *("rejected", "silent", "overlap", "settled by the fallback", "agreed"),
)
_BASES = ("basis", "basis not said")
_NEAREST: tuple[Status, ...] = ("overlap", "conditional", "apart")
"""Statuses of what is measured, the nearest first."""


class Pair(NamedTuple):
    """Two counterparts on one issue: their current positions, the `meeting` of their words that is least settled, and
    what is settled between them."""

    one: str
    other: str
    left: Position | None
    right: Position | None
    meeting: Meeting
    settlement: Settlement | None = None
    red_lines: tuple[str, ...] = ()
    """Parties whose word in the meeting, or whose agreement, goes outside a red line of theirs that stands."""
    rejection: Response | None = None
    """The answer by which one of the two, which names nothing itself, rejects what the other holds."""

    @property
    def gap(self) -> Gap:
        """Return the gap of the least settled meeting."""
        return self.meeting.gap

    @property
    def agreed(self) -> AgreedTerm | None:
        """Return what the two agreed, provisionally or not, of all of the issue or of some of its steps."""
        return self.settlement.standing_term if self.settlement else None

    @property
    def is_settled(self) -> bool:
        """Return whether all of the issue is settled, not only some of its steps, so that there is no gap."""
        return self.settlement is not None and self.settlement.is_settled

    @property
    def is_open(self) -> bool:
        """Return whether an agreement leaves the issue open until a day."""
        return self.settlement is not None and self.settlement.state == "open"

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Return the conditions that keep an overlap from holding."""
        return () if self.is_settled else self.meeting.conditions

    @property
    def status(self) -> Status:
        """Return what settles the issue, otherwise the status of the meeting; `rejected` for silence with such an
        answer."""
        if self.settlement and self.settlement.is_settled:
            return "settled by the fallback" if self.settlement.is_by_fallback else "agreed"
        status = self.meeting.status
        return "rejected" if self.rejection and status == "silent" else status

    @property
    def according_to(self) -> tuple[Record, ...]:
        """Return the records on which the answer rests that are not their party's own words on record."""
        if self.is_settled:
            return self.agreed.according_to if self.agreed else ()
        shown: tuple[Record | None, ...] = self.meeting.left, self.meeting.right
        if self.meeting.gap.status not in ("apart", "overlap"):
            shown = (self.rejection,) if self.status == "rejected" else ()
        return tuple([record for record in shown if record and record.strength > Strength.STRONG])


def pair_of(snapshot: Snapshot, issue: Issue, one: str, other: str) -> Pair:
    """Return the pair of `one` and `other` on `issue`."""
    left, right = plain_word(snapshot, one, issue), plain_word(snapshot, other, issue)
    if left and right:
        return plain_pair(snapshot, issue, (one, other), (left, right))
    key = "pair", issue.id, issue.step, one, other
    if key not in snapshot.day_memo:
        snapshot.day_memo[key] = _pair_of(snapshot, issue, one, other)
    pair: Pair = snapshot.day_memo[key]
    return pair


def plain_pair(snapshot: Snapshot, issue: Issue, names: tuple[str, str], words: tuple[PlainWord, PlainWord]) -> Pair:
    """Return the pair of two parties of which each has one plain word."""
    (one, other), (left, right) = names, words
    gap = SILENT if left.claim is None or right.claim is None else UNKNOWN
    if left.claim and right.claim and left.has_set and right.has_set:  # asked once a word, not once a pair
        gap = gap_of_sets(snapshot, issue, left.claim, right.claim)
    meeting = Meeting(left.claim, right.claim, gap)
    return Pair(one, other, left.headline, right.headline, meeting, settlement_of(snapshot, issue, one, other))


def _pair_of(snapshot: Snapshot, issue: Issue, one: str, other: str) -> Pair:
    mine, theirs = words_in_pair(snapshot, issue, one, other), words_in_pair(snapshot, issue, other, one)
    found = [_nearest_meeting(snapshot, issue, *groups) for groups in product(mine.groups, theirs.groups)]
    if mine.leads and theirs.leads:  # nearly always, and the gap of a pair takes most of its time
        nearest = found[0]
    else:
        nearest = _nearest_meeting(snapshot, issue, mine.alternatives, theirs.alternatives)
    left, right = nearest.left, nearest.right
    meeting = _least_settled_meeting(found, left, right)
    settlement = settlement_of(snapshot, issue, one, other)
    red_lines = tuple(
        word.party
        for word, words, toward in ((meeting.left, mine, other), (meeting.right, theirs, one))
        if word and words.red_lines and _is_outside_red_line(snapshot, issue, word, toward)
    )
    if settlement and settlement.deal and settlement.is_settled:
        agreed = settlement.agreed.offer if settlement.agreed else None
        red_lines = tuple(_red_lines_against(snapshot, issue, agreed, (one, other))) if agreed else ()
    asked = ((left, one, other), (right, other, one)) if snapshot.responses else ()
    answers = (rejection_of(snapshot, issue, party, by) for word, party, by in asked if word is None)
    return Pair(one, other, left, right, meeting, settlement, red_lines, next(filter(None, answers), None))


def _least_settled_meeting(found: list[Meeting], left: Position | None, right: Position | None) -> Meeting:
    """Return the least settled of the meetings; of several that of the headlines `left` and `right`, else the widest.
    What counts on another basis is left out where anything is comparable."""
    if len(found) == 1:
        return found[0]
    comparable = [meeting for meeting in found if meeting.gap.reason not in _BASES] or found
    least = min(LEAST_SETTLED.index(meeting.status) for meeting in comparable)
    alike = [meeting for meeting in comparable if LEAST_SETTLED.index(meeting.status) == least]
    headlines = (meeting for meeting in alike if meeting.left is left and meeting.right is right)
    return next(headlines, None) or max(alike, key=lambda meeting: meeting.gap.width[0])


def nearest_alternative(snapshot: Snapshot, issue: Issue, position: Position, other: Position) -> Position:
    """Return the alternative to a position that is nearest to what a counterpart holds; itself if it has none."""
    if not position.alternatives:
        return position
    ones = alternatives_to(snapshot, issue, position, other.party)
    return _nearest_meeting(snapshot, issue, ones, (other,)).left or position


def _nearest_meeting(
    snapshot: Snapshot, issue: Issue, ones: Iterable[Position | None], others: Iterable[Position | None]
) -> Meeting:
    """Return the nearest of the meetings of alternatives: where the sets meet, and no condition is in the way; then the
    narrowest gap; what nothing measures last."""
    meetings = [meeting_of(snapshot, issue, one, other) for one, other in product(ones, others)]
    if len(meetings) == 1:
        return meetings[0]
    best = min(map(_nearness, meetings))
    left = [meeting for meeting in meetings if _nearness(meeting) == best]
    distances = distances_of([meeting.gap for meeting in left])
    narrowest = min(range(len(left)), key=lambda number: (distances[number], not left[number].gap.exact))
    return left[narrowest]


def _nearness(meeting: Meeting) -> int:
    """Return the place of a meeting among alternatives; one that is known in some steps stands with those apart."""
    if meeting.status in _NEAREST:
        return _NEAREST.index(meeting.status)
    return _NEAREST.index("apart") if any(map(is_measured, meeting.gap.steps)) else len(_NEAREST)


def _red_lines_against(snapshot: Snapshot, issue: Issue, agreed: Position, pair: tuple[str, str]) -> Iterator[str]:
    """Yield the parties of a pair that agreed on what a red line of theirs that stands rules out."""
    for party, toward in (pair, pair[::-1]):
        if _is_outside_red_line(snapshot, issue, replace_fast(agreed, party=party), toward):
            yield party


def _is_outside_red_line(snapshot: Snapshot, issue: Issue, position: Position, toward: str) -> bool:
    """Return whether a position of a party accepts what a red line of its own that stands rules out."""
    return has_set(position) and any(
        line.id != position.id
        and position_gap(snapshot, issue, line, position).status in ("apart", "overlap")
        and accepts(snapshot.negotiation, issue, line, position) is False
        for line in words_in_pair(snapshot, issue, position.party, toward).red_lines
    )


def pairs_of(snapshot: Snapshot, issue: Issue) -> tuple[Pair, ...]:
    """Return every pair of counterparts on a substance issue, in display order; none on a process issue."""
    if issue.class_ == "process":
        return ()
    pairs = counterpart_pairs(snapshot, counterpart_parties(snapshot, issue))
    return tuple(pair_of(snapshot, issue, one.id, other.id) for one, other in pairs)


def least_settled(pairs: Iterable[Pair]) -> Pair | None:
    """Return the pair that represents an issue: the least settled, and the widest of those that are apart."""
    alike: dict[Status, list[Pair]] = {}
    for pair in pairs:
        alike.setdefault(pair.status, []).append(pair)
    least = next((alike[status] for status in LEAST_SETTLED if status in alike), [])
    return max(least, key=lambda pair: pair.gap.width, default=None)


def sorted_by_settlement(pairs: Iterable[Pair]) -> list[Pair]:
    """Return pairs in the order of `LEAST_SETTLED`, of those that are apart the widest first."""
    widest = sorted(pairs, key=lambda pair: pair.gap.width, reverse=True)
    return sorted(widest, key=lambda pair: LEAST_SETTLED.index(pair.status))
