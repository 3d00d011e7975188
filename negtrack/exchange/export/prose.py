"""Documents in prose: what the program writes in its notation, as readers are used to it.

`USD 1500..2000` is `USD 1,500 to 2,000`, `over 2026-11-30` is `after 30 November 2026`; events and issues have their
titles, options blanks for hyphens. What people wrote is left as it is: names, titles, texts, voices and summaries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property, partial

from negtrack.exchange.export.document import Changes, Closing, Dossier, PartyColumn, ProposalPart, Remark, Topic
from negtrack.frozen import replace
from negtrack.model import Issue, Negotiation
from negtrack.values import KINDS
from negtrack.views.view import Table

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_ALONE = (r"(?<![\w#.-])", r"(?![\w-])")
"""What stands before and behind a word that is no part of an id."""
_BOUNDS = {"at most": "by", "under": "before", "at least": "from", "over": "after"}
"""Bound of the notation -> its word before a date."""
_AMOUNT = r"\b[A-Z]{3} [0-9.]+[a-z]*(?:(?: to (?:under )?| or |; )[0-9.]+[a-z]*)*"
_LONG = r"(?<![\w.,#-])([0-9]{%d,})(?![\w,#-])"


class Prose:
    """How the documents of one negotiation put what is in its notation."""

    def __init__(self, known: Negotiation) -> None:
        self._known = known
        self._events = {name: event.title for name, event in known.events.items()}
        self._issues = {name: issue.title for name, issue in known.issues.items()}
        self._long_issues = {name: title for name, title in self._issues.items() if "-" in name}  # no ordinary words
        options = {name for issue in known.issues.values() for name in issue.scale.names if "-" in name}
        self._options = {name: re.sub(r"(?<!\d)-|-(?!\d)", " ", name) for name in options}

    def text(self, text: str) -> str:
        """Return a text of the program in prose."""
        for pattern, names, form in self._names:
            text = pattern.sub(partial(_name, names, form), text)
        text = re.sub(rf"(?<![\w.-])({_DAY})\.\.({_DAY}){_ALONE[1]}", r"\1 to \2", text)
        text = re.sub(rf"(?:\b(at most|under|at least|over) )?(?<![\w-])({_DAY}){_ALONE[1]}", _write_day, text)
        text = re.sub(r"(?<=[\w%)])\.\.(?=(?:under )?[\w])", " to ", text)
        text = re.sub(_AMOUNT, lambda found: re.sub(r"(?<![\d.,])[0-9]{4,}", _group, found[0]), text)
        return re.sub(_LONG % 5, _group, text)

    def value(self, text: str, issue: Issue | None) -> str:
        """Return a value of an issue in prose; its numbers are grouped where they are counts."""
        head, rest = text, ""
        if issue and KINDS[issue.kind].is_counted and not issue.steps:
            head, *others = re.split(r"(?= \(|, )", text, maxsplit=1)
            rest = "".join(others)
            head = re.sub(r"(?<![\w.,#-])[0-9]{4,}(?![\w,#-])", _group, head.replace("..", " to "))
        return self.text(head + rest)

    @cached_property
    def _names(self) -> list[tuple[re.Pattern[str], Mapping[str, str], str]]:
        before, behind = _ALONE
        forms = (
            (rf"(?<=\bafter )(NAMES){behind}", self._events, "“NAME”"),
            (rf"{before}(NAMES)(?= = )", self._issues, "“NAME”"),
            (rf"{before}(NAMES){behind}", self._long_issues, "“NAME”"),
            (rf"{before}(NAMES){behind}", self._options, "NAME"),
        )
        kept = (one for one in forms if one[1])
        return [(re.compile(form.replace("NAMES", _any_of(names))), names, shown) for form, names, shown in kept]

    def texts(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return several texts in prose."""
        return tuple(map(self.text, texts))

    def table(self, table: Table) -> Table:
        """Return a table in prose, but for its headings and the names of its rows."""
        return Table(table.columns, [(row[0], *map(self.text, row[1:])) for row in table.rows])

    def remark(self, remark: Remark, issue: Issue | None) -> Remark:
        """Return a statement in prose, as said about an issue."""
        return replace(remark, value=self.value(remark.value, issue), remarks=self.texts(remark.remarks))

    def column(self, column: PartyColumn, issue: Issue | None) -> PartyColumn:
        """Return what a party holds on an issue in prose."""
        said = tuple(self.remark(remark, issue) for remark in column.said)
        return replace(column, said=said, silence=self.text(column.silence), changed=self.text(column.changed))

    def topic(self, topic: Topic) -> Topic:
        """Return an issue in prose."""
        issue = self._known.issues.get(topic.id)
        closing = Closing(self.value(topic.closing.value, issue), self.texts(topic.closing.remarks))
        return replace(
            topic,
            details=self.texts(topic.details),
            stands=tuple(self.column(column, issue) for column in topic.stands),
            others=tuple(self.column(column, issue) for column in topic.others),
            closing=closing,
            gap=self.value(topic.gap, issue),
        )

    def proposal(self, part: ProposalPart) -> ProposalPart:
        """Return a proposal in prose."""
        terms = tuple((issue, self.text(value)) for issue, value in part.terms)
        return replace(part, marks=self.texts(part.marks), terms=terms)

    def changes(self, changes: Changes) -> Changes:
        """Return what changed in prose."""
        sentences, table = self.texts(changes.sentences), self.table(changes.table)
        return replace(changes, sentences=sentences, table=table)


def in_prose(dossier: Dossier) -> Dossier:
    """Return a document in prose."""
    prose = Prose(dossier.negotiation)
    card = dossier.scorecard
    return replace(
        dossier,
        groups=tuple((name, tuple(map(prose.topic, topics))) for name, topics in dossier.groups),
        proposals=tuple(map(prose.proposal, dossier.proposals)),
        rounds=prose.table(dossier.rounds),
        scorecard=card and replace(card, table=prose.table(card.table), lists=prose.texts(card.lists)),
        changes=dossier.changes and prose.changes(dossier.changes),
    )


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))


def _name(names: Mapping[str, str], form: str, found: re.Match[str]) -> str:
    return form.replace("NAME", names[found[1]])


def _group(found: re.Match[str]) -> str:
    """Return a number with commas between its thousands."""
    return f"{int(found[0]):,}"


def _write_day(found: re.Match[str]) -> str:
    """Return a day in words, with the word for its bound: `by 30 November 2026`."""
    year, month, day = map(int, found[2].split("-"))
    if not 1 <= month <= 12:
        return found[0]
    bound = f"{_BOUNDS[found[1]]} " if found[1] else ""
    return f"{bound}{day} {_MONTHS[month - 1]} {year}"
