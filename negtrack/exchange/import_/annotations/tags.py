"""What the tags of an annotation say: `party/issue` what it is about, `party/issue/value` the value too, `key=text` a
field; other tags stay tags."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from negtrack.cell_lists import elements_of
from negtrack.errors import DataError, NotationError, Problem
from negtrack.exchange.import_.columns import find_field
from negtrack.exchange.import_.row import LeftOut, RawRow, RawTable, Remarks
from negtrack.frozen import dataclass, field
from negtrack.ids import id_of

_LISTED = 20
"""Names that one line of a report holds together."""
_BODY = "body"
"""What has the text of an annotation of a web page."""
_JOINED = {"note": "\n", "locator": ", "}
"""Field -> what joins what an annotation and its text say in it."""
_OWN = ("locator", "tags")
"""Fields that no tag can say: the annotation says them by its place and its tags."""


class NoPositionError(Exception):
    """An annotation that is no position; the message says what it lacks."""


@dataclass(frozen=True)
class Note:
    """An annotation: what a report calls it, the words that it marks, its tags and its texts, and the other cells of
    its row. `nouns` are what its program calls a tag and what has a text, "" for nothing; `about` are the cells of the
    text in which it stands, `text` is that text, "" where the file has none."""

    name: str
    words: str
    tags: Sequence[str]
    texts: Sequence[str]
    cells: Mapping[str, object]
    nouns: tuple[str, str] = ("tag", "")
    about: Mapping[str, object] = MappingProxyType({})
    text: str = ""


@dataclass(frozen=True)
class Report:
    """What is no position in a file, in its order; `add` adds to it."""

    left_out: list[LeftOut] = field(default_factory=list)

    def add(self, name: str, reason: str, words: str = "", tags: Sequence[str] = (), texts: Sequence[str] = ()) -> None:
        """Add an annotation with the reason why it is no position, and what it holds."""
        self.left_out.append(LeftOut(name, reason, words, tuple(tags), tuple(texts)))

    def remark(self, remarks: Remarks) -> None:
        """Add what is left out to the remarks on a table: reason -> names, several to a line."""
        by_reason: dict[str, list[str]] = {}
        for one in self.left_out:
            by_reason.setdefault(one.reason, []).append(one.name)
        for reason, names in by_reason.items():
            parts = (names[start : start + _LISTED] for start in range(0, len(names), _LISTED))
            remarks[f"no position, as {reason}"] = [", ".join(part) for part in parts]


def read_note(number: int, note: Note, report: Report, noun: str = "annotation") -> Iterator[RawRow]:
    """Yield the rows of an annotation, one for each position that its tags name; what is none goes into `report`."""
    try:
        found = [_with_about(note.about, {**note.cells, **cells}) for cells in _positions(note)]
    except NoPositionError as error:
        report.add(note.name, str(error), note.words, note.tags, note.texts)
        return
    for cells in found:
        places = {key: f"{key} of {note.name}" for key in (*cells, "value", "sources")}
        yield RawRow(number, cells, places=places, noun=noun, text=note.text)


def annotated_table(
    path: str, rows: Sequence[RawRow], report: Report, remarks: Remarks, is_by_field: bool = True
) -> RawTable:
    """Return the rows of annotations as a table, with what is left out."""
    report.remark(remarks)
    left_out = report.left_out
    return RawTable(path, (), iter(rows), len(rows), remarks=remarks, is_by_field=is_by_field, left_out=left_out)


def _with_about(about: Mapping[str, object], own: Mapping[str, object]) -> dict[str, object]:
    """Return the cells of an annotation with those of its text. Raises `NoPositionError` where the two differ."""
    cells = {**about, **own}
    named: dict[str, list[str]] = {}
    for name in about:
        named.setdefault(find_field(name) or name, []).append(name)
    for key in own:
        for name in named.get(find_field(key) or key, ()):
            if name != key:
                del cells[name]
            cells[key] = _both(key, about[name], cells[key])
    return cells


def _both(key: str, of_text: object, own: object) -> object:
    """Return what an annotation and its text say together in one field. Raises `NoPositionError`."""
    if key == "tags":
        known = of_text if isinstance(of_text, list) else elements_of(str(of_text))
        return list(dict.fromkeys([*known, *(own if isinstance(own, list) else [own])]))
    if key == "locator" and str(own).startswith("{"):
        return json.dumps({"place": str(of_text), **json.loads(str(own))}, ensure_ascii=False)
    if str(of_text).strip() == str(own).strip():
        return own
    if key in _JOINED:
        return f"{of_text}{_JOINED[key]}{own}"
    raise NoPositionError(f"it says another {key} than its text does")


def _positions(note: Note) -> list[dict[str, object]]:
    """Return the cells of each position. Raises `NoPositionError`."""
    about = list(dict.fromkeys(tag for tag in note.tags if _sign(tag) == "/"))
    said = _fields(note)
    values = [_parts(tag)[2] or str(said.get("value", "")) for tag in about]
    if not about or (len(about) > 1 and not all(values)):
        many = {0: "no {} is", 2: "two {}s are"}.get(len(about), "several {}s are")
        raise NoPositionError(f"{many.format(note.nouns[0])} PARTY/ISSUE")
    texts = list(note.texts)
    if not all(values):
        if len(texts) != 1:
            raise NoPositionError(f"its {note.nouns[1]} has several texts" if texts else _lacking(*note.nouns))
        values, texts = texts, []
    words = list(dict.fromkeys(tag for tag in note.tags if not _sign(tag)))
    notes = "\n".join(texts)
    rest: dict[str, object] = {**({"note": notes} if notes else {}), **({"tags": words} if words else {})}
    both = zip(about, values, strict=True)
    return [{"party": _parts(tag)[0], "issue": _parts(tag)[1], **said, "value": value, **rest} for tag, value in both]


def _sign(tag: str) -> str:
    """Return the sign that says what a tag is: `/` of a party and an issue, in whose value others may stand, `=` of a
    field; "" for any other tag, such as an address."""
    found = re.search("://|[/=]", tag)
    return "" if found is None or found[0] == "://" else found[0]


def _parts(tag: str) -> tuple[str, str, str]:
    """Return the party, the issue and the value of a tag; "" for a value that it does not name."""
    party, _, rest = tag.partition("/")
    issue, _, value = rest.partition("/")
    return party.strip(), issue.strip(), value.strip()


def _fields(note: Note) -> dict[str, object]:
    """Return the fields that the tags say, field -> text. Raises `NoPositionError` for what is said twice."""
    found: dict[str, object] = {}
    about = [_parts(tag) for tag in note.tags if _sign(tag) == "/"]
    said = {"party", "issue", *_OWN, *note.cells, *(["value"] if any(value for *_, value in about) else [])}
    for tag in (tag for tag in dict.fromkeys(note.tags) if _sign(tag) == "="):
        name, _, text = tag.partition("=")
        key = find_field(name) or name.strip()
        if key in found or key in said:
            raise NoPositionError(f"its {note.nouns[0]}s say {name.strip()}, which it says already")
        found[key] = text.strip()
    return found


def _lacking(tag: str, holder: str) -> str:
    """Return why an annotation without a text is no position; `holder` is what would have it, "" for nothing."""
    if not holder:
        return f"no {tag} of it says the value, PARTY/ISSUE/VALUE"
    if holder == _BODY:
        return "its body has no text, which is the value"
    return f"no note to its {holder} says the value, nor does a {tag}"


def coder_id(name: str) -> str:
    """Return the id of a coder; "" for no name. Raises `NotationError` for a name without a letter or a digit."""
    try:
        return id_of(name) if name.strip() else ""
    except NotationError as error:
        raise NotationError(f'the coder "{name}": {error}') from error


def coder_ids(names: Mapping[str, str], path: str, remarks: Remarks) -> dict[str, str]:
    """Return the ids of coders, key -> id, and remark those that are spelled otherwise. Raises `DataError` for two
    coders with one name."""
    found: dict[str, str] = {}
    for key, name in names.items():
        id = coder_id(name)
        if id and id in found.values():
            raise DataError([Problem(path, 0, "", f'two coders are called "{name}"; rename one of them')])
        found[key] = id
        if id != name:
            remarks.setdefault("read coders", []).append(f'"{name}" as {id}')
    return found
