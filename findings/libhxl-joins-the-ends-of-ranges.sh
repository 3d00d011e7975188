#!/usr/bin/env bash
# libhxl cleans the range 1-2 into the number 12, the ratio "1 for 30" into 130, 15-19 January 2025 into a day of 2015.
#
# Versions: libhxl 5.2.2 (with six, which it imports and does not ask for), Python 3.11. It is the library of the
# Humanitarian Exchange Language, with which relief agencies share their tables; `hxlclean` gives the same.
# Input: a table with a row of HXL tags, its values and dates as people write them.
# Behaviour of `clean_data(number=..., date=...)`:
#   - of a value that is no number, all is taken out but digits, points and the letter e, and what remains is the
#     number: the ends of a range, of a ratio and of a fraction are joined, 1,5 becomes 15, -5% loses its sign, and the e of
#     "30 per 1" makes it 300. Where that is no number either, the text stays and stderr says so ("2-3 weeks": 23ee);
#   - a range of days in one month becomes its last day, in the year that the first day makes: 2005, 2009, 2015;
#   - the day that ISO 8601 writes 20240605 is read as seconds since 1970;
#   - of 12/05/2024 the day is taken for first, without a word.
# Consequence: what two parties said as a range or a ratio cannot go through this cleaning; keep the columns of values
# and dates out of it.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/clean.py" <<'PYTHON'
"""Print values and dates beside what the cleaning makes of them."""
import hxl

NUMBERS = ("7", "1,000", "1-2", "30-50", "5%-7%", "1 for 30", "3 to 5", "30 per 1", "1/2", "1,5", "-5%", "2-3 weeks")
DATES = ("5 June 2024", "15-19 January 2025", "9-12 January 2024", "5-6 June 2024", "20240605", "12/05/2024")


def cleaned(tag: str, values: tuple[str, ...], **how: str) -> list[str]:
    source = hxl.data([[tag[1:]], [tag], *([value] for value in values)])
    return [row.values[0] for row in source.clean_data(**how)]


for number, value in zip(NUMBERS, cleaned("#value", NUMBERS, number="value")):
    print(f"number {number}: {value}")
for date, value in zip(DATES, cleaned("#date", DATES, date="date")):
    print(f"date {date}: {value}")
PYTHON

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q libhxl==5.2.2 six 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
TZ=UTC "$work/venv/bin/python" "$work/clean.py" 2>"$work/said" | tee "$work/seen"

diff "$work/seen" - <<'STATED'
number 7: 7
number 1,000: 1000
number 1-2: 12
number 30-50: 3050
number 5%-7%: 57
number 1 for 30: 130
number 3 to 5: 35
number 30 per 1: 300
number 1/2: 12
number 1,5: 15
number -5%: 5
number 2-3 weeks: 2-3 weeks
date 5 June 2024: 2024-06-05
date 15-19 January 2025: 2015-01-19
date 9-12 January 2024: 2009-01-12
date 5-6 June 2024: 2005-06-06
date 20240605: 1970-08-23
date 12/05/2024: 2024-05-12
STATED
echo "as stated"
