"""`scorecard`: how far each party moved toward each counterpart, on each issue, step and total."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.query import Snapshot
from negtrack.score import Stand
from negtrack.views.relations.relation import NEGOTIATION, Column, Facts, Relation
from negtrack.views.score_lines import ScoreLine
from negtrack.views.score_words import figure_text
from negtrack.views.scorecard import build_scorecard

_COLUMNS = (
    Column("issue", "text", "The issue, always one of substance."),
    Column("step", "text", "The step of the issue, or its total; null for an issue without steps."),
    Column("party", "text", "The party that moved."),
    Column("counterpart", "text", "The party that it moved toward or away from."),
    Column("opening", "text", "Its first figure."),
    Column("opened", "day", "The day for which the opening counts."),
    Column("opening_record", "text", "The id of the opening."),
    Column("last", "text", "Its last figure before the agreement, without an agreed value the last on record."),
    Column("last_record", "text", "The id of its last word, or of its withdrawal."),
    Column("agreed", "text", "What was agreed."),
    Column("fallback", "text", "What holds as nothing was decided in time."),
    Column("state", "text", "State of the issue: agreed, agreed provisionally, open, no term on record, ended, ..."),
    Column("agreement", "text", "The agreement, or the proposal that both stand by."),
    Column("opening_gap", "real", "Distance between the two openings, in `unit`."),
    Column("moved", "real", "Distance from its opening to what was agreed, else to its last figure, in `unit`."),
    Column("away", "boolean", "Whether it moved away from its counterpart."),
    Column("withdrawn", "boolean", "Whether it moved by a withdrawal."),
    Column("share", "real", "Which part of the opening gap it gave up; negative if it moved away."),
    Column("no_share", "text", "Why there is no share."),
    Column("farthest", "text", "The figure farthest from its counterpart, if it moved away from its opening first."),
    Column("from_farthest", "real", "Distance from there to what was agreed, else to its last figure, in `unit`."),
    Column("is_last", "boolean", "Whether its last figure is what was agreed; null where nothing was."),
    Column("unit", "text", "Unit of the distances: days, points, rungs, USD, ..."),
    NEGOTIATION,
)


def _facts(snapshot: Snapshot) -> Iterator[Facts]:
    for card in build_scorecard(snapshot, snapshot.negotiation.issues.values()).cards:
        for line in card.lines:
            one, other = line.score.sides
            yield from (_side_facts(line, one, other.party), _side_facts(line, other, one.party))


def _side_facts(line: ScoreLine, side: Stand, counterpart: str) -> Facts:
    score, measure, snapshot = line.score, line.score.measure, line.snapshot
    last = side.last or side.withdrawal
    return {
        "issue": measure.issue.id,
        "step": line.step,
        "party": side.party,
        "counterpart": counterpart,
        "opening": figure_text(snapshot, measure, side.opening) if side.opening else "",
        "opened": side.opening.day if side.opening else None,
        "opening_record": side.opening.id if side.opening else "",
        "last": figure_text(snapshot, measure, side.last) if side.last and measure.covers(side.last) else "",
        "last_record": last.id if last else "",
        "agreed": figure_text(snapshot, measure, score.agreed) if score.agreed else "",
        "fallback": line.fallback,
        "state": score.settlement.state if score.settlement else "",
        "agreement": line.agreement,
        "opening_gap": score.opening_gap.distance,
        "moved": side.move.size if side.move else None,
        "away": side.move.is_away if side.move else None,
        "withdrawn": side.move.is_withdrawal if side.move else None,
        "share": side.share.part,
        "no_share": side.share.reason,
        "farthest": figure_text(snapshot, measure, side.farthest) if side.farthest else "",
        "from_farthest": side.from_farthest.size if side.from_farthest else None,
        "is_last": side.party in score.last_of if score.agreed else None,
        "unit": score.unit,
    }


SCORES = (
    Relation(
        "scorecard", "How far each party moved toward each counterpart, from its opening to the deal.", _COLUMNS, _facts
    ),
)
