#!/usr/bin/env bash
# igraph reads an attribute that a node of GraphML does not have as False or "", and writes it so; networkx turns the
# open end of a spell in GEXF into the word "None".
#
# Versions: igraph 1.0.0, networkx 3.6.1, Python 3.11.
# Input: GraphML with three attributes (boolean, string, double) that one node has and the other has not; GEXF 1.2 with a
# value that holds from a day on, without end.
# Behaviour:
#   - igraph has one column for each attribute: a boolean that is missing is False, a text is "", a number is nan. Written
#     again, False and "" are data like any other, the number is left out; the nodes are n0 and n1, their ids an attribute;
#   - networkx reads a missing `end` as the text "None", in attribute values and spells alike, and writes it as one, so that
#     its own output of what it read is no longer open.
# Consequence: a party that said nothing on a yes-no issue has said no after one trip through igraph. What may be absent is
# written as a text of its own, and open ends are tested on the file, not on what a library reads back.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/graphs.py" <<'PYTHON'
"""Read and write two small graphs."""
import io
import re

import igraph
import networkx

GRAPHML = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="k0" for="node" attr.name="agrees" attr.type="boolean"/>
  <key id="k1" for="node" attr.name="quote" attr.type="string"/>
  <key id="k2" for="node" attr.name="demand" attr.type="double"/>
  <graph edgedefault="undirected">
    <node id="union"><data key="k0">true</data><data key="k1">We want ten.</data><data key="k2">10</data></node>
    <node id="port"/>
  </graph>
</graphml>
"""
GEXF = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
  <graph mode="dynamic" defaultedgetype="undirected" timeformat="date">
    <attributes class="node" mode="dynamic"><attribute id="0" title="demand" type="string"/></attributes>
    <nodes><node id="union" label="Union">
      <attvalues><attvalue for="0" value="10" start="2024-03-01"/></attvalues>
      <spells><spell start="2024-03-01"/></spells>
    </node></nodes>
    <edges/>
  </graph>
</gexf>
"""
with open("given.graphml", "w") as file:
    file.write(GRAPHML)
graph = igraph.Graph.Read_GraphML("given.graphml")
print("igraph reads the port:", {name: graph.vs[1][name] for name in ("agrees", "quote", "demand")})
graph.write_graphml("again.graphml")
with open("again.graphml") as file:
    port = file.read().rpartition("<node ")[2].partition("</node>")[0]
print("igraph writes the port:", *re.sub(r"\s+", " ", f"<node {port}").strip().split(" <data "), sep="\n  ")
read = networkx.read_gexf(io.BytesIO(GEXF.encode()))
print("networkx reads:", read.nodes["union"]["demand"], read.nodes["union"]["spells"])
written = io.BytesIO()
networkx.write_gexf(read, written)
print("networkx writes:", *re.findall(r"<(?:attvalue|spell) .*?/>", written.getvalue().decode()), sep="\n  ")
PYTHON

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q igraph==1.0.0 networkx==3.6.1 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
cd "$work"
venv/bin/python graphs.py | tee seen

diff seen - <<'STATED'
igraph reads the port: {'agrees': False, 'quote': '', 'demand': nan}
igraph writes the port:
  <node id="n1">
  key="v_agrees">false</data>
  key="v_quote"></data>
  key="v_id">port</data>
networkx reads: [('10', '2024-03-01', 'None')] [('2024-03-01', 'None')]
networkx writes:
  <spell start="2024-03-01" end="None" />
  <attvalue for="0" value="10" start="2024-03-01" end="None" />
STATED
echo "as stated"
