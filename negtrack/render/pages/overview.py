"""The page of `overview`: the counts, then the findings under their headings, as many as one screen holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from negtrack.frozen import dataclass, replace_fast
from negtrack.render.page import BLANK, Element, Line, Mark, Page, RenderOptions, Span, dim, height_of, line, pack
from negtrack.views.findings import Finding
from negtrack.views.overview import OverviewView

SCREEN = 24
"""Lines of a screen."""
_MARKS: dict[str, Mark] = {
    "agreed": "good",
    "settled by the fallback": "good",
    "overlap": "good",
    "apart": "strong",
    "contested": "alert",
    "disputed": "alert",
    "reopened": "alert",
}


@dataclass(frozen=True)
class _Section:
    """The findings under one heading: how many of them are named, and the first of these shown whole."""

    heading: str
    findings: Sequence[Finding]
    named: int = 1
    whole: int = 0

    def lines(self, room: int, options: RenderOptions) -> Iterator[Line]:
        """Yield a paragraph for each finding that is shown whole, then one with the others and how many more there
        are; `room` is for the heading."""
        more = sum(finding.others or 1 for finding in self.findings[self.named :])
        others = [finding.short for finding in self.findings[self.whole : self.named]]
        others += [f"and {more:,} more"] if more else []
        paragraphs = [((finding.words, *finding.remarks), finding.about) for finding in self.findings[: self.whole]]
        paragraphs += [((" · ".join(others),), self.findings[self.whole].about)] if others else []
        for number, ((words, *remarks), about) in enumerate(paragraphs):
            label = self.heading if number == 0 else ""
            padding = " " * (room - options.measure(label))
            beside = (dim(f"; {remark}") for remark in remarks)
            yield line(dim(label + padding), words, *beside, indent=1, hang=room, about=("thing", about))


def page(view: OverviewView, options: RenderOptions) -> Page:
    """Build the counts and the findings: all of them where the whole is asked for, else those that fit a screen."""
    sizes = pack(view.sizes.split(" · "), " · ", options)
    head: list[Line] = [*(line(dim(text)) for text in sizes), BLANK, *_counts(view, options)]
    groups = groupby(view.findings, key=lambda finding: finding.heading)
    sections = [_Section(heading, [*group]) for heading, group in groups]
    room = max((options.measure(section.heading) for section in sections), default=0) + 2
    if options.detail == "whole":
        sections = [_all_of(section) for section in sections]
    else:
        title = [line(view.frame.title, "  ", view.frame.clocks)]
        legend = [BLANK, line("   ".join(view.frame.legend))]
        left = SCREEN - sum(height_of(element, options) for element in (*title, *head, *legend))
        sections = _fill(sections, room, left, options)
    found: list[Element] = [element for section in sections for element in section.lines(room, options)]
    return [*head, *found]


def _counts(view: OverviewView, options: RenderOptions) -> Iterator[Line]:
    """Yield the counts of the issues, no status and its count on two lines."""
    spans, left = [dim("issues")], options.width - 1 - len("issues")
    for status, count in view.counts:
        counted = Span(f"   {status} {count}", _MARKS.get(status, "") if count else "dim")
        left -= options.measure(counted.text)
        if left < 0:
            yield line(*spans, indent=1)
            counted = Span(counted.text[1:], counted.mark)
            spans, left = [], options.width - 1 - options.measure(counted.text)
        spans.append(counted)
    yield line(*spans, indent=1)


def _all_of(section: _Section) -> _Section:
    """Return the section with all that is known."""
    return replace_fast(section, named=len(section.findings), whole=len(section.findings))


def _fill(sections: Sequence[_Section], room: int, left: int, options: RenderOptions) -> list[_Section]:
    """Return the sections grown while they fit `left` lines: each in turn names more findings, then shows more of
    them whole."""
    heights = [_height(section, room, options) for section in sections]
    found = list(sections)
    for more, whole in ((1, 0), (1, 0), (0, 1), (0, 1), (1, 0), (1, 0)):
        for number, section in enumerate(found):
            named = min(section.named + more, sum(not finding.others for finding in section.findings))
            grown = replace_fast(section, named=named, whole=min(section.whole + whole, named))
            height = _height(grown, room, options)
            if sum(heights) - heights[number] + height <= left:
                found[number], heights[number] = grown, height
    return found


def _height(section: _Section, room: int, options: RenderOptions) -> int:
    return sum(height_of(element, options) for element in section.lines(room, options))
