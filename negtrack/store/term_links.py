"""Errors of values and terms together with the issues, events, sources and parties that they name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negtrack.errors import NotationError
from negtrack.frozen import replace
from negtrack.model import MEDIA, OWN, THIRD_PARTY, Agreement, Negotiation, Proposal, Term
from negtrack.store.definition_checks import SIDE_MISSING, FieldError
from negtrack.store.record_links import refusal_hint
from negtrack.store.references import References
from negtrack.values import parse_value


class TermLinks:
    """The errors of values and terms, by the definitions of a negotiation."""

    def __init__(self, known: Negotiation, references: References) -> None:
        self.known, self.references = known, references

    def value_errors(self, field: str, issue: str, text: str, stance: str = "") -> Iterator[FieldError]:
        """Yield the errors of a value on a known issue."""
        scale = self.known.issues[issue].scale
        try:
            value = parse_value(text, scale)
        except NotationError as error:
            yield FieldError(field, f'"{text}": {error}')
            return
        events = [part.event for part in value.parts if part.event]
        yield from self.references.errors(field, "event", events, self.known.events)
        if stance == "refusal" and (hint := refusal_hint(text, value)):
            yield FieldError(field, f'"{text}": a refusal states what remains acceptable; write {hint}')

    def term_errors(self, field: str, terms: Sequence[Term]) -> Iterator[FieldError]:
        """Yield the errors of issues and values of terms."""
        seen: set[str] = set()
        for term in terms:
            if term.issue in seen:
                yield FieldError(field, f"{term.issue} stands twice; write A or B in one of them")
            seen.add(term.issue)
            errors = self.references.errors(field, "issue", [term.issue], self.known.issues)
            if term.issue in self.known.issues:
                errors = self.value_errors(field, term.issue, term.value)
            yield from (replace(error, term=term.issue) for error in errors)

    def paper_errors(self, paper: Proposal | Agreement) -> Iterator[FieldError]:
        """Yield the errors of the terms of a proposal or an agreement, and of the parties that it is between."""
        yield from self.term_errors("terms", paper.terms)
        for term in paper.terms:
            yield from (replace(error, term=term.issue) for error in self._own_field_errors(term, paper))
        yield from self.references.errors("between", "party", paper.between, self.known.parties)

    def _own_field_errors(self, term: Term, paper: Proposal | Agreement) -> Iterator[FieldError]:
        """Yield the errors of what a term says otherwise than its proposal or agreement."""
        yield from self.references.errors("sources", "source", term.sources, self.known.sources)
        if term.side == OWN and not paper.holder:
            yield FieldError("side", NO_HOLDER)
        if term.side not in (OWN, MEDIA, THIRD_PARTY):
            yield from self.references.errors("side", "party", [term.side], self.known.parties)
        if term.speaker and not (term.side or paper.side):
            yield FieldError("side", SIDE_MISSING)


NO_HOLDER = (
    "own, which --on-record alone means too, is a party's word, and this is no party's record; write the id of the "
    "party that said so"
)
