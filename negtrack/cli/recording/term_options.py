"""The options of terms: what each says besides its value, and the terms of a record from all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated

from negtrack.cli.options import option
from negtrack.cli.output.printing import log_folded
from negtrack.cli.recording.new_items import create_issue
from negtrack.cli.recording.prompts import prompt_for, prompt_or_none
from negtrack.cli.recording.records import term_text, value_text
from negtrack.cli.session import Session
from negtrack.errors import NegtrackError, NotationError, NotWrittenError, UsageError
from negtrack.frozen import dataclass, field, fields
from negtrack.lookup import find_issue
from negtrack.model import Negotiation
from negtrack.values import hint_of

_TERM = "term"
_HINT = "ISSUE, or ISSUE = VALUE, one after another"


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
    found = {column: [_with_issue(session, column, text) for text in cell] for column, cell in cells.items() if cell}
    named = {column: [*dict.fromkeys(cell)] for column, cell in found.items()}
    if not named:
        return [*texts]
    from negtrack.exchange.import_.terms import build_terms  # only for terms that say more

    terms, errors = build_terms(texts, named)
    if errors:
        raise NotWrittenError(f"{errors[0][0]}: {errors[0][1]}")
    return [*terms]


def ask_terms(session: Session, is_asking: bool) -> list[str]:
    """Return the answers to prompts for terms, one after another until an empty one; none where nothing is asked. An
    issue that is not there yet can be defined, and one without a value is asked for it."""
    terms: dict[str, str] = {}
    choices = [(issue.id, issue.title) for issue in session.negotiation.issues.values()] if is_asking else []
    while is_asking:
        answer = prompt_or_none(
            _TERM,
            lambda text: _new_term(_known(session), text, terms),
            None if terms else choices,
            _HINT,
            lambda text: _term_on_new_issue(session, text),
        )
        issue, equals, _ = answer.partition("=")
        if not answer:
            break
        terms[issue.strip()] = answer if equals else _ask_value(_known(session), answer)
    return [*terms.values()]


def _known(session: Session) -> Negotiation:
    """Return the negotiation with what was defined in prompts."""
    return session.negotiation.with_new(session.made)


def _new_term(known: Negotiation, text: str, before: Collection[str]) -> str:
    """Return a typed term in canonical words, or the issue alone. Raises `NotationError` for a second one on its
    issue."""
    name, equals, _ = text.partition("=")
    issue = find_issue(known, name.strip()).id
    if issue in before:
        raise NotationError(f"there is a term on {issue} already; press Enter to end")
    return term_text(known, text, _TERM) if equals else issue


def _term_on_new_issue(session: Session, text: str) -> str:
    """Return a term on an issue that is defined for it; the issue alone where the value does not fit it."""
    name, equals, value = text.partition("=")
    issue = create_issue(session, name.strip())
    try:
        return term_text(_known(session), f"{issue.id} = {value}", _TERM) if equals else issue.id
    except NegtrackError as error:
        log_folded(str(error))
        return issue.id


def _ask_value(known: Negotiation, issue: str) -> str:
    """Return the term on an issue with the answer to a prompt for its value."""
    about = known.issues[issue]
    value = prompt_for("", f"value of {issue}", lambda text: value_text(text, about), hint=hint_of(about.scale))
    return f"{issue} = {value}"


def _with_issue(session: Session, column: str, text: str) -> str:
    issue, equals, words = text.partition("=")
    if not equals or not words.strip():
        raise UsageError(f'--{column} "{text}": write ISSUE=TEXT')
    return f"{find_issue(session.negotiation, issue.strip()).id} = {words.strip()}"
