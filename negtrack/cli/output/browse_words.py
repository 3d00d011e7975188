"""What `browse` is asked for, from its parameters: those of its command line, and those that are typed as a filter.

Imports little, as the first page waits for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from negtrack.browse.asked import Asked
from negtrack.cli.options import Scope
from negtrack.cli.output.output_format import detail_of


def scope_words(scope: Scope) -> list[str]:
    """Return the options that say where the negotiation is, as they were given."""
    given = (("-n", scope.negotiation), ("--data", scope.data))
    return [word for name, value in given if value for word in (name, value)]


def read_asked(given: Mapping[str, Any]) -> tuple[list[str], Asked]:
    """Return the names that the parameters of `browse` have, and what they ask for."""
    asked = Asked(
        issues=tuple(given["issue"] or ()),
        groups=tuple(given["group"] or ()),
        **{name: given[name] for name in ("step", "proposal", "everything", "matrix", "as_of", "known_at", "layout")},
        detail=detail_of(given["verbose"], given["brief"]),
    )
    return list(given["what"] or ()), asked
