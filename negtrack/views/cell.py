"""One cell of a comparison: the positions of one party on one issue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from negtrack.frozen import dataclass, field
from negtrack.model import Issue, Party, Position
from negtrack.query import Snapshot
from negtrack.views.lines import Line, held_lines, lines_of, perhaps_lines
from negtrack.views.phrasing import join_provenance, least_provenance, starred_provenance
from negtrack.views.silence import Silence, silence_of
from negtrack.views.statement import Statement

SAME = "the same"
"""A value beside the headline that is the headline's."""
DISPUTED = ("contested", "divided", "denied")
"""Standings of what cannot hold beside the headline."""


@dataclass(frozen=True)
class OtherValue:
    """A value beside the headline with all its voices, and its standing: `contested`, `earlier`, `also`."""

    value: str
    """The value; `the same` if it is the headline's."""
    who: str
    least: str
    """What of `who` no view leaves out: others' voices and caveats."""
    brief: str
    """`least` with a star for voices and caveats."""
    standing: str

    @property
    def is_rival(self) -> bool:
        """Return whether it disputes the headline, or its holder denies it."""
        return self.standing in DISPUTED

    @property
    def words(self) -> str:
        """Return the value and who says so, in one line."""
        return f"{self.value}, {self.who}"


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
    def short_name(self) -> str:
        """Return the short name of the party, where it has one."""
        return self.party.short or self.party.name

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
        return tuple(merge_values((*others, *self.perhaps), self.value))

    @property
    def rivals(self) -> tuple[Line, ...]:
        """Return what disputes the headline."""
        return tuple(line for line in self.lines[1:] if line.standing in DISPUTED)

    @property
    def value(self) -> str:
        """Return the value of the headline; `silent` without one, or that it was withdrawn."""
        return self.headline.statement.words if self.headline else self.silence.whole


def cell_of(snapshot: Snapshot, party: Party, issue: Issue) -> Cell:
    """Build the cell of `party` on `issue`."""
    lines = held_lines(snapshot, party.id, issue)
    silence = Silence() if lines else _silence_of(snapshot, party, issue)
    return Cell(party, lines, silence, perhaps_lines(snapshot, party.id, issue))


def _silence_of(snapshot: Snapshot, party: Party, issue: Issue) -> Silence:
    """Return why a party is silent; nothing for a part of a party, which need not speak."""
    silence = silence_of(snapshot, party.id, issue)
    return Silence("") if party.is_part and silence == Silence() else silence


def beside_of(snapshot: Snapshot, position: Position, issue: Issue, counted: Position | None) -> tuple[OtherValue, ...]:
    """Return what stands beside one live position of a party where only that is shown: what disputes it, and what
    else was `counted` in its place."""
    lines = lines_of(snapshot, position.party, issue)
    if position.id not in {line.statement.position.id for line in lines}:
        return ()
    others = [line for line in lines if line.statement.position.id != position.id]
    counting = counted.id if counted else ""
    shown = [line for line in others if line.contested or line.denied or line.statement.position.id == counting]
    return tuple(merge_values(shown, Statement(snapshot, position, issue).words))


def merge_values(lines: Sequence[Line], headline: str) -> Iterator[OtherValue]:
    """Yield one value for each group of lines with the same words and standing."""
    groups: dict[tuple[str, str], list[Statement]] = {}
    for line in lines:
        groups.setdefault((line.statement.words, line.standing), []).append(line.statement)
    for (value, standing), statements in groups.items():
        snapshot, positions = statements[0].snapshot, [statement.position for statement in statements]
        yield OtherValue(
            SAME if value == headline else value,
            join_provenance(snapshot, positions),
            least_provenance(snapshot, positions),
            starred_provenance(snapshot, positions),
            "also" if standing == "live" else standing,
        )
