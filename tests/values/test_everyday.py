"""Values as people write them are read as what they say, and never as something else."""

from __future__ import annotations

import pytest

from negtrack.errors import NotationError
from negtrack.values import Scale, parse_value, print_value
from negtrack.values.notation import read_value
from negtrack.values.spelling import Spelling

QUANTITY, PERCENT, RATIO, MONEY = Scale("quantity"), Scale("percent"), Scale("ratio"), Scale("money")
METRES = Scale("quantity", unit="metres")
SEATS, TIMING, DURATION, DATE = Scale("quantity", unit="seats"), Scale("timing"), Scale("duration"), Scale("date")
YES_NO = Scale("yes-no")
LIKERT = Scale("choice", options=("not-important", "important", "very-important"), ordered=True)
HALLS = Scale("quantity", steps=("north", "south"))
PAY = Scale("percent", steps=("2026", "2027", "2028", "2029"), total="compound")


@pytest.mark.parametrize(
    ("scale", "text", "canonical"),
    [
        (QUANTITY, "max 12", "at most 12"),
        (QUANTITY, "max. 12", "at most 12"),
        (QUANTITY, "12 max", "at most 12"),
        (QUANTITY, "a maximum of 12", "at most 12"),
        (QUANTITY, "up to 12", "at most 12"),
        (QUANTITY, "12 or less", "at most 12"),
        (QUANTITY, "no more than 5", "at most 5"),
        (QUANTITY, "not exceeding 5", "at most 5"),
        (QUANTITY, "less than 5", "under 5"),
        (QUANTITY, "below 5", "under 5"),
        (QUANTITY, "min 4", "at least 4"),
        (QUANTITY, "12+", "at least 12"),
        (QUANTITY, "12 or more", "at least 12"),
        (QUANTITY, "no fewer than 12", "at least 12"),
        (QUANTITY, "more than 12", "over 12"),
        (QUANTITY, "3-5", "3..5"),
        (QUANTITY, "3 \N{EN DASH} 5", "3..5"),
        (QUANTITY, "3 to 5", "3..5"),
        (QUANTITY, "between 3 and 5", "3..5"),
        (QUANTITY, "minus 3 to 5", "minus 3..5"),
        (QUANTITY, "1 500", "1500"),
        (QUANTITY, "1\N{NO-BREAK SPACE}500\N{NARROW NO-BREAK SPACE}000", "1500000"),
        (QUANTITY, "5\N{NO-BREAK SPACE}100", "5100"),
        (QUANTITY, "5 000", "5000"),
        (QUANTITY, "5 100 200", "5100200"),
        (QUANTITY, "max 5 100", "at most 5100"),
        (QUANTITY, "5 100 to 5 200", "5100..5200"),
        (SEATS, "5 100 seats", "5100"),
        (MONEY, "5 100 EUR", "EUR 5100"),
        (QUANTITY, "1'500", "1500"),
        (QUANTITY, "+3", "3"),
        (QUANTITY, "ca. 800", "about 800"),
        (QUANTITY, "exactly 5", "5"),
        (QUANTITY, "5 mio", "5m"),
        (METRES, "700 metres", "700"),
        (METRES, "2 million", "2000000"),
        (SEATS, "5m", "5m"),
        (SEATS, "12+ seats", "at least 12"),
        (SEATS, "up to 1 500 seats", "at most 1500"),
        (SEATS, "3-5 seats", "3..5"),
        (PERCENT, "3-5%", "3..5%"),
        (PERCENT, "3 to 5%", "3..5%"),
        (PERCENT, "3%-5%", "3..5%"),
        (PERCENT, "+3%", "3%"),
        (PERCENT, "7 pct", "7%"),
        (RATIO, "max 4:1", "at most 4:1"),
        (RATIO, "20-30:1", "20..30:1"),
        (MONEY, "$5m", "USD 5m"),
        (MONEY, "5 EUR", "EUR 5"),
        (MONEY, "5m €", "EUR 5m"),
        (MONEY, "5m€", "EUR 5m"),
        (MONEY, "-$5", "USD minus 5"),
        (MONEY, "C$5", "CAD 5"),
        (MONEY, "R$ 5", "BRL 5"),
        (MONEY, "up to $5m", "at most USD 5m"),
        (MONEY, "$3-5m", "USD 3..5m"),
        (MONEY, "$3m-$5m", "USD 3..5m"),
        (MONEY, "between 3 and 5 EUR", "EUR 3..5"),
        (MONEY, "1 500 EUR", "EUR 1500"),
        (MONEY, "12 ALL", "ALL 12"),
        (MONEY, "cad 5", "CAD 5"),
        (MONEY, "$25/hr", "USD 25/hour"),
        (MONEY, "max 5 euros a month", "at most EUR 5/month"),
        (MONEY, "5 EUR p.a.", "EUR 5/year"),
        (TIMING, "within 7 days", "at most 7 days"),
        (TIMING, "within 7 days of deal-signed", "at most 7 days after deal-signed"),
        (TIMING, "3-5 days after deal-signed", "3..5 days after deal-signed"),
        (TIMING, "7d", "7 days"),
        (TIMING, "no later than two weeks", "at most 2 weeks"),
        (TIMING, "at once", "immediately"),
        (DURATION, "a six-week", None),
        (DURATION, "six-week", "6 weeks"),
        (DURATION, "12-16 months", "12..16 months"),
        (DURATION, "6 weeks or longer", "at least 6 weeks"),
        (DURATION, "6m", None),
        (DURATION, "30 min", None),
        (DATE, "20 Nov 2026", "2026-11-20"),
        (DATE, "Nov 20th, 2026", "2026-11-20"),
        (DATE, "31/12/2026", "2026-12-31"),
        (DATE, "5.5.2026", "2026-05-05"),
        (DATE, "Nov 2026", "2026-11"),
        (DATE, "by 2026", "at most 2026"),
        (DATE, "before 1 May 2026", "under 2026-05-01"),
        (DATE, "2026-04 to 2026-06", "2026-04..2026-06"),
        (DATE, "20 Nov", None),
        (DATE, "5/10/26", None),
        (YES_NO, "TRUE", "yes"),
        (YES_NO, "f", "no"),
        (YES_NO, "1", "yes"),
        (LIKERT, "Not important", "not-important"),
        (LIKERT, "Very Important", "very-important"),
        (LIKERT, "not very important", "not-important or important"),
        (PAY, "7%, 5%, 4%, 4%", "7%; 5%; 4%; 4%"),
        (PAY, "up to 7%; 5%; 4%; 4%", "at most 7%; 5%; 4%; 4%"),
    ],
)
def test_what_people_write_is_read_in_canonical_words(scale: Scale, text: str, canonical: str | None) -> None:
    """A value in everyday words is that of the notation; where it is None, it is refused."""
    if canonical is None:
        with pytest.raises(NotationError):
            parse_value(text, scale)
        return
    assert print_value(parse_value(text, scale), scale) == canonical


@pytest.mark.parametrize(
    ("scale", "text", "spelling", "says"),
    [
        (QUANTITY, "5 100", Spelling(), '"5 100" may be 5100 or 5 and 100; write 5100 or "5 or 100"'),
        (QUANTITY, "100 200", Spelling(decimal="."), '"100 200" may be 100200 or 100 and 200; write 100200 or'),
        (METRES, "700m", Spelling(), '"700m" may be 700 metres or 700 million; write "700 metres" or "700 million"'),
        (METRES, "at most 7.5 m", Spelling(), '"7.5 m" may be 7.5 metres or 7.5 million; write'),
        (Scale("quantity", unit="km"), "5 k", Spelling(), '"5 k" may be 5 km or 5 thousand; write'),
        (HALLS, "5 100", Spelling(), 'one number or 2 steps; write "5100" or "5; 100"'),
        (HALLS, "1 500", Spelling(), 'one number or 2 steps; write "1500" or "1; 500"'),
        (QUANTITY, "12.500", Spelling(), '"12.500" may be 12500 or 12.5; write 12500 or 12.5'),
        (QUANTITY, "at least 12.125", Spelling(), '"12.125" may be 12125 or 12.125; write 12125 or 12.1250'),
        (MONEY, "$2.125bn", Spelling(), '"2.125" may be 2125 or 2.125'),
        (PERCENT, "2,125%", Spelling(has_semicolons=True), '"2,125" may be 2125 or 2.125; write 2125 or 2.1250'),
        (MONEY, "ALL 12", Spelling(), '"ALL 12" may be 12 in Albanian lek or all 12; write "12 ALL" for the currency'),
        (MONEY, "Top 10", Spelling(), '"Top 10" may be 10 in Tongan pa\'anga or top 10'),
        (DATE, "05/10/2026", Spelling(), '"05/10/2026" may be 2026-05-10 or 2026-10-05; write the one that is meant'),
        (QUANTITY, "7.5", Spelling(decimal=","), '"7.5" is no number with a comma before its decimals'),
    ],
)
def test_two_readings_are_refused_with_both(scale: Scale, text: str, spelling: Spelling, says: str) -> None:
    """A number, a currency or a date with two readings is refused, and the message names them."""
    with pytest.raises(NotationError, match=says.replace("(", r"\(")):
        read_value(text, scale, spelling)


@pytest.mark.parametrize(
    ("scale", "text", "spelling", "canonical"),
    [
        (QUANTITY, "0.125", Spelling(), "0.125"),
        (QUANTITY, "12.1250", Spelling(), "12.125"),
        (QUANTITY, "12,500", Spelling(), "12500"),
        (QUANTITY, "1,234.5", Spelling(has_semicolons=True), "1234.5"),
        (QUANTITY, "12.500", Spelling(decimal="."), "12.5"),
        (PERCENT, "2,125%", Spelling(decimal=","), "2.125%"),
        (QUANTITY, "5 100,5", Spelling(decimal=","), "5100.5"),
        (QUANTITY, "5 100", Spelling(decimal=","), "5100"),
        (QUANTITY, "1.234,5", Spelling(decimal=","), "1234.5"),
        (MONEY, "12.500 EUR", Spelling(decimal=","), "EUR 12500"),
        (DATE, "05/10/2026", Spelling(date_format="%d/%m/%Y"), "2026-10-05"),
        (Scale("text"), "as in 12.500 cases", Spelling(), "as in 12.500 cases"),
    ],
)
def test_one_reading_is_taken(scale: Scale, text: str, spelling: Spelling, canonical: str) -> None:
    """What has one reading, or has one by what the user says of the file, is taken."""
    assert read_value(text, scale, spelling) == canonical


@pytest.mark.parametrize("text", ["5 or 7 or more", "5 or 7+", "12 or 15 max", "9 or 12 or less", "max 5 or 7"])
def test_a_bound_of_two_numbers_is_refused(text: str) -> None:
    """Of several numbers nobody knows which one the bound belongs to."""
    with pytest.raises(NotationError):
        read_value(text, Scale("quantity", unit="euros"))
