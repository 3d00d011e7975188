"""What a party may answer: proposals and their terms, and what other parties hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from negtrack.model import Negotiation
from negtrack.query.positions import current_position
from negtrack.query.snapshot import Snapshot


def answerable(known: Negotiation, party: str) -> Mapping[str, tuple[str, frozenset[str]]]:
    """Return the name of each thing that `party` may answer -> what it says, and the party and issues that it is
    about: proposals, their terms, then the current positions of other parties, those alone that are no terms or
    answers."""
    return {name: (text, frozenset(subjects)) for name, text, subjects in _answerable(known, party)}


def _answerable(known: Negotiation, party: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    snapshot = Snapshot(known)
    for proposal in filter(snapshot.counts, known.proposals):
        yield proposal.id, proposal.title, (proposal.party, *(term.issue for term in proposal.terms))
    for proposal in filter(snapshot.counts, known.proposals):
        for term in proposal.terms:
            yield f"{proposal.id}#{term.issue}", f"{term.issue}: {term.value}", (term.issue,)
    for other in known.parties:
        for issue in known.issues.values():
            held = current_position(snapshot, other, issue) if other != party and issue.class_ == "substance" else None
            if held and not held.origin:
                yield held.id, f"{held.party}, {held.issue}: {held.value}", (held.party, held.issue)
