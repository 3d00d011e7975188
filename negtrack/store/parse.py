"""From text to records: TOML is read, every table checked against its class, and each error becomes a `Problem`.

Reads no file. An error in one record skips that record only; a text that is not TOML is skipped whole.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from negtrack.errors import MAX_HINTS, Problem, nearest
from negtrack.frozen import dataclass, replace
from negtrack.model import Item, Party, Term, in_file_order, key_of, keys_of
from negtrack.store.coerce import coerce_columns
from negtrack.store.document import Document
from negtrack.store.file_kinds import FILE_KINDS, FORMAT, MODELS
from negtrack.store.parse_item import NO_ROLE, REQUIRED, Errors, parse_fields, parse_item
from negtrack.store.toml import NotPlainError, read_parts, read_toml
from negtrack.store.toml_source import Lines

UNDATED = datetime(1, 1, 1, tzinfo=UTC)
"""The instant of a proposed record that says none."""
_BATCH = 256
"""Tables that are read together: more do not stay in the processor's own memory."""
TERM = Term.table
"""The key below a record at which its terms have tables of their own."""


def parse_document(
    text: str, path: str, kind: str, party: str = "", recorded: datetime | None = None
) -> tuple[Document, list[Problem]]:
    """Return `text` as a `negotiation`, `sources`, `agreements`, `party`, `proposed` or `sheet` file; `party` is
    the id that a party's file is named by, `recorded` the instant for entries that have none of their own (in a sheet
    that is being imported); that of proposed ones is `UNDATED`, as they get theirs when they are accepted."""
    undated = UNDATED if kind == "proposed" else recorded
    reader = _Reader(path, text, kind, party, undated)
    with contextlib.suppress(NotPlainError):
        document = reader.read(read_parts(text))
        if not reader.problems:
            return document, []
    tables, problems = read_toml(text, path)
    if kind == "negotiation" and not tables and not problems:
        message = "empty; write what the talks are about, or restore the last valid version of the file"
        problems = [Problem(path, 0, "", message, code="unreadable-file")]
    if problems:
        return Document(path, {}, broken=frozenset({party} if party else ()), unreadable=True), problems
    reader = _Reader(path, text, kind, party, undated)
    return reader.read([tables]), reader.problems


def parse_tail(text: str, path: str, kind: str, party: str, before: int) -> tuple[tuple[Item, ...], list[Problem]]:
    """Return the items of the tables that were appended to a valid file of `before` lines. What is not such a table by
    itself, so that it could belong to what stands above it, is a problem."""
    tables, problems = read_toml(text, path)
    reader = _Reader(path, text, kind, party, None)
    if not problems and tables.keys() <= set(FILE_KINDS[kind].tables) and reader.lines.alone(tables):
        items = tuple(replace(item, line=item.line + before) for item in reader.items(tables) if item is not None)
        return items, reader.problems
    return (), problems or [Problem(path, 0, "", "not appended tables alone")]


@dataclass(frozen=True)
class _Keys:
    """The keys of a kind of table."""

    known: Mapping[str, str]
    """Key -> attribute."""
    renamed: Sequence[str]
    """The keys that differ from their attribute."""
    owned: bool
    """Whether its party is that of its file."""


class _Reader:
    """Convert the tables of one text into items, and collect the problems."""

    def __init__(self, path: str, text: str, kind: str, party: str, recorded: datetime | None) -> None:
        self.path, self.kind, self.party, self.recorded = path, kind, party, recorded
        self.lines = Lines(text)
        self.problems: list[Problem] = []
        self.broken: set[str] = set()
        self.invalid: set[str] = set()
        self.hints = MAX_HINTS
        self.known: dict[str, _Keys] = {}
        self.guessed: set[tuple[tuple[str, ...], str]] = set()
        """Fields that an unknown key is likely to mean."""

    def read(self, parts: Iterable[Mapping[str, Any]]) -> Document:
        """Return the document whose tables are in `parts`, the first of which has all plain keys. Problems come in
        their order only where there is one part."""
        kind, plain = FILE_KINDS[self.kind], dict[str, Any]()
        items: list[Item | None] = []
        for number, tables in enumerate(parts):
            for key in tables:
                if key not in kind.plain and key not in kind.tables:
                    self._report_unknown(key, (*kind.plain, *kind.tables))
            if not number:
                self._check_plain(tables)
                plain = {key: tables[key] for key in kind.plain if key in tables}
            items += self.items(tables)
        order = {name: number for number, name in enumerate(kind.tables)}
        valid = sorted((item for item in items if item is not None), key=lambda item: order[item.table])
        if self.kind == "party":
            party = self._build_item(Party, self.party, plain)
            valid[:0] = [party] if party else []
            self.broken.update(() if party else (self.party,))
        plain = {key: value for key, value in plain.items() if key not in self.invalid}
        return Document(self.path, plain, tuple(valid), frozenset(self.broken), lines=self.lines)

    def items(self, tables: Mapping[str, Any]) -> Iterator[Item | None]:
        """Yield the items of the tables, None for each invalid one."""
        for name in FILE_KINDS[self.kind].tables:
            group = tables.get(name, {})
            if not isinstance(group, Mapping):
                fix = f"write one [{name}.ID] table each, not [[{name}]] or a plain value"
                self._report((name,), "", fix)
                continue
            entries = iter(group.items())
            while batch := dict(islice(entries, _BATCH)):
                yield from self._build_batch(MODELS[name], batch)

    def _build_batch(self, model: type[Item], batch: Mapping[str, object]) -> Iterator[Item | None]:
        """Yield the items of some tables, None for each invalid one."""
        plain = self._plain_items(model, batch)
        for key, table in batch.items():
            item = plain.get(key) or self._build_item(model, key, table)
            if item is None:
                self.broken.add(key)
            yield item

    def _plain_items(self, model: type[Item], batch: Mapping[str, object]) -> Mapping[str, Item]:
        """Return those of some tables, read together, that have the same keys as others and in which certainly nothing
        is wrong."""
        alike: dict[tuple[str, ...], list[str]] = {}
        for key, table in batch.items():
            if type(table) is dict and key:
                alike.setdefault(tuple(table), []).append(key)
        keys = self._keys_of(model)
        items: dict[str, Item] = {}
        for names, ids in alike.items():
            fields = [keys.known.get(name, "") for name in names]
            if len(ids) > 1 and model is not Party and len({"", *fields}) > len(fields):
                values = zip(*[batch[key].values() for key in ids], strict=True)  # type: ignore[attr-defined]  # tables
                columns = dict(zip(fields, values, strict=True)) | self._own_columns(model, ids, "recorded" in fields)
                items.update(zip(ids, coerce_columns(model, columns), strict=False))
        return items

    def _own_columns(self, model: type[Item], ids: Sequence[str], is_dated: bool) -> dict[str, Sequence[object]]:
        """Return the fields that do not stand in the tables with these ids, or need not."""
        keys = self._keys_of(model)
        columns: dict[str, Sequence[object]] = {
            "id": ids,
            "line": [self.lines.own(model.table, key) or self.lines.header(model.table, key) for key in ids],
        }
        if keys.owned:
            columns["party"] = [self.party] * len(ids)
        if self.recorded and "recorded" in keys.known and not is_dated:
            columns["recorded"] = [self.recorded] * len(ids)
        return columns

    def _build_item(self, model: type[Item], key: str, table: object) -> Item | None:
        before = len(self.problems)
        line = self.lines.own(model.table, key)
        where = (model.table, key) if line or model is not Party else ()
        if not isinstance(table, dict):
            self._report(where, "", f"not a table; write [{model.table}.ID] and its fields below")
            return None
        if not key:
            self._report(where, "", f"an id may not be empty; write [{model.table}.ID]")
            return None
        terms = self._terms_of(table, where) if model.has_terms and TERM in table else []
        values = self._values_of(model, table, where)
        if terms and isinstance(values.setdefault("terms", []), list):
            values["terms"] = [*values["terms"], *terms]  # type: ignore[misc]
        values["line"] = line or self.lines.header(*where)
        item, errors = parse_item(model, key, values)
        self._report_all(errors, where)
        return item if len(self.problems) == before else None

    def _report_all(self, errors: Errors, where: tuple[str, ...]) -> None:
        for name, message in errors:
            is_missing = message in (REQUIRED, NO_ROLE)
            if not is_missing or (where, key_of(name)) not in self.guessed:  # a typo in its key is one error
                self._report(where, key_of(name), message)

    def _terms_of(self, table: dict[str, object], where: tuple[str, ...]) -> list[Term]:
        """Return the terms that have tables of their own, and report their errors."""
        group, listed = table[TERM], table.get("terms")
        if not isinstance(group, dict):
            self._report((*where, TERM), "", f"not a table; write [{'.'.join(where)}.{TERM}.ISSUE]")
            return []
        short = {str(text).partition("=")[0].strip() for text in listed} if isinstance(listed, list) else set()
        terms = []
        for issue, fields in group.items():
            place = (*where, TERM, issue)
            if not isinstance(fields, dict):
                self._report(place, "", f"not a table; write [{'.'.join(place)}] and its fields below")
                continue
            if issue in short:
                self._report(place, "", "stands in terms too; write it once")
            term, errors = parse_fields(Term, {**self._values_of(Term, fields, place), "issue": issue})
            self._report_all(errors, place)
            terms += [term] if term else []
        return in_file_order(terms)

    def _values_of(
        self, model: type[Item] | type[Term], table: dict[str, object], where: tuple[str, ...]
    ) -> dict[str, object]:
        """Return attribute -> value of a table, without the tables of its terms, and report its unknown keys."""
        keys = self._keys_of(model)
        values = dict(table)
        if issubclass(model, Item) and model.has_terms:
            values.pop(TERM, None)
        if not values.keys() <= keys.known.keys():
            for name in [key for key in values if key not in keys.known]:
                self._report_unknown(name, tuple(keys.known), where)
                del values[name]
        for name in keys.renamed:
            if name in values:
                self._report_twice(name, keys.known[name], values, where)
                values[keys.known[name]] = values.pop(name)
        if keys.owned:
            values["party"] = self.party
        if self.recorded and "recorded" in keys.known:
            values.setdefault("recorded", self.recorded)
        return values

    def _report_twice(self, name: str, attribute: str, values: Mapping[str, object], where: tuple[str, ...]) -> None:
        if attribute in values:
            self._report(where, name, f"the former name of {attribute}, which stands here too; write it once")

    def _keys_of(self, model: type[Item] | type[Term]) -> _Keys:
        if model.table not in self.known:
            known = {**keys_of(model), **(model.former_keys if issubclass(model, Item) else {})}
            is_own_file = self.kind in ("party", "agreements")
            owned = is_own_file and known.pop("party", None) is not None and self.kind == "party"
            self.known[model.table] = _Keys(known, [key for key, name in known.items() if key != name], owned)
        return self.known[model.table]

    def _check_plain(self, tables: Mapping[str, Any]) -> None:
        if (number := tables.get("format", FORMAT)) != FORMAT or isinstance(number, bool | float):
            self._report((), "format", f"{number} is not a format that this negtrack reads ({FORMAT}); upgrade it")
        if self.kind == "negotiation" and "title" not in tables:
            self._report((), "title", "missing; write what the talks are about")
        for key in ("title", "summary"):
            if self.kind != "party" and not isinstance(tables.get(key, "-"), str):
                self._report((), key, "not a text; put it in quotes")
                self.invalid.add(key)
        order = tables.get("parties", [])
        if not isinstance(order, list) or not all(isinstance(name, str) for name in order):
            self._report((), "parties", 'not a list of party ids; write ["...", "..."]')
            self.invalid.add("parties")

    def _report_unknown(self, field: str, known: Sequence[str], where: tuple[str, ...] = ()) -> None:
        self.hints -= 1
        near = nearest(field, known) if self.hints >= 0 else []
        hint = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"
        self._report(where, field, f"unknown field{hint}", "unknown-field")
        self.guessed.update((where, name) for name in near[:1])

    def _report(self, where: tuple[str, ...], field: str, message: str, code: str = "") -> None:
        shown = f"[{'.'.join(where)}]" if where else ""
        separator = " " if shown and field else ""
        place = f"{shown}{separator}{field}{':' if field or shown else ''}"
        line = self.lines.field(where, field)
        self.problems.append(Problem(self.path, line, place, message, code=code or field_code(message)))


def field_code(message: str) -> str:
    """Return the code of an error in a field: it is missing, or its value is invalid."""
    return "missing-field" if message.startswith("missing") else "invalid-field"
