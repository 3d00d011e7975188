"""Records with everything that a check can find in files that can be read, and changes that bear on what it finds."""

from __future__ import annotations

SAID = 'stated = 2024-02-05\nrecorded = 2024-03-01 00:00:00+00:00\nside = "own"\nsources = ["s1"]\n'
SAID_LATER = SAID.replace("02-05", "02-29")
WRONG = {
    "north": f"""
[position.round-a]
issue = "pay"
value = "10"
supersedes = ["round-b"]
{SAID}
[position.tail]
issue = "pay"
value = "11"
supersedes = ["round-c"]
{SAID}
[position.south]
issue = "start"
value = "5 days"
stance = "demand"
requires = ["nothing = 3", "pay = many"]
granted_by = "nobody"
grade = "F6"
{SAID}
[position.marked]
issue = "rung"
value = "some"
text = \"\"\"
<<<<<<< ours
one
=======
two
>>>>>>> theirs\"\"\"
{SAID}
[position.limits]
issue = "mandate"
value = "limited"
limits = ["pay = at least 50"]
stance = "statement"
stated = 2024-02-28
recorded = 2024-03-01 00:00:00+00:00
side = "own"
sources = ["s1"]

[retraction.others]
of = "round-b"
reason = "Not ours to retract."
recorded = 2024-03-02 00:00:00+00:00
""",
    "south": f"""
[position.round-b]
issue = "pay"
value = "10"
supersedes = ["round-a"]
{SAID}
[position.ahead]
issue = "rung"
value = "none"
stated = 2024-02-05
recorded = 2199-03-01 00:00:00+00:00

[position.later]
issue = "rung"
value = "none"
stated = 2024-12-24
recorded = 2024-03-01 00:00:00+00:00

[position.better]
issue = "rung"
value = "all"
supersedes = ["ahead"]
stated = 2024-02-06
recorded = 2199-03-01 00:00:00+00:00

[position.reversed]
issue = "pay"
value = "at most 5"
stance = "demand"
{SAID}
[position.contrary]
issue = "pay"
value = "700"
stance = "demand"
{SAID}
""",
    "island": f"""
[position.round-c]
issue = "pay"
value = "10"
supersedes = ["round-c"]
{SAID}
[position.not-its-own]
issue = "pay"
stance = "withdrawal"
withdraws = ["round-b"]
{SAID}
[response.unasked]
proposal = "beyond"
answer = "rejected"
{SAID}
""",
    "envoy": f"""
[proposal.beyond]
title = "Less than the mandate allows"
terms = ["pay = 3"]
between = ["north", "south"]
{SAID}
[response.itself]
proposal = "beyond"
answer = "accepted"
{SAID}
""",
}
"""What each check finds, also in circles and references from file to file."""


FIFTH = SAID.replace('sources = ["s1"]\n', "")
TENTH, LAST = FIFTH.replace("02-05", "02-10"), FIFTH.replace("02-05", "02-29")
OF_TWO = {
    "withdrawals": {
        "north": f"""
[position.a]
issue = "rung"
value = "some"
{FIFTH}
[position.w1]
issue = "pay"
stance = "withdrawal"
withdraws = ["p"]
{LAST}
[position.w2]
issue = "rung"
stance = "withdrawal"
withdraws = ["p"]
{FIFTH}
[proposal.p]
title = "P"
terms = ["pay = 3"]
{FIFTH}""",
        "south": f"""
[response.r]
proposal = "p"
answer = "accepted"
{TENTH}""",
    },
    "claims of a mandate, one of them an offer": {
        "north": f"""
[position.m]
issue = "mandate"
value = "limited"
stance = "statement"
toward = "south"
limits = ["pay = at least 50"]
{FIFTH}
[proposal.q]
title = "Q"
terms = ["mandate = full"]
{LAST}""",
        "south": f"""
[proposal.p]
title = "P"
terms = ["pay = 3"]
{LAST}""",
    },
    "answers, the first named in a text before": {
        "north": f"""
[note.n]
text = \"\"\"
as in
[response.r2]
\"\"\"
{FIFTH}
[response.r1]
proposal = "p"
answer = "accepted"
{LAST}
[response.r2]
proposal = "p"
answer = "rejected"
{LAST}""",
        "south": f"""
[proposal.p]
title = "P"
terms = ["pay = 3"]
{FIFTH}""",
    },
}


CHANGES = {
    "a withdrawal of what another offered": (
        "envoy",
        f'\n[position.w]\nissue = "pay"\nstance = "withdrawal"\nwithdraws = ["beyond"]\n{SAID}',
    ),
    "a retraction of what another answered": (
        "envoy",
        '\n[retraction.w]\nof = "beyond"\nreason = "Misheard."\nrecorded = 2024-03-03 00:00:00+00:00\n',
    ),
    "a disclosure of what another proposed": (
        "south",
        f'\n[proposal.d]\ntitle = "Told"\nterms = ["pay = 2"]\ndiscloses = "beyond"\n{SAID}',
    ),
    "the mandate of whom a proposal is put to": (
        "north",
        f'\n[position.m]\nissue = "mandate"\nvalue = "full"\nlimits = ["pay = at most 3"]\n{SAID_LATER}',
    ),
    "another claim of an issue's mandate by a third party": (
        "south",
        f'\n[position.m]\nissue = "mandate"\nvalue = "full"\nstance = "statement"\nlimits = ["pay = over 3"]\n{SAID}',
    ),
    "an issue that conditions name": ("", '\n[issue.nothing]\ntitle = "Nothing"\nkind = "quantity"\n'),
    "a source that nobody cites": ("sources", '\n[source.new]\ntitle = "New"\nissued = 2024-02-20\n'),
    "a party with a record's id": ("marked", 'name = "Marked"\nrole = "principal"\n'),
    "another order of the parties": ("order", ""),
    "a proposal with a mandate among its terms": (
        "north",
        f'\n[proposal.q]\ntitle = "More"\nterms = ["mandate = full"]\n{SAID_LATER}',
    ),
    "the end of a circle": (
        "south",
        '\n[retraction.c]\nof = "round-b"\nreason = "Wrong."\nrecorded = 2024-03-03 00:00:00+00:00\n',
    ),
}
