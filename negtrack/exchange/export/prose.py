"""Documents in prose: what the program writes in its notation, as readers are used to it.

`USD 1500..2000` is `USD 1,500 to 2,000`, `over 2026-11-30` is `after 30 November 2026`; events and issues have their
titles, options the spelling of texts. What people wrote is left as it is: names, titles, texts, voices and summaries.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, partial

from negtrack.exchange.export.document import Changes, Closing, Dossier, PartyColumn, ProposalPart, Remark, Topic
from negtrack.exchange.export.option_words import option_words
from negtrack.frozen import replace
from negtrack.model import Agreement, Issue, Negotiation, Proposal
from negtrack.values import KINDS
from negtrack.values.kinds.money import CURRENCIES
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
_AMOUNT = r"\b(?:%s) [0-9.]+[a-z]*(?:(?: to (?:under )?| or |; )[0-9.]++[a-z]*+(?!:))*"
"""An amount, with further numbers of it behind; a number before a colon is the name of a step."""
_LONG = r"(?<![\w.,#+/:-])[1-9][0-9]{%d,29}(?![\w#/:-]|,\d|\.\d{4})"
"""A number of more digits than that, which is no part of an id, an address or another number."""
_ADDRESS = r"https?://\S+"
_LIKELY = r"[0-9]{4}|\.\."
"""What is changed in a count or a range."""
_MARK = "\ue000%d\ue001"
_YEARS = r"(?i)\byears?\b"
"""Units of numbers that are not grouped."""
_WORDS = (
    *("name", "short", "office", "title", "unit", "basis", "give", "per", "speaker", "qualifier", "caveat"),
    *("reservations", "granted_by", "body", "place", "author", "publisher", "container_title"),
)
"""Fields that people write freely and that stand within what the program composes."""
_YEAR = range(1900, 2101)
"""Numbers without a unit that may be years."""


class Prose:
    """How the documents of one negotiation put what is in its notation."""

    def __init__(self, known: Negotiation) -> None:
        self._known = known
        self._rewritten: dict[tuple[str, bool], str] = {}
        self._events = {name: event.title for name, event in known.events.items()}
        self._issues = {name: issue.title for name, issue in known.issues.items()}
        self._long_issues = {name: title for name, title in self._issues.items() if "-" in name}  # no ordinary words
        papers: Sequence[Proposal | Agreement] = (*known.proposals, *known.agreements)
        self._papers = {paper.id: paper.title for paper in papers if "-" in paper.id and paper.title}
        self._options = option_words(known)

    def text(self, text: str) -> str:
        """Return a text of the program in prose; what people wrote in it stays."""
        return self._rewrite_between(text, self._currencies)

    def _rewrite_between(self, text: str, currencies: Collection[str]) -> str:
        if not text or _MARK[0] in text:
            return text
        key = text, currencies is CURRENCIES
        if key not in self._rewritten:  # much of a document stands in it many times
            parts = [part if n % 2 else self._rewrite(part, currencies) for n, part in enumerate(self._split(text))]
            self._rewritten[key] = "".join(parts)
        return self._rewritten[key]

    def _split(self, text: str) -> list[str]:
        """Return the parts of a text; every other one is what people wrote, or an address."""
        return self._written.split(text)

    def _rewrite(self, text: str, currencies: Collection[str]) -> str:
        titles: list[str] = []
        for pattern, names, form in self._names:
            text = pattern.sub(partial(_hold, titles, names, form), text)
        text = re.sub(rf"(?<![\w.-])({_DAY})\.\.({_DAY}){_ALONE[1]}", r"\1 to \2", text)
        text = re.sub(rf"(?:\b(at most|under|at least|over) )?(?<![\w.-])({_DAY})(?![\w-]|\.\.)", _write_day, text)
        text = re.sub(r"(?<=[\w%)])\.\.(?=(?:under )?[\w])", " to ", text)
        if currencies:
            amount = _AMOUNT % "|".join(currencies)
            text = re.sub(amount, lambda found: re.sub(r"(?<![\d.,])[1-9][0-9]{3,29}", _group, found[0]), text)
        text = re.sub(_LONG % 4, _group, text)
        return re.sub(_MARK.replace("%d", "([0-9]+)"), lambda found: titles[int(found[1])], text)

    def value(self, text: str, issue: Issue | None) -> str:
        """Return a value of an issue in prose; its numbers are grouped where they are counts. Words and names are what
        people wrote."""
        if issue is None:
            return self.text(text)
        if _is_written(issue):
            return text
        head, rest = text, ""
        if KINDS[issue.kind].is_counted and not issue.steps and not re.search(_YEARS, issue.unit):
            head, *others = re.split(r"(?= \(|, )", text, maxsplit=1)
            rest = "".join(others)
            if len(self._split(head)) == 1 and (issue.unit or not _may_be_years(head)):
                head = re.sub(_LONG % 3, _group, head.replace("..", " to "))
        return self._rewrite_between(head + rest, CURRENCIES)

    @cached_property
    def _currencies(self) -> Sequence[str]:
        """The currencies in which anybody named an amount."""
        known = self._known
        issues = {issue.id for issue in known.issues.values() if not _is_written(issue)}
        values = (position.value for position in known.positions if position.issue in issues)
        offered = [term for paper in known.proposals for term in paper.terms]
        agreed = [term for paper in known.agreements for term in paper.terms]
        terms = (term.value for term in (*offered, *agreed) if term.issue in issues)
        return sorted({code for value in (*values, *terms) for code in re.findall(r"\b[A-Z]{3}(?= [0-9])", value)})

    @cached_property
    def _written(self) -> re.Pattern[str]:
        """What people wrote and prose would change, the longest first, and addresses."""
        texts = filter(self._is_changed, set(_written_in(self._known)))
        listed = sorted(texts, key=lambda text: (-len(text), text))
        return re.compile(rf"(?<!\w)({'|'.join((_ADDRESS, *map(re.escape, listed)))})(?!\w)")

    def _is_changed(self, text: str) -> bool:
        """Return whether prose would change a text, or might where it is grouped as a count."""
        return bool(re.search(_LIKELY, text)) or self._rewrite(text, CURRENCIES) != text

    @cached_property
    def _names(self) -> list[tuple[re.Pattern[str], Mapping[str, str], str]]:
        before, behind = _ALONE
        forms = (
            (rf"(?<=\bafter )(NAMES){behind}", self._events, "“NAME”"),
            (rf"{before}(NAMES)(?= = )", self._issues, "“NAME”"),
            (rf"{before}(NAMES){behind}", self._long_issues, "“NAME”"),
            (rf"{before}(NAMES){behind}", self._options, "NAME"),
            (rf"{before}(NAMES){behind}", self._papers, "“NAME”"),
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
        by_title = {issue.title: issue for issue in self._known.issues.values()}
        terms = tuple((title, self.value(value, by_title.get(title))) for title, value in part.terms)
        return replace(part, marks=self.texts(part.marks), terms=terms)

    def changes(self, changes: Changes) -> Changes:
        """Return what changed in prose."""
        sentences, table = self.texts(changes.sentences), self.table(changes.table)
        return replace(changes, sentences=sentences, table=table)


def in_prose(dossier: Dossier, prose: Prose | None = None) -> Dossier:
    """Return a document in prose, by the `Prose` of its negotiation where that is known."""
    prose = prose or Prose(dossier.negotiation)
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


def _hold(titles: list[str], names: Mapping[str, str], form: str, found: re.Match[str]) -> str:
    """Return a mark for the title of what is named, which goes in last, so that nothing is changed in it."""
    titles.append(form.replace("NAME", names[found[1]]))
    return _MARK % (len(titles) - 1)


def _group(found: re.Match[str]) -> str:
    """Return a number with commas between its thousands."""
    return re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", found[0])


def _is_written(issue: Issue) -> bool:
    """Return whether the values of an issue are what people wrote: words and names."""
    kind = KINDS[issue.kind]
    return not kind.is_compared or kind.has_semicolons


def _may_be_years(text: str) -> bool:
    """Return whether all the numbers of a text may be years."""
    return all(len(number) == 4 and int(number) in _YEAR for number in re.findall("[0-9]+", text))


def _written_in(known: Negotiation) -> Iterator[str]:
    """Yield the names, titles and words of people that stand in what the program composes."""
    delegates = (delegate for party in known.parties.values() for delegate in party.delegates)
    offered = (term for paper in known.proposals for term in paper.terms)
    agreed = (term for paper in known.agreements for term in paper.terms)
    for thing in (*known.definitions, *delegates, *known.records, *offered, *agreed):
        fields = vars(thing)
        issue = known.issues.get(str(fields.get("issue")))
        values = ("value", "otherwise") if issue and _is_written(issue) else ()
        for name in (*_WORDS, *values):
            if cell := fields.get(name):  # most are empty
                yield from _texts(cell)
        for cell in (fields.get("requires"), fields.get("limits")):
            yield from (text for text in _texts(cell) if " = " not in text) if cell else ()


def _texts(cell: object) -> Iterator[str]:
    """Yield the text of a field, or each of several."""
    yield from (part for part in (cell if isinstance(cell, tuple) else (cell,)) if isinstance(part, str) and part)


def _write_day(found: re.Match[str]) -> str:
    """Return a day in words, with the word for its bound: `by 30 November 2026`."""
    year, month, day = map(int, found[2].split("-"))
    try:
        date(year, month, day)
    except ValueError:
        return found[0]
    bound = f"{_BOUNDS[found[1]]} " if found[1] else ""
    return f"{bound}{day} {_MONTHS[month - 1]} {year}"
