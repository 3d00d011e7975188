"""Records of `diff --since` that changed no current position, in words."""

from __future__ import annotations

from functools import cached_property

from negtrack.diff import Addition
from negtrack.frozen import dataclass, field
from negtrack.model import Agreement, Entry, Milestone, Note, OpenItem, Position, Proposal, Record, Response, Retraction
from negtrack.query import Snapshot, holds
from negtrack.views.change_phrases import straddles, when_since
from negtrack.views.deal_states import milestone_text
from negtrack.views.deal_words import item_text
from negtrack.views.phrasing import (
    answer_text,
    answered_text,
    caveat_text,
    day_text,
    late_text,
    provenance,
    term_text,
    year_of,
)
from negtrack.views.signs import DISPUTED, GONE, NEW
from negtrack.views.statement import Statement
from negtrack.views.view import Row
from negtrack.views.voices import party_name, said_by

HEADINGS = {
    "claim": "other statements",
    "proposal": "proposals",
    "disclosure": "disclosures",
    "answer": "answers",
    "withdrawal": "withdrawals",
    "denial": "denials",
    "note": "notes",
    "agreement": "agreements",
    "open": "left open",
    "milestone": "milestones of agreements",
    "retraction": "retractions",
}
_STANDINGS = {
    "contested": "contests the current position",
    "divided": "divided from the current position",
    "denied": "denied by the party",
    "order unknown": "order unknown",
    "since the deal": "said since the deal, beside what is agreed",
    "disputes": "disputes what is agreed",
    "beside": "stands beside the current position",
    "overtaken": "overtaken since",
    "withdrawn": "withdrawn since",
}
_DISPUTING = frozenset({"contested", "divided", "denied", "disputes"})
"""Standings of a claim that the current position does not go with."""


@dataclass(frozen=True)
class AdditionRow:
    """One record, in words, each computed on first use: of many records a format asks for few."""

    addition: Addition
    before: Snapshot = field(repr=False, compare=False)
    after: Snapshot = field(repr=False, compare=False)

    @property
    def sign(self) -> str:
        """Return `!` for what disputes the current position, `-` for what was taken back, else `+`."""
        if self.addition.change == "denied" or self.addition.standing in _DISPUTING:
            return DISPUTED
        return GONE if self.addition.change in ("withdrawn", "retracted") else NEW

    @property
    def about(self) -> str:
        """Return the issue of a claim, or the proposal; "" for a note."""
        return _about(self.after, self.addition)

    @property
    def party(self) -> str:
        """Return the name of the party; "" where the record belongs to none."""
        party = self.addition.record.party
        return party_name(self.after.negotiation, party) if party else ""

    @property
    def text(self) -> str:
        """Return the value, the terms, the answer or the note."""
        return _text(self.after, self.addition)

    @cached_property
    def who(self) -> str:
        """Return who speaks: `according to Arab mediators`, or who speaks for the party itself."""
        return _who(self.after, self.addition.record)

    @property
    def phrase(self) -> str:
        """Return what became of a claim, that a withdrawal or a denial in others' words ends nothing, and that an
        agreement came before an answer."""
        return _phrase(self.after, self.addition)

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """Return the day, attribution and grade; of a denial those of what it denies before them."""
        return _origins(self.before, self.after, self.addition)

    @property
    def caveat(self) -> str:
        """Return our caveat on the record; "" without one."""
        return _caveat(self.addition.record)

    @property
    def fields(self) -> Row:
        """Return the machine columns that are not empty."""
        return _fields(self)

    @property
    def change(self) -> str:
        """Return what it is, with its phrase and caveat: `claim: stands beside the current position`; a party's own
        word is a statement."""
        record, part = self.addition.record, self.addition.part
        is_own = part == "claim" and isinstance(record, Record) and record.is_own
        detail = "; ".join(filter(None, (self.phrase, self.caveat)))
        return ": ".join(words for words in ("statement" if is_own else part, detail) if words)

    @property
    def words(self) -> str:
        """Return whose record it is, what it says and who says so."""
        joint = "  " if self.addition.part == "note" else ", "
        whose = f"{self.party}: " if self.party else ""
        said = joint.join(part for part in (f"{whose}{self.text}", self.who) if part)
        return "  ".join(part for part in (said, self.phrase) if part)

    @property
    def origin(self) -> str:
        """Return the day, attribution and grade; of a denial behind those of what it denies."""
        return " -> ".join(self.origins)

    @property
    def when(self) -> str:
        """Return who says so and when, for a table."""
        return ", ".join(part for part in (self.who, self.origin) if part)

    @property
    def document_when(self) -> str:
        """Return who says so and when, for a document: `according to Ann, 26 Mar; denied: own statement,
        27 Mar`."""
        *denied, said = self.origins
        words = ", ".join(part for part in (self.who, said) if part)
        return f"{denied[0]}; denied: {words}" if denied else words


def addition_row(before: Snapshot, after: Snapshot, addition: Addition) -> AdditionRow:
    """Return an addition in words."""
    return AdditionRow(addition, before, after)


def _about(after: Snapshot, addition: Addition) -> str:
    """Return the issue of a position, the id of a proposal, what an answer answers, or what a retraction is about."""
    record = addition.record
    if isinstance(record, Position):
        return _subject(after, addition).issue
    if isinstance(record, Proposal):
        return record.discloses or record.id
    if isinstance(record, OpenItem):
        return record.issue
    if isinstance(record, Agreement):
        return record.id
    if isinstance(record, Response):
        return answered_text(after, record)
    return addition.target


def _subject(after: Snapshot, addition: Addition) -> Position:
    """Return the claim that a denial denies, where it is a position; otherwise the record itself."""
    target = after.negotiation.entries.get(addition.target) if addition.part == "denial" else None
    found = target if isinstance(target, Position) else addition.record
    assert isinstance(found, Position)
    return found


def _text(after: Snapshot, addition: Addition) -> str:
    record = addition.record
    if isinstance(record, Position):
        return _position_text(after, addition, record)
    if isinstance(record, Milestone):
        return milestone_text(after, record)
    if isinstance(record, OpenItem):
        return _modal(record, item_text(after, record))
    if isinstance(record, Proposal | Agreement):
        terms = "; ".join(map(term_text if isinstance(record, Agreement) else str, record.terms))
        return _modal(record, f"{record.title} ({terms})" if terms else record.title)
    if isinstance(record, Response):
        return _modal(record, ", ".join(part for part in (answer_text(record), record.reservations) if part))
    if isinstance(record, Note):
        return _modal(record, record.text or record.quote or record.note)
    return record.reason if isinstance(record, Retraction) else ""


def _position_text(after: Snapshot, addition: Addition, record: Position) -> str:
    """Return the value of a claim, or what it takes back: `withdraws at least 100`, `denies 500 (according to
    diplomats)`."""
    subject = _subject(after, addition)
    if subject is not record:
        return f"denies {_statement(after, subject).words} ({said_by(after.negotiation, subject)})"
    if not record.withdraws:
        return _statement(after, record).words
    named = [after.negotiation.entries.get(name, name) for name in record.withdraws]
    return f"withdraws {', '.join(_name_of(after, one) for one in named)}"


def _name_of(after: Snapshot, taken: Entry | str) -> str:
    """Return what is taken back: the value of a position, the title of a proposal, else its id."""
    if isinstance(taken, Position) and taken.value:
        return _statement(after, taken).words
    if isinstance(taken, Proposal):
        return taken.title
    return taken if isinstance(taken, str) else taken.id


def _modal(record: Record, text: str) -> str:
    return text if record.is_said else f"{record.modality}: {text}"


def _statement(after: Snapshot, position: Position) -> Statement:
    return Statement(after, position, after.negotiation.issues[position.issue])


def _who(after: Snapshot, record: Entry) -> str:
    if isinstance(record, Position) and record.value:
        return _statement(after, record).who
    return said_by(after.negotiation, record) if isinstance(record, Record) else ""


def _caveat(record: Entry) -> str:
    return caveat_text(record) if isinstance(record, Record) else ""


def _phrase(after: Snapshot, addition: Addition) -> str:
    record = addition.record
    if isinstance(record, Response):
        return "; ".join(late_text(after, record))
    if isinstance(record, Position) and addition.part in ("withdrawal", "denial"):
        return "" if (addition.part == "denial" and record.is_own) or holds(record) else "a claim only"
    if addition.change == "corrected":
        return "corrected by a better reading"
    if addition.part == "retraction":
        return "retracted: our entry was an error"
    return _STANDINGS.get(addition.standing, "")


def _origins(before: Snapshot, after: Snapshot, addition: Addition) -> tuple[str, ...]:
    record = addition.record
    if not isinstance(record, Record):
        return (f"recorded {day_text(record.recorded.date(), year_of(after))}",)
    claimed = after.negotiation.entries.get(addition.target) if addition.part == "denial" else None
    earlier = (provenance(after, claimed, caveats=False),) if isinstance(claimed, Record) else ()
    how = "" if record.attribution in ("document", "reported") else record.attribution or ""
    when = when_since(before, record, year_of(after))
    return (*earlier, ", ".join(part for part in (when, how, record.grade) if part))


def _fields(row: AdditionRow) -> Row:
    addition, record = row.addition, row.addition.record
    position = _statement(row.after, record) if isinstance(record, Position) else None
    denied = _statement(row.after, _subject(row.after, addition)) if position and addition.part == "denial" else None
    return {
        "part": addition.part,
        "party": record.party,
        "issue": row.about if position else "",
        "classes": [addition.change],
        "before": denied.said if denied else "",
        "before_remark": denied.remark if denied else "",
        "before_id": addition.target if denied else "",
        "after": position.said if position else "",
        "after_remark": position.remark if position else _remark(record),
        "before_qualifier": denied.position.qualifier if denied else "",
        "after_qualifier": position.position.qualifier if position else "",
        **_provenance(record),
        "about": addition.target or (record.discloses if isinstance(record, Proposal) else ""),
        "text": row.text,
        "perhaps_before": isinstance(record, Record) and straddles(row.before, record),
    }


def _remark(record: Entry) -> str:
    """Return what no other column says of a record that has no value: how firmly it was said, and its caveat."""
    firmness = record.modality if isinstance(record, Record) and not record.is_said else ""
    return "; ".join(part for part in (firmness, _caveat(record)) if part)


def _provenance(record: Entry) -> Row:
    said = record if isinstance(record, Record) else None
    return {
        "after_stated": said.stated.text if said and said.stated else "",
        "after_voice": said.voice if said else "",
        "after_grade": said.grade if said else "",
        "after_id": record.id,
    }
