"""The issues of the report: all at a glance, then each with its chart beside its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from negtrack.exchange.export.document import Dossier, PartyColumn, Remark, Topic
from negtrack.exchange.export.held import is_turned
from negtrack.exchange.export.html.turned import build_turned, draw_counts
from negtrack.exchange.export.html.words import dim, head, isolate, paragraph, stacked_table, table, voices
from negtrack.exchange.export.report import Earlier, IssueHistory, Report
from negtrack.render.charts.issue_svg import Ruled, draw_issue, is_ranked, is_shaded, shades_of
from negtrack.render.charts.strip_svg import rank_chart
from negtrack.render.charts.track_svg import COLOURS, draw_key
from negtrack.render.markup import Markup, drop_directions, element, join
from negtrack.views.deal_findings import COUNTED
from negtrack.views.issue_chart import IssueChart
from negtrack.views.long_texts import begin_of
from negtrack.views.phrasing import count_text, day_text
from negtrack.views.silence import NOTHING_SINCE

_MOST_COLUMNS = 5
"""Most parties side by side at a glance; more are counted."""
_LEAST_SHARE = 4
"""The last offer has a column at a glance where it names at least every so many-th issue; each issue has it anyway."""
MOST_BYTES = 6_000
"""Bytes of an issue, beyond which its earlier statements are counted and not shown."""
_AROUND = 400
"""Bytes of the heads and ends of a table."""
_NO_CHART = "No chart: no position here has a place on an axis."
_COLUMNS = ("Party", "Position", "Who says so")


def draw_glance(dossier: Dossier) -> Markup:
    """Return the issues with the values of the parties side by side, and how far apart they are."""
    is_wide = len(dossier.parties) > _MOST_COLUMNS
    names = ("On record",) if is_wide else dossier.parties
    offered = sum(bool(topic.closing.value) for topic in dossier.topics)
    is_offer = bool(dossier.last_facts) and offered * _LEAST_SHARE >= len(dossier.topics)
    last = [dossier.last] if is_offer else []
    settled = any(_is_settled(topic) for topic in dossier.topics)
    gaps = ["Agreed or gap" if settled else "Gap"] if dossier.has_gaps else []
    shown = (_glance_row(topic, is_wide, bool(last), bool(gaps)) for topic in dossier.topics)
    content = stacked_table(("Issue", *names, *last, *gaps), shown, "glance")
    facts = [dim(isolate(dossier.last), ": ", isolate(dossier.last_facts))] if dossier.last_facts else []
    return element("section", join([element("h2", "At a glance", id="glance"), *facts, content]))


def _glance_row(topic: Topic, is_wide: bool, has_last: bool, has_gap: bool) -> Sequence[str]:
    link = element("a", topic.issue, href=f"#i-{topic.id}")
    columns: list[str] = [draw_counts(topic)]
    if not is_wide:
        is_said = NOTHING_SINCE in topic.gap and all(column.silence == NOTHING_SINCE for column in topic.stands)
        columns = ["" if is_said else _glance_cell(column) for column in topic.stands]
    return (link, *columns, *([topic.closing.value] if has_last else []), *([topic.gap] if has_gap else []))


def _is_settled(topic: Topic) -> bool:
    """Return whether what stands in the place of the gap begins with what an agreement says."""
    return topic.gap.startswith(("agreed", "open until", "settled by"))


def _glance_cell(column: PartyColumn) -> Markup:
    headline = [said for said in column.said if not said.standing]
    parts = [element("span", column.silence, class_="dim")] if column.silence else []
    parts += [element("b", "".join(begin_of(said.value))) for said in headline]
    parts += [element("span", said.least, class_="dim") for said in headline if said.least]
    disputes = [said for said in column.said if said.standing in ("contested", "divided", "denied")]
    parts += [element("span", f"{said.standing}: {said.value}", class_="alert") for said in disputes]
    return join([*parts, *_changed(column)], " ")


def _changed(column: PartyColumn) -> Sequence[Markup]:
    return [element("mark", column.changed)] if column.changed else []


def count_statuses(topics: Sequence[Topic]) -> str:
    """Return how many issues there are of each status, counted as `overview` does: `7 issues: 2 agreed, 5 apart`."""
    counts = Counter(topic.status for topic in topics if topic.status)
    words = ", ".join(f"{counts[status]} {status}" for status in COUNTED if counts[status])
    fallen = sum(bool(topic.fallen) for topic in topics)
    total = count_text(counts.total(), "issue")
    more = f"; an agreement on {fallen} of them no longer holds" if fallen else ""
    disputed = sum(topic.disputed for topic in topics)
    more += f"; what is agreed on {disputed} of them is disputed" if disputed else ""
    return f"{total} between counterparts: {words}{more}" if words else ""


def draw_issues(report: Report) -> Iterator[Markup]:
    """Yield the groups of issues under their headings."""
    number = 0
    events = [event.ruled for event in report.events]
    for name, topics in report.dossier.groups:
        if name:
            yield element("h2", name, dir="auto")
        for topic in topics:
            number += 1
            yield _issue(topic, report.histories[topic.id], report.dossier, events, f"c{number}")


def _issue(topic: Topic, history: IssueHistory, dossier: Dossier, events: Sequence[Ruled], name: str) -> Markup:
    label = f"i-{topic.id}"
    parts = [element("h3", topic.issue, id=label, dir="auto")]
    if topic.details:
        parts.append(dim("; ".join(topic.details)))
    if topic.gap:
        gap = element("b", topic.gap, class_="alert" if topic.contested else None)
        parts.append(paragraph(*([] if _is_settled(topic) else ["How far apart: "]), gap))
    if not any(column.said for column in (*topic.stands, *topic.others)) and not history.count:
        parts.append(dim("No position on record."))
        return element("section", *parts, *_offer_alone(topic, dossier), class_="issue")
    parts.append(_figure(history.chart, topic, events, name) if history.chart else dim(_NO_CHART))
    room = MOST_BYTES - sum(map(_size, parts)) - _AROUND
    parts.append(_table_of(topic, history, dossier, room))
    return element("section", *parts, class_="issue")


def _table_of(topic: Topic, history: IssueHistory, dossier: Dossier, room: int) -> Markup:
    """Return the table of an issue in `room` bytes: what stands, what is offered or agreed, what was said before."""
    closing = list(_closing(topic, dossier))
    room -= sum(map(_size, closing))
    is_many, label = is_turned(dossier), f"i-{topic.id}"
    if is_many:
        turned = build_turned(topic, _ranks(history.chart), _since(dossier), room)
        room = room - turned.size if turned.is_whole else 0
        top, rows = [*turned.captions, head(turned.columns)], turned.rows
    else:
        top, rows = [head(_COLUMNS)], [row for column in (*topic.stands, *topic.others) for row in _party_rows(column)]
        room -= sum(map(_size, rows))
    before = [element("tbody", *_before(topic, history, room, is_many))] if history.earlier else []
    return table(*top, element("tbody", *rows, *closing), *before, label=label)


def _ranks(chart: IssueChart | None) -> Mapping[str, int]:
    """Return the places of parties in a chart that shows them in order, from 0; nothing of another chart."""
    if not chart or not is_ranked(chart):
        return {}
    return {track.party.name: number for number, track in enumerate(rank_chart(chart).tracks)}


def _since(dossier: Dossier) -> str:
    """Return the day since which changes are marked, as it stands in them: `since 14 Mar 2024`."""
    title = dossier.changes.title if dossier.changes else ""
    return title[:1].lower() + title[1:]


def _offer_alone(topic: Topic, dossier: Dossier) -> Iterator[Markup]:
    """Yield what is offered or agreed on an issue on which no party is on record."""
    if topic.closing.value:
        yield paragraph(f"{dossier.last_name}: ", element("b", topic.closing.value))
        yield from map(dim, topic.closing.remarks)


def _figure(chart: IssueChart, topic: Topic, events: Sequence[Ruled], name: str) -> Markup:
    first, last = (day_text(day) for day in (chart.first, chart.last))
    title, described = f"{topic.issue} through time", f"Time from {first} to {last}"
    if is_ranked(chart):
        title, described = f"{topic.issue}, party by party", f"What each party holds on {last}, the lowest value first"
    described += "; the newest values are in the table beside it."
    drawing = draw_issue(chart, events, name, title, described)
    is_coloured = len(chart.tracks) <= COLOURS
    keys = [
        join([draw_key(number if is_coloured else None), isolate(track.party.name)], " ")
        for number, track in enumerate(chart.tracks)
    ]
    caption: list[str] = [join(keys, " · ") if is_coloured else _many_parties(chart)]
    if chart.issue.scale.is_stepped:
        caption.append(f"A line for each of {', '.join(chart.issue.steps)}")
    if chart.off_axis:
        caption.append(f"Not drawn: {'; '.join(chart.off_axis)}")
    return element("figure", drawing, element("figcaption", join(paragraph(part) for part in caption)))


def _many_parties(chart: IssueChart) -> str:
    """Return what the lines of a chart of many parties mean, or its shades."""
    count = f"{len(chart.tracks)} parties"
    if is_ranked(chart):
        return f"{_ranked_parties(chart)}, a line or a dot each, the lowest value on the left"
    if not is_shaded(chart):
        return f"{count} in one colour; lines of those that hold the same lie on each other"
    shades = ", ".join(str(most) if least == most else f"{least} to {most}" for least, most in shades_of(chart))
    now = "; on the right, how many accept it now" if chart.levels else ""
    return f"{count}; the darker a place, the more of them accepted a value there: {shades}{now}"


def _ranked_parties(chart: IssueChart) -> str:
    shown, count = len(rank_chart(chart).tracks), len(chart.tracks)
    return f"{shown} parties" if shown == count else f"{shown} of {count} parties"


def _closing(topic: Topic, dossier: Dossier) -> Iterator[Markup]:
    """Yield the row of what is offered or agreed."""
    if topic.closing.value or topic.closing.remarks:
        value = [element("b", topic.closing.value, dir="auto")] if topic.closing.value else []
        yield _row(dossier.last_name, join(value), join(map(dim, topic.closing.remarks)), is_turned(dossier))


def _party_rows(column: PartyColumn) -> Iterator[Markup]:
    changed = _changed(column)
    if column.silence:
        words = [element("span", column.silence, class_="dim"), *changed]
        yield element("tr", _name(column.party), element("td", join(words, " "), colspan=2))
    for number, said in enumerate(column.said):
        yield _row(column.party, _said(said, changed if not number else ()), voices(said.voices))


def _said(said: Remark, changed: Sequence[Markup]) -> Markup:
    mark = "alert" if said.standing in ("contested", "divided", "denied") else "dim"
    parts = [element("span", f"{said.standing}: ", class_=mark)] if said.standing else []
    parts.append(element("b", said.value, dir="auto") if not said.standing else isolate(said.value))
    parts += changed
    if said.text and said.text != said.value and not said.standing:
        parts.append(paragraph(said.text, class_="text"))
    parts += [paragraph(remark, class_="alert") for remark in said.remarks]
    return join(parts, " ")


def _before(topic: Topic, history: IssueHistory, room: int, turned: bool) -> Iterator[Markup]:
    """Yield the newest of the earlier statements that have room, in bytes, and how many there are besides and where."""
    shown = []
    for earlier in history.earlier:
        row = _earlier_row(earlier, turned)
        room -= _size(row) + 1
        if room < 0:
            break
        shown.append(row)
    more = history.count - len(shown)
    where = f"negtrack history {topic.id}"
    words = f"Earlier, newest first{f'; {more} more in {where}' if more else ''}"
    words = words if shown else f"{count_text(history.count, 'earlier statement')} in {where}"
    columns = 2 if turned else len(_COLUMNS)
    yield element("tr", element("th", words, colspan=columns, scope="rowgroup", class_="group"))
    yield from shown


def _size(markup: Markup) -> int:
    """Return the bytes that markup takes on the page."""
    return len(drop_directions(markup).encode())


def _earlier_row(earlier: Earlier, turned: bool) -> Markup:
    remark = earlier.remark
    marks = [paragraph(words, class_="alert") for words in remark.remarks]
    if turned:
        who = join([isolate(earlier.party), join([Markup("("), voices(remark.voices), Markup(")")]), *marks], " ")
        return element("tr", element("th", remark.value, dir="auto"), element("td", who))
    return _row(earlier.party, join([isolate(remark.value), *marks], " "), voices(remark.voices))


def _name(party: str) -> Markup:
    return element("th", party, scope="row", dir="auto")


def _row(party: str, value: Markup, who: Markup, turned: bool = False) -> Markup:
    cells = [element("td", join([value, who], " "))] if turned else [element("td", value), element("td", who)]
    return element("tr", _name(party), *cells)
