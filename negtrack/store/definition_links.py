"""What definitions are together with others: the days of events that hang on events, and who said so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from negtrack.errors import NotationError
from negtrack.event_dates import fix_day
from negtrack.frozen import replace_fast
from negtrack.model import MEDIA, OWN, THIRD_PARTY, Definition, Delegate, Event, Party, Source
from negtrack.store.definition_checks import SIDE_MISSING, FieldError
from negtrack.store.references import References


def provenance_errors(
    item: Event | Delegate, parties: Mapping[str, Party], sources: Mapping[str, Source], references: References
) -> Iterator[FieldError]:
    """Yield the errors of who said so, and where."""
    yield from references.errors("sources", "source", item.sources, sources)
    if item.side not in (OWN, MEDIA, THIRD_PARTY):
        yield from references.errors("side", "party", [item.side], parties)
    if item.speaker and not item.side:
        yield FieldError("side", SIDE_MISSING)


def former_errors(definitions: Sequence[Definition]) -> Iterator[tuple[Definition, FieldError]]:
    """Yield the former ids that another definition has, or had."""
    owners = {(item.table, item.id): item for item in definitions if not isinstance(item, Delegate)}
    for item in definitions if any(item.formerly for item in definitions) else ():
        for old in item.formerly if not isinstance(item, Delegate) else ():
            owner = owners.setdefault((item.table, old), item)
            if owner is not item:
                verb = "is" if owner.id == old else "was"
                yield item, FieldError("formerly", f"{old} {verb} the id of the {item.table} {owner.id}; delete one")


def fix_event_days(events: Mapping[str, Event]) -> dict[str, Event]:
    """Return the events; those that hang on an event of one exact day have a day of their own."""
    return {name: event for name, (event, _) in _fix_all(events).items()}


def event_errors(events: Mapping[str, Event], references: References) -> Iterator[tuple[Event, FieldError]]:
    """Yield the errors of the dates of events: one that ends before it begins; one that hangs on an unknown event, on
    itself in a circle, or beyond the calendar."""
    fixed = _fix_all(events)
    for name, event in events.items():
        yield from ((event, error) for error in references.errors("date", "event", [_base_of(event)], events))
        if fixed[name][1]:
            yield event, FieldError("date", fixed[name][1])
        yield from ((event, error) for error in _span_errors(fixed[name][0]))


def _span_errors(event: Event) -> Iterator[FieldError]:
    start, end = (event.date.first if event.date else None), event.end
    if start and end and end < start:
        yield FieldError("until", f"{end} lies before the event's date; write the last day")
    if event.until and not event.date:
        yield FieldError("date", "missing, required with until; write the first day")


def _fix_all(events: Mapping[str, Event]) -> dict[str, tuple[Event, str]]:
    """Return each event with its own day if it hangs on another that has one, and what is wrong with its date."""
    fixed: dict[str, tuple[Event, str]] = {}
    for name in events:
        path: dict[str, Event] = {}
        while name in events and name not in fixed and name not in path:
            path[name] = events[name]
            name = _base_of(events[name])
        if name in path:
            circle = [*path][[*path].index(name) :]
            words = f"{' -> '.join((*circle, name))} is a circle; give one of them a day of its own"
            fixed |= {one: (path.pop(one), words if one == name else "") for one in circle}
        for one, event in reversed(path.items()):
            base = fixed.get(_base_of(event))
            fixed[one] = _fix(event, base[0]) if base else (event, "")
    return fixed


def _base_of(event: Event) -> str:
    return event.date.base if event.date else ""


def _fix(event: Event, base: Event) -> tuple[Event, str]:
    if event.date is None or base.date is None or base.date.first is None or not base.date.exact:
        return event, ""
    try:
        return replace_fast(event, date=fix_day(event.date, base.date.first, base.day_one)), ""
    except NotationError as error:
        return event, str(error)
