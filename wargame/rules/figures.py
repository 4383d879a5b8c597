"""Every figure of the board: what it is called, what it is counted by, and how far it can go.

This one table drives bounds, the ledger's words, the paths scenario effects may name, and what a view hides.
"""

from __future__ import annotations

from attrs import frozen

UNBOUNDED = 1 << 60


@frozen
class Figure:
    """A column of the state. `axes` name the kinds of entity it is indexed by, outermost first."""

    name: str
    title: str
    axes: tuple[str, ...]
    low: int = 0
    high: int = UNBOUNDED
    good: int = 0
    """+1 when more is better for the power it belongs to, -1 when less is, 0 when it depends."""
    quiet: bool = False
    """Bookkeeping that is not offered to scenario effects or shown in reports."""


_TABLE = (
    Figure("money", "Money", ("account",), -UNBOUNDED),
    Figure("unbooked", "Money off the books", ("account",), -UNBOUNDED, quiet=True),
    Figure("points", "Action points", ("power",), 0, 9, quiet=True),
    Figure("standing", "Standing", ("power",), 0, 20, +1),
    Figure("stability", "Stability", ("power",), 0, 100, +1),
    Figure("credibility", "Credibility", ("power",), 0, 100, +1),
    Figure("fissile", "Nuclear security", ("power",), 0, 100, +1),
    Figure("footprint", "Regional footprint", ("power",), 0, 100, +1),
    Figure("blame", "Responsibility for catastrophe", ("power",), 0, 999, -1),
    Figure("diverted", "Programme money diverted", ("power",), 0, 99, -1),
    Figure("agenda", "Agenda", ("power",), -1, 9, quiet=True),
    Figure("trust", "Trust", ("power", "power"), 0, 100, +1),
    Figure("influence", "Influence", ("power", "power"), 0, 100),
    Figure("know_how", "Separation know-how", ("party",), 0, 100, +1),
    Figure("disposition", "Disposition", ("party", "power"), 0, 100, +1),
    Figure("force", "Forces", ("station",), 0, 20),
    Figure("unseen", "Forces out of sight", ("station",), 0, 20),
    Figure("readiness", "Readiness", ("programme",), 0, 100, +1),
    Figure("consent", "Consent", ("region",), 0, 100, +1),
    Figure("grievance", "Grievance", ("region",), 0, 100, -1),
    Figure("insurgency", "Insurgent strength", ("region",), 0, 100, -1),
    Figure("environment", "Environment", ("region",), 0, 100, +1),
    Figure("tension", "Tension", ("arena",), 0, 10, -1),
    Figure("truce", "Ceasefire, turns left", ("arena",), 0, 8),
    Figure("stepped", "Stepped up or down this quarter", ("arena",), 0, 1, quiet=True),
    Figure("threat", "Militant threat", ("common",), 0, 100, -1),
    Figure("imf_credibility", "Lender's credibility", ("common",), 0, 100, +1),
    Figure("price", "Price index", ("material",), 20, 900),
    Figure("mined", "Mined so far", ("material",), quiet=True),
    Figure("used", "Used so far", ("material",), quiet=True),
    Figure("ore", "Ore in store", ("party", "material")),
    Figure("stock", "Stockpile", ("party", "material"), good=+1),
    Figure("order", "Ordered for the stockpile", ("power", "material"), quiet=True),
    Figure("offered", "Released from the stockpile", ("power", "material"), quiet=True),
    Figure("from_stock", "Taken from the stockpile", ("power", "material")),
    Figure("thrift", "Demand saved by substitution, percent", ("power", "material"), 0, 60, +1),
    Figure("regime", "Export regime", ("power", "item", "party"), 0, 3),
    Figure("licence", "General licence, turns left", ("power", "party"), 0, 8),
    Figure("enforced", "Transshipment policed, turns left", ("power",), 0, 8),
    Figure("credits", "Tax credits and price floor, turns left", ("power",), 0, 8),
    Figure("flood", "Price war, turns left", ("power", "material"), 0, 4),
    Figure("owner", "Owner", ("site",), -1, 99, quiet=True),
    Figure("stake", "Foreign stake", ("site",), -1, 99, quiet=True),
    Figure("level", "Capacity", ("site",), 0, 9, +1),
    Figure("grade", "Grade", ("site",), -1, 4, +1),
    Figure("known", "Known to", ("site",), quiet=True),
    Figure("left", "Project, turns left", ("site",), 0, 20),
    Figure("rushed", "Project rushed", ("site",), 0, 1, quiet=True),
    Figure("protested", "Work protested against", ("site",), 0, 1, quiet=True),
    Figure("standard", "Environmental standard", ("site",), 0, 2, +1),
    Figure("share", "Community share", ("site",), 0, 4, +1),
    Figure("declared", "Community share as declared", ("site",), 0, 4, +1),
    Figure("hub", "Hub", ("site",), 0, 1, +1),
    Figure("access", "Infrastructure", ("site",), 0, 3, +1),
    Figure("guard", "Guarded, turns left", ("site",), 0, 4, +1),
    Figure("damage", "Out of operation, turns", ("site",), 0, 8, -1),
    Figure("cut", "Cut, turns", ("route",), 0, 8, -1),
    Figure("watch", "Patrolled, turns left", ("route",), 0, 4, +1),
    Figure("flow", "Sold", ("material", "party", "party")),
    Figure("short", "Shortage", ("power", "sector", "material"), good=-1),
    Figure("score", "Score", ("power", "column"), 0, 100, +1),
)

FIGURES: dict[str, Figure] = {figure.name: figure for figure in _TABLE}

SECTORS = ("defence", "clean_tech", "electronics")
COLUMNS = ("machines", "markets", "might")
RUNGS = ("open", "licence", "slow-walk", "ban")
SLOW_WALK, BAN = 2, 3
"""Their numbers; from a slow-walk on a tap counts as closed."""
STANDARDS = ("dirty", "plain", "clean")
