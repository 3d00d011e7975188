#!/usr/bin/env bash
# Three of four docx readers lose the sign before a number that Word's own menus put there, and two join a range.
#
# Versions: python-docx 1.2.0, docx2txt 0.9, docx2python 3.7.1, mammoth 1.13.0, Python 3.11.
# Input: what Insert > Symbol (font Symbol) writes for "greater or equal", what Ctrl+Shift+- writes for the hyphen of
# "5-10" that is not to be broken, and a replaced figure and a deleted table row of a document with tracked changes.
# Behaviour:
#   - python-docx gives "4" for "at least 4" in symbols; docx2txt too; docx2python gives markup with another character;
#   - docx2txt and docx2python give "510" for "5-10"; the bound has become one large number;
#   - python-docx gives neither the old nor the new figure where one replaces the other;
#   - all but mammoth give the cells of a table row that the tracked changes delete, beside the rows that stand.
# Consequence: a docx reader that is asked for text alone is no source of figures for an importer. What stands in the
# paragraph's runs (w:sym, w:noBreakHyphen, w:ins, w:del, and w:del in w:trPr) has to be read by name, or refused.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/read.py" <<'PYTHON'
"""Print what four readers see in one document."""
import re

import docx
import docx2txt
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python

NS = nsdecls("w")
BY = 'w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"'


def run(inner: str) -> object:
    return parse_xml(f"<w:r {NS}>{inner}</w:r>")


document = docx.Document()
symbol, hyphen, replaced = (document.add_paragraph() for _ in range(3))
symbol._p.append(run('<w:sym w:font="Symbol" w:char="F0B3"/><w:t>4</w:t>'))
hyphen._p.append(run("<w:t>5</w:t><w:noBreakHyphen/><w:t>10</w:t>"))
replaced._p.append(run('<w:t xml:space="preserve">pays </w:t>'))
replaced._p.append(parse_xml(f"<w:del {NS} {BY}><w:r><w:delText>6</w:delText></w:r></w:del>"))
replaced._p.append(parse_xml(f"<w:ins {NS} {BY}><w:r><w:t>7</w:t></w:r></w:ins>"))
table = document.add_table(rows=2, cols=1)
table.cell(0, 0).text = "stands"
table.cell(1, 0).text = "deleted"
table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {NS} {BY}/>"))
document.save("talks.docx")


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


read = docx.Document("talks.docx")
cells = [cell.text for row in read.tables[0].rows for cell in row.cells]
seen = {
    "python-docx": [paragraph.text.strip() for paragraph in read.paragraphs] + cells,
    "docx2txt": lines(docx2txt.process("talks.docx")),
    "docx2python": lines(docx2python("talks.docx").text),
    "mammoth": lines(mammoth.extract_raw_text(open("talks.docx", "rb")).value),
}
for reader, texts in seen.items():
    print(f"{reader}: {ascii(texts)}")
PYTHON

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q python-docx==1.2.0 docx2txt==0.9 docx2python==3.7.1 mammoth==1.13.0 2>"$work/pip.log" ||
    { cat "$work/pip.log"; exit 1; }
(cd "$work" && venv/bin/python read.py) | tee "$work/seen"

diff "$work/seen" - <<'STATED'
python-docx: ['4', '5-10', 'pays', 'stands', 'deleted']
docx2txt: ['4', '510', 'pays 7', 'stands', 'deleted']
docx2python: ['<span style=font-family:Symbol>&#x00B3;</span>4', '510', 'pays 7', 'stands', 'deleted']
mammoth: ['\u22654', '5\u201110', 'pays 7', 'stands']
STATED
echo "as stated"
