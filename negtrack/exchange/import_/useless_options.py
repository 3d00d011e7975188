"""Options of an import that change nothing: an error where no row has what they name, else a sentence that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negtrack.errors import UsageError
from negtrack.exchange.import_.columns import fields_of
from negtrack.exchange.import_.details import split_detail
from negtrack.exchange.import_.imported import referenced_names
from negtrack.exchange.import_.importer import Importer
from negtrack.ids import fold
from negtrack.model import Issue, Party, Source
from negtrack.query.retractions import standing_retractions

_MOST_NAMED = 3
"""Most definitions or records that a sentence names."""
_ARTICLES = {Issue.table: "an issue", Party.table: "a party", Source.table: "a source"}


def refuse_useless(importer: Importer) -> None:
    """Raise `UsageError` for an option that no row can take, or that names what no row has."""
    for key in importer.rules.given:
        if key not in importer.taken and importer.imported:
            raise UsageError(f"--set {key}: no row can take it; delete it, or name a field that the rows have")
    _refuse_mapped(importer)
    if any(skipped.place == skipped.path for skipped in importer.skipped):  # a file that is unread may name it
        return
    _refuse_kinds(importer)
    _refuse_roles(importer)
    _refuse_rulings(importer)


def _refuse_mapped(importer: Importer) -> None:
    """Raise `UsageError` for a field that is mapped, and that no row can have."""
    tables = {imported.item.table for imported in importer.imported}
    known = {key for table in tables for key in fields_of(table)}
    for field in importer.rules.mapped:
        if known and field not in known and not split_detail(field)[0]:
            raise UsageError(f"--map {field}: no row can take it; delete it, or name a field that the rows have")


def _refuse_kinds(importer: Importer) -> None:
    """Raise `UsageError` for the kind of an issue that no row names, or of one that has another kind."""
    names = importer.names
    skipped = {fold(issue) for row in importer.skipped for issue in row.issues}
    for name, kind in names.given.kinds.items():
        if name and name not in (*names.issues.created, *names.issues.known, *skipped):
            raise UsageError(f"--kind {name}={kind}: no row names this issue; write its id")
        known = names.negotiation.issues.get(name)
        if known and known.kind != kind:
            remedy = f"change its kind with set-kind {name} {kind}"
            raise UsageError(f"--kind {name}={kind}: {name} is a {known.kind} issue already; {remedy}")


def _refuse_roles(importer: Importer) -> None:
    """Raise `UsageError` for the role of a party that no row names, or of one that has another role."""
    names = importer.names
    skipped = {fold(row.party) for row in importer.skipped}
    for name, role in names.given.roles.items():
        if name and name not in (*names.parties.created, *names.parties.known, *skipped):
            raise UsageError(f"--role {name}={role}: no row names this party; write its id")
        known = names.negotiation.parties.get(name)
        if known and known.role != role:
            remedy = f"change its role with edit {name}"
            raise UsageError(
                f"--role {name}={role}: {name} is a {known.role or 'party without a role'} already; {remedy}"
            )


def _refuse_rulings(importer: Importer) -> None:
    """Raise `UsageError` for a name of `--same` that no row has."""
    names = importer.names
    for name, other in names.given.rulings.same.items() if importer.imported and not importer.skipped else ():
        if not any(space.is_ruled(name) for space in names.spaces.values()):
            raise UsageError(f"--same '{name}={other}': no row has the name {name}; write it as in the rows")


def useless_options(importer: Importer) -> Iterator[str]:
    """Yield a sentence on each option that rows could take and that changed nothing."""
    for key in importer.rules.given:
        if key in importer.idle and importer.imported:
            yield f"--set {key}={importer.rules.given[key]} filled no cell"
    for key in sorted(importer.empty):
        yield f"--map {key}={importer.rules.mapped[key]}: the column is empty in all rows"
    yield from _idle_rules(importer)
    yield from _kept_definitions(importer)
    yield from _doubles(importer)


def _idle_rules(importer: Importer) -> Iterator[str]:
    """Yield what is given for all new issues or parties where none needs it, and pairs of `--apart` that are no one
    id."""
    names = importer.names
    kinds, roles, apart = names.given.kinds, names.given.roles, names.given.rulings.apart
    if "" in kinds and not names.issues_of_usual_kind():
        yield f"--kind {kinds['']} changed nothing: no new issue takes its kind from it"
    if "" in roles and not names.parties.created.keys() - roles.keys():
        yield f"--role {roles['']} changed nothing: no new party takes its role from it"
    used = {pair for space in names.spaces.values() for pair in space.kept_apart}
    for pair, words in apart.items():
        if pair not in used:
            yield f"--apart '{words}' changed nothing: no new name has the id of the other"


def _kept_definitions(importer: Importer) -> Iterator[str]:
    """Yield what rows say otherwise of definitions that were there, by their fields."""
    fields: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for (table, id, key), (there, said) in importer.names.kept.items():
        fields.setdefault((table, key), []).append((id, there, said))
    for (table, key), found in fields.items():
        known = [f"{id} ({there or 'none'}, not {said})" for id, there, said in found]
        file = {Issue.table: "negotiation", Party.table: found[0][0]}.get(table, "sources")
        yield f"{table}.{key} not taken of what is defined already: {_listed(known)}; use edit {file} to change it"


def _doubles(importer: Importer) -> Iterator[str]:
    """Yield the definitions that another name stands for now by `--same`, while their records stay on them."""
    known = importer.names.negotiation
    retracted = standing_retractions(known.retractions)
    for space in importer.names.spaces.values():
        for id, meant in space.doubled():
            named = [entry.id for entry in known.records if (space.kind, id) in referenced_names(entry)]
            if left := [name for name in named if name not in retracted]:
                verb = "record stays" if len(left) == 1 else "records stay"
                yield (
                    f"warning: {id} is {_ARTICLES[space.kind]} of its own, whose {len(left)} {verb} beside those of "
                    f"{meant}: {_listed(left)}; take back those that stand twice with retract ID --reason TEXT"
                )


def _listed(texts: Sequence[str]) -> str:
    more = f" and {len(texts) - _MOST_NAMED} more" if len(texts) > _MOST_NAMED else ""
    return f"{', '.join(texts[:_MOST_NAMED])}{more}"
