#!/usr/bin/env bash
# ctparse reads the year of a deadline as a time of day, and one end of a span with years as the whole of it.
#
# Versions: ctparse 0.3.6, Python 3.11.
# Input: days and spans as communiqués word them, in English, read on 20 March 2024 at 9:00.
# Behaviour: "6 weeks from 19 January 2025" is 19 January 2025 at 20:25: the six weeks are dropped and the year is used twice.
# A span of two days with years is its first day alone; without years it is a span. "until" and "by" a day are that day, as if
# something happened on it, while "before" and "after" it are open spans that hold the day itself.
# Consequence: dates are read from the words by nobody but who records them; "after 30 June" and "from 30 June" are two values.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/read.py" <<'PYTHON'
"""Print what ctparse makes of dates in words."""
import logging
import warnings
from datetime import datetime

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
from ctparse import ctparse

for text in ("6 weeks from 19 January 2025", "between 30 June 2024 and 2 July 2024", "30 June 2024 - 2 July 2024",
             "between 3 and 5 May", "until 1 July 2024", "before 1 July 2024", "after 30 June 2024", "from 30 June 2024"):
    print(f"{text}: {ctparse(text, ts=datetime(2024, 3, 20, 9)).resolution}")
PYTHON

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q ctparse==0.3.6 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
"$work/venv/bin/python" "$work/read.py" | tee "$work/seen"

diff "$work/seen" - <<'STATED'
6 weeks from 19 January 2025: 2025-01-19 20:25 (X/X)
between 30 June 2024 and 2 July 2024: 2024-06-30 X:X (X/X)
30 June 2024 - 2 July 2024: 2024-06-30 X:X (X/X)
between 3 and 5 May: 2024-05-03 X:X (X/X) - 2024-05-05 X:X (X/X)
until 1 July 2024: 2024-07-01 X:X (X/X)
before 1 July 2024: None - 2024-07-01 X:X (X/X)
after 30 June 2024: 2024-06-30 X:X (X/X) - None
from 30 June 2024: 2024-06-30 X:X (X/X) - None
STATED
echo "as stated"
