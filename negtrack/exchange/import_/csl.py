"""Dates and names of CSL-JSON, as Zotero and `sources --format csl-json` write them, as texts of a source."""

from __future__ import annotations

from collections.abc import Mapping

from negtrack.errors import NotationError
from negtrack.model.author_names import literal_name


def date_text(date: Mapping[str, object]) -> str:
    """Return the date of `date-parts`, or of a text. Raises `NotationError`."""
    parts = date.get("date-parts")
    if not isinstance(parts, list):
        text = next((date[key] for key in ("literal", "raw") if isinstance(date.get(key), str)), "")
        if not text:
            raise NotationError("no date-parts; write 2024-03-25")
        return str(text)
    return "/".join(map(_day_text, parts))


def _day_text(parts: object) -> str:
    try:
        numbers = [int(part) for part in parts] if isinstance(parts, list) else []
    except (TypeError, ValueError):
        numbers = []
    if not 1 <= len(numbers) <= 3:
        raise NotationError("date-parts need a year, with or without month and day, as numbers")
    return "-".join([f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:])])


def name_text(name: Mapping[str, object]) -> str:
    """Return `Family, Given` of a person; of anybody else the name. Raises `NotationError`."""
    known = {key: str(value) for key, value in name.items() if isinstance(value, str) and value.strip()}
    if literal := known.get("literal"):
        return literal_name(literal)
    particles = (known.get("dropping-particle"), known.get("non-dropping-particle"), known.get("family"))
    family = " ".join(filter(None, particles))
    given = " ".join(filter(None, (known.get("given"), known.get("suffix"))))
    if not family and not given:
        raise NotationError("a name needs family, given or literal")
    return f"{family}, {given}" if family and given else literal_name(family or given)
