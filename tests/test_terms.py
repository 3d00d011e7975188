"""Terms that say more than a value, in files, rows and answers; and the names of single terms."""

from __future__ import annotations

import io
import tomllib
from datetime import UTC, datetime

import pytest

from negtrack.checks import check_negotiation
from negtrack.exchange.export.selection import select_part
from negtrack.exchange.git.merge import merge_texts
from negtrack.exchange.import_.terms import build_terms
from negtrack.exchange.rows import cell_of, row_of
from negtrack.ids import content_hash
from negtrack.model import Negotiation, Position, Proposal, Term, digest, is_later, term_keys, to_table
from negtrack.query import Snapshot, current_position, is_denied, live_positions, pair_of, standing_responses
from negtrack.store.cache.kept import pack, unpack
from negtrack.store.parse import parse_document, parse_tail
from negtrack.store.render_toml import render_block
from negtrack.store.toml_source import Lines

from .negotiations import build_negotiation

HEAD = """
[source.photo]
issued = 2024-03-01

[proposal.plan]
side = "own"
attribution = "document"
terms = ["hours = 35"]

[proposal.plan.term.pay]
value = "50"
qualifier = "net"
requires = ["hours = at most 36", "the board agrees"]
text = "Fifty, net."
speaker = "A guard"
side = "media"
grade = "C3"
sources = ["photo"]
locator = "page 3"
modality = "considered"
caveat = "read from a photo"
"""
PLAIN = 'side = "own", attribution = "on-record"'


def plan_of(known: Negotiation) -> Proposal:
    """Return the proposal `plan`."""
    return next(proposal for proposal in known.proposals if proposal.id == "plan")


def pay_of(known: Negotiation) -> Position:
    """Return what the plan offers on pay."""
    return next(offer for offer in Snapshot(known).offers["union", "pay"] if offer.id == "plan#pay")


def test_a_term_is_a_table_or_a_line() -> None:
    """A term with more than a value is a table, and a line of the list the same as a table with its value alone."""
    plan = plan_of(build_negotiation(HEAD))
    assert [str(term) for term in plan.terms] == ["hours = 35", "pay = 50"]
    short, whole = (
        plan_of(build_negotiation(f"[proposal.plan]\n{terms}"))
        for terms in ('terms = ["pay = 50"]', '[proposal.plan.term.pay]\nvalue = "50"')
    )
    assert short == whole
    assert digest(short) == digest(whole)


def test_what_was_written_reads_back_equal() -> None:
    """A proposal with both forms is written with both, and read back as the same."""
    plan = plan_of(build_negotiation(HEAD))
    text = render_block(plan)
    assert '\n[proposal.plan.term.pay]\nvalue = "50"\nqualifier = "net"\n' in text
    document, problems = parse_document(text, "parties/union.toml", "party", "union")
    assert [problem.where for problem in problems] == ["name:", "role:"]  # it is no whole file
    assert [item for item in document.items if item.id == "plan"] == [plan]
    assert to_table(plan)["terms"] == ["hours = 35"]


def test_an_appended_proposal_is_read_alone() -> None:
    """Tables of terms that are appended with their proposal are read without the file before them; alone they are not,
    as they could belong to a proposal in it."""
    plan = plan_of(build_negotiation(HEAD))
    text = render_block(plan)
    items, problems = parse_tail(text, "parties/union.toml", "party", "union", 0)
    assert (items, problems) == ((plan,), [])
    assert Lines(f"{text}\n[position.a]\nvalue = '1'\n").extends()
    assert not Lines("[proposal.plan.term.pay]\nvalue = '1'\n").extends()
    _, problems = parse_tail("[proposal.plan.term.pay]\nvalue = '1'\n", "parties/union.toml", "party", "union", 0)
    assert [problem.message for problem in problems] == ["not appended tables alone"]


def test_the_merge_driver_keeps_a_proposal_and_its_terms_together() -> None:
    """Proposals that were appended on two sides are both kept, each with its terms."""
    base = "name = 'Union'\nrole = 'principal'\n"
    plan = render_block(plan_of(build_negotiation(HEAD)))
    merged = merge_texts(base, f"{base}\n{plan}", f"{base}\n{plan.replace('proposal.plan', 'proposal.other')}")
    assert not merged.conflicts
    assert tomllib.loads(merged.text)["proposal"]["plan"] == tomllib.loads(merged.text)["proposal"]["other"]


def test_the_content_of_a_term_makes_the_id() -> None:
    """Proposals that differ in what a term says have different digests."""
    other = HEAD.replace('locator = "page 3"', 'locator = "page 4"')
    assert digest(plan_of(build_negotiation(HEAD))) != digest(plan_of(build_negotiation(other)))


def test_a_cache_keeps_terms() -> None:
    """A cache gives back every field of a term."""
    plan = plan_of(build_negotiation(HEAD))
    pack(plan, body := io.BytesIO())
    body.seek(0)
    again = unpack(body)
    assert isinstance(again, Proposal)
    assert [vars(term) for term in again.terms] == [vars(term) for term in plan.terms]


def test_a_row_holds_terms() -> None:
    """A row has the values in one column, and a column for each field that a term gives; cells read back as the same
    terms."""
    plan = plan_of(build_negotiation(HEAD))
    row = row_of(plan)
    assert row["terms"] == ["hours = 35", "pay = 50"]
    assert row["term-requires"] == {"pay": ["hours = at most 36", "the board agrees"]}
    cells = {column: cell_of(row[column]) for column in term_keys() if column in row}
    assert cells["term-requires"] == "pay = hours = at most 36; pay = the board agrees"
    assert build_terms(list(map(str, plan.terms)), cells) == (list(plan.terms), [])
    assert build_terms(list(map(str, plan.terms)), {key: row[key] for key in cells}) == (list(plan.terms), [])


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        ({"term-grade": "pay = Z9"}, ("term-grade", 'pay: "Z9" is not a grade; write a letter A-F and a digit 1-6')),
        ({"term-note": "wages = x"}, ("term-note", 'no term on "wages"; write ISSUE = TEXT with an issue of terms')),
    ],
)
def test_a_cell_that_is_no_field_of_a_term(cells: dict[str, object], error: tuple[str, str]) -> None:
    """A cell is refused where a term has no such value, and where the proposal has no such term."""
    _, errors = build_terms(["pay = 50"], cells)
    assert [(column, message[: len(error[1])]) for column, message in errors] == [error]


def test_what_a_term_offers_is_its_own() -> None:
    """An offer has the basis, conditions and provenance of its term, and otherwise those of the proposal; in others'
    words it takes no attribution from the paper."""
    offer = pay_of(build_negotiation(HEAD))
    assert (offer.value, offer.qualifier, offer.requires) == ("50", "net", ("hours = at most 36", "the board agrees"))
    assert (offer.speaker, offer.side, offer.voice, offer.attribution) == ("A guard", "media", "A guard", "")
    assert (offer.grade, offer.sources, offer.modality, offer.caveat) == ("C3", ("photo",), "considered", HEAD[-19:-2])
    hours = Snapshot(build_negotiation(HEAD)).offers["union", "hours"][0]
    assert (hours.side, hours.attribution, hours.requires) == ("own", "document", ())


def test_an_acceptance_takes_the_condition_with_it() -> None:
    """Who accepts a term accepts it on its basis and under its conditions."""
    known = build_negotiation(
        f"""
        proposal.plan = {{ {PLAIN}, term.pay = {{ value = "50", qualifier = "net", requires = ["a vote"] }} }}
        response.yes = {{ party = "employer", to = "plan#pay", answer = "accepted", {PLAIN}, caveat = "in passing" }}
        """
    )
    accepted = current_position(Snapshot(known), "employer", known.issues["pay"])
    assert accepted is not None
    assert (accepted.id, accepted.value, accepted.qualifier, accepted.requires) == ("yes#pay", "50", "net", ("a vote",))
    assert accepted.caveat == "in passing"
    assert pair_of(Snapshot(known), known.issues["pay"], "union", "employer").status == "conditional"


@pytest.mark.parametrize(
    ("requires", "status"),
    [
        ("hours = at most 36", "agreed"),  # what the same paper offers, and was accepted with it
        ("start = 1 week", "conditional"),
        ("the board agrees", "conditional"),
    ],
)
def test_a_term_is_agreed_once_its_conditions_are_met(requires: str, status: str) -> None:
    """A term that both stand by is agreed only where its conditions are met."""
    known = build_negotiation(
        f"""
        proposal.plan = {{ {PLAIN}, terms = ["hours = 35"], term.pay = {{ value = "50", requires = ["{requires}"] }} }}
        response.yes = {{ party = "employer", to = "plan", answer = "accepted", {PLAIN} }}
        """
    )
    assert pair_of(Snapshot(known), known.issues["pay"], "union", "employer").status == status


def test_terms_that_wait_for_each_other_in_one_paper_are_agreed_with_it() -> None:
    """A package whose terms depend on each other is agreed as a whole."""
    known = build_negotiation(
        f"""
        proposal.plan.side = "own"
        proposal.plan.attribution = "on-record"
        proposal.plan.term.pay = {{ value = "50", requires = ["hours = 35"] }}
        proposal.plan.term.hours = {{ value = "35", requires = ["pay = 50"] }}
        response.yes = {{ party = "employer", to = "plan", answer = "accepted", {PLAIN} }}
        """
    )
    statuses = [pair_of(Snapshot(known), known.issues[name], "union", "employer").status for name in ("pay", "hours")]
    assert statuses == ["agreed", "agreed"]


TWO = f'proposal.plan = {{ {PLAIN}, terms = ["pay = 50", "hours = 35"] }}\n'
LATER = f"stated = 2024-03-02, {PLAIN}"


def standing(text: str, *issues: str) -> list[str]:
    """Return which of the terms of the plan the union still holds."""
    known = build_negotiation(TWO + text)
    return [
        position.id
        for issue in (issues or ("pay", "hours"))
        for position in live_positions(Snapshot(known), "union", known.issues[issue])
    ]


def test_one_term_is_withdrawn_alone() -> None:
    """A withdrawal that names a term ends it alone; one that names the proposal ends all."""
    assert standing("") == ["plan#pay", "plan#hours"]
    one = f'position.drop = {{ stance = "withdrawal", withdraws = ["plan#pay"], {LATER} }}'
    assert standing(one) == ["plan#hours"]
    assert standing(one.replace("plan#pay", "plan")) == []


def test_a_term_is_withdrawn_with_what_others_say_of_it() -> None:
    """What a disclosure says of a withdrawn term ends with it."""
    text = """
    proposal.leak = { terms = ["pay = 49"], discloses = "plan", side = "media", speaker = "A guard" }
    """
    assert standing(text, "pay") == ["leak#pay", "plan#pay"]
    drop = f'position.drop = {{ stance = "withdrawal", withdraws = ["plan#pay"], {LATER} }}'
    assert standing(text + drop, "pay") == []


def test_a_denied_term_ends_no_other() -> None:
    """A denial that names a term marks it alone, with what others say of it, and it is agreed no more."""
    text = f"""
    position.no = {{ stance = "denial", denies = ["plan#pay"], {LATER} }}
    proposal.leak = {{ terms = ["pay = 49"], discloses = "plan", side = "media", speaker = "A guard" }}
    response.yes = {{ party = "employer", to = "plan", answer = "accepted", {PLAIN} }}
    """
    known = build_negotiation(TWO + text)
    snapshot = Snapshot(known)
    live = [one for name in ("pay", "hours") for one in live_positions(snapshot, "union", known.issues[name])]
    assert [one.id for one in live if is_denied(snapshot, one)] == ["leak#pay", "plan#pay"]
    statuses = [pair_of(snapshot, known.issues[name], "union", "employer").status for name in ("pay", "hours")]
    assert statuses == ["overlap", "agreed"]


def test_a_position_is_a_better_reading_of_a_term() -> None:
    """A position that supersedes a term stands in its place, and leaves the other terms."""
    better = f'position.better = {{ value = "51", stance = "offer", supersedes = ["plan#pay"], {PLAIN} }}'
    assert standing(better) == ["better", "plan#hours"]


def test_after_a_term_is_after_its_proposal() -> None:
    """What came after a term came after the proposal and all terms of it."""
    known = build_negotiation(f'{TWO}position.ask = {{ issue = "hours", value = "36", after = ["plan#pay"], {PLAIN} }}')
    (ask,) = known.positions
    assert is_later(ask, plan_of(known))
    assert is_later(ask, Snapshot(known).offers["union", "hours"][0])


ANSWERS = f"""
response.whole = {{ party = "employer", to = "plan", answer = "accepted", {PLAIN} }}
response.part = {{ party = "employer", to = ["plan#pay"], answer = "rejected", {LATER} }}
"""


def test_a_later_answer_to_a_term_ends_an_answer_to_the_whole_on_it_alone() -> None:
    """An answer to one term is the last word on that term; on the others the answer to the whole stands."""
    known = build_negotiation(TWO + ANSWERS)
    snapshot = Snapshot(known)
    on = {
        issue: [answer.id for answer in standing_responses(snapshot, "plan", "employer", issue)]
        for issue in ("pay", "hours", "")
    }
    assert on == {"pay": ["part"], "hours": ["whole"], "": ["part", "whole"]}
    statuses = [pair_of(snapshot, known.issues[name], "union", "employer").status for name in ("pay", "hours")]
    assert statuses == ["rejected", "agreed"]


def test_an_answer_to_the_whole_ends_earlier_answers_to_terms() -> None:
    """A later answer to the whole is the last word on every term."""
    text = ANSWERS.replace('"plan",', '["plan#hours"],').replace('["plan#pay"]', '"plan"')
    known = build_negotiation(TWO + text)
    assert [answer.id for answer in standing_responses(Snapshot(known), "plan", "employer")] == ["part"]


def test_an_acceptance_with_reservations_counts_on_the_terms_that_it_names() -> None:
    """With reservations only the named terms are taken for accepted, never without these, and none that the party
    values otherwise that day."""
    answer = f'party = "employer", answer = "accepted-with-reservations", reservations = "not yet", {PLAIN}'
    text = f"""
    response.yes = {{ to = ["plan#pay", "plan#hours"], {answer} }}
    position.mine = {{ party = "employer", issue = "hours", value = "40", {PLAIN} }}
    """
    offers = Snapshot(build_negotiation(TWO + text)).offers
    (accepted,) = offers["employer", "pay"]
    assert (accepted.id, accepted.caveat) == ("yes#pay", "with reservations: not yet")
    assert ("employer", "hours") not in offers
    whole = build_negotiation(TWO + text.replace('["plan#pay", "plan#hours"]', '"plan"'))
    assert ("employer", "pay") not in Snapshot(whole).offers


@pytest.mark.parametrize(
    ("to", "status"),
    [('"p#pay"', "conditional"), ('["p#pay", "p#hours"]', "agreed"), ('"p"', "agreed")],
    ids=["one of its terms", "each of its terms", "the whole"],
)
def test_a_term_of_an_alternative_is_agreed_with_its_others(to: str, status: str) -> None:
    """An alternative holds as a whole: one of its terms is agreed once both parties stand by the others too."""
    text = f"""
    proposal.p = {{ party = "union", terms = ["pay = 5", "hours = 38"], {PLAIN} }}
    proposal.q = {{ party = "union", terms = ["pay = 9"], alternative_to = ["p"], {PLAIN} }}
    response.yes = {{ party = "employer", to = {to}, answer = "accepted", {PLAIN} }}
    """
    known = build_negotiation(text)
    assert pair_of(Snapshot(known), known.issues["pay"], "union", "employer").status == status


def test_the_former_name_of_to_goes_on_loading() -> None:
    """A file with `proposal` is read like one with `to`, and gives the same id."""
    new, old = (
        build_negotiation(
            f'{TWO}response.yes = {{ party = "employer", {key} = "plan", answer = "rejected" }}'
        ).responses
        for key in ("to", "proposal")
    )
    assert new == old
    assert digest(new[0]) == digest(old[0])
    table = {"proposal": "plan", "answer": "rejected", "stated": "2024-03-01", "table": "response", "party": "employer"}
    assert digest(new[0]) == content_hash(table)
    assert to_table(new[0])["to"] == "plan"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            f'position.x = {{ stance = "withdrawal", withdraws = ["plan#hours"], {LATER} }}',
            "[position.x] withdraws: plan#hours is on hours, not on pay; write one for each issue",
        ),
        (
            f'position.x = {{ stance = "withdrawal", withdraws = ["plan#start"], {LATER} }}',
            "[position.x] withdraws: plan has no term on start; its terms are on pay, hours",
        ),
        (
            f'position.a = {{ value = "1" }}\nposition.x = {{ value = "2", after = ["a#pay"], {LATER} }}',
            "[position.x] after: a is a position, which has no terms; write a alone",
        ),
        (
            f'response.x = {{ party = "employer", to = "plan#hour", answer = "accepted", {LATER} }}',
            "[response.x] to: plan has no term on hour; did you mean hours?",
        ),
        (
            f'position.x = {{ value = "2", issue = "hours", supersedes = ["plan#pay"], {LATER} }}',
            "[position.x] supersedes: plan#pay is of another holder or issue; supersede an earlier reading of the same "
            "position",
        ),
    ],
)
def test_a_name_of_no_term_is_an_error(text: str, problem: str) -> None:
    """A term is named by its proposal and an issue of it, and taken back by a position on that issue."""
    found = check_negotiation(build_negotiation(TWO + text), datetime(2024, 6, 2, tzinfo=UTC).date())
    assert problem in [f"{one.where} {one.message}" for one in found if one.severity == "error"]


def test_a_condition_of_a_term_is_checked() -> None:
    """A condition of a term that names no issue is an error at the table of the term."""
    known = build_negotiation('proposal.plan = { term.pay = { value = "50", requires = ["wages = 3"] } }')
    found = check_negotiation(known, datetime(2024, 6, 2, tzinfo=UTC).date())
    assert (
        '[proposal.plan.term.pay] requires: no issue "wages"; define it with add-issue, or write prose without "="'
        in [f"{one.where} {one.message}" for one in found]
    )


def test_a_term_alone_has_no_fields_of_its_own() -> None:
    """A term of a list has only issue and value."""
    assert Term("pay", "50").own_fields == {}
    assert tomllib.loads(render_block(plan_of(build_negotiation(TWO))))["proposal"]["plan"]["terms"] == [
        "pay = 50",
        "hours = 35",
    ]


def test_a_speaker_of_a_term_speaks_for_the_side_of_the_proposal() -> None:
    """A term that names a speaker and no side is said by that speaker on the proposal's side."""
    text = f"""
    delegate.ann = {{ party = "union", name = "Ann" }}
    proposal.plan = {{ {PLAIN}, term.pay = {{ value = "50", speaker = "ann" }} }}
    """
    offer = pay_of(build_negotiation(text))
    assert (offer.voice, offer.side, offer.attribution) == ("union/ann", "own", "on-record")


def test_a_source_that_only_a_term_cites_is_cited() -> None:
    """It is not noted as unused, and a selection keeps it."""
    negotiation = build_negotiation(
        """
        source.only = { issued = 2024-03-02 }
        proposal.offer.terms = ["hours = 36"]
        proposal.offer.term.pay = { value = "8", sources = ["only"] }
        """
    )
    assert "only" in negotiation.cited
    assert "only" in select_part(Snapshot(negotiation), issues=["pay"]).sources
