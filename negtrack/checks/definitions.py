"""Parties, sources and grades by themselves: names, blocs and citations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from negtrack.checks.context import CheckContext, note, problem
from negtrack.errors import Problem
from negtrack.model import OWN, Entry, Party, Record, Source, TableSide


def check_nested_bloc(context: CheckContext) -> Iterator[Problem]:
    """Report blocs that are members of a bloc."""
    blocs = {party.member_of for party in context.negotiation.parties.values() if party.is_principal}
    for party in context.of(Party):
        if party.member_of and (party.id in blocs or party.member_of == party.id):
            message = "a bloc cannot be a member of a bloc; let its members name the larger one"
            yield problem(party, "member_of", message)


def check_misplaced_party(context: CheckContext) -> Iterator[Problem]:
    """Report sides of the table with parties that are no principals, or stand on another side, or with nobody."""
    first: dict[str, str] = {}
    for side in context.of(TableSide):
        if not side.parties:
            yield problem(side, "parties", "empty; name the principals that stand together, or delete the side")
        for name in dict.fromkeys(side.parties):
            party = context.negotiation.parties.get(name)
            other = first.setdefault(name, side.id)
            if other != side.id:
                yield problem(side, "parties", f"{name} stands on {other} already; name it in one of them")
            elif party and not party.is_principal:
                yield problem(side, "parties", f"{name} is no principal, and a side is of principals; leave it out")


def check_same_name(context: CheckContext) -> Iterator[Problem]:
    """Report parties that share a name."""
    first: dict[str, str] = {}
    for party in context.of(Party):
        other = first.setdefault(party.name.casefold(), party.id)
        if other != party.id:
            yield problem(party, "name", f"{other} has the same name; choose another for one of them")


def check_shared_id(context: CheckContext) -> Iterator[Problem]:
    """Report records with the id of a party, which a command line takes for the party."""
    for entry in context.entries:
        if entry.id in context.negotiation.parties:
            yield note(entry, "", "a party has the same id, so that commands take it for the party; choose another")


def check_other_speaker(context: CheckContext) -> Iterator[Problem]:
    """Report delegates that speak for another party than their own."""
    yield from other_speakers(context.entries, context.negotiation.parties)


def other_speakers(entries: Iterable[Entry], parties: Mapping[str, Party]) -> Iterator[Problem]:
    """Yield a note on each record whose speaker is a delegate of parties to none of which its side belongs."""
    owners: dict[str, list[str]] = {}
    for party in parties.values():
        for delegate in party.delegates:
            owners.setdefault(delegate.id, []).extend((party.id, party.member_of))
    for entry in entries if owners else ():
        if isinstance(entry, Record) and entry.speaker in owners:
            side = entry.holder if entry.side == OWN else entry.side
            belongs = {side, parties[side].member_of} if side in parties else {side}
            if not belongs & {*owners[entry.speaker]} - {""}:
                message = f"{entry.speaker} is a delegate of {owners[entry.speaker][0]}, and this is the side of {side}"
                yield note(entry, "speaker", f"{message}; correct one of them, or write the name in full")


def check_missing_source(context: CheckContext) -> Iterator[Problem]:
    """Report records without a source."""
    for record in context.of(Record):
        if not record.sources:
            message = "missing; a record without a source cannot be looked up, record it again with --source"
            yield note(record, "sources", message)


def check_unused_source(context: CheckContext) -> Iterator[Problem]:
    """Report sources that no record cites; none where a record could not be read, which may cite one."""
    known = context.negotiation
    for source in context.of(Source) if not known.unsound else ():
        if source.id not in known.cited and source.id not in known.cited_by_definitions:
            yield note(source, "", "no record rests on this source; name it in one, or delete it")


def check_empty_grade(context: CheckContext) -> Iterator[Problem]:
    """Report grades that judge nothing: `F6` says that neither the source nor what it says can be judged."""
    for record in context.of(Record):
        if record.grade == "F6":
            yield note(record, "grade", "F6 judges neither the source nor what it says; leave it out, or judge one")
