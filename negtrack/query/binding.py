"""What binds a party to an agreement: a signature, a vote, or its own acceptance.

What is reported is a claim. It counts for a party if the party says so itself, or if a source reports it in its own
voice; in the words of others it is shown and decides nothing. What a bloc does binds its members.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from negtrack.model import MEDIA, OWN, Agreement, Milestone, Record, Response, Strength, is_later
from negtrack.query.blocs import acting_for
from negtrack.query.snapshot import Snapshot
from negtrack.query.strength import standing_answers

_VOTES = ("ratified", "rejected")
_CONSENTS = ("signed", "ratified")


def is_heard(milestone: Milestone, parties: Iterable[str]) -> bool:
    """Return whether a milestone was reported as it stands, by one of the `parties` or by a source in its own voice;
    what others say of their own act is not one of theirs."""
    known = tuple(parties)
    is_own_act = milestone.side == OWN and milestone.by in known
    return milestone.is_said and (is_own_act or milestone.side in ("", MEDIA, *known))


def bindings(agreement: Agreement, words: Mapping[str, Record | None]) -> Mapping[str, Record | None]:
    """Return by what each party is bound, of the words by which the parties stand by an agreement; None for one that is
    not. An agreement in principle binds by words alone only once one of its parties has signed or ratified it."""
    if agreement.kind != "in-principle" or any(map(_is_act, words.values())):
        return words
    return dict.fromkeys(words)


def word_for(snapshot: Snapshot, agreement: Agreement, milestones: Sequence[Milestone], party: str) -> Record | None:
    """Return by what a party stands by an agreement: that it signed; that it ratified; or, where it has no vote on
    record, that it accepted in its own strong voice. Votes of which reports differ do not count."""
    names = acting_for(snapshot.negotiation, party)
    signatures = (one for one in milestones if one.milestone == "signed")
    signed = next((one for one in signatures if any(_is_of(one, name) for name in names)), None)
    votes = last_votes(milestones, names)
    if votes or signed:
        is_ratified = all(vote.milestone == "ratified" for vote in votes)
        return (*votes, signed)[0] if is_ratified else None
    recommended = [one for one in milestones if one.by and one.milestone == "recommended"]
    if any(_is_of(one, name) for one in recommended for name in names):
        return None
    return _acceptance(snapshot, agreement.id, milestones, names)


def consents(snapshot: Snapshot, agreement: Agreement, milestones: Sequence[Milestone], party: str) -> Sequence[Record]:
    """Return every act and answer of a party or its bloc by which it stood by an agreement; nothing while no word of it
    does. It has gone back on it only by what came after the last."""
    key = "consents", agreement.id, party  # the same in the pairs with all others
    if key not in snapshot.day_memo:
        snapshot.day_memo[key] = tuple(_consents(snapshot, agreement, milestones, party))
    found: Sequence[Record] = snapshot.day_memo[key]
    return found


def _consents(
    snapshot: Snapshot, agreement: Agreement, milestones: Sequence[Milestone], party: str
) -> Iterator[Record]:
    if word_for(snapshot, agreement, milestones, party) is None:
        return
    names = acting_for(snapshot.negotiation, party)
    yield from (one for one in milestones if one.milestone in _CONSENTS and any(_is_of(one, name) for name in names))
    yield from filter(None, (_acceptance(snapshot, agreement.id, milestones, (name,)) for name in names))


def _is_act(word: Record | None) -> bool:
    return isinstance(word, Milestone) and word.milestone in ("signed", "ratified")


def _acceptance(
    snapshot: Snapshot, agreement: str, milestones: Sequence[Milestone], names: Sequence[str]
) -> Response | Milestone | None:
    """Return the own strong answer by which a party accepts an agreement, or its own announcement of it."""
    answer = next(filter(None, (own_answer(snapshot, agreement, name) for name in names)), None)
    if answer:
        return answer if answer.answer == "accepted" and answer.strength == Strength.STRONG else None
    announced = (one for one in milestones if one.milestone == "announced" and one.by in names and one.is_own)
    return next((one for one in announced if one.is_said and one.strength == Strength.STRONG), None)


def own_answer(snapshot: Snapshot, agreement: str, party: str) -> Response | None:
    """Return the standing answer of a party itself to a whole agreement; what it denies is none."""
    group = [one for one in snapshot.responses.get((agreement, party), ()) if not one.issues]
    answers = standing_answers(group, snapshot.withdrawn, snapshot.denied)[:1]
    return next((one for one in answers if one.is_own and one.is_said and one.id not in snapshot.denied), None)


def last_votes(milestones: Sequence[Milestone], names: Iterable[str]) -> tuple[Milestone, ...]:
    """Return the last votes of the first of some parties that voted: several where nobody knows which came last, or
    where reports of one differ. A vote of a part of a party decides nothing."""
    for name in names:
        if votes := [one for one in milestones if one.milestone in _VOTES and _is_of(one, name)]:
            return tuple(one for one in votes if not any(is_later(other, one) for other in votes))
    return ()


def are_contested(votes: Sequence[Milestone]) -> bool:
    """Return whether the last votes of a party contradict each other."""
    return len({vote.milestone for vote in votes}) > 1


def are_rejections(votes: Sequence[Milestone]) -> bool:
    """Return whether a party rejected an agreement, and no report says otherwise."""
    return {vote.milestone for vote in votes} == {"rejected"}


def _is_of(milestone: Milestone, party: str) -> bool:
    """Return whether a milestone is the act of a party, alone or with all others, in its own words or as a source
    reports it."""
    return (
        milestone.by in ("", party)
        and is_heard(milestone, (party,))
        and (milestone.side != OWN or milestone.by == party)
    )


def votes_of(
    snapshot: Snapshot, milestones: Sequence[Milestone], parties: Sequence[str]
) -> Sequence[Sequence[Milestone]]:
    """Return the last votes of each party to an agreement, and those of each member of such a bloc that did not ratify
    later."""
    known = snapshot.negotiation
    found = []
    for party in parties:
        votes = last_votes(milestones, acting_for(known, party))
        members = (last_votes(milestones, (member,)) for member in known.members.get(party, ()))
        found += [votes, *(own for own in members if not any(is_later(one, vote) for one in votes for vote in own))]
    return found


def once(votes: Iterable[Milestone]) -> tuple[Milestone, ...]:
    """Return votes without repeating those of a bloc that several of its members share."""
    return tuple({vote.id: vote for vote in votes}.values())
