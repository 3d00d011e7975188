"""What a document shows, as records: worded once, so that every format says the same in the same order.

`refs` number the sources from 1. The texts are as people wrote them: each format shows hidden characters as marks and
escapes what it must.
"""

from __future__ import annotations

from datetime import datetime

from negtrack.exchange.rows import Row
from negtrack.frozen import dataclass
from negtrack.model import Source

LEGEND = (
    "silent: no position on record",
    "B2: how reliable the source is, from A to E, and how credible what it says, from 1 to 5; F and 6 cannot be judged",
    "[1]: number in the list of sources",
)
"""What a reader needs to know who has never seen such a document."""
Refs = tuple[int, ...]


@dataclass(frozen=True)
class Voice:
    """Who says so, when, in which sources."""

    words: str
    refs: Refs


@dataclass(frozen=True)
class Remark:
    """One value of one party, and everybody who gives it. `standing` is "" for the headline, else `contested`,
    `earlier` or `also`."""

    value: str
    standing: str
    text: str
    voices: tuple[Voice, ...]
    remarks: tuple[str, ...]
    """What else must be known: a red line, what is required in return, who denies it."""


@dataclass(frozen=True)
class PartyColumn:
    """All that one party is on record with on one issue; `silence` says it where there is nothing."""

    party: str
    said: tuple[Remark, ...]
    silence: str


@dataclass(frozen=True)
class Closing:
    """The last column on one issue: the value offered or agreed, "" without one, and remarks on it."""

    value: str
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Topic:
    """One issue across the parties."""

    issue: str
    details: tuple[str, ...]
    """What the values count from, in what, on which basis."""
    group: str
    stands: tuple[PartyColumn, ...]
    others: tuple[PartyColumn, ...]
    """Parties without a column that spoke on it."""
    closing: Closing
    gap: str
    distance: int | float | str | None
    more_than: bool
    """Whether they are more than `distance` apart."""
    unit: str
    contested: bool


@dataclass(frozen=True)
class AnswerRow:
    """One party's answer to a proposal: what, in whose words, and whatever else is known."""

    party: str
    answer: str
    words: str
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
    """One source, as a list of sources names it: author, title and publication in `words`, then its day. `link` is its
    address where that is one to follow."""

    source: Source
    words: str
    issued: str
    link: str
    records: int


@dataclass(frozen=True)
class Dossier:
    """Everything that a document shows."""

    id: str
    title: str
    summary: str
    as_of: str
    parties: tuple[str, ...]
    last: str
    """The heading of the last column: the proposal's title, or `agreed`."""
    last_facts: str
    """The proposal's kind, who tabled it, when; "" without one."""
    groups: tuple[tuple[str, tuple[Topic, ...]], ...]
    proposals: tuple[ProposalPart, ...]
    sources: tuple[Citation, ...]
    rows: tuple[Row, ...]
    recorded: datetime
    """When the newest of it was recorded: the day of the file, so that the same data gives the same bytes."""
