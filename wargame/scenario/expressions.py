"""Checks the small languages of a scenario: measures, conditions and effects."""

from __future__ import annotations

import re

from attrs import evolve

from wargame.rules.compiled import Scenario, compile_scenario
from wargame.rules.effects import VERBS, compile_effect
from wargame.rules.figures import FIGURES
from wargame.rules.measures import condition, known_measures, reading
from wargame.rules.spec import EffectSpec, ScenarioSpec
from wargame.scenario.faults import Faults, Path, quote
from wargame.scenario.references import doubtful, offer
from wargame.scenario.structure import BLANK
from wargame.scenario.walk import walk

MEASURES = ("powers.objectives", "powers.agendas")
CONDITIONS = ("cards.when", "cards.options.when", "endings.when", "board.motions.when")
EFFECTS = (
    "opening",
    "cards.effects",
    "cards.options.effects",
    "arenas.rungs.each_turn",
    "board.motions.passed",
    "board.motions.failed",
)

_TARGETS = {"damage": "site", "cut": "route", "spawn": "region", "pay": "account"}
_SPLIT = re.compile(r"\s*(\S+?)\s*(>=|<=|==|!=|>|<)\s*(\S+)\s*")
_STEPS = {"damage": (1, 8), "cut": (1, 8), "spawn": (1, 100), "pay": (1, 1_000)}


def vocabulary(spec: ScenarioSpec) -> Scenario | None:
    """A scenario with all the ids of this one but none of its pointers, so that expressions can be read
    while pointers still dangle; None when it lacks what every scenario must have."""
    if not spec.powers or not spec.partners:
        return None
    first = spec.powers[0].id
    places = [place.id for table in (spec.regions, spec.arenas, spec.routes) for place in table]
    bare = evolve(
        spec,
        powers=tuple(evolve(p, ore={}, refining={}, controls=(), menu=()) for p in spec.powers),
        partners=tuple(evolve(p, world=n == 0, ore={}, refining={}) for n, p in enumerate(spec.partners)),
        sites=tuple(evolve(s, host=first, owner="", stake="", region="", yields={}) for s in spec.sites),
        regions=tuple(evolve(r, power=first, spills={}) for r in spec.regions),
        arenas=tuple(evolve(a, sides=(first, first)) for a in spec.arenas),
        stations=tuple(evolve(s, power=first, at=places[0]) for s in spec.stations) if places else (),
        paths=(),
        loans=(),
        contracts=(),
        board=None,
    )
    try:
        return compile_scenario(bare)
    except (KeyError, ValueError, StopIteration):
        return None


def check_expressions(spec: ScenarioSpec, scenario: Scenario, faults: Faults) -> None:
    """Note every measure, condition and effect that the engine could not read."""
    for pattern in MEASURES:
        for path, goal in walk(spec, pattern):
            _reading(goal.measure, scenario, (*path, "measure"), faults)
    for pattern in CONDITIONS:
        for path, text in walk(spec, pattern):
            _condition(text, scenario, path, faults)
    for pattern in EFFECTS:
        for path, effect in walk(spec, pattern):
            for number, text in enumerate(effect.when):
                _condition(text, scenario, (*path, "when", f"[{number}]"), faults)
            _effect(effect, scenario, path, faults)


def _condition(text: str, scenario: Scenario, path: Path, faults: Faults) -> None:
    if text.startswith(BLANK):
        return
    try:
        condition(text, scenario)
    except ValueError:
        match = _SPLIT.fullmatch(text)
        found = quote(text)
        if match is not None and not re.fullmatch(r"-?\d+", match[3]):
            found = f"{found} compares with {quote(match[3])}"
        faults.add("bad-condition", path, found, "`reading >= number`, as in `turn >= 3`")
    except KeyError:
        match = _SPLIT.fullmatch(text)
        _reading(match[1] if match else text, scenario, path, faults)


def _reading(name: str, scenario: Scenario, path: Path, faults: Faults) -> None:
    if name.startswith(BLANK):
        return
    try:
        reading(name, scenario)
    except KeyError:
        axes = {**{f.name: f.axes for f in FIGURES.values()}, **known_measures(), "turn": ()}
        _explain(name, axes, scenario, path, faults)


def _explain(
    name: str, known: dict[str, tuple[str, ...]], scenario: Scenario, path: Path, faults: Faults
) -> None:
    """Say which part of a dotted name is wrong."""
    head, *places = name.split(".")
    if head not in known:
        faults.add(
            "unknown-measure", path, f"no figure or measure called {quote(head)}", "", word=head, names=known
        )
        return
    axes = known[head]
    if axes == ("account",):
        places = [".".join(places)]
    form = ".".join([head, *(f"<{axis}>" for axis in axes)])
    if len(places) != len(axes):
        faults.add("bad-measure", path, quote(name), f"`{form}`")
        return
    for axis, place in zip(axes, places, strict=True):
        names = scenario.ids[axis]
        if place not in names and not doubtful(axis, faults):
            what = f"no {axis} called {quote(place)}"
            faults.add("unknown-id", path, what, offer(axis, names), word=place, names=names)


def _effect(effect: EffectSpec, scenario: Scenario, path: Path, faults: Faults) -> None:
    if effect.do.startswith(BLANK) or effect.what.startswith(BLANK):
        return
    if effect.do not in VERBS:
        faults.add(
            "unknown-word",
            (*path, "do"),
            f"no effect called {quote(effect.do)}",
            f"one of {', '.join(VERBS)}",
            word=effect.do,
            names=VERBS,
        )
        return
    _step(effect, path, faults)
    if effect.do in _TARGETS:
        kind = _TARGETS[effect.do]
        names = scenario.ids[kind]
        ends = [("what", effect.what)] + ([("to", effect.to)] if effect.do == "pay" else [])
        for key, word in ends:
            if word not in names and not doubtful(kind, faults):
                what = f"no {kind} called {quote(word)}" if word else "missing"
                faults.add("unknown-id", (*path, key), what, offer(kind, names), word=word, names=names)
        return
    head = effect.what.partition(".")[0]
    try:
        # Conditions have been looked at on their own, odds with the other numbers.
        compile_effect(evolve(effect, when=(), odds=100), scenario)
    except KeyError as error:
        if head in FIGURES and _fits(effect.what, scenario):
            faults.add("bad-effect", (*path, "what"), f"{quote(effect.what)}: {error.args[0]}")
        else:
            axes = {figure.name: figure.axes for figure in FIGURES.values() if not figure.quiet}
            _explain(effect.what, axes, scenario, (*path, "what"), faults)
    else:
        _reach(effect, head, path, faults)


def _fits(name: str, scenario: Scenario) -> bool:
    try:
        reading(name, scenario)
    except KeyError:
        return False
    return True


def _step(effect: EffectSpec, path: Path, faults: Faults) -> None:
    """A step that does nothing, or that its verb cannot take."""
    low, high = _STEPS.get(effect.do, (0, 0))
    if low and not low <= effect.by <= high:
        faults.add("out-of-range", (*path, "by"), str(effect.by), f"{low} to {high}")
    elif effect.do == "adjust" and not effect.by:
        faults.add("out-of-range", (*path, "by"), "0", "a step up or down")
    elif effect.do != "pay" and effect.to:
        faults.add("bad-effect", (*path, "to"), quote(effect.to), "`to` only in a `pay`")


def _reach(effect: EffectSpec, head: str, path: Path, faults: Faults) -> None:
    figure = FIGURES[head]
    if effect.do == "set" and not figure.low <= effect.by <= figure.high:
        faults.add("out-of-range", (*path, "by"), str(effect.by), f"{figure.low} to {figure.high}")
