"""Networks as GraphML, which networkx, igraph and yEd read, and as GEXF with spells, for Gephi.

A text holds what the record holds; a hidden character is written as a reference, and one that XML cannot hold as a
mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from negtrack.render.clean import sanitise
from negtrack.unsafe_chars import escape_unsafe
from negtrack.views.network import Attributes, Edge, Network, Node, attribute_type
from negtrack.views.relations import Column

_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not hold."""
_NUMBERS = {"integer": "long"}


def graphml_lines(network: Network) -> Iterator[str]:
    """Yield GraphML; an edge is undirected, and parallel ones are the live positions of a party on an issue."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for target, columns in (("node", network.node_columns), ("edge", network.edge_columns)):
        names = ("label", "string"), *((column.name, attribute_type(column)) for column in columns)
        for name, kind in names:
            shown = {"id": f"{target}-{name}", "for": target, "attr.name": name}
            yield _tag("key", {**shown, "attr.type": _NUMBERS.get(kind, kind)}, end="/>\n")
    yield '<graph edgedefault="undirected">\n'
    for node in network.nodes:
        yield _tag("node", {"id": node.id}) + _data("node", {"label": node.label, **node.attributes}) + "</node>\n"
    for edge in network.edges:
        yield _tag("edge", {"id": edge.id, "source": edge.one, "target": edge.other})
        yield _data("edge", edge.attributes) + "</edge>\n"
    yield "</graph>\n</graphml>\n"


def _data(target: str, attributes: Attributes) -> str:
    return "".join(
        f"{_tag('data', {'key': f'{target}-{name}'})}{_escape(_text(value))}</data>"
        for name, value in attributes.items()
    )


def gexf_lines(network: Network) -> Iterator[str]:
    """Yield GEXF 1.3; the attributes of an edge are dynamic, each with the days of its spell."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield f"<meta><creator>negtrack</creator><description>{_escape(network.title)}</description></meta>\n"
    yield '<graph defaultedgetype="undirected" mode="dynamic" timeformat="date">\n'
    yield from _declarations("node", "static", network.node_columns)
    yield from _declarations("edge", "dynamic", network.edge_columns)
    yield "<nodes>\n"
    for node in network.nodes:
        yield _gexf_node(node)
    yield "</nodes>\n<edges>\n"
    for edge in network.edges:
        yield _gexf_edge(edge)
    yield "</edges>\n</graph>\n</gexf>\n"


def _declarations(target: str, mode: str, columns: Sequence[Column]) -> Iterator[str]:
    yield _tag("attributes", {"class": target, "mode": mode}, end=">\n")
    for column in columns:
        kind = attribute_type(column)
        yield _tag("attribute", {"id": column.name, "title": column.name, "type": _NUMBERS.get(kind, kind)}, "/>\n")
    yield "</attributes>\n"


def _gexf_node(node: Node) -> str:
    values = "".join(_value(name, value) for name, value in node.attributes.items())
    return f"{_tag('node', {'id': node.id, 'label': node.label})}<attvalues>{values}</attvalues></node>\n"


def _gexf_edge(edge: Edge) -> str:
    days = [_days(spell.start, spell.end) for spell in edge.spells]
    values = "".join(
        _value(name, value, day)
        for spell, day in zip(edge.spells, days, strict=True)
        for name, value in spell.attributes.items()
    )
    spells = "".join(_tag("spell", day, "/>") for day in days)
    start = _tag("edge", {"id": edge.id, "source": edge.one, "target": edge.other})
    return f"{start}<attvalues>{values}</attvalues><spells>{spells}</spells></edge>\n"


def _days(start: date, end: date | None) -> dict[str, str]:
    return {"start": start.isoformat(), **({"end": end.isoformat()} if end else {})}


def _value(name: str, value: str | int | float | bool, days: Mapping[str, str] | None = None) -> str:
    return _tag("attvalue", {"for": name, "value": _text(value), **(days or {})}, "/>")


def _text(value: str | int | float | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _tag(name: str, attributes: Mapping[str, str], end: str = ">") -> str:
    return f"<{name}{''.join(f' {key}={chr(34)}{_escape(text)}{chr(34)}' for key, text in attributes.items())}{end}"


def _escape(text: str) -> str:
    return escape_unsafe(text.translate(_ESCAPES), _reference)


def _reference(char: str) -> str:
    return sanitise(char) if _UNWRITABLE.match(char) else f"&#{ord(char)};"
