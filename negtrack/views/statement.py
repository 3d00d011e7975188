"""One position in words, for every view: its value, and its provenance in a short and a long form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from negtrack.frozen import dataclass, field
from negtrack.model import Issue, Position, Proposal
from negtrack.query import Snapshot, alternatives_of, unrestated_steps
from negtrack.values import canonical_text, print_value
from negtrack.views.phrasing import (
    RED_LINE,
    caveat_text,
    condition_words,
    join_provenance,
    lapse_words,
    least_provenance,
    marks_of,
    provenance,
    stance_word,
    starred_provenance,
    value_text,
    when_text,
    year_of,
)
from negtrack.views.voices import said_by, voice_beside


@dataclass(frozen=True)
class Statement:
    """One position in words: its value, and its provenance in a short and a long form; computed on first use."""

    snapshot: Snapshot = field(repr=False, compare=False)
    position: Position
    issue: Issue
    then: Snapshot | None = field(default=None, repr=False, compare=False)
    """The moment whose alternatives it names, where the snapshot is a later one."""

    @property
    def value(self) -> str:
        """Return the canonical value, which parses to the same set; "" where it takes something back."""
        return canonical_text(self.position.value, self.issue.scale) if self.position.value else ""

    @property
    def said(self) -> str:
        """Return the canonical value if it was said as it stands; "" otherwise, as nobody holds it."""
        return self.value if self.position.is_said else ""

    @cached_property
    def words(self) -> str:
        """Return the value for the reader: how firmly it was said, its own basis, the steps that it leaves open and its
        conditions; with the alternatives to it, and that the offer has lapsed."""
        return " or ".join(self._alternatives) or self._alone

    @cached_property
    def alone(self) -> str:
        """Return the value for the reader without the alternatives to it, which have lines of their own: `p: 40m`."""
        return f"{self.position.proposal}: {self._alone}" if self.position.alternatives else self._alone

    @property
    def remark(self) -> str:
        """Return what a machine value and its qualifier leave out: how firmly it was said, that it is a red line,
        conditions, withdrawals and denials, and caveat."""
        position = self.position
        firmness = "" if position.is_said else value_text(position, self.issue)
        red_line = RED_LINE if position.stance == "red-line" else ""
        alternatives = " or ".join(self._alternatives)
        said = (firmness, red_line, *self._unrestated, *self._conditions, *self._lapsed, alternatives)
        return "; ".join(filter(None, (*said, *self.marks, caveat_text(position))))

    @property
    def _conditions(self) -> tuple[str, ...]:
        return condition_words(self.snapshot, self.position)

    @property
    def marks(self) -> tuple[str, ...]:
        """Return its withdrawals and denials: `denied by the party`."""
        return marks_of(self.snapshot, self.position)

    @property
    def whole(self) -> str:
        """Return the value with whose word it is unless the party's own on record, marks and caveat, in one line."""
        beside = voice_beside(self.snapshot.negotiation, self.position)
        stance = stance_word(self.snapshot.negotiation, self.position)
        words = ", ".join(filter(None, (self.words, stance, beside, *self.marks)))
        return f"{words} ({caveat_text(self.position)})" if self.position.caveat else words

    @property
    def _own_words(self) -> tuple[str, ...]:
        value = " ".join((value_text(self.position, self.issue), *(f"({text})" for text in self._unrestated)))
        return (value, *self._conditions)

    @property
    def _alone(self) -> str:
        return ", ".join((*self._own_words, *self._lapsed))

    @property
    def _lapsed(self) -> tuple[str, ...]:
        return lapse_words(self.snapshot, self.position)

    @property
    def _alternatives(self) -> tuple[str, ...]:
        """Return each alternative with its proposal; none where there is only one."""
        if not self.position.alternatives:
            return ()
        offers = alternatives_of(self.then or self.snapshot, self.position, self.issue)
        if len(offers) == 1:
            return ()
        return tuple(Statement(self.snapshot, offer, self.issue).alone for offer in offers)

    @property
    def _unrestated(self) -> Iterator[str]:
        """Yield the steps that it leaves open, with what stood there: `2023 not restated; USD 90m on 1 Mar`."""
        if not self.issue.steps or not self.issue.scale.is_stepped:
            return
        found: dict[str, tuple[list[str], list[str]]] = {}
        for name, earlier, value in unrestated_steps(self.snapshot, self.position, self.issue):
            day = when_text(earlier.when, year_of(self.snapshot))
            names, values = found.setdefault(day, ([], []))
            names.append(name)
            values.append(print_value(value, self.issue.scale))
        for day, (names, values) in found.items():
            yield f"{', '.join(names)} not restated; {', '.join(values)} on {day}"

    @cached_property
    def short(self) -> str:
        """Return who said it, date and grade: `according to Egyptian officials, 25 Mar, B2`."""
        return provenance(self.snapshot, self.position)

    def mark(self, provenance: str) -> str:
        """Return one of the provenances with the marks behind it."""
        return "; ".join((provenance, *self.marks))

    @property
    def who(self) -> str:
        """Return who said it, with its stance where it is neither demanded nor offered: `red line, own statement`."""
        negotiation, position = self.snapshot.negotiation, self.position
        return ", ".join(filter(None, (stance_word(negotiation, position), said_by(negotiation, position))))

    @property
    def cited(self) -> str:
        """Return who said it and the grade, with marks and caveat, in one line."""
        words = ", ".join(filter(None, (self.who, self.position.grade)))
        return "; ".join(filter(None, (words, *self.marks, caveat_text(self.position))))

    @property
    def least(self) -> str:
        """Return what no view leaves out: `according to Egyptian officials; caveat: ...`, "" for the party's own on
        record."""
        return least_provenance(self.snapshot, [self.position])

    @property
    def brief(self) -> str:
        """Return `least` with a star for voices and caveats: `* (red line)`."""
        return starred_provenance(self.snapshot, [self.position])

    @cached_property
    def long(self) -> str:
        """Return the whole provenance: `according to Egyptian officials, background, 25 Mar, B2`."""
        return provenance(self.snapshot, self.position, whole=True)


def join_statements(statements: Sequence[Statement]) -> str:
    """Return who said one value, in short, each with its marks and its caveat."""
    return join_provenance(statements[0].snapshot, [statement.position for statement in statements])


def disclosed_words(snapshot: Snapshot, proposal: Proposal, issue: Issue) -> tuple[str, ...]:
    """Return what others say that a proposal offers on an issue: `about 700, according to a source, 25 Mar, C2`."""
    statements = (Statement(snapshot, offer, issue) for offer in snapshot.disclosed(proposal, issue.id))
    return tuple(f"{statement.words}, {statement.short}" for statement in statements)
