"""A negotiation as a document: parties side by side on each issue with who says so, proposals, sources.

The last column is the newest proposal still on the table or, without one, what is agreed. The list of sources has those
that records rest on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from negtrack.exchange.export.document import (
    GRADES,
    NUMBERS,
    AnswerRow,
    Changes,
    Citation,
    Dossier,
    PartyColumn,
    ProposalPart,
    Scorecard,
    Topic,
    Voice,
)
from negtrack.exchange.export.topics import build_topics, voice_of
from negtrack.model import Issue, Party, Proposal, Source
from negtrack.query import Snapshot, deals_of, has_lapsed, is_bloc, is_overtaken, standing_responses
from negtrack.render.clean import sanitise
from negtrack.views.clocks import clocks_text
from negtrack.views.compare import CompareView, build_compare
from negtrack.views.lists import build_sources
from negtrack.views.phrasing import SILENT, when_text, year_of
from negtrack.views.proposal import AnswerLine, build_proposal
from negtrack.views.rounds import build_rounds
from negtrack.views.scorecard import build_scorecard
from negtrack.views.since import SinceView, build_since
from negtrack.views.view import SILENT_LEGEND, Table
from negtrack.views.voices import party_name

AGREED = "agreed"
_GRADE = r", [A-F][1-6]\b"
_LINK = re.compile(r"https?://[^\s<>\"'\\^`{|}]+", re.IGNORECASE)


def build_dossier(
    snapshot: Snapshot,
    parties: Sequence[Party],
    issues: Collection[Issue],
    proposal: Proposal | None = None,
    since: date | None = None,
) -> Dossier:
    """Return the document of `parties` on `issues`, with what changed `since` a day. The last column is `proposal`, by
    default what is agreed once an agreement holds, before that the newest proposal on the table, else what is agreed
    so."""
    changes = build_since(snapshot, since, issues) if since else None
    return build_dossier_of(compare_for_readers(snapshot, parties, issues, proposal), changes)


def compare_for_readers(
    snapshot: Snapshot, parties: Sequence[Party], issues: Collection[Issue], proposal: Proposal | None = None
) -> CompareView:
    """Return the comparison that a document shows: beside `proposal`, by default what is newest and on the table."""
    settled = any(deal.state in ("agreed", "agreed provisionally") for deal in deals_of(snapshot))
    last = proposal or (None if settled else newest_proposal(snapshot, parties))
    return build_compare(snapshot, parties, issues, last)


def build_dossier_of(view: CompareView, changes: SinceView | None = None) -> Dossier:
    """Return the document of a comparison, with what changed since a day."""
    snapshot, issues = view.snapshot, [row.issue for row in view.issues]
    sources = tuple(_citations(snapshot))
    numbers = {cited.source.id: number for number, cited in enumerate(sources, 1)}
    groups = build_topics(view, numbers, changes.cells if changes else {})
    proposals = tuple(_proposal_part(snapshot, proposal, numbers) for proposal in reversed(snapshot.proposals))
    return Dossier(
        snapshot.negotiation.id,
        snapshot.negotiation.title,
        snapshot.negotiation.summary,
        clocks_text(snapshot),
        tuple(party.name for party in view.parties),
        tuple(party.id for party in view.parties),
        view.proposal.title if view.proposal else AGREED,
        _facts(snapshot, view.proposal) if view.proposal else "",
        groups,
        proposals,
        _with_titles(build_rounds(snapshot, (), issues).table(), snapshot),
        _scorecard(snapshot, issues),
        sources,
        tuple(_legend([topic for _, topics in groups for topic in topics], proposals)),
        snapshot.negotiation,
        _changes(changes) if changes else None,
    )


def _changes(view: SinceView) -> Changes:
    return Changes(view.changes.title, view.changes.counts, view.sentences, view.table)


def _legend(topics: Sequence[Topic], proposals: Sequence[ProposalPart]) -> Iterator[str]:
    """Yield the meaning of the words and signs that the topics and proposals have."""
    columns = [column for topic in topics for column in (*topic.stands, *topic.others)]
    voices = [*_voices_of(columns), *(answer.voice for proposal in proposals for answer in proposal.answers)]
    voices += [proposal.voice for proposal in proposals]
    if any(SILENT in words for words in (*(column.silence for column in columns), *(topic.gap for topic in topics))):
        yield SILENT_LEGEND
    if any(re.search(_GRADE, voice.words) for voice in voices):
        yield GRADES
    if any(voice.refs for voice in voices):
        yield NUMBERS


def _voices_of(columns: Sequence[PartyColumn]) -> Iterator[Voice]:
    return (voice for column in columns for said in column.said for voice in said.voices)


def _scorecard(snapshot: Snapshot, issues: Collection[Issue]) -> Scorecard | None:
    if not snapshot.agreements:
        return None
    view = build_scorecard(snapshot, issues)
    table = _with_titles(view.table(), snapshot)
    return Scorecard("; ".join((view.opening_text, *view.frame.legend)), table, view.shares, view.lists)


def _with_titles(table: Table, snapshot: Snapshot) -> Table:
    """Return a table whose rows begin with the ids of issues, with their titles instead."""
    titles = {name: issue.title for name, issue in snapshot.negotiation.issues.items()}
    split = [(*row[0].partition(" "), *row[1:]) for row in table.rows]
    return Table(
        table.columns, [(f"{titles.get(name, name)}{blank}{step}", *cells) for name, blank, step, *cells in split]
    )


def newest_proposal(snapshot: Snapshot, parties: Sequence[Party]) -> Proposal | None:
    """Return the newest proposal still on the table between at least two of `parties`: neither withdrawn nor denied by
    the party that tabled it, nor lapsed, nor overtaken by an agreement, nor rejected by one of them in its own
    words."""
    names = {party.id for party in parties if not is_bloc(snapshot.negotiation, party.id)}
    for proposal in reversed(snapshot.proposals):
        concerned = names & {*proposal.between, proposal.party} if proposal.between else names
        gone = proposal.id in snapshot.withdrawn or proposal.id in snapshot.denied
        overtaken = all(is_overtaken(snapshot, proposal, snapshot.negotiation.parties[name]) for name in concerned)
        ended = gone or overtaken or has_lapsed(snapshot, proposal)
        rejected = any(_rejects(snapshot, proposal, party) for party in concerned)
        if len(concerned) > 1 and not ended and not rejected:
            return proposal
    return None


def _rejects(snapshot: Snapshot, proposal: Proposal, party: str) -> bool:
    answers = standing_responses(snapshot, proposal.id, party)
    own = [response for response in answers if response.is_own and response.id not in snapshot.denied]
    return bool(own) and own[0].answer == "rejected" and not own[0].issues


def _proposal_part(snapshot: Snapshot, proposal: Proposal, numbers: Mapping[str, int]) -> ProposalPart:
    view = build_proposal(snapshot, proposal)
    answers = (_answer_rows(line, numbers) for line in view.answers)
    terms = tuple((line.issue.title, line.words) for line in view.terms)
    facts = ", ".join((proposal.kind, f"tabled by {view.by}", view.tabled, *view.facts))
    return ProposalPart(
        proposal.title, facts, voice_of(proposal, view.provenance, numbers), view.marks, terms, tuple(answers)
    )


def _facts(snapshot: Snapshot, proposal: Proposal) -> str:
    when = when_text(proposal.tabled or proposal.stated, year_of(snapshot))
    return f"{proposal.kind}, tabled by {party_name(snapshot.negotiation, proposal.party)}, {when}"


def _answer_rows(line: AnswerLine, numbers: Mapping[str, int]) -> AnswerRow:
    awaited = f"awaited for {line.awaited}" if line.awaited else ""
    reserved = line.response.reservations if line.response else ""
    remarks = tuple(part for part in (awaited, reserved, *line.marks) if part)
    voice = voice_of(line.response, line.provenance, numbers) if line.response else Voice("", ())
    return AnswerRow(line.party.name, line.answer, remarks, voice)


def _citations(snapshot: Snapshot) -> Iterator[Citation]:
    """Yield the sources that records rest on, in the order of `negtrack sources`."""
    for row in build_sources(snapshot).lines:
        records = row["records"]
        if isinstance(records, int) and records:
            source = snapshot.negotiation.sources[str(row["id"])]
            yield Citation(source, _source_words(source), when_text(source.issued), link_of(source.URL), records)


def _source_words(source: Source) -> str:
    title = f"“{source.title}”" if source.title and source.title != source.name else ""
    publisher = source.publisher if source.publisher != source.name else ""
    return ", ".join(part for part in ("; ".join(source.authors), title, source.name, publisher) if part)


def link_of(address: str) -> str:
    """Return `address` if it is a web address without hidden characters, "" if it must not become a link."""
    return address if _LINK.fullmatch(address) and sanitise(address) == address else ""
