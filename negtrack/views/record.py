"""`show RECORD`: all fields of one record, and the related records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from negtrack.frozen import dataclass
from negtrack.model import (
    Entry,
    Milestone,
    OpenItem,
    Passage,
    Position,
    Proposal,
    Record,
    Retraction,
    record_of,
    references,
    to_table,
)
from negtrack.query import Snapshot, deals_of, live_positions, silencing_agreement
from negtrack.views.deal_states import deal_status, milestone_text
from negtrack.views.deal_words import item_text
from negtrack.views.phrasing import marks_of, provenance
from negtrack.views.statement import Statement
from negtrack.views.view import Frame, Row, Table
from negtrack.views.voices import party_name

_COLUMNS = (
    "party",
    "table",
    "issue",
    "value",
    "standing",
    "stated",
    "recorded",
    "links",
    "fields",
    "file",
    "id",
    "answer",
    "qualifier",
)


@dataclass(frozen=True)
class Link:
    """A related record and its relation to this one."""

    how: str
    id: str
    words: str


@dataclass(frozen=True)
class Card:
    """One record with every field as in its file."""

    entry: Entry
    holder: str
    standing: str
    file: str
    fields: tuple[tuple[str, str], ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class RecordView:
    """The answer of `show RECORD`."""

    schema: ClassVar[str] = "record"
    id_column: ClassVar[str] = "id"
    columns: ClassVar[tuple[str, ...]] = _COLUMNS

    snapshot: Snapshot
    cards: tuple[Card, ...]

    @property
    def frame(self) -> Frame:
        return Frame(self.snapshot.negotiation.title, self.snapshot)

    def head(self) -> Mapping[str, object]:
        return {"negotiation": self.snapshot.negotiation.id, "title": self.snapshot.negotiation.title}

    def rows(self) -> Iterator[Row]:
        for card in self.cards:
            entry = card.entry
            stated = entry.stated if isinstance(entry, Record) else None
            yield {
                "party": entry.party,
                "table": entry.table,
                "issue": getattr(entry, "issue", ""),
                "value": self._value_of(entry),
                "answer": getattr(entry, "answer", ""),
                "qualifier": getattr(entry, "qualifier", ""),
                "standing": card.standing,
                "stated": stated.text if stated else "",
                "recorded": entry.recorded.isoformat(),
                "links": [f"{link.how} {link.id}" for link in card.links],
                "fields": dict(card.fields),
                "file": card.file,
                "id": entry.id,
            }

    def _value_of(self, entry: Entry) -> str:
        """Return the canonical value of a position; "" of any other entry."""
        if not isinstance(entry, Position):
            return ""
        return Statement(self.snapshot, entry, self.snapshot.negotiation.issues[entry.issue]).value

    def table(self) -> Table:
        rows = [(card.entry.id, key, text) for card in self.cards for key, text in card.fields]
        return Table(("record", "field", "content"), rows)


def build_records(snapshot: Snapshot, entries: Sequence[Entry]) -> RecordView:
    """Build the cards of `entries`."""
    return RecordView(snapshot, tuple(_card(snapshot, entry) for entry in entries))


def _card(snapshot: Snapshot, entry: Entry) -> Card:
    fields = tuple(fields_of(entry))
    holder = party_name(snapshot.negotiation, entry.party) if entry.party else ""
    place = f"{entry.file}:{entry.line}"
    return Card(entry, holder, _state_of(snapshot, entry), place, fields, tuple(_links(snapshot, entry)))


def _state_of(snapshot: Snapshot, entry: Entry) -> str:
    """Return the standing of an entry; of an agreement that counts its state, and of it and an open item that an issue
    is both a term and left open."""
    name = entry.agreement if isinstance(entry, OpenItem) else entry.id
    deal = next((deal for deal in deals_of(snapshot) if deal.agreement.id == name), None)
    if deal is None:
        return standing_of(snapshot, entry)
    items = [item for item in deal.items if entry in (item, deal.agreement) and deal.settling_term(item.issue)]
    both = (f"{item.issue} is left open by {item.id}, though it is a term, which counts" for item in items)
    return "; ".join((deal_status(snapshot, deal) if entry == deal.agreement else standing_of(snapshot, entry), *both))


def fields_of(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the fields of an entry as in its file; of terms with tables of their own one for each, which begins with
    the value."""
    for key, value in to_table(entry).items():
        if not isinstance(value, dict) or key == Passage.table:
            yield key, _field_text(value)
            continue
        for issue, term in value.items():
            said = (f"{name}: {_field_text(part)}" for name, part in term.items() if name != "value")
            yield f"{key} {issue}", " · ".join((term["value"], *said))


def _field_text(value: object) -> str:
    if isinstance(value, dict):  # a passage
        return ", ".join(f"{name} {part}" for name, part in value.items())
    return "; ".join(str(item) for item in value) if isinstance(value, list) else str(value)


def standing_of(snapshot: Snapshot, entry: Entry) -> str:
    """Return the standing of an entry: `retracted`, `superseded`, `withdrawn` or `denied`.

    Of one that was not on record by then, that it was not; otherwise `live` or `cleared by later positions` for a
    position with a value, `stands` for all others.
    """
    if not snapshot.on_record(entry):
        return _missing_text(snapshot, entry)
    fate = snapshot.fate_of(entry) or ("denied" if entry.id in snapshot.denied else "")
    if fate:
        return fate
    if not isinstance(entry, Position) or not entry.value:
        return "stands"
    if silencing_agreement(snapshot, entry.party, snapshot.negotiation.issues[entry.issue]):
        return "before a deal that no longer holds"
    live = live_positions(snapshot, entry.party, snapshot.negotiation.issues[entry.issue])
    return "live" if entry.id in {position.id for position in live} else "cleared by later positions"


def _missing_text(snapshot: Snapshot, entry: Entry) -> str:
    """Return why an entry is not on record yet, by the two clocks."""
    if not _is_recorded(snapshot, entry):
        return "not yet recorded"
    return "perhaps already said" if _may_be_said(snapshot, entry) else "not yet said"


def _is_recorded(snapshot: Snapshot, entry: Entry) -> bool:
    return snapshot.known_at is None or entry.recorded <= snapshot.known_at


def _may_be_said(snapshot: Snapshot, entry: Entry) -> bool:
    """Return whether an entry was recorded by then, and not certainly said later."""
    is_later = isinstance(entry, Record) and snapshot.as_of is not None and entry.first_day > snapshot.as_of
    return not is_later and _is_recorded(snapshot, entry)


def term_standing(snapshot: Snapshot, proposal: Proposal, issue: str) -> str:
    """Return the standing of a term: that of its proposal, unless the term itself was taken back."""
    name = f"{proposal.id}#{issue}"
    standings = (("superseded", snapshot.superseded), ("withdrawn", snapshot.withdrawn), ("denied", snapshot.denied))
    found = next((standing for standing, ended in standings if name in ended), "")
    return found or standing_of(snapshot, proposal)


def _links(snapshot: Snapshot, entry: Entry) -> Iterator[Link]:
    """Yield the records to which `entry` refers, then those by then that refer to it."""
    entries = snapshot.negotiation.entries
    for other in entries.values():
        for key, name in references(entry):
            if key in _LINKS and other.id == record_of(name):
                words = _words(snapshot, other) if key in _TAKES_BACK else _words_now(snapshot, other)
                yield Link(_LINKS[key][0], name, words)
    for other in sorted(entries.values(), key=lambda entry: (entry.recorded, entry.id)):
        for key, name in references(other):
            if key in _LINKS and entry.id == record_of(name) and _may_be_said(snapshot, other):
                yield Link(_LINKS[key][1], other.id, _words_now(snapshot, other))
    for offer in (offer for group in snapshot.offers.values() for offer in group if offer.origin == entry.id):
        yield Link(f"counts as the {offer.stance}", offer.id, f"{offer.issue} = {offer.value}")


_LINKS = {
    "supersedes": ("supersedes", "superseded by"),
    "withdraws": ("withdraws", "withdrawn by"),
    "denies": ("denies", "denied by"),
    "answers": ("answers", "answered by"),
    "to": ("answers", "answered by"),
    "discloses": ("discloses", "disclosed by"),
    "amends": ("amends", "amended by"),
    "alternative_to": ("alternative to", "alternative"),
    "of": ("retracts", "retracted by"),
    "follows": ("follows", "became"),
    "agreement": ("about", "followed by"),
}
"""Key that names a record -> how that reads in the record, and in the one that is named."""


_TAKES_BACK = frozenset({"supersedes", "withdraws", "denies", "of"})
"""Keys by which a record says itself what became of the one that it names."""


def _words_now(snapshot: Snapshot, entry: Entry) -> str:
    """Return a related record in words, and that it was taken back since: `accepted: own statement, 5 Oct; withdrawn by
    the party, 10 Oct`."""
    fate = snapshot.fate_of(entry)
    gone = (fate,) if fate in ("retracted", "superseded") else ()
    marks = marks_of(snapshot, entry) if isinstance(entry, Record) and not gone else gone
    return "; ".join(filter(None, (_words(snapshot, entry), *marks)))


def _words(snapshot: Snapshot, entry: Entry) -> str:
    if isinstance(entry, Retraction):
        suffix = ", itself retracted" if entry.id in snapshot.retracted else ""
        return f"{entry.reason} ({entry.recorded.date()}{suffix})"
    if isinstance(entry, Milestone):
        return f"{milestone_text(snapshot, entry)}: {provenance(snapshot, entry)}"
    if isinstance(entry, OpenItem):
        return f"{entry.issue}, {item_text(snapshot, entry)}: {provenance(snapshot, entry)}"
    words = (getattr(entry, name, "") for name in ("value", "answer", "title", "milestone", "issue"))
    what = next(filter(None, words), "")
    who = provenance(snapshot, entry) if isinstance(entry, Record) else ""
    return ": ".join(part for part in (what, who) if part)
