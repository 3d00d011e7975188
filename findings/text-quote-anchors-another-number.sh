#!/usr/bin/env bash
# dom-anchor-text-quote finds a quotation that a page does not have: "at least 6%" is found in "at least 7%", "at most
# 7%" in "at least 7", without a word that they differ.
#
# Versions: dom-anchor-text-quote 4.0.2, @apache-annotator/dom 0.2.0, jsdom 29.1.1, Node.js 20.
# Input: valid text quote selectors of the W3C Web Annotation model on a page of three paragraphs.
# Behaviour:
#   - an exact quotation with the words before it is found where it stands;
#   - a quotation with another number, or with "at most" for "at least", is found in the nearest words alike, with its
#     surroundings (prefix, suffix) and without them; the answer is a range only, so that nobody learns of the difference;
#   - a quotation that stands twice, with the words before the first of them misspelt by one word, is found at the second,
#     whose surroundings differ more;
#   - @apache-annotator/dom finds the same quotations only where their words are.
# Consequence: where a page was corrected after a demand was quoted from it, its anchor moves to the new figure. Who anchors so
# has to compare the text that is found with the quotation.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >anchor.mjs <<'JS'
import { JSDOM } from "jsdom";
const page = new JSDOM(
  "<p>On Monday the union asked for at least 5% a year. The employers offered 3%.</p>" +
    "<p>On Friday the union asked for at least 7% a year. The employers offered 4%.</p>" +
    "<p>On Sunday the union asked for at least 7% a year, said the chair.</p>",
);
const names = ["document", "Node", "NodeFilter", "Range", "AbstractRange", "Text"];
for (const name of names) globalThis[name] = page.window[name];
const fuzzy = await import("dom-anchor-text-quote");
const exact = await import("@apache-annotator/dom");
const body = page.window.document.body;
const day = (at) => body.textContent.slice(0, at).match(/On (\w+) (?!.*On )/)[1];
const quotes = {
  "as it stands": { exact: "at least 7%", prefix: "On Sunday the union asked for " },
  "another number": { exact: "at least 6%" },
  "another number, surrounded": { exact: "at least 6%", prefix: "On Friday the union asked for ", suffix: " a year. The" },
  "another bound": { exact: "at most 7%" },
  "another day before it": { exact: "at least 7%", prefix: "On Tuesday the union asked for ", suffix: " a year. The" },
};
for (const [name, quote] of Object.entries(quotes)) {
  const { start, end } = (fuzzy.toTextPosition ?? fuzzy.default.toTextPosition)(body, quote);
  const found = [];
  const match = exact.createTextQuoteSelectorMatcher({ type: "TextQuoteSelector", ...quote });
  for await (const range of match(body)) found.push(range.toString());
  const words = body.textContent.slice(start, end);
  console.log(`${name}: "${quote.exact}" is "${words}" of ${day(start)}; exactly: ${found.length}`);
}
JS

packages="dom-anchor-text-quote@4.0.2 @apache-annotator/dom@0.2.0 @apache-annotator/selector@0.2.0 jsdom@29.1.1"
# shellcheck disable=SC2086  # four packages
npm install --silent --no-audit --no-fund $packages >npm.log 2>&1 || { cat npm.log; exit 1; }
node anchor.mjs | tee seen

diff seen - <<'STATED'
as it stands: "at least 7%" is "at least 7%" of Sunday; exactly: 1
another number: "at least 6%" is "at least 7%" of Friday; exactly: 0
another number, surrounded: "at least 6%" is "at least 7%" of Friday; exactly: 0
another bound: "at most 7%" is "at least 7" of Friday; exactly: 0
another day before it: "at least 7%" is "at least 7%" of Sunday; exactly: 0
STATED
echo "as stated"
