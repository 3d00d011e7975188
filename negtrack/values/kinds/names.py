"""Names: the lists that a party would accept, by the names that a list must hold and those that it may hold.

    Bexley; Fenwick            exactly these; `none` is the empty list
    all but Garrow             exactly the closed list of the issue without these; `all` is the whole of it
    at least Bexley            these, and any others
    at most Bexley; Fenwick    any of these, and no others
    not Garrow                 any list without these

`at least` can be joined with one of the last two: `at least Bexley and at most Bexley; Fenwick`. Two values meet
exactly where each may hold what the other must hold. Names are compared without regard to case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from negtrack.errors import NotationError, nearest
from negtrack.frozen import dataclass
from negtrack.values.kind import Dates, Gap, Kind
from negtrack.values.ranges import fold
from negtrack.values.shapes import FLAGS, Value

if TYPE_CHECKING:
    from negtrack.values.notation import Scale

_SIGNS = {">=": "at least", "≥": "at least", "<=": "at most", "≤": "at most", "!=": "not", "≠": "not"}
_OPERATOR = r"(?:at least|at most|all but|not)(?= |$)|[<>!]=|[≤≥≠]"
_AND = rf" and (?={_OPERATOR})"
_EXACT = ("", "all but")
_JOINED = [{"at least", "at most"}, {"at least", "not"}]
_RESERVED = ("none", "all", *FLAGS)
_AMBIGUOUS = (",", " and ", " or ")
"""Words that join names, and may also be part of one."""
_SHOWN = 8
"""Most names of a closed list that a message shows."""
_LONG = 3
"""From this many names of a closed list on, those left out are printed if they are fewer."""


@dataclass(frozen=True)
class Clause:
    """Names, and the operator before them."""

    operator: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class NamesValue(Value):
    """A value as written."""

    clauses: tuple[Clause, ...] = ()

    @property
    def is_point(self) -> bool:
        """Return whether it is one single list."""
        return self.clauses[0].operator in _EXACT


@dataclass(frozen=True)
class NamesGap(Gap):
    """The gap between two values that are apart, and the names that one must hold and the other may not."""

    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Limits:
    """Names that a list must hold and may hold, case-folded; where `may` is None, everything but what is `barred`."""

    must: frozenset[str]
    may: frozenset[str] | None
    barred: frozenset[str] = frozenset()

    def excluded(self, names: frozenset[str]) -> frozenset[str]:
        """Return those of `names` that a list may not hold."""
        return names & self.barred if self.may is None else names - self.may

    def includes(self, other: _Limits) -> bool:
        """Return whether every list within `other` is within these."""
        if not self.must <= other.must:
            return False
        if other.may is not None:
            return not self.excluded(other.may)
        return self.may is None and self.barred <= other.barred

    def meet(self, other: _Limits) -> _Limits:
        """Return the limits of the lists that are within both."""
        must, barred = self.must | other.must, self.barred | other.barred
        finite = [may for may in (self.may, other.may) if may is not None]
        if not finite:
            return _Limits(must, None, barred)
        return _Limits(must, frozenset.intersection(*finite) - barred)


class _Names(Kind):
    """Names as written, those of a closed list in its spelling and order."""

    def parse(self, text: str, scale: Scale) -> Value:
        """Parse the names and their operators; raise NotationError, for an unknown name with the nearest known one."""
        listed = {_key(name): name for name in scale.names}
        parts = re.split(_AND, fold(text), flags=re.IGNORECASE)
        clauses = sorted((self._clause(part, listed) for part in parts), key=lambda clause: clause.operator)
        operators = [clause.operator for clause in clauses]
        if len(clauses) > 1 and (set(operators) not in _JOINED or len(clauses) > 2):
            raise NotationError('only "at least A" can be joined, with "and at most B" or "and not B"')
        value = NamesValue(self.name, clauses=tuple(clauses))
        limits = _limits(value, scale)
        if lost := limits.excluded(limits.must):
            names = _spelled(lost, scale, value)
            raise NotationError(f"{'; '.join(names)} must be in the list and may not be; write one or the other")
        return value

    def print(self, value: Value, scale: Scale | None) -> str:
        """Return the clauses as written."""
        return " and ".join(_print_clause(clause) for clause in _clauses(value))

    def has_distance(self, scale: Scale) -> bool:
        """Return True: names are counted."""
        return True

    def gap(self, a: Value, b: Value, scale: Scale, dates: Dates) -> Gap:
        """Return the common part, else how many and which names one must hold and the other may not."""
        ours, theirs = _limits(a, scale), _limits(b, scale)
        lost = theirs.excluded(ours.must) | ours.excluded(theirs.must)
        if lost:
            names = _spelled(lost, scale, a, b)
            return NamesGap("apart", distance=Fraction(len(names)), unit="names", kind=self.name, names=names)
        common = ours.meet(theirs)
        value = a if common == ours else b if common == theirs else self._value_of(common, scale, a, b)
        return Gap("overlap", common=value, unit="names", kind=self.name)

    def contains(self, outer: Value, inner: Value, scale: Scale, dates: Dates) -> bool:
        """Return whether every list that `inner` accepts is one that `outer` accepts."""
        return _limits(outer, scale).includes(_limits(inner, scale))

    def is_same(self, a: Value, b: Value, scale: Scale, dates: Dates) -> bool:
        """Return whether both accept the same lists."""
        return _limits(a, scale) == _limits(b, scale)

    def ends(self, value: Value, scale: Scale, dates: Dates) -> tuple[tuple[object, ...], ...]:
        """Return the limits of its lists."""
        return ((_limits(value, scale),),)

    def print_distance(self, gap: Gap) -> str:
        """Return how many names it is, and which."""
        names = gap.names if isinstance(gap, NamesGap) else ()
        return f"{len(names)} name{'s' * (len(names) != 1)}: {', '.join(names)}"

    def option_errors(self, options: Sequence[str]) -> Iterator[str]:
        """Yield the errors of a closed list: words of the notation, names that stand twice, and a list of one name that
        may be several."""
        if len(options) == 1 and "," in options[0]:
            several = "; ".join(map(str.strip, options[0].split(",")))
            yield f'"{options[0]}" may be one name or several; write "{several}", or the name without commas'
        keys = list(map(_key, options))
        for at, name in enumerate(options):
            if ";" in name or _is_notation(name):
                yield f'"{name}" is also notation of values; write it otherwise'
            elif keys[at] in keys[:at]:
                yield f'"{name}" stands twice; delete one'

    def _clause(self, text: str, listed: Mapping[str, str]) -> Clause:
        match = re.match(_OPERATOR, text, flags=re.IGNORECASE)
        word = match[0].casefold() if match else ""
        operator, rest = _SIGNS.get(word, word), text[match.end() :].strip() if match else text
        if not operator and _key(rest) == "none":
            return Clause("", ())
        is_all = not operator and _key(rest) == "all"
        if (is_all or operator == "all but") and not listed:
            raise NotationError('"all" needs a closed list; write the names, or give the issue its names')
        return Clause("all but", ()) if is_all else Clause(operator, self._read_names(rest, listed))

    def _read_names(self, text: str, listed: Mapping[str, str]) -> tuple[str, ...]:
        names: dict[str, str] = {}
        for part in filter(None, map(str.strip, text.split(";"))):
            names.setdefault(_key(part), part)
        if not names:
            raise self.error()
        for key, name in names.items():
            if key not in listed and (error := _name_error(name, tuple(listed.values()))):
                raise NotationError(error)
        return tuple(name for key, name in listed.items() if key in names) or tuple(names.values())

    def _value_of(self, limits: _Limits, scale: Scale, *written: Value) -> Value:
        """Return the value of exactly these limits, with the names as `written`."""
        clauses = (Clause(operator, _spelled(keys, scale, *written)) for operator, keys in _written(limits, scale))
        return NamesValue(self.name, clauses=tuple(clauses))


def _clauses(value: Value) -> tuple[Clause, ...]:
    return value.clauses if isinstance(value, NamesValue) else ()


def _key(name: str) -> str:
    return fold(name).casefold()


def _is_notation(name: str) -> bool:
    """Return whether a name would be read as more than a name, alone or in a list."""
    key = _key(name)
    return key in _RESERVED or bool(re.match(rf"{_OPERATOR}|one of ", key) or re.search(_AND, f" {key}"))


def _name_error(name: str, listed: Sequence[str]) -> str:
    """Return why `name` is not in the closed list or, without one, may be several names; "" for a name."""
    if listed:
        near = nearest(_key(name)[:40], {_key(known): known for known in listed})
        hint = f"did you mean {next(known for known in listed if _key(known) == near[0])}? " if near else ""
        rest = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
        return f'no name "{name[:40]}"; {hint}names: {"; ".join(listed[:_SHOWN])}{rest}'
    if _is_notation(name):
        return f'"{name[:40]}" is no name; write names alone, such as "at least Garrow"'
    if any(word in f" {_key(name)} " for word in _AMBIGUOUS):
        return f'"{name[:40]}" may be one name or several; separate names with ";", or give the issue its names'
    return ""


def _print_clause(clause: Clause) -> str:
    names = "; ".join(clause.names)
    if clause.operator == "all but":
        return f"all but {names}" if names else "all"
    return f"{clause.operator} {names}".strip() or "none"


def _limits(value: Value, scale: Scale) -> _Limits:
    """Return the limits of a value; with a closed list none is without `may`."""
    given = {clause.operator: frozenset(map(_key, clause.names)) for clause in _clauses(value)}
    listed = frozenset(map(_key, scale.names))
    if "all but" in given:
        exactly = listed - given["all but"]
        return _Limits(exactly, exactly)
    if "" in given:
        return _Limits(given[""], given[""])
    must, barred = (given.get(operator, frozenset()) for operator in ("at least", "not"))
    if "at most" in given:
        return _Limits(must, given["at most"])
    return _Limits(must, listed - barred) if listed else _Limits(must, None, barred)


def _spelled(keys: Iterable[str], scale: Scale, *written: Value) -> tuple[str, ...]:
    """Return names as the closed list has them, in its order, else as they are first written."""
    names = {_key(name): name for name in scale.names}
    for name in (name for value in written for clause in _clauses(value) for name in clause.names):
        names.setdefault(_key(name), name)
    wanted = set(keys)
    return tuple(name for key, name in names.items() if key in wanted)


def _written(limits: _Limits, scale: Scale) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the operators and names that write limits; with a closed list those left out, where they are fewer."""
    listed = frozenset(map(_key, scale.names))
    may = limits.may
    left_out = limits.barred if may is None else listed - may
    is_shorter = may is None or (len(may) >= _LONG and len(left_out) < len(may) and may <= listed)
    if may == limits.must:
        yield ("all but", left_out) if is_shorter else ("", limits.must)
        return
    if limits.must:
        yield "at least", limits.must
    if is_shorter and left_out:
        yield "not", left_out
    elif may is not None and (may != listed or not limits.must):
        yield "at most", may


NAMES = _Names(
    name="names",
    noun="a list of names",
    examples=("Bexley; Fenwick", "at least Garrow", "at most Bexley; Fenwick", "not Garrow", "none"),
    help="lists of names: Bexley; Fenwick, at least Garrow, at most Bexley; Fenwick, all but Garrow, none",
    max_length=5_000,
    option_fields=("names",),
    has_semicolons=True,
)
