"""What stands where a party has no word that counts: nothing on record, that it withdrew what it had said, or that it
rejected what a counterpart holds."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.frozen import dataclass, replace
from negtrack.model import Issue, Position
from negtrack.query import (
    Snapshot,
    before_deal,
    rejection_by,
    settling_record,
    silencing_agreement,
    withdrawals_of,
)
from negtrack.views.phrasing import SILENT, day_text, value_text, when_text, year_of
from negtrack.views.voices import said_by, voice_beside

NOTHING_SINCE = "nothing since the deal"


@dataclass(frozen=True)
class Silence:
    """Why a party is silent on an issue, in `words`, what it withdrew, and in whose words each of the two is."""

    words: str = SILENT
    """`silent`, `withdrawn 3 Sep`, `rejected 3 Sep`, or `nothing since the deal`."""
    withdrawn: str = ""
    """What it withdrew, and who said that of it: `at least 100, according to diplomats`; "" where that is not known."""
    source: str = ""
    """Who reports that it withdrew it: `reported by Press`; "" where it said so itself."""
    has_withdrawn: bool = False
    """Whether it withdrew its word on the issue."""

    @property
    def whole(self) -> str:
        """Return `words` with who reports the withdrawal: `withdrawn 3 Sep, reported by Press`."""
        return ", ".join(filter(None, (self.words, self.source)))


def silence_of(snapshot: Snapshot, party: str, issue: Issue) -> Silence:
    """Return why nothing of a party on an issue stands; to be asked of silent parties only."""
    if silencing_agreement(snapshot, party, issue):
        return Silence(NOTHING_SINCE)
    withdrawal, rejection = withdrawal_silence(snapshot, party, issue), rejection_by(snapshot, party, issue)
    if rejection is None:
        return _silence_before(snapshot, party, issue) if withdrawal == Silence() else withdrawal
    words = f"rejected {when_text(rejection.stated, year_of(snapshot))}"
    beside = (withdrawal.whole if withdrawal.has_withdrawn else "", voice_beside(snapshot.negotiation, rejection))
    return replace(withdrawal, words=", ".join(filter(None, (words, *beside))), source="")


def _silence_before(snapshot: Snapshot, party: str, issue: Issue) -> Silence:
    """Return why a party had no last word before what settles an issue: it had none since an older agreement, which no
    longer held; else that nothing is on record."""
    settling = settling_record(snapshot, party, issue)
    fallen = silencing_agreement(before_deal(snapshot, settling), party, issue) if settling else None
    return (
        Silence(f"no other word since the deal of {day_text(fallen.day, year_of(snapshot))}") if fallen else Silence()
    )


def withdrawal_silence(snapshot: Snapshot, party: str, issue: Issue) -> Silence:
    """Return what a silent party withdrew on an issue, also by a record on another issue of the same paper."""
    found = withdrawals_of(snapshot, party, issue.id)
    last = max(found, key=lambda position: (position.day, position.id), default=None)
    if last is None:
        return Silence()
    words = f"withdrawn {when_text(last.stated, year_of(snapshot))}"
    values = dict.fromkeys(_value_text(snapshot, one, issue) for one in _withdrawn_by(snapshot, last, issue))
    source = "" if last.is_own else said_by(snapshot.negotiation, last)
    return Silence(words, "; ".join(values), source, has_withdrawn=True)


def _value_text(snapshot: Snapshot, position: Position, issue: Issue) -> str:
    """Return a value, and whose word it is where that is not the party's own or a speaker of the party is named."""
    voice = voice_beside(snapshot.negotiation, position)
    whose = "" if position.is_own and voice.startswith("own ") else voice
    return ", ".join(filter(None, (value_text(position, issue), whose)))


def _withdrawn_by(snapshot: Snapshot, withdrawal: Position, issue: Issue) -> Iterator[Position]:
    """Yield what a withdrawal names on its issue: positions, or terms of a proposal."""
    named, group = set(withdrawal.withdraws), snapshot.positions.get((withdrawal.party, issue.id), ())
    return (position for position in group if position.value and named & position.names)
