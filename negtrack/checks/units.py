"""Values in a currency, a period or a unit that no other record on their issue has, so that nothing compares them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache

from negtrack.checks.context import CheckContext, note, term_note
from negtrack.errors import NotationError, Problem
from negtrack.frozen import dataclass
from negtrack.model import Agreement, Entry, Issue, Negotiation, OpenItem, Position, Proposal, Term, parse_term
from negtrack.values import KINDS, parse_value

NAMING_UNITS = ("duration", "money")
"""The kinds of which each value names its unit."""


@dataclass(frozen=True)
class _Measured:
    """A value on an issue, with its units: a currency with its period, days or months."""

    entry: Entry
    term: Term
    units: frozenset[str]
    condition_of: str | None = None
    """Of a condition, the issue of the term that has it, "" for that of a position; None for a value."""


def check_other_unit(context: CheckContext) -> Iterator[Problem]:
    """Report values in a currency, a period or a unit that none of the records had that were there before."""
    if context.with_definitions:
        known = context.negotiation
        conditions = _conditions_in(known, context.entries)
        for issue in filter(_is_varying, known.issues.values()):
            values, required = [*_values_of(known, issue)], conditions.get(issue.id, ())
            if required or len({value.units for value in values}) > 1:
                yield from _other_units([*values, *required], values)


def other_units(context: CheckContext) -> Iterator[Problem]:
    """Yield the same of the entries to report on alone."""
    known = context.negotiation
    names = {entry.id for entry in context.entries}
    conditions = _conditions_in(known, context.entries)
    issues = {term.issue for entry in context.entries for term in _terms_of(entry)} | conditions.keys()
    for issue in filter(_is_varying, (known.issues[name] for name in issues if name in known.issues)):
        values = [*_values_of(known, issue)]
        own = [value for value in values if value.entry.id in names]
        yield from _other_units([*own, *conditions.get(issue.id, ())], values)


def _is_varying(issue: Issue) -> bool:
    return issue.kind in NAMING_UNITS


def _other_units(values: Iterable[_Measured], every: Sequence[_Measured]) -> Iterator[Problem]:
    """Yield a note on each of `values` whose units none of those of `every` has that were recorded no later."""
    firsts = _first_entries(every)
    for value in values:
        if any(_is_before(entry, value) for unit in value.units for entry in firsts.get(unit, ())):
            continue
        before = [one for one in every if _is_before(one.entry, value)]
        if before:
            yield _problem(value, before, frozenset[str]().union(*(one.units for one in before)))


def _first_entries(values: Iterable[_Measured]) -> Mapping[str, Sequence[Entry]]:
    """Map each unit to the two entries that had it first: one of them is another one than any that is asked about."""
    firsts: dict[str, list[Entry]] = {}
    for value in sorted(values, key=lambda one: one.entry.recorded):
        for unit in value.units:
            known = firsts.setdefault(unit, [])
            if len(known) < 2 and value.entry not in known:
                known.append(value.entry)
    return firsts


def _is_before(entry: Entry, value: _Measured) -> bool:
    return entry.id != value.entry.id and entry.recorded <= value.entry.recorded


def _problem(value: _Measured, before: Sequence[_Measured], units: frozenset[str]) -> Problem:
    mine, theirs = (" and ".join(sorted(names)) for names in (value.units, units))
    number = len({one.entry.id for one in before})
    others = f"the other record on {value.term.issue} is" if number == 1 else f"all {number} others on it are"
    message = f"is in {mine}, {others} in {theirs}, and nothing can compare them; look at it again"
    entry = value.entry
    if value.condition_of is not None:
        return note(entry, "requires", f'"{value.term}" {message}', value.condition_of)
    if isinstance(entry, Proposal | Agreement):
        return term_note(entry, value.term, f'"{value.term}" {message}')
    field = "otherwise" if isinstance(entry, OpenItem) else "value"
    return note(entry, field, f'"{value.term.value}" {message}')


def _values_of(known: Negotiation, issue: Issue) -> Iterator[_Measured]:
    """Yield each value on an issue that names a unit."""
    said = (position for group in known.groups if group[1] == issue.id for position in known.groups[group])
    units_of = cache(lambda text: _units_of(text, issue))
    for entry in (*said, *known.proposals, *known.agreements, *known.open_items):
        for term in _terms_of(entry):
            if term.issue == issue.id and (units := units_of(term.value)):
                yield _Measured(entry, term, units)


def _conditions_in(known: Negotiation, entries: Iterable[Entry]) -> Mapping[str, Sequence[_Measured]]:
    """Return the conditions of entries that name a unit: issue -> conditions on it."""
    found: dict[str, list[_Measured]] = {}
    for entry in entries:
        if isinstance(entry, Position) and not entry.requires:  # nearly all
            continue
        having = [("", entry.requires)] if isinstance(entry, Position) else []
        having += [(term.issue, term.requires) for term in _terms_of(entry)] if not having else []
        for of, conditions in having:
            for condition in conditions:
                if measured := _measured_condition(known, entry, condition, of):
                    found.setdefault(measured.term.issue, []).append(measured)
    return found


def _measured_condition(known: Negotiation, entry: Entry, condition: str, of: str) -> _Measured | None:
    """Return a condition on an issue whose values name units; None for prose and all others."""
    with suppress(NotationError):
        term = parse_term(condition)
        issue = known.issues.get(term.issue)
        units = _units_of(term.value, issue) if issue and _is_varying(issue) else frozenset[str]()
        return _Measured(entry, term, units, of) if units else None
    return None


def _terms_of(entry: Entry) -> Sequence[Term]:
    """Return what an entry says of issues, as terms."""
    if isinstance(entry, Position):
        return (Term(entry.issue, entry.value),) if entry.value else ()
    if isinstance(entry, OpenItem):
        return (Term(entry.issue, entry.otherwise),) if entry.otherwise else ()
    return entry.terms if isinstance(entry, Proposal | Agreement) else ()


def _units_of(text: str, issue: Issue) -> frozenset[str]:
    kind = KINDS[issue.kind]
    parts = (part for part in parse_value(text, issue.scale).parts if part.ranges)
    return frozenset(filter(None, (kind.unit(part, issue.scale) for part in parts)))
