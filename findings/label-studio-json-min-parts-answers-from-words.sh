#!/usr/bin/env bash
# The JSON-MIN export of Label Studio keeps what was answered about each marked passage, and loses about which.
#
# Versions: label-studio-sdk 2.1.2 (its converter makes the exports of Label Studio), Python 3.11.
# Input: a text in which three passages are marked; a control for each passage says the stance of the first and the third,
# a text area the value of the first and the second. In the export JSON the answers carry the id of their passage.
# Behaviour: JSON-MIN lists three passages, two stances and two values, without an id. Read in their order, as the lists
# invite to, the stance of the third passage is that of the second. With one answer alone the list is a bare text, as if
# it were about the whole task.
# Consequence: JSON-MIN is refused; the export JSON is read.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/convert.py" <<'PYTHON'
"""Convert an annotated task to JSON-MIN, and print what is left of its answers."""
import json
import sys
from pathlib import Path

from label_studio_sdk.converter import Converter

CONFIG = """<View><Labels name="label" toName="text"><Label value="port"/><Label value="union"/></Labels>
<Choices name="stance" toName="text" perRegion="true"><Choice value="offer"/><Choice value="demand"/></Choices>
<TextArea name="value" toName="text" perRegion="true"/><Text name="text" value="$text"/></View>"""
TEXT = "The port would pay 4 per cent. The union wants 8 per cent. The union wants a day off."
ANSWERS = {
    "would pay 4 per cent": ("port", "offer", "4%"),
    "wants 8 per cent": ("union", "", "8%"),
    "wants a day off": ("union", "demand", ""),
}


def results(words, party, stance, value):
    """Yield what is said of a passage, as the editor of Label Studio writes it."""
    place = {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "text": words}
    common = {"id": words, "to_name": "text"}
    yield {**common, "from_name": "label", "type": "labels", "value": {**place, "labels": [party]}}
    if stance:
        yield {**common, "from_name": "stance", "type": "choices", "value": {**place, "choices": [stance]}}
    if value:
        yield {**common, "from_name": "value", "type": "textarea", "value": {**place, "text": [value]}}


folder = Path(sys.argv[1])
for name, chosen in (("three passages", ANSWERS), ("the last two", dict(list(ANSWERS.items())[1:]))):
    result = [one for words, said in chosen.items() for one in results(words, *said)]
    task = {"id": 1, "data": {"text": TEXT}, "annotations": [{"id": 2, "completed_by": 3, "result": result}]}
    (folder / "tasks.json").write_text(json.dumps([task]))
    converter = Converter(CONFIG, str(folder), download_resources=False)
    converter.convert_to_json_min(str(folder / "tasks.json"), str(folder / "min"), is_dir=False)
    (found,) = json.loads((folder / "min/result.json").read_text())
    print(f"{name}: passages {[one['text'] for one in found['label']]}")
    print(f"{name}: keys of a passage {sorted(found['label'][0])}")
    print(f"{name}: stance {found['stance']!r}, value {found['value']!r}")
PYTHON

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q label-studio-sdk==2.1.2 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
"$work/venv/bin/python" "$work/convert.py" "$work" 2>"$work/warnings" | tee "$work/seen"

diff "$work/seen" - <<'STATED'
three passages: passages ['would pay 4 per cent', 'wants 8 per cent', 'wants a day off']
three passages: keys of a passage ['end', 'labels', 'start', 'text']
three passages: stance ['offer', 'demand'], value ['4%', '8%']
the last two: passages ['wants 8 per cent', 'wants a day off']
the last two: keys of a passage ['end', 'labels', 'start', 'text']
the last two: stance 'demand', value '8%'
STATED
echo "as stated"
