"""The kind of an issue that an import creates, inferred from the values in its rows."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import islice

from negtrack.errors import NotationError, TwoReadingsError
from negtrack.frozen import replace
from negtrack.ids import fold
from negtrack.model import Issue
from negtrack.values import FLAGS, KINDS, Kind, Scale, parse_value
from negtrack.values.kinds.money import CURRENCIES
from negtrack.values.kinds.text import TEXT
from negtrack.values.spelling import Spelling

_ENOUGH = 100
"""Most values to examine; more take longer and add nothing."""
_MOST_WORDS = 2
"""Most words of a value that is a number with a sign or a unit."""
_LEAST_ROWS, _ROWS_PER_OPTION, _MOST_OPTIONS, _LONG_OPTION = 20, 5, 12, 40
"""When words are options: least rows, in all and for each; most options, and most letters of one."""
_NUMBER = r"[0-9][0-9.,'\u2019 ]*"
_SIGN = r"[$\u00a2\u00a3\u00a5\u20a0-\u20bf]"
_MONTHS = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_RESEMBLING = (
    ("percent", rf"{_NUMBER}(?:[%\u2030]|percent|pct|pp\b|p\.p\.|bps?\b|pts\b|points\b|basis points)"),
    ("date", rf"(?i:\b{_MONTHS}\b\W*[0-9]|[0-9]\W*{_MONTHS}\b|\b(?:q[1-4]|h[12]|kw|cw|fy|week|w)[ /]?[0-9]{{2}})"),
    ("date", r"[0-9]{4}[ -/]?(?:Q[1-4]|W[0-9])|^[0-9]{1,2}([./-])[0-9]{1,2}\1[0-9]{2}$"),
    ("ratio", rf"{_NUMBER}:{_NUMBER}"),
    ("money", rf"{_SIGN} ?\(?{_NUMBER}|{_NUMBER}{_SIGN}|{_NUMBER}[.,][-\u2013\u2014]"),
    ("money", rf"\b(?:{'|'.join(CURRENCIES)}) ?[0-9]|{_NUMBER}(?:{'|'.join(CURRENCIES)})\b"),
    ("money", rf"(?i:{_NUMBER}(?:p|dollars?|pounds?|yen|yuan|rupees?|francs?|cents?|pence)\b)"),
    ("duration", rf"(?i:{_NUMBER}(?:min|mins|minutes?|(?:working|business|calendar|banking) (?:days|weeks))\b)"),
    ("quantity", rf"[-+~<>=]* ?{_NUMBER}$|^\(?{_NUMBER}[^\w\s]{{0,2}}$|^\d+$"),
    ("quantity", rf"(?i:^{_NUMBER}(?:mm|b|lakh|crore|dozen|hundred)\b)|^{_NUMBER}[\u00b9\u00b2\u00b3\u2070-\u2079]$"),
)
"""Kinds of which a value that does not parse looks like one, with what shows it."""


def infer_kind(values: Collection[str], spelling: Spelling) -> str:
    """Return the narrowest kind that parses most of `values`; else the one that most of them resemble, so that the
    errors say what to write; else `text`, which accepts anything. So one invalid value is an error and does not turn
    all the others into texts."""
    known = list(islice((value for value in values if value.strip().casefold() not in FLAGS), _ENOUGH))
    inferred = sorted((kind for kind in KINDS.values() if kind.breadth), key=lambda kind: kind.breadth)
    written = (kind.name for kind in inferred if known and all(_is_written(value, kind) for value in known))
    if exact := next(written, ""):
        return exact
    counts = {kind.name: sum(_fits(value, kind, spelling) for value in known) for kind in inferred}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] * 2 > len(known) else _most_resembled(known) or TEXT.name


def doubtful_numbers(values: Collection[str]) -> Mapping[str, str]:
    """Return which of the numbers whose kind is inferred may be something else than a quantity, each with why: `2m` is
    millions beside `900k`, and may be metres alone."""
    shorts = [value for value in values if re.fullmatch(r"\W*[0-9][0-9.,]*[ ]?m", value.strip().casefold())]
    if shorts and not any(re.search("[0-9] ?(?:k|bn|tn|mn|mio|million|billion)", value.casefold()) for value in values):
        numbers = {value: value.strip()[:-1].strip() for value in shorts}
        return {
            text: f'"{text}" may be {number} million, or metres, minutes or months' for text, number in numbers.items()
        }
    days = [value for value in values if re.fullmatch(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]", value.strip())]
    return {text: f'"{text}" may be a number or a day' for text in days} if len(days) == len(values) else {}


def find_misfit(values: Collection[str], spelling: Spelling) -> tuple[str, str]:
    """Return the first of `values` that is not of the measured kind of which any others are, and that kind's noun; ""
    for both where no value is measured."""
    known = list(islice((value for value in values if value.strip().casefold() not in FLAGS), _ENOUGH))
    for kind in sorted((kind for kind in KINDS.values() if kind.breadth), key=lambda kind: kind.breadth):
        others = [value for value in known if not _fits(value, kind, spelling)]
        if kind.is_compared and 0 < len(others) < len(known):
            return others[0], kind.noun
    return "", ""


def _is_written(value: str, kind: Kind) -> bool:
    """Return whether a value is in the notation of a kind, which is quickly seen."""
    try:
        kind.parse(value[: kind.max_length], Scale(kind.name))
    except NotationError:
        return False
    return len(value) <= kind.max_length


def _fits(value: str, kind: Kind, spelling: Spelling) -> bool:
    if kind.is_binary and value.strip().isdigit():  # a number, unless the user says otherwise
        return False
    try:
        text = kind.respell(value, replace(spelling, decimal=spelling.decimal or "."))
        parse_value(text, Scale(kind.name))
    except TwoReadingsError:
        return True
    except NotationError:
        return False
    return True


def _most_resembled(values: Collection[str]) -> str:
    """Return the kind that most of `values` resemble; "" for none."""
    found = [_resembled(value.strip()) for value in values]
    likely = max(found, key=found.count, default="")
    return likely if found.count(likely) * 2 > len(found) else ""


def _resembled(value: str) -> str:
    if len(re.findall(r"[^\W\d_]{2,}", value)) > _MOST_WORDS:
        return ""
    return next((kind for kind, pattern in _RESEMBLING if re.search(pattern, value)), "")


def common_options(values: Mapping[str, Counter[str]]) -> Mapping[str, tuple[str, ...]]:
    """Return the options of the issues whose values are a few short words that recur: those of all of `values` (issue
    -> value -> number of rows) together, where they have the same words, else of one by one."""
    together: Counter[str] = Counter()
    for counts in values.values():
        together.update(counts)
    if options := _options_of(together):
        return dict.fromkeys(values, options)
    found = {issue: _options_of(counts) for issue, counts in values.items()}
    return {issue: options for issue, options in found.items() if options}


def _options_of(counts: Counter[str]) -> tuple[str, ...]:
    """Return the ids of a few words that recur; none where they are many, rare or long, or two would have one id."""
    words = {value: fold(value) for value in counts if value.strip().casefold() not in FLAGS}
    spelled = {" ".join(re.split(r"[\s_-]+", value.strip().casefold())) for value in words}
    options = tuple(dict.fromkeys(words.values()))
    is_rare = counts.total() < max(_LEAST_ROWS, _ROWS_PER_OPTION * len(options))
    is_closed = 1 < len(options) <= _MOST_OPTIONS and all(options) and len(spelled) == len(options)
    return () if is_rare or not is_closed or any(len(value) > _LONG_OPTION for value in words) else options


def build_issue(name: str, title: str, kind: str, values: Iterable[str], anchor: str = "") -> Issue:
    """Return a new issue of `kind`; the options of a `choice` are its values in the order of their rows, but for those
    that cannot be options, which reading them says."""
    own = KINDS[kind]
    named: list[str] = []
    for value in values:
        with contextlib.suppress(NotationError):
            named += own.options_in(own.fold_options(value))
    return Issue(
        id=name,
        title=title,
        class_=own.required_class or "substance",
        kind=kind,
        anchor=anchor if own.has_anchor else "",
        options=tuple(dict.fromkeys(option for option in named if option not in FLAGS)),
    )
