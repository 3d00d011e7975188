"""The page of `overview`: the counts, then the findings under their headings."""

from __future__ import annotations

from itertools import groupby

from negtrack.render.page import BLANK, Element, Mark, Page, RenderOptions, Span, dim, line
from negtrack.views.overview import OverviewView

_MARKS: dict[str, Mark] = {"agreed": "good", "overlap": "good", "apart": "strong", "contested": "alert"}


def page(view: OverviewView, options: RenderOptions) -> Page:
    """Build the counts and the findings."""
    page: list[Element] = [line(dim(view.sizes)), BLANK]
    counts = [Span(f"{status} {count}   ", _MARKS.get(status, "") if count else "dim") for status, count in view.counts]
    page.append(line(dim("issues   "), *counts, indent=1, hang=2))
    room = max((options.measure(finding.heading) for finding in view.findings), default=0) + 2
    for heading, group in groupby(view.findings, key=lambda finding: finding.heading):
        for number, finding in enumerate(group):
            label = heading if number == 0 else ""
            page.append(line(dim(label + " " * (room - options.measure(label))), finding.words, indent=1, hang=room))
            if finding.remarks:
                page.append(line(dim("; ".join(finding.remarks)), indent=1 + room, hang=2))
    return page
