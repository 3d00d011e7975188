#!/usr/bin/env bash
# pandoc drops the date of a BibLaTeX entry that has an open end, makes a month of a season, and writes back dates that are
# none.
#
# Versions: pandoc 3.9 (pypandoc_binary 1.17), Python 3.11.
# Input: entries with dates as the manual of biblatex has them (2.3.8, date specifications): an open end and an open
# beginning (`..`), an unknown end, a season (`2023-21` is spring), about a year (`2023~`), and a closed interval.
# Behaviour: to CSL-JSON the entries with `..` have no date at all; the unknown end becomes the year 0, the season the
# 21st month. To BibLaTeX again the unknown end is `2023-09/00`, about a year `2023\textasciitilde{}`.
# Consequence: for pandoc the sources go out as CSL-JSON, where an interval is a text that it prints as it is; the
# manual names what BibLaTeX loses on the way.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >dates.bib <<'BIB'
@online{open-end, title = {A}, date = {2023-09/..}}
@online{open-beginning, title = {B}, date = {../2023-09}}
@online{unknown-end, title = {C}, date = {2023-09/}}
@online{season, title = {D}, date = {2023-21}}
@online{about, title = {E}, date = {2023~}}
@online{closed, title = {F}, date = {2023-09/2023-10}}
BIB
cat >read.py <<'PYTHON'
"""Print the dates that pandoc makes of the entries, in CSL-JSON and in BibLaTeX."""
import json
import re
import subprocess

import pypandoc


def convert(to):
    """Return the entries in another format."""
    call = [pypandoc.get_pandoc_path(), "-f", "biblatex", "-t", to, "dates.bib"]
    return subprocess.run(call, capture_output=True, text=True, check=True).stdout


for item in json.loads(convert("csljson")):
    print(f"{item['id']}: {json.dumps(item.get('issued'))}")
for entry in convert("biblatex").split("@online")[1:]:
    print(f"{re.match('{(.*),', entry)[1]}: {re.findall('date = (.*)', entry)}")
PYTHON

python3 -m venv venv
venv/bin/pip install -q pypandoc_binary==1.17 2>pip.log || { cat pip.log; exit 1; }
venv/bin/python read.py | tee seen

diff seen - <<'STATED'
open-end: null
open-beginning: null
unknown-end: {"date-parts": [[2023, 9], [0]]}
season: {"date-parts": [[2023, 21]]}
about: {"circa": true, "date-parts": [[2023]]}
closed: {"date-parts": [[2023, 9], [2023, 10]]}
open-end: []
open-beginning: []
unknown-end: ['{2023-09/00}']
season: ['{2023-21}']
about: ['{2023\\textasciitilde{}}']
closed: ['{2023-09/2023-10}']
STATED
echo "as stated"
