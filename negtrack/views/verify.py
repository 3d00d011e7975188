"""`verify`: whether the words that records quote stand in the texts of their sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from negtrack.errors import Problem
from negtrack.model import Negotiation, locator_text
from negtrack.text.verify import FAILING, NO_WORDS, Verified, VerifyStatus
from negtrack.views.lists import ListView
from negtrack.views.view import Frame, Row

_MEANINGS: Mapping[VerifyStatus, str] = {
    "orphaned": "no place has the words",
    "ambiguous": "several places have them, or one between other words",
    "changed": "other words stand in their place",
    "moved": "they stand elsewhere, once",
    "found": "they stand where the record says",
    "unverified": "no text to look them up in; source-text keeps one",
}
"""Status -> its meaning, in the order in which a list has them."""
_COLUMNS = (
    *("id", "party", "issue", "source", "status", "paragraph", "start", "said_start", "places", "locator", "quote"),
    *("nearest", "difference", "reason"),
)


def build_verify(known: Negotiation, verified: Sequence[Verified], is_asked: bool) -> ListView:
    """Build the list of records beside their sources; those without a quote only where they were asked for."""
    order = list(_MEANINGS)
    asked = (one for one in verified if is_asked or one.reason != NO_WORDS)
    shown = sorted(asked, key=lambda one: order.index(one.status))
    counts = Counter(one.status for one in shown)
    aside = ", ".join(f"{counts[status]} {status}" for status in _MEANINGS if counts[status])
    legend = [f"{status}: {meaning}" for status, meaning in _MEANINGS.items() if counts[status]]
    if without := len(verified) - len(shown):
        legend.append(f"{without} more without a quote")
    headings = (("id", "record"), ("status", "status"), ("source", "source"), ("words", "words"))
    frame = Frame(known.title, aside=aside, legend=tuple(legend))
    more = (("said", "quote"),)
    return ListView("verify", frame, _COLUMNS, tuple(map(_row, shown)), headings, "no record quotes its source", more)


def _row(one: Verified) -> Row:
    passage = one.passage
    return {
        "id": one.id,
        "party": one.record.party,
        "issue": one.issue or getattr(one.record, "issue", ""),
        "source": one.source,
        "status": one.status,
        "paragraph": one.paragraph,
        "start": one.start,
        "said_start": passage.start if passage else None,
        "places": one.places,
        "locator": locator_text(one.record.locator),
        "quote": passage.quote if passage else "",
        "nearest": one.nearest,
        "difference": one.difference,
        "reason": one.reason,
        "words": words_of(one),
        "said": passage.quote if passage else "",
    }


def words_of(one: Verified) -> str:
    """Return in words what was found."""
    if one.status == "moved" and one.passage and one.passage.start is not None:
        return f"¶{one.paragraph}, at {one.start:,}, said to be at {one.passage.start:,}"
    if one.status == "ambiguous":
        return f"{one.places} places have them" if one.places > 1 else "one place has them, between other words"
    if one.status == "orphaned":
        return f"nearest: {one.nearest}" if one.nearest else ""
    return one.difference or one.reason or f"¶{one.paragraph}"


def verify_problems(verified: Sequence[Verified]) -> list[Problem]:
    """Return the errors that `check --sources` reports: words that no place has, or several; other words in their
    place as a note."""
    return [
        Problem(
            one.record.file,
            one.record.line,
            f"[{one.record.table}.{one.record.id}] locator:",
            _problem_text(one),
            "error" if one.status in FAILING else "note",
            f"{one.status}-quote",
        )
        for one in verified
        if one.status in (*FAILING, "changed")
    ]


def _problem_text(one: Verified) -> str:
    which = f"the words on {one.issue}" if one.issue else "its words"
    what = {
        "ambiguous": f"{which} stand in {one.source} in {one.places} places, or between other words",
        "changed": f"other words stand in {one.source} in place of {which}: {one.difference}",
        "orphaned": f"{which} do not stand in {one.source}" + (f"; nearest: {one.nearest}" if one.nearest else ""),
    }
    return f"{what[one.status]}; look with negtrack verify {one.id}"
