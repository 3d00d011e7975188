"""The notation that all measured kinds share: `A`, `under A`, `at most A`, `over A`, `at least A`, `about A`, `A..B`,
`A..under B`, `over A..B`, `not A`, and these joined by `or`.

A kind brings a Family: how one of its points is read, printed and placed. `not A` is kept as `under A or over A`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Literal

from negtrack.errors import NotationError
from negtrack.frozen import dataclass
from negtrack.values.number import head_number, is_number
from negtrack.values.shapes import End, Point, Range

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


@dataclass(frozen=True)
class Family:
    """What one measured kind adds to the shared notation."""

    noun: str
    examples: tuple[str, ...]
    parse: Callable[[str], Point | None]
    """The point that an atom names, None if it is not one."""
    parts: Callable[[Point], tuple[str, str, str]]
    """A point's printed head, number and tail; heads and tails are shared over a range."""
    places: Callable[[End, End], tuple[Fraction, Fraction]]
    """Where a range's ends lie, as far apart as they may, to see one that runs backwards."""
    shared: Literal["value", "range", "never"] = "value"
    """How far a unit reaches: `2 or 3 weeks` over the value, `1..2tn` over the range only."""

    def fault(self) -> NotationError:
        """The error that says what this kind looks like."""
        return not_a(self.noun, self.examples)


@dataclass(frozen=True)
class _Draft:
    """One alternative before its atoms are read; `operator` is `..` for a range."""

    operator: str
    atoms: tuple[str, ...]
    included: tuple[bool, bool] = (True, True)


def not_a(noun: str, examples: Sequence[str]) -> NotationError:
    """The error for a text that is none of its kind, with right examples."""
    shown = ", ".join(f'"{example}"' for example in examples)
    return NotationError(f"not {noun}; write {shown}")


def fold(text: str) -> str:
    """Composed letters and single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold_words(text: str) -> str:
    """Small letters, words in place of symbols, single blanks."""
    worded = fold(text)
    for symbol, words in _SYMBOLS.items():
        worded = worded.replace(symbol, words)
    return fold(worded.casefold())


def parse_ranges(text: str, family: Family) -> tuple[Range, ...]:
    """The ranges that `text` (folded) joins by `or`; raises NotationError."""
    signed = re.sub(r"\bminus (?=[0-9])", "-", text) if "minus " in text else text
    drafts = [_draft(part) for part in signed.split(" or ")]
    if len(drafts) > MAX_ALTERNATIVES:
        raise NotationError(f"more than {MAX_ALTERNATIVES} alternatives; write ranges")
    if len(drafts) > 1 and any(draft.operator == "not" for draft in drafts):
        raise NotationError('"not" stands alone, before one value; write "under A or over A" beside others')
    found: list[Range] = []
    for draft, points in zip(drafts, _points(drafts, family), strict=True):
        found.extend(_ranges(draft, points, family))
    return _settle(found)


def print_ranges(ranges: Sequence[Range], family: Family) -> str:
    """The canonical text that parses to the same ranges."""
    if _is_not(ranges) and ranges[0].high:
        return f"not {_print_point(ranges[0].high.point, family)}"
    return " or ".join(_print_range(item, family) for item in ranges)


def _draft(text: str) -> _Draft:
    low, dots, high = text.partition("..")
    if dots:
        low, high = low.strip(), high.strip()
        over, under = low.startswith("over "), high.startswith("under ")
        return _Draft("..", (low.removeprefix("over "), high.removeprefix("under ")), (not over, not under))
    text = text.strip()
    bound = next((each for each in _BOUNDS if text.startswith(f"{each} ")), "")
    return _Draft(bound, (text.removeprefix(f"{bound} "),))


def _points(drafts: Sequence[_Draft], family: Family) -> list[list[Point]]:
    atoms = [_share_head(draft.atoms) for draft in drafts]
    if family.shared == "range":
        atoms = [_share(group) for group in atoms]
    elif family.shared == "value":
        flat = iter(_share([atom for group in atoms for atom in group]))
        atoms = [[next(flat) for _ in group] for group in atoms]
    points = [[_point(atom, family) for atom in group] for group in atoms]
    units = {point.unit for group in points for point in group}
    if family.shared == "range" and "" in units and len(units) > 1:
        raise NotationError("some numbers have a multiplier and some have none; write it with every number")
    return points


def _share(atoms: Sequence[str]) -> list[str]:
    """Give each bare number the unit of the next atom that has one."""
    shared, tail = list(atoms), ""
    for index in reversed(range(len(shared))):
        number = head_number(shared[index])
        rest = shared[index].removeprefix(number) if number else ""
        shared[index] += tail if number and not rest else ""
        tail = rest or (tail if number else "")
    return shared


def _share_head(atoms: Sequence[str]) -> list[str]:
    """Give the bare high end of a range the head of the low one: `day 30..40`."""
    head, blank, number = atoms[0].partition(" ")
    is_shared = head.isalpha() and number[:1].isdigit()
    return [f"{head}{blank}{atom}" if is_shared and is_number(atom) else atom for atom in atoms]


def _point(atom: str, family: Family) -> Point:
    point = family.parse(atom)
    if point is not None:
        return point
    if re.search(r"[0-9],[0-9]", atom):
        raise NotationError('commas only part thousands; write "1,000" or "1000", and "1.5" for decimals')
    raise family.fault()


def _ranges(draft: _Draft, points: Sequence[Point], family: Family) -> list[Range]:
    if draft.operator == "..":
        low, high = (End(point, included) for point, included in zip(points, draft.included, strict=True))
        _check_order(low, high, family)
        return [Range(low, high)]
    point = points[0]
    end = End(point, draft.operator not in ("under", "over", "not"))
    match draft.operator:
        case "under" | "at most":
            return [Range(None, end)]
        case "over" | "at least":
            return [Range(end, None)]
        case "not":
            return [Range(None, end), Range(end, None)]
        case operator:
            return [Range(end, end, operator == "about")]


def _check_order(low: End, high: End, family: Family) -> None:
    first, last = family.places(low, high)
    if first > last:
        written = f"{_print_point(low.point, family)}..{_print_point(high.point, family)}"
        right = _print_range(Range(high, low), family)
        raise NotationError(f"{written} runs backwards; write {right}")
    if first == last and not (low.included and high.included):
        raise NotationError("the range holds nothing; write one that includes both ends")


def _settle(ranges: Sequence[Range]) -> tuple[Range, ...]:
    """Each range once, and the two halves of `not A` in one order."""
    once = tuple(dict.fromkeys(ranges)) if len(ranges) > 1 else tuple(ranges)
    return once[::-1] if _is_not(once[::-1]) else once


def _is_not(ranges: Sequence[Range]) -> bool:
    if len(ranges) != 2:
        return False
    under, over = ranges
    ends = (under.low, under.high, over.low, over.high)
    return ends[0] is ends[3] is None and ends[1] == ends[2] and ends[1] is not None and not ends[1].included


def _print_point(point: Point, family: Family) -> str:
    return "".join(family.parts(point))


def _print_range(item: Range, family: Family) -> str:
    low, high = item.low, item.high
    if low is None or high is None:
        end = low or high
        if end is None:
            raise family.fault()  # a range without any bound has no notation
        words = ("at most", "under") if low is None else ("at least", "over")
        return f"{words[0] if end.included else words[1]} {_print_point(end.point, family)}"
    if low == high:
        return f"{'about ' if item.about else ''}{_print_point(low.point, family)}"
    low_head, low_number, low_tail = family.parts(low.point)
    high_head, high_number, high_tail = family.parts(high.point)
    if (low.point.unit, low.point.per) == (high.point.unit, high.point.per):
        low_tail, high_head = "", ""
    left = f"{'' if low.included else 'over '}{low_head}{low_number}{low_tail}"
    return f"{left}..{'' if high.included else 'under '}{high_head}{high_number}{high_tail}"
