"""Frozen dataclasses with shared methods behave as those of the standard library."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.frozen import dataclass, from_trusted, replace_fast


def thing(decorate: Callable[[type], type], name: str) -> Any:
    """Return a class with everything that a field may be."""

    class Thing:
        kind: ClassVar[str] = "thing"

        name: str
        size: int = 0
        line: int = field(default=0, compare=False)
        wants: dict[str, str] = field(default_factory=dict, hash=False)
        secret: str = field(default="", repr=False)

        @property
        def loud(self) -> str:
            return self.name.upper()

    made = decorate(Thing)
    made.__qualname__ = name  # by which pickle finds it
    return made


Ours: Any = thing(dataclass(frozen=True), "Ours")
Theirs: Any = thing(dataclasses.dataclass(frozen=True), "Theirs")


@dataclass(frozen=True, kw_only=True)
class Wider(Ours):  # type: ignore[misc]  # made above
    """A field that must be named, behind those of its base."""

    depth: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class WiderTheirs(Theirs):  # type: ignore[misc]
    """The same."""

    depth: int


@dataclass(frozen=True)
class Plain:
    """Nothing that is made for each object."""

    name: str
    size: int = 0


@dataclasses.dataclass(frozen=True)
class PlainTheirs:
    """The same."""

    name: str
    size: int = 0


FIELDS = st.fixed_dictionaries(
    {"name": st.text(max_size=2)},
    optional={
        "size": st.integers(0, 1),
        "line": st.integers(0, 1),
        "wants": st.dictionaries(st.sampled_from("ab"), st.sampled_from("cd")),
        "secret": st.sampled_from(["", "x"]),
    },
)


@given(one=FIELDS, other=FIELDS)
def test_the_same_as_the_standard_library(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Fields, equality, hashes, representation, `asdict` and `replace` are those of `dataclasses.dataclass`."""
    ours, theirs = (Ours(**one), Ours(**other)), (Theirs(**one), Theirs(**other))
    assert (ours[0] == ours[1]) == (theirs[0] == theirs[1])
    assert (hash(ours[0]) == hash(ours[1])) == (hash(theirs[0]) == hash(theirs[1]))
    assert repr(ours[0]).replace("Ours", "Theirs") == repr(theirs[0])
    assert dataclasses.asdict(ours[0]) == dataclasses.asdict(theirs[0])
    assert dataclasses.asdict(dataclasses.replace(ours[0], **other)) == dataclasses.asdict(
        dataclasses.replace(theirs[0], **other)
    )
    assert ours[0] != theirs[0]


@pytest.mark.parametrize("make", [lambda: Ours("a", 3), lambda: Wider("a", depth=2)])
def test_copies(make: Callable[[], Any]) -> None:
    """An object is copied and pickled whole, and two that are made alike share no dictionary."""
    thing = make()
    assert copy.copy(thing) == copy.deepcopy(thing) == pickle.loads(pickle.dumps(thing)) == thing
    assert make().wants is not make().wants


@pytest.mark.parametrize("given", [("a",), ("a", 3)])
def test_values_without_names(given: tuple[Any, ...]) -> None:
    """Values in order fill the fields from the first one on, and the others have their defaults."""
    assert vars(Plain(*given)) == vars(PlainTheirs(*given))


@given(FIELDS)
def test_from_trusted_is_calling(fields: dict[str, Any]) -> None:
    """`from_trusted` gives what calling the class does, and two objects share no default that is made for each."""
    assert from_trusted(Ours, fields) == Ours(**fields)
    assert vars(from_trusted(Plain, {"name": "a"})) == vars(Plain("a")) == {"name": "a", "size": 0}
    assert from_trusted(Ours, {"name": "a"}).wants is not from_trusted(Ours, {"name": "a"}).wants


@given(FIELDS, st.text(), st.integers())
def test_replace_fast_is_replace(fields: dict[str, Any], name: str, size: int) -> None:
    """`replace_fast` gives what `replace` does, and leaves what it was given as it was."""
    thing = Ours(**fields)
    assert replace_fast(thing, name=name, size=size) == dataclasses.replace(thing, name=name, size=size)
    assert thing == Ours(**fields)


@pytest.mark.parametrize(
    ("cls", "given", "named"),
    [
        pytest.param(Ours, (), {}, id="nothing"),
        pytest.param(Ours, (), {"name": "a", "nane": "b"}, id="an unknown one"),
        pytest.param(Ours, (), {"nane": "b"}, id="an unknown one for one that is missing"),
        pytest.param(Ours, ("a",), {"name": "b"}, id="one twice"),
        pytest.param(Ours, ("a", 1, 2, {}, "", 5), {}, id="too many"),
        pytest.param(Wider, ("a", 1, 2, {}, "", 5), {}, id="one that must be named"),
        pytest.param(Wider, ("a",), {}, id="without the one that must be named"),
        pytest.param(Plain, (), {}, id="nothing of a plain one"),
        pytest.param(Plain, ("a", 1, 2), {}, id="too many of a plain one"),
    ],
)
def test_what_cannot_be_made(cls: type, given: tuple[Any, ...], named: dict[str, Any]) -> None:
    """A wrong call is a TypeError, as with the standard library's."""
    for kind in (cls, {Ours: Theirs, Wider: WiderTheirs, Plain: PlainTheirs}[cls]):
        with pytest.raises(TypeError):
            kind(*given, **named)


def test_nothing_can_be_set() -> None:
    """Neither fields nor anything else is set or deleted."""
    thing = Ours("a")
    with pytest.raises(FrozenInstanceError):
        thing.name = "b"
    with pytest.raises(FrozenInstanceError):
        thing.more = 1
    with pytest.raises(FrozenInstanceError):
        del thing.name
    assert (thing.name, thing.loud, Ours.kind) == ("a", "A", "thing")


def test_what_was_made_otherwise() -> None:
    """An object that somebody filled without calling the class, as pydantic does, is as good as any."""

    @dataclass(frozen=True)
    class Bare:
        name: str

    one = object.__new__(Bare)
    object.__setattr__(one, "name", "a")
    assert (repr(one), one, hash(one)) == (repr(Bare("a")), Bare("a"), hash(Bare("a")))


def test_its_own_methods_stay() -> None:
    """A method that a class writes itself is not replaced."""

    @dataclass(frozen=True)
    class Named:
        name: str

        def __repr__(self) -> str:
            return f"<{self.name}>"

    assert repr(Named("a")) == "<a>"


class Louder(Wider):
    """Methods alone, without a field of its own."""

    def shout(self) -> str:
        """Return its name, aloud."""
        return f"{self.name.upper()}!"


def test_a_class_that_adds_only_methods_needs_no_decorator() -> None:
    """Its objects have the fields of its base, are shown and compared by them, and differ from those of its base."""
    one = Louder("a", depth=2)
    assert (one.shout(), one.depth, repr(one)) == ("A!", 2, "Louder(name='a', size=0, line=0, wants={}, depth=2)")
    assert one == Louder("a", depth=2) != Louder("a", depth=3)
    assert one != Wider("a", depth=2)
    with pytest.raises(FrozenInstanceError):
        one.depth = 3  # type: ignore[misc]
