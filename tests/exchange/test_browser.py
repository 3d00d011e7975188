"""The report in a real browser: what it shows at the width of a phone and of a desk, light and dark, and on paper; and
what axe-core, which looks for what keeps people out, finds in it."""

from __future__ import annotations

import json
import re
import subprocess
import zlib
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from ..cli.harness import SHIPPED, run
from ..examples import tiers
from ..programs import axe_script, require

NAMES = sorted(path.name for path in SHIPPED.iterdir() if path.is_dir())
SIZES = ((390, "light"), (390, "dark"), (1200, "light"), (1200, "dark"))
HARD = """
title = "Talks"
[party.union]
name = "ארגון העובדים"
role = "principal"
[party.employer]
name = "اتحاد أرباب العمل"
role = "principal"
[issue.pay]
title = "TITLE"
kind = "money"
[issue.rest]
title = "عدد الأيام"
kind = "choice"
ladder = ["none", "a-rung-that-has-a-rather-long-name", "all"]
[issue.nothing]
title = "Nobody said anything"
kind = "quantity"
[position.a]
party = "union"
issue = "pay"
value = "at least USD 5"
stated = "../2024-03-05"
recorded = 2024-04-01 00:00:00Z
[position.b]
party = "employer"
issue = "pay"
value = "USD 1..2"
stated = "2024-03-01/2024-03-09"
recorded = 2024-04-01 00:00:00Z
[position.c]
party = "employer"
issue = "pay"
value = "EUR 4"
stated = 2024-03-20
recorded = 2024-04-01 00:00:00Z
[position.d]
party = "union"
issue = "pay"
value = "GBP 4"
stated = 2024-03-02
recorded = 2024-04-01 00:00:00Z
[position.e]
party = "union"
issue = "rest"
value = "none"
stated = 2024-03-02
recorded = 2024-04-01 00:00:00Z
""".replace("TITLE", "A title of three hundred letters " * 9)
"""Talks with three currencies, dates of `by` and `between`, three scripts and a long title."""

MEETING = """
const found = [];
for (const svg of document.querySelectorAll("figure > svg")) {
  const all = [...svg.querySelectorAll("text")].map(text => [text.textContent, text.getBoundingClientRect()]);
  const outer = svg.getBoundingClientRect();
  for (const [words, box] of all) if (box.right > outer.right + 1 || box.left < outer.left - 1) found.push(words);
  all.forEach(([one, a], place) => all.slice(place + 1).forEach(([other, b]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 1 && high > 3) found.push(one + " | " + other);
  }));
}
const cut = [...document.querySelectorAll(".stack")].filter(one => one.scrollWidth > one.clientWidth).length;
reply({meeting: found, cut, broad: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  ink: getComputedStyle(document.body).color, charts: document.querySelectorAll("figure > svg").length});
"""
"""Which texts of charts meet or leave their pictures, by how much the page is broader than the window, and its ink."""

AXE = """
axe.run(document, {resultTypes: ["violations"]}).then(found => reply(
  found.violations.map(one => one.id + ": " + one.nodes.map(node => node.html.slice(0, 200)).join(" "))));
"""


CONTRAST = """
const channels = text => text.match(/[\\d.]+/g).map(Number);
const light = text => channels(text).slice(0, 3).map(part => part / 255)
  .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
  .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
const behind = one => {
  for (; one; one = one.parentElement) {
    const colour = getComputedStyle(one).backgroundColor, parts = channels(colour);
    if (parts.length < 4 || parts[3] > 0) return colour;
  }
  return "none";
};
let least = 99, count = 0;
const found = [];
for (const one of document.querySelectorAll("body *")) {
  const own = [...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
  if (!own || one.closest("title, desc, script, style") || !one.getClientRects().length) continue;
  const style = getComputedStyle(one), ink = one.matches("svg text") ? style.fill : style.color;
  const ground = behind(one), [dark, bright] = [light(ink), light(ground)].sort((a, b) => a - b);
  const ratio = (bright + 0.05) / (dark + 0.05);
  count += 1;
  least = Math.min(least, ratio);
  if (!(ratio >= 4.5)) found.push([one.outerHTML.slice(0, 100), ink, ground, ratio]);
  for (let up = one; up; up = up.parentElement)
    if (getComputedStyle(up).opacity !== "1" || getComputedStyle(up).backgroundImage !== "none")
      found.push([one.outerHTML.slice(0, 100), "opacity or a picture behind it"]);
}
reply({found: found.slice(0, 9), least, count});
"""
"""Which texts have less than 4.5 times the light of what is behind them, or the other way round, by the styles that
the browser computed; the least of these ratios, and how many texts there are."""


MATRIX = """
const rows = [...document.querySelectorAll(".matrix tbody tr")].map(row => row.getBoundingClientRect());
const tree = document.querySelector(".tree svg").getBoundingClientRect();
const off = rows.map((row, place) =>
  Math.abs((row.top + row.bottom) / 2 - tree.top - tree.height * (place + 0.5) / rows.length));
reply({off: Math.max(...off), count: rows.length,
  broad: document.documentElement.scrollWidth - document.documentElement.clientWidth});
"""
"""By how many pixels the rows of the matrix miss the lines of the tree beside them."""


@pytest.fixture(scope="module")
def matrix(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the matrix of twenty parties on twelve issues as a page."""
    folder = tmp_path_factory.mktemp("parties")
    parties = [f"Party of the number {number}" for number in range(20)]
    rows = [
        f"{party},question-{issue},{('yes', 'no')[(issue * place + place) % 3 % 2]},2024-03-01,paper,own"
        for place, party in enumerate(parties)
        for issue in range(12)
        if (issue + place) % 7
    ]
    (folder / "t.csv").write_text("\n".join(["party,issue,value,stated,source,side", *rows]) + "\n")
    assert run("import", "t.csv", "--create", "-n", "many", "--data", "data", cwd=folder).code == 0
    return run("matrix", "--format", "html", "--data", "data", cwd=folder).out


@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_the_matrix(matrix: str, tmp_path: Path, width: int, scheme: str) -> None:
    """Each line of the tree ends beside its row, the page is no broader than the window, axe-core finds nothing, and
    every text stands out."""
    require("chromium")
    answer = ask(tmp_path, matrix, MATRIX, width, scheme)
    assert (answer["count"], answer["broad"]) == (20, 0)
    assert answer["off"] <= 1
    assert ask(tmp_path, matrix, axe_script().read_text("utf-8") + AXE, width, scheme) == []
    assert ask(tmp_path, matrix, CONTRAST, width, scheme)["found"] == []


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the reports of shipped talks and of talks that are hard to show."""
    folder = tmp_path_factory.mktemp("talks")
    (folder / "hard.toml").write_text(HARD, "utf-8")
    assert run("import", "hard.toml", "--create", "-n", "hard", "--data", "data", cwd=folder).code == 0
    found = {name: run("report", "--since", "2022-01-01", "--data", SHIPPED, "-n", name).out for name in NAMES}
    return {**found, "hard": run("report", "--since", "2024-03-04", "--data", "data", cwd=folder).out}


def browse(folder: Path, *args: str) -> str:
    """Return what Chromium prints when it has opened the page in a folder."""
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", *args]
    found = subprocess.run([*command, str(folder / "page.html")], capture_output=True, timeout=240, cwd=folder)
    return found.stdout.decode()


def ask(folder: Path, page: str, script: str, width: int, scheme: str) -> Any:
    """Return the answer of a script in the page, at a width and in a colour scheme; without the page's policy, which
    allows no script."""
    reply = (
        "const reply = found => { document.title = 'answered'; document.body.textContent = JSON.stringify(found); };"
    )
    page = re.sub(r"<meta http-equiv=Content-Security-Policy[^>]*>", "", page)
    (folder / "page.html").write_text(page.replace("</body>", f"<script>{reply}{script}</script></body>"), "utf-8")
    dark = ["--blink-settings=preferredColorScheme=0"] if scheme == "dark" else []
    shown = browse(folder, f"--window-size={width},900", "--virtual-time-budget=60000", *dark, "--dump-dom")
    body = re.search(r"<body[^>]*>(.*)</body>", shown, re.DOTALL)
    assert body
    assert "<title>answered</title>" in shown.replace("\\n", "")
    return json.loads(unescape(body[1]))


@pytest.mark.parametrize("names", tiers(("hard",), NAMES))
@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_nothing_meets(pages: dict[str, str], tmp_path: Path, width: int, scheme: str, names: Sequence[str]) -> None:
    """No text of a chart covers another or leaves its picture, and the page is no broader than the window."""
    require("chromium")
    for name in names:
        answer = ask(tmp_path, pages[name], MEETING, width, scheme)
        assert (name, answer["meeting"], answer["broad"], answer["cut"]) == (name, [], 0, 0)
        assert answer["ink"] == ("rgb(232, 232, 232)" if scheme == "dark" else "rgb(28, 28, 28)")
        assert answer["charts"] >= 2


@pytest.mark.parametrize("names", tiers(("hard",), NAMES))
@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_axe_finds_nothing(
    pages: dict[str, str], tmp_path: Path, width: int, scheme: str, names: Sequence[str]
) -> None:
    """axe-core has no violation to report."""
    require("chromium")
    script = axe_script().read_text("utf-8") + AXE
    for name in names:
        assert (name, ask(tmp_path, pages[name], script, width, scheme)) == (name, [])


@pytest.mark.parametrize("names", tiers(("hard",), NAMES))
@pytest.mark.parametrize(("width", "scheme"), SIZES)
def test_every_text_stands_out(
    pages: dict[str, str], tmp_path: Path, width: int, scheme: str, names: Sequence[str]
) -> None:
    """Each text, those of charts included, has a plain colour behind it and a contrast of 4.5 to 1 at least (WCAG 2,
    1.4.3); axe-core leaves undecided what stands on a picture."""
    require("chromium")
    for name in names:
        answer = ask(tmp_path, pages[name], CONTRAST, width, scheme)
        assert (name, answer["found"]) == (name, [])
        assert answer["count"] > 50


def test_the_policy_blocks_scripts(pages: dict[str, str], tmp_path: Path) -> None:
    """A script in the page as it is does not run."""
    require("chromium")
    page = pages["hard"].replace("</body>", "<script>document.title = 'answered'</script></body>")
    (tmp_path / "page.html").write_text(page, "utf-8")
    assert "<title>answered</title>" not in browse(tmp_path, "--virtual-time-budget=5000", "--dump-dom")


def test_on_paper(pages: dict[str, str], tmp_path: Path) -> None:
    """It prints as several pages of A4."""
    require("chromium")
    (tmp_path / "page.html").write_text(pages["hard"], "utf-8")
    browse(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'page.pdf'}")
    pdf = (tmp_path / "page.pdf").read_bytes()
    streams = (zlib.decompressobj().decompress(part) for part in re.findall(rb"stream\n(x\x9c.*?)endstream", pdf, re.S))
    plain = pdf + b"".join(streams)
    boxes = re.findall(rb"MediaBox ?\[0 0 ([\d.]+) ([\d.]+)", plain)
    assert {(int(float(width)), int(float(height))) for width, height in boxes} == {(594, 841)}


def test_a_picture_of_it(pages: dict[str, str], tmp_path: Path) -> None:
    """A screenshot is no blank sheet."""
    require("chromium")
    (tmp_path / "page.html").write_text(pages["hard"], "utf-8")
    browse(tmp_path, "--window-size=390,2000", f"--screenshot={tmp_path / 'page.png'}")
    assert len((tmp_path / "page.png").read_bytes()) > 20_000
