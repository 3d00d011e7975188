#!/usr/bin/env bash
# Two of three PDF readers read a page in two columns across, line by line, where the file holds its lines in that order.
#
# Versions: pypdf 7.1.1, pypdfium2 5.15.2, pdfminer.six 20260107, Python 3.11.
# Input: a valid page in two columns, whose lines stand in the file row by row, as some typesetters write them.
# Behaviour: pypdf and pypdfium2 (PDFium, which Chrome uses) give "no one may be dis- and said that the gap"; pdfminer.six,
# which puts letters together by the layout of the page, gives one column after the other.
# Consequence: a text in which quotes are looked up has to be taken by layout, not in the order of the file.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/read.py" <<'PYTHON'
"""Say which readers keep the sentence of the left column in one piece."""
import io

import pypdfium2
from pdfminer.high_level import extract_text
from pypdf import PdfReader

LEFT = ["The union handed over its list.", "It demands a rise of 12% and a", "week of 35 hours for everybody."]
RIGHT = ["The mediator asked both sides to", "stay until Thursday evening, and", "said that the gap was small."]
rows = [(x, 760 - 14 * n, text) for n, pair in enumerate(zip(LEFT, RIGHT)) for x, text in zip((60, 320), pair)]
stream = b"".join(b"BT /F1 10 Tf %d %d Td (%s) Tj ET\n" % (x, y, text.encode()) for x, y, text in rows)
objects = [
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [ 4 0 R ] /Count 1 >>",
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
    b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
]
body, places = b"%PDF-1.4\n", []
for number, content in enumerate(objects, 1):
    places.append(len(body))
    body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
table = b"".join(b"%010d 00000 n \n" % place for place in places)
start = len(body)
body += b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (table, start)

READERS = {
    "pypdf": lambda: PdfReader(io.BytesIO(body)).pages[0].extract_text(),
    "pypdfium2": lambda: pypdfium2.PdfDocument(body)[0].get_textpage().get_text_range(),
    "pdfminer.six": lambda: extract_text(io.BytesIO(body)),
}
for name, read in READERS.items():
    whole = " ".join(LEFT) in " ".join(read().split())
    print(f"{name}: {'one column after the other' if whole else 'across'}")
PYTHON

python3 -m venv "$work/venv"
for package in pypdf==7.1.1 pypdfium2==5.15.2 pdfminer.six==20260107; do
  "$work/venv/bin/pip" install -q "$package" 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
done
"$work/venv/bin/python" "$work/read.py" 2>/dev/null | tee "$work/seen"

diff "$work/seen" - <<'STATED'
pypdf: across
pypdfium2: across
pdfminer.six: one column after the other
STATED
echo "as stated"
