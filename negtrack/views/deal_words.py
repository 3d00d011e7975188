"""What is settled, in words: a term and what stands against it, and an open item; `deal_states` has agreements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from negtrack.errors import join_with_and
from negtrack.frozen import replace
from negtrack.gap import print_gap
from negtrack.model import MEDIA, Issue, Milestone, OpenItem, Position, Proposal, Record, Response
from negtrack.query import deals_of
from negtrack.values import parse_value, print_value
from negtrack.views.phrasing import (
    answer_text,
    caveat_text,
    claim_text,
    day_text,
    deadline_text,
    when_text,
    year_of,
)
from negtrack.views.voices import distinct_voices, party_name, said_by, speakers_of, voice_beside

if TYPE_CHECKING:
    from negtrack.query import AgreedTerm, Deal, Pair, Settlement, Snapshot


def settlement_text(snapshot: Snapshot, settlement: Settlement, issue: Issue, is_short: bool = False) -> str:
    """Return what is settled, without the gap: `agreed 33, done 27 Feb, ended 18 Mar 2025`, `open until 25 Jul, else
    yes`; in short without the id of the agreement."""
    if settlement.meanwhile:
        alone = replace(next(iter(settlement.parts), settlement), meanwhile=None)
        kept = settlement_text(snapshot, settlement.meanwhile, issue, is_short)
        return f"{settlement_text(snapshot, alone, issue, is_short)}; until it binds {kept}"
    if settlement.parts:
        return "; ".join(settlement_text(snapshot, part, issue, is_short) for part in settlement.parts)
    if settlement.item:
        return _item_text(snapshot, settlement, settlement.item)
    if settlement.agreed is None:
        return settlement.state
    how = _how(snapshot, settlement)
    count = len(settlement.agreed.steps)
    value = _value_text(settlement.agreed)
    text = f"{how} in {count} of {len(issue.steps)} ({value})" if count else f"{how} {value}"
    return ", ".join((text, *_beside(snapshot, settlement, is_short)))


def announced_mark(snapshot: Snapshot, settlement: Settlement | None) -> str:
    """Return a value that is only announced, and the answers of those who did not accept, in short: `announced: 30,
    Union: pending`; "" for all else."""
    if settlement is None or settlement.state != "announced" or not (settlement.deal and settlement.agreed):
        return ""
    known = snapshot.negotiation
    answers = (f"{party_name(known, answer.party)}: {answer_text(answer)}" for answer in settlement.deal.answers)
    return ", ".join((f"announced: {_value_text(settlement.agreed)}", *answers))


def _value_text(agreed: AgreedTerm) -> str:
    """Return an agreed value with what it says besides: `over USD 42/hour (with cost-of-living raises), if hours = 35`;
    of a proposal the value alone, whose conditions are met."""
    if isinstance(agreed.record, Proposal):
        return agreed.value
    basis = f" ({agreed.offer.qualifier})" if agreed.offer.qualifier else ""
    return ", ".join((f"{agreed.value}{basis}", *(f"if {text}" for text in agreed.offer.requires)))


def settled_caveats(settlement: Settlement) -> tuple[str, ...]:
    """Return our caveats on what is settled, each once: on each agreement, its term, what disclosed it, or the open
    item."""
    records = (record for part in settlement.parts or (settlement,) for record in _records(part))
    return tuple(dict.fromkeys(caveat_text(record) for record in records if record and record.caveat))


def _records(settlement: Settlement) -> tuple[Record | None, ...]:
    agreed = settlement.agreed
    return (agreed.record, agreed.offer, *agreed.according_to) if agreed else (settlement.item,)


def _how(snapshot: Snapshot, settlement: Settlement) -> str:
    if settlement.state == "announced" and settlement.deal:
        announced = [one for one in settlement.deal.milestones if one.milestone == "announced"]
        who = distinct_voices(speakers_of(snapshot.negotiation, announced or [settlement.deal.agreement]))
        return f"announced by {join_with_and(who)}:"
    was_binding = settlement.endings and settlement.deal and settlement.deal.is_binding
    return "agreed" if settlement.state == "agreed" or was_binding else "agreed provisionally"


def _beside(snapshot: Snapshot, settlement: Settlement, is_short: bool) -> Iterator[str]:
    """Yield by what a term is agreed, if that is not plain, who reserved it, and what became of it."""
    is_new = settlement.state in ("agreed provisionally", "announced") or settlement.deal is None
    if settlement.agreed and not is_short and (is_new or len(deals_of(snapshot)) > 1):
        yield settlement.agreed.record.id
    yield from reserved_words(snapshot, settlement)
    yield from _claimed_words(snapshot, settlement.agreed) if settlement.agreed else ()
    yield from done_words(snapshot, settlement)
    if settlement.stopped:
        yield endings_text(snapshot, settlement.stopped)
    if settlement.endings:
        yield endings_text(snapshot, settlement.endings)
        yield from later_signatures(snapshot, settlement.deal) if settlement.deal else ()
    elif settlement.state == "announced" and settlement.deal:
        yield from (answer_words(snapshot, answer) for answer in settlement.deal.answers)
    elif settlement.against:
        yield against_text(snapshot, settlement)


def _claimed_words(snapshot: Snapshot, agreed: AgreedTerm) -> Iterator[str]:
    """Yield what others say of the words on which a term rests: `acceptance by Union withdrawn, according to port
    officials`."""
    for consent in agreed.consents:
        party = party_name(snapshot.negotiation, consent.party)
        what = f"{'acceptance' if isinstance(consent, Response) else 'offer'} by {party}"
        claims = (snapshot.claims.get(name, ()) for name in (consent.id, f"{consent.id}#{agreed.offer.issue}"))
        yield from (claim_text(snapshot, claim, what) for group in claims for claim in group)


def reserved_words(snapshot: Snapshot, settlement: Settlement) -> Iterator[str]:
    """Yield who accepted a term with which reservations: `with reservations of Union 14 Mar (from 2028 only)`."""
    for answer in settlement.reserved:
        who = f"with reservations of {party_name(snapshot.negotiation, answer.party)}"
        voice = f", {said_by(snapshot.negotiation, answer)}" if not answer.is_own else ""
        words = f"{who} {when_text(answer.stated, year_of(snapshot))}{voice}"
        reservations = f" ({answer.reservations})" if answer.reservations else ""
        yield _with_caveat(f"{words}{reservations}", answer)


def done_words(snapshot: Snapshot, settlement: Settlement) -> Iterator[str]:
    """Yield that a term is carried out, otherwise, in part or not, by whom where that is said, and in whose words:
    `done by Israel 27 Feb`, `done: 25, 14 Feb`, `not done by Israel 9 Mar (according to Hamas)`."""
    for report in (*settlement.done, *settlement.otherwise, *settlement.undone):
        yield _with_caveat(report_words(snapshot, report, report not in settlement.done), report)


def _with_caveat(words: str, record: Record) -> str:
    """Return words with our caveat, if there is one, in brackets: what follows in the list is no part of it."""
    return f"{words} ({caveat_text(record)})" if record.caveat else words


def report_words(snapshot: Snapshot, report: Milestone, has_value: bool = True) -> str:
    """Return a report of what became of a term, with its day and voice; without its value where that is the agreed
    one."""
    by = f" by {party_name(snapshot.negotiation, report.by)}" if report.by else ""
    words = f"{report.milestone.replace('-', ' ')}{by}{f': {report.value},' if has_value and report.value else ''}"
    return f"{words} {day_text(report.day, year_of(snapshot))}{voice_text(snapshot, report)}"


def voice_text(snapshot: Snapshot, milestone: Milestone) -> str:
    """Return in whose words a milestone is: ` (according to Qatar)`; "" for the own act of who says it, and for what a
    source reports in its own voice."""
    is_plain = milestone.side in ("", MEDIA) or (milestone.is_own and milestone.by)
    return "" if is_plain else f" ({said_by(snapshot.negotiation, milestone)})"


def answer_words(snapshot: Snapshot, answer: Response) -> str:
    """Return an answer with the party that gave it and its day: `Israel: pending 15 Jan`."""
    name = party_name(snapshot.negotiation, answer.party)
    return f"{name}: {answer_text(answer)} {when_text(answer.stated, year_of(snapshot))}"


def against_text(snapshot: Snapshot, settlement: Settlement) -> str:
    """Return who disputes a term, or went back on it, since when, and in whose words, if not its own on record:
    `disputed by Union since 3 Mar`."""
    how = "reopened" if settlement.state == "reopened" else "disputed"
    first: dict[str, Position | Response] = {}
    for word in settlement.against:
        first.setdefault(word.party, word)
    return f"{how} {join_with_and(tuple(_by_whom(snapshot, word) for word in first.values()))}"


def _by_whom(snapshot: Snapshot, word: Position | Response) -> str:
    known = snapshot.negotiation
    by = f"by {party_name(known, word.party)} since {day_text(word.day, year_of(snapshot))}"
    return ", ".join(filter(None, (by, voice_beside(known, word))))


def endings_text(snapshot: Snapshot, endings: Iterable[Milestone]) -> str:
    """Return what ended or suspended a thing, on the first day of which it is reported: `ended 18 Mar 2025`."""
    first = min(endings, key=lambda milestone: (milestone.day, milestone.id))
    return f"{first.milestone} {day_text(first.day, year_of(snapshot))}"


def later_signatures(snapshot: Snapshot, deal: Deal) -> Iterator[str]:
    """Yield who signed an agreement after its vote had rejected it: `but signed by Union 18 Mar`."""
    for one in deal.later_signatures:
        by = f" by {party_name(snapshot.negotiation, one.by)}" if one.by else ""
        yield f"but signed{by} {day_text(one.day, year_of(snapshot))}{voice_text(snapshot, one)}"


def item_text(snapshot: Snapshot, item: OpenItem) -> str:
    """Return until when an issue is open, and what holds otherwise: `open until 25 Jul, else yes`."""
    until = f"open until {deadline_text(item.decide_by, year_of(snapshot))}"
    fallback = _fallback(snapshot, item)
    return f"{until}, else {fallback}" if fallback else until


def _fallback(snapshot: Snapshot, item: OpenItem) -> str:
    """Return what holds if an issue is not decided in time; "" for nothing, also in the step that is asked for."""
    scale = snapshot.negotiation.issues[item.issue].scale
    value = parse_value(item.otherwise, scale) if item.otherwise else None
    return print_value(value, scale) if value and value.flag != "unspecified" else ""


def when_it_did_not_hold(snapshot: Snapshot, settlement: Settlement) -> str:
    """Return why no fallback came on the day of an open item."""
    from negtrack.query import may_have_held

    deal, item = settlement.deal, settlement.item
    if deal and item and may_have_held(snapshot, deal, item):
        return "when the agreement may not have held"
    return "when the agreement did not hold"


def _item_text(snapshot: Snapshot, settlement: Settlement, item: OpenItem) -> str:
    day = deadline_text(item.decide_by, year_of(snapshot))
    if settlement.value:
        how = "settled" if settlement.deal and settlement.deal.is_binding else "settled provisionally"
        text = f"{how} by the fallback {day}: {settlement.value}"
    elif settlement.is_overdue:
        fallback = _fallback(snapshot, item)
        words = f"{when_it_did_not_hold(snapshot, settlement)}; fallback {fallback}" if fallback else ""
        text = f"not decided by {day}, {words or 'no fallback on record'}"
    else:
        text = item_text(snapshot, item)
    ended = [endings_text(snapshot, settlement.endings)] if settlement.endings else []
    ended += [against_text(snapshot, settlement)] if settlement.against else []
    return ", ".join((text, *ended, *(later_signatures(snapshot, settlement.deal) if settlement.deal else ())))


def before_text(snapshot: Snapshot, pair: Pair | None, issue: Issue) -> str:
    """Return how far apart a pair was before the agreement, or the fallback, that settles its issue: `apart USD 22m in
    sum before`; "" where it was not, or neither does."""
    from negtrack.query import pair_before

    before = pair_before(snapshot, issue, pair) if pair else None
    return apart_text(before, issue) if before else ""


def apart_text(before: Pair, issue: Issue) -> str:
    """Return how far apart a pair was, `apart 3 before`; "" where it was not."""
    gap = before.meeting.gap
    return f"{print_gap(gap, issue.scale)} before" if gap.status == "apart" else ""


def settled_notes(snapshot: Snapshot, pair: Pair | None, issue: Issue) -> str:
    """Return what stands beside what an agreement settles: how far apart the pair was before, and our caveats."""
    settlement = pair.settlement if pair and pair.settlement and pair.settlement.deal else None
    caveats = settled_caveats(settlement) if settlement else ()
    return "; ".join(filter(None, (before_text(snapshot, pair, issue), *caveats)))


def settlement_fields(snapshot: Snapshot, pair: Pair, issue: Issue) -> dict[str, object]:
    """Return the machine fields of what is settled between a pair."""
    settlement = pair.settlement
    disputed = settlement.against if settlement and settlement.is_disputed else ()
    return {
        "settled": settlement.state if settlement else "",
        "settled_value": settlement.value if settlement else "",
        "settled_qualifier": "; ".join(_qualifiers(settlement)) if settlement else "",
        "agreement": deal_ids(settlement),
        "before_deal": before_text(snapshot, pair, issue),
        "disputed_by": list(dict.fromkeys(word.party for word in disputed)),
    }


def _qualifiers(settlement: Settlement) -> Collection[str]:
    """Return the bases of what is settled, each once."""
    terms = [part.agreed for part in settlement.holding]
    return dict.fromkeys(term.offer.qualifier for term in terms if term and term.offer.qualifier)


def deal_ids(settlement: Settlement | None) -> str:
    """Return the id of the agreement by which something is settled; of several, which settle steps of their own, the
    ids of all that hold, the newest first."""
    parts = settlement.holding if settlement else ()
    return "; ".join(part.deal.agreement.id for part in parts if part.deal)


SETTLED_COLUMNS = ("settled", "settled_value", "settled_qualifier", "agreement", "before_deal", "disputed_by")
"""The fields of `settlement_fields`."""
