"""What is settled, in words: a term and what stands against it, an open item, an agreement and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from negtrack.errors import join_with_and
from negtrack.gap import print_gap
from negtrack.model import MEDIA, Issue, Milestone, OpenItem, Proposal, Response
from negtrack.query import (
    AgreedTerm,
    Deal,
    Pair,
    Settlement,
    Snapshot,
    deals_of,
    has_passed,
    pair_before,
    perhaps_milestones,
)
from negtrack.values import parse_value, print_value
from negtrack.views.phrasing import (
    add_caveat,
    answer_text,
    caveat_text,
    count_text,
    day_text,
    deadline_text,
    when_text,
    year_of,
)
from negtrack.views.voices import party_name, said_by, speakers_of


def settlement_text(snapshot: Snapshot, settlement: Settlement, issue: Issue) -> str:
    """Return what is settled, without the gap: `agreed 33, done 27 Feb, ended 18 Mar 2025`, `open until 25 Jul, else
    yes`."""
    if settlement.item:
        return _item_text(snapshot, settlement, settlement.item)
    if settlement.agreed is None:
        return settlement.state
    how = _how(snapshot, settlement)
    count = len(settlement.agreed.steps)
    value = _value_text(settlement.agreed)
    text = f"{how} in {count} of {len(issue.steps)} ({value})" if count else f"{how} {value}"
    return ", ".join((text, *_beside(snapshot, settlement)))


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
    """Return our caveats on what is settled, each once: on the agreement, its term, what disclosed it, or the open
    item."""
    agreed = settlement.agreed
    records = (agreed.record, agreed.offer, *agreed.according_to) if agreed else (settlement.item,)
    return tuple(dict.fromkeys(caveat_text(record) for record in records if record and record.caveat))


def _how(snapshot: Snapshot, settlement: Settlement) -> str:
    if settlement.state == "announced" and settlement.deal:
        announced = [one for one in settlement.deal.milestones if one.milestone == "announced"]
        who = speakers_of(snapshot.negotiation, announced or [settlement.deal.agreement])
        return f"announced by {join_with_and(who)}:"
    was_binding = settlement.endings and settlement.deal and settlement.deal.is_binding
    return "agreed" if settlement.state == "agreed" or was_binding else "agreed provisionally"


def _beside(snapshot: Snapshot, settlement: Settlement) -> Iterator[str]:
    """Yield by what a term is agreed, if that is not plain, and what became of it."""
    is_new = settlement.state in ("agreed provisionally", "announced")
    if settlement.agreed and (is_new or len(deals_of(snapshot)) > 1):
        yield settlement.agreed.record.id
    year = year_of(snapshot)
    if settlement.done:
        yield f"done {day_text(settlement.done.day, year)}"
    if settlement.endings:
        yield endings_text(snapshot, settlement.endings)
    elif settlement.state == "announced" and settlement.deal:
        yield from (_answer_words(snapshot, answer) for answer in settlement.deal.answers)
    elif settlement.against:
        yield _against_text(snapshot, settlement)


def _answer_words(snapshot: Snapshot, answer: Response) -> str:
    name = party_name(snapshot.negotiation, answer.party)
    return f"{name}: {answer_text(answer)} {when_text(answer.stated, year_of(snapshot))}"


def _against_text(snapshot: Snapshot, settlement: Settlement) -> str:
    """Return who disputes a term, or went back on it, since when: `disputed by Union since 3 Mar`."""
    how = "disputed" if settlement.state == "agreed" else "reopened"
    first: dict[str, date] = {}
    for word in settlement.against:
        first.setdefault(word.party, word.day)
    year = year_of(snapshot)
    words = (
        f"by {party_name(snapshot.negotiation, party)} since {day_text(day, year)}" for party, day in first.items()
    )
    return f"{how} {join_with_and(tuple(words))}"


def endings_text(snapshot: Snapshot, endings: Iterable[Milestone]) -> str:
    """Return what ended or suspended a thing, on the first day of which it is reported: `ended 18 Mar 2025`."""
    first = min(endings, key=lambda milestone: (milestone.day, milestone.id))
    return f"{first.milestone} {day_text(first.day, year_of(snapshot))}"


def item_text(snapshot: Snapshot, item: OpenItem) -> str:
    """Return until when an issue is open, and what holds otherwise: `open until 25 Jul, else yes`."""
    issue = snapshot.negotiation.issues[item.issue]
    fallback = print_value(parse_value(item.otherwise, issue.scale), issue.scale) if item.otherwise else ""
    until = f"open until {deadline_text(item.decide_by, year_of(snapshot))}"
    return f"{until}, else {fallback}" if fallback else until


def _item_text(snapshot: Snapshot, settlement: Settlement, item: OpenItem) -> str:
    day = deadline_text(item.decide_by, year_of(snapshot))
    if settlement.value:
        how = "settled" if settlement.deal and settlement.deal.is_binding else "settled provisionally"
        text = f"{how} by the fallback {day}: {settlement.value}"
    elif settlement.is_overdue:
        text = f"not decided by {day}, no fallback on record"
    else:
        text = item_text(snapshot, item)
    return ", ".join((text, *([endings_text(snapshot, settlement.endings)] if settlement.endings else [])))


def before_text(snapshot: Snapshot, pair: Pair | None, issue: Issue) -> str:
    """Return how far apart a pair was before the agreement that settles its issue: `apart USD 22m in sum before`; ""
    where it was not, or no agreement does."""
    before = pair_before(snapshot, issue, pair) if pair else None
    gap = before.meeting.gap if before else None
    return f"{print_gap(gap, issue.scale)} before" if gap and gap.status == "apart" else ""


def settled_notes(snapshot: Snapshot, pair: Pair | None, issue: Issue) -> str:
    """Return what stands beside what an agreement settles: how far apart the pair was before, and our caveats."""
    settlement = pair.settlement if pair and pair.settlement and pair.settlement.deal else None
    caveats = settled_caveats(settlement) if settlement else ()
    return "; ".join(filter(None, (before_text(snapshot, pair, issue), *caveats)))


def settlement_fields(snapshot: Snapshot, pair: Pair, issue: Issue) -> dict[str, object]:
    """Return the machine fields of what is settled between a pair."""
    settlement = pair.settlement
    deal = settlement.deal if settlement else None
    disputed = settlement.against if settlement and settlement.state == "agreed" else ()
    return {
        "settled": settlement.state if settlement else "",
        "settled_value": settlement.value if settlement else "",
        "settled_qualifier": settlement.agreed.offer.qualifier if settlement and settlement.agreed else "",
        "agreement": deal.agreement.id if deal else "",
        "before_deal": before_text(snapshot, pair, issue),
        "disputed_by": list(dict.fromkeys(word.party for word in disputed)),
    }


SETTLED_COLUMNS = ("settled", "settled_value", "settled_qualifier", "agreement", "before_deal", "disputed_by")
"""The fields of `settlement_fields`."""


def deal_text(snapshot: Snapshot, deal: Deal) -> str:
    """Return the state of an agreement in one line: `agreed, ratified 10 Mar, in force 10 Mar`, `announced 15 Jan;
    Israel: pending 15 Jan`, `ended 18 Mar (by Israel, according to Hamas; by Hamas, according to Israel)`."""
    year = year_of(snapshot)
    if deal.endings:
        return f"{endings_text(snapshot, deal.endings)}{_claimants(snapshot, deal.endings)}"
    if deal.state == "announced":
        answers = "; ".join(_answer_words(snapshot, answer) for answer in deal.answers)
        return "; ".join((f"announced {day_text(deal.agreement.day, year)}; {answers}", *_rival_votes(snapshot, deal)))
    perhaps = (
        f"perhaps already {milestone_text(snapshot, one)}{_voice_text(snapshot, one)} by {day_text(one.day, year)}"
        for one in perhaps_milestones(snapshot, deal.agreement)
    )
    return "; ".join((", ".join((deal.state, *_steps(snapshot, deal), *perhaps)), *_rival_votes(snapshot, deal)))


def _steps(snapshot: Snapshot, deal: Deal) -> Iterator[str]:
    """Yield by whose acceptance it binds, and what happened to it, each once in each voice: `accepted by Hamas 15 Jan`,
    `ratified by MLB and MLBPA 10 Mar`, `in force 19 Jan (according to Qatar)`."""
    known, year = snapshot.negotiation, year_of(snapshot)
    found: dict[tuple[str, date, str], list[str]] = {}
    first: set[tuple[str, str, str]] = set()
    for record in deal.bound:
        if isinstance(record, Response):
            found.setdefault(("accepted", record.day, ""), []).append(party_name(known, record.party))
    for one in deal.milestones:
        voice = _voice_text(snapshot, one)
        is_new = (one.milestone, one.by, voice) not in first and one.by in ("", *deal.voices)
        if one.is_said and is_new and one.milestone in _STEPS and one not in deal.contested:
            first.add((one.milestone, one.by, voice))
            found.setdefault((one.milestone, one.day, voice), []).extend([party_name(known, one.by)] if one.by else [])
    for (word, day, voice), names in found.items():
        by = f" by {join_with_and(tuple(names))}" if names else ""
        yield f"{word.replace('-', ' ')}{by} {day_text(day, year)}{voice}"


_STEPS = ("signed", "ratified", "in-force", "phase-ended")


def _voice_text(snapshot: Snapshot, milestone: Milestone) -> str:
    """Return in whose words a milestone is: ` (according to Qatar)`; "" for the own act of who says it, and for what a
    source reports in its own voice."""
    is_plain = milestone.side in ("", MEDIA) or (milestone.is_own and milestone.by)
    return "" if is_plain else f" ({said_by(snapshot.negotiation, milestone)})"


def _rival_votes(snapshot: Snapshot, deal: Deal) -> Iterator[str]:
    """Yield the reports of a vote that contradict each other, side by side: `contested: ratified by Union 14 Mar,
    reported by The Press; rejected by Union 14 Mar, own statement`."""
    known, year = snapshot.negotiation, year_of(snapshot)
    votes = [
        f"{milestone_text(snapshot, one)} {day_text(one.day, year)}, {said_by(known, one)}" for one in deal.contested
    ]
    if text := "; ".join(votes):
        yield f"contested: {text}"


def _claimants(snapshot: Snapshot, endings: Iterable[Milestone]) -> str:
    """Return who ended a thing, in whose words, where that is said: ` (by Israel, according to Hamas)`."""
    known = snapshot.negotiation
    claims = dict.fromkeys(f"by {party_name(known, one.by)}, {said_by(known, one)}" for one in endings if one.by)
    return f" ({'; '.join(claims)})" if claims else ""


def milestone_text(snapshot: Snapshot, milestone: Milestone) -> str:
    """Return a milestone without its agreement: `ratified by MLBPA, board, 26 to 12`, `done: 33`."""
    by = f" by {party_name(snapshot.negotiation, milestone.by)}" if milestone.by else ""
    body = f", {party_name(snapshot.negotiation, milestone.body)}" if milestone.body else ""
    value = f": {milestone.value}" if milestone.value else ""
    firmness = "" if milestone.is_said else f"{milestone.modality}: "
    planned = "planned: " if milestone.is_ahead else ""
    words = f"{milestone.milestone.replace('-', ' ')}{by}{body}{value}"
    return ", ".join(filter(None, (f"{firmness}{planned}{words}", milestone.votes)))


def deals_summary(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the newest agreement for a heading, and how many issues it leaves open: `agreed 10 Mar 2022, ratified`, `2
    issues open until 25 Jul`."""
    return tuple(part for deal in deals_of(snapshot)[:1] for part in deal_summary(snapshot, deal, deals_of(snapshot)))


def deal_summary(snapshot: Snapshot, deal: Deal, others: Sequence[Deal]) -> Iterator[str]:
    """Yield how an agreement stands, how many issues it leaves open, and that it is the newest of several."""
    count = len(others)
    day = day_text(deal.agreement.day)
    yield f"{deal_text(snapshot, deal)} (agreement of {day})" if deal.endings else _short_state(snapshot, deal, day)
    yield from _rival_votes(snapshot, deal)
    left = (item for item in deal.items if deal.item_on(item.issue) is item and not deal.endings)
    items = [item for item in left if not has_passed(snapshot, item)]
    if items:
        days = {deadline_text(item.decide_by, year_of(snapshot)) for item in items}
        text = f"{count_text(len(items), 'issue')} open{f' until {days.pop()}' if len(days) == 1 else ''}"
        yield add_caveat(text, items[0]) if len(items) == 1 else text
    if count > 1:
        yield f"the newest of {count} agreements"


def _short_state(snapshot: Snapshot, deal: Deal, day: str) -> str:
    """Return the state of an agreement that holds, with its last step that is not in others' words, or with the answers
    to what is only announced: `agreed 10 Mar 2022, ratified`, `announced 15 Jan 2025, Israel: pending 15 Jan`."""
    plain = (one for one in deal.milestones if deal.hears(one) and not _voice_text(snapshot, one))
    words = [one.milestone.replace("-", " ") for one in plain if one.milestone in ("signed", "ratified", "in-force")]
    last = words[-1:] if deal.state == "agreed" else []
    answers = (_answer_words(snapshot, answer) for answer in deal.answers if deal.state == "announced")
    return ", ".join((f"{deal.state} {day}", *last, *answers))
