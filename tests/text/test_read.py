"""The text of files of every kind."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from negtrack.errors import NegtrackError
from negtrack.text.normalise import hash_text
from negtrack.text.read import MAX_FILE, read_source
from tests.text.pdf_pages import build_pdf

DEMANDS = ["a rise of 12%", "a week of 35 hours", "no night work", "rehiring of all 14 drivers"]
PAGE = """<!doctype html><html><head><title>Strike</title><style>p {}</style></head><body>
<header><nav><ul><li>Home</li></ul></nav></header><main><article><header><h1>Port strike</h1></header>
<p>The list, which was handed over on Monday, has four points,
and <b>no</b> more:</p>
<ul><li>a rise of 12%</li><li>a week of <em>35</em> hours</li><li>no night work<li>rehiring of all 14 drivers</li></ul>
<table><caption>Offers</caption><tr><th>Issue</th><th>Union</th><th>Port</th></tr>
<tr><td>Pay</td><td><p>12%</p></td><td>3.9%</td></tr></table>
<dl><dt>Term</dt><dd>two years</dd></dl><blockquote>We will not sign for less.</blockquote>
<figure><img alt="x"><figcaption>At the gate</figcaption></figure><script>var a = "hidden";</script>
<p>First line<br>second line<br><br>A new thought<!-- no --> that goes on</p><p hidden>not shown</p>
<aside>From the list</aside></article><aside>Read also</aside></main><footer>All rights</footer></body></html>"""
PARAGRAPHS = [
    "Port strike",
    "The list, which was handed over on Monday, has four points, and no more:",
    *DEMANDS,
    "Offers",
    "Issue | Union | Port",
    "Pay | 12% | 3.9%",
    "Term",
    "two years",
    "We will not sign for less.",
    "At the gate",
    "First line second line",
    "A new thought that goes on",
    "From the list",
]


def paragraphs_of(folder: Path, name: str, content: bytes | str) -> list[str]:
    """Return the paragraphs that are read from a file with this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_source(path).text.split("\n")


def test_a_page_keeps_every_block_of_its_article(tmp_path: Path) -> None:
    """Points of lists, rows, captions, terms and quotations are paragraphs; menus, scripts and margins are left out."""
    assert paragraphs_of(tmp_path, "page.html", PAGE) == PARAGRAPHS


def test_a_page_of_teasers_is_taken_whole(tmp_path: Path) -> None:
    """Where an `article` is but a small part of the page, the rest of the page is not left out."""
    page = f"<body><article>Read also</article><div>{'Long words. ' * 9}</div></body>"
    assert paragraphs_of(tmp_path, "page.htm", page) == ["Read also", ("Long words. " * 9).strip()]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("within 30<sup>3</sup> days", "within 30³ days"),
        ("<b>30</b><sup><a href='#n'><i>12</i></a></sup> days", "30¹² days"),
        ("a rise of 5,<sup>1</sup> of which 3%", "a rise of 5,¹ of which 3%"),
        ("5<sup>1</sup>/<sub>2</sub>% a year", "5¹/2% a year"),
        ("the years 2024<sub>1</sub> and H<sub>2</sub>O", "the years 2024₁ and H2O"),
        ("the 1<sup>st</sup> phase, they said.<sup>3</sup> No", "the 1st phase, they said.3 No"),
        ("<math><mfrac><mn>1</mn><mn>3</mn></mfrac></math> of the seats", "1/3 of the seats"),
        ("<math><msup><mn>10</mn><mn>6</mn></msup></math> dollars", "10⁶ dollars"),
    ],
)
def test_raised_digits_of_a_page_are_no_part_of_a_figure(tmp_path: Path, markup: str, words: str) -> None:
    """The mark of a note behind 30 does not make it 303, nor the parts of a fraction one number."""
    assert paragraphs_of(tmp_path, "page.html", f"<p>{markup}</p>") == [words]


def test_a_table_for_layout_is_no_row(tmp_path: Path) -> None:
    """A cell that holds several blocks is read as blocks."""
    page = "<table><tr><td><p>one</p><p>two</p></td><td>three</td></tr></table>"
    assert paragraphs_of(tmp_path, "page.html", page) == ["one", "two", "three"]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "iso-8859-8", "utf-16"])
def test_a_page_is_read_in_the_encoding_that_it_declares(tmp_path: Path, encoding: str) -> None:
    """An older page declares another encoding than UTF-8, and is read in that."""
    word = "שבועיים" if encoding == "iso-8859-8" else "“für”"
    page = f'<html><meta http-equiv="Content-Type" content="text/html; charset={encoding}"><p>{word}</p></html>'
    assert paragraphs_of(tmp_path, "page.html", page.encode(encoding)) == [word.replace("“", '"').replace("”", '"')]


def test_markdown_is_read_as_it_is_shown(tmp_path: Path) -> None:
    """Headings, points, rows and quotations are paragraphs, and no mark of the notation stays."""
    table = "| A | B |\n|---|---|\n| 1 | 2 |"
    text = f"# Strike\n\nThe *list*\nhas points:\n\n* a rise\n* no `night` work\n\n{table}\n\n> We\n"
    seen = paragraphs_of(tmp_path, "note.md", text)
    assert seen == ["Strike", "The list has points:", "a rise", "no night work", "A | B", "1 | 2", "We"]


_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _docx(body: str, name: str = _MAIN) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{name}"><w:body>{body}</w:body></w:document>')
    return content.getvalue()


def _paragraph(runs: str) -> str:
    return f"<w:p>{runs}</w:p>"


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_a_document_keeps_its_signs(tmp_path: Path) -> None:
    """A symbol before a figure, a hyphen that does not break and a sign that is not known are not lost."""
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
    unknown = '<w:r><w:sym w:font="Wingdings" w:char="F0B3"/></w:r>'
    body = _paragraph(symbol + _run("4 of 5") + "<w:r><w:noBreakHyphen/></w:r>" + _run("10")) + _paragraph(unknown)
    assert paragraphs_of(tmp_path, "offer.docx", _docx(body)) == ["≥4 of 5-10", "�"]


def test_raised_digits_of_a_document_are_no_part_of_a_figure(tmp_path: Path) -> None:
    """The mark of a note behind 30 does not make it 303, also where it was inserted; a formula keeps its figures."""
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>3</w:t></w:r>'
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>5</w:t></w:r>'
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    parts = "".join(f"<m:{part}><m:r><m:t>{figure}</m:t></m:r></m:{part}>" for part, figure in (("num", 1), ("den", 3)))
    power = "<m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>6</m:t></m:r></m:sup></m:sSup>"
    body = (
        _paragraph(_run("within 30") + raised + _run(" days"))
        + _paragraph(_run("within 30") + f"<w:ins>{raised}</w:ins>" + _run(" days, they said.") + raised)
        + _paragraph(_run("within 30") + own + _run(" days"))
        + _paragraph(_run("within 30") + raised.replace("super", "sub") + _run(" days"))
        + _paragraph(_run("a share of ") + f"<m:oMath {math}><m:f>{parts}</m:f></m:oMath>")
        + _paragraph(f"<m:oMath {math}>{power}</m:oMath>")
    )
    assert paragraphs_of(tmp_path, "offer.docx", _docx(body)) == [
        "within 30³ days",
        "within 30³ days, they said.3",
        "within 30⁵ days",
        "within 30₃ days",
        "a share of 1/3",
        "10⁶",
    ]


def test_a_strict_document_is_read_as_another(tmp_path: Path) -> None:
    """One that was saved as Strict Open XML (ISO/IEC 29500) names the same words by another address."""
    strict = _docx(_paragraph(_run("pays 7%")), "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert paragraphs_of(tmp_path, "offer.docx", strict) == ["pays 7%"]


def test_a_document_is_read_with_its_changes_accepted(tmp_path: Path) -> None:
    """What a tracked change deletes is gone, rows included; what one inserts stands."""
    changed = (
        _run("pays ")
        + "<w:del><w:r><w:delText>5%</w:delText></w:r></w:del>"
        + "<w:ins>"
        + _run("7%")
        + "</w:ins>"
        + "<w:moveFrom>"
        + _run("moved")
        + "</w:moveFrom>"
    )
    cells = "".join(f"<w:tc>{_paragraph(_run(text))}</w:tc>" for text in ("Pay", "7%"))
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cells}</w:tr>"
    seen = paragraphs_of(
        tmp_path, "offer.docx", _docx(_paragraph(changed) + f"<w:tbl><w:tr>{cells}</w:tr>{gone}</w:tbl>")
    )
    assert seen == ["pays 7%", "Pay | 7%"]


LEFT = ["The union handed over its list.", "It demands a rise of 12% and a", "week of 35 hours; no one may be dis-",
        "missed while the talks go on."]  # fmt: skip
RIGHT = [
    "The mediator asked both sides to",
    "stay until Thursday evening, and",
    "said that the gap had become",
    "small.",
]
COLUMNS = [
    "The union handed over its list. It demands a rise of 12% and a week of 35 hours; no one may be dis‐missed while "
    "the talks go on.",
    "The mediator asked both sides to stay until Thursday evening, and said that the gap had become small.",
]


@pytest.mark.parametrize("order", ["columns", "rows"])
def test_two_columns_are_not_read_across(tmp_path: Path, order: str) -> None:
    """A page in two columns gives one after the other, also where the file holds its lines row by row."""
    columns = [
        [(left, 760 - 14 * row, text) for row, text in enumerate(lines)] for left, lines in ((60, LEFT), (320, RIGHT))
    ]
    lines = [*columns[0], *columns[1]]
    if order == "rows":
        lines = [line for pair in zip(*columns, strict=True) for line in pair]
    assert paragraphs_of(tmp_path, "paper.pdf", build_pdf([lines])) == COLUMNS


def test_a_message_gives_subject_and_body(tmp_path: Path) -> None:
    """The body as a page is taken before the plain one, which often lacks the lists; attachments are left out."""
    message = (
        "Subject: =?utf-8?q?Angebot_f=C3=BCr?= Montag\nMIME-Version: 1.0\n"
        'Content-Type: multipart/alternative; boundary="b"\n\n--b\nContent-Type: text/plain\n\nshort\n'
        "--b\nContent-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
        "<p>We offer f=FCr now:</p><ul><li>3.9%</li></ul>\n--b--\n"
    )
    assert paragraphs_of(tmp_path, "offer.eml", message) == ["Angebot für Montag", "We offer für now:", "3.9%"]


def test_a_plain_message_has_the_paragraphs_of_plain_text(tmp_path: Path) -> None:
    """A body without markup is read as a text file is."""
    message = "Subject: Offer\nContent-Type: text/plain; charset=utf-8\n\nWe offer\n3.9%.\n\n- no more\n"
    assert paragraphs_of(tmp_path, "offer.eml", message) == ["Offer", "We offer 3.9%.", "- no more"]


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
"""The beginning of a file of Office before 2007, which an encrypted one has too."""


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("scan.pdf", build_pdf([[]]), "only pictures"),
        ("broken.pdf", b"%PDF-1.4 nothing", "no PDF file that can be read"),
        ("page.html", b"<html><body><div id='app'></div><script>run()</script></body></html>", "a script fills"),
        ("page.html", b"<meta charset=shift_jis><p>f\xfc\xfc</p>", "not in shift_jis"),
        ("page.html", b"<!-- nothing -->", "a script fills"),
        ("page.html", b"<meta charset=klingon><p>x</p>", "not in klingon"),
        ("page.html", b"<p>f\xfcr</p>", "not UTF-8: byte 0xfc in line 1"),
        ("empty.txt", b" \n", "empty"),
        ("signs.txt", b"--- * ---\n", "no text in it"),
        ("latin.txt", b"f\xfcr zwei Wochen", "not UTF-8"),
        ("offer.docx", b"PK nothing", "no Word document that can be read"),
        ("offer.docx", COMPOUND, "before 2007, whatever its name; save it as docx"),
        ("offer.docx", COMPOUND + "EncryptedPackage".encode("utf-16-le"), "encrypted with a password; save it without"),
        ("offer.eml", b"Content-Type: text/plain; charset=klingon\n\nword", "encoding that is not known"),
        (
            "offer.eml",
            b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nf\xfcr",
            "is not in",
        ),
        ("notes.odt", b"x", "not a kind of file whose text is taken; save it as one of .html"),
    ],
)
def test_what_gives_no_text_is_refused(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    """Files without text, in another encoding or of another kind are errors that name the file and the remedy."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(NegtrackError, match=reason) as caught:
        read_source(tmp_path / name)
    assert str(tmp_path / name) in str(caught.value)


def test_a_file_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    """The size is looked at before anything is read."""
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(NegtrackError, match=f"larger than {MAX_FILE:,} bytes"):
        read_source(tmp_path / "large.txt")


def test_the_hash_is_that_of_the_normalised_text(tmp_path: Path) -> None:
    """Two files that differ only in spelling have one hash, and the extractor says what read them."""
    seen = []
    for name, content in (("a.txt", "“Two\nweeks”\n"), ("b.html", '<p>"Two   weeks"</p>')):
        (tmp_path / name).write_text(content, "utf-8")
        seen.append(read_source(tmp_path / name))
    assert {text.sha256 for text in seen} == {hash_text('"Two weeks"')}
    assert [text.extractor.partition(",")[2].split()[:1] for text in seen] == [[], ["lxml"]]


@pytest.mark.parametrize(("name", "library"), [("a.html", "lxml"), ("a.pdf", "pdfminer.six")])
def test_a_missing_library_is_named_with_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, library: str
) -> None:
    """Plain text needs none."""
    monkeypatch.setattr("negtrack.text.read.find_spec", lambda _: None)
    (tmp_path / name).write_text("words")
    with pytest.raises(NegtrackError, match=rf"needs {library}; pip install 'negtrack\[sources\]'"):
        read_source(tmp_path / name)
    (tmp_path / "a.txt").write_text("words")
    assert read_source(tmp_path / "a.txt").text == "words"
