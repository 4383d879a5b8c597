"""From plain data to the attrs classes of `rules.spec` and back, with all faults of form in one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from types import NoneType
from typing import Any, get_args, get_origin

import attrs
from attrs import NOTHING, Attribute, frozen
from cattrs import Converter
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn

from wargame.rules.spec import ScenarioSpec
from wargame.rules.tuning import CostSpec, Tuning
from wargame.scenario.faults import Faults, Path, quote
from wargame.scenario.source import Data

Raw = tuple[str | int, ...]
BLANK = "?"
"""What a text that is missing or wrong is read as, so that the other faults can still be looked for."""

_WORDS: dict[object, str] = {int: "a whole number", str: "text in quotes", bool: "true or false"}


@frozen
class _Misfit:
    """One complaint of cattrs: where, about which type, and which kind of complaint."""

    path: Raw
    type: Any
    error: BaseException


def _exactly(kind: type) -> Callable[[Any, Any], Any]:
    """A hook that takes a value as it is or not at all; left alone, cattrs would turn "7" into 7."""

    def hook(value: Any, _: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(_WORDS[kind])
        return value

    return hook


def _of_table(cls: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    inner = make_dict_structure_fn(
        cls, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
    )

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise TypeError("a table")
        return inner(value, cls)

    return hook


def _of_list(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    inner = get_args(kind)
    many = inner[-1] is Ellipsis

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, (list, tuple)) or not (many or len(value) == len(inner)):
            raise TypeError("a list")
        wanted = [inner[0]] * len(value) if many else list(inner)
        return tuple(_each(converter, list(enumerate(value)), wanted, kind))

    return hook


def _of_dict(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    inner = get_args(kind)[1]

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise TypeError("a table")
        found = _each(converter, list(value.items()), [inner] * len(value), kind)
        return dict(zip(value, found, strict=True))

    return hook


def _each(converter: Converter, items: list[tuple[Any, Any]], kinds: list[Any], whole: Any) -> list[Any]:
    """Structure every entry and raise once for all that do not fit."""
    found, errors = [], []
    for (at, value), kind in zip(items, kinds, strict=True):
        try:
            found.append(converter.structure(value, kind))
        except Exception as error:
            error.add_note(IterableValidationNote("an entry", at, kind))
            errors.append(error)
    if errors:
        raise IterableValidationError("entries that do not fit", errors, whole)
    return found


def _is(kind: Any, origin: object) -> bool:
    return get_origin(kind) is origin


def _converter() -> Converter:
    converter = Converter(detailed_validation=True, unstruct_collection_overrides={tuple: list})
    for kind in (int, str, bool):
        converter.register_structure_hook(kind, _exactly(kind))
    converter.register_structure_hook_factory(lambda t: _is(t, tuple), _of_list)
    converter.register_structure_hook_factory(lambda t: _is(t, dict), _of_dict)
    converter.register_structure_hook_factory(attrs.has, _of_table)
    return converter


CONVERTER = _converter()


def with_costs(data: Data) -> Data:
    """The data with each action's cost laid over the usual one: a scenario states only what it changes."""
    tuning = data.get("tuning")
    costs = tuning.get("costs") if isinstance(tuning, dict) else None
    if not isinstance(tuning, dict) or not isinstance(costs, dict):
        return data
    full: Data = {code: CONVERTER.unstructure(cost) for code, cost in Tuning().costs.items()}
    for code, cost in costs.items():
        usual = full.get(code, CONVERTER.unstructure(CostSpec()))
        full[code] = {**usual, **cost} if isinstance(cost, dict) else cost
    return {**data, "tuning": {**tuning, "costs": full}}


def structure(data: Data, faults: Faults) -> ScenarioSpec | None:
    """The scenario that the data states; faults of form are noted and mended with blanks for later checks."""
    data = with_costs(data)
    try:
        return CONVERTER.structure(data, ScenarioSpec)
    except BaseValidationError as error:
        misfits = list(_misfits(error, ()))
    mended = deepcopy(data)
    for misfit in misfits:
        if isinstance(misfit.error, ForbiddenExtraKeysError):
            _extra_keys(misfit, data, mended, faults)
    places = set()
    for misfit in misfits:
        if not isinstance(misfit.error, ForbiddenExtraKeysError):
            _note(misfit, data, faults)
            _mend(misfit, mended)
            places.add(labelled(misfit.path, data))
    faults.unsure |= places
    try:
        return CONVERTER.structure(mended, ScenarioSpec)
    except BaseValidationError:
        return None


def _misfits(error: BaseException, path: Raw) -> Iterator[_Misfit]:
    """Every complaint in cattrs' tree of exceptions, with its path."""
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            note = _note_of(inner)
            if note is None:
                yield _Misfit(path, None, inner)
                continue
            step = note.name if isinstance(note, AttributeValidationNote) else note.index
            if isinstance(inner, BaseValidationError):
                yield from _misfits(inner, (*path, step))
            else:
                yield _Misfit((*path, step), note.type, inner)


def _note_of(error: BaseException) -> AttributeValidationNote | IterableValidationNote | None:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, (AttributeValidationNote, IterableValidationNote)):
            return note
    return None


def _extra_keys(misfit: _Misfit, data: Data, mended: Data, faults: Faults) -> None:
    error = misfit.error
    assert isinstance(error, ForbiddenExtraKeysError)
    names = [attribute.name for attribute in attrs.fields(error.cl)]
    here, table = labelled(misfit.path, data), _at(mended, misfit.path)
    for key in sorted(error.extra_fields, key=str):
        faults.add("unknown-key", (*here, key), quote(key), "a known key", word=key, names=names)
        del table[key]
        if not misfit.path:
            # With a whole table misnamed, everything that points into it would look wrong too.
            faults.unsure.update((name,) for name in names if name not in data and _alike(name, key))


def _alike(name: str, key: str) -> bool:
    return name.startswith(key[:4]) or key.startswith(name[:4])


def _note(misfit: _Misfit, data: Data, faults: Faults) -> None:
    path = labelled(misfit.path, data)
    expected = expectation(misfit.type)
    if isinstance(misfit.error, KeyError):
        faults.add("missing-key", path, "missing", expected)
        return
    value = _at(data, misfit.path)
    found = quote(value)
    if isinstance(value, list) and get_origin(misfit.type) is tuple:
        found = f"a list of {len(value)}"
    faults.add("wrong-type", path, found, expected)


def expectation(kind: Any) -> str:
    """A type in the author's words."""
    if kind in _WORDS:
        return _WORDS[kind]
    arguments = get_args(kind)
    if get_origin(kind) is tuple:
        if arguments[-1] is Ellipsis:
            return "a list of tables" if attrs.has(arguments[0]) else "a list"
        return f"a list of {len(arguments)}: {', '.join(expectation(a) for a in arguments)}"
    if NoneType in arguments:
        return expectation(next(a for a in arguments if a is not NoneType))
    return "a table"


def _mend(misfit: _Misfit, mended: Data) -> None:
    """Put a harmless value in place of one that is missing or does not fit."""
    *parents, last = misfit.path
    table = _at(mended, tuple(parents))
    table[last] = _blank(misfit.type, BLANK + str(last))


def _blank(kind: Any, word: str) -> Any:
    if kind is str:
        return word
    if kind in (int, bool):
        return kind(0)
    arguments = get_args(kind)
    if get_origin(kind) is tuple:
        return [] if arguments[-1] is Ellipsis else [_blank(a, word) for a in arguments]
    if NoneType in arguments:
        return None
    if attrs.has(kind):
        fields: tuple[Attribute[Any], ...] = attrs.fields(attrs.resolve_types(kind))
        return {a.name: _blank(a.type, word) for a in fields if a.default is NOTHING}
    return {}


def _at(data: Any, path: Raw) -> Any:
    for step in path:
        data = data[step]
    return data


def labelled(path: Raw, data: Any) -> Path:
    """A path with the entries of lists named by their ids where they have one."""
    words = []
    for step in path:
        entry = _step(data, step)
        if isinstance(step, int):
            name = entry.get("id") if isinstance(entry, dict) else None
            words.append(f"[{name}]" if isinstance(name, str) and name else f"[{step}]")
        else:
            words.append(step)
        data = entry
    return tuple(words)


def _step(data: Any, step: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, (list, tuple)) and isinstance(step, int) and step < len(data):
        return data[step]
    return None
