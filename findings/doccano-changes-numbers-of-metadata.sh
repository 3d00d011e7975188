#!/usr/bin/env bash
# doccano writes a whole number of a text's metadata as a decimal once another text has no such number, with ten digits at
# most, and rounds fractions to nine.
#
# Versions: doccano 1.8.4 (with marshmallow 3.26.1, setuptools 80.9.0 and numpy 1.26.4, which it needs older than it
# says), Python 3.11.
# Input: texts with metadata as its own examples have them: a page, an id of 17 digits, a fraction of 12 digits; alone, and
# beside a text without metadata. Exported as JSON Lines by the functions that its server calls.
# Behaviour: alone, page and id are whole. Beside the other text the page 2 is 2.0, the id 20261120123456789 is
# 2.026112012e+16; the fraction is 0.123456789 in both. The other text has each key, with null. An id that is a text stays.
# Consequence: metadata are taken as the file has them and are never read as numbers without a unit; null is nothing. The
# manual says to keep ids and pages as texts.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >export.py <<'PYTHON'
"""Make two projects in a database of their own, and print what doccano exports of each."""
import json
import os
import sys
import tempfile
from pathlib import Path

import backend

sys.path.append(str(Path(backend.__file__).parent))
os.environ |= {"DJANGO_SETTINGS_MODULE": "config.settings.production", "STANDALONE": "True", "HOME": os.getcwd()}
os.environ |= {"DATABASE_URL": f"sqlite:///{os.getcwd()}/db.sqlite3", "MEDIA_ROOT": os.getcwd()}
import django

django.setup()
from django.core.management import call_command

call_command("migrate", verbosity=0)
from data_export.celery_tasks import create_collaborative_dataset
from data_export.pipeline.factories import create_formatter, create_writer
from examples.models import Example
from projects.models import ProjectType, SequenceLabelingProject

META = {"page": 2, "id-number": 20261120123456789, "share": 0.123456789012, "id-text": "20261120123456789"}
for name, texts in (("alone", [META]), ("beside another", [META, {}])):
    project = SequenceLabelingProject.objects.create(
        name=name, project_type=ProjectType.SEQUENCE_LABELING, collaborative_annotation=True
    )
    for meta in texts:
        Example.objects.create(project=project, text="They ask for 8 per cent.", meta=meta)
    with tempfile.TemporaryDirectory() as folder:
        writer = create_writer("JSONL")
        create_collaborative_dataset(project, folder, False, create_formatter(project, "JSONL"), writer)
        for line in (Path(folder) / "all.jsonl").read_text().splitlines():
            print(f"{name}:", {key: json.loads(line, parse_int=str, parse_float=str)[key] for key in META})
PYTHON

python3 -m venv venv
venv/bin/pip install -q doccano==1.8.4 marshmallow==3.26.1 setuptools==80.9.0 numpy==1.26.4 2>pip.log || { cat pip.log; exit 1; }
venv/bin/python export.py 2>warnings | tee seen || { tail -5 warnings; exit 1; }

diff seen - <<'STATED'
alone: {'page': '2', 'id-number': '20261120123456789', 'share': '0.123456789', 'id-text': '20261120123456789'}
beside another: {'page': '2.0', 'id-number': '2.026112012e+16', 'share': '0.123456789', 'id-text': '20261120123456789'}
beside another: {'page': None, 'id-number': None, 'share': None, 'id-text': None}
STATED
echo "as stated"
