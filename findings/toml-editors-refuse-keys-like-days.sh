#!/usr/bin/env bash
# Two TOML language servers refuse table names that are or begin with a day, each another one of them.
#
# Versions: taplo 0.9.3, tombi 1.9.6 (both from PyPI), Python 3.11.
# Input: valid TOML. Bare keys may hold digits and dashes, so that `2024-03-25` and `2024-03-25-offer` are keys; tomllib
# reads all of it.
# Behaviour: Tombi takes the day for the beginning of a value wherever more follows it ("invalid local date-time"), in a
# header, a dotted key and a plain key alike. Taplo takes these, and refuses a key that is just a day as the last part of
# a header, though not before an equals sign. Other keys that look like values (1e3, inf, 2024-W12, 07-32) pass in both.
# Consequence: with records whose names begin with their day, files that every parser reads are red from top to bottom in
# an editor that uses Tombi; names in quotes are taken by both.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q taplo==0.9.3 tombi==1.9.6 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
cd "$work"
verdict() { "$work/venv/bin/$@" >/dev/null 2>&1 && echo accepted || echo refused; }
while read -r line; do
  printf '%s\n' "$line" >case.toml
  python3 -c 'import tomllib; tomllib.load(open("case.toml", "rb"))'
  echo "$line: taplo $(verdict taplo check case.toml), tombi $(verdict tombi lint --offline case.toml)"
done >seen <<'CASES'
[record.2024-03-25]
[record.2024-03-25-offer]
[record."2024-03-25-offer"]
2024-03-25 = 1
2024-03-25-offer = 1
record.2024-03-25-offer = 1
[record.2024-W12]
[record.1e3]
[record.inf]
CASES
cat seen

diff seen - <<'STATED'
[record.2024-03-25]: taplo refused, tombi accepted
[record.2024-03-25-offer]: taplo accepted, tombi refused
[record."2024-03-25-offer"]: taplo accepted, tombi accepted
2024-03-25 = 1: taplo accepted, tombi accepted
2024-03-25-offer = 1: taplo accepted, tombi refused
record.2024-03-25-offer = 1: taplo accepted, tombi refused
[record.2024-W12]: taplo accepted, tombi accepted
[record.1e3]: taplo accepted, tombi accepted
[record.inf]: taplo accepted, tombi accepted
STATED
echo "as stated"
