"""Findings of the overview about single parties: what is contested, who moved last, whose answer is awaited, what is
missing, old or rests on little."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from negtrack.diff import MOVEMENTS, ChangeClass
from negtrack.frozen import dataclass
from negtrack.history import Step, headline_steps
from negtrack.model import Issue, Party, Position, Record
from negtrack.query import (
    Snapshot,
    awaited_from,
    contested_positions,
    current_position,
    live_positions,
    raised_issues,
    rejection_by,
    speaks_for_itself,
)
from negtrack.views.change_phrases import class_words
from negtrack.views.phrasing import count_text, waiting_text, when_text, year_of
from negtrack.views.silence import withdrawal_silence
from negtrack.views.statement import Statement
from negtrack.views.voices import party_name

Settled = Mapping[str, Collection[str]]
"""Issue -> the parties that have agreed on it with all their counterparts."""
MOST = 5
"""Number of findings under one heading to name."""
POOR_GRADE = "C"
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
    name: str = ""
    """What it is about in words without values, for a page that has no room for all of it."""
    others: int = 0
    """Number of findings that it stands for, where it only counts those that are not named."""

    @property
    def short(self) -> str:
        """Return the text for a page that has no room for all of it: without values that need more words."""
        return self.name or self.words


def first_of(heading: str, findings: Iterable[Finding], count: int) -> Iterator[Finding]:
    """Yield the first of `count` findings under a heading, and how many more there are."""
    yield from islice(findings, MOST)
    if count > MOST:
        yield Finding(heading, "", f"and {count - MOST:,} more", others=count - MOST)


def disputed_parties(snapshot: Snapshot, issue: Issue, settled: Settled) -> list[str]:
    """Return the parties whose position on the issue is contested, and not settled."""
    unsettled = (name for name in snapshot.negotiation.parties if name not in settled[issue.id])
    return [name for name in unsettled if contested_positions(snapshot, name, issue)]


def contested_findings(snapshot: Snapshot, settled: Settled) -> Iterator[Finding]:
    """Yield the contested positions, each value with who says so."""
    found = [
        (issue, name)
        for issue in snapshot.negotiation.issues.values()
        for name in disputed_parties(snapshot, issue, settled)
    ]
    yield from first_of("contested", (_contest(snapshot, issue, name) for issue, name in found), len(found))


def _contest(snapshot: Snapshot, issue: Issue, party: str) -> Finding:
    name = f"{issue.id} of {party_name(snapshot.negotiation, party)}"
    values = _values_text(snapshot, issue, contested_positions(snapshot, party, issue))
    return Finding("contested", issue.id, f"{name}: {values}", name=name)


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


def moved_findings(snapshot: Snapshot, settled: Settled) -> Iterator[Finding]:
    """Yield the latest movement of each principal on each issue, those of known direction first."""
    moved = [
        move
        for issue in snapshot.negotiation.issues.values()
        for party in snapshot.negotiation.principals
        if party.id not in settled[issue.id] and (move := _last_move(snapshot, issue, party.id))
    ]
    moved.sort(key=lambda move: (not move[1], -move[0].position.day.toordinal()))
    yield from first_of("moved", (_move(snapshot, step) for step, _ in moved), len(moved))


def _last_move(snapshot: Snapshot, issue: Issue, party: str) -> tuple[Step, bool] | None:
    """Return the last movement of a party, and whether its direction is known; nobody moves by a first word."""
    if len(snapshot.positions.get((party, issue.id), ())) < 2:
        return None
    moves = ((step, _has_direction(step.own_classes)) for step in headline_steps(snapshot, issue, party))
    return next(((step, is_known) for step, is_known in moves if is_known is not None), None)


def _has_direction(classes: Iterable[ChangeClass]) -> bool | None:
    """Return whether any of some classes is a movement of known direction, after which none is looked for; None where
    none is a movement."""
    is_move = False
    for name in classes:
        if name in _REAL:
            return True
        is_move |= name in _SET_CHANGES
    return False if is_move else None


def _move(snapshot: Snapshot, step: Step) -> Finding:
    position = step.position
    who, day = party_name(snapshot.negotiation, position.party), when_text(position.when, year_of(snapshot))
    name = f"{position.issue}, {who}, {day}"
    return Finding("moved", position.issue, f"{name}: {_movement_text(snapshot, step)}", name=name)


def _movement_text(snapshot: Snapshot, step: Step) -> str:
    """Return what moved from where to where, its classes, and whether the voice changed."""
    issue, change = snapshot.negotiation.issues[step.position.issue], step.change
    ends = (change.before if change else None, step.before), (step.position, step.after)
    values = " -> ".join(Statement(snapshot, position, issue, then).whole for position, then in ends if position)
    classes = class_words(snapshot, change) if change else ()
    return "; ".join((values, *classes))


def waiting_findings(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield whose answer to which proposal is awaited, and since when."""
    found = [(proposal, party) for proposal in snapshot.proposals for party in awaited_from(snapshot, proposal)]
    findings = (
        Finding(
            "waiting", proposal.id, f"{proposal.id}: {party.name}, {waiting_text(proposal, _age(snapshot, proposal))}"
        )
        for proposal, party in found
    )
    yield from first_of("waiting", findings, len(found))


def _age(snapshot: Snapshot, record: Record) -> int:
    return (snapshot.day - record.day).days if snapshot.day else 0


def silent_findings(snapshot: Snapshot, settled: Settled) -> Iterator[Finding]:
    """Yield the principals of which nothing is on record on issues of substance, or nothing that they did not
    withdraw."""
    found = [finding for party in snapshot.negotiation.principals if (finding := _silence(snapshot, party, settled))]
    yield from first_of("silent", found, len(found))


def _silence(snapshot: Snapshot, party: Party, settled: Settled) -> Finding | None:
    substance = [issue for issue in raised_issues(snapshot).values() if issue.class_ == "substance"]
    unsettled = (issue for issue in substance if party.id not in settled[issue.id])
    asked = (issue for issue in unsettled if speaks_for_itself(snapshot, party, issue))
    silent = (issue for issue in asked if not live_positions(snapshot, party.id, issue))
    missing = [issue for issue in silent if rejection_by(snapshot, party.id, issue) is None]
    if not missing:
        return None
    more = [f"{len(missing) - MOST:,} more"] if len(missing) > MOST else []
    named = ", ".join(_silent_issue(snapshot, party, issue) for issue in missing[:MOST])
    return Finding("silent", party.id, f"{party.name} on {' and '.join((named, *more))}")


def _silent_issue(snapshot: Snapshot, party: Party, issue: Issue) -> str:
    """Return an issue on which a party is silent, and that it withdrew its word: `pay (withdrawn 20 Mar)`."""
    silence = withdrawal_silence(snapshot, party.id, issue)
    return f"{issue.id} ({silence.whole})" if silence.has_withdrawn else issue.id


def stale_findings(snapshot: Snapshot, settled: Settled, stale: int) -> Iterator[Finding]:
    """Yield the current positions on what is not settled that are older than `stale` days, the oldest first; that
    there are none, where any is current."""
    current = _current_positions(snapshot, settled)
    old = [position for position in current if _age(snapshot, position) > stale]
    old.sort(key=lambda position: position.day)
    if current and not old:
        among = " on what is not settled" if any(settled.values()) else ""
        yield Finding("stale", "", f"none older than {count_text(stale, 'day')}{among}")
    yield from first_of("stale", (_stale(snapshot, position) for position in old), len(old))


def _stale(snapshot: Snapshot, position: Position) -> Finding:
    who, day = party_name(snapshot.negotiation, position.party), when_text(position.when, year_of(snapshot))
    name = f"{position.issue}, {who}, {day}"
    said = Statement(snapshot, position, snapshot.negotiation.issues[position.issue]).whole
    return Finding("stale", position.id, f"{name}: {said}", name=name)


def thin_findings(snapshot: Snapshot, settled: Settled) -> Iterator[Finding]:
    """Count the current values, those of terms and acceptances among them, that rest on one source of a poor grade or
    without a grade."""
    current = _current_positions(snapshot, settled)
    count = sum(len(position.sources) <= 1 and _is_poor(position) for position in current)
    if count:
        rest = "value rests" if count == 1 else "values rest"
        grade = f"of grade {POOR_GRADE} or worse or without a grade"
        yield Finding("thin", "", f"{count} current {rest} on one source at most, {grade}")


def _is_poor(record: Record) -> bool:
    return not record.grade or record.grade[0] >= POOR_GRADE


def _current_positions(snapshot: Snapshot, settled: Settled) -> Sequence[Position]:
    """Return the current positions on what is not settled yet."""
    found = (
        current_position(snapshot, name, issue)
        for issue in snapshot.negotiation.issues.values()
        for name in snapshot.negotiation.parties
        if name not in settled[issue.id]
    )
    return [position for position in found if position]
