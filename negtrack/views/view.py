"""The interface of all answers: a name, fields about the whole, and flat rows for machines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from negtrack.frozen import dataclass
from negtrack.model import Record, keys_of, locator_text, to_plain
from negtrack.query import Snapshot
from negtrack.views.clocks import clock_fields, clocks_text
from negtrack.views.phrasing import SILENT

Row = Mapping[str, object]
"""Column -> text, number, boolean, list of texts or None; the same columns in every row of a view."""
SILENT_LEGEND = f"{SILENT}: nothing on record here"


@dataclass(frozen=True)
class Frame:
    """What stands around an answer: its title, the moment that it shows, and the meaning of its words."""

    title: str
    snapshot: Snapshot | None = None
    """The moment; None for what has none."""
    aside: str = ""
    """What else stands in the heading: counts, an id."""
    legend: tuple[str, ...] = ()
    """The meaning of words and signs: `silent: nothing on record here`."""

    @property
    def clocks(self) -> str:
        """Return the moment in words; "" without one."""
        return clocks_text(self.snapshot) if self.snapshot else ""

    @property
    def fields(self) -> Mapping[str, object]:
        """Return the moment for machines."""
        return clock_fields(self.snapshot) if self.snapshot else {}


def silent_legend(is_shown: bool) -> tuple[str, ...]:
    """Return what `silent` means, where an answer shows it."""
    return (SILENT_LEGEND,) if is_shown else ()


@dataclass(frozen=True)
class Table:
    """The answer for a document: few columns, cells in words."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


class View(Protocol):
    """One command's answer, ready to be rendered."""

    @property
    def schema(self) -> str:
        """Return the name of the answer; JSON carries `negtrack.<schema>/1`."""
        ...

    @property
    def id_column(self) -> str:
        """Return the column that `--ids` prints."""
        ...

    @property
    def columns(self) -> Sequence[str]:
        """Return the machine columns, in order."""
        ...

    @property
    def frame(self) -> Frame:
        """Return the heading and the legend."""
        ...

    def head(self) -> Mapping[str, object]:
        """Return fields about the whole answer, but for its moment; only JSON writes them."""
        ...

    def rows(self) -> Iterable[Row]:
        """Yield the rows for machines, one record each."""
        ...

    def table(self) -> Table:
        """Return the table for a document."""
        ...


_WHO_SAID_IT = ("stated", "speaker", "side", "voice", "attribution", "grade", "sources", "locator")
_PROVENANCE = tuple(dict.fromkeys((*_WHO_SAID_IT, *(key for key in keys_of(Record) if key != "party"))))
"""Machine fields of a record's provenance, in the order of all views."""


def provenance_fields(record: Record) -> dict[str, object]:
    """Return the provenance of a record for machines."""
    found = {name: getattr(record, name) for name in _PROVENANCE} | {"locator": locator_text(record.locator)}
    return {name: value if type(value) is str else to_plain(value) for name, value in found.items()}
