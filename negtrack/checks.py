"""What `check` looks for in records that can be read; each check is one function in `CHECKS`.

An error cannot be as written; a note is something to look at. The same errors keep a new record from being written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from negtrack.errors import NotationError, Problem, Severity
from negtrack.hidden import hidden_names
from negtrack.model import Definition, Entry, Item, Negotiation, Position, Proposal, to_table
from negtrack.query import Reading, bloc, is_bloc, live_positions, offer_breach, position_gap, supersedes, term_breach
from negtrack.values import parse_value


@dataclass(frozen=True, slots=True)
class Setting:
    """What the checks work on: the negotiation, and the day that counts as today."""

    negotiation: Negotiation
    today: date


_AHEAD = timedelta(days=1)
"""Days are counted in UTC; somewhere it is tomorrow already."""

Check = Callable[[Setting], Iterator[Problem]]


def check_negotiation(negotiation: Negotiation, today: date) -> list[Problem]:
    """Every problem that the `CHECKS` find, in the order of files and lines."""
    setting = Setting(negotiation, today)
    found = [problem for check in CHECKS for problem in check(setting)]
    return sorted(found, key=lambda problem: (problem.path, problem.line))


def check_dates(setting: Setting) -> Iterator[Problem]:
    """Nothing is stated in the future, after it was recorded, or after its source appeared."""
    sources = setting.negotiation.sources
    for record in setting.negotiation.records:
        stated = record.stated
        first = stated.first or stated.last if stated else None
        if stated is None or first is None:
            continue
        if first > setting.today + _AHEAD:
            yield _problem(record, "stated", f"{stated.text} lies in the future; today is {setting.today}")
        elif first > record.recorded.date() + _AHEAD:
            yield _problem(record, "stated", f"{stated.text} is after it was recorded, {record.recorded.date()}")
        for name in record.sources:
            issued = sources[name].issued if name in sources else None
            if issued and issued.last and first > issued.last:
                message = f"the source {name} appeared on {issued.text} and cannot report a statement of {stated.text}"
                yield _problem(record, "stated", message)


def check_supersedes(setting: Setting) -> Iterator[Problem]:
    """A record supersedes only earlier entries of its own holder and issue."""
    by_id = {position.id: position for position in setting.negotiation.positions}
    for better in setting.negotiation.positions:
        for name in better.supersedes:
            worse = by_id.get(name)
            if worse is None:
                yield _problem(better, "supersedes", f"{name} is not a position")
            elif better.id in worse.supersedes:
                yield _problem(better, "supersedes", f"{name} supersedes this one in turn; delete one of the two")
            elif not supersedes(better, worse):
                reason = "was recorded later" if worse.recorded > better.recorded else "is of another holder or issue"
                yield _problem(
                    better, "supersedes", f"{name} {reason}; supersede an earlier reading of the same position"
                )


def check_taking_back(setting: Setting) -> Iterator[Problem]:
    """A withdrawal or a denial names earlier records of its own holder, positions on its own issue."""
    known: dict[str, Position | Proposal] = {each.id: each for each in setting.negotiation.positions}
    known |= {each.id: each for each in setting.negotiation.proposals}
    for position in setting.negotiation.positions:
        for field, names in (("withdraws", position.withdraws), ("denies", position.denies)):
            for name in names:
                reason = _not_its_own(position, known.get(name))
                if reason:
                    yield _problem(position, field, f"{name} {reason}")


def _not_its_own(position: Position, record: Position | Proposal | None) -> str:
    """Why `position` cannot take `record` back; "" where it can."""
    if record is None:
        return "is neither a position nor a proposal"
    if record.party != position.party:
        return f"is a record of {record.party}, not of {position.party}"
    if isinstance(record, Position) and record.issue != position.issue:
        return f"is on {record.issue}, not on {position.issue}"
    return f"was stated on {record.day}, after this" if record.day > position.day else ""


def check_retractions(setting: Setting) -> Iterator[Problem]:
    """A retraction takes back an entry of its own party."""
    for retraction in setting.negotiation.retractions:
        entry = setting.negotiation.entries.get(retraction.of)
        if entry is not None and entry.party != retraction.party:
            yield _problem(retraction, "of", f"{entry.id} is a record of {entry.party}, not of {retraction.party}")


def check_answers(setting: Setting) -> Iterator[Problem]:
    """A response answers a proposal that was tabled, and a proposal answers or discloses one."""
    known = {proposal.id: proposal for proposal in setting.negotiation.proposals}
    for response in setting.negotiation.responses:
        proposal = known.get(response.proposal)
        tabled = proposal.tabled.first if proposal and proposal.tabled else None
        if proposal is None:
            yield _problem(response, "proposal", f"{response.proposal} is not a proposal")
        elif tabled and response.day < tabled:
            message = f"{response.day} lies before {proposal.id} was tabled, on {tabled}; say when with stated"
            yield _problem(response, "stated", message)
    for proposal in setting.negotiation.proposals:
        for field, name in (("answers", proposal.answers), ("discloses", proposal.discloses)):
            if name and name not in known:
                yield _problem(proposal, field, f"{name} is not a proposal")


def check_limits(setting: Setting) -> Iterator[Problem]:
    """Only a position on a mandate has limits and a giver."""
    for position in setting.negotiation.positions:
        kind = setting.negotiation.issues[position.issue].kind
        if (position.limits or position.granted_by) and kind != "mandate":
            field = "limits" if position.limits else "granted_by"
            yield _problem(position, field, f"{position.issue} is a {kind}; only a mandate has {field}")


def check_mandates(setting: Setting) -> Iterator[Problem]:
    """No offer lies outside the newest mandate's limits, nor a term outside those of a party that it is put to."""
    reading = Reading(setting.negotiation)
    known = setting.negotiation
    for party, name in reading.positions:
        for position in live_positions(reading, party, known.issues[name]):
            breach = offer_breach(reading, position, known.issues[name])
            if breach and not position.proposal:
                message = f'"{position.value}" is {breach}, as {breach.mandate.id} has it'
                yield _problem(position, "value", message, "note")
    for proposal in reading.proposals:
        for term in reading.terms_of(proposal) if proposal.id not in reading.withdrawn else ():
            asked = proposal.between or [each.id for each in known.principals]
            for party in dict.fromkeys((proposal.party, *asked)):
                breach = term_breach(reading, party, term, known.issues[term.issue])
                if breach:
                    yield _problem(
                        proposal, "terms", f'"{term}" is {breach} of {party}, as {breach.mandate.id} has it', "note"
                    )


def check_conditions(setting: Setting) -> Iterator[Problem]:
    """A condition that is written as a term is on a known issue, and its value fits."""
    issues = setting.negotiation.issues
    for position in setting.negotiation.positions:
        for condition in position.requires:
            name, equals, value = (part.strip() for part in condition.partition("="))
            if " = " in condition and name not in issues:
                yield _problem(position, "requires", f'no issue "{name}"; prose needs no " = "', "note")
            elif equals and name in issues:
                try:
                    parse_value(value, issues[name].scale)
                except NotationError as error:
                    yield _problem(position, "requires", f'"{value}": {error}', "note")


def check_disclosures(setting: Setting) -> Iterator[Problem]:
    """A record that discloses terms tells some that were undisclosed."""
    known = {proposal.id: proposal for proposal in setting.negotiation.proposals}
    for proposal in setting.negotiation.proposals:
        earlier = known.get(proposal.discloses)
        told = {term.issue: term.value for term in earlier.terms} if earlier else {}
        for term in proposal.terms if earlier else ():
            if told.get(term.issue, "undisclosed").casefold() not in ("undisclosed", term.value.casefold()):
                message = f'"{term}", but {proposal.discloses} gives {told[term.issue]} itself; it has no effect'
                yield _problem(proposal, "terms", message, "note")


def check_bounds(setting: Setting) -> Iterator[Problem]:
    """A party that wants more does not demand `at most`, nor one that wants less `at least`."""
    backwards = {"more": ("at most ", "under "), "less": ("at least ", "over ")}
    for position in setting.negotiation.positions:
        leaning = setting.negotiation.issues[position.issue].wants.get(position.party)
        if leaning and position.stance in ("demand", "red-line") and position.value.startswith(backwards[leaning]):
            message = (
                f'"{position.value}" though {position.party} wants {leaning} of it; is the bound written backwards?'
            )
            yield _problem(position, "value", message, "note")


def check_blocs(setting: Setting) -> Iterator[Problem]:
    """A bloc is not itself a member of a bloc."""
    for party in setting.negotiation.parties.values():
        if party.member_of and (is_bloc(setting.negotiation, party.id) or bloc(party) == party.id):
            yield _defined(f"parties/{party.id}.toml", party, "member_of", "a bloc cannot be a member of a bloc")


def check_names(setting: Setting) -> Iterator[Problem]:
    """No two parties go by one name."""
    seen: dict[str, str] = {}
    for party in setting.negotiation.parties.values():
        other = seen.setdefault(party.name.casefold(), party.id)
        if other != party.id:
            yield _defined(f"parties/{party.id}.toml", party, "name", f"{other} goes by the same name; tell them apart")


def check_issues(setting: Setting) -> Iterator[Problem]:
    """An issue's anchor, links and leanings point at what there is."""
    known = setting.negotiation
    for issue in known.issues.values():
        if issue.anchor and issue.anchor not in known.events:
            yield _defined("negotiation.toml", issue, "anchor", f'no event "{issue.anchor}"; define it with add-event')
        for name in issue.linked:
            if name not in known.issues:
                yield _defined("negotiation.toml", issue, "linked", f'no issue "{name}"')
        for name in issue.wants:
            if name not in known.parties:
                yield _defined("negotiation.toml", issue, "wants", f'no party "{name}"')


def check_contradictions(setting: Setting) -> Iterator[Problem]:
    """One speaker is not on record with two values that are apart, for one party and issue on one day."""
    reading = Reading(setting.negotiation)
    for party, name in reading.positions:
        issue = setting.negotiation.issues[name]
        for one, other in combinations(live_positions(reading, party, issue), 2):
            if (
                _said_at_once(one) == _said_at_once(other)
                and position_gap(reading, issue, one, other).status == "apart"
            ):
                message = f'"{one.value}" and "{other.value}" ({other.id}) by one speaker on one day'
                yield _problem(one, "value", message, "note")


def _said_at_once(position: Position) -> tuple[object, ...]:
    return position.voice, position.speaker, position.day, position.toward


def check_sources(setting: Setting) -> Iterator[Problem]:
    """Every record names a source, and every source is cited."""
    cited = {name for record in setting.negotiation.records for name in record.sources}
    for record in setting.negotiation.records:
        if not record.sources:
            yield _problem(record, "sources", "missing; a record without a source cannot be looked up", "note")
    for source in setting.negotiation.sources.values():
        if source.id not in cited:
            yield _defined("sources.toml", source, "", "no record rests on this source", "note")


def check_hidden_letters(setting: Setting) -> Iterator[Problem]:
    """No text holds characters that a reader cannot see."""
    known = setting.negotiation
    for entry in (*known.records, *known.retractions):
        for field, names in _hidden_in(entry):
            yield _problem(entry, field, f"holds {names}, which a reader cannot see; delete it", "note")
    homes: list[tuple[str, Definition]] = [(f"parties/{each.id}.toml", each) for each in known.parties.values()]
    homes += [("negotiation.toml", each) for each in (*known.issues.values(), *known.events.values())]
    homes += [("sources.toml", each) for each in known.sources.values()]
    for path, item in homes:
        for field, names in _hidden_in(item):
            yield _defined(path, item, field, f"holds {names}, which a reader cannot see; delete it", "note")


def _hidden_in(item: Item) -> Iterator[tuple[str, str]]:
    for field, value in to_table(item).items():
        names = hidden_names("".join(map(str, value)) if isinstance(value, list) else str(value))
        if names:
            yield field, names


CHECKS: tuple[Check, ...] = (
    check_dates,
    check_supersedes,
    check_taking_back,
    check_retractions,
    check_answers,
    check_limits,
    check_mandates,
    check_conditions,
    check_disclosures,
    check_bounds,
    check_blocs,
    check_names,
    check_issues,
    check_contradictions,
    check_sources,
    check_hidden_letters,
)


def _problem(entry: Entry, field: str, message: str, severity: Severity = "error") -> Problem:
    return Problem(f"parties/{entry.party}.toml", entry.line, f"[{entry.table}.{entry.id}] {field}:", message, severity)


def _defined(path: str, item: Definition, field: str, message: str, severity: Severity = "error") -> Problem:
    where = f"[{item.table}.{item.id}]{' ' if field else ''}{field}:"
    return Problem(path, item.line, where, message, severity)
