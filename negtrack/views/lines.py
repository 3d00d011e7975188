"""The positions of a party on an issue as lines: each with its standing, marks and conditions."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.frozen import dataclass, replace
from negtrack.model import Issue, Milestone, OpenItem, Position, is_later, keys_of, to_plain
from negtrack.query import (
    Condition,
    Snapshot,
    before_deal,
    bound_after,
    conditions_of,
    contested_positions,
    crossing_of,
    crossing_words,
    current_position,
    is_denied,
    is_since,
    live_positions,
    offer_breach,
    settlements_with,
    settling_record,
    standing_of,
)
from negtrack.views.phrasing import breach_text, condition_text, marks_of, when_text, year_of
from negtrack.views.statement import Statement
from negtrack.views.step_words import step_values
from negtrack.views.view import Row, provenance_fields

_NAMED = (
    *("party", "issue", "standing", "value", "stance", "qualifier", "toward", "requires", "contested", "denied"),
    *("marks", "granted_by", "limits"),
    *("stated", "speaker", "side", "voice", "attribution", "grade", "sources", "locator", "text", "quote", "note"),
    *("tags", "recorded", "id", "modality", "caveat", "coder"),
)
_OTHERS = ("supersedes", "withdraws", "denies", "after")
"""Fields that name other records: `marks` says what came of them, and `query` has them as tables."""
_FURTHER = tuple(name for name in keys_of(Position).values() if name not in (*_NAMED, *_OTHERS))
LINE_COLUMNS = (*_NAMED, *_FURTHER)
"""Columns of a position for machines; any field that is not named here follows the others."""

PERHAPS = "perhaps already"
"""Standing of a position of which nobody knows whether it had been said."""


@dataclass(frozen=True)
class Line:
    """One position and its standing, as `query.standing_of` has it: `current`, `contested`, `earlier`, ...

    With all records also `cleared`, `withdrawn`, `superseded`, `retracted`, or `withdrawal` and `denial`.
    """

    statement: Statement
    standing: str
    contested: bool
    denied: bool
    marks: tuple[str, ...]
    """Remarks for the reader: withdrawals, denials, and a breach of the mandate."""
    conditions: tuple[Condition, ...]


SINCE = "since the deal"
"""Standing of what a party said after the agreement that settles an issue."""


def held_lines(snapshot: Snapshot, party: str, issue: Issue) -> tuple[Line, ...]:
    """Return the live positions of a party on an issue, the headline first. On an issue that agreements settle: its
    last word before, or all that stood before a fallback, and what it said since, which is no longer measured."""
    settling = settling_record(snapshot, party, issue)
    if settling is None:
        return lines_of(snapshot, party, issue)
    now, last = lines_of(snapshot, party, issue), lines_of(before_deal(snapshot, settling), party, issue)
    if isinstance(settling, OpenItem):
        live = {line.statement.position.id: line for line in now}
        last = tuple(replace(live.get(one.statement.position.id, one), standing=one.standing) for one in last)
    else:
        last = last[:1]
    later = (line for line in now if is_since(line.statement.position, settling))
    since = (
        replace(line, standing=_since(snapshot, line.statement.position, issue), contested=False) for line in later
    )
    return (*(replace(line, contested=False) for line in last), *since)


def _since(snapshot: Snapshot, position: Position, issue: Issue) -> str:
    """Return the standing of a word after an agreement; of one that the agreement contradicts, that its party was bound
    only then: `since the deal, before it signed`."""
    for settlement in settlements_with(snapshot, position.party, issue):
        deal, agreed = settlement.deal, settlement.agreed
        bound = bound_after(snapshot, deal, agreed.offer, position, issue) if deal and agreed else None
        if deal and bound:
            verb = bound.milestone if isinstance(bound, Milestone) else "accepted"
            how = "before" if is_later(bound, position) else "the day"
            return f"{SINCE}, {how} it {verb} {deal.agreement.id}"
    return SINCE


def lines_of(snapshot: Snapshot, party: str, issue: Issue, everything: bool = False) -> tuple[Line, ...]:
    """Return the live positions of `party` on `issue`, the headline first; with `everything`, also all others."""
    live = live_positions(snapshot, party, issue)
    if not live and not everything:
        return ()
    current = current_position(snapshot, party, issue)
    contested = {position.id for position in contested_positions(snapshot, party, issue)}
    ordered = sorted(
        live,
        key=lambda position: (
            position is not current,
            position.id not in contested,
            -position.day.toordinal(),
            position.id,
        ),
    )
    lines = [
        _line(snapshot, position, issue, standing_of(snapshot, position, issue), position.id in contested)
        for position in ordered
    ]
    if everything:
        standing = {position.id for position in live}
        rest = [position for position in _all_positions(snapshot, party, issue) if position.id not in standing]
        lines += [_line(snapshot, position, issue, _past_standing(snapshot, position), False) for position in rest]
    return tuple(lines)


def perhaps_lines(snapshot: Snapshot, party: str, issue: Issue) -> tuple[Line, ...]:
    """Return what the party may have said by now: its date had begun and had not ended."""
    found = snapshot.perhaps(party, issue.id)
    return tuple(_line(snapshot, position, issue, PERHAPS, False) for position in found if position.value)


def _line(snapshot: Snapshot, position: Position, issue: Issue, standing: str, contested: bool) -> Line:
    return Line(
        Statement(snapshot, position, issue),
        standing,
        contested,
        is_denied(snapshot, position),
        tuple(_marks(snapshot, position, issue)),
        conditions_of(snapshot, position),
    )


def _marks(snapshot: Snapshot, position: Position, issue: Issue) -> Iterator[str]:
    yield from marks_of(snapshot, position)
    breach = offer_breach(snapshot, position, issue)
    if breach:
        yield breach_text(snapshot, breach)


def _past_standing(snapshot: Snapshot, position: Position) -> str:
    own_effect = position.stance if position.stance in ("withdrawal", "denial") else ""
    return snapshot.fate_of(position) or own_effect or _crossing_text(snapshot, position) or "cleared"


def _crossing_text(snapshot: Snapshot, position: Position) -> str:
    """Return when its party went outside a red line: `crossed 8 Jul`; "" for all others."""
    if position.stance != "red-line":
        return ""
    issue = snapshot.negotiation.issues[position.issue]
    words = crossing_words(snapshot.positions[position.party, position.issue])
    crossing = crossing_of(snapshot, position, issue, words)
    return f"crossed {when_text(crossing.stated, year_of(snapshot))}" if crossing else ""


def _all_positions(snapshot: Snapshot, party: str, issue: Issue) -> list[Position]:
    counting, void = (groups.get((party, issue.id), ()) for groups in (snapshot.positions, snapshot.void))
    return sorted([*counting, *void], key=lambda position: (-position.day.toordinal(), position.id))


def line_row(line: Line) -> Row:
    """Return one position as a machine row."""
    position = line.statement.position
    return {
        "party": position.party,
        "issue": position.issue,
        "standing": line.standing,
        "value": line.statement.value if position.value else "",
        "stance": position.stance,
        "qualifier": position.qualifier,
        "toward": position.toward,
        "requires": [condition_text(line.statement.snapshot, condition) for condition in line.conditions],
        "contested": line.contested,
        "denied": line.denied,
        "marks": list(line.marks),
        "granted_by": position.granted_by,
        "limits": [str(term) for term in position.limits],
        **provenance_fields(position),
        "id": position.id,
        **{name: to_plain(getattr(position, name)) for name in _FURTHER},
        **step_values(line.statement),
    }
