"""The kind of an issue that an import creates, inferred from the values in its rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import islice

from negtrack.errors import NotationError
from negtrack.model import Issue
from negtrack.values import FLAGS, KINDS, Kind, Scale, parse_value
from negtrack.values.kinds.text import TEXT

_ENOUGH = 100
"""Most values to examine; more take longer and add nothing."""


def infer_kind(values: Collection[str]) -> str:
    """Return the narrowest kind that parses most of `values`; `text`, which accepts anything, where no kind parses more
    than half of them. So one invalid value is an error and does not turn all the others into texts."""
    known = list(islice((value for value in values if value.strip().casefold() not in FLAGS), _ENOUGH))
    inferred = sorted((kind for kind in KINDS.values() if kind.breadth), key=lambda kind: kind.breadth)
    counts = {kind.name: sum(_fits(value, kind) for value in known) for kind in inferred}
    enough = [kind.name for kind in inferred if _is_enough(counts[kind.name], len(known), kind)]
    return max(enough, key=lambda name: counts[name], default=TEXT.name)


def _is_enough(count: int, total: int, kind: Kind) -> bool:
    return bool(count) and (count == total if kind.is_inferred_by_option else count * 2 > total)


def _fits(value: str, kind: Kind) -> bool:
    if kind.is_inferred_by_option:
        return value.strip().casefold() in kind.options
    try:
        parse_value(value, Scale(kind.name))
    except NotationError:
        return False
    return True


def build_issue(name: str, title: str, kind: str, values: Iterable[str], anchor: str = "") -> Issue:
    """Return a new issue of `kind`; the options of a `choice` are its values in the order of their rows."""
    own = KINDS[kind]
    named = (option for value in values for option in own.options_in(value))
    return Issue(
        id=name,
        title=title,
        class_=own.required_class or "substance",
        kind=kind,
        anchor=anchor if own.has_anchor else "",
        options=tuple(dict.fromkeys(option for option in named if option not in FLAGS)),
    )
