"""Phase 1: the quarter turns, and one or two headlines hit. Some ask a power to choose between evils."""

from __future__ import annotations

from wargame.rules.board import Board, Kind
from wargame.rules.compiled import Scenario
from wargame.rules.effects import apply_effect, compiled
from wargame.rules.measures import Condition, conditions
from wargame.rules.reasons import because
from wargame.rules.records import Contract
from wargame.rules.scoring import closing_quarters
from wargame.rules.spec import CardSpec, OptionSpec
from wargame.rules.state import State

_CLOCKS = (
    "guard",
    "damage",
    "cut",
    "watch",
    "licence",
    "enforced",
    "credits",
    "flood",
    "truce",
    "stepped",
)


def new_turn(board: Board) -> None:
    """Everything that lasts a number of turns is a turn nearer its end."""
    state = board.state
    if state.drawn:
        cards = board.scenario.spec.cards
        again = tuple(n for n in state.drawn if cards[n].repeats and not cards[n].fixed)
        state.discard = tuple(sorted((*state.discard, *(n for n in state.drawn if n not in again))))
        state.deck, state.drawn = (*state.deck, *again), ()
    state.refused = ((),) * board.scenario.npowers
    closing = closing_quarters(board.scenario)
    if state.turn == board.scenario.spec.turns - closing + 1 > 1:
        board.tell("closing_begun", quarters=closing)
    if not state.history:
        return
    for name in _CLOCKS:
        column = getattr(state, name)
        if any(column):
            for index, turns in enumerate(column):
                if turns:
                    board.shift(name, index, -1, because("quarter_passes"))
    state.contracts = tuple(
        [
            Contract(c.seller, c.buyer, c.material, c.amount, c.turns - 1)
            for c in state.contracts
            if c.turns > 1
        ]
    )


def ask_agendas(board: Board) -> None:
    """In the first quarter, before anything is decided, every power keeps one of the agendas it was dealt."""
    for seat, dealt in enumerate(board.state.hand):
        if dealt:
            board.ask_last(Kind.AGENDA, seat)


def draw_cards(board: Board) -> None:
    """Dated cards of this turn first, then from the deck those whose season it is and whose conditions hold."""
    scenario, state = board.scenario, board.state
    season = scenario.season(state.turn)
    cards = scenario.spec.cards
    gone = {*state.discard}
    chosen = [n for n in _dated(scenario, state.turn) if n not in gone and fits(scenario, state, n)]
    for number in state.deck:
        if len(chosen) >= scenario.spec.cards_per_turn:
            break
        card = cards[number]
        timely = card.first <= state.turn <= card.last and (not card.seasons or season in card.seasons)
        if timely and fits(scenario, state, number):
            chosen.append(number)
    state.drawn = tuple(chosen)
    state.deck = tuple([n for n in state.deck if n not in chosen])
    for number in chosen:
        play_card(board, number)


def fits(scenario: Scenario, state: State, number: int) -> bool:
    """Whether a card's conditions hold."""
    return _conditions(scenario)[number][0](state)


def option_open(scenario: Scenario, state: State, card: int, option: int) -> bool:
    """Whether a card's option may be chosen."""
    return _conditions(scenario)[card][1 + option](state)


def _conditions(scenario: Scenario) -> list[list[Condition]]:
    """By card: its own conditions, then those of each option, compiled once per scenario."""
    found: list[list[Condition]] | None = scenario.cache.get("conditions")
    if found is None:
        found = [
            [conditions(when, scenario) for when in (card.when, *(option.when for option in card.options))]
            for card in scenario.spec.cards
        ]
        scenario.cache["conditions"] = found
    return found


def _dated(scenario: Scenario, turn: int) -> list[int]:
    """Numbers of the cards fixed to a turn, sorted out once per scenario."""
    found: dict[int, list[int]] | None = scenario.cache.get("dated")
    if found is None:
        found = {}
        for number, card in enumerate(scenario.spec.cards):
            found.setdefault(card.fixed, []).append(number)
        scenario.cache["dated"] = found
    return found.get(turn, [])


def play_card(board: Board, number: int) -> None:
    """Tell a card, carry out its effects, and put its question."""
    scenario = board.scenario
    card: CardSpec = scenario.spec.cards[number]
    board.tell("headline", card=number)
    for effect in compiled(card.effects, scenario):
        apply_effect(board, effect, because("headline", number))
    if card.asks and any(option_open(scenario, board.state, number, n) for n in range(len(card.options))):
        board.ask_last(Kind.OPTION, scenario.numbers["power"][card.asks], number)


def drop_moot(board: Board) -> None:
    """Take back a headline's question when an earlier answer has closed all its options."""
    state = board.state
    while state.queue and state.queue[0][0] == Kind.OPTION:
        card = state.queue[0][2]
        if any(option_open(board.scenario, state, card, n) for n in range(len(_options(board, card)))):
            return
        state.queue = state.queue[1:]
        board.tell("question_overtaken", card=card)


def _options(board: Board, card: int) -> tuple[OptionSpec, ...]:
    return board.scenario.spec.cards[card].options


def choose_option(board: Board, number: int, option: int) -> None:
    """Carry out a card's option."""
    chosen, cause = board.scenario.spec.cards[number].options[option], because("option", number, option)
    for effect in compiled(chosen.effects, board.scenario):
        apply_effect(board, effect, cause)
