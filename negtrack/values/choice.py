"""Choice, yes-no and mandate: the named options that a party would accept.

On a ladder `at least limited` names that rung and all above it; a value always holds the options themselves.
"""

from __future__ import annotations

import re

from negtrack.errors import NotationError, nearest
from negtrack.values.ranges import fold_words, not_a
from negtrack.values.shapes import Scale, Value

_BOUND = r"(not|under|at most|over|at least) (.+)"
_RUN = 3  # so many rungs in a row print as a range


def parse_options(text: str, scale: Scale) -> Value:
    """The options named by `text`; raises NotationError, which names the nearest option and lists all."""
    words = fold_words(text)
    names = {fold_words(name): index for index, name in enumerate(scale.names)}
    if not names:
        raise NotationError("the issue lists no options; give it a ladder or options")
    parts = [words] if words in names else words.split(" or ")
    if len(parts) > 1 and any(part.startswith("not ") and part not in names for part in parts):
        raise NotationError('"not" stands alone, before one option; name the options that remain')
    chosen = {index for part in parts for index in _chosen(part.strip(), names, scale)}
    if not chosen:
        raise NotationError(f"that leaves no option; write one of {', '.join(scale.names)}")
    return Value(scale.kind, options=tuple(scale.names[index] for index in sorted(chosen)))


def print_options(value: Value, scale: Scale | None) -> str:
    """The names joined by `or`; with a ladder's scale, three rungs in a row or more as `at least`, `at most`, `..`."""
    options = value.options
    if scale is None or not scale.is_ladder or len(options) < _RUN or not set(options) <= set(scale.names):
        return " or ".join(options)
    first, last = scale.names.index(options[0]), scale.names.index(options[-1])
    if last - first >= len(options):
        return " or ".join(options)
    if last == len(scale.names) - 1:
        return f"at least {options[0]}"
    return f"at most {options[-1]}" if first == 0 else f"{options[0]}..{options[-1]}"


def _chosen(part: str, names: dict[str, int], scale: Scale) -> set[int]:
    if part in names:
        return {names[part]}
    if ".." in part:
        return _run(part, names, scale)
    match = re.fullmatch(_BOUND, part)
    if not match:
        return {_index(part, names, scale)}
    operator, index = match[1], _index(match[2], names, scale)
    if operator == "not":
        return set(names.values()) - {index}
    _check_ladder(operator, scale)
    above, included = operator in ("over", "at least"), operator.startswith("at ")
    beyond = {other for other in names.values() if (other > index if above else other < index)}
    return beyond | {index} if included else beyond


def _run(part: str, names: dict[str, int], scale: Scale) -> set[int]:
    """The rungs of `A..B`, `over A..B`, `A..under B`."""
    _check_ladder("..", scale)
    low, _, high = (side.strip() for side in part.partition(".."))
    first = _index(low.removeprefix("over "), names, scale)
    last = _index(high.removeprefix("under "), names, scale)
    if first > last:
        raise NotationError(f"the range runs backwards; write {scale.names[last]}..{scale.names[first]}")
    return set(range(first + low.startswith("over "), last + 1 - high.startswith("under ")))


def _check_ladder(operator: str, scale: Scale) -> None:
    if not scale.is_ladder:
        raise NotationError(f'"{operator}" needs a ladder; name the options: {" or ".join(scale.names)}')


def _index(name: str, names: dict[str, int], scale: Scale) -> int:
    if name in names:
        return names[name]
    if scale.kind == "yes-no":
        raise not_a("a yes-no value", ("yes", "no", "yes or no"))
    near = nearest(name[:40], names)
    hint = f"did you mean {scale.names[names[near[0]]]}? " if near else ""
    raise NotationError(f'no option "{name[:40]}"; {hint}options: {", ".join(scale.names)}')
