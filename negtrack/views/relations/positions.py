"""`position`, `current` and `gap`: positions of the parties and the gaps between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from negtrack.gap import UNKNOWN as NO_GAP
from negtrack.gap import Gap
from negtrack.model import Position, Proposal
from negtrack.query import Snapshot
from negtrack.values import print_value
from negtrack.views.deal_words import deal_ids
from negtrack.views.gap_row import GapRow
from negtrack.views.gaps import build_gaps
from negtrack.views.lines import Line, lines_of
from negtrack.views.relations.relation import (
    ID,
    NEGOTIATION,
    PROVENANCE,
    Column,
    Facts,
    Relation,
    columns_of,
    record_facts,
)
from negtrack.views.relations.sets import SET, set_facts, step_facts, without_numbers

_STANDING = (
    "current (the headline), contested, earlier or live; no longer live: cleared, withdrawn, superseded, retracted; "
    "without a value: withdrawal, denial."
)
_POSITION = columns_of(
    Position,
    ID,
    "party",
    "issue",
    Column("standing", "text", _STANDING),
    "stance",
    "value",
    *SET,
    "qualifier",
    "toward",
    *PROVENANCE,
    ...,
    Column("contested", "boolean", "Whether it is live and contradicts another live position, or is denied."),
    Column("denied", "boolean", "Whether its holder denies it."),
    Column("proposal", "text", "The party's own proposal that it follows from; null if recorded as a position."),
    NEGOTIATION,
)
_STEP = (
    Column("record", "text", "The id of the position."),
    Column("party", "text", "The party."),
    Column("issue", "text", "The issue."),
    Column("step", "text", "The step of the issue."),
    Column("place", "integer", "The place of the step among those of the issue, from 1."),
    Column("standing", "text", "As in position."),
    Column("value", "text", "The outcomes that would be accepted in this step; unspecified where it was left open."),
    *SET,
    NEGOTIATION,
)
_GAP = (
    Column("issue", "text", "The issue, always one of substance."),
    Column("one", "text", "One party of the pair."),
    Column("other", "text", "The other party of the pair."),
    Column(
        "status",
        "text",
        "agreed, settled by the fallback, overlap, apart, conditional, not comparable, unknown, rejected or silent.",
    ),
    Column("gap", "text", "The status in words, with the distance or the common part."),
    Column("distance", "real", "Distance between the two, in `unit`; null if not a number."),
    Column("more_than", "boolean", "Whether the distance is more than `distance`, because an end is excluded."),
    Column("unit", "text", "Unit of the distance: days, months, points, rungs, USD/year, ..."),
    Column("common", "text", "Outcomes that both would accept."),
    Column("reason", "text", "Why they are not comparable: anchor, unit, currency, period, basis, words."),
    Column("since", "day", "The day since which the gap is unchanged."),
    Column("proposal", "text", "The proposal by which they provisionally agreed."),
    Column(
        "settled",
        "text",
        "What agreements leave of the issue: agreed, agreed provisionally, announced, open, settled by the fallback, "
        "settled provisionally by the fallback, no term on record, reopened, suspended or ended.",
    ),
    Column("settled_value", "text", "The value that is settled, or was."),
    Column("agreement", "text", "The agreement that it rests on; of several, each of which settles steps, all."),
    Column("one_position", "text", "The id of the position that counts for `one`."),
    Column("other_position", "text", "The id of the position that counts for `other`."),
    NEGOTIATION,
)


def _positions(snapshot: Snapshot) -> Iterator[Facts]:
    return _statement_facts(snapshot, everything=True)


def _current(snapshot: Snapshot) -> Iterator[Facts]:
    return (facts for facts in _statement_facts(snapshot, everything=False) if facts["standing"] == "current")


def _statement_facts(snapshot: Snapshot, everything: bool) -> Iterator[Facts]:
    """Yield the positions by issue and party, the headline first."""
    negotiation = snapshot.negotiation
    for issue in negotiation.issues.values():
        for party in negotiation.parties:
            for line in lines_of(snapshot, party, issue, everything):
                position = line.statement.position
                numbers = set_facts(snapshot, position.value, issue)
                yield {**_position_facts(line), **(numbers if position.is_said else without_numbers(numbers))}


def _steps(snapshot: Snapshot) -> Iterator[Facts]:
    """Yield each step of each position, live or not, in the order of the issues."""
    for issue in snapshot.negotiation.issues.values():
        if issue.steps:
            for party in snapshot.negotiation.parties:
                for line in lines_of(snapshot, party, issue, everything=True):
                    position = line.statement.position
                    own = {"record": position.id, "party": party, "issue": issue.id, "standing": line.standing}
                    for facts in step_facts(snapshot, position.value, issue):
                        yield {**own, **(facts if position.is_said else without_numbers(facts))}


def _position_facts(line: Line) -> Facts:
    position = line.statement.position
    return {
        **record_facts(position),
        "proposal": position.proposal,
        "standing": line.standing,
        "contested": line.contested,
        "denied": line.denied,
    }


def _gaps(snapshot: Snapshot) -> Iterator[Facts]:
    issues = snapshot.negotiation.issues.values()
    return map(_GapFacts, build_gaps(snapshot, issues, None, (None, ""), "issue").lines)


class _GapFacts(dict[str, object]):
    """The row of a pair, of which each value is found out when it is asked for."""

    def __init__(self, line: GapRow) -> None:
        super().__init__()
        self._line = line

    def __missing__(self, name: str) -> object:
        return _GAP_FACTS[name](self._line)


def _gap_of(line: GapRow) -> Gap:
    return NO_GAP if line.now.is_settled else line.now.gap


def _common(line: GapRow) -> str:
    common = _gap_of(line).common
    return print_value(common, line.issue.scale) if common else ""


def _proposal(line: GapRow) -> str:
    agreed = line.now.agreed
    return agreed.record.id if agreed and isinstance(agreed.record, Proposal) else ""


_GAP_FACTS: Mapping[str, Callable[[GapRow], object]] = {
    "issue": lambda line: line.issue.id,
    "one": lambda line: line.now.one,
    "other": lambda line: line.now.other,
    "status": lambda line: line.now.status,
    "gap": lambda line: line.words,
    "distance": lambda line: _gap_of(line).distance,
    "more_than": lambda line: _gap_of(line).distance is not None and not _gap_of(line).exact,
    "unit": lambda line: _gap_of(line).unit,
    "common": _common,
    "reason": lambda line: _gap_of(line).reason,
    "since": lambda line: line.since,
    "proposal": _proposal,
    "settled": lambda line: line.now.settlement.state if line.now.settlement else "",
    "settled_value": lambda line: line.now.settlement.value if line.now.settlement else "",
    "agreement": lambda line: deal_ids(line.now.settlement),
    "one_position": lambda line: line.now.left.id if line.now.left else "",
    "other_position": lambda line: line.now.right.id if line.now.right else "",
}
"""Column of `gap` -> its value, found out only where a statement asks for it."""

POSITIONS = (
    Relation("position", "Every position on record, live or not.", _POSITION, _positions),
    Relation(
        "current", "The headline position of each party on each issue; the columns of position.", _POSITION, _current
    ),
    Relation("step", "The value of each position in each step of an issue that has steps.", _STEP, _steps),
    Relation("gap", "Each pair of counterparts on each issue of substance.", _GAP, _gaps),
)
