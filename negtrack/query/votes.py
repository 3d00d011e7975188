"""Reports of a vote of which the counts contradict each other.

They decide nothing: a party that ratified has ratified, by whatever count. Both counts are shown with their voices.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from negtrack.model import Milestone, is_later

_MOST_COMPARED = 20
"""How many different counts of one vote each further report is compared with."""


def rival_counts(milestones: Iterable[Milestone]) -> Iterator[tuple[Milestone, Milestone]]:
    """Yield the reports of a vote of one body of a party of which the count contradicts that of another report, each
    with the first such; of neither it is certain that it came later."""
    compared: dict[tuple[str, ...], list[Milestone]] = {}
    for report in milestones:
        if not (report.is_said and report.votes):
            continue
        others = compared.setdefault((report.agreement, report.milestone, report.by, report.body), [])
        if other := next((one for one in others if _is_other_count(one, report)), None):
            yield report, other
        is_new = all((report.votes, report.when) != (one.votes, one.when) for one in others)
        if is_new and len(others) < _MOST_COMPARED:
            others.append(report)


def lead(vote: Milestone) -> int:
    """Return 1 where more voted for it than against, -1 where fewer did, 0 where that is open: of a share alone half of
    all votes is what the others have at most."""
    if vote.for_ is None or (vote.against is None and isinstance(vote.for_, int)):
        return 0
    low, high = _range(vote.for_)
    if vote.against is None:
        return (low > 50) - (high < 50)
    if type(vote.for_) is not type(vote.against):
        return 0
    least, most = _range(vote.against)
    return (low > most) - (high < least)


def is_tie(vote: Milestone) -> bool:
    """Return whether as many certainly voted for it as against it."""
    return isinstance(vote.for_, int) and vote.for_ == vote.against


def _is_other_count(one: Milestone, other: Milestone) -> bool:
    if is_later(one, other) or is_later(other, one):
        return False
    are_apart = any(_are_apart(*votes) for votes in ((one.for_, other.for_), (one.against, other.against)))
    return are_apart or _is_too_much(one.for_, other.against) or _is_too_much(other.for_, one.against)


def _are_apart(one: int | str | None, other: int | str | None) -> bool:
    """Return whether two numbers of votes, or two shares as they were rounded, cannot both hold; a number and a share
    are not compared."""
    if one is None or other is None or type(one) is not type(other):
        return False
    (low, high), (lower, higher) = _range(one), _range(other)
    return low > higher or lower > high


def _is_too_much(one: int | str | None, other: int | str | None) -> bool:
    """Return whether two shares together are more than all votes."""
    return isinstance(one, str) and isinstance(other, str) and _range(one)[0] + _range(other)[0] > 100


def _range(votes: int | str) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest number that a number of votes, or a rounded share, may be."""
    if isinstance(votes, int):
        return Decimal(votes), Decimal(votes)
    share = Decimal(votes.removesuffix("%"))
    half = Decimal(5).scaleb(int(share.as_tuple().exponent) - 1)
    return share - half, share + half
