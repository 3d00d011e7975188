"""A negotiation at one moment as documented tables, for `query` and for what leaves as parquet.

Tables and columns are called as in the files, `-` being `_`; names and meanings are what users rely on, so they are
only ever added to.
"""

from __future__ import annotations

from collections.abc import Mapping

from negtrack.views.relations.definitions import DEFINITIONS
from negtrack.views.relations.positions import POSITIONS
from negtrack.views.relations.records import RECORDS
from negtrack.views.relations.relation import NEGOTIATION, Column, ColumnType, Relation

RELATIONS: Mapping[str, Relation] = {each.name: each for each in (*POSITIONS, *RECORDS, *DEFINITIONS)}
"""Every table by its name."""

__all__ = ["NEGOTIATION", "RELATIONS", "Column", "ColumnType", "Relation"]
