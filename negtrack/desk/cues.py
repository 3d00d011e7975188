"""Words of a sentence that make a stance or a voice doubtful: only asked about, nothing is concluded from them. English
alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

_STANCES: Mapping[str, str] = {
    "demand": r"asks|asked|asking|calls? for|called for|demand\w*|insist\w*|must|ought|press\w* for|requir\w+|seeks?"
    r"|seeking|sought|should|wants?|wanted|wanting",
    "offer": r"conced\w+|concession\w*|could accept|could live with|offer\w*|prepared to|propos\w+|ready to|willing\w*"
    r"|would accept|would agree",
    "acceptance": r"accept(?:ed|s|ance|ing)?|agree[ds]?|agreed to|approv\w+|endors\w+",
    "refusal": r"declin\w+|no longer|oppos\w+|refus\w+|reject\w*|rul\w+ out|will not|won['’]t",
    "red-line": r"never|no circumstances|non-negotiable|not (?:go|move) (?:above|below|beyond)|red lines?",
    "withdrawal": r"dropp?(?:ed|s|ing)|retract\w*|took back|withdr[ae]w\w*",
    "denial": r"denial|den(?:y|ies|ied|ying)",
}
"""Stance -> what may say it."""
_HEARSAY = (
    r"according to|allegedly|announced|aware of|briefed|claim(?:s|ed)?|familiar with|insiders?|informed|mediators?"
    r"|negotiators?|officials?|people close|quoted|reported(?:ly)?|reports|said|saying|says|sources?|spokes\w+"
    r"|stated|statement|tells|tol[d]"
)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE)


def stances_in(text: str) -> Mapping[str, str]:
    """Return the stances that a text has words of, each with the first of these."""
    found = {stance: _pattern(words).search(text) for stance, words in _STANCES.items()}
    return {stance: match[0] for stance, match in found.items() if match}


def hearsay_in(text: str) -> str:
    """Return the first word of a text that says that somebody else may be speaking; "" for none."""
    match = _pattern(_HEARSAY).search(text)
    return match[0] if match else ""
