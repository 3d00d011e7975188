"""How two parties stand on an issue, from the page."""

from __future__ import annotations

from fractions import Fraction

from negtrack.values import Gap
from tests.oracle.answers import answers, concerns, denied_names, first_answer, stands
from tests.oracle.conditions import are_met
from tests.oracle.deals import heard, outcome, settles_all
from tests.oracle.records import is_own, last_day
from tests.oracle.rules import headline, live
from tests.oracle.statements import Statement, Talks, gap_of, is_set, terms_with_carried

Entry = tuple[str, Statement, Statement, Gap]
"""How two statements stand, these, and their gap."""
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
    found = [nearest(talks, ps, qs) for ps in grouped(mine) for qs in grouped(other)]
    found = [entry for entry in found if not is_of_bases(entry[3])] or found
    least = min((word for word, *_ in found), key=STATUSES.index)
    first, second = headline(talks, a, issue, b), headline(talks, b, issue, a)
    ones, others = alternatives(talks, first, b), alternatives(talks, second, a)
    heads: set[Statement | None] = {first, second}
    if ones and others:
        heads = set(nearest(talks, ones, others)[1:3])
    same = [entry for entry in found if entry[0] == least]
    of_heads = [entry for entry in same if {entry[1], entry[2]} == heads]
    widest = min(
        same, key=lambda entry: (-(entry[3].distance or 0), *in_order(entry[1], heads), *in_order(entry[2], heads))
    )
    return least, (of_heads[0] if of_heads else widest)[3].distance


def grouped(some: list[Statement]) -> list[list[Statement]]:
    """Statements together with their alternatives, each other one by itself."""
    groups: dict[object, list[Statement]] = {}
    for x in some:
        groups.setdefault(x.alternatives or x.id, []).append(x)
    return list(groups.values())


def alternatives(talks: Talks, head: Statement | None, toward: str) -> list[Statement]:
    """A headline, then the other live terms of papers of which exactly one holds, by their days."""
    if head is None:
        return []
    some = [x for x in live(talks, head.holder, head.issue, toward) if x != head and x.paper in head.alternatives]
    return [head, *sorted(some, key=lambda x: (last_day(talks, x.record), x.id))]


def nearest(talks: Talks, ps: list[Statement], qs: list[Statement]) -> Entry:
    """Of alternatives the nearest: first those that meet without an open condition, then on conditions, then those that
    are apart, by their distance, then what nothing measures."""
    found = []
    for p in ps:
        for q in qs:
            gap = gap_of(talks, p, q)
            found.append((word_of(talks, p, q, gap), p, q, gap))
    return min(found, key=lambda entry: (rank_of(entry[0]), entry[3].distance or 0, not entry[3].exact))


def rank_of(word: str) -> int:
    """The place of a word among alternatives, the nearest first."""
    order = ("overlap", "conditional", "apart")
    return order.index(word) if word in order else len(order)


def in_order(x: Statement | None, heads: set[Statement | None]) -> tuple[bool, str]:
    """The place of a statement among those of its party: the headline first."""
    return x not in heads, x.id if x else ""


def claims(talks: Talks, issue: str, party: str, counterpart: str) -> list[Statement]:
    """The live own statements said with a set, the headline first; without one, the headline and its alternatives."""
    own = [p for p in live(talks, party, issue, counterpart) if p.is_own and is_set(talks, p)]
    head = headline(talks, party, issue, counterpart)
    return sorted(own, key=lambda p: (p != head, p.id)) or alternatives(talks, head, counterpart)


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
