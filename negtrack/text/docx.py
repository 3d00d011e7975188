"""Word documents: the text as it stands with all tracked changes accepted.

Signs that readers of docx files are known to lose are read by their names: symbols of a font, hyphens that do not
break, text in boxes, rows that a tracked change deletes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from negtrack.errors import NegtrackError
from negtrack.store.archive import DAMAGES, closed_reason, read_part
from negtrack.text.normalise import CELL, LOWERED, RAISED, read_apart

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
"""The name that a document of ISO/IEC 29500 strict has for the same words."""
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_GONE = frozenset(_W + name for name in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "tblPr", "sectPr"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SYMBOLS = {
    0xA3: "≤",
    0xB3: "≥",
    0xB1: "±",
    0xB4: "×",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xA5: "∞",
    0xB0: "°",
    0xB7: "•",
}
"""Signs of the font Symbol that stand before and between figures."""
_PLAIN_SYMBOLS = frozenset("!#%&()+,./0123456789:;<=>?[]_{|}")
"""Characters that are the same in the font Symbol."""
_PLACES = {"superscript": RAISED, "subscript": LOWERED}
UNKNOWN = "\ufffd"
"""What stands for a sign that is not known, so that it is not lost."""


def read_docx(raw: bytes) -> Iterator[str]:
    """Yield the paragraphs of a document, its rows and its notes. Raises `NegtrackError`."""
    from lxml import etree

    if reason := closed_reason(raw, "save it as docx"):
        raise NegtrackError(reason)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            for name in _PARTS:
                if name in archive.namelist():
                    parser = etree.XMLParser(resolve_entities=False, no_network=True)
                    part = read_part(archive, name, "save its text alone").replace(_STRICT, _W.strip("{}").encode())
                    yield from _blocks(etree.fromstring(part, parser))
    except (*DAMAGES, etree.XMLSyntaxError) as error:
        raise NegtrackError("no Word document that can be read; save it as docx again") from error


def _blocks(parent: Any) -> Iterator[str]:
    """Yield the paragraphs and rows below an element, in order."""
    for child in parent:
        if child.tag == f"{_W}p":
            yield _words(child)
            for box in child.iter(f"{_W}txbxContent"):
                if next(box.iterancestors(_FALLBACK), None) is None:
                    yield from _blocks(box)
        elif child.tag == f"{_W}tr":
            if child.find(f"{_W}trPr/{_W}del") is None:
                cells = child.iterchildren(f"{_W}tc", f"{_W}sdt")
                yield CELL.join(filter(None, (" ".join(_blocks(cell)).strip() for cell in cells)))
        elif child.tag not in _GONE:
            yield from _blocks(child)


def _words(element: Any, before: str = "") -> str:
    """Return the words of a paragraph that follow others, without those in boxes that float over it."""
    words = ""
    for child in element:
        if child.tag in _GONE or child.tag == f"{_W}txbxContent":
            continue
        name = str(child.tag).removeprefix(_W)
        if name in ("t", f"{_M}t"):
            words += child.text or ""
        elif name == "sym":
            words += _symbol(child)
        elif name == f"{_M}den":
            words += "/" + _words(child)
        elif name == f"{_M}sup":
            words += read_apart(words[-2:], _words(child), RAISED)
        else:
            words += _SIGNS.get(name) or _words(child, (before + words)[-2:])
    digits = _PLACES.get(_place_of(element))
    return read_apart(before, words, digits) if digits else words


def _place_of(run: Any) -> str:
    """Return where the words of a run stand, as the format calls it; the mark that follows a note's number of its own
    stands high by its style."""
    if run.find(f"{_W}footnoteReference") is not None or run.find(f"{_W}endnoteReference") is not None:
        return "superscript"
    place = run.find(f"{_W}rPr/{_W}vertAlign")
    return "" if place is None else str(place.get(f"{_W}val"))


def _symbol(element: Any) -> str:
    code = int(element.get(f"{_W}char") or "0", 16) & 0xFF
    if (element.get(f"{_W}font") or "") != "Symbol":
        return UNKNOWN
    return _SYMBOLS.get(code) or (chr(code) if chr(code) in _PLAIN_SYMBOLS else "−" if code == 0x2D else UNKNOWN)
