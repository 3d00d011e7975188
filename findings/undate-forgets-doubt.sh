#!/usr/bin/env bash
# undate reads a doubtful day as a certain one, writes an unknown end as an open one, and puts October to December after
# the November among them.
#
# Versions: undate 0.8.0, Python 3.11.
# Input: valid EDTF of levels 0 to 2 (ISO 8601-2).
# Behaviour:
#   - `?`, `~` and `%` are read and dropped: the date is equal to the one without them and is written back without them;
#   - `2024-03-05/` (end unknown) is written back as `2024-03-05/..` (open: it goes on), and so is a start;
#   - `2024-1X` (October, November or December) is later than `2024-11` and does not hold it; for `2024-03` and a day in
#     it the comparison is refused, as it should be, and the month holds the day;
#   - a span that begins in the month with which it ends, `2024-03-05/2024-03`, is refused, as is a season, `2024-21`.
# Consequence: a date that goes through it comes back as more certain than its source; only plain days, months and years
# can be handed on.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/dates.py" <<'PYTHON'
"""Read dates, write them back and compare them."""
from collections.abc import Callable

from lark.exceptions import VisitError
from undate import Undate


def outcome(work: Callable[[], object]) -> object:
    try:
        return work()
    except (NotImplementedError, VisitError) as error:
        return f"refused ({type(error).__name__})"


def read(text: str) -> Undate:
    return Undate.parse(text, "EDTF")


DOUBTFUL = ("2024-03-05", "2024-03-05?", "2024-03~", "2024%")
SPANS = ("2024-03-05/", "/2024-03-05", "2024-03-05/2024-03", "2024-21")
for text in (*DOUBTFUL, *SPANS):
    print(f"{text}: {outcome(lambda: read(text).format('EDTF'))}")
print(f"2024-03-05? = 2024-03-05: {read('2024-03-05?') == read('2024-03-05')}")
for one, other in (("2024-1X", "2024-11"), ("2024-03", "2024-03-05")):
    print(f"{one} > {other}: {outcome(lambda: read(one) > read(other))}")
    print(f"{one} holds {other}: {outcome(lambda: read(other) in read(one))}")
PYTHON

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q undate==0.8.0 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
"$work/venv/bin/python" "$work/dates.py" | tee "$work/seen"

diff "$work/seen" - <<'STATED'
2024-03-05: 2024-03-05
2024-03-05?: 2024-03-05
2024-03~: 2024-03
2024%: 2024
2024-03-05/: 2024-03-05/..
/2024-03-05: ../2024-03-05
2024-03-05/2024-03: refused (VisitError)
2024-21: refused (VisitError)
2024-03-05? = 2024-03-05: True
2024-1X > 2024-11: True
2024-1X holds 2024-11: False
2024-03 > 2024-03-05: refused (NotImplementedError)
2024-03 holds 2024-03-05: True
STATED
echo "as stated"
