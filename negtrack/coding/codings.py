"""What a coder read out of sources: each position, and each term of a proposal or an agreement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from negtrack.frozen import dataclass
from negtrack.model import Agreement, Issue, Negotiation, Position, Proposal, Record
from negtrack.query import Snapshot, term_position


@dataclass(frozen=True)
class Coding:
    """One statement as a coder has it: a position, or a term as the position that it amounts to."""

    record: Record
    position: Position

    @property
    def id(self) -> str:
        """Return the id of the record; of a term `RECORD#ISSUE`."""
        return self.position.id if self.record is self.position else f"{self.record.id}#{self.position.issue}"


@dataclass(frozen=True)
class Coder:
    """A coder, the issues by which the values are read, and what was read out.

    `others` is table -> how many records of the coder are no codings of a value: answers, notes.
    """

    name: str
    negotiation: Negotiation
    codings: tuple[Coding, ...]
    others: Mapping[str, int]

    @property
    def issues(self) -> Mapping[str, Issue]:
        """Return the issues."""
        return self.negotiation.issues

    @property
    def coders(self) -> frozenset[str]:
        """Return the coders that the records name."""
        return frozenset(coding.record.coder for coding in self.codings) - {""}


def codings_of(name: str, negotiation: Negotiation, coder: str = "", copies: frozenset[str] = frozenset()) -> Coder:
    """Return what was read out in a negotiation, by `coder` alone if one is given; without what was retracted or
    corrected since, and without the records `copies`."""
    snapshot = Snapshot(negotiation)
    counting = (record for record in negotiation.records if snapshot.counts(record) and record.id not in copies)
    records = [record for record in counting if coder in ("", record.coder)]
    codings = tuple(coding for record in records for coding in _codings_in(record))
    coded = {coding.record.id for coding in codings}
    return Coder(name, negotiation, codings, Counter(record.table for record in records if record.id not in coded))


def _codings_in(record: Record) -> Iterator[Coding]:
    if isinstance(record, Position):
        yield Coding(record, record)
    elif isinstance(record, Proposal | Agreement):
        for term in record.terms:
            yield Coding(record, term_position(record, term))
