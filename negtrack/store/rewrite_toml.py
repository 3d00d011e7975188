"""Changes inside of the text of a file: of a changed table every other byte stays, comments, order, spacing and line
endings too. Only a layout that negtrack itself would write can be changed: headers of tables, and keys below them.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import tomli_w

from negtrack.field_docs import FieldDoc
from negtrack.json_texts import escape_json
from negtrack.model import Delegate, Issue, Item, Party, Term, docs_of, key_of
from negtrack.model.rewriting import NOTATIONS, Rewriting
from negtrack.store.file_kinds import MODELS
from negtrack.store.safe_read import decode
from negtrack.store.toml_source import KEY, TOKEN, header_of, quote_key, read_key, statements

_DOTTED = rf"(\s*)({KEY}(?:[ \t]*\.[ \t]*{KEY})*)([ \t]*=)"
_COMMENT_OR_KEY = rf"#[^\n]*|{KEY}(?=[ \t]*=)"
_WANTS = key_of("wants")
Path = tuple[str, ...]


def rewrite_toml(text: str, items: Sequence[Item], change: Rewriting) -> str:
    """Return the text of a file after a change; `items` are those that were read from it."""
    issues: dict[Path, str] = {(item.table, item.id): getattr(item, "issue", "") for item in items}
    return "".join(_rewrite_statements(text, issues, change))


def _rewrite_statements(text: str, issues: Mapping[Path, str], change: Rewriting) -> Iterator[str]:
    path: Path = ()
    for statement in statements(text):
        header = header_of(statement)
        if header is not None:
            path = header
            yield _rewrite_header(statement, path, change)
        elif found := re.match(_DOTTED, statement):
            yield _rewrite_field(statement, found, path, issues, change)
        else:
            yield statement


def _rewrite_header(statement: str, path: Path, change: Rewriting) -> str:
    """Return a header with the new id of its definition, or of the issue of its term."""
    model = MODELS.get(path[0]) if len(path) > 1 else None
    if model is None:
        return statement
    number, table = (3, Issue.table) if model.has_terms and path[2:3] == (Term.table,) else (1, path[0])
    is_own = number < len(path) and model is not Delegate
    new = change.id_of(table, path[number]) if is_own else ""
    if not is_own or new == path[number]:
        return statement
    keys = list(re.finditer(KEY, statement))
    return f"{statement[: keys[number].start()]}{_quote_key(keys[number][0], new)}{statement[keys[number].end() :]}"


def _rewrite_field(
    statement: str, found: re.Match[str], path: Path, issues: Mapping[Path, str], change: Rewriting
) -> str:
    """Return a key with its value, in the notation of the field that it is."""
    keys = [read_key(key) for key in re.findall(KEY, found[2])]
    where, value = (*path, *keys), statement[found.end() :]
    if where[:1] == (Issue.table,) and where[2:3] == (_WANTS,):
        return _rewrite_parties(statement, found, len(where), change)
    names, issue = _names_of(where), issues.get(path[:2], "")
    if path[2:3] == (Term.table,):
        issue = path[3] if len(path) > 3 else ""
    if names not in NOTATIONS:
        return statement
    rewrite = NOTATIONS[names]
    return f"{found[0]}{_rewrite_strings(value, lambda text: rewrite(text, issue, change))}"


def _names_of(where: Path) -> str:
    """Return what the texts of the field at `where` name; "" for any text."""
    if where == ("parties",):
        return "PARTY"
    docs: Mapping[str, FieldDoc] = {}
    if len(where) == 1:
        docs = docs_of(Party)
    elif len(where) == 3 and where[0] in MODELS:
        docs = docs_of(MODELS[where[0]])
    elif len(where) == 5 and where[2] == Term.table:
        docs = docs_of(Term)
    former = MODELS[where[0]].former_keys if len(where) == 3 and where[0] in MODELS else {}
    key = where[-1]
    found = docs.get(key) or docs.get(former.get(key, ""))
    return found.doc.names if found else ""


def _rewrite_parties(statement: str, found: re.Match[str], depth: int, change: Rewriting) -> str:
    """Return what parties want: an inline table, or one of its keys, by its depth."""

    def rename(key: re.Match[str]) -> str:
        if key[0].startswith("#"):
            return key[0]
        old = read_key(key[0])
        new = change.id_of(Party.table, old)
        return key[0] if new == old else _quote_key(key[0], new)

    if depth == 3:
        return found[0] + re.sub(_COMMENT_OR_KEY, rename, statement[found.end() :])
    last = list(re.finditer(KEY, found[0]))[-1]
    return f"{statement[: last.start()]}{rename(last)}{statement[last.end() :]}"


def _rewrite_strings(text: str, rewrite: Callable[[str], str]) -> str:
    """Return the TOML value `text` with its strings rewritten; comments inside of it stay."""

    def replace(token: re.Match[str]) -> str:
        if token[0][0] not in "\"'":
            return token[0]
        old = _read(token[0])
        new = rewrite(old)
        return token[0] if new == old else _quote(token[0], new)

    return re.sub(TOKEN, replace, text)


def _read(quoted: str) -> str:
    """Return the text of a string in TOML."""
    if "\\" not in quoted and "\n" not in quoted and quoted[:3] not in ('"""', "'''"):
        return quoted[1:-1]
    import tomllib  # only for rare strings

    return str(tomllib.loads(f"text = {quoted}")["text"])


def _quote(like: str, text: str) -> str:
    """Return `text` as a string in TOML, in the quotation marks of `like` where it can be."""
    if like.startswith("'") and not like.startswith("'''") and "'" not in text and text.isprintable():
        return f"'{text}'"
    return f'"{escape_json(text)}"'


def _quote_key(like: str, name: str) -> str:
    """Return an id as a key in TOML, quoted as `like` is, or where it must be."""
    if like[0] == "'":
        return f"'{name}'"
    return f'"{name}"' if like[0] == '"' else quote_key(name)


def set_fields(text: str, path: Path, fields: Mapping[str, object]) -> str:
    """Return the text of a file with `fields` in the table at `path`, () for the keys above all tables: each in the
    place of the key that is there, a new one after the last key, or the header; a key whose value is empty is deleted.
    Comments beside a key, or in its list, stay."""
    parts = list(statements(text))
    ending = "\r\n" if "\r\n" in text else "\n"
    places = list(_places(parts, path))
    new = {key: tomli_w.dumps({key: value}).replace("\n", ending) for key, value in fields.items() if value}
    headers = (number for number, statement in enumerate(parts) if path and header_of(statement) == path)
    last = places[-1][0] if places else next(headers, -1)
    for number, key in places:
        if key in fields:
            parts[number] = _keep_comments(parts[number], new.pop(key, ""), ending)
    if new and last >= 0:
        parts[last] = "".join((_end_line(parts[last], ending), *new.values()))
    return "".join(parts)


def tables(text: str) -> Iterator[tuple[Path, str]]:
    """Yield the path and the text of each table that has a header, and before them what stands above, with path ()."""
    path: Path = ()
    parts: list[str] = []
    for statement in statements(text):
        if (header := header_of(statement)) is not None:
            yield path, "".join(parts)
            path, parts = header, []
        parts.append(statement)
    yield path, "".join(parts)


def extend_issues(before: bytes, issues: Iterable[Issue]) -> bytes:
    """Return the bytes of `negotiation.toml` with the ladder or the options of `issues`."""
    text = decode(before)
    for issue in issues:
        lists = {"ladder": list(issue.ladder), "options": list(issue.options)}
        text = set_fields(text, (issue.table, issue.id), {key: names for key, names in lists.items() if names})
    return encode_like(before, text)


def encode_like(before: bytes, text: str) -> bytes:
    """Return a text as bytes, with the mark at the beginning that `before` has."""
    return (BOM_UTF8 if before.startswith(BOM_UTF8) else b"") + text.encode()


def _keep_comments(before: str, after: str, ending: str) -> str:
    """Return the statement `after` with the comments of the one whose place it takes: those in its list above it, the
    one at its end beside it."""
    body = before.rstrip("\r\n")
    found = [token for token in re.finditer(TOKEN, body) if token[0].startswith("#")]
    is_beside = bool(found) and found[-1].end() == len(body)
    above = "".join(f"{token[0].rstrip()}{ending}" for token in (found[:-1] if is_beside else found))
    if not is_beside:
        return f"{above}{after}"
    value = body[: found[-1].start()].rstrip(" \t") if after else body[: found[-1].start()]
    return f"{above}{after.removesuffix(ending)}{body[len(value) :]}{ending}"


def _places(parts: Sequence[str], path: Path) -> Iterator[tuple[int, str]]:
    """Yield the number and the key of each statement of the table at `path`."""
    here: Path = ()
    for number, statement in enumerate(parts):
        header = header_of(statement)
        if header is not None:
            here = header
        elif here == path and (found := re.match(_DOTTED, statement)):
            yield number, read_key(next(re.finditer(KEY, found[2]))[0])


def _end_line(text: str, ending: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}{ending}"
