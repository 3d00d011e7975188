"""The tables of `query` and what a statement may do with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from negtrack.errors import UsageError
from negtrack.model import Negotiation
from negtrack.query import Snapshot
from negtrack.views.query import build_query, build_tables
from negtrack.views.relations import RELATIONS

Build = Callable[..., Negotiation]

RECORDS = """
side.workers = { title = "Workers", parties = ["union"] }
source.paper = { title = "Paper", issued = 2024-03-05 }
position.first = { value = "40", stated = 2024-03-01, side = "own", speaker = "Union" }
position.wrong = { value = "4", stated = 2024-03-02, side = "own", speaker = "Union" }
position.better = { value = "41..45", stated = 2024-03-02, side = "own", speaker = "Union", supersedes = ["wrong"] }
position.slip = { value = "1", stated = 2024-03-03, side = "own", speaker = "Union" }
retraction.oops = { of = "slip" }
position.under = { party = "employer", value = "under 40", stated = 2024-03-04, sources = ["paper"], tags = ["a", "b"] }
position.start = { issue = "start", value = "at least 2 weeks" }
position.mandate = { issue = "mandate", value = "limited", limits = ["pay = at most 50", "hours = 35"] }
proposal.p = { party = "state", terms = ["pay = 42 or 44", "hours = undisclosed"], stated = 2024-03-06 }
response.no = { proposal = "p", answer = "rejected", side = "own", speaker = "Union", stated = 2024-03-08 }
response.hm = { proposal = "p", answer = "pending", stated = 2024-03-07 }
note.fact = { text = "Prices rose." }
"""


def ask(snapshot: Snapshot, statement: str) -> list[tuple[Any, ...]]:
    """Return the rows that a statement gives."""
    return list(build_query(snapshot, statement).lines)


@pytest.fixture
def snapshot(negotiation_of: Build) -> Snapshot:
    """Return `RECORDS`, as it stands at the end."""
    return Snapshot(negotiation_of(RECORDS))


@pytest.mark.parametrize("name", RELATIONS)
def test_every_documented_column_is_there(snapshot: Snapshot, name: str) -> None:
    """And no other; each has a meaning, and no name stands twice."""
    view = build_query(snapshot, f'SELECT * FROM "{name}"')
    (table,) = (table for table in build_tables().tables if table.name == name)
    assert view.columns == tuple(column for column, _, _ in table.columns)
    assert len(set(view.columns)) == len(view.columns)
    assert all(meaning.endswith(".") for meaning in (table.meaning, *(meaning for _, _, meaning in table.columns)))


DEAL = """
agreement.deal = { title = "Deal", date = 2024-03-25, between = ["union", "employer"], terms = ["hours = 38"] }
open.later = { agreement = "deal", issue = "start", decide-by = 2024-04-01, otherwise = "1 week" }
milestone.signed = { agreement = "deal", milestone = "signed", date = 2024-03-25, stated = 2024-03-25 }
"""


def test_every_row_is_of_the_documented_types(negotiation_of: Build) -> None:
    """Nothing absent is an empty text or an empty list."""
    snapshot = Snapshot(negotiation_of(RECORDS + DEAL))
    types: dict[str, tuple[type, ...]] = {
        "text": (str,),
        "integer": (int,),
        "real": (int, float),
        "decimal": (Decimal,),
        "boolean": (bool,),
        "day": (date,),
        "instant": (datetime,),
        "list": (tuple,),
    }
    filled = set()
    for relation in RELATIONS.values():
        for row in relation.rows(snapshot):
            for column, value in zip(relation.columns, row, strict=True):
                assert value not in ("", (), [])
                assert value is None or type(value) in types[column.type], (relation.name, column.name, value)
                filled |= {relation.name} if value is not None else set()
    assert filled == set(RELATIONS) - {"delegate", "step", "agreement_step"}


def test_the_standing_of_every_position(snapshot: Snapshot) -> None:
    """What counts no more is on record all the same, and says why."""
    assert dict(ask(snapshot, "SELECT id, standing FROM position WHERE issue = 'pay'")) == {
        "better": "current",
        "first": "cleared",
        "wrong": "superseded",
        "slip": "retracted",
        "under": "current",
    }
    assert ask(snapshot, "SELECT id FROM current ORDER BY id") == [("better",), ("mandate",), ("start",), ("under",)]


def test_both_clocks_hold(negotiation_of: Build) -> None:
    """What had not been stated, or not been recorded, is in no table; a retraction takes effect when it is recorded."""
    known = negotiation_of(RECORDS + "position.late = { value = '9', recorded = 2024-07-01 00:00:00+00:00 }")
    early = Snapshot(known, as_of=date(2024, 3, 1))
    assert ask(early, "SELECT count(*) FROM position") == [(4,)]
    assert ask(early, "SELECT count(*) FROM proposal") == [(0,)]
    before = Snapshot(known, known_at=datetime(2024, 6, 15, tzinfo=UTC))
    assert ask(before, "SELECT * FROM position WHERE id = 'late'") == []
    assert ask(Snapshot(known, known_at=datetime(2024, 5, 1, tzinfo=UTC)), "SELECT count(*) FROM retraction") == [(0,)]


def test_what_is_void_and_not_yet_stated_is_not_on_record(snapshot: Snapshot) -> None:
    """Also a superseded and a retracted position wait for their day."""
    early = Snapshot(snapshot.negotiation, as_of=date(2024, 3, 1))
    assert ask(early, "SELECT id FROM position WHERE id IN ('wrong', 'slip')") == []


@pytest.mark.parametrize(
    ("value", "numbers"),
    [
        ("40", (40, 40, 0, 0, 0, 1)),
        ("about 40", (40, 40, 0, 0, 1, 1)),
        ("700..1000.5", (700, 1000.5, 0, 0, 0, 1)),
        ("under 30", (None, 30, None, 1, 0, 1)),
        ("at least 0", (0, None, 0, None, 0, 1)),
        ("1 or 5 or 7..9", (1, 9, 0, 0, 0, 3)),
        ("unspecified", (None,) * 6),
    ],
)
def test_the_set_as_numbers(negotiation_of: Build, value: str, numbers: tuple[object, ...]) -> None:
    """The outermost ends, whether they are excluded, and how many ranges there are; whole numbers stay whole."""
    snapshot = Snapshot(negotiation_of(f'position.a = {{ value = "{value}" }}'))
    (row,) = ask(snapshot, "SELECT low, high, low_open, high_open, about, pieces, unit FROM position")
    assert row == (*numbers, "euros" if numbers[-1] else None)
    assert [type(cell) for cell in row[:2]] == [type(number) for number in numbers[:2]]


HEAD = """
party.union = { name = "Union", role = "principal" }
event.signed = { title = "Signature" }
event.dated = { title = "Dated", date = 2024-01-31 }
issue.i = { title = "Issue", %s }
"""


@pytest.mark.parametrize(
    ("kind", "value", "row"),
    [
        ('kind = "timing", anchor = "signed"', "at least 2 weeks", (14, None, "days", "signed")),
        ('kind = "timing", anchor = "signed"', "1 month", (None, None, None, "signed")),
        ('kind = "timing", anchor = "signed"', "1 month after dated", (29, 29, "days", "dated")),
        ('kind = "timing", anchor = "signed"', "undisclosed", (None, None, None, None)),
        ('kind = "duration"', "1 year", (12, 12, "months", None)),
        ('kind = "duration"', "2 weeks or 1 month", (None, None, None, None)),
        ('kind = "date"', "1970-01-02", (1, 1, "days since 1970-01-01", None)),
        ('kind = "date", unit = "years"', "at least 2035", (2035, None, "years", None)),
        ('kind = "money"', "USD 2m/year", (2_000_000, 2_000_000, "USD/year", None)),
        ('kind = "money"', "USD 100000000tn", (1e20, 1e20, "USD", None)),
        ('kind = "ratio", give = "a", per = "b"', "30:1", (30, 30, None, None)),
        ('kind = "percent"', "12.5%", (12.5, 12.5, "points", None)),
        ('kind = "choice", ladder = ["low", "mid", "top"]', "mid or top", (1, 2, "rungs", None)),
        ('kind = "choice", options = ["x", "y"]', "y", (None, None, None, None)),
        ('kind = "yes-no"', "yes", (None, None, None, None)),
        ('kind = "text"', "peace", (None, None, None, None)),
    ],
)
def test_what_each_kind_counts_in(negotiation_of: Build, kind: str, value: str, row: tuple[object, ...]) -> None:
    """What has no place on one line has no numbers, rather than wrong ones."""
    snapshot = Snapshot(negotiation_of(f'position.a = {{ issue = "i", value = "{value}" }}', head=HEAD % kind))
    assert ask(snapshot, "SELECT low, high, unit, event FROM position") == [row]


def test_lists_days_and_booleans_in_sql(snapshot: Snapshot) -> None:
    """Lists are joined, days and instants ISO text, booleans 1 and 0, what is absent null."""
    (row,) = ask(snapshot, "SELECT tags, day, recorded, contested, quote, source FROM position WHERE id = 'under'")
    assert row == ("a; b", "2024-03-04", "2024-06-01T00:00:00+00:00", 0, None, "paper")
    assert ask(snapshot, "SELECT limits FROM position WHERE id = 'mandate'") == [("pay = at most 50; hours = 35",)]


def test_gap(snapshot: Snapshot) -> None:
    """Distance, unit and whether it is more than that, with the ids of the positions that count."""
    (row,) = ask(
        snapshot,
        "SELECT one, other, status, distance, more_than, unit, since, one_position, other_position FROM gap"
        " WHERE issue = 'pay'",
    )
    assert row == ("employer", "union", "apart", 1, 1, "euros", "2024-03-04", "under", "better")
    assert ask(snapshot, "SELECT status, distance, more_than FROM gap WHERE issue = 'hours'") == [("silent", None, 0)]


def test_terms_and_answers(snapshot: Snapshot) -> None:
    """A term has its set as numbers; an answer says whether it stands."""
    assert ask(snapshot, "SELECT id, value, low, high, pieces, standing FROM term") == [
        ("p#pay", "42 or 44", 42, 44, 2, "stands"),
        ("p#hours", "undisclosed", None, None, None, "stands"),
    ]
    assert dict(ask(snapshot, "SELECT id, standing FROM response")) == {"no": "current", "hm": "cleared"}


def test_a_disclosed_term_stands_where_it_belongs(negotiation_of: Build) -> None:
    """Once, undisclosed, under the proposal that was tabled; the record that tells it is marked and has its value."""
    snapshot = Snapshot(
        negotiation_of("""
        proposal.p = { party = "state", terms = ["pay = undisclosed"] }
        proposal.d = { party = "state", terms = ["pay = 45"], discloses = "p", stated = 2024-03-09 }
        """)
    )
    assert ask(snapshot, "SELECT proposal, value FROM term") == [("p", "undisclosed")]
    assert ask(snapshot, "SELECT id, terms, discloses FROM proposal") == [
        ("p", "pay = undisclosed", None),
        ("d", "pay = 45", "p"),
    ]


def test_an_offer_of_a_party_s_own_proposal(negotiation_of: Build) -> None:
    """It is in position with the id of its term, and names the proposal."""
    snapshot = Snapshot(negotiation_of('proposal.ours = { terms = ["pay = 45"] }'))
    joined = "SELECT position.id, position.proposal FROM position JOIN term USING (id)"
    assert ask(snapshot, joined) == [("ours#pay", "ours")]


def test_duplicate_names_are_numbered(snapshot: Snapshot) -> None:
    """Also where the number itself is taken."""
    view = build_query(snapshot, "SELECT id, id, 1 AS id_2, id FROM note")
    assert view.columns == ("id", "id_2", "id_2_2", "id_3")
    assert list(next(iter(view.rows())).values()) == ["fact", "fact", 1, "fact"]


def test_the_id_is_the_id_or_what_comes_first(snapshot: Snapshot) -> None:
    """`--ids` gives it."""
    assert build_query(snapshot, "SELECT party, id FROM note").id_column == "id"
    assert build_query(snapshot, "SELECT party, text FROM note").id_column == "party"


def test_values_that_formats_cannot_write(snapshot: Snapshot) -> None:
    """Bytes are hexadecimal digits, infinity a word, broken UTF-8 a mark."""
    assert ask(snapshot, "SELECT x'00ff', 1e999, -1e999, CAST(x'ff' AS text)") == [
        ("00FF", "Infinity", "-Infinity", "\ufffd")
    ]


EVIL = [
    "INSERT INTO note (id) VALUES ('x')",
    "WITH x AS (SELECT 1) INSERT INTO note (id) SELECT * FROM x",
    "WITH x AS (SELECT 1) DELETE FROM note",
    "WITH x AS (SELECT 1) UPDATE note SET id = 'x'",
    "/* SELECT */ DELETE FROM note",
    "-- SELECT\nDROP TABLE note",
    "(DELETE FROM note)",
    "CREATE TABLE x (y)",
    "PRAGMA query_only = OFF",
    "SELECT * FROM pragma_query_only",
    "SELECT * FROM pragma_table_info('note')",
    "ATTACH '{path}' AS x",
    "VACUUM INTO '{path}'",
    "SELECT load_extension('{path}')",
    "SELECT LOAD_EXTENSION('{path}')",
    "SELECT writefile('{path}', 'x')",
    "SELECT readfile('{path}')",
    "BEGIN",
    "EXPLAIN SELECT 1",
    "REPLACE INTO note (id) VALUES ('x')",
    "SELECT 1; DROP TABLE note",
    "SELECT 1; ATTACH '{path}' AS x",
]


@pytest.mark.parametrize("statement", EVIL)
def test_nothing_but_reading(snapshot: Snapshot, tmp_path: Any, statement: str) -> None:
    """One line; no file comes to be, and nothing is lost for the next statement."""
    with pytest.raises(UsageError) as caught:
        build_query(snapshot, statement.format(path=tmp_path / "x"))
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []
    assert ask(snapshot, "SELECT id FROM note") == [("fact",)]


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            "SELECT vlue FROM position",
            r"no such column: vlue in position; did you mean value\? its columns are id, party",
        ),
        ("SELECT p.vlue FROM position AS p, source", r"no such column: p.vlue in position; did you mean value\?"),
        (
            "SELECT titel FROM position JOIN source s ON s.id = source",
            r"no such column: titel in position or source; did you mean title\? position has id, .*; source has id",
        ),
        ("SELECT zzzz FROM (SELECT 1 FROM gap) JOIN note", "no such column: zzzz in gap or note; gap has issue"),
        ("SELECT issue", "no such column: issue; tables are position, current, step, gap"),
        ("SELECT 'FROM source', zzzz FROM note -- FROM gap", "no such column: zzzz in note; its columns are"),
        ("SELECT * FROM positions", r"no such table: positions; did you mean position\? tables are position, current"),
        ("SELECT * FROM main.gaps", r"no such table: main.gaps; did you mean gap\?"),
        (
            "SELECT * FROM json_each('[1]')",
            "query is read-only; use SELECT ...; a table-valued function is not allowed",
        ),
        ("INSERT INTO note VALUES (1)", 'query is read-only; use SELECT ..., not "INSERT"$'),
        ("WITH x AS (SELECT 1) DELETE FROM note", "query is read-only; .* an action other than reading is not allowed"),
        ("SELECT load_extension('x')", "the function load_extension is not allowed"),
        ("SELCT 1", r'use SELECT \.\.\., not "SELCT"'),
        ("42", 'query is read-only; use SELECT ..., not "42"'),
        ("*", r'query is read-only; use SELECT ..., not "\*"'),
        ("", 'the statement is empty; use one such as "SELECT party, issue, value FROM current"'),
        ("  ;\n", "the statement is empty"),
        ("-- SELECT 1", "the statement is empty"),
        ("/* SELECT 1", "the statement is empty"),
        ("SELECT 1; SELECT 2", "more than one statement; use one at a time"),
        ("SELECT id FROM note JOIN event", "id is in more than one table; use TABLE.id"),
        ("SELECT group FROM issue", 'syntax error at "group"; write the column as "group", with quotes'),
        ("SELECT id FORM note", 'syntax error at "note"'),
        ("SELECT 'abc", "a quote may be missing"),
        ("SELECT (1", "the statement is incomplete"),
        ("SELECT", "the statement is incomplete"),
        ("SELECT ?", "a placeholder"),
        ("SELECT :day", "a placeholder"),
        ("SELECT nope(1)", "no such function: nope"),
        ("SELECT count(id FROM note", 'syntax error at "FROM"'),
        ("SELECT '\ud800'", "the statement is not UTF-8"),
        ("SELECT 1\0", "null"),
        ("SELECT abs(-9223372036854775808)", "integer overflow"),
    ],
)
def test_what_is_wrong_is_one_line(snapshot: Snapshot, statement: str, message: str) -> None:
    """With the columns or tables at hand, and the nearest name."""
    with pytest.raises(UsageError, match=message) as caught:
        build_query(snapshot, statement)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT 1;",
        "  -- one\n/* two */ select 1 ;; ",
        "VALUES (1)",
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 1) SELECT x FROM c",
        "WITH c AS (SELECT * FROM note) SELECT count(*) FROM c",
        "SELECT count(*) OVER () FROM NOTE",
        "SELECT 1 FROM note WHERE id = 'fact' UNION SELECT 1 FROM note",
    ],
)
def test_what_reads_is_read(snapshot: Snapshot, statement: str) -> None:
    """Comments, recursion, windows and unions are SQL like any other."""
    assert ask(snapshot, statement) == [(1,)]


def test_an_answer_without_end(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused before it fills the memory."""
    monkeypatch.setattr("negtrack.views.sql.MAX_ROWS", 1000)
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c"
    with pytest.raises(UsageError, match="more than 1000 rows; narrow it with WHERE or LIMIT"):
        build_query(snapshot, endless)
    assert len(ask(snapshot, f"{endless} LIMIT 1000")) == 1000


def test_only_what_is_read_is_worked_out(snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A statement over notes fills no other table."""
    asked: list[str] = []
    rows = type(RELATIONS["note"]).rows
    monkeypatch.setattr(
        type(RELATIONS["note"]), "rows", lambda self, snapshot: asked.append(self.name) or rows(self, snapshot)
    )
    ask(snapshot, "SELECT count(*) FROM note WHERE text LIKE '%a%'")
    assert asked == ["note"]
