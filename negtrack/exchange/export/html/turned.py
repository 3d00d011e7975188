"""The table of an issue of many parties: a row for each value, with those that hold it and who says so; of more than
have room a row for about each quarter of the parties, then without who says so, then only the outermost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import NamedTuple

from negtrack.exchange.export.document import Topic, Voice
from negtrack.exchange.export.held import HeldValue, Holders, counted_values, held_values, silence_counts
from negtrack.exchange.export.html.words import break_line, isolate, paragraph, voices
from negtrack.frozen import dataclass, replace
from negtrack.render.markup import Markup, drop_directions, element, escape, join

_COLUMNS = ("Position", "Parties, and who says so")
_LEAST_COLUMNS = ("Position", "Parties")
_LEAST_ALIKE = 3
"""Least parties of which the same voice speaks, for it to be said once above the table."""
_OWN = ("own statement, ", "own document, ")
"""Beginnings of voices that are said once above the table where most begin so."""
_QUARTERS = ("Lowest", "Lower middle", "Upper middle", "Highest")
"""Headings of the quarters of the parties; a value that many hold is not divided, so that none claims to be one."""
_MOST = (128, 96, 80, 64, 56, 48, 40, 36, 32, 28, 24, 22, 20, 18, 16, 14, 12, 10, 8, 6, 4, 2)
"""Most entries of a row, the first of these numbers with which a table has room."""


def draw_counts(topic: Topic) -> Markup:
    """Return how many parties hold what: `agree 12 · disagree 13 (2 by others' words or with a caveat) · nothing on
    record 3`; of many values that as many hold `15 values, each of 2`."""
    shown, others = counted_values(topic)
    parts = [join([element("b", held.value), f" {held.count}{_reserved(held)}"]) for held in shown]
    if others:
        rest = sum(held.count for held in others)
        parts.append(Markup(f"another value {rest}" if shown else f"{len(others):,} values, each of {others[0].count}"))
    for words, count in silence_counts(topic):
        parts.append(element("span", f"{words} {count}", class_="dim"))
    return join(parts, " · ")


def _reserved(held: HeldValue) -> str:
    return f" ({held.reserved} by others' words or with a caveat)" if held.reserved else ""


@dataclass(frozen=True)
class _Wording:
    """What stands beside the names of parties."""

    usual: Sequence[Voice] = ()
    """The voices of most, which are said once above the table."""
    begin: str = ""
    """Else what most voices begin with, which is said once above the table."""
    since: str = ""
    """The day in what changed since then, which stands on top of the page."""
    has_links: bool = True
    has_voices: bool = True
    """Whether all is said of the voices; else what no view leaves out."""
    has_numbers: bool = True
    """Whether the numbers of the sources stand behind that."""


class _Entry(NamedTuple):
    """Parties in a row, or a value with those that hold it, and how many these are."""

    words: Markup
    parties: int


class _Row(NamedTuple):
    """A row: its heading, its entries, and what stands between them."""

    name: Markup
    entries: Sequence[_Entry]
    between: Markup


class Turned(NamedTuple):
    """What the table of an issue has: captions, a head and rows; `is_whole` where no voice is left out."""

    captions: Sequence[Markup]
    columns: tuple[str, str]
    rows: Sequence[Markup]
    is_whole: bool = True

    @property
    def size(self) -> int:
        """Return the bytes of captions and rows."""
        return sum(len(drop_directions(part).encode()) for part in (*self.captions, *self.rows))


def build_turned(topic: Topic, ranks: Mapping[str, int], since: str, room: int) -> Turned:
    """Return the table of an issue with all that has room in `room` bytes; the least of it takes what it needs.

    `ranks` are the places of parties in the chart, where it shows them in order; `since` is the day on top of the page,
    as in `new since 14 Mar 2024`.
    """
    found = Turned((), _COLUMNS, ())
    for found in _layouts(topic, ranks, since):
        if found.size <= room:
            break
    return found


def _layouts(topic: Topic, ranks: Mapping[str, int], since: str) -> Iterator[Turned]:
    """Yield the table from all that is known, each value on a line of its own, to the least."""
    values = _in_order(held_values(topic), ranks)
    worded = replace(_usual(values), since=since)
    yield _table(_value_rows(values, worded), worded)
    worded = replace(worded, has_links=False)
    yield _table(_value_rows(values, worded), worded)
    yield _table(_dense_rows(values, ranks, worded), worded)
    whole = f"negtrack compare --issue {topic.id} -v"
    note = element("caption", f"Who says so, and when: {whole}")
    for has_numbers in (True, False):
        worded = replace(worded, has_voices=False, has_numbers=has_numbers)
        rows = list(_dense_rows(values, ranks, worded))
        yield Turned([note], _LEAST_COLUMNS, [_draw(row) for row in rows], is_whole=False)
    note = element("caption", f"Those left out here, who says so, and when: {whole}")
    for most in _MOST:
        yield Turned([note], _LEAST_COLUMNS, [_draw(_cut(row, most)) for row in rows], is_whole=False)


def _table(rows: Iterable[_Row], wording: _Wording) -> Turned:
    return Turned(_captions(wording), _COLUMNS, list(map(_draw, rows)))


def _in_order(values: Sequence[HeldValue], ranks: Mapping[str, int]) -> Sequence[HeldValue]:
    """Return the values in the order of the chart, where it has one: the headlines by their places there, then those
    without a place, then what else stands."""
    if not ranks:
        return values
    return sorted(values, key=lambda held: _rank(held, ranks) if held.is_headline else inf)


def _rank(held: HeldValue, ranks: Mapping[str, int]) -> float:
    return min((ranks.get(name, inf) for holders in held.holders for name in holders.parties), default=inf)


def _usual(values: Sequence[HeldValue]) -> _Wording:
    """Return the voices of at least half of the parties of an issue, else what at least half begin with; neither where
    they differ."""
    counts: Counter[Sequence[Voice]] = Counter()
    for holders in (holders for held in values for holders in held.holders if holders.voices):
        counts[holders.voices] += len(holders.parties)
    found, count = counts.most_common(1)[0] if counts else ((), 0)
    if _is_usual(count, counts):
        return _Wording(found)
    begun = Counter({begin: sum(counts[said] for said in counts if _begins(said, begin)) for begin in _OWN})
    begin, count = begun.most_common(1)[0]
    return _Wording(begin=begin if _is_usual(count, counts) else "")


def _is_usual(count: int, counts: Counter[Sequence[Voice]]) -> bool:
    return count >= _LEAST_ALIKE and 2 * count >= counts.total()


def _begins(said: Sequence[Voice], begin: str) -> bool:
    return len(said) == 1 and said[0].words.startswith(begin)


def _captions(wording: _Wording) -> Sequence[Markup]:
    """Return the caption with what the rows do not repeat."""
    usual = voices(wording.usual) if wording.usual else wording.begin.removesuffix(", ")
    return [element("caption", usual, ", where nothing else is said")] if usual else []


def _value_rows(values: Iterable[HeldValue], wording: _Wording) -> Iterator[_Row]:
    """Yield a row for each value."""
    for held in values:
        count = [element("small", f"({held.count})")] if held.count > 1 else []
        entries = tuple(_entries(held, wording))
        yield _Row(join([_words(held), *count], " "), entries, _between(held, wording))


def _dense_rows(values: Sequence[HeldValue], ranks: Mapping[str, int], wording: _Wording) -> Iterator[_Row]:
    """Yield a row for about each quarter of the parties in the chart, and for all values of one standing that are held
    by one party each; else for each value."""
    groups: dict[str, list[HeldValue]] = {}
    for held in values:
        groups.setdefault(_group(held, ranks), []).append(held)
    for name, alike in groups.items():
        if not name or len(alike) == 1:
            yield from _value_rows(alike, wording)
        else:
            lines = tuple(_line(held, wording) for held in alike)
            count = element("small", f"({sum(held.count for held in alike)})")
            yield _Row(join([name, count], " "), lines, break_line())


def _group(held: HeldValue, ranks: Mapping[str, int]) -> str:
    """Return the heading of the row that a value shares with others; "" for one of its own."""
    if not held.is_headline:
        return "" if held.is_silence else f"Beside these: {held.standing}"
    rank = _rank(held, ranks)
    if rank < inf:
        return _QUARTERS[min(int(rank) * 4 // len(ranks), 3)]
    return "" if held.count > 1 else "Of one party each"


def _words(held: HeldValue) -> Markup:
    mark = "alert" if held.is_disputed else None if held.is_headline else "dim"
    return element("span", held.words, class_=mark) if mark else escape(held.words)


def _line(held: HeldValue, wording: _Wording) -> _Entry:
    """Return a value and the parties that hold it."""
    value = element("b", held.value) if held.is_headline else isolate(held.value)
    parties = join((entry.words for entry in _entries(held, wording)), _between(held, wording))
    return _Entry(join([value, parties], " "), held.count)


def _between(held: HeldValue, wording: _Wording) -> Markup:
    return Markup("" if _has_paragraphs(held, wording) else "; " if wording.has_voices else ", ")


def _has_paragraphs(held: HeldValue, wording: _Wording) -> bool:
    return any(_beside(holders, wording) for holders in held.holders)


def _entries(held: HeldValue, wording: _Wording) -> Iterator[_Entry]:
    """Yield the parties in groups that hold a value alike, a paragraph each where one of them has more to say; without
    voices each party by itself, where there is nothing more."""
    in_paragraphs = _has_paragraphs(held, wording)
    for holders in held.holders:
        count, names = len(holders.parties), _names(holders, wording)
        if in_paragraphs:
            yield _Entry(join([paragraph(names), *_beside(holders, wording)]), count)
        elif wording.has_voices:
            yield _Entry(names, count)
        else:
            yield from (_Entry(_names(replace(holders, parties=(name,)), wording), 1) for name in holders.parties)


def _beside(holders: Holders, wording: _Wording) -> Sequence[Markup]:
    text = [paragraph(holders.text, class_="text")] if holders.text and wording.has_voices else []
    return [*text, *(paragraph(remark, class_="alert") for remark in holders.remarks)]


def _names(holders: Holders, wording: _Wording) -> Markup:
    parts: list[Markup] = [join(map(isolate, holders.parties), ", ")]
    said = _said(holders, wording)
    parts += [join([Markup("("), said, Markup(")")])] if said else []
    parts += map(escape, _numbers(holders, wording))
    changed = holders.changed.replace(f" {wording.since}", "", 1) if wording.since else holders.changed
    parts += [element("mark", changed)] if changed else []
    return join(parts, " ")


def _said(holders: Holders, wording: _Wording) -> Markup | str:
    """Return who says so, "" where that is said above the table; without voices what no view leaves out."""
    said: Sequence[Voice] = holders.voices
    if not wording.has_voices or not said or said == wording.usual:
        return "" if wording.has_voices else holders.least
    if wording.begin and _begins(said, wording.begin):
        said = [Voice(said[0].words.removeprefix(wording.begin), said[0].refs)]
    return voices(said, wording.has_links)


def _numbers(holders: Holders, wording: _Wording) -> Sequence[str]:
    """Return the numbers of the sources where nothing else is said of the voices."""
    if wording.has_voices or not wording.has_numbers:
        return []
    return [f"[{number}]" for number in dict.fromkeys(number for voice in holders.voices for number in voice.refs)]


def _cut(row: _Row, most: int) -> _Row:
    """Return a row with its first and its last entries, and how many parties stand between."""
    first, last = (most + 1) // 2, len(row.entries) - most // 2
    if last <= first:
        return row
    count = sum(entry.parties for entry in row.entries[first:last])
    more = _Entry(element("i", f"and {count:,} more {'party' if count == 1 else 'parties'}"), count)
    return row._replace(entries=(*row.entries[:first], more, *row.entries[last:]))


def _draw(row: _Row) -> Markup:
    cell = element("td", join((entry.words for entry in row.entries), row.between))
    return element("tr", element("th", row.name, dir="auto"), cell)
