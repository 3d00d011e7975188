"""Frozen dataclasses that are fast to define.

The standard library generates and compiles up to seven methods for every class, and its module imports those that read
source code. Here all classes share these methods, which look up the class in its `_Layout`, made when it is first
needed. To type checkers, to `dataclasses` and to pydantic the classes are standard dataclasses: their
`__dataclass_fields__` are made when somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, TypeVar

ThingT = TypeVar("ThingT")


class _Missing:
    """The default of a field that has none."""

    def __repr__(self) -> str:
        return "MISSING"


_MISSING = _Missing()


class _Field:
    """What a class says of one of its fields, with the names that `dataclasses.Field` has."""

    name, type, kw_only = "", "", False
    default: Any = _MISSING
    default_factory: Any = _MISSING
    repr = compare = init = True
    hash: bool | None = None
    metadata: Mapping[str, Any] = MappingProxyType({})

    def __init__(self, **said: Any) -> None:
        vars(self).update(said)

    def standard(self) -> Any:
        """Return the field as the standard library has it."""
        import dataclasses

        said = {name: value for name, value in vars(self).items() if name not in ("name", "type")}
        return dataclasses.field(**{name: value for name, value in said.items() if value is not _MISSING})


def _own_field(value: object) -> _Field | None:
    """Return what a class says of a field in place of its default; None for a default."""
    if type(value).__module__ != "dataclasses":
        return value if isinstance(value, _Field) else None
    import dataclasses

    if not isinstance(value, dataclasses.Field):
        return None
    said = {name: getattr(value, name) for name in ("default", "default_factory", "repr", "compare", "init", "hash")}
    return _Field(**{name: known for name, known in said.items() if known is not dataclasses.MISSING})


class _StandardFields:
    """The attribute by which `dataclasses` and pydantic know a dataclass, made when somebody asks for it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, thing: object, cls: type) -> Any:
        import dataclasses

        owner = _owner_of(cls)
        named = [(field_.name, field_.type, field_.standard()) for field_ in _layout_of(owner).fields]
        twin = dataclasses.make_dataclass(owner.__name__, named, init=False, repr=False, eq=False, match_args=False)
        for name in _STANDARD:
            setattr(owner, name, getattr(twin, name))
        return getattr(twin, self.name)


_STANDARD = ("__dataclass_fields__", "__dataclass_params__")
_OWN: dict[type, tuple[dict[str, _Field], bool]] = {}
"""Class -> what it says of its fields, and whether they must be named."""


def _dataclass(*, frozen: bool, kw_only: bool = False) -> Callable[[type], type]:
    """Return a decorator like `dataclasses.dataclass` of frozen classes, but no `__post_init__`, slots, patterns."""
    assert frozen
    return partial(_build_class, kw_only=kw_only)


def _build_class(cls: type, *, kw_only: bool) -> type:
    own = vars(cls)
    said = {name: found for name in cls.__annotations__ if (found := _own_field(own.get(name)))}
    for name, field_ in said.items():
        if field_.default is _MISSING:
            delattr(cls, name)
        else:
            setattr(cls, name, field_.default)
    _OWN[cls] = said, kw_only
    for name, method in _METHODS.items():
        if name not in own and getattr(cls, name) is not method:  # a base may have it, and setting one takes time
            setattr(cls, name, method)
    for name in _STANDARD:
        setattr(cls, name, _StandardFields(name))
    return cls


_FIELDS: dict[type, dict[str, _Field]] = {}


def _fields_of(cls: type) -> dict[str, _Field]:
    """Return the fields of a class by name, those of its bases first."""
    if cls not in _FIELDS:
        found: dict[str, _Field] = {}
        for base in reversed(cls.__mro__[1:]):
            if base in _OWN:
                found |= _fields_of(base)
        _FIELDS[cls] = found | _own_fields(cls)
    return _FIELDS[cls]


def _own_fields(cls: type) -> dict[str, _Field]:
    said, kw_only = _OWN[cls]
    found: dict[str, _Field] = {}
    for name, hint in cls.__annotations__.items():
        if not _is_of_class(hint):
            field_ = found[name] = said[name] if name in said else _Field(default=getattr(cls, name, _MISSING))
            field_.name, field_.type, field_.kw_only = name, hint, kw_only
    return found


def _is_of_class(hint: Any) -> bool:
    """Return whether a type, or its text, says that the class has the attribute, not each object."""
    if isinstance(hint, str):
        return hint.startswith(("ClassVar", "typing.ClassVar"))
    return getattr(hint, "__origin__", hint) is ClassVar


if TYPE_CHECKING:
    from dataclasses import MISSING as MISSING
    from dataclasses import Field as Field
    from dataclasses import dataclass as dataclass
    from dataclasses import field as field
    from dataclasses import fields as fields
    from dataclasses import replace as replace
else:
    dataclass, MISSING, Field, field = _dataclass, _MISSING, _Field, _Field

    def fields(thing: object) -> tuple[_Field, ...]:
        """Return the fields of a frozen class or object."""
        return _layout_of(thing if isinstance(thing, type) else type(thing)).fields

    def replace(thing: ThingT, /, **new: object) -> ThingT:
        """Return a copy of a frozen object with the `new` values; of any other what `dataclasses.replace` returns."""
        cls = type(thing)
        if not is_frozen(cls):
            import dataclasses

            return dataclasses.replace(thing, **new)
        return cls(**{name: getattr(thing, name) for name in _layout_of(cls).blank if name not in new}, **new)


def is_frozen(thing: object) -> bool:
    """Return whether it is a class with fields that is made here."""
    return isinstance(thing, type) and any(base in _OWN for base in thing.__mro__)


def _owner_of(cls: type) -> type:
    """Return the class whose fields a class has: its own, or those of its base."""
    return next(base for base in cls.__mro__ if base in _OWN)


class _Layout:
    """Fields of a class, as the shared methods need them."""

    def __init__(self, cls: type) -> None:
        fields = self.fields = tuple(_fields_of(cls).values())
        self.in_order = tuple(field_.name for field_ in fields if not field_.kw_only)
        """Fields that accept positional values."""
        self.names = frozenset(field_.name for field_ in fields)
        self.blank: dict[str, Any] = {
            field_.name: None if field_.default is _MISSING else field_.default for field_ in fields
        }
        """Every field with its default or None; all objects store their fields in this order, which is read faster."""
        self.factories: dict[str, Callable[[], Any]] = {
            field_.name: field_.default_factory for field_ in fields if field_.default_factory is not _MISSING
        }
        self.required = (
            frozenset(field_.name for field_ in fields if field_.default is _MISSING) - self.factories.keys()
        )
        needs_names = bool(self.factories) or not self.required <= set(self.in_order)
        self.enough = range(len(self.required), 0 if needs_names else len(self.in_order) + 1)
        """Numbers of positional values that are enough for an object."""
        self.compared = _getter([field_.name for field_ in fields if field_.compare])
        self.hashed = _getter(
            [field_.name for field_ in fields if (field_.compare if field_.hash is None else field_.hash)]
        )
        self.shown = tuple(field_.name for field_ in fields if field_.repr)


_LAYOUTS: dict[type, _Layout] = {}


def _layout_of(cls: type) -> _Layout:
    """Return the layout of a class, built on first use; a class without its own fields shares that of its base."""
    if cls not in _LAYOUTS:
        owner = _owner_of(cls)
        _LAYOUTS[cls] = _Layout(cls) if owner is cls else _layout_of(owner)
    return _LAYOUTS[cls]


def _getter(names: list[str]) -> Callable[[Any], object]:
    return attrgetter(*names) if names else lambda _: ()


def from_trusted(cls: type[ThingT], values: dict[str, object]) -> ThingT:
    """Return an object of a frozen class from valid `values`, in half of the time of calling the class."""
    layout = _layout_of(cls)
    if layout.factories:
        return cls(**values)
    return hold(cls, layout.blank | values)


def hold(cls: type[ThingT], given: dict[str, object]) -> ThingT:
    """Return an object of a frozen class without factories that holds nothing but what is `given`, valid values: what
    it lacks it has from its class, so that it is smaller, and its `vars` lack it."""
    thing = object.__new__(cls)
    object.__setattr__(thing, "__dict__", given)
    return thing


def blank_of(cls: type) -> Mapping[str, object]:
    """Return every field of a frozen class with its default, None where it has none."""
    return _layout_of(cls).blank


def replace_fast(thing: ThingT, **new: object) -> ThingT:
    """Return a copy of `thing`, which has nothing but its fields, as `replace` does, in a tenth of the time."""
    return hold(type(thing), vars(thing) | new)


class _Shared:
    """Methods that all classes share."""

    def __init__(self, /, *given: Any, **named: Any) -> None:
        layout = _LAYOUTS.get(type(self)) or _layout_of(type(self))
        values = self.__dict__
        values.update(layout.blank)
        if not named and len(given) in layout.enough:
            values.update(zip(layout.in_order, given))  # noqa: B905  # its check takes a tenth of the time of an object
        else:
            values.update(_values(layout, given, named))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in _layout_of(type(self)).shown)
        return f"{type(self).__qualname__}({shown})"

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        compared = _layout_of(type(self)).compared
        return compared(self) == compared(other)

    def __hash__(self) -> int:
        return hash(_layout_of(type(self)).hashed(self))

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise _frozen_error(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise _frozen_error(f"cannot delete field {name!r}")


_METHODS = {name: method for name, method in vars(_Shared).items() if callable(method)}


def _frozen_error(message: str) -> Exception:
    from dataclasses import FrozenInstanceError

    return FrozenInstanceError(message)


def _values(layout: _Layout, given: tuple[Any, ...], named: dict[str, Any]) -> dict[str, Any]:
    """Return the values of an object by name, without defaults."""
    if given:
        named = _by_name(layout, given, named)
    if layout.factories:
        named = {name: make() for name, make in layout.factories.items() if name not in named} | named
    if not layout.required <= named.keys() <= layout.names:
        wrong = sorted(layout.required - named.keys()) or sorted(named.keys() - layout.names)
        raise TypeError(f"missing or unknown: {', '.join(wrong)}; the fields are {', '.join(sorted(layout.names))}")
    return named


def _by_name(layout: _Layout, given: tuple[Any, ...], named: dict[str, Any]) -> dict[str, Any]:
    """Return positional and named values by name."""
    in_order = dict(zip(layout.in_order, given, strict=False))
    if len(in_order) < len(given) or not in_order.keys().isdisjoint(named):
        raise TypeError(f"too many values next to {', '.join(sorted(named)) or 'none by name'}: {given}")
    return in_order | named
