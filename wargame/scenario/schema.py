"""A JSON Schema of scenario files, made from the classes of `rules.spec`, for editors that check as one types.

It knows form, bounds and the words of the rules. Whether an id names something only validation can tell.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin

import attrs
from attrs import NOTHING, Attribute

from wargame.rules import spec
from wargame.rules.compiled import RIDERS
from wargame.rules.effects import VERBS
from wargame.rules.figures import COLUMNS, SECTORS
from wargame.rules.governments import OCCASIONS, PROVOCATIONS, TRAITS
from wargame.rules.offers import CLAUSES
from wargame.scenario.bounds import COUNTS, RANGES
from wargame.scenario.consistency import ID, START
from wargame.scenario.extends import PARENT
from wargame.scenario.references import MENU, POINTERS, RED_LINES, ROUTE_KINDS, SITE_KINDS, TERRAINS
from wargame.scenario.source import LONGEST_TEXT, MOST_ITEMS

Schema = dict[str, Any]
Place = tuple[type, str, str]
"""A class, one of its fields, and whether the field's `keys`, its innermost `values` or its `list` is meant."""

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest that editors of TOML read."""

_SIMPLE = {int: "integer", str: "string", bool: "boolean"}
_WORDS: dict[str, tuple[str, ...]] = {
    "action": MENU,
    "sector": SECTORS,
    "column": COLUMNS,
    "rider": tuple(RIDERS),
    "trait": TRAITS,
    "clause or rider": RED_LINES,
    "provocation": PROVOCATIONS,
    "occasion": tuple(OCCASIONS),
    "kind of site": SITE_KINDS,
    "kind of route": ROUTE_KINDS,
    "terrain": TERRAINS,
}
_CHANGE = "Change"
REMOVE: Schema = {"const": True, "description": "Drop what the parent states here."}
KEEP = "Of the parent's lists and tables named here, only the entries named stay."


def schema(part: bool = False) -> Schema:
    """The schema. A file that extends another may leave out what its parent states, and a `part` of a folder what
    other parts state; any other file may not.
    """
    made: dict[str, Schema] = {}
    whole = _reference(spec.ScenarioSpec, made, change=False)
    _reference(spec.ScenarioSpec, made, change=True)
    root = made.pop(_name(spec.ScenarioSpec, change=True))
    root["properties"] = {
        "extends": {**_text(PARENT.pattern), "description": "The id of the scenario that this one changes."},
        **root["properties"],
    }
    made[_name(spec.ScenarioSpec, change=False)]["properties"]["extends"] = False
    return {
        "$schema": DIALECT,
        "title": f"A {'part of a ' if part else ''}Chokepoint scenario",
        **root,
        **({} if part else {"if": {"not": {"required": ["extends"]}}, "then": whole}),
        "definitions": dict(sorted(made.items())),
    }


def _name(cls: type, change: bool) -> str:
    return cls.__name__.removesuffix("Spec") + (_CHANGE if change else "")


def _reference(cls: type, made: dict[str, Schema], change: bool) -> Schema:
    """A pointer to the definition of a class, which is made first if it is new."""
    name = _name(cls, change)
    if name not in made:
        made[name] = {}
        made[name] = _table(cls, made, change)
    return {"$ref": f"#/definitions/{name}"}


def _table(cls: type, made: dict[str, Schema], change: bool) -> Schema:
    fields = _fields(cls)
    table: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.name: _property(cls, field, made, change) for field in fields},
    }
    words = docstrings(cls).get("")
    if words:
        table["description"] = words
    required = [field.name for field in fields if field.default is NOTHING]
    if required and not change:
        table["required"] = required
    if change and cls is not spec.ScenarioSpec:
        table["properties"]["remove"] = REMOVE
    if change and (lists := [field.name for field in fields if _has_entries(field.type)]):
        table["properties"]["keep"] = {
            "type": "object",
            "description": KEEP,
            "additionalProperties": False,
            "properties": {name: {"type": "array", "items": _text()} for name in lists},
        }
    return table


def _has_entries(kind: Any) -> bool:
    """Whether a field holds a list of tables that have ids, or a table."""
    if get_origin(kind) is dict:
        return True
    inner = get_args(kind)[0] if get_origin(kind) is tuple else None
    return inner is not None and attrs.has(inner) and "id" in attrs.fields_dict(inner)


def _property(cls: type, field: Attribute[Any], made: dict[str, Schema], change: bool) -> Schema:
    found = _type(field.type, (cls, field.name, "values"), made, change)
    if change and field.default is not NOTHING:
        found = _removable(found)
    words = docstrings(cls).get(field.name)
    if words:
        # Draft 7 overlooks everything beside a $ref.
        found = {"description": words, **({"allOf": [found]} if "$ref" in found else found)}
    if isinstance(field.default, (int, str)):
        found["default"] = field.default
    return found


def _type(kind: Any, place: Place, made: dict[str, Schema], change: bool) -> Schema:
    arguments = [argument for argument in get_args(kind) if argument is not NoneType]
    cls, name, _ = place
    if kind in _SIMPLE:
        bounds = _constraints().get(place, {})
        if kind is str and not bounds:
            return _text(_pattern(cls, name))
        return {"type": _SIMPLE[kind], **bounds}
    if get_origin(kind) is tuple:
        inner = _type(arguments[0], place, made, change)
        if arguments[-1] is not Ellipsis:
            return {"type": "array", "items": inner, "minItems": len(arguments), "maxItems": len(arguments)}
        sizes = {} if change else _constraints().get((cls, name, "list"), {})
        return {"type": "array", "items": inner, "maxItems": MOST_ITEMS} | sizes
    if get_origin(kind) is dict:
        keys = _constraints().get((cls, name, "keys"))
        entry = _type(arguments[1], place, made, change)
        table = {"type": "object", "additionalProperties": _removable(entry) if change else entry}
        return {**table, "propertyNames": keys} if keys else table
    if attrs.has(kind):
        return _reference(kind, made, change)
    return _type(arguments[0], place, made, change)


def _removable(found: Schema) -> Schema:
    """A value that may also be `{ remove = true }`; the tables of classes know that themselves."""
    if "$ref" in found:
        return found
    kind, removal = found["type"], {"properties": {"remove": REMOVE}}
    if kind == "object":
        keys = found.get("propertyNames")
        return {
            **found,
            **removal,
            **({"propertyNames": {"enum": [*keys["enum"], "remove"]}} if keys else {}),
        }
    found = {
        **found,
        "type": [kind, "object"],
        **removal,
        "required": ["remove"],
        "additionalProperties": False,
    }
    return {**found, "enum": [*found["enum"], {"remove": True}]} if "enum" in found else found


def _text(pattern: str = "") -> Schema:
    return {"type": "string", "maxLength": LONGEST_TEXT} | ({"pattern": f"^({pattern})$"} if pattern else {})


def _pattern(cls: type, name: str) -> str:
    if name == "id":
        return ID.pattern
    return START.pattern if (cls, name) == (spec.ScenarioSpec, "start") else ""


@cache
def _constraints() -> dict[Place, Schema]:
    """What validation knows of single numbers, words and lists, by place."""
    found: dict[Place, Schema] = {
        (spec.EffectSpec, "do", "values"): {"enum": list(VERBS)},
        (spec.ClauseSpec, "do", "values"): {"enum": list(CLAUSES)},
    }
    for bound in RANGES:
        found[_place(bound.pattern)] = {"minimum": bound.low, "maximum": bound.high}
    for count in COUNTS:
        cls, name, _ = _place(count.pattern)
        found[cls, name, "list"] = {"minItems": count.low, "maxItems": count.high}
    for pointer in POINTERS:
        words = _WORDS.get(pointer.kind)
        if words:
            found[_place(pointer.pattern)] = {"enum": [*words, *([""] if pointer.optional else [])]}
    return found


def _place(pattern: str) -> Place:
    """The field that a pattern such as `sites.yields.values` ends at."""
    cls: type = spec.ScenarioSpec
    name, end = "", "values"
    for step in pattern.split("."):
        if step in ("keys", "values"):
            end = step
            continue
        if name:
            cls = next(_classes({field.name: field for field in _fields(cls)}[name].type))
        name, end = step, "values"
    return cls, name, end


def _classes(kind: Any) -> Iterator[type]:
    if attrs.has(kind):
        yield kind
    for argument in get_args(kind):
        yield from _classes(argument)


def _fields(cls: type) -> tuple[Attribute[Any], ...]:
    fields: tuple[Attribute[Any], ...] = attrs.fields(attrs.resolve_types(cls))
    return fields


# ---- words
def docstrings(cls: type) -> dict[str, str]:
    """The docstrings of a class's fields by name, its own under the empty name; none where there is no source."""
    return _docstrings(cls.__module__).get(cls.__name__, {})


@cache
def _docstrings(module: str) -> dict[str, dict[str, str]]:
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except OSError:
        return {}
    return {node.name: dict(_documented(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _documented(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    own = ast.get_docstring(node)
    if own:
        yield "", " ".join(own.split())
    for field, after in zip(node.body, node.body[1:], strict=False):
        match field, after:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                yield name, " ".join(words.split())
