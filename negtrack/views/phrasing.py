"""Texts for the reader that all views share: speaker, date, gap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from datetime import date
from functools import cached_property

from negtrack.dates import When
from negtrack.frozen import dataclass
from negtrack.model import (
    REPORTED,
    Issue,
    Negotiation,
    Position,
    Proposal,
    Record,
    Response,
    Term,
    keys_of,
    to_plain,
)
from negtrack.query import (
    Breach,
    Snapshot,
    alternatives_of,
    conditions_of,
    has_lapsed,
    unrestated_steps,
    value_of,
)
from negtrack.values import print_value
from negtrack.views.voices import party_name, said_by, speaker_text

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SILENT = "silent"


@dataclass(frozen=True)
class Statement:
    """One position in words: its value, and its provenance in a short and a long form; computed on first use."""

    snapshot: Snapshot = field(repr=False, compare=False)
    position: Position
    issue: Issue

    @cached_property
    def value(self) -> str:
        """Return the canonical value, which parses to the same set; "" where it takes something back."""
        value = value_of(self.position, self.issue)
        return print_value(value, self.issue.scale) if value else ""

    @property
    def said(self) -> str:
        """Return the canonical value if it was said as it stands; "" otherwise, as nobody holds it."""
        return self.value if self.position.is_said else ""

    @cached_property
    def words(self) -> str:
        """Return the value for the reader: how firmly it was said, its own basis, the steps that it leaves open and its
        conditions; with the alternatives to it, and that the offer has lapsed."""
        return " or ".join(self._alternatives) or ", ".join((*self._own_words, *self._lapsed))

    @cached_property
    def remark(self) -> str:
        """Return what a machine value and its qualifier leave out: how firmly it was said, conditions and caveat."""
        position = self.position
        firmness = "" if position.is_said else value_text(position, self.issue)
        alternatives = " or ".join(self._alternatives)
        parts = (firmness, *self._unrestated, *self._conditions, *self._lapsed, alternatives, caveat_text(position))
        return "; ".join(part for part in parts if part)

    @property
    def _conditions(self) -> tuple[str, ...]:
        return tuple(f"if {condition}" for condition in conditions_of(self.snapshot, self.position))

    @property
    def _own_words(self) -> tuple[str, ...]:
        value = " ".join((value_text(self.position, self.issue), *(f"({text})" for text in self._unrestated)))
        return (value, *self._conditions)

    @property
    def _lapsed(self) -> tuple[str, ...]:
        is_lapsed = has_lapsed(self.snapshot, self.position)
        return (f"lapsed {deadline_text(self.position.expires, year_of(self.snapshot))}",) if is_lapsed else ()

    @cached_property
    def _alternatives(self) -> tuple[str, ...]:
        """Return each alternative with its proposal; none where there is only one."""
        offers = alternatives_of(self.snapshot, self.position, self.issue)
        if len(offers) == 1:
            return ()
        said = ((offer.proposal, Statement(self.snapshot, offer, self.issue)) for offer in offers)
        return tuple(f"{name}: {', '.join((*one._own_words, *one._lapsed))}" for name, one in said)

    @property
    def _unrestated(self) -> Iterator[str]:
        """Yield the steps that it leaves open, with what stood there: `2023 not restated; USD 90m on 1 Mar`."""
        if not self.issue.scale.is_stepped:
            return
        found: dict[str, tuple[list[str], list[str]]] = {}
        for name, earlier, value in unrestated_steps(self.snapshot, self.position, self.issue):
            day = when_text(earlier.when, year_of(self.snapshot))
            names, values = found.setdefault(day, ([], []))
            names.append(name)
            values.append(print_value(value, self.issue.scale))
        for day, (names, values) in found.items():
            yield f"{', '.join(names)} not restated; {', '.join(values)} on {day}"

    @cached_property
    def short(self) -> str:
        """Return who said it, date and grade: `according to Egyptian officials, 25 Mar, B2`."""
        return provenance(self.snapshot, self.position)

    @property
    def least(self) -> str:
        """Return what no view leaves out: `according to Egyptian officials; caveat: ...`, "" for the party's own."""
        return least_provenance(self.snapshot, [self.position])

    @cached_property
    def long(self) -> str:
        """Return the whole provenance: `according to Egyptian officials, background, 25 Mar, B2`."""
        return provenance(self.snapshot, self.position, whole=True)


def value_text(position: Position, issue: Issue) -> str:
    """Return the value in canonical words, with how firmly it was said and its own basis; without a value, the ids that
    it withdraws or denies."""
    value = value_of(position, issue)
    if value is None:
        return (
            f"withdraws {', '.join(position.withdraws)}"
            if position.withdraws
            else f"denies {', '.join(position.denies)}"
        )
    basis = f" ({position.qualifier})" if position.qualifier not in ("", issue.basis) else ""
    return f"{_MODALITIES[position.modality]}{print_value(value, issue.scale)}{basis}"


_MODALITIES = {
    "said": "",
    "conditional": "if ",
    "considered": "considers ",
    "hoped": "hoped: ",
    "inferred": "inferred: ",
}
"""Modality -> the words before a value."""
_STANCES = {"acceptance": "accepted", "statement": "statement"}
"""Stance -> the word for it beside who said so; others print as their value."""


def breach_text(snapshot: Snapshot, breach: Breach) -> str:
    """Return a breach of a mandate, with whose words the mandate rests on unless they are the party's own:
    `outside the mandate (at most 8), according to Israeli officials`."""
    mandate = breach.mandate
    return str(breach) if mandate.is_own else f"{breach}, {said_by(snapshot.negotiation, mandate)}"


def join_provenance(snapshot: Snapshot, records: Sequence[Record]) -> str:
    """Return the short provenance of several records, a caveat that they share only once."""
    voices = (provenance(snapshot, record, caveats=False) for record in records)
    return "; ".join((*voices, *_caveats(records)))


def least_provenance(snapshot: Snapshot, records: Iterable[Record]) -> str:
    """Return what stands beside a value even where provenance is left out: that it is only a statement or an
    acceptance, whose words it is unless the party's own, and our caveats."""
    records, negotiation = tuple(records), snapshot.negotiation
    voices = (
        (_stance_word(negotiation, record), "" if record.is_own else said_by(negotiation, record)) for record in records
    )
    said = dict.fromkeys(words for voice in voices if (words := ", ".join(filter(None, voice))))
    return "; ".join((*said, *_caveats(records)))


def _caveats(records: Iterable[Record]) -> Iterable[str]:
    return dict.fromkeys(caveat_text(record) for record in records if record.caveat)


def provenance(snapshot: Snapshot, record: Record, whole: bool = False, caveats: bool = True) -> str:
    """Return who said it, date, grade and, with `caveats`, our caveat; `whole` adds the attribution."""
    negotiation = snapshot.negotiation
    who = said_by(negotiation, record)
    is_implied = who.endswith("document") or record.attribution == "reported"
    how = record.attribution if whole and not is_implied else ""
    toward = (
        f"toward {party_name(negotiation, record.toward)}" if isinstance(record, Position) and record.toward else ""
    )
    when = when_text(record.stated, year_of(snapshot))
    words = ", ".join(
        part for part in (_stance_word(negotiation, record), who, how, toward, when, record.grade) if part
    )
    return add_caveat(words, record) if caveats else words


def disclosed_words(snapshot: Snapshot, proposal: Proposal, issue: Issue) -> tuple[str, ...]:
    """Return what others say that a proposal offers on an issue: `about 700, according to a source, 25 Mar, C2`."""
    statements = (Statement(snapshot, offer, issue) for offer in snapshot.disclosed(proposal, issue.id))
    return tuple(f"{statement.words}, {statement.short}" for statement in statements)


def offer_words(value: str, disclosed: Sequence[str]) -> str:
    """Return the value of a term, with what others say that it is."""
    return f"{value} ({'; '.join(disclosed)})" if disclosed else value


def term_text(term: Term) -> str:
    """Return a term in words, with what it says besides its value: `pay = 50 (net), if hours = 35`."""
    basis = f" ({term.qualifier})" if term.qualifier else ""
    firmness = f"{term.modality}: " if term.modality else ""
    words = (f"{firmness}{term}{basis}", *(f"if {condition}" for condition in term.requires))
    return ", ".join(words) + (f"; caveat: {term.caveat}" if term.caveat else "")


def caveat_text(record: Record | Term) -> str:
    """Return our caveat on how the record was read, marked as such; "" without one."""
    return f"caveat: {record.caveat}" if record.caveat else ""


def add_caveat(words: str, record: Record) -> str:
    """Return words with our caveat, if there is one."""
    return f"{words}; {caveat_text(record)}" if record.caveat else words


def answer_text(response: Response) -> str:
    """Return an answer in words, with the terms if it answers only some: `rejected (pay), no counter-offer`."""
    terms = f" ({', '.join(sorted(response.issues))})" if response.issues else ""
    return f"{response.answer}{terms}{', no counter-offer' if response.no_counter else ''}"


def _stance_word(negotiation: Negotiation, record: Record) -> str:
    """Return the stance of a position that is neither demanded nor offered; on a process issue all are statements."""
    if not isinstance(record, Position):
        return "" if record.is_said else record.modality
    issue = negotiation.issues.get(record.issue)
    is_usual = record.stance == "statement" and issue is not None and issue.class_ == "process"
    return "" if is_usual else _STANCES.get(record.stance, "")


def year_of(snapshot: Snapshot) -> int | None:
    """Return the year of the snapshot, which dates omit."""
    return snapshot.day.year if snapshot.day else None


def day_text(day: date, year: int | None = None) -> str:
    """Return a day in words: `25 Mar`; add the year if it is not `year`."""
    short = f"{day.day} {MONTHS[day.month - 1]}"
    return short if day.year == year else f"{short} {day.year}"


def when_text(when: When | None, year: int | None = None) -> str:
    """Return a date, exact or not, in words: `25 Mar`, `Sep 2023`, `by 23 Mar`, `1 Sep - 11 Oct`."""
    if when is None:
        return ""
    if when.first is None or when.last is None:
        end = when.last or when.first
        return f"{'by' if when.last else 'from'} {day_text(end, year)}" if end else "undated"
    if when.exact:
        return day_text(when.last, year)
    if "/" in when.text:
        return f"{day_text(when.first, year)} - {day_text(when.last, year)}"
    whole_year = when.text.count("-") == 0
    return when.text if whole_year else f"{MONTHS[when.first.month - 1]} {when.first.year}"


def deadline_text(when: When | None, year: int | None = None) -> str:
    """Return a deadline in words: `1 Mar`, `1 Mar 17:00`."""
    hour = f" {when.instant:%H:%M}" if when and when.instant else ""
    return f"{when_text(when, year)}{hour}"


def withdrawal_text(snapshot: Snapshot, name: str) -> Iterator[str]:
    """Yield the withdrawals and denials of a position or a proposal, by its holder or according to others."""
    if name in snapshot.withdrawn:
        withdrawal = snapshot.withdrawn[name]
        yield f"withdrawn{' by the party' if withdrawal.is_own else ''}, {withdrawal_source(snapshot, withdrawal)}"
    if name in snapshot.denied:
        yield "denied by the party"
    for claim in snapshot.claims.get(name, ()):
        verb = "withdrawn" if claim.stance == "withdrawal" else "denied"
        who = speaker_text(snapshot.negotiation, claim)
        yield f"{verb}, according to {'a report' if who == REPORTED else who}"


def withdrawal_source(snapshot: Snapshot, withdrawal: Position) -> str:
    """Return when a withdrawal was said, and who reports it if not the party itself: `reported by Press, 5 Mar`."""
    who = "" if withdrawal.is_own else said_by(snapshot.negotiation, withdrawal)
    return ", ".join(part for part in (who, when_text(withdrawal.stated, year_of(snapshot))) if part)


def count_text(count: int, noun: str) -> str:
    """Return a count with its noun: `1 source`, `2 sources`."""
    return f"{count} {noun}{'s' * (count != 1)}"


def waiting_text(proposal: Proposal, days: int) -> str:
    """Return how long an answer is awaited: `3 days`, `at least 43 days` where the day of the proposal is inexact."""
    return f"{'' if proposal.first_day == proposal.day else 'at least '}{count_text(days, 'day')}"


_WHO_SAID_IT = ("stated", "speaker", "side", "voice", "attribution", "grade", "sources", "locator")
_PROVENANCE = tuple(dict.fromkeys((*_WHO_SAID_IT, *(key for key in keys_of(Record) if key != "party"))))
"""Machine fields of a record's provenance, in the order of all views."""


def provenance_fields(record: Record) -> dict[str, object]:
    """Return the provenance of a record for machines."""
    found = {name: getattr(record, name) for name in _PROVENANCE}
    return {name: value if type(value) is str else to_plain(value) for name, value in found.items()}
