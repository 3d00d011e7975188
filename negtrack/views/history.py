"""`history`: one issue over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import chain
from typing import ClassVar

from negtrack.frozen import dataclass, field, replace
from negtrack.history import Step, steps_of
from negtrack.model import Event, Issue, Party, locator_text
from negtrack.query import GapDay, Pair, Snapshot, least_settled, pairs_of
from negtrack.views.change_phrases import PHRASES, change_phrase, shows_silence
from negtrack.views.deal_lines import DealLine, deal_lines, deal_row, deals_among, settled_positions
from negtrack.views.events import event_days
from negtrack.views.gap_line import GapLine, gap_line
from negtrack.views.intervals import Axis, Interval, chart_text, shared_axis, ticks_of
from negtrack.views.pair_words import number, pair_text
from negtrack.views.phrasing import SILENT, add_caveat, when_text, year_of
from negtrack.views.statement import Statement
from negtrack.views.step_words import step_columns, step_values, steps_of_issue
from negtrack.views.view import Frame, Row, Table, silent_legend


@dataclass(frozen=True)
class HistoryLine:
    """One dated position, in words.

    `intervals` are its set on the axis; empty where it has no place there, for the reason `off_axis`.
    """

    day: date
    when: str
    party: Party
    step: Step
    statement: Statement
    speaker: str
    """The speaker, the grade and our caveat; `when` holds the day."""
    intervals: tuple[Interval, ...]
    off_axis: str = ""

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """What kind of change it was."""
        return tuple(_phrases(self.statement.snapshot, self.step))

    @cached_property
    def short_phrases(self) -> tuple[str, ...]:
        """What kind of change it was; of a movement against many only how many."""
        return tuple(_phrases(self.statement.snapshot, self.step, counted=True))


@dataclass(frozen=True)
class EventLine:
    """An event between the positions."""

    day: date
    when: str
    event: Event


@dataclass(frozen=True)
class HistoryView:
    """The answer of `history`."""

    schema: ClassVar[str] = "history"
    id_column: ClassVar[str] = "id"
    own_columns: ClassVar[tuple[str, ...]] = (
        *(
            "day",
            "kind",
            "party",
            "voice",
            "value",
            "remark",
            "low",
            "high",
            "current",
            "classes",
            "change",
            "contested",
        ),
        *("counterpart", "status", "gap", "distance"),
        *("stated", "speaker", "side", "attribution", "grade", "sources", "locator", "text", "id", "qualifier"),
    )

    snapshot: Snapshot
    issue: Issue
    lines: tuple[HistoryLine | EventLine | DealLine, ...]
    gaps: tuple[GapLine, ...]
    axis: Axis = field(repr=False)

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.own_columns, *step_columns([self.issue]))

    @property
    def frame(self) -> Frame:
        steps = (line.step for line in self.lines if isinstance(line, HistoryLine))
        movements = (movement for step in steps if step.change for movement in step.change.movements)
        is_silent = any(gap.days and gap.days[-1].pair.status == SILENT for gap in self.gaps)
        is_silent = is_silent or any(map(shows_silence, movements))
        about = f"{self.issue.title}, {self.issue.step}" if self.issue.step else self.issue.title
        is_drawn = any(line.intervals for line in self.lines if not isinstance(line, EventLine))
        chart = (f"chart: {chart_text(self.issue)}",) if self.issue.scale.is_stepped and is_drawn else ()
        aside = " · ".join(filter(None, (self.issue.id, steps_of_issue(self.issue))))
        return Frame(f"{about}: history", self.snapshot, aside, (*chart, *silent_legend(is_silent)))

    @cached_property
    def ticks(self) -> tuple[tuple[Fraction, str], ...]:
        """The labels of the axis, which only a page shows."""
        return tuple(dict.fromkeys(ticks_of(self.issue, self.axis.intervals.values())))

    def head(self) -> Mapping[str, object]:
        return {
            "negotiation": self.snapshot.negotiation.id,
            "issue": self.issue.id,
            "title": self.issue.title,
            "step": self.issue.step,
            "gaps": [_gap_row(self.snapshot, day, self.issue) for line in self.gaps for day in line.days],
        }

    def rows(self) -> Iterator[Row]:
        for line in self.lines:
            if isinstance(line, EventLine):
                yield _event_row(line)
            elif isinstance(line, DealLine):
                yield deal_row(line)
            else:
                yield {**_position_row(line), **self._gap_after(line)}

    @cached_property
    def _pairs(self) -> Mapping[date, Sequence[Pair]]:
        """Map a day to the pairs of which a gap is recorded on that day."""
        pairs: dict[date, list[Pair]] = {}
        for day in chain.from_iterable(gap.days for gap in self.gaps):
            pairs.setdefault(day.day, []).append(day.pair)
        return pairs

    def _gap_after(self, line: HistoryLine) -> Row:
        """Return the gap of the party's least settled pair at the end of the day."""
        pairs = self._pairs.get(line.day, ())
        pair = least_settled(pair for pair in pairs if line.party.id in (pair.one, pair.other))
        if pair is None:
            return {}
        counterpart = pair.other if pair.one == line.party.id else pair.one
        return {"counterpart": counterpart, **_pair_fields(self.snapshot, pair, self.issue)}

    def table(self) -> Table:
        rows = [_table_row(line) for line in self.lines]
        return Table(("when", "party", "value", "change", "who says so"), rows)


def build_history(snapshot: Snapshot, issue: Issue, parties: Sequence[Party]) -> HistoryView:
    """Build the history of `parties` on `issue`: positions, the events in between, and the gaps of the pairs."""
    named = {party.id: party for party in parties}
    steps = list(steps_of(snapshot, issue, named))
    deals = deals_among(snapshot, named)
    axis = shared_axis(snapshot, issue, [*(step.position for step in steps), *settled_positions(deals, issue)])
    positions = [_line(snapshot, issue, named[step.position.party], step, axis) for step in steps]
    settled = deal_lines(snapshot, deals, issue, axis)
    lines: list[HistoryLine | EventLine | DealLine] = [*positions, *_events(snapshot, positions), *settled]
    pairs = [(pair.one, pair.other) for pair in pairs_of(snapshot, issue) if {pair.one, pair.other} <= named.keys()]
    gaps = tuple(gap_line(snapshot, issue, one, other) for one, other in pairs)
    return HistoryView(snapshot, issue, tuple(sorted(lines, key=lambda line: line.day)), gaps, axis)


def _table_row(line: HistoryLine | EventLine | DealLine) -> tuple[str, ...]:
    if isinstance(line, EventLine):
        return (line.when, "", line.event.title, "", "")
    if isinstance(line, DealLine):
        return (line.when, "", line.words, "", line.who)
    statement = line.statement
    return (line.when, line.party.name, statement.alone, "; ".join(line.short_phrases), statement.mark(statement.short))


def _line(snapshot: Snapshot, issue: Issue, party: Party, step: Step, axis: Axis) -> HistoryLine:
    position = step.position
    statement = Statement(snapshot, position, issue)
    return HistoryLine(
        position.day,
        when_text(position.stated, year_of(snapshot)),
        party,
        step,
        statement,
        add_caveat(", ".join(filter(None, (statement.who, position.grade))), position),
        axis.intervals.get(position.id, ()),
        axis.reasons.get(position.id, ""),
    )


def _phrases(snapshot: Snapshot, step: Step, counted: bool = False) -> Iterator[str]:
    if step.change:
        shown = (one for one in step.change.agreements if not (one.pair.settlement and one.pair.settlement.deal))
        yield change_phrase(snapshot, replace(step.change, agreements=tuple(shown)), counted)
    elif step.alternative_to:
        yield f"alternative to {step.alternative_to}"
    else:
        yield from (PHRASES[name] for name in step.classes if name in PHRASES)


def _events(snapshot: Snapshot, positions: Sequence[HistoryLine]) -> Iterator[EventLine]:
    """Yield the dated events from the first position to the snapshot's day."""
    if not positions or snapshot.day is None:
        return
    for event in snapshot.negotiation.events.values():
        start = event.start
        if start and event.end and positions[0].day <= event.end and start <= snapshot.day:
            yield EventLine(start, event_days(snapshot, event), event)


def _gap_row(snapshot: Snapshot, day: GapDay, issue: Issue) -> Row:
    return {
        "day": day.day.isoformat(),
        "one": day.pair.one,
        "other": day.pair.other,
        **_pair_fields(snapshot, day.pair, issue),
    }


def _pair_fields(snapshot: Snapshot, pair: Pair, issue: Issue) -> Row:
    distance = None if pair.is_settled else number(pair.gap.distance)
    return {"status": pair.status, "gap": pair_text(snapshot, pair, issue), "distance": distance}


def _position_row(line: HistoryLine) -> Row:
    position = line.statement.position
    is_drawn = line.intervals and not line.statement.issue.scale.is_stepped
    low, high = (line.intervals[0].low, line.intervals[-1].high) if is_drawn else (None, None)
    return {
        "day": line.day.isoformat(),
        "kind": "position",
        "party": position.party,
        "voice": position.voice,
        "value": line.statement.said,
        "remark": line.statement.remark,
        "low": number(low),
        "high": number(high),
        "current": line.step.headline,
        "classes": list(line.step.classes),
        "change": "; ".join(line.phrases),
        "contested": line.step.contested,
        "stated": position.stated.text if position.stated else "",
        "speaker": position.speaker,
        "side": position.side,
        "attribution": position.attribution or "",
        "grade": position.grade,
        "sources": list(position.sources),
        "locator": locator_text(position.locator),
        "text": position.text,
        "id": position.id,
        "qualifier": position.qualifier,
        **step_values(line.statement),
    }


def _event_row(line: EventLine) -> Row:
    return {"day": line.day.isoformat(), "kind": "event", "text": line.event.title, "id": line.event.id}
