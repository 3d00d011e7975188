"""How two parties stand on an issue, from the page."""

from __future__ import annotations

from fractions import Fraction

from negtrack.values import Gap
from tests.oracle.answers import answers, concerns, denied_names, first_answer, stands
from tests.oracle.conditions import are_met
from tests.oracle.deals import heard, outcome, settles_all
from tests.oracle.records import is_own
from tests.oracle.rules import headline, live
from tests.oracle.statements import Statement, Talks, gap_of, is_set, terms_with_carried

STATUSES = (
    *("apart", "conditional", "not comparable", "unknown", "rejected"),
    *("silent", "overlap", "settled by the fallback", "agreed"),
)
SETTLED = {
    "agreed": "agreed",
    "agreed provisionally": "agreed",
    "settled by the fallback": "settled by the fallback",
    "settled provisionally by the fallback": "settled by the fallback",
}
"""What an agreement leaves -> the status."""


def status(talks: Talks, issue: str, a: str, b: str) -> tuple[str, Fraction | None]:
    """Agreed, else the status of the least settled of the own claims, and its distance."""
    settled = outcome(talks, issue, a, b)
    if settled and settled.state in SETTLED and settles_all(talks, issue, a, b):
        return SETTLED[settled.state], None
    talks = heard(talks, issue, a, b)
    mine, other = claims(talks, issue, a, b), claims(talks, issue, b, a)
    if not mine or not other:
        is_rejected = any(rejects(talks, issue, x, y) for x, y in ((a, b), (b, a)) if not claims(talks, issue, x, y))
        return "rejected" if is_rejected else "silent", None
    gaps = [(p, q, gap_of(talks, p, q)) for p in mine for q in other]
    gaps = [entry for entry in gaps if not is_of_bases(entry[2])] or gaps
    found = [(word_of(talks, p, q, gap), p, q, gap) for p, q, gap in gaps]
    least = min((word for word, *_ in found), key=STATUSES.index)
    heads = {headline(talks, a, issue, b), headline(talks, b, issue, a)}
    same = [entry for entry in found if entry[0] == least]
    of_heads = [entry for entry in same if {entry[1], entry[2]} == heads]
    widest = min(
        same, key=lambda entry: (-(entry[3].distance or 0), *in_order(entry[1], heads), *in_order(entry[2], heads))
    )
    return least, (of_heads[0] if of_heads else widest)[3].distance


def in_order(x: Statement | None, heads: set[Statement | None]) -> tuple[bool, str]:
    """The place of a statement among those of its party: the headline first."""
    return x not in heads, x.id if x else ""


def claims(talks: Talks, issue: str, party: str, counterpart: str) -> list[Statement]:
    """The live own statements said with a set; without one, the headline."""
    own = [p for p in live(talks, party, issue, counterpart) if p.is_own and is_set(talks, p)]
    head = headline(talks, party, issue, counterpart)
    return own or ([head] if head else [])


def rejects(talks: Talks, issue: str, party: str, other: str) -> bool:
    """Whether the own standing answer of a party that names nothing rejects a live position of the other, or a term."""
    named = {
        name: x.paper or x.id
        for x in live(talks, other, issue, party)
        for name in (x.id, *(f"{paper}#{issue}" for paper in papers_with(talks, x)))
        if not x.is_derived_acceptance
    }
    denied = denied_names(talks, party)
    standing = [
        [
            x
            for x in answers(talks, name, party)
            if concerns(x, issue) and x.id not in denied and stands(talks, x, issue)
        ]
        for name in set(named.values())
    ]
    return any(
        x.answer == "rejected" and is_own(x, party) and x.modality == "said" and not named.keys().isdisjoint(x.to)
        for found in standing
        if (x := first_answer(talks, found))
    )


def papers_with(talks: Talks, x: Statement) -> list[str]:
    """The proposal of which a statement is a term, and those that carry the term over."""
    if not x.paper:
        return []
    carrying = [
        proposal.id
        for proposal in talks.proposals
        if any(by.id == x.paper and term.issue == x.issue for term, by in terms_with_carried(talks, proposal))
    ]
    return [x.paper, *carrying]


def is_of_bases(gap: Gap) -> bool:
    """Whether two statements are not comparable because of their bases alone."""
    return gap.status == "not comparable" and gap.reason in ("basis", "basis not said")


def word_of(talks: Talks, p: Statement, q: Statement, gap: Gap) -> str:
    """Sets that meet while a condition of either is not known to be met are conditional."""
    if gap.status == "overlap" and not (are_met(talks, p) and are_met(talks, q)):
        return "conditional"
    return gap.status
