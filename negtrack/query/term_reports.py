"""What stands beside a term of an agreement: what else than it is carried out, who accepted it with reservations, and
who was bound by it only after another word."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.model import MEDIA, OWN, Issue, Milestone, Position, Record, Response, is_later, record_of
from negtrack.query.binding import consents
from negtrack.query.deals import Deal, milestones_of
from negtrack.query.positions import position_gap
from negtrack.query.snapshot import Snapshot
from negtrack.query.strength import standing_answers


def reports_of_other(
    snapshot: Snapshot, deal: Deal, issue: Issue, done: tuple[Milestone, ...]
) -> tuple[Milestone, ...]:
    """Return the reports that something else than the agreed value, or a part of it, is carried out, oldest first:
    the last of each voice on what a party, or all, did, but those after which that party, or all, did all of it. That
    the term is not done hides none."""
    heard = [one for one in milestones_of(snapshot, deal.agreement.id, issue.id) if deal.hears(one)]
    last = {(one.voice, one.by): one for one in heard if one.milestone == "done"}.values()
    left = (one for one in last if one not in done)
    return tuple(one for one in left if all(is_later(one, other) for other in done if other.by in ("", one.by)))


def reservations_of(snapshot: Snapshot, deal: Deal, issue: str) -> Iterator[Response]:
    """Yield the standing answers by which the parties to an agreement accepted its term on an issue with reservations,
    to it or to a proposal that became it, oldest first; not those in the words of others."""
    names = (*deal.agreement.follows, deal.agreement.id)
    found: list[Response] = []
    for party in (party for party in deal.voices if party not in {answer.party for answer in deal.answers}):
        answers = [one for name in names for one in snapshot.responses.get((record_of(name), party), ())]
        standing = standing_answers(answers, snapshot.withdrawn, snapshot.denied, issue)[:1]
        found += [one for one in standing if one.side in (OWN, "", MEDIA) and one.is_said]
    reserved = (one for one in found if one.answer == "accepted-with-reservations")
    yield from sorted(reserved, key=lambda one: (one.day, one.id))


def bound_after(snapshot: Snapshot, deal: Deal, agreed: Position, position: Position, issue: Issue) -> Record | None:
    """Return by what a party was bound to a term, not certainly before a word that the term contradicts; None where the
    word does not contradict it, or came after what binds the party."""
    if not position.is_own or position_gap(snapshot, issue, position, agreed).status != "apart":
        return None
    bound = consents(snapshot, deal.agreement, deal.milestones, position.party)
    return next((record for record in bound if not is_later(position, record)), None)
