"""A position or an answer that is not recorded yet: the words that it quotes, and what was answered so far."""

from __future__ import annotations

from collections.abc import Mapping

from negtrack.frozen import dataclass, field, replace
from negtrack.model import OWN, Issue
from negtrack.screen.cells import Range

CARRIED = ("speaker", "side", "attribution", "grade")
"""Fields that the next position begins with; the stance too, where its issue is of the same class."""


@dataclass(frozen=True)
class Draft:
    """The range of the words, and the fields by their keys; "" is not given. A side is a party's id until the party is
    chosen: its own people are `own` then, and those of another party stay so. `settled` are the questions about it that
    were answered and are not asked again; `is_hashed` says that only the hash of the words is recorded,
    `is_response` that it is an answer, whose fields are `to` and `answer`."""

    span: Range
    party: str = ""
    issue: str = ""
    value: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()
    is_hashed: bool = False
    is_response: bool = False

    def get(self, key: str) -> str:
        """Return a field; "" where it is not given."""
        return self.fields.get(key, "")

    def with_fields(self, **fields: str) -> Draft:
        """Return the draft with other fields."""
        return replace(self, fields={**self.fields, **fields})

    @property
    def side(self) -> str:
        """Return the side of the speaker, seen from the party."""
        side = self.get("side")
        return OWN if side and side == self.party else side


def carry(last: Draft) -> Mapping[str, str]:
    """Return the fields that the next position begins with: whose word it is stays, of any party."""
    fields = {key: last.get(key) for key in CARRIED if last.get(key)}
    if fields.get("side") == OWN:
        fields["side"] = last.party
    return fields


def usual_stance(issue: Issue | None) -> str:
    """Return the stance of a position that names none."""
    return "statement" if issue and issue.class_ == "process" else "demand"
