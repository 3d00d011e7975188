"""Entries of a party's file, appended and never changed: positions, proposals, responses, notes, retractions. A
retraction may also stand in `agreements.toml`; its party is then ""."""

from collections.abc import Mapping
from typing import ClassVar, Self

from negtrack.dates import When
from negtrack.field_docs import doc
from negtrack.frozen import dataclass, field
from negtrack.ids import subject_in, subject_of
from negtrack.model.entries import Entry, Record, Strength
from negtrack.model.fields import Day, Deadline, Id, Switch, Text
from negtrack.model.terms import RecordName, RecordNames, TermText, record_of, term_of
from negtrack.model.words import Answer, ProposalKind, Stance

TAKING_BACK = {"withdrawal": "withdraws", "denial": "denies"}
"""Stance -> the field that names the records that a position with this stance takes back."""
NAMING = ("supersedes", *TAKING_BACK.values())
"""Fields of a position that name other records."""


@dataclass(frozen=True, kw_only=True)
class Position(Record):
    """One statement of what a party would accept on one issue."""

    table: ClassVar[str] = "position"

    issue: Id = field(metadata=doc("The issue that it is about.", names="ISSUE"))
    stance: Stance = field(default="demand", metadata=doc("The kind of statement."))
    value: Text = field(
        default="", metadata=doc("What the party would accept, such as 'at least 2 weeks'.", names="VALUE")
    )
    qualifier: Text = field(default="", metadata=doc("How the value is counted, if not as the issue defines."))
    toward: Id = field(default="", metadata=doc("The counterpart, if it is meant for only one.", names="PARTY"))
    requires: tuple[Text, ...] = field(
        default=(), metadata=doc("A condition: 'ISSUE = VALUE' or prose.", names="CONDITION")
    )
    supersedes: tuple[RecordName, ...] = field(
        default=(), metadata=doc("An entry of ours that this one corrects; PROPOSAL#ISSUE a term.", names="RECORD")
    )
    withdraws: tuple[RecordName, ...] = field(
        default=(),
        metadata=doc("A position, proposal or answer that the party drops; PROPOSAL#ISSUE one term.", names="RECORD"),
    )
    denies: tuple[RecordName, ...] = field(
        default=(),
        metadata=doc("A position, answer or note that the party denies; PROPOSAL#ISSUE one term.", names="RECORD"),
    )
    granted_by: Text = field(default="", metadata=doc("Who granted a mandate."))
    limits: tuple[TermText, ...] = field(
        default=(), metadata=doc("What a mandate allows: 'ISSUE = VALUE'.", names="ISSUE=VALUE")
    )
    proposal: str = field(default="", compare=False)
    """Proposal of whose terms it is one; "" for all others."""
    origin: str = field(default="", compare=False)
    """Record that it is derived from, a proposal, a disclosure or a response; "" if it was recorded itself."""
    expires: When | None = field(default=None, compare=False)
    """When the offer that it is lapses; None for all others."""
    alternatives: frozenset[str] = field(default=frozenset(), compare=False)
    """Proposals of which exactly one holds, its own among them; none for all others."""
    package: tuple[str, ...] = field(default=(), compare=False)
    """The other terms of an alternative, which holds as a whole."""
    at_most: Strength = field(default=Strength.STRONG, compare=False)
    """Strength that it cannot exceed: an acceptance binds no more than the term that was accepted."""

    derived: ClassVar[frozenset[str]] = Record.derived | {
        *("proposal", "origin", "expires", "alternatives", "package", "at_most")
    }

    @property
    def subject(self) -> str:
        return self.issue

    @property
    def names(self) -> frozenset[str]:
        """Return its id, and of a term the proposal and `PROPOSAL#ISSUE`, by which it may be taken back."""
        if not self.origin:
            return frozenset((self.id,))
        term = f"{self.proposal}#{self.issue}" if self.proposal else self.id
        return frozenset((self.id, self.origin, self.proposal, term))

    @property
    def strength(self) -> Strength:
        by_words = super().strength
        return self.at_most if by_words < self.at_most else by_words


@dataclass(frozen=True, kw_only=True)
class Proposal(Record):
    """Terms put on the table."""

    table: ClassVar[str] = "proposal"
    has_terms: ClassVar[bool] = True

    title: Text = field(metadata=doc("What people call it."))
    kind: ProposalKind = field(default="package", metadata=doc("The kind of proposal."))
    tabled: Day | None = field(
        default=None, metadata=doc("When it was tabled; '../2024-03-23' means by that day.", names="DATE")
    )
    terms: tuple[TermText, ...] = field(
        default=(),
        metadata=doc(
            "What it offers: 'ISSUE = VALUE', the value undisclosed if not public.", "--term", names="ISSUE=VALUE"
        ),
    )
    between: tuple[Id, ...] = field(
        default=(), metadata=doc("A party that it is to bring together [default: all].", names="PARTY")
    )
    with_: tuple[Id, ...] = field(default=(), metadata=doc("A party that tabled it jointly.", names="PARTY"))
    answers: Id = field(default="", metadata=doc("The proposal that it answers.", names="PROPOSAL"))
    amends: Id = field(
        default="", metadata=doc("An earlier proposal whose other terms carry over unchanged.", names="PROPOSAL")
    )
    alternative_to: tuple[Id, ...] = field(
        default=(), metadata=doc("A proposal of the same party; exactly one of both holds.", names="PROPOSAL")
    )
    expires: Deadline | None = field(
        default=None, metadata=doc("The day or instant after which it can no longer be accepted.", names="DATE")
    )
    final: Switch = field(default=False, metadata=doc("Whether its speaker called it last or final.", "--final"))
    supersedes: tuple[Id, ...] = field(
        default=(), metadata=doc("A proposal record of ours that this one corrects.", names="PROPOSAL")
    )
    discloses: Id = field(
        default="",
        metadata=doc(
            "An earlier proposal whose undisclosed terms this one discloses; it is no new proposal.", names="PROPOSAL"
        ),
    )

    @property
    def subject(self) -> str:
        return subject_of(self.title) or self.table

    @property
    def cites(self) -> tuple[str, ...]:
        return (*self.sources, *(name for term in self.terms for name in term.sources))

    @property
    def when(self) -> When | None:
        return self.tabled or self.stated


@dataclass(frozen=True, kw_only=True)
class Response(Record):
    """One party's answer to a proposal, to terms of it, or to another party's position."""

    table: ClassVar[str] = "response"
    former_keys: ClassVar[Mapping[str, str]] = {"proposal": "to"}

    to: RecordNames = field(
        metadata=doc(
            "The proposal or agreement that it answers, terms of it (PROPOSAL#ISSUE), or another party's position.",
            names="PROPOSAL",
        )
    )
    answer: Answer = field(metadata=doc("The party's answer."))
    no_counter: Switch = field(
        default=False, metadata=doc("Whether a party that rejected it offered nothing in turn.", "--no-counter")
    )
    reservations: Text = field(default="", metadata=doc("What the party reserves."))

    @property
    def proposal(self) -> str:
        """Return the record that it answers: a proposal, or another party's position."""
        return record_of(self.to[0])

    @property
    def issues(self) -> frozenset[str]:
        """Return the issues of the terms that it answers; none if it answers a whole proposal, or a position."""
        return frozenset(map(term_of, self.to)) - {""}

    @property
    def subject(self) -> str:
        return subject_in(self.proposal)

    def concerns(self, issue: str) -> bool:
        """Return whether it answers the term on `issue`, alone or with the whole."""
        return not self.issues or issue in self.issues

    def covers(self, other: Self) -> bool:
        """Return whether it answers everything that `other` answers."""
        return not self.issues or (bool(other.issues) and other.issues <= self.issues)


@dataclass(frozen=True, kw_only=True)
class Note(Record):
    """A context figure or a remark that is no position."""

    table: ClassVar[str] = "note"


@dataclass(frozen=True, kw_only=True)
class Retraction(Entry):
    """A statement that one entry of ours, which may be a retraction, was an error."""

    table: ClassVar[str] = "retraction"

    party: Id = field(
        default="",
        metadata=doc("The party that it belongs to; none for an entry of no party.", names="PARTY", option=False),
    )
    of: Id = field(
        metadata=doc("The entry that was an error; to retract a retraction restores its entry.", names="RECORD")
    )
    reason: Text = field(metadata=doc("Why our entry was an error."))


PARTY_ENTRIES: tuple[type[Entry], ...] = (Position, Proposal, Response, Note, Retraction)
