"""What random terms and answers hold, as the oracle reads them; counted, so that the rules are all put to the test."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from negtrack.model import Proposal, Response
from tests.oracle.agreed import agreed
from tests.oracle.answers import denied_names, named_by, stands, withdrawals
from tests.oracle.conditions import conditions
from tests.oracle.pairs import status
from tests.oracle.records import has_come_too_late, is_own
from tests.oracle.rules import live
from tests.oracle.statements import Talks

OF_TERMS = (
    *("rejected", "agreed on a condition", "condition of a term is open", "answer that stands in part"),
    *("withdrawn term", "denied term", "term on another basis", "term in others' words", "position accepted"),
    *("accepted too late", "accepted in time"),
)


def term_phenomena(talks: Talks) -> set[str]:
    """Return the names of what occurs at least once."""
    return {*in_terms(talks), *in_answers(talks), *in_pairs(talks)}


def in_terms(talks: Talks) -> Iterator[str]:
    """Yield what occurs among the terms of proposals, and what is taken back of them."""
    for party in talks.negotiation.principals:
        names = {name for withdrawal in withdrawals(talks, party.id) for name in named_by(talks, withdrawal)}
        if any("#" in name for name in names):
            yield "withdrawn term"
        if any("#" in name for name in denied_names(talks, party.id)):
            yield "denied term"
        for issue in talks.negotiation.issues:
            for x in live(talks, party.id, issue):
                if x.paper and x.qualifier:
                    yield "term on another basis"
                if x.paper and not x.is_own and any(one.id == x.paper and one.side == "own" for one in talks.proposals):
                    yield "term in others' words"
                if x.paper and "unknown" in conditions(talks, x):
                    yield "condition of a term is open"


def in_answers(talks: Talks) -> Iterator[str]:
    """Yield what occurs among the answers."""
    for response in talks.responses:
        if len({stands(talks, response, issue) for issue in response.issues}) > 1:
            yield "answer that stands in part"
    offers = {proposal.id: proposal for proposal in talks.proposals if proposal.expires}
    for response in talks.responses:
        if response.answer == "accepted" and is_own(response, response.party) and response.proposal in offers:
            late = has_come_too_late(talks, response, offers[response.proposal])
            yield "accepted too late" if late else "accepted in time"
    named = {position.id for position in talks.positions}
    accepted = [x.record for x in talks.statements if isinstance(x.record, Response)]
    if any(response.proposal in named for response in accepted):
        yield "position accepted"


def in_pairs(talks: Talks) -> Iterator[str]:
    """Yield what occurs between two parties."""
    for one, other in combinations([party.id for party in talks.negotiation.principals], 2):
        for name, issue in talks.negotiation.issues.items():
            if issue.class_ == "process":
                continue
            yield status(talks, name, one, other)[0]
            found = talks.negotiation.entries.get(agreed(talks, name, one, other) or "")
            terms = found.terms if isinstance(found, Proposal) else ()
            if any(term.issue == name and term.requires for term in terms):
                yield "agreed on a condition"
