"""Named options that a party would accept: on a ladder, without order, or defined by the kind itself.

On a ladder, `at least limited` names that rung and all above it. A value always holds the options themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from negtrack import ids
from negtrack.errors import NotationError, nearest
from negtrack.frozen import replace
from negtrack.values.kind import Dates
from negtrack.values.line import Edge, LineKind, Piece, merge
from negtrack.values.ranges import fold_words
from negtrack.values.shapes import Value

if TYPE_CHECKING:
    from negtrack.values.notation import Scale

_BOUND = r"(not|under|at most|over|at least) (.+)"
_RUN = 3  # from this many rungs in a row on, print a range
_LOST = r"[0-9][.,:/'\u2019][0-9]|(?<![0-9])[0-9]{1,3}\s[0-9]{3}(?![0-9])|(?:^|\s)[-+\u2212]\s?[0-9]|[0-9]\s?\+|\?\W*$"
"""What an id cannot hold of a number, its separators and its sign; and a doubt at the end."""
_SIGNS = "[%\u2030<>=~\u00b1\u2264\u2265]"
"""Signs that belong to a number."""
_AROUND = frozenset(".,;:!\"'\u2018\u2019\u201c\u201d\u00ab\u00bb")
"""Signs around a word that add nothing to it."""


class OptionKind(LineKind):
    """A kind whose values are named options, the points 0, 1, 2 of a line."""

    def parse(self, text: str, scale: Scale) -> Value:
        """Parse the options that `text` names; raise NotationError with the nearest option and the list of all."""
        words = fold_words(text)
        names = {fold_words(name): index for index, name in enumerate(scale.names)}
        if not names:
            raise NotationError("the issue lists no options; give it a ladder or options")
        words = _option_id(words, names)
        parts = [words] if words in names else words.split(" or ")
        if len(parts) > 1 and any(part.startswith("not ") and part not in names for part in parts):
            raise NotationError('"not" cannot be combined with "or"; name the remaining options')
        chosen = {index for part in parts for index in self._chosen(part.strip(), names, scale)}
        if not chosen:
            raise NotationError(f"no option remains; write one of {', '.join(scale.names)}")
        return Value(self.name, options=tuple(scale.names[index] for index in sorted(chosen)))

    def print(self, value: Value, scale: Scale | None) -> str:
        """Return the names joined by `or`; on a ladder, three or more rungs in a row as `at least`, `at most`,
        `..`."""
        options = value.options
        if scale is None or not scale.is_ladder or len(options) < _RUN or not set(options) <= set(scale.names):
            return " or ".join(options)
        first, last = scale.names.index(options[0]), scale.names.index(options[-1])
        if last - first >= len(options):
            return " or ".join(options)
        if last == len(scale.names) - 1:
            return f"at least {options[0]}"
        return f"at most {options[-1]}" if first == 0 else f"{options[0]}..{options[-1]}"

    def is_ladder(self, scale: Scale) -> bool:
        """Return whether the options are rungs."""
        return self.is_ordered if self.options else scale.ordered

    def has_line(self, scale: Scale) -> bool:
        """Return whether the points of the line are ordered."""
        return self.is_ladder(scale)

    def unit(self, value: Value, scale: Scale) -> str:
        """Return `rungs`; empty without order."""
        return "rungs" if self.is_ladder(scale) else ""

    def pieces(self, value: Value, scale: Scale, dates: Dates) -> tuple[Piece, ...]:
        """Return the options as points."""
        names = scale.names
        return merge(_rung(names.index(option)) for option in value.options)

    def value_of(self, pieces: Sequence[Piece], like: Value, scale: Scale) -> Value:
        """Return the options at the points."""
        points = {piece.low.at for piece in pieces if piece.low}
        return replace(like, options=tuple(name for index, name in enumerate(scale.names) if index in points))

    def _chosen(self, part: str, names: dict[str, int], scale: Scale) -> set[int]:
        part = _option_id(part, names)
        if part in names:
            return {names[part]}
        if ".." in part:
            return self._run(part, names, scale)
        match = re.fullmatch(_BOUND, part)
        if not match:
            return {self._index(part, names, scale)}
        operator, index = match[1], self._index(match[2], names, scale)
        if operator == "not":
            return set(names.values()) - {index}
        _check_ladder(operator, scale)
        above, included = operator in ("over", "at least"), operator.startswith("at ")
        beyond = {other for other in names.values() if (other > index if above else other < index)}
        return beyond | {index} if included else beyond

    def _run(self, part: str, names: dict[str, int], scale: Scale) -> set[int]:
        """Return the rungs of `A..B`, `over A..B`, `A..under B`."""
        _check_ladder("..", scale)
        low, _, high = (side.strip() for side in part.partition(".."))
        first = self._index(low.removeprefix("over "), names, scale)
        last = self._index(high.removeprefix("under "), names, scale)
        if first > last:
            raise NotationError(f"the range runs backwards; write {scale.names[last]}..{scale.names[first]}")
        return set(range(first + low.startswith("over "), last + 1 - high.startswith("under ")))

    def _index(self, name: str, names: dict[str, int], scale: Scale) -> int:
        name = _option_id(name, names)
        if name in names:
            return names[name]
        if self.is_binary:
            raise self.error()
        near = nearest(name[:40], names)
        hint = f"did you mean {scale.names[names[near[0]]]}? " if near else ""
        raise NotationError(f'no option "{name[:40]}"; {hint}options: {", ".join(scale.names)}')


def option_of(text: str, labels: dict[str, str]) -> str:
    """Return the id of a new option; "" for one without letters. `labels` has the words of the options before it, by
    id. Raise `NotationError` for a number that an id would change, and for other words with the same id."""
    name, words = ids.fold(text), re.sub(r"[\s_-]+", " ", text.strip().casefold())
    if changes_meaning(text):
        raise NotationError(f'"{text}" would be the option {name}; write it in words, or as another kind')
    first = labels.setdefault(name, words)
    if first != words:
        raise NotationError(f'"{text}" has the id {name} of the option "{first}"; write one of them otherwise')
    return name


@lru_cache(maxsize=1 << 12)
def changes_meaning(text: str) -> bool:
    """Return whether the id of a text would say something else: another number (`5,000`, `-5`, `10%`, `30:1`), or no
    doubt (`agreed?`)."""
    has_number = any(char.isnumeric() for char in text)
    has_sign = bool(re.search(_SIGNS, text)) or any(unicodedata.category(char) in ("Sc", "No") for char in text)
    return (has_number and has_sign) or bool(re.search(_LOST, text))


def _option_id(text: str, names: Container[str]) -> str:
    """Return the option whose id a text spells with blanks (`not important`); the text where there is none, as where
    other signs begin or end it (`A+`)."""
    name = ids.fold(text)
    if name not in names or name == text:
        return text
    is_whole = all(ids.fold(char) or char in _AROUND for char in (text[0], text[-1]))
    return name if is_whole and not changes_meaning(text) else text


def _rung(index: int) -> Piece:
    edge = Edge(Fraction(index))
    return Piece(edge, edge)


def _check_ladder(operator: str, scale: Scale) -> None:
    if not scale.is_ladder:
        raise NotationError(f'"{operator}" needs a ladder; name the options: {" or ".join(scale.names)}')
