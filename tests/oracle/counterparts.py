"""Who negotiates with whom: the rules about blocs and sides of the table, from the page."""

from __future__ import annotations

from negtrack.model import Negotiation


def are_of_one_bloc(negotiation: Negotiation, a: str, b: str) -> bool:
    """Whether two parties negotiate as one: both in a bloc, or one in that of the other; or stand on one side."""
    one, other = (negotiation.parties[name].member_of for name in (a, b))
    is_one_bloc = one == b or other == a or (one != "" and one == other)
    sides = {side_of(negotiation, a), side_of(negotiation, b)}
    return is_one_bloc or (len(sides) == 1 and sides != {""})


def side_of(negotiation: Negotiation, name: str) -> str:
    """The side of the table of a party, else of its bloc."""
    for one in (name, negotiation.parties[name].member_of):
        for side in negotiation.sides.values():
            if one in side.parties:
                return side.id
    return ""


def counterparts(negotiation: Negotiation, name: str) -> list[str]:
    """The principals with which a party must agree."""
    principals = [party.id for party in negotiation.principals]
    return [other for other in principals if other != name and not are_of_one_bloc(negotiation, other, name)]
