"""Parties with one word that counts, the same for everybody: most of many parties, so that each pair of them is the gap
between two words, and no other rule of pairs is asked again and again."""

from __future__ import annotations

from negtrack.frozen import dataclass
from negtrack.model import Issue, Position
from negtrack.query.live import live_positions, stands_alike
from negtrack.query.positions import current_position
from negtrack.query.snapshot import Snapshot
from negtrack.query.strength import has_set


@dataclass(frozen=True)
class PlainWord:
    """The headline of a party and the one of its words that counts in pairs; both None where it is silent."""

    headline: Position | None
    claim: Position | None
    has_set: bool = False
    """Whether the claim names outcomes."""


SILENT_WORD = PlainWord(None, None)


def plain_word(snapshot: Snapshot, party: str, issue: Issue) -> PlainWord | None:
    """Return the word of a party that stands alike to everybody and holds no red line, no condition and no second word
    that counts, and is not silent where answers may say why; None for every other party."""
    memo, key = snapshot.memo[party], ("plain", issue.id)
    if key not in memo:
        memo[key] = _plain_word(snapshot, party, issue)
    word: PlainWord | None = memo[key]
    return None if word and word.headline is None and snapshot.responses else word


def _plain_word(snapshot: Snapshot, party: str, issue: Issue) -> PlainWord | None:
    live = live_positions(snapshot, party, issue)
    own = [position for position in live if position.is_own and has_set(position)]
    is_bound = len(own) > 1 or any(position.stance == "red-line" for position in live)
    if is_bound or not stands_alike(snapshot, party, issue):
        return None
    headline = current_position(snapshot, party, issue)
    claim = own[0] if own else headline
    if claim is None:
        return SILENT_WORD
    return None if claim.requires else PlainWord(headline, claim, has_set(claim))
