"""Cells that say more than a value, in parts: `30 days (was 45)`, `max 4:1 all shifts`.

What stands beside a value is kept apart from it only where it cannot change the value: what was said before, in
brackets, its basis (`gross`), or a few words without numbers, signs, conditions, bounds, units or negations. Any other
cell stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from negtrack.errors import NotationError, TwoReadingsError
from negtrack.exchange.import_.kinds import infer_kind
from negtrack.frozen import dataclass
from negtrack.values import FLAGS, KINDS, Scale, parse_value
from negtrack.values.everyday import BASIS
from negtrack.values.kinds.text import TEXT
from negtrack.values.spelling import Spelling

_EARLIER = re.compile(
    r"\(?\s*(?:was|were|previously|formerly|originally|initially|(?:up|down|increased|reduced|raised|lowered) from)\b"
    r"[^()]*\)?",
    re.IGNORECASE,
)
_BESIDE_EARLIER = """
    was were previously formerly originally initially up down increased reduced raised lowered from at least most max
    min maximum minimum over under about ca circa no more less than to and january february march april may june july
    august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
"""
"""Words that may stand beside a number that was said before; any other may belong to the value, too."""
_CUT = re.compile(r"\s*[,;]\s+|\s+[-\u2013\u2014]\s+|\s*(?=\()|\s+")
_WORDS = re.compile(r"[^\W\d_]+(?:[-'\u2019/ ]+[^\W\d_]+)*")
_CHANGING = """
    if unless provided providing subject conditional conditionally contingent pending except excluding excl exclusive
    only not no never none nor without or and plus minus but though instead per each every a an annually annual yearly
    monthly weekly daily hourly quarterly year years month months week weeks day days hour hours minute minutes per
    million billion trillion thousand hundred dozen k m bn mn mio mrd tn percent pct point points bp bps before after
    from until till by within upon on once when while starting beginning effective since then now later first second
    third more less fewer lower higher above below over under at up to min max minimum maximum about approx roughly half
    twice double triple quarter one two three four five six seven eight nine ten eleven twelve cut cuts reduction
    reductions reduce reduced decrease decreased loss off down drop negative discount would could might may maybe
    perhaps considers considered hopes hoped possibly tentatively principle working business calendar rather than
    rejected rejects refused refuses denied denies declined declines withdrawn dropped opposed opposes unacceptable
    ruled disputed contested accepted agreed ours theirs our their us them they inverse real nominal compound
    compounded simple cumulative total overall average equivalent proposed proposal offer offered demand demanded
"""
"""Words that may change what a value says."""
_SPACED = ("percent", "ratio", "duration")
"""Kinds of which no word after the value belongs to it: all that do are in `_CHANGING`, or parse."""
_MEASURED = (*_SPACED, "quantity", "money", "timing", "date")
_SEVERAL = re.compile(r"[;,]\s|\b(?:or|and|one of)\b", re.IGNORECASE)
"""A value of several parts: nobody knows to which of them the words after it belong."""
_SIGNS = "+-<>=~*/:&"
"""Signs between two parts of a value."""
_MOST = 120
"""Most letters of a caveat."""


@dataclass(frozen=True)
class Parts:
    """A value, and the words beside it: a caveat, or the basis of the value; "" where they only say what was said
    before."""

    value: str
    caveat: str = ""
    qualifier: str = ""


def split_cells(texts: Iterable[str], scale: Scale | None, spelling: Spelling) -> list[Parts | None]:
    """Return the parts of each cell on one issue, None where a cell is whole. Where the issue has no `scale` yet, its
    kind is inferred from the values."""
    cells = [" ".join(text.split()) for text in texts]
    if scale is None:
        scale = Scale(infer_kind(likely_values(cells, spelling), spelling))
    known = scale
    return [split_cell(cell, known, spelling) for cell in cells] if known.kind != TEXT.name else [None] * len(cells)


def likely_values(cells: Iterable[str], spelling: Spelling) -> list[str]:
    """Return the values of cells, by the narrowest kind of which each has one, else the whole cell."""
    likely = ((next(_split_by_any(cell, spelling), None), cell) for cell in cells)
    return [parts.value if parts else cell for parts, cell in likely]


def split_cell(text: str, scale: Scale, spelling: Spelling) -> Parts | None:
    """Return the parts of a cell; None where it is a value as a whole, or cannot be parted."""
    if text.casefold() in FLAGS or _is_value(text, scale, spelling):
        return None
    for cut in sorted(_CUT.finditer(text), key=lambda match: match.start(), reverse=True):
        value, rest = text[: cut.start()].strip(), text[cut.end() :].strip()
        if value and rest and value[-1] not in _SIGNS and _is_value(value, scale, spelling):
            is_apart = bool(cut[0].strip()) or rest.startswith("(") or scale.kind in _SPACED
            if _EARLIER.fullmatch(rest) and (scale.kind not in _MEASURED or _is_only_earlier(rest, value)):
                return Parts(value)
            basis = rest[1:-1].strip() if rest.startswith("(") and rest.endswith(")") else rest
            if re.fullmatch(BASIS, basis, re.IGNORECASE) and scale.kind in _MEASURED and not _SEVERAL.search(value):
                return Parts(value, qualifier=basis)
            caveat = _caveat(rest, scale.kind) if is_apart and not _SEVERAL.search(value) else ""
            return Parts(value, caveat) if caveat else None
    return None


def _split_by_any(text: str, spelling: Spelling) -> Iterator[Parts]:
    """Yield the parts of a cell by each kind, the narrowest first."""
    for kind in sorted((KINDS[name] for name in ("yes-no", *_MEASURED)), key=lambda kind: kind.breadth):
        if parts := split_cell(text, Scale(kind.name), spelling):
            yield parts


def _is_only_earlier(rest: str, value: str) -> bool:
    """Return whether what was said before has no words and signs of its own, such as a unit or a condition."""
    words = set(_words(rest)) - set(_BESIDE_EARLIER.split())
    signs = set(re.findall(r"[^\w\s().,;\u2013-]", rest))
    return words <= set(_words(value)) and all(sign in value for sign in signs)


def _caveat(rest: str, kind: str) -> str:
    """Return the words beside a value, which its reader must know; "" where they may change the value."""
    words = rest[1:-1].strip() if rest.startswith("(") and rest.endswith(")") else rest
    is_harmless = _WORDS.fullmatch(words) and not set(_words(words)) & set(_CHANGING.split())
    return words if is_harmless and kind in _MEASURED and len(words) <= _MOST else ""


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def _is_value(text: str, scale: Scale, spelling: Spelling) -> bool:
    """Return whether a text is a value; one with two readings is."""
    try:
        parse_value(KINDS[scale.kind].respell(text, spelling), scale)
    except TwoReadingsError:
        return True
    except NotationError:
        return False
    return True
