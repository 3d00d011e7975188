"""The options of terms: what each says besides its value, and the terms of a record from all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from negtrack.cli.options import option
from negtrack.cli.recording.prompts import prompt_or_none
from negtrack.cli.recording.records import term_text
from negtrack.cli.session import Session
from negtrack.errors import NotationError, NotWrittenError, UsageError
from negtrack.frozen import dataclass, field, fields
from negtrack.lookup import find_issue

_TERM = "term"
_HINT = "ISSUE = VALUE, one after another"


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


def build_option_terms(session: Session, texts: Sequence[str], below: TermOptions) -> list[object]:
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


def ask_terms(session: Session, is_asking: bool) -> list[str]:
    """Return the answers to prompts for terms, one after another until an empty one; none where nothing is asked."""
    terms: list[str] = []
    while is_asking and (term := prompt_or_none(_TERM, lambda text: _new_term(session, text, terms), hint=_HINT)):
        terms.append(term)
    return terms


def _new_term(session: Session, text: str, before: Sequence[str]) -> str:
    """Return a typed term in canonical words. Raises `NotationError` for a second one on its issue."""
    term = term_text(session.negotiation, text, _TERM)
    issue = term.partition("=")[0].strip()
    if issue in (other.partition("=")[0].strip() for other in before):
        raise NotationError(f"there is a term on {issue} already; press Enter to end")
    return term


def _with_issue(session: Session, column: str, text: str) -> str:
    issue, equals, words = text.partition("=")
    if not equals or not words.strip():
        raise UsageError(f'--{column} "{text}": write ISSUE=TEXT')
    return f"{find_issue(session.negotiation, issue.strip()).id} = {words.strip()}"
