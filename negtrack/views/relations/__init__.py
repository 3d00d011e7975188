"""A negotiation at one moment as documented tables, for `query` and the Parquet export.

Tables and columns have the names of the files, with `_` for `-`. Users rely on names and meanings: add new ones, but
never change or remove one.
"""

from __future__ import annotations

from collections.abc import Mapping

from negtrack.views.relations.deals import DEALS
from negtrack.views.relations.definitions import DEFINITIONS
from negtrack.views.relations.positions import POSITIONS
from negtrack.views.relations.records import RECORDS
from negtrack.views.relations.relation import NEGOTIATION, Column, ColumnType, Relation
from negtrack.views.relations.scorecard import SCORES

RELATIONS: Mapping[str, Relation] = {
    relation.name: relation.with_decimals for relation in (*POSITIONS, *SCORES, *RECORDS, *DEALS, *DEFINITIONS)
}
"""All tables by name."""

__all__ = ["NEGOTIATION", "RELATIONS", "Column", "ColumnType", "Relation"]
