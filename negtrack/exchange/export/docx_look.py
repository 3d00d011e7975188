"""The look of Word documents: page, styles, footer and properties, and runs of text.

Paragraph styles, which a reader can change in Word, set the look of lines. What python-docx does not support (text from
right to left, page numbers) is set as elements of WordprocessingML (ECMA-376, part 1, 17). The title is a heading of
the first level: converters take a paragraph of the style `Title` for a property of the file and leave it out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from negtrack.exchange.export.document import Dossier
from negtrack.render.clean import mostly_right_to_left, sanitise

_STYLES = {
    "Normal": (9.5, False, "000000", 4),
    "Heading 1": (18, True, "000000", 2),
    "Moment": (10.5, False, "404040", 6),
    "Heading 2": (13, True, "000000", 4),
    "Value": (9.5, True, "000000", 1),
    "Words": (9.5, False, "000000", 1),
    "Provenance": (8, False, "505050", 2),
    "Contested": (8.5, False, "9C1C00", 2),
    "Changed": (8.5, True, "0A5AA8", 2),
    "Group": (9, True, "303030", 0),
}
"""Paragraph style -> points, bold, colour, points below it."""
_FONT = "Calibri"
MARGIN, PAGE, ISSUE = 1.5, (29.7, 21.0), 5.2
"""Centimetres: margin, A4 landscape, column of issues."""
_FROM_LEFT = "\u200e"
"""Left-to-right mark (Unicode annex 9, 2.6)."""
_MAX_PROPERTY = 255
"""Most letters in a document's title (python-docx refuses more)."""


def set_up(document: Any, dossier: Dossier) -> None:
    """Set page, styles, a footer with page numbers, and the file's properties."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    (section,) = document.sections
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = map(Cm, PAGE)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Cm(MARGIN))
    for name in _STYLES:
        _set_style(document, name)
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Provenance"]
    write_line(footer, (dossier.title, f" · {dossier.clocks} · page "))
    _add_field(footer, "PAGE")
    write(footer, " of ")
    _add_field(footer, "NUMPAGES")
    properties, instant = document.core_properties, dossier.recorded.replace(tzinfo=None)
    properties.title, properties.author, properties.comments = sanitise(dossier.title)[:_MAX_PROPERTY], "", ""
    properties.created = properties.modified = instant


def _set_style(document: Any, name: str) -> None:
    """Set a new style or one of the template, also for right-to-left scripts (`cs`)."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    size, bold, colour, below = _STYLES[name]
    styles = document.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = None if name == "Normal" else styles["Normal"]
    style.font.name, style.font.size, style.font.italic = _FONT, Pt(size), False
    style.font.bold = style.font.cs_bold = bold
    style.font.color.rgb = RGBColor.from_string(colour)
    properties = style.element.get_or_add_rPr()
    child_of(properties, "w:szCs", val=str(round(size * 2)))
    fonts = properties.rFonts
    for key in [key for key in fonts.attrib if key.endswith(("Theme", "theme"))]:
        del fonts.attrib[key]
    for script in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(script), _FONT)
    for border in style.element.xpath("w:pPr/w:pBdr"):
        border.getparent().remove(border)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(below)


def child_of(parent: Any, tag: str, **attributes: str) -> Any:
    """Return the element `tag` of `parent`, appended where it is missing, with the attributes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    found = parent.find(qn(tag))
    if found is None:
        found = OxmlElement(tag)
        parent.append(found)
    for name, value in attributes.items():
        found.set(qn(f"w:{name}"), value)
    return found


def write(paragraph: Any, text: str) -> None:
    """Write text with hidden characters as marks, from right to left where most of it is."""
    visible = sanitise(text)
    run = paragraph.add_run(visible)
    if mostly_right_to_left(visible):
        from docx.oxml import OxmlElement

        run.font.rtl = True
        properties = paragraph._p.get_or_add_pPr()
        if not properties.xpath("w:bidi"):
            properties.insert_element_before(OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc")


def write_line(paragraph: Any, parts: Iterable[str]) -> None:
    """Write the parts of a line that reads from the left; a mark of direction stands behind each part that does not, so
    that two such parts keep their order."""
    for part in parts:
        visible = sanitise(part)
        is_turned = mostly_right_to_left(visible)
        paragraph.add_run(visible).font.rtl = is_turned or None
        if is_turned:
            paragraph.add_run(_FROM_LEFT)


def _add_field(paragraph: Any, code: str) -> None:
    """Add a field that Word fills in, such as PAGE."""
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        run = paragraph.add_run()._r
        if kind:
            child_of(run, "w:fldChar", fldCharType=kind)
        else:
            child_of(run, "w:instrText").text = text
