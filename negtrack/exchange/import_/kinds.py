"""The kind of an issue that an import makes, from the values that its rows give on it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from negtrack.errors import NotationError
from negtrack.ids import fold
from negtrack.model import Issue
from negtrack.values import MANDATE_LADDER, Scale, parse_value

_ORDER = ("yes-no", "percent", "ratio", "money", "quantity", "duration", "date")
"""The kinds that a value's own words can tell, the narrower before the wider."""
_ENOUGH = 100
"""Values that tell a kind; to look at more of them takes long and tells no more."""
WITHOUT_SET = frozenset({"unspecified", "undisclosed"})


def infer_kind(values: Collection[str]) -> str:
    """The kind whose notation most of `values` are in, of several the narrowest; `text`, which holds anything, where
    none has more than half of them. So one value with a fault is told, and does not make words of all the others."""
    told = list(islice((value for value in values if value.strip().casefold() not in WITHOUT_SET), _ENOUGH))
    if told and all(value.strip().casefold() in MANDATE_LADDER for value in told):
        return "mandate"
    fitting = {kind: sum(_fits(value, kind) for value in told) for kind in _ORDER}
    best = max(_ORDER, key=lambda kind: fitting[kind])
    return best if fitting[best] * 2 > len(told) else "text"


def _fits(value: str, kind: str) -> bool:
    try:
        parse_value(value, Scale(kind))
    except NotationError:
        return False
    return True


def build_issue(name: str, title: str, kind: str, values: Iterable[str], anchor: str = "") -> Issue:
    """A new issue of `kind`; the options of a `choice` are the values that were given, in the order they came."""
    named = (option for value in values for option in options_in(value))
    options = dict.fromkeys(option for option in named if option not in WITHOUT_SET) if kind == "choice" else ()
    return Issue(
        id=name,
        title=title,
        class_="process" if kind == "mandate" else "substance",
        kind=kind,  # type: ignore[arg-type]  # validated by the caller, or one of `_ORDER`
        anchor=anchor if kind == "timing" else "",
        options=tuple(options),
    )


def choice_words(value: str) -> str:
    """A value on a choice with its options as ids: `Not at once` as `not at-once`, `At once or Later` as `at-once or
    later`; as it is where a part of it has no letters."""
    exclusion, rest = ("not ", value.strip()[4:]) if value.strip().casefold().startswith("not ") else ("", value)
    options = [fold(part) for part in re.split(r"\s+or\s+", rest, flags=re.IGNORECASE)]
    return exclusion + " or ".join(options) if all(options) else value


def options_in(value: str) -> Sequence[str]:
    """The options that a value in such words names."""
    return value.removeprefix("not ").split(" or ")
