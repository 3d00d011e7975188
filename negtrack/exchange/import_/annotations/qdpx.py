"""Coded texts of a REFI-QDA project to rows: the file .qdpx that QualCoder, MAXQDA, NVivo and ATLAS.ti exchange.

https://www.qdasoftware.org/ defines it: a zip with `project.qde` (XML, urn:QDA-XML:project:1.0) and the texts of the
sources. A code is called by its path in the tree of codes, so that a code `raise` below `union` says what the code
`union/raise` says; descriptions and notes of a selection or its coding are its texts. The standard counts code points;
where another count gives other words, those that the selection repeats in its name decide, else nobody.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from negtrack.errors import DataError, NegtrackError, NotationError, Problem
from negtrack.exchange.extras import load_extra
from negtrack.exchange.import_.annotations.passages import Marked, Unit, find_marked
from negtrack.exchange.import_.annotations.tags import (
    NoPositionError,
    Note,
    Report,
    annotated_table,
    coder_ids,
    read_note,
)
from negtrack.exchange.import_.row import RawRow, RawTable, Remarks
from negtrack.frozen import dataclass, replace
from negtrack.store.archive import DAMAGES, read_part

_REMEDY = "export fewer sources"
_NAMESPACE = "{urn:QDA-XML:project:1.0}"
_PROJECT = "project.qde"
_UNITS: tuple[Unit, ...] = ("code points", "utf-16")
_TEXTS = ("TextSource", "Representation", "Transcript")
_CODED = ("PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection", "TranscriptSelection")


@dataclass(frozen=True)
class _Project:
    """The parts of a project: its files by name in small letters, its codes as paths, its users as ids, its notes."""

    archive: zipfile.ZipFile
    names: Mapping[str, str]
    codes: Mapping[str, str]
    users: Mapping[str, str]
    notes: Mapping[str, str]
    units: Sequence[Unit] = _UNITS


def read_qdpx(raw: bytes, path: str, unit: Unit = "either") -> RawTable:
    """Return a row for each coded passage that is a position; places count in `unit`. Raises `DataError` for a file
    that is no project, and `UsageError` without lxml."""
    etree = load_extra("lxml.etree", "sources", "qdpx")
    remarks: Remarks = {}
    report = Report()
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
            root = etree.fromstring(read_part(archive, _PROJECT, _REMEDY), parser)
            if root.getroottree().docinfo.doctype:
                raise _refused(path, "its project.qde has a document type, which no program writes")
            project = replace(_project(archive, root, path, remarks), units=_UNITS if unit == "either" else (unit,))
            rows = [row for source in _children(root, "Sources") for row in _source_rows(source, project, report)]
    except KeyError as error:
        raise _refused(path, f"no REFI-QDA project: it has no {_PROJECT}") from error
    except DataError:
        raise
    except NegtrackError as error:
        raise _refused(path, str(error)) from error
    except (*DAMAGES, etree.XMLSyntaxError) as error:
        raise _refused(path, "no REFI-QDA project that can be read; export it again") from error
    for kind in ("Cases", "Sets", "Links", "Graphs"):
        if count := len(_children(root, kind)):
            remarks[f"not read, as they are no passages: {kind.lower()}"] = [str(count)]
    return annotated_table(path, rows, report, remarks)


def _refused(path: str, message: str) -> DataError:
    return DataError([Problem(path, 0, "", message)])


def _children(parent: Any, kind: str) -> list[Any]:
    """Return what stands in the elements `kind` of a parent."""
    return [child for found in parent.findall(_NAMESPACE + kind) for child in found]


def _project(archive: zipfile.ZipFile, root: Any, path: str, remarks: Remarks) -> _Project:
    codes: dict[str, str] = {}
    for book in root.findall(f"{_NAMESPACE}CodeBook"):
        _add_codes(_children(book, "Codes"), "", codes)
    names = {user.get("guid", ""): user.get("name", "") or user.get("id", "") for user in _children(root, "Users")}
    users = coder_ids(names, path, remarks)
    files = {name.lower(): name for name in archive.namelist()}
    project = _Project(archive, files, codes, users, {})
    notes = {note.get("guid", ""): _text_of(note, project) or "" for note in _children(root, "Notes")}
    return _Project(archive, files, codes, users, notes)


def _add_codes(elements: Sequence[Any], above: str, codes: dict[str, str]) -> None:
    for element in elements:
        if element.tag == f"{_NAMESPACE}Code":
            name = f"{above}/{element.get('name', '')}".lstrip("/")
            codes[element.get("guid", "")] = name
            _add_codes(list(element), name, codes)


def _text_of(element: Any, project: _Project) -> str | None:
    """Return the plain text of a source or a note; None where it is kept elsewhere."""
    content = element.find(f"{_NAMESPACE}PlainTextContent")
    if content is not None:
        return str(content.text or "")
    place, _, name = str(element.get("plainTextPath") or "").partition("://")
    found = project.names.get(f"sources/{name}".lower(), "") if place == "internal" else ""
    return read_part(project.archive, found, _REMEDY).decode("utf-8-sig") if found else None


def _source_rows(source: Any, project: _Project, report: Report) -> Iterator[RawRow]:
    name = source.get("name", "")
    for element in source.iter():
        kind = str(element.tag).removeprefix(_NAMESPACE)
        if kind in _TEXTS:
            yield from _selection_rows(element, name, project, report)
        elif kind in _CODED:
            report.add(f"{kind} {element.get('name') or element.get('guid')} of {name}", "it marks no words of a text")
    if source.findall(f"{_NAMESPACE}Coding"):
        report.add(name, "its codes are those of the whole source", tags=_tags([source], project))


def _selection_rows(element: Any, name: str, project: _Project, report: Report) -> Iterator[RawRow]:
    """Yield the rows of one text: the selections of one user at one place stand together."""
    text = _text_of(element, project)
    groups: dict[tuple[str, str, str], list[Any]] = {}
    for one in element.findall(f"{_NAMESPACE}PlainTextSelection"):
        coders = [coding.get("creatingUser") for coding in one.findall(f"{_NAMESPACE}Coding")] or [None]
        key = (one.get("startPosition", ""), one.get("endPosition", ""), coders[0] or one.get("creatingUser", ""))
        groups.setdefault(key, []).append(one)
    for number, ((start, end, user), selections) in enumerate(groups.items(), 1):
        place = f"{name} at {start}"
        tags, texts = _tags(selections, project), _texts(selections, project)
        try:
            marked = _marked(text, (start, end), str(selections[0].get("name") or ""), project.units)
        except NoPositionError as error:
            report.add(place, str(error), tags=tags, texts=texts)
            continue
        except NotationError as error:
            yield RawRow(number, {}, str(error), place=place)
            continue
        coder = {"coder": project.users[user]} if project.users.get(user) else {}
        cells = {"sources": name, **coder, "locator": marked.locator}
        note = Note(place, marked.words, tags, texts, cells, ("code", "selection"), text=text or "")
        yield from read_note(number, note, report, "selection")


def _tags(selections: Sequence[Any], project: _Project) -> list[str]:
    references = (ref for one in selections for coding in one.iter(f"{_NAMESPACE}Coding") for ref in coding)
    found = (project.codes.get(ref.get("targetGUID", ""), "") for ref in references)
    return list(dict.fromkeys(filter(None, found)))


def _texts(selections: Sequence[Any], project: _Project) -> list[str]:
    """Return what is written to selections and their codings."""
    found = []
    for element in (element for one in selections for element in one.iter()):
        if element.tag == f"{_NAMESPACE}Description":
            found.append(str(element.text or ""))
        elif element.tag == f"{_NAMESPACE}NoteRef":
            found.append(project.notes.get(element.get("targetGUID", ""), ""))
    return list(dict.fromkeys(text.strip() for text in found if text.strip()))


def _marked(text: str | None, place: tuple[str, str], name: str, units: Sequence[Unit]) -> Marked:
    """Return the words at a place of a text. Raises `NoPositionError`, and `NotationError` for a place outside it."""
    if text is None:
        raise NoPositionError("its text is kept outside the file")
    if not all(re.fullmatch(r"\s*\+?[0-9]{1,12}\s*", number) for number in place):
        raise NotationError(f"its place, {' to '.join(place)}, is not two whole numbers")
    start, end = map(int, place)
    found: dict[str, Marked] = {}
    error: NotationError | None = None
    for read in dict.fromkeys((text, text.replace("\r\n", "\n"))):
        for unit in units:
            try:
                marked = find_marked(read, start, end, unit)
                found.setdefault(marked.words, marked)
            except NotationError as outside:
                error = outside
    if error and not found:
        raise error
    words = next(iter(found)) if len(found) == 1 else " ".join(name.split())
    if words not in found:
        raise NoPositionError("its place can be counted in several ways; --places says which")
    return found[words]
