"""What our own corrections end: retractions that stand, and better readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from negtrack.model import Position, Proposal, Record, Retraction, term_of


def standing_retractions(retractions: Iterable[Retraction]) -> dict[str, Retraction]:
    """Return entry -> the retraction of it that stands; a retracted retraction has no effect, so its entry is back."""
    known = {retraction.id: retraction for retraction in retractions}
    depths = _depths(known)
    standing: dict[str, Retraction] = {}
    deepest_first = sorted(known.values(), key=lambda entry: (depths[entry.id], entry.recorded, entry.id), reverse=True)
    for retraction in deepest_first:
        if retraction.id not in standing:
            standing[retraction.of] = retraction
    return standing


def _depths(known: Mapping[str, Retraction]) -> Mapping[str, int]:
    """Return how many retractions lie under each, every one taken back by the next; a circle is counted once."""
    depths: dict[str, int] = {}
    for start in sorted(known):
        chain: dict[str, None] = {}
        name = start
        while name in known and name not in depths and name not in chain:
            chain[name] = None
            name = known[name].of
        for name in reversed(chain):
            depths[name] = depths.get(known[name].of, 0) + 1
    return depths


def supersedes(better: Record, worse: Record, name: str) -> bool:
    """Return whether `better` may stand for `worse`, or the term of it that `name` means: same holder, not recorded
    before it; a position for one on the same issue, a proposal for a proposal."""
    if isinstance(better, Position):
        same = (worse.issue if isinstance(worse, Position) else term_of(name)) == better.issue
    else:
        same = isinstance(worse, Proposal) and not term_of(name)
    return same and better.party == worse.party and better.recorded >= worse.recorded and better.id != worse.id
