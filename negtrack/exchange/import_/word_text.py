"""The text of a cell of a Word document, with all that a reader of the page sees in it, or why it cannot be taken."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from dataclasses import field
from typing import Any

from negtrack.exchange.import_.fields import Unreadable

_LETTERS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "ptab": " "}
_PICTURES = ("drawing", "pict", "object", "oMath", "oMathPara", "AlternateContent", "ruby")
_SKIPPED = ("pPr", "tcPr", "rPr", "instrText", "delInstrText", "sdtPr", "sdtEndPr", "fldData")
_DELETED, _INSERTED = ("del", "moveFrom"), ("ins", "moveTo")
_NO = ("0", "false", "off")


@dataclasses.dataclass
class CellText:
    """What a cell says: its text, what tracked changes delete and insert, and the reasons why it cannot be read."""

    text: str = ""
    deleted: str = ""
    inserted: str = ""
    reasons: list[str] = field(default_factory=list)
    has_comment: bool = False
    has_footnote: bool = False
    has_hidden: bool = False
    has_number: bool = False
    """Whether a paragraph has a number or a sign of a list, which Word counts and the text lacks."""
    numbered: Collection[str] = ()
    """The styles whose paragraphs have one."""


def read_cell(cell: Any, with_hidden: bool = False, numbered: Collection[str] = ()) -> CellText:
    """Return what a cell says; text that is formatted as hidden only `with_hidden`."""
    found = CellText(numbered=numbered)
    _read(cell, found, "", with_hidden)
    return found


def value_of(found: CellText) -> object:
    """Return the text of a cell, None for an empty one, and why it cannot be read."""
    if found.deleted or found.inserted:
        changes = [f'"{text.strip()}" {what}' for text, what in
                   ((found.deleted, "deleted"), (found.inserted, "inserted")) if text]  # fmt: skip
        return Unreadable(f"tracked changes, {', '.join(changes)}; accept or reject them")
    if found.reasons:
        return Unreadable(found.reasons[0])
    return found.text.strip() or None


def local_name(element: Any) -> str:
    """Return the name of an element without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _read(element: Any, found: CellText, change: str, with_hidden: bool) -> None:
    for child in element:
        name = local_name(child)
        if name in ("t", "delText"):
            _add(found, change, child.text or "")
        elif name in _LETTERS:
            _add(found, change, _LETTERS[name])
        elif name == "sym":
            font, code = attribute(child, "font"), attribute(child, "char")
            found.reasons.append(f"a symbol of the font {font} ({code}); write it as a letter")
        elif name in _PICTURES:
            found.reasons.append("a picture or a formula; write it as text")
        elif name == "tbl":
            found.reasons.append("a table in a cell; write it as text")
        elif name in ("footnoteReference", "endnoteReference"):
            found.has_footnote = True
        elif name == "commentReference":
            found.has_comment = True
        elif name == "r":
            _read_run(child, found, change, with_hidden)
        elif name not in _SKIPPED:
            _read(child, found, "del" if name in _DELETED else "ins" if name in _INSERTED else change, with_hidden)
            if name == "p":
                found.has_number = found.has_number or is_numbered(child, found.numbered)
                found.text += "\n"


def _read_run(run: Any, found: CellText, change: str, with_hidden: bool) -> None:
    """Read a run of letters of one look."""
    looks = {local_name(mark) for part in run if local_name(part) == "rPr" for mark in part
             if attribute(mark, "val") not in _NO}  # fmt: skip
    if "vanish" in looks and not with_hidden:
        found.has_hidden = True
        return
    before = found.text
    _read(run, found, change, with_hidden)
    added = found.text[len(before) :].strip() if found.text.strip() != before.strip() else ""
    if added and looks & {"strike", "dstrike"}:
        found.reasons.append(f'"{added}" is struck through; delete it, or take the line away')
    if added and any(attribute(mark, "val") in ("superscript", "subscript") for mark in _alignments(run)):
        found.reasons.append(f'"{added}" is set high or low, as the sign of a note is; delete it')


def _alignments(run: Any) -> list[Any]:
    return [mark for part in run if local_name(part) == "rPr" for mark in part if local_name(mark) == "vertAlign"]


def _add(found: CellText, change: str, text: str) -> None:
    if change == "del":
        found.deleted += text
    elif change == "ins":
        found.inserted += text
        found.text += text
    else:
        found.text += text


def is_numbered(element: Any, styles: Collection[str] = ()) -> bool:
    """Return whether a paragraph or a style has a number or a sign of a list."""
    marks = [mark for part in element if local_name(part) == "pPr" for mark in part]
    numbers = (number for mark in marks if local_name(mark) == "numPr" for number in mark)
    of_list = [attribute(number, "val") for number in numbers if local_name(number) == "numId"]
    if of_list:
        return of_list[0] != "0"
    return any(local_name(mark) == "pStyle" and attribute(mark, "val") in styles for mark in marks)


def attribute(element: Any, name: str) -> str:
    """Return an attribute by its name without the namespace; "" for none."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
