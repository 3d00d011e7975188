"""Named tuples that are fast to define.

The standard library writes and compiles a constructor for each, which takes ten times as long as the class itself. Here
all share one, which takes longer to call: what is made for every pair is a standard one. To type checkers all are; of
their methods there are construction, comparison, copying, `repr`, `_asdict` and `_replace`.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NoReturn, Self


class _NamedTuple(tuple[Any, ...]):
    """Base of classes of which each annotated name is an element, in order."""

    _names: tuple[str, ...] = ()
    _defaults: tuple[Any, ...] = ()

    def __init_subclass__(cls) -> None:
        cls._names = tuple(cls.__annotations__)
        cls._defaults = tuple(vars(cls)[name] for name in cls._names if name in vars(cls))
        for place, name in enumerate(cls._names):
            setattr(cls, name, property(itemgetter(place)))

    def __new__(cls, /, *given: Any, **named: Any) -> Self:
        missing = len(cls._names) - len(given)
        if not named and 0 < missing <= len(cls._defaults):
            given += cls._defaults[-missing:]
        elif named or missing:
            given = cls._complete(given, named)
        return tuple.__new__(cls, given)

    @classmethod
    def _complete(cls, given: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        """Return all elements in order, with defaults. Raises `TypeError` where one is missing or unknown."""
        rest = cls._names[len(given) :]
        defaults = dict(zip(reversed(cls._names), reversed(cls._defaults), strict=False))
        values = {name: defaults[name] for name in rest if name in defaults} | named
        if len(given) > len(cls._names) or values.keys() != set(rest):
            raise TypeError(f"{cls.__name__} takes {', '.join(cls._names)}")
        return given + tuple(values[name] for name in rest)

    def _asdict(self) -> dict[str, Any]:
        return dict(zip(self._names, self, strict=True))

    def _replace(self, **new: Any) -> Self:
        return type(self)(**self._asdict() | new)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in zip(self._names, self, strict=True))
        return f"{type(self).__name__}({shown})"


if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    NamedTuple = _NamedTuple
