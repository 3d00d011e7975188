"""`review`: proposed records, each beside its words in the text of its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from negtrack.frozen import dataclass
from negtrack.model import Negotiation, Passage, Record, locator_text
from negtrack.model.rewriting import former_names, rewrite_all
from negtrack.text.surroundings import surroundings
from negtrack.text.verify import NO_WORDS, STANDING, ReadHeld, Verified, refusal_of, verify_records
from negtrack.views.phrasing import count_text
from negtrack.views.record import fields_of
from negtrack.views.verify import words_of
from negtrack.views.view import Frame, Row, Table
from negtrack.views.voices import party_name


@dataclass(frozen=True)
class Excerpt:
    """Words of a record in the text of a source, with what stands before and after them; `found` says in words what
    became of them."""

    verified: Verified
    found: str
    before: str = ""
    words: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """Return the words between marks, with what is around them; "" where there are none, and for words of which the
        record has the hash alone, which only a page shows."""
        is_shown = self.words and not (self.verified.passage and self.verified.passage.quote_sha256)
        return f"{self.before}>>{self.words}<<{self.after}" if is_shown else ""

    @property
    def fails(self) -> bool:
        """Return whether the words do not stand in the text."""
        return self.verified.status not in STANDING


@dataclass(frozen=True)
class ProposedCard:
    """One proposed record; `refusal` says why it cannot be accepted, "" where its words verify."""

    record: Record
    holder: str
    fields: tuple[tuple[str, str], ...]
    excerpts: tuple[Excerpt, ...]
    refusal: str


@dataclass(frozen=True)
class ReviewView:
    """The answer of `review`; `place` says which of how many is shown."""

    schema: ClassVar[str] = "review"
    id_column: ClassVar[str] = "id"
    columns: ClassVar[tuple[str, ...]] = (
        *("id", "table", "party", "issue", "value", "status", "reason", "source", "paragraph", "start", "excerpt"),
        *("quote", "locator", "fields"),
    )

    title: str
    cards: tuple[ProposedCard, ...]
    place: str = ""

    @property
    def frame(self) -> Frame:
        return Frame(self.title, aside=self.place or f"{count_text(len(self.cards), 'proposed record')}, not counted")

    def head(self) -> Mapping[str, object]:
        return {"title": self.title}

    def rows(self) -> Iterator[Row]:
        for card in self.cards:
            record = card.record
            ranked = sorted(card.excerpts, key=lambda excerpt: not excerpt.fails)
            first = next(iter(ranked), None)
            yield {
                "id": record.id,
                "table": record.table,
                "party": record.party,
                "issue": getattr(record, "issue", ""),
                "value": getattr(record, "value", ""),
                "status": "unverified" if first is None else first.verified.status,
                "reason": card.refusal,
                "source": first.verified.source if first else "",
                "paragraph": first.verified.paragraph if first else None,
                "start": first.verified.start if first else None,
                "excerpt": "\n".join(filter(None, (excerpt.text for excerpt in card.excerpts))),
                "quote": record.quote,
                "locator": locator_text(record.locator),
                "fields": dict(card.fields),
            }

    def table(self) -> Table:
        rows = [
            (card.record.id, text, card.refusal or card.excerpts[0].found)
            for card in self.cards
            for text in ["; ".join(f"{key}: {words}" for key, words in card.fields)]
        ]
        return Table(("proposed", "says", "words"), rows)


def build_review(known: Negotiation, records: Sequence[Record], read_held: ReadHeld, place: str = "") -> ReviewView:
    """Build the cards of proposed records, with the present ids of what they name."""
    present = rewrite_all(records, former_names(known.definitions))
    records = [record for record in present if isinstance(record, Record)]
    verified = verify_records(known, records, read_held)
    found: dict[str, list[Verified]] = {record.id: [] for record in records}
    for one in verified:
        found[one.record.id].append(one)
    cards = (_card(known, record, found[record.id], read_held) for record in records)
    return ReviewView(known.title, tuple(cards), place)


def _card(known: Negotiation, record: Record, verified: Sequence[Verified], read_held: ReadHeld) -> ProposedCard:
    holder = party_name(known, record.party) if record.party in known.parties else record.party
    skipped = ("recorded", *([Passage.table] if isinstance(record.locator, Passage) else []))
    fields = tuple((key, text) for key, text in fields_of(record) if key not in skipped)
    excerpts = tuple(_excerpt(known, one, read_held) for one in verified if one.reason != NO_WORDS)
    return ProposedCard(record, holder, fields, excerpts, refusal_of(verified))


def _excerpt(known: Negotiation, one: Verified, read_held: ReadHeld) -> Excerpt:
    where = ", ".join(filter(None, (one.source, one.status, words_of(one))))
    found = f"{one.issue}: {where}" if one.issue else where
    if one.start is None or one.end is None or one.source not in known.sources:
        return Excerpt(one, found)
    text = read_held(known.sources[one.source]) or ""
    before, after = surroundings(text, one.start, one.end)
    return Excerpt(one, found, before, text[one.start : one.end], after)
