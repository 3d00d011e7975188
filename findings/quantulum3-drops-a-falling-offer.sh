#!/usr/bin/env bash
# quantulum3 makes one quantity of the two sides of a concession, and none at all where the figure falls.
#
# Versions: quantulum3 0.10.0, Python 3.11.
# Input: sentences of talks with two figures and "to" between them: a concession, a ratio.
# Behaviour: two rising figures are one quantity, the middle with half of the distance as its uncertainty (this is meant for
# ranges), also where the words say that somebody moved from the one to the other, or that the one stands for each of the
# other. Two falling figures without a unit of their own are no quantity: the sentence holds no figure any more, and nothing
# is raised. With a unit at both, the falling and the rising offer are the same quantity.
# Consequence: no extractor of quantities drafts values here. "1 to 30" is a ratio only on an issue of ratios, and a move is
# two records, each with its day.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/read.py" <<'PYTHON'
"""Print the quantities that quantulum3 finds."""
import warnings

warnings.simplefilter("ignore")
from quantulum3 import parser

for text in ("from 33 to 40 hostages", "from 40 to 33 hostages", "extended from 6 to 8 weeks", "cut from 8 to 6 weeks",
             "from $28 to $40", "from $40 to $28", "a ratio of 1 to 30", "a ratio of 30 to 1"):
    found = [f"{quantity.value:g} ± {quantity.uncertainty:g} {quantity.unit.name}" for quantity in parser.parse(text)]
    print(f"{text}: {', '.join(found) or 'nothing'}")
PYTHON

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q quantulum3==0.10.0 inflect==7.6.0 num2words==0.5.14 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
"$work/venv/bin/python" "$work/read.py" | tee "$work/seen"

diff "$work/seen" - <<'STATED'
from 33 to 40 hostages: 36.5 ± 3.5 dimensionless
from 40 to 33 hostages: nothing
extended from 6 to 8 weeks: 7 ± 1 week
cut from 8 to 6 weeks: nothing
from $28 to $40: 34 ± 6 dollar
from $40 to $28: 34 ± 6 dollar
a ratio of 1 to 30: 15.5 ± 14.5 dimensionless
a ratio of 30 to 1: nothing
STATED
echo "as stated"
