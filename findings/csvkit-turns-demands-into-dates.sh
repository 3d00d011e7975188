#!/usr/bin/env bash
# csvkit reads words such as "may" and "tomorrow" as days of the year 1, and counts of 1 and 0 as true and false.
#
# Versions: csvkit 2.2.0 with agate 1.14.2, beside duckdb 2.0.1 and pyarrow 26.0.1, Python 3.11.
# Input: a csv of answers, delays and counts, as exports of positions hold them.
# Behaviour of `csvjson` without `-I`:
#   - a column of "may" and "must" stays text, one of "may" alone becomes "0001-05-01", one of "tomorrow" "0001-01-02";
#   - a column of 1 and 0 becomes true and false; 46% becomes 46.0, a number without its unit;
#   - "2 weeks" becomes "14 days, 0:00:00" where all cells are durations, and stays where one says "at least 2 weeks".
# duckdb and pyarrow leave all of these, but both make times of day of a column of ratios whose cells have two digits on
# either side (10:30 and 12:40); one 30:01 among them keeps it as text.
# Consequence: what a cell means depends on the other cells of its column. In a pipeline, type inference is switched off
# (`csvjson -I`, `all_varchar`, `column_types`).
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/talks.csv" <<'CSV'
party,answer,modal,begins,delay,earliest,seats,share
a,may,may,tomorrow,2 weeks,at least 2 weeks,1,46%
b,may,must,next week,6 weeks,6 weeks,0,50%
CSV
cat >"$work/infer.py" <<'PYTHON'
"""Print what duckdb and pyarrow make of columns of ratios."""
import duckdb
import pyarrow.csv

for cells in (["10:30", "12:40"], ["10:30", "30:01"], ["20:1", "12:1"]):
    with open("ratios.csv", "w") as file:
        print("ratio", *cells, sep="\n", file=file)
    by_duckdb = duckdb.sql("describe from read_csv('ratios.csv')").fetchall()[0][1]
    by_pyarrow = pyarrow.csv.read_csv("ratios.csv").schema.field("ratio").type
    print(f"{' '.join(cells)}: duckdb {by_duckdb}, pyarrow {by_pyarrow}")
PYTHON

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q csvkit==2.2.0 agate==1.14.2 duckdb==2.0.1 pyarrow==26.0.1 2>"$work/pip.log" ||
    { cat "$work/pip.log"; exit 1; }
{
    "$work/venv/bin/csvjson" --stream -I "$work/talks.csv"
    "$work/venv/bin/csvjson" "$work/talks.csv" | sed 's/}, {/},\n {/'
    echo
    (cd "$work" && venv/bin/python infer.py)
} | tee "$work/seen"

diff "$work/seen" - <<'STATED'
{"party": "a", "answer": "may", "modal": "may", "begins": "tomorrow", "delay": "2 weeks", "earliest": "at least 2 weeks", "seats": "1", "share": "46%"}
{"party": "b", "answer": "may", "modal": "must", "begins": "next week", "delay": "6 weeks", "earliest": "6 weeks", "seats": "0", "share": "50%"}
[{"party": "a", "answer": "0001-05-01", "modal": "may", "begins": "0001-01-02", "delay": "14 days, 0:00:00", "earliest": "at least 2 weeks", "seats": true, "share": 46.0},
 {"party": "b", "answer": "0001-05-01", "modal": "must", "begins": "0001-01-08", "delay": "42 days, 0:00:00", "earliest": "6 weeks", "seats": false, "share": 50.0}]
10:30 12:40: duckdb TIME, pyarrow time32[s]
10:30 30:01: duckdb VARCHAR, pyarrow string
20:1 12:1: duckdb VARCHAR, pyarrow string
STATED
echo "as stated"
