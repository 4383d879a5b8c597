"""Words for what the rules only name: what stops work, what was pledged, what was done in secret."""

from __future__ import annotations

from collections.abc import Mapping

HALTS: Mapping[str, str] = {
    "damage": "damage is being repaired",
    "winter": "winter has closed the high passes",
    "prices": "at these prices investors hold their money back",
}
COVERT = ("funding insurgents", "arming militants", "sabotaging a project", "leaking a secret share")
"""Secret acts as something that was done, in the order of `compiled.COVERT_ACTS`."""
PLEDGES: Mapping[str, str] = {
    "relief": "to lift its controls",
    "vote": "on its vote",
    "truce": "to keep tension down",
    "withdraw": "to keep its forces back",
    "forbear": "not to carry out its threat",
}
