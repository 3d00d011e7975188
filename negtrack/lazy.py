"""Mappings and items that are made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class LazyMapping(Mapping[K, V]):
    """Map each of `keys`, in their order, to the result of `build`, which is called once a key."""

    def __init__(self, keys: Iterable[K], build: Callable[[K], V]) -> None:
        self._keys: Mapping[K, object] = keys if isinstance(keys, Mapping) else dict.fromkeys(keys)
        self._build = build
        self._built: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        if key not in self._built:
            if key not in self._keys:
                raise KeyError(key)
            self._built[key] = self._build(key)
        return self._built[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class LazySelection(Mapping[K, V]):
    """Map keys to the last of their values that `is_selected` accepts, which is called once for a key and its value;
    keys without one are missing."""

    def __init__(self, pairs: Iterable[tuple[K, V]], is_selected: Callable[[K, V], bool]) -> None:
        self._values: dict[K, list[V]] = {}
        for key, value in pairs:
            self._values.setdefault(key, []).append(value)
        self._is_selected = is_selected
        self._found: dict[K, list[V]] = {}

    def __getitem__(self, key: K) -> V:
        if not (found := self._find(key)):
            raise KeyError(key)
        return found[0]

    def __contains__(self, key: object) -> bool:
        return key in self._values and bool(self._find(key))

    def __iter__(self) -> Iterator[K]:
        return filter(self._find, self._values)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _find(self, key: K) -> list[V]:
        """Return the value of a key, alone; nothing where there is none."""
        if key not in self._found:
            last = (value for value in reversed(self._values.get(key, ())) if self._is_selected(key, value))
            self._found[key] = [*islice(last, 1)]
        return self._found[key]


class LazyItems(Sequence[V]):
    """Items that are made one after another as they are asked for, each once."""

    def __init__(self, items: Iterable[V]) -> None:
        self._coming = iter(items)
        self._made: list[V] = []

    def __iter__(self) -> Iterator[V]:
        number = 0
        while number < len(self._made) or self._make():
            yield self._made[number]
            number += 1

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, number: Any) -> Any:
        return [*self][number]

    def _make(self) -> bool:
        """Make the next item; return whether there is one."""
        found = [*islice(self._coming, 1)]
        self._made += found
        return bool(found)
