"""Fractions that no decimal number holds, for programs."""

from __future__ import annotations

from fractions import Fraction


class Quotient(str):
    """Such a fraction as text: `1/24`."""

    __slots__ = ()

    @property
    def mixed(self) -> str:
        """Return it with its whole part, `0 1/24`: spreadsheets take that for the fraction, and `1/24` for a day."""
        amount = Fraction(self)
        whole, rest = divmod(abs(amount.numerator), amount.denominator)
        return f"{'-' if amount < 0 else ''}{whole} {rest}/{amount.denominator}"
