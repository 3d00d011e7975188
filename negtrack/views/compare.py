"""`compare`: issues down, parties across, the gap last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import ClassVar

from negtrack.frozen import dataclass
from negtrack.model import Issue, Party, Proposal
from negtrack.query import Snapshot, is_bloc, measured_position
from negtrack.views.cell import Cell
from negtrack.views.compared_issue import IssueRow, build_issue_row
from negtrack.views.deal_states import deals_summary
from negtrack.views.deal_words import SETTLED_COLUMNS
from negtrack.views.lines import Line, line_row
from negtrack.views.measured import measured_remark
from negtrack.views.pair_words import PAIR_COLUMNS, gap_heading, pair_fields
from negtrack.views.phrasing import SILENT, count_text
from negtrack.views.statement import Statement
from negtrack.views.step_words import step_title
from negtrack.views.view import Frame, Row, Table, silent_legend

_LAST = (
    *("status", "gap", "distance", "more_than", "unit", "common", "reason", *PAIR_COLUMNS),
    *("contested", "group", "class"),
)
"""The columns after those of the parties."""
_NEWER = ("remarks", *SETTLED_COLUMNS)
"""The last columns."""


@dataclass(frozen=True)
class CompareView:
    """The answer of `compare`."""

    schema: ClassVar[str] = "compare"
    id_column: ClassVar[str] = "issue"

    snapshot: Snapshot
    parties: tuple[Party, ...]
    issues: tuple[IssueRow, ...]
    proposal: Proposal | None = None

    @property
    def groups(self) -> Iterator[tuple[str, list[IssueRow]]]:
        """Yield the rows of each group with its name."""
        for name, rows in groupby(self.issues, key=lambda row: row.issue.heading):
            yield name, list(rows)

    @property
    def columns(self) -> tuple[str, ...]:
        offer = ("proposal",) if self.proposal else ()
        beside = (name for what in _BESIDE for name in self._beside(what))
        return ("issue", *self._values, *offer, *_LAST, *beside, *_NEWER)

    @property
    def _values(self) -> tuple[str, ...]:
        """The column of each party: its id, or `party:ID` if another column has that name."""
        taken = {"issue", "proposal", *_LAST, *_NEWER}
        return tuple(f"party:{party.id}" if party.id in taken else party.id for party in self.parties)

    def _beside(self, what: str) -> tuple[str, ...]:
        """Return a column beside that of each party: what its value leaves out."""
        return tuple(f"{what}:{party.id}" for party in self.parties)

    @property
    def frame(self) -> Frame:
        is_all = all(party.is_principal for party in self.parties)
        who = self._principals() if is_all else f"{len(self.parties)} parties"
        is_silent = any(cell.value == SILENT for row in self.issues for cell in row.cells)
        aside = " · ".join((who, *deals_summary(self.snapshot, (party.id for party in self.parties))))
        title = self.snapshot.negotiation.title + step_title(row.issue for row in self.issues)
        return Frame(title, self.snapshot, aside, silent_legend(is_silent))

    def _principals(self) -> str:
        """Return how many principals there are, blocs beside members of theirs apart, as `overview` counts them."""
        blocs = len({party.member_of for party in self.parties}.intersection(party.id for party in self.parties))
        who = count_text(len(self.parties) - blocs, "principal")
        return f"{who} · {count_text(blocs, 'bloc')}" if blocs else who

    @property
    def last_column(self) -> str:
        """Return the heading of the last column."""
        return gap_heading(row.pair for row in self.issues if row.status)

    def head(self) -> Mapping[str, object]:
        return {
            "negotiation": self.snapshot.negotiation.id,
            "title": self.snapshot.negotiation.title,
            "parties": [party.id for party in self.parties],
            "proposal": self.proposal.id if self.proposal else None,
            "positions": [line_row(line) for row in self.issues for line in _headlines(row)],
            "rivals": [line_row(line) for row in self.issues for cell in row.all_cells for line in cell.rivals],
        }

    def rows(self) -> Iterator[Row]:
        for row in self.issues:
            found = [_values(row, cell) for cell in row.cells]
            values = zip(self._values, found, strict=True)
            beside = [(what, zip(self._beside(what), found, strict=True)) for what in _BESIDE]
            yield {
                "issue": row.issue.id,
                **{name: content["value"] for name, content in values},
                **{name: content[what] for what, names in beside for name, content in names},
                **({"proposal": row.offer.value if row.offer else ""} if self.proposal else {}),
                **_gap_columns(row),
                "contested": [party.id for party in row.contested],
                "group": row.issue.group,
                "class": row.issue.class_,
            }

    def table(self) -> Table:
        offer = (self.proposal.title,) if self.proposal else ()
        columns = ("issue", *(party.name for party in self.parties), *offer, self.last_column)
        rows = [
            (
                row.issue.title,
                *(_document_cell(cell) for cell in row.cells),
                *((row.offer.words if row.offer else "",) if self.proposal else ()),
                "; ".join(filter(None, (row.gap, row.notes))),
            )
            for row in self.issues
        ]
        return Table(columns, rows)


class CompareMatrixView(CompareView):
    """The answer of `compare --matrix`: on a page one sign a cell, for programs the same rows."""

    @property
    def frame(self) -> Frame:
        whole = super().frame
        return Frame(whole.title, whole.snapshot, whole.aside)


def build_compare(
    snapshot: Snapshot,
    parties: Sequence[Party],
    issues: Iterable[Issue],
    proposal: Proposal | None = None,
    only: bool = False,
    is_matrix: bool = False,
) -> CompareView:
    """Build the comparison of `parties` on `issues`, with the offers of `proposal`; with `only`, without what any other
    party said; as a matrix, with one sign a cell on its page."""
    rows = (build_issue_row(snapshot, parties, issue, proposal, only) for issue in issues)
    view = CompareMatrixView if is_matrix else CompareView
    return view(snapshot, tuple(parties), tuple(rows), proposal)


def default_columns(snapshot: Snapshot, everybody: bool = False) -> tuple[Party, ...]:
    """Return the principals (a bloc only if it spoke as a bloc); with `everybody`, also all parties that spoke."""
    spoke = {key[0] for key in snapshot.positions if snapshot.enough_positions(key)}
    negotiation = snapshot.negotiation
    return tuple(
        party
        for party in negotiation.parties.values()
        if (party.id in spoke and (everybody or party.is_principal))
        or (party.is_principal and not is_bloc(negotiation, party.id))
    )


def _shown(row: IssueRow, cell: Cell) -> Statement | None:
    """Return the headline of a cell; of several alternatives the one from which the gap of the row is measured."""
    if cell.headline is None:
        return None
    headline = cell.headline.statement
    position = measured_position(row.snapshot, row.issue, row.pair, headline.position)
    return headline if position is headline.position else Statement(headline.snapshot, position, headline.issue)


def _values(row: IssueRow, cell: Cell) -> Mapping[str, object]:
    """Return the value of a party, then what stands in the columns beside it."""
    statement = _shown(row, cell)
    rivals = [other.words for other in cell.others if other.is_rival]
    if statement is None:
        return {"value": "", "remark": "", "qualifier": "", "who": "", "rivals": rivals}
    measured = measured_remark(row.snapshot, row.issue, row.pair, statement.position)
    return {
        "value": statement.said,
        "remark": "; ".join(filter(None, (statement.remark, measured))),
        "qualifier": statement.position.qualifier,
        "who": statement.short,
        "rivals": rivals,
    }


def _gap_columns(row: IssueRow) -> Row:
    if row.pair is None:
        empty: Row = {"distance": None, "unit": "", "common": "", "reason": "", "more_than": False}
        return {"status": row.status, "gap": row.status, **empty}
    return pair_fields(row.snapshot, row.pair, row.issue)


_BESIDE = ("remark", "qualifier", "who", "rivals")
"""Columns beside that of each party."""


def _headlines(row: IssueRow) -> Iterator[Line]:
    """Yield the headline of each cell; of several alternatives all, first that from which the gap is measured."""
    for cell in row.all_cells:
        shown = _shown(row, cell)
        if shown:
            names = shown.position.alternatives
            lines = [line for line in cell.lines if line is cell.headline or line.statement.position.proposal in names]
            yield from sorted(lines, key=lambda line: line.statement.position is not shown.position)


def _document_cell(cell: Cell) -> str:
    others = "".join(f"; {other.standing}: {other.value} ({other.who})" for other in cell.others)
    statement = cell.headline.statement if cell.headline else None
    who = f" ({statement.mark(statement.short)})" if statement else ""
    return f"{cell.value}{who}{others}"
