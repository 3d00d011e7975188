"""What rare talks hold, as the oracle reads them; counted, so that the rules are all put to the test."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from negtrack.model import Agreement, Milestone, OpenItem
from tests.oracle.agreed import agreed, agreed_value, disclosed_on, left_open, read_terms_on, stand_by
from tests.oracle.answers import denied_names, named_by, withdrawals
from tests.oracle.conditions import conditions
from tests.oracle.counterparts import are_of_one_bloc, side_of
from tests.oracle.deals import consents_to, endings, has_passed, held, names_fallback, parties_to, term_on
from tests.oracle.records import instant
from tests.oracle.rules import live
from tests.oracle.statements import Talks

OF_RARE = (
    *("side of the table", "joint offer", "paper read better", "term read better", "term that nobody accepted"),
    *("retracted agreement", "retracted milestone", "retracted open item", "answer to a term", "answer taken back"),
    *("term left open", "term only hoped for", "open until an hour", "stopped on the day of an hour"),
    *("open issue stopped by itself", "fallback that did not come", "consent given twice"),
    *("alternatives", "alternative on its package", "agreed with another term", "other term left open"),
    *("disclosed on a condition", "disclosed in two ways"),
)


def rare_phenomena(talks: Talks) -> set[str]:
    """Return the names of what occurs at least once."""
    found = {*in_records(talks), *in_words(talks), *in_papers(talks)}
    return found | {name for deal in talks.agreements for name in in_deal(talks, deal)}


def in_records(talks: Talks) -> Iterator[str]:
    """Yield what occurs among the definitions and the records that were taken back."""
    known = talks.negotiation
    for one, other in combinations([party.id for party in known.principals], 2):
        if side_of(known, one) and side_of(known, one) == side_of(known, other) and are_of_one_bloc(known, one, other):
            yield "side of the table"
    kinds = {Agreement: "agreement", Milestone: "milestone", OpenItem: "open item"}
    for record in known.records:
        if record.id in talks.retracted and type(record) in kinds:
            yield f"retracted {kinds[type(record)]}"
    if any(paper.id in talks.superseded for paper in known.proposals):
        yield "paper read better"
    if any("#" in name for name in talks.superseded):
        yield "term read better"


def in_words(talks: Talks) -> Iterator[str]:
    """Yield what occurs among what the parties hold."""
    for party in talks.negotiation.principals:
        for issue in talks.negotiation.issues:
            for x in live(talks, party.id, issue):
                if x.id.endswith(f"/{party.id}"):
                    yield "joint offer"
                if x.alternatives:
                    yield "alternatives"
                if set(conditions(talks, x)[len(x.requires) :]) - {"met"}:
                    yield "alternative on its package"


def in_papers(talks: Talks) -> Iterator[str]:
    """Yield what occurs among the terms of papers that two parties stand by."""
    for a, b in combinations([party.id for party in talks.negotiation.principals], 2):
        for paper in talks.proposals:
            for issue in talks.negotiation.issues:
                value = agreed_value(talks, paper, issue)
                shown = disclosed_on(talks, paper, issue)
                if len(shown) > 1 and value is None:
                    yield "disclosed in two ways"
                if value is None or not stand_by(talks, paper, issue, value, a, b):
                    continue
                needed = {text for x in read_terms_on(talks, paper, issue) for text in x.requires}
                left = left_open(talks, paper, issue, a, b)
                if needed - left and agreed(talks, issue, a, b) == paper.id:
                    yield "agreed with another term"
                named = {term.issue for term in paper.terms}
                if any(text.partition(" = ")[0] in named for text in left):
                    yield "other term left open"
                if any(term.requires for term in shown):
                    yield "disclosed on a condition"
    accepted = {x.record.id for x in talks.statements if x.is_derived_acceptance}
    papers = {paper.id for paper in talks.proposals if paper.terms}
    if any(x.answer == "accepted" and x.proposal in papers and x.id not in accepted for x in talks.responses):
        yield "term that nobody accepted"


def in_deal(talks: Talks, deal: Agreement) -> Iterator[str]:
    """Yield what occurs in one agreement."""
    for term in deal.terms:
        if not term_on(talks, deal, term.issue):
            yield "term only hoped for" if term.modality not in (None, "said") else "term left open"
    for item in [item for item in talks.open_items if item.agreement == deal.id]:
        if item.decide_by.instant:
            yield "open until an hour"
            stops = [x for x in talks.milestones if x.deal == deal.id and x.milestone in ("suspended", "ended")]
            if any(instant(talks, x) and x.day == item.decide_by.last for x in stops):
                yield "stopped on the day of an hour"
        if endings(talks, deal, item.issue):
            yield "open issue stopped by itself"
        if names_fallback(talks, item) and has_passed(talks, item) and not held(talks, deal, item):
            yield "fallback that did not come"
    given = [x for x in talks.responses if x.proposal == deal.id]
    if any(x.issues for x in given):
        yield "answer to a term"
    for party in parties_to(talks, deal):
        dropped = {name for one in withdrawals(talks, party) for name in named_by(talks, one)}
        if any(x.party == party and x.id in dropped | denied_names(talks, party) for x in given):
            yield "answer taken back"
        if len(consents_to(talks, deal, party)) > 1:
            yield "consent given twice"
