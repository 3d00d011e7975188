"""Whose word a record is, in words: the party itself, others about it, or a publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from negtrack.errors import join_with_and
from negtrack.model import OWN, REPORTED, Negotiation, Position, Record, Strength
from negtrack.query import Snapshot, is_denied


def party_name(negotiation: Negotiation, party: str) -> str:
    """Return the name of a party; its id if it is not defined."""
    definition = negotiation.parties.get(party)
    return definition.name if definition else party


def speaker_text(negotiation: Negotiation, record: Record) -> str:
    """Return the speaker, marked `own` for the party itself, else with the party that it belongs to: `Shawn Fain
    (UAW)`; `reported` where none is named."""
    if record.side == OWN or (record.side and not record.speaker and record.side == record.holder):
        kind = "document" if record.attribution == "document" else "statement"
        named = _name_of(negotiation, record) if record.speaker != party_name(negotiation, record.holder) else ""
        return f"{named} (own)" if named else f"own {kind}"
    if record.speaker:
        return _add_side(negotiation, record, _name_of(negotiation, record))
    if record.side:
        return party_name(negotiation, record.side)
    return "reported"


def said_by(negotiation: Negotiation, record: Record) -> str:
    """Return whose word it is: the speaker for the party's own, `according to ...` for others' words about it,
    `reported by ...` for a publication."""
    who = speaker_text(negotiation, record)
    if who == REPORTED:
        name = publication(negotiation, record)
        return f"reported by {name}" if name else REPORTED
    return who if record.is_own else f"according to {who}"


def voice_beside(negotiation: Negotiation, record: Record) -> str:
    """Return whose word it is where that is not the party's own on record: `according to diplomats`, `an official
    (own)`; "" for its own, where nothing else is said of them."""
    if record.strength == Strength.STRONG:
        return ""
    if record.is_own and not record.speaker:
        return f"own words, {record.attribution}" if record.attribution else ""
    return said_by(negotiation, record)


def whose_words(negotiation: Negotiation, record: Record) -> str:
    """Return in whose words it is, as a phrase: `own words` for the party's own on record, `in the words of an official
    (own side, background)`, `in the words of Shawn Fain (UAW)`, `reported by The Press`."""
    if record.strength == Strength.STRONG:
        return "own words"
    if record.is_own:
        side = f"own side, {record.attribution}" if record.attribution else "own side"
        if record.speaker:
            return f"in the words of {_speaker(negotiation, record)} ({side})"
        return ", ".join(filter(None, ("own words", record.attribution)))
    return said_by(negotiation, record).replace("according to", "in the words of", 1)


def speakers_of(negotiation: Negotiation, records: Iterable[Record]) -> tuple[str, ...]:
    """Return who said the records, each once: the speaker, else the party, else the publication."""
    return tuple(dict.fromkeys(_speaker(negotiation, record) for record in records))


def voices_of(negotiation: Negotiation, records: Sequence[Record]) -> Iterator[tuple[str, Record]]:
    """Yield who said each record; people of a party who spoke of it and of another have one name: `officials (UAW)`."""
    said = [(_speaker(negotiation, record), record) for record in records]
    named = {speaker for speaker, _ in said}
    for speaker, record in said:
        whole = f"{speaker} ({party_name(negotiation, record.party)})" if record.is_own and len(said) > 1 else ""
        yield whole if whole in named else speaker, record


def whose_text(snapshot: Snapshot, records: Iterable[Record]) -> str:
    """Return whose words records are, with their denials: `according to diplomats (denied by Downstream)`; `neither on
    record` where two parties spoke for themselves, but not on record."""
    said = tuple(records)
    voices = [f"{speaker}{_denial(snapshot, record)}" for speaker, record in voices_of(snapshot.negotiation, said)]
    holders = {record.holder for record in said}
    if len(holders) == 2 and {*voices} == {off_record_voice(snapshot.negotiation, party) for party in holders}:
        return "neither on record"
    return f"according to {join_voices(voices)}" if voices else ""


def _denial(snapshot: Snapshot, record: Record) -> str:
    holder = party_name(snapshot.negotiation, record.party)
    return f" (denied by {holder})" if isinstance(record, Position) and is_denied(snapshot, record) else ""


def distinct_voices(names: Iterable[str]) -> tuple[str, ...]:
    """Return names each once, also those of joint speakers: of `Ann Roe and AP` and `AP` only the first, of `Ann Roe
    and AP` and `AP and USA Today` three."""
    every = tuple(dict.fromkeys(names))
    if not any(" and " in name or ", " in name for name in every):
        return every
    joint = {name: name.replace(" and ", ", ").split(", ") for name in every}
    left = [name for name in every if not any(name in joint[other] for other in every if other != name)]
    counts = Counter(speaker for name in left for speaker in joint[name])
    parts = (joint[name] if any(counts[speaker] > 1 for speaker in joint[name]) else [name] for name in left)
    return tuple(dict.fromkeys(chain.from_iterable(parts)))


def join_voices(names: Iterable[str]) -> str:
    """Return names as they stand behind `according to`, each once: `Ann Roe and AP`; where several of them are joint
    speakers, so that it is plain who spoke with whom: `Ann Roe and AP, and to Bo Lee`."""
    voices = distinct_voices(names)
    if len(voices) > 1 and any(" and " in voice for voice in voices):
        return ", ".join((voices[0], *(f"to {voice}" for voice in voices[1:-1]), f"and to {voices[-1]}"))
    return join_with_and(voices)


def _speaker(negotiation: Negotiation, record: Record) -> str:
    """Return who said a record, which the negotiation remembers beside the record itself: among many parties the same
    words stand in many pairs."""
    known: dict[int, tuple[Record, str]] = negotiation.memo.setdefault(("speakers",), {})
    if id(record) not in known:
        known[id(record)] = record, _speaker_of(negotiation, record)
    return known[id(record)][1]


def _speaker_of(negotiation: Negotiation, record: Record) -> str:
    who = speaker_text(negotiation, record).removesuffix(" (own)")
    if who == REPORTED:
        return publication(negotiation, record) or "a report"
    return off_record_voice(negotiation, record.holder) if who.startswith("own ") else who


def off_record_voice(negotiation: Negotiation, party: str) -> str:
    """Return who spoke where a party did so itself, by nobody named and not on record: `Union (not on record)`."""
    return f"{party_name(negotiation, party)} (not on record)"


def _name_of(negotiation: Negotiation, record: Record) -> str:
    """Return the speaker, by name for a delegate of the party that the speaker belongs to."""
    party = negotiation.parties.get(record.holder if record.side == OWN else record.side)
    people = party.delegates if party else ()
    return next((person.name for person in people if person.id == record.speaker), record.speaker)


def _add_side(negotiation: Negotiation, record: Record, name: str) -> str:
    """Return a speaker with the party that it belongs to, unless its name says that: `Egyptian officials`."""
    party = negotiation.parties.get(record.side)
    if party is None or any(word.casefold().startswith(party.name.casefold()) for word in (name, *name.split())):
        return name
    return f"{name} ({party.name})"


def publication(negotiation: Negotiation, record: Record) -> str:
    """Return the name of the first source; "" without one."""
    source = negotiation.sources.get(record.sources[0]) if record.sources else None
    return source.name if source else ""
