"""The library: `import negtrack`, open a negotiation, ask what the commands answer.

    talks = negtrack.open("data", "harbour-pay")
    for row in talks.gaps("union", "port"):
        print(row["issue"], row["gap"])

An answer has the rows of `negtrack COMMAND --json`; an absent value is None. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from negtrack.answers import (
    answer_compare,
    answer_gaps,
    answer_scorecard,
    answer_show,
    find_earlier_day,
    raised_issues_of,
    read_clock,
    select_issues,
    snapshot_at,
)
from negtrack.errors import DataError, NegtrackError, UsageError
from negtrack.frozen import dataclass, field
from negtrack.query import Snapshot
from negtrack.store.large import load_any
from negtrack.store.locate import find_place
from negtrack.views.view import View

if TYPE_CHECKING:
    import pandas
    import polars

Row = Mapping[str, Any]
"""Column -> text, number, boolean, tuple, mapping, or None; it cannot be changed. It may hold more than the columns."""


@dataclass(frozen=True)
class Answer:
    """One answer: its name, the columns of its table, and its rows in their order."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __repr__(self) -> str:
        """Return the name and the size, as a notebook shows it; the rows are in `rows` and the frames."""
        return f"<Answer {self.name}: {len(self.rows)} rows, {len(self.columns)} columns>"

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows."""
        return iter(self.rows)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a frame of pandas, which must be installed."""
        try:
            import pandas
        except ImportError as error:
            raise UsageError("to_pandas needs pandas; install it, or use the rows") from error
        return pandas.DataFrame([{**row} for row in self.rows], columns=list(self.columns))

    def to_polars(self) -> polars.DataFrame:
        """Return the rows as a frame of polars, which must be installed; a column that mixes types holds texts."""
        try:
            import polars
        except ImportError as error:
            raise UsageError("to_polars needs polars; install it, or use the rows") from error
        return polars.DataFrame(
            {name: [_cell(row.get(name)) for row in self.rows] for name in self.columns}, strict=False
        )


def _cell(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else dict(value) if isinstance(value, Mapping) else value


@dataclass(frozen=True)
class Talks:
    """A negotiation at one moment of its two clocks, with the errors of its files, which skip one record each.

    Names are those of the command line: ids, unique beginnings of ids, `wage-*` for several issues.
    """

    _snapshot: Snapshot = field(repr=False)
    problems: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Return the id and the size, as a notebook shows it."""
        return f"<Talks {self.id}: {len(self.parties)} parties, {len(self.issues)} issues>"

    @property
    def id(self) -> str:
        """Return the id."""
        return self._snapshot.negotiation.id

    @property
    def title(self) -> str:
        """Return the title."""
        return self._snapshot.negotiation.title

    @property
    def parties(self) -> tuple[str, ...]:
        """Return the ids of the parties, in display order."""
        return tuple(self._snapshot.negotiation.parties)

    @property
    def issues(self) -> tuple[str, ...]:
        """Return the ids of the issues, in display order."""
        return tuple(self._snapshot.negotiation.issues)

    def at(self, as_of: str = "", known_at: str = "") -> Talks:
        """Return the same as of a date, or as it was recorded by a date: `2026-11-20`, `last week`, an event."""
        return Talks(snapshot_at(self._snapshot.negotiation, as_of, known_at, read_clock()), self.problems)

    def show(self, *parties: str, issues: Sequence[str] = (), everything: bool = False) -> Answer:
        """Return where parties stand, one row a position; with `everything`, also what no longer stands."""
        return _answer(answer_show(self._snapshot, parties, select_issues(self._known, issues), everything))

    def compare(self, *parties: str, issues: Sequence[str] = (), proposal: str = "", everybody: bool = False) -> Answer:
        """Return the parties side by side, one row an issue; with a proposal, its terms."""
        return _answer(answer_compare(self._snapshot, parties, self._raised(issues), proposal, everybody))

    def gaps(self, *parties: str, issues: Sequence[str] = (), since: str = "") -> Answer:
        """Return how far apart each pair is on each issue, and how far it was, at `since` or before the last change."""
        day = find_earlier_day(self._known, since, read_clock())
        return _answer(answer_gaps(self._snapshot, parties, self._raised(issues), day))

    def scorecard(self, agreement: str = "", issues: Sequence[str] = (), since: str = "") -> Answer:
        """Return who moved how far from the first figures, or from those at `since`, to what was agreed."""
        day = find_earlier_day(self._known, since, read_clock())
        return _answer(answer_scorecard(self._snapshot, agreement, select_issues(self._known, issues), day))

    def query(self, statement: str) -> Answer:
        """Return what one SELECT in SQL gives over the tables of `negtrack query --tables`."""
        from negtrack.views.query import build_query

        return _answer(build_query(self._snapshot, statement))

    @property
    def _known(self) -> Any:
        return self._snapshot.negotiation

    def _raised(self, issues: Sequence[str]) -> Any:
        return raised_issues_of(self._snapshot, issues)


def open(folder: str | Path = "", negotiation: str = "", strict: bool = True) -> Talks:
    """Open a negotiation: a folder of negotiations, or one; "" is searched for from the current folder upward.

    Raises `NegtrackError`, also for an error in its files; without `strict` these skip one record each, and `problems`
    names them.
    """
    loaded = load_any(find_place(str(folder), negotiation, Path.cwd()))
    if strict and loaded.problems:
        raise DataError(loaded.problems)
    return Talks(Snapshot(loaded.negotiation), tuple(map(str, loaded.problems)))


def _answer(view: View) -> Answer:
    columns = tuple(view.columns)
    return Answer(view.schema, columns, tuple(_freeze({**dict.fromkeys(columns), **row}) for row in view.rows()))


def _freeze(value: Any) -> Any:
    """Return a value of a row that nobody can change; None for an empty text."""
    if isinstance(value, Mapping):
        return MappingProxyType({key: _freeze(part) for key, part in value.items()})
    if isinstance(value, list | tuple):
        return tuple(map(_freeze, value))
    return None if value == "" else value


__all__ = ["Answer", "NegtrackError", "Row", "Talks", "open"]
