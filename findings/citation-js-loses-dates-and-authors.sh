#!/usr/bin/env bash
# citation-js writes a date that is a text (`literal`) nowhere, and reads the authors of a newspaper article in RIS as its reporter.
#
# Versions: @citation-js/core 0.9.0, @citation-js/plugin-bibtex 0.9.0, @citation-js/plugin-ris 0.8.2, Node.js 20 (they ask for 22.12).
# Input: items of CSL-JSON as its schema has them, with a date as numbers, a date as a text, and a speech; and one
# reference in RIS of types NEWS and MGZN with AU.
# Behaviour: BibLaTeX and RIS of the item whose `issued` is a `literal` have no date at all, without a word. A `speech`
# becomes `@audio` and `SOUND`, which come back as a song. In RIS the authors of NEWS land in `reporter`, as texts where CSL
# has names, and the entry has no author; those of MGZN are authors.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >convert.js <<'JS'
const { Cite } = require("@citation-js/core");
require("@citation-js/plugin-bibtex");
require("@citation-js/plugin-ris");
const items = {
  numbers: { id: "a", type: "report", title: "T", issued: { "date-parts": [[2024, 3]] } },
  text: { id: "a", type: "report", title: "T", issued: { literal: "2023-09/2024" } },
  speech: { id: "a", type: "speech", title: "T" },
};
for (const [name, item] of Object.entries(items)) {
  const cite = new Cite(item);
  for (const format of ["biblatex", "ris"]) {
    console.log(`${name} ${format}: ${cite.format(format).trim().split(/\s*\n\s*/).join(" ")}`);
  }
}
for (const type of ["NEWS", "MGZN"]) {
  const [item] = new Cite(`TY  - ${type}\nAU  - Baker, Ann\nTI  - T\nER  - \n`, { forceType: "@ris/file" }).data;
  console.log(`${type}: author ${JSON.stringify(item.author)} reporter ${JSON.stringify(item.reporter)}`);
}
JS

packages="@citation-js/core@0.9.0 @citation-js/plugin-bibtex@0.9.0 @citation-js/plugin-ris@0.8.2"
# shellcheck disable=SC2086  # three packages
npm install --silent --no-audit --no-fund --legacy-peer-deps $packages >npm.log 2>&1 || { cat npm.log; exit 1; }
node convert.js | tee seen

diff seen - <<'STATED'
numbers biblatex: @report{2024T, date = {2024-03}, title = {T}, }
numbers ris: TY  - RPRT DA  - 2024/3// PY  - 2024 ID  - a TI  - T ER  -
text biblatex: @report{T, title = {T}, }
text ris: TY  - RPRT ID  - a TI  - T ER  -
speech biblatex: @audio{T, title = {T}, }
speech ris: TY  - SOUND ID  - a TI  - T ER  -
NEWS: author undefined reporter "Baker, Ann"
MGZN: author [{"family":"Baker","given":"Ann"}] reporter undefined
STATED
echo "as stated"
