#!/usr/bin/env bash
# citeproc-py prints a range of days with stray commas, and leaves out a raw date without a word.
#
# Versions: citeproc-py 0.11.1, Python 3.11.
# Input: `issued` of CSL-JSON as its schema has it: `date-parts` of one and of two dates, `circa`, `raw`, `literal`; a style
# that prints month, day and year in English, and "ca." where the date is uncertain.
# Behaviour: 23 to 25 March is "23,-25, March 2024" (with a dash), 23 March to 2 April "March 23,-April 2, 2024": the
# separators of the single date stay where parts are left out. A `raw` date, which other processors parse, is dropped,
# and the entry has no date at all. `circa` and `literal` arrive.
# Consequence: a span is exported as a `literal`, and never as `raw`.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/style.csl" <<'CSL'
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>dates</title><id>dates</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout>
    <choose><if is-uncertain-date="issued"><text value="ca. "/></if></choose>
    <date variable="issued" form="text" date-parts="year-month-day"/>
  </layout></bibliography>
</style>
CSL
cat >"$work/cite.py" <<'PYTHON'
"""Print the bibliography entry of each way to give a date."""
import sys
import warnings

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

warnings.simplefilter("ignore")
DATES = {
    "month": {"date-parts": [[2024, 3]]},
    "about that month": {"date-parts": [[2024, 3]], "circa": True},
    "three days": {"date-parts": [[2024, 3, 23], [2024, 3, 25]]},
    "over a month's end": {"date-parts": [[2024, 3, 23], [2024, 4, 2]]},
    "raw": {"raw": "2024-03-25"},
    "literal": {"literal": "about March 2024"},
}
for name, issued in DATES.items():
    source = CiteProcJSON([{"id": "a", "type": "article-newspaper", "title": "T", "issued": issued}])
    style = CitationStylesStyle(sys.argv[1], validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem("a")]))
    print(f"{name}: {ascii(''.join(map(str, bibliography.bibliography())))}")
PYTHON

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q citeproc-py==0.11.1 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
"$work/venv/bin/python" "$work/cite.py" "$work/style.csl" 2>"$work/warnings" | tee "$work/seen"

diff "$work/seen" - <<'STATED'
month: 'March 2024'
about that month: 'ca. March 2024'
three days: '23,\u201325, March 2024'
over a month's end: 'March 23,\u2013April 2, 2024'
raw: ''
literal: 'about March 2024'
STATED
echo "as stated"
