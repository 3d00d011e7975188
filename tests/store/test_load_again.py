"""What was read of files serves again only where every file is what it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from negtrack.model import Negotiation
from negtrack.store.large import load_again, load_any
from negtrack.store.locate import Place

pytestmark = pytest.mark.usefixtures("_of_any_size")


def entries(known: Negotiation) -> list[str]:
    """Return the ids of everything in a negotiation."""
    return sorted([*known.entries, *known.parties, *known.issues, *known.sources])


def test_same_files(place: Place) -> None:
    """The same files are not read again."""
    known = load_any(place)
    assert load_again(known) is known


def append(place: Place) -> None:
    """A source more."""
    with place.sources.open("a") as file:
        file.write('\n[source.later]\ntitle = "Later"\n')


def rename_title(place: Place) -> None:
    """Another title, as long as before."""
    text = place.negotiation.read_text()
    place.negotiation.write_text(text.replace("title = ", "title  ="))


def add_party(place: Place) -> None:
    """A party more."""
    place.party("newcomer").write_text('name = "Newcomer"\nrole = "observer"\n')


def remove_agreements(place: Place) -> None:
    """A file of agreements that was not there, or no longer is."""
    if place.agreements.exists():
        place.agreements.unlink()
    else:
        place.agreements.write_text('[open.x]\nissue = "none"\n')


def break_party(place: Place) -> None:
    """A file that is no TOML any more."""
    add_party(place)
    place.party("newcomer").write_text("name = \n")


@pytest.mark.parametrize("change", [append, rename_title, add_party, remove_agreements, break_party])
def test_other_files(change: Callable[[Place], None], place: Place) -> None:
    """A file that is another, new or gone is seen."""
    known = load_any(place)
    change(place)
    again = load_again(known)
    assert again is not known
    assert entries(again.negotiation) == entries(load_any(place).negotiation)
    assert [str(problem) for problem in again.problems] == [str(problem) for problem in load_any(place).problems]


def test_files_with_errors(place: Place) -> None:
    """Files with errors are read again, as nothing says which text they had."""
    break_party(place)
    known = load_any(place)
    assert known.problems
    assert load_again(known) is not known
