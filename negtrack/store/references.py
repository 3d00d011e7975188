"""Ids that name something: whether it exists, and if not, an error with a suggestion."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from negtrack.errors import MAX_HINTS, nearest
from negtrack.store.definition_checks import FieldError


class References:
    """What the ids of a negotiation can name: `broken` are ids with errors of their own, `unreadable` kinds of ids in
    files that cannot be read, `others` ids of further entries."""

    def __init__(self, broken: Collection[str], unreadable: Collection[str], others: Collection[str]) -> None:
        self._broken, self._unreadable, self._others = broken, unreadable, others
        self._hints = MAX_HINTS

    def errors(self, field: str, kind: str, ids: Iterable[str], known: Collection[str]) -> Iterator[FieldError]:
        """Yield an error for each of `ids` that is not `known`; one without a message where the id has an error of its
        own. Callers look up what every record names first, as this takes several times as long."""
        for name in ids:
            if not name or name in known or kind in self._unreadable or (kind == "record" and name in self._others):
                continue
            if name not in self._broken:
                yield self.unknown_error(field, kind, name, [*known, *self._others] if kind == "record" else known)
            elif field in ("issue", "party", "terms", "limits", "value"):
                yield FieldError(field, "")

    def unknown_error(self, field: str, kind: str, name: str, known: Collection[str]) -> FieldError:
        """Return the error for an unknown id."""
        self._hints -= 1
        near = nearest(name, known) if self._hints >= 0 else []
        hint = f"did you mean {near[0]}?" if near else _list_known(known) if self._hints >= 0 else "fix or delete it"
        return FieldError(field, f'no {kind} "{name}"; {hint}', "dangling-reference")


def _list_known(known: Collection[str]) -> str:
    return f"known are {', '.join(sorted(known)[:8]) or 'none'}"
