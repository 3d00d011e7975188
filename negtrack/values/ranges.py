"""The notation shared by all measured kinds: `A`, `under A`, `at most A`, `over A`, `at least A`, `about A`, `A..B`,
`A..under B`, `over A..B`, `not A`, and these joined by `or`.

A kind defines how one of its points is parsed, printed and placed. `not A` is stored as `under A or over A`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from negtrack.errors import NotationError
from negtrack.frozen import dataclass, replace, replace_fast
from negtrack.values.everyday import BOUNDS, RANGES, Rule, rewrite_numbers, rewrite_signs, rewrite_whole, rewrite_words
from negtrack.values.kind import Dates, EventDay
from negtrack.values.line import Edge, LineKind, Piece, merge
from negtrack.values.number import head_number, is_number, multiply_out
from negtrack.values.point_errors import point_error, refuse_month
from negtrack.values.shapes import NEVER, End, Point, Range, Value
from negtrack.values.spelling import Spelling, respell_numbers

if TYPE_CHECKING:
    from negtrack.values.notation import Scale

MAX_ALTERNATIVES = 50

_SYMBOLS = {
    "<=": " at most ",
    "≤": " at most ",
    ">=": " at least ",
    "≥": " at least ",
    "!=": " not ",
    "≠": " not ",
    "<": " under ",
    ">": " over ",
    "~": " about ",
    "≈": " about ",
    "\N{EN DASH}": "..",
    "\N{MINUS SIGN}": "-",
}
_BOUNDS = ("not", "under", "at most", "over", "at least", "about")


@dataclass(frozen=True, kw_only=True)
class RangeKind(LineKind):
    """A kind whose values are ranges of points; defines how one point is parsed, printed and placed."""

    parse_point: Callable[[str], Point | None]
    """Parses an atom to a point; None if it is not one."""
    parts: Callable[[Point], tuple[str, str, str]]
    """Returns the printed head, number and tail of a point; the ends of a range share heads and tails."""
    place: Callable[[End, bool, EventDay | None], Fraction | None]
    """Returns the place on the line of an end, by whether it is a low end and the event that is counted from; None for
    none."""
    shared: Literal["value", "range", "never"] = "value"
    """Scope of a unit: `2 or 3 weeks` shares it in the value, `1..2tn` in the range only."""
    words: tuple[Rule, ...] = ()
    """What people write for units and the like, and for bounds and ranges."""
    phrases: tuple[Rule, ...] = (*BOUNDS, *RANGES)

    def parse(self, text: str, scale: Scale) -> Value:
        """Parse the ranges that `text` joins by `or`, or `never`."""
        words = fold_words(text)
        is_never = self.has_never and words == NEVER
        return Value(self.name, options=(NEVER,)) if is_never else Value(self.name, parse_ranges(words, self))

    def rewrite(self, text: str) -> str:
        """Return a text as people write it in the words of the notation."""
        if text.isascii() and text.isdigit():  # no rule is about a number alone, and compiling all of them takes long
            return text
        refuse_month(text.strip(), self.noun)
        words = rewrite_words(rewrite_numbers(fold_words(rewrite_signs(text)), text), self.words)
        return rewrite_whole(fold(words), self.phrases)

    def respell(self, text: str, spelling: Spelling) -> str:
        """Return a text with its numbers in the notation."""
        return respell_numbers(text, spelling)

    def print(self, value: Value, scale: Scale | None) -> str:
        """Return the canonical text that parses to the same ranges."""
        return NEVER if value.options else print_ranges(value.ranges, self)

    def pieces(self, value: Value, scale: Scale, dates: Dates) -> tuple[Piece, ...] | None:
        """Return the ranges as pieces, of `never` none; None where an end has no place."""
        event = dates.get(value.event or scale.anchor)
        if event not in value.memo:
            value.memo[event] = self._pieces(value.ranges, event)
        return value.memo[event]

    def _pieces(self, ranges: Sequence[Range], event: EventDay | None) -> tuple[Piece, ...] | None:
        pieces = []
        for item in ranges:
            low, high = self._edge(item.low, True, event), self._edge(item.high, False, event)
            pieces.append(Piece(low, high, item.about))
            if (item.low and not low) or (item.high and not high) or pieces[-1].is_empty:
                return None
        return merge(pieces)

    def value_of(self, pieces: Sequence[Piece], like: Value, scale: Scale) -> Value:
        """Return the ranges of the pieces; a mix of numbers with and without multipliers is written out."""
        ranges = [item for piece in pieces for item in self._ranges(piece, like)]
        units = {end.point.unit for item in ranges for end in (item.low, item.high) if end}
        if "" in units and len(units) > 1:  # "5..2tn" would parse as 5tn..2tn
            ranges = [replace(item, low=multiply_out(item.low), high=multiply_out(item.high)) for item in ranges]
        return replace_fast(like, ranges=tuple(ranges), memo={})

    def add_unit(self, text: str, like: Value) -> Sequence[str]:
        """Return the text between the head and the tail of the first point of `like`."""
        end = (like.ranges[-1].high or like.ranges[-1].low) if like.ranges else None
        head, _, tail = self.parts(end.point) if end and self.shared == "value" else ("", "", "")
        return (f"{head}{text}{tail}",)

    def mixes_units(self, values: Sequence[Value]) -> bool:
        """Return whether only some numbers have a multiplier, of kinds in which it is shared in a range."""
        ends = (end for value in values for item in value.ranges for end in (item.low, item.high) if end)
        units = {end.point.unit for end in ends if end.point.number}
        return self.shared == "range" and "" in units and len(units) > 1

    def places(self, low: End, high: End) -> tuple[Fraction | None, Fraction | None]:
        """Return the places of a range's ends, at their greatest distance, to detect a range that runs backwards."""
        return self.place(low, True, None), self.place(high, False, None)

    def sharpen(self, low: End, high: End) -> tuple[End, End]:
        """Return the two ends of a common part in a form that can be written as one range."""
        return low, high

    def _edge(self, end: End | None, low: bool, event: EventDay | None) -> Edge | None:
        at = self.place(end, low, event) if end else None
        return Edge(at, end.included, end) if end and at is not None else None

    def _ranges(self, piece: Piece, like: Value) -> list[Range]:
        low, high = (edge.written if edge else None for edge in (piece.low, piece.high))
        if low is None and high is None:
            # The whole line has no own notation; write "at most A or at least A" for any A.
            end = next(End(end.point) for item in like.ranges for end in (item.low, item.high) if end)
            return [Range(None, end), Range(end, None)]
        if low and high:
            low, high = self.sharpen(low, high)
        if piece.low and piece.high and piece.low.at == piece.high.at:
            high = low
        return [Range(low, high, about=piece.about and low == high)]


@dataclass(frozen=True)
class _Draft:
    """One alternative whose atoms are not parsed yet; `operator` is `..` for a range."""

    operator: str
    atoms: tuple[str, ...]
    included: tuple[bool, bool] = (True, True)


def fold(text: str) -> str:
    """Return a text in NFC with single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold_words(text: str) -> str:
    """Return a text in lower case with single blanks, symbols replaced by words."""
    folded = fold(text)
    for symbol, words in _SYMBOLS.items():
        folded = folded.replace(symbol, words)
    return fold(folded.casefold())


def parse_ranges(text: str, kind: RangeKind) -> tuple[Range, ...]:
    """Return the ranges that `text` (folded) joins by `or`; raise NotationError."""
    signed = re.sub(r"\bminus (?=[0-9])", "-", text) if "minus " in text else text
    drafts = [_draft(part) for part in signed.split(" or ")]
    if len(drafts) > MAX_ALTERNATIVES:
        raise NotationError(f"more than {MAX_ALTERNATIVES} alternatives; write ranges")
    if len(drafts) > 1 and any(draft.operator == "not" for draft in drafts):
        raise NotationError('"not" cannot be combined with "or"; write "under A or over A" instead')
    found: list[Range] = []
    for draft, points in zip(drafts, _points(drafts, kind), strict=True):
        found.extend(_ranges(draft, points, kind))
    return _settle(found)


def print_ranges(ranges: Sequence[Range], kind: RangeKind) -> str:
    """Return the canonical text that parses to the same ranges."""
    if _is_not(ranges) and ranges[0].high:
        return f"not {_print_point(ranges[0].high.point, kind)}"
    return " or ".join(_print_range(item, kind) for item in ranges)


def _draft(text: str) -> _Draft:
    low, dots, high = text.partition("..")
    if dots:
        low, high = low.strip(), high.strip()
        over, under = low.startswith("over "), high.startswith("under ")
        return _Draft("..", (low.removeprefix("over "), high.removeprefix("under ")), (not over, not under))
    text = text.strip()
    bound = next((word for word in _BOUNDS if text.startswith(f"{word} ")), "")
    return _Draft(bound, (text.removeprefix(f"{bound} "),))


def _points(drafts: Sequence[_Draft], kind: RangeKind) -> list[list[Point]]:
    atoms = [_share_head(draft.atoms) for draft in drafts]
    if kind.shared == "range":
        atoms = [_share(group) for group in atoms]
    elif kind.shared == "value":
        flat = iter(_share([atom for group in atoms for atom in group]))
        atoms = [[next(flat) for _ in group] for group in atoms]
    points = [[_point(atom, kind) for atom in group] for group in atoms]
    units = {point.unit for group in points for point in group}
    if kind.shared == "range" and "" in units and len(units) > 1:
        raise NotationError("some numbers have a multiplier and some have none; write it with every number")
    return points


def _share(atoms: Sequence[str]) -> list[str]:
    """Return the atoms, each bare number with the unit of the next atom that has one."""
    shared, tail = list(atoms), ""
    for index in reversed(range(len(shared))):
        number = head_number(shared[index])
        rest = shared[index].removeprefix(number) if number else ""
        shared[index] += tail if number and not rest else ""
        tail = rest or (tail if number else "")
    return shared


def _share_head(atoms: Sequence[str]) -> list[str]:
    """Return the atoms, a bare high end with the head of the low end: `day 30..40`."""
    head, blank, number = atoms[0].partition(" ")
    is_shared = head.isalpha() and number[:1].isdigit()
    return [f"{head}{blank}{atom}" if is_shared and is_number(atom) else atom for atom in atoms]


def _point(atom: str, kind: RangeKind) -> Point:
    if (point := kind.parse_point(atom)) is not None:
        return point
    raise point_error(atom, kind)


def _ranges(draft: _Draft, points: Sequence[Point], kind: RangeKind) -> list[Range]:
    if draft.operator == "..":
        low, high = (End(point, included) for point, included in zip(points, draft.included, strict=True))
        _check_order(low, high, kind)
        return [Range(low, high)]
    end = End(points[0], draft.operator not in ("under", "over", "not"))
    match draft.operator:
        case "under" | "at most":
            return [Range(None, end)]
        case "over" | "at least":
            return [Range(end, None)]
        case "not":
            return [Range(None, end), Range(end, None)]
        case operator:
            return [Range(end, end, operator == "about")]


def _check_order(low: End, high: End, kind: RangeKind) -> None:
    first, last = kind.places(low, high)
    if first is None or last is None:
        return
    if first > last:
        written = f"{_print_point(low.point, kind)}..{_print_point(high.point, kind)}"
        raise NotationError(f"{written} runs backwards; write {_print_range(Range(high, low), kind)}")
    if first == last and not (low.included and high.included):
        raise NotationError("the range is empty; write one that includes both ends")


def _settle(ranges: Sequence[Range]) -> tuple[Range, ...]:
    """Return the ranges without duplicates, and the two halves of `not A` in a fixed order."""
    once = tuple(dict.fromkeys(ranges)) if len(ranges) > 1 else tuple(ranges)
    return once[::-1] if _is_not(once[::-1]) else once


def _is_not(ranges: Sequence[Range]) -> bool:
    if len(ranges) != 2:
        return False
    under, over = ranges
    ends = (under.low, under.high, over.low, over.high)
    return ends[0] is ends[3] is None and ends[1] == ends[2] and ends[1] is not None and not ends[1].included


def _print_point(point: Point, kind: RangeKind) -> str:
    return "".join(kind.parts(point))


def _print_range(item: Range, kind: RangeKind) -> str:
    low, high = item.low, item.high
    if low is None or high is None:
        end = low or high
        if end is None:
            raise kind.error()  # a range without any bound has no notation
        words = ("at most", "under") if low is None else ("at least", "over")
        return f"{words[0] if end.included else words[1]} {_print_point(end.point, kind)}"
    if low == high:
        return f"{'about ' if item.about else ''}{_print_point(low.point, kind)}"
    low_head, low_number, low_tail = kind.parts(low.point)
    high_head, high_number, high_tail = kind.parts(high.point)
    if (low.point.unit, low.point.per) == (high.point.unit, high.point.per):
        low_tail, high_head = "", ""
    left = f"{'' if low.included else 'over '}{low_head}{low_number}{low_tail}"
    return f"{left}..{'' if high.included else 'under '}{high_head}{high_number}{high_tail}"
