"""Yes or no."""

from __future__ import annotations

from negtrack.values.options import OptionKind

_WORDS = {"y": "yes", "true": "yes", "t": "yes", "1": "yes", "n": "no", "false": "no", "f": "no", "0": "no"}


class _YesNo(OptionKind):
    """Yes or no, also as programs write them."""

    def rewrite(self, text: str) -> str:
        """Return `true`, `y` or `1` as `yes`, their opposites as `no`."""
        return _WORDS.get(text.strip().casefold(), text)


YES_NO = _YesNo(
    name="yes-no",
    noun="a yes-no value",
    examples=("yes", "no", "yes or no"),
    help="yes, no",
    options=("yes", "no"),
    is_binary=True,
    breadth=2,
)
