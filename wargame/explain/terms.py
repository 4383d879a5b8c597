"""Words for what the rules only name: what stops work, what was pledged."""

from __future__ import annotations

from collections.abc import Mapping

HALTS: Mapping[str, str] = {
    "damage": "damage is being repaired",
    "winter": "winter has closed the high passes",
    "prices": "at these prices investors hold their money back",
}
PLEDGES: Mapping[str, str] = {
    "relief": "to lift its controls",
    "vote": "not to oppose its motion",
    "truce": "to keep tension down",
    "withdraw": "to keep its forces back",
}
