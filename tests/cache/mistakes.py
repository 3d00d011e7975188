"""Records with everything that a check can find in files that can be read."""

from __future__ import annotations

SAID = 'stated = 2024-02-05\nrecorded = 2024-03-01 00:00:00+00:00\nside = "own"\nsources = ["s1"]\n'
CLAIM = 'stated = 2024-02-05\nrecorded = 2024-03-01 00:00:00+00:00\nside = "media"\nspeaker = "Solo"\n'
WRONG = {
    "north": f"""
[position.both-a]
issue = "mandate"
value = "none"
{CLAIM}
[position.both-b]
issue = "mandate"
value = "full"
{CLAIM}
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
[position.quoted]
issue = "rung"
value = "some"
stated = 2024-02-07
recorded = 2024-03-01 00:00:00+00:00
side = "media"
speaker = "one"

[position.south]
issue = "start"
value = "5 days"
stance = "demand"
requires = ["nothing = 3", "pay = many", "rate of growth = 3"]
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

[retraction.early]
of = "tail"
reason = "It was not recorded yet."
recorded = 2024-02-06 00:00:00+00:00
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
[proposal.paper]
title = "Paper"
terms = ["aid = EUR 3m"]
stated = 2024-02-28
recorded = 2024-03-01 00:00:00+00:00
side = "own"
attribution = "document"

[position.remark]
issue = "aid"
value = "EUR 9m"
stated = 2024-03-01
recorded = 2024-03-01 00:00:00+00:00
side = "own"

[position.dollars]
issue = "aid"
value = "USD 5m"
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
[position.euros]
issue = "aid"
value = "EUR 5m"
stated = 2024-02-05
recorded = 2024-02-06 00:00:00+00:00
side = "own"
sources = ["s1"]

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
    "../agreements": f"""
[agreement.deal-one]
title = "One"
date = 2024-02-05
terms = ["pay = 40"]
{CLAIM}
[open.both]
agreement = "deal-one"
issue = "pay"
decide-by = 2024-03-09
{CLAIM}
[agreement.deal-two]
title = "Two"
date = 2024-02-05
terms = ["pay = 41"]
{CLAIM}
[milestone.of-no-term]
agreement = "deal-one#rung"
milestone = "done"
{CLAIM}
[agreement.deal-three]
title = "Three"
date = 2024-02-05
terms = ["start = 5 days"]
{CLAIM}
[milestone.vote]
agreement = "deal-three"
milestone = "rejected"
by = "north"
for = 500
against = 600
date = 2024-02-05
{CLAIM}
[milestone.lost]
agreement = "deal-three"
milestone = "ratified"
by = "south"
for = 5
against = 6
date = 2024-02-05
{CLAIM}
[milestone.other-count]
agreement = "deal-three"
milestone = "rejected"
by = "north"
for = 500
against = 650
date = 2024-02-05
{CLAIM}
[milestone.later-signature]
agreement = "deal-three"
milestone = "signed"
by = "north"
date = 2024-02-06
stated = 2024-02-06
recorded = 2024-03-01 00:00:00+00:00
side = "media"
speaker = "Solo"
""",
}
"""What each check finds, also in circles and references from file to file."""
