"""Money: an ISO 4217 currency before the number and a period after it, both written once for the whole value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from negtrack.errors import NotationError, TwoReadingsError, nearest
from negtrack.values.everyday import MULTIPLIERS_WRITTEN, Rule, rewrite_signs, rewrite_words
from negtrack.values.kind import Gap
from negtrack.values.number import in_thousands, parse_scaled, place_number, print_number
from negtrack.values.ranges import RangeKind, fold, fold_words, parse_ranges, print_ranges
from negtrack.values.shapes import Point, Value
from negtrack.values.spelling import Spelling

if TYPE_CHECKING:
    from negtrack.values.notation import Scale

# ISO 4217, list one, without funds, metals and test codes but with the IMF's XDR. BGN left it in 2026 and stays here
# for earlier talks.
_LIST_ONE = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
    COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS
    INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
    MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR
    SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND
    VUV WST XAF XCD XCG XDR XOF XPF YER ZAR ZMW ZWG
"""
CURRENCIES = frozenset(_LIST_ONE.split())
_LIST_OF_SIGNS = """
    us$ usd  ca$ cad  c$ cad  au$ aud  a$ aud  nz$ nzd  hk$ hkd  nt$ twd  s$ sgd  r$ brl  mx$ mxn  $ usd  € eur  £ gbp
    ₪ ils  ₴ uah  ₹ inr  ₽ rub  ₩ krw  ₺ try  ₫ vnd  ₱ php  ₦ ngn  ₡ crc  ₲ pyg  ₵ ghs  ₸ kzt  ₼ azn  ₾ gel  ฿ thb
    zł pln  kč czk  rm myr  rp idr  лв bgn  грн uah
"""
_SIGNS = dict(zip(_LIST_OF_SIGNS.split()[::2], _LIST_OF_SIGNS.split()[1::2], strict=True))
"""A sign as people write it in lower case -> its currency."""
_NO_WORD = r"(?:(?<![a-z])|(?<=[0-9][km])|(?<=[0-9][bt]n))"
"""The end of what may stand before a sign: anything but a word."""
_SHARED_SIGNS = {
    "¥": "JPY or CNY",
    "kr": "SEK, NOK, DKK or ISK",
    "rs": "INR, PKR, LKR or NPR",
    "₨": "INR, PKR or LKR",
    "lei": "RON or MDL",
    "руб": "RUB or BYN",
}
"""Signs of several currencies."""
_WORDS_TOO = {
    "ALL": "Albanian lek",
    "TOP": "Tongan pa'anga",
    "TRY": "Turkish lira",
    "CUP": "Cuban pesos",
    "PEN": "Peruvian soles",
    "MAD": "Moroccan dirhams",
    "COP": "Colombian pesos",
    "MOP": "Macanese patacas",
    "BAM": "Bosnian marks",
    "GEL": "Georgian lari",
    "SOS": "Somali shillings",
    "LAK": "Lao kip",
}
"""Currencies whose codes are words, too, where they are not in capitals."""
_FIRST_WORDS = ("ALL", "TOP")
"""Those that stand before numbers as words in capitals, too."""
_CODE = r"\b(?!not\b)([a-z]{3}) ?(?=(?:minus )?-?[0-9])"
_MINUS = "minus "
_NUMBER = f"(?:{_MINUS})?-?[0-9]"
"""The beginning of a number."""
_BARE = r"[0-9][0-9.,]*(?:k|m|bn|tn)?"
"""A number in the notation without its currency, as the later steps of a schedule are written."""
_AMOUNT = r"[0-9][0-9.,]*"
_PERIODS = ("hour", "day", "week", "month", "year")
_PERIOD = rf"(?: ?/ ?| per )({'|'.join(_PERIODS)})\b"

_WRITTEN: tuple[Rule, ...] = (
    *MULTIPLIERS_WRITTEN,
    (r"(?<=[0-9])b\b", "bn"),
    (r"\bu\.?s\.? dollars?\b", "usd"),
    (r"(?:(?<=[0-9])|\b)euros?\b", " eur"),
    (r" ?(?:/ ?|per |an? )(?:hr|hour|h)\b\.?| hourly$", "/hour"),
    (r" ?(?:/ ?|per |a )(?:day|d)\b| daily$", "/day"),
    (r" ?(?:/ ?|per |a )(?:week|wk|w)\b\.?| weekly$", "/week"),
    (r" ?(?:/ ?|per |a )(?:month|mth|mo)\b\.?| monthly$", "/month"),
    (r" ?(?:/ ?|per |a )(?:year|yr|y|annum)\b\.?| (?:yearly|annually|p\.? ?a\.?)$", "/year"),
)
"""Multipliers, currencies and periods of other spellings."""


class _Money(RangeKind):
    """Amounts in one currency and for one period; values on one line share both."""

    def parse(self, text: str, scale: Scale) -> Value:
        """Parse an amount; raise NotationError if currencies or periods are missing, unknown or mixed."""
        whole = fold_words(text)
        try:
            words, period = _take_period(whole)
            words, currency = _take_currency(words)
            return Value(self.name, parse_ranges(words, self), currency=currency, period=period)
        except NotationError:
            _refuse_second_currency(whole)
            raise

    def print(self, value: Value, scale: Scale | None) -> str:
        """Return the canonical text: `at least EUR 300m`, `USD 5 or 6/hour`."""
        text = print_ranges(value.ranges, self)
        text_with_period = f"{text}/{value.period}" if value.period else text
        return _put_before_number(value.currency, text_with_period)

    def rewrite(self, text: str) -> str:
        """Return a text as people write it in the words of the notation, with the code of its currency in front."""
        if re.fullmatch(_BARE, text.strip()):
            return text
        words = _replace_signs(rewrite_words(fold_words(rewrite_signs(text)), self.words))
        return super().rewrite(_move_code(fold(re.sub(r"(?<=[0-9])(?=[a-z]{3}\b)", " ", words))))

    def respell(self, text: str, spelling: Spelling) -> str:
        """Return the text with its numbers as the notation has them. Raises NotationError for a code that may be a
        word."""
        found = re.fullmatch(r"([A-Za-z]{3}) ?([0-9].*)|(.*[0-9]) ?([A-Za-z]{3})", fold(text))
        word, amount = (found[1] or found[4], found[2] or found[3]) if found else ("", "")
        code = word.upper()
        if code in _WORDS_TOO and (
            word != code or (found and found[1] and code in _FIRST_WORDS and not spelling.decimal)
        ):
            words = f"{amount} in {_WORDS_TOO[code]} or {fold(text).lower()}"
            raise TwoReadingsError(f'"{fold(text)}" may be {words}; write "{amount} {code}" for the currency')
        try:
            return super().respell(text, spelling)
        except TwoReadingsError as error:
            if not re.fullmatch(r"[0-9.,' ]+", fold(text)):
                raise
            digits = re.sub("[^0-9]", "", text)
            raise TwoReadingsError(f"{error}, after its currency, as in EUR {digits}") from error

    def add_unit(self, text: str, like: Value) -> Sequence[str]:
        """Return an amount with the currency and the period of `like`; a bare number also with its multiplier."""
        point = next(end.point for item in like.ranges for end in (item.low, item.high) if end)
        period = f"/{like.period}" if like.period and "/" not in text else ""
        with_currency = _put_before_number(like.currency, text)
        is_bare = bool(point.unit) and re.search(r"[1-9][0-9.,]*$", text)
        return [f"{with_currency}{unit}{period}" for unit in ("", point.unit if is_bare else "")]

    def share_units(self, values: Sequence[Value], texts: Sequence[str]) -> Sequence[str]:
        """Return the texts with the currency in the first one alone, where all have one currency and period."""
        known = [value.has_set for value in values]
        if len({(value.currency, value.period) for value in values if value.has_set}) > 1:
            return texts
        first = known.index(True)
        return [
            text.replace(f"{value.currency} ", "", 1) if value.has_set and place > first else text
            for place, (value, text) in enumerate(zip(values, texts, strict=True))
        ]

    def mixes_units(self, values: Sequence[Value]) -> bool:
        """Return whether only some values have a multiplier, or only some a period."""
        periods = {value.period for value in values if value.has_set}
        return super().mixes_units(values) or ("" in periods and len(periods) > 1)

    def unit(self, value: Value, scale: Scale) -> str:
        """Return the currency, with the period."""
        return f"{value.currency}/{value.period}" if value.period else value.currency

    def mismatch(self, a: Value, b: Value, scale: Scale) -> str:
        """Return `currency` or `period` where they differ."""
        if a.currency != b.currency:
            return "currency"
        return "" if a.period == b.period else "period"

    def print_distance(self, gap: Gap) -> str:
        """Return the amount, in thousands or more where that is short and exact."""
        currency, slash, period = gap.unit.partition("/")
        amount = in_thousands(gap.distance or Fraction(0))
        return f"{currency} {''.join(_parts(amount))}{slash}{period}"


def _parts(point: Point) -> tuple[str, str, str]:
    """Return a number and its multiplier; cents have two digits."""
    number = print_number(point.number)
    cents = not point.unit and number[-2:-1] == "."
    return "", f"{number}0" if cents else number, point.unit


def _replace_signs(text: str) -> str:
    """Return a text in lower case with its signs of currencies as codes; raise NotationError for a shared sign."""
    for sign, codes in _SHARED_SIGNS.items():
        if re.search(rf"(?<![a-z]){sign}\.?(?![a-z])", text):
            raise TwoReadingsError(f'"{sign}" may be {codes}; write the code before the number: "{codes[:3]} 5"')
    for sign, code in _SIGNS.items():
        text = re.sub(rf"{_NO_WORD}{re.escape(sign)}(?![a-z])", f" {code} ", text)
    return re.sub(rf"(?<![0-9a-z] )(?<![0-9a-z])([-+]) ?({'|'.join(CURRENCIES).lower()}) ", r"\2 \1", text)


def _move_code(text: str) -> str:
    """Return a text with a currency that stands behind its numbers before the first of them."""
    names = "|".join(CURRENCIES).lower()
    behind = rf"(?<=[0-9a-z]) (?:{names})\b(?! (?:minus )?-?[0-9])"
    codes = {match.strip() for match in re.findall(behind, text)}
    if len(codes) != 1 or len(_codes_of(text)) > len(re.findall(_AMOUNT, text)):
        return text
    return re.sub(_NUMBER, lambda match: f"{codes.pop()} {match[0]}", re.sub(behind, "", text), count=1)


def _codes_of(text: str) -> list[str]:
    """Return the codes of currencies in a text in lower case, in their order, without those that may be words."""
    codes = (word.upper() for word in re.findall(r"(?<![a-z])[a-z]{3}(?![a-z])", text))
    return [code for code in codes if code in CURRENCIES and code not in _FIRST_WORDS]


def _refuse_second_currency(text: str) -> None:
    """Raise NotationError if a number of a text has two codes of currencies."""
    codes, amounts = _codes_of(text), re.findall(_AMOUNT, text)
    if not amounts or len(codes) < 2:
        return
    if len(codes) <= len(amounts) and not re.search(r"(?<![a-z])([a-z]{3}) \1(?![a-z])", text):
        return
    code, *others = sorted(set(codes))
    if others:
        remedy = " or ".join(f'"{name} {amounts[0]}"' for name in (code, *others))
        names = " and ".join((code, *others))
        raise NotationError(f"an amount has one currency, not {names}; write {remedy}")
    raise NotationError(f'{code} is written twice; write it once, before the number: "{code} {amounts[0]}"')


def _are_words(text: str) -> bool:
    """Return whether a text is empty, or words of ASCII letters with a blank after each."""
    return not text or (text.isascii() and text.endswith(" ") and text.replace(" ", "").isalpha())


def _put_before_number(word: str, text: str) -> str:
    """Return the text with a word before its first number, and that one's sign; without a number the text."""
    start = next((place for place, char in enumerate(text) if "0" <= char <= "9"), None)
    if start is None:
        return text
    start -= text[:start].endswith("-")
    start -= len(_MINUS) * text[:start].endswith(_MINUS)
    return f"{text[:start]}{word} {text[start:]}"


def _take_period(text: str) -> tuple[str, str]:
    """Return the text without its period, and the period."""
    rest, slash, period = text.partition("/")
    if " per " not in text and (not slash or (period in _PERIODS and not rest.endswith(" "))):
        return rest, period  # as most are, without compiling a pattern
    found = list(re.finditer(_PERIOD, text))
    rest = re.sub(_PERIOD, "", text)
    if "/" in rest:
        raise NotationError("unknown period; write /hour, /day, /week, /month or /year after the number")
    if not found:
        return rest, ""
    is_twice = any(one.end() == other.start() for one, other in pairwise(found))
    tail = text[found[-1].end() :].strip(" ,;")
    if tail and not is_twice and not re.match(r"(?:or|to|and|-|\.\.)", tail):
        raise NotationError(
            f'"{tail}" is no part of a value; write the value alone, and the rest as its text or caveat'
        )
    if is_twice or len({match[1] for match in found}) > 1 or tail:
        raise NotationError('a value has one period, at its end; write "USD 5 or 6/hour"')
    return rest, found[0][1]


def _take_currency(text: str) -> tuple[str, str]:
    """Return the text without its currency, and the currency."""
    words = text.rstrip("0123456789.,")
    amount = text[len(words) :]
    before, code = words[:-4], words[-4:-1].upper()
    if f"{before}{code.lower()} " == words and code in CURRENCIES and amount[:1].isdigit() and _are_words(before):
        return f"{before}{amount}", code  # as most are, without compiling a pattern
    found = list(re.finditer(_CODE, text))
    number = re.search(r"[0-9]", text)
    if number is None:
        raise MONEY.error()
    if not found or found[0].start() > number.start():
        raise NotationError('money needs its currency before the number; write "USD 5", "at least EUR 300m"')
    codes = sorted({match[1].upper() for match in found})
    for code in codes:
        if code not in CURRENCIES:
            near = nearest(code, CURRENCIES)
            hint = f"; did you mean {' or '.join(near)}?" if near else "; write a code such as USD or EUR"
            raise NotationError(f'no currency "{code}" in ISO 4217{hint}')
    if len(codes) > 1:
        raise NotationError(f"a value has one currency, not {' and '.join(codes)}; record one position for each")
    return re.sub(_CODE, "", text), codes[0]


MONEY = _Money(
    name="money",
    noun="an amount of money",
    examples=("USD 1.3tn/year", "at least EUR 300m", "USD 1..2tn"),
    help="USD 1.3tn/year, at least EUR 300m",
    breadth=5,
    parse_point=parse_scaled,
    parts=_parts,
    place=place_number,
    shared="range",
    words=_WRITTEN,
    totals=("sum",),
)
