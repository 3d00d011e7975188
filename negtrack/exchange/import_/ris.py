"""RIS to rows of sources, read by rispy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from negtrack.errors import DataError, NotationError, Problem
from negtrack.exchange.extras import load_extra
from negtrack.exchange.import_.csl import edtf_text, name_text
from negtrack.exchange.import_.row import RawTable
from negtrack.exchange.import_.sources import source_table

TYPES: Mapping[str, str] = {
    "NEWS": "article-newspaper",
    "MGZN": "article-magazine",
    "JOUR": "article-journal",
    "ABST": "article-journal",
    "ELEC": "webpage",
    "WEB": "webpage",
    "BLOG": "post-weblog",
    "RPRT": "report",
    "GOVDOC": "report",
    "BOOK": "book",
    "EDBOOK": "book",
    "EBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "THES": "thesis",
    "UNPB": "manuscript",
    "MANSCPT": "manuscript",
    "CASE": "legal_case",
    "STAT": "legislation",
    "BILL": "bill",
    "HEAR": "hearing",
    "LEGAL": "regulation",
    "STAND": "standard",
    "PAT": "patent",
    "DATA": "dataset",
    "COMP": "software",
    "PCOMM": "personal_communication",
    "VIDEO": "motion_picture",
    "MPCT": "motion_picture",
    "SOUND": "song",
    "ART": "graphic",
    "FIGURE": "figure",
    "MAP": "map",
    "PAMP": "pamphlet",
    "SER": "periodical",
    "GEN": "",
    "ENCYC": "entry-encyclopedia",
    "DICT": "entry-dictionary",
    "ADVS": "broadcast",
    "AGGR": "dataset",
    "DBASE": "dataset",
    "EJOUR": "article-journal",
    "INPR": "article-journal",
    "JFULL": "periodical",
    "CLSWK": "classic",
    "CHART": "figure",
    "ICOMM": "personal_communication",
    "MUSIC": "musical_score",
    "SLIDE": "speech",
    "UNBILL": "bill",
    "UNPD": "manuscript",
    **dict.fromkeys(("ANCIENT", "CTLG", "EQUA", "GRNT", "MULTI"), ""),
}
"""Type of a reference -> CSL's type."""
_LISTS = {"authors", "first_authors", "notes", "urls", "unknown_tag"}
_FIELDS = {
    "title": ("title", "primary_title"),
    "container-title": ("secondary_title", "journal_name", "alternate_title3", "alternate_title1"),
    "publisher": ("publisher",),
    "language": ("language",),
    "archive": ("name_of_database", "archive"),
}
_DATES = {"issued": ("date", "year", "publication_year"), "accessed": ("access_date",)}

_READ = {
    *(*_LISTS, "type_of_reference", "type_of_work", "id"),
    *(name for names in (*_FIELDS.values(), *_DATES.values()) for name in names),
}


def read_ris(text: str, path: str) -> RawTable:
    """Read the references of a file. Raises `DataError` where it holds none, and `UsageError` without rispy."""
    rispy = load_extra("rispy", "references", "ris")
    if not re.search(r"(?m)^TY  -", text):
        text = re.sub(r"(?m)^([A-Z][A-Z0-9]) -(?= |$)", r"\1  -", text)  # some programs write one blank
    opened, closed = (len(re.findall(rf"(?m)^{tag}  -", text)) for tag in ("TY", "ER"))
    if not opened or opened != closed:
        reason = "no reference, which begins with TY  -" if not opened else "a reference without its end, ER  -"
        raise DataError([Problem(path, 0, "", f"not RIS: {reason}")])
    every = list(rispy.config.TAG_KEY_MAPPING)  # as lists, so that no second line of a tag is dropped
    try:
        found = rispy.loads(
            _joined(text), list_tags=every, delimiter_tags_mapping={}
        )  # an address may hold a semicolon
    except (rispy.parser.ParseError, OSError, ValueError, KeyError) as error:
        raise DataError([Problem(path, 0, "", f"not RIS: {error}")]) from error
    items = ((number, *_read_reference(_single(one), number)) for number, one in enumerate(found, 1))
    return source_table(path, items, len(found))


def _joined(text: str) -> str:
    """Return the text with each line that goes on with the one above it joined to that, but for lines of notes."""
    lines: list[str] = []
    tag = ""
    for line in text.replace("\r\n", "\n").split("\n"):
        is_tag = re.match("[A-Z][A-Z0-9]  -", line)
        tag = line[:2] if is_tag else tag
        if is_tag or not line.strip() or tag in ("", "N1", "ER"):
            lines.append(line)
        else:
            lines[-1] = f"{lines[-1]} {line.strip()}"
    return "\n".join(lines)


def _single(reference: Mapping[str, Any]) -> dict[str, Any]:
    """Return a reference with one text for each tag that has one; what it says again stands under a name of its own."""
    single: dict[str, Any] = {}
    for key, values in reference.items():
        if key in _LISTS or not isinstance(values, list):
            single[key] = values
            continue
        first, *others = [value for value in values if value] or [""]
        single[key] = first
        if others and key in _READ:
            single[f"{key.replace('_', ' ')}, again"] = others[0]
    return single


def _read_reference(reference: Mapping[str, Any], number: int) -> tuple[dict[str, object], str]:
    """Return the fields of a reference under CSL's names, and why it cannot be read, "" where it can."""
    try:
        return _item(reference, number), ""
    except NotationError as error:
        return {"id": f"reference-{number}"}, str(error)


def _item(reference: Mapping[str, Any], number: int) -> dict[str, object]:
    kind = reference.get("type_of_reference", "")
    if kind not in TYPES:
        raise NotationError(f"{kind}: unknown type of reference; write GEN for any other")
    urls = [url for line in reference.get("urls", ()) for url in re.split(r";\s*(?=[a-z]+://)", line)]
    unknown = dict(reference.get("unknown_tag", {}))
    own_type = "" if TYPES[kind] else _type_of_extra(unknown)
    item: dict[str, object] = {
        "id": str(reference.get("id") or f"reference-{number}"),
        "type": TYPES[kind] or own_type or str(reference.get("type_of_work", "")),
        "author": list(map(_name, (*reference.get("authors", ()), *reference.get("first_authors", ())))),
        **{key: _first(reference, names) for key, names in _FIELDS.items()},
        **{key: _date(_first(reference, names)) for key, names in _DATES.items()},
        "URL": urls[0] if urls else "",
        "note": "\n".join(reference.get("notes", ())),
        **{f"URL {number}": url for number, url in enumerate(urls[1:], 2)},
    }
    left = {**unknown, **{key: cell for key, cell in reference.items() if key not in _READ}}
    left |= _unread(reference)
    return {key: value for key, value in {**left, **item}.items() if value}


def _type_of_extra(unknown: dict[str, Any]) -> str:
    """Take the type out of `M2  - type: treaty`, as Zotero keeps it among its extras; return "" without one."""
    extra, *others = unknown.get("M2") or [""]
    if not extra.startswith("type: "):
        return ""
    unknown["M2"] = others
    return str(extra).removeprefix("type: ").strip()


def _unread(reference: Mapping[str, Any]) -> dict[str, object]:
    """Return what has no field of its own: a type beside the known one, the second of two titles, an hour."""
    kind = reference["type_of_reference"]
    left: dict[str, object] = {f"type {kind}": kind} if kind != "GEN" and not TYPES[kind] else {}
    if TYPES[kind] and reference.get("type_of_work"):
        left["type of work"] = reference["type_of_work"]
    for names in _FIELDS.values():
        texts = {name: str(reference[name]) for name in names if reference.get(name)}
        chosen = next(iter(texts.values()), "")
        left |= {name.replace("_", " "): text for name, text in texts.items() if text != chosen}
    for key, names in _DATES.items():
        if _hour(_first(reference, names)):
            left[f"hour of {key}"] = _first(reference, names)
    return left


def _hour(text: str) -> bool:
    """Return whether an hour stands behind the third stroke of a date, as Zotero writes the time of access."""
    return bool(re.fullmatch(r"(?:[^/]*/){3}\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?", text))


def _first(reference: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((str(reference[name]) for name in names if reference.get(name)), "")


def _name(author: str) -> str:
    family, _, given = (part.strip() for part in author.partition(","))
    braces = re.fullmatch(r"\{(.*)\}", author.strip())
    if braces or not given:
        return name_text({"literal": braces[1] if braces else family})
    return name_text({"family": family, "given": given})


def _date(text: str) -> str:
    """Return a date `2024/03/25/` of RIS; behind the third stroke is an interval, an hour, or nothing that we know."""
    text = text.rpartition("/")[0] if _hour(text) else text
    parts = [part.strip() for part in text.split("/", 3)]
    if len(parts) > 3 and parts[3]:
        return edtf_text(parts[3])
    numbers = [part for part in parts[:3] if part]
    if numbers and len(numbers[0]) != 4:
        raise NotationError(f"{text}: a date of RIS begins with the year in four digits; write 2024/03/25/")
    if parts[: len(numbers)] != numbers:
        raise NotationError(f"{text}: a day or month without what comes before it; write 2024/03/25/")
    if not all(part.isdecimal() for part in numbers):
        return edtf_text(text)
    return "-".join(f"{int(part):0{4 if place == 0 else 2}}" for place, part in enumerate(numbers))
