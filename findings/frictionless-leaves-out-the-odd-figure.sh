#!/usr/bin/env bash
# frictionless leaves out a figure that is unlike the nine others of its column: 62.5 among whole numbers, "at least 40"
# among plain ones and a month among days become null, and `extract` says nothing.
#
# Versions: frictionless 5.21.0, Python 3.11.
# Input: a csv of amounts, values and days with a last row that is unlike the others; with eight rows before it, and with nine.
# Behaviour: a column gets the type that nine in ten of its cells have, so that one cell in ten may fail. `extract`, which prints
# and converts tables, writes null for each such cell and exits with 0; in Python `read_rows` gives None. With one row less the
# same columns are numbers with decimals and texts, and nothing is lost. `validate` names the cells as errors of the table.
# Consequence: a table whose types nobody states loses what is rare in it, which in a table of positions is the bound and
# the doubt. The tidy tables come with their types (`datapackage.json`).
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >write.py <<'PYTHON'
"""Write the same table with eight and with nine plain rows before the last one."""
import csv

for plain in (8, 9):
    with open(f"talks-{plain}.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("party", "amount", "value", "stated"))
        rows.writerows((f"p{number}", 40 + number, 30 + number, f"2024-03-{number:02}") for number in range(1, plain + 1))
        rows.writerow(("last", "62.5", "at least 40", "2023-09"))
PYTHON
cat >kinds.py <<'PYTHON'
"""Print the types that frictionless finds and the last row as `extract` gives it."""
import json
import subprocess
import sys
from pathlib import Path

from frictionless import describe

PROGRAM = Path(sys.executable).parent / "frictionless"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)


for table in ("talks-8.csv", "talks-9.csv"):
    print(f"{table}: {', '.join(f'{field.name} {field.type}' for field in describe(table).schema.fields)}")
    extracted = run("extract", "--json", table)
    (rows,) = json.loads(extracted.stdout).values()
    print(f"  extract exits {extracted.returncode}, stderr {extracted.stderr!r}: {rows[-1]}")
    print(f"  validate exits {run('validate', table).returncode}")
PYTHON

python3 -m venv venv
venv/bin/pip install -q frictionless==5.21.0 2>pip.log || { cat pip.log; exit 1; }
python3 write.py
venv/bin/python kinds.py | tee seen

diff seen - <<'STATED'
talks-8.csv: party string, amount number, value string, stated string
  extract exits 0, stderr '': {'party': 'last', 'amount': '62.5', 'value': 'at least 40', 'stated': '2023-09'}
  validate exits 0
talks-9.csv: party string, amount integer, value integer, stated date
  extract exits 0, stderr '': {'party': 'last', 'amount': None, 'value': None, 'stated': None}
  validate exits 1
STATED
echo "as stated"
