"""Cells that people fill in where a party says nothing, or where a value was lost: none of them is a value."""

from __future__ import annotations

import re

from negtrack.errors import NotationError

SILENT = ("-", "--", "---", "\u2013", "\u2014", "\u2212", "n/a", "na", "no position", "no proposal", "silent")
"""Cells in which a party says nothing."""
_OPEN = (
    *("tbd", "tbc", "tba", "to be determined", "to be confirmed", "to be announced", "?", "??", "???"),
    *("...", "\u2026", "null", "nan", "not stated", "not specified", "not known"),
)
_DITTO = ("same", "same as above", "as above", "see above", "ditto", "idem", "id", "ibid", '"', "\u2033", "\u3003")
REFUSED = dict.fromkeys(_OPEN, "write unspecified if the party names no value, or empty the cell if nobody knows") | (
    dict.fromkeys(_DITTO, "write the value itself")
)
"""Cells that are no value -> what to do."""
_NONE = frozenset((*SILENT, *REFUSED))
_LONGEST = max(map(len, _NONE)) + len("(...)")
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA)")


def word_of(text: str) -> str:
    """Return a cell as the lists above have it: `N.A.`, `(n.a.)` and `NA` as `na`, `Idem.` as `idem`."""
    word = " ".join(text.casefold().split())
    if word[:1] + word[-1:] in ("()", "[]"):
        word = word[1:-1].strip()
    return re.sub(r"(?<=\w)\.", "", word)


def refuse_no_value(text: str) -> None:
    """Raise `NotationError` for a cell in the place of a value that is none."""
    if len(text) > _LONGEST:  # as many
        return
    word = word_of(text)
    if word not in _NONE and word[:1] != "#":  # as nearly all
        return
    if _ERROR.fullmatch(text.strip()):
        raise NotationError(f"{text.strip()}, an error of the spreadsheet; write the value")
    if word in _NONE:
        raise NotationError(f'"{text.strip()}" is no value; {REFUSED.get(word, "empty the cell, or delete the row")}')
