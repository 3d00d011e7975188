#!/usr/bin/env bash
# biblatex-csl-converter turns BibLaTeX into CSL-JSON without who published a page or issued a report, writes the name of a
# newspaper small, and leaves out a date that has an offset or a day that is not known.
#
# Versions: biblatex-csl-converter 3.6.0, Node.js 20 (it asks for 22).
# Input: entries with `organization`, `institution`, `publisher` and `journaltitle`, and dates, as the manual of biblatex has
# them (2.1.1, 2.3.8: a time with its offset, an unspecified day, `%`, an open and an unknown end).
# Behaviour:
#   - of `organization` and `institution` CSL-JSON has nothing, where `publisher` of a book arrives; the words of a
#     `journaltitle`, which no style of biblatex changes, are small but for the first, unless it stands in braces;
#   - 17:00 at -05:00, a day of March that is not known and about a year (`2023%`) are no dates to it: the entry has none, in
#     CSL-JSON and in BibLaTeX again; it lists them as errors;
#   - an open end (`..`) is written back as an unknown one; both are an empty second date in CSL-JSON, which its schema
#     does not allow.
# Consequence: sources go to such programs as CSL-JSON, which has all of this, and not through BibLaTeX.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >convert.mjs <<'JS'
import { BibLatexExporter, BibLatexParser, CSLExporter } from "biblatex-csl-converter";
function convert(type, fields) {
  const read = new BibLatexParser(`@${type}{one, title = {Offer}, ${fields}}`).parse();
  const { id, title, ...rest } = new CSLExporter(read.entries).parse()[1];
  return [read, rest];
}
for (const [type, field] of [
  ["online", "organization = {The Harbour Daily}"],
  ["report", "institution = {Ministry of Labour}"],
  ["book", "publisher = {The Port Press}"],
  ["article", "journaltitle = {The Harbour Daily}"],
  ["article", "journaltitle = {{The Harbour Daily}}"],
]) {
  console.log(`@${type}, ${field}: ${JSON.stringify(convert(type, field)[1])}`);
}
for (const date of ["2024-03-25T17:00:00Z", "2024-03-25T17:00:00-05:00", "2024-03-XX", "2023%", "2023-09/..", "2023-09/"]) {
  const [read, csl] = convert("online", `date = {${date}}`);
  const again = new BibLatexExporter(read.entries).parse().match(/date = {(.*)}/)?.[1] ?? "none";
  const errors = read.errors.map((error) => error.type).join(", ") || "no error";
  console.log(`${date}: ${JSON.stringify(csl.issued ?? null)}, again ${again}, ${errors}`);
}
JS
echo '{}' >package.json
npm install --silent --no-audit --no-fund biblatex-csl-converter@3.6.0 >npm.log 2>&1 || { cat npm.log; exit 1; }
node convert.mjs | tee seen

diff seen - <<'STATED'
@online, organization = {The Harbour Daily}: {"type":"webpage"}
@report, institution = {Ministry of Labour}: {"type":"report"}
@book, publisher = {The Port Press}: {"publisher":"The Port Press","type":"book"}
@article, journaltitle = {The Harbour Daily}: {"container-title":"The harbour daily","type":"article"}
@article, journaltitle = {{The Harbour Daily}}: {"container-title":"<span class=\"nocase\">The Harbour Daily</span>","type":"article"}
2024-03-25T17:00:00Z: {"date-parts":[[2024,3,25]]}, again 2024-03-25T17:00:00Z, no error
2024-03-25T17:00:00-05:00: null, again none, invalid_date
2024-03-XX: null, again none, invalid_date
2023%: null, again none, invalid_date
2023-09/..: {"date-parts":[[2023,9],[]]}, again 2023-09/, no error
2023-09/: {"date-parts":[[2023,9],[]]}, again 2023-09/, no error
STATED
echo "as stated"
