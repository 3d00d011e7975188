"""Parse and print values of every kind on the scale of an issue.

`parse_value(print_value(value), scale) == value` holds for every value.
"""

from __future__ import annotations

from functools import lru_cache

from negtrack.errors import NotationError, TwoReadingsError
from negtrack.frozen import dataclass, replace
from negtrack.values.kinds import KINDS
from negtrack.values.ranges import fold
from negtrack.values.shapes import FLAGS, Value
from negtrack.values.spelling import UNKNOWN, Spelling

ONE_OF = "one of "
"""Starts a value of which the report does not know which outcome holds."""


@dataclass(frozen=True)
class Scale:
    """Scale on which the values of one issue are parsed."""

    kind: str
    anchor: str = ""
    """Id of the event that timings count from."""
    unit: str = ""
    """Words of a quantity's unit."""
    options: tuple[str, ...] = ()
    ordered: bool = False
    """Whether the options are a ladder, lowest rung first."""
    steps: tuple[str, ...] = ()
    """Names of the steps, each of which has a value."""
    over: str = ""
    """What the steps are: `year`, `tier`, `class`, `phase`."""
    total: str = ""
    """`sum` or `compound`, where the steps together are one number."""
    step: str = ""
    """The only step that counts; "" for all."""

    def __hash__(self) -> int:
        """Hash the fields that differ most, because every parsed value is looked up by its scale."""
        return hash((self.kind, self.anchor, self.unit))

    @property
    def names(self) -> tuple[str, ...]:
        """Return the options that a value may name; empty for measured kinds and text."""
        return KINDS[self.kind].options or self.options

    @property
    def is_stepped(self) -> bool:
        """Return whether values are compared step by step."""
        return bool(self.steps) and not self.step

    @property
    def is_ladder(self) -> bool:
        """Return whether the options are ordered, so that rungs can be counted."""
        return KINDS[self.kind].is_ladder(self)

    @property
    def has_line(self) -> bool:
        """Return whether values can be drawn on an axis."""
        return KINDS[self.kind].has_line(self)

    @property
    def has_distance(self) -> bool:
        """Return whether two values that are apart may have a distance."""
        return KINDS[self.kind].has_distance(self)


def parse_value(text: str, scale: Scale) -> Value:
    """Return the value that `text` names; raise NotationError with the problem and valid examples."""
    try:
        return _parse(text, scale)
    except TwoReadingsError:
        raise
    except NotationError as error:
        raise _explain(text, scale, error) from None


def read_value(text: str, scale: Scale, spelling: Spelling = UNKNOWN) -> str:
    """Return a value as people write it in canonical words. Raise NotationError, with both readings where it has
    two."""
    words = canonical_text(KINDS[scale.kind].respell(text, spelling), scale)
    if readings := KINDS[scale.kind].readings_of(text, scale):
        raise TwoReadingsError(readings)
    return words


@lru_cache(maxsize=1 << 16)
def canonical_text(text: str, scale: Scale) -> str:
    """Return the canonical words of the value that `text` names; raise NotationError as `parse_value` does."""
    return print_value(parse_value(text, scale), scale)


def hint_of(scale: Scale) -> str:
    """Return how values on a scale are written, in one line for a prompt."""
    kind = KINDS[scale.kind]
    hint = f"{kind.noun}: {', '.join(scale.names) or kind.help}"
    return f"{hint}; one for each of {', '.join(scale.steps)}, with ; between them" if scale.steps else hint


@lru_cache(maxsize=1 << 16)
def flag_of(text: str) -> str:
    """Return the flag that `text` is; "" if it names outcomes."""
    flag = fold(text).casefold()
    return flag if flag in FLAGS else ""


def print_value(value: Value, scale: Scale | None = None) -> str:
    """Return the canonical text; with the issue's scale, without what the issue defines (anchor, ladder)."""
    if value.steps:
        from negtrack.values.steps import print_steps

        return print_steps(value, lambda part: print_value(part, scale), scale.over if scale else "")
    return value.flag or f"{ONE_OF if value.doubtful else ''}{KINDS[value.kind].print(value, scale)}"


@lru_cache(maxsize=1 << 16)
def _parse(text: str, scale: Scale) -> Value:
    kind = KINDS.get(scale.kind)
    if kind is None:
        raise NotationError(f'no kind "{scale.kind}"; write one of {", ".join(KINDS)}')
    if scale.steps and len(text) <= kind.max_length * len(scale.steps):
        return _parse_steps(text, scale)
    if len(text) > kind.max_length:
        raise NotationError(f"longer than {kind.max_length} characters; write the details in the text field")
    flag = flag_of(text)
    if flag:
        return Value(kind.name, flag=flag)
    rest = fold(text)
    is_doubtful = rest.casefold().startswith(ONE_OF) and kind.is_compared
    if is_doubtful:
        return _doubt(_parse_outcomes(rest[len(ONE_OF) :], scale))
    return _parse_outcomes(text, scale)


def _parse_outcomes(text: str, scale: Scale) -> Value:
    """Return the value of a text in the notation, or else as people write it."""
    kind = KINDS[scale.kind]
    try:
        return kind.parse(text, scale)
    except NotationError:
        rewritten = kind.rewrite(text)
        if rewritten == text:
            raise
        return kind.parse(rewritten, scale)


def _explain(text: str, scale: Scale, error: NotationError) -> NotationError:
    """Return the error of a text, with what to do with what it says besides a value."""
    from negtrack.values.more_said import advice_on

    advice = advice_on(text, scale)
    return NotationError(advice) if advice else error


def _parse_steps(text: str, scale: Scale) -> Value:
    """Return the value of an issue with steps, or of the step to which the scale is restricted."""
    from negtrack.values.steps import parse_steps, part_of, scale_of_all, scale_of_step

    if scale.step:
        return part_of(_parse(text, scale_of_all(scale)), scale)
    return parse_steps(text, scale, lambda part: _parse(part, scale_of_step(scale)))


def _doubt(value: Value) -> Value:
    if value.is_point:
        raise NotationError(f'"{ONE_OF.strip()}" needs several outcomes, such as "one of 700..800"; leave it out')
    return replace(value, doubtful=True)
