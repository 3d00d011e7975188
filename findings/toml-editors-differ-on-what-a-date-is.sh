#!/usr/bin/env bash
# One JSON Schema, one TOML file: what a date is differs between the two TOML language servers, both ways.
#
# Versions: taplo 0.9.3, tombi 1.9.6 (both from PyPI), Python 3.11.
# Input: a schema of draft 7 with one key, `day`, and the same day in TOML's notation and in quotes.
# Behaviour: JSON has no dates. Taplo hands TOML's dates to the schema as strings. Tombi does not: to it a date is
# no string unless the schema says `format`, and where it does, a string in quotes is none any more. `enum` and `const`
# likewise. Without `type`, Tombi applies `pattern` to strings alone.
# Consequence: a schema with {"type": "string"} underlines every date in one editor; with a format, every quoted one. Both
# accept `anyOf` of the date, the date-time and the plain string, beside one `pattern`.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q taplo==0.9.3 tombi==1.9.6 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
cd "$work"
verdict() { "$work/venv/bin/$@" >/dev/null 2>&1 && echo accepted || echo refused; }
while read -r day schema; do
  printf '{"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "properties": {"day": %s}}' \
    "$schema" >day.json
  printf '#:schema ./day.json\nday = %s\n' "$day" >case.toml
  echo "$day as $schema: taplo $(verdict taplo check case.toml), tombi $(verdict tombi lint --offline case.toml)"
done >seen <<'CASES'
2024-03-25 {"type": "string"}
"2024-03-25" {"type": "string"}
2024-03-25 {"type": "string", "format": "date"}
"2024-03-25" {"type": "string", "format": "date"}
2024-03-25 {"enum": ["2024-03-25"]}
2024-03-25 {"pattern": "^2025"}
"2024-03-25" {"pattern": "^2025"}
2024-03-25 {"pattern": "^2", "anyOf": [{"type": "string", "format": "date"}, {"type": "string"}]}
"2024-03-25" {"pattern": "^2", "anyOf": [{"type": "string", "format": "date"}, {"type": "string"}]}
CASES
cat seen

diff seen - <<'STATED'
2024-03-25 as {"type": "string"}: taplo accepted, tombi refused
"2024-03-25" as {"type": "string"}: taplo accepted, tombi accepted
2024-03-25 as {"type": "string", "format": "date"}: taplo accepted, tombi accepted
"2024-03-25" as {"type": "string", "format": "date"}: taplo accepted, tombi refused
2024-03-25 as {"enum": ["2024-03-25"]}: taplo accepted, tombi refused
2024-03-25 as {"pattern": "^2025"}: taplo refused, tombi accepted
"2024-03-25" as {"pattern": "^2025"}: taplo refused, tombi refused
2024-03-25 as {"pattern": "^2", "anyOf": [{"type": "string", "format": "date"}, {"type": "string"}]}: taplo accepted, tombi accepted
"2024-03-25" as {"pattern": "^2", "anyOf": [{"type": "string", "format": "date"}, {"type": "string"}]}: taplo accepted, tombi accepted
STATED
echo "as stated"
