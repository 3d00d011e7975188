"""Values of rows in canonical words, so that one statement gets one id however it was written."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from negtrack.errors import NotationError, Problem
from negtrack.exchange.import_.imported import Imported
from negtrack.frozen import replace, replace_fast
from negtrack.model import (
    Agreement,
    Issue,
    Item,
    Milestone,
    OpenItem,
    Position,
    Proposal,
    Term,
    parse_term,
)
from negtrack.values import KINDS, read_value
from negtrack.values.ranges import fold
from negtrack.values.spelling import NOTATION, Spelling


@dataclasses.dataclass
class Canonical:
    """The rows with their values in canonical words, without those of `problems`, which have values with two readings.
    `readings` is what was read in other words: text -> canonical text."""

    issues: Mapping[str, Issue]
    rows: list[Imported] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: list[Imported] = field(default_factory=list)
    """The rows of the problems."""
    readings: dict[str, str] = field(default_factory=dict)
    _known: dict[Spelling, dict[str, dict[str, str]]] = field(default_factory=dict)
    """Spelling -> issue -> text -> canonical words."""

    def add(self, rows: Iterable[Imported]) -> None:
        """Add rows. What has an id in the notation already is kept as it is, and so is a value that is invalid for its
        issue, which is reported when it is added."""
        for row in rows:
            is_kept = (row.lines is not None and not row.place) or (row.spelling is NOTATION and bool(row.item.id))
            before = len(self.problems)
            item = row.item if is_kept else self._item(row)
            if len(self.problems) > before:
                self.refused.append(row)
            else:
                self.rows.append(row if item is row.item else replace_fast(row, item=item))

    def _item(self, row: Imported) -> Item:
        item = row.item
        if isinstance(item, Position):
            value = self._value(row, "value", item.issue, item.value) if item.value else ""
            self._conditions(row, "requires", item.requires)
            if value == item.value and not item.limits:
                return item
            return replace_fast(item, value=value, limits=self._terms(row, "limits", item.limits))
        if isinstance(item, Proposal | Agreement):
            return replace(item, terms=self._terms(row, "terms", item.terms))
        if isinstance(item, OpenItem) and item.otherwise:
            return replace(item, otherwise=self._value(row, "otherwise", item.issue, item.otherwise))
        if isinstance(item, Milestone) and item.value:
            return replace(item, value=self._value(row, "value", item.issue, item.value))
        return item

    def _terms(self, row: Imported, key: str, terms: Sequence[Term]) -> tuple[Term, ...]:
        for term in terms:
            self._conditions(row, "term-requires", term.requires)
        return tuple(replace(term, value=self._value(row, key, term.issue, term.value)) for term in terms)

    def _conditions(self, row: Imported, key: str, texts: Sequence[str]) -> None:
        """Report conditions `issue = value` whose values have two readings; they stay as they are written."""
        for text in texts:
            try:
                condition = parse_term(text)
            except NotationError:  # prose
                continue
            self._value(row, key, condition.issue, condition.value)

    def _value(self, row: Imported, key: str, issue: str, text: str) -> str:
        known = self.issues.get(issue)
        if known is None or not known.is_compared:
            return text
        try:
            words = self._words(known, text, row.spelling)
        except NotationError as error:
            self.problems.append(row.value_problem(key, issue, str(error)))
            return text
        return words

    def _words(self, issue: Issue, text: str, spelling: Spelling) -> str:
        """Return a value in canonical words, or as it is where it is invalid; every text is read once. Raises
        `NotationError` for one with two readings."""
        known = self._known.setdefault(spelling, {}).setdefault(issue.id, {})
        if text not in known:
            KINDS[issue.kind].respell(text, spelling)
            try:
                words = read_value(text, issue.scale, spelling)
            except NotationError:
                words = text
            if fold(words).casefold() != fold(text).casefold():
                self.readings[text] = words
            known[text] = words
        return known[text]
