"""Differences as values: of two sides at one moment (`Difference`), or of one party at two moments (`Change`).

changes      what changed of each party's current position, in classes
moved        classes of another statement in the place of an earlier one
held         what a party held last before a settlement
movement     movement toward and from counterparts, agreements
settled      what became of what was settled between two parties
shift        by how much a party softened or hardened
additions    records that changed no current position
differences  two sides at one moment
"""

from negtrack.diff.additions import PARTS, Addition, AdditionStanding, Part, additions_between
from negtrack.diff.changes import Change, change_of, changes_between, own_classes
from negtrack.diff.classes import CHANGE_CLASSES, DIRECTIONS, MOVEMENTS, SET_MOVED, ChangeClass
from negtrack.diff.differences import Difference, differences_between
from negtrack.diff.held import held_snapshot
from negtrack.diff.moved import moved_between
from negtrack.diff.movement import AgreementStep, Movement, direction_between
from negtrack.diff.shift import Shift
from negtrack.diff.snapshots import issue_in, withdrawal_of

__all__ = [
    "CHANGE_CLASSES",
    "DIRECTIONS",
    "MOVEMENTS",
    "PARTS",
    "SET_MOVED",
    "Addition",
    "AdditionStanding",
    "AgreementStep",
    "Change",
    "ChangeClass",
    "Difference",
    "Movement",
    "Part",
    "Shift",
    "additions_between",
    "change_of",
    "changes_between",
    "differences_between",
    "direction_between",
    "held_snapshot",
    "issue_in",
    "moved_between",
    "own_classes",
    "withdrawal_of",
]
