"""The desk in plain lines: the same questions, answered line by line."""

from __future__ import annotations

from contextlib import nullcontext

from negtrack.desk.spoken import help_lines, lines_of, prompt_of, reply

from .reader import Reader


class Lines:
    """Answers line by line, and does what the desk wants."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def say(self, *lines: str) -> list[str]:
        """Answer with some lines; return what is said then, with the prompt."""
        for line in lines:
            desk = reply(self.reader.desk, f"{line}\n")
            self.reader.desk = self.reader.work.do(desk, nullcontext) if desk.wants in ("write", "undo") else desk
        return [*lines_of(self.reader.desk), prompt_of(self.reader.desk)]


def test_a_position_in_lines(reader: Reader) -> None:
    """An empty line is the next mention; parties and issues are taken by number, id or beginning."""
    lines = Lines(reader)
    said = lines.say("", "")
    assert said[0] == "paragraph 3 of 13, sentence 3 of 18:"
    assert said[1].startswith("The Union wants wages")
    assert said[2] == "mentions union, wage-rise"
    said = lines.say("v")
    assert said[0].startswith("quote: The Union wants")
    assert said[1:4] == [
        "stance demand; said by the source itself?",
        "party: whose position is it?",
        "  1 *union  The Union",
    ]
    assert said[-1] == "party [union]"
    assert lines.say("un")[-1] == "issue [wage-rise]"
    assert lines.say("wage-rise")[:2] == [
        'said by: the words say "officials"; who says so? n types another',
        "  1 *union officials",
    ]
    assert lines.say("the source itself")[0].startswith("value: a percent")
    said = lines.say("at least 9%")
    assert said[0].startswith("recorded ")
    assert said[-2] == "recorded: ¶3 union wage-rise at least 9%"
    assert [position.value for position in reader.negotiation.positions] == ["at least 9%"]


def test_the_same_as_with_keys(reader: Reader) -> None:
    """Every field can be answered in lines too."""
    lines = Lines(reader)
    lines.say("", "", "v", "s", "refusal", "w", "union officials", "union", "g", "b2", "a", "background", "f", "text")
    lines.say("No less.", "J", "1", "a", "under 9%")
    position = reader.negotiation.positions[0]
    assert (position.stance, position.speaker, position.side) == ("refusal", "union officials", "own")
    assert (position.grade, position.attribution, position.text) == ("B2", "background", "No less.")
    assert position.quote.endswith("overdue.")


def test_answers_that_fit_nothing(reader: Reader) -> None:
    """Are said back, with what they may mean; nothing is guessed."""
    lines = Lines(reader)
    assert lines.say("quit")[0] == '"quit" is no key; ? lists them'
    assert lines.say("v", "nobody")[0] == '"nobody" is none of these'
    assert lines.say("99")[0] == '"99" is none of these'
    assert lines.say("1", "wage-rise", "demand", "a", "nine")[0].startswith('"nine" is a number in words')
    assert lines.say(*"<<<<s", "re")[0] == '"re" is none of these; it is the beginning of refusal, red-line'


def test_back(reader: Reader) -> None:
    """`<` goes back, from every question."""
    lines = Lines(reader)
    lines.say("v", "1", "a", "demand", "<", "<", "<", "<")
    assert reader.desk.draft is None
    assert lines.say("q")
    assert reader.desk.wants == "quit"


def test_an_empty_line_takes_what_is_offered(reader: Reader) -> None:
    """The only one that the words name, and the last value; where nothing is offered it is asked again, and nobody's
    words are taken for another's."""
    lines = Lines(reader)
    assert lines.say("v", "")[0] == "the words leave it open; choose by a key"
    assert reader.desk.question == "party"
    assert lines.say("<", "j", "", "v", "", "")[-1] == "said by [union officials]"
    assert lines.say("", "union")[-1] == "value"
    assert lines.say("")[0].startswith("no value; write one")
    lines.say("9%", "j", ".")
    assert prompt_of(reader.desk) == "value [9%]"
    lines.say("")
    assert [position.value for position in reader.negotiation.positions] == ["9%", "9%"]


def test_help(reader: Reader) -> None:
    """Every key of the moment that means something in lines has a line, no other one; also while a text is typed."""
    reading = "\n".join(help_lines(reader.desk))
    asking = "\n".join(help_lines(reader.press("v").desk))
    assert not any(key in reading + asking for key in ("PgDn", "PgUp", "home", "end  ", "Esc", "/  type"))
    lines = Lines(reader)
    lines.say("1", "a", "demand", "a", "?")
    assert reader.desk.help_page == 1
    assert [*help_lines(reader.desk)] == [
        "an empty line takes what is in brackets; < goes back; Ctrl-C leaves, everything is recorded"
    ]
    assert "v  choose this sentence" in reading
    assert "w  say whose word it is" in asking
    assert "J/K  take the next clause" in asking
