"""Who negotiates with whom: the rules about blocs, from the page."""

from __future__ import annotations

from negtrack.model import Negotiation


def are_of_one_bloc(negotiation: Negotiation, a: str, b: str) -> bool:
    """Whether two parties negotiate as one: both in a bloc, or one in that of the other."""
    one, other = (negotiation.parties[name].member_of for name in (a, b))
    return one == b or other == a or (one != "" and one == other)


def counterparts(negotiation: Negotiation, name: str) -> list[str]:
    """The principals with which a party must agree."""
    principals = [party.id for party in negotiation.principals]
    return [other for other in principals if other != name and not are_of_one_bloc(negotiation, other, name)]
