"""The contents of a document as dataclasses, so that every format has the same words in the same order.

`refs` number the sources from 1. The texts are as people wrote them: each format shows hidden characters as marks and
escapes its markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction

from negtrack.frozen import dataclass
from negtrack.model import Negotiation, Source
from negtrack.views.rounds import ROUND_WORDS, UNCHANGED, UNCHANGED_LEGEND
from negtrack.views.view import Table

GRADES = (
    "B2: how reliable the source is, from A to E, and how credible what it says, from 1 to 5; F and 6 cannot be judged"
)
NUMBERS = "[1]: number in the list of sources"
EARLIEST_DATE = datetime(1980, 1, 1, tzinfo=UTC)
"""Date of an empty negotiation's documents; the earliest day in a zip archive."""
MOST_OFFERS = 6
"""Most offers side by side in a table of rounds."""
_ROUNDS_NOTE = "Offers in the order in which they were tabled."
Refs = tuple[int, ...]


@dataclass(frozen=True)
class Voice:
    """Who says so, when and in which sources."""

    words: str
    refs: Refs


@dataclass(frozen=True)
class Remark:
    """One value of one party, and all its voices. `standing` is "" for the headline, else `contested`,
    `earlier` or `also`."""

    value: str
    standing: str
    text: str
    voices: tuple[Voice, ...]
    remarks: tuple[str, ...]
    """Further facts: a red line, what is required in return, who denies it."""
    least: str = ""
    """What of the voices no view leaves out: others' voices and caveats."""


@dataclass(frozen=True)
class PartyColumn:
    """Everything on record of one party on one issue; `silence` is the text where there is nothing."""

    party: str
    said: tuple[Remark, ...]
    silence: str
    changed: str = ""
    """What changed since the day asked for: `new since 14 Mar 2024`, `since 14 Mar 2024; before: 400`."""


@dataclass(frozen=True)
class Closing:
    """The last column on one issue: the value that is offered or agreed, or "", and remarks on it."""

    value: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Topic:
    """One issue across the parties."""

    id: str
    issue: str
    details: tuple[str, ...]
    """Anchor, unit and basis of the values."""
    group: str
    stands: tuple[PartyColumn, ...]
    others: tuple[PartyColumn, ...]
    """Parties without a column that spoke on the issue."""
    closing: Closing
    gap: str
    distance: int | float | str | None
    more_than: bool
    """Whether `distance` is a lower bound."""
    unit: str
    contested: bool
    status: str
    """Status of the least settled pair as `overview` counts it; "" where no two parties are counterparts."""
    fallen: str
    """`ended`, `suspended` or `reopened` where an agreement on it no longer holds, else ""."""
    disputed: bool
    """Whether a party's later words dispute what is agreed."""


@dataclass(frozen=True)
class AnswerRow:
    """One party's answer to a proposal: the answer, remarks, and whose words it is."""

    party: str
    answer: str
    remarks: tuple[str, ...]
    voice: Voice


@dataclass(frozen=True)
class ProposalPart:
    """One proposal: its terms as issue and value, and every standing answer."""

    title: str
    facts: str
    """Kind, who tabled it, when: `bridging, tabled by the United States, by 23 Mar`."""
    voice: Voice
    marks: tuple[str, ...]
    terms: tuple[tuple[str, str], ...]
    answers: tuple[AnswerRow, ...]


@dataclass(frozen=True)
class Citation:
    """One source in the list of sources: author, title and publication in `words`, then its day. `link` is its address
    if that is a valid web address."""

    source: Source
    words: str
    issued: str
    link: str
    records: int


@dataclass(frozen=True)
class Scorecard:
    """Who moved how far: what is measured, the figures, the share of the opening gap that each of the two gave up on
    each line of them (None where there is none), and what became of the demands, a line each."""

    note: str
    table: Table
    shares: tuple[tuple[Fraction | None, Fraction | None], ...]
    lists: tuple[str, ...]


@dataclass(frozen=True)
class Changes:
    """What changed since a day: in sentences, counted, and as a table."""

    title: str
    """`Since 14 Mar 2024`."""
    counts: str
    sentences: tuple[str, ...]
    table: Table


@dataclass(frozen=True)
class Dossier:
    """Everything that a document shows."""

    id: str
    title: str
    summary: str
    clocks: str
    """The moment that it shows: `as of 26 Mar 2024`."""
    parties: tuple[str, ...]
    party_ids: tuple[str, ...]
    last: str
    """The heading of the last column: the proposal's title, or `agreed`."""
    last_facts: str
    """The proposal's kind, who tabled it, when; "" without one."""
    groups: tuple[tuple[str, tuple[Topic, ...]], ...]
    proposals: tuple[ProposalPart, ...]
    rounds: Table
    """The offers across, in the order in which they were tabled."""
    scorecard: Scorecard | None
    """Who moved how far; None where no agreement is on record."""
    sources: tuple[Citation, ...]
    legend: tuple[str, ...]
    """The meaning of the words and signs that the document has."""
    negotiation: Negotiation
    changes: Changes | None = None
    """What changed since the day asked for; None where none was."""

    @property
    def topics(self) -> tuple[Topic, ...]:
        """Return the issues of all groups."""
        return tuple(topic for _, topics in self.groups for topic in topics)

    @property
    def last_name(self) -> str:
        """Return the heading of the last column as it begins a line."""
        return self.last if self.last_facts else self.last.capitalize()

    @property
    def rounds_note(self) -> str:
        """Return what the rounds are, with the meaning of the signs and marks that they have."""
        marks = {mark for name in self.rounds.columns for mark in name.split(", ")[1:]}
        legend = [UNCHANGED_LEGEND] if any(UNCHANGED in row for row in self.rounds.rows) else []
        legend += [f"{mark}: {words}" for mark, words in ROUND_WORDS.items() if mark in marks]
        return " ".join((_ROUNDS_NOTE, *([f"{'; '.join(legend)}."] if legend else [])))

    @property
    def round_tables(self) -> Iterator[Table]:
        """Yield the rounds in tables of a few offers each: of an issue that one of these names, and beside the last of
        them the gap; nothing without offers."""
        columns, rows = self.rounds.columns, self.rounds.rows
        last = len(columns) - 1
        for start in range(1, last, MOST_OFFERS):
            end = min(start + MOST_OFFERS, last)
            chosen = [0, *range(start, end), *([last] if end == last else [])]
            named = [row for row in rows if any(row[start:end]) or end == last]
            yield Table(
                tuple(columns[number] for number in chosen), [tuple(row[number] for number in chosen) for row in named]
            )

    @property
    def has_last(self) -> bool:
        """Return whether the last column says anything."""
        return any(topic.closing.value or topic.closing.remarks for topic in self.topics)

    @property
    def has_gaps(self) -> bool:
        """Return whether a gap is known anywhere."""
        return any(topic.gap for topic in self.topics)

    @property
    def recorded(self) -> datetime:
        """Return the newest instant of recording: the date of a file, so that the same data gives the same bytes."""
        return max((entry.recorded for entry in self.negotiation.entries.values()), default=EARLIEST_DATE)
