"""One cell of a comparison: the positions of one party on one issue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import cached_property

from negtrack.frozen import dataclass
from negtrack.model import Issue, Party
from negtrack.query import Snapshot
from negtrack.views.lines import Line, lines_of, perhaps_lines
from negtrack.views.phrasing import Statement, join_provenance, least_provenance
from negtrack.views.silence import Silence, silence_of


@dataclass(frozen=True)
class OtherValue:
    """A value beside the headline with all its voices, and its standing: `contested`, `earlier`, `also`."""

    value: str
    """The value, marked if a red line; `the same` if it is the headline's."""
    who: str
    least: str
    """What of `who` no view leaves out: others' voices and caveats."""
    standing: str


@dataclass(frozen=True)
class Cell:
    """The live positions of one party on one issue; positions of equal value share a line."""

    party: Party
    lines: tuple[Line, ...] = ()
    """All live positions, the headline first."""
    silence: Silence = field(default_factory=Silence)
    """Why nothing stands, if there is no line."""
    perhaps: tuple[Line, ...] = ()
    """What the party may have said by now."""

    @property
    def headline(self) -> Line | None:
        """Return the headline position; None where the party is silent."""
        return self.lines[0] if self.lines else None

    @property
    def contested(self) -> bool:
        """Return whether the positions contradict one another."""
        return any(line.contested for line in self.lines)

    @cached_property
    def others(self) -> tuple[OtherValue, ...]:
        """Return the positions besides the headline, which names its alternatives."""
        shown = self.lines[0].statement.position.alternatives if self.lines else ()
        others = [line for line in self.lines[1:] if line.statement.position.proposal not in shown]
        return tuple(_merge_values((*others, *self.perhaps), self.value))

    @property
    def value(self) -> str:
        """Return the value of the headline; `silent` without one, or that it was withdrawn."""
        return self.headline.statement.words if self.headline else self.silence.words


def cell_of(snapshot: Snapshot, party: Party, issue: Issue) -> Cell:
    """Build the cell of `party` on `issue`."""
    lines = lines_of(snapshot, party.id, issue)
    silence = Silence() if lines else _silence_of(snapshot, party, issue)
    return Cell(party, lines, silence, perhaps_lines(snapshot, party.id, issue))


def _silence_of(snapshot: Snapshot, party: Party, issue: Issue) -> Silence:
    """Return why a party is silent; nothing for a part of a party, which need not speak."""
    silence = silence_of(snapshot, party.id, issue)
    return Silence("") if party.is_part and silence == Silence() else silence


def _merge_values(lines: Sequence[Line], headline: str) -> Iterator[OtherValue]:
    """Yield one value for each group of lines with the same words and standing."""
    groups: dict[tuple[str, str, bool], list[Statement]] = {}
    for line in lines:
        is_red = line.statement.position.stance == "red-line"
        groups.setdefault((line.statement.words, line.standing, is_red), []).append(line.statement)
    for (value, standing, is_red), statements in groups.items():
        snapshot, positions = statements[0].snapshot, [statement.position for statement in statements]
        yield OtherValue(
            f"{'the same' if value == headline else value}{', red line' if is_red else ''}",
            join_provenance(snapshot, positions),
            least_provenance(snapshot, positions),
            "also" if standing == "live" else standing,
        )
