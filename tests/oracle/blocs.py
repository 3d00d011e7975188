"""Which parties must agree with each other on an issue: the rules about blocs, from the page."""

from __future__ import annotations

from itertools import combinations

from tests.oracle.counterparts import are_of_one_bloc
from tests.oracle.statements import Talks, issue_of


def pairs(talks: Talks, issue: str) -> list[tuple[str, str]]:
    """The principals that must agree on a substance issue, two by two."""
    able = [party.id for party in talks.negotiation.principals if can_be_counterpart(talks, party.id, issue)]
    is_process = issue_of(talks, issue).class_ == "process"
    return [pair for pair in combinations(able, 2) if not is_process and not are_of_one_bloc(talks.negotiation, *pair)]


def can_be_counterpart(talks: Talks, name: str, issue: str) -> bool:
    """A bloc, or a principal that is a member of one, is a counterpart on the issues on which something is on record as
    its own holding, said by anybody."""
    held = [x for x in talks.statements if (x.holder, x.issue) == (name, issue) and x.value]
    return bool(held) or not (is_bloc(talks, name) or talks.negotiation.parties[name].member_of)


def is_bloc(talks: Talks, name: str) -> bool:
    """Whether other principals are members of a party; a member that is none is only a part of it."""
    return any(party.member_of == name for party in talks.negotiation.parties.values() if party.role == "principal")
