"""What one party says on one issue, as a comparison shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from negtrack.frozen import dataclass
from negtrack.model import Issue, Party
from negtrack.query import Snapshot
from negtrack.views.phrasing import SILENT, Statement, value_text, when_text, year_of
from negtrack.views.show import Line, lines_of


@dataclass(frozen=True)
class Cell:
    """What one party says on one issue: the headline, and the other live positions, alike values in one line."""

    party: Party
    lines: tuple[Line, ...] = ()
    """Every position behind it, the headline first."""
    dropped: str = ""
    """What a silent party withdrew, so that it is not taken for one that never spoke."""

    @property
    def headline(self) -> Line | None:
        """The position that it shows first, None where the party is silent."""
        return self.lines[0] if self.lines else None

    @property
    def contested(self) -> bool:
        """Whether the positions cannot all hold."""
        return any(line.contested for line in self.lines)

    @cached_property
    def others(self) -> tuple[tuple[str, str, str], ...]:
        """Value (with the word for a red line), voices that give it, and how they stand: `contested`, `earlier`,
        `also`."""
        return tuple(_merge_values(self.lines[1:], self.value))

    @property
    def value(self) -> str:
        """The headline's value, `silent` without one."""
        return self.headline.statement.value if self.headline else SILENT


def cell_of(snapshot: Snapshot, party: Party, issue: Issue) -> Cell:
    """What `party` says on `issue`."""
    lines = lines_of(snapshot, party.id, issue)
    return Cell(party, lines, "" if lines else _withdrawn(snapshot, party, issue))


def _withdrawn(snapshot: Snapshot, party: Party, issue: Issue) -> str:
    group = snapshot.positions.get((party.id, issue.id), ())
    withdrawn = [each for each in group if each.id in snapshot.withdrawn]
    if not withdrawn:
        return ""
    latest = max(withdrawn, key=lambda each: (each.day, each.id))
    when = when_text(snapshot.withdrawn[latest.id].stated, year_of(snapshot))
    return f"{value_text(latest, issue)} withdrawn, {when}"


def _merge_values(lines: Sequence[Line], headline: str) -> Iterator[tuple[str, str, str]]:
    """Lines of one value and one mark, as one: the value (the headline's is not repeated), and who gives it."""
    groups: dict[tuple[str, str, bool], list[Statement]] = {}
    for line in lines:
        is_red = line.statement.position.stance == "red-line"
        groups.setdefault((line.statement.value, line.standing, is_red), []).append(line.statement)
    for (value, standing, is_red), statements in groups.items():
        yield (
            f"{'the same' if value == headline else value}{', red line' if is_red else ''}",
            "; ".join(statement.short for statement in statements),
            "also" if standing == "live" else standing,
        )
