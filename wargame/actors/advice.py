"""Advice for a person: the moves that a planner likes best for a seat, from what that seat may know.

It depends on the view and on nothing else: whatever is hidden from the seat, the game's seed too, changes none of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean

from wargame.actors.base import Progress, unheard
from wargame.actors.planner import LEVELS, Candidate, Search, Trial
from wargame.actors.thumb import ThumbActor, forced
from wargame.actors.weighing import weightiest
from wargame.explain.advice import Advice, Counsel, Outlook
from wargame.explain.attribution import causes
from wargame.explain.prospects import prospect
from wargame.rules.actions.base import Action
from wargame.rules.actions.diplomacy import Compose
from wargame.rules.actions.haggling import CounterOffer
from wargame.rules.game import Game
from wargame.rules.observe import View
from wargame.rules.reasons import REASONS, Cause, Reason
from wargame.rules.state import State

LEVEL = "planner-2"
"""Whose work stands behind it: as much as a person waits for."""
SHOWN = 3
"""Moves that are shown."""
SEED = 1
"""Whoever advises is the same in every game: a seed of the game's own would tell of its dice."""
_FEARS = 2
"""Causes named for the worst trial."""
_SHARE = 0.2
"""The part of what lies between the best trial and the worst that a cause must account for to be named."""
_SERIOUS = {
    "board_decided",
    "diversion_found",
    "factories_idle",
    "guards_thin",
    "militants_struck",
    "programme_waits",
    "reserves_dry",
    "reserves_low",
    "share_exposed",
    "threat_dropped",
}
"""Reasons about nothing in particular that are worth fearing all the same; the others pass in any quarter."""


def advise(view: View, legal: Sequence[Action], progress: Progress = unheard) -> Advice:
    """The best moves of a seat that is asked, each with what it promises, what is to be feared and what speaks for it."""
    level, thumb = LEVELS[LEVEL], ThumbActor(SEED)
    ranked = thumb.considered(view, legal)[: level.candidates]
    if forced(view, legal):
        ranked = []
    again = 2 * min(SHOWN, len(ranked))
    search = Search(view, SEED, level, lambda played, planned: progress(played, planned + again))
    found = search.tried(ranked, SHOWN) if ranked else []
    parts = [_mean_parts(search, each) for each in found]
    counsels = []
    for at, each in enumerate(found):
        other = parts[0 if at or len(parts) == 1 else 1]
        progress(level.positions + 2 * at, level.positions + again)
        intent, reason = thumb.aside(view, each.action)
        worst = min(each.trials, key=lambda trial: trial.worth(level))
        counsel = Counsel(
            each.action.key,
            intent,
            reason,
            _outlook(search, each.trials),
            _outlook(search, [worst]),
            _fears(search, each, worst),
            _terms(view, each.action),
            weightiest(parts[at], other),
        )
        counsels.append(counsel)
    return Advice(tuple(counsels), level.positions, level.quarters)


def _outlook(search: Search, trials: Sequence[Trial]) -> Outlook:
    """What trials came to on average; without odds in a scenario of which no games were fitted."""
    odds = mean(trial.win for trial in trials) if search.evaluator.fitted else None
    return Outlook(mean(trial.score for trial in trials), odds)


def _terms(view: View, action: Action) -> tuple[str, ...]:
    return prospect(view, action).promises if isinstance(action, Compose | CounterOffer) else ()


def _mean_parts(search: Search, candidate: Candidate) -> list[float]:
    """What each feature adds to the score that is expected after a move."""
    rows = [search.evaluator.parts(trial.end, search.view.seat) for trial in candidate.trials]
    return [mean(column) for column in zip(*rows, strict=True)]


def _fears(search: Search, candidate: Candidate, worst: Trial) -> tuple[str, ...]:
    """What cost most in the worst trial of a move, beyond what it cost in the best one too."""
    level, scenario = search.level, search.view.scenario
    best = max(candidate.trials, key=lambda trial: trial.worth(level))
    gap = best.worth(level) - worst.worth(level)
    if gap <= 0:
        return ()
    ended = worst.end.ended
    if ended is not None and ended.shared:
        return (scenario.spec.endings[ended.ending].title,)
    there, spared = (_losses(search, candidate.action, trial) for trial in (worst, best))
    excess = {text: loss - spared.get(text, 0.0) for text, loss in there.items()}
    gravest = sorted(excess, key=lambda text: -excess[text])
    return tuple(text for text in gravest if excess[text] >= _SHARE * gap)[:_FEARS]


def _losses(search: Search, action: Action, trial: Trial) -> dict[str, float]:
    """Points that things cost in a trial, in words as the seat would read them."""
    game, seat = search.again(action, trial.number), search.view.seat
    view, entries = game.view(seat), game.entries_for(seat)
    found: dict[str, float] = {}

    def worth(state: State) -> int:
        return round(100 * search.judged(trial.number, state).worth(search.level))

    for turn in range(search.view.state.turn, _last(game) + 1):
        for cause in causes(view, entries, turn, -1, worth, seat, _everyday):
            found[cause.text] = found.get(cause.text, 0.0) - cause.due / 100
    return found


def _last(game: Game) -> int:
    """The last quarter in which anything happened."""
    return max((entry.turn for entry in game.entries), default=0)


def _everyday(why: Cause) -> bool:
    """Whether a figure moved for nothing that one could fear."""
    return isinstance(why, Reason) and not REASONS[why.name] and why.name not in _SERIOUS
