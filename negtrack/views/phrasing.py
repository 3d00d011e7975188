"""Texts for the reader that all views share: speaker, date, gap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from negtrack.dates import When
from negtrack.model import (
    REPORTED,
    Issue,
    Negotiation,
    Position,
    Proposal,
    Record,
    Response,
    Term,
    record_of,
)
from negtrack.query import (
    Breach,
    Condition,
    Snapshot,
    conditions_of,
    deal_before,
    has_lapsed,
)
from negtrack.values import canonical_text
from negtrack.views.signs import MEANINGS, OTHERS_WORDS
from negtrack.views.voices import join_voices, party_name, said_by, speaker_text, speakers_of, voice_beside

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SILENT = "silent"


def value_text(position: Position, issue: Issue) -> str:
    """Return the value in canonical words, with how firmly it was said and its own basis; without a value, the ids that
    it withdraws or denies."""
    if not position.value:
        return (
            f"withdraws {', '.join(position.withdraws)}"
            if position.withdraws
            else f"denies {', '.join(position.denies)}"
        )
    basis = f" ({position.qualifier})" if position.qualifier not in ("", issue.basis) else ""
    return f"{_MODALITIES[position.modality]}{canonical_text(position.value, issue.scale)}{basis}"


_MODALITIES = {
    "said": "",
    "conditional": "if ",
    "considered": "considers ",
    "hoped": "hoped: ",
    "inferred": "inferred: ",
}
"""Modality -> the words before a value."""
RED_LINE = "red line"
SAID_STANCES = {"acceptance": "accepted", "statement": "statement", "red-line": RED_LINE}
"""Stance -> the word for it beside who said so; others print as their value."""


def breach_text(snapshot: Snapshot, breach: Breach) -> str:
    """Return a breach of a mandate, with whose words the mandate rests on unless they are the party's own:
    `outside the mandate (at most 8), according to Israeli officials`."""
    mandate = breach.mandate
    return str(breach) if mandate.is_own else f"{breach}, {said_by(snapshot.negotiation, mandate)}"


def condition_text(snapshot: Snapshot, condition: Condition) -> str:
    """Return a condition and whether it is met, in whose words if not in the parties' own on record: `inspection =
    annual (met, according to an official)`."""
    voices = join_voices(speakers_of(snapshot.negotiation, condition.according_to))
    return f"{str(condition).removesuffix(')')}, according to {voices})" if voices else str(condition)


def condition_words(snapshot: Snapshot, position: Position) -> tuple[str, ...]:
    """Return the conditions of a position as they stand beside its value."""
    return tuple(f"if {condition_text(snapshot, condition)}" for condition in conditions_of(snapshot, position))


def join_provenance(snapshot: Snapshot, records: Sequence[Record]) -> str:
    """Return the short provenance of several records, each with its marks and its caveat."""
    return _join_voices(snapshot, [(provenance(snapshot, record, caveats=False), record) for record in records])


def least_provenance(snapshot: Snapshot, records: Iterable[Record]) -> str:
    """Return what stands beside a value even where provenance is left out: its stance where it is neither demanded nor
    offered, whose words it is unless the party's own on record, marks and our caveats."""
    negotiation = snapshot.negotiation
    voices = ((stance_word(negotiation, record), voice_beside(negotiation, record), record) for record in records)
    return _join_voices(snapshot, [(", ".join(filter(None, voice)), record) for *voice, record in voices])


def starred_provenance(snapshot: Snapshot, records: Sequence[Record]) -> str:
    """Return what stands beside a value in brief: a star where the words are not the party's own on record, or with
    our caveat; then its stance where it is neither demanded nor offered, and its marks: `* (red line)`."""
    negotiation = snapshot.negotiation
    is_starred = any(voice_beside(negotiation, record) or record.caveat for record in records)
    words = (word for record in records for word in (stance_word(negotiation, record), *marks_of(snapshot, record)))
    notes = "; ".join(dict.fromkeys(filter(None, words)))
    return f"{OTHERS_WORDS if is_starred else ''}{f' ({notes})' if notes else ''}"


STAR = f"{OTHERS_WORDS} {MEANINGS[OTHERS_WORDS]}"
"""What the sign means, for a legend."""


def _join_voices(snapshot: Snapshot, voices: Sequence[tuple[str, Record]]) -> str:
    """Return several voices, each once; what belongs to one alone stands in brackets behind it, what belongs to all
    at the end."""
    notes = [(*marks_of(snapshot, record), caveat_text(record)) for _, record in voices]
    shared = notes[0] if len(set(notes)) == 1 else ()
    said = (_bracket(words, () if shared else beside) for (words, _), beside in zip(voices, notes, strict=True))
    of_whom = {1: ""}.get(len(voices), " of both" if len(voices) == 2 else " of all")
    end = [note.replace("caveat:", f"caveat{of_whom}:", 1) for note in shared]
    return "; ".join(filter(None, (*dict.fromkeys(said), *end)))


def _bracket(words: str, notes: Iterable[str]) -> str:
    beside = "; ".join(filter(None, notes))
    return f"{words} ({beside})".lstrip() if beside else words


def marks_of(snapshot: Snapshot, record: Record) -> tuple[str, ...]:
    """Return the withdrawals and denials of a record, or of the term, the proposal or the answer that it is derived
    from, and that an agreement came before it."""
    paper, origin = (record.proposal, record.origin) if isinstance(record, Position) else ("", "")
    names = (record.id, f"{paper}#{record.subject}", paper) if paper else (record.id, *([origin] if origin else ()))
    gone = (mark for name in dict.fromkeys(names) for mark in withdrawal_text(snapshot, name))
    return (*gone, *(late_text(snapshot, record) if snapshot.negotiation.agreements else ()))


def late_text(snapshot: Snapshot, record: Record) -> Iterator[str]:
    """Yield that an answer, or the acceptance that a position amounts to, came after an agreement: `deal had overtaken
    pack-a, 24 Nov`."""
    known = snapshot.negotiation.entries
    is_derived = isinstance(record, Position) and record.stance == "acceptance" and record.origin
    answer = known.get(record.origin) if isinstance(record, Position) and is_derived else record
    deal = deal_before(snapshot, answer) if isinstance(answer, Response) and answer.answer != "pending" else None
    if deal and isinstance(answer, Response):
        offer, agreement = answer.proposal, deal.agreement
        is_it = offer in map(record_of, agreement.follows)
        words = f"{offer} had become {agreement.id}" if is_it else f"{agreement.id} had overtaken {offer}"
        yield f"{words}, {day_text(agreement.day, year_of(snapshot))}"


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
    words = ", ".join(part for part in (stance_word(negotiation, record), who, how, toward, when, record.grade) if part)
    return add_caveat(words, record) if caveats else words


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


def answered_text(snapshot: Snapshot, response: Response) -> str:
    """Return what an answer answers: the id of a proposal, of a position whose and what it is, `pay, Union: 50`."""
    answered = snapshot.negotiation.entries.get(response.proposal)
    if not isinstance(answered, Position):
        return response.proposal
    issue = snapshot.negotiation.issues[answered.issue]
    return f"{issue.id}, {party_name(snapshot.negotiation, answered.party)}: {value_text(answered, issue)}"


def stance_word(negotiation: Negotiation, record: Record) -> str:
    """Return the stance of a position that is neither demanded nor offered; on a process issue all are statements."""
    if not isinstance(record, Position):
        return "" if record.is_said else record.modality
    issue = negotiation.issues.get(record.issue)
    is_usual = record.stance == "statement" and issue is not None and issue.class_ == "process"
    return "" if is_usual else SAID_STANCES.get(record.stance, "")


def year_of(snapshot: Snapshot) -> int | None:
    """Return the year that the page shows, which dates omit."""
    day = (snapshot.page or snapshot).day
    return day.year if day else None


def day_text(day: date, year: int | None = None) -> str:
    """Return a day in words: `25 Mar`; add the year if it is not `year`."""
    short = f"{day.day} {MONTHS[day.month - 1]}"
    return short if day.year == year else f"{short} {day.year}"


def first_day_text(first: date, last: date, year: int | None = None) -> str:
    """Return the first day of a span in words; its year only if that is neither `year` nor that of the last day."""
    return day_text(first, year if last.year == year else last.year)


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
        return f"{first_day_text(when.first, when.last, year)} - {day_text(when.last, year)}"
    whole_year = when.text.count("-") == 0
    return when.text if whole_year else f"{MONTHS[when.first.month - 1]} {when.first.year}"


def deadline_text(when: When | None, year: int | None = None) -> str:
    """Return a deadline in words: `1 Mar`, `1 Mar 17:00`."""
    hour = f" {when.instant:%H:%M}" if when and when.instant else ""
    return f"{when_text(when, year)}{hour}"


def lapse_words(snapshot: Snapshot, offer: Position) -> tuple[str, ...]:
    """Return that an offer has lapsed: `lapsed 1 Mar 17:00`; nothing while it has not."""
    return (f"lapsed {deadline_text(offer.expires, year_of(snapshot))}",) if has_lapsed(snapshot, offer) else ()


def withdrawal_text(snapshot: Snapshot, name: str) -> Iterator[str]:
    """Yield the withdrawals and denials of a position or a proposal, by its holder or according to others."""
    if name in snapshot.withdrawn:
        withdrawal = snapshot.withdrawn[name]
        yield f"withdrawn{' by the party' if withdrawal.is_own else ''}, {withdrawal_source(snapshot, withdrawal)}"
    if name in snapshot.denied:
        yield "denied by the party"
    for claim in snapshot.claims.get(name, ()):
        yield claim_text(snapshot, claim)


def claim_text(snapshot: Snapshot, claim: Position, what: str = "") -> str:
    """Return a withdrawal or a denial that others claim: `withdrawn, according to port officials`; and of `what`."""
    verb = "withdrawn" if claim.stance == "withdrawal" else "denied"
    who = speaker_text(snapshot.negotiation, claim)
    return f"{what}{' ' if what else ''}{verb}, according to {'a report' if who == REPORTED else who}"


def withdrawal_source(snapshot: Snapshot, withdrawal: Position) -> str:
    """Return when a withdrawal was said, and who reports it if not the party itself: `reported by Press, 5 Mar`."""
    who = "" if withdrawal.is_own else said_by(snapshot.negotiation, withdrawal)
    return ", ".join(part for part in (who, when_text(withdrawal.stated, year_of(snapshot))) if part)


def count_text(count: int, noun: str) -> str:
    """Return a count with its noun: `1 source`, `1,084 sources`."""
    return f"{count:,} {noun}{'s' * (count != 1)}"


def waiting_text(proposal: Proposal, days: int) -> str:
    """Return how long an answer is awaited: `3 days`, `at least 43 days` where the day of the proposal is inexact."""
    return f"{'' if proposal.first_day == proposal.day else 'at least '}{count_text(days, 'day')}"
