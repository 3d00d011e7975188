"""Which positions of a party on an issue still stand, in a pair of counterparts or for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from negtrack.model import Agreement, Issue, Negotiation, Position, Proposal, Response, is_later
from negtrack.model.order import instant_of
from negtrack.query.blocs import stand_together
from negtrack.query.crossings import crosses, crossing_words
from negtrack.query.deals import deals_of, fallen_agreement
from negtrack.query.derived import concerned
from negtrack.query.remaining import remaining_positions
from negtrack.query.snapshot import Snapshot
from negtrack.query.strength import clears, holds, is_red_line, sort_of
from negtrack.values import Value, parse_value

ANYBODY = "*"
"""Any counterpart for whom alone nothing is meant, in place of its id."""


def value_of(position: Position, issue: Issue) -> Value | None:
    """Return the set of outcomes that the position accepts; None for a withdrawal or a denial."""
    return parse_value(position.value, issue.scale) if position.value else None


def live_positions(snapshot: Snapshot, party: str, issue: Issue, toward: str = "") -> tuple[Position, ...]:
    """Return every position that still stands, newest first; with `toward`, as it stands in the pair with that
    party."""
    toward = addressee(snapshot, party, issue, toward)
    memo, key = snapshot.memo[party], ("live", issue.id, toward)
    if key not in memo:
        memo[key] = _live(snapshot, party, issue, toward)
    live: tuple[Position, ...] = memo[key]
    return live


def _live(snapshot: Snapshot, party: str, issue: Issue, toward: str) -> tuple[Position, ...]:
    everything = _remaining(snapshot, party, issue)
    if not everything:
        return ()
    left = [position for position in everything if not toward or _may_reach(snapshot, position, toward)]
    fallen = silencing_agreement(snapshot, party, issue, toward)
    is_alike = toward and len(left) == len(everything) and not any(position.toward for position in left)
    if is_alike and fallen is silencing_agreement(snapshot, party, issue):
        return live_positions(snapshot, party, issue)
    withdrawals = [position for position in left if holds(position)]
    in_pair = [
        position
        for position in left
        if position.value
        and (not toward or position.toward in ("", toward))
        and (fallen is None or _is_after(snapshot, position, fallen))
    ]
    standing = [position for position in in_pair if not _is_ended(snapshot, position, withdrawals, toward)]
    by_voice = _Clearers(snapshot.negotiation, (position for position in left if position.value), issue)
    crossing = crossing_words(left) if any(map(is_red_line, standing)) else ()
    live = [
        position
        for position in standing
        if not by_voice.clear(position, toward) and crossing_of(snapshot, position, issue, crossing, toward) is None
    ]
    return tuple(sorted(live, key=lambda position: (-position.day.toordinal(), position.id)))


def stands_alike(snapshot: Snapshot, party: str, issue: Issue) -> bool:
    """Return whether a party stands to each other one as it does to all: nothing that it said is meant for one alone
    or comes from a proposal or an answer, and no agreement may have ended."""
    return _addressed(snapshot, party, issue) == frozenset()


def addressee(snapshot: Snapshot, party: str, issue: Issue, toward: str) -> str:
    """Return for whom it is to be found how a party stands to a counterpart, so that this is found once for all to whom
    it stands alike: "" for all, `ANYBODY` for those for whom alone nothing is meant, else the counterpart."""
    if not toward:
        return ""
    addressed = _addressed(snapshot, party, issue)
    return toward if addressed is None or toward in addressed else ANYBODY if addressed else ""


def _addressed(snapshot: Snapshot, party: str, issue: Issue) -> frozenset[str] | None:
    """Return the counterparts for whom alone anything of a party is meant; None where anything comes from a proposal or
    an answer, or an agreement may have ended, so that it may stand otherwise to each."""
    memo, key = snapshot.memo[party], ("addressed", issue.id)
    if key not in memo:
        remaining = _remaining(snapshot, party, issue)
        is_fallen = bool(snapshot.negotiation.agreements) and has_fallen(snapshot)
        is_open = is_fallen or any(one.proposal or one.origin for one in remaining)
        memo[key] = None if is_open else frozenset(one.toward for one in remaining if one.toward)
    addressed: frozenset[str] | None = memo[key]
    return addressed


def withdrawals_of(snapshot: Snapshot, party: str, issue: str) -> tuple[Position, ...]:
    """Return the withdrawals of a party that hold and end its word on an issue: those recorded on it, and those of a
    paper or an answer that says something on it, recorded on another."""
    group = snapshot.positions.get((party, issue), ())
    if not snapshot.negotiation.taking_back:
        return ()
    named = (snapshot.withdrawn.get(name) for position in group for name in position.names)
    return tuple({one.id: one for one in (*filter(holds, group), *filter(None, named))}.values())


def silencing_agreement(snapshot: Snapshot, party: str, issue: Issue, toward: str = "") -> Agreement | None:
    """Return the agreement on an issue that no longer holds and before which nothing of the party counts: with
    `toward`, else the first of those with all principals of other blocs and sides that spoke on the issue; where none
    of them did, with any that its own words there, if there are any, are meant for."""
    if not snapshot.negotiation.agreements or not has_fallen(snapshot):
        return None
    known = snapshot.negotiation
    others = [one.id for one in known.principals if not stand_together(known, one, known.parties[party])]
    spoke = [toward] if toward else [other for other in others if snapshot.enough_positions((other, issue.id))]
    asked = spoke or [other for other in others if _is_addressed(snapshot, party, issue, other)]
    found = [fallen_agreement(snapshot, issue.id, party, other) for other in asked]
    fallen = [agreement for agreement in found if agreement]
    is_enough = not spoke or len(fallen) == len(found)
    return min(fallen, key=lambda one: (one.day, one.id)) if fallen and is_enough else None


def _is_addressed(snapshot: Snapshot, party: str, issue: Issue, other: str) -> bool:
    """Return whether anything that a party said on an issue is meant for another one too, or it said nothing."""
    said = snapshot.positions.get((party, issue.id), ())
    return not said or any(one.toward in ("", other) and _may_reach(snapshot, one, other) for one in said)


def has_fallen(snapshot: Snapshot) -> bool:
    """Return whether any agreement, or a term of one, may have been suspended or have ended."""
    key = ("fallen",)
    if key not in snapshot.day_memo:
        is_stopped = any(one.milestone in ("suspended", "ended") for one in snapshot.milestones)
        snapshot.day_memo[key] = is_stopped or any(deal.endings for deal in deals_of(snapshot))
    return bool(snapshot.day_memo[key])


def _is_after(snapshot: Snapshot, position: Position, agreement: Agreement) -> bool:
    """Return whether a position was said after an agreement and is no part of it: the offer that it follows, and every
    answer to that, are the agreement."""
    origin = snapshot.negotiation.entries.get(position.origin)
    offers = {position.proposal, origin.proposal if isinstance(origin, Response) else ""}
    return is_later(position, agreement) and offers.isdisjoint(agreement.follows)


def _may_reach(snapshot: Snapshot, position: Position, toward: str) -> bool:
    """Return whether a position counts beside `toward`: in pairs of principals, what comes from a proposal between
    others does not."""
    entries, counterpart = snapshot.negotiation.entries, snapshot.negotiation.parties.get(toward)
    entry = entries.get(position.proposal or position.origin)
    proposal = entries.get(entry.proposal) if isinstance(entry, Response) else entry
    is_meant = not isinstance(proposal, Proposal) or toward in concerned(proposal, toward)
    return is_meant or (counterpart is not None and not counterpart.is_principal)


def _remaining(snapshot: Snapshot, party: str, issue: Issue) -> Sequence[Position]:
    """Return the positions of a party on an issue that may still stand in some pair, and what clears them."""
    memo, key = snapshot.memo[party], ("remaining", issue.id)
    if key not in memo:
        group, known = (party, issue.id), snapshot.remembered.standing
        is_known = known is not None and group not in snapshot.offers
        enough = snapshot.enough_positions(group)
        memo[key] = enough if is_known else remaining_positions(snapshot.negotiation, enough, issue)
    remaining: Sequence[Position] = memo[key]
    return remaining


def _is_ended(snapshot: Snapshot, position: Position, withdrawals: Iterable[Position], toward: str) -> bool:
    """Return whether a withdrawal names the position, or was said later on its issue, or its answer stands no more."""
    names = position.names if position.origin else (position.id,)
    if any(name in snapshot.withdrawn for name in names):
        return True
    if position.stance == "acceptance" and position.origin and position.id not in snapshot.standing_answers:
        return True
    return not is_red_line(position) and any(
        withdrawal.toward in ("", position.toward, toward) and is_later(withdrawal, position)
        for withdrawal in withdrawals
    )


def crossing_of(
    snapshot: Snapshot, red_line: Position, issue: Issue, words: Iterable[Position], toward: str = ""
) -> Position | None:
    """Return the first of the `crossing_words` of a party in which it goes outside its red line, with no weaker a word;
    None if it has not, and for what is no red line."""
    if not is_red_line(red_line):
        return None
    known = snapshot.negotiation
    return next((position for position in words if crosses(known, issue, position, red_line, toward)), None)


class _Clearers:
    """What clears the positions of a group, by voice, without comparing all pairs: of those that clear alike only the
    latest matter."""

    def __init__(self, known: Negotiation, group: Iterable[Position], issue: Issue) -> None:
        self._issue = issue
        kinds: dict[tuple[object, ...], list[Position]] = {}
        for position in group:
            kinds.setdefault(_known_kind_of(known, position), []).append(position)
        self._by_voice: dict[str, list[Position]] = {}
        self._everywhere: list[Position] = []
        for alike in kinds.values():
            for position in _latest_of(alike):
                if position.proposal or position.is_own:
                    self._everywhere.append(position)
                else:
                    self._by_voice.setdefault(position.voice, []).append(position)

    def clear(self, position: Position, toward: str) -> bool:
        """Return whether something later clears the position, said to all, or in the pair in question."""
        meant = ("", position.toward, toward)
        return any(
            later.toward in meant and is_later(later, position) and clears(later, position, self._issue)
            for later in (*self._everywhere, *self._by_voice.get(position.voice, ()))
        )


def _known_kind_of(known: Negotiation, position: Position) -> tuple[object, ...]:
    """Return the kind of a position, which the negotiation remembers beside the position itself: most remain for many
    days."""
    kinds: dict[int, tuple[Position, tuple[object, ...]]] = known.memo.setdefault(("kinds",), {})
    if id(position) not in kinds:
        kinds[id(position)] = position, _kind_of(position)
    return kinds[id(position)][1]


def _kind_of(position: Position) -> tuple[object, ...]:
    """Return what decides, besides its date, which positions one clears."""
    stance = position.stance if position.stance in ("offer", "acceptance", "red-line") else ""
    return (
        *(position.voice, position.toward, sort_of(position), bool(position.proposal)),
        *(position.strength, position.is_own, stance, position.alternatives and position.proposal),
    )


def _latest_of(alike: Sequence[Position]) -> Iterator[Position]:
    """Yield those of which one is later than an earlier position if any of `alike` is."""
    if len(alike) <= 2:
        yield from alike
        return
    timed = [position for position in alike if instant_of(position)]
    kept = {position.id: position for position in alike if position.after}
    if timed:
        kept |= {position.id: position for position in (max(timed, key=_instant), max(timed, key=_first_day))}
    if untimed := [position for position in alike if not instant_of(position)]:
        last = max(untimed, key=_first_day)
        kept[last.id] = last
    yield from kept.values()


def _first_day(position: Position) -> date:
    return position.first_day


def _instant(position: Position) -> datetime:
    moment = instant_of(position)
    assert moment
    return moment
