"""Yes or no."""

from __future__ import annotations

from negtrack.errors import NotationError
from negtrack.values.options import OptionKind
from negtrack.values.ranges import fold

_YES = """
    y t true 1 ja oui si s\u00ed s\u00ec sim da tak ano evet igen kyll\u00e4 \u0434\u0430 \u0442\u0430\u043a
    \u03bd\u03b1\u03b9 \u0646\u0639\u0645 \u05db\u05df \u662f \u306f\u3044 \u2713 \u2714 \u2705 \u2611
"""
_NO = """
    n f false 0 nein non n\u00e3o nao nee nej nei nie nem ei hay\u0131r hayir \u043d\u0435\u0442 \u043d\u0456
    \u043d\u0435 \u03cc\u03c7\u03b9 \u0644\u0627 \u05dc\u05d0 \u5426 \u3044\u3044\u3048 \u274c
"""
"""What programs write, words of other languages that mean nothing else, and signs."""
_WORDS = {**dict.fromkeys(_YES.split(), "yes"), **dict.fromkeys(_NO.split(), "no")}
_CROSSES = frozenset("x\u00d7\u2717\u2718\u2612")
_OPEN = {**dict.fromkeys(_CROSSES, "a mark for yes, or a cross for no"), "\u2610": "no, or not said"}
"""What has two readings, with these."""


class _YesNo(OptionKind):
    """Yes or no, also as programs and people of other languages write them."""

    def rewrite(self, text: str) -> str:
        """Return `true`, `y` or `ja` as `yes`, their opposites as `no`. Raise NotationError for a cross, which may be a
        mark for yes."""
        word = fold(text).casefold()
        if word in _OPEN:
            raise NotationError(f'"{text.strip()}" may be {_OPEN[word]}; write yes or no')
        return _WORDS.get(word, text)


YES_NO = _YesNo(
    name="yes-no",
    noun="a yes-no value",
    examples=("yes", "no", "yes or no"),
    help="yes, no",
    options=("yes", "no"),
    is_binary=True,
    breadth=2,
)
