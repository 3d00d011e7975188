"""What agreements leave of an issue between two parties: the rules "After a deal", from the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from negtrack.frozen import dataclass, replace
from negtrack.model import Agreement, Milestone, OpenItem, Record, Response, Term
from negtrack.values import Value, print_value
from negtrack.values.steps import join_parts
from tests.oracle.agreed import agreed, agreed_value
from tests.oracle.answers import CONTRARY, answers, answers_of, concerns, denied_names, first_answer, stands
from tests.oracle.blocs import can_be_counterpart, is_bloc
from tests.oracle.counterparts import counterparts
from tests.oracle.leaving import goes_back_on
from tests.oracle.records import STRONG, first_day, is_later, is_own, last_day, strength_of
from tests.oracle.rules import cache
from tests.oracle.statements import STOPS, Since, Talks, Until, issue_of, value_of
from tests.oracle.steps import is_whole, parts, value_holds

SETTLED = (
    *("agreed", "agreed provisionally"),
    *("settled by the fallback", "settled provisionally by the fallback"),
)
OVER = ("ended", "stopped", "suspended")
"""What is left where an agreement or a term has ended, was stopped by a suspension, or was suspended while open."""
UNDECIDED = ("", "announced", "no term on record")
NARROW = ("partial", "extension")
"""The kinds of agreements that settle some issues only."""


@dataclass(frozen=True)
class Outcome:
    """What is settled, and by which agreement or proposal."""

    state: str
    by: str = ""


def deals(talks: Talks, a: str, b: str) -> list[Agreement]:
    """The agreements between two parties, newest first; only what was said counts."""
    found = [deal for deal in talks.agreements if all(is_party(talks, deal, party) for party in (a, b))]
    return sorted(found, key=lambda deal: (last_day(talks, deal), deal.id), reverse=True)


def parties_to(talks: Talks, deal: Agreement) -> tuple[str, ...]:
    """Those whom it names; nobody named is every principal that is no bloc of others."""
    names = [party.id for party in talks.negotiation.principals if not is_bloc(talks, party.id)]
    return deal.between or tuple(names)


def is_party(talks: Talks, deal: Agreement, party: str) -> bool:
    """Whether an agreement is between a party, its bloc, or all its members, and others."""
    names, own = {*parties_to(talks, deal)}, members(talks, party)
    return bool(names & {*acting(talks, party)}) or (bool(own) and own <= names)


def acting(talks: Talks, party: str) -> tuple[str, ...]:
    """Whose acts are those of a party: its own, then those of its bloc."""
    bloc = talks.negotiation.parties[party].member_of if party in talks.negotiation.parties else ""
    return (party, bloc) if bloc else (party,)


def members(talks: Talks, party: str) -> set[str]:
    """The principals that are members of a bloc."""
    return {one.id for one in talks.negotiation.principals if one.member_of == party}


def milestones(talks: Talks, deal: Agreement, issue: str, *words: str) -> list[Milestone]:
    """What happened to an agreement, or to its term on an issue."""
    return [
        milestone
        for milestone in talks.milestones
        if (milestone.deal, milestone.issue) == (deal.id, issue) and milestone.milestone in words
    ]


def is_of_source(record: Record) -> bool:
    """Whether the media, or the source itself, report it."""
    return record.side == "media" or not (record.side or record.speaker)


def acts(talks: Talks, deal: Agreement, party: str, *words: str) -> list[Milestone]:
    """The acts of a party or of its bloc, alone or with all others, in its own words or as a source reports them."""
    known = milestones(talks, deal, "", *words)
    return [x for x in known if any(is_act_of(x, name) for name in acting(talks, party))]


def is_act_of(milestone: Milestone, party: str) -> bool:
    """Whether a milestone is the act of this very party."""
    return milestone.by in ("", party) and (is_own(milestone, party) or is_of_source(milestone))


def is_heard(talks: Talks, deal: Agreement, milestone: Milestone) -> bool:
    """An agreement is ended once a party to it says so or a source reports it."""
    side = milestone.by if milestone.side == "own" else milestone.side
    voices = {name for party in parties_to(talks, deal) for name in acting(talks, party)}
    return side in voices or is_of_source(milestone)


def vote(talks: Talks, deal: Agreement, party: str) -> str:
    """The last vote of a party, else of its bloc; "" without one, "unknown" where reports of its outcome differ."""
    words = {x.milestone for x in last_votes(talks, deal, acting(talks, party))}
    return "" if not words else words.pop() if len(words) == 1 else "unknown"


def last_votes(talks: Talks, deal: Agreement, names: Sequence[str]) -> list[Milestone]:
    """The last votes of the first of some parties that voted."""
    for name in names:
        votes = [x for x in milestones(talks, deal, "", "ratified", "rejected") if is_act_of(x, name)]
        if votes:
            return [x for x in votes if not any(is_later(talks, y, x) for y in votes)]
    return []


@cache
def own_answer(talks: Talks, deal: Agreement, party: str) -> Response | None:
    """The standing own answer of a party to the whole agreement, said, that it does not deny."""
    own = [x for x in answers(talks, deal.id, party) if is_own(x, party) and x.modality == "said"]
    return first_answer(talks, [x for x in own if not x.issues and x.id not in denied_names(talks, party)])


def answer_for(talks: Talks, deal: Agreement, party: str) -> Response | None:
    """The own answer of a party, else of its bloc."""
    found = [own_answer(talks, deal, name) for name in acting(talks, party)]
    return next((answer for answer in found if answer), None)


@cache
def binding(talks: Talks, deal: Agreement, party: str) -> Record | None:
    """By what a party is bound: it signed, ratified, or, where none votes, accepted or announced it in its own strong
    voice. Who recommends it leaves the decision to others. Of whom nobody knows whether its last vote rejected it, that
    is not bound, by no signature either: say no more than was said."""
    signed, outcome = acts(talks, deal, party, "signed"), vote(talks, deal, party)
    if signed and outcome in ("", "ratified"):
        return first(talks, signed)
    if outcome:
        return first(talks, last_votes(talks, deal, acting(talks, party))) if outcome == "ratified" else None
    if any(milestone.by for milestone in acts(talks, deal, party, "recommended")):
        return None
    return word_of_acceptance(talks, deal, acting(talks, party))


def word_of_acceptance(talks: Talks, deal: Agreement, names: Sequence[str]) -> Record | None:
    """The own strong answer of the first of some parties that answered, where that accepts, or an own announcement."""
    found = [own_answer(talks, deal, name) for name in names]
    answer = next((answer for answer in found if answer), None)
    if answer:
        is_strong = answer.answer == "accepted" and strength_of(answer, answer.party) == STRONG
        return answer if is_strong else None
    announced = milestones(talks, deal, "", "announced")
    return first(talks, [x for x in announced if x.by in names and is_own(x, x.by) and is_on_record(x)])


def is_on_record(record: Record) -> bool:
    """Whether its words bind who said them."""
    return record.attribution in ("on-record", "document")


def first(talks: Talks, some: list[Milestone]) -> Milestone | None:
    """The earliest."""
    return min(some, key=lambda x: (last_day(talks, x), x.id), default=None)


@cache
def is_binding(talks: Talks, deal: Agreement) -> bool:
    """Whether all that it is between are bound; one in principle is not before somebody signs or ratifies."""
    bound = [binding(talks, deal, party) for party in parties_to(talks, deal)]
    is_made = deal.kind != "in-principle" or any(getattr(x, "milestone", "") in ("signed", "ratified") for x in bound)
    return all(bound) and is_made


def endings(talks: Talks, deal: Agreement, issue: str) -> list[Milestone]:
    """By what an agreement or one term is rejected, ended, or suspended and not in force again; a term also not where
    it was carried on with since."""
    ended = heard_words(talks, deal, issue, "ended")
    votes = [] if issue else rejections(talks, deal)
    suspended = heard_words(talks, deal, issue, "suspended")
    if issue:
        return without_later(talks, [*ended, *suspended], heard_words(talks, deal, issue, "begun", "done"))
    return ended or votes or without_later(talks, suspended, heard_words(talks, deal, "", "in-force"))


def rejections(talks: Talks, deal: Agreement) -> list[Milestone]:
    """The votes by which a party rejected an agreement, or a member of such a bloc that the bloc did not outvote."""
    found: list[Milestone] = []
    for party in parties_to(talks, deal):
        votes = last_votes(talks, deal, acting(talks, party))
        of_members = [last_votes(talks, deal, (member,)) for member in sorted(members(talks, party))]
        left = [own for own in of_members if not any(is_later(talks, x, y) for x in votes for y in own)]
        found += [x for group in (votes, *left) if {x.milestone for x in group} == {"rejected"} for x in group]
    return found


def heard_words(talks: Talks, deal: Agreement, issue: str, *words: str) -> list[Milestone]:
    """What a party to an agreement, or a source, says of it or of one term."""
    return [x for x in milestones(talks, deal, issue, *words) if is_heard(talks, deal, x)]


def without_later(talks: Talks, some: list[Milestone], again: list[Milestone]) -> list[Milestone]:
    """Those to which no word of carrying on is later."""
    return [x for x in some if not any(is_later(talks, y, x) for y in again)]


def term_on(talks: Talks, deal: Agreement, issue: str) -> Term | None:
    """What an agreement settles on an issue: a term that was said, and names a value or that there is one."""
    return next((term for term in deal.terms if term.issue == issue and is_settling(talks, term)), None)


def is_settling(talks: Talks, term: Term) -> bool:
    """Whether a term of an agreement, said, does not leave its value open."""
    return term.modality in (None, "said") and value_of(talks, term.issue, term.value).flag != "unspecified"


def item_on(talks: Talks, deal: Agreement, issue: str) -> OpenItem | None:
    """The last open item of an agreement on an issue."""
    items = [item for item in talks.open_items if (item.agreement, item.issue) == (deal.id, issue)]
    return max(items, key=lambda item: (last_day(talks, item), item.id), default=None)


def outcome(talks: Talks, issue: str, a: str, b: str) -> Outcome | None:
    """What the term of an agreement settles; else a proposal, of later than an agreement that speaks of the issue, by
    which both stand; else what that agreement leaves."""
    found = left_by_deals(talks, issue, a, b)
    if found and found.state in ("agreed", "agreed provisionally"):
        return found
    since = heard(talks, issue, a, b)
    if found and found.state != "announced":
        since = after(since, [deal for deal in talks.agreements if deal.id == found.by])
    proposal = agreed(since, issue, a, b)
    is_over = (
        found is not None
        and found.state in OVER
        and proposal is not None
        and not has_outlasted(talks, proposal, issue, found.by)
    )
    return Outcome("agreed provisionally", proposal) if proposal and not is_over else found


def has_outlasted(talks: Talks, proposal: str, issue: str, by: str) -> bool:
    """Whether a proposal is later than all that suspended or ended an agreement, or its term."""
    made = talks.negotiation.entries[proposal]
    stops = [x for deal in talks.agreements if deal.id == by for x in stops_of(talks, deal, issue)]
    return isinstance(made, Record) and all(is_later(talks, made, x) for x in stops)


def stops_of(talks: Talks, deal: Agreement, issue: str) -> list[Milestone]:
    """By what an agreement no longer says what it did of an issue: what stopped it all, else its term alone; of an open
    item what ended that, unless the agreement has ended."""
    whole, own = endings(talks, deal, ""), endings(talks, deal, issue)
    is_own_end = not term_on(talks, deal, issue) and any(x.milestone == "ended" for x in own)
    return own if is_own_end and not is_ended(talks, deal) else whole or own


def settled_value(talks: Talks, issue: str, a: str, b: str) -> Value | None:
    """The value that is agreed, or that of the fallback."""
    found = outcome(talks, issue, a, b)
    if found is None or found.state not in SETTLED:
        return None
    for proposal in talks.proposals:
        if proposal.id == found.by:
            return agreed_value(talks, proposal, issue)
    if holding := holding_in_steps(talks, issue, a, b):
        return joined(talks, issue, {name: value for _, _, named in holding for name, value in named.items()})
    deal = next(deal for deal in talks.agreements if deal.id == found.by)
    term, item = term_on(talks, deal, issue), item_on(talks, deal, issue)
    return value_of(talks, issue, term.value if term else item.otherwise if item else "unspecified")


def settles_all(talks: Talks, issue: str, a: str, b: str) -> bool:
    """Whether what is settled is all of an issue, and not only some of its steps."""
    value = settled_value(talks, issue, a, b)
    return value is not None and is_whole(issue_of(talks, issue), value)


def heard(talks: Talks, issue: str, a: str, b: str) -> Talks:
    """What counts between two parties: after an agreement, or its term, that was suspended, rejected or ended nothing
    said before it comes back."""
    deal = fallen(talks, issue, a, b)
    return after(talks, [deal]) if deal else talks


def heard_by_all(talks: Talks, issue: str, party: str) -> Talks:
    """What counts of a party where no counterpart is asked for: what counts toward any that spoke on the issue, if only
    to take something back; where none did, nothing from before an agreement with one that its words are meant for."""
    others = counterparts(talks.negotiation, party)
    words = {(x.holder, x.issue) for x in talks.statements} | {(x.party, x.issue) for x in talks.positions}
    spoke = [other for other in others if (other, issue) in words]
    found = [fallen(talks, issue, party, other) for other in spoke or addressed(talks, issue, party, others)]
    deals = [deal for deal in found if deal]
    return after(talks, deals) if deals and (not spoke or len(deals) == len(found)) else talks


def addressed(talks: Talks, issue: str, party: str, others: Sequence[str]) -> list[str]:
    """The others that something which a party said on an issue is meant for."""
    said = [x for x in talks.statements if (x.holder, x.issue) == (party, issue)]
    meant = [(x.toward, x.between) for x in said]
    meant += [(x.toward, frozenset()) for x in talks.positions if (x.party, x.issue) == (party, issue)]
    return [one for one in others if any(to in ("", one) and (not names or one in names) for to, names in meant)]


def after(talks: Talks, deals: Sequence[Agreement]) -> Talks:
    """What was said after at least one of some agreements."""
    names = tuple(sorted({deal.id for deal in deals}))
    if names not in talks.since:
        talks.since[names] = Since(talks, deals)
    return talks.since[names]


def fallen(talks: Talks, issue: str, a: str, b: str) -> Agreement | None:
    """The agreement that decided on an issue, if it no longer does."""
    deal = deciding(talks, issue, a, b)
    return deal if deal and left_by(talks, deal, issue, a, b) in OVER else None


def deciding(talks: Talks, issue: str, a: str, b: str) -> Agreement | None:
    """The newest agreement that decides on an issue, also once it has ended: what it replaced does not come back by
    itself. One that does not bind all replaced nothing that binds and holds, once it holds no more itself."""
    found = [deal for deal in deals(talks, a, b) if left_by(talks, deal, issue, a, b) not in UNDECIDED]
    bound = [deal for deal in found if is_binding(talks, deal)]
    if found and bound and found[0] != bound[0] and left_by(talks, found[0], issue, a, b) in (*OVER, "reopened"):
        return found[0] if left_by(talks, bound[0], issue, a, b) in OVER else bound[0]
    return found[0] if found else None


def is_ended(talks: Talks, deal: Agreement) -> bool:
    """Whether a vote rejected an agreement, or it has ended."""
    return any(x.milestone in ("ended", "rejected") for x in endings(talks, deal, ""))


def left_by_deals(talks: Talks, issue: str, a: str, b: str) -> Outcome | None:
    """What agreements leave of an issue: of steps that several settle, as the newest that holds, and as firm as the
    least firm of them."""
    holding = holding_in_steps(talks, issue, a, b)
    if not holding:
        return left_by_newest(talks, issue, a, b)
    is_firm = all(state == "agreed" for _, state, _ in holding)
    return Outcome("agreed" if is_firm else "agreed provisionally", holding[0][0].id)


@cache
def holding_in_steps(talks: Talks, issue: str, a: str, b: str) -> list[tuple[Agreement, str, Mapping[str, Value]]]:
    """The agreements that hold in some of the steps of an issue, the newest first, with their states and values there.
    Each settles the steps that it names, but for those of which a newer one said anything: an older value does not come
    back. One that does not bind all takes steps from older ones only while it holds there; an open item says what is
    left of the whole issue."""
    definition, deal = issue_of(talks, issue), deciding(talks, issue, a, b)
    if deal is None or not definition.steps or not term_on(talks, deal, issue):
        return []
    known = deals(talks, a, b)
    left = {*definition.steps}
    found: list[tuple[Agreement, str, Mapping[str, Value]]] = []
    for one in known[known.index(deal) :]:
        if one is not deal and is_announced(talks, one, a, b):
            continue
        term = term_on(talks, one, issue)
        values = parts(definition, value_of(talks, issue, term.value)) if term else {}
        named = {name: value for name, value in values.items() if value and name in left}
        state = state_in_steps(talks, one, term, named, a, b) if term and named else ""
        holds = state in ("agreed", "agreed provisionally")
        if one is not deal and not holds and not is_binding(talks, one):
            continue
        if one is not deal and item_on(talks, one, issue) and not term:
            break
        left -= named.keys()
        if holds:
            found.append((one, state, named))
    return found


def state_in_steps(talks: Talks, deal: Agreement, term: Term, named: Mapping[str, Value], a: str, b: str) -> str:
    """The state of a term in some of its steps, against which only words on these count; "" where none is public."""
    if not any(value.has_set for value in named.values()):
        return ""
    scale = issue_of(talks, term.issue).scale
    return state_of_term(talks, deal, replace(term, value=print_value(joined(talks, term.issue, named), scale)), a, b)


def joined(talks: Talks, issue: str, named: Mapping[str, Value]) -> Value:
    """The value of an issue that has these in its steps, and leaves the others open."""
    definition = issue_of(talks, issue)
    open_step = Value(definition.kind, flag="unspecified")
    return join_parts([named.get(name, open_step) for name in definition.steps], definition.scale)


def left_by_newest(talks: Talks, issue: str, a: str, b: str) -> Outcome | None:
    """What the agreement that decides on an issue leaves; a newer one without a term on it counts where that has ended;
    then one that says nothing of it, and last one that a party did not accept."""
    deal = deciding(talks, issue, a, b)
    states = [Outcome(left_by(talks, one, issue, a, b), one.id) for one in deals(talks, a, b)]
    firm = [one for one in states if deal and one.by == deal.id]
    without = [one for one in states if one.state == "no term on record"]
    is_over = bool(firm) and firm[0].state in (*OVER, "reopened")
    newer = [one for one in without if is_over and states.index(one) < states.index(firm[0])]
    announced = [one for one in states if one.state == "announced"]
    return next(iter((*newer, *firm, *without, *announced)), None)


@cache
def left_by(talks: Talks, deal: Agreement, issue: str, a: str, b: str) -> str:
    """What one agreement leaves of an issue; "" for nothing."""
    term, item = term_on(talks, deal, issue), item_on(talks, deal, issue)
    if term:
        return state_of_term(talks, deal, term, a, b)
    if is_announced(talks, deal, a, b):
        return ""
    if item:
        return state_of_item(talks, deal, item)
    is_silent = deal.kind in NARROW or endings(talks, deal, "") or is_announced(talks, deal, *parties_to(talks, deal))
    return "" if is_silent else "no term on record"


def state_of_term(talks: Talks, deal: Agreement, term: Term, a: str, b: str) -> str:
    """Agreed, provisionally or not, until it is suspended or ended; what is done is not reopened by a suspension."""
    if is_announced(talks, deal, a, b):
        return "announced"
    whole, own = endings(talks, deal, ""), endings(talks, deal, term.issue)
    if is_ended(talks, deal):
        return "ended"
    if (own or whole) and not is_done(talks, deal, term):
        return "stopped"
    if is_binding(talks, deal):
        return "agreed"
    is_left = any(is_left_by(talks, deal, term, party, other) for party, other in ((a, b), (b, a)))
    return "reopened" if is_left else "agreed provisionally"


def is_done(talks: Talks, deal: Agreement, term: Term) -> bool:
    """Whether all of a term was carried out."""
    return any(is_all_of(talks, x.value, term) for x in heard_words(talks, deal, term.issue, "done"))


def is_all_of(talks: Talks, done: str, term: Term) -> bool:
    """Whether what was done is all of a term: no less is said of it, or it lies within the term."""
    definition = issue_of(talks, term.issue)
    values = (value_of(talks, term.issue, text) for text in (term.value, done or term.value))
    return not done or value_holds(talks.negotiation, definition, *values) is True


@cache
def is_announced(talks: Talks, deal: Agreement, *parties: str) -> bool:
    """Whether one of some parties, its bloc or a member of it answered an agreement itself and did not accept, where it
    does not bind all."""
    if is_binding(talks, deal):
        return False
    unbound = [party for party in parties_to(talks, deal) if not binding(talks, deal, party)]
    concerned = {name for party in unbound for name in concerned_by(talks, party)}
    asked = {name for party in parties for name in concerned_by(talks, party)}
    given = [own_answer(talks, deal, name) for name in concerned & asked]
    return any(answer and answer.answer != "accepted" for answer in given)


def concerned_by(talks: Talks, party: str) -> set[str]:
    """Whose answers concern a party: its own, those of its bloc or of its members."""
    return {*acting(talks, party), *members(talks, party)}


def is_left_by(talks: Talks, deal: Agreement, term: Term, party: str, other: str) -> bool:
    """Whether a later own statement, answer or withdrawal of a party or its bloc goes back on a term that does not bind
    yet."""
    given = consents_to(talks, deal, party)
    value = value_of(talks, term.issue, term.value)
    for name in acting(talks, party):
        if goes_back_on(talks, deal, given, term.issue, value, term.qualifier, name, other):
            return True
    return any(
        x.answer in CONTRARY and is_own(x, name) and x.modality == "said" and x.id not in denied_names(talks, name)
        for name in acting(talks, party)
        for x in answers_of(talks, deal.id, name)
        if concerns(x, term.issue) and stands(talks, x, term.issue)
        if is_later(talks, x, deal) and not any(is_later(talks, one, x) for one in given)
    )


def consents_to(talks: Talks, deal: Agreement, party: str) -> list[Record]:
    """All by which a party or its bloc stood by an agreement: signatures, votes, its acceptance or announcement;
    nothing of one that does not stand by it."""
    if binding(talks, deal, party) is None:
        return []
    acts_of_it: list[Record] = [*acts(talks, deal, party, "signed", "ratified")]
    return acts_of_it + [word for name in acting(talks, party) if (word := word_of_acceptance(talks, deal, (name,)))]


def state_of_item(talks: Talks, deal: Agreement, item: OpenItem) -> str:
    """Open until its day or hour is over, then settled by the fallback, provisionally while its agreement binds not
    all; that does not come where the agreement was not made, was suspended or had ended by then, it or what it says of
    the issue, also if it holds again."""
    own = endings(talks, deal, item.issue)
    stops = endings(talks, deal, "") or own
    if is_ended(talks, deal) or any(x.milestone == "ended" for x in own):
        return "ended"
    has_come = names_fallback(talks, item) and has_passed(talks, item) and held(talks, deal, item)
    if stops:
        return "stopped" if has_come else "suspended"
    if not has_come:
        return "open"
    return "settled by the fallback" if is_binding(talks, deal) else "settled provisionally by the fallback"


def names_fallback(talks: Talks, item: OpenItem) -> bool:
    """Whether an open item says what holds without a decision."""
    return bool(item.otherwise) and value_of(talks, item.issue, item.otherwise).has_set


def has_passed(talks: Talks, item: OpenItem) -> bool:
    """Whether the day of an open item is over, or its instant is, by the end of the day asked for."""
    end, last = item.decide_by, item.decide_by.last
    return last is not None and (last <= today(talks) if end.instant else last < today(talks))


def held(talks: Talks, deal: Agreement, item: OpenItem) -> bool:
    """Whether an agreement was made by the end of an open item, and neither it nor what it says of the issue was
    stopped then."""
    then = Until(talks, item.decide_by)
    is_made = any(one.id == deal.id for one in then.agreements)
    if any(may_have_stopped(talks, deal, x, item) for x in talks.milestones):
        return False
    return is_made and not endings(then, deal, "") and not endings(then, deal, item.issue)


def may_have_stopped(talks: Talks, deal: Agreement, x: Milestone, item: OpenItem) -> bool:
    """Whether nobody knows if a stop of an agreement, or of what it says of an issue, came before an open item's day
    was over or after it."""
    end = item.decide_by.last or date.max
    is_about = x.deal == deal.id and x.issue in ("", item.issue) and is_heard(talks, deal, x)
    return is_about and x.milestone in STOPS and first_day(talks, x) <= end < last_day(talks, x)


def today(talks: Talks) -> date:
    """The day asked for, else that of the newest record."""
    return talks.as_of or max(last_day(talks, record) for record in talks.negotiation.records if talks.counts(record))


def is_settled(talks: Talks, issue: str, party: str) -> bool:
    """Whether an issue is settled by agreements between a party and all its counterparts."""
    others = [name for name in counterparts(talks.negotiation, party) if can_be_counterpart(talks, name, issue)]
    return bool(others) and all(
        is_settled_by_deal(talks, issue, party, other) and settles_all(talks, issue, party, other) for other in others
    )


def is_settled_by_deal(talks: Talks, issue: str, a: str, b: str) -> bool:
    """Whether an agreement settles an issue between two parties."""
    found = outcome(talks, issue, a, b)
    return found is not None and found.state in SETTLED and any(deal.id == found.by for deal in talks.agreements)
