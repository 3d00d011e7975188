"""Dates and names of CSL-JSON, as Zotero and `sources --format csl-json` write them, as texts of a source."""

from __future__ import annotations

import re
from collections.abc import Mapping

from negtrack.errors import NotationError
from negtrack.model.author_names import literal_name


def date_text(date: Mapping[str, object]) -> str:
    """Return the date of `date-parts`, or of a text. Raises `NotationError`, also for a season and for a date that is
    only about right, which no notation of ours holds."""
    if date.get("circa") or date.get("season"):
        vague = "a season" if date.get("season") else "about that date (circa)"
        raise NotationError(f"{vague}; give the days, months or years that it can be, such as 2023/2025")
    parts = date.get("date-parts")
    if not isinstance(parts, list) or not parts:
        text = next((date[key] for key in ("literal", "raw") if isinstance(date.get(key), str)), "")
        if not text:
            raise NotationError("no date-parts; write 2024-03-25")
        return edtf_text(str(text))
    return edtf_text("/".join("" if part in ([0], ["0"]) else _day_text(part) for part in parts))


def edtf_text(text: str) -> str:
    """Return a date of EDTF, with `..` for an end that is left out. Raises `NotationError` for a season and for what is
    only about right."""
    if re.search(r"[~?%]|[0-9][Xx]|(?:^|/)[0-9]{4}-2[1-4](?:/|$)", text):
        raise NotationError(
            f"{text}: about that date, or a season; give the months or years that it can be, such as 2023/2025"
        )
    left, sign, right = text.strip().partition("/")
    return f"{left or '..'}/{right or '..'}" if sign and left + right else text


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
