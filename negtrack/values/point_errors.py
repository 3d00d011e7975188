"""What is wrong with a text that is no number of its kind, and what to write; both readings where it has two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from negtrack.errors import NotationError
from negtrack.values.everyday import BASIS
from negtrack.values.spelling import plain_decimals

if TYPE_CHECKING:
    from negtrack.values.kind import Kind

_ONE_GROUP = r"(?<![0-9.,])([1-9][0-9]{0,2}),([0-9]{3})(?![0-9.,])"
"""A number whose comma may separate thousands or decimals."""
_THOUSANDS = r"(?<![0-9.,])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9.,])"
"""A number whose commas can only separate thousands."""
_NEITHER = r"([.,])[0-9]+\1(?:[0-9]{1,2}|[0-9]{4,})(?![0-9.,])"
"""The end of a number that separates neither thousands nor decimals: `1,000,5`."""
_PARTS = r"(?<![0-9.,])[0-9]+(?:\.[0-9]+)? ?(‰|per ?mille?|promille|bps?|basis points?)$"
_PART_OF_YEAR = (
    r"(?:q(?=[1-4])|h(?=[12]))([1-4])[ /-]?([12][0-9]{3})|([12][0-9]{3})[ /-]?(?:q(?=[1-4])|h(?=[12]))([1-4])"
)
"""A quarter or a half of a year: `q3 2024`, `2024-h1`."""
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_NUMBER_WORDS = (
    r"(?<![\w-])(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|"
    rf"nine)teen|(?:{_TENS})(?:-[a-z]+)?|hundred|thousand)(?![\w-])"
)


def point_error(atom: str, kind: Kind) -> NotationError:
    """Return the error for an atom that is no point of a kind."""
    return _basis_error(atom) or _comma_error(atom, kind) or _unit_error(atom, kind) or kind.error()


def _unit_error(atom: str, kind: Kind) -> NotationError | None:
    """Return the error for parts of a hundredth, a part of a year or a number in words; None for any other."""
    if kind.name == "percent" and (found := re.search(_PARTS, atom)):
        rate = "1 basis point is 0.01%" if found[1].startswith("b") else "1‰ is 0.1%"
        return NotationError(f'"{found[0]}" is no percentage; write it in hundredths: {rate}')
    if kind.name == "date" and (found := re.fullmatch(_PART_OF_YEAR, atom)):
        months, place, year = 3 if "q" in atom else 6, int(found[1] or found[4]), found[2] or found[3]
        dates = f"{year}-{months * (place - 1) + 1:02}..{year}-{months * place:02}"
        return NotationError(
            f'"{atom.upper()}" is no date; write its months, as "{dates}" for those of a calendar year'
        )
    if found := re.search(_NUMBER_WORDS, atom):
        example = next(text for text in kind.examples if re.search("[0-9]", text))
        return NotationError(f'"{found[0]}" is a number in words; write it in digits, as in "{example}"')
    return None


def _basis_error(atom: str) -> NotationError | None:
    """Return the error for a number with its basis; None for any other."""
    if " " not in atom:
        return None
    basis = re.search(rf"(?<= ){BASIS}$", atom)
    if not basis:
        return None
    return NotationError(f'"{basis[0]}" is no part of the value; write it as its basis, with --qualifier')


def _comma_error(atom: str, kind: Kind) -> NotationError | None:
    """Return the error for a number with separators that are not those of the notation; None for any other."""
    if "," not in atom and atom.count(".") < 2:
        return None
    if group := re.search(_ONE_GROUP, atom):
        readings = f"{group[1]}{group[2]} or {f'{group[1]}.{group[2]}'.rstrip('0').rstrip('.')}"
        return NotationError(f'"{group[0]}" may be {readings}; write {kind.noun}, such as "{kind.examples[0]}"')
    if re.search(_THOUSANDS, atom) or not re.search(r"[0-9],[0-9]|[0-9]\.[0-9]+\.[0-9]", atom):
        return None
    if re.search(_NEITHER, atom):
        return NotationError("commas only separate thousands, and a point decimals; write 1,234.5")
    return NotationError(f'commas only separate thousands; write "{plain_decimals(atom)}"')


def refuse_month(text: str, noun: str) -> None:
    """Raise NotationError for a month (`2024-03`) or years (`2025-26`), which are no range of numbers."""
    if match := re.fullmatch(r"((?:1[89]|2[01])[0-9]{2})[-\u2013/]([0-9]{2})", text):
        is_month, is_next = 1 <= int(match[2]) <= 12, int(match[2]) == (int(match[1]) + 1) % 100
        words = " or ".join(["a month"] * is_month + ["two years"] * is_next)
        if words:
            raise NotationError(f'"{text}" may be {words}, and is not {noun}; write it out')
