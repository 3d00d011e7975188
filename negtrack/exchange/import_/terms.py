"""The columns of terms, `terms` and `term-qualifier`, `term-requires`, ..., as the terms of one proposal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from negtrack.cell_lists import elements_of
from negtrack.errors import NotationError
from negtrack.exchange.import_.fields import parse_cell, text_of
from negtrack.model import Term, docs_of, in_file_order, parse_term, term_keys
from negtrack.store.parse_item import parse_fields

Errors = list[tuple[str, str]]
"""Column and message of each error."""


def build_terms(texts: object, cells: Mapping[str, object], date_format: str = "") -> tuple[list[Term], Errors]:
    """Return the terms written `issue = value` in `texts`, with what `cells` (column -> `issue = text; ...`, or a
    mapping) say of each; and the errors."""
    errors: Errors = []
    values: dict[str, dict[str, object]] = {}
    for text in texts if isinstance(texts, list) else []:
        try:
            term = parse_term(text)
        except NotationError as error:
            errors.append(("terms", str(error)))
            continue
        if term.issue in values:
            errors.append(("terms", f"{term.issue} stands twice; write A or B in one of them"))
        values[term.issue] = {"issue": term.issue, "value": term.value}
    for column, cell in cells.items():
        errors += _add_cell(column, cell, values, date_format)
    keys = {name: column for column, name in term_keys().items()}
    terms = []
    for issue, given in values.items():
        parsed, found = parse_fields(Term, given)
        terms += [parsed] if parsed else []
        errors += [(keys.get(name, "terms"), f"{issue}: {message}") for name, message in found]
    return in_file_order(terms), errors


def _add_cell(column: str, cell: object, values: dict[str, dict[str, object]], date_format: str) -> Errors:
    """Add what one cell says of the terms to their `values`; return its errors."""
    errors: Errors = []
    name = term_keys()[column]
    doc = next(doc for doc in docs_of(Term).values() if doc.attribute == name)
    try:
        for issue, text in _pairs(cell):
            if issue not in values:
                errors.append((column, f'no term on "{issue}"; write ISSUE = TEXT with an issue of terms'))
            elif name in values[issue] and not doc.many:
                errors.append((column, f"{issue} stands twice; write one text"))
            elif doc.many:
                values[issue].setdefault(name, []).append(text)  # type: ignore[attr-defined]  # a list
            else:
                values[issue][name] = parse_cell(Term, doc.key, text, date_format)
    except NotationError as error:
        errors.append((column, str(error)))
    return errors


def _pairs(cell: object) -> Iterator[tuple[str, str]]:
    """Yield issue and text of each element."""
    if isinstance(cell, Mapping):
        for issue, texts in cell.items():
            yield from ((str(issue), text_of(text)) for text in (texts if isinstance(texts, list) else [texts]))
        return
    for element in cell if isinstance(cell, list) else elements_of(text_of(cell)):
        issue, _, text = text_of(element).partition("=")
        yield issue.strip(), text.removeprefix(" ")
