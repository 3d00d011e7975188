"""Choices: outcomes that the issue lists, on a ladder or without order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from negtrack.ids import fold
from negtrack.values.options import OptionKind, option_of


class _Choice(OptionKind):
    """Options with ids that people may write as words."""

    def fold_options(self, text: str, labels: dict[str, str] | None = None) -> str:
        """Return a value with its options as ids: `Not at once` as `not-at-once`, `At once or Later` as `at-once or
        later`. Return it unchanged where a part has no letters."""
        parts = re.split(r"\s+or\s+", text, flags=re.IGNORECASE)
        if not all(map(fold, parts)):
            return text
        known = {} if labels is None else labels
        return " or ".join(option_of(part, known) for part in parts)

    def option_errors(self, options: Sequence[str]) -> Iterator[str]:
        """Yield the outcomes that stand twice, of which the place on a ladder would be in doubt."""
        for name in dict.fromkeys(name for name in options if options.count(name) > 1):
            yield f'"{name}" stands twice; delete one'

    def options_in(self, text: str) -> Sequence[str]:
        """Return the options that a folded value names."""
        return text.split(" or ")


CHOICE = _Choice(
    name="choice",
    noun="a choice",
    examples=("gradual", "none or gradual", "at least gradual"),
    help="named outcomes, on a ladder or without order",
    option_fields=("ladder", "options"),
    needs=(
        (
            ("ladder", "options"),
            "missing; write ladder = [...] from least to most, or options = [...] without order",
        ),
    ),
)
