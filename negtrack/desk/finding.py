"""Words that are looked for in the text."""

from __future__ import annotations

from negtrack.desk.desk import Desk
from negtrack.frozen import replace


def find_next(desk: Desk) -> Desk:
    """Return the state at the next sentence with the words that are sought."""
    text, wanted = desk.article.text.casefold(), desk.sought.casefold()
    place = text.find(wanted, desk.article.sentences[desk.sentence][1] if desk.article.sentences else 0)
    place = text.find(wanted) if place < 0 else place
    if not wanted or place < 0:
        return desk.with_message(f'"{desk.sought}" is not in the text', is_alert=True)
    return replace(desk, sentence=desk.article.sentence_at(place))
