"""Scores in words: what a party named on a measure, how far it moved, and what stands beside the figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Literal

from negtrack.gap import Gap, print_distance
from negtrack.model import Issue, Position, Strength
from negtrack.query import Settlement, Snapshot, alternatives_of, value_of
from negtrack.score import Measure, Move, Score, Share, Stand, snapshot_before
from negtrack.values import KINDS, print_value
from negtrack.views.deal_words import endings_text, settlement_text
from negtrack.views.pair_words import condition_texts
from negtrack.views.phrasing import RED_LINE, day_text, provenance, when_text, year_of
from negtrack.views.signs import OTHERS_WORDS
from negtrack.views.statement import Statement
from negtrack.views.voices import voice_beside

Detail = Literal["brief", "normal", "whole"]
NONE = "-"
NOT_PUBLIC = "not public"
NO_SHARE = "no share:"
_TOTALS = {"sum": "sum", "compound": "compounded"}
_OVER = ("ended", "reopened")
"""States of a value that was agreed and holds no more."""
_NOT_AGREED = {"no term on record": "no term", "announced": "only announced"}


def measure_text(measure: Measure) -> str:
    """Return the step, or `sum 2022-2026` for the total of the steps; "" for an issue without steps."""
    issue = measure.issue
    return f"{_TOTALS[issue.total or 'sum']} {issue.steps[0]}-{issue.steps[-1]}" if measure.is_total else issue.step


def figure_text(snapshot: Snapshot, measure: Measure, position: Position | None) -> str:
    """Return what a position names on a measure; `-` where it names nothing."""
    value = value_of(position, measure.issue) if position else None
    if position is None or value is None or not measure.covers(position):
        is_hidden = position is not None and measure.flag(position) == "undisclosed"
        return NOT_PUBLIC if is_hidden else NONE
    basis = f" ({position.qualifier})" if position.qualifier not in ("", measure.issue.basis) else ""
    if not measure.is_total:
        return f"{print_value(value, measure.issue.scale)}{basis}"
    from negtrack.values.schedules import print_total_at

    pieces = measure.pieces(snapshot, position)
    ends = [edge.at for edge in (pieces[0].low, pieces[-1].high) if edge] if pieces else []
    total = "..".join(dict.fromkeys(print_total_at(at, value, measure.issue.scale) for at in ends))
    return f"{total}{basis}" if total else NOT_PUBLIC


def packaged_text(snapshot: Snapshot, measure: Measure, position: Position | None, others: Iterable[Position]) -> str:
    """Return what a position names on a measure; where it has alternatives that name others, of which proposal it is,
    as figures of two are no offer: `pack-a: 5%`."""
    figure = figure_text(snapshot, measure, position)
    rivals = (one for one in others if position and one.proposal in position.alternatives)
    differs = any(figure_text(snapshot, measure, one) not in (figure, NONE) for one in rivals)
    return f"{position.proposal}: {figure}" if position and differs else figure


def opening_text(snapshot: Snapshot, measure: Measure, side: Stand) -> str:
    """Return the opening of a party; that its first word is not public."""
    return packaged_text(snapshot, measure, side.opening or side.hidden, side.rivals)


def last_text(snapshot: Snapshot, score: Score, side: Stand) -> str:
    """Return the last word of a party: `withdrawn 26 Feb`, `withdrawn 26 Feb, reported by AP`."""
    if side.withdrawal:
        day = day_text(side.withdrawal.day, year_of(snapshot))
        return ", ".join(filter(None, (f"withdrawn {day}", voice_beside(snapshot.negotiation, side.withdrawal))))
    return packaged_text(snapshot, score.measure, side.last, _alternatives(snapshot, score, side))


def withdrawal_note(snapshot: Snapshot, score: Score, side: Stand) -> Iterator[str]:
    """Yield that the last word was withdrawn, which is no figure, unless the opening says so of itself."""
    if side.withdrawal and not (side.opening and snapshot.withdrawn.get(side.opening.id)):
        yield last_text(snapshot, score, side)


def last_package(snapshot: Snapshot, score: Score, side: Stand) -> str:
    """Return the proposal of the last word of a party, where it has alternatives that name other figures."""
    text = last_text(snapshot, score, side)
    return side.last.proposal if side.last and text.startswith(f"{side.last.proposal}: ") else ""


def _alternatives(snapshot: Snapshot, score: Score, side: Stand) -> Sequence[Position]:
    """Return the last word of a party and what it offered as alternatives to that."""
    if side.last is None or not side.last.alternatives:
        return ()
    before, issue = snapshot_before(snapshot, score.settlement), score.measure.issue
    return alternatives_of(before, side.last, issue)


def agreed_text(snapshot: Snapshot, score: Score) -> str:
    """Return what became of an issue: `USD 230m`, `33, ended 18 Mar 2025`, `open until 25 Jul, else no`."""
    settlement = score.settlement
    if settlement is None:
        return NONE
    if score.agreed:
        figure = figure_text(snapshot, score.measure, score.agreed)
        return f"{figure}, {_over_text(snapshot, settlement)}" if settlement.state in _OVER else figure
    if settlement.item:
        return settlement_text(snapshot, settlement, score.measure.issue)
    return _NOT_AGREED.get(settlement.state, NONE)


def _over_text(snapshot: Snapshot, settlement: Settlement) -> str:
    """Return by what a value no longer holds, and since when: `ended 18 Mar`, `rejected 10 Jul` by a vote."""
    if settlement.state == "ended" and settlement.endings:
        return endings_text(snapshot, settlement.endings)
    since = f" {day_text(settlement.since, year_of(snapshot))}" if settlement.since else ""
    return f"{settlement.state}{since}"


def size_text(move: Move | None, unit: str = "") -> str:
    """Return how far a party moved: `50m`, `10 away`, `100m, by withdrawal`; `-` where that is not known. A `unit`
    stands behind a number that is not 0."""
    if move is None:
        return NONE
    least = "at least " if move.is_doubtful and move.size is not None else ""
    unit = (unit.removesuffix("s") if move.size == 1 else unit) if move.size else ""
    size = f"{least}{distance_text(move.gap, 'to another')}{unit}{' away' if move.is_away else ''}"
    return f"{size}, by withdrawal" if move.is_withdrawal and size != NONE else size


def distance_text(gap: Gap, unmeasured: str) -> str:
    """Return a distance without the word for a total, 0 where two sets meet; `unmeasured` where they are apart and
    nothing measures how far."""
    if gap.distance is None:
        return {"overlap": "0", "apart": unmeasured, "not comparable": "not comparable"}.get(gap.status, NONE)
    return print_distance(gap).removesuffix(" in sum").removesuffix(" compounded")


def share_text(share: Share) -> str:
    """Return a share with one decimal: `73.5%`, `100%`, `0%`; in full where two decimals are all it has: `31.25%`; ""
    without one."""
    percent = percent_of(share)
    if percent is None:
        return ""
    return f"{percent:.0f}%" if percent in (0, 100) else f"{percent}%"


def move_text(measure: Measure, side: Stand) -> str:
    """Return how far a party moved and which share of the opening gap that is: `50m 73.5%`, `3 picks 60.0%`."""
    share = share_text(side.share)
    return " ".join(filter(None, (size_text(side.move, _unit_of(measure.issue) if share else ""), share)))


def moved_words(moved: str) -> tuple[str, ...]:
    """Return a move in a sentence: `moved 50m 73.5%`, `move not comparable`; nothing where it is not known."""
    if moved == NONE:
        return ()
    return (f"move {moved}" if moved.startswith("not comparable") else f"moved {moved}",)


def _unit_of(issue: Issue) -> str:
    """Return the unit of an issue whose distances are printed as bare numbers, so that none is beside a share."""
    return KINDS[issue.kind].bare_unit(issue.scale)


def percent_of(share: Share) -> float | None:
    """Return a share in percent, rounded to one decimal unless two are exact."""
    if share.part is None:
        return None
    exact = share.part * Fraction(100)
    return float(exact if (exact * 100).denominator == 1 else round(exact, 1))


def left_text(score: Score) -> str:
    """Return the gap that was left, `conditional` where conditions are in the way; `-` where the issue was settled."""
    is_settled = score.agreed or (score.settlement and score.settlement.is_settled)
    if is_settled:
        return NONE
    overlap = "conditional" if score.conditions else "overlap"
    return overlap if score.last_gap.status == "overlap" else distance_text(score.last_gap, "apart")


def condition_remark(snapshot: Snapshot, score: Score) -> str:
    """Return on which conditions the last words meet, and by which alternatives; "" where none is in the way."""
    if not score.conditions or left_text(score) != "conditional":
        return ""
    lasts = (side.last for side in score.sides)
    via = [f"via {last.proposal}" for last in lasts if last and last.alternatives]
    return ", ".join((f"conditional: {'; '.join(condition_texts(snapshot, score.conditions))}", *via))


def side_notes(snapshot: Snapshot, score: Score, side: Stand, detail: Detail = "normal") -> Iterator[str]:
    """Yield what stands beside the figures of a party: whose words its opening is, rivals, its farthest point,
    conditions and caveats, and why there is no share."""
    measure = score.measure
    opening = side.opening or side.hidden
    if opening:
        whole = "of the whole schedule: " if side.apart_steps else ""
        yield f"opening {whole}{_words_of(snapshot, measure, opening, detail)}"
    yield from _apart_steps(measure, side)
    beside = _firsts(side)
    for word, other in _others(side):
        yield f"{word} {packaged_text(snapshot, measure, other, beside)}, {_words_of(snapshot, measure, other, detail)}"
    if side.farthest and side.from_farthest:
        yield _farthest_text(snapshot, measure, side, detail)
    if side.last and (opening is None or side.last.id != opening.id):
        yield from _last_words(snapshot, score, side.last, detail)
    if side.share.reason and not (side.move and side.move.is_withdrawal):
        yield f"{NO_SHARE} {side.share.reason}"


def least_notes(snapshot: Snapshot, score: Score, side: Stand) -> Iterator[str]:
    """Yield what the figures of a party leave out but whose words they are: conditions, caveats, rivals, its farthest
    point, and why there is no share."""
    measure, opening = score.measure, side.opening or side.hidden
    last = side.last if side.last and (opening is None or side.last.id != opening.id) else None
    before = snapshot_before(snapshot, score.settlement)
    for word, position, then in (("opening", opening, snapshot), ("last", last, before)):
        if position and (remark := Statement(then, position, measure.issue).remark):
            yield f"{word}: {remark}"
    yield from _apart_steps(measure, side)
    beside = _firsts(side)
    for word, position in _others(side):
        yield f"{word} {packaged_text(snapshot, measure, position, beside)}{star_of(position)}"
    if side.farthest and side.from_farthest:
        figure = figure_text(snapshot, measure, side.farthest)
        yield f"{size_text(side.from_farthest)} from its farthest {figure}{star_of(side.farthest)}"
    if side.share.reason and not (side.move and side.move.is_withdrawal):
        yield f"{NO_SHARE} {side.share.reason}"


def stars_of(score: Score) -> tuple[str, ...]:
    """Return a star for each opening, then each last word, that is not on record as the party's own."""
    openings = (star_of(side.opening or side.hidden) for side in score.sides)
    return *openings, *(star_of(side.last or side.withdrawal) for side in score.sides)


def star_of(record: Position | None) -> str:
    """Return a star for words that are not on record as the party's own, or have a caveat; "" otherwise."""
    return OTHERS_WORDS if record and (record.strength > Strength.STRONG or record.caveat) else ""


def _others(side: Stand) -> Iterator[tuple[str, Position]]:
    """Yield the figures of a party that stand beside its opening, with a word for what they are."""
    held = (side.held,) if side.held else ()
    for word, others in (("held then", held), ("also", side.rivals), ("perhaps first", side.perhaps)):
        yield from ((word, other) for other in others)


def _firsts(side: Stand) -> Sequence[Position]:
    """Return all first figures of a party."""
    return (*((side.opening,) if side.opening else ()), *side.rivals)


def _apart_steps(measure: Measure, side: Stand) -> Iterator[str]:
    """Yield that the steps do not add up to the total, which begins with the first whole schedule."""
    if side.apart_steps:
        kind = "add up" if measure.issue.total == "sum" else "compound"
        yield f"{', '.join(side.apart_steps)} opened otherwise, so the steps do not {kind} to this"


def _farthest_text(snapshot: Snapshot, measure: Measure, side: Stand, detail: Detail) -> str:
    assert side.farthest
    figure = figure_text(snapshot, measure, side.farthest)
    words = _words_of(snapshot, measure, side.farthest, detail)
    which = "last" if measure.is_same(snapshot, side.farthest, side.last) else "farthest"
    return f"{size_text(side.from_farthest)} from its {which} {figure}, {words}"


def _last_words(snapshot: Snapshot, score: Score, last: Position, detail: Detail) -> Iterator[str]:
    """Yield what the figure of a last word leaves out; whose words it is where just that was agreed, and in the whole
    provenance."""
    before = snapshot_before(snapshot, score.settlement)
    remark = Statement(before, last, score.measure.issue).remark
    if detail == "whole" or last.party in score.last_of:
        yield f"last {_words_of(before, score.measure, last, detail)}"
    elif remark:
        yield f"last: {remark}"


def _words_of(snapshot: Snapshot, measure: Measure, position: Position, detail: Detail) -> str:
    """Return whose words a position is and when, with what its figure leaves out."""
    remark = Statement(snapshot, position, measure.issue).remark
    if detail == "brief":
        day = when_text(position.when, year_of(snapshot))
        whose = ", ".join(filter(None, (day, voice_beside(snapshot.negotiation, position))))
    else:
        remark = remark.removeprefix(RED_LINE).removeprefix("; ")
        whose = provenance(snapshot, position, whole=detail == "whole", caveats=False)
        whose += f", {position.id}" if detail == "whole" else ""
    return "; ".join(filter(None, (whose, remark)))
