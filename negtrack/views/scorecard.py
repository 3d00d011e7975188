"""`scorecard`: who moved how far, from the first figures to what was agreed, and what became of the demands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import ClassVar

from negtrack.frozen import dataclass
from negtrack.model import Agreement, Issue
from negtrack.query import Deal, Snapshot, counterparts_of, deals_between, on_issue, settlement_of
from negtrack.score import SORTS, Finding, Score, findings_between, scores_between
from negtrack.views.deal_states import deal_text
from negtrack.views.finding_lines import FINDING_COLUMNS, FindingLine
from negtrack.views.phrasing import day_text
from negtrack.views.score_lines import SCORE_COLUMNS, ScoreLine
from negtrack.views.view import Frame, Row, Table
from negtrack.views.voices import party_name

_HEADINGS = {
    "dropped": "dropped",
    "red line": "red lines",
    "named by one": "named by one alone",
    "no term": "not in the agreement",
}
"""Sort of findings -> the heading of its list."""
_FEW = 3
"""Most issues of a card without a summary."""
_FIRST = "opening = first figure on record"
_LEGEND = ("moved: from the opening to what was agreed, else to the last figure", "share, in %: of the opening gap")


@dataclass(frozen=True)
class Card:
    """Two counterparts: a line for each measure, what became of their demands, and their newest agreement."""

    snapshot: Snapshot
    one: str
    other: str
    lines: tuple[ScoreLine, ...]
    findings: tuple[FindingLine, ...]
    deal: Deal | None = None

    @property
    def names(self) -> tuple[str, str]:
        """Return the names of both."""
        known = self.snapshot.negotiation
        return party_name(known, self.one), party_name(known, self.other)

    @property
    def short_names(self) -> tuple[str, str]:
        """Return the short names of both, where they have some."""
        known = self.snapshot.negotiation.parties
        return known[self.one].short or self.names[0], known[self.other].short or self.names[1]

    def lists(self, with_ids: bool = False) -> Sequence[tuple[str, str, Sequence[str]]]:
        """Return what stands below the figures: a heading, a party or several, and its items: whose last figure was
        agreed, the findings, and what only one side named besides."""
        names = dict(zip((self.one, self.other), self.short_names, strict=True))
        lists: list[tuple[str, str, Sequence[str]]] = [
            ("whose last figure", words, measures) for words, measures in self.last_of()
        ]
        for sort, heading in _HEADINGS.items():
            for party, name in names.items():
                found = [one for one in self.findings if (one.finding.sort, one.finding.party) == (sort, party)]
                words = [f"{one.words} {one.finding.record.id}" if with_ids else one.words for one in found]
                lists.append((heading, name, words))
        lists += [("one side alone", name, self.alone(party)) for party, name in names.items()]
        return [found for found in lists if found[2]]

    def alone(self, party: str) -> tuple[str, ...]:
        """Return the figures of a party where the other named none: of issues without a finding, or that it moved."""
        found = {one.finding.issue.id for one in self.findings if one.finding.party == party}
        lines = [line for line in self.lines if not line.is_shared]
        shown = (line for line in lines if line.has_moved(party) or line.score.measure.issue.id not in found)
        return tuple(words for line in shown if (words := line.alone(party)))

    @property
    def deal_text(self) -> str:
        """Return the newest agreement between them, `deal-2022, 10 Mar 2022: agreed, ratified 10 Mar`, and what older
        ones settle: `; old, 5 Mar 2022: agreed (raises 2026, 2027)`; that there is none."""
        if self.deal is None:
            return "no agreement on record"
        older = (f"{self._state_of(deal)} ({measures})" for deal, measures in self._older())
        return "; ".join((self._state_of(self.deal), *older))

    def _state_of(self, deal: Deal) -> str:
        agreement = deal.agreement
        return f"{agreement.id}, {day_text(agreement.day)}: {deal_text(self.snapshot, deal)}"

    def _older(self) -> Iterator[tuple[Deal, str]]:
        """Yield the agreements but the newest by which anything on the card was agreed, the newest first, and what: its
        measures where they are few, else how many issues."""
        for deal in deals_between(self.snapshot, self.one, self.other):
            lines = [line for line in self.lines if line.score.agreed and line.agreement == deal.agreement.id]
            issues = {line.score.measure.issue.id for line in lines}
            if lines and deal is not self.deal:
                yield deal, f"{len(issues)} issues" if len(issues) > _FEW else ", ".join(line.name for line in lines)

    def last_of(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the parties whose last figure was agreed, with whose words those are where they are not their own
        (`Union (according to diplomats)`), `neither` for none, and on which measures of which issues."""
        groups: dict[tuple[tuple[str, ...], str], dict[str, list[str]]] = {}
        for line in self.lines:
            if line.score.agreed:
                issues = groups.setdefault((line.score.last_of, self._last_words(line)), {})
                issues.setdefault(line.last_name, []).append(line.step)
        order = sorted(groups, key=lambda group: (not group[0], len(group[0]), group[0] != (self.one,)))
        for parties, words in order:
            items = groups[parties, words].items()
            yield words or "neither", tuple(f"{name} {', '.join(steps)}".rstrip() for name, steps in items)

    def _last_words(self, line: ScoreLine) -> str:
        """Return the parties whose last figure was agreed, with whose words those are."""
        names = dict(zip((self.one, self.other), self.short_names, strict=True))
        voices = ((names[party], line.last_voice(party)) for party in line.score.last_of)
        return " and ".join(f"{name} ({voice})" if voice else name for name, voice in voices)

    @property
    def summary(self) -> str:
        """Return what the card has, counted: `agreed on 9 of 12 issues with figures, a share of the gap on 5; dropped
        3; red lines 2; not in the agreement 4`; "" for a few issues."""
        lines = [line for line in self.lines if line.is_shared]
        issues = {line.score.measure.issue.id for line in lines}
        agreed = {line.score.measure.issue.id for line in lines if line.score.agreed}
        measured = {line.score.measure.issue.id for line in lines if line.score.one.share.part is not None}
        counts = Counter[str](one.finding.sort for one in self.findings)
        found = (f"{heading} {counts[sort]}" for sort, heading in _HEADINGS.items() if counts[sort])
        had = "had agreed" if self.deal and self.deal.is_over else "agreed"
        whole = f"{len(issues)} issues with figures, a share of the gap on {len(measured)}"
        figures = f"{had} on {len(agreed)} of {whole}" if agreed else whole
        return "; ".join((figures, *found)) if len(issues) > _FEW else ""


@dataclass(frozen=True)
class ScorecardView:
    """The answer of `scorecard`. For programs a row for each measure, then a row for each finding."""

    schema: ClassVar[str] = "scorecard"
    id_column: ClassVar[str] = "issue"
    columns: ClassVar[tuple[str, ...]] = ("part", *SCORE_COLUMNS, *FINDING_COLUMNS)

    snapshot: Snapshot
    cards: tuple[Card, ...]
    agreement: Agreement | None = None
    since: date | None = None
    since_name: str = ""

    @property
    def frame(self) -> Frame:
        of = f" of {self.agreement.id}" if self.agreement else ""
        title, legend = f"{self.snapshot.negotiation.title}: scorecard{of}", _LEGEND if self.cards else ()
        return Frame(title, self.snapshot, self.opening_text, legend)

    @property
    def opening_text(self) -> str:
        """Return what the openings are: `opening = first figure on record`, `opening = held on 2 Dec 2021, else the
        next`."""
        if self.since is None:
            return _FIRST
        name = f"{self.since_name}, " if self.since_name else ""
        return f"opening = held on {name}{day_text(self.since)}, else the next"

    @property
    def lists(self) -> tuple[str, ...]:
        """Return what stands below the figures, a line each: `dropped, Union: pay 100 (withdrawn 9 Mar)`."""
        pairs = [f" ({' and '.join(card.names)})" if len(self.cards) > 1 else "" for card in self.cards]
        return tuple(
            f"{heading}, {who}{pair}: {'; '.join(words)}"
            for card, pair in zip(self.cards, pairs, strict=True)
            for heading, who, words in card.lists()
        )

    @property
    def shares(self) -> tuple[tuple[Fraction | None, Fraction | None], ...]:
        """Return the share of the opening gap that each of the two gave up, for each line of the table."""
        scores = (line.score for card in self.cards for line in card.lines)
        return tuple((score.one.share.part, score.other.share.part) for score in scores)

    def head(self) -> Mapping[str, object]:
        return {
            "negotiation": self.snapshot.negotiation.id,
            "title": self.snapshot.negotiation.title,
            "agreement": self.agreement.id if self.agreement else None,
            "since": self.since.isoformat() if self.since else None,
        }

    def rows(self) -> Iterator[Row]:
        for card in self.cards:
            yield from ({"part": "score", **_NO_FINDING, **line.row()} for line in card.lines)
            pair = {"one": card.one, "other": card.other}
            yield from ({"part": line.finding.sort, **_NO_SCORE, **line.row(), **pair} for line in card.findings)

    def table(self) -> Table:
        names = ("one", "other") if len(self.cards) != 1 else self.cards[0].names
        columns = ("issue", "opening", "last", "agreed", *(f"{name} moved" for name in names), "left", "remarks")
        rows = [_table_row(card, line, len(self.cards) > 1) for card in self.cards for line in card.lines]
        return Table(columns, rows)


_NO_FINDING: Row = dict.fromkeys(FINDING_COLUMNS, "")
_NO_SCORE: Row = dict.fromkeys(SCORE_COLUMNS, "")


def _table_row(card: Card, line: ScoreLine, has_names: bool) -> tuple[str, ...]:
    pairs = [zip(card.names, texts, strict=True) for texts in (line.openings, line.lasts)]
    opening, last = ("; ".join(f"{name} {text}" for name, text in pair) for pair in pairs)
    issue = f"{line.name} ({', '.join(card.names)})" if has_names else line.name
    notes = (
        f"{name}: {'; '.join(notes)}" for name, notes in zip(card.names, line.notes("normal"), strict=True) if notes
    )
    return issue, opening, last, line.agreed, *line.moves, line.left, "; ".join((*notes, *line.remarks))


def build_scorecard(
    snapshot: Snapshot,
    issues: Iterable[Issue],
    agreement: Agreement | None = None,
    since: tuple[date | None, str] = (None, ""),
) -> ScorecardView:
    """Build the scorecard of all counterparts, or of those between whom an `agreement` is; `since` is the day whose
    positions are the openings, and its name."""
    shown = _only(snapshot, agreement) if agreement else snapshot
    principals = [party.id for party in snapshot.negotiation.principals]
    scores: dict[tuple[str, str], list[Score]] = {}
    findings: dict[tuple[str, str], list[Finding]] = {}
    for issue in issues:
        small = on_issue(shown, issue, principals) if issue.class_ == "substance" else shown
        for pair in _pairs(shown, issue, agreement):
            settlement = settlement_of(small, issue, *pair)
            if agreement and settlement and settlement.deal is None:
                settlement = None
            scores.setdefault(pair, []).extend(scores_between(small, issue, pair, settlement, since[0]))
            findings.setdefault(pair, []).extend(findings_between(small, issue, pair, settlement))
    cards = (_card(shown, pair, scores[pair], findings[pair]) for pair in scores if scores[pair] or findings[pair])
    return ScorecardView(snapshot, tuple(cards), agreement, *since)


def _only(snapshot: Snapshot, agreement: Agreement) -> Snapshot:
    """Return the snapshot as if there were no other agreement."""
    known = snapshot.negotiation
    return snapshot.derive(negotiation=known.part(agreements=(agreement,)), context=snapshot.context or known)


def _pairs(snapshot: Snapshot, issue: Issue, agreement: Agreement | None) -> Iterator[tuple[str, str]]:
    """Yield the counterparts on an issue, in display order; with an agreement those that it is between."""
    order = [party.id for party in snapshot.negotiation.principals]
    for number, one in enumerate(order):
        others = counterparts_of(snapshot, one, issue)
        for other in (name for name in order[number + 1 :] if name in others):
            if agreement is None or any(deals_between(snapshot, one, other)):
                yield one, other


def _card(snapshot: Snapshot, pair: tuple[str, str], scores: Iterable[Score], findings: Iterable[Finding]) -> Card:
    lines = tuple(ScoreLine(snapshot, score) for score in scores)
    found = sorted(findings, key=lambda finding: SORTS.index(finding.sort))
    deal = next(deals_between(snapshot, *pair), None)
    return Card(snapshot, *pair, lines, tuple(FindingLine(snapshot, finding) for finding in found), deal)
