#!/usr/bin/env bash
# price-parser reads a sum below one with three decimals as a thousand times as much.
#
# Versions: price-parser 0.5.1, Python 3.11.
# Input: sums as people write them, `0.125 EUR` (a rate per unit) among them.
# Behaviour: three digits after the only point or comma are always taken for a group of thousands, also after a leading
# zero, where no group can be: `0.125` is 125 and `0.005` is 5, while `0.12` and `0.1250` are right. A minus sign, the word
# "minus" and the accountants' brackets are dropped, and so is what stands after the figure (`1.3tn` is 1.3). Of "between $3
# and $5" the first figure alone is left.
# Consequence: no number of a negotiation can go through it; a digit group of three is refused with both readings instead.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/read.py" <<'PYTHON'
"""Print the sums that price-parser finds."""
from price_parser import Price

for text in ("0.12 EUR", "0.125 EUR", "0,125 EUR", "0.1250 EUR", "USD 0.005", "-5 USD", "(5) USD", "USD 1.3tn",
             "between $3 and $5"):
    price = Price.fromstring(text)
    print(f"{text}: {price.amount} {price.currency}")
PYTHON

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q price-parser==0.5.1 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
"$work/venv/bin/python" "$work/read.py" | tee "$work/seen"

diff "$work/seen" - <<'STATED'
0.12 EUR: 0.12 EUR
0.125 EUR: 125 EUR
0,125 EUR: 125 EUR
0.1250 EUR: 0.1250 EUR
USD 0.005: 5 USD
-5 USD: 5 USD
(5) USD: 5 USD
USD 1.3tn: 1.3 USD
between $3 and $5: 3 $
STATED
echo "as stated"
