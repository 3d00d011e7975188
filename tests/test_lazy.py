"""Mappings that find out about a key when it is asked for."""

from __future__ import annotations

import pytest

from negtrack.lazy import LazySelection


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
