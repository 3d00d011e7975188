"""`diff SIDE SIDE`: two sides, issue by issue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from negtrack.diff import Difference, issue_in
from negtrack.frozen import dataclass, field
from negtrack.model import Position
from negtrack.query import LEAST_SETTLED, Snapshot, contested_positions
from negtrack.views.cell import OtherValue, beside_of
from negtrack.views.deal_words import SETTLED_COLUMNS
from negtrack.views.measured import measured_remark
from negtrack.views.pair_words import (
    PAIR_COLUMNS,
    condition_texts,
    gap_fields,
    gap_text,
    pair_fields,
    pair_steps,
    pair_text,
    paper_gap_text,
)
from negtrack.views.phrasing import SILENT
from negtrack.views.signs import CHANGED, GONE, NEW, OPEN, SAME
from negtrack.views.statement import Statement
from negtrack.views.step_gaps import step_gaps
from negtrack.views.step_words import step_title
from negtrack.views.text_pieces import Piece, word_diff
from negtrack.views.view import Frame, Row, Table, silent_legend

SIGNS = {
    "apart": CHANGED,
    "conditional": OPEN,
    "not comparable": OPEN,
    "unknown": OPEN,
    "overlap": SAME,
    "settled by the fallback": SAME,
    "agreed": SAME,
}


@dataclass(frozen=True)
class SideLine:
    """One side of a row; `pieces` mark the words that differ, for text values."""

    name: str
    statement: Statement | None
    pieces: tuple[Piece, ...]
    others: tuple[OtherValue, ...] = ()
    """What disputes it, and what else the gap is measured from."""
    became: str = ""
    """What became of the term of an agreement: `done: 33`."""


@dataclass(frozen=True)
class DifferenceRow:
    """One issue: the sign, the gap in words, and both sides."""

    difference: Difference
    sign: str
    gap: str
    left: SideLine
    right: SideLine
    contested: bool
    steps: tuple[str, ...] = ()
    """How far apart the two are in each step, `2022: apart USD 18m`, `2023: open`; nothing where all is settled."""

    @property
    def is_disputed(self) -> bool:
        """Return whether a side is contested on an issue whose values are compared."""
        return self.contested and self.difference.issue.class_ != "process"


@dataclass(frozen=True)
class Side:
    """One SIDE of the command line: a name for the reader, and a position for each issue."""

    name: str
    positions: Mapping[str, Position]
    snapshot: Snapshot
    state: str = ""
    """How a proposal or an agreement stands: `ended 18 Mar (by Israel, own statement)`."""
    states: Mapping[str, str] = field(default_factory=dict)
    """Issue -> what became of the term of an agreement on it."""
    is_paper: bool = False


@dataclass(frozen=True)
class DiffView:
    """The answer of `diff SIDE SIDE`."""

    schema: ClassVar[str] = "diff"
    id_column: ClassVar[str] = "issue"
    columns: ClassVar[tuple[str, ...]] = (
        *("issue", "sign", "differs", "left", "left_value", "right", "right_value"),
        *("status", "gap", "distance", "more_than", "unit", "common", "reason", *PAIR_COLUMNS, "contested"),
        *("left_stated", "left_speaker", "left_grade", "left_id"),
        *("right_stated", "right_speaker", "right_grade", "right_id"),
        *("left_remark", "right_remark", "left_qualifier", "right_qualifier", "left_rivals", "right_rivals", "remarks"),
        *SETTLED_COLUMNS,
        *("left_state", "right_state"),
    )

    snapshot: Snapshot
    left: str
    right: str
    lines: tuple[DifferenceRow, ...]
    everything: bool = False
    about: str = ""
    """The issues that alone are shown, for the heading."""
    states: tuple[str, str] = ("", "")
    """How each side stands, where it is a proposal or an agreement."""

    @property
    def differs(self) -> bool:
        """Return whether any issue differs."""
        return any(line.difference.differs for line in self.lines)

    @property
    def shown(self) -> tuple[DifferenceRow, ...]:
        """Return the rows that differ, or that are compared and contested; with `everything`, all rows."""
        return tuple(line for line in self.lines if self.everything or line.difference.differs or line.is_disputed)

    @property
    def counts(self) -> str:
        """Return the number of issues by status: `issues: 2 apart · 1 overlap · 1 contested`."""
        counter: Counter[str] = Counter(
            line.difference.status for line in self.lines if line.difference.issue.class_ != "process"
        )
        counter["contested"] = sum(line.contested for line in self.lines)
        order = (*LEAST_SETTLED, "contested")
        counts = " · ".join(f"{counter[name]} {name}" for name in order if counter[name])
        return f"issues: {counts}" if counts else ""

    @property
    def frame(self) -> Frame:
        statuses = [line.difference.status for line in self.lines if line.difference.issue.class_ != "process"]
        step = step_title(line.difference.issue for line in self.lines)
        title, legend = f"{self.left} and {self.right}{step}{self.about}", silent_legend(SILENT in statuses)
        named = (f"{name}: {state}" for name, state in zip((self.left, self.right), self.states, strict=True) if state)
        return Frame(title, self.snapshot, " · ".join(filter(None, (*named, self.counts))), legend)

    def head(self) -> Mapping[str, object]:
        return {
            "negotiation": self.snapshot.negotiation.id,
            "left": self.left,
            "right": self.right,
            "differs": self.differs,
            **self._state_fields,
        }

    @property
    def _state_fields(self) -> Row:
        return dict(zip(("left_state", "right_state"), self.states, strict=True))

    def rows(self) -> Iterator[Row]:
        for line in self.shown:
            yield {
                "issue": line.difference.issue.id,
                "sign": line.sign,
                "differs": line.difference.differs,
                "left": line.left.name,
                "right": line.right.name,
                **_gap_columns(self.snapshot, line.difference),
                "contested": line.contested,
                **_side_fields("left", line.left, line.difference),
                **_side_fields("right", line.right, line.difference),
                **self._state_fields,
            }

    def table(self) -> Table:
        rows = [
            (line.difference.issue.title, _document_cell(line.left), _document_cell(line.right), line.gap)
            for line in self.shown
        ]
        names = zip((self.left, self.right), self.states, strict=True)
        return Table(("issue", *(f"{name}: {state}" if state else name for name, state in names), "gap"), rows)


def build_diff(
    snapshot: Snapshot,
    sides: tuple[Side, Side],
    differences: Sequence[Difference],
    everything: bool = False,
    about: str = "",
) -> DiffView:
    """Build the view of the differences of two sides; `about` is what `asked_title` gives."""
    left, right = sides
    lines = tuple(_row(sides, difference) for difference in differences)
    return DiffView(snapshot, left.name, right.name, lines, everything, about, (left.state, right.state))


def _row(sides: tuple[Side, Side], difference: Difference) -> DifferenceRow:
    left, right = sides
    issue = difference.issue
    one, other = (
        Statement(side.snapshot, position, issue_in(side.snapshot, issue)) if position else None
        for side, position in ((left, difference.left), (right, difference.right))
    )
    pieces: tuple[tuple[Piece, ...], tuple[Piece, ...]] = ((), ())
    if not issue.is_compared and one and other:
        pieces = word_diff(one.words, other.words)
    return DifferenceRow(
        difference,
        _sign(difference),
        _gap_words(sides, difference, one, other),
        SideLine(left.name, one, pieces[0], _others(left, one, difference), left.states.get(issue.id, "")),
        SideLine(right.name, other, pieces[1], _others(right, other, difference), right.states.get(issue.id, "")),
        any(_is_contested(side, position, difference) for side, position in zip(sides, (one, other), strict=True)),
        tuple(_steps(right.snapshot, difference)),
    )


def _steps(snapshot: Snapshot, difference: Difference) -> list[str]:
    if difference.pair:
        return pair_steps(snapshot, difference.pair, difference.issue)
    return step_gaps(snapshot, difference.issue, difference.gap, difference.left, difference.right)


def _others(side: Side, statement: Statement | None, difference: Difference) -> tuple[OtherValue, ...]:
    if statement is None or not statement.position.party:
        return ()
    meeting = difference.pair.meeting if difference.pair else None
    party = statement.position.party
    sides = (meeting.left, meeting.right) if meeting else ()
    counted = next((position for position in sides if position and position.party == party), None)
    return beside_of(side.snapshot, statement.position, statement.issue, counted)


def _sign(difference: Difference) -> str:
    if difference.issue.class_ == "process":
        return " "
    if difference.left is None and difference.right is None:
        return " " if difference.status == SILENT else SIGNS[difference.status]
    if difference.status in ("silent", "rejected"):
        return GONE if difference.left else NEW
    return SIGNS[difference.status]


def _gap_words(sides: tuple[Side, Side], difference: Difference, one: Statement | None, other: Statement | None) -> str:
    if difference.issue.class_ == "process":
        return "process, not compared"
    only = f"only {sides[0].name if one else sides[1].name}" if one or other else SILENT
    if difference.pair:
        text = pair_text(sides[1].snapshot, difference.pair, difference.issue)
        return only if text == SILENT else text
    if difference.gap.status != "silent":
        left, right = difference.left, difference.right
        if sides[0].is_paper == sides[1].is_paper:
            return gap_text(sides[1].snapshot, difference.issue, left, right)
        held, offered = (right, left) if sides[0].is_paper else (left, right)
        return paper_gap_text(sides[1].snapshot, difference.issue, held, offered)
    return only


def _is_contested(side: Side, statement: Statement | None, difference: Difference) -> bool:
    if statement is None or not statement.position.party:
        return False
    return bool(contested_positions(side.snapshot, statement.position.party, issue_in(side.snapshot, difference.issue)))


def _gap_columns(snapshot: Snapshot, difference: Difference) -> Row:
    if difference.issue.class_ == "process":
        return {}
    if difference.pair:
        return pair_fields(snapshot, difference.pair, difference.issue)
    gap, issue = difference.gap, difference.issue
    conditions = condition_texts(snapshot, difference.conditions)
    beside: Row = {"status": difference.status, "step_gaps": _steps(snapshot, difference), "conditions": conditions}
    return {**gap_fields(gap, issue), **beside}


def _side_fields(prefix: str, side: SideLine, difference: Difference) -> Row:
    said = side.statement
    position = said.position if said else None
    measured = measured_remark(said.snapshot, said.issue, difference.pair, said.position) if said else ""
    return {
        f"{prefix}_value": said.said if said else "",
        f"{prefix}_remark": "; ".join(filter(None, (said.remark if said else "", side.became, measured))),
        f"{prefix}_qualifier": position.qualifier if position else "",
        f"{prefix}_rivals": [other.words for other in side.others],
        f"{prefix}_stated": position.stated.text if position and position.stated else "",
        f"{prefix}_speaker": position.speaker if position else "",
        f"{prefix}_grade": position.grade if position else "",
        f"{prefix}_id": position.id if position else "",
    }


def _document_cell(side: SideLine) -> str:
    if side.statement is None:
        return SILENT
    who = side.statement.mark(side.statement.long)
    others = "".join(f"; {other.standing}: {other.value} ({other.who})" for other in side.others)
    became = f"; {side.became}" if side.became else ""
    return f"{side.statement.words} ({who}){became}{others}"
