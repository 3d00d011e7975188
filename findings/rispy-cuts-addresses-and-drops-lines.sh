#!/usr/bin/env bash
# rispy cuts addresses at each semicolon, keeps the first of a tag that stands twice, and makes an author of a name's second line.
#
# Versions: rispy 0.10.0, Python 3.11.
# Input: RIS as reference managers write it: an address with parameters that a semicolon parts (RFC 3986 allows it in
# paths and queries), two lines TI, a name that goes on in the next line.
# Behaviour: `UR  - https://example.org/paper;year=2024?page=1` is two addresses, the first of which leads elsewhere. The second
# TI is dropped without a word; with `enforce_list_tags=False` the title is a list. "Ministry of / Labour" is two authors.
# Consequence: `delimiter_tags_mapping={}` for whole addresses, every tag in `list_tags` so that nothing is dropped, and
# lines joined before they are parsed.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/read.py" <<'PYTHON'
"""Print what becomes of one reference, as rispy reads it by itself and with options."""
import rispy
from rispy.config import TAG_KEY_MAPPING

TEXT = """TY  - NEWS
UR  - https://example.org/paper;year=2024?page=1
TI  - Offer on pay
TI  - Second offer on pay
AU  - Ministry of
Labour
ER  - 
"""
CASES = {
    "by itself": {},
    "no delimiter": {"delimiter_tags_mapping": {}},
    "not enforced": {"enforce_list_tags": False},
    "all lists": {"delimiter_tags_mapping": {}, "list_tags": list(TAG_KEY_MAPPING)},
}
for name, options in CASES.items():
    (reference,) = rispy.loads(TEXT, **options)
    for key in ("urls", "title", "authors"):
        print(f"{name}: {key} {reference[key]}")
PYTHON

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q rispy==0.10.0 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
"$work/venv/bin/python" "$work/read.py" | tee "$work/seen"

diff "$work/seen" - <<'STATED'
by itself: urls ['https://example.org/paper', 'year=2024?page=1']
by itself: title Offer on pay
by itself: authors ['Ministry of', 'Labour']
no delimiter: urls ['https://example.org/paper;year=2024?page=1']
no delimiter: title Offer on pay
no delimiter: authors ['Ministry of', 'Labour']
not enforced: urls ['https://example.org/paper', 'year=2024?page=1']
not enforced: title ['Offer on pay', 'Second offer on pay']
not enforced: authors ['Ministry of', 'Labour']
all lists: urls ['https://example.org/paper;year=2024?page=1']
all lists: title ['Offer on pay', 'Second offer on pay']
all lists: authors ['Ministry of', 'Labour']
STATED
echo "as stated"
