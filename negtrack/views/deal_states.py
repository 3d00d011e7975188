"""Agreements as a whole, in words: how each stands, and what happened to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from negtrack.errors import join_with_and
from negtrack.model import Milestone, Response
from negtrack.query import Deal, Snapshot, concerned_by, deals_of, has_passed, is_bloc, perhaps_milestones, rival_counts
from negtrack.views.deal_words import answer_words, endings_text, later_signatures, voice_text
from negtrack.views.pair_names import MOST_NAMES
from negtrack.views.phrasing import add_caveat, count_text, day_text, deadline_text, year_of
from negtrack.views.voices import party_name, said_by


def deal_status(snapshot: Snapshot, deal: Deal) -> str:
    """Return the state of an agreement, and the counts of votes that contradict each other."""
    return "; ".join((deal_text(snapshot, deal), *_rival_counts(snapshot, deal)))


def deal_text(snapshot: Snapshot, deal: Deal) -> str:
    """Return the state of an agreement in one line: `agreed, ratified 10 Mar, in force 10 Mar`, `announced 15 Jan;
    Israel: pending 15 Jan`, `ended 18 Mar (by Israel, according to Hamas; by Hamas, according to Israel)`."""
    year = year_of(snapshot)
    if deal.endings:
        ended = f"{endings_text(snapshot, deal.endings)}{_claimants(snapshot, deal.endings)}"
        return ", ".join((ended, *later_signatures(snapshot, deal)))
    if deal.state == "announced":
        answers = "; ".join(answer_words(snapshot, answer) for answer in deal.answers)
        return "; ".join((f"announced {day_text(deal.agreement.day, year)}; {answers}", *_rival_votes(snapshot, deal)))
    perhaps = (
        f"perhaps already {milestone_text(snapshot, one)}{voice_text(snapshot, one)} by {day_text(one.day, year)}"
        for one in perhaps_milestones(snapshot, deal.agreement)
    )
    return "; ".join((", ".join((deal.state, *_steps(snapshot, deal), *perhaps)), *_rival_votes(snapshot, deal)))


def _steps(snapshot: Snapshot, deal: Deal) -> Iterator[str]:
    """Yield by whose acceptance it binds, and what happened to it, each once in each voice, but in others' words only
    where nobody else tells it of that day: `accepted by Hamas 15 Jan`, `ratified by MLB and MLBPA 10 Mar`, `in force 19
    Jan (according to Qatar)`."""
    known, year = snapshot.negotiation, year_of(snapshot)
    found: dict[tuple[str, date, str], list[str]] = {}
    first: set[tuple[str, str, str]] = set()
    plain = {(one.milestone, one.by, one.day) for one in deal.milestones if not voice_text(snapshot, one)}
    for record in deal.bound:
        if isinstance(record, Response):
            found.setdefault(("accepted", record.day, ""), []).append(party_name(known, record.party))
    for one in deal.milestones:
        voice = voice_text(snapshot, one)
        is_new = (one.milestone, one.by, voice) not in first and one.by in ("", *deal.voices)
        is_new &= not voice or (one.milestone, one.by, one.day) not in plain
        if one.is_said and is_new and one.milestone in _STEPS and one not in deal.contested:
            first.add((one.milestone, one.by, voice))
            found.setdefault((one.milestone, one.day, voice), []).extend([party_name(known, one.by)] if one.by else [])
    for (word, day, voice), names in found.items():
        is_all = len(names) > MOST_NAMES and len(set(names)) == len(deal.parties)
        who = f"all {len(deal.parties)} parties" if is_all else join_with_and(tuple(names))
        by = f" by {who}" if names else ""
        yield f"{word.replace('-', ' ')}{by} {day_text(day, year)}{voice}"


_STEPS = ("signed", "ratified", "in-force", "phase-ended")


def _rival_votes(snapshot: Snapshot, deal: Deal) -> Iterator[str]:
    """Yield the reports of a vote that contradict each other, side by side: `contested: ratified by Union 14 Mar,
    reported by The Press; rejected by Union 14 Mar, own statement`."""
    if text := _side_by_side(snapshot, deal.contested):
        yield f"contested: {text}"


def _rival_counts(snapshot: Snapshot, deal: Deal) -> Iterator[str]:
    """Yield the reports of votes of which the counts contradict each other: `count contested: ratified by Union, 812 to
    401, 14 Mar, reported by The Press; ratified by Union, 900 to 401, 14 Mar, own statement`."""
    pairs = (pair[::-1] for pair in rival_counts(one for one in deal.milestones if one not in deal.contested))
    if text := _side_by_side(snapshot, dict.fromkeys(chain.from_iterable(pairs))):
        yield f"count contested: {text}"


def _side_by_side(snapshot: Snapshot, votes: Iterable[Milestone]) -> str:
    return "; ".join(_vote_text(snapshot, vote) for vote in votes)


def _vote_text(snapshot: Snapshot, vote: Milestone) -> str:
    words, day = milestone_text(snapshot, vote), day_text(vote.day, year_of(snapshot))
    return ", ".join((*((words, day) if vote.votes else (f"{words} {day}",)), said_by(snapshot.negotiation, vote)))


def _claimants(snapshot: Snapshot, endings: Iterable[Milestone]) -> str:
    """Return who ended a thing, in whose words, where that is said: ` (by Israel, according to Hamas)`."""
    known = snapshot.negotiation
    claims = dict.fromkeys(f"by {party_name(known, one.by)}, {said_by(known, one)}" for one in endings if one.by)
    return f" ({'; '.join(claims)})" if claims else ""


def milestone_text(snapshot: Snapshot, milestone: Milestone) -> str:
    """Return a milestone without its agreement: `ratified by MLBPA, board, 26 to 12`, `done: 33`."""
    by = f" by {_with_owner(snapshot, milestone.by)}" if milestone.by else ""
    body = f", {party_name(snapshot.negotiation, milestone.body)}" if milestone.body else ""
    value = f": {milestone.value}" if milestone.value else ""
    firmness = "" if milestone.is_said else f"{milestone.modality}: "
    planned = "planned: " if milestone.is_ahead else ""
    words = f"{milestone.milestone.replace('-', ' ')}{by}{body}{value}"
    return ", ".join(filter(None, (f"{firmness}{planned}{words}", milestone.votes)))


def _with_owner(snapshot: Snapshot, party: str) -> str:
    """Return the name of a party, of a part with that of its party: `Board (MLBPA)`."""
    known = snapshot.negotiation.parties.get(party)
    name = party_name(snapshot.negotiation, party)
    owner = snapshot.negotiation.parties.get(known.member_of) if known and known.is_part else None
    return f"{name} ({owner.short or owner.name})" if owner else name


def deals_summary(snapshot: Snapshot, parties: Iterable[str] | None = None) -> tuple[str, ...]:
    """Return the newest agreement between some of `parties`, their blocs or members, by default of all, for a heading,
    and how many issues it leaves open: `agreed 10 Mar 2022, ratified`, `2 issues open until 25 Jul`; between whom,
    where that is not all of them: `UAW and Ford: agreed provisionally 25 Oct 2023`."""
    known = snapshot.negotiation
    names = list(known.parties if parties is None else parties)
    acting = {one for name in names for one in concerned_by(known, name)}
    deals = [deal for deal in deals_of(snapshot) if len(acting.intersection(deal.parties)) > 1]
    if not deals:
        return ()
    state, *more = deal_summary(snapshot, deals[0], deals)
    return (f"{_between_text(snapshot, deals[0], names)}{state}", *more)


def _between_text(snapshot: Snapshot, deal: Deal, parties: Iterable[str]) -> str:
    """Return between whom an agreement is, if not all principals of some parties are concerned; else ""."""
    known = snapshot.negotiation
    principals = [name for name in parties if known.parties[name].is_principal and not is_bloc(known, name)]
    if all(set(deal.parties).intersection(concerned_by(known, name)) for name in principals):
        return ""
    return f"{join_with_and([party_name(known, name) for name in deal.parties])}: "


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
    to what is only announced: `agreed 10 Mar 2022, ratified`, `announced 15 Jan 2025, Israel: pending 15 Jan`. One that
    does not bind all yet may be `in force`."""
    plain = [one for one in deal.milestones if deal.hears(one) and not voice_text(snapshot, one)]
    steps = {"agreed": ("signed", "ratified", "in-force"), "agreed provisionally": ("in-force",)}.get(deal.state, ())
    last = [_step_text(snapshot, deal, one, plain) for one in plain if one.milestone in steps][-1:]
    answers = (answer_words(snapshot, answer) for answer in deal.answers if deal.state == "announced")
    return ", ".join((f"{deal.state} {day}", *last, *answers))


def _step_text(snapshot: Snapshot, deal: Deal, last: Milestone, steps: Sequence[Milestone]) -> str:
    """Return a step of an agreement in words, with who took it where not all of its parties did: `signed by Union`."""
    word = last.milestone.replace("-", " ")
    names = dict.fromkeys(one.by for one in steps if one.milestone == last.milestone)
    known = snapshot.negotiation
    is_of_all = "" in names or all(party in names or known.parties[party].member_of in names for party in deal.parties)
    return word if is_of_all else f"{word} by {join_with_and([party_name(known, name) for name in names])}"
