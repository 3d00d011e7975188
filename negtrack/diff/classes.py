"""Classes of what changed between two snapshots."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

ChangeClass = Literal[
    "new",
    "closer",
    "farther",
    "hardened",
    "softened",
    "changed",
    "order-unknown",
    "restated",
    "brought-back",
    "re-sourced",
    "disclosed",
    "corrected",
    "lapsed",
    "withdrawn",
    "denied",
    "retracted",
    "deleted",
    "redefined",
    "newly-contested",
    "no-longer-contested",
    "agreed",
    "settled-by-fallback",
    "reopened",
    "claim",
    "proposal",
    "disclosure",
    "answer",
    "note",
    "agreement",
    "open",
    "milestone",
]
CHANGE_CLASSES: tuple[ChangeClass, ...] = get_args(ChangeClass)
"""`changed`: a movement that nothing measures. `corrected`: a better reading of ours has another value, or the record
was edited. `settled-by-fallback`: what was left open is settled so. `deleted`: no file has the record any more.
`redefined`: the issue is measured differently. The last two only occur between two snapshots of different files, such
as a commit and the disk. From `claim` on: records that changed no current position."""

MOVEMENTS = frozenset({"new", "closer", "farther", "hardened", "softened", "changed", "withdrawn"})
DIRECTIONS = frozenset({"closer", "farther", "hardened", "softened", "changed"})
"""Classes that say in which direction a current position went."""
SET_MOVED = frozenset(
    {"closer", "farther", "hardened", "softened", "retracted", "corrected", "deleted", "redefined"}
) | {"order-unknown"}
"""Classes that exclude those of red lines, which apply at an equal gap only."""


def order_classes(classes: Iterable[ChangeClass]) -> tuple[ChangeClass, ...]:
    """Return the classes once each, in the order of all views."""
    return tuple(sorted(dict.fromkeys(classes), key=CHANGE_CLASSES.index))
