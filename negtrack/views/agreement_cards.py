"""One agreement for a reader: its terms, what it leaves open, and what happened to it, a line each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from negtrack.frozen import dataclass
from negtrack.model import (
    ENDING,
    MEDIA,
    OF_A_TERM,
    Agreement,
    Issue,
    Milestone,
    OpenItem,
    Record,
    Response,
    Term,
    is_later,
)
from negtrack.query import Deal, Settlement, Snapshot, milestones_of, settlement_of, term_position
from negtrack.views.answer_days import delay_text
from negtrack.views.deal_states import deal_status, milestone_text
from negtrack.views.deal_words import against_text, done_words, item_text, reserved_words, settlement_text, voice_text
from negtrack.views.phrasing import (
    add_caveat,
    answer_text,
    caveat_text,
    day_text,
    provenance,
    value_text,
    when_text,
    withdrawal_text,
    year_of,
)
from negtrack.views.voices import party_name, said_by


@dataclass(frozen=True)
class TermLine:
    """A term or an open item: the issue, what was agreed, and what became of it."""

    issue: Issue
    value: str
    remarks: str = ""
    more: tuple[str, ...] = ()
    """What else is on record of it: our words and notes, whose word it is, and each report."""


@dataclass(frozen=True)
class EventLine:
    """What happened to an agreement as a whole: the day, the words, and what else is on record of it."""

    when: str
    words: str
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class AgreementCard:
    """An agreement with all that a reader asks of it."""

    id: str
    title: str
    facts: str
    """Its kind, day and parties."""
    status: str
    terms: tuple[TermLine, ...]
    items: tuple[TermLine, ...]
    events: tuple[EventLine, ...]
    """What happened to it as a whole, votes and answers included."""
    more: tuple[str, ...]
    """What else is on record of the whole: our words, and whose word it is."""


def build_card(snapshot: Snapshot, agreement: Agreement, deal: Deal | None) -> AgreementCard:
    """Build the card of an agreement; `deal` is None where it was not said as it stands."""
    known, year = snapshot.negotiation, year_of(snapshot)
    between = ", ".join(party_name(known, party) for party in agreement.between) or "all principals"
    facts = (agreement.kind or "", when_text(agreement.date, year), between, _voice(snapshot, agreement))
    follows = _follows(snapshot, agreement)
    order = {name: number for number, name in enumerate(known.issues)}
    terms = sorted(agreement.terms, key=lambda term: order[term.issue])
    items = sorted(
        (item for item in snapshot.open_items if item.agreement == agreement.id), key=lambda item: order[item.issue]
    )
    return AgreementCard(
        agreement.id,
        "; ".join(filter(None, (agreement.title, caveat_text(agreement)))),
        " · ".join(filter(None, facts)),
        deal_status(snapshot, deal) if deal else agreement.modality,
        tuple(_term_line(snapshot, agreement, term, deal) for term in terms),
        tuple(_item_line(snapshot, item, deal) for item in items),
        tuple(_events(snapshot, agreement)),
        tuple(filter(None, (agreement.text, agreement.note, provenance(snapshot, agreement, caveats=False), follows))),
    )


def _follows(snapshot: Snapshot, agreement: Agreement) -> str:
    """Return which proposals it carries out, and after how many days: `follows israel-2024-05-27 after 233 days`."""
    found = (one for one in snapshot.proposals if one.id in agreement.follows)
    texts = [" ".join(filter(None, (one.id, delay_text(one, agreement)))) for one in found]
    return f"follows {', '.join(texts)}" if texts else ""


def _term_line(snapshot: Snapshot, agreement: Agreement, term: Term, deal: Deal | None) -> TermLine:
    issue, position = snapshot.negotiation.issues[term.issue], term_position(agreement, term)
    value = ", ".join((value_text(position, issue), *(f"if {text}" for text in term.requires)))
    became = became_words(snapshot, deal, issue) if deal else ()
    voice = _voice(snapshot, position) if term.side or term.speaker else ""
    reports = milestones_of(snapshot, agreement.id, term.issue)
    said = (text for one in reports for text in _report(snapshot, one))
    own = provenance(snapshot, position, caveats=False) if term.own_fields else ""
    remarks = "; ".join(filter(None, (*became, voice, caveat_text(term))))
    return TermLine(issue, value, remarks, tuple(filter(None, (term.text, term.note, own, *said))))


def _report(snapshot: Snapshot, milestone: Milestone) -> tuple[str, ...]:
    """Return a report of what became of a term: whose word it is, then our words and note."""
    return f"{milestone_text(snapshot, milestone)}: {provenance(snapshot, milestone)}", milestone.text, milestone.note


def _settlements(snapshot: Snapshot, deal: Deal, issue: Issue) -> Sequence[Settlement]:
    """Return what is settled between each party to an agreement and the next one."""
    ring = zip(deal.parties, (*deal.parties[1:], deal.parties[0]), strict=True)
    pairs = dict.fromkeys(tuple(sorted(pair)) for pair in ring if pair[0] != pair[1])
    found = (settlement_of(snapshot, issue, one, other) for one, other in pairs)
    return [settlement for settlement in found if settlement]


def became_words(snapshot: Snapshot, deal: Deal, issue: Issue) -> tuple[str, ...]:
    """Return what became of the term on an issue, apart from what became of the whole agreement, each once."""
    found = _settlements(snapshot, deal, issue)
    return tuple(dict.fromkeys(word for one in found for word in _became(snapshot, deal, one, issue)))


def _became(snapshot: Snapshot, deal: Deal, settlement: Settlement, issue: Issue) -> Iterator[str]:
    """Yield what became of a term between two parties, apart from what became of the whole agreement: that it is done,
    or the last reports that it is begun, not done, or done in part; that it was suspended or ended; who disputes it.
    Where something else is settled since, that."""
    if settlement.deal is None or settlement.deal.agreement is not deal.agreement:
        yield f"since: {settlement_text(snapshot, settlement, issue)}"
        return
    own = next((part for part in settlement.parts if part.deal is settlement.deal), settlement)
    yield from reserved_words(snapshot, own)
    yield from done_words(snapshot, own)
    heard = [one for one in milestones_of(snapshot, deal.agreement.id, issue.id) if deal.hears(one)]
    of_voice = {one.voice: one for one in heard if one.milestone in OF_A_TERM}
    begun = (one for one in of_voice.values() if one.milestone == "begun")
    last = [one for one in begun if all(is_later(one, done) for done in own.done)]
    for one in (*last, *(one for one in heard if one.milestone in ENDING)):
        words = f"{milestone_text(snapshot, one)} {day_text(one.day, year_of(snapshot))}{voice_text(snapshot, one)}"
        yield add_caveat(words, one)
    if settlement.against and not settlement.endings:
        yield against_text(snapshot, settlement)


_HAS_TERM = "; it has a term, which counts"
"""What stands behind an open item on an issue that its agreement settles."""


def _item_line(snapshot: Snapshot, item: OpenItem, deal: Deal | None) -> TermLine:
    issue = snapshot.negotiation.issues[item.issue]
    found = _settlements(snapshot, deal, issue) if deal else ()
    words = dict.fromkeys(settlement_text(snapshot, one, issue) for one in found if one.item is item)
    is_term = deal is not None and deal.settling_term(item.issue) is not None
    text = "; ".join(words) or f"{item_text(snapshot, item)}{_HAS_TERM if is_term else ''}"
    remarks = "; ".join(filter(None, (_voice(snapshot, item), caveat_text(item))))
    return TermLine(
        issue, text, remarks, tuple(filter(None, (item.text, item.note, provenance(snapshot, item, caveats=False))))
    )


def _events(snapshot: Snapshot, agreement: Agreement) -> Iterator[EventLine]:
    """Yield the milestones of the whole agreement and the answers to it, oldest first."""
    answers = (one for (name, _), group in snapshot.responses.items() if name == agreement.id for one in group)
    records: list[Milestone | Response] = [*milestones_of(snapshot, agreement.id), *answers]
    for record in sorted(records, key=_event_order):
        more = tuple(filter(None, (record.text, record.note)))
        yield EventLine(when_text(record.when, year_of(snapshot)), _event_text(snapshot, record), more)


def _event_order(record: Milestone | Response) -> tuple[date, date, date, str]:
    """Return the sort key of what happened: of one last possible day, what may have been before stands first, and a
    day before a span that begins with it."""
    last = record.when.last if record.when else None
    return record.day, record.first_day, last or record.day, record.id


def _event_text(snapshot: Snapshot, record: Milestone | Response) -> str:
    """Return a milestone of an agreement, or an answer to it, and whose word it is."""
    if isinstance(record, Response):
        name = party_name(snapshot.negotiation, record.party)
        firmness = "" if record.is_said else f"{record.modality}: "
        words = ", ".join((f"{name}: {firmness}{answer_text(record)}", *withdrawal_text(snapshot, record.id)))
    else:
        words = milestone_text(snapshot, record)
    return add_caveat(f"{words}, {said_by(snapshot.negotiation, record)}", record)


def _voice(snapshot: Snapshot, record: Record) -> str:
    """Return whose word it is, unless a source reports it in its own voice or it stands in a document."""
    is_plain = record.side in ("", MEDIA) or record.attribution == "document"
    return "" if is_plain else said_by(snapshot.negotiation, record)
