"""The page of `show RECORD`: every field as its file has it, and the records that bear on it."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.render.page import BLANK, Element, Page, Setup, Split, alert, dim, line, strong
from negtrack.views.record import Card, RecordView


def page(view: RecordView, setup: Setup) -> Page:
    """The records one below the other."""
    page: list[Element] = []
    for card in view.cards:
        page += [*_card(card, setup), BLANK]
    return page[:-1]


def _card(card: Card, setup: Setup) -> Iterator[Element]:
    standing = dim(card.standing) if card.standing in ("live", "stands") else alert(card.standing)
    yield Split(line(strong(card.entry.id)), line(standing))
    yield line(dim(f"{card.entry.table} of {card.holder}, {card.file}"))
    room = max((setup.measure(key) for key, _ in card.fields), default=0) + 2
    for key, text in card.fields:
        yield line(dim(key + " " * (room - setup.measure(key))), text, indent=1, hang=room)
    for link in card.links:
        yield line(dim(f"{link.how} "), link.id, dim(f"  {link.words}" if link.words else ""), indent=1, hang=2)
