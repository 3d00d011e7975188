#!/usr/bin/env bash
# openpyxl 3.1.0 and 3.1.1 print the name of each sheet with print titles to stdout while they read a workbook.
#
# Versions: openpyxl 3.1.0, 3.1.1, 3.1.2 and 3.1.5, Python 3.11.
# Behaviour: `load_workbook` of a workbook whose sheet repeats row 1 on every printed page (an ordinary setting, here
# made by openpyxl itself) writes that sheet's name and a newline to stdout. No warning, no logging: a bare line.
# Consequence: `openpyxl>=3.1` is a wrong bound for a program whose stdout is data; 3.1.2 is the first that is silent.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/read.py" <<'PYTHON'
"""Print what reading a workbook with, and one without, print titles wrote to stdout."""
import contextlib
import io

import openpyxl


def printed_by_reading(titles: str | None) -> str:
    book = openpyxl.Workbook()
    book.active.title = "Wages"
    book.active.append(["party", "raise"])
    book.active.print_title_rows = titles
    file = io.BytesIO()
    book.save(file)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        openpyxl.load_workbook(io.BytesIO(file.getvalue()), read_only=False)
    return out.getvalue()


print(f"openpyxl {openpyxl.__version__}: without {printed_by_reading(None)!r}, with {printed_by_reading('1:1')!r}")
PYTHON

python3 -m venv "$work/venv"
for openpyxl in 3.1.0 3.1.1 3.1.2 3.1.5; do
    "$work/venv/bin/pip" install -q "openpyxl==$openpyxl" 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
    "$work/venv/bin/python" "$work/read.py"
done | tee "$work/seen"

diff "$work/seen" - <<'STATED'
openpyxl 3.1.0: without '', with 'Wages\n'
openpyxl 3.1.1: without '', with 'Wages\n'
openpyxl 3.1.2: without '', with ''
openpyxl 3.1.5: without '', with ''
STATED
echo "as stated"
