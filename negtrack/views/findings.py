"""Findings of the overview: the widest gaps, what is contested, and who moved last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from negtrack.diff import MOVEMENTS
from negtrack.frozen import dataclass
from negtrack.gap import Gap, print_distance, print_gap
from negtrack.history import Step, steps_of
from negtrack.model import Issue, Position
from negtrack.query import Snapshot, contested_positions
from negtrack.values.number import print_number
from negtrack.views.change_phrases import class_words
from negtrack.views.gaps import GapRow
from negtrack.views.pair_words import according_text, pair_names
from negtrack.views.phrasing import day_text, when_text, year_of
from negtrack.views.statement import Statement
from negtrack.views.voices import party_name

MOST = 2
"""Number of findings under one heading to show."""
_MOST_VALUES = 3
"""Number of values of one contest to show."""
_SET_CHANGES = MOVEMENTS - {"new"}
_REAL = frozenset({"closer", "farther", "softened", "hardened"})
"""Movements of which the direction is known."""


@dataclass(frozen=True)
class Finding:
    """One line of the overview: heading, id of the issue or record, text, and what the text leaves out."""

    heading: str
    about: str
    words: str
    remarks: tuple[str, ...] = ()


def rest_of(heading: str, count: int) -> Iterator[Finding]:
    """Yield how many findings of a heading are not shown, if there are any."""
    if count > 0:
        yield Finding(heading, "", f"and {count} more")


def disputed_parties(snapshot: Snapshot, issue: Issue) -> list[str]:
    """Return the parties whose position on the issue is contested."""
    return [name for name in snapshot.negotiation.parties if contested_positions(snapshot, name, issue)]


def widest_text(rows: Sequence[GapRow], snapshot: Snapshot) -> str:
    """Return the gap of pairs on one issue that are equally far apart, in one line: `return 14 days, according to Egypt
    (Israel, Hamas), unchanged since 25 Mar`, `pay 16 points each (UAW with Ford and Stellantis)`."""
    gap = rows[0].now.gap
    distance = f"{print_distance(gap) or _status_text(gap, rows[0].issue)}{' each' if len(rows) > 1 else ''}"
    groups: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in rows:
        since = f"{_share_text(row)}{f', unchanged since {row.since_text}' if row.since else ''}"
        groups.setdefault((according_text(row.snapshot, row.now), since), []).append((row.now.one, row.now.other))
    words = (f"{voices} ({pair_names(snapshot, pairs)}){since}".lstrip() for (voices, since), pairs in groups.items())
    first, *others = words
    comma = "" if first.startswith("(") else ","
    return "; ".join((f"{rows[0].issue.id} {distance}{comma} {first}", *others))


def _status_text(gap: Gap, issue: Issue) -> str:
    return print_gap(gap, issue.scale) if gap.steps else gap.status


def _share_text(row: GapRow) -> str:
    """Return the share of the first gap that is left in percent, with one decimal, and that gap: `, 43.5% of the first
    gap (23 points on 8 Sep, according to Press)`; "" where there is none, or all of it is left."""
    if row.first is None or row.share is None or row.share == 1:
        return ""
    percent = print_number(Fraction(round(row.share * 1000), 10))
    day = day_text(row.first.day, year_of(row.snapshot))
    words = (f"{print_distance(row.first.pair.gap)} on {day}", according_text(row.snapshot, row.first.pair))
    return f", {percent}% of the first gap ({', '.join(filter(None, words))})"


def contested_findings(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the contested positions, each value with who says so."""
    negotiation = snapshot.negotiation
    found = [(issue, name) for issue in negotiation.issues.values() for name in disputed_parties(snapshot, issue)]
    for issue, name in found[:MOST]:
        values = _values_text(snapshot, issue, contested_positions(snapshot, name, issue))
        yield Finding("contested", issue.id, f"{issue.id} of {party_name(negotiation, name)}: {values}")
    yield from rest_of("contested", len(found) - MOST)


def _values_text(snapshot: Snapshot, issue: Issue, positions: Sequence[Position]) -> str:
    voices: dict[str, list[Statement]] = {}
    for position in positions:
        statement = Statement(snapshot, position, issue)
        voices.setdefault(statement.words, []).append(statement)
    values = [f"{value} ({_voices_text(statements)})" for value, statements in voices.items()]
    more = [f"and {len(values) - _MOST_VALUES} more"] if len(values) > _MOST_VALUES else []
    return "; ".join((*values[:_MOST_VALUES], *more))


def _voices_text(statements: Sequence[Statement]) -> str:
    """Return who said one value first in the order of the contest, and how many others did."""
    more = f"; and {len(statements) - 1} more" if len(statements) > 1 else ""
    return f"{statements[0].cited}{more}"


def moved_findings(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield the latest movement of each principal on each issue, those of known direction first."""
    negotiation = snapshot.negotiation
    moved = [
        step
        for issue in negotiation.issues.values()
        for party in negotiation.principals
        if (step := next(filter(_is_move, steps_of(snapshot, issue, [party.id], newest_first=True)), None))
    ]
    moved.sort(key=lambda step: (_REAL.isdisjoint(step.classes), -step.position.day.toordinal()))
    for step in moved[:MOST]:
        position = step.position
        name, day = party_name(negotiation, position.party), when_text(position.when, year_of(snapshot))
        yield Finding("moved", position.issue, f"{position.issue}, {name}, {day}: {_movement_text(snapshot, step)}")
    yield from rest_of("moved", len(moved) - MOST)


def _is_move(step: Step) -> bool:
    return step.headline and not _SET_CHANGES.isdisjoint(step.classes)


def _movement_text(snapshot: Snapshot, step: Step) -> str:
    """Return what moved from where to where, its classes, and whether the voice changed."""
    issue, change = snapshot.negotiation.issues[step.position.issue], step.change
    ends = [change.before if change else None, step.position]
    values = " -> ".join(Statement(snapshot, position, issue).whole for position in ends if position)
    classes = class_words(snapshot, change) if change else ()
    return "; ".join((values, *classes))
