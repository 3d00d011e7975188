"""What is on record from a source, with its place in the text, and who is known to speak."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property

from negtrack.desk.article import Article, Mentions
from negtrack.frozen import dataclass
from negtrack.model import OWN, Agreement, Negotiation, Passage, Position, Proposal, Record, Source, Term
from negtrack.query import Snapshot
from negtrack.screen.cells import Range
from negtrack.text.verify import FAILING, verify_records


@dataclass(frozen=True)
class Placed:
    """A record and the range of its words; None where they are not found, `is_lost` where they were looked for."""

    record: Record
    span: Range | None = None
    is_lost: bool = False


@dataclass(frozen=True)
class Voice:
    """Who spoke on which terms: a speaker, the id of the speaker's party or another side, and the attribution."""

    speaker: str
    side: str
    attribution: str = ""


@dataclass(frozen=True)
class Known:
    """The negotiation as it is, the source that is read, and its records in the order in which they were recorded;
    `is_blind` says that those of other coders are left out."""

    negotiation: Negotiation
    source: Source
    records: Sequence[Placed]
    today: date
    is_blind: bool = False
    hidden: frozenset[str] = frozenset()
    """Records of the source that are left out."""

    @cached_property
    def mentions(self) -> Mentions:
        """The words that name parties and issues."""
        return Mentions(self.negotiation)

    @cached_property
    def voices(self) -> Sequence[Voice]:
        """Who spoke before, the last one first, those of this source before others; one voice a name."""
        here = [placed.record for placed in reversed(self.records)]
        others = (one for one in self.negotiation.records if not (self.is_blind and self.source.id in one.cites))
        elsewhere = sorted(others, key=lambda record: record.recorded, reverse=True)
        voices: dict[str, Voice] = {}
        for record in (*here, *elsewhere):
            if record.speaker and record.side:
                side = record.party if record.side == OWN else record.side
                voices.setdefault(record.speaker, Voice(record.speaker, side, record.attribution or ""))
        return list(voices.values())

    @property
    def is_hashed(self) -> bool:
        """Whether the last passage that was recorded of the source is a hash: its words may not be copied then."""
        passages = [passage for placed in self.records for passage in _passages(placed.record)]
        return bool(passages and passages[-1].quote_sha256)

    @cached_property
    def recent(self) -> Sequence[str]:
        """The parties and issues of the source's positions, the last one first."""
        positions = [placed.record for placed in reversed(self.records) if isinstance(placed.record, Position)]
        return list(dict.fromkeys(name for position in positions for name in (position.party, position.issue)))


def _passages(record: Record) -> Iterator[Passage]:
    said: tuple[Record | Term, ...] = (record, *(record.terms if isinstance(record, Proposal | Agreement) else ()))
    yield from (one.locator for one in said if isinstance(one.locator, Passage))


def build_known(
    negotiation: Negotiation,
    source: str,
    article: Article,
    today: date,
    blind_to: Callable[[Record], bool] | None = None,
) -> Known:
    """Return what is known of a source, whose text is that of the article, without the records of it that the reader
    is `blind_to`."""
    counts = Snapshot(negotiation).counts
    records = [record for record in negotiation.records if source in record.cites and counts(record)]
    hidden = frozenset(record.id for record in records if blind_to and blind_to(record))
    records = [record for record in records if record.id not in hidden]
    verified = verify_records(negotiation, records, lambda one: article.text if one.id == source else None)
    places = {one.id: one for one in verified}
    placed = []
    for record in sorted(records, key=lambda record: record.recorded):
        one = places[record.id]
        length = len(one.passage.quote) or one.passage.length or 0 if one.passage else 0
        span = None if one.start is None else (one.start, one.start + length)
        placed.append(Placed(record, span, one.status in FAILING))
    return Known(negotiation, negotiation.sources[source], placed, today, blind_to is not None, hidden)
