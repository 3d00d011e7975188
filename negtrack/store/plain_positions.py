"""Positions in which certainly nothing is wrong beside what they name: nearly all, so that most records of a large
negotiation are not asked for each possible error."""

from __future__ import annotations

from operator import attrgetter

from negtrack.model import MEDIA, NAMING, OWN, TAKING_BACK, THIRD_PARTY, Negotiation, Position
from negtrack.store.record_links import issue_dates
from negtrack.store.term_links import TermLinks

_named_in = attrgetter("toward", "after", "limits", *NAMING)
"""Function that returns what a position names, beside what nearly all do."""


class PlainPositions:
    """The positions that are certainly valid with the definitions of a negotiation: they name no other records, and
    each definition that they name exists."""

    def __init__(self, known: Negotiation, links: TermLinks) -> None:
        self._known, self._links = known, links
        self._sides = frozenset((*known.parties, OWN, MEDIA, THIRD_PARTY))
        self._values: dict[tuple[str, str, bool], bool] = known.memo.setdefault(("valid",), {})
        """(issue, value, whether it is refused) -> whether the value is valid, also for other parties' positions."""

    def is_valid(self, position: Position) -> bool:
        """Return whether a position is plain and valid; False does not say that it is invalid."""
        known = self._known
        return (
            position.party in known.parties
            and position.issue in known.issues
            and (position.side in self._sides or not (position.side or position.speaker))
            and known.sources.keys() >= {*position.sources}
            and (position.stated is not None or bool(issue_dates(position, known.sources)))
            and position.stance not in TAKING_BACK
            and not any(_named_in(position))
            and self._is_value(position.issue, position.value, position.stance)
        )

    def _is_value(self, issue: str, text: str, stance: str) -> bool:
        key = issue, text, stance == "refusal"
        if key not in self._values:
            errors = self._links.value_errors("value", issue, text, stance)
            self._values[key] = bool(text) and not any(True for _ in errors)
        return self._values[key]
