#!/usr/bin/env bash
# Taguette exports highlighted words with a blank wherever their looks change: 10,000 whose 0 is bold is "1 0 ,000", and 30
# with the raised mark of a note is "30 3 days".
#
# Versions: taguette 1.5.2, Python 3.11.
# Input: a document, as Taguette keeps it, with highlights over words that are partly bold, italic, underlined or raised, as
# drafts mark what changed; as csv by the function that its server calls. (Its xlsx has the same words.)
# Behaviour: of each piece of text the blanks at its ends are dropped, and one blank is put between any two pieces. So a figure
# falls apart where one digit of it is marked, "un-conditional" is two words, and the sign or the unit stands away from its
# number. Within Taguette, and in its HTML, the highlight reads as the document does.
# Consequence: blanks within the words of a highlight may be Taguette's own, and a figure in them is no value. Import closes
# them only where the kept text of the source has the words in one spelling, and says so.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >export.py <<'PYTHON'
"""Highlight passages of one document in a database of its own, and print what Taguette exports of each."""
import csv
import io
import logging
import warnings

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
from bs4 import BeautifulSoup
from taguette import convert, database, export, extract

PASSAGES = (
    "a raise of <b>6</b>% a year",
    "at least 1<b>0</b>,000 places",
    "USD 1.<i>5</i>bn a year",
    "an un<u>conditional</u> release",
    "within 30<sup>3</sup> days",
    "a raise of 6% a year",
)
page = "".join(f"<p>{passage}</p>" for passage in PASSAGES)
session = database.connect("sqlite://")()
user = database.User(login="coder")
project = database.Project(name="Talks", description="")
session.add_all([user, project])
session.flush()
document = database.Document(name="Draft", description="", filename="draft.html", project=project, contents=page,
                             text_direction=database.TextDirection.LEFT_TO_RIGHT)
tag = database.Tag(project=project, path="union/raise", description="")
session.add_all([document, tag])
session.flush()
start = 0
for passage in PASSAGES:
    end = start + len(BeautifulSoup(passage, "html5lib").get_text().encode())
    session.add(database.Highlight(document=document, start_offset=start, end_offset=end, tags=[tag],
                                   snippet=extract.extract(document.contents, start, end)))
    start = end
session.flush()
file = io.StringIO()
export.highlights_csv(session, project.id, "", file)
for passage, row in zip(PASSAGES, csv.DictReader(io.StringIO(file.getvalue())), strict=True):
    print(f"{passage}: {row['content']}")
PYTHON

python3 -m venv venv
venv/bin/pip install -q taguette==1.5.2 2>pip.log || { cat pip.log; exit 1; }
venv/bin/python export.py | tee seen

diff seen - <<'STATED'
a raise of <b>6</b>% a year: a raise of 6 % a year
at least 1<b>0</b>,000 places: at least 1 0 ,000 places
USD 1.<i>5</i>bn a year: USD 1. 5 bn a year
an un<u>conditional</u> release: an un conditional release
within 30<sup>3</sup> days: within 30 3 days
a raise of 6% a year: a raise of 6% a year
STATED
echo "as stated"
