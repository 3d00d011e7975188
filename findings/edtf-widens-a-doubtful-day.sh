#!/usr/bin/env bash
# edtf takes a doubtful day for thirteen months on either side, and an unknown start for one ten years before the end.
#
# Versions: edtf 5.0.2, Python 3.11.
# Input: valid EDTF of levels 0 to 2 (ISO 8601-2).
# Behaviour:
#   - the bounds of `2024-03-25?` are 24 February 2023 to 26 April 2025: a day, a month and a year are added up, though the
#     day is the smallest thing that is doubted; `2024-03-25~` gives the same;
#   - `/2024-03-25` (start unknown) begins 2014-03-25, also in the strict bounds, while `../2024-03-25` (open) begins at
#     minus infinity;
#   - winter (`2024-24`) is 1 to 31 December 2024, a month, while each other season is three.
# Consequence: `lower_fuzzy` and `upper_fuzzy` make up an interval that no source gives: two statements of one week look
# as if nobody knew which came first. Bounds have to be made from the parsed parts.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/bounds.py" <<'PYTHON'
"""Print the bounds of some dates."""
from edtf import parse_edtf


def shown(bound: object) -> str:
    return "{:04}-{:02}-{:02}".format(*bound[:3]) if hasattr(bound, "tm_year") else str(bound)


for text in ("2024-03-25", "2024-03-25?", "2024-03-25~", "../2024-03-25", "/2024-03-25", "2024-23", "2024-24"):
    date = parse_edtf(text)
    strict, fuzzy = (
        f"{shown(getattr(date, f'lower_{kind}')())} to {shown(getattr(date, f'upper_{kind}')())}"
        for kind in ("strict", "fuzzy")
    )
    print(f"{text}: strict {strict}, fuzzy {fuzzy}")
PYTHON

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q edtf==5.0.2 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
"$work/venv/bin/python" "$work/bounds.py" | tee "$work/seen"

diff "$work/seen" - <<'STATED'
2024-03-25: strict 2024-03-25 to 2024-03-25, fuzzy 2024-03-25 to 2024-03-25
2024-03-25?: strict 2024-03-25 to 2024-03-25, fuzzy 2023-02-24 to 2025-04-26
2024-03-25~: strict 2024-03-25 to 2024-03-25, fuzzy 2023-02-24 to 2025-04-26
../2024-03-25: strict -inf to 2024-03-25, fuzzy -inf to 2024-03-25
/2024-03-25: strict 2014-03-25 to 2024-03-25, fuzzy 2014-03-25 to 2024-03-25
2024-23: strict 2024-09-01 to 2024-11-30, fuzzy 2024-09-01 to 2024-11-30
2024-24: strict 2024-12-01 to 2024-12-31, fuzzy 2024-12-01 to 2024-12-31
STATED
echo "as stated"
