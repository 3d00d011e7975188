"""Differences as values: of two sides at one moment (`Difference`), or of one party at two moments (`Change`)."""

from negtrack.diff.changes import (
    CHANGE_CLASSES,
    MOVEMENTS,
    SET_MOVED,
    Change,
    ChangeClass,
    Movement,
    change_of,
    changes_between,
    direction_between,
    moved_between,
)
from negtrack.diff.differences import Difference, differences_between
from negtrack.diff.snapshots import issue_in

__all__ = [
    "CHANGE_CLASSES",
    "MOVEMENTS",
    "SET_MOVED",
    "Change",
    "ChangeClass",
    "Difference",
    "Movement",
    "change_of",
    "changes_between",
    "differences_between",
    "direction_between",
    "issue_in",
    "moved_between",
]
