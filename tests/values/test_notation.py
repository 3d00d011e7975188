"""The notation of values: what every kind reads, how it prints, and what it says when it cannot read."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from negtrack.errors import NotationError, TwoReadingsError
from negtrack.frozen import replace
from negtrack.gap import ends_of, gap_between, print_distance, same_set
from negtrack.values import KINDS, EventDay, Scale, canonical_text, parse_value, print_value, read_value
from negtrack.values.ranges import RangeKind
from negtrack.values.shapes import End

TIMING = Scale("timing", anchor="deal-signed")
DURATION = Scale("duration")
METRES = Scale("quantity", unit="m")
QUANTITY = Scale("quantity", unit="prisoners for 40 hostages")
METRES = Scale("quantity", unit="m")
PERCENT = Scale("percent")
RATIO = Scale("ratio")
MONEY = Scale("money")
DATE = Scale("date")
LADDER = Scale("choice", options=("none", "limited", "major", "Full War"), ordered=True)
OPTIONS = Scale("choice", options=("permanent", "six-week-truce", "gradual"))
WORDY = Scale("choice", options=("hit or miss", "sure"))
YES_NO = Scale("yes-no")
MANDATE = Scale("mandate")
NAMES = Scale("names")
TEXT = Scale("text")
_DEFINED = (TIMING, QUANTITY, LADDER, OPTIONS)
EVERY_SCALE = (*_DEFINED, *(Scale(kind) for kind in KINDS if kind not in {scale.kind for scale in _DEFINED}))
"""Scales of every kind, with what their issues define where the kind asks for it."""

CANONICAL = [
    (TIMING, "immediately"),
    (TIMING, "2 weeks"),
    (TIMING, "1 week"),
    (TIMING, "at least 2 weeks"),
    (TIMING, "at least 14 days after ceasefire-start"),
    (TIMING, "at most 36 hours"),
    (TIMING, "day 30"),
    (TIMING, "day 30..40"),
    (TIMING, "day 30..40 days"),
    (TIMING, "day 30..40 or 50 hours"),
    (TIMING, "1 month..28 days"),
    (TIMING, "31 days..1 month"),
    (TIMING, "minus 1 month..minus 31 days"),
    (TIMING, "immediately..2 weeks"),
    (TIMING, "minus 24 hours"),
    (TIMING, "2..4 weeks after תום-המלחמה"),
    (TIMING, "over 3..under 5 months"),
    (DURATION, "6 weeks"),
    (DURATION, "12..16 months"),
    (DURATION, "at least 2 weeks"),
    (DURATION, "under 3 weeks"),
    (DURATION, "1.5 years"),
    (DURATION, "6 weeks..2 months"),
    (QUANTITY, "33"),
    (QUANTITY, "0"),
    (QUANTITY, "minus 3"),
    (QUANTITY, "400"),
    (QUANTITY, "700..1000"),
    (QUANTITY, "700..under 1000"),
    (QUANTITY, "over 700..1000"),
    (QUANTITY, "over 700..under 1000"),
    (QUANTITY, "at least 40"),
    (QUANTITY, "about 800"),
    (QUANTITY, "not 40"),
    (QUANTITY, "40 or 50 or at least 60"),
    (QUANTITY, "1.5m"),
    (QUANTITY, "1..2k"),
    (PERCENT, "46%"),
    (PERCENT, "14.5%"),
    (PERCENT, "at most 25%"),
    (PERCENT, "30..60%"),
    (PERCENT, "minus 5%"),
    (PERCENT, "minus 5..minus 3%"),
    (RATIO, "30:1"),
    (RATIO, "under 30:1"),
    (RATIO, "not 30:1"),
    (RATIO, "7:1"),
    (RATIO, "2.5:1"),
    (RATIO, "20..30:1"),
    (RATIO, "20:1..60:2"),
    (MONEY, "USD 1.3tn/year"),
    (MONEY, "at least EUR 300m"),
    (MONEY, "USD 1..2tn"),
    (MONEY, "USD 6000"),
    (MONEY, "USD 40.39/hour"),
    (MONEY, "USD 21.50/hour"),
    (MONEY, "USD 21/hour"),
    (MONEY, "USD 5 or 6/hour"),
    (MONEY, "USD minus 5"),
    (MONEY, "under USD 5 or over 7"),
    (MONEY, "not USD 5"),
    (DATE, "2024-04-10"),
    (DATE, "2024-04"),
    (DATE, "at most 2035"),
    (DATE, "over 2035"),
    (DATE, "2024-04..2024-06"),
    (DATE, "2035-06-01..2035"),
    (DATE, "9999-12"),
    (LADDER, "limited"),
    (LADDER, "none or limited"),
    (LADDER, "none or major"),
    (LADDER, "at least limited"),
    (LADDER, "at most major"),
    (LADDER, "Full War"),
    (OPTIONS, "gradual"),
    (WORDY, "hit or miss"),
    (OPTIONS, "permanent or six-week-truce"),
    (YES_NO, "yes"),
    (YES_NO, "no"),
    (YES_NO, "yes or no"),
    (MANDATE, "refer-back"),
    (MANDATE, "refer-back..sufficient"),
    (MANDATE, "at least limited"),
    (TEXT, "a date is agreed after the first exchange"),
    *((scale, flag) for scale in EVERY_SCALE for flag in ("unspecified", "undisclosed")),
]


@pytest.mark.parametrize(("scale", "text"), CANONICAL, ids=lambda part: getattr(part, "kind", part))
def test_canonical_text_stays_as_it_is(scale: Scale, text: str) -> None:
    """Every example of the design and the facts prints as it was written, and parses back, also without a scale."""
    value = parse_value(text, scale)
    assert print_value(value, scale) == text
    assert parse_value(print_value(value), scale) == value


@pytest.mark.parametrize(
    ("scale", "written", "canonical"),
    [
        (TIMING, "IMMEDIATELY", "immediately"),
        (TIMING, "  at   least 14  days  after Ceasefire-Start ", "at least 14 days after ceasefire-start"),
        (TIMING, "at least 2 weeks after deal-signed", "at least 2 weeks"),
        (TIMING, "≥ 14 days", "at least 14 days"),
        (TIMING, ">= 14 days", "at least 14 days"),
        (TIMING, "2\N{EN DASH}3 weeks", "2..3 weeks"),
        (TIMING, "2 or 3 weeks", "2 weeks or 3 weeks"),
        (TIMING, "1 weeks", "1 week"),
        (TIMING, "2weeks", "2 weeks"),
        (METRES, "5 million", "5000000"),
        (METRES, "1..2 thousand", "1000..2000"),
        (METRES, "at most 5m", "at most 5"),
        (TIMING, ">5 days..<7 days", "over 5..under 7 days"),
        (DURATION, "12 months .. 16 months", "12..16 months"),
        (QUANTITY, "1,000", "1000"),
        (QUANTITY, "1,234,567.50", "1234567.5"),
        (QUANTITY, "007", "7"),
        (QUANTITY, "-0", "0"),
        (QUANTITY, "2 million", "2m"),
        (QUANTITY, "1..2 thousand", "1..2k"),
        (QUANTITY, "<= 40", "at most 40"),
        (QUANTITY, "≤40", "at most 40"),
        (QUANTITY, "<40", "under 40"),
        (QUANTITY, ">40", "over 40"),
        (QUANTITY, "~ 40", "about 40"),
        (QUANTITY, "≈40", "about 40"),
        (QUANTITY, "!= 40", "not 40"),
        (QUANTITY, "≠40", "not 40"),
        (QUANTITY, "under 5 or over 5", "not 5"),
        (QUANTITY, "over 5 or under 5", "not 5"),
        (QUANTITY, "5..5", "5"),
        (QUANTITY, "5 or 6 or 5", "5 or 6"),
        (QUANTITY, "700 Prisoners for 40 hostages", "700"),
        (QUANTITY, "700..1000 prisoners for 40 hostages", "700..1000"),
        (QUANTITY, "1.5k prisoners  for 40 hostages or 2k", "1.5k or 2k"),
        (METRES, "5 m", "5"),
        (METRES, "5m", "5"),
        (PERCENT, "-5%", "minus 5%"),
        (PERCENT, "\N{MINUS SIGN}5%", "minus 5%"),
        (PERCENT, "5 or 6%", "5% or 6%"),
        (PERCENT, "46 percent", "46%"),
        (PERCENT, "46.0 %", "46%"),
        (RATIO, "30 : 1", "30:1"),
        (RATIO, "30:1..40:1", "30..40:1"),
        (MONEY, "usd5 per hour", "USD 5/hour"),
        (MONEY, "USD 5/hour or USD 6/hour", "USD 5 or 6/hour"),
        (MONEY, "USD 5/hour or 6/hour", "USD 5 or 6/hour"),
        (MONEY, "USD 1.3 trillion / year", "USD 1.3tn/year"),
        (MONEY, "USD 1tn..2tn", "USD 1..2tn"),
        (MONEY, "USD -5", "USD minus 5"),
        (MONEY, "USD 21.5", "USD 21.50"),
        (MONEY, "USD 1,300,000", "USD 1300000"),
        (DATE, "2024-04..2024-04", "2024-04"),
        (LADDER, "LIMITED", "limited"),
        (LADDER, "full  war", "Full War"),
        (LADDER, "under limited", "none"),
        (LADDER, "over limited", "major or Full War"),
        (LADDER, ">= limited", "at least limited"),
        (LADDER, "not limited", "none or major or Full War"),
        (LADDER, "over none..under Full War", "limited or major"),
        (LADDER, "major or none", "none or major"),
        (LADDER, "none or at least major", "none or major or Full War"),
        (OPTIONS, "not gradual", "permanent or six-week-truce"),
        (OPTIONS, "gradual or permanent", "permanent or gradual"),
        (YES_NO, "not yes", "no"),
        (YES_NO, "No or YES", "yes or no"),
        (MANDATE, "under full", "at most sufficient"),
        (TEXT, "  e\N{COMBINING ACUTE ACCENT}tat  ", "\N{LATIN SMALL LETTER E WITH ACUTE}tat"),
        (TEXT, "two  words\nand a line", "two  words\nand a line"),
        (TEXT, " Unspecified", "unspecified"),
        (QUANTITY, "UNDISCLOSED", "undisclosed"),
    ],
    ids=lambda part: getattr(part, "kind", part),
)
def test_other_spellings_print_canonically(scale: Scale, written: str, canonical: str) -> None:
    """Symbols, case, blanks, shared units and redundant words are understood and printed in one way."""
    value = parse_value(written, scale)
    assert canonical_text(written, scale) == print_value(value, scale) == canonical
    assert parse_value(print_value(value), scale) == value
    assert same_set(parse_value(canonical, scale), value, scale, {})


@pytest.mark.parametrize("text", ["over 3..under 5", "over 3..3", "5..3"])
@pytest.mark.parametrize("placed", [(), (True,), (False,)], ids=["neither", "low", "high"])
def test_a_range_of_which_an_end_has_no_place(text: str, placed: tuple[bool, ...]) -> None:
    """A range of which one end or both have no place on the line is neither empty nor backwards: nobody knows."""

    def place(end: End, low: bool, event: EventDay | None) -> Fraction | None:
        return end.point.number if low in placed else None

    kind = KINDS["quantity"]
    assert isinstance(kind, RangeKind)
    assert kind.print(replace(kind, place=place).parse(text, METRES), None) == text


@pytest.mark.parametrize(
    ("scale", "text", "says"),
    [
        (TIMING, "2 wekes", 'not a timing; write "immediately", "2 weeks", "at least 14 days after EVENT"'),
        (TIMING, "some week", "not a timing"),
        (TIMING, "2", "not a timing"),
        (TIMING, "", "not a timing"),
        (TIMING, "2 weeks after deal signed", "not a timing"),
        (TIMING, "2 weeks after deal_signed", '"deal_signed" is not an event id; write'),
        (TIMING, "2 weeks after x or 3 weeks after x", "not a timing"),
        (TIMING, "day 1.5", "not a timing"),
        (TIMING, "day 30 or 40", "not a timing"),
        (TIMING, "1 week..1 day", "1 week..1 day runs backwards; write 1 day..1 week"),
        (TIMING, "1 month..2 weeks", "runs backwards; write 2 weeks..1 month"),
        (TIMING, "1 month..27 days", "runs backwards"),
        (TIMING, "32 days..1 month", "runs backwards"),
        (TIMING, "13..12 months", "runs backwards; write 12..13 months"),
        (TIMING, "minus 1 month..minus 32 days", "runs backwards"),
        (DURATION, "minus 3 days", "not a duration; write"),
        (DURATION, "immediately", "not a duration"),
        (QUANTITY, "1000..700", "1000..700 runs backwards; write 700..1000"),
        (QUANTITY, "over 1000..700", "runs backwards; write 700..under 1000"),
        (QUANTITY, "500..1m", "500m..1m runs backwards"),
        (QUANTITY, "5..under 5", "the range is empty"),
        (DATE, "over 2030..under 2031", "no whole day lies between its ends"),
        (DATE, "over 2030-01-01..under 2030-01-02", "no whole day lies between its ends"),
        (QUANTITY, "over 5..5", "the range is empty"),
        (QUANTITY, "not 5 or 6", '"not" cannot be combined'),
        (QUANTITY, "5 or not 6", '"not" cannot be combined'),
        (QUANTITY, "not 5..6", "not a quantity"),
        (QUANTITY, "at least 5..6", "not a quantity"),
        (QUANTITY, "5 or", "not a quantity"),
        (QUANTITY, "5 or 2k", "multiplier"),
        (QUANTITY, "..5", "not a quantity"),
        (QUANTITY, "5..", "not a quantity"),
        (QUANTITY, "1...2", "not a quantity"),
        (QUANTITY, "10,00", "commas only separate thousands"),
        (QUANTITY, "1,000,5", "commas only separate thousands, and a point decimals; write 1,234.5"),
        (QUANTITY, "12,34,567", 'commas only separate thousands; write "1234567"'),
        (PERCENT, "5,000", '"5,000" may be 5000 or 5; write a percentage, such as "46%"'),
        (PERCENT, "5,250", '"5,250" may be 5250 or 5.25; write a percentage, such as "46%"'),
        (PERCENT, "1,234,567", 'not a percentage; write "46%", "30..60%", "at most 25%"'),
        (PERCENT, "5% net", '"net" is no part of the value; write it as its basis, with --qualifier'),
        (QUANTITY, "1,5", 'write "1.5"'),
        (QUANTITY, "0,125", 'write "0.125"'),
        (QUANTITY, "0,125,000", "commas only separate thousands"),
        (QUANTITY, "1.234,5", 'write "1234.5"'),
        (QUANTITY, "1.234.567", 'write "1234567"'),
        (QUANTITY, "1e6", "not a quantity"),
        (QUANTITY, "0x10", "not a quantity"),
        (QUANTITY, ".5", "not a quantity"),
        (QUANTITY, "٣٣", 'not a quantity; write "33", "700..1000", "at least 40"'),
        (QUANTITY, "nan", "not a quantity"),
        (QUANTITY, "33 hostages", "not a quantity"),
        (QUANTITY, "1" * 31, "at most 30 digits"),
        (QUANTITY, "1" * 25 + "tn", "at most 30 digits"),
        (QUANTITY, " or ".join(str(number) for number in range(51)), "more than 50 alternatives"),
        (QUANTITY, "1" * 1001, "longer than 1000 characters"),
        (PERCENT, "0." + "1" * 31 + "%", "at most 30 digits"),
        (PERCENT, "46", 'not a percentage; write "46%"'),
        (RATIO, "30", "not a ratio; write"),
        (RATIO, "30:01:00", "a time, as spreadsheets make of a ratio; write 30:1 for the ratio"),
        (RATIO, "07:30:00", "a time, as spreadsheets make of a ratio; write 7:30 for the ratio"),
        (RATIO, "30:00:00", "not a ratio; write"),
        (RATIO, "30:0", "a right side above 0"),
        (RATIO, "minus 3:1", "a ratio needs a left side of 0 or more"),
        (MONEY, "5", "currency before the number"),
        (MONEY, "5 or USD 6", "currency before the number"),
        (MONEY, "USD", "not an amount of money; write"),
        (MONEY, "¥5", '"¥" may be JPY or CNY; write the code before the number'),
        (MONEY, "5 kr", '"kr" may be SEK, NOK, DKK or ISK'),
        (MONEY, "Z$5", "currency before the number"),
        (MONEY, "$5 or €6", "one currency, not EUR and USD"),
        (MONEY, "USX 5", 'no currency "USX" in ISO 4217; did you mean'),
        (MONEY, "QQQ 5", "write a code such as USD"),
        (MONEY, "USD 5 or EUR 6", "one currency, not EUR and USD"),
        (MONEY, "USD 5/hour or 6", "one period, at its end"),
        (MONEY, "USD 5/hour or 6/day", "one period"),
        (PERCENT, "5‰", '"5‰" is no percentage; write it in hundredths: 1‰ is 0.1%'),
        (PERCENT, "100 per mille", "1‰ is 0.1%"),
        (PERCENT, "under 50 bps", '"50 bps" is no percentage; write it in hundredths: 1 basis point is 0.01%'),
        (PERCENT, "12.5 basis points", "1 basis point is 0.01%"),
        (PERCENT, "five percent", '"five" is a number in words; write it in digits'),
        (QUANTITY, "twenty", '"twenty" is a number in words; write it in digits, as in "33"'),
        (TIMING, "twenty days", '"twenty" is a number in words; write it in digits, as in "2 weeks"'),
        (DATE, "Q3 2024", 'write its months, as "2024-07..2024-09" for those of a calendar year'),
        (DATE, "before 2024-Q1", '"2024-01..2024-03"'),
        (DATE, "H2/2025", '"2025-07..2025-12"'),
        (MONEY, "USD 5 /hour/hour", "one period, at its end"),
        (MONEY, "USD 5/hour hourly", "one period, at its end"),
        (MONEY, "5 USD USD", 'USD is written twice; write it once, before the number: "USD 5"'),
        (MONEY, "USD USD 5", "USD is written twice"),
        (MONEY, "USD 5 USD", "USD is written twice"),
        (MONEY, "$5 USD", "USD is written twice"),
        (MONEY, "5..6 USD USD", "USD is written twice"),
        (MONEY, "5 EUR/year EUR", "EUR is written twice"),
        (MONEY, "USD 5 EUR", "one currency, not EUR and USD"),
        (MONEY, "5 USD EUR", "one currency, not EUR and USD"),
        (MONEY, "USD 5/fortnight", "/hour, /day, /week, /month or /year"),
        (DATE, "2024-02-30", "no day 30"),
        (DATE, "2036..2035", "2036..2035 runs backwards; write 2035..2036"),
        (DATE, "2024-04-10/2024-05-10", "not a date"),
        (DATE, "10 April", 'not a date; write "2024-04-10"'),
        (LADDER, "limitd", "did you mean limited? options: none, limited, major, Full War"),
        (LADDER, "zzz", 'no option "zzz"; options: none'),
        (LADDER, "under none", "no option remains"),
        (LADDER, "over Full War", "no option remains"),
        (LADDER, "over none..under limited", "no option remains"),
        (LADDER, "major..none", "runs backwards; write none..major"),
        (LADDER, "none or not major", '"not" cannot be combined'),
        (OPTIONS, "at least gradual", '"at least" needs a ladder'),
        (OPTIONS, "permanent..gradual", '".." needs a ladder'),
        (YES_NO, "maybe", 'not a yes-no value; write "yes", "no", "yes or no"'),
        (MANDATE, "broad", "options: none, refer-back, limited, sufficient, full"),
        (Scale("choice", options=("only",)), "not only", "no option remains"),
        (Scale("choice"), "a", "lists no options"),
        (TEXT, " \n ", "no words"),
        (TEXT, "x" * 20_001, "longer than 20000 characters"),
        (Scale("schedule"), "x", 'no kind "schedule"; write one of timing'),
    ],
    ids=lambda part: getattr(part, "kind", str(part)[:40]),
)
def test_a_refusal_says_what_is_wrong_and_what_to_write(scale: Scale, text: str, says: str) -> None:
    """What is not in the notation raises NotationError, whose sentence holds the fault and the remedy."""
    with pytest.raises(NotationError) as fault:
        parse_value(text, scale)
    assert says in str(fault.value)


@pytest.mark.parametrize(
    ("scale", "one", "other", "same"),
    [
        (TIMING, "2 weeks", "14 days", True),
        (TIMING, "day 30", "30 days", True),
        (TIMING, "immediately", "0 hours", True),
        (TIMING, "48 hours", "2 days", True),
        (TIMING, "2 weeks", "2 weeks after deal-signed", True),
        (TIMING, "2 weeks", "2 weeks after ceasefire-start", False),
        (TIMING, "1 month after ceasefire-start", "31 days after ceasefire-start", True),
        (TIMING, "1 month after ceasefire-start", "30 days after ceasefire-start", False),
        (TIMING, "1 month", "1 month", True),
        (TIMING, "1 month", "31 days", False),
        (DURATION, "1 year", "12 months", True),
        (DURATION, "1 month", "30 days", False),
        (DURATION, "1 week or 8 days..9 days", "7 days or 8..9 days", True),
        (QUANTITY, "1k", "1000", True),
        (QUANTITY, "1..5 or 3..9", "1..9", True),
        (QUANTITY, "1..under 5 or 5..9", "1..9", True),
        (QUANTITY, "1..under 5 or over 5..9", "1..9", False),
        (QUANTITY, "5..6", "5..under 6", False),
        (QUANTITY, "about 800", "800", True),
        (QUANTITY, "unspecified", "unspecified", True),
        (QUANTITY, "unspecified", "undisclosed", False),
        (QUANTITY, "unspecified", "5", False),
        (RATIO, "30:1", "60:2", True),
        (MONEY, "USD 1m", "USD 1000k", True),
        (MONEY, "USD 1m", "EUR 1m", False),
        (MONEY, "USD 1/day", "USD 1/week", False),
        (DATE, "2035", "2035-01-01..2035-12-31", True),
        (DATE, "at most 2035", "at most 2035-12-31", True),
        (DATE, "at least 2035", "at least 2035-01-01", True),
        (DATE, "over 2035", "over 2035-12-31", True),
        (DATE, "under 2035", "under 2035-01-01", True),
        (DATE, "over 2024-02", "over 2024-02-29", True),
        (DATE, "over 9999-12", "over 9999-12-31", True),
        (LADDER, "at least major", "major or Full War", True),
        (LADDER, "none", "limited", False),
        (TEXT, "the same words", "the same words", True),
        (TEXT, "these words", "those words", False),
    ],
    ids=lambda part: getattr(part, "kind", str(part)),
)
def test_the_same_set_may_be_written_in_two_ways(scale: Scale, one: str, other: str, same: bool) -> None:
    """Two values are the same set where they accept the same outcomes, whatever their units."""
    dates = {"ceasefire-start": EventDay(date(2024, 1, 2))}
    a, b = parse_value(one, scale), parse_value(other, scale)
    assert same_set(a, b, scale, dates) is same
    assert same_set(b, a, scale, dates) is same
    assert not same or ends_of(a, scale, dates) == ends_of(b, scale, dates)


@pytest.mark.parametrize(
    ("scale", "text"),
    [(Scale("timing", anchor="deal"), "2 weeks"), (Scale("text"), "some words"), (Scale("names"), "Bexley; Fenwick")],
    ids=["timing", "text", "names"],
)
def test_values_of_every_kind_are_told_apart_by_their_ends(scale: Scale, text: str) -> None:
    """Timings, texts and names have ends, too, by which two of them differ without being measured."""
    assert ends_of(parse_value(text, scale), scale, {"deal": EventDay(date(2024, 1, 2))})


def test_days_from_events_that_hang_together_have_no_ends_of_their_own() -> None:
    """45 days after one event are 3 days after another that comes 42 days after it, though they are written from
    different days."""
    scale, dates = Scale("timing", anchor="deal"), {"exchange": EventDay(base="deal", offset=42)}
    a, b = parse_value("45 days", scale), parse_value("3 days after exchange", scale)
    assert same_set(a, b, scale, dates)
    assert ends_of(a, scale, dates) is ends_of(b, scale, dates) is None


@pytest.mark.parametrize(
    ("scale", "text", "point"),
    [
        (QUANTITY, "33", True),
        (QUANTITY, "about 33", True),
        (QUANTITY, "33 or 34", False),
        (QUANTITY, "not 33", False),
        (QUANTITY, "under 33", False),
        (QUANTITY, "unspecified", False),
        (RATIO, "30:1", True),
        (LADDER, "limited", True),
        (LADDER, "none or limited", False),
        (TEXT, "words", False),
    ],
    ids=lambda part: getattr(part, "kind", str(part)),
)
def test_a_plain_point_is_told_from_a_set(scale: Scale, text: str, point: bool) -> None:
    """A refusal cannot be a plain point; `is_point` tells the two apart."""
    assert parse_value(text, scale).is_point is point


@pytest.mark.parametrize("scale", EVERY_SCALE, ids=lambda scale: scale.kind)
def test_unspecified_and_undisclosed_have_no_set(scale: Scale) -> None:
    """Every kind takes both words, and neither names an outcome."""
    assert not parse_value("unspecified", scale).has_set
    assert not parse_value("undisclosed", scale).has_set


def test_canonical_words_are_those_of_the_scale() -> None:
    """One text has other canonical words on scales that differ in one field."""
    scales = (OPTIONS, Scale("choice", options=("gradual", "permanent")), Scale("choice", options=("gradual", "later")))
    words = ["permanent or six-week-truce", "permanent", "later"]
    assert [canonical_text("not gradual", scale) for scale in scales] == words


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("1", "1000000", "999999"), ("1", "1000001", "1m"), ("0", "1500000", "1.5m"), ("0", "1000001", "1000001")],
)
def test_a_distance_is_in_millions_from_one_million_on(one: str, other: str, distance: str) -> None:
    """A distance prints in full below a million, and in millions from there on where that needs few decimals."""
    scale = Scale("quantity", unit="people")
    gap = gap_between(parse_value(one, scale), parse_value(other, scale), scale)
    assert print_distance(gap) == distance


def test_the_event_is_left_out_only_where_the_issue_says_it() -> None:
    """A timing prints its event, but not where it is the anchor of the scale that it is printed with."""
    value = parse_value("at least 2 weeks after deal-signed", TIMING)
    assert value.event == "deal-signed"
    assert print_value(value) == "at least 2 weeks after deal-signed"
    assert print_value(value, TIMING) == "at least 2 weeks"
    assert print_value(value, Scale("timing", anchor="other")) == "at least 2 weeks after deal-signed"


def test_mandates_have_their_fixed_rungs() -> None:
    """No issue defines them."""
    assert KINDS["mandate"].options == ("none", "refer-back", "limited", "sufficient", "full")


@pytest.mark.parametrize(("unit", "text", "words"), [("people", "6M", "6m"), ("", "6m", "6m"), ("", "6 Million", "6m")])
def test_a_capital_m_beside_a_unit(unit: str, text: str, words: str) -> None:
    """An M stands for millions where the unit of the issue shows it."""
    assert read_value(text, Scale("quantity", unit=unit)) == words


@pytest.mark.parametrize(
    ("unit", "readings"), [("", "6 million, metres or months"), ("months", "6 months or 6 million")]
)
def test_a_capital_m_that_may_be_a_unit(unit: str, readings: str) -> None:
    """An M that may be millions or a unit is refused with its readings, not taken for millions."""
    with pytest.raises(TwoReadingsError, match=readings):
        read_value("at least 6M", Scale("quantity", unit=unit))
