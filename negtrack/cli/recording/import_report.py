"""What an import did, in lines on stderr: what was read in other words, created, left alone, and says otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from negtrack.cli.output.printing import log, write_ids
from negtrack.cli.recording.quotes import log_quotes, log_without_source
from negtrack.cli.recording.warnings import log_warnings
from negtrack.cli.recording.write import preview
from negtrack.errors import nearest
from negtrack.exchange.import_.importer import Importer
from negtrack.exchange.import_.kinds import common_unit, find_misfit
from negtrack.exchange.import_.near_names import near_twins
from negtrack.exchange.import_.useless_options import useless_options
from negtrack.model import Definition, Entry, Issue, Item, Party, Position
from negtrack.store.locate import Place
from negtrack.store.plan import Added
from negtrack.values.kinds.text import TEXT
from negtrack.views.phrasing import count_text

MOST_COMPARED = 100
"""Most new names that are compared with all others; more would take longer than the import."""
MOST_NAMED = 8
"""Most names that a message lists; the rest are counted."""
MOST_REMARKED = 50
"""Most cells that a remark on a table names."""


def log_readings(readings: Mapping[str, str]) -> None:
    """Log the values that were read in other words: text -> canonical text."""
    pairs = [f'"{text}" as "{words}"' for text, words in readings.items()]
    if pairs:
        log(f"negtrack: read {_join_names(pairs)}")


def log_closed(pairs: Sequence[str]) -> None:
    """Log the words in which blanks were closed, each with those of the text."""
    if pairs:
        log(f"negtrack: blanks of Taguette closed, by the text of the source: {_join_names(pairs)}")


def log_unused(importer: Importer, hint: str = "") -> None:
    """Log what the readers have to say of each table, and the columns that were not used, with a hint."""
    for heading, names in (remark for remarks in importer.remarks for remark in remarks.items()):
        log(f"negtrack: {heading}: {_join_names(names, MOST_REMARKED)}")
    if importer.unused:
        log(f"negtrack: columns not used: {_join_names(list(importer.unused))}{hint}")


def log_proposed(place: Place, importer: Importer, added: Sequence[Added], dry_run: bool) -> None:
    """Print the ids of the records that are proposed now, or with `dry_run` the TOML; log how many they are, and which
    quote words that are not in the texts kept at `place`, so that review will refuse them."""
    _log_left_alone(importer, added)
    log_quotes(place, importer.names.negotiation, added, "see negtrack review")
    if dry_run:
        preview(added)
        return
    new = [result for result in added if result.state == "new"]
    known = sum(result.state == "known" and isinstance(result.item, Entry) for result in added)
    write_ids("the import", [result.id for result in new])
    log(f"negtrack: {count_text(len(new), 'record')} proposed, {known} already there; read them with negtrack review")


def log_added(
    place: Place,
    importer: Importer,
    added: Sequence[Added],
    dry_run: bool,
    source_options: str = "--set sources=ID or --map sources=COLUMN",
) -> None:
    """Print the new ids, or with `dry_run` the TOML; log the created definitions and the number of new items, and what
    of them nobody can look up in the texts that are kept at `place`."""
    for sentence in _new_definitions(importer, [result.item for result in added if result.state == "new"]):
        log(f"negtrack: {'would create' if dry_run else 'created'} {sentence}")
    _log_extended(importer, added, dry_run)
    _log_twins(importer)
    log_warnings(importer.names.negotiation, added)
    _log_left_alone(importer, added)
    _log_better_readings(importer, added)
    _log_rivals(added)
    log_quotes(place, importer.names.negotiation, added)
    again = "name one with" if dry_run else "to name one, undo this import and repeat it with"
    for sentence in useless_options(importer):
        log(f"negtrack: {sentence}")
    log_without_source(added, f"{again} {source_options}")
    if dry_run:
        preview(added)
        return
    counts = Counter(result.state for result in added)
    written = [result for result in added if result.state in ("new", "restored")]
    write_ids("the import", [result.id for result in written if isinstance(result.item, Entry)])
    defined = sum(result.state == "new" and isinstance(result.item, Definition) for result in added)
    new = f"{count_text(counts['new'] - defined, 'record')} and {count_text(defined, 'definition')} new"
    log(f"negtrack: {new}, {counts['known']} already there, {counts['restored']} restored")


def _log_extended(importer: Importer, added: Sequence[Added], dry_run: bool) -> None:
    """Log the issues that got more options, or would get them, with the known options that the new ones resemble."""
    extended = [result.item for result in added if result.state == "extended"]
    for issue in (item for item in extended if isinstance(item, Issue)):
        known = importer.names.negotiation.issues[issue.id].scale.names
        new = [name for name in issue.scale.names if name not in known]
        words = [f"{name} (near {near[0]})" if (near := nearest(name, known)) else name for name in new]
        verb = "would be added" if dry_run else "added"
        log(f"negtrack: {verb} to the options of {issue.id}: {_join_names(words)}")


def _log_twins(importer: Importer) -> None:
    """Log the new names that differ in case, accents or signs alone."""
    for space in (importer.names.parties, importer.names.issues, importer.names.sources):
        pairs = [
            f'"{name}" and "{other}" ({"one" if space.found[name] == space.found.get(other) else "two"})'
            for other, name in space.twins()
            if name in space.found
        ]
        if pairs:
            log(f"negtrack: nearly the same {space.kind}: {_join_names(pairs)}")


_BESIDE_VALUE = ("stance", "qualifier", "toward", "speaker", "side", "attribution", "modality", "coder")
"""Fields in which two readings of one value may differ."""


def _log_left_alone(importer: Importer, added: Sequence[Added]) -> None:
    """Log the records that are not current again, with the reasons."""
    retracted = [f"{result.id} ({result.reason})" for result in added if result.state == "retracted"]
    if retracted:
        records = count_text(len(retracted), "retracted record")
        log(f"negtrack: left alone {records}: {_join_names(retracted)}; use --restore to restore")
    positions = importer.names.negotiation.positions
    better = {name: position.id for position in positions for name in position.supersedes}
    superseded = [f"{result.id} (by {better[result.id]})" for result in added if result.id in better]
    if superseded:
        log(f"negtrack: left alone {count_text(len(superseded), 'superseded record')}: {_join_names(superseded)}")


def _log_better_readings(importer: Importer, added: Sequence[Added]) -> None:
    """Log the new positions that supersede others."""
    known = importer.names.negotiation.entries
    new = [result.item for result in added if result.state == "new"]
    pairs = [(item, name) for item in new if isinstance(item, Position) for name in item.supersedes if name in known]
    for item, name in pairs[:MOST_NAMED]:
        log(f"negtrack: {item.id} supersedes {name} ({_value_of(known[name])} -> {_value_of(item)})")
    if len(pairs) > MOST_NAMED:
        log(f"negtrack: and {len(pairs) - MOST_NAMED} more supersede others")


def _log_rivals(added: Sequence[Added]) -> None:
    """Log the new positions that say otherwise than those of the same date and source."""
    pairs = [(result, rival) for result in added for rival in result.rivals]
    for result, rival in pairs[:MOST_NAMED]:
        change = _change_between(rival, result.item)
        log(f"negtrack: {result.id} says otherwise than {rival.id} of the same date and source ({change})")
    if len(pairs) > MOST_NAMED:
        log(f"negtrack: and {len(pairs) - MOST_NAMED} more say otherwise")
    if pairs:
        log("negtrack: both stand; use --supersede where the new one is the better reading")


def _change_between(before: Position, after: Item | None) -> str:
    """Return how two readings differ: in their values, else in what else they say: `stance demand -> offer`."""
    one, other = _value_of(before), _value_of(after)
    if one != other:
        return f"{one} -> {other}"
    texts = ((key, *(str(getattr(item, key) or "none") for item in (before, after))) for key in _BESIDE_VALUE)
    return ", ".join(f"{key} {was} -> {now}" for key, was, now in texts if was != now) or f"{one}, in other words"


def _value_of(item: Item | None) -> str:
    return item.value or item.stance if isinstance(item, Position) else ""


def _new_definitions(importer: Importer, new: Sequence[Item | None]) -> Iterator[str]:
    """Yield the created definitions of each kind, with what was inferred for them and the names that they resemble."""
    names = importer.names
    for space, noun in ((names.parties, "party"), (names.issues, "issue"), (names.sources, "source")):
        created = [item for item in new if item and item.table == space.kind and item.id in space.created]
        if created:
            few = len(created) <= MOST_COMPARED
            others = [*space.known, *space.created] if few else []
            near = {item.id: near_twins(item.id, others) for item in created}
            created.sort(key=lambda item: not near[item.id])  # possible typing errors first
            words = [f"{item.id}{_inferred_text(importer, item, near[item.id], few)}" for item in created]
            plural = "parties" if noun == "party" else f"{noun}s"
            yield f"{len(created)} {noun if len(created) == 1 else plural}: {_join_names(words)}"


def _inferred_text(importer: Importer, item: Item, near: Sequence[str], with_misfits: bool) -> str:
    parts: list[str] = []
    if isinstance(item, Party):
        parts.append(item.role)
    if isinstance(item, Issue):
        inferred = importer.names.is_inferred(item.id)
        parts.append(f"{item.kind}{', inferred from its values' if inferred else ''}")
        parts += _misfit_text(importer, item) if with_misfits and inferred and item.kind == TEXT.name else []
    if near:
        parts.append(f"near {near[0]}")
    return f" ({'; '.join(parts)})" if parts else ""


def _misfit_text(importer: Importer, issue: Issue) -> list[str]:
    """Return which value made an issue a text although others on it are measured, with its place."""
    values = importer.names.values_of(issue.id)
    if unit := common_unit(values):
        quoted = f'"{unit}"' if " " in unit else unit
        return [f"to compare the numbers, use set-kind {issue.id} quantity --unit {quoted}"]
    value, noun = find_misfit(values, importer.rules.spelling)
    rows = (row for row in importer.imported if isinstance(row.item, Position) and row.item.issue == issue.id)
    places = [row.place_of("value") for row in rows if isinstance(row.item, Position) and row.item.value == value]
    return [f'"{value}" in {places[0]} is not {noun}'] if value and places else []


def _join_names(names: Sequence[str], most: int = MOST_NAMED) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more}"
