"""The program's answers to hand-made talks, one table for each rule, with the expected ids written by hand."""

from __future__ import annotations

import pytest

from tests.oracle.cases import ANN, MEDIA, STRONG, THEIRS, WEAK, answer, ask, case, day, hoped, paper, position

LINE = 'stance = "red-line"'
TO_EMPLOYER = 'toward = "employer"'
WITHDRAWAL = 'stance = "withdrawal"'
DROPS = 'stance = "withdrawal", withdraws = ["o"]'
OLD = position("o", "8", MEDIA, "stated = 2024-02-01")
OLD_ONE = position("o", "8", MEDIA, 'party = "employer"', "stated = 2024-02-01")
EMPLOYER = 'party = "employer"'
HOST = 'party = "state"'
PRESS = 'party = "press"'
TO_UNION = 'toward = "union"'

WHOSE_WORD = [
    case(
        "an own word with a qualifier heads over an anonymous one that it denied that day",
        position("a", "6", STRONG, day(1), 'qualifier = "net"')
        + position("b", "5", MEDIA, day(1))
        + position("d", "", STRONG, day(1), 'stance = "denial"', 'denies = ["b"]'),
        "head",
        "a",
    ),
    case(
        "a remark of the other side clears no red line",
        position("a", "40", STRONG, LINE, day(1)) + position("b", "30", THEIRS, day(2)),
        "head",
        "a",
    ),
    case(
        "a remark of the other side makes no overlap",
        position("a", "40", STRONG, LINE, day(1))
        + position("b", "30", THEIRS, day(2))
        + position("e", "30", STRONG, EMPLOYER, day(1)),
        "status",
        "apart 10",
    ),
    case(
        "a weak word clears no strong one",
        position("a", "1", STRONG, day(1)) + position("b", "2", WEAK, day(2)),
        "live",
        "a b",
    ),
    case(
        "a strong word clears a weak one",
        position("a", "1", WEAK, day(1)) + position("b", "2", STRONG, day(2)),
        "live",
        "b",
    ),
    case(
        "a weak word clears others'", position("a", "1", MEDIA, day(1)) + position("b", "2", WEAK, day(2)), "live", "b"
    ),
    case(
        "others clear their own voice alone",
        position("a", "1", MEDIA, day(1)) + position("b", "2", THEIRS, day(1)) + position("c", "3", THEIRS, day(2)),
        "live",
        "a c",
    ),
    case(
        "no remark clears a delegate",
        position("a", "1", ANN, day(1)) + position("b", "2", STRONG, day(2)),
        "live",
        "a b",
    ),
    case(
        "an acceptance clears a delegate",
        position("a", "1", ANN, day(1)) + position("b", "2", STRONG, day(2), 'stance = "acceptance"'),
        "live",
        "b",
    ),
    case(
        "a delegate clears not the party",
        position("a", "1", STRONG, day(1)) + position("b", "2", ANN, day(2)),
        "live",
        "a b",
    ),
    case(
        "no remark clears a paper",
        paper("q", "pay = 1", STRONG, day(1)) + position("b", "2", STRONG, day(2)),
        "live",
        "b q#pay",
    ),
    case(
        "an offer clears a paper",
        paper("q", "pay = 1", STRONG, day(1)) + position("b", "2", STRONG, day(2), 'stance = "offer"'),
        "live",
        "b",
    ),
    case(
        "a paper clears a paper", paper("q", "pay = 1", STRONG, day(1)) + paper("r", "pay = 2", day(2)), "live", "r#pay"
    ),
    case(
        "an acceptance of what others reported clears no paper",
        paper("q", "pay = 1", day(1))
        + paper("r", "pay = 2", EMPLOYER, day(2))
        + 'response.s = { proposal = "r", answer = "accepted", side = "own", stated = 2024-03-03 }',
        "live",
        "q#pay s#pay",
    ),
    case(
        "words without a value clear their own sort alone",
        position("a", "1", STRONG, day(1))
        + position("b", "unspecified", STRONG, day(2))
        + position("c", "undisclosed", STRONG, day(3))
        + position("d", "unspecified", STRONG, day(4)),
        "live",
        "a c d",
    ),
]
RED_LINES = [
    case(
        "crossed by a strong own word",
        position("a", "40", STRONG, LINE, day(1)) + position("b", "30", STRONG, day(2)),
        "live",
        "b",
    ),
    case(
        "not by a weak one",
        position("a", "40", STRONG, LINE, day(1)) + position("b", "30", WEAK, day(2)),
        "live",
        "a b",
    ),
    case(
        "not by one on another basis",
        position("a", "40", STRONG, LINE, day(1)) + position("b", "30", STRONG, day(2), 'qualifier = "net"'),
        "live",
        "a b",
    ),
    case(
        "not by one that it holds",
        position("a", "at least 40", STRONG, LINE, day(1)) + position("b", "50", STRONG, day(2)),
        "live",
        "a b",
    ),
    case(
        "replaced by a new one of the same voice",
        position("a", "40", STRONG, LINE, day(1)) + position("b", "50", STRONG, LINE, day(2)),
        "live",
        "b",
    ),
    case(
        "on a mandate crossed by its own voice alone",
        'position.a = { issue = "mandate", value = "full", stance = "red-line", side = "media", stated = 2024-03-01 }\n'
        'position.b = { issue = "mandate", value = "none", side = "own", stated = 2024-03-02 }',
        "live union mandate",
        "a b",
    ),
]
ORDER = [
    case(
        "instants of a day have an order",
        position("a", "1", STRONG, "stated = 2024-03-01T18:00:00Z")
        + position("b", "2", STRONG, "stated = 2024-03-01T09:00:00Z"),
        "live",
        "a",
    ),
    case(
        "words of one day stand beside each other",
        position("a", "1", STRONG) + position("b", "2", STRONG),
        "contested",
        "a b",
    ),
    case(
        "an interval is no contest",
        position("a", "1", STRONG, 'stated = "../2024-03-05"') + position("b", "2", STRONG, day(3)),
        "contested",
        "",
    ),
    case(
        "and clears nothing",
        position("a", "1", STRONG, 'stated = "../2024-03-05"') + position("b", "2", STRONG, day(3)),
        "live",
        "a b",
    ),
    case(
        "its last possible day heads",
        position("a", "1", STRONG, 'stated = "../2024-03-05"') + position("b", "2", STRONG, day(3)),
        "head",
        "a",
    ),
    case(
        "after tells the order", position("a", "1", STRONG) + position("b", "2", STRONG, 'after = ["a"]'), "live", "b"
    ),
    case(
        "dates win over after",
        position("a", "1", STRONG, day(2)) + position("b", "2", STRONG, day(1)),
        "live",
        "a",
    ),
]
HEADLINES = [
    case(
        "a set before none",
        position("a", "unspecified", STRONG, day(2)) + position("b", "2", MEDIA, day(1)),
        "head",
        "b",
    ),
    case(
        "said before hoped",
        position("a", "1", STRONG, day(2), 'modality = "hoped"') + position("b", "2", MEDIA, day(1)),
        "head",
        "b",
    ),
    case("own before others", position("a", "1", WEAK, day(1)) + position("b", "2", MEDIA, day(2)), "head", "a"),
    case(
        "a paper that others report before their remarks",
        paper("q", "pay = 1", day(1)) + position("b", "2", MEDIA, day(2)),
        "head",
        "q#pay",
    ),
    case("late before strong", position("a", "1", STRONG, day(1)) + position("b", "2", WEAK, day(2)), "head", "b"),
    case("strong before weak", position("a", "1", WEAK, day(1)) + position("b", "2", STRONG, day(1)), "head", "b"),
    case(
        "no grade that the letter betters and the digit does not: recorded later",
        position("a", "1", MEDIA, 'grade = "B3"', "recorded = 2024-06-01T00:00:00Z")
        + position("b", "2", THEIRS, 'grade = "C2"', "recorded = 2024-06-02T00:00:00Z"),
        "head",
        "b",
    ),
    case(
        "in a pair what is meant for it",
        position("a", "1", STRONG) + position("b", "2", STRONG, TO_EMPLOYER),
        "head union pay employer",
        "b",
    ),
]
DISPUTES = [
    case("claims of one day", position("a", "1", MEDIA) + position("b", "2", THEIRS), "contested", "a b"),
    case("no earlier claim", position("a", "1", MEDIA, day(1)) + position("b", "2", THEIRS, day(2)), "contested", ""),
    case(
        "on a mandate an earlier one",
        'position.a = { issue = "mandate", value = "full", side = "media", stated = 2024-03-01 }\n'
        'position.b = { issue = "mandate", value = "none", side = "own", stated = 2024-03-02 }',
        "contested union mandate",
        "a b",
    ),
    case(
        "two voices of one party, whatever the day",
        position("a", "1", ANN, day(1)) + position("b", "2", STRONG, day(3)),
        "contested",
        "a b",
    ),
    case(
        "a paper and a remark, whatever the day",
        paper("q", "pay = 1", STRONG, day(1)) + position("b", "2", STRONG, day(3)),
        "contested",
        "b q#pay",
    ),
    case(
        "what is denied, and not the own word beside it",
        position("a", "1", STRONG, day(1))
        + position("b", "2", MEDIA, day(2))
        + position("d", "", STRONG, day(3), 'stance = "denial"', 'denies = ["b"]'),
        "contested",
        "b",
    ),
    case(
        "a disclosure that another party filed, denied by the holder",
        paper("q", "pay = undisclosed", STRONG, day(1))
        + paper("d", "pay = 15", EMPLOYER, STRONG, day(2), 'discloses = "q"')
        + position("n", "", STRONG, day(3), 'stance = "denial"', 'denies = ["d"]'),
        "contested",
        "d#pay",
    ),
    case(
        "no disclosure that its discloser denies",
        paper("q", "pay = undisclosed", STRONG, day(1))
        + paper("d", "pay = 15", EMPLOYER, STRONG, day(2), 'discloses = "q"')
        + position("n", "", EMPLOYER, STRONG, day(3), 'stance = "denial"', 'denies = ["d"]'),
        "contested",
        "",
    ),
]
WITHDRAWN = [
    case(
        "the party's own ends all before",
        position("a", "1", STRONG, day(1)) + OLD + position("w", "", WEAK, DROPS, day(2)),
        "live",
        "",
    ),
    case(
        "another's is a claim",
        position("a", "1", STRONG, day(1)) + OLD + position("w", "", THEIRS, DROPS, day(2)),
        "live",
        "a",
    ),
    case(
        "a red line only by name",
        position("a", "1", STRONG, LINE, day(1)) + OLD + position("w", "", WEAK, DROPS, day(2)),
        "live",
        "a",
    ),
    case(
        "toward one party alone, not what is meant for all",
        position("a", "1", STRONG, day(1)) + OLD + position("w", "", STRONG, DROPS, TO_EMPLOYER, day(2)),
        "live union pay press",
        "a",
    ),
    case(
        "toward one party alone, in the pair with it",
        position("a", "1", STRONG, day(1)) + OLD + position("w", "", STRONG, DROPS, TO_EMPLOYER, day(2)),
        "live union pay employer",
        "",
    ),
    case(
        "an answer by name",
        paper("q", "pay = 1", STRONG, day(1))
        + answer("r", "accepted", STRONG, day(2))
        + position("w", "", EMPLOYER, STRONG, 'issue = "hours"', WITHDRAWAL, day(3), 'withdraws = ["r"]'),
        "answers",
        "",
    ),
]
BOB = 'delegate.bob = { party = "employer", name = "Chair of the employers" }'
CHAIR = ANN.replace('"ann"', '"bob"')
OFFER = paper("q", "pay = 1", STRONG, day(1))
YES = answer("r", "accepted", STRONG, day(2))
BOTH = position("a", "3", STRONG, day(1)) + position("e", "9", EMPLOYER, STRONG, day(1))
DEAL = OFFER.replace("q = {", 'q = { party = "state",') + YES
TWO = paper("q", "pay = 1", STRONG, day(1)) + paper("f", "pay = 5", STRONG, day(2), 'alternative_to = ["q"]')
HIDDEN = TWO.replace("pay = 1", "pay = undisclosed").replace("pay = 5", "pay = undisclosed")
OTHERWISE = paper("d", "pay = 3", MEDIA, day(2), 'discloses = "f"')
ALTERNATIVES = [
    case("no package clears another", TWO, "live", "f#pay q#pay"),
    case("nor where neither is public", HIDDEN, "live", "f#pay q#pay"),
    case("they are not contested", TWO, "contested", ""),
    case("but two reports of one of them are", TWO + OTHERWISE, "contested", "d#pay f#pay"),
    case("who names another package has not left one", TWO + answer("r", "accepted", STRONG, day(3)), "agreed", "q"),
    case(
        "what nothing measures stands as the headline does",
        paper("q", "jobs = 1", STRONG, day(2))
        + paper("f", "pay = unspecified", day(2), 'alternative_to = ["q"]')
        + paper("d", "pay = 5", day(4), 'discloses = "q"')
        + position("e", "9", EMPLOYER, day(1), 'qualifier = "net"'),
        "status",
        "not comparable",
    ),
]
AMENDED = paper("q", "jobs = 2", STRONG, day(2), 'amends = "p"')
PAID = paper("p", "pay = 1", STRONG, day(1))
IN_PART = "proposal.q = {{ term.pay = {{ {} }}, term.jobs = {{ {} }}, {}, {} }}\n"
TIED = IN_PART.format('value = "1", requires = ["jobs = 2"]', 'value = "2"', STRONG, day(1))
TIED_TWICE = TIED.replace('value = "2"', 'value = "2", requires = ["pay = 1"]')
TIED_OUT = TIED.replace('value = "2"', 'value = "2", requires = ["a vote of the members"]')
SECRET = IN_PART.format('value = "undisclosed", MORE', 'value = "2"', STRONG, day(1))
SHOWN = paper("d", "pay = 1", MEDIA, day(1), 'discloses = "q"')


def part(name: str, issue: str, word: str = "accepted") -> str:
    """Return an answer of the employers to one term of proposal `q`."""
    return answer(name, word, STRONG, day(2)).replace('proposal = "q"', f'to = ["q#{issue}"]')


FIRM = PAID.replace('terms = ["pay = 1"]', 'term.pay = { value = "1", modality = "said" }')
AGREED = [
    case("a term on the condition of another one, both accepted", TIED + YES, "agreed", "q"),
    case(
        "accepted again after a withdrawal, and once of an order that nobody knows",
        OFFER
        + answer("r", "accepted", STRONG, day(2), 'after = ["w"]')
        + answer("z", "accepted", STRONG, day(2))
        + position("e", "9", STRONG, EMPLOYER, day(1))
        + position("w", "", STRONG, EMPLOYER, day(2), 'stance = "withdrawal"', 'withdraws = ["e"]'),
        "agreed",
        "q",
    ),
    case("both one by one", TIED + part("r", "pay") + part("s", "jobs"), "agreed", "q"),
    case("not where the other one is not accepted", TIED + part("r", "pay"), "agreed", ""),
    case("not where it is rejected", TIED + part("r", "pay") + part("n", "jobs", "rejected"), "agreed", ""),
    case(
        "not where it was withdrawn before",
        TIED + YES + position("w", "", STRONG, day(1), 'stance = "withdrawal", withdraws = ["q#jobs"], issue = "jobs"'),
        "agreed",
        "",
    ),
    case(
        "not where a party went back on it",
        TIED + YES + position("o", "9", STRONG, day(3)).replace("{ ", '{ issue = "jobs", ', 1),
        "agreed",
        "",
    ),
    case(
        "the words of all others meet it as well",
        TIED
        + part("r", "pay")
        + position("o", "2", STRONG, EMPLOYER, day(1)).replace("{ ", '{ issue = "jobs", ', 1)
        + position("g", "2", STRONG, PRESS, day(1)).replace("{ ", '{ issue = "jobs", ', 1),
        "agreed",
        "q",
    ),
    case("two terms, each on the condition of the other, accepted", TIED_TWICE + YES, "agreed", "q"),
    case("not where only one of them is", TIED_TWICE + part("r", "pay"), "agreed", ""),
    case("not where the other one waits for something else", TIED_OUT + YES, "agreed", ""),
    case("a value that others disclose", SECRET.replace(", MORE", "") + SHOWN + YES, "agreed", "q"),
    case(
        "not without the condition that the paper itself gives",
        SECRET.replace("MORE", 'requires = ["a vote of the members"]') + SHOWN + YES,
        "agreed",
        "",
    ),
    case(
        "not where one disclosure knows of a condition",
        SECRET.replace(", MORE", "")
        + SHOWN
        + SHOWN.replace("proposal.d", "proposal.f").replace(
            'terms = ["pay = 1"]', 'term.pay = { value = "1", requires = ["a vote of the members"] }'
        )
        + YES,
        "agreed",
        "",
    ),
    case(
        "not where the paper itself only hopes for another one",
        SECRET.replace('"undisclosed", MORE', '"3", modality = "hoped"') + SHOWN + YES,
        "agreed",
        "",
    ),
    case(
        "not where two disclosures count otherwise",
        SECRET.replace(", MORE", "")
        + SHOWN
        + SHOWN.replace("proposal.d", "proposal.f").replace(
            'terms = ["pay = 1"]', 'term.pay = { value = "1", qualifier = "net" }'
        )
        + YES,
        "agreed",
        "",
    ),
    case("a term that a later paper carries over", PAID + AMENDED + YES, "agreed", "q"),
    case("not of a later paper that was only hoped for", PAID + hoped(AMENDED) + YES, "agreed", ""),
    case("not of an earlier paper that was only hoped for", hoped(PAID) + AMENDED + YES, "agreed", ""),
    case(
        "nor where the earlier paper said the term, and the later one that carries it over only hoped",
        FIRM + hoped(AMENDED) + YES,
        "agreed",
        "",
    ),
    case("one tabled, the other accepted", OFFER + YES, "agreed", "q"),
    case("not where the other says who tabled it", OFFER.replace("own", "employer") + YES, "agreed", ""),
    case(
        "not where the one had gone back on it before the other accepted",
        OFFER.replace("q = {", 'q = { party = "state",')
        + answer("r", "accepted", STRONG, day(2))
        + position("o", "9", EMPLOYER, STRONG, day(3))
        + answer("s", "accepted", STRONG, day(4)).replace('"employer"', '"union"'),
        "agreed",
        "",
    ),
    case("not over a rejection of that day", OFFER + YES + answer("n", "rejected", STRONG, day(2)), "agreed", ""),
    case(
        "not over a rejection of that day, whatever the ids",
        OFFER + YES + answer("z", "rejected", STRONG, day(2)),
        "agreed",
        "",
    ),
    case(
        "not where a rejection may have come later",
        OFFER + answer("n", "rejected", THEIRS, day(2)) + answer("r", "accepted", STRONG, 'stated = "../2024-03-05"'),
        "agreed",
        "",
    ),
    case(
        "not over a rejection of an earlier hour that day, by another voice",
        OFFER
        + answer("n", "rejected", STRONG, "stated = 2024-03-02T09:00:00Z")
        + answer("r", "accepted", CHAIR, "stated = 2024-03-02T18:00:00Z")
        + BOB,
        "agreed",
        "",
    ),
    case("not on an undisclosed term", OFFER.replace("pay = 1", "pay = undisclosed") + YES, "agreed", ""),
    case(
        "on what is disclosed",
        OFFER.replace("pay = 1", "pay = undisclosed") + YES + paper("d", "pay = 4", MEDIA, day(3), 'discloses = "q"'),
        "agreed",
        "q",
    ),
    case(
        "not where the disclosures differ",
        OFFER.replace("pay = 1", "pay = undisclosed")
        + YES
        + paper("d", "pay = 4", MEDIA, day(3), 'discloses = "q"')
        + paper("f", "pay = 5", THEIRS, day(3), 'discloses = "q"'),
        "agreed",
        "",
    ),
    case(
        "not on a disclosure of a term that names no value",
        OFFER.replace("pay = 1", "pay = unspecified") + YES + paper("d", "pay = 4", MEDIA, day(3), 'discloses = "q"'),
        "agreed",
        "",
    ),
    case("not outside between", paper("q", "pay = 1", STRONG, day(1), 'between = ["press"]') + YES, "agreed", ""),
    case("not by one that a mediator asked", DEAL, "agreed", ""),
    case("not on a weak word", OFFER + YES.replace("on-record", "background"), "agreed", ""),
    case("not with reservations", OFFER + YES.replace("accepted", "accepted-with-reservations"), "agreed", ""),
    case(
        "not on an answer that its party denies",
        OFFER + YES + position("d", "", EMPLOYER, STRONG, day(3), 'stance = "denial"', 'denies = ["r"]'),
        "agreed",
        "",
    ),
    case(
        "not on an answer that is withdrawn on another issue",
        OFFER + YES + position("w", "", EMPLOYER, STRONG, 'issue = "hours"', WITHDRAWAL, day(3), 'withdraws = ["r"]'),
        "agreed",
        "",
    ),
    case("not after a later contrary word", OFFER + YES + position("b", "7", STRONG, day(3)), "agreed", ""),
    case(
        "still after a word to another",
        OFFER + YES + position("b", "7", STRONG, day(3), 'toward = "press"'),
        "agreed",
        "q",
    ),
    case("still after others' word", OFFER + YES + position("b", "7", MEDIA, day(3)), "agreed", "q"),
    case(
        "still after others' withdrawal on the issue",
        OFFER + YES + OLD + position("w", "", MEDIA, DROPS, day(3)),
        "agreed",
        "q",
    ),
    case(
        "not after an own withdrawal",
        OFFER + YES + OLD_ONE + position("w", "", EMPLOYER, WEAK, DROPS, day(3)),
        "agreed",
        "",
    ),
    case(
        "still where the acceptance followed the withdrawal",
        OFFER + YES.replace("-02", "-04") + OLD_ONE + position("w", "", EMPLOYER, WEAK, DROPS, day(3)),
        "agreed",
        "q",
    ),
    case(
        "not where the withdrawal may have followed the acceptance",
        OFFER
        + answer("r", "accepted", STRONG, 'stated = "2024-03-02/2024-03-05"')
        + OLD_ONE
        + position("w", "", EMPLOYER, WEAK, DROPS, day(3)),
        "agreed",
        "",
    ),
    case("and is the status", BOTH + OFFER + YES, "status", "agreed"),
]
MEANT_FOR = [
    case(
        "an offer between two counts not toward a third",
        paper("q", "pay = 1", STRONG, day(1), 'between = ["union", "employer"]'),
        "head union pay press",
        "",
    ),
    case(
        "but where no pair is asked for",
        position("a", "3", STRONG, day(1), 'stance = "offer"')
        + paper("q", "pay = 1", STRONG, day(2), 'between = ["union", "employer"]'),
        "live",
        "q#pay",
    ),
    case(
        "but toward the other of the two",
        paper("q", "pay = 1", STRONG, day(1), 'between = ["union", "employer"]'),
        "head union pay employer",
        "q#pay",
    ),
    case(
        "nor does the acceptance of one",
        paper("q", "pay = 1", HOST, day(1), 'between = ["union", "employer"]') + YES,
        "head employer pay press",
        "",
    ),
    case(
        "and clears not what is meant for all",
        position("a", "3", STRONG, day(1), 'stance = "offer"')
        + paper("q", "pay = 1", STRONG, day(2), 'between = ["union", "employer"]'),
        "live union pay press",
        "a",
    ),
]
STATUSES = [
    case("apart", BOTH, "status", "apart 6"),
    case("silent", position("a", "3", STRONG), "status", "silent"),
    case("the least settled of own words", BOTH + position("b", "9", ANN, day(2)), "status", "apart 6"),
    case(
        "the widest where a headline is nobody's own",
        position("a", "9", STRONG, day(1))
        + position("d", "", STRONG, day(2), 'stance = "denial"', 'denies = ["a"]')
        + position("b", "4", MEDIA, day(2))
        + position("e", "3", EMPLOYER, STRONG, day(1))
        + position("f", "5", EMPLOYER, STRONG, TO_UNION, day(1)),
        "status",
        "apart 6",
    ),
    case(
        "what is hoped has no gap",
        position("a", "3", STRONG, 'modality = "hoped"') + position("e", "9", EMPLOYER, STRONG),
        "status",
        "unknown",
    ),
    case(
        "nor where it counts from another event",
        'event.vote = { title = "Vote" }\n'
        'position.a = { issue = "start", value = "2 days after vote", modality = "hoped", side = "own" }\n'
        'position.e = { issue = "start", value = "3 days", party = "employer", side = "own" }',
        "status start",
        "unknown",
    ),
    case("another basis", BOTH.replace('"9"', '"9", qualifier = "net"'), "status", "not comparable"),
    case("a condition that is not met", BOTH.replace('"9"', '"3", requires = ["a vote"]'), "status", "conditional"),
]
ANSWERS = [
    case(
        "of one day the later instant first",
        OFFER
        + answer("r", "accepted", STRONG, "stated = 2024-03-02T09:00:00Z")
        + answer("z", "rejected", CHAIR, "stated = 2024-03-02T18:00:00Z")
        + BOB,
        "answers",
        "z r",
    ),
    case(
        "a better letter is not a better grade",
        OFFER
        + answer("r", "accepted", WEAK, day(2), 'grade = "B3"', "recorded = 2024-06-01T00:00:00Z")
        + answer("n", "rejected", WEAK, day(2), 'grade = "C2"', "recorded = 2024-06-02T00:00:00Z"),
        "answers",
        "n r",
    ),
    case("an own strong one clears others'", OFFER + answer("n", "rejected", MEDIA, day(1)) + YES, "answers", "r"),
    case("a weak one clears no strong one", OFFER + YES + answer("s", "rejected", WEAK, day(3)), "answers", "s r"),
    case(
        "no acceptance with reservations beside another value of the day, however firmly that was said",
        OFFER
        + position("c", "8", STRONG, EMPLOYER, day(2), 'modality = "considered"')
        + answer("r", "accepted-with-reservations", STRONG, day(2)).replace('"q"', '["q#pay"]'),
        "live employer",
        "c",
    ),
    case(
        "an acceptance with reservations beside a word of the day that names no outcomes",
        OFFER
        + position("c", "unspecified", STRONG, EMPLOYER, day(2), 'modality = "considered"')
        + answer("r", "accepted-with-reservations", STRONG, day(2)).replace('"q"', '["q#pay"]'),
        "live employer",
        "c r#pay",
    ),
    case("no acceptance of a paper that was only hoped for", hoped(OFFER) + YES, "live employer", ""),
    case(
        "no acceptance of a term that we read better since",
        OFFER + YES + position("s", "3", STRONG, day(1), 'supersedes = ["q#pay"]'),
        "live employer",
        "",
    ),
    case("no acceptance of a term that it carries over", PAID + hoped(AMENDED) + YES, "live employer", ""),
]
CONDITIONS = [
    case(
        "each waits for the other",
        position("a", "1", STRONG, TO_EMPLOYER, 'requires = ["hours = 5"]')
        + position("e", "5", EMPLOYER, STRONG, TO_UNION, 'issue = "hours"', 'requires = ["pay = 1"]'),
        "conditions a",
        "not met",
    ),
    case(
        "who waits for a circle of others is in none",
        position("a", "1", STRONG, TO_EMPLOYER, 'requires = ["hours = 5"]')
        + position("b", "7", STRONG, 'issue = "jobs"')
        + position("c", "5", STRONG, 'issue = "hours"')
        + position("e", "5", EMPLOYER, STRONG, 'issue = "hours"', 'requires = ["jobs = 7"]')
        + position("p", "7", PRESS, STRONG, 'issue = "jobs"', 'requires = ["hours = 5"]'),
        "conditions a",
        "unknown",
    ),
    case(
        "who asks for what the other rules out does not wait",
        position("a", "at least 5", STRONG, TO_EMPLOYER, 'requires = ["pay = at least 5"]')
        + position("e", "9", EMPLOYER, STRONG, TO_UNION, 'requires = ["pay = 2"]'),
        "conditions a",
        "unknown",
    ),
]
RULES = {
    "whose word": WHOSE_WORD,
    "red lines": RED_LINES,
    "order": ORDER,
    "headlines": HEADLINES,
    "disputes": DISPUTES,
    "withdrawn": WITHDRAWN,
    "alternatives": ALTERNATIVES,
    "agreed": AGREED,
    "meant for": MEANT_FOR,
    "statuses": STATUSES,
    "answers": ANSWERS,
    "conditions": CONDITIONS,
}
ROWS = [
    pytest.param(text, question, expected, id=f"{rule}: {name}".replace(" ", "-"))
    for rule, rows in RULES.items()
    for name, text, question, expected in rows
]


@pytest.mark.parametrize(("text", "question", "expected"), ROWS)
def test_rule(text: str, question: str, expected: str) -> None:
    """The rules of reading give the ids that the page gives."""
    assert ask(text, question) == expected
