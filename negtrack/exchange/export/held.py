"""An issue of a document turned: its values, and below each the parties that hold it, where these are too many for a
column each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from negtrack.exchange.export.document import Dossier, PartyColumn, Topic, Voice
from negtrack.frozen import dataclass

MOST_ACROSS = 8
"""Most parties that have a column each."""
_MOST_COUNTED = 4
"""Most values of an issue that are counted, twice as many where as many parties hold them; the others are together."""


@dataclass(frozen=True)
class Holders:
    """Parties that hold a value alike: in the same voices, words and remarks."""

    parties: tuple[str, ...]
    voices: tuple[Voice, ...]
    text: str
    remarks: tuple[str, ...]
    changed: str
    least: str = ""
    """What of the voices no view leaves out: others' voices and caveats."""


@dataclass(frozen=True)
class HeldValue:
    """A value with those that hold it. `standing` is "" for headlines, else as of a `Remark`, or `silent` where the
    value says why there is none."""

    value: str
    standing: str
    holders: tuple[Holders, ...]

    @property
    def words(self) -> str:
        """Return the value, with its standing where it is no headline."""
        return f"{self.standing}: {self.value}" if self.standing not in ("", _SILENT) else self.value

    @property
    def count(self) -> int:
        """Return how many parties hold it."""
        return sum(len(holders.parties) for holders in self.holders)

    @property
    def reserved(self) -> int:
        """Return how many of them others say to hold it, or with a caveat."""
        return sum(len(holders.parties) for holders in self.holders if holders.least)

    @property
    def is_headline(self) -> bool:
        """Return whether it is what the parties hold first of all."""
        return not self.standing

    @property
    def is_silence(self) -> bool:
        """Return whether it is why nothing is on record."""
        return self.standing == _SILENT

    @property
    def is_disputed(self) -> bool:
        """Return whether what is said of the parties is in dispute."""
        return self.standing in ("contested", "divided", "denied")


_SILENT = "silent"
_NOTHING = "nothing on record"


def is_turned(dossier: Dossier) -> bool:
    """Return whether a document has too many parties for a column each."""
    return len(dossier.parties) > MOST_ACROSS


def held_values(topic: Topic) -> Sequence[HeldValue]:
    """Return the values of an issue with the parties that hold them: the headlines, the most common first, then what
    else stands, then silence."""
    return _held((*topic.stands, *topic.others))


def _held(columns: Iterable[PartyColumn]) -> Sequence[HeldValue]:
    groups: dict[tuple[str, str], dict[Holders, list[str]]] = {}
    for column in columns:
        for value, standing, alike in _said(column):
            groups.setdefault((value, standing), {}).setdefault(alike, []).append(column.party)
    found = (HeldValue(*key, tuple(_together(alike))) for key, alike in groups.items())
    return sorted(found, key=lambda held: (held.standing == _SILENT, bool(held.standing), -held.count))


def counted_values(topic: Topic) -> tuple[Sequence[HeldValue], Sequence[HeldValue]]:
    """Return the most common values of an issue that parties with a column hold first of all, and the others; values
    that as many hold are all among the most common, unless these are too many then, or all among the others."""
    held = [one for one in _held(topic.stands) if one.is_headline]
    shown = min(len(held), _MOST_COUNTED)
    if len(held) > shown and held[shown].count == held[shown - 1].count:
        last = held[shown].count
        tied = sum(one.count >= last for one in held)
        shown = tied if tied <= 2 * _MOST_COUNTED else sum(one.count > last for one in held)
    return held[:shown], held[shown:]


def silence_counts(topic: Topic) -> Sequence[tuple[str, int]]:
    """Return how many parties have no position, by the reason: `[("nothing on record", 3), ("withdrawn", 1)]`."""
    counts = Counter(_reason(column.silence) for column in topic.stands if column.silence)
    return sorted(counts.items(), key=lambda item: item[0] != _NOTHING)


def _reason(silence: str) -> str:
    """Return why a party has no position, without the day."""
    if silence == _SILENT:
        return _NOTHING
    return next((word for word in ("rejected", "withdrawn") if silence.startswith(f"{word} ")), silence)


def _said(column: PartyColumn) -> Iterator[tuple[str, str, Holders]]:
    """Yield value, standing and everything else that a party says, without its name."""
    if column.silence:
        yield column.silence, _SILENT, Holders((), (), "", (), column.changed)
    headline = next((said.value for said in column.said if not said.standing), "")
    for number, said in enumerate(column.said):
        value = headline if said.standing and said.value == "the same" else said.value
        text = said.text if said.text != said.value and not said.standing else ""
        changed = column.changed if not number else ""
        yield value, said.standing, Holders((), said.voices, text, said.remarks, changed, said.least)


def _together(alike: dict[Holders, list[str]]) -> Iterable[Holders]:
    """Yield parties that hold a value alike, the most first."""
    for one, names in sorted(alike.items(), key=lambda item: -len(item[1])):
        yield Holders(tuple(names), one.voices, one.text, one.remarks, one.changed, one.least)
