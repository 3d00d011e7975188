"""How two counterparts stand, in words and as fields: what they agreed, the conditions in the way, their gap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import partial

from negtrack.gap import UNKNOWN as NO_GAP
from negtrack.gap import Gap, print_gap
from negtrack.model import Issue, Position, Record, Strength
from negtrack.query import (
    Condition,
    Pair,
    Snapshot,
    alternatives_of,
    conditions_of,
    meeting_of,
    nearest_alternative,
)
from negtrack.values import print_value
from negtrack.views.deal_words import settled_caveats, settlement_fields, settlement_text
from negtrack.views.phrasing import (
    RED_LINE,
    SILENT,
    caveat_text,
    condition_text,
    day_text,
    lapse_words,
    year_of,
)
from negtrack.views.quotient import Quotient
from negtrack.views.silence import NOTHING_SINCE, withdrawal_silence
from negtrack.views.step_gaps import step_gaps
from negtrack.views.voices import party_name, speakers_of, whose_text

OR_BEFORE = " or before"
"""What `since_text` says of a day on which perhaps nothing was said."""


def since_text(snapshot: Snapshot, issue: Issue, pair: Pair, day: date) -> str:
    """Return since when a pair has stood as it does: `31 Jan`, or `31 Jan or before` where the words of that day on
    which it rests may have been said earlier; "" for a silent pair, which has stood so for ever, or since what was
    withdrawn, and for a fallback, which says since when."""
    if pair.status in (SILENT, "settled by the fallback"):
        return ""
    said = [position for party in (pair.one, pair.other) for position in snapshot.positions.get((party, issue.id), ())]
    words = (pair.left, pair.right, pair.meeting.left, pair.meeting.right, pair.rejection)
    shown: tuple[Record | None, ...] = (pair.agreed.record,) if pair.agreed and pair.is_settled else words
    of_day: list[Record] = [record for record in shown if record and record.day == day]
    of_day = of_day or [position for position in said if position.day == day]
    is_inexact = bool(of_day) and all(record.first_day != day for record in of_day)
    return f"{day_text(day, year_of(snapshot))}{OR_BEFORE if is_inexact else ''}"


def pair_text(snapshot: Snapshot, pair: Pair, issue: Issue, names: Iterable[str] = ()) -> str:
    """Return how a pair stands in words: what it agreed, the conditions in its way, or its gap, with the words that it
    rests on if they are not the parties' own on record; `names` are the parties, if the issue has several pairs."""
    whose = ", ".join(names)
    return f"{pair_words(snapshot, pair, issue)[0]}{f' ({whose})' if whose else ''}"


def pair_words(snapshot: Snapshot, pair: Pair, issue: Issue) -> tuple[str, str]:
    """Return how a pair stands in words, and of these `according_text`."""
    parts = [_stand_text(snapshot, pair, issue), *limits_of(snapshot, pair), voices := according_text(snapshot, pair)]
    if pair.settlement and not pair.is_settled and pair.settlement.state not in BEFORE_GAP:
        parts.append(settlement_text(snapshot, pair.settlement, issue))
    return ", ".join(filter(None, parts)), voices


def limits_of(snapshot: Snapshot, pair: Pair) -> Iterator[str]:
    """Yield against whose red lines a pair meets or agreed."""
    if pair.is_settled or pair.gap.status == "overlap":
        yield from (f"against a red line of {party_name(snapshot.negotiation, party)}" for party in pair.red_lines)


def _stand_text(snapshot: Snapshot, pair: Pair, issue: Issue) -> str:
    """Return what is settled, else the gap; what is open or was ended stands before the gap."""
    settlement = pair.settlement
    if settlement is None or not (pair.is_settled or settlement.state in BEFORE_GAP):
        return pair_gap_text(snapshot, pair, issue)
    settled = settlement_text(snapshot, settlement, issue)
    if pair.is_settled:
        return settled
    gap = pair_gap_text(snapshot, pair, issue)
    if settlement.endings and pair.left is None and pair.right is None:
        gap = NOTHING_SINCE
    elif settlement.endings and gap == SILENT:
        gap = f"{NOTHING_SINCE} by {party_name(snapshot.negotiation, pair.other if pair.left else pair.one)}"
    return f"{settled}; {gap}"


BEFORE_GAP = ("open", "reopened", "suspended", "ended")
"""States of a settlement that stand before the gap."""


def pair_gap_text(snapshot: Snapshot, pair: Pair, issue: Issue) -> str:
    """Return the gap of a pair in words, whatever is settled: the conditions in its way, why one is silent, by which
    alternatives they meet."""
    conditional, gap = _conditional_text(snapshot, pair.conditions), pair.gap
    text = conditional or _silence_text(snapshot, pair, issue) or print_gap(gap, issue.scale)
    is_measured = not pair.agreed and gap.status != SILENT
    via = [f"via {name}" for name in pair.meeting.via] if is_measured else ()
    return ", ".join((text, *via))


def _silence_text(snapshot: Snapshot, pair: Pair, issue: Issue) -> str:
    """Return for a pair of which one names nothing who rejected what the other holds, and who withdrew its word:
    `rejected by Employers, no counter-offer`, `withdrawn 3 Sep by Union`; "" if nobody did."""
    if pair.gap.status != SILENT:
        return ""
    return "; ".join(filter(None, (_rejection_text(snapshot, pair), _withdrawn_text(snapshot, pair, issue))))


def _rejection_text(snapshot: Snapshot, pair: Pair) -> str:
    if pair.rejection is None:
        return ""
    counter = "no counter-offer" if pair.rejection.no_counter else ""
    who = party_name(snapshot.negotiation, pair.rejection.party)
    return ", ".join(filter(None, (f"rejected by {who}", counter, caveat_text(pair.rejection))))


def _withdrawn_text(snapshot: Snapshot, pair: Pair, issue: Issue) -> str:
    silent = [party for party, word in ((pair.one, pair.left), (pair.other, pair.right)) if word is None]
    silences = {party: withdrawal_silence(snapshot, party, issue) for party in silent}
    return "; ".join(
        ", ".join(filter(None, (f"{one.words} by {party_name(snapshot.negotiation, party)}", one.source)))
        for party, one in silences.items()
        if one.has_withdrawn
    )


def according_text(snapshot: Snapshot, pair: Pair) -> str:
    """Return whose words the answer of a pair rests on; "" if they are the parties' own on record."""
    return whose_text(snapshot, pair.according_to) if pair.according_to else ""


OWN_TERM = "its own term"


def gap_text(snapshot: Snapshot, issue: Issue, one: Position | None, other: Position | None) -> str:
    """Return the gap between a position and a term in words, or the conditions in its way, with whose words it rests on
    if not the parties' own on record; that it is the party's own term."""
    if one and other and one.id == other.id:
        return OWN_TERM
    meeting = meeting_of(snapshot, issue, one, other)
    gap = meeting.gap
    shown = [position for position in (one, other) if position and gap.status in ("apart", "overlap")]
    voices = whose_text(snapshot, (position for position in shown if position.strength > Strength.STRONG))
    text = _conditional_text(snapshot, meeting.conditions) or print_gap(gap, issue.scale)
    return ", ".join(filter(None, (text, voices)))


def paper_gap_text(snapshot: Snapshot, issue: Issue, position: Position | None, offered: Position | None) -> str:
    """Return the gap between what a party holds and a term; of alternatives that of the nearest: `apart 1, via b`."""
    if position is None or offered is None or not position.alternatives:
        return gap_text(snapshot, issue, position, offered)
    nearest = nearest_alternative(snapshot, issue, position, offered)
    text = gap_text(snapshot, issue, nearest, offered)
    is_one = text == OWN_TERM or len(alternatives_of(snapshot, nearest, issue)) == 1
    return text if is_one else f"{text}, via {nearest.proposal}"


def pair_remarks(snapshot: Snapshot, pair: Pair, issue: Issue) -> tuple[str, ...]:
    """Return what the gap of a pair leaves out of the two positions: that one is a red line, conditions, the bases
    where they differ, that an offer has lapsed, caveats. A line for each party: `Israel, red line; caveat: as read`. Of
    a party that alone has a word only that it has lapsed."""
    if pair.settlement and (pair.is_settled or pair.agreed):
        return settled_caveats(pair.settlement)
    sides = [position for position in (pair.meeting.left, pair.meeting.right) if position]
    words_of = partial(_remarks, snapshot, pair, issue) if len(sides) > 1 else partial(lapse_words, snapshot)
    found = ((position.party, "; ".join(words_of(position))) for position in sides)
    return tuple(f"{party_name(snapshot.negotiation, party)}, {words}" for party, words in found if words)


def _remarks(snapshot: Snapshot, pair: Pair, issue: Issue, position: Position) -> Iterator[str]:
    if pair.gap.reason in ("basis", "basis not said"):
        yield f"basis: {position.qualifier or issue.basis or 'not said'}"
    if position.stance == "red-line":
        yield RED_LINE
    for condition in conditions_of(snapshot, position):
        if condition not in pair.conditions:
            yield f"if {condition_text(snapshot, condition)}"
    yield from lapse_words(snapshot, position)
    if position.caveat:
        yield caveat_text(position)


def remarks_of(snapshot: Snapshot, pairs: Iterable[Pair], issue: Issue) -> tuple[str, ...]:
    """Return the remarks of several pairs on one issue, each once."""
    return tuple(dict.fromkeys(remark for pair in pairs for remark in pair_remarks(snapshot, pair, issue)))


def condition_texts(snapshot: Snapshot, conditions: Iterable[Condition]) -> list[str]:
    """Return the conditions in the way of a gap, each once where both set the same."""
    return list(dict.fromkeys(condition_text(snapshot, condition) for condition in conditions))


def _conditional_text(snapshot: Snapshot, conditions: Sequence[Condition]) -> str:
    return f"conditional: {'; '.join(condition_texts(snapshot, conditions))}" if conditions else ""


def pair_fields(snapshot: Snapshot, pair: Pair, issue: Issue) -> dict[str, object]:
    """Return the machine fields of a pair: those of its gap, what was agreed, what the answer depends on. What is
    settled has no gap."""
    gap = NO_GAP if pair.is_settled else pair.gap
    return {
        **gap_fields(gap, issue, pair_text(snapshot, pair, issue)),
        "status": pair.status,
        "agreed": pair.agreed.value if pair.agreed else "",
        "conditions": condition_texts(snapshot, pair.conditions),
        "according_to": list(speakers_of(snapshot.negotiation, pair.according_to)),
        "red_lines": list(pair.red_lines),
        "step_gaps": pair_steps(snapshot, pair, issue),
        "remarks": list(pair_remarks(snapshot, pair, issue)),
        **settlement_fields(snapshot, pair, issue),
    }


def pair_steps(snapshot: Snapshot, pair: Pair, issue: Issue) -> list[str]:
    """Return the gap of a pair in each step; what is settled has none."""
    one, other, gap, _ = pair.meeting
    return step_gaps(snapshot, issue, NO_GAP if pair.is_settled else gap, one, other)


def open_gap_fields(pair: Pair | None, issue: Issue) -> dict[str, object]:
    """Return the machine fields of the gap of a pair; what is settled has none."""
    return gap_fields(NO_GAP if pair is None or pair.is_settled else pair.gap, issue)


PAIR_COLUMNS = ("agreed", "conditions", "according_to", "red_lines", "step_gaps")
"""The fields of `pair_fields` that no gap has."""


def gap_heading(pairs: Iterable[Pair | None]) -> str:
    """Return the heading of a column that says how pairs stand: `agreed` where all is settled, `agreed or gap` where
    agreements say something of an issue, else `gap`."""
    known = list(pairs)
    settlements = (pair.settlement for pair in known if pair)
    said = any(one and one.deal and (one.agreed or one.item) for one in settlements)
    if said and all(pair and pair.is_settled for pair in known):
        return "agreed"
    return "agreed or gap" if said else "gap"


def number(amount: Fraction | None) -> int | float | str | None:
    """Return an amount without rounding: a whole number, an exact decimal, otherwise the text of a fraction."""
    if amount is None:
        return None
    if amount.denominator == 1:
        return amount.numerator
    return float(amount) if Fraction(str(float(amount))) == amount else Quotient(amount)


def gap_fields(gap: Gap, issue: Issue, words: str = "") -> dict[str, object]:
    """Return the machine fields of a gap: status, distance, exactness, unit, common part, reason; with `words` in place
    of its own."""
    return {
        "status": gap.status,
        "gap": words or print_gap(gap, issue.scale),
        "distance": number(gap.distance),
        "more_than": gap.distance is not None and not gap.exact,
        "unit": gap.unit,
        "common": print_value(gap.common, issue.scale) if gap.common else "",
        "reason": gap.reason,
    }
