"""The signs of pages: one sign has one meaning on all of them, and each meaning one sign.

Marks of charts (`[==]`, `|`) and texts are no signs, nor is the `-` of a figure that does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping

OTHERS_WORDS = "*"
DISPUTED = "!"
NEW = "+"
GONE = "-"
CLOSER = ">"
FARTHER = "<"
CHANGED = "~"
SAME = "="
AGREED = "✓"
OPEN = "?"
NOTHING = "·"
ANOTHER = "#"
MEANINGS: Mapping[str, str] = {
    OTHERS_WORDS: "not on record as its own words, or with a caveat",
    DISPUTED: "something stands against it: contested, denied, reopened, outside a mandate",
    NEW: "new, or only on this side",
    GONE: "gone, or only on the other side",
    CLOSER: "closer",
    FARTHER: "farther",
    CHANGED: "different: apart, or changed neither closer nor farther",
    SAME: "the same: no difference, unchanged",
    AGREED: "agreed, or settled",
    OPEN: "not known: conditional, not comparable, order unknown",
    NOTHING: "nothing is known: silent, nothing comparable, no distance",
    ANOTHER: "another value than those with a letter",
}
"""Sign -> what it means; each page says it in the words that suit it."""
