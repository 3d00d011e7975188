"""`agree`: how far two coders agree, and what they have otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from negtrack.coding import Agreement, Coder, Coding, Difference, Units, differences_of
from negtrack.frozen import replace
from negtrack.gap import print_distance
from negtrack.model import Issue, locator_text
from negtrack.query import value_of
from negtrack.values import KINDS, Gap
from negtrack.views.lists import ListView
from negtrack.views.matrix import percent_text
from negtrack.views.pair_words import number
from negtrack.views.phrasing import count_text
from negtrack.views.view import Frame, Row

_MEASURES = (
    *("id", "field", "kind", "unit", "metric", "units", "alike", "share", "alpha", "alpha_exact", "reason"),
    *("one", "other"),
)
_DIFFERENCES = (
    *("id", "source", "place", "party", "issue", "field", "one_value", "other_value", "distance", "unit"),
    *("one", "one_id", "other", "other_id"),
)
_WHOLE = 1000
"""Thousandths in a whole: an alpha below 1 is never printed as 1."""


def build_agree(coders: tuple[Coder, Coder], units: Units, agreements: Sequence[Agreement]) -> ListView:
    """Build the coefficients: of values by kind, then of the other fields."""
    one, other = coders
    lines = tuple(_measure_row(agreement, one, other) for agreement in agreements)
    headings = (
        ("id", "what"),
        ("metric", "metric"),
        ("units", "units"),
        ("alike", "alike"),
        ("percent", "percent"),
        ("alpha_words", "alpha"),
    )
    to_settle = len(tuple(differences_of(one, units))) + len(units.only_one) + len(units.only_other)
    settle = (f"{to_settle} to settle: agree {one.name} {other.name} --settle",) if to_settle else ()
    frame = _frame(coders, units, (*_not_compared(coders), *settle))
    return ListView("agree", frame, _MEASURES, lines, headings, "", (("alpha_exact", "exactly"),))


def build_settle(coders: tuple[Coder, Coder], units: Units) -> ListView:
    """Build the list of what two coders have otherwise, and of what only one of them read out. A source that is that of
    all stands in the title, not in each line."""
    one, other = coders
    order = {coding.id: place for place, coding in enumerate(one.codings)}
    differing = sorted(differences_of(one, units), key=lambda difference: order[difference.one.id])
    lines = [_difference_row(difference, coders) for difference in differing]
    lines += [_single_row(coding, coders, 0) for coding in units.only_one]
    lines += [_single_row(coding, coders, 1) for coding in units.only_other]
    sources = dict.fromkeys(str(row["source"]) for row in lines)
    common = next(iter(sources)) if len(sources) == 1 else ""
    headings = (
        *(() if common else (("source", "source"),)),
        ("place", "place"),
        ("party", "party"),
        ("issue", "issue"),
        ("field", "field"),
        ("one_value", one.name),
        ("other_value", other.name),
        ("apart", "apart"),
    )
    more = (("one_id", f"record of {one.name}"), ("other_id", f"record of {other.name}"))
    frame = _frame(coders, units, tuple(_not_compared(coders)))
    frame = replace(frame, title=f"{frame.title} on {common}") if common else frame
    return ListView("agree-settle", frame, _DIFFERENCES, tuple(lines), headings, "nothing to settle", more)


def _frame(coders: tuple[Coder, Coder], units: Units, legend: tuple[str, ...]) -> Frame:
    one, other = coders
    counts = [count_text(len(units.pairs), "common unit")]
    single = ((units.only_one, one), (units.only_other, other))
    counts += [f"{len(codings)} only of {coder.name}" for codings, coder in single if codings]
    return Frame(f"Agreement of {one.name} and {other.name}", aside=", ".join(counts), legend=legend)


def _not_compared(coders: tuple[Coder, Coder]) -> Iterator[str]:
    """Yield what is no statement about an issue, by table."""
    counts: Counter[str] = Counter()
    for coder in coders:
        counts.update(coder.others)
    if counts:
        yield f"not compared: {', '.join(count_text(count, table) for table, count in sorted(counts.items()))}"


def _measure_row(agreement: Agreement, one: Coder, other: Coder) -> Row:
    alpha = agreement.alpha.value
    return {
        "id": ", ".join(filter(None, (agreement.kind or agreement.field, agreement.unit))),
        "field": agreement.field,
        "kind": agreement.kind,
        "unit": agreement.unit,
        "metric": agreement.metric,
        "units": agreement.units,
        "alike": agreement.alike,
        "share": number(agreement.share),
        "alpha": None if alpha is None else float(alpha),
        "alpha_exact": "" if alpha is None else str(alpha),
        "reason": agreement.reason,
        "one": one.name,
        "other": other.name,
        "percent": "" if agreement.share is None else percent_text(agreement.share),
        "alpha_words": f"not computable: {agreement.reason}" if alpha is None else alpha_text(alpha),
    }


def alpha_text(alpha: Fraction) -> str:
    """Return alpha to three places; `1` only where it is exactly that."""
    thousandths = min(round(alpha * _WHOLE), _WHOLE - 1)
    return (
        "1" if alpha == 1 else f"{'-' * (thousandths < 0)}{abs(thousandths) // _WHOLE}.{abs(thousandths) % _WHOLE:03}"
    )


def _difference_row(difference: Difference, coders: tuple[Coder, Coder]) -> Row:
    one, other = difference.one, difference.other
    gap = _gap_of(difference, coders[0].issues[one.position.issue])
    return {
        **_common_fields(one, coders),
        "field": difference.field,
        "one_value": _words(one, difference.field),
        "other_value": _words(other, difference.field),
        "distance": number(difference.distance),
        "unit": gap.unit,
        "one_id": one.id,
        "other_id": other.id,
        "apart": print_distance(gap),
    }


def _gap_of(difference: Difference, issue: Issue) -> Gap:
    """Return the distance of two values as a gap, with its unit."""
    value = value_of(difference.one.position, issue)
    if difference.distance is None or value is None:
        return Gap("apart")
    kind = KINDS[issue.kind]
    unit = kind.unit(kind.reduce(value, issue.scale), issue.scale) or ""
    return Gap("apart", distance=difference.distance, unit=unit, kind=issue.kind)


def _single_row(coding: Coding, coders: tuple[Coder, Coder], side: int) -> Row:
    """Return the row of what one coder alone read out."""
    words = _words(coding, "value") or coding.position.stance
    names = (("one_value", "one_id"), ("other_value", "other_id"))
    found = {**_common_fields(coding, coders), "field": "record", "distance": None, "unit": ""}
    for place, (value, name) in enumerate(names):
        found |= {value: words, name: coding.id} if place == side else {value: "", name: ""}
    return found


def _common_fields(coding: Coding, coders: tuple[Coder, Coder]) -> dict[str, object]:
    position = coding.position
    return {
        "id": coding.id,
        "source": "; ".join(position.sources),
        "place": locator_text(position.locator),
        "party": position.party,
        "issue": position.issue,
        "one": coders[0].name,
        "other": coders[1].name,
    }


def _words(coding: Coding, field: str) -> str:
    return str(getattr(coding.position, field) or "")
