"""Named tuples that are fast to define behave as those of the standard library."""

from __future__ import annotations

import copy
import pickle
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack import tuples


class Ours(tuples.NamedTuple):
    """Elements with and without a default."""

    name: str
    size: int = 0
    wants: tuple[str, ...] = ()

    @property
    def loud(self) -> str:
        """Return what no element is."""
        return self.name.upper()


class Theirs(NamedTuple):
    """The same."""

    name: str
    size: int = 0
    wants: tuple[str, ...] = ()


VALUES = st.fixed_dictionaries(
    {"name": st.text(max_size=1)},
    optional={"size": st.integers(0, 1), "wants": st.tuples(st.sampled_from("ab"))},
)


@given(one=VALUES, other=VALUES)
def test_the_same_as_the_standard_library(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Elements, equality, order, hashes and representation are those of `typing.NamedTuple`."""
    ours, theirs = (Ours(**one), Ours(**other)), (Theirs(**one), Theirs(**other))
    assert [tuple(one) for one in ours] == [tuple(one) for one in theirs]
    assert (ours[0] == ours[1], ours[0] < ours[1]) == (theirs[0] == theirs[1], theirs[0] < theirs[1])
    assert hash(ours[0]) == hash(theirs[0])
    assert repr(ours[0]).replace("Ours", "Theirs") == repr(theirs[0])
    assert (ours[0].name, ours[0].size, ours[0].wants) == tuple(theirs[0])
    assert ours[0].loud == theirs[0].name.upper()


def test_values_in_order_and_by_name() -> None:
    """As many as there are, or the first with the others by name or by default."""
    assert Ours("a", 1, ("b",)) == Ours("a", wants=("b",), size=1) == ("a", 1, ("b",))
    assert Ours("a", 1) == Ours(size=1, name="a") == ("a", 1, ())


def test_copies() -> None:
    """A tuple is copied and pickled whole, and keeps its class."""
    thing = Ours("a", 3)
    for twin in (copy.copy(thing), copy.deepcopy(thing), pickle.loads(pickle.dumps(thing))):
        assert (twin, type(twin)) == (thing, Ours)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        pytest.param((), {}, id="nothing"),
        pytest.param(("a", 1, (), 2), {}, id="too many"),
        pytest.param(("a",), {"name": "b"}, id="one twice"),
        pytest.param((), {"name": "a", "nane": "b"}, id="an unknown one"),
        pytest.param((), {"size": 1}, id="one that is missing"),
    ],
)
def test_what_cannot_be_made(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    """A wrong call is a TypeError, as with the standard library's."""
    for kind in (Ours, Theirs):
        with pytest.raises(TypeError):
            kind(*given, **named)


def test_nothing_can_be_set() -> None:
    """An element stays what it is."""
    with pytest.raises(AttributeError):
        Ours("a").name = "b"  # type: ignore[misc]


def test_no_element_changes() -> None:
    """An element, or any other attribute, cannot be set; a copy with another element is made of it."""
    ours = Ours("a")
    for name in ("name", "other"):
        with pytest.raises(AttributeError, match="cannot be changed"):
            setattr(ours, name, "b")
    assert (ours._replace(name="b"), ours._asdict()) == (Ours("b"), {"name": "a", "size": 0, "wants": ()})
