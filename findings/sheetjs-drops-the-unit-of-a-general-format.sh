#!/usr/bin/env bash
# SheetJS writes a cell without the words that its number format adds to `General`, and one figure in two ways.
#
# Versions: xlsx (SheetJS) 0.18.5, numfmt 4.0.1, Node.js 20; the workbook is of openpyxl 3.1.5, Python 3.11.
# Input: cells whose numbers have the formats that people give to terms: a unit after `General`, "down" before a negative
# number, one decimal with and without groups of thousands, per cent with one decimal, a day a moment before midnight.
# Behaviour: as csv, words beside `General` are dropped, so that "6 weeks" is 6 and "down 3" is -3, while words beside `0`
# are kept. 2.15 is 2.2 in the format `0.0` and 2.1 in `#,##0.0`. 7.25 % is 7.2%. The last moment of 9 January is 24:00 of
# that day. numfmt, shown after it, has the words and rounds the decimal figure.
# Consequence: a csv that came from a workbook through SheetJS may have lost its unit; import asks for the unit of a column of
# bare numbers rather than guess it, and a workbook is read as a workbook.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >write.py <<'PYTHON'
"""Write a workbook with one number and its format a row."""
from openpyxl import Workbook

book = Workbook()
sheet = book.active
for number, form in ((6, '0" weeks"'), (6, 'General" weeks"'), (-3, 'General;"down "General'), (2.15, "0.0"),
                     (2.15, "#,##0.0"), (0.0725, "0.0%"), (45300.999999, "d mmm hh:mm")):
    sheet.append([number])
    sheet.cell(sheet.max_row, 1).number_format = form
book.save("given.xlsx")
PYTHON
cat >read.mjs <<'JS'
// Print each cell's number, its format, and what SheetJS and numfmt make of both.
import { readFileSync } from "fs";
import * as XLSX from "xlsx";
import { format } from "numfmt";

const book = XLSX.read(readFileSync("given.xlsx"), { cellNF: true });
const sheet = book.Sheets[book.SheetNames[0]];
const lines = XLSX.utils.sheet_to_csv(sheet).trimEnd().split("\n");
lines.forEach((line, row) => {
  const cell = sheet[`A${row + 1}`];
  console.log(`${cell.v} ${cell.z}: ${line} | ${format(cell.z, cell.v)}`);
});
JS

python3 -m venv venv
venv/bin/pip install -q openpyxl==3.1.5 2>pip.log || { cat pip.log; exit 1; }
npm install --silent --no-save xlsx@0.18.5 numfmt@4.0.1 >npm.log 2>&1 || { cat npm.log; exit 1; }
venv/bin/python write.py
node read.mjs | tee seen

diff seen - <<'STATED'
6 0" weeks": 6 weeks | 6 weeks
6 General" weeks": 6 | 6 weeks
-3 General;"down "General: -3 | down 3
2.15 0.0: 2.2 | 2.2
2.15 #,##0.0: 2.1 | 2.2
0.0725 0.0%: 7.2% | 7.3%
45300.999999 d mmm hh:mm: 9 Jan 24:00 | 10 Jan 00:00
STATED
echo "as stated"
