"""Two shares as bars from a middle line: that of one party to the left, that of the other to the right."""

from __future__ import annotations

from fractions import Fraction

from negtrack.render.markup import Markup, element

_HALF, _HEIGHT = 50, 10
"""Pixels of a whole share, and of the bars."""


def draw_shares(one: Fraction | None, other: Fraction | None) -> Markup:
    """Draw the shares of two parties, each from the middle outward, a negative one toward the other side; None is no
    share. What lies beyond the whole is not drawn further."""
    left, right = (_length(share) for share in (one, other))
    bars = ((0, f"M{_HALF} 1h{-left}v8H{_HALF}z", left), (1, f"M{_HALF} 1h{right}v8H{_HALF}z", right))
    shapes = [element("path", class_=f"t{number} p", d=path) for number, path, length in bars if length]
    middle = element("path", class_="f", d=f"M{_HALF} 0V{_HEIGHT}")
    words = f"{_words(one)} and {_words(other)} of the opening gap"
    size = {"width": 2 * _HALF, "height": _HEIGHT}
    return element("svg", *shapes, middle, viewBox=f"0 0 {2 * _HALF} {_HEIGHT}", role="img", aria_label=words, **size)


def _length(share: Fraction | None) -> int:
    return round(max(min(share or Fraction(0), Fraction(1)), Fraction(-1)) * _HALF)


def _words(share: Fraction | None) -> str:
    return "no share" if share is None else f"{float(share * 100):.1f}%"
