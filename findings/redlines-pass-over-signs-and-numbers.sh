#!/usr/bin/env bash
# Three of four programs that compare two drafts in Word mark nothing where "at least" became "at most" in a symbol, where
# Article 3 became Article 4, and where a box was ticked; one of them then verifies that nothing is missing.
#
# Versions: python-redlines 2.0.0 with its engines Docxodus and Open-XML-PowerTools, docx-trackdiff 1.0.0, prosediff 0.7.0;
# the drafts are of python-docx 1.2.0, Python 3.11.
# Input: pairs of drafts that differ in one thing each: a figure; the symbol that Insert > Symbol (font Symbol) writes for "greater
# or equal" and "less or equal"; the hyphen of "5-10" that is not to be broken, which is gone; a raised 3 behind 30, a mark of
# a note, which is at the line now; a "no" that is struck through now; the number with which a list of articles begins; a
# form's box that is ticked now.
# Behaviour: all four mark the figure. Docxodus marks every change. The three others pass over the symbol, the number of the
# article and the box; docx-trackdiff marks nothing else than words, so that 5-10 becomes 510 unmarked, and its own
# verifier passes each of its redlines, among them those of which "reject all" gives the new draft.
# Consequence: a redline without marks does not say that a draft says the same. What a draft says is recorded as values, and
# `diff` compares these; a cell with a symbol that has no letter, or with struck or raised text, is refused on import.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >write.py <<'PYTHON'
"""Write two drafts for each kind of change."""
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

NS = nsdecls("w")
ITEM = '<w:numPr {}><w:ilvl w:val="0"/><w:numId w:val="60"/></w:numPr>'
BOX = """<w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Agreed"/><w:enabled/><w:calcOnExit w:val="0"/>
<w:checkBox><w:sizeAuto/><w:default w:val="0"/><w:checked w:val="{}"/></w:checkBox></w:ffData></w:fldChar>"""
TICK = ('<w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText>', '<w:fldChar w:fldCharType="end"/>')
STRUCK, RAISED = "<w:rPr><w:strike/></w:rPr>", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


def text(words: str) -> str:
    return f'<w:t xml:space="preserve">{words}</w:t>'


def symbol(place: str) -> str:
    return f'<w:sym w:font="Symbol" w:char="{place}"/>'


def write(name: str, *runs: str, first: int | None = None) -> None:
    draft = docx.Document()
    draft.add_paragraph("The parties agree as follows.")
    paragraph = draft.add_paragraph()
    for run in runs:
        paragraph._p.append(parse_xml(f"<w:r {NS}>{run}</w:r>"))
    if first is not None:
        numbers = draft.part.numbering_part.element
        for number in list(numbers):
            numbers.remove(number)
        numbers.append(parse_xml(
            f'<w:abstractNum {NS} w:abstractNumId="50"><w:lvl w:ilvl="0"><w:start w:val="{first}"/>'
            '<w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1"/></w:lvl></w:abstractNum>'))
        numbers.append(parse_xml(f'<w:num {NS} w:numId="60"><w:abstractNumId w:val="50"/></w:num>'))
        paragraph._p.get_or_add_pPr().append(parse_xml(ITEM.format(NS)))
    draft.add_paragraph("Done in two copies.")
    draft.save(f"{name}.docx")


for draft, figure, sign, hyphen, looks, struck, first, ticked in (
    ("old", "5", "F0B3", "<w:noBreakHyphen/>", RAISED, "", 3, 0),
    ("new", "6", "F0A3", "", "", STRUCK, 4, 1),
):
    write(f"figure-{draft}", text(f"A raise of {figure}%."))
    write(f"symbol-{draft}", text("A raise "), symbol(sign), text("4%."))
    write(f"hyphen-{draft}", text("Within 5"), hyphen + text("10 days."))
    write(f"raised-{draft}", text("Within 30"), looks + text("3"), text(" days."))
    write(f"struck-{draft}", text("There are "), struck + text("no"), text(" dismissals."))
    write(f"article-{draft}", text("Each party releases prisoners."), first=first)
    write(f"box-{draft}", text("Accepted: "), BOX.format(ticked), *TICK)
PYTHON
cat >compare.py <<'PYTHON'
"""Print which programs mark each change, and what docx-trackdiff's verifier says."""
import re
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

warnings.simplefilter("ignore")
from python_redlines import DocxodusEngine, XmlPowerToolsEngine

PROGRAMS = Path(sys.executable).parent
MARK = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo|[a-zA-Z]+Change)\b")


def run(*arguments: str) -> int:
    return subprocess.run([PROGRAMS / arguments[0], *arguments[1:]], capture_output=True).returncode


def shown(path: str) -> str:
    """Return whether any part of a document has a mark of a tracked change."""
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
    return "marked" if any(MARK.search(part) for part in parts) else "nothing"


def by_engine(engine: type, old: str, new: str) -> str:
    redline, *_ = engine().run_redline("A", original=Path(old).read_bytes(), modified=Path(new).read_bytes())
    Path("engine.docx").write_bytes(redline)
    return shown("engine.docx")


def by_trackdiff(old: str, new: str) -> str:
    run("docx-trackdiff", old, new, "trackdiff.docx", "--author", "A")
    verified = run("docx-trackdiff-verify", "trackdiff.docx", old, new) == 0
    return f"{shown('trackdiff.docx')} ({'verified' if verified else 'not verified'})"


def by_prosediff(old: str, new: str) -> str:
    run("prosediff", "--files", old, new, "--format", "wdiff", "-o", "changes.wdiff")
    return "marked" if re.search(r"\[-|\{\+", Path("changes.wdiff").read_text()) else "nothing"


for change in ("figure", "symbol", "hyphen", "raised", "struck", "article", "box"):
    drafts = (f"{change}-old.docx", f"{change}-new.docx")
    print(f"{change}: Docxodus {by_engine(DocxodusEngine, *drafts)}, "
          f"PowerTools {by_engine(XmlPowerToolsEngine, *drafts)}, "
          f"docx-trackdiff {by_trackdiff(*drafts)}, prosediff {by_prosediff(*drafts)}")
PYTHON

python3 -m venv venv
venv/bin/pip install -q python-docx==1.2.0 python-redlines==2.0.0 python-redlines-docxodus==2.0.0 \
    python-redlines-ooxmlpowertools==2.0.0 docx-trackdiff==1.0.0 prosediff==0.7.0 2>pip.log || { cat pip.log; exit 1; }
venv/bin/python write.py
venv/bin/python compare.py | tee seen

diff seen - <<'STATED'
figure: Docxodus marked, PowerTools marked, docx-trackdiff marked (verified), prosediff marked
symbol: Docxodus marked, PowerTools nothing, docx-trackdiff nothing (verified), prosediff nothing
hyphen: Docxodus marked, PowerTools marked, docx-trackdiff nothing (verified), prosediff marked
raised: Docxodus marked, PowerTools nothing, docx-trackdiff nothing (verified), prosediff marked
struck: Docxodus marked, PowerTools nothing, docx-trackdiff nothing (verified), prosediff marked
article: Docxodus marked, PowerTools nothing, docx-trackdiff nothing (verified), prosediff nothing
box: Docxodus marked, PowerTools nothing, docx-trackdiff nothing (verified), prosediff nothing
STATED
echo "as stated"
