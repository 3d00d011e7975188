#!/usr/bin/env bash
# openpyxl takes the letters `x005F_` out of every text that cells share, and leaves the escapes beside them undone.
#
# Versions: openpyxl 3.1.5, Python 3.11.
# Behaviour: ECMA-376 (part 1, 22.9.2.19) writes a letter that XML cannot hold as `_xHHHH_`, and a low line that would
# begin such a thing as `_x005F_`. Of a text in the cell itself (`inlineStr`) openpyxl returns what is stored, with no
# escape undone. Of the same text in `xl/sharedStrings.xml`, where Excel and LibreOffice keep texts, it takes out
# `x005F_` and undoes no other escape. So an escaped and an unescaped `_x0041_` are one and the same to its user, who
# cannot undo escapes without making a letter of a text, and plain letters such as a part number `box005F_1` are gone.
# Consequence: nobody who reads texts by openpyxl can tell what a person typed, unless the part is rewritten first.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/read.py" <<'PYTHON'
"""Print what openpyxl returns for texts in the cell itself, and for the same texts where cells share them."""
import io
import zipfile

import openpyxl

STORED = ["_x005F_x0041_", "_x0041_", "box005F_1"]
NAMES = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def share(raw):
    """Return the workbook with its texts in the part for shared ones, as Excel stores them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(buffer, "w") as after:
        for name in before.namelist():
            part = before.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                for number, text in enumerate(STORED):
                    part = part.replace(f't="inlineStr"><is><t>{text}</t></is>', f't="s"><v>{number}</v>', 1)
            if name == "[Content_Types].xml":
                end = "</Types>"
                part = part.replace(end, f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}"/>{end}')
            after.writestr(name, part)
        items = "".join(f"<si><t>{text}</t></si>" for text in STORED)
        after.writestr("xl/sharedStrings.xml", f'<sst xmlns="{NAMES}">{items}</sst>')
    return buffer.getvalue()


def read(raw):
    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True)
    return [row[0] for row in book.active.iter_rows(values_only=True)]


book, file = openpyxl.Workbook(), io.BytesIO()
for text in STORED:
    book.active.append([text])
book.save(file)
print("stored:  ", *STORED)
print("in cells:", *read(file.getvalue()))
print("shared:  ", *read(share(file.getvalue())))
PYTHON

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q openpyxl==3.1.5 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
"$work/venv/bin/python" "$work/read.py" | tee "$work/seen"

diff "$work/seen" - <<'STATED'
stored:   _x005F_x0041_ _x0041_ box005F_1
in cells: _x005F_x0041_ _x0041_ box005F_1
shared:   _x0041_ _x0041_ bo1
STATED
echo "as stated"
