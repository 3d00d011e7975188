"""The page of `review`: each proposed record with its fields, above its words in the text of its source."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.render.page import BLANK, Element, Page, RenderOptions, alert, dim, line, strong
from negtrack.render.pages.beside import field_lines
from negtrack.views.review import Excerpt, ProposedCard, ReviewView


def page(view: ReviewView, options: RenderOptions) -> Page:
    """Build one section for each record."""
    page: list[Element] = []
    for card in view.cards:
        page += [BLANK, *_card(card, options)]
    return page or [BLANK, line(dim("nothing is proposed"))]


def _card(card: ProposedCard, options: RenderOptions) -> Iterator[Element]:
    record = card.record
    yield line(strong(record.id), dim(f"  {record.table}{f' of {card.holder}' if card.holder else ''}"))
    yield from field_lines(card.fields, options)
    first = next((excerpt for excerpt in card.excerpts if excerpt.fails), None)
    for excerpt in card.excerpts:
        if excerpt.words or excerpt is not first:  # the refusal says why the first one fails
            yield from _excerpt(excerpt)
    if card.refusal:
        yield line(alert(f"cannot be accepted: {card.refusal}"), hang=2)


def _excerpt(excerpt: Excerpt) -> Iterator[Element]:
    yield line(dim(excerpt.found), hang=2)
    if excerpt.words:
        yield line(excerpt.before, strong(f">>{excerpt.words}<<"), excerpt.after, indent=2)
