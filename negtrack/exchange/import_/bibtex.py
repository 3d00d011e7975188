"""BibTeX and BibLaTeX to rows of sources, read by pybtex."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from negtrack.errors import DataError, NotationError, Problem
from negtrack.exchange.extras import load_extra
from negtrack.exchange.import_.csl import edtf_text, name_text
from negtrack.exchange.import_.latex import plain_text
from negtrack.exchange.import_.row import RawTable, Remarks
from negtrack.exchange.import_.sources import source_table
from negtrack.model.author_names import is_literal_name

TYPES: Mapping[str, str] = {
    "article": "article-journal",
    "suppperiodical": "article-journal",
    "periodical": "periodical",
    **dict.fromkeys(("online", "electronic", "www"), "webpage"),
    **dict.fromkeys(("report", "techreport"), "report"),
    **dict.fromkeys(("book", "mvbook", "collection", "mvcollection", "reference", "manual", "booklet"), "book"),
    **dict.fromkeys(("inbook", "bookinbook", "suppbook", "incollection", "suppcollection", "inreference"), "chapter"),
    **dict.fromkeys(("inproceedings", "conference"), "paper-conference"),
    **dict.fromkeys(("proceedings", "mvproceedings"), "book"),
    **dict.fromkeys(("thesis", "phdthesis", "mastersthesis"), "thesis"),
    "unpublished": "manuscript",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "letter": "personal_communication",
    "legislation": "legislation",
    "legal": "treaty",
    "standard": "standard",
    "jurisdiction": "legal_case",
    "video": "motion_picture",
    "movie": "motion_picture",
    "audio": "song",
    "image": "graphic",
    "artwork": "graphic",
    "performance": "performance",
    "review": "review",
    "misc": "",
}
"""Type of an entry -> CSL's type."""
SUBTYPES = {"newspaper": "article-newspaper", "magazine": "article-magazine"}
"""What `entrysubtype` makes of an article."""
_FIELDS = {
    "title": ("title",),
    "container-title": ("journaltitle", "journal", "booktitle", "maintitle"),
    "publisher": ("publisher", "institution", "organization", "school"),
    "language": ("language", "langid"),
    "note": ("note", "annotation"),
    "archive": ("archive",),
}
"""Field of a source -> the fields of an entry that are it, the first that is there."""
_OF_PAGES = {
    "container-title": (*_FIELDS["container-title"], "organization"),
    "publisher": ("publisher", "institution", "school"),
}
"""The same of web pages, whose site BibLaTeX calls their organization."""
_READ = {
    *(key for keys in _FIELDS.values() for key in keys),
    *("author", "date", "year", "month", "day", "url", "urldate", "type", "entrysubtype", "crossref", "subtitle"),
}
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def read_bib(text: str, path: str) -> RawTable:
    """Read the entries of a file. Raises `DataError` where it cannot be read, and `UsageError` without pybtex."""
    database = load_extra("pybtex.database", "references", "bib")
    errors = load_extra("pybtex.exceptions", "references", "bib")
    try:
        entries = database.parse_string(text, "bibtex").entries
    except errors.PybtexError as error:
        line = re.search(r"line (\d+)", str(error))
        reason = re.sub(r"^syntax error in line \d+: ", "", str(error))
        raise DataError([Problem(path, int(line[1]) if line else 0, "", f"not BibTeX: {reason}")]) from error
    remarks: Remarks = {}
    items = ((number, *_read_entry(entry, entries, remarks)) for number, entry in enumerate(entries.values(), 1))
    return source_table(path, items, len(entries), remarks)


def _read_entry(entry: Any, entries: Mapping[str, Any], remarks: Remarks) -> tuple[dict[str, object], str]:
    """Return the fields of an entry under CSL's names, and why it cannot be read, "" where it can; its commands that
    nobody knows are remarked."""
    unknown: list[str] = []
    try:
        return _item(entry, _inherit(entry, entries), unknown), ""
    except NotationError as error:
        return {"id": entry.key}, str(error)
    finally:
        if unknown:
            named = f"{', '.join(dict.fromkeys(unknown))} in {entry.key}"
            remarks.setdefault("commands of LaTeX that are not known, and stay as they are", []).append(named)


def _item(entry: Any, fields: Mapping[str, str], unknown: list[str]) -> dict[str, object]:
    kind = TYPES.get(entry.type)
    if kind is None:
        raise NotationError(f"@{entry.original_type}: unknown type of entry; write @misc for any other")
    kind = SUBTYPES.get(fields.get("entrysubtype", ""), kind) if kind == "article-journal" else kind
    named = _FIELDS | (_OF_PAGES if kind == "webpage" else {})
    texts = {key: next((fields[name] for name in names if name in fields), "") for key, names in named.items()}
    item: dict[str, object] = {
        "id": entry.key,
        "type": kind or fields.get("type", ""),
        "author": [_name(person, unknown) for person in _people(entry).get("author", ())],
        **{key: _in_lines(key, plain_text(text, unknown)) for key, text in texts.items()},
        "issued": edtf_text(fields.get("date") or _date_of_parts(fields)),
        "accessed": edtf_text(fields.get("urldate", "")),
        "URL": re.sub(r"\\([%_&#])", r"\1", fields.get("url", "")),
    }
    if subtitle := fields.get("subtitle"):
        item["title"] = f"{item['title']}: {plain_text(subtitle, unknown)}"
    left = {**{key: text for key, text in fields.items() if key not in _READ}, **_roles(entry)}
    left |= {name: fields[name] for names in named.values() for name in [key for key in names if key in fields][1:]}
    left |= {"type of an entry": fields["type"]} if kind and "type" in fields else {}
    return {key: value for key, value in {**left, **item}.items() if value}


def _in_lines(key: str, text: str) -> str:
    """Return the text of a field, of a note with its lines, of any other on one."""
    return text if key == "note" else " ".join(text.split("\n"))


def _roles(entry: Any) -> dict[str, str]:
    """Return the people whom no source has: those of an entry who are no authors."""
    return dict.fromkeys(_people(entry).keys() - {"author"}, "people")


def _people(entry: Any) -> dict[str, list[Any]]:
    """Return the people of an entry by their role, whose letters pybtex leaves as they are (`AUTHOR`)."""
    people: dict[str, list[Any]] = {}
    for role, persons in entry.persons.items():
        people.setdefault(role.lower(), []).extend(persons)
    return people


def _inherit(entry: Any, entries: Mapping[str, Any]) -> dict[str, str]:
    """Return an entry's own fields and those of the entries that it is in. Raises `NotationError` for a circle."""
    seen = [entry.key]
    fields = _own_fields(entry)
    while parent := _own_fields(entry).get("crossref"):
        if parent in seen or parent not in entries:
            reason = "leads back to itself" if parent in seen else f"names {parent}, which is not in the file"
            raise NotationError(f"its crossref {reason}; delete it, or name another entry")
        seen.append(parent)
        entry = entries[parent]
        for key, text in _own_fields(entry).items():
            fields.setdefault("booktitle" if key == "title" else key, text)
    return fields


def _own_fields(entry: Any) -> dict[str, str]:
    return {key.lower(): text for key, text in entry.fields.items()}  # its look-up follows a crossref, its items do not


def _name(person: Any, unknown: list[str]) -> str:
    """Return `Family, Given` of a person, of an institution its name."""
    family = " ".join(person.last_names)
    given = [*person.first_names, *person.middle_names]
    whole = plain_text(" ".join([*given, *person.prelast_names, family]), unknown)
    if re.fullmatch(r"\{.*\}", family) and not given:
        return name_text({"literal": whole})
    if given and is_literal_name(whole):
        return name_text({"literal": whole})
    parts = {
        "non-dropping-particle": " ".join(person.prelast_names),
        "family": family,
        "given": " ".join(given),
        "suffix": " ".join(person.lineage_names),
    }
    return name_text({key: plain_text(text) for key, text in parts.items()})


def _date_of_parts(fields: Mapping[str, str]) -> str:
    """Return the date of `year`, `month` and `day`."""
    year, month, day = (plain_text(fields.get(key, "")).strip() for key in ("year", "month", "day"))
    if not month and not day:
        return year
    word = month.lower().removesuffix(".")
    is_name = len(word) > 2 and word.isalpha()
    named = next((number for number, name in enumerate(_MONTHS, 1) if is_name and name.startswith(word)), 0)
    number = named or (int(month) if re.fullmatch("[0-9]{1,2}", month) else 0)
    if not number or (day and not re.fullmatch("[0-9]{1,2}", day)):
        raise NotationError(f"month {month} {day}: no month and day; write date = {{2024-03-25}}")
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")
