"""Every numbered action class, in the order in which the action space numbers them.

Composed deals and counter-offers have no numbers.
"""

from wargame.rules.actions.answers import (
    Accept,
    Choose,
    DefaultOn,
    Keep,
    Pass,
    React,
    Refuse,
    Vote,
)
from wargame.rules.actions.arenas import Ceasefire, Escalate, Protest, StepBack
from wargame.rules.actions.base import Action
from wargame.rules.actions.controls import Enforce, Flood, Grant, OreBan, Regime, Revoke
from wargame.rules.actions.covert import Counter, CovertAct
from wargame.rules.actions.diplomacy import Court, MakePact, OfferDeal
from wargame.rules.actions.industry import (
    Cofinance,
    Corridor,
    Credits,
    KnowHow,
    Release,
    Research,
    Rush,
    Stockpile,
)
from wargame.rules.actions.loans import AskFund, AskRollover, CallIn, Divert, Lend, Lobby, Prepay, Rollover
from wargame.rules.actions.mining import (
    Access,
    Conceal,
    Hub,
    Mine,
    Port,
    Publish,
    Recycling,
    Refinery,
    Share,
    Survey,
    Upgrade,
)
from wargame.rules.actions.security import Cooperate, Guard, Move, Patrol, Reconcile, Secure, Sweep
from wargame.rules.actions.signals import Hold, Threaten

CATALOGUE: tuple[type[Action], ...] = (
    Pass,
    Regime,
    Grant,
    Revoke,
    Flood,
    OreBan,
    Enforce,
    Survey,
    Publish,
    Mine,
    Refinery,
    Recycling,
    Port,
    Access,
    Upgrade,
    Share,
    Conceal,
    Hub,
    Credits,
    Research,
    KnowHow,
    Stockpile,
    Release,
    Rush,
    Cofinance,
    Corridor,
    Lend,
    Rollover,
    AskRollover,
    CallIn,
    AskFund,
    Lobby,
    Prepay,
    Divert,
    Move,
    Guard,
    Patrol,
    Sweep,
    Reconcile,
    Cooperate,
    Secure,
    Escalate,
    StepBack,
    Ceasefire,
    Protest,
    CovertAct,
    Counter,
    MakePact,
    OfferDeal,
    Court,
    Keep,
    Choose,
    Hold,
    Threaten,
    Accept,
    Refuse,
    Vote,
    React,
    DefaultOn,
)

__all__ = ["CATALOGUE", "Action"]
