"""Whether conditions are met, from the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negtrack.errors import NotationError
from negtrack.model import Proposal, parse_term
from negtrack.values import Value
from tests.oracle.blocs import can_be_counterpart
from tests.oracle.counterparts import are_of_one_bloc
from tests.oracle.deals import heard, is_settled_by_deal, outcome, settled_value
from tests.oracle.rules import headline
from tests.oracle.statements import Statement, Talks, basis_of, is_set, issue_of, value_of, whole_of
from tests.oracle.steps import is_whole, value_gap, value_holds

MET, NOT_MET, UNKNOWN = "met", "not met", "unknown"


def conditions(talks: Talks, position: Statement) -> list[str]:
    """Whether each condition is met, not met, or unknown, judged on the whole negotiation; of an alternative then the
    other terms of it."""
    return [judge(whole_of(talks), position, condition) for condition in (*position.requires, *position.package)]


def are_met(talks: Talks, position: Statement) -> bool:
    """Whether every condition of a position is known to be met."""
    return all(word == MET for word in conditions(talks, position))


def judge(talks: Talks, position: Statement, condition: str) -> str:
    """Not met towards one counterpart is not met, met towards all is met; prose is unknown."""
    term = read_condition(talks, condition)
    if term is None:
        return UNKNOWN
    parties = counterparts(talks, position, term[0])
    if NOT_MET in [where_lies(talks, position.holder, *term, party) for party in parties]:
        return NOT_MET
    words = [judge_one(talks, position, *term, party) for party in parties]
    return NOT_MET if NOT_MET in words else MET if words and set(words) == {MET} else UNKNOWN


def judge_one(talks: Talks, position: Statement, issue: str, value: Value, party: str) -> str:
    """Met when agreed inside, or when the headline lies inside without an unmet condition of its own; not met when it
    lies outside, or when both wait for each other."""
    where = where_lies(talks, position.holder, issue, value, party)
    if where is not None:
        return where
    head = headline(heard(talks, issue, position.holder, party), party, issue, position.holder)
    if head is None or not lies_inside(talks, head, value):
        return UNKNOWN
    if position.id in {waiting.id for waiting in waited_for(talks, head)} | {head.id}:
        return NOT_MET
    return MET if are_met(talks, head) else UNKNOWN


def where_lies(talks: Talks, holder: str, issue: str, value: Value, party: str) -> str | None:
    """What is agreed decides, and a headline outside; None if neither does. What is left open is unknown."""
    known, definition = talks.negotiation, issue_of(talks, issue)
    found = outcome(talks, issue, holder, party)
    if found and found.state == "open":
        return UNKNOWN
    deal = settled_value(talks, issue, holder, party)
    if deal and value_holds(known, definition, value, deal) is True:
        return MET
    if deal and is_settled_by_deal(talks, issue, holder, party):
        if value_gap(known, definition, value, deal).status == "apart":
            return NOT_MET
        if is_whole(definition, deal):
            return UNKNOWN
    head = headline(heard(talks, issue, holder, party), party, issue, holder)
    if not head or not is_set(talks, head) or basis_of(talks, head) != issue_of(talks, issue).basis:
        return None
    gap = value_gap(known, definition, value_of(talks, issue, head.value), value)
    return NOT_MET if gap.status == "apart" else None


def lies_inside(talks: Talks, head: Statement, value: Value) -> bool:
    """Whether a headline, said with a set on the basis of the issue, lies wholly inside a value."""
    held = value_of(talks, head.issue, head.value)
    is_comparable = is_set(talks, head) and basis_of(talks, head) == issue_of(talks, head.issue).basis
    return is_comparable and value_holds(talks.negotiation, issue_of(talks, head.issue), value, held) is True


def waited_for(talks: Talks, position: Statement) -> set[Statement]:
    """Every headline that a position waits for, and those that these wait for."""
    found: set[Statement] = set()
    todo = [position]
    while todo:
        new = set(headlines_inside(talks, todo.pop())) - found
        found |= new
        todo += new
    return found


def headlines_inside(talks: Talks, position: Statement) -> Iterator[Statement]:
    """Yield the headlines inside the conditions of a position, where their own conditions decide."""
    for issue, value in filter(
        None, (read_condition(talks, condition) for condition in (*position.requires, *position.package))
    ):
        parties = counterparts(talks, position, issue)
        if NOT_MET in [where_lies(talks, position.holder, issue, value, party) for party in parties]:
            continue
        for party in parties:
            head = headline(heard(talks, issue, position.holder, party), party, issue, position.holder)
            is_open = where_lies(talks, position.holder, issue, value, party) is None
            if head and is_open and lies_inside(talks, head, value):
                yield head


def read_condition(talks: Talks, condition: str) -> tuple[str, Value] | None:
    """Return the issue and value of a condition; None for prose."""
    try:
        term = parse_term(condition)
        return term.issue, value_of(talks, term.issue, term.value)
    except (NotationError, KeyError):
        return None


def counterparts(talks: Talks, position: Statement, issue: str) -> Iterable[str]:
    """The one that it is meant for; else all principals that are of no common bloc and can be a counterpart."""
    if position.toward:
        return [position.toward]
    return [
        party.id
        for party in talks.negotiation.principals
        if party.id != position.holder and not are_of_one_bloc(talks.negotiation, party.id, position.holder)
        if can_be_counterpart(talks, party.id, issue)
    ]


def holds_by(talks: Talks, proposal: Proposal, issue: str, value: Value, a: str, b: str) -> bool:
    """Whether a term of a proposal by which both stand lies inside a condition."""
    from tests.oracle.agreed import agreed_value, stand_by

    given = agreed_value(talks, proposal, issue)
    if given is None or not stand_by(talks, proposal, issue, given, a, b):
        return False
    return value_holds(talks.negotiation, issue_of(talks, issue), value, given) is True
