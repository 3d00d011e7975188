"""Steps: values of an issue that has one value for each year, tier, class or phase.

    USD 214m; 215m; 216m               one value for each step, in order; a unit that all share is written once
    2022: USD 214m; 2026: USD 222m     by the names of the steps; the others are unspecified
    USD 214m                           the same for all steps

Each part is an ordinary value of the kind, and no kind knows of steps. Where all parts are equal, the value is the
plain one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from negtrack import ids
from negtrack.errors import NotationError, nearest
from negtrack.frozen import replace
from negtrack.values.everyday import blank_groups
from negtrack.values.kinds import KINDS
from negtrack.values.ranges import fold
from negtrack.values.shapes import Step, Value

if TYPE_CHECKING:
    from negtrack.values.notation import Scale

OPEN = "unspecified"
"""The flag of a step that a value leaves open."""
_COMMAS = r"(?<![0-9]),\s*|,\s+|,(?![0-9])"
"""Commas that separate no thousands."""
Parse = Callable[[str], Value]
Print = Callable[[Value], str]


@lru_cache(maxsize=1 << 10)
def scale_of_step(scale: Scale) -> Scale:
    """Return the scale of each of the steps of `scale`."""
    return replace(scale, steps=(), over="", total="", step="")


@lru_cache(maxsize=1 << 10)
def scale_of_all(scale: Scale) -> Scale:
    """Return the scale of all steps, of one that is restricted to a step."""
    return replace(scale, step="")


def parts_of(value: Value, scale: Scale) -> tuple[Value, ...]:
    """Return the value in each step of `scale`."""
    return tuple(step.value for step in value.steps) if value.steps else (value,) * len(scale.steps)


def part_of(value: Value, scale: Scale) -> Value:
    """Return the value in the step to which `scale` is restricted."""
    return parts_of(value, scale)[scale.steps.index(scale.step)]


def join_parts(parts: Sequence[Value], scale: Scale) -> Value:
    """Return the value that has these parts; the plain value where all are equal."""
    if all(part == parts[0] for part in parts):
        return parts[0]
    return Value(scale.kind, steps=tuple(map(Step, scale.steps, parts)))


def parse_steps(text: str, scale: Scale, parse: Parse) -> Value:
    """Return the value of an issue with steps; `parse` reads the value of one step. Raise NotationError."""
    if not any(mark in text for mark in ";:,"):
        _refuse_blanks(text, scale)
        return parse(text)
    segments = [_split_name(segment, scale, parse) for segment in map(fold, text.split(";"))]
    if any(name for name, _ in segments):
        value = join_parts(_named_parts(segments, scale, parse), scale)
    else:
        value = _value_in_order(text, scale, parse)
    if value.steps and not value.has_set:
        raise NotationError('no step has a value; write "undisclosed" or "unspecified" alone')
    return value


def _refuse_blanks(text: str, scale: Scale) -> None:
    """Raise NotationError if blanks may separate the steps or thousands."""
    groups = blank_groups(text)
    if len(groups) == len(scale.steps):
        whole, listed = (text.replace(" ".join(groups), mark.join(groups)) for mark in ("", "; "))
        raise NotationError(f'one number or {len(groups)} steps; write "{whole}" or "{listed}"')


def print_steps(value: Value, print_part: Print, over: str = "") -> str:
    """Return the canonical text of a value with steps; `print_part` prints the value of one step. Classes have no order
    that a reader knows, so each is named."""
    kind = KINDS[value.kind]
    parts = [step.value for step in value.steps]
    is_whole = all(part.flag != OPEN for part in parts)
    if is_whole and over != "class" and not kind.has_semicolons and not kind.mixes_units(parts):
        return "; ".join(kind.share_units(parts, [print_part(part) for part in parts]))
    return "; ".join(f"{step.name}: {print_part(step.value)}" for step in value.steps if step.value.flag != OPEN)


def _split_name(segment: str, scale: Scale, parse: Parse) -> tuple[str, str]:
    """Return the step that a segment names, "" if none, and its value. `30:1` is a ratio even where 30 is a step, and
    so is `30:1..2:1`, as no ratio has a blank there; `30: 1..2:1` is the step."""
    head, colon, rest = segment.partition(":")
    if not colon or (not rest[:1].isspace() and _parses(segment, parse)):
        return "", segment
    name = ids.fold(head)
    if name in scale.steps and _parses(rest, parse):
        return name, rest.strip()
    if _parses(segment, parse):
        return "", segment
    if name not in scale.steps:
        near = nearest(name[:40], scale.steps)
        hint = f"did you mean {near[0]}? " if near else ""
        raise NotationError(f'no step "{head.strip()[:40]}"; {hint}steps: {", ".join(scale.steps)}')
    return name, rest.strip()


def _parses(text: str, parse: Parse) -> bool:
    try:
        parse(text.strip())
    except NotationError:
        return False
    return True


def _named_parts(segments: Iterable[tuple[str, str]], scale: Scale, parse: Parse) -> list[Value]:
    """Return the parts of a value that names its steps."""
    texts: dict[str, str] = {}
    last = ""
    for name, text in segments:
        if name in texts:
            raise NotationError(f"the step {name} stands twice; write A or B in one of them")
        if not name and not (last and KINDS[scale.kind].has_semicolons):
            raise NotationError(f'"{text[:40]}" names no step; name every step or none')
        texts[name or last] = text if name else f"{texts[last]}; {text}"
        last = name or last
    parts = dict(zip(texts, _parse_parts(list(texts), list(texts.values()), scale, parse), strict=True))
    return [parts.get(name, Value(scale.kind, flag=OPEN)) for name in scale.steps]


def _value_in_order(text: str, scale: Scale, parse: Parse) -> Value:
    """Return the value of a plain text, or of one that lists a value for each step."""
    kind = KINDS[scale.kind]
    texts = [text] if kind.has_semicolons else _split_list(text, scale, parse)
    if len(texts) == 1:
        return parse(text)
    if len(texts) != len(scale.steps):
        counts = f"{len(texts)} values for {len(scale.steps)} steps"
        example = f"{scale.steps[0]}: {texts[0].strip() or kind.examples[0]}"
        raise NotationError(f'{counts}; write one for each of {", ".join(scale.steps)}, or name them: "{example}"')
    parts = _parse_parts(scale.steps, texts, scale, parse)
    if kind.mixes_units(parts):
        raise NotationError("some steps have a multiplier or period and some have none; write it with every step")
    return join_parts(parts, scale)


def _split_list(text: str, scale: Scale, parse: Parse) -> list[str]:
    """Return the values that a text lists; raise NotationError where commas may also separate thousands."""
    if ";" in text:
        return text.split(";")
    texts = re.split(_COMMAS, text)
    digits = text.split(",")
    if len(texts) > 1 or len(digits) != len(scale.steps):
        return texts
    if _parses(text, parse):
        listed = "; ".join(digits)
        raise NotationError(f'one number or {len(digits)} steps; write "{text.replace(",", "")}" or "{listed}"')
    return digits


def _parse_parts(names: Sequence[str], texts: Sequence[str], scale: Scale, parse: Parse) -> list[Value]:
    """Return the values of steps; one without its unit has that of the others."""
    values: list[Value | None] = [parse(text) if _parses(text, parse) else None for text in texts]
    known = [value for value in values if value is not None and value.has_set]
    return [
        value or _complete(name, text.strip(), known, scale, parse)
        for name, text, value in zip(names, texts, values, strict=True)
    ]


def _complete(name: str, text: str, known: Sequence[Value], scale: Scale, parse: Parse) -> Value:
    """Return the value of a step with the unit of the `known` ones; raise NotationError where these differ."""
    readings = {reading for like in known for reading in KINDS[scale.kind].add_unit(text, like)}
    possible = sorted(reading for reading in readings if _parses(reading, parse))
    if len(possible) > 1:
        raise NotationError(f'{name}: "{text}" may be {" or ".join(possible)}; write it with its unit')
    try:
        return parse(possible[0] if possible else text)
    except NotationError as error:
        raise NotationError(f"{name}: {error}") from error
