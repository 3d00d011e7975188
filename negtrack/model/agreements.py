"""Entries of `agreements.toml`, which belong to no party: agreements, open items and milestones."""

from typing import ClassVar

from negtrack.dates import When
from negtrack.field_docs import doc
from negtrack.frozen import dataclass, field
from negtrack.model.entries import Record
from negtrack.model.fields import OWN, Day, Deadline, Id, Text, Votes
from negtrack.model.terms import RecordName, RecordNames, TermText, record_of, term_of
from negtrack.model.words import AgreementKind, MilestoneWord

OF_A_TERM = ("begun", "done", "not-done")
"""The milestones of a single term; of these, those but the first may have a value."""
ENDING = ("suspended", "ended")
"""The milestones of an agreement that may also be those of a single term."""


@dataclass(frozen=True, kw_only=True)
class DealRecord(Record):
    """A record of no party, whose `party` is "". `holder` is the party whose act it reports, "" if it is of all."""

    derived: ClassVar[frozenset[str]] = Record.derived | {"party"}

    party: Id = ""

    @property
    def holder(self) -> str:
        return ""

    @property
    def is_own(self) -> bool:
        return bool(self.side) and self.side in (OWN, self.holder)


@dataclass(frozen=True, kw_only=True)
class Agreement(DealRecord):
    """An agreement between parties, with the terms on which they settled."""

    table: ClassVar[str] = "agreement"
    has_terms: ClassVar[bool] = True

    title: Text = field(metadata=doc("What people call it."))
    kind: AgreementKind | None = field(default=None, metadata=doc("The kind of agreement."))
    date: Day = field(metadata=doc("When it was made.", names="DATE"))
    between: tuple[Id, ...] = field(
        default=(), metadata=doc("A party that it binds [default: all principals].", names="PARTY")
    )
    follows: RecordNames = field(default=(), metadata=doc("A proposal that became it.", names="PROPOSAL"))
    terms: tuple[TermText, ...] = field(
        default=(), metadata=doc("What it settles: 'ISSUE = VALUE'.", "--term", names="ISSUE=VALUE")
    )

    @property
    def cites(self) -> tuple[str, ...]:
        return (*self.sources, *(name for term in self.terms for name in term.sources))

    @property
    def when(self) -> When | None:
        return self.date


@dataclass(frozen=True, kw_only=True)
class OpenItem(DealRecord):
    """An issue that an agreement leaves open, until when, and what holds if it is not settled by then."""

    table: ClassVar[str] = "open"

    agreement: Id = field(metadata=doc("The agreement that leaves it open.", names="AGREEMENT"))
    issue: Id = field(metadata=doc("The issue that is left open.", names="ISSUE"))
    decide_by: Deadline = field(metadata=doc("The day or instant by which it is to be decided.", names="DATE"))
    otherwise: Text = field(
        default="", metadata=doc("What holds if it is not decided by then: the fallback.", names="VALUE")
    )

    @property
    def subject(self) -> str:
        return self.issue


@dataclass(frozen=True, kw_only=True)
class Milestone(DealRecord):
    """A step of an agreement or of one of its terms, such as a signature, as one speaker claims it; others may contest
    it."""

    table: ClassVar[str] = "milestone"

    agreement: RecordName = field(
        metadata=doc("The agreement, or one term of it (AGREEMENT#ISSUE).", names="AGREEMENT")
    )
    milestone: MilestoneWord = field(metadata=doc("What happened."))
    by: Id = field(default="", metadata=doc("The party that did it; no party if all did.", names="PARTY"))
    body: Text = field(
        default="",
        metadata=doc("The organ of the party that decided, or the id of a part of it.", names="BODY"),
    )
    for_: Votes | None = field(default=None, metadata=doc("Votes for it, or their share of all votes.", names="NUMBER"))
    against: Votes | None = field(
        default=None, metadata=doc("Votes against it, or their share of all votes.", names="NUMBER")
    )
    value: Text = field(default="", metadata=doc("How much of the term is done, or is not.", names="VALUE"))
    date: Day | None = field(
        default=None, metadata=doc("When it happened, or is to happen [default: when it was said].", names="DATE")
    )

    @property
    def deal(self) -> str:
        """Return the agreement that it is about."""
        return record_of(self.agreement)

    @property
    def issue(self) -> str:
        """Return the issue of the term that it is about; "" for the whole agreement."""
        return term_of(self.agreement)

    @property
    def subject(self) -> str:
        return self.deal

    @property
    def holder(self) -> str:
        return self.by

    @property
    def votes(self) -> str:
        """Return the votes as people write them: `26 to 12`, `69.3% for`; "" where none are known."""
        if self.for_ is not None and self.against is not None:
            return f"{self.for_} to {self.against}"
        if self.for_ is not None:
            return f"{self.for_} for"
        return f"{self.against} against" if self.against is not None else ""

    @property
    def when(self) -> When | None:
        return self.date or self.stated

    @property
    def is_ahead(self) -> bool:
        """Return whether it was said before its date, so that it was planned and is not reported as done."""
        first, said = self.date and self.date.first, self.stated and self.stated.last
        return bool(first and said and said < first)


DEAL_ENTRIES: tuple[type[DealRecord], ...] = (Agreement, OpenItem, Milestone)
