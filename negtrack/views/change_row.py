"""One change of a party's position in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from negtrack.diff import MOVEMENTS, Change, held_snapshot, issue_in, withdrawal_of
from negtrack.frozen import dataclass, field, replace
from negtrack.model import Issue, Position
from negtrack.query import Snapshot, standing_of
from negtrack.views.change_phrases import MOST_NAMED, change_phrase, change_phrases, when_since
from negtrack.views.phrasing import caveat_text, lapse_words, provenance, year_of
from negtrack.views.signs import AGREED, CHANGED, CLOSER, DISPUTED, FARTHER, GONE, NEW, OPEN, SAME
from negtrack.views.statement import Statement, join_statements
from negtrack.views.turns import from_to

_BOTH = frozenset({"closer", "farther"})


@dataclass(frozen=True)
class ChangeRow:
    """One change, in words."""

    change: Change
    sign: str
    origins: tuple[str, ...]
    """Voices and days, one after the other: `27 Feb, media`, `24 Mar, own officials`."""
    disputes: tuple[str, ...]
    linked: tuple[str, ...]
    """Linked issues, if the value moved."""
    caveats: tuple[str, ...]
    went: tuple[Statement, ...]
    """What the party held before and holds now, where both are and in other words; else the only one."""
    after: Snapshot = field(repr=False, compare=False)

    @property
    def value(self) -> str:
        """Return what the party held and holds: `400 -> 700..800`, or the only value."""
        return " -> ".join(statement.words for statement in self.went)

    @property
    def origin(self) -> str:
        """Return the voices and days: `27 Feb, media -> 24 Mar, own officials`."""
        return " -> ".join(self.origins)

    @property
    def is_new_unsaid(self) -> bool:
        """Return whether a position is new that was not said as it stands."""
        position = self.change.after
        return "new" in self.change.classes and position is not None and not position.is_said

    @property
    def is_counted(self) -> bool:
        """Return whether the short phrase counts the parties that a movement is measured against."""
        return len(self.change.movements) > MOST_NAMED and bool(_BOTH & set(self.change.classes))

    @cached_property
    def phrase(self) -> str:
        """The kind of change: `moved closer to Hamas: apart 300 -> overlap 700..800`."""
        return change_phrase(self.after, self.change)

    @cached_property
    def short_phrase(self) -> str:
        """The same, for the reader of the value, which says itself that an offer lapsed; of a movement against many
        only how many: `moved closer to 14, farther from 12`."""
        return change_phrase(self.after, self._beside_value, counted=True)

    @cached_property
    def page_phrase(self) -> str:
        """The short phrase without agreements."""
        return change_phrase(self.after, self._alone, counted=True)

    def page_lines(self, is_whole: bool) -> tuple[str, ...]:
        """Return the phrase of a page in parts: each of several movements, then the rest; without several all in
        one."""
        phrases = change_phrases(self.after, self._alone, counted=not is_whole)
        moves = [phrase for phrase in phrases if phrase.startswith("moved ")]
        if len(moves) < 2:
            return ("; ".join(phrases),)
        rest = "; ".join(phrase for phrase in phrases if phrase not in moves)
        return (*moves, *([rest] if rest else []))

    @cached_property
    def document_phrase(self) -> str:
        """The same in words: `moved closer to Hamas: from apart 300 to overlap 700`."""
        return change_phrase(self.after, self._alone, counted=True, turn=from_to)

    @cached_property
    def sentence_phrase(self) -> str:
        """The same for a sentence, of several movements without their gaps: `moved closer to Ford and Stellantis`."""
        own = replace(self._beside_value, agreements=())
        return change_phrase(self.after, own, counted=True, turn=from_to, gaps=False)

    @property
    def _beside_value(self) -> Change:
        return replace(self.change, classes=tuple(name for name in self.change.classes if name != "lapsed"))

    @property
    def _alone(self) -> Change:
        return replace(self._beside_value, agreements=())


def change_row(before: Snapshot, after: Snapshot, change: Change) -> ChangeRow:
    """Return a change between two snapshots in words."""
    old, new = (
        statement_of(held_snapshot(snapshot, change.party, change.issue), position, change.issue) if position else None
        for snapshot, position in ((before, change.before), (after, change.after))
    )
    same = old is not None and new is not None and old.position.id == new.position.id and old.value == new.value
    held = [statement for statement in (None if same else old, new) if statement]
    went = tuple(held if old and new and not _is_same_words(old, new) else held[-1:])
    return ChangeRow(
        change,
        _sign(change),
        (*_origins((before, after), old, new, same), *_withdrawal_phrase(after, change)),
        tuple(_disputes(after, change)),
        related_issues(after, change.issue) if MOVEMENTS & set(change.classes) - {"new"} else (),
        tuple(_caveats(None if same else old, new)),
        went,
        after,
    )


def _is_same_words(old: Statement, new: Statement) -> bool:
    """Return whether two statements read alike, but for the lapse of the later."""
    return new.words in (old.words, ", ".join((old.words, *lapse_words(new.snapshot, new.position))))


def _caveats(old: Statement | None, new: Statement | None) -> Iterator[str]:
    """Yield the caveats of the values that are shown, that of an earlier one as such."""
    before, after = (caveat_text(statement.position) if statement else "" for statement in (old, new))
    if before and before != after:
        yield f"before: {before}"
    if after:
        yield after


def statement_of(snapshot: Snapshot, position: Position, issue: Issue) -> Statement:
    """Return the statement of `position` under its own snapshot's definition of the issue."""
    return Statement(snapshot, position, issue_in(snapshot, issue))


def related_issues(snapshot: Snapshot, issue: Issue) -> tuple[str, ...]:
    """Return the issues that `issue` links to, and those that link to it."""
    back = (other.id for other in snapshot.negotiation.issues.values() if issue.id in other.linked)
    return tuple(dict.fromkeys((*issue.linked, *back)))


_SIGNS: tuple[tuple[str, frozenset[str]], ...] = (
    (DISPUTED, frozenset({"reopened"})),
    (NEW, frozenset({"new", "brought-back"})),
    (GONE, frozenset({"withdrawn", "retracted", "deleted"})),
    (CLOSER, frozenset({"closer"})),
    (FARTHER, frozenset({"farther"})),
    (CHANGED, MOVEMENTS),
    (AGREED, frozenset({"agreed", "settled-by-fallback"})),
    (DISPUTED, frozenset({"newly-contested"})),
    (OPEN, frozenset({"order-unknown"})),
)
"""Sign -> classes of which any one gets it; the first that fits."""


def _sign(change: Change) -> str:
    classes = set(change.classes)
    sign = next((sign for sign, names in _SIGNS if classes & names), SAME)
    return CHANGED if sign == CLOSER and classes >= _BOTH else sign


def _origins(
    snapshots: tuple[Snapshot, Snapshot], old: Statement | None, new: Statement | None, same: bool
) -> Iterable[str]:
    """Return the day and the voice of each statement, each once."""
    before, after = snapshots
    statements = filter(None, (None if same else old, new))
    year = year_of(after)
    return dict.fromkeys(f"{when_since(before, one.position, year)}, {one.who}" for one in statements)


def _withdrawal_phrase(after: Snapshot, change: Change) -> Iterator[str]:
    """Yield the day and the voice of a withdrawal; nothing for other changes."""
    if "withdrawn" in change.classes and change.before and (withdrawal := withdrawal_of(after, change.before)):
        yield f"withdrawn {provenance(after, withdrawal)}"


def _disputes(after: Snapshot, change: Change) -> Iterator[str]:
    """Yield the contested values, each once with all its voices; divided ones as such."""
    if not change.contested:
        return
    voices: dict[str, list[Statement]] = {}
    for position in change.contested:
        statement = statement_of(after, position, change.issue)
        voices.setdefault(statement.words, []).append(statement)
    claims = (f"{value} ({join_statements(statements)})" for value, statements in voices.items())
    standings = {standing_of(after, position, change.issue) for position in change.contested} - {"current"}
    yield f"newly {'divided' if standings == {'divided'} else 'contested'}: {'; '.join(claims)}"
