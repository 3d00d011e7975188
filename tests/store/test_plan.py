"""What becomes of many items at once: each refusal is about one of them, and every one has its refusal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from negtrack.dates import parse_when
from negtrack.errors import RefusedError
from negtrack.model import Issue, Party, Position, Retraction
from negtrack.store.add import add_items
from negtrack.store.locate import Place

from .harness import NOW, add, load, new_source, position, snapshot

pytestmark = pytest.mark.usefixtures("_of_any_size")


def refusals(place: Place, *items: object) -> list[tuple[str, int | None]]:
    """Return what is refused of the items: message and number; nothing was written."""
    before = snapshot(place)
    with pytest.raises(RefusedError) as caught:
        add_items(place, items, NOW)  # type: ignore[arg-type]
    assert {name: raw for name, raw in snapshot(place).items() if name in before} == before
    return [(problem.message, number) for problem, number in caught.value.blamed]


def test_every_refusal_with_its_item(place: Place) -> None:
    """From every stage: ids and definitions, links, and checks; the valid ones are about nobody."""
    found = refusals(
        place,
        position(value="1"),
        position(id="first", value="2"),
        position(value="many"),
        replace(new_source("wsj")),
        position(value="3", sources=("nothing",)),
        position(value="4", stated=parse_when("2099-01-01"), sources=()),
        position(value="5", party="nobody"),
    )
    messages = {number: message for message, number in found}
    assert set(messages) == {1, 2, 3, 4, 5, 6}
    assert (
        messages[1]
        == "the id first is taken by another record; leave the id out, and for a better reading name it in supersedes"
    )
    assert messages[2].startswith('"many": not a quantity')
    assert messages[3].startswith("source wsj is defined otherwise")
    assert messages[4].startswith('no source "nothing"')
    assert messages[5].startswith("2099-01-01 lies in the future")
    assert messages[6].startswith('no party "nobody"')


def test_two_of_one_id(place: Place) -> None:
    """The second is refused, though neither is written yet."""
    assert refusals(place, position(id="mine", value="1"), position(id="mine", value="2")) == [
        (
            "the id mine is taken by another record; leave the id out, and for a better reading name it in supersedes",
            1,
        )
    ]


def test_two_alike(place: Place) -> None:
    """They are one record; the second is known."""
    first, second = add(place, position(value="1"), position(value="1"))
    assert (first.state, second.state, first.id) == ("new", "known", second.id)


def test_half_a_letter_is_about_one_item(place: Place) -> None:
    """A text that no file can keep does not hide what is wrong with others."""
    found = refusals(place, position(text="\ud800"), position(value="many"))
    assert [number for _, number in found] == [0, 1]
    assert "half a letter that no file can keep" in found[0][0]


def test_the_order_of_items_does_not_matter(place: Place) -> None:
    """Definitions come first, whatever stands first."""
    added = add(
        place,
        Position(id="p", party="oman", issue="pay", value="3", stated=parse_when("2024-03-01"), recorded=NOW),
        Issue(id="pay", title="Pay", kind="quantity"),
        Party(id="oman", name="Oman", role="mediator"),
    )
    assert [record.item.table for record in added if record.item] == ["party", "issue", "position"]
    assert not load(place).problems
    assert load(place).negotiation.entries["p"].party == "oman"


def test_a_record_and_its_retraction_at_once(place: Place) -> None:
    """Adding both twice changes nothing: what is taken back by the same items stays taken back."""
    back = Retraction(id="back", party="israel", recorded=NOW, of="slip", reason="misread")
    both = (position(id="slip"), back)
    assert [record.state for record in add(place, *both)] == ["new", "new"]
    before = snapshot(place)
    assert [record.state for record in add(place, *both)] == ["known", "known"]
    assert snapshot(place) == before


def test_progress_goes_up_to_the_end(place: Place) -> None:
    """From 0 to 1, never back."""
    shares: list[float] = []
    add_items(place, [position(value=str(number)) for number in range(20)], NOW, on_progress=shares.append)
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1
