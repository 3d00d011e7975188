"""Proposals and agreements by words of their titles, or by the hex digits at the end of their ids."""

from __future__ import annotations

import re
from collections.abc import Mapping

from negtrack.beginnings import add_beginning
from negtrack.errors import AmbiguousIdError
from negtrack.ids import fold
from negtrack.model import Agreement, Proposal

_SHORT = 2
"""Letters of a word that is too short to be looked for in titles."""


def id_by_title(known: Mapping[str, Proposal] | Mapping[str, Agreement], text: str, kind: str) -> str:
    """Return the id of the paper of a kind whose id ends in these hex digits, or in whose title `text` stands from the
    beginning of a word; `text` itself where there is none, or where ids begin with it. Raises `AmbiguousIdError`."""
    wanted = fold(text)
    if not wanted or any(name.startswith(wanted) for name in known):
        return text
    is_hex = bool(re.fullmatch("[0-9a-f]{4,64}", wanted))
    named = [name for name in known if is_hex and name.endswith(f"-{wanted}")]
    if not named and len(wanted) > _SHORT:
        named = [name for name, proposal in known.items() if f"-{wanted}" in f"-{fold(proposal.title)}"]
    if len(named) > 1:
        raise AmbiguousIdError(kind, text, named)
    if named:
        add_beginning(kind, text, named[0])
    return named[0] if named else text
