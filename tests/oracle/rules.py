"""Which statements stand, which one heads, which contradict it: one function for each sentence of the page."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from negtrack.model import Position, Response
from tests.oracle.answers import best, betters, denied_names, named_by, stands, withdrawals
from tests.oracle.records import OTHER, is_exact, is_later, last_day
from tests.oracle.statements import (
    Statement,
    Talks,
    basis_of,
    gap_of,
    has_set,
    holds,
    is_principal,
    is_set,
    issue_of,
    value_of,
    whole_of,
)

cache = lru_cache(maxsize=1 << 10)
"""Keep the answers about the latest negotiations, because conditions ask for them again and again."""


@cache
def live(talks: Talks, party: str, issue: str, toward: str = "") -> list[Statement]:
    """Every statement that no other one clears and no withdrawal ends; in a pair, of those meant for it. The offer that
    became an agreement that fell stands no more, and clears what its party had said before."""
    everything = [x for x in whole_of(talks).statements if (x.holder, x.issue) == (party, issue)]
    said = [statement for statement in everything if counts_in_pair(talks, statement, toward)]
    return [
        x
        for x in said
        if x in talks.statements
        if not toward or x.toward in ("", toward)
        if not any(clears(talks, y, x, toward) for y in said)
        and not any(ends(talks, withdrawal, x, toward) for withdrawal in withdrawals(talks, party))
        and (not isinstance(x.record, Response) or stands(talks, x.record, x.issue))
    ]


def counts_in_pair(talks: Talks, statement: Statement, toward: str) -> bool:
    """In pairs of principals a proposal between two counts for that pair alone."""
    is_for_all = not toward or not is_principal(talks, toward) or not statement.between
    return is_for_all or toward in statement.between


def clears(talks: Talks, y: Statement, x: Statement, toward: str) -> bool:
    """y clears x if it is certainly later, carries a value, is meant for the same, and the rule of its kind says so."""
    if not y.value or not is_later(talks, y.record, x.record) or not reaches(y.toward, x.toward, toward):
        return False
    if are_alternatives(x, y):
        return False
    if not is_set(talks, y):
        return clears_its_sort(talks, y, x)
    if x.stance == "red-line" and is_set(talks, x):
        return clears_red_line(talks, y, x)
    if issue_of(talks, x.issue).is_mandate:
        return y.voice == x.voice
    if y.paper:
        return paper_clears(y, x)
    if x.paper:
        return clears_paper(y, x)
    if is_others(y):
        return others_clear(y, x)
    return common_clears(y, x) if y.voice == y.holder else delegate_clears(y, x)


def are_alternatives(x: Statement, y: Statement) -> bool:
    """Whether they are of two papers of which exactly one holds."""
    return x.paper != y.paper and x.paper in y.alternatives


def reaches(y: str, x: str, toward: str) -> bool:
    """What is meant for all, or for the same one, reaches x; in a pair also what is meant for the counterpart."""
    return y in ("", x) or (toward != "" and y == toward)


def sort_of(talks: Talks, x: Statement) -> str:
    """The modality where it is not said, else `unspecified` or `undisclosed`; "" with a set or without a value."""
    if x.record.modality != "said":
        return x.record.modality
    return "" if not x.value or has_set(talks, x.issue, x.value) else value_of(talks, x.issue, x.value).flag


def clears_its_sort(talks: Talks, y: Statement, x: Statement) -> bool:
    """What is not said with a set clears only its own voice's earlier words of the same sort."""
    return y.voice == x.voice and sort_of(talks, y) == sort_of(talks, x)


def clears_red_line(talks: Talks, y: Statement, x: Statement) -> bool:
    """A red line is cleared by a later one of the same voice, or crossed by own words at least as strong that name what
    it is known not to hold; on mandates its own voice alone may."""
    if issue_of(talks, x.issue).is_mandate and y.voice != x.voice:
        return False
    if y.stance == "red-line":
        return y.voice == x.voice
    return y.is_own and y.strength <= x.strength and holds(talks, x, y) is False


def paper_clears(y: Statement, x: Statement) -> bool:
    """A paper clears every paper and others' claims, and other own words if it is at least as strong."""
    return bool(x.paper) or is_others(x) or y.strength <= x.strength


def clears_paper(y: Statement, x: Statement) -> bool:
    """A paper is cleared by the common voice's own offer or acceptance, at least as strong, alone."""
    is_common = y.is_own and y.voice == y.holder and y.strength < OTHER
    return is_common and y.stance in ("offer", "acceptance") and y.strength <= x.strength


def common_clears(y: Statement, x: Statement) -> bool:
    """The common voice clears others' claims and its own words that are no stronger; a delegate's word only by an
    acceptance."""
    is_delegates = x.is_own and x.voice != x.holder
    return y.strength <= x.strength and (not is_delegates or y.stance == "acceptance")


def delegate_clears(y: Statement, x: Statement) -> bool:
    """A delegate clears that delegate's words that are not stronger."""
    return y.voice == x.voice and y.strength <= x.strength


def others_clear(y: Statement, x: Statement) -> bool:
    """Others clear only what the same voice said, and nothing that is own."""
    return is_others(x) and y.voice == x.voice and y.is_own == x.is_own


def is_others(statement: Statement) -> bool:
    """Words of strength 2 are others', those of an acceptance of what others reported included."""
    return statement.strength == OTHER


def ends(talks: Talks, withdrawal: Position, x: Statement, toward: str) -> bool:
    """A withdrawal ends what it names, and all on its issue that it is certainly later than, but red lines only where
    it names them."""
    if x.names & named_by(talks, withdrawal):
        return True
    is_red_line = x.stance == "red-line" and is_set(talks, x)
    is_about = withdrawal.issue == x.issue and reaches(withdrawal.toward, x.toward, toward)
    return is_about and not is_red_line and is_later(talks, withdrawal, x.record)


def is_denied(talks: Talks, x: Statement) -> bool:
    """A denial by the holder marks what it names."""
    return bool(x.names & denied_names(talks, x.holder))


@cache
def headline(talks: Talks, party: str, issue: str, toward: str = "") -> Statement | None:
    """The live statement that heads."""
    return first_of(talks, live(talks, party, issue, toward), toward)


def first_of(talks: Talks, some: list[Statement], toward: str) -> Statement | None:
    """Narrow the statements by one test of the page after the other."""
    tests: tuple[Callable[[list[Statement]], list[Statement]], ...] = (
        lambda rest: best(rest, lambda x: is_denied(talks, x)),
        lambda rest: best(rest, lambda x: 0 if is_set(talks, x) else 1 if x.record.modality == "said" else 2),
        lambda rest: best(rest, lambda x: x.toward not in ("", toward)),
        lambda rest: best(rest, lambda x: 0 if x.strength < OTHER else 1 if x.paper else 2),
        lambda rest: latest(talks, rest),
        lambda rest: best(rest, lambda x: not (toward and x.toward == toward)),
        lambda rest: best(rest, lambda x: x.strength),
        lambda rest: best(rest, lambda x: basis_of(talks, x) != issue_of(talks, x.issue).basis),
        unbettered,
        lambda rest: best(rest, lambda x: -x.record.recorded.timestamp()),
        lambda rest: best(rest, lambda x: x.id),
    )
    for test in tests:
        some = test(some)
    return some[0] if some else None


def latest(talks: Talks, some: list[Statement]) -> list[Statement]:
    """Those of the latest last possible day; of these, those to which no other is certainly later."""
    day = max((last_day(talks, x.record) for x in some), default=None)
    last = [x for x in some if last_day(talks, x.record) == day]
    return [x for x in last if not any(is_later(talks, y.record, x.record) for y in last)]


def unbettered(some: list[Statement]) -> list[Statement]:
    """Those whose grade no other one betters."""
    return [x for x in some if not any(betters(y.record.grade, x.record.grade) for y in some)]


def contested(talks: Talks, party: str, issue: str) -> set[str]:
    """The ids of all that is denied, and of the headline and what is contested or divided with it, if anything is."""
    standing, head = live(talks, party, issue), headline(talks, party, issue)
    if not head:
        return set()
    denied = [p for p in standing if is_denied(talks, p)]
    others = [p for p in standing if p != head and p not in denied]
    found = [p for p in others if contradicts(talks, head, p) or divides(talks, head, p)]
    return {p.id for p in (*denied, *found)} | ({head.id} if found else set())


def contradicts(talks: Talks, head: Statement, p: Statement) -> bool:
    """Live claims that are apart from the headline: on mandates always, else of its day unless certainly earlier, or
    certainly later."""
    if not is_apart(talks, head, p):
        return False
    if issue_of(talks, head.issue).is_mandate or is_later(talks, p.record, head.record):
        return True
    return is_same_day(talks, head, p) and not is_later(talks, head.record, p.record)


def divided(talks: Talks, party: str, issue: str) -> set[str]:
    """The ids of the headline and of all that are divided with it."""
    head = headline(talks, party, issue)
    found = [p for p in live(talks, party, issue) if head and p != head and divides(talks, head, p)]
    return {p.id for p in (head, *found) if p} if found else set()


def divides(talks: Talks, head: Statement, p: Statement) -> bool:
    """Two own statements of two voices that are apart, or a paper of the party, no matter who reported it, and
    an own remark; whatever the day."""
    if is_denied(talks, head) or is_denied(talks, p) or not is_apart(talks, head, p):
        return False
    if bool(head.paper) != bool(p.paper):
        return (p if head.paper else head).is_own
    return head.is_own and p.is_own and head.voice != p.voice


def is_apart(talks: Talks, head: Statement, p: Statement) -> bool:
    """Both said with a set, meant for the same, and apart; of alternatives only one is to hold."""
    return not are_alternatives(head, p) and head.toward == p.toward and gap_of(talks, head, p).status == "apart"


def is_same_day(talks: Talks, p: Statement, q: Statement) -> bool:
    """Both of one exact day."""
    exact = is_exact(talks, p.record) and is_exact(talks, q.record)
    return exact and last_day(talks, p.record) == last_day(talks, q.record)


def has_unknown_order(talks: Talks, p: Statement, q: Statement) -> bool:
    """Neither certainly ordered nor of one exact day."""
    ordered = is_later(talks, p.record, q.record) or is_later(talks, q.record, p.record)
    return not ordered and not is_same_day(talks, p, q)
