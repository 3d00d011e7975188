"""Cells that people fill in where a party says nothing, or where a value was lost: none of them is a value."""

from __future__ import annotations

import re

from negtrack.errors import NotationError

SILENT = (
    *("-", "--", "---", "\u2013", "\u2014", "\u2212", "n/a", "na", "no position", "no proposal", "silent"),
    *("no comment", "no comments", "no statement", "no view", "no views", "no answer", "no response", "no reply"),
)
"""Cells in which a party says nothing."""
_OPEN = (
    *("tbd", "tbc", "tba", "to be determined", "to be confirmed", "to be announced", "?", "??", "???"),
    *("...", "\u2026", "null", "nan", "not stated", "not specified", "not known"),
    *("pending", "to be discussed", "to be decided", "to be agreed", "to follow", "under discussion"),
    *("under consideration", "under review", "under study", "undecided", "position to follow", "no position yet"),
    *("scrutiny reservation", "general reservation", "parliamentary reservation", "study reservation"),
)
_DITTO = ("same", "same as above", "as above", "see above", "ditto", "idem", "id", "ibid", '"', "\u2033", "\u3003")
_OPEN_ADVICE = "write unspecified if the party names no value, or empty the cell if nobody knows"
_EMPTY = "empty the cell"
_DITTO_ADVICE = "write the value itself"
_RESERVING = "write unspecified, and what the party said as its text, or empty the cell"
REFUSED = dict.fromkeys(_OPEN, _OPEN_ADVICE) | dict.fromkeys(_DITTO, _DITTO_ADVICE)
"""Cells that are no value -> what to do."""
_RESERVED = re.compile(
    r"(?:fully )?reserv(?:e|es|ed|ing)(?: (?:its|their|our|the|all|his|her))* (?:positions?|rights?)"
    r"|(?:fully )?reserv(?:e|es|ed|ing) (?:on )?(?:its|their|our|the|his|her) position"
    r"(?: (?:on|at|for|until|pending) .*)?"
    r"|reserv(?:e|es|ed|ing) (?:its|their|our|the) rights? to (?:revert|return|come back|comment|respond)\b.*"
    r"|positions? (?:is |are )?(?:fully )?reserved"
)
"""Words by which a party keeps its position to itself."""
_ELSEWHERE = re.compile(
    r"(?:(?:please )?(?:see|cf|refer to|as in|as per|set out in|contained in)(?: the| its| our| their| separate)*"
    r"|in(?: the| its| our| their| separate)+)"
    r" (?:annex|annexe|appendix|attach\w*|enclos\w*|note|footnote|document|doc|paper|letter|submission|comments?"
    r"|below|next page|page|slide|section|para(?:graph)?|statement|non-paper)s?(?: (?:[a-z]|[ivx]+|[0-9]\S{0,19}))?"
    r"|see [a-z]{1,6}[0-9]{1,6}"
)
"""Words that say where the value stands."""
_FIRST = frozenset("fpsrcai")
"""First letters of both."""
_LONGEST = 80
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA)")


def word_of(text: str) -> str:
    """Return a cell as the lists above have it: `N.A.`, `(n.a.)` and `NA` as `na`, `Idem.` as `idem`."""
    word = " ".join(text.casefold().split())
    if word[:1] + word[-1:] in ("()", "[]"):
        word = word[1:-1].strip()
    return re.sub(r"(?<=\w)\.", "", word)


def refuse_no_value(text: str, is_row: bool = False) -> None:
    """Raise `NotationError` for a cell in the place of a value that is none; `is_row` where a row without a value is
    an error, so that only the row can go."""
    if len(text) > _LONGEST:  # as many
        return
    word = word_of(text)
    if word[:1] == "#" and _ERROR.fullmatch(text.strip()):
        raise NotationError(f"{text.strip()}, an error of the spreadsheet; write the value")
    if reason := refusal_of(word) or (_EMPTY if word in SILENT else ""):
        remedy = reason.replace(_EMPTY, "delete the row") if is_row else reason
        raise NotationError(f'"{text.strip()}" is no value; {remedy}')


def refusal_of(word: str) -> str:
    """Return what to do about a cell, as `word_of` has it, that is no value and does not say that the party is silent;
    "" for all others."""
    if word in REFUSED:
        return REFUSED[word]
    if word[:1] in _FIRST and (_RESERVED.fullmatch(word) or _ELSEWHERE.fullmatch(word)):
        return _RESERVING if _RESERVED.fullmatch(word) else _DITTO_ADVICE
    return ""
