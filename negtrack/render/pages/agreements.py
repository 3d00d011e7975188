"""The page of `agreements`: a section for each, with its terms, what it leaves open, and what happened to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from negtrack.render.page import BLANK, Element, Grid, Page, RenderOptions, dim, fit, line, longest_word, strong
from negtrack.views.agreement_cards import AgreementCard, TermLine
from negtrack.views.agreements import AgreementsView
from negtrack.views.lists import no_entries

_LEAST = 16
"""Least cells of a column."""


def page(view: AgreementsView, options: RenderOptions) -> Page:
    """Build the sections; with the agreements that were asked for by name all that is on record, unless brief."""
    page: list[Element] = []
    is_whole = options.detail == "whole" or (view.is_whole and options.detail != "brief")
    for card in view.cards:
        page += [BLANK, *_section(card, options, is_whole)]
    known = view.frame.snapshot.negotiation.agreements if view.frame.snapshot else ()
    return page or [BLANK, line(dim(no_entries("agreements", known)))]


def _section(card: AgreementCard, options: RenderOptions, is_whole: bool) -> Iterator[Element]:
    yield line(strong(card.id), f"  {card.title}", hang=2, about=("agreement", card.id))
    yield line(dim(card.facts), indent=1, hang=1)
    yield line(card.status, indent=1, hang=1)
    yield from (line(dim(text), indent=1, hang=1) for text in (card.more if is_whole else ()))
    if is_whole:
        sections = [(name, [*terms]) for name, terms in groupby(card.terms, key=lambda term: term.issue.heading)]
        for name, terms in sections:
            yield from ((line(dim(name)),) if terms[0].issue.group or len(sections) > 1 else ())
            yield from _whole_terms(terms)
    else:
        yield from _terms(card.terms, options)
    for heading, rows in (("open", _terms(card.items, options)), ("what happened", _events(card, options, is_whole))):
        if elements := [*rows]:
            yield line(dim(heading))
            yield from elements


def _terms(terms: Sequence[TermLine], options: RenderOptions) -> Iterator[Element]:
    """Yield a line for each term: the issue, its value, and remarks in a column of their own where they fit."""
    rows = [(f" {term.issue.id}", term.value, term.remarks) for term in terms]
    abouts = [("issue", term.issue.id) for term in terms]
    if not rows:
        return
    columns = [*zip(*rows, strict=True)]
    wanted = [max(map(options.measure, column)) for column in columns]
    least = [wanted[0], *(max(_LEAST, longest_word(column, options)) for column in columns[1:])]
    beside = any(columns[2]) and sum(wanted[1:]) <= options.width - wanted[0]
    if not beside:
        rows = [(name, "; ".join(filter(None, rest)), "") for name, *rest in rows]
        text = [row[1] for row in rows]
        wanted, least = (
            [wanted[0], max(map(options.measure, text))],
            [wanted[0], max(_LEAST, longest_word(text, options))],
        )
    widths = fit(wanted, options.width, least)
    if widths is None:
        named = zip(rows, abouts, strict=True)
        yield from (line(f"{name}  ", " ".join(rest), hang=3, about=about) for (name, *rest), about in named)
    else:
        cells = (
            [line(name, hang=1, about=about), *(line(text, hang=1) for text in rest[: len(widths) - 1])]
            for (name, *rest), about in zip(rows, abouts, strict=True)
        )
        yield Grid(widths, tuple(tuple((cell,) for cell in row) for row in cells))


def _whole_terms(terms: Sequence[TermLine]) -> Iterator[Element]:
    """Yield each term with what else is on record of it below."""
    for term in terms:
        remarks = f"; {term.remarks}" if term.remarks else ""
        about = "issue", term.issue.id
        yield line(strong(term.issue.id), f"  {term.value}{remarks}", indent=1, hang=2, about=about)
        yield from (line(dim(text), indent=3, hang=1) for text in term.more)


def _events(card: AgreementCard, options: RenderOptions, is_whole: bool) -> Iterator[Element]:
    room = max((options.measure(event.when) for event in card.events), default=0) + 2
    for event in card.events:
        yield line(dim(event.when + " " * (room - options.measure(event.when))), event.words, indent=1, hang=room)
        yield from (line(dim(text), indent=1 + room, hang=1) for text in (event.more if is_whole else ()))
