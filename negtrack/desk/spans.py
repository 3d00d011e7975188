"""The words that are quoted: a sentence, grown and shrunk by sentences, clauses and words."""

from __future__ import annotations

import re

from negtrack.desk.article import Article
from negtrack.screen.cells import Range

_CLAUSE_END = re.compile(r"[,;:–—，、；：](?=\s|[^\x00-\x7f]|$)")
"""What ends a clause within a sentence."""


def grow(article: Article, span: Range) -> Range:
    """Return a range with the next clause of its sentence, or with the next sentence where it is whole."""
    start, end = span
    last = article.sentences[article.sentence_at(max(end - 1, start))][1]
    if end < last:
        return start, next(iter(_clause_ends(article, end + 1, last)), last)
    following = article.sentence_at(end) + 1
    return (start, article.sentences[following][1]) if following < len(article.sentences) else span


def shrink(article: Article, span: Range) -> Range:
    """Return a range without its last sentence, or of a single one without its last clause, or its last word."""
    start, end = span
    first, last = article.sentence_at(start), article.sentence_at(max(end - 1, start))
    if last > first:
        return start, article.sentences[last - 1][1]
    clauses = _clause_ends(article, start + 1, end)
    return (start, clauses[-1]) if clauses else move_end(article, span, -1)


def _clause_ends(article: Article, start: int, end: int) -> list[int]:
    return [match.start() for match in _CLAUSE_END.finditer(article.text, start, end) if match.start() > start]


def move_end(article: Article, span: Range, words: int) -> Range:
    """Return a range with one word more or less at its end."""
    start, end = span
    if words < 0:
        before = article.text[start:end].rstrip()
        place = start + max(map(before.rfind, " \n"))
        return (start, place) if place > start else span
    following = re.compile(r"\s*\S+").match(article.text, end)
    return (start, following.end()) if following else span


def move_start(article: Article, span: Range, words: int) -> Range:
    """Return a range that begins one word later or earlier."""
    start, end = span
    if words > 0:
        first = re.compile(r"\S+\s+").match(article.text, start, end)
        return (first.end(), end) if first and first.end() < end else span
    before = article.text[:start].rstrip()
    return (max(map(before.rfind, " \n")) + 1, end) if before else span
