"""Articles and edits of them, of which it is known where every sentence went.

An article is a list of paragraphs, each a list of sentences that keep their identity. It is spelled twice: as the file
has it, and as its normalised text is to be. What an edit did to the sentence that was quoted is known from the edit.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from random import Random

SCRIPTS = {
    "latin": "union port envoy demands offers pause return exchange ratio prisoners ceasefire résumé naïveté façade "
    "weeks signing mediator rejects proposal withdrawal corridor guarantee phased agreement observers “list” l’accord",
    "hebrew": "הסכם הפסקה שבועיים משלחת תיווך חטופים נסיגה הצעה דרישה שיחות סיום מעבר",
    "arabic": "اتفاق هدنة أسبوعين وفد وساطة أسرى انسحاب عرض مطلب محادثات نهاية معبر",
}
HAN = "协议停火两周代表团调解囚犯撤军提案要求谈判结束通道工会港口提出拒绝接受交换比例"


@dataclass
class Sentence:
    """One sentence in plain spelling; `breaks` are the places in it where a line ends in a hyphen."""

    text: str
    breaks: list[int] = field(default_factory=list)

    @property
    def normal(self) -> str:
        """Return the sentence as its normalised text has it."""
        parts = [self.text[start:end] for start, end in zip([0, *self.breaks], [*self.breaks, None], strict=True)]
        return unicodedata.normalize("NFC", "‐".join(parts).translate(str.maketrans("“”’", '""\'')))


Article = list[list[Sentence]]


def normal_text(article: Article) -> str:
    """Return the normalised text that an article is to have."""
    return "\n".join(" ".join(sentence.normal for sentence in paragraph) for paragraph in article if paragraph)


def place_of(article: Article, target: Sentence) -> int | None:
    """Return where a sentence begins in the normalised text; None where it is gone."""
    place = 0
    for paragraph in filter(None, article):
        for sentence in paragraph:
            if sentence is target:
                return place
            place += len(sentence.normal) + 1
    return None


def write_sentence(random: Random) -> Sentence:
    """Return a sentence of one script, with a number in it."""
    script = random.choice([*SCRIPTS, "latin", "han"])
    if script == "han":
        return Sentence("".join(random.choices(HAN, k=random.randint(8, 24))) + f"{random.randint(1, 60)}天。")
    words = random.choices(SCRIPTS[script].split(), k=random.randint(5, 14))
    words.insert(random.randint(1, len(words) - 1), str(random.randint(1, 60)))
    return Sentence(" ".join(words) + ".")


def write_article(random: Random) -> Article:
    """Return an article in which some sentences stand twice, whole or with another number or beginning."""
    article = [[write_sentence(random) for _ in range(random.randint(1, 5))] for _ in range(random.randint(6, 14))]
    for _ in range(random.randint(2, 6)):
        random.choice(article).append(look_alike(random, random.choice(random.choice(article))))
    return article


def look_alike(random: Random, sentence: Sentence, is_other: bool = False) -> Sentence:
    """Return a sentence that repeats another, or differs from it in a word at its beginning or in its number; where
    it `is_other` it differs."""
    words = sentence.text.split(" ")
    change = random.choice(["first", "number", *([] if is_other else ["repeat"])])
    if change != "repeat" and len(words) == 1:
        return Sentence(f"又{sentence.text}")
    if change == "first" and len(words) > 1:
        words[0] = random.choice([word for word in SCRIPTS["latin"].split() if word != words[0]])
    if change == "number":
        words = [
            str(random.choice([n for n in range(61, 100) if str(n) != word])) if word.isdigit() else word
            for word in words
        ]
    return Sentence(" ".join(words))


def edit_around(random: Random, article: Article, target: Sentence, is_gone: bool) -> bool:
    """Change paragraphs that do not hold the target, and the order of all; return whether the target's words were
    repeated elsewhere. One that `is_gone` is not repeated whole, which would be to move it."""
    is_repeated = False
    for _ in range(random.randint(1, 6)):
        others = [paragraph for paragraph in article if not any(sentence is target for sentence in paragraph)]
        change = random.choice(["insert", "delete", "move", "alike", "grow"])
        if change == "insert":
            article.insert(
                random.randint(0, len(article)), [write_sentence(random) for _ in range(random.randint(1, 4))]
            )
        elif change == "delete" and len(others) > 2:
            article.remove(random.choice(others))
        elif change == "move":
            article.insert(random.randint(0, len(article) - 1), article.pop(random.randrange(len(article))))
        elif change == "alike" and others:
            random.choice(others).append(look_alike(random, target, is_other=is_gone))
            is_repeated = True
        elif others:
            random.choice(others).insert(0, write_sentence(random))
    return is_repeated


def edit_target(random: Random, article: Article, target: Sentence) -> str:
    """Delete the target, change its words, or write a sentence beside it; return which."""
    change = random.choice(["delete", "change", "beside"])
    paragraph = next(paragraph for paragraph in article if any(sentence is target for sentence in paragraph))
    number = next(number for number, sentence in enumerate(paragraph) if sentence is target)
    if change == "delete":
        del paragraph[number]
    elif change == "beside":
        paragraph.insert(number + random.randint(0, 1), look_alike(random, target, is_other=True))
    return change


def respell(random: Random, article: Article) -> str:
    """Return an article as a plain text file may have it: other forms of letters, marks that nobody sees, other
    quotation marks and spaces, lines that end anywhere, some in a hyphen."""
    is_decomposed, marks = random.random() < 0.5, random.choice(["", "\u00ad", "\u200b", "\u202b"])
    paragraphs = []
    for paragraph in filter(None, article):
        for sentence in paragraph:
            if random.random() < 0.3:
                sentence.breaks = _breaks(random, sentence.text)
        raw = " ".join(_with_breaks(sentence) for sentence in paragraph)
        raw = "".join(sign + (marks if sign.isalpha() and random.random() < 0.1 else "") for sign in raw)
        raw = "".join(random.choice([" ", "\u00a0", "\n", "  "]) if sign == " " else sign for sign in raw)
        raw = raw if random.random() < 0.5 else raw.translate(str.maketrans("“”’", "«»'"))
        paragraphs.append(unicodedata.normalize("NFD", raw) if is_decomposed else raw)
    return "\n\n".join(paragraphs)


def _breaks(random: Random, text: str) -> list[int]:
    inside = [place for place in range(2, len(text) - 1) if text[place - 2 : place + 2].isalpha()]
    return sorted(random.sample(inside, min(len(inside), random.randint(1, 2))))


def _with_breaks(sentence: Sentence) -> str:
    parts = [
        sentence.text[start:end] for start, end in zip([0, *sentence.breaks], [*sentence.breaks, None], strict=True)
    ]
    return "-\n".join(parts)
