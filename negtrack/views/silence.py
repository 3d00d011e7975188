"""What stands where a party has no word that counts: nothing on record, that it withdrew what it had said, or that it
rejected what a counterpart holds."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.frozen import dataclass
from negtrack.model import Issue, Position
from negtrack.query import Snapshot, holds, rejection_by, silencing_agreement
from negtrack.views.phrasing import SILENT, value_text, when_text, withdrawal_source, year_of
from negtrack.views.voices import voice_beside

NOTHING_SINCE = "nothing since the deal"


@dataclass(frozen=True)
class Silence:
    """Why a party is silent on an issue, in `words`, and what it withdrew."""

    words: str = SILENT
    """`silent`, `withdrawn 3 Sep`, or `rejected 3 Sep`."""
    withdrawn: str = ""
    """What it withdrew, and who reports that: `at least 100, reported by Press, 3 Sep`; "" if it withdrew nothing."""


def silence_of(snapshot: Snapshot, party: str, issue: Issue) -> Silence:
    """Return why nothing of a party on an issue stands; to be asked of silent parties only."""
    if silencing_agreement(snapshot, party, issue):
        return Silence(NOTHING_SINCE)
    withdrawal, rejection = withdrawal_silence(snapshot, party, issue), rejection_by(snapshot, party, issue)
    if rejection is None:
        return withdrawal
    words = f"rejected {when_text(rejection.stated, year_of(snapshot))}"
    beside = (withdrawal.words if withdrawal.words != SILENT else "", voice_beside(snapshot.negotiation, rejection))
    return Silence(", ".join(filter(None, (words, *beside))), withdrawal.withdrawn)


def withdrawal_silence(snapshot: Snapshot, party: str, issue: Issue) -> Silence:
    """Return what a silent party withdrew on an issue, also by a record on another issue of the same paper."""
    group = snapshot.positions.get((party, issue.id), ())
    whole = (snapshot.withdrawn.get(name) for position in group for name in position.names)
    found = (*filter(holds, group), *filter(None, whole))
    last = max(found, key=lambda position: (position.day, position.id), default=None)
    if last is None:
        return Silence()
    words = f"withdrawn {when_text(last.stated, year_of(snapshot))}"
    values = dict.fromkeys(value_text(position, issue) for position in _withdrawn_by(snapshot, last, issue))
    source = "" if last.is_own else withdrawal_source(snapshot, last)
    return Silence(words, ", ".join((*values, *([source] if source else ()))))


def _withdrawn_by(snapshot: Snapshot, withdrawal: Position, issue: Issue) -> Iterator[Position]:
    """Yield what a withdrawal names on its issue: positions, or terms of a proposal."""
    named, group = set(withdrawal.withdraws), snapshot.positions.get((withdrawal.party, issue.id), ())
    return (position for position in group if position.value and named & position.names)
