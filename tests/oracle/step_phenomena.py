"""What random talks on an issue with steps, and amended offers, hold, as the oracle reads them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from tests.oracle.agreed import agreed
from tests.oracle.counterparts import are_of_one_bloc
from tests.oracle.deals import outcome, settles_all
from tests.oracle.pairs import SETTLED, status
from tests.oracle.records import has_come_too_late
from tests.oracle.rules import live
from tests.oracle.statements import Talks, issue_of, terms_with_carried, value_of
from tests.oracle.steps import parts

OF_STEPS = (
    *("a step left open", "apart in some steps", "apart in sum", "settled in some steps", "fallback of some steps"),
    *("carried term", "carried term agreed", "amended too late", "carried term taken back"),
)


def step_phenomena(talks: Talks) -> set[str]:
    """Return the names of what occurs at least once."""
    return {*in_offers(talks), *in_words(talks), *in_pairs(talks)}


def in_offers(talks: Talks) -> Iterator[str]:
    """Yield what occurs among offers that amend others."""
    offers = {proposal.id: proposal for proposal in talks.proposals}
    for proposal in offers.values():
        earlier = offers.get(proposal.amends)
        if earlier:
            carried = {term.issue for term, by in terms_with_carried(talks, proposal) if by is not proposal}
            left = {term.issue for term in earlier.terms} - {term.issue for term in proposal.terms}
            if carried:
                yield "carried term"
            if has_come_too_late(talks, proposal, earlier):
                yield "amended too late"
            elif left - carried:
                yield "carried term taken back"


def in_words(talks: Talks) -> Iterator[str]:
    """Yield what occurs among the words of parties on pay."""
    for party in talks.negotiation.principals:
        for x in live(talks, party.id, "pay"):
            value = value_of(talks, "pay", x.value)
            if value.steps and None in parts(issue_of(talks, "pay"), value).values():
                yield "a step left open"


def in_pairs(talks: Talks) -> Iterator[str]:
    """Yield what occurs between two parties."""
    for one, other in combinations([party.id for party in talks.negotiation.principals], 2):
        if are_of_one_bloc(talks.negotiation, one, other):
            continue
        word, distance = status(talks, "pay", one, other)
        if word == "apart":
            yield "apart in some steps" if distance is None else "apart in sum"
        found = outcome(talks, "pay", one, other)
        if found and found.state in SETTLED and not settles_all(talks, "pay", one, other):
            yield "fallback of some steps" if "fallback" in found.state else "settled in some steps"
        for issue in talks.negotiation.issues:
            by = agreed(talks, issue, one, other)
            offers = (proposal for proposal in talks.proposals if proposal.id == by)
            if any(issue not in {term.issue for term in proposal.terms} and proposal.amends for proposal in offers):
                yield "carried term agreed"
