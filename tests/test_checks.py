"""Each check: one case that makes it speak, and one beside it that does not."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from negtrack.checks import CHECKS, ERRORS, Check, CheckContext, check_negotiation, code_of
from negtrack.model import Negotiation, Position
from negtrack.unsafe_chars import HIDDEN

from .examples import tiers

Build = Callable[..., Negotiation]
TODAY = date(2024, 6, 2)
AGREED = 'agreement.a = { date = 2024-03-01, terms = ["pay = 40"] }\n'
"""An agreement on pay."""
DELEGATES = """
party.board = { name = "Board", member_of = "union" }
delegate.ann = { party = "union", name = "Ann Roe" }
delegate.bea = { party = "board", name = "Bea Poe" }
"""
LIMITED = 'position.m = { issue = "mandate", value = "limited", limits = ["pay = at least 40"], side = "own" }\n'


def case(name: str, *values: Any) -> Any:
    """Return one row of a table of cases, with a name that a reader understands."""
    return pytest.param(*values, id=name.replace(" ", "-"))


def messages_of(negotiation: Negotiation, name: str) -> list[str]:
    """Return what one check says: `severity: where message` of each problem."""
    check = _check(name)
    return [
        f"{problem.severity}: {problem.where} {problem.message}" for problem in check(CheckContext(negotiation, TODAY))
    ]


def _check(name: str) -> Check:
    return next(check for check in CHECKS if check.__name__ == f"check_{name}")


SPEAKS = [
    case(
        "stated in the future",
        "impossible_date",
        'position.a = { value = "40", stated = 2024-06-04, recorded = 2024-06-04 00:00:00Z }',
        "error: [position.a] stated: 2024-06-04 lies in the future; correct it, today is 2024-06-02",
    ),
    case(
        "stated after it was recorded",
        "impossible_date",
        'position.a = { value = "40", stated = 2024-06-03 }',
        "error: [position.a] stated: 2024-06-03 is after it was recorded, 2024-06-01; correct one or the other",
    ),
    case(
        "stated after its source appeared",
        "impossible_date",
        """
        source.post = { issued = 2024-03-01 }
        position.a = { value = "40", stated = 2024-03-02, sources = ["post"] }
        """,
        "error: [position.a] stated: the source post appeared on 2024-03-01 and cannot report a statement "
        "of 2024-03-02; correct the date, or name another source",
    ),
    case(
        "stated in a month after its source",
        "impossible_date",
        """
        source.post = { issued = 2024-03-31 }
        note.a = { text = "Late.", stated = "2024-04", sources = ["post"] }
        """,
        "error: [note.a] stated: the source post appeared on 2024-03-31 and cannot report a statement of "
        "2024-04; correct the date, or name another source",
    ),
    case(
        "supersedes what was recorded later",
        "wrong_reference",
        """
        position.a = { value = "40", recorded = 2024-06-02 00:00:00+00:00 }
        position.b = { value = "41", supersedes = ["a"] }
        """,
        "error: [position.b] supersedes: a was recorded later; supersede an earlier reading of the same position",
    ),
    case(
        "supersedes of another holder",
        "wrong_reference",
        """
        position.a = { value = "40", party = "employer" }
        position.b = { value = "41", supersedes = ["a"] }
        """,
        "error: [position.b] supersedes: a is of another holder or issue; "
        "supersede an earlier reading of the same position",
    ),
    case(
        "supersedes on another issue",
        "wrong_reference",
        """
        position.a = { value = "40", issue = "hours" }
        position.b = { value = "41", supersedes = ["a"] }
        """,
        "error: [position.b] supersedes: a is of another holder or issue; "
        "supersede an earlier reading of the same position",
    ),
    case(
        "supersedes what is no position",
        "wrong_reference",
        """
        note.n = { text = "Aside." }
        position.b = { value = "41", supersedes = ["n"] }
        """,
        "error: [position.b] supersedes: n is a note; name a position or a term, or take it back with negtrack retract",
    ),
    case(
        "withdraws what another holds",
        "wrong_reference",
        """
        position.a = { value = "40", party = "employer" }
        position.b = { stance = "withdrawal", withdraws = ["a"], side = "own" }
        """,
        "error: [position.b] withdraws: a is a record of employer, not of union; name one of its own",
    ),
    case(
        "withdraws what nobody can withdraw",
        "wrong_reference",
        """
        note.n = { text = "Aside." }
        position.b = { stance = "withdrawal", withdraws = ["n"], side = "own" }
        """,
        "error: [position.b] withdraws: n is a note; name a position, a proposal or an answer",
    ),
    case(
        "denies an answer to a term of another issue",
        "wrong_reference",
        """
        proposal.p = { party = "employer", terms = ["pay = 40", "hours = 38"] }
        response.r = { to = "p#hours", answer = "accepted" }
        position.b = { stance = "denial", denies = ["r"], side = "own" }
        """,
        "error: [position.b] denies: r is on hours, not on pay; write one for each issue",
    ),
    case(
        "retracts what another holds",
        "wrong_reference",
        """
        position.a = { value = "40", party = "employer" }
        retraction.r = { of = "a" }
        """,
        "error: [retraction.r] of: a is a record of employer, not of union; write the retraction into its file",
    ),
    case(
        "answers no proposal",
        "wrong_reference",
        """
        note.n = { text = "Aside." }
        response.a = { proposal = "n", answer = "accepted" }
        """,
        "error: [response.a] to: n is a note; name a proposal, an agreement or a position",
    ),
    case(
        "a proposal that answers none",
        "wrong_reference",
        """
        note.n = { text = "Aside." }
        proposal.p = { answers = "n" }
        """,
        "error: [proposal.p] answers: n is a note; name a proposal",
    ),
    case(
        "discloses terms of no proposal",
        "wrong_reference",
        """
        note.n = { text = "Aside." }
        proposal.p = { discloses = "n" }
        """,
        "error: [proposal.p] discloses: n is a note; name a proposal",
    ),
    case(
        "limits of no mandate",
        "misplaced_field",
        'position.a = { value = "40", limits = ["hours = 35"] }',
        "error: [position.a] limits: pay is a quantity; only a mandate has limits, say it in text",
    ),
    case(
        "a better reading of another day",
        "other_day",
        'position.a = { value = "40" }\nposition.b = { value = "50", stated = 2024-03-05, supersedes = ["a"] }',
        "note: [position.b] supersedes: a was stated on 2024-03-01, this on 2024-03-05, and what is superseded is gone "
        "from every view; for a later statement retract this, and record it without supersedes",
    ),
    case(
        "a giver of no mandate",
        "misplaced_field",
        'position.a = { value = "40", granted_by = "Members" }',
        "error: [position.a] granted_by: pay is a quantity; only a mandate has granted_by, say it in text",
    ),
    case(
        "an offer outside the mandate",
        "outside_mandate",
        LIMITED + 'position.a = { value = "39", stance = "offer" }',
        'note: [position.a] value: "39" is outside the mandate (at least 40), as m has it; look at both, '
        "the newer one may be wrong",
    ),
    case(
        "an acceptance partly beyond the mandate",
        "outside_mandate",
        LIMITED + 'position.a = { value = "39..41", stance = "acceptance" }',
        'note: [position.a] value: "39..41" is partly beyond the mandate (at least 40), as m has it; look '
        "at both, the newer one may be wrong",
    ),
    case(
        "an answer that accepts more than the mandate",
        "outside_mandate",
        LIMITED
        + """
        proposal.p = { party = "employer", terms = ["pay = 39..41"] }
        response.r = { proposal = "p", answer = "accepted" }
        """,
        'note: [response.r] answer: "pay = 39..41" is partly beyond the mandate (at least 40), as m has it; look at '
        "both, the newer one may be wrong",
    ),
    case(
        "a term outside the mandate of whom it is put to",
        "outside_mandate",
        LIMITED + 'proposal.p = { party = "state", terms = ["pay = 39"], between = ["union", "employer"] }',
        'note: [proposal.p] terms: "pay = 39" is outside the mandate (at least 40) of union, as m has it; '
        "look at both, the newer one may be wrong",
    ),
    case(
        "two agreements on one issue",
        "agreed_twice",
        AGREED + 'agreement.b = { date = 2024-03-02, terms = ["hours = 35", "pay = 41"] }',
        "note: [agreement.b] terms: pay is a term of both a and b, and neither has ended on record; "
        "record which has ended with add-milestone, or correct one of them",
    ),
    case(
        "two agreements on all steps of an issue, of which the newer gives all the same value",
        "agreed_twice",
        """
        issue.rise = { title = "Rise", kind = "percent", steps = ["2024", "2025"], over = "year" }
        agreement.a = { date = 2024-03-01, terms = ["rise = 3%; 2%"] }
        agreement.b = { date = 2024-03-02, terms = ["rise = 3%"] }
        """,
        "note: [agreement.b] terms: rise is a term of both a and b, and neither has ended on record; "
        "record which has ended with add-milestone, or correct one of them",
    ),
    case(
        "an agreement of a bloc and one of its member",
        "agreed_twice",
        """
        party.league = { name = "League", role = "principal" }
        party.guild = { name = "Guild", role = "principal", member_of = "league" }
        agreement.a = { date = 2024-03-01, terms = ["pay = 40"], between = ["league", "employer"] }
        agreement.b = { date = 2024-03-02, terms = ["pay = 41"], between = ["guild", "employer"] }
        """,
        "note: [agreement.b] terms: pay is a term of both a and b, and neither has ended on record; "
        "record which has ended with add-milestone, or correct one of them",
    ),
    case(
        "two agreements, one ended in the words of a stranger, one suspended and in force again",
        "agreed_twice",
        AGREED
        + """
        agreement.b = { date = 2024-03-02, terms = ["pay = 41"] }
        milestone.m = { agreement = "a", milestone = "ended", side = "third-party", speaker = "an analyst" }
        milestone.o = { agreement = "b", milestone = "suspended", stated = 2024-03-05 }
        milestone.p = { agreement = "b", milestone = "in-force", stated = 2024-03-07 }
        """,
        "note: [agreement.b] terms: pay is a term of both a and b, and neither has ended on record; "
        "record which has ended with add-milestone, or correct one of them",
    ),
    case(
        "two counts of one vote",
        "rival_votes",
        AGREED
        + """
        milestone.v = { agreement = "a", milestone = "ratified", by = "union", body = "Local 9", for = 812 }
        milestone.w = { agreement = "a", milestone = "ratified", by = "union", body = "Local 9", for = 401 }
        """,
        "note: [milestone.w] for: ratified 401 for, but 812 for (v) in the same vote; retract the wrong one, or keep "
        "both as rival reports",
    ),
    case(
        "a signature of who had rejected it",
        "signed_after_rejection",
        AGREED
        + """
        milestone.v = { agreement = "a", milestone = "rejected", by = "union", stated = 2024-03-05 }
        milestone.w = { agreement = "a", milestone = "signed", by = "union", stated = 2024-03-07 }
        """,
        "note: [milestone.w] agreement: signed after union had rejected it (v), which decides; if it voted again, "
        "record that vote with add-milestone",
    ),
    case(
        "an issue that one agreement settles and leaves open",
        "settled_and_open",
        AGREED + 'open.o = { agreement = "a", issue = "pay", decide-by = 2024-04-01, otherwise = "41" }',
        'note: [open.o] issue: pay is left open by o, though a has the term "pay = 40", which counts; retract the open '
        "item, or correct the term",
    ),
    case(
        "a term outside a red line",
        "crossed_red_line",
        'position.r = { stance = "red-line", value = "at least 50" }\n' + AGREED,
        'note: [agreement.a] terms: "pay = 40" lies outside the red line r of union, "at least 50"; correct one of '
        "them, if it was misread",
    ),
    case(
        "a milestone of what is no agreement",
        "wrong_reference",
        AGREED + 'proposal.p = { party = "state" }\nmilestone.m = { agreement = "p", milestone = "signed" }',
        "error: [milestone.m] agreement: p is a proposal; name an agreement",
    ),
    case(
        "an agreement that follows no proposal",
        "wrong_reference",
        'position.p = { value = "40" }\nagreement.a = { date = 2024-03-01, follows = "p" }',
        "error: [agreement.a] follows: p is a position; name a proposal",
    ),
    case(
        "an agreement that follows one term",
        "wrong_reference",
        AGREED + 'proposal.p = { terms = ["pay = 40"] }\n'
        'agreement.b = { date = 2024-03-01, follows = "p#pay", terms = ["pay = 40"] }',
        "error: [agreement.b] follows: p#pay is one term of p; an agreement follows a whole proposal, name that",
    ),
    case(
        "a term that an agreement does not have",
        "wrong_reference",
        AGREED + 'milestone.m = { agreement = "a#hours", milestone = "done" }',
        "error: [milestone.m] agreement: a has no term on hours; its terms are on pay",
    ),
    case(
        "a vote of another party's board",
        "wrong_reference",
        AGREED
        + """
        party.board = { name = "Board", member_of = "union" }
        milestone.m = { agreement = "a", milestone = "ratified", by = "employer", body = "board" }
        """,
        "error: [milestone.m] body: board is a part of union, not a part of employer; correct one of them",
    ),
    case(
        "an agreement that was withdrawn as if it were an offer",
        "wrong_reference",
        AGREED + 'position.w = { stance = "withdrawal", withdraws = ["a"] }',
        "error: [position.w] withdraws: a is an agreement; name a position, a proposal or an answer",
    ),
    case(
        "an agreement retracted in a party's file",
        "wrong_reference",
        AGREED + 'retraction.r = { of = "a" }',
        "error: [retraction.r] of: a stands in agreements.toml, not in parties/union.toml; write the retraction into "
        "its file",
    ),
    case(
        "an open item of a day before its agreement",
        "impossible_date",
        AGREED + 'open.o = { agreement = "a", issue = "hours", decide-by = 2024-02-01 }',
        "error: [open.o] decide-by: 2024-02-01 is before a was made, 2024-03-01; correct one or the other",
    ),
    case(
        "a proposal tabled after it was said",
        "impossible_date",
        'proposal.p = { terms = ["pay = 40"], tabled = 2024-03-02 }',
        "error: [proposal.p] tabled: 2024-03-02 is after it was said, 2024-03-01; correct one or the other",
    ),
    case(
        "an agreement after it was said",
        "impossible_date",
        "agreement.a = { date = 2024-03-02 }",
        "error: [agreement.a] date: 2024-03-02 is after it was said, 2024-03-01; correct one or the other",
    ),
    case(
        "a term outside the mandate that an amendment carries over",
        "outside_mandate",
        LIMITED
        + 'proposal.p = { party = "state", terms = ["pay = 39"], between = ["union", "employer"] }\n'
        + 'proposal.q = { party = "state", terms = ["hours = 40"], amends = "p", between = ["union", "employer"], '
        + "stated = 2024-03-02 }",
        'note: [proposal.p] terms: "pay = 39" is outside the mandate (at least 40) of union, as m has it; '
        "look at both, the newer one may be wrong",
    ),
    case(
        "two parties of one name",
        "same_name",
        'party.guild = { name = "UNION", role = "observer" }',
        "error: [party.union] name: guild has the same name; choose another for one of them",
    ),
    case(
        "terms disclosed that were known otherwise",
        "no_effect",
        """
        proposal.p = { party = "state", terms = ["pay = 39"] }
        proposal.q = { party = "state", terms = ["pay = 40"], discloses = "p" }
        """,
        'note: [proposal.q] terms: "pay = 40", but p gives 39 itself; it has no effect, delete it or correct the other',
    ),
    case(
        "a condition that does not fit its issue",
        "wrong_condition",
        'position.a = { value = "40", requires = ["hours = five weeks"] }',
        'error: [position.a] requires: "five weeks": "five" is a number in words; write it in digits, as in "33"',
    ),
    case(
        "a condition on no issue",
        "wrong_condition",
        'position.a = { value = "40", requires = ["holiday = 30"] }',
        'error: [position.a] requires: no issue "holiday"; define it with add-issue, or write prose without "="',
    ),
    case(
        "a condition on no issue, written without blanks",
        "wrong_condition",
        'position.a = { value = "40", requires = ["x=1+1"] }',
        'error: [position.a] requires: no issue "x"; define it with add-issue, or write prose without "="',
    ),
    case(
        "a condition of a term on an issue in other letters",
        "wrong_condition",
        'proposal.p.term.pay = { value = "40", requires = ["hour=35"] }',
        'error: [proposal.p.term.pay] requires: no issue "hour"; did you mean hours?',
    ),
    case(
        "a condition of an agreed term on a step that is not there",
        "wrong_condition",
        """
        issue.steps = { title = "Steps", kind = "percent", over = "year", steps = ["2024", "2025"], total = "sum" }
        agreement.a = { date = 2024-03-01, term.pay = { value = "40", requires = ["steps = 2% in 2026"] } }
        """,
        'error: [agreement.a.term.pay] requires: "2% in 2026": 2026 is no step of the issue; its steps are 2024, 2025',
    ),
    case(
        "prose that reads like a condition",
        "unclear_condition",
        'position.a = { value = "40", requires = ["growth of the economy = 3%"] }',
        'note: [position.a] requires: no issue "growth of the economy"; prose needs no " = "',
    ),
    case(
        "an acceptance of what had lapsed",
        "no_effect",
        """
        proposal.p = { party = "employer", terms = ["pay = 40"], expires = 2024-03-05 }
        response.r = { to = ["p"], answer = "accepted", side = "own", stated = 2024-03-06 }
        """,
        "note: [response.r] to: p lapsed on 2024-03-05, before this, and makes no agreement; look at the date",
    ),
    case(
        "an acceptance of what a later paper replaced",
        "no_effect",
        """
        proposal.p = { party = "employer", terms = ["pay = 40", "hours = 38"] }
        proposal.q = { party = "employer", terms = ["pay = 39"], stated = 2024-03-05 }
        response.r = { to = ["p#pay"], answer = "accepted", side = "own", stated = 2024-03-06 }
        """,
        "note: [response.r] to: p was replaced by q on 2024-03-05, before this; look at the date, or answer that",
    ),
    case(
        "an answer before the offer",
        "early_answer",
        """
        proposal.p = { party = "employer", terms = ["pay = 40"], stated = 2024-03-05 }
        response.r = { to = ["p"], answer = "rejected", side = "own", stated = 2024-03-04 }
        """,
        "note: [response.r] stated: 2024-03-04 lies before p, which counts from 2024-03-05; correct the date, "
        "or say in p when it was tabled",
    ),
    case(
        "a remark beside a paper",
        "beside_paper",
        """
        proposal.p = { terms = ["pay = 40"], side = "own", attribution = "document" }
        position.a = { value = "at least 45", side = "own", stated = 2024-03-05 }
        """,
        'note: [position.a] value: "at least 45" stands beside "40" of p, 2024-03-01, which stays the current '
        "position; a new offer needs stance offer and own words on the record, or is a proposal",
    ),
    case(
        "dollars among euros",
        "other_unit",
        """
        issue.bonus = { title = "Bonus", kind = "money" }
        proposal.p = { terms = ["bonus = EUR 40"], recorded = 2024-06-01 00:00:00Z }
        position.a = { issue = "bonus", value = "EUR 50", recorded = 2024-06-01 00:00:00Z }
        position.b = { issue = "bonus", value = "USD 50", recorded = 2024-06-01 01:00:00Z }
        position.c = { issue = "bonus", value = "USD 60", recorded = 2024-06-01 02:00:00Z }
        """,
        'note: [position.b] value: "USD 50" is in USD, all 2 others on it are in EUR, and nothing can compare them; '
        "look at it again",
    ),
    case(
        "a term by the month among amounts paid once",
        "other_unit",
        """
        issue.bonus = { title = "Bonus", kind = "money" }
        position.a = { issue = "bonus", value = "EUR 50", recorded = 2024-06-01 00:00:00Z }
        proposal.p = { terms = ["bonus = EUR 40/month"], recorded = 2024-06-01 01:00:00Z }
        """,
        'note: [proposal.p] terms: "bonus = EUR 40/month" is in EUR/month, the other record on bonus is in EUR, and '
        "nothing can compare them; look at it again",
    ),
    case(
        "ratified by the fewer",
        "lost_vote",
        AGREED + 'milestone.m = { agreement = "a", milestone = "ratified", by = "union", for = 301, against = 812 }',
        "note: [milestone.m] milestone: ratified 301 to 812, with fewer votes for it than against; look at the word "
        "and the count",
    ),
    case(
        "ratified by a tie",
        "lost_vote",
        AGREED + 'milestone.m = { agreement = "a", milestone = "ratified", by = "union", for = 5, against = 5 }',
        "note: [milestone.m] milestone: ratified 5 to 5, with as many votes against it as for it; look at both, or say "
        "in caveat what decided",
    ),
    case(
        "a condition in another currency",
        "other_unit",
        """
        issue.cash = { title = "Cash", kind = "money" }
        position.a = { issue = "cash", value = "EUR 5m" }
        position.b = { issue = "pay", value = "40", requires = ["cash = USD 5m"], recorded = 2026-01-02 00:00:00Z }
        """,
        'note: [position.b] requires: "cash = USD 5m" is in USD, the other record on cash is in EUR, and nothing can '
        "compare them; look at it again",
    ),
    case(
        "ratified by a share of less than half",
        "lost_vote",
        AGREED + 'milestone.m = { agreement = "a", milestone = "ratified", by = "union", for = "48.2%" }',
        "note: [milestone.m] milestone: ratified 48.2% for, with fewer votes for it than against; look at the word "
        "and the count",
    ),
    case(
        "rejected by the fewer",
        "lost_vote",
        AGREED + 'milestone.m = { agreement = "a", milestone = "rejected", by = "union", for = 812, against = 301 }',
        "note: [milestone.m] milestone: rejected 812 to 301, with more votes for it than against; look at both, or say "
        "in caveat which majority it needed",
    ),
    case(
        "wants more and demands at most",
        "backward_bound",
        """
        issue.pay = { title = "Pay", kind = "quantity", wants = { union = "more" } }
        position.a = { value = "at most 40" }
        """,
        'note: [position.a] value: "at most 40", though union wants more of it; is the bound written '
        'backwards? Write "at least", or correct wants of pay',
    ),
    case(
        "wants less and draws a red line at least",
        "backward_bound",
        """
        issue.pay = { title = "Pay", kind = "quantity", wants = { employer = "less" } }
        position.a = { value = "over 40", party = "employer", stance = "red-line" }
        """,
        'note: [position.a] value: "over 40", though employer wants less of it; is the bound written '
        'backwards? Write "under", or correct wants of pay',
    ),
    case(
        "wants more and offers less than a bound",
        "backward_bound",
        """
        issue.pay = { title = "Pay", kind = "quantity", wants = { union = "more", employer = "less" } }
        position.a = { value = "under 40", stance = "offer", side = "own" }
        """,
        'note: [position.a] value: "under 40", though union wants more of it; is the bound written '
        'backwards? Write "over", or correct wants of pay',
    ),
    case(
        "wants more and accepts only what lies below after a refusal",
        "backward_bound",
        """
        issue.pay = { title = "Pay", kind = "quantity", wants = { union = "more", employer = "less" } }
        position.a = { value = "at most 40", stance = "refusal" }
        """,
        'note: [position.a] value: "at most 40", though union wants more of it; is the bound written '
        'backwards? Write "at least", or correct wants of pay',
    ),
    case(
        "a backward bound in a term",
        "backward_bound",
        """
        issue.pay = { title = "Pay", kind = "quantity", wants = { union = "more", employer = "less" } }
        proposal.p = { terms = ["hours = at most 9", "pay = at most 40"], side = "own" }
        """,
        'note: [proposal.p] terms: "pay = at most 40", though union wants more of it; is the bound written '
        'backwards? Write "at least", or correct wants of pay',
    ),
    case(
        "a backward bound in what is disclosed of a term",
        "backward_bound",
        """
        issue.pay = { title = "Pay", kind = "quantity", wants = { union = "more", employer = "less" } }
        proposal.p = { terms = ["pay = undisclosed"], side = "own" }
        proposal.d = { party = "employer", discloses = "p", terms = ["pay = at most 42"], side = "employer" }
        """,
        'note: [proposal.d] terms: "pay = at most 42", though union wants more of it; is the bound written '
        'backwards? Write "at least", or correct wants of pay',
    ),
    case(
        "a bloc in a bloc",
        "nested_bloc",
        """
        party.league = { name = "League", role = "principal" }
        party.union = { name = "Union", role = "principal", member_of = "league" }
        party.local = { name = "Local", role = "principal", member_of = "union" }
        """,
        "error: [party.union] member_of: a bloc cannot be a member of a bloc; let its members name the larger one",
    ),
    case(
        "a member of itself",
        "nested_bloc",
        'party.union = { name = "Union", role = "principal", member_of = "union" }',
        "error: [party.union] member_of: a bloc cannot be a member of a bloc; let its members name the larger one",
    ),
    case(
        "a side of nobody",
        "misplaced_party",
        'side.a = { title = "A", parties = [] }',
        "error: [side.a] parties: empty; name the principals that stand together, or delete the side",
    ),
    case(
        "a party on two sides",
        "misplaced_party",
        """
        side.a = { title = "A", parties = ["union", "employer"] }
        side.b = { title = "B", parties = ["union"] }
        """,
        "error: [side.b] parties: union stands on a already; name it in one of them",
    ),
    case(
        "a mediator on a side",
        "misplaced_party",
        'side.a = { title = "A", parties = ["union", "state"] }',
        "error: [side.a] parties: state is no principal, and a side is of principals; leave it out",
    ),
    case(
        "a side with an unknown party",
        "dangling_reference",
        'side.a = { title = "A", parties = ["union", "employr"] }',
        'error: [side.a] parties: no party "employr"; did you mean employer?',
    ),
    case(
        "an anchor without event",
        "dangling_reference",
        'issue.start = { title = "Start", kind = "timing", anchor = "dawn" }',
        'error: [issue.start] anchor: no event "dawn"; define it with add-event',
    ),
    case(
        "a link to no issue",
        "dangling_reference",
        'issue.pay = { title = "Pay", kind = "quantity", linked = ["holiday"] }',
        'error: [issue.pay] linked: no issue "holiday"; define it with add-issue, or delete it',
    ),
    case(
        "a leaning of no party",
        "dangling_reference",
        'issue.pay = { title = "Pay", kind = "quantity", wants = { nobody = "more" } }',
        'error: [issue.pay] wants: no party "nobody"; add it with add-party, or delete it',
    ),
    case(
        "two values by one speaker on one day",
        "contradiction",
        """
        position.a = { value = "40", speaker = "Ann", side = "own" }
        position.b = { value = "41", speaker = "Ann", side = "own" }
        """,
        'note: [position.b] value: "41", but "40" (a) by one speaker on one day; look at both, and let the '
        "better one supersede the other",
    ),
    case(
        "two values of one day that later words have ended",
        "contradiction",
        """
        position.a = { value = "40", speaker = "Ann", side = "own" }
        position.b = { value = "41", speaker = "Ann", side = "own" }
        position.c = { value = "42", side = "own", attribution = "on-record", stated = 2024-03-02 }
        """,
        'note: [position.b] value: "41", but "40" (a) by one speaker on one day; look at both, and let the '
        "better one supersede the other",
    ),
    case(
        "two values after many that both meet",
        "contradiction",
        "\n".join(f'position.a{number} = {{ value = "at least {number}" }}' for number in range(1, 6))
        + '\nposition.b = { value = "40" }\nposition.c = { value = "41" }\n',
        'note: [position.c] value: "41", but "40" (b) by one speaker on one day; look at both, and let the '
        "better one supersede the other",
    ),
    case(
        "two records of one voice on what a paper leaves open",
        "contradiction",
        """
        proposal.p = { terms = ["pay = undisclosed"] }
        proposal.d = { party = "state", discloses = "p", terms = ["pay = 40"], side = "own", stated = 2024-03-05 }
        proposal.e = { party = "state", discloses = "p", terms = ["pay = 41"], side = "own", stated = 2024-03-05 }
        """,
        'note: [proposal.e] terms: "pay = 41", but "40" (d#pay) by one speaker on one day; look at both, and let the '
        "better one supersede the other",
    ),
    case(
        "a record without a source",
        "missing_source",
        'position.a = { value = "40" }',
        "note: [position.a] sources: missing; a record without a source cannot be looked up, record it "
        "again with --source",
    ),
    case(
        "a source without a record",
        "unused_source",
        'source.post = { title = "Post" }',
        "note: [source.post]: no record rests on this source; name it in one, or delete it",
    ),
    case(
        "hidden letters",
        "hidden_letter",
        'note.n = { text = "a\\u202eb\\u0007c\\u0007" }',
        "note: [note.n] text: holds U+0007 (control character), U+202E (right-to-left override), which a "
        "reader cannot see; delete it",
    ),
    case(
        "hidden letters of a title",
        "hidden_letter",
        'proposal.p = { title = "a\\u2066b" }',
        "note: [proposal.p] title: holds U+2066 (left-to-right isolate), which a reader cannot see; delete it",
    ),
    case(
        "tabled in the future",
        "impossible_date",
        "proposal.p = { tabled = 2024-07-01, recorded = 2024-07-01 00:00:00Z }",
        "error: [proposal.p] tabled: 2024-07-01 lies in the future; correct it, today is 2024-06-02",
    ),
    case(
        "a source of the future",
        "impossible_date",
        "source.post = { issued = 2024-07-01 }",
        "error: [source.post] issued: 2024-07-01 lies in the future; correct it, today is 2024-06-02",
    ),
    case(
        "a source read before it appeared",
        "impossible_date",
        "source.post = { issued = 2024-03-03, accessed = 2024-03-01 }",
        "error: [source.post] accessed: 2024-03-01 is before it appeared, 2024-03-03; correct one or the other",
    ),
    case(
        "an answer before its proposal",
        "impossible_date",
        """
        proposal.p = { party = "employer", tabled = 2024-03-02, stated = 2024-03-02 }
        response.r = { proposal = "p", answer = "accepted" }
        """,
        "error: [response.r] stated: 2024-03-01 lies before p was tabled, on 2024-03-02; say when with stated",
    ),
    case(
        "recorded in the future",
        "recorded_ahead",
        'retraction.r = { of = "a", recorded = 2024-07-01 00:00:00Z }\nposition.a = { value = "40" }',
        "note: [retraction.r] recorded: 2024-07-01 is later than today, 2024-06-02; set the clock, or correct it",
    ),
    case(
        "recorded before what it takes back",
        "recorded_early",
        'retraction.r = { of = "a", recorded = 2024-05-31 00:00:00Z }\nposition.a = { value = "40" }',
        "note: [retraction.r] recorded: 2024-05-31 00:00:00+00:00 is before a was recorded, 2024-06-01 00:00:00+00:00, "
        "which it names in of; correct one or the other",
    ),
    case(
        "an order of unknown parties",
        "dangling_reference",
        'title = "Talks"\nparties = ["union", "employr"]',
        'error: parties: no party "employr"; did you mean employer?',
    ),
    case(
        "a round without who took part",
        "dangling_reference",
        'event.round = { title = "Round", participants = ["union", "nobody"] }',
        'error: [event.round] participants: no party "nobody"; add it with add-party, or delete it',
    ),
    case(
        "a circle of better readings",
        "circular_reference",
        """
        position.a = { value = "40", supersedes = ["c"] }
        position.b = { value = "41", supersedes = ["a"] }
        position.c = { value = "42", supersedes = ["b"] }
        position.d = { value = "43", supersedes = ["c"] }
        """,
        "error: [position.a] supersedes: a -> c -> b -> a is a circle; delete the wrong one of them",
    ),
    case(
        "a retraction of itself",
        "circular_reference",
        'retraction.r = { of = "r" }',
        "error: [retraction.r] of: r -> r is a circle; delete the wrong one of them",
    ),
    case(
        "two that disclose each other",
        "circular_reference",
        """
        proposal.p = { discloses = "q" }
        proposal.q = { discloses = "p" }
        """,
        "error: [proposal.p] discloses: p -> q -> p is a circle; delete the wrong one of them",
    ),
    case(
        "a circle of many",
        "circular_reference",
        "\n".join(f'retraction.r{n} = {{ of = "r{(n + 1) % 9}" }}' for n in range(9)),
        "error: [retraction.r0] of: r0 -> r1 -> r2 -> r3 -> r4 -> ... -> r0 is a circle; delete the wrong one of them",
    ),
    case(
        "a demand that withdraws",
        "misplaced_field",
        """
        position.a = { value = "40" }
        position.b = { value = "41", withdraws = ["a"] }
        """,
        "error: [position.b] withdraws: has no effect in a demand; record a withdrawal of its own, or use supersedes",
    ),
    case(
        "a withdrawal that denies",
        "misplaced_field",
        """
        position.a = { value = "40" }
        position.b = { stance = "withdrawal", withdraws = ["a"], denies = ["a"], side = "own" }
        """,
        "error: [position.b] denies: has no effect in a withdrawal; record a denial of its own, or use supersedes",
    ),
    case(
        "a withdrawal of what is retracted",
        "no_effect",
        """
        position.a = { value = "40" }
        retraction.r = { of = "a" }
        position.b = { stance = "withdrawal", withdraws = ["a"], side = "own" }
        """,
        "note: [position.b] withdraws: a is retracted, so nothing is left to take back; retract this record too",
    ),
    case(
        "a denial of what is superseded",
        "no_effect",
        """
        position.a = { value = "40" }
        position.c = { value = "41", supersedes = ["a"] }
        position.b = { stance = "denial", denies = ["a"], side = "own" }
        """,
        "note: [position.b] denies: a is superseded, so nothing is left to take back; name c",
    ),
    case(
        "a withdrawal of a withdrawal",
        "no_effect",
        """
        position.a = { value = "40" }
        position.b = { stance = "withdrawal", withdraws = ["a"], side = "own" }
        position.c = { stance = "withdrawal", withdraws = ["b"], side = "own" }
        """,
        "note: [position.c] withdraws: b is itself a withdrawal, and taking it back brings nothing back; "
        "record the position again",
    ),
    case(
        "a record that discloses what itself discloses",
        "no_effect",
        """
        proposal.p = { terms = ["pay = undisclosed"] }
        proposal.q = { terms = ["pay = undisclosed"], discloses = "p" }
        proposal.r = { terms = ["pay = 40"], discloses = "q" }
        """,
        "note: [proposal.r] discloses: q only discloses another; name p",
    ),
    case(
        "an answer to what is retracted",
        "no_effect",
        """
        proposal.p = { party = "employer" }
        retraction.r = { party = "employer", of = "p" }
        response.a = { proposal = "p", answer = "accepted" }
        """,
        "note: [response.a] to: p is retracted, so there is nothing to answer; retract this record too",
    ),
    case(
        "an answer to what only discloses",
        "no_effect",
        """
        proposal.p = { party = "employer", terms = ["pay = undisclosed"] }
        proposal.q = { party = "employer", terms = ["pay = 40"], discloses = "p" }
        response.a = { proposal = "q", answer = "accepted" }
        """,
        "note: [response.a] to: q only discloses terms; answer p",
    ),
    case(
        "an answer to one's own proposal",
        "no_effect",
        """
        proposal.p = { terms = ["pay = 40"] }
        response.a = { proposal = "p", answer = "accepted" }
        """,
        "note: [response.a] to: p was tabled by union itself, which need not answer it; retract this record",
    ),
    case(
        "an answer to what was withdrawn",
        "no_effect",
        """
        proposal.p = { party = "employer", terms = ["pay = 40"] }
        position.w = { party = "employer", stance = "withdrawal", withdraws = ["p"], side = "own" }
        response.a = { proposal = "p", answer = "accepted", stated = 2024-03-02 }
        """,
        "note: [response.a] to: p was withdrawn on 2024-03-01, before this; look at the date",
    ),
    case(
        "two answers by one speaker on one day",
        "contradiction",
        """
        proposal.p = { party = "employer" }
        response.a = { proposal = "p", answer = "accepted" }
        response.b = { proposal = "p", answer = "rejected" }
        """,
        'note: [response.b] answer: "rejected", but "accepted" (a) by one speaker on one day; '
        "look at both, and retract the wrong one",
    ),
    case(
        "a unit that the kind does not use",
        "idle_field",
        'issue.rate = { title = "Rate", kind = "percent", unit = "kg" }',
        'note: [issue.rate] unit: "kg" has no effect on a percentage; only a quantity has it; leave it out',
    ),
    case(
        "a grade that judges nothing",
        "empty_grade",
        'note.n = { text = "Aside.", grade = "F6" }',
        "note: [note.n] grade: F6 judges neither the source nor what it says; leave it out, or judge one",
    ),
    case(
        "a delegate of another party",
        "other_speaker",
        DELEGATES + 'position.a = { value = "40", speaker = "ann", side = "own", party = "employer" }',
        "note: [position.a] speaker: ann is a delegate of union, and this is the side of employer; correct one of "
        "them, or write the name in full",
    ),
    case(
        "a record by the id of a party",
        "shared_id",
        'proposal.union = { title = "Terms" }',
        "note: [proposal.union]: a party has the same id, so that commands take it for the party; choose another",
    ),
    case(
        "hidden letters of the negotiation's title",
        "hidden_letter",
        'title = "a\\u202eb"',
        "note: title: holds U+202E (right-to-left override), which a reader cannot see; delete it",
    ),
    case(
        "hidden letters of a delegate",
        "hidden_letter",
        'delegate.ann = { party = "union", name = "Ann\\u200b" }',
        "note: [delegate.ann] name: holds U+200B (zero width space), which a reader cannot see; delete it",
    ),
    case(
        "a conflict in a text",
        "conflict_marker",
        'note.n = { text = "One.\\n<<<<<<< ours\\nTwo.\\n=======\\nThree.\\n>>>>>>> theirs\\n" }',
        "error: [note.n] text: holds a conflict that a merge left: "
        "keep one of the two texts and delete the marker lines",
    ),
]
SILENT = [
    case("stated today and recorded today", "impossible_date", 'position.a = { value = "40", stated = 2024-06-01 }'),
    case(
        "stated where it is tomorrow already",
        "impossible_date",
        'position.a = { value = "40", stated = 2024-06-02, recorded = 2024-06-01 10:00:00Z }',
    ),
    case("parties of two names", "same_name", ""),
    case(
        "terms disclosed that were undisclosed",
        "no_effect",
        """
        proposal.p = { party = "state", terms = ["pay = undisclosed", "hours = 35"] }
        proposal.q = { party = "state", terms = ["pay = 40", "hours = 35"], discloses = "p" }
        """,
    ),
    case("stated in a month that has begun", "impossible_date", 'position.a = { value = "40", stated = "2024-06" }'),
    case(
        "stated when its source appeared",
        "impossible_date",
        """
        source.post = { issued = 2024-03-01 }
        position.a = { value = "40", stated = 2024-03-01, sources = ["post"] }
        """,
    ),
    case(
        "stated in the month in which its source appeared",
        "impossible_date",
        """
        source.post = { issued = 2024-03-10 }
        position.a = { value = "40", stated = "2024-03", sources = ["post"] }
        """,
    ),
    case(
        "supersedes an earlier reading",
        "wrong_reference",
        """
        position.a = { value = "40" }
        position.b = { value = "41", supersedes = ["a"], recorded = 2024-06-02 00:00:00+00:00 }
        """,
    ),
    case(
        "withdraws and denies what it holds",
        "wrong_reference",
        """
        position.a = { value = "40" }
        proposal.p = { terms = ["pay = 40"] }
        position.b = { stance = "withdrawal", withdraws = ["a", "p"], side = "own" }
        position.c = { stance = "denial", denies = ["a", "p"], side = "own" }
        """,
    ),
    case(
        "retracts what it holds",
        "wrong_reference",
        """
        position.a = { value = "40" }
        retraction.r = { of = "a" }
        retraction.s = { of = "r" }
        """,
    ),
    case(
        "answers a proposal",
        "wrong_reference",
        """
        proposal.p = { party = "employer" }
        proposal.q = { answers = "p" }
        response.a = { proposal = "p", answer = "countered" }
        """,
    ),
    case(
        "limits of a mandate",
        "misplaced_field",
        'position.a = { issue = "mandate", value = "limited", limits = ["pay = 40"], granted_by = "Members" }',
    ),
    case(
        "denials and withdrawals of answers, denials of notes",
        "wrong_reference",
        """
        note.n = { text = "Aside." }
        proposal.p = { party = "employer", terms = ["pay = 40", "hours = 38"] }
        response.r = { to = "p", answer = "accepted" }
        response.s = { to = "p#pay", answer = "rejected" }
        position.a = { stance = "denial", denies = ["n", "r", "s"], side = "own" }
        position.b = { stance = "withdrawal", withdraws = ["r"], side = "own" }
        """,
    ),
    case(
        "offers and terms within the mandate, and demands beyond it",
        "outside_mandate",
        LIMITED
        + """
        position.a = { value = "40", stance = "offer" }
        position.b = { value = "30", stance = "demand" }
        position.c = { value = "30", stance = "offer", party = "employer" }
        position.d = { value = "30", stance = "offer", issue = "hours" }
        position.e = { value = "undisclosed", stance = "offer" }
        proposal.p = { party = "state", terms = ["pay = at least 30"], between = ["union", "employer"] }
        """,
    ),
    case(
        "two agreements of different pairs, and one after another that ended",
        "agreed_twice",
        """
        party.guild = { name = "Guild", role = "principal" }
        agreement.a = { date = 2024-03-01, terms = ["pay = 40"], between = ["union", "employer"] }
        agreement.b = { date = 2024-03-01, terms = ["pay = 41"], between = ["union", "guild"] }
        agreement.c = { date = 2024-03-01, terms = ["pay = 42"], between = ["employer", "union", "guild"] }
        milestone.m = { agreement = "c", milestone = "ended" }
        """,
    ),
    case(
        "two agreements, of which the term of one has ended, leaves the value open, is other steps, or only hoped",
        "agreed_twice",
        """
        issue.rise = { title = "Rise", kind = "percent", steps = ["2024", "2025"], over = "year" }
        agreement.a = { date = 2024-03-01, terms = ["pay = 40", "hours = 35", "rise = 2024: 3%"] }
        agreement.b = { date = 2024-03-02, terms = ["pay = 41", "hours = unspecified", "rise = 2025: 3%"] }
        agreement.c = { date = 2024-03-03, terms = ["pay = 41", "hours = 36"], modality = "hoped" }
        milestone.m = { agreement = "a#pay", milestone = "ended" }
        """,
    ),
    case(
        "an agreement that amends some of the steps of another",
        "agreed_twice",
        """
        issue.rise = { title = "Rise", kind = "percent", steps = ["2024", "2025"], over = "year" }
        agreement.a = { date = 2024-03-01, terms = ["rise = 3%; 2%"] }
        agreement.b = { date = 2024-03-02, terms = ["rise = 2025: 3%"] }
        """,
    ),
    case(
        "an agreement that one party answered by a rejection, and one of two parties of one side of the table",
        "agreed_twice",
        """
        party.guild = { name = "Guild", role = "principal" }
        side.labour = { title = "Labour", parties = ["union", "guild"] }
        agreement.a = { date = 2024-03-01, terms = ["pay = 40"], between = ["union", "employer"] }
        agreement.b = { date = 2024-03-02, terms = ["pay = 41"], between = ["union", "employer"] }
        agreement.c = { date = 2024-03-02, terms = ["hours = 41"], between = ["union", "guild", "employer"] }
        agreement.d = { date = 2024-03-02, terms = ["hours = 42"], between = ["union", "guild"] }
        response.r = { party = "employer", to = "b", answer = "rejected", side = "own" }
        """,
    ),
    case(
        "the votes of two bodies, of two days, and two shares of which one is rounded",
        "rival_votes",
        """
        agreement.a = { date = 2024-03-01, terms = ["pay = 40"] }
        milestone.v = { agreement = "a", milestone = "ratified", by = "union", body = "Local 9", for = 812 }
        milestone.w = { agreement = "a", milestone = "ratified", by = "union", body = "Local 8", for = 401 }
        milestone.x = { agreement = "a", milestone = "ratified", by = "union", stated = 2024-03-05, for = "69%" }
        milestone.y = { agreement = "a", milestone = "ratified", by = "union", stated = 2024-03-05, for = "69.3%" }
        milestone.z = { agreement = "a", milestone = "ratified", by = "union", stated = 2024-03-06, for = "40%" }
        """,
    ),
    case(
        "a signature of another party, one before the vote, and one after a second vote",
        "signed_after_rejection",
        """
        agreement.a = { date = 2024-03-01, terms = ["pay = 40"] }
        milestone.t = { agreement = "a", milestone = "signed", by = "union", stated = 2024-03-04 }
        milestone.v = { agreement = "a", milestone = "rejected", by = "union", stated = 2024-03-05 }
        milestone.w = { agreement = "a", milestone = "signed", by = "employer", stated = 2024-03-07 }
        agreement.b = { date = 2024-03-01, terms = ["hours = 40"] }
        milestone.x = { agreement = "b", milestone = "rejected", by = "union", stated = 2024-03-05 }
        milestone.y = { agreement = "b", milestone = "ratified", by = "union", stated = 2024-03-06 }
        milestone.z = { agreement = "b", milestone = "signed", by = "union", stated = 2024-03-07 }
        """,
    ),
    case(
        "an open item on another issue, and on one of which the term names no value",
        "settled_and_open",
        """
        agreement.a = { date = 2024-03-01, terms = ["pay = 40", "hours = unspecified"] }
        open.o = { agreement = "a", issue = "hours", decide-by = 2024-04-01 }
        open.p = { agreement = "a", issue = "start", decide-by = 2024-04-01 }
        """,
    ),
    case(
        "red lines that an agreement keeps, that were withdrawn, of others, or on another basis",
        "crossed_red_line",
        AGREED
        + """
        position.f = { stance = "red-line", value = "at least 30" }
        position.b = { stance = "red-line", value = "at least 60", party = "employer" }
        position.c = { stance = "withdrawal", withdraws = ["b"], party = "employer", side = "own" }
        position.d = { stance = "red-line", value = "at least 60", party = "state" }
        position.e = { stance = "red-line", value = "at least 60", qualifier = "net" }
        """,
    ),
    case(
        "a milestone of a term, and a vote of a part of its party",
        "wrong_reference",
        AGREED
        + """
        party.board = { name = "Board", member_of = "union" }
        milestone.m = { agreement = "a#pay", milestone = "done", value = "20" }
        milestone.n = { agreement = "a", milestone = "ratified", by = "union", body = "board" }
        """,
    ),
    case(
        "offers within the newest mandate",
        "outside_mandate",
        LIMITED
        + """
        position.n = { issue = "mandate", value = "full", limits = ["pay = at least 30"], stated = 2024-03-02 }
        position.a = { value = "35", stance = "offer" }
        """,
    ),
    case(
        "conditions on an issue and in prose",
        "unclear_condition",
        'position.a = { value = "40", requires = ["hours = 35", "x=y holds", "calm"] }',
    ),
    case(
        "bounds the way the party leans",
        "backward_bound",
        """
        issue.pay = { title = "Pay", kind = "quantity", wants = { union = "more", employer = "less" } }
        position.a = { value = "at least 40" }
        position.b = { value = "at least 40", stance = "offer" }
        position.c = { value = "at most 30", party = "employer" }
        position.d = { value = "at most 30", party = "state" }
        proposal.p = { terms = ["pay = at least 40"], side = "own" }
        proposal.q = { party = "state", terms = ["pay = at most 40"] }
        """,
    ),
    case(
        "bounds that no direction makes backward",
        "backward_bound",
        """
        issue.pay = { title = "Pay", kind = "quantity", wants = { union = "more", state = "more" } }
        issue.who = { title = "Who", kind = "names", wants = { union = "more" } }
        position.a = { value = "at most 3 or at least 9" }
        position.b = { value = "not 3" }
        position.c = { value = "3..9" }
        position.d = { value = "at most 30", party = "state" }
        position.e = { value = "at most 30", stance = "acceptance" }
        position.f = { value = "at most Ann; Ben", issue = "who" }
        position.h = { value = "under 40", stance = "offer" }
        proposal.p = { terms = ["pay = under 40"], side = "state" }
        proposal.r = { party = "employer", discloses = "p", terms = ["pay = under 42"], side = "own" }
        position.g = { stance = "withdrawal", withdraws = ["a"] }
        """,
    ),
    case(
        "members of a bloc",
        "nested_bloc",
        """
        party.local = { name = "Local", role = "principal", member_of = "union" }
        party.branch = { name = "Branch", role = "principal", member_of = "union" }
        """,
    ),
    case(
        "a part of a member of a bloc",
        "nested_bloc",
        """
        party.local = { name = "Local", role = "principal", member_of = "union" }
        party.board = { name = "Board", member_of = "local" }
        """,
    ),
    case(
        "a side of two principals",
        "misplaced_party",
        'side.a = { title = "A", parties = ["union", "employer", "union"] }',
    ),
    case(
        "an issue whose references hold",
        "dangling_reference",
        'issue.pay = { title = "Pay", kind = "quantity", linked = ["hours"], wants = { union = "more" } }',
    ),
    case(
        "two speakers",
        "contradiction",
        """
        position.a = { value = "40", speaker = "Ann", side = "own" }
        position.b = { value = "41", speaker = "Bob", side = "own" }
        """,
    ),
    case(
        "two days",
        "contradiction",
        """
        position.a = { value = "40", stated = 2024-03-01 }
        position.b = { value = "unspecified", stated = 2024-03-02 }
        """,
    ),
    case(
        "two values of one month, and of two hours of one day",
        "contradiction",
        """
        position.a = { value = "40", stated = "2024-02" }
        position.b = { value = "41", stated = "2024-02" }
        position.c = { value = "40", stated = 2024-03-01T09:00:00Z }
        position.d = { value = "41", stated = 2024-03-01T18:00:00Z }
        """,
    ),
    case(
        "the same value, another basis, another counterpart, a red line",
        "contradiction",
        """
        position.a = { value = "40" }
        position.b = { value = "40", grade = "B2" }
        position.c = { value = "41", qualifier = "net" }
        position.d = { value = "42", toward = "employer" }
        position.e = { value = "at least 39", stance = "red-line" }
        """,
    ),
    case(
        "a correction",
        "contradiction",
        """
        position.a = { value = "40" }
        position.b = { value = "41", supersedes = ["a"] }
        """,
    ),
    case(
        "a cited source",
        "missing_source",
        """
        source.post = { issued = 2024-03-01 }
        position.a = { value = "40", sources = ["post"] }
        """,
    ),
    case(
        "an answer on the day of its proposal",
        "impossible_date",
        """
        source.post = { issued = "2024-03", accessed = 2024-03-10 }
        proposal.p = { party = "employer", tabled = 2024-03-01 }
        response.r = { proposal = "p", answer = "accepted" }
        """,
    ),
    case(
        "a better reading of the same day",
        "other_day",
        'position.a = { value = "40" }\nposition.b = { value = "50", supersedes = ["a"] }',
    ),
    case(
        "recorded with what it names, and a better reading, which has a check of its own",
        "recorded_early",
        """
        position.a = { value = "40" }
        position.w = { stance = "withdrawal", withdraws = ["a"], after = ["a"] }
        position.b = { value = "41", supersedes = ["a"], recorded = 2024-05-31 00:00:00Z }
        proposal.p = { party = "employer", terms = ["pay = 40"] }
        response.r = { proposal = "p", answer = "accepted", recorded = 2024-06-02 00:00:00Z }
        """,
    ),
    case("recorded where it is tomorrow already", "recorded_ahead", "note.n = { recorded = 2024-06-03 00:00:00Z }"),
    case(
        "an order of the parties, and who took part",
        "dangling_reference",
        """
        title = "Talks"
        parties = ["state", "union"]
        event.round = { title = "Round", participants = ["union", "state"] }
        """,
    ),
    case(
        "better readings in a row",
        "circular_reference",
        """
        position.a = { value = "40" }
        position.b = { value = "41", supersedes = ["a"] }
        position.c = { value = "42", supersedes = ["a", "b"] }
        retraction.r = { of = "c" }
        retraction.s = { of = "r" }
        """,
    ),
    case(
        "an answer before the withdrawal, and a denial of what stands",
        "no_effect",
        """
        proposal.p = { party = "employer", terms = ["pay = 40"] }
        response.a = { proposal = "p", answer = "accepted" }
        position.w = { party = "employer", stance = "withdrawal", withdraws = ["p"], side = "own", stated = 2024-03-02 }
        position.b = { value = "40" }
        position.c = { stance = "denial", denies = ["b"], side = "own" }
        """,
    ),
    case(
        "two answers of two days, one awaited",
        "contradiction",
        """
        proposal.p = { party = "employer" }
        response.a = { proposal = "p", answer = "pending" }
        response.b = { proposal = "p", answer = "rejected" }
        response.c = { proposal = "p", answer = "accepted", stated = 2024-03-02 }
        """,
    ),
    case(
        "answers that are compatible with any other, or not said as they stand",
        "contradiction",
        """
        proposal.p = { party = "employer" }
        response.a = { proposal = "p", answer = "rejected", side = "own" }
        response.b = { proposal = "p", answer = "welcomed", side = "own" }
        response.c = { proposal = "p", answer = "accepted", side = "own", modality = "considered" }
        """,
    ),
    case("a date in years", "idle_field", 'issue.end = { title = "End", kind = "date", unit = "years" }'),
    case("a grade that judges one", "empty_grade", 'note.n = { text = "Aside.", grade = "F5" }'),
    case(
        "conditions that fit, and prose",
        "wrong_condition",
        'position.a = { value = "40", requires = ["hours = 35", "hours=35", "if E = mc2", "https://x.org/?a=b"] }',
    ),
    case(
        "answers on the last day, to one of two packages, and to a draft of which only the day of the report is known",
        "early_answer",
        """
        proposal.p = { party = "employer", tabled = "../2024-03-05", stated = 2024-03-05, terms = ["pay = 40"] }
        response.r = { to = ["p"], answer = "rejected", side = "own", stated = 2024-03-04 }
        """,
    ),
    case(
        "acceptances in time, of a term that no later paper names, and of one of two packages",
        "no_effect",
        """
        proposal.p = { party = "employer", terms = ["pay = 40", "hours = 38"], expires = 2024-03-06 }
        proposal.q = { party = "employer", terms = ["pay = 39"], stated = 2024-03-05 }
        proposal.x = { party = "state", terms = ["pay = 40"] }
        proposal.y = { party = "state", terms = ["pay = 39"], stated = 2024-03-05, alternative_to = ["x"] }
        response.r = { to = ["p"], answer = "accepted", side = "own", stated = 2024-03-06 }
        response.s = { to = ["x"], answer = "accepted", side = "own", stated = 2024-03-06 }
        response.t = { to = ["p"], answer = "rejected", side = "own", stated = 2024-03-09, speaker = "A" }
        """,
    ),
    case(
        "an offer on the record, a remark that meets the paper, and one whose attribution is known",
        "beside_paper",
        """
        proposal.p = { terms = ["pay = 40", "hours = 38"], side = "own", attribution = "document" }
        position.a = { value = "45", side = "own", attribution = "on-record", stance = "offer", stated = 2024-03-05 }
        position.b = { issue = "hours", value = "at least 36", side = "own", stated = 2024-03-05 }
        proposal.e = { party = "employer", terms = ["pay = 30"], side = "own", attribution = "document" }
        position.f = { party = "employer", value = "20", side = "own", attribution = "background", stated = 2024-03-05 }
        """,
    ),
    case(
        "two currencies from the beginning, and one in figures that name none",
        "other_unit",
        """
        issue.bonus = { title = "Bonus", kind = "money" }
        position.a = { issue = "bonus", value = "EUR 50", recorded = 2024-06-01 00:00:00Z }
        position.b = { issue = "bonus", value = "EUR 40", recorded = 2024-06-01 01:00:00Z }
        position.c = { issue = "bonus", value = "undisclosed", recorded = 2024-06-01 02:00:00Z }
        """,
    ),
    case(
        "votes that were won, said to need more, or tied with what decided",
        "lost_vote",
        AGREED
        + """
        milestone.m = { agreement = "a", milestone = "ratified", by = "union", for = 812, against = 301 }
        milestone.n = { agreement = "a", milestone = "ratified", by = "employer", for = 4, against = 4, caveat = "x" }
        milestone.o = { agreement = "a", milestone = "rejected", by = "union", for = 6, against = 4, caveat = "2:1" }
        milestone.p = { agreement = "a", milestone = "rejected", by = "employer", against = 4 }
        """,
    ),
    case("an id of its own", "shared_id", "proposal.unions = {}"),
    case(
        "a delegate of the party",
        "other_speaker",
        DELEGATES + 'position.a = { value = "40", speaker = "ann", side = "own" }\n'
        'position.b = { value = "40", speaker = "ann", side = "union", party = "employer" }\n'
        'position.c = { value = "40", speaker = "bea", side = "own" }\n'
        'position.d = { value = "40", speaker = "Ann Roe", side = "media" }\n',
    ),
    case(
        "a cited source alone",
        "unused_source",
        'source.post = { issued = 2024-03-01 }\nposition.a = { value = "40", sources = ["post"] }',
    ),
    case(
        "a heading that is underlined, and an arrow",
        "conflict_marker",
        'note.n = { text = "Terms\\n=======\\n>>> one\\n" }',
    ),
    case("newlines, tabs and letters of any script", "hidden_letter", 'note.n = { text = "a\\n\\tשלום مرحبا 🕊" }'),
]


@pytest.mark.parametrize(("name", "text", "message"), SPEAKS)
def test_check_speaks(negotiation_of: Build, name: str, text: str, message: str) -> None:
    """The check names the record, the field and what to do, once."""
    assert messages_of(negotiation_of(text), name) == [message]


@pytest.mark.parametrize(("name", "text"), SILENT)
def test_check_is_silent(negotiation_of: Build, name: str, text: str) -> None:
    """The check says nothing of what is sound."""
    assert messages_of(negotiation_of(text), name) == []


def test_what_is_printable_hides_nothing() -> None:
    """No letter that is hidden is printable to Python, so that a look at that is enough for nearly every text."""
    assert not [code for code in range(sys.maxunicode + 1) if chr(code).isprintable() and re.match(HIDDEN, chr(code))]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_check_has_its_cases(check: Check) -> None:
    """No check is without a case that makes it speak and one that does not."""
    assert code_of(check) == check.__name__.removeprefix("check_").replace("_", "-")
    name = check.__name__.removeprefix("check_")
    assert name in {row.values[0] for row in SPEAKS}
    assert name in {row.values[0] for row in SILENT}


def test_nothing_checks_the_unstated(negotiation_of: Build) -> None:
    """A record that nothing dates has no date to be wrong."""
    negotiation = negotiation_of('position.a = { value = "40" }')
    undated: tuple[Position, ...] = tuple(replace(position, stated=None) for position in negotiation.positions)
    assert messages_of(replace(negotiation, positions=undated), "impossible_date") == []


@pytest.mark.parametrize(
    ("first", "last"), [(0x00, 0x1F), (0x7F, 0x9F), (0x200E, 0x200F), (0x2028, 0x202E), (0x2066, 0x2069)]
)
def test_hidden_ranges(first: int, last: int) -> None:
    """Controls and the marks that reorder text are hidden; the letters on either side of each range are not."""
    assert all(re.match(HIDDEN, chr(code)) for code in range(first, last + 1))
    assert not re.match(HIDDEN, chr(last + 1))
    assert first == 0 or not re.match(HIDDEN, chr(first - 1))


def test_problems_stand_in_the_order_of_files(negotiation_of: Build) -> None:
    """All problems of all checks, by file and line, each naming its file."""
    negotiation = negotiation_of("""
    source.post = { issued = 2024-03-01 }
    position.b = { value = "40", limits = ["hours = 35"] }
    position.a = { value = "41", stated = 2024-07-01, sources = ["post"] }
    position.e = { value = "30", party = "employer" }
    issue.pay = { title = "Pay", kind = "quantity", linked = ["holiday"] }
    """)
    problems = check_negotiation(negotiation, TODAY)
    places = [(problem.path, problem.line) for problem in problems]
    assert places == sorted(places)
    assert {problem.path for problem in problems} == {"negotiation.toml", "parties/employer.toml", "parties/union.toml"}
    assert [problem.severity for problem in problems].count("error") == 4


LATER = date(2040, 1, 1)
EARLY = "recorded = 2024-05-31 00:00:00Z"
NAMED = 'position.a = { value = "40" }\nproposal.p = { party = "employer", terms = ["pay = undisclosed"] }\n'


@pytest.mark.parametrize(
    ("record", "field"),
    [
        case("a withdrawal", 'position.n = { stance = "withdrawal", withdraws = ["a"]', "withdraws"),
        case("a denial", 'position.n = { stance = "denial", denies = ["a"]', "denies"),
        case("a later statement", 'position.n = { value = "41", after = ["a"]', "after"),
        case("a note", 'note.n = { text = "Aside.", after = ["a"]', "after"),
        case("an answer", 'response.n = { proposal = "p", answer = "rejected"', "to"),
        case("a counter-proposal", 'proposal.n = { answers = "p"', "answers"),
        case("a disclosure", 'proposal.n = { party = "employer", discloses = "p", terms = ["pay = 1"]', "discloses"),
        case("a retraction", 'retraction.n = { of = "a"', "of"),
    ],
)
def test_nothing_names_what_was_not_recorded_yet(negotiation_of: Build, record: str, field: str) -> None:
    """Each field that names an entry is held to the clock of recording."""
    (message,) = messages_of(negotiation_of(f"{NAMED}{record}, {EARLY} }}"), "recorded_early")
    assert f"which it names in {field};" in message
    assert messages_of(negotiation_of(f"{NAMED}{record} }}"), "recorded_early") == []


FLOODS: dict[str, Callable[[int], str]] = {
    "one day, all apart": lambda n: f'position.r{n} = {{ value = "{n}" }}',
    "one day, all meet": lambda n: f'position.r{n} = {{ value = "at least {n}" }}',
    "a voice each": lambda n: f'position.r{n} = {{ value = "{n}", speaker = "S{n}", side = "media" }}',
    "a chain of better readings": lambda n: f'position.r{n} = {{ value = "{n}", supersedes = {[f"r{n - 1}"][:n]} }}',
    "retractions of retractions": lambda n: f'retraction.r{n} = {{ of = "r{max(n - 1, 0)}" }}',
    "claims of limits": lambda n: (
        f'position.r{n} = {{ issue = "mandate", value = "full", limits = ["pay = 40"], side = "media", speaker="{n}"}}'
        if n % 2
        else f'position.r{n} = {{ value = "{n}", stance = "offer" }}'
    ),
    "terms disclosed bit by bit": lambda n: (
        f'proposal.r{n} = {{ terms = ["pay = {n}"], discloses = "r0" }}'
        if n
        else 'proposal.r0 = { terms = ["pay = undisclosed"] }'
    ),
    "answers to one proposal": lambda n: (
        f'response.r{n} = {{ proposal = "r0", answer = "rejected" }}' if n else 'proposal.r0 = { party = "state" }'
    ),
}
"""A record by its number, of which a great many come together."""


@pytest.mark.parametrize("name", FLOODS)
@pytest.mark.parametrize("size", tiers(60, 250, 2500))
def test_no_check_compares_all_with_all(negotiation_of: Build, name: str, size: int) -> None:
    """Four times the records take about four times the work, not sixteen."""
    costs = []
    for count in (size, size * 4):
        negotiation = negotiation_of("\n".join(map(FLOODS[name], range(count))))
        costs.append(_calls(partial(check_negotiation, negotiation, LATER)))
    assert costs[1] < costs[0] * 8


def _calls(work: Callable[[], object]) -> int:
    """Return how many functions `work` calls, which unlike seconds is the same every time."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event.endswith("call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


def test_only_errors_come_from_the_checks_of_errors() -> None:
    """What is checked before a write is every check that finds an error."""
    severities = {(row.values[0], row.values[-1].partition(":")[0]) for row in SPEAKS}
    assert {name for name, severity in severities if severity == "error"} == {
        check.__name__.removeprefix("check_") for check in ERRORS
    }
