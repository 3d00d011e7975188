"""The answer of each page: the view of the command that prints it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from negtrack.browse.asked import Asked
from negtrack.browse.places import Place
from negtrack.browse.talks import Talks
from negtrack.errors import UsageError
from negtrack.lookup import find_party, find_proposal, find_step
from negtrack.model import Issue, Party
from negtrack.query import Snapshot, at_step
from negtrack.views.view import View


def build_answer(talks: Talks, place: Place, asked: Asked) -> View:
    """Build the answer of a page. Raises `NegtrackError` where what is asked for fits no page of its kind."""
    kind, *names = place
    return _BUILDERS[kind](talks, asked, names)


def check_asked(talks: Talks, asked: Asked) -> None:
    """Raise `NegtrackError` where anything is asked for that is not there, also where the page does not take it."""
    snapshot, _ = talks.at_step(asked)
    _parties(talks, asked)
    if asked.proposal:
        find_proposal(talks.negotiation, asked.proposal, snapshot.proposals)


def _parties(talks: Talks, asked: Asked) -> list[Party]:
    """Return the parties that are asked for, each once."""
    found = [find_party(talks.negotiation, name).id for name in asked.parties]
    return [talks.negotiation.parties[name] for name in dict.fromkeys(found)]


def _overview(talks: Talks, asked: Asked, _names: Sequence[str]) -> View:
    from negtrack.views.overview import STALE, build_overview

    return build_overview(talks.snapshot(asked), STALE)


def _compare(talks: Talks, asked: Asked, _names: Sequence[str]) -> View:
    from negtrack.views.compare import build_compare, default_columns

    snapshot, issues = talks.at_step(asked)
    named = _parties(talks, asked)
    parties = named or default_columns(snapshot, asked.everything)
    offer = find_proposal(talks.negotiation, asked.proposal, snapshot.proposals) if asked.proposal else None
    return build_compare(snapshot, parties, issues, offer, only=bool(named), is_matrix=asked.matrix)


def _gaps(talks: Talks, asked: Asked, _names: Sequence[str]) -> View:
    from negtrack.views.gaps import build_gaps

    named = [party.id for party in _parties(talks, asked)]
    if len(named) > 2:
        raise UsageError("gaps takes one party or two, or none for all counterparts")
    snapshot, issues = talks.at_step(asked)
    return build_gaps(snapshot, issues, named, (None, ""), everything=asked.everything)


def _show(talks: Talks, asked: Asked, _names: Sequence[str]) -> View:
    from negtrack.views.show import build_show

    parties = _parties(talks, asked) or list(talks.negotiation.parties.values())
    return build_show(talks.snapshot(asked), parties, talks.issues(asked), everything=True)


def _party(talks: Talks, asked: Asked, names: Sequence[str]) -> View:
    from negtrack.views.show import build_show

    party = talks.negotiation.parties[names[0]]
    return build_show(talks.snapshot(asked), [party], talks.issues(asked), asked.everything)


def _issue(talks: Talks, asked: Asked, names: Sequence[str]) -> View:
    parties = _parties(talks, asked) or list(talks.negotiation.parties.values())
    return _history(talks, asked, names[0], parties)


def _pair(talks: Talks, asked: Asked, names: Sequence[str]) -> View:
    issue, *pair = names
    return _history(talks, asked, issue, [talks.negotiation.parties[name] for name in pair])


def _history(talks: Talks, asked: Asked, name: str, parties: Sequence[Party]) -> View:
    from negtrack.views.history import build_history

    return build_history(*_stepped(talks, asked, name), parties)


def _stepped(talks: Talks, asked: Asked, name: str) -> tuple[Snapshot, Issue]:
    """Return the snapshot and an issue, in the step that is asked for."""
    snapshot, issue = talks.snapshot(asked), talks.negotiation.issues[name]
    if asked.step:
        snapshot = at_step(snapshot, find_step(talks.negotiation, asked.step, issue))
        issue = snapshot.negotiation.issues[name]
    return snapshot, issue


def _record(talks: Talks, asked: Asked, names: Sequence[str]) -> View:
    from negtrack.views.record import build_records

    return build_records(talks.snapshot(asked), [talks.negotiation.entries[names[0]]])


def _proposals(talks: Talks, asked: Asked, _names: Sequence[str]) -> View:
    from negtrack.views.proposals import build_proposals

    return build_proposals(talks.snapshot(asked))


def _proposal(talks: Talks, asked: Asked, names: Sequence[str]) -> View:
    from negtrack.views.proposal import build_proposal

    snapshot = talks.snapshot(asked)
    return build_proposal(snapshot, find_proposal(talks.negotiation, names[0], snapshot.proposals))


def _agreements(talks: Talks, asked: Asked, names: Sequence[str]) -> View:
    from negtrack.views.agreements import build_agreements

    return build_agreements(talks.snapshot(asked), names)


def _due(talks: Talks, asked: Asked, _names: Sequence[str]) -> View:
    from negtrack.views.due import build_due

    return build_due(talks.snapshot(asked))


def _sources(talks: Talks, asked: Asked, _names: Sequence[str]) -> View:
    from negtrack.views.lists import build_sources

    return build_sources(talks.snapshot(asked))


_BUILDERS: Mapping[str, Callable[[Talks, Asked, Sequence[str]], View]] = {
    "overview": _overview,
    "compare": _compare,
    "gaps": _gaps,
    "show": _show,
    "proposals": _proposals,
    "agreements": _agreements,
    "due": _due,
    "sources": _sources,
    "issue": _issue,
    "pair": _pair,
    "party": _party,
    "record": _record,
    "proposal": _proposal,
    "agreement": _agreements,
}
