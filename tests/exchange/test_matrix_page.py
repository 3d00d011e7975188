"""The matrix as a page: the tree of the clusters beside the table, and who came nearer."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction

from lxml import html

from negtrack.exchange.export.html.matrix import matrix_text
from negtrack.frozen import replace
from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.query.clusters import Cluster, clusters_of
from negtrack.render.charts.tree_svg import ROW, WIDTH, draw_tree
from negtrack.views.matrix import build_matrix

from .documents import EVERYTHING, HIDDEN

Make = Callable[..., Negotiation]
ISSUES = 'ladder = ["no", "maybe", "yes"] }\n'
HELD = {"a": "yes yes no yes", "b": "yes yes no no", "c": "no no yes -", "d": "no - yes -"}
"""What four parties say on four issues."""


def talks(make: Make) -> Negotiation:
    """Return talks of four parties; `d` came to say `yes` on the third issue in March."""
    head = "".join(f'party.{name} = {{ name = "Party {name.upper()}", role = "principal" }}\n' for name in HELD)
    head += "".join(f'issue.i{number} = {{ title = "Issue", kind = "choice", {ISSUES}' for number in range(4))
    own = 'side = "own", attribution = "on-record"'
    said = [
        f'position.{name}{number} = {{ party = "{name}", issue = "i{number}", value = "{word}", {own}, '
        f"stated = 2024-02-01 }}"
        for name, words in {**HELD, "d": "no - no -"}.items()
        for number, word in enumerate(words.split())
        if word != "-"
    ]
    said.append(f'position.moved = {{ party = "d", issue = "i2", value = "yes", {own}, stated = 2024-03-01 }}')
    return make("\n".join(said), f'title = "Talks"\n{head}')


def page(negotiation: Negotiation, since: date | None = None) -> str:
    """Return the page over all issues."""
    return matrix_text(build_matrix(Snapshot(negotiation), list(negotiation.issues.values()), (since, "")))


def words(element: html.HtmlElement) -> str:
    """Return the text of an element with single blanks."""
    return " ".join(element.text_content().split())


def test_table_and_tree(negotiation_of: Make) -> None:
    """Rows and columns are in the order of similarity; each cell counts, and the tree stands beside in words too."""
    tree = html.fromstring(page(talks(negotiation_of)))
    rows = [[words(cell) for cell in row] for row in tree.xpath("//table//tr")]
    assert rows == [
        ["Party", "1", "2", "3", "4"],
        ["1 Party A", "", "3/4", "0/3", "0/2"],
        ["2 Party B", "3/4", "", "0/3", "0/2"],
        ["3 Party C", "0/3", "0/3", "", "2/2"],
        ["4 Party D", "0/2", "0/2", "2/2", ""],
    ]
    assert [words(item) for item in tree.xpath("//ol/li")] == [
        "100 percent: Party C with Party D",
        "75 percent: Party A with Party B",
        "0 percent: Party A, Party B with Party C, Party D",
    ]
    assert tree.xpath("//svg/title/text()") == ["Clusters of similar parties"]
    assert "·: nothing" not in words(tree)


def test_who_came_nearer(negotiation_of: Make) -> None:
    """Since an earlier day the page begins with the pairs that meet on more issues, then those that meet on fewer."""
    tree = html.fromstring(page(talks(negotiation_of), date(2024, 2, 20)))
    nearer, apart, matrix = tree.xpath("//table")
    assert [[words(cell) for cell in row] for row in nearer.xpath(".//tbody/tr")] == [
        ["Party C and Party D", "meet on 1 more", "1/2", "2/2"]
    ]
    assert [words(row[0]) for row in apart.xpath(".//tbody/tr")] == ["Party A and Party D", "Party B and Party D"]
    assert len(matrix.xpath(".//tbody/tr")) == 4


def test_lines_of_the_tree() -> None:
    """A line runs from each party to the share at which it was joined, and joins it there; parts that cannot be
    compared are not joined."""
    shares = {("a", "b"): Fraction(3, 4), ("a", "c"): Fraction(1, 4), ("b", "c"): Fraction(1, 4)}
    drawing = draw_tree(clusters_of("abcd", shares), "T", "D")
    (path,) = re.findall(r'class="l" d="([^"]*)"', drawing)
    first, joint, root = ROW // 2, WIDTH * 3 // 4, WIDTH // 4
    assert path == (
        f"M{joint} {ROW}H{root}M{WIDTH} {ROW * 5 // 2}H{root}M{root} {ROW}V{ROW * 5 // 2}"
        f"M{WIDTH} {first}H{joint}M{WIDTH} {first + ROW}H{joint}M{joint} {first}V{first + ROW}"
        f"M{WIDTH} {first + 3 * ROW}h-4"
    )
    assert draw_tree((Cluster(("a",)),), "T", "D").count("<path") == 2


def test_the_same_bytes_and_nothing_from_elsewhere(negotiation_of: Make) -> None:
    """The same data gives the same page, which has no script, no address and no style that its policy does not know."""
    made = page(talks(negotiation_of))
    assert made == page(talks(negotiation_of))
    assert not re.search(r"<script|<link|@import|https?:|\sstyle=", made)
    assert "default-src 'none'" in made


def test_hostile_names(negotiation_of: Make) -> None:
    """A name is text, never markup, and its hidden characters are marks."""
    negotiation = talks(negotiation_of)
    parties = {
        name: replace(party, name=f"{EVERYTHING} {name}", short="") for name, party in negotiation.parties.items()
    }
    made = page(replace(negotiation, parties=parties))
    assert "<script>alert" not in made
    assert "<img" not in made
    assert not set(made) & set(HIDDEN)


def test_no_pair(negotiation_of: Make) -> None:
    """Without counterparts the page says so."""
    assert "No pair of counterparts." in page(negotiation_of("", 'title = "Talks"'))
