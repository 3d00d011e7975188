#!/usr/bin/env bash
# xlsx2csv replaces a number by its number format, filled in as a date, where a quoted word of the format has a d, h, m or s.
#
# Versions: xlsx2csv 0.8.6, beside openpyxl 3.1.5 and python-calamine 0.9.1, Python 3.11.
# Input: plain numbers in cells with a unit in the number format, as in `0 "days"`, the usual way to show "30 days" and
# still calculate. Excel, openpyxl and calamine take the text between quotation marks for what it is.
# Behaviour: xlsx2csv takes the letters d, h, m and s inside the quotation marks (and after a backslash) for parts of a
# date. The cell comes out as the text of the format itself with parts of day number 30 in their place; the number is
# gone. With `0 " weeks"` the letter s alone is enough to lose it, while a unit without these letters is read well.
# Consequence: a csv made by xlsx2csv from a sheet of durations or sums has lost its figures, without a warning.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/read.py" <<'PYTHON'
"""Print what three readers make of 30 in cells with a unit in the number format."""
import csv
import io

import openpyxl
import python_calamine
import xlsx2csv

FORMATS = ['0 "days"', '0 "months"', '"USD" 0', '0 "EUR"', '0 "h"', '0" weeks"', "0\\d"]
book = openpyxl.Workbook()
for number_format in FORMATS:
    book.active.append([30])
    book.active.cell(book.active.max_row, 1).number_format = number_format
book.save("talks.xlsx")

out = io.StringIO()
xlsx2csv.Xlsx2csv("talks.xlsx").convert(out)
rows = zip(
    FORMATS,
    [row[0].value for row in openpyxl.load_workbook("talks.xlsx").active],
    [row[0] for row in python_calamine.CalamineWorkbook.from_path("talks.xlsx").get_sheet_by_index(0).to_python()],
    [row[0] for row in csv.reader(io.StringIO(out.getvalue()))],
    strict=True,
)
for number_format, by_openpyxl, by_calamine, by_xlsx2csv in rows:
    print(f"{number_format}: openpyxl {by_openpyxl!r}, calamine {by_calamine!r}, xlsx2csv {by_xlsx2csv!r}")
PYTHON

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q xlsx2csv==0.8.6 openpyxl==3.1.5 python-calamine==0.9.1 2>"$work/pip.log" ||
    { cat "$work/pip.log"; exit 1; }
(cd "$work" && venv/bin/python read.py) | tee "$work/seen"

diff "$work/seen" - <<'STATED'
0 "days": openpyxl 30, calamine 30.0, xlsx2csv '0 "29ays"'
0 "months": openpyxl 30, calamine 30.0, xlsx2csv '0 "01ont12s"'
"USD" 0: openpyxl 30, calamine 30.0, xlsx2csv '"us29" 0'
0 "EUR": openpyxl 30, calamine 30.0, xlsx2csv '30'
0 "h": openpyxl 30, calamine 30.0, xlsx2csv '0 "12"'
0" weeks": openpyxl 30, calamine 30.0, xlsx2csv '0" weeks"'
0\d: openpyxl 30, calamine 30.0, xlsx2csv '029'
STATED
echo "as stated"
