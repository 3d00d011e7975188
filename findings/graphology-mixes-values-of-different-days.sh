#!/usr/bin/env bash
# graphology-gexf reads an edge whose attributes changed over time as one edge that has the last value of each, so that
# values of different days stand side by side; its spells are gone.
#
# Versions: graphology 0.26.0, graphology-gexf 0.13.2, Node.js 20.
# Input: GEXF 1.3 with dynamic attributes of an edge, as the primer has them: until 31 January a demand of 10 by a speaker,
# with a remark, from 1 February on a demand of 8 without a speaker or a remark; and spells of the edge and of a node.
# Behaviour: one demand of 8, by the speaker and with the remark of January. Neither the days of the values nor the spells
# are anywhere, also in what it writes, and nothing is said.
# Consequence: in a reader without time, a party's new figure bears the words of the old one. For such readers the networks
# are written as GraphML, which has what holds on one day alone; the manual says so beside GEXF.
# The script fails where any line of output differs from what is stated at its end.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >given.gexf <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
  <graph mode="dynamic" defaultedgetype="undirected" timeformat="date">
    <attributes class="edge" mode="dynamic">
      <attribute id="demand" title="demand" type="double"/>
      <attribute id="speaker" title="speaker" type="string"/>
      <attribute id="remark" title="remark" type="string"/>
    </attributes>
    <nodes>
      <node id="union" label="Union"><spells><spell start="2024-01-01"/></spells></node>
      <node id="pay" label="Pay"/>
    </nodes>
    <edges>
      <edge id="e" source="union" target="pay">
        <attvalues>
          <attvalue for="demand" value="10" start="2024-01-01" end="2024-01-31"/>
          <attvalue for="speaker" value="an official" start="2024-01-01" end="2024-01-31"/>
          <attvalue for="remark" value="not the final word" start="2024-01-01" end="2024-01-31"/>
          <attvalue for="demand" value="8" start="2024-02-01"/>
        </attvalues>
        <spells><spell start="2024-01-01" end="2024-01-31"/><spell start="2024-02-01"/></spells>
      </edge>
    </edges>
  </graph>
</gexf>
XML
cat >read.js <<'JS'
const { readFileSync } = require("fs");
const Graph = require("graphology");
const gexf = require("graphology-gexf");
const graph = gexf.parse(Graph, readFileSync("given.gexf", "utf8"));
console.log("edges", graph.size, "mode", graph.getAttribute("mode"));
console.log("edge", JSON.stringify(graph.getEdgeAttributes("e")));
console.log("node", JSON.stringify(graph.getNodeAttributes("union")));
const written = gexf.write(graph);
console.log("written: spells", /spell/.test(written), "days", /2024/.test(written), "dynamic", /dynamic/.test(written));
JS

npm install --silent --no-audit --no-fund graphology@0.26.0 graphology-gexf@0.13.2 >npm.log 2>&1 || { cat npm.log; exit 1; }
node read.js 2>&1 | tee seen

diff seen - <<'STATED'
edges 1 mode undefined
edge {"demand":8,"speaker":"an official","remark":"not the final word"}
node {"label":"Union"}
written: spells false days false dynamic false
STATED
echo "as stated"
