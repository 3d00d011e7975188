"""The contents of a document as dataclasses, so that every format has the same words in the same order.

`refs` number the sources from 1. The texts are as people wrote them: each format shows hidden characters as marks and
escapes its markup.
"""

from __future__ import annotations

from datetime import datetime

from negtrack.exchange.rows import Row
from negtrack.frozen import dataclass
from negtrack.model import Source
from negtrack.views.view import SILENT_LEGEND, Table

LEGEND = (
    SILENT_LEGEND,
    "B2: how reliable the source is, from A to E, and how credible what it says, from 1 to 5; F and 6 cannot be judged",
    "[1]: number in the list of sources",
)
"""Legend for readers who see such a document for the first time."""
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


@dataclass(frozen=True)
class PartyColumn:
    """Everything on record of one party on one issue; `silence` is the text where there is nothing."""

    party: str
    said: tuple[Remark, ...]
    silence: str


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
    """Who moved how far: what is measured, the figures, and what became of the demands, a line each."""

    note: str
    table: Table
    lists: tuple[str, ...]


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
    rows: tuple[Row, ...]
    recorded: datetime
    """The newest instant of recording: the date of the file, so that the same data gives the same bytes."""
