"""Changes in words: the phrase of each class, movements with their gaps, and how far a party softened or hardened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from negtrack.diff import MOVEMENTS, AgreementStep, Change, Movement, Shift, direction_between, withdrawal_of
from negtrack.errors import join_with_and
from negtrack.gap import SILENT, Gap, print_distance, print_gap
from negtrack.model import Issue, Position, Record, is_same_day
from negtrack.query import Pair, Snapshot, alternatives_of, before_deal, pair_before
from negtrack.views.deal_words import settlement_text
from negtrack.views.pair_words import pair_text, pair_words
from negtrack.views.phrasing import day_text, deadline_text, lapse_words, value_text, when_text, year_of
from negtrack.views.silence import silence_of
from negtrack.views.step_moves import changed_steps, mixed_text, moved_steps, steps_text
from negtrack.views.turns import Turn, arrow
from negtrack.views.voices import party_name, whose_text

PHRASES = {
    "new": "new",
    "hardened": "hardened",
    "softened": "softened",
    "changed": "changed",
    "order-unknown": "order unknown",
    "restated": "restated",
    "brought-back": "brought back after a withdrawal",
    "re-sourced": "the same, from another source",
    "corrected": "corrected by a better reading",
    "lapsed": "lapsed",
    "withdrawn": "withdrawn",
    "denied": "denied by the party",
    "retracted": "retracted: our entry was an error",
    "deleted": "deleted: the record is no longer in any file",
    "redefined": "the issue is now measured differently",
    "no-longer-contested": "no longer contested",
    "disclosed": "disclosed",
}
ANOTHER_VOICE = "another voice"
MOST_NAMED = 3
"""Most counterparts against which a page tells of a movement one by one."""
_OTHER = ("basis", "anchor", "unit", "currency", "period")
"""Reasons why two values of a party are not comparable."""


def change_phrase(after: Snapshot, change: Change, counted: bool = False, turn: Turn = arrow, gaps: bool = True) -> str:
    """Return the phrases of a change in one text."""
    return "; ".join(change_phrases(after, change, counted, turn, gaps))


def change_phrases(
    after: Snapshot, change: Change, counted: bool = False, turn: Turn = arrow, gaps: bool = True
) -> list[str]:
    """Return the classes of a change in words, first the movements, last whether the voice changed; a movement includes
    both gaps, joined by `turn`, or with `counted`, where it is against more than `MOST_NAMED`, only how many it is
    closer to and farther from; without `gaps` several movements have names alone."""
    moved = [one for one in change.movements if one.direction and one.direction in change.classes]
    if counted and len(moved) > MOST_NAMED:
        words = [counted_text(moved)]
    elif not gaps and len(moved) > 1:
        words = [_named_text(after, moved)]
    else:
        words = list(_movement_phrases(after, change.issue, moved, turn))
    words += [_class_phrase(after, name, change, counted) for name in change.classes if name in PHRASES]
    named = {one.counterpart for one in moved if change.agreements and one.stood[1] and one.stood[1].agreed}
    steps = [one for one in change.agreements if one.change == "reopened" or one.counterpart not in named]
    words += _agreement_phrases(after, change.issue, steps, counted)
    if change.voice_changed:
        words.append(ANOTHER_VOICE)
    return words


def counted_text(movements: Sequence[Movement]) -> str:
    """Return how many counterparts a party moved closer to and farther from: `moved closer to 14, farther from 12`."""
    counts = Counter(movement.direction for movement in movements)
    closer, farther = counts["closer"], counts["farther"]
    words = ([f"closer to {closer}"] if closer else []) + ([f"farther from {farther}"] if farther else [])
    return f"moved {', '.join(words)}"


def _named_text(after: Snapshot, movements: Sequence[Movement]) -> str:
    """Return which counterparts a party moved closer to and farther from, and whose words that rests on where they are
    not the parties' own on record: `moved closer to Ford and Stellantis, according to Press`."""
    names: dict[str, list[str]] = {}
    for movement in movements:
        names.setdefault(movement.direction, []).append(party_name(after.negotiation, movement.counterpart))
    ways = (("closer", "closer to"), ("farther", "farther from"))
    text = f"moved {', '.join(f'{words} {join_with_and(names[way])}' for way, words in ways if way in names)}"
    pairs = (pair for movement in movements for pair in movement.stood if pair)
    records = dict.fromkeys(record for pair in pairs for record in pair.according_to)
    return ", ".join(filter(None, (text, whose_text(after, records))))


def class_words(after: Snapshot, change: Change) -> tuple[str, ...]:
    """Return the classes of a movement in words, without gaps, and whether the voice changed: `closer`, `changed:
    another anchor`, `another voice`."""
    moved = [name for name in change.classes if name in MOVEMENTS]
    words = (_class_phrase(after, name, change, True) if name in PHRASES else name for name in moved)
    return (*words, *([ANOTHER_VOICE] if change.voice_changed else []))


def _agreement_phrases(after: Snapshot, issue: Issue, steps: Sequence[AgreementStep], counted: bool) -> Iterator[str]:
    """Yield the agreements, new or ended; with `counted`, of more than `MOST_NAMED` what they say and with how many."""
    if not counted or len(steps) <= MOST_NAMED:
        alike: dict[str, list[AgreementStep]] = {}
        for step in steps:
            alike.setdefault(_agreement_phrase(after, issue, step, ""), []).append(step)
        for same in alike.values():
            names = [party_name(after.negotiation, step.counterpart) for step in same]
            yield _agreement_phrase(after, issue, same[0], join_with_and(names))
        return
    counts = Counter((step.change, pair_text(after, step.pair, issue)) for step in steps)
    for (change, text), count in counts.items():
        yield f"reopened with {count}, was {text}" if change == "reopened" else f"{text} with {count}"


def _agreement_phrase(after: Snapshot, issue: Issue, step: AgreementStep, name: str) -> str:
    """Return an agreement, new or ended, with the name of the counterpart, or those of several with which it is the
    same: `reopened with Ford, was agreed provisionally, p`."""
    if step.change != "reopened":
        held, was = stood_before(after, issue, step)
        return pair_text(after, step.pair, issue, [held or ", was ".join(filter(None, (f"with {name}", was)))])
    settlement = step.now.settlement if step.now else None
    if settlement and settlement.deal and (settlement.is_reopened or settlement.parts):
        return f"reopened with {name}: {settlement_text(after, settlement, issue)}"
    return f"reopened with {name}, was {pair_text(after, step.pair, issue)}"


def stood_before(after: Snapshot, issue: Issue, step: AgreementStep) -> tuple[str, str]:
    """Return what both held before an agreement settled their issue, or what was settled already: `MLB USD 230m, MLBPA
    USD 232m` and "", "" and `agreed provisionally USD 231m, p`; both "" where no agreement settles it. What both held
    last, or on the day of the earlier snapshot where that is later."""
    before, (was, _) = pair_before(after, issue, step.pair), step.then.stood
    if before is None:
        return "", ""
    if was and was.is_settled:
        return "", pair_text(step.then.before, was, issue)
    settling = step.pair.settlement.settling_record if step.pair.settlement else None
    then, since = before_deal(after, settling) if settling else after, step.then.before
    if was and settling and since.as_of and then.as_of and since.as_of >= then.as_of:
        then, before = since, was
    return _held_by_both(then, before, issue), ""


def _held_by_both(then: Snapshot, pair: Pair, issue: Issue) -> str:
    held = ((pair.one, pair.left), (pair.other, pair.right))
    words = (
        (name, _held_text(then, position, issue) if position else silence_of(then, name, issue).whole)
        for name, position in held
    )
    return ", ".join(f"{party_name(then.negotiation, name)} {value}" for name, value in words)


def _held_text(then: Snapshot, position: Position, issue: Issue) -> str:
    """Return a value that was held, with all alternatives to it."""
    offers = alternatives_of(then, position, issue)
    if len(offers) == 1:
        return value_text(position, issue)
    return " or ".join(f"{offer.proposal}: {value_text(offer, issue)}" for offer in offers)


def _class_phrase(after: Snapshot, name: str, change: Change, counted: bool) -> str:
    if change.shift and name == change.shift.direction:
        return shift_phrase(change.shift, change.issue)
    if name == "lapsed" and change.after:
        return f"lapsed {deadline_text(change.after.expires, year_of(after))}"
    if name == "new" and change.before:
        return "first offer after a refusal" if change.before.stance == "refusal" else "first value"
    if name == "withdrawn" and change.before and not withdrawal_of(after, change.before):
        return "ended by a later answer"
    if name == "changed" and change.reason == "basis not said":
        return "changed: only one says on which basis"
    if name == "changed" and change.reason in _OTHER:
        return f"changed: another {change.reason}"
    if name == "changed" and change.issue.scale.is_stepped:
        return f"changed{_mixed_text(after, change, counted) or steps_text(changed_steps(after, change), change.issue)}"
    if name == "order-unknown" and change.before and change.after and is_same_day(change.before, change.after):
        return "another statement of the same day"
    return PHRASES[name]


def _mixed_text(after: Snapshot, change: Change, counted: bool) -> str:
    """Return how steps moved against each other, counterpart by counterpart where there are several; with `counted`, of
    more than `MOST_NAMED` only how many."""
    texts = {one.counterpart: text for one in change.movements if (text := mixed_text(change.issue, one))}
    if counted and len(texts) > MOST_NAMED:
        return f": closer in some steps and farther in others, to {len(texts)}"
    several = len(change.movements) > 1
    names = {name: f" to {party_name(after.negotiation, name)}" if several else "" for name in texts}
    return ": " + "; ".join(f"{text}{names[name]}" for name, text in texts.items()) if texts else ""


def shift_phrase(shift: Shift, issue: Issue) -> str:
    """Return a shift with its size where one is measured: `softened by 300 to 400`, `softened in 2 of 5 (2022, 2026)
    by USD 12m in sum`."""
    way = f"{shift.direction}{steps_text(shift.steps, issue)}"
    if not shift.most.distance:
        return way
    least, most = print_distance(shift.least), print_distance(shift.most)
    if least != most and least.split()[1:] == most.split()[1:]:
        least = least.split()[0]
    size = most if shift.least.distance == shift.most.distance else f"{least} to {most}"
    return " ".join(part for part in (way, "by", shift.bound, size) if part)


def _movement_phrases(snapshot: Snapshot, issue: Issue, movements: Sequence[Movement], turn: Turn) -> Iterator[str]:
    """Yield the movements with the gaps that stood: `moved closer to Hamas: apart 300 -> overlap 700..800`; of more
    than `MOST_NAMED` those with the same gaps together."""
    alike: dict[tuple[tuple[str, str], int], list[str]] = {}
    for number, movement in enumerate(movements):
        words = movement.direction, _gaps_text(snapshot, issue, movement, turn)
        group = alike.setdefault((words, 0 if len(movements) > MOST_NAMED else number), [])
        group.append(party_name(snapshot.negotiation, movement.counterpart))
    for ((direction, gaps), _), names in alike.items():
        yield f"moved {'closer to' if direction == 'closer' else 'farther from'} {', '.join(names)}{gaps}"


def _gaps_text(snapshot: Snapshot, issue: Issue, movement: Movement, turn: Turn) -> str:
    """Return the gaps that stood: ` in 2 of 5 (2022, 2026): apart 300 -> overlap 700..800`."""
    (before, _), (after, voices) = (_pair_words(snapshot, pair, issue) for pair in movement.stood)
    gaps = turn(before.removesuffix(f", {voices}"), after)
    steps = steps_text(moved_steps(issue, movement), issue)
    return ", ".join((f"{steps}: {gaps}", *_reference(snapshot, issue, movement)))


def shows_silence(movement: Movement) -> bool:
    """Return whether one of the gaps that stood is `silent`."""
    return any(pair is None or pair.status == SILENT.status for pair in movement.stood)


def _pair_words(snapshot: Snapshot, pair: Pair | None, issue: Issue) -> tuple[str, str]:
    return pair_words(snapshot, pair, issue) if pair else (print_gap(SILENT, issue.scale), "")


def _reference(snapshot: Snapshot, issue: Issue, movement: Movement) -> Iterator[str]:
    """Yield what the movement is measured against, if the gaps that stood do not show the direction."""
    if movement.reference is None:
        return
    year = year_of(snapshot)
    day = day_text(movement.reference.day, year)
    ended = ", ".join(("", *lapse_words(snapshot, movement.reference)))
    if movement.is_late:
        name = party_name(snapshot.negotiation, movement.counterpart)
        yield f"measured against the first position of {name}, {day}{ended}"
    elif direction_between(*(_gap(pair) for pair in movement.stood)) != movement.direction:
        yield f"measured against {value_text(movement.reference, issue)} of {day}{ended}"


def _gap(pair: Pair | None) -> Gap:
    return SILENT if pair is None else Gap("overlap") if pair.is_settled else pair.gap


def when_since(before: Snapshot, record: Record, year: int | None) -> str:
    """Return when something was said; `by 11 Oct, perhaps before` where its interval began before the span did."""
    if straddles(before, record):
        return f"by {day_text(record.day, year)}, perhaps before"
    return when_text(record.when, year)


def straddles(before: Snapshot, record: Record) -> bool:
    """Return whether a record may have been stated before the span that begins after `before`."""
    return before.as_of is not None and record.first_day <= before.as_of < record.day
