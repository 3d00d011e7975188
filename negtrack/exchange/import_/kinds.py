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
_DAYS = "tage?n?|jours?|d[i\u00ed]as?|dag(?:ar|en|er)?|giorn[oi]"
_WEEKS = "wochen?|semaines?|semanas?|veck(?:a|or)|uker?|settiman[ae]"
_MONTHS_LONG = "monate?n?|mois|mes(?:es)?|m[\u00e5a]nad(?:er)?|mes[ei]"
_YEARS = "jahre?n?|ans?|ann[\u00e9e]es?|a[\u00f1n]os?|anos?|\u00e5r|ann[oi]"
"""Spans of time in languages that no value is written in."""
_YEAR = "(?:19[5-9]|20[0-9])[0-9]"
_BOUND = "(?:(?i:at most|at least|under|over|about|max|min|up to|[<>=~\u2264\u2265]+) ?)?"
"""Years that tables name as such, and what stands before a number or a year."""
_YEARS_WRITTEN = rf"{_BOUND}{_YEAR}(?: ?(?:-|\u2013|\.\.|to) ?{_YEAR})?"
_DAY_WRITTEN = r"[0-9]{1,2}(?:\.|er|\u00ba)? ?(?:de |d'|of )?[^\W\d]{3,}\.?,? (?:de |del )?[0-9]{4}"
"""A day with the name of its month in any language."""
_RESEMBLING = (
    ("date", rf"^{_DAY_WRITTEN}$"),
    ("percent", rf"{_NUMBER}(?:[%\u2030]|percent|pct|pp\b|p\.p\.|bps?\b|pts\b|points\b|basis points)"),
    ("date", rf"(?i:\b{_MONTHS}\b\W*[0-9]|[0-9]\W*{_MONTHS}\b|\b(?:q[1-4]|h[12]|kw|cw|fy|week|w)[ /]?[0-9]{{2}})"),
    ("date", r"[0-9]{4}[ -/]?(?:Q[1-4]|W[0-9])|^[0-9]{1,2}([./-])[0-9]{1,2}\1[0-9]{2}$"),
    ("percent", r"(?i:\d ?(?:\u066a|prozent\b|procent\b|prosent\b|pour cent|por ciento|por cento|per cento|%))"),
    ("duration", rf"(?i:{_NUMBER}(?:{_DAYS}|{_WEEKS}|{_MONTHS_LONG}|{_YEARS})\b)"),
    ("ratio", rf"{_NUMBER}:{_NUMBER}"),
    ("money", rf"{_SIGN} ?\(?{_NUMBER}|{_NUMBER}{_SIGN}|{_NUMBER}[.,][-\u2013\u2014]"),
    ("money", rf"\b(?:{'|'.join(CURRENCIES)}) ?[0-9]|{_NUMBER}(?:{'|'.join(CURRENCIES)})\b"),
    ("money", rf"(?i:{_NUMBER}(?:k|m|md|mrd|mio|bn|t) ?(?:{_SIGN}|eur\b|usd\b))"),
    ("money", rf"(?i:{_NUMBER}(?:ft|lei|\u0440\u0443\u0431\w*|hryvnia)\b)"),
    ("money", rf"(?i:{_NUMBER}(?:p|dollars?|pounds?|yen|yuan|rupees?|francs?|cents?|pence)\b)"),
    ("duration", rf"(?i:{_NUMBER}(?:min|mins|minutes?|(?:working|business|calendar|banking) (?:days|weeks))\b)"),
    ("quantity", rf"(?i:^{_NUMBER}(?:k|bn|tn|(?:mi[olna]|mrd|md|tsd)\b.*|mil[lj]?[io].*|\u4e07|\u5104|\u4ebf)$)"),
    ("quantity", rf"[-+~<>=]* ?{_NUMBER}$|^\(?{_NUMBER}[^\w\s]{{0,2}}$|^\d+$"),
    (
        "quantity",
        rf"(?i:^{_NUMBER}(?:mm|b|lakhs?|crores?|cr|dozen|hundred|mill)\b)|^{_NUMBER}[\u00b9\u00b2\u00b3\u2070-\u2079]$",
    ),
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
    fitting = {kind.name: [value for value in known if _fits(value, kind, spelling)] for kind in inferred}
    best = max(fitting, key=lambda name: len(fitting[name]))
    if len(fitting[best]) * 2 > len(known):
        return best
    resembled = [best if value in fitting[best] else _resembled(value.strip()) for value in known]
    likely = max(resembled, key=resembled.count, default="")
    return likely if likely and resembled.count(likely) * 2 > len(resembled) else TEXT.name


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
    if len(days) == len(values):
        return {text: f'"{text}" may be a number or a day' for text in days}
    years = [value for value in values if re.fullmatch(_YEARS_WRITTEN, value.strip())]
    return {text: f'"{text}" may be a number or a year' for text in years} if len(years) == len(values) else {}


def doubtful_times(values: Collection[str]) -> Mapping[str, str]:
    """Return why values that all look like times of day, whose kind is inferred, may be times or ratios; nothing where
    one of them is a ratio for certain, such as `30:1`."""
    times = [value for value in values if re.fullmatch(r"\W*(?:1?[0-9]|2[0-3]):[0-5][0-9]", value.strip())]
    is_open = len(times) == len(values)
    return {text: f'"{text}" may be a ratio, or a time of day' for text in times} if is_open else {}


def common_unit(values: Collection[str]) -> str:
    """Return the words behind the number in all of `values`, as in `30 seats`; "" where they differ or have none."""
    parts = [re.fullmatch(rf"({_NUMBER})((?: [^\W\d]+)+)", value.strip()) for value in values]
    units = {part[2].strip() if part else "" for part in parts}
    return units.pop() if len(parts) > 1 and len(units) == 1 else ""


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


def _resembled(value: str) -> str:
    if len(re.findall(r"[^\W\d_]{2,}", value)) > _MOST_WORDS and not re.fullmatch(_DAY_WRITTEN, value):
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
