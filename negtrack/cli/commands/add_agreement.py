"""`negtrack add-agreement`: record what the parties settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from negtrack.cli.options import Scope, option
from negtrack.cli.recording.fields import FieldsOf, Given, own_fields
from negtrack.cli.recording.prompts import can_ask, prompt_date, prompt_for
from negtrack.cli.recording.provenance import ask_who_said_it, provenance_of
from negtrack.cli.recording.records import build_record
from negtrack.cli.recording.term_options import TermOptions, ask_terms, build_option_terms
from negtrack.cli.recording.write import record
from negtrack.cli.recording.write_options import Restore, Writing
from negtrack.cli.session import open_session
from negtrack.lookup import find_proposal
from negtrack.model import Agreement, Proposal, Term, parse_text
from negtrack.query import Snapshot

EXAMPLES = (
    "negtrack add-agreement --from bridge --term 'back-pay=2 weeks' --date 2026-11-21 --id accord --source mediator",
    "negtrack add-agreement --title 'Shifts' --term night-shift=voluntary --date 2026-11-21 --source mediator",
    "negtrack add-agreement --from bridge --date 2026-11-21 --source mediator --dry-run",
)


def command(
    origin: Annotated[
        str, option("--from", metavar="PROPOSAL", help="Proposal that became it: its terms, and what it follows.")
    ] = "",
    *,
    given: Annotated[Given, FieldsOf(Agreement)],
    below: TermOptions,
    writing: Writing,
    restore: Restore = False,
    scope: Scope,
) -> None:
    """Record an agreement: what was settled on each issue. It belongs to no party, and positions stay as they were.

    --from takes the terms of the proposal that was agreed; a --term on the same issue replaces one of them.
    """
    session = open_session(scope, writing=True)
    is_asking = can_ask() and not (given["title"] or origin)
    proposal = find_proposal(session.negotiation, origin) if origin else None
    own = own_fields(session, Agreement, given)
    own["terms"] = own["terms"] or ask_terms(session, is_asking)
    terms = _terms_of(Snapshot(session.negotiation), proposal, own["terms"])
    values = {
        **own,
        "title": prompt_for(given["title"] or (proposal.title if proposal else ""), "--title", parse_text),
        "date": prompt_date(given["date"], "--date", session.clock.today if is_asking else None, "when it was settled"),
        "between": own["between"] or (proposal.between if proposal else ()),
        "follows": [*dict.fromkeys((*([proposal.id] if proposal else []), *own["follows"]))],
        "terms": build_option_terms(session, [*map(str, terms), *own["terms"]], _with_words_of(terms, below)),
        **provenance_of(session, ask_who_said_it(session, given, is_asking, has_holder=False)),
        "recorded": session.clock.now,
    }
    record(session, [build_record(Agreement, writing.id, values)], writing.dry_run, restore=restore)


def _terms_of(snapshot: Snapshot, proposal: Proposal | None, given: Sequence[str]) -> list[Term]:
    """Return the terms of a proposal on which none is given."""
    replaced = {text.partition("=")[0].strip() for text in given}
    return [term for term in (snapshot.terms_of(proposal) if proposal else ()) if term.issue not in replaced]


def _with_words_of(terms: Sequence[Term], below: TermOptions) -> TermOptions:
    """Return the options of terms after what the terms themselves say of how they count and hold."""
    return TermOptions(
        term_qualifier=_unless_given(((term.issue, term.qualifier) for term in terms), below.term_qualifier),
        term_requires=[*(f"{term.issue}={text}" for term in terms for text in term.requires), *below.term_requires],
        term_caveat=_unless_given(((term.issue, term.caveat) for term in terms), below.term_caveat),
        term_text=below.term_text,
        term_quote=below.term_quote,
        term_locator=below.term_locator,
    )


def _unless_given(said: Iterable[tuple[str, str]], given: Sequence[str]) -> list[str]:
    """Return what terms say of their issues, `ISSUE=TEXT`, but on those of which an option says it."""
    named = {text.partition("=")[0].strip() for text in given}
    return [*(f"{issue}={text}" for issue, text in said if text and issue not in named), *given]
