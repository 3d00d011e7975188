"""Ids that may be one by a typing error: the same letters, or one slip in a long word.

Words that are alike and are not the same, such as Chile and China, or Gambia and Zambia, are no such pair.
"""

from __future__ import annotations

from collections.abc import Iterable

_LONG = 5
"""Letters from which a word is so long that one wrong letter is a likely slip."""


def near_twins(id: str, others: Iterable[str]) -> list[str]:
    """Return those of `others` that may be meant by `id`, the likeliest first: written apart or together, then with one
    letter left out, put in, replaced or exchanged with the next."""
    other_ids = [other for other in others if other != id]
    joined = [other for other in other_ids if other.replace("-", "") == id.replace("-", "")]
    return joined + [other for other in other_ids if other not in joined and _has_one_slip(id, other)]


def _has_one_slip(one: str, other: str) -> bool:
    """Return whether all words but one are equal, and those two are long and differ by one slip."""
    if abs(len(one) - len(other)) > 1:
        return False
    words, other_words = one.split("-"), other.split("-")
    unlike = [pair for pair in zip(words, other_words, strict=False) if pair[0] != pair[1]]
    return len(words) == len(other_words) and len(unlike) == 1 and _is_slip(*unlike[0])


def _is_slip(one: str, other: str) -> bool:
    """Return whether two different words begin alike, are long, without digits, and one slip apart."""
    if min(len(one), len(other)) < _LONG or one[0] != other[0] or not (one + other).isalpha():
        return False
    start = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:  # one is the beginning of the other
        return True
    if len(one) == len(other):
        exchanged = one[start + 1 : start + 2] + one[start] + one[start + 2 :]
        return one[start + 1 :] == other[start + 1 :] or exchanged == other[start:]
    shorter, longer = sorted((one, other), key=len)
    return shorter[start:] == longer[start + 1 :]
