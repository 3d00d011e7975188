"""`negtrack edit`: edit a file in your editor and validate it on return."""

from __future__ import annotations

import contextlib
from typing import Annotated

from negtrack.cli.options import Scope, argument, option
from negtrack.cli.output.printing import log
from negtrack.cli.recording.editing import edit_file
from negtrack.cli.recording.prompts import prompt_for
from negtrack.cli.session import place_of
from negtrack.errors import DataError
from negtrack.lookup import find_party
from negtrack.model import Negotiation, Party
from negtrack.store.edit import SHARED, discard_draft, party_files
from negtrack.store.load import load_negotiation
from negtrack.store.locate import Place

EXAMPLES = (
    "negtrack edit union",
    "negtrack edit negotiation",
    "negtrack edit union --discard",
)


def command(
    file: Annotated[
        str,
        argument(
            metavar="[PARTY|negotiation|sources|agreements|proposed]",
            help="File to edit: a party's, or one of the others.",
        ),
    ] = "",
    *,
    discard: Annotated[bool, option("--discard", help="Discard the text that an earlier edit kept.")] = False,
    scope: Scope,
) -> None:
    """Edit a file in $VISUAL or $EDITOR. A text with new problems is reported and not stored.

    You edit a copy, which replaces the file if it is valid. An invalid text is kept, and the next edit of the same
    file continues with it; an empty text changes nothing.
    """
    place = place_of(scope)
    name = prompt_for(
        file, "PARTY", lambda text: _find_file(place, text), hint="or negotiation, sources, agreements, proposed"
    )
    if discard:
        log(f"negtrack: {'discarded the kept text' if discard_draft(place, name) else 'no text was kept'}")
        return
    edit_file(place, name, lambda message: log(f"negtrack: {message}"))


def _find_file(place: Place, text: str) -> str:
    """Return the name of a shared file, or the id of the party, also where its file or the negotiation's is invalid."""
    if text in SHARED:
        return text
    files = {name: Party(id=name, name=name, role="principal") for name in party_files(place)}
    with contextlib.suppress(DataError):  # errors of the negotiation's own file do not matter here
        files |= load_negotiation(place).negotiation.parties
    return find_party(Negotiation(place.id, "", parties=files), text).id
