"""What random agreements hold, as the oracle reads them; counted, so that the rules are all put to the test."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from negtrack.model import Agreement
from tests.oracle.deals import (
    acting,
    acts,
    binding,
    deals,
    endings,
    heard,
    is_binding,
    is_heard,
    left_by_deals,
    milestones,
    outcome,
    own_answer,
    parties_to,
    term_on,
    vote,
)
from tests.oracle.rules import live
from tests.oracle.statements import Talks

OF_DEALS = (
    *("agreed", "agreed provisionally", "settled by the fallback", "settled provisionally by the fallback"),
    *("open", "no term on record", "announced", "reopened", "stopped", "suspended", "ended"),
    *("nothing comes back", "word since the end", "agreed by a proposal since"),
    *("bound by a signature", "bound by a vote", "bound by an answer", "bound by an announcement", "only recommended"),
    *("rejected by a vote", "vote of a part", "unheard end", "rival ends", "resumed", "planned", "in principle"),
    *("between two of three", "of an offer", "newer and ended", "bound by its bloc", "term with a condition"),
    "rival votes",
)


def deal_phenomena(talks: Talks) -> set[str]:
    """Return the names of what occurs at least once."""
    return {*in_pairs(talks), *(name for deal in talks.agreements for name in in_deal(talks, deal))}


def in_deal(talks: Talks, deal: Agreement) -> Iterator[str]:
    """Yield what occurs in one agreement."""
    for party in parties_to(talks, deal):
        record = binding(talks, deal, party)
        words = {"signed": "a signature", "ratified": "a vote", "announced": "an announcement", "": "an answer"}
        if record and getattr(record, "by", "") in acting(talks, party)[1:]:
            yield "bound by its bloc"
        if record:
            yield f"bound by {words[getattr(record, 'milestone', '')]}"
        elif acts(talks, deal, party, "recommended") and own_answer(talks, deal, party):
            yield "only recommended"
        if vote(talks, deal, party) == "unknown" and acts(talks, deal, party, "signed"):
            yield "rival votes"
        if vote(talks, deal, party) == "rejected":
            yield "rejected by a vote"
    if any(talks.negotiation.parties[x.by].member_of for x in milestones(talks, deal, "", "ratified") if x.by):
        yield "vote of a part"
    if any(term.requires for term in deal.terms):
        yield "term with a condition"
    ends = milestones(talks, deal, "", "ended")
    if any(not is_heard(talks, deal, x) for x in ends):
        yield "unheard end"
    if len({x.by for x in endings(talks, deal, "")}) > 1:
        yield "rival ends"
    if milestones(talks, deal, "", "suspended") and not endings(talks, deal, ""):
        yield "resumed"
    if any(x.deal == deal.id and talks.counts(x) and x not in talks.milestones for x in talks.negotiation.milestones):
        yield "planned"
    if deal.kind == "in-principle" and not is_binding(talks, deal):
        yield "in principle"
    if deal.between and len(talks.negotiation.principals) > len(deal.between):
        yield "between two of three"
    if deal.follows and any(term_on(talks, deal, issue) for issue in talks.negotiation.issues):
        yield "of an offer"


def in_pairs(talks: Talks) -> Iterator[str]:
    """Yield what agreements leave between two parties."""
    for one, other in combinations([party.id for party in talks.negotiation.principals], 2):
        for name, issue in talks.negotiation.issues.items():
            found = outcome(talks, name, one, other)
            if issue.class_ == "process" or found is None:
                continue
            yield found.state
            if found.state == "ended" and len(deals(talks, one, other)) > 1:
                yield "newer and ended"
            since = heard(talks, name, one, other)
            if since is not talks:
                yield "word since the end" if live(since, one, name, other) else "nothing comes back"
            if left_by_deals(talks, name, one, other) not in (None, found):
                yield "agreed by a proposal since"
