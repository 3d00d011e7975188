"""A snapshot restricted to one issue, so that it is cheap at many days."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from negtrack.lazy import LazyMapping
from negtrack.model import Entry, Issue, Negotiation, Position, Proposal, Record, Remembered, records_of
from negtrack.query.snapshot import Snapshot


def on_issue(snapshot: Snapshot, issue: Issue, parties: Collection[str] = ()) -> Snapshot:
    """Return the snapshot restricted to one issue, so that it is cheap at many days; with `parties`, restricted to
    their positions, and to their answers to all but agreements. Where there are agreements, which blocs and others bear
    on, it has the words of all. The snapshot remembers it."""
    parties = () if snapshot.negotiation.agreements else parties
    key = "on issue", issue.id, *sorted(parties)
    if key not in snapshot.day_memo:
        snapshot.day_memo[key] = _on_issue(snapshot, issue, parties)
    restricted: Snapshot = snapshot.day_memo[key]
    return restricted


def _on_issue(snapshot: Snapshot, issue: Issue, parties: Collection[str]) -> Snapshot:
    known, whole = snapshot.negotiation, snapshot.context or snapshot.negotiation
    proposals = _proposals_on(known, issue)
    named, tabled = {proposal.id for proposal in proposals}, {proposal.id for proposal in known.proposals}
    agreed = {agreement.id for agreement in known.agreements}

    def is_selected(record: Record) -> bool:
        return not parties or record.party in parties

    def is_answered(name: str) -> bool:
        return name in named or (name not in tabled and _is_on(whole.entries.get(name), issue))

    responses = tuple(
        one for one in known.responses if one.proposal in agreed or (is_selected(one) and is_answered(one.proposal))
    )
    named |= agreed | {response.id for response in responses}

    papers = {proposal.id for proposal in proposals}

    def is_elsewhere(position: Position) -> bool:
        if is_selected(position):
            return position.issue != issue.id and bool(position.withdraws or position.denies)
        return not papers.isdisjoint(_records_ended_by(position))

    elsewhere = [*filter(is_elsewhere, _ending(snapshot, issue, named))]
    elsewhere += _read_better(known, elsewhere, issue)
    own = (position for party in parties or known.parties for position in known.groups.get((party, issue.id), ()))
    restricted = known.part(positions=(*own, *elsewhere), proposals=proposals, responses=responses, notes=())
    small = snapshot.derive(negotiation=restricted, context=whole)
    if (standing := snapshot.remembered.standing) is not None:
        left = LazyMapping(
            restricted.groups, lambda key: standing.get(key, ()) if key[1] == issue.id else tuple(small.said(key))
        )
        vars(small)["remembered"] = Remembered(standing=left)
    return small


def _read_better(known: Negotiation, elsewhere: Iterable[Position], issue: Issue) -> Iterable[Position]:
    """Return the better readings of some positions on other issues, by which these take nothing back."""
    given = {position.id for position in elsewhere}
    betters = (one for one in known.superseding if isinstance(one, Position) and one.issue != issue.id)
    return [one for one in betters if one.id not in given and not given.isdisjoint(records_of(one.supersedes))]


def _ending(snapshot: Snapshot, issue: Issue, named: Iterable[str]) -> Sequence[Position]:
    """Return the positions that withdraw, deny or supersede a position on an issue, or one of the `named` records."""
    key = ("ending",)
    if key not in snapshot.day_memo:
        snapshot.day_memo[key] = _ended(snapshot.negotiation)
    ended: Mapping[tuple[str, str], Mapping[str, Position]] = snapshot.day_memo[key]
    asked = (("issue", issue.id), *(("record", name) for name in named))
    found = {name: position for about in asked for name, position in ended.get(about, {}).items()}
    return [found[name] for name in sorted(found)]


def _ended(known: Negotiation) -> Mapping[tuple[str, str], Mapping[str, Position]]:
    """Map what is withdrawn, denied or superseded, records and the issues of positions, to what does so, by id."""
    ended: dict[tuple[str, str], dict[str, Position]] = {}
    superseding = (record for record in known.superseding if isinstance(record, Position))
    for position in (*known.taking_back, *superseding):
        for name in _records_ended_by(position):
            for about in (("record", name), ("issue", known.issue_of(name))):
                ended.setdefault(about, {})[position.id] = position
    return ended


def _records_ended_by(position: Position) -> Iterable[str]:
    return records_of((*position.withdraws, *position.denies, *position.supersedes))


def _proposals_on(known: Negotiation, issue: Issue) -> tuple[Proposal, ...]:
    """Return the proposals with a term on an issue, of their own or carried over, and all records that disclose; of any
    of them also those that supersede it, the alternatives to it, whose terms hold as a whole, and what it amends, whose
    terms carry over."""
    new = {proposal.id for proposal in known.proposals if any(term.issue == issue.id for term in proposal.terms)}
    about = new | {proposal.discloses for proposal in known.proposals if proposal.id in new}
    about -= {""}
    while new:
        new = {proposal.id for proposal in known.proposals if proposal.amends in about} - about
        about |= new
    better = [(proposal.id, proposal.supersedes) for proposal in known.proposals if proposal.supersedes]
    alternatives = [{proposal.id, *proposal.alternative_to} for proposal in known.proposals if proposal.alternative_to]
    amended = {proposal.id: proposal.amends for proposal in known.proposals if proposal.amends}
    size = 0
    while size < len(about):
        size = len(about)
        about |= {name for name, worse in better if not about.isdisjoint(worse)}
        about |= {name for group in alternatives if not about.isdisjoint(group) for name in group}
        about |= {amended[name] for name in about & amended.keys()}
    return tuple(proposal for proposal in known.proposals if proposal.discloses or proposal.id in about)


def _is_on(entry: Entry | None, issue: Issue) -> bool:
    return isinstance(entry, Position) and entry.issue == issue.id
