#!/usr/bin/env bash
# Of five extractors of text from web pages, three leave out the list of demands or the table of offers, and keep the
# sentences around it.
#
# Versions: Resiliparse 2.0.1, boilerpy3 1.0.7, readability-lxml 0.9, trafilatura 2.3.1, inscriptis 2.7.6,
# Python 3.11.
# Input: a valid page: <article> with paragraphs, a list of six short points, a table, a numbered list and a short quotation.
# Behaviour: Resiliparse with main_content leaves out every point of the list and keeps table, numbered list and quotation.
# readability-lxml leaves out the whole table. Two of boilerpy3's extractors leave out one half each: one ends with the
# list, the other keeps only what follows the table. trafilatura and inscriptis keep everything.
# Consequence: points of a list are short and stand alone, which is what a menu looks like, and what a demand looks like.
# The text in which a quote is looked up has to be all block text of the article, not what an extractor thinks it is.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/extract.py" <<'PYTHON'
"""Say which parts of a page each extractor leaves out."""
import trafilatura
from boilerpy3 import extractors
from inscriptis import get_text
from readability import Document
from resiliparse.extract.html2text import extract_plain_text

PAGE = """<!doctype html><html lang="en"><head><title>Port strike</title></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav></header>
<main><article><h1>Port strike: what the union demands</h1>
<p>The dockers handed their demands to the port authority on Monday evening, after a meeting that lasted eleven hours and
ended without a word to the press.</p>
<p>The list, which this newspaper has seen, has six points:</p>
<ul><li>a rise of 12%</li><li>a week of 35 hours</li><li>no night work</li><li>rehiring of all 14 drivers</li>
<li>a term of two years</li><li>back pay from 1 March</li></ul>
<table><tr><th>Issue</th><th>Union</th><th>Port</th></tr><tr><td>Pay</td><td>12%</td><td>3.9%</td></tr></table>
<blockquote>We will not sign for less.</blockquote>
<p>The port authority said that it would answer within a week, and that it regarded the fourth point as a matter for the
courts, not for the table.</p>
<p>It repeated what it calls its last word:</p>
<ol><li>3.9%</li><li>38 hours</li></ol>
<p>The talks go on in the harbour office on Thursday; a mediator of the ministry has been asked to take part.</p>
</article></main><footer><p>All rights reserved</p></footer></body></html>
"""
PARTS = {
    "announcement": ("six points",),
    "list": ("rise of 12%", "35 hours", "night work", "14 drivers", "two years", "back pay"),
    "table": ("Union",),
    "quotation": ("not sign for less",),
    "answer": ("within a week",),
    "numbered list": ("38 hours",),
    "end": ("Thursday",),
}
EXTRACTORS = {
    "Resiliparse, main content": lambda page: extract_plain_text(page, main_content=True),
    "boilerpy3, article": extractors.ArticleExtractor().get_content,
    "boilerpy3, largest content": extractors.LargestContentExtractor().get_content,
    "readability-lxml": lambda page: Document(page).summary(),
    "trafilatura": trafilatura.extract,
    "inscriptis": get_text,
}
for name, extract in EXTRACTORS.items():
    text = extract(PAGE) or ""
    lost = [part for part, words in PARTS.items() if not all(word in text for word in words)]
    print(f"{name} leaves out: {', '.join(lost) or 'nothing'}")
PYTHON

python3 -m venv "$work/venv"
for package in Resiliparse==2.0.1 boilerpy3==1.0.7 readability-lxml==0.9 trafilatura==2.3.1 inscriptis==2.7.6; do
  "$work/venv/bin/pip" install -q "$package" 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
done
"$work/venv/bin/python" "$work/extract.py" 2>/dev/null | tee "$work/seen"

diff "$work/seen" - <<'STATED'
Resiliparse, main content leaves out: list
boilerpy3, article leaves out: table, quotation, answer, numbered list, end
boilerpy3, largest content leaves out: announcement, list, table
readability-lxml leaves out: table
trafilatura leaves out: nothing
inscriptis leaves out: nothing
STATED
echo "as stated"
