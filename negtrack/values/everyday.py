"""Values as people write them, in the words of the notation: `max 12` as `at most 12`, `3 to 5` as `3..5`, `1 500` as
`1500`.

A kind rewrites a text that is not in its notation; the result is parsed like any other. A text that may be read in two
ways is never rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from negtrack.errors import TwoReadingsError

Rule = tuple[str, str]
"""A pattern, and what replaces it."""

_AT_MOST = (
    r"(?:no|not) (?:more|higher|greater|larger|longer|bigger) than (.+)",
    r"(?:an? )?max(?:imum)?(?: of)?(?:[.:] ?| |(?=[0-9]))(.+)",
    r"up to (.+)",
    r"(?:at the most|at maximum|not over|not above|not exceeding|not to exceed|capped at) (.+)",
    r"(.+) (?:at most|at the most|max|max\.|maximum|tops)",
    r"(.+) (?:or|and) (?:less|fewer|below|under|lower|shorter|smaller)",
)
_AT_LEAST = (
    r"(?:no|not) (?:less|fewer|lower|smaller|shorter) than (.+)",
    r"(?:an? )?min(?:imum)?(?: of)?(?:[.:] ?| |(?=[0-9]))(.+)",
    r"(?:at the least|at minimum|not under|not below) (.+)",
    r"(.+) (?:at least|at the least|minimum)",
    r"(.+) (?:or|and) (?:more|over|above|higher|longer|greater|larger|up|upwards)",
)
_UNDER = (r"(?:less|fewer|lower|smaller|shorter) than (.+)", r"below (.+)")
_OVER = (r"(?:more|higher|greater|larger|longer|bigger) than (.+)", r"(?:above|exceeding|in excess of) (.+)")
_ABOUT = (r"(?:approximately|approx|around|roughly|circa|ca|c)(?:\. ?| )(.+)",)
_SAME = (r"(?:exactly|precisely) (.+)",)
_BOUNDS = (("at most", _AT_MOST), ("at least", _AT_LEAST), ("under", _UNDER), ("over", _OVER), ("about", _ABOUT))

_ONE = r"((?:(?! or ).)+)"
"""A single value: of `5 or 7 or more` nobody knows what the bound belongs to."""

BOUNDS: tuple[Rule, ...] = (
    *((pattern.replace("(.+)", _ONE), rf"{words} \1") for words, patterns in _BOUNDS for pattern in patterns),
    *((pattern, r"\1") for pattern in _SAME),
    (r"(?!.* or )(.*[0-9] ?[a-z%]{0,9}) ?\+( .+|/.+)?", r"at least \1\2"),
)
"""Bounds, of the whole text."""

RANGES: tuple[Rule, ...] = (
    (r"between (.+) and (.+)", r"\1..\2"),
    (r"(?:from )?(.*[0-9].*) (?:to|through|until) (.*[0-9].*)", r"\1..\2"),
    (r"([^-]*[0-9][^-]*?) ?[-\N{EM DASH}] ?([^-]*[0-9][^-]*)", r"\1..\2"),
)
"""Ranges, of the whole text."""

MULTIPLIERS_WRITTEN: tuple[Rule, ...] = (
    (r"(?<=[0-9]) ?(?:mn|mln|mio)\b\.?", "m"),
    (r"(?<=[0-9]) ?(?:bln|mrd)\b\.?", "bn"),
)
"""Multipliers of other spellings."""

BASIS = (
    r"(?:gross|net|real|nominal|(?:pre|post)-?tax|(?:before|after)[ -]tax"
    r"|(?:incl|excl|including|excluding|plus|with|without|ex)\.? (?:vat|tax|taxes))"
)
"""What a number is counted on, which is no part of its value."""

_DECIMALS = "5 25 75 2 4 6 8 125 375 625 875"
_GROUPS = r"(?<![0-9.,])[1-9][0-9]{0,2}(?:(?: [0-9]{3})+|(?:[\'\u2019][0-9]{3})+)(?![0-9])"
"""A number whose thousands are separated by blanks or apostrophes."""
_TWO_NUMBERS = r"(?!1 )([1-9][0-9]{0,2}) +([1-9][0-9]{2})"
"""A plain blank between digits, where nothing else tells that they are one number: no further group, no 0 after the
blank, no blank that breaks no line, no unit and no bound. `1 500` is one."""
_PLUS = r"(?<![0-9a-z%]) ?\+ ?(?=[0-9])"
"""A plus sign before a number."""


_FRACTIONS = dict(
    zip("\u00bd\u00bc\u00be\u2155\u2156\u2157\u2158\u215b\u215c\u215d\u215e", _DECIMALS.split(), strict=True)
)
"""Fractions of one letter that have an end -> their decimals."""
_ONE_LETTER = rf"([0-9]*) ?([{''.join(_FRACTIONS)}])(?![0-9.,])"
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0xFFE5: 0xA5, 0x2236: ord(":")}
"""Signs of the width of an ideograph, and the sign of a ratio, as those of a keyboard."""
_NUMBER_WRITTEN = r"[0-9](?:[0-9.,' \u2019]*[0-9])? ?(?:%|k|m|bn|tn)?"
_BRACKETED = rf"([^()0-9]*)\( ?([^()0-9]*{_NUMBER_WRITTEN}) ?\)"
"""A number in brackets, which bookkeepers mean as below 0."""
_MINUS_BEHIND = rf"([^()0-9]*{_NUMBER_WRITTEN}) ?[-\u2212]"
_SIGN_BEHIND = r".*[0-9] ?%? ?(?:<=|>=|[<>\u2264\u2265])"
"""A number behind which a sign of a bound stands: nobody knows on which side of it."""


def rewrite_signs(text: str) -> str:
    """Return a text with fractions of one letter, and signs of the width of an ideograph, as those of a keyboard. Raise
    NotationError for a number of which a sign behind it, or brackets around it, may say several things."""
    if text.isascii():
        plain = text
    else:
        plain = re.sub(_ONE_LETTER, lambda match: f"{match[1] or 0}.{_FRACTIONS[match[2]]}", text.translate(_WIDE))
    _refuse_signs(" ".join(plain.split()))
    return plain


def rewrite_whole(text: str, rules: Iterable[Rule]) -> str:
    """Return the text by the first rule that fits all of it; unchanged where none does."""
    for pattern, words in rules:
        match = re.fullmatch(pattern, text)
        if match:
            return " ".join(match.expand(words).split())
    return text


def rewrite_words(text: str, words: Iterable[Rule]) -> str:
    """Return the text with each pattern replaced wherever it occurs."""
    for pattern, replacement in words:
        text = re.sub(pattern, replacement, text)
    return text


def rewrite_numbers(text: str, written: str) -> str:
    """Return the text with thousands that blanks or apostrophes separate joined, and without plus signs. Raise
    NotationError if it may be one number or two as it was `written`: `5 100`."""
    _refuse_two_numbers(written)
    return re.sub(_PLUS, "", join_groups(text))


def join_groups(text: str) -> str:
    """Return the text with thousands that blanks or apostrophes separate joined."""
    return re.sub(_GROUPS, lambda match: re.sub("[^0-9]", "", match[0]), text)


def blank_groups(text: str) -> list[str]:
    """Return the digits between the blanks of the first number of `text` whose thousands blanks separate, if each group
    may be a number by itself."""
    match = re.search(_GROUPS, text)
    groups = match[0].split(" ") if match and " " in match[0] else []
    return [] if any(group.startswith("0") for group in groups) else groups


def _refuse_signs(text: str) -> None:
    if found := re.fullmatch(_BRACKETED, text) or re.fullmatch(_MINUS_BEHIND, text):
        number = "".join(found.groups()).strip()
        raise TwoReadingsError(f'"{text}" may be {number} or minus {number}; write "{number}" or "minus {number}"')
    if re.fullmatch(_SIGN_BEHIND, text):
        number = re.sub(r"[<>=\u2264\u2265 ]+$", "", text)
        remedy = f'write "at most {number}" or "at least {number}"'
        raise TwoReadingsError(f'"{text}" may be at most or at least {number}; {remedy}')


def _refuse_two_numbers(text: str) -> None:
    match = re.fullmatch(_TWO_NUMBERS, text.strip(" "))
    if match:
        one, two = f"{match[1]}{match[2]}", f"{match[1]} and {match[2]}"
        raise TwoReadingsError(f'"{match[0]}" may be {one} or {two}; write {one} or "{match[1]} or {match[2]}"')
