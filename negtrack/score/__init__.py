"""The scorecard of a negotiation: who moved how far, from the first figures to what was agreed.

measures      what of an issue is measured: itself, a step, the total
seats         where a party stood toward a counterpart: opening, last word, farthest point
reach         how far a set went on the line
moves         how far it moved, and the share of the opening gap
settled       what was agreed, and how matters stood before it
scores        all of it for two counterparts on an issue
findings      dropped demands, red lines, what only one side named
"""

from negtrack.score.findings import CROSSED, SORTS, Finding, findings_between
from negtrack.score.measures import Measure, measures_of
from negtrack.score.moves import Move, Share
from negtrack.score.scores import Score, Stand, scores_between
from negtrack.score.settled import agreed_position, fallback_position, snapshot_before

__all__ = [
    "CROSSED",
    "SORTS",
    "Finding",
    "Measure",
    "Move",
    "Score",
    "Share",
    "Stand",
    "agreed_position",
    "fallback_position",
    "findings_between",
    "measures_of",
    "scores_between",
    "snapshot_before",
]
