"""Mappings and items that are made when they are asked for."""

from __future__ import annotations

import pytest

from negtrack.lazy import LazyItems, LazySelection


def test_the_last_value_that_is_accepted() -> None:
    """Each key has the last of its values that is accepted, in the order of the keys; without one it is missing."""
    accepted = {"odd": (1, 3), "even": (2,)}
    pairs = [("odd", 1), ("even", 2), ("odd", 3), ("odd", 4), ("even", 5), ("none", 6)]
    found = LazySelection(pairs, lambda key, value: value in accepted.get(key, ()))
    assert [*found.items()] == [("odd", 3), ("even", 2)]
    assert (len(found), "none" in found, "other" in found, found.get("none")) == (2, False, False, None)
    with pytest.raises(KeyError):
        found["none"]


def test_only_what_is_asked_for() -> None:
    """Of other keys nothing is found out, and of none twice."""
    asked: list[tuple[str, int]] = []
    found = LazySelection([("a", 1), ("b", 2), ("a", 3)], lambda key, value: asked.append((key, value)) or value == 1)
    assert ("a" in found, found["a"], found.get("a")) == (True, 1, 1)
    assert asked == [("a", 3), ("a", 1)]


def test_items_are_made_once_and_no_sooner() -> None:
    """Items are made in their order, each when it is first asked for, and none twice."""
    made: list[int] = []
    items = LazyItems(made.append(number) or number for number in range(3))
    first, second = iter(items), iter(items)
    assert (next(first), next(second), next(second), made) == (0, 0, 1, [0, 1])
    assert ([*first], [*second], [*items], made) == ([1, 2], [2], [0, 1, 2], [0, 1, 2])
