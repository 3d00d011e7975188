"""Texts for the reader that all views share: speaker, date, gap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import date
from fractions import Fraction
from functools import cached_property

from negtrack.dates import When
from negtrack.frozen import dataclass
from negtrack.gap import Gap, print_gap
from negtrack.model import OWN, REPORTED, Issue, Negotiation, Position, Record, keys_of, to_plain
from negtrack.query import Pair, Snapshot, value_of
from negtrack.values import print_value

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SILENT = "silent"


@dataclass(frozen=True)
class Statement:
    """One position in words: its value, and its provenance in a short and a long form; computed on first use."""

    snapshot: Snapshot = field(repr=False, compare=False)
    position: Position
    issue: Issue

    @cached_property
    def value(self) -> str:
        """Return the value in canonical words."""
        return value_text(self.position, self.issue)

    @cached_property
    def short(self) -> str:
        """Return voice, date and grade: `Egyptian officials, 25 Mar, B2`."""
        return provenance(self.snapshot, self.position)

    @cached_property
    def long(self) -> str:
        """Return the whole provenance: `Egyptian officials, background, 25 Mar, B2, wsj-2024-03-25 ¶3`."""
        return provenance(self.snapshot, self.position, whole=True)


def value_text(position: Position, issue: Issue) -> str:
    """Return the value in canonical words with its own basis; without a value, the ids it withdraws or denies."""
    value = value_of(position, issue)
    if value is None:
        return (
            f"withdraws {', '.join(position.withdraws)}"
            if position.withdraws
            else f"denies {', '.join(position.denies)}"
        )
    basis = f" ({position.qualifier})" if position.qualifier not in ("", issue.basis) else ""
    return f"{print_value(value, issue.scale)}{basis}"


def speaker_text(negotiation: Negotiation, record: Record) -> str:
    """Return the speaker, marked `own` for the party itself; `reported` where none is named."""
    if record.side == OWN or (not record.speaker and record.side == record.party):
        kind = "document" if record.attribution == "document" else "statement"
        named = record.speaker if record.speaker != party_name(negotiation, record.party) else ""
        return f"{named} (own)" if named else f"own {kind}"
    if record.speaker:
        return record.speaker
    if record.side:
        return party_name(negotiation, record.side)
    return "reported"


def publication(negotiation: Negotiation, record: Record) -> str:
    """Return the name of the first source; "" without one."""
    source = negotiation.sources.get(record.sources[0]) if record.sources else None
    return source.name if source else ""


def provenance(snapshot: Snapshot, record: Record, whole: bool = False) -> str:
    """Return speaker, date and grade; `whole` adds the attribution and the publication of a report."""
    negotiation = snapshot.negotiation
    who = speaker_text(negotiation, record)
    if whole and who == "reported" and (name := publication(negotiation, record)):
        who = f"reported by {name}"
    is_implied = who.endswith("document") or record.attribution == "reported"
    how = record.attribution if whole and not is_implied else ""
    toward = (
        f"toward {party_name(negotiation, record.toward)}" if isinstance(record, Position) and record.toward else ""
    )
    parts = [who, how, toward, when_text(record.stated, year_of(snapshot)), record.grade]
    return ", ".join(part for part in parts if part)


def party_name(negotiation: Negotiation, party: str) -> str:
    """Return the name of a party; its id if it is not defined."""
    definition = negotiation.parties.get(party)
    return definition.name if definition else party


def year_of(snapshot: Snapshot) -> int | None:
    """Return the year of the snapshot, which dates omit."""
    return snapshot.day.year if snapshot.day else None


def as_of_text(snapshot: Snapshot) -> str:
    """Return the day of a snapshot in words."""
    return day_text(snapshot.day) if snapshot.day else "no record yet"


def as_of_date(snapshot: Snapshot) -> str | None:
    """Return the day of a snapshot in ISO form."""
    return snapshot.day.isoformat() if snapshot.day else None


def day_text(day: date, year: int | None = None) -> str:
    """Return a day in words: `25 Mar`; add the year if it is not `year`."""
    short = f"{day.day} {MONTHS[day.month - 1]}"
    return short if day.year == year else f"{short} {day.year}"


def when_text(when: When | None, year: int | None = None) -> str:
    """Return a date, exact or not, in words: `25 Mar`, `Sep 2023`, `by 23 Mar`, `1 Sep - 11 Oct`."""
    if when is None:
        return ""
    if when.first is None or when.last is None:
        end = when.last or when.first
        return f"{'by' if when.last else 'from'} {day_text(end, year)}" if end else "undated"
    if when.exact:
        return day_text(when.last, year)
    if "/" in when.text:
        return f"{day_text(when.first, year)} - {day_text(when.last, year)}"
    whole_year = when.text.count("-") == 0
    return when.text if whole_year else f"{MONTHS[when.first.month - 1]} {when.first.year}"


def withdrawal_text(snapshot: Snapshot, name: str) -> Iterator[str]:
    """Yield the withdrawals and denials of a position or a proposal, by its holder or according to others."""
    year = year_of(snapshot)
    if name in snapshot.withdrawn:
        yield f"withdrawn by the party, {when_text(snapshot.withdrawn[name].stated, year)}"
    if name in snapshot.denied:
        yield "denied by the party"
    for claim in snapshot.claims.get(name, ()):
        verb = "withdrawn" if claim.stance == "withdrawal" else "denied"
        who = speaker_text(snapshot.negotiation, claim)
        yield f"{verb}, according to {'a report' if who == REPORTED else who}"


def count_text(count: int, noun: str) -> str:
    """Return a count with its noun: `1 source`, `2 sources`."""
    return f"{count} {noun}{'s' * (count != 1)}"


def pair_text(pair: Pair, issue: Issue, names: Iterable[str] = ()) -> str:
    """Return the gap of a pair in words; `names` are the parties, if the issue has several pairs."""
    text = f"agreed provisionally, {pair.agreed.proposal.id}" if pair.agreed else print_gap(pair.gap, issue.scale)
    whose = ", ".join(names)
    return f"{text} ({whose})" if whose else text


def number(amount: Fraction | None) -> int | float | str | None:
    """Return an amount without rounding: a whole number, an exact decimal, otherwise the text of a fraction."""
    if amount is None:
        return None
    if amount.denominator == 1:
        return amount.numerator
    return float(amount) if Fraction(str(float(amount))) == amount else str(amount)


def gap_fields(gap: Gap, issue: Issue) -> dict[str, object]:
    """Return the machine fields of a gap: status, distance, exactness, unit, common part, reason."""
    return {
        "status": gap.status,
        "gap": print_gap(gap, issue.scale),
        "distance": number(gap.distance),
        "more_than": gap.distance is not None and not gap.exact,
        "unit": gap.unit,
        "common": print_value(gap.common, issue.scale) if gap.common else "",
        "reason": gap.reason,
    }


_WHO_SAID_IT = ("stated", "speaker", "side", "voice", "attribution", "grade", "sources", "locator")
_PROVENANCE = tuple(dict.fromkeys((*_WHO_SAID_IT, *(key for key in keys_of(Record) if key != "party"))))
"""Machine fields of a record's provenance, in the order of all views."""


def provenance_fields(record: Record) -> dict[str, object]:
    """Return the provenance of a record for machines."""
    found = {name: getattr(record, name) for name in _PROVENANCE}
    return {name: value if type(value) is str else to_plain(value) for name, value in found.items()}
