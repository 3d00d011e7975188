#!/usr/bin/env bash
# The CoNLL export of Label Studio labels more words than were marked once an emoji stands before them, and of two labels
# of one passage, or of passages that overlap, it keeps one.
#
# Versions: label-studio-sdk 2.1.2 (its converter makes the exports of Label Studio), Python 3.11.
# Input: a text with marked passages, whose places count units of UTF-16, as the editor of Label Studio does: "at least 8
# per cent" with one label, "night shifts" with two, "a day off" within "wants a day off", each with one; once as it is,
# once below a line with an emoji.
# Behaviour: the converter counts code points, so that below the emoji the comma behind "per cent" bears its label too. The
# second label of "night shifts" and that of "a day off" are nowhere. Nothing is said.
# Consequence: CoNLL is refused; the export JSON is read.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/convert.py" <<'PYTHON'
"""Convert an annotated task to CoNLL, and print the words that bear a label."""
import json
import sys
from pathlib import Path

from label_studio_sdk.converter import Converter

CONFIG = """<View><Labels name="label" toName="text"><Label value="raise"/><Label value="union"/><Label value="port"/>
</Labels><Text name="text" value="$text"/></View>"""
TEXT = "The union asks for at least 8 per cent, and no night shifts.\nIt wants a day off."
MARKED = {
    "at least 8 per cent": ["raise"],
    "night shifts": ["union", "port"],
    "wants a day off": ["union"],
    "a day off": ["raise"],
}


def place(text, words):
    """Return where words stand, in units of UTF-16."""
    start = text.index(words)
    return [len(text[:end].encode("utf-16-le")) // 2 for end in (start, start + len(words))]


def results(text):
    """Yield what is marked, as the editor of Label Studio writes it."""
    for words, labels in MARKED.items():
        start, end = place(text, words)
        value = {"start": start, "end": end, "text": words, "labels": labels}
        yield {"id": words, "type": "labels", "from_name": "label", "to_name": "text", "value": value}


folder = Path(sys.argv[1])
for name, text in (("plain", TEXT), ("below an emoji", f"Talks \U0001f6a2\n{TEXT}")):
    annotation = {"id": 2, "completed_by": 3, "result": list(results(text))}
    (folder / "tasks.json").write_text(json.dumps([{"id": 1, "data": {"text": text}, "annotations": [annotation]}]))
    converter = Converter(CONFIG, str(folder), download_resources=False)
    converter.convert_to_conll2003(str(folder / "tasks.json"), str(folder / "conll"), is_dir=False)
    lines = [line.split(" ") for line in (folder / "conll/result.conll").read_text().splitlines() if line]
    print(f"{name}:", *(f"{line[0]} {line[-1]}" for line in lines if line[-1] != "O"), sep="\n  ")
PYTHON

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q label-studio-sdk==2.1.2 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
"$work/venv/bin/python" "$work/convert.py" "$work" 2>"$work/warnings" | tee "$work/seen"

diff "$work/seen" - <<'STATED'
plain:
  at B-raise
  least I-raise
  8 I-raise
  per I-raise
  cent I-raise
  night B-union
  shifts. I-union
  wants B-union
  a I-union
  day I-union
  off I-union
below an emoji:
  at B-raise
  least I-raise
  8 I-raise
  per I-raise
  cent I-raise
  , I-raise
  night B-union
  shifts. I-union
  wants B-union
  a I-union
  day I-union
  off I-union
  . I-union
STATED
echo "as stated"
