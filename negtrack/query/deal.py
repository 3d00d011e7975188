"""One agreement at one moment, with whom it binds and what ended it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from negtrack.frozen import dataclass
from negtrack.model import Agreement, Milestone, OpenItem, Record, Response, Term, is_later
from negtrack.query.binding import is_heard
from negtrack.values import flag_of

DealState = Literal["announced", "agreed provisionally", "agreed", "rejected", "suspended", "ended"]
"""`announced`: a party answered it otherwise than by accepting. `agreed provisionally`: it does not bind all yet."""
OVER = ("rejected", "ended")
"""States of an agreement of which nothing holds any more."""


@dataclass(frozen=True)
class Deal:
    """An agreement at one moment: what is reported of it, oldest first, and whom it binds."""

    agreement: Agreement
    parties: tuple[str, ...]
    """The parties that it is between."""
    milestones: tuple[Milestone, ...]
    """What happened to it as a whole, rival claims included."""
    bound: tuple[Record, ...]
    """By what each party that it binds is bound: a signature, a vote or its own acceptance."""
    answers: tuple[Response, ...]
    """The own answers of parties that it does not bind, of their blocs and members, that are not `accepted`."""
    state: DealState
    endings: tuple[Milestone, ...]
    """By what it was rejected, suspended or ended, oldest first; rival claims of who did it are all here."""
    items: tuple[OpenItem, ...] = ()
    """What it leaves open."""
    contested: tuple[Milestone, ...] = ()
    """Last votes of a party that contradict each other, so that it is not bound by them."""
    voices: tuple[str, ...] = ()
    """Whose word about it counts: the parties that it is between, and their blocs."""

    @property
    def is_binding(self) -> bool:
        """Return whether it binds, or bound, all that it is between."""
        return len(self.bound) == len(self.parties)

    @property
    def is_over(self) -> bool:
        """Return whether nothing of it holds any more."""
        return self.state in OVER

    @property
    def is_partial(self) -> bool:
        """Return whether it was to settle some issues only, so that it says nothing of those that it does not name."""
        return self.agreement.kind in ("partial", "extension")

    @property
    def terms(self) -> tuple[Term, ...]:
        """Return the terms that were said as they stand."""
        return tuple(term for term in self.agreement.terms if (term.modality or self.agreement.modality) == "said")

    @property
    def since(self) -> date:
        """Return the day since which its state is what it is: for an agreement that holds, its own day."""
        return min((one.day for one in self.endings), default=self.agreement.day)

    @property
    def later_signatures(self) -> tuple[Milestone, ...]:
        """Return the signatures of parties whose vote had rejected it before: they bring nothing back, a vote would."""
        signed = [one for one in self.milestones if one.milestone == "signed" and self.hears(one)]
        votes = self.endings if self.state == "rejected" else ()
        return tuple(one for one in signed if any(one.by in ("", vote.by) and is_later(one, vote) for vote in votes))

    def hears(self, milestone: Milestone) -> bool:
        """Return whether a milestone counts: one of its parties says so, or a source reports it."""
        return is_heard(milestone, self.voices)

    def term_on(self, issue: str) -> Term | None:
        """Return what it settles on an issue."""
        return next((term for term in self.terms if term.issue == issue), None)

    def settling_term(self, issue: str) -> Term | None:
        """Return its term on an issue, unless that leaves the value open."""
        term = self.term_on(issue)
        return term if term and flag_of(term.value) != "unspecified" else None

    def item_on(self, issue: str) -> OpenItem | None:
        """Return the last open item on an issue that no term of it settles."""
        items = [item for item in self.items if item.issue == issue]
        return items[-1] if items and not self.settling_term(issue) else None

    def decides(self, issue: str) -> bool:
        """Return whether it settles an issue or leaves it open until a day."""
        return self.settling_term(issue) is not None or self.item_on(issue) is not None
