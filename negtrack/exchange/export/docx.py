"""Word documents: the table of positions with who says so, then the proposals and the sources.

Paragraph styles, which a reader can change in Word, set the look of lines. python-docx builds the file; what it does
not support (repeated header rows, text from right to left, page numbers) is set as elements of WordprocessingML
(ECMA-376, part 1, 17).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from negtrack.exchange.export.archive import normalise_archive
from negtrack.exchange.export.document import LEGEND, Dossier, PartyColumn, ProposalPart, Scorecard, Topic, Voice
from negtrack.exchange.extras import load_extra
from negtrack.render.clean import mostly_right_to_left, sanitise

_STYLES = {
    "Normal": (9.5, False, "000000", 4),
    "Title": (18, True, "000000", 2),
    "Subtitle": (10.5, False, "404040", 6),
    "Heading 1": (13, True, "000000", 4),
    "Value": (9.5, True, "000000", 1),
    "Words": (9.5, False, "000000", 1),
    "Provenance": (8, False, "505050", 2),
    "Contested": (8.5, False, "9C1C00", 2),
    "Group": (9, True, "303030", 0),
}
"""Paragraph style -> points, bold, colour, points below it."""
_FONT = "Calibri"
_MARGIN, _PAGE, _ISSUE = 1.5, (29.7, 21.0), 5.2
"""Centimetres: margin, A4 landscape, column of issues."""
_SHADES = {"head": "D9E2EC", "group": "F0F2F4"}
_MAX_PROPERTY = 255
"""Most letters in a document's title (python-docx refuses more)."""


def docx_bytes(dossier: Dossier) -> bytes:
    """Return `dossier` as a docx file, the same bytes for the same data. Raises `UsageError` without python-docx."""
    document = load_extra("docx", "office", "docx").Document()
    _set_up(document, dossier)
    _add(document, "Title", dossier.title)
    _add(document, "Subtitle", f"{dossier.clocks} · {', '.join(dossier.parties) or 'no parties yet'}")
    for part in dossier.summary.split("\n") if dossier.summary else ():
        _add(document, "Normal", part)
    if dossier.groups:
        _add_table(document, dossier)
    else:
        _add(document, "Normal", "No issues yet.")
    _add_proposals(document, dossier.proposals)
    if dossier.scorecard:
        _add_scorecard(document, dossier.scorecard)
    _add_sources(document, dossier)
    buffer = io.BytesIO()
    document.save(buffer)
    return normalise_archive(buffer.getvalue(), dossier.recorded)


def _set_up(document: Any, dossier: Dossier) -> None:
    """Set page, styles, a footer with page numbers, and the file's properties."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    (section,) = document.sections
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = map(Cm, _PAGE)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Cm(_MARGIN))
    for name in _STYLES:
        _set_style(document, name)
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Provenance"]
    _write(footer, f"{dossier.title} · {dossier.clocks} · page ")
    _add_field(footer, "PAGE")
    _write(footer, " of ")
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
    _child(properties, "w:szCs", val=str(round(size * 2)))
    fonts = properties.rFonts
    for key in [key for key in fonts.attrib if key.endswith(("Theme", "theme"))]:
        del fonts.attrib[key]
    for script in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(script), _FONT)
    for border in style.element.xpath("w:pPr/w:pBdr"):
        border.getparent().remove(border)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(below)


def _child(parent: Any, tag: str, **attributes: str) -> Any:
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


def _add(container: Any, style: str, text: str) -> Any:
    """Add a paragraph at the end of a document or a cell."""
    paragraphs = container.paragraphs[:1] if hasattr(container, "_tc") else ()
    fresh = next((paragraph for paragraph in paragraphs if not paragraph.runs), None)  # every new cell has one
    paragraph = fresh or container.add_paragraph()
    paragraph.style = style
    _write(paragraph, text)
    return paragraph


def _write(paragraph: Any, text: str) -> None:
    """Write text with hidden characters as marks, from right to left where most of it is."""
    visible = sanitise(text)
    run = paragraph.add_run(visible)
    if mostly_right_to_left(visible):
        from docx.oxml import OxmlElement

        run.font.rtl = True
        properties = paragraph._p.get_or_add_pPr()
        if not properties.xpath("w:bidi"):
            properties.insert_element_before(OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc")


def _add_field(paragraph: Any, code: str) -> None:
    """Add a field that Word fills in, such as PAGE."""
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        run = paragraph.add_run()._r
        if kind:
            _child(run, "w:fldChar", fldCharType=kind)
        else:
            _child(run, "w:instrText").text = text


def _add_table(document: Any, dossier: Dossier) -> None:
    """Add the table: issue, parties, and the proposal or what is agreed, with a heading for each group of issues."""
    from docx.shared import Pt

    table = document.add_table(rows=0, cols=len(dossier.parties) + 2, style="Table Grid")
    table.autofit = False
    head = _add_row(table, "head")
    last = dossier.last if dossier.last_facts else "agreed, or how far apart"
    for cell, name in zip(head, ("Issue", *dossier.parties, last), strict=True):
        _add(cell, "Value", name)
    if dossier.last_facts:
        _add(head[-1], "Provenance", dossier.last_facts)
    for name, topics in dossier.groups:
        if name:
            cells = _add_row(table, "group")
            heading = _add(cells[0].merge(cells[-1]), "Group", name)
            heading.paragraph_format.keep_with_next = True
        for topic in topics:
            _fill_row(_add_row(table), topic)
            for column in topic.others:
                first, *cells = _add_row(table)
                _add(first, "Provenance", f"also on this issue: {column.party}")
                _add_party_column(cells[0].merge(cells[-1]), column)
    _add(document, "Provenance", " · ".join(LEGEND)).paragraph_format.space_before = Pt(6)


def _add_row(table: Any, kind: str = "") -> Sequence[Any]:
    """Add a row without page breaks inside; a row of heads is repeated on each page."""
    from docx.shared import Cm

    row = table.add_row()
    properties = row._tr.get_or_add_trPr()
    _child(properties, "w:cantSplit")
    if kind == "head":
        _child(properties, "w:tblHeader")
    cells: Sequence[Any] = row.cells
    width = (_PAGE[0] - 2 * _MARGIN - _ISSUE) / (len(cells) - 1)
    for number, cell in enumerate(cells):
        cell.width = table.columns[number].width = Cm(width if number else _ISSUE)
        if kind:
            _child(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=_SHADES[kind])
    return cells


def _fill_row(cells: Sequence[Any], topic: Topic) -> None:
    """Fill the row of one issue."""
    first, *columns, last = cells
    _add(first, "Value", topic.issue)
    for detail in topic.details:
        _add(first, "Provenance", detail)
    for cell, column in zip(columns, topic.stands, strict=True):
        _add_party_column(cell, column)
    if topic.closing.value:
        _add(last, "Value", topic.closing.value)
    for remark in topic.closing.remarks:
        _add(last, "Provenance", remark)
    if topic.gap:
        _add(last, "Contested" if topic.contested else "Provenance", f"parties: {topic.gap}")


def _add_party_column(cell: Any, column: PartyColumn) -> None:
    """Add the headline in bold, its text, who says so; below it the other positions that stand."""
    if column.silence:
        _add(cell, "Provenance", column.silence)
    for said in column.said:
        if said.standing:
            style = "Contested" if said.standing == "contested" else "Provenance"
            _add_voices(_add(cell, style, f"{said.standing}: {said.value}, "), said.voices)
        else:
            _add(cell, "Value", said.value)
            if said.text and said.text != said.value:
                _add(cell, "Words", " ".join(said.text.split("\n")))
            _add_voices(_add(cell, "Provenance", ""), said.voices)
        for remark in said.remarks:
            _add(cell, "Contested", remark)


def _add_voices(paragraph: Any, voices: Sequence[Voice]) -> None:
    for number, voice in enumerate(voices):
        _write(paragraph, f"{'; ' if number else ''}{voice.words}")
        _add_refs(paragraph, voice.refs)


def _add_refs(paragraph: Any, refs: Sequence[int]) -> None:
    """Add the numbers of sources as superscript."""
    if refs:
        paragraph.add_run(f"\u00a0[{', '.join(map(str, refs))}]").font.superscript = True


def _add_proposals(document: Any, proposals: Sequence[ProposalPart]) -> None:
    if proposals:
        _add(document, "Heading 1", "Proposals")
    for proposal in proposals:
        title = _add(document, "Value", proposal.title)
        title.paragraph_format.keep_with_next = True
        facts = _add(document, "Provenance", f"{proposal.facts}; ")
        _add_voices(facts, (proposal.voice,))
        for mark in proposal.marks:
            _add(document, "Contested", mark)
        for issue, value in proposal.terms:
            _add(document, "Words", f"Term: {issue}: {value}")
        for answer in proposal.answers:
            words = ", ".join((answer.answer, *answer.remarks))
            line = _add(document, "Words", f"Answer of {answer.party}: {words}")
            if answer.voice.words:
                _write(line, "; ")
                _add_voices(line, (answer.voice,))
        document.add_paragraph()


def _add_scorecard(document: Any, scorecard: Scorecard) -> None:
    _add(document, "Heading 1", "Scorecard")
    _add(document, "Provenance", scorecard.note)
    table = document.add_table(rows=0, cols=len(scorecard.table.columns), style="Table Grid")
    table.autofit = False
    for kind, row in (("head", scorecard.table.columns), *(("", row) for row in scorecard.table.rows)):
        for cell, words in zip(_add_row(table, kind), row, strict=True):
            _add(cell, "Value" if kind else "Words", words)
    for words in scorecard.lists:
        _add(document, "Words", words)


def _add_sources(document: Any, dossier: Dossier) -> None:
    if dossier.sources:
        _add(document, "Heading 1", "Sources")
    for number, cited in enumerate(dossier.sources, 1):
        where = (cited.source.URL, cited.source.archive)
        words = ", ".join(part for part in (cited.words, cited.issued, *where) if part)
        _add(document, "Words", f"[{number}] {words}")
