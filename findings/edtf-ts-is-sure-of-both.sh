#!/usr/bin/env bash
# edtf-ts says of "one of two days" that it is definitely before and definitely after a day between them, and compares clock
# times without their offsets.
#
# Versions: @edtf-ts/core 0.4.2, Node.js 20.
# Input: valid EDTF of levels 0 to 2 (ISO 8601-2): instants with offsets, "one of these days", an open beginning, October,
# November or December.
# Behaviour: comparisons answer YES, NO, MAYBE or UNKNOWN, and `isDefinitelyBefore` is true where the answer is YES.
#   - 17:00 UTC is before 18:00+02:00, which is 16:00 UTC, and 18:00+02:00 is not equal to 16:00 UTC: the offsets are read and
#     kept, but not counted;
#   - `[2024-03-25,2024-04-02]`, one of the two days, is YES before 1 April and YES after it, and YES equal to 25 March;
#     `2024-1X`, which leaves as much open, is MAYBE each time;
#   - `../2024-03`, anything up to March, is YES after February; and up to 2 April (`[..2024-04-02]`) is YES after 1 April.
# Consequence: whether a reply came before a deadline, or one statement before another, cannot be taken from these answers
# where an offset, a set or an open beginning is in them. Instants are compared in UTC, and a day of several is a doubt.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >compare.mjs <<'JS'
import { FuzzyDate } from "@edtf-ts/core";
const pairs = [
  ["2024-03-25T17:00:00Z", "2024-03-25T18:00:00+02:00"],
  ["2024-03-25T16:00:00Z", "2024-03-25T18:00:00+02:00"],
  ["2024-03-25T17:00:00Z", "2024-03-25T18:00:00Z"],
  ["[2024-03-25,2024-04-02]", "2024-04-01"],
  ["[2024-03-25,2024-04-02]", "2024-03-25"],
  ["2024-1X", "2024-11"],
  ["../2024-03", "2024-02"],
  ["[..2024-04-02]", "2024-04-01"],
];
for (const [one, other] of pairs) {
  const [first, second] = [FuzzyDate.parse(one), FuzzyDate.parse(other)];
  const sure = [
    first.isDefinitelyBefore(second) && "definitely before",
    first.isDefinitelyAfter(second) && "definitely after",
  ].filter(Boolean);
  const answers = ["isBefore", "isAfter", "equals"].map((name) => `${name} ${first[name](second)}`);
  console.log(`${first.edtf}, ${second.edtf}: ${answers.join(", ")}; ${sure.join(" and ") || "nothing definitely"}`);
}
JS
npm install --silent --no-audit --no-fund @edtf-ts/core@0.4.2 >npm.log 2>&1 || { cat npm.log; exit 1; }
node compare.mjs | tee seen

diff seen - <<'STATED'
2024-03-25T17:00:00Z, 2024-03-25T18:00:00+02:00: isBefore YES, isAfter NO, equals NO; definitely before
2024-03-25T16:00:00Z, 2024-03-25T18:00:00+02:00: isBefore YES, isAfter NO, equals NO; definitely before
2024-03-25T17:00:00Z, 2024-03-25T18:00:00Z: isBefore YES, isAfter NO, equals NO; definitely before
[2024-03-25,2024-04-02], 2024-04-01: isBefore YES, isAfter YES, equals NO; definitely before and definitely after
[2024-03-25,2024-04-02], 2024-03-25: isBefore NO, isAfter YES, equals YES; definitely after
2024-1X, 2024-11: isBefore MAYBE, isAfter MAYBE, equals MAYBE; nothing definitely
../2024-03, 2024-02: isBefore NO, isAfter YES, equals NO; definitely after
[..2024-04-02], 2024-04-01: isBefore NO, isAfter YES, equals NO; definitely after
STATED
echo "as stated"
