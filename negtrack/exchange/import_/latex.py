"""The text that marks of LaTeX stand for, decoded by pybtex, the marks that it leaves, and those that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Mapping

from negtrack.errors import NotationError
from negtrack.exchange.extras import load_extra

_SIGNS: Mapping[str, str] = {
    "textbackslash": "\\",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textdollar": "$",
    "textunderscore": "_",
    "textpercent": "%",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textquotedbl": '"',
    "textquotesingle": "'",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "texteuro": "€",
    "euro": "€",
    "textellipsis": "…",
    "dots": "…",
    "textsection": "§",
    "textparagraph": "¶",
    "texttimes": "×",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "BibTeX": "BibTeX",
    "{": "{",
    "}": "}",
    "$": "$",
}
"""Command -> its sign, where pybtex knows no sign or would take it for a mark."""
_MEANWHILE = {name: chr(0x10F000 + number) for number, name in enumerate(_SIGNS)}
"""Command -> what stands for its sign while pybtex reads: characters that no text has, of the last private plane."""
_LINE_BREAK = chr(0x10F000 + len(_SIGNS))
"""What stands for the end of a line meanwhile."""
_MEANT = str.maketrans({_LINE_BREAK: "\n", **{_MEANWHILE[name]: sign for name, sign in _SIGNS.items()}})
_LOOKS = (
    *("emph", "textit", "textbf", "textsc", "textrm", "textsf", "texttt", "textup", "textsl", "textmd", "textnormal"),
    *("underline", "mbox", "mkbibemph", "mkbibitalic", "mkbibbold"),
)
"""Commands that only change how their text looks."""
_QUOTES = ("enquote", "mkbibquote")
_BLANKS: Mapping[str, str] = {",": " ", ";": " ", ":": " ", " ": " ", "!": "", "@": "", "/": ""}
"""Sign of a command that sets a blank, or none -> the blank."""
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_GROUP = r"\{((?:[^{}]|\{[^{}]*\})*)\}"
"""Braces, in which may be others."""
_PERCENT = re.compile(r"(?<!\\)((?:\\\\)*)%")
"""A percent sign with no backslash, or with a line break, before it."""


def plain_text(latex: str, unknown: list[str] | None = None) -> str:
    """Return a text without the marks of LaTeX; commands that nobody knows stay, and are added to `unknown`. Raises
    `NotationError` where a brace is left open."""
    text_class = load_extra("pybtex.richtext", "references", "bib").Text
    marked = _PERCENT.sub(r"\1\\%", _plain_commands(latex))  # percent is meant, LaTeX drops the rest of the line
    try:
        text = str(text_class.from_latex(marked))
    except load_extra("pybtex.exceptions", "references", "bib").PybtexError as error:
        raise NotationError(f"{latex[:40]}: not LaTeX; close each brace that is open") from error
    if unknown is not None:
        unknown += re.findall(r"\\(?:[A-Za-z]+|[^A-Za-z\s])", text)
    return text.translate(_MEANT)


def _plain_commands(latex: str) -> str:
    """Return a text without the commands that pybtex would leave in it."""
    latex = re.sub(r"\s*\\(?:\\|newline(?![A-Za-z]))(?:\{\})?\s*", _LINE_BREAK, latex)
    words = "|".join(name for name in _SIGNS if name.isalpha())
    latex = re.sub(rf"\\({words})(?![A-Za-z])(?:\{{\}}|\s+)?", lambda found: _MEANWHILE[found[1]], latex)
    latex = re.sub(r"\\([{}$])", lambda found: _MEANWHILE[found[1]], latex)
    latex = re.sub(r"\\([,;: !@/])", lambda found: _BLANKS[found[1]], latex)
    latex = re.sub(r"\\text(super|sub)script\s*\{([^{}]*)\}", _shifted, latex)
    latex = _without_links(latex)
    latex = re.sub(rf"\\(?:{'|'.join(_LOOKS)})\s*(?=\{{)", "", latex)
    latex = re.sub(rf"\\(?:{'|'.join(_QUOTES)})\*?\s*{_GROUP}", "“\\1”", latex)
    return re.sub(r"\{\\(?:it|em|bf|sc|tt|sl|rm|sf)(?:shape|series|family)?(?![A-Za-z])\s*", "{", latex)


def _shifted(found: re.Match[str]) -> str:
    """Return raised or lowered words: digits as such signs, so that no number is another, letters alone as they are."""
    words = found[2]
    if re.fullmatch("[0-9+-]+", words):
        return words.translate(_RAISED if found[1] == "super" else _LOWERED)
    return found[0] if re.search("[0-9]", words) else words


def _without_links(latex: str) -> str:
    """Return a text with the address of each link in brackets behind its words, or alone."""
    latex = re.sub(r"\\href\s*\{([^{}]*)\}\s*\{([^{}]*)\}", r"\2 (\1)", latex)
    return re.sub(r"\\(?:url|nolinkurl|path)\s*\{([^{}]*)\}", r"\1", latex)
