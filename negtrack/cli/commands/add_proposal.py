"""`negtrack add-proposal`: record terms that were put on the table."""

from __future__ import annotations

from dataclasses import field, fields
from typing import Annotated

from negtrack.cli.options import Scope, argument, option
from negtrack.cli.recording.fields import FieldsOf, Given, own_fields
from negtrack.cli.recording.prompts import prompt_for, prompt_party
from negtrack.cli.recording.provenance import provenance_of
from negtrack.cli.recording.records import build_record, one_of
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import Writing
from negtrack.cli.session import Session, open_session
from negtrack.errors import NotWrittenError, UsageError
from negtrack.frozen import dataclass
from negtrack.lookup import find_issue, find_proposal
from negtrack.model import Proposal, docs_of, parse_text

_KINDS = docs_of(Proposal)["kind"].words


@dataclass(frozen=True)
class TermOptions:
    """What terms say besides their values, each `ISSUE=TEXT`."""

    term_qualifier: Annotated[
        list[str], option("--term-qualifier", metavar="ISSUE=TEXT", help="How the value of a term is counted.")
    ] = field(default_factory=list)
    term_requires: Annotated[
        list[str], option("--term-requires", metavar="ISSUE=TEXT", help="A condition of a term; may be repeated.")
    ] = field(default_factory=list)
    term_caveat: Annotated[
        list[str], option("--term-caveat", metavar="ISSUE=TEXT", help="Our short warning on how a term was read.")
    ] = field(default_factory=list)
    term_text: Annotated[
        list[str], option("--term-text", metavar="ISSUE=TEXT", help="What was said on a term, in our words.")
    ] = field(default_factory=list)
    term_quote: Annotated[
        list[str], option("--term-quote", metavar="ISSUE=TEXT", help="A short phrase on a term, verbatim.")
    ] = field(default_factory=list)
    term_locator: Annotated[
        list[str], option("--term-locator", metavar="ISSUE=TEXT", help="Where in the source a term stands.")
    ] = field(default_factory=list)


def command(
    party: Annotated[str, argument(metavar="PARTY", help="Party that tabled it.")] = "",
    *,
    given: Annotated[Given, FieldsOf(Proposal)],
    below: TermOptions,
    writing: Writing,
    scope: Scope,
) -> None:
    """Record terms that PARTY put on the table. A principal's own count as its offers; a mediator's do not.

    What a term says besides its value is ISSUE=TEXT: --term-requires 'pay=hours = 38'.
    Write a term that is not public as ISSUE=undisclosed; record it later with --discloses.
    """
    session = open_session(scope, writing=True)
    known = session.negotiation
    holder = prompt_party(session, party)
    earlier = find_proposal(known, given["discloses"]) if given["discloses"] else None
    title = prompt_for(given["title"] or (earlier.title if earlier else ""), "--title", parse_text)
    kind = prompt_for(given["kind"] or (earlier.kind if earlier else "package"), "--kind", one_of(_KINDS))
    own = own_fields(session, Proposal, given)
    values = {
        "party": holder.id,
        **own,
        "terms": _terms(session, own["terms"], below),
        "title": title,
        "kind": kind,
        **provenance_of(session, given),
        "recorded": session.clock.now,
    }
    record(session, [build_record(Proposal, writing.id, values)], writing.dry_run)


def _terms(session: Session, texts: list[str], below: TermOptions) -> list[object]:
    """Return the terms, with what the options say of them. Raises `NegtrackError`."""
    cells = {option.name.replace("_", "-"): getattr(below, option.name) for option in fields(below)}
    named = {column: [_with_issue(session, column, text) for text in cell] for column, cell in cells.items() if cell}
    if not named:
        return [*texts]
    from negtrack.exchange.import_.terms import build_terms  # only for terms that say more

    terms, errors = build_terms(texts, named)
    if errors:
        raise NotWrittenError(f"{errors[0][0]}: {errors[0][1]}")
    return [*terms]


def _with_issue(session: Session, column: str, text: str) -> str:
    issue, equals, words = text.partition("=")
    if not equals or not words.strip():
        raise UsageError(f'--{column} "{text}": write ISSUE=TEXT')
    return f"{find_issue(session.negotiation, issue.strip()).id} = {words.strip()}"
