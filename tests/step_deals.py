"""Random agreements that settle different steps of one issue: signed or not, ended, suspended, done, answered and
disputed."""

from __future__ import annotations

from random import Random

from negtrack.model import Negotiation

from .negotiations import build_negotiation

STEPS = ("one", "two", "three")
ISSUE = 'issue.raises = { title = "Raises", kind = "percent", steps = ["one", "two", "three"], over = "year" }'
OWN = 'issue = "raises", side = "own", attribution = "on-record"'
LAST = 20
"""Days of the talks."""


def random_step_deals(seed: int) -> tuple[str, Negotiation]:
    """Draw agreements and words against them; a seed gives the same ones always."""
    draw = Random(seed)
    lines = [ISSUE, *random_deals(draw)]
    for number in range(draw.randint(0, 4)):
        party, day = draw.choice(("union", "employer")), draw.randint(1, LAST)
        lines.append(f'position.p{number} = {{ party = "{party}", {OWN}, value = "{_value(draw)}", {_stated(day)} }}')
    return "\n".join(lines), build_negotiation("\n".join(lines))


def random_deals(draw: Random) -> list[str]:
    """Draw two to four agreements, and what became of them."""
    lines = []
    for number in range(draw.randint(2, 4)):
        name, day, kind = f"d{number}", draw.randint(1, 12), draw.choice(("extension", "partial", "full"))
        terms = f'kind = "{kind}", terms = ["raises = {_value(draw)}"]'
        lines.append(f"agreement.{name} = {{ date = 2024-03-{day:02}, {terms}, {_stated(day)} }}")
        if draw.random() < 0.7:
            lines.append(_milestone(f"{name}-signed", name, "signed", day + draw.randint(0, 3)))
        if draw.random() < 0.4:
            what = draw.choice(("ended", "suspended", "done"))
            is_of_term = what == "done" or draw.random() < 0.5
            lines.append(_milestone(f"{name}-became", f"{name}#raises" if is_of_term else name, what, day + 4))
    return lines


def _value(draw: Random) -> str:
    named = draw.sample(STEPS, draw.choice((1, 1, 2, 3)))
    return "; ".join(f"{step}: {draw.randint(1, 9)}%" for step in STEPS if step in named)


def _milestone(name: str, deal: str, what: str, day: int) -> str:
    return f'milestone.{name} = {{ agreement = "{deal}", milestone = "{what}", {_stated(day)} }}'


def _stated(day: int) -> str:
    return f"stated = 2024-03-{day:02}"
