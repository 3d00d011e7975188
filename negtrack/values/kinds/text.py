"""Texts: words that are never compared."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from negtrack.errors import NotationError
from negtrack.values.kind import Dates, Gap, Kind, not_comparable
from negtrack.values.shapes import Value

if TYPE_CHECKING:
    from negtrack.values.notation import Scale


class _Text(Kind):
    """Words as written."""

    def parse(self, text: str, scale: Scale) -> Value:
        """Return the words in NFC."""
        words = unicodedata.normalize("NFC", text).strip()
        if not words:
            raise NotationError('no words; write what the party would accept, or "unspecified"')
        return Value(self.name, words=words)

    def print(self, value: Value, scale: Scale | None) -> str:
        """Return the words."""
        return value.words

    def gap(self, a: Value, b: Value, scale: Scale, dates: Dates) -> Gap:
        """Return not comparable."""
        return not_comparable("words")

    def contains(self, outer: Value, inner: Value, scale: Scale, dates: Dates) -> bool | None:
        """Return None: words are not comparable."""
        return None

    def is_same(self, a: Value, b: Value, scale: Scale, dates: Dates) -> bool:
        """Return False: different words are never the same."""
        return False

    def ends(self, value: Value, scale: Scale, dates: Dates) -> tuple[tuple[object, ...], ...]:
        """Return the words."""
        return ((value.words,),)


TEXT = _Text(
    name="text",
    noun="a text",
    examples=("as in the agreement of 2019",),
    help="anything; never compared",
    max_length=20_000,
    is_compared=False,
)
