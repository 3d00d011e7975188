"""The names of parties, issues or sources: id -> name of the known and of the created ones, found by id or by name.

Two names that fold to one id (`B` and `B*`) are one thing or two by the user's word alone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from negtrack import frozen
from negtrack.errors import MAX_KNOWN, NotationError, UsageError, nearest, quote_words
from negtrack.ids import SHORTEST_HASH, content_hash, fold, id_of


@frozen.dataclass(frozen=True)
class Rulings:
    """What the user says of names: a name -> the name that is meant, and pairs that are two things -> as written; names
    as keys."""

    same: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[frozenset[str], str] = field(default_factory=dict)


@dataclass
class Namespace:
    """The names of one kind of definition."""

    kind: str
    known: dict[str, str]
    created: dict[str, str] = field(default_factory=dict)
    rulings: Rulings = field(default_factory=Rulings)
    found: dict[str, str] = field(default_factory=dict)
    """Text -> id of earlier lookups."""
    remedy: str = "define it first, or use --create"
    """What to do about a name that is unknown."""

    def __post_init__(self) -> None:
        self._by_name: dict[str, dict[str, None]] = {}
        self.kept_apart: set[frozenset[str]] = set()
        """The pairs of `--apart` that were needed."""
        self._ruled: set[str] = set()
        """The names of `--same` that were looked for."""
        for id, name in self.known.items():
            self._by_name.setdefault(_name_key(name), {})[id] = None

    def find(self, text: str, create: bool) -> str:
        """Return the id that `text` means. Raises `NotationError` where there is none, or another name has that id."""
        if text not in self.found:
            self.found[text] = self._find(" ".join(text.split()), create)
        return self.found[text]

    def meant_by(self, text: str) -> str:
        """Return the name that the user says is meant by `text`; "" for none."""
        return self._ruled_name(text)

    def is_ruled(self, name: str) -> bool:
        """Return whether a name of `--same` was looked for, as a key."""
        return name in self._ruled

    def doubled(self) -> Iterator[tuple[str, str]]:
        """Yield each known id that another name is to stand for by `--same`, with the id of that name."""
        for name, other in self.rulings.same.items():
            named = [*self._by_name.get(name, ()), *([fold(name)] if fold(name) in self.known else [])]
            meant = self.found.get(other) or next(iter(self._by_name.get(_name_key(other), ())), other)
            if name in self._ruled:
                yield from ((id, meant) for id in dict.fromkeys(named) if id != meant)

    def _ruled_name(self, text: str) -> str:
        """Return the name that is meant by `text` by `--same`; "" for none."""
        if not self.rulings.same:
            return ""
        key = _name_key(text)
        if key in self.rulings.same:
            self._ruled.add(key)
        return self.rulings.same.get(key, "")

    def define(self, id: str, name: str) -> None:
        """Add an imported definition, so that it is found and not created."""
        self.known[id] = name
        self.created.pop(id, None)
        self._by_name.setdefault(_name_key(name), {})[id] = None

    def twins(self) -> Iterator[tuple[str, str]]:
        """Yield the created names that differ in case, accents or signs alone, in pairs; also those that are one."""
        first: dict[str, str] = {}
        names = [" ".join(text.split()) for text, id in self.found.items() if id in self.created]
        for name in (*self.known.values(), *dict.fromkeys(names)):
            other = first.setdefault(_look(name), name)
            if name and other not in (name, fold(name)) and name not in self.known and name != fold(other):
                yield other, name

    def _find(self, text: str, create: bool) -> str:
        text = self._ruled_name(text) or text
        if text in self.known or text in self.created:
            return text
        named = list(self._by_name.get(_name_key(text), ()))
        if len(named) > 1:
            more = ", ..." if len(named) > MAX_KNOWN else ""
            raise NotationError(f'"{text}" is the name of {", ".join(named[:MAX_KNOWN])}{more}; write the id of one')
        if named:
            return named[0]
        folded = fold(text)
        if folded in self.known and (not self.known[folded] or _name_key(text) == folded):
            return folded
        if not create:
            raise self._same_id(folded, text) if folded in self.known else NotationError(self._unknown(text, folded))
        return self._create(text)

    def _create(self, text: str) -> str:
        """Return the id of a new name. Raises `NotationError` where another name has it."""
        id = id_of(text)
        if self._is_taken(id):
            id = self._another_id(id, text)
        self.created[id] = text
        self._by_name.setdefault(_name_key(text), {})[id] = None
        return id

    def _another_id(self, id: str, text: str) -> str:
        """Return a free id for a name whose id is taken: with digits of its hash where it is long, with a number where
        the two are apart by the user's word."""
        digest, pair = content_hash({"name": text}), frozenset((_name_key(text), _name_key(self._name_of(id))))
        numbers: Iterable[str] = map(str, count(2))
        if len(fold(text)) > len(id) and fold(text) != id:
            numbers = (digest[:length] for length in range(SHORTEST_HASH, len(digest)))
        elif pair not in self.rulings.apart:
            raise self._same_id(id, text)
        else:
            self.kept_apart.add(pair)
        return next(name for name in (f"{id}-{number}" for number in numbers) if not self._is_taken(name))

    def _same_id(self, id: str, text: str) -> NotationError:
        other = self._name_of(id)
        pair = quote_words(f"{text}={other}")
        remedy = f"use --same {pair} if they are one {self.kind}, --apart {pair} if they are two"
        return NotationError(f'"{text}" has the id {id} of "{other}"; {remedy}')

    def _name_of(self, id: str) -> str:
        return self.known.get(id) or self.created.get(id) or id

    def _is_taken(self, id: str) -> bool:
        return id in self.known or id in self.created

    def _unknown(self, text: str, folded: str) -> str:
        near = nearest(folded, self.known)
        hint = f"did you mean {near[0]}?" if near else self.remedy
        return f'no {self.kind} "{text}"; {hint}'


def _name_key(name: str) -> str:
    """Return `name` without differences of case and blanks, for comparison."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _look(name: str) -> str:
    """Return the letters and digits of a name without case and accents."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in letters if char.isalnum())


def parse_rulings(same: Iterable[str], apart: Iterable[str]) -> Rulings:
    """Parse repeated `A=B` of `--same` and `--apart`. Raises `UsageError`."""
    ones = (_pair("--same", text) for text in same)
    twos = ((text, *_pair("--apart", text)) for text in apart)
    return Rulings(
        {_name_key(name): other for name, other in ones},
        {frozenset((_name_key(name), _name_key(other))): text for text, name, other in twos},
    )


def _pair(option: str, text: str) -> tuple[str, str]:
    name, _, other = (part.strip() for part in text.partition("="))
    if not name or not other:
        raise UsageError(f'{option} "{text}": write NAME=NAME')
    return name, other
