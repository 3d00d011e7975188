"""What came to be agreed since a day, or was reopened, once for all who are concerned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negtrack.diff import AgreementStep, Change
from negtrack.frozen import dataclass, replace
from negtrack.model import Issue
from negtrack.query import Snapshot
from negtrack.views.change_phrases import MOST_NAMED, stood_before
from negtrack.views.change_row import ChangeRow
from negtrack.views.deal_words import settlement_text
from negtrack.views.pair_names import pair_names
from negtrack.views.pair_words import pair_text
from negtrack.views.phrasing import count_text
from negtrack.views.signs import AGREED as AGREED_SIGN
from negtrack.views.signs import DISPUTED
from negtrack.views.voices import party_name

AGREED = ("agreed", "settled-by-fallback", "reopened")
"""Classes of agreements, which have one row for all who agreed."""


@dataclass(frozen=True)
class AgreedRow:
    """What became of an issue between some parties."""

    issue: Issue
    parties: str
    """The parties: `UAW and Ford`; `14 pairs` where they are many."""
    text: str
    """`agreed 25%`, `reopened, was agreed provisionally 25%`."""
    change: str
    """The class: `agreed`, `settled-by-fallback`, `reopened`."""
    before: str
    """What both held before: `before: UAW 36%, Ford 23%`; or what was agreed: `was agreed provisionally 25%, p`; ""
    where that is not known, or of many."""
    pairs: frozenset[tuple[str, frozenset[str]]]
    """The issue with each two parties."""

    @property
    def sign(self) -> str:
        """Return the sign of its class."""
        return DISPUTED if self.change == "reopened" else AGREED_SIGN

    @property
    def aside(self) -> str:
        """Return the parties, with what both held before, or what was agreed: `before: UAW 36%, Ford 23%`, `UAW and
        Ford, was agreed provisionally 25%, p`."""
        names = "" if self.before.startswith("before: ") else self.parties
        return ", ".join(filter(None, (names, self.before)))

    @property
    def sentence(self) -> str:
        """Return it as a sentence: `Pay: agreed 25% (before: UAW 36%, Ford 23%).`"""
        return f"{self.issue.title}: {self.text} ({self.aside})."


def is_listed(row: ChangeRow) -> bool:
    """Return whether there is more in a change of a party than what was agreed."""
    return bool({*row.change.classes} - {*AGREED} or row.caveats or row.disputes)


def issues_by_class(changes: Iterable[Change]) -> Iterator[tuple[str, int]]:
    """Yield on how many issues something came to be agreed, was settled by a fallback, or reopened."""
    found = [*changes]
    for name in AGREED:
        if issues := {change.issue.id for change in found if name in change.classes}:
            yield name, len(issues)


def agreed_rows(after: Snapshot, lines: Iterable[ChangeRow]) -> Iterator[AgreedRow]:
    """Yield the agreements on each issue, new or ended, once for each pair, or counted where many say the same."""
    steps = {
        (line.change.issue.id, step.change, frozenset((line.change.party, step.counterpart))): (line, step)
        for line in reversed(list(lines))
        for step in line.change.agreements
    }
    alike: dict[tuple[str, str], list[AgreedRow]] = {}
    for line, step in reversed(steps.values()):
        row = _row(after, line, step)
        alike.setdefault((row.issue.id, row.text), []).append(row)
    for rows in alike.values():
        if len(rows) > MOST_NAMED:
            pairs = frozenset[tuple[str, frozenset[str]]]().union(*(row.pairs for row in rows))
            yield replace(rows[0], parties=count_text(len(rows), "pair"), before="", pairs=pairs)
        else:
            yield from _joined(after, rows)


def _joined(after: Snapshot, rows: Iterable[AgreedRow]) -> Iterator[AgreedRow]:
    """Yield rows of one text, as one those of which no more is to say than between whom."""
    alike, order = dict[str, list[AgreedRow]](), list(after.negotiation.parties)
    for row in rows:
        alike.setdefault(row.before, []).append(row)
    for same in alike.values():
        pairs = frozenset[tuple[str, frozenset[str]]]().union(*(row.pairs for row in same))
        names = sorted(tuple(sorted(map(order.index, pair))) for row in same for _, pair in row.pairs)
        named = pair_names(after, [(order[one], order[other]) for one, other in names])
        yield same[0] if len(same) == 1 else replace(same[0], parties=named, pairs=pairs)


def _row(after: Snapshot, line: ChangeRow, step: AgreementStep) -> AgreedRow:
    issue, names = line.change.issue, (line.change.party, step.counterpart)
    parties = " and ".join(party_name(after.negotiation, name) for name in names)
    text, before = _words(after, issue, step)
    return AgreedRow(issue, parties, text, step.change, before, frozenset([(issue.id, frozenset(names))]))


def _words(after: Snapshot, issue: Issue, step: AgreementStep) -> tuple[str, str]:
    """Return what became of an issue between two parties, and what both held before they came to agree."""
    if step.change != "reopened":
        held, was = stood_before(after, issue, step)
        before = f"before: {held}" if held else f"was {was}" if was else ""
        return pair_text(after, step.pair, issue), before
    settlement = step.now.settlement if step.now else None
    if settlement and settlement.deal and (settlement.is_reopened or settlement.parts):
        return f"reopened: {settlement_text(after, settlement, issue)}", ""
    return f"reopened, was {pair_text(after, step.pair, issue)}", ""
