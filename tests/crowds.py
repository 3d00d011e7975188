"""Random negotiations of many parties: blocs, sides, plain words, red lines, conditions, papers and agreements."""

from __future__ import annotations

from random import Random

from negtrack.model import Negotiation

from .negotiations import build_negotiation

ISSUES = """
issue.pay = { title = "Pay", kind = "quantity", unit = "euros", basis = "gross" }
issue.pace = { title = "Pace", kind = "choice", ladder = ["slow", "even", "fast"] }
issue.talks = { title = "Talks", class = "process", kind = "yes-no" }
"""
VALUES = {"pay": ("5", "7", "at least 6", "5..8", "undisclosed"), "pace": ("slow", "even", "fast"), "talks": ("yes",)}
WHOSE = ('side = "own", attribution = "on-record"', 'side = "own"', 'side = "media", speaker = "Ann"')
STANCES = (*["demand"] * 6, *["offer"] * 2, "statement", "red-line", "withdrawal")
RARE = (
    *[""] * 12,
    *(', qualifier = "net"', ', modality = "hoped"', ', requires = ["pace = even or fast"]', ', grade = "B2"'),
)


def random_crowd(seed: int) -> tuple[str, Negotiation]:
    """Draw talks of five to nine principals over ten days; a seed gives the same ones always."""
    draw = Random(seed)
    names = [f"p{number}" for number in range(draw.randint(5, 9))]
    head = ISSUES + "".join(_party(draw, name, number) for number, name in enumerate(names))
    if draw.random() < 0.4:
        head += f'side.south = {{ title = "South", parties = ["{names[0]}", "{names[-1]}"] }}\n'
    lines = _positions(draw, names)
    if draw.random() < 0.3:
        lines += _papers(draw, names)
    if draw.random() < 0.5:
        lines += _deal(draw, names)
    text = "\n".join(lines)
    return head + text, build_negotiation(text, head)


def _party(draw: Random, name: str, number: int) -> str:
    member = ', member_of = "p1"' if number in (3, 4) and draw.random() < 0.3 else ""
    return f'party.{name} = {{ name = "P{number}", role = "principal"{member} }}\n'


def _day(draw: Random) -> str:
    return f"stated = 2024-03-{draw.randint(1, 10):02}"


def _positions(draw: Random, names: list[str]) -> list[str]:
    """Draw words; a withdrawal takes back an earlier one in the list of its party on its issue."""
    lines, said = [], dict[tuple[str, str], str]()
    for number, party in enumerate(draw.choices(names, k=draw.randint(6, 40))):
        issue, stance = draw.choice(("pay", "pay", "pay", "pace", "talks")), draw.choice(STANCES)
        if stance == "withdrawal" and (party, issue) in said:
            words = f'stance = "withdrawal", withdraws = ["{said[party, issue]}"]'
        else:
            words = _words(draw, issue, stance.replace("withdrawal", "demand"))
            said[party, issue] = f"w{number}"
        whom = f', toward = "{names[0]}"' if party != names[0] and draw.random() < 0.05 else ""
        about = f'party = "{party}", issue = "{issue}", {draw.choice(WHOSE)}'
        lines.append(f"position.w{number} = {{ {about}, {words}{whom}, {_day(draw)} }}")
    return lines


def _words(draw: Random, issue: str, stance: str) -> str:
    rare = draw.choice(RARE)
    if issue == "pace":
        rare = rare.replace("pace = even or fast", "pay = at least 5")
    return f'stance = "{stance}", value = "{draw.choice(VALUES[issue])}"{rare}'


def _papers(draw: Random, names: list[str]) -> list[str]:
    one, other = draw.sample(names, 2)
    between = f', between = ["{one}", "{other}"]' if draw.random() < 0.4 else ""
    terms = f'terms = ["pay = {draw.choice(VALUES["pay"][:4])}"]'
    answer = draw.choice(("accepted", "accepted", "rejected", "pending"))
    return [
        f'proposal.o = {{ party = "{one}", {WHOSE[0]}, {terms}{between}, {_day(draw)} }}',
        f'response.a = {{ party = "{other}", {WHOSE[0]}, to = "o", answer = "{answer}", {_day(draw)} }}',
    ]


def _deal(draw: Random, names: list[str]) -> list[str]:
    some = draw.sample(names, draw.randint(2, len(names)))
    between = "" if draw.random() < 0.5 else f"between = {some}, ".replace("'", '"')
    day = draw.randint(3, 8)
    terms = '["pay = 6"]' if draw.random() < 0.7 else '["pace = even"]'
    lines = [f"agreement.d = {{ {between}date = 2024-03-{day:02}, stated = 2024-03-{day:02}, terms = {terms} }}"]
    if draw.random() < 0.6:
        lines.append(_milestone("signed", f"stated = 2024-03-{day:02}"))
    if draw.random() < 0.3:
        lines.append(_milestone(draw.choice(("ended", "suspended")), f"stated = 2024-03-{day + 1:02}"))
    if draw.random() < 0.3 and "pace" not in terms:
        by = f'decide-by = 2024-03-{day + 1:02}, otherwise = "slow"'
        lines.append(f'open.i = {{ agreement = "d", issue = "pace", {by}, stated = 2024-03-{day:02} }}')
    return lines


def _milestone(name: str, day: str) -> str:
    return f'milestone.{name} = {{ agreement = "d", milestone = "{name}", side = "media", {day} }}'
