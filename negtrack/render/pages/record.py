"""The page of `show RECORD`: every field as in its file, and the related records."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.render.page import BLANK, Element, Page, RenderOptions, alert, dim, line, split, strong
from negtrack.render.pages.beside import field_lines
from negtrack.views.record import Card, RecordView


def page(view: RecordView, options: RenderOptions) -> Page:
    """Build one section for each record."""
    page: list[Element] = []
    for card in view.cards:
        page += [BLANK, *_card(card, options)]
    return page


def _card(card: Card, options: RenderOptions) -> Iterator[Element]:
    is_well = card.standing in ("live", "stands") or card.standing.startswith("agreed")
    standing = dim(card.standing) if is_well else alert(card.standing)
    yield split(line(strong(card.entry.id)), line(standing))
    whose = f" of {card.holder}" if card.holder else ""
    yield line(dim(f"{card.entry.table}{whose}, {card.file}"))
    yield from field_lines(card.fields, options)
    for link in card.links:
        words = dim(f"  {link.words}" if link.words else "")
        yield line(dim(f"{link.how} "), link.id, words, indent=1, hang=2, about=("record", link.id))
