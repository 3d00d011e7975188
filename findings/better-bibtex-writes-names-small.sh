#!/usr/bin/env bash
# A title in braces as a whole, which BibTeX keeps as it is, is written small by the parser of Better BibTeX: "Hamas" is "hamas".
#
# Versions: @retorquere/bibtex-parser 9.0.29 (of Better BibTeX for Zotero), Node.js 20.
# Input: one title, its capitals protected in the ways that BibTeX and BibLaTeX have: as a whole, word by word, phrase by
# phrase, and as a whole with the language of the entry.
# Behaviour: `title = {{Talks of Hamas}}`, which many programs write so that no style changes a letter, is taken for
# braces without a meaning, and the title is put into sentence case, proper names and German nouns too. Words that stand
# in braces each are kept; phrases are kept within marks of HTML. `language = {de}` changes nothing, `langid = {german}` does.
# Consequence: each word with a capital goes out in braces of its own.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >titles.bib <<'BIB'
@article{whole, title = {{Talks of Hamas und L{\"o}hne}}}
@article{words, title = {{Talks} of {Hamas} und {L{\"o}hne}}}
@article{phrases, title = {{Talks of Hamas} und {L{\"o}hne}}}
@article{language, title = {{Talks of Hamas und L{\"o}hne}}, language = {de}}
@article{langid, title = {{Talks of Hamas und L{\"o}hne}}, langid = {german}}
BIB
cat >read.mjs <<'JS'
import { parse } from "@retorquere/bibtex-parser";
import { readFileSync } from "node:fs";
const { entries, errors } = parse(readFileSync("titles.bib", "utf8"));
for (const entry of entries) console.log(`${entry.key}: ${entry.fields.title}`);
console.log(`errors: ${errors.length}`);
JS

npm install --silent --no-audit --no-fund @retorquere/bibtex-parser@9.0.29 >npm.log 2>&1 || { cat npm.log; exit 1; }
node read.mjs | tee seen

diff seen - <<'STATED'
whole: Talks of hamas und löhne
words: Talks of Hamas und Löhne
phrases: <span class="nocase">Talks of Hamas</span> und Löhne
language: Talks of hamas und löhne
langid: Talks of Hamas und Löhne
errors: 0
STATED
echo "as stated"
