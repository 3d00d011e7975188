"""The types of the tidy tables as a Data Package (https://datapackage.org/standard/data-package/, version 2), so that a
program need not guess a type from the cells and leave out those that are unlike the others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from negtrack.model.negotiation import Negotiation
from negtrack.views.relations import RELATIONS, Column, ColumnType, Relation

_PROFILE = "https://datapackage.org/profiles/2.0"
_TYPES: Mapping[ColumnType, str] = {
    "integer": "integer",
    "real": "number",
    "decimal": "number",
    "boolean": "boolean",
    "day": "date",
    "instant": "datetime",
}
"""Type of a column -> type in Table Schema; all others are strings there."""


def package_bytes(negotiation: Negotiation) -> bytes:
    """Return `datapackage.json` for the tables of a negotiation: path, meaning, columns and types of each."""
    package = {
        "$schema": f"{_PROFILE}/datapackage.json",
        "title": negotiation.title,
        "resources": [_resource(relation) for relation in RELATIONS.values()],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "surrogatepass")


def _resource(relation: Relation) -> dict[str, Any]:
    return {
        "$schema": f"{_PROFILE}/dataresource.json",
        "name": relation.name,
        "description": relation.meaning,
        "path": f"{relation.name}.csv",
        "type": "table",
        "format": "csv",
        "encoding": "utf-8",
        "schema": {
            "$schema": f"{_PROFILE}/tableschema.json",
            "fields": [_field(column) for column in relation.columns],
            "missingValues": [""],
        },
    }


def _field(column: Column) -> dict[str, str]:
    return {"name": column.name, "type": _TYPES.get(column.type, "string"), "description": column.meaning}
