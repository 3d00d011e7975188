"""A Markdown document: the parties side by side in one of GitHub's tables, the proposals, the sources by number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from negtrack.exchange.export.document import (
    Changes,
    Citation,
    Dossier,
    PartyColumn,
    ProposalPart,
    Scorecard,
    Topic,
    Voice,
)
from negtrack.exchange.export.held import HeldValue, Holders, held_values, is_turned
from negtrack.render.md import escape_md
from negtrack.views.view import Table

_MARKER = re.compile(r"^([0-9]*)([-+=.)])")


def md_text(dossier: Dossier) -> str:
    """Return `dossier` as Markdown, with markup in texts escaped."""
    return "\n".join(_blocks(dossier)).rstrip("\n") + "\n"


def _blocks(dossier: Dossier) -> Iterator[str]:
    yield f"# {escape_md(dossier.title)}\n"
    yield f"{escape_md(dossier.clocks)}\n"
    if dossier.summary:
        yield f"{_line(dossier.summary)}\n"
    if dossier.changes:
        yield from _changes(dossier.changes)
    yield from _table(dossier)
    if dossier.proposals:
        yield "## Proposals\n"
    for proposal in dossier.proposals:
        yield from _proposal(proposal)
    yield from _rounds(dossier)
    if dossier.scorecard:
        yield from _scorecard(dossier.scorecard)
    if dossier.sources:
        yield "## Sources\n"
    yield from (_source(number, cited) for number, cited in enumerate(dossier.sources, 1))


def _changes(changes: Changes) -> Iterator[str]:
    yield f"## {escape_md(changes.title)}\n"
    yield from (f"- {_line(words)}" for words in changes.sentences)
    yield ""
    if changes.table.rows:
        yield from _plain_table(changes.table)
        yield ""
    yield "## Positions\n"


def _plain_table(table: Table) -> Iterator[str]:
    yield _row(map(escape_md, table.columns))
    yield _row(["---"] * len(table.columns))
    yield from (_row(map(escape_md, row)) for row in table.rows)


def _table(dossier: Dossier) -> Iterator[str]:
    if not dossier.groups:
        yield "No issues yet.\n"
        return
    if is_turned(dossier):
        yield from _turned(dossier)
        yield f"{escape_md('; '.join(dossier.legend))}\n" if dossier.legend else ""
        return
    last, gaps = [dossier.last] if dossier.has_last else [], ["gap"] if dossier.has_gaps else []
    names = ("issue", *dossier.parties, *last, *gaps)
    yield _row(map(escape_md, names))
    yield _row(["---"] * len(names))
    for name, topics in dossier.groups:
        if name:
            yield _row([f"*{escape_md(name)}*", *[""] * (len(names) - 1)])
        yield from (_row(_cells(topic, bool(last), bool(gaps))) for topic in topics)
    yield f"\n{escape_md('; '.join(dossier.legend))}\n" if dossier.legend else ""


def _turned(dossier: Dossier) -> Iterator[str]:
    """Yield each issue of many parties under a heading, with a list of its values and who holds them."""
    for name, topics in dossier.groups:
        yield f"## {escape_md(name)}\n" if name else ""
        for topic in topics:
            yield f"### {escape_md(topic.issue)}\n"
            yield from (f"{_line(detail)}\n" for detail in topic.details)
            yield from (_held(held) for held in held_values(topic))
            if topic.closing.value or topic.closing.remarks:
                words = (f"**{escape_md(topic.closing.value)}**", *map(escape_md, topic.closing.remarks))
                yield f"- {escape_md(dossier.last_name)}: {'; '.join(words)}"
            yield f"- How far apart: {escape_md(topic.gap)}\n" if topic.gap else ""


def _held(held: HeldValue) -> str:
    """Return a value with those that hold it as an item of a list."""
    value = f"**{escape_md(held.value)}**" if held.is_headline else escape_md(held.words)
    count = f" ({held.count})" if held.count > 1 else ""
    return f"- {value}{count}: {'; '.join(map(_holders, held.holders))}"


def _holders(holders: Holders) -> str:
    who = f" ({_voices(holders.voices)})" if holders.voices else ""
    changed = [f"*{escape_md(holders.changed)}*"] if holders.changed else []
    return "; ".join((f"{escape_md(', '.join(holders.parties))}{who}", *map(escape_md, holders.remarks), *changed))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(topic: Topic, has_last: bool, has_gap: bool) -> Iterator[str]:
    others = (f"{escape_md(column.party)}: {_party_column(column)}" for column in topic.others)
    yield "; ".join((f"**{escape_md(topic.issue)}**", *map(escape_md, topic.details), *others))
    yield from map(_party_column, topic.stands)
    offered = [f"**{escape_md(topic.closing.value)}**"] if topic.closing.value else []
    if has_last:
        yield "; ".join((*offered, *map(escape_md, topic.closing.remarks)))
    if has_gap:
        yield escape_md(topic.gap)


def _party_column(column: PartyColumn) -> str:
    parts = [escape_md(column.silence)] if column.silence else []
    for said in column.said:
        value = f"{said.standing}: {escape_md(said.value)}" if said.standing else f"**{escape_md(said.value)}**"
        parts.append(f"{value} ({_voices(said.voices)})")
        parts += map(escape_md, said.remarks)
    if column.changed:
        parts.append(f"*{escape_md(column.changed)}*")
    return "; ".join(parts)


def _voices(voices: Sequence[Voice]) -> str:
    return "; ".join(f"{escape_md(voice.words)}{_refs(voice)}" for voice in voices)


def _refs(voice: Voice) -> str:
    return escape_md(f" [{', '.join(map(str, voice.refs))}]") if voice.refs else ""


def _proposal(proposal: ProposalPart) -> Iterator[str]:
    yield f"### {escape_md(proposal.title)}\n"
    yield f"{escape_md(proposal.facts)}; {_voices([proposal.voice])}\n"
    yield from (f"- {_line(mark)}" for mark in proposal.marks)
    yield from (f"- term: {escape_md(issue)}: **{escape_md(value)}**" for issue, value in proposal.terms)
    for answer in proposal.answers:
        words = ", ".join((f"**{answer.answer}**", *map(escape_md, answer.remarks)))
        voice = f" ({_voices([answer.voice])})" if answer.voice.words else ""
        yield f"- {_line(answer.party)}: {words}{voice}"
    yield ""


def _rounds(dossier: Dossier) -> Iterator[str]:
    """Yield the offers across, as many to a table as a page has room for."""
    for number, table in enumerate(dossier.round_tables):
        if number == 0:
            yield f"## Rounds\n\n{escape_md(dossier.rounds_note)}\n"
        yield from _plain_table(table)
        yield ""


def _scorecard(scorecard: Scorecard) -> Iterator[str]:
    yield f"## Scorecard\n\n{escape_md(scorecard.note)}\n"
    yield from _plain_table(scorecard.table)
    yield ""
    yield from (f"- {_line(words)}" for words in scorecard.lists)
    yield ""


def _source(number: int, cited: Citation) -> str:
    address = f"<{cited.link}>" if cited.link else escape_md(cited.source.URL)
    archive = f"copy at {escape_md(cited.source.archive)}" if cited.source.archive else ""
    words = ", ".join(part for part in (escape_md(cited.words), escape_md(cited.issued), address, archive) if part)
    return f"{number}. {words}"


def _line(text: str) -> str:
    """Return a text for the start of a line, escaped so that it starts no list and no rule."""
    return _MARKER.sub(r"\1\\\2", escape_md(text.strip()))
