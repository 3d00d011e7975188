"""Keys of the desk and what they do, in tables: one for reading, one for every menu, one for the words and fields of a
position."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from negtrack.desk.article import Mention
from negtrack.desk.desk import Desk, new_draft, read
from negtrack.desk.draft import Draft
from negtrack.desk.finding import find_next
from negtrack.desk.questions import answer, ask, back, go_on
from negtrack.desk.spans import grow, move_end, move_start, shrink
from negtrack.frozen import replace
from negtrack.model import Position
from negtrack.screen.entry import Entry
from negtrack.screen.keys import Binding

DeskBinding = Binding[Desk]


def press(desk: Desk, key: str) -> Desk:
    """Return the state after a key; a key that means nothing leaves it as it is, and a character says so where a choice
    is asked for."""
    if desk.help_page:
        return replace(desk, help_page=desk.help_page + 1)
    desk = desk.with_message("")
    if desk.entry is not None:
        return _filter(desk, desk.entry, key) if desk.menu else _type(desk, desk.entry, key)
    choice = desk.menu.choice_for(key) if desk.menu else None
    if choice:
        return answer(desk, choice.id)
    binding = next((one for one in bindings_of(desk) if key in one.keys), None)
    if binding:
        return binding.act(desk)
    return desk.with_message(f"{key} chooses nothing here", is_alert=True) if desk.menu and len(key) == 1 else desk


def bindings_of(desk: Desk) -> Sequence[DeskBinding]:
    """Return what the keys do in a state in which nothing is typed."""
    if not desk.question:
        return READING
    if desk.question == "party":
        fields = [one for one in FIELDS if desk.model is Position or one.word not in ("stance", "repeat")]
        return (*MENU, *fields, *WORDS, HELP)
    return (*MENU, *(WORDS if desk.question in ("issue", "to") else ()), HELP)


def mentions_in(desk: Desk, number: int) -> Sequence[Mention]:
    """Return what a sentence mentions."""
    article = desk.article
    return list(desk.known.mentions.within(article.text, article.sentences[number])) if article.sentences else []


def names_of(desk: Desk, number: int) -> Sequence[str]:
    """Return the parties and issues that a sentence mentions, in its order."""
    return list(dict.fromkeys(name for mention in mentions_in(desk, number) for name in mention.ids))


def _next_mention(step: int, desk: Desk) -> Desk:
    """Return the state at the nearest sentence that names a party or a word of an issue."""
    number = desk.sentence + step
    while 0 <= number < len(desk.article.sentences):
        if mentions_in(desk, number):
            return read(desk, number)
        number += step
    return desk.with_message("no further mention of a party or an issue")


def _move(step: int, desk: Desk) -> Desk:
    return read(desk, desk.sentence + step)


def _turn(step: int, desk: Desk) -> Desk:
    """Return the state a window further on, or back."""
    pager, width, height = desk.article.pager, desk.layout.text_width, desk.layout.text_height
    if step < 0:
        return read(desk, min(desk.article.sentence_at(pager.back(desk.top, width, height)), desk.sentence - 1))
    ends = [line[1] for line, _ in zip(pager.lines(desk.top, width), range(height), strict=False) if line]
    return read(desk, max(desk.article.sentence_at(ends[-1] + 1), desk.sentence + 1))


def _repeat(desk: Desk) -> Desk:
    """Return the state with the party, the issue and the value of the last position on the words that are read now."""
    last = next((draft for draft, _ in reversed(desk.written) if not draft.is_response), None)
    if last is None:
        return desk.with_message("no position was recorded here yet")
    desk = desk if desk.draft else new_draft(desk)
    draft = replace(desk.draft or Draft(desk.span), party=last.party, issue=last.issue, value=last.value)
    return go_on(replace(desk, draft=draft, asks=("party", "issue")))


def _undo(desk: Desk) -> Desk:
    return (
        replace(desk, wants="undo")
        if desk.written
        else desk.with_message("nothing that was recorded here is left to undo")
    )


def _define(desk: Desk) -> Desk:
    if desk.question == "voice":
        return ask(desk, "speaker")
    if desk.question in ("party", "issue"):
        return replace(desk, wants="define")
    return desk.with_message("these are all there are")


def _turn_menu(desk: Desk) -> Desk:
    return replace(desk, menu=desk.menu.turn()) if desk.menu else desk


def _press_zero(desk: Desk) -> Desk:
    return replace(desk, menu=desk.menu.press_zero()) if desk.menu else desk


def _take_default(desk: Desk) -> Desk:
    if desk.menu and desk.menu.default:
        return answer(desk, desk.menu.default)
    return desk.with_message("the words leave it open; choose by a key", is_alert=True)


def _toggle_hash(desk: Desk) -> Desk:
    if desk.draft is None:
        return desk
    is_hashed = not desk.draft.is_hashed
    desk = replace(desk, is_hashing=is_hashed, draft=replace(desk.draft, is_hashed=is_hashed))
    return desk.with_message(
        "only the hash of the words is recorded from now on" if is_hashed else "the words are recorded from now on"
    )


def _start_filter(desk: Desk) -> Desk:
    return replace(desk, entry=Entry())


def _filter(desk: Desk, entry: Entry, key: str) -> Desk:
    """Return the state after a key while the choices of a menu are narrowed by what is typed."""
    if desk.menu is None or key == "esc":
        return replace(desk, entry=None, menu=desk.menu.narrow("") if desk.menu else None)
    if key == "enter":
        found = desk.menu.matching
        return answer(replace(desk, entry=None), found[0].id) if found else desk.with_message("nothing begins so", True)
    typed = entry.press(key)
    return replace(desk, entry=typed, menu=desk.menu.narrow(typed.text)) if typed else desk


def _type(desk: Desk, entry: Entry, key: str) -> Desk:
    """Return the state after a key while an answer is typed; a grade needs no Enter."""
    if key == "esc":
        return back(desk)
    if key == "enter":
        return answer(desk, entry.text)
    typed = entry.press(key)
    if typed is None:
        return desk
    desk = replace(desk, entry=typed)
    return answer(desk, typed.text) if desk.question == "grade" and len(typed.text) == 2 else desk


def _change_span(change: Callable[[Desk], tuple[int, int]]) -> Callable[[Desk], Desk]:
    return lambda desk: desk.with_span(change(desk))


def _ask_for(name: str) -> Callable[[Desk], Desk]:
    return lambda desk: ask(desk, name)


HELP: DeskBinding = Binding(
    ("?",),
    "keys",
    "show the keys; positions and answers are recorded here, nothing else",
    lambda desk: replace(desk, help_page=1),
)
READING: Sequence[DeskBinding] = (
    Binding(
        (" ",), "next mention", "go to the next sentence that names a party or an issue", partial(_next_mention, 1)
    ),
    Binding(
        ("v",),
        "record",
        "choose this sentence, and record a position from it",
        lambda desk: ask(new_draft(desk), "party"),
    ),
    Binding(("j", "down", "right"), "go", "go to the next sentence", partial(_move, 1), "k"),
    Binding(
        ("a",),
        "answer",
        "choose this sentence, and record a party's answer to a proposal or a position",
        lambda desk: ask(new_draft(desk, is_response=True), "party"),
    ),
    Binding((".",), "again", "choose this sentence with the last party, issue and value", _repeat),
    Binding(("u",), "undo", "take back what was recorded last, and correct it", _undo),
    Binding(("q",), "quit", "leave; everything is recorded", lambda desk: replace(desk, wants="quit")),
    Binding(("/",), "find", "find words in the text; n finds them again", _ask_for("find")),
    Binding(("k", "up", "left"), "", "go to the sentence before", partial(_move, -1)),
    Binding(("b",), "", "go to the mention before", partial(_next_mention, -1)),
    Binding(("n",), "", "find the words again", find_next),
    Binding(("pgdn",), "", "go a window on", partial(_turn, 1)),
    Binding(("pgup",), "", "go a window back", partial(_turn, -1)),
    Binding(("home",), "", "go to the beginning", lambda desk: read(desk, 0)),
    Binding(("end",), "", "go to the end", lambda desk: read(desk, len(desk.article.sentences))),
    HELP,
)
"""What keys do while the text is read."""
MENU: Sequence[DeskBinding] = (
    Binding(("esc",), "back", "go back", back),
    Binding(("n",), "new", "define a new party or issue, or type another speaker", _define),
    Binding(("0",), "more", "begin the keys of the further choices", _press_zero),
    Binding(("/",), "type", "type a part of what you choose", _start_filter),
    Binding(("enter",), "", "take the choice in brackets", _take_default),
    Binding(("pgdn",), "", "show the next choices", _turn_menu),
)
"""What keys do in every menu."""
FIELDS: Sequence[DeskBinding] = (
    Binding(("s",), "stance", "say which kind of statement it is", _ask_for("stance")),
    Binding(("w",), "said by", "say whose word it is", _ask_for("voice")),
    Binding(("g",), "grade", "grade the source and this piece of information", _ask_for("grade")),
    Binding(("a",), "attribution", "say on which terms it was said", _ask_for("attribution")),
    Binding(("d",), "side", "say whose people the speaker is of", _ask_for("side")),
    Binding(("h",), "hash", "record a hash for words that may not be copied, or the words again", _toggle_hash),
    Binding(("f",), "field", "fill in another field: text, stated, caveat and others", _ask_for("field")),
    Binding((".",), "repeat", "take the last party, issue and value", _repeat),
)
"""What keys do while a party is chosen: the fields that are carried from one position to the next."""
WORDS: Sequence[DeskBinding] = (
    Binding(
        ("J",),
        "words",
        "take the next clause or sentence too",
        _change_span(lambda desk: grow(desk.article, desk.span)),
        "K",
    ),
    Binding(
        ("K",), "", "leave out the last sentence or clause", _change_span(lambda desk: shrink(desk.article, desk.span))
    ),
    Binding(("L",), "", "take one word more", _change_span(lambda desk: move_end(desk.article, desk.span, 1))),
    Binding(("H",), "", "leave out the last word", _change_span(lambda desk: move_end(desk.article, desk.span, -1))),
    Binding((">",), "", "leave out the first word", _change_span(lambda desk: move_start(desk.article, desk.span, 1))),
    Binding(("<",), "", "take one word before", _change_span(lambda desk: move_start(desk.article, desk.span, -1))),
)
"""What keys do to the words that are chosen."""
