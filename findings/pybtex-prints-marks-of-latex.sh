#!/usr/bin/env bash
# pybtex prints the marks of LaTeX that it does not know: `\$5` keeps its backslash, `\emph{x}` becomes `\emph x`.
#
# Versions: pybtex 0.26.1, latexcodec 3.0.1, Python 3.11.
# Input: titles with the commands that reference managers write for signs and for words that stand out, formatted with the
# style `plain` as plain text, and by `Text.from_latex`.
# Behaviour: `\&` and `\%` are the signs, `\$` stays as it is written, `\{` loses its brace and keeps its backslash.
# `\emph{Pay}` is "\emph Pay", so the command is printed and its braces are gone; `\textdollar{}` and `\textunderscore{}`,
# which other programs write for `$` and `_`, stay too, while `\textsterling{}` is a pound.
# Consequence: signs and commands of looks are replaced before pybtex reads a text.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/print.py" <<'PYTHON'
"""Print each title as pybtex reads it, and in an entry of its own."""
from pybtex import format_from_string
from pybtex.richtext import Text

TITLES = (
    r"Pay \& rest",
    r"Rise of 5\%",
    r"Rise of \$5",
    r"Sets \{a, b\}",
    r"\emph{Pay} and rest",
    r"Rise of \textdollar{}5",
    r"a\textunderscore{}b",
    r"Rise of \textsterling{}5",
)
for title in TITLES:
    entry = "@misc{a, author = {Baker, Ann}, title = {{%s}}, year = 2024}" % title
    shown = format_from_string(entry, "plain", output_backend="plaintext").strip()
    print(f"{title} -> {ascii(str(Text.from_latex(title)))} -> {ascii(shown)}")
PYTHON

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pybtex==0.26.1 latexcodec==3.0.1 'setuptools<81' 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
"$work/venv/bin/python" "$work/print.py" 2>"$work/warnings" | tee "$work/seen"

diff "$work/seen" - <<'STATED'
Pay \& rest -> 'Pay & rest' -> '[1] Ann Baker. Pay & rest. 2024.'
Rise of 5\% -> 'Rise of 5%' -> '[1] Ann Baker. Rise of 5%. 2024.'
Rise of \$5 -> 'Rise of \\$5' -> '[1] Ann Baker. Rise of \\$5. 2024.'
Sets \{a, b\} -> 'Sets \\a, b\\' -> '[1] Ann Baker. Sets \\a, b\\. 2024.'
\emph{Pay} and rest -> '\\emph Pay and rest' -> '[1] Ann Baker. \\emph Pay and rest. 2024.'
Rise of \textdollar{}5 -> 'Rise of \\textdollar 5' -> '[1] Ann Baker. Rise of \\textdollar 5. 2024.'
a\textunderscore{}b -> 'a\\textunderscore b' -> '[1] Ann Baker. a\\textunderscore b. 2024.'
Rise of \textsterling{}5 -> 'Rise of \xa35' -> '[1] Ann Baker. Rise of \xa35. 2024.'
STATED
echo "as stated"
