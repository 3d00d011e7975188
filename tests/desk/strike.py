"""An article written for the tests, and what a careful reader records from it."""

from __future__ import annotations

from dataclasses import dataclass

ARTICLE = """\
Port talks resume after a three-day walkout

Dockers and terminal operators went back to the table on Monday, mediators said, after a walkout that closed
both basins of the port.

The Union wants wages to rise by at least 9% this year, union officials said. They called the rise overdue.

The Employer offered a rise of 4%, and it will not go beyond 6%, according to people close to the terminals.

A contract should run for 3 years, the union officials said, while the Employer prefers 5 years. Neither side
would say more about the length.

On the cranes, the Employer plans to automate both basins. The Union rules out automation in the new basin,
though it could live with a trial in the old one.

Demands for the walkout:

- Pay for all 3 days of the strike.
- Work starts again within 2 days after signature.
- At most 8 hours of overtime a week.

The Employer's negotiators said that they had full authority to sign. A person close to the mediators doubted
it, saying that the team must refer back to its owners.

Night shifts carry a bonus of EUR 30 today. The Union asks for EUR 45 a shift, and the Employer has named no
figure.

The port handled 1.2 million containers in 2023, 4% less than in 2022.
"""
"""Six demands, three answers, a mandate that is disputed, and sentences that say nothing of a position."""

NEGOTIATION = {
    "negotiation.toml": """\
format = 1
title = "Port talks"
parties = ["union", "employer", "mediators"]

[issue.wage-rise]
title = "Rise of wages this year"
kind = "percent"

[issue.contract-length]
title = "Length of the contract"
kind = "duration"

[issue.automation]
title = "Automation of the cranes"
kind = "choice"
ladder = ["none", "trial", "one-basin", "both-basins"]

[issue.strike-pay]
title = "Days of the strike that are paid"
kind = "quantity"
unit = "days"

[issue.restart]
title = "Work starts again"
kind = "timing"
anchor = "signed"

[issue.overtime]
title = "Hours of overtime a week"
kind = "quantity"
unit = "hours"

[issue.night-bonus]
title = "Bonus for a night shift"
kind = "money"

[issue.holidays]
title = "Days of paid leave"
kind = "quantity"
unit = "days"

[issue.employer-mandate]
title = "What the Employer's team may sign"
class = "process"
kind = "mandate"

[event.signed]
title = "Signature"
""",
    "sources.toml": """\
[source.herald]
container-title = "The Herald"
issued = 2024-03-25
""",
    "parties/union.toml": 'name = "The Union"\nshort = "Union"\nrole = "principal"\n',
    "parties/employer.toml": 'name = "The Employer"\nshort = "Employer"\nrole = "principal"\n',
    "parties/mediators.toml": 'name = "State mediators"\nrole = "mediator"\n',
}


@dataclass(frozen=True)
class Wanted:
    """A position to be read out of a sentence, which `words` begin: everything that a reader enters."""

    words: str
    party: str
    issue: str
    value: str
    speaker: str = ""
    side: str = ""
    stance: str = "demand"
    grade: str = "B2"
    sentences: int = 1


_OFFICIALS = ("union officials", "union")
_CLOSE = ("people close to the terminals", "third-party")
_TEAM = ("Employer's negotiators", "employer")
WANTED = (
    Wanted("The Union wants wages", "union", "wage-rise", "at least 9%", *_OFFICIALS),
    Wanted("The Employer offered", "employer", "wage-rise", "4%", *_CLOSE, stance="offer"),
    Wanted("The Employer offered", "employer", "wage-rise", "at most 6%", *_CLOSE, stance="red-line"),
    Wanted("A contract should", "union", "contract-length", "3 years", *_OFFICIALS),
    Wanted("A contract should", "employer", "contract-length", "5 years", *_OFFICIALS),
    Wanted("On the cranes", "employer", "automation", "both-basins"),
    Wanted("The Union rules out", "union", "automation", "none or trial"),
    Wanted("- Pay for all", "union", "strike-pay", "3"),
    Wanted("- Work starts", "union", "restart", "within 2 days"),
    Wanted("- At most 8", "union", "overtime", "at most 8"),
    Wanted("The Employer's negotiators", "employer", "employer-mandate", "full", *_TEAM, stance="statement"),
    Wanted(
        *("A person close", "employer", "employer-mandate", "refer-back"),
        *("person close to the mediators", "third-party", "statement", "C3"),
    ),
    Wanted("The Union asks", "union", "night-bonus", "EUR 45", grade="C3"),
    Wanted("The Union asks", "employer", "night-bonus", "unspecified", grade="C3"),
)
"""In the order of the text. Where nobody is named, the article says so in its own voice."""
