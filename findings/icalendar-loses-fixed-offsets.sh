#!/usr/bin/env bash
# icalendar writes a time of a fixed offset as a time of a zone that it does not define, and reads it back without one.
#
# Versions: icalendar 7.3.2, beside vobject 0.9.9 and ics 0.7.3, Python 3.11.
# Input: an event at 17:00-05:00 and one at 17:00+05:45, each a `datetime` with `timezone(timedelta(...))`, which is what
# `datetime.fromisoformat` makes of a deadline in a source.
# Behaviour: `Calendar.to_ical` writes `DTSTART;TZID="UTC-05:00":20220301T170000` and no VTIMEZONE of that name, which RFC
# 5545 (3.2.19) asks for. `Calendar.from_ical` of icalendar itself gives 17:00 without any zone, so does vobject (which
# logs the name as an error); only ics guesses the offset from the name. In UTC, all three agree.
# Consequence: turn instants to UTC before they go into a calendar; a round trip in one library does not show the loss
# unless the test compares instants and not clock times.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/read.py" <<'PYTHON'
"""Print a deadline with a fixed offset as icalendar writes it, and as three libraries read that."""
import logging
from datetime import datetime, timezone

import icalendar
import ics
import vobject

logging.disable()


def written(instant: datetime) -> str:
    calendar, event = icalendar.Calendar(), icalendar.Event()
    calendar.add("prodid", "-//a//b//")
    calendar.add("version", "2.0")
    event.add("uid", "deadline")
    event.add("dtstamp", datetime(2022, 1, 1, tzinfo=timezone.utc))
    event.add("dtstart", instant)
    calendar.add_component(event)
    return calendar.to_ical().decode()


for text in ("2022-03-01T17:00:00-05:00", "2022-03-01T17:00:00+05:45", "2022-03-01T22:00:00+00:00"):
    instant = datetime.fromisoformat(text)
    file = written(instant)
    print(text, next(line for line in file.splitlines() if line.startswith("DTSTART")), "VTIMEZONE" in file)
    by_icalendar = icalendar.Calendar.from_ical(file).events[0].start
    by_vobject = vobject.readOne(file).vevent.dtstart.value
    by_ics = next(iter(ics.Calendar(file).events)).begin.datetime
    for reader, read in (("icalendar", by_icalendar), ("vobject", by_vobject), ("ics", by_ics)):
        print(f"  {reader}: {read.isoformat()}, same instant {read.tzinfo is not None and read == instant}")
PYTHON

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q icalendar==7.3.2 vobject==0.9.9 ics==0.7.3 2>"$work/pip.log" ||
    { cat "$work/pip.log"; exit 1; }
"$work/venv/bin/python" "$work/read.py" | tee "$work/seen"

diff "$work/seen" - <<'STATED'
2022-03-01T17:00:00-05:00 DTSTART;TZID="UTC-05:00":20220301T170000 False
  icalendar: 2022-03-01T17:00:00, same instant False
  vobject: 2022-03-01T17:00:00, same instant False
  ics: 2022-03-01T17:00:00-05:00, same instant True
2022-03-01T17:00:00+05:45 DTSTART;TZID="UTC+05:45":20220301T170000 False
  icalendar: 2022-03-01T17:00:00, same instant False
  vobject: 2022-03-01T17:00:00, same instant False
  ics: 2022-03-01T17:00:00+05:45, same instant True
2022-03-01T22:00:00+00:00 DTSTART:20220301T220000Z False
  icalendar: 2022-03-01T22:00:00+00:00, same instant True
  vobject: 2022-03-01T22:00:00+00:00, same instant True
  ics: 2022-03-01T22:00:00+00:00, same instant True
STATED
echo "as stated"
