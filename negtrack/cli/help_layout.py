"""How `--help` stands in a terminal: as typer lays it out from 80 columns on, else narrow.

In a narrow terminal an option stands above its text where both have no room side by side, and an example is folded as a
shell takes it.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import chain

import typer

from negtrack.cli.output.terminal_size import terminal_size

EXAMPLES = "\b\nExamples:\n"
"""What stands before the examples of a help page."""
WIDE = 80
"""The columns from which on the layout is typer's, and the same."""
_EXAMPLE = 74
"""Most characters of a line of an example in a wide terminal."""
_BESIDE = 3
"""Terms that take at most this part of the page stand beside their texts."""
_HANG = "    "
_INDENT = 4
"""Columns before an example."""
_HYPHEN = "\N{NON-BREAKING HYPHEN}"
_WORD = r"""(?:'[^']*'|"[^"]*"|[^\s'"])+"""


class HelpLayout(typer.Context.formatter_class):  # type: ignore[misc,valid-type]  # typer's own, without a public name
    """The layout of a help page; no word is broken at its hyphens."""

    def __init__(self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None) -> None:
        columns = terminal_size()[0]
        self._is_narrow = columns < WIDE
        super().__init__(indent_increment, columns if self._is_narrow else width, max_width)

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage, in a narrow terminal as one paragraph."""
        if self._is_narrow:
            words = f"Usage: {prog} {args}".replace("-", _HYPHEN)
            self.write(f"{textwrap.fill(words, self.width, subsequent_indent=_HANG)}\n")
        else:
            super().write_usage(prog, args, prefix)

    def write_text(self, text: str) -> None:
        """Write paragraphs, or after `EXAMPLES` a command line in each line."""
        if text.startswith(EXAMPLES):
            examples = text.removeprefix(EXAMPLES).split("\n")
            lines = (f"  {line}" for example in examples for line in _fold_example(example))
            text = EXAMPLES + "\n".join(lines)
        super().write_text(text.replace("-", _HYPHEN))

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms and their texts: beside each other where there is room, else the texts below."""
        widest = max((len(term) for term, _ in rows), default=0)
        if not self._is_narrow or widest * _BESIDE <= self.width:
            super().write_dl([(term, text.replace("-", _HYPHEN)) for term, text in rows], col_max, col_spacing)
            return
        for term, text in rows:
            self.write("".join(f"{line}\n" for line in _fold(term, self.width, self.current_indent)))
            with self.indentation(), self.indentation():
                self.write_text(text)

    def getvalue(self) -> str:
        """Return the page."""
        return str(super().getvalue()).replace(_HYPHEN, "-")


def _fold_example(example: str) -> list[str]:
    """Return a command line in lines of the terminal, as a shell takes them; a word that is longer stands whole."""
    columns = terminal_size()[0]
    if columns >= WIDE:
        return _join(re.split(" (?=--|>|<)", example), _EXAMPLE)
    most = columns - _INDENT - len(" \\")
    parts = re.findall(rf"(?:--?[a-z][a-z-]* (?!-))?{_WORD}", example)  # an option with its value
    words = (re.findall(_WORD, part) if len(part) > most - len(_HANG) else [part] for part in parts)
    return _join([*chain.from_iterable(words)], most)


def _join(parts: Sequence[str], most: int) -> list[str]:
    """Join the parts of a command line into lines of at most `most` characters and what says that it goes on."""
    first, *rest = parts
    lines = [first]
    for part in rest:
        if len(lines[-1]) + 1 + len(part) > most:
            lines[-1] += " \\"
            lines.append(f"{_HANG}{part}")
        else:
            lines[-1] += f" {part}"
    return lines


def _fold(term: str, width: int, indent: int) -> Iterator[str]:
    """Yield a term in lines of at most `width` characters, broken at blanks and between the words of a choice."""
    line = " " * indent
    for piece in re.findall(r"[^| ]+[| ]*", term):
        if line.strip() and len(line) + len(piece.rstrip()) > width:
            yield line.rstrip()
            line = " " * indent + _HANG
        line += piece
    yield line.rstrip()
